package segment

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment/unmarked"
	"github.com/nass-ar/nass/pkg/span"
)

// A pause is a place between two words where a sentence that is too long may be parted.
type pause struct {
	end, next   int   // offsets of where the word before ends, and where the next begins
	runes, past int   // code points of the sentence before end, and before next
	score       int32 // how well the text pauses there
}

// shorten appends s, parted where it is longer than was asked for.
func (c *cutter) shorten(dst []Sentence, s Sentence) []Sentence {
	if c.MaxLength <= 0 || s.Len() <= c.MaxLength {
		return c.emit(dst, s)
	}
	runes := utf8.RuneCount(c.text[s.Start:s.End])
	if runes <= c.MaxLength {
		return c.emit(dst, s)
	}
	c.findPauses(s)
	for begin, done := 0, 0; runes-done > c.MaxLength; { // pauses of the piece begin there, after so many code points
		i := c.bestPause(begin, done)
		if i < 0 {
			break
		}
		p := c.pauses[i]
		dst = c.emit(dst, markless(s, p.end, MaxLength))
		c.explainPart(Boundary{Span: span.Span{Start: p.end, End: p.end}, Reason: MaxLength})
		s.Start, begin, done = p.next, i+1, p.past
	}
	return c.emit(dst, s)
}

// bestPause returns which of the pauses from begin on ends the piece that follows so many
// code points: the best that leaves it half of MaxLength or more, else the last, or the
// first after a word that is too long. It is -1 where there is none.
func (c *cutter) bestPause(begin, done int) int {
	best, long := -1, false // long means that best leaves half of MaxLength
	for i := begin; i < len(c.pauses); i++ {
		switch n := c.pauses[i].runes - done; {
		case n < max(c.MinLength, 1):
		case n > c.MaxLength:
			if best < 0 {
				best = i
			}
			return best
		case !long || c.pauses[i].score >= c.pauses[best].score:
			best, long = i, 2*n >= c.MaxLength
		}
	}
	return best
}

// findPauses finds the places where s may be parted. It is never parted from its mark.
func (c *cutter) findPauses(s Sentence) {
	f := finders.Get().(*unmarked.Finder)
	defer finders.Put(f)
	c.pauses = c.pauses[:0]
	at, runes := s.Start, 0 // so many code points stand before at
	f.Pauses(c.text[s.Start:s.Mark.Start], func(gap unmarked.Gap) {
		next := s.Start + gap.At
		end := c.trim(next)
		if end <= s.Start || end == next {
			return
		}
		p := pause{end: end, next: next, score: gap.Score}
		p.runes = runes + utf8.RuneCount(c.text[at:end])
		p.past = p.runes + utf8.RuneCount(c.text[end:next])
		at, runes = next, p.past
		c.pauses = append(c.pauses, p)
	})
}
