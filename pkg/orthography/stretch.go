package orthography

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// inForeignStretch reports whether byte i of an Arabic line is in words of another
// language: after the name of that language, as in (بالكردية: هەولێر), or in
// brackets or quotation marks with a word that only another language has.
func inForeignStretch(t *rule.Line, i int) bool {
	s := t.Memo(stretchMemo).(*stretches)
	if !s.known {
		s.find(t.Bytes())
	}
	for _, of := range s.spans {
		if of.Start <= i && i < of.End {
			return true
		}
	}
	return false
}

// stretches are the foreign stretches of a line.
type stretches struct {
	known bool
	spans []span.Span
}

var stretchMemo = &rule.Memo{
	New: func() any { return new(stretches) },
	Clear: func(kept any) {
		s := kept.(*stretches)
		s.known, s.spans = false, s.spans[:0]
	},
}

// stretchMost is how long, in bytes, a stretch is.
const stretchMost = 256

// find finds the stretches of a line.
func (s *stretches) find(line []byte) {
	s.known = true
	if !hasFarLetter(line) {
		return
	}
	var w strange
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if at := strings.IndexRune(stretchOpeners, r); at >= 0 {
			close, _ := utf8.DecodeRuneInString(stretchClosers[at:])
			end := stretchEnd(line, i+size, string(close))
			if end >= 0 && isForeignStretch(line[i+size:end]) {
				s.spans = append(s.spans, span.Span{Start: i + size, End: end})
				size = end - i
			}
		} else if isWordy(r) {
			w.read(line, i)
			size = max(w.end-i, size)
			if isLanguageName(bytes.TrimPrefix(w.arabic[:w.size], []byte("ب"))) {
				if of := stretchAfter(line, i, w.end); of.End > of.Start {
					s.spans = append(s.spans, of)
					size = of.End - i
				}
			}
		}
		i += size
	}
}

// The pairs of characters that stretches are in: each closer is as long as its
// opener.
const (
	stretchOpeners = "([«“\""
	stretchClosers = ")]»”\""
)

// stretchEnd is where the first code point of stops is after byte i, or -1.
func stretchEnd(line []byte, i int, stops string) int {
	at := bytes.IndexAny(line[i:min(len(line), i+stretchMost)], stops)
	if at < 0 {
		return -1
	}
	return i + at
}

// stretchAfter is the stretch after the name of a language at line[start:end], if
// there are a colon, a bracket or a quotation mark.
func stretchAfter(line []byte, start, end int) span.Span {
	before, _ := utf8.DecodeLastRune(line[:start])
	told := strings.ContainsRune(stretchOpeners, before) && start > 0
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		if r != ' ' && r != ':' && !strings.ContainsRune(stretchOpeners, r) {
			break
		}
		told = told || r != ' '
		end += size
	}
	if !told {
		return span.Span{}
	}
	last := stretchEnd(line, end, ")]»”\"،؛,;.")
	if last < 0 {
		last = min(len(line), end+stretchMost)
	}
	return span.Span{Start: end, End: last}
}

// isForeignStretch reports whether the words in brackets or quotation marks are of
// another language. Fewer of them than of a line are enough, because an Arabic
// writer puts them there.
func isForeignStretch(text []byte) bool {
	if !hasFarLetter(text) {
		return false
	}
	v := weigh(text, false)
	return v.ours == 0 && (v.sure || v.near > 0 && v.typed+v.yeh > 0 && v.words > 1)
}

// isForeignWord reports whether a letter in the word at s is never typed for an
// Arabic one: a word of three letters that has it is of another language.
func isForeignWord(t *rule.Line, s span.Span) bool {
	return t.SkipAfter(s.Start, notForeign) < s.End && t.Letters(s, 3) == 3
}

var notForeign = foreignLetters.Not()
