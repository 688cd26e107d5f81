package linear

import (
	"sync"

	"github.com/nass-ar/nass/pkg/segment/reader"
)

// A classTable holds the weights that a class of words has alone: right before a gap and
// after it, and in some distance before and after it.
type classTable struct{ left, right, before, after [256]int8 }

var classWeights = sync.OnceValue(func() *classTable {
	t := new(classTable)
	for c := range uint32(256) {
		t.left[c] = int8(weight(41, c))
		t.right[c] = int8(weight(40, c))
		t.before[c] = int8(weight(54, c))
		t.after[c] = int8(weight(56, c))
	}
	return t
})

// weighNeighbours fills in near for the gaps before the words from the nth on. The look-ups
// of one gap do not wait for those of another, so that memory serves many at once.
func (s *Splitter) weighNeighbours(n int) {
	for g := max(n, 1); g < s.n; g++ {
		l, r := &s.words[g-1], &s.words[g]
		s.near[g] = int16(weight(1, r.Hash) + weight(2, l.Hash) + weight(7, r.Head) + weight(8, l.Tail) +
			int32(s.classes.right[r.Class()]) + int32(s.classes.left[l.Class()]) + weight(42, l.Class()<<8|r.Class()))
	}
}

// score returns the model's score of the gap before words[g], or less than floor as soon
// as it is unlikely to reach that. Most gaps are given up for the two words alone. The
// score is the sum of the weights of the features that neighbours, context and repetition
// collect.
func (s *Splitter) score(g int, floor int32, first bool) int32 {
	sum := int32(s.near[g])
	if sum < least || !s.mayBegin(g) {
		return floor - 1
	}
	sum += bias + s.weighContext(g, first)
	if sum+most < floor {
		return floor - 1
	}
	s.count = 0
	s.repetition(g, first)
	return sum + s.sum(0)
}

// weighContext returns the sum of the weights of the features that context collects.
func (s *Splitter) weighContext(g int, first bool) int32 {
	l, r := &s.words[g-1], &s.words[g]
	size := g - s.first + s.passed
	l2, r2 := &reader.None, &reader.None
	if g-2 >= s.first {
		l2 = &s.words[g-2]
	}
	if g+1 < s.n {
		r2 = &s.words[g+1]
	}
	start := s.start(size)
	punct := uint32(l.Post)<<4 | uint32(r.Pre)
	long := bucket(size)
	bits := s.startBits(size, first)
	sum := weight(3, l.Hash*31+r.Hash) +
		weight(4, r.Hash*31+r2.Hash) +
		weight(5, l2.Hash*31+l.Hash) +
		weight(6, punct) +
		weight(9, r.Head<<8^l.Tail*0x01000193) +
		weight(10, long<<2|bits) +
		weight(11, bucket(min(s.n-g, wordsAfter))) +
		weight(12, r.Head<<5^long) +
		weight(13, r.Hash^long<<2^bits) +
		weight(14, r2.Head) +
		weight(15, uint32(l.Kind)<<12|uint32(r.Kind)<<8|uint32(min(l.Letters, 7))<<4|uint32(min(r.Letters, 7))) +
		weight(16, l.Head*31+r.Head>>8) +
		weight(17, start.Hash^bits) +
		weight(18, punct<<8|r.Head>>16) +
		weight(19, r.Head>>8*31+r2.Head>>8) +
		weight(20, r.Stem) +
		weight(21, l.Stem)
	cl, cr, cl2, cr2, cr3, cs := l.Class(), r.Class(), l2.Class(), r2.Class(), uint32(reader.ClassNone), start.Class()
	if g+2 < s.n {
		cr3 = s.words[g+2].Class()
	}
	sum += weight(43, cr<<8|cr2) +
		weight(44, cl2<<8|cl) +
		weight(45, cl<<16|cr<<8|cr2) +
		weight(46, cl2<<16|cl<<8|cr) +
		weight(47, cs<<10|cr<<2|bits) +
		weight(48, cs<<8|long) +
		weight(49, cr<<8|long<<2|bits) +
		weight(50, cr<<16|cr2<<8|cr3) +
		weight(51, punct<<8|cr) +
		weight(52, punct<<8|cl) +
		weight(53, cl<<8|long<<2|bits)
	if size <= 18 {
		for i := s.first + 1; i < g-1; i++ {
			sum += int32(s.classes.before[s.words[i].Class()])
		}
	}
	for i := g + 2; i < min(s.n, g+6); i++ {
		sum += int32(s.classes.after[s.words[i].Class()])
	}
	return sum
}
