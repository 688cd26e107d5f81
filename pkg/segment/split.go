package segment

import (
	"bytes"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment/headline"
	"github.com/nass-ar/nass/pkg/span"
)

// What a gap must score for the model of headlines to part a sentence there.
// They were chosen on the development sets and on press_saudi_2015, so what these
// score is flattered; see pkg/segment/headline/MODEL.md.
var (
	thresholdOn   = headline.Threshold{Opening: -8, Inside: 24}
	thresholdAuto = headline.Threshold{Opening: -8, Inside: 56}
)

// longLine is how many bytes a line must have, from the first sentence on it,
// before HeadlinesAuto doubts that it is one paragraph: above the length of most
// paragraphs of News Commentary (nine in ten have 953 or less).
const longLine = 1500

// A length is what is known of how long a line is.
type length uint8

const (
	unknown length = iota
	short
	long
)

// measure finds out whether the line of the sentence at start is long, where
// that matters; false where more text is needed to decide. It is asked at the
// line's first sentence.
func (c *cutter) measure(start int) bool {
	if c.Headlines != HeadlinesAuto || c.line != unknown {
		return true
	}
	rest := c.text[start:]
	switch {
	case len(rest) >= longLine:
		c.line = long
		rest = rest[:longLine]
	case !c.eof && !bytes.ContainsAny(rest, "\n\r"):
		return false
	default:
		c.line = short
	}
	if bytes.ContainsAny(rest, "\n\r") {
		c.line = short
	}
	return true
}

// split appends s, parted where headlines end and where it is longer than was
// asked for.
func (c *cutter) split(dst []Sentence, s Sentence) []Sentence {
	threshold := thresholdOn
	switch {
	case c.Headlines == HeadlinesOff:
		return c.shorten(dst, s)
	case c.Headlines == HeadlinesAuto:
		if c.line != long {
			return c.shorten(dst, s)
		}
		threshold = thresholdAuto
	}
	c.splitter.Reset()
	from := s.Start
	text := c.text[from:s.Mark.Start]
	for {
		at, ok := c.splitter.Next(text, threshold, c.lineStart)
		if !ok {
			return c.shorten(dst, s)
		}
		end := c.trim(from + at)
		dst = c.shorten(dst, unmarked(s, end, Headline))
		c.explainPart(end, Headline)
		s.Start = from + at
	}
}

// explainPart reports that a part of a sentence ends at end, where no mark
// stands.
func (c *cutter) explainPart(end int, by Reason) {
	if c.Explain != nil {
		c.Explain(Boundary{span.Span{Start: c.base + end, End: c.base + end}, true, by})
	}
}

// unmarked is the part of s up to end, where no mark stands.
func unmarked(s Sentence, end int, by Reason) Sentence {
	s.Span.End = end
	s.Mark = span.Span{Start: end, End: end}
	s.Reason = by
	return s
}

// shorten appends s, parted where it is longer than was asked for.
func (c *cutter) shorten(dst []Sentence, s Sentence) []Sentence {
	for c.MaxLength > 0 && s.End-s.Start > c.MaxLength {
		end, next := c.clause(s)
		if next >= s.End {
			break
		}
		dst = c.emit(dst, unmarked(s, end, MaxLength))
		c.explainPart(end, MaxLength)
		s.Start = next
	}
	return c.emit(dst, s)
}

// clause is where to part s, which may be too long, and where its rest
// begins: past s where it is not.
func (c *cutter) clause(s Sentence) (end, next int) {
	mark, word := 0, 0 // where the last clause mark and the last word ended
	var last rune
	inBlank := true
	for i, n := s.Start, 0; i <= s.Mark.Start; n++ {
		if i == s.Mark.Start { // a sentence is never parted from its mark
			n += utf8.RuneCount(c.text[i:s.End]) - 1
		}
		if n >= c.MaxLength && mark+word > 0 {
			if end = mark; mark == 0 {
				end = word
			}
			for next = end; next < s.Mark.Start && blank(c.text[next:]) > 0; {
				next += blank(c.text[next:])
			}
			return end, next
		}
		if i == s.Mark.Start {
			break
		}
		k := blank(c.text[i:])
		if k > 0 && !inBlank && n >= c.MinLength {
			if last == ',' || last == ';' || last == ':' || last == '\u060C' || last == '\u061B' { // ARABIC COMMA, SEMICOLON
				mark = i
			} else {
				word = i
			}
		}
		inBlank = k > 0
		last, k = utf8.DecodeRune(c.text[i:])
		i += k
	}
	return s.End, s.End
}

// emit appends s with the offsets of the whole text.
func (c *cutter) emit(dst []Sentence, s Sentence) []Sentence {
	s.Start += c.base
	s.Span.End += c.base
	s.Mark.Start += c.base
	s.Mark.End += c.base
	return append(dst, s)
}
