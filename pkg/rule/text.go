package rule

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A Text is one line under a rule's eyes, without its newline. What it works
// out about the line it keeps until the line changes.
type Text struct {
	line  []byte
	runs  []span.Span
	ran   bool        // whether runs are the line's
	near  []span.Span // of the words around one span
	facts []fact
	memos []memo
}

// A Fact is something that holds of a line as a whole, such as its language.
type Fact struct{ Of func(line []byte) bool }

type fact struct {
	of *Fact
	is bool
}

// A Memo is what rules work out about parts of a line and keep, in whatever
// New makes, until the line changes.
type Memo struct{ New func() any }

type memo struct {
	of   *Memo
	kept any
}

// Memo is what the rules have kept under m for the line as it is.
func (t *Text) Memo(m *Memo) any {
	for _, known := range t.memos {
		if known.of == m {
			return known.kept
		}
	}
	t.memos = append(t.memos, memo{m, m.New()})
	return t.memos[len(t.memos)-1].kept
}

// set gives the text another line.
func (t *Text) set(line []byte) {
	t.line, t.ran, t.facts, t.memos = line, false, t.facts[:0], t.memos[:0]
}

// Bytes is the line. It must not be changed or kept.
func (t *Text) Bytes() []byte { return t.line }

// Is reports whether f holds of the line.
func (t *Text) Is(f *Fact) bool {
	for _, known := range t.facts {
		if known.of == f {
			return known.is
		}
	}
	is := f.Of(t.line)
	t.facts = append(t.facts, fact{f, is})
	return is
}

// hasArabic holds of a line with a code point of the Arabic script.
var hasArabic = &Fact{Of: func(line []byte) bool {
	for i := 0; i < len(line); {
		c := line[i]
		if c < 0xD8 {
			i++
			continue
		}
		if c <= 0xDB {
			return true
		}
		r, size := utf8.DecodeRune(line[i:])
		if arabic.KindOf(r) != arabic.Other {
			return true
		}
		i += size
	}
	return false
}}

// Runs are the line's protected runs, which no edit enters.
func (t *Text) Runs() []span.Span {
	if !t.ran {
		t.runs, t.ran = segment.Runs(t.runs[:0], t.line), true
	}
	return t.runs
}

// nearMost is how far, in bytes, allows looks for the ends of the words around
// a span before it asks for the runs of the whole line.
const nearMost = 1 << 10

// allows reports whether an edit of s stays out of every protected run. No run
// goes across a space, so the words that s touches tell.
func (t *Text) allows(s span.Span) bool {
	if t.ran {
		return clear(t.runs, s)
	}
	start, end := s.Start, s.End
	for start > 0 && t.line[start-1] > ' ' && s.Start-start < nearMost {
		start--
	}
	for end < len(t.line) && t.line[end] > ' ' && end-s.End < nearMost {
		end++
	}
	if s.Start-start == nearMost || end-s.End == nearMost {
		return clear(t.Runs(), s)
	}
	t.near = segment.Runs(t.near[:0], t.line[start:end])
	return clear(t.near, span.Span{Start: s.Start - start, End: s.End - start})
}

// clear reports whether s overlaps none of runs.
func clear(runs []span.Span, s span.Span) bool {
	for _, r := range runs {
		if s.End <= r.Start {
			return true
		}
		if s.Overlaps(r) {
			return false
		}
	}
	return true
}

// Next is the code point at i and its length in bytes: '\n' and 0 at the end
// of the line, utf8.RuneError and 1 at an invalid byte.
func (t *Text) Next(i int) (rune, int) {
	if i >= len(t.line) {
		return '\n', 0
	}
	c := t.line[i]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if c >= 0xC2 && c < 0xE0 && i+1 < len(t.line) && t.line[i+1]&0xC0 == 0x80 {
		return rune(c&0x1F)<<6 | rune(t.line[i+1]&0x3F), 2
	}
	return utf8.DecodeRune(t.line[i:])
}

// Prev is the code point that ends before i and its length in bytes: '\n' and
// 0 at the start of the line.
func (t *Text) Prev(i int) (rune, int) {
	if i <= 0 {
		return '\n', 0
	}
	c := t.line[i-1]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if i > 1 && c&0xC0 == 0x80 && t.line[i-2] >= 0xC2 && t.line[i-2] < 0xE0 {
		return rune(t.line[i-2]&0x1F)<<6 | rune(c&0x3F), 2
	}
	return utf8.DecodeLastRune(t.line[:i])
}

// SkipAfter is the end of the longest run of code points of set that begins
// at i.
func (t *Text) SkipAfter(i int, set *arabic.Set) int {
	for {
		r, size := t.Next(i)
		if size == 0 || !set.Has(r) {
			return i
		}
		i += size
	}
}

// SkipBefore is the start of the longest run of code points of set that ends
// at i.
func (t *Text) SkipBefore(i int, set *arabic.Set) int {
	for {
		r, size := t.Prev(i)
		if size == 0 || !set.Has(r) {
			return i
		}
		i -= size
	}
}

// wordy are the code points of an Arabic word.
var wordy = func() *arabic.Set {
	var ranges []arabic.Range
	for r := rune(0x600); r <= 0x8FF; r++ {
		switch arabic.KindOf(r) {
		case arabic.Letter, arabic.Mark, arabic.Tatweel:
			ranges = append(ranges, arabic.Range{Lo: r, Hi: r})
		}
	}
	return arabic.Union(arabic.Ranges(ranges...), arabic.Ranges(
		arabic.Range{Lo: '\uFB50', Hi: '\uFDFB'}, arabic.Range{Lo: '\uFE70', Hi: '\uFEFC'}))
}()

// Word is the span of the Arabic word that byte i stands in or that ends at i:
// letters with their marks and tatweels. It is empty where there is none.
func (t *Text) Word(i int) span.Span {
	return span.Span{Start: t.SkipBefore(i, wordy), End: t.SkipAfter(i, wordy)}
}

// WordAfter is the end of the Arabic word that begins at i.
func (t *Text) WordAfter(i int) int { return t.SkipAfter(i, wordy) }

// WordBefore is the start of the Arabic word that ends at i.
func (t *Text) WordBefore(i int) int { return t.SkipBefore(i, wordy) }

// Letters is the number of Arabic letters in the span, counted up to most.
func (t *Text) Letters(s span.Span, most int) int {
	n := 0
	for i := s.Start; i < s.End && n < most; {
		r, size := t.Next(i)
		if arabic.IsLetter(r) {
			n++
		}
		i += size
	}
	return n
}
