package orthography

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// repeatWindow is how many different lines are remembered: what bounds the
// memory that a large file takes.
const repeatWindow = 1 << 16

// repeatMost is how many findings a text gets: past that, a reader has seen
// enough, and a text that repeats itself without end takes no more memory.
const repeatMost = 10_000

// repeatLeast is how long a line has to be, in bytes, to count.
const repeatLeast = 40

// repeats is the survey of lines that stand twice.
type repeats struct {
	lines []hashed
	texts []byte // the beginnings of lines, to show
	seen  recent // of the first of the surveys that are merged
	found []rule.Finding
}

type hashed struct {
	sum  uint64
	line int
	text span.Span // of texts
}

// appendBeginning appends the first words of a line.
func appendBeginning(dst, line []byte) []byte {
	const most = 60
	if len(line) <= most {
		return append(dst, line...)
	}
	end := bytes.LastIndexByte(line[:most], ' ') + 1
	if end == 0 { // one long word
		for end = most; end > most-utf8.UTFMax && !utf8.RuneStart(line[end]); {
			end--
		}
	}
	return append(append(dst, line[:end]...), "…"...)
}

var repeatSeed = maphash.MakeSeed()

func (s *repeats) Add(block []byte, line int) {
	s.lines = slices.Grow(s.lines, len(block)/400)
	s.texts = slices.Grow(s.texts, len(block)/6)
	for len(block) > 0 {
		end := bytes.IndexByte(block, '\n')
		if end < 0 {
			end = len(block)
		}
		if text := bytes.TrimSpace(block[:end]); len(text) >= repeatLeast {
			from := len(s.texts)
			s.texts = appendBeginning(s.texts, text)
			s.lines = append(s.lines, hashed{maphash.Bytes(repeatSeed, text), line, span.Span{Start: from, End: len(s.texts)}})
		}
		block = block[min(end+1, len(block)):]
		line++
	}
}

func (s *repeats) Merge(next rule.Survey) {
	s.merge(s)
	s.merge(next.(*repeats))
}

// merge adds the lines of n, which then has none.
func (s *repeats) merge(n *repeats) {
	for i := range n.lines {
		l := &n.lines[i]
		if first, ok := s.seen.find(l.sum); ok {
			if len(s.found) == repeatMost {
				continue
			}
			text := bytes.Clone(l.text.Text(n.texts))
			f := rule.Finding{Line: l.line, Text: text, Context: span.Span{End: len(text)}, Message: fmt.Sprintf("duplicate of line %d", first)}
			if s.found = append(s.found, f); len(s.found) == repeatMost {
				s.found[repeatMost-1].Message += "; more duplicate lines not shown"
			}
			continue
		}
		s.seen.add(l.sum, l.line)
	}
	n.lines, n.texts = nil, nil
}

func (s *repeats) Findings() []rule.Finding {
	s.Merge(new(repeats))
	return s.found
}

// recent remembers the last repeatWindow lines that differ, by their sums. It does what a
// map does from which the oldest is deleted, in half the time: nearly every line is new, and
// the tags of the slots show it by themselves.
type recent struct {
	ring  []summed
	next  int    // the oldest of the ring, once it is full
	slots []slot // by the tag; twice as many as the ring has at least, a power of two
}

type summed struct {
	sum  uint64
	line int
}

// A slot says where in the ring a line is. Slots are filled from the one of the tag on.
type slot struct {
	tag uint32 // of the sum
	at  uint32 // in the ring, from 1; 0: the slot is empty
}

// slotOf returns the first slot from the one of the tag on that is empty or whose line has
// the sum.
func (r *recent) slotOf(sum uint64) *slot {
	mask := uint32(len(r.slots) - 1)
	for i := uint32(sum) & mask; ; i = (i + 1) & mask {
		if s := &r.slots[i]; s.at == 0 || s.tag == uint32(sum) && r.ring[s.at-1].sum == sum {
			return s
		}
	}
}

// find returns the number of the line with the sum, and whether there is one.
func (r *recent) find(sum uint64) (line int, ok bool) {
	if len(r.slots) == 0 {
		return 0, false
	}
	if s := r.slotOf(sum); s.at > 0 {
		return r.ring[s.at-1].line, true
	}
	return 0, false
}

// add adds a line that is not there, and forgets the oldest if there are too many.
func (r *recent) add(sum uint64, line int) {
	at := r.next
	if len(r.ring) < repeatWindow {
		at = len(r.ring)
		if r.ring = append(r.ring, summed{}); 2*len(r.ring) > len(r.slots) {
			r.grow()
		}
	} else {
		r.remove(r.ring[at].sum)
		r.next = (at + 1) % repeatWindow
	}
	r.ring[at] = summed{sum, line}
	*r.slotOf(sum) = slot{uint32(sum), uint32(at + 1)}
}

// grow doubles the slots.
func (r *recent) grow() {
	r.slots = make([]slot, max(1<<8, 2*len(r.slots)))
	for i, x := range r.ring[:len(r.ring)-1] {
		*r.slotOf(x.sum) = slot{uint32(x.sum), uint32(i + 1)}
	}
}

// remove empties the slot of the sum, and moves those into the gap that would not be found
// behind it.
func (r *recent) remove(sum uint64) {
	mask := uint32(len(r.slots) - 1)
	gap := uint32(sum) & mask
	for r.slots[gap].tag != uint32(sum) || r.ring[r.slots[gap].at-1].sum != sum {
		gap = (gap + 1) & mask
	}
	for i := (gap + 1) & mask; r.slots[i].at > 0; i = (i + 1) & mask {
		if home := r.slots[i].tag & mask; (i-home)&mask >= (i-gap)&mask {
			r.slots[gap] = r.slots[i]
			gap = i
		}
	}
	r.slots[gap] = slot{}
}
