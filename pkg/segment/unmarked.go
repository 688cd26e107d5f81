package segment

import (
	"sync"

	"github.com/nass-ar/nass/pkg/segment/unmarked"
	"github.com/nass-ar/nass/pkg/span"
)

// manyWords is how many words a paragraph without a stop must have for Auto to
// doubt that it is one sentence: few that are well marked have so many.
const manyWords = 100

// careful is how much more a gap must score where nobody said that stops are missing.
const careful = 2 * unmarked.Scale

// finders are large, and most texts need none.
var finders = sync.Pool{New: func() any { return new(unmarked.Finder) }}

// splitUnmarked appends s, parted where sentences without marks end; false where s is not
// to be parted there.
func (c *cutter) splitUnmarked(dst []Sentence, s Sentence) ([]Sentence, bool) {
	whole := c.lacksStops(s)
	if c.Unmarked == Off || c.Unmarked == Auto && !(whole && c.hasWords(s, manyWords)) {
		return dst, false
	}
	f := finders.Get().(*unmarked.Finder)
	defer finders.Put(f)
	from := s.Start
	f.Reset(c.text[from:s.Mark.Start])
	words := c.MeanWords
	if words == 0 {
		words = f.MeanWords()
	}
	if c.Unmarked == Auto && !f.Known() || !f.Arabic() || !whole && !c.hasWords(s, 2*words) {
		return dst, false
	}
	doubt := int32(0)
	if c.Unmarked == Auto {
		doubt = careful
	}
	for {
		gap, ok := f.Next(words, doubt)
		if !ok {
			return c.shorten(dst, s), true
		}
		end := c.trim(from + gap.At)
		part := markless(s, end, NoMark)
		part.MeanWords = words
		dst = c.shorten(dst, part)
		c.explainPart(Boundary{Span: span.Span{Start: end, End: end}, Reason: NoMark, Score: float32(gap.Score) / unmarked.Scale, MeanWords: words})
		s.Start = from + gap.At
	}
}

// lacksStops reports whether s is a paragraph without a stop, or a part of one that was cut
// for its length alone.
func (c *cutter) lacksStops(s Sentence) bool {
	switch s.Reason {
	case Newline, BlankLine, TextEnd, TooLong:
		return !c.inText || c.ended() || c.goesOn
	}
	return false
}

// hasWords reports whether s has n words or more, as blanks part them.
func (c *cutter) hasWords(s Sentence, n int) bool {
	if s.Len() < 2*n {
		return false
	}
	inBlank := true
	for i := s.Start; i < s.End; {
		k := 0
		if b := c.text[i]; b <= ' ' || b == 0xC2 || b >= 0xE0 { // no blank begins with another
			k = blank(c.text[i:])
		}
		if k == 0 {
			if k = 1; inBlank {
				if n--; n <= 0 {
					return true
				}
			}
			inBlank = false
		} else {
			inBlank = true
		}
		i += k
	}
	return false
}
