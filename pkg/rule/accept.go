package rule

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// accepted are words that are right as they are written.
type accepted struct{ words map[string]bool }

// IsWord reports whether s is one word for [Engine.Accept]: letters, diacritics, tatweel
// and digits.
func IsWord(s string) bool {
	for _, r := range s {
		if !inWord(r) {
			return false
		}
	}
	return s != ""
}

func inWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

// Accept returns an engine that does what e does, but changes and finds nothing inside
// these words, whole as they are written.
func (e *Engine) Accept(words ...string) *Engine {
	if len(words) == 0 {
		return e
	}
	x := *e
	x.accept = &accepted{map[string]bool{}}
	if e.accept != nil {
		for word := range e.accept.words {
			x.accept.words[word] = true
		}
	}
	for _, word := range words {
		x.accept.words[word] = true
	}
	return &x
}

// protected appends the protected runs of the line and the accepted words outside them.
func (a *accepted) protected(dst []span.Span, line []byte) []span.Span {
	if a == nil {
		return segment.Protected(dst, line)
	}
	from := len(dst)
	dst = segment.Protected(dst, line)
	runs := dst[from:]
	all := make([]span.Span, 0, len(runs))
	for i := 0; i < len(line); {
		start := i
		for i < len(line) {
			r, n := utf8.DecodeRune(line[i:])
			if !inWord(r) {
				break
			}
			i += n
		}
		if i == start {
			_, n := utf8.DecodeRune(line[i:])
			i += n
			continue
		}
		if !a.words[string(line[start:i])] {
			continue
		}
		word := span.Span{Start: start, End: i}
		for len(runs) > 0 && runs[0].End <= start {
			all, runs = append(all, runs[0]), runs[1:]
		}
		if len(runs) == 0 || !runs[0].Overlaps(word) {
			all = append(all, word)
		}
	}
	return append(append(dst[:from], all...), runs...)
}

// accepts reports whether an accepted word of the line shares a byte with s.
func (t *Line) accepts(s span.Span) bool {
	if t.accept == nil {
		return false
	}
	for _, r := range t.runsFrom(s.Start) {
		if s.End <= r.Start {
			break
		}
		if s.Overlaps(r) && t.accept.words[string(r.Text(t.line))] {
			return true
		}
	}
	return false
}
