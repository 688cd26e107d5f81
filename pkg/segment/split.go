package segment

import (
	"bytes"
	"sync"

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

// splitters are large, and most texts need none.
var splitters = sync.Pool{New: func() any { return new(headline.Splitter) }}

// longLine is how many bytes a line must have, from the first sentence on it,
// before Auto of Headlines doubts that it is one paragraph: above the length of most
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
	if c.Headlines != Auto || c.line != unknown {
		return true
	}
	rest := c.text[start:]
	near := rest[:min(len(rest), longLine)]
	ends := bytes.IndexByte(near, '\n') >= 0 || bytes.IndexByte(near, '\r') >= 0
	switch {
	case !ends && len(rest) >= longLine:
		c.line = long
	case !ends && !c.eof:
		return false
	default:
		c.line = short
	}
	return true
}

// split appends s, parted where headlines or sentences without marks end, and where it is
// longer than was asked for.
func (c *cutter) split(dst []Sentence, s Sentence) []Sentence {
	if dst, ok := c.splitUnmarked(dst, s); ok {
		return dst
	}
	threshold := thresholdOn
	switch {
	case c.Headlines == Off:
		return c.shorten(dst, s)
	case c.Headlines == Auto:
		if c.line != long {
			return c.shorten(dst, s)
		}
		threshold = thresholdAuto
	}
	splitter := splitters.Get().(*headline.Splitter)
	defer splitters.Put(splitter)
	splitter.Reset()
	from := s.Start
	text := c.text[from:s.Mark.Start]
	for {
		at, ok := splitter.Next(text, threshold, c.lineStart)
		if !ok {
			return c.shorten(dst, s)
		}
		end := c.trim(from + at)
		dst = c.shorten(dst, markless(s, end, Headline))
		c.explainPart(Boundary{Span: span.Span{Start: end, End: end}, Reason: Headline})
		s.Start = from + at
	}
}

// explainPart reports that a part of a sentence ends, where no mark stands.
func (c *cutter) explainPart(b Boundary) {
	if c.Explain != nil {
		b.Start += c.base
		b.End += c.base
		b.Cut = true
		c.Explain(b)
	}
}

// markless is the part of s up to end, where no mark stands.
func markless(s Sentence, end int, by Reason) Sentence {
	s.Span.End = end
	s.Mark = span.Span{Start: end, End: end}
	s.Reason = by
	return s
}

// emit appends s with the offsets of the whole text.
func (c *cutter) emit(dst []Sentence, s Sentence) []Sentence {
	s.Start += c.base
	s.Span.End += c.base
	s.Mark.Start += c.base
	s.Mark.End += c.base
	return append(dst, s)
}
