package arabic

import (
	"math/bits"
	"slices"
)

// A Set is a set of code points, immutable once made. The zero value is
// empty.
type Set struct {
	low  [0x800 / 64]uint64 // U+0000-07FF: all that one or two bytes encode
	high []Range            // the rest, sorted, none touching another
}

// A Range holds the code points from Lo to Hi, both included.
type Range struct{ Lo, Hi rune }

// SetOf returns the set of the code points in chars.
func SetOf(chars string) *Set {
	s := new(Set)
	for _, r := range chars {
		s.add(Range{r, r})
	}
	s.settle()
	return s
}

// Ranges returns the set of the code points in ranges.
func Ranges(ranges ...Range) *Set {
	s := new(Set)
	for _, r := range ranges {
		s.add(r)
	}
	s.settle()
	return s
}

// Union returns the set of the code points in any of sets.
func Union(sets ...*Set) *Set {
	s := new(Set)
	for _, o := range sets {
		for i, w := range o.low {
			s.low[i] |= w
		}
		s.high = append(s.high, o.high...)
	}
	s.settle()
	return s
}

// Not returns the set of all code points that are not in s.
func (s *Set) Not() *Set {
	n := new(Set)
	for i, w := range s.low {
		n.low[i] = ^w
	}
	next := rune(0x800)
	for _, r := range s.high {
		if r.Lo > next {
			n.high = append(n.high, Range{next, r.Lo - 1})
		}
		next = max(next, r.Hi+1)
	}
	if next <= 0x10FFFF {
		n.high = append(n.high, Range{next, 0x10FFFF})
	}
	return n
}

// Has reports whether r is in s. A nil set is empty.
func (s *Set) Has(r rune) bool {
	if s == nil || r < 0 {
		return false
	}
	if r < 0x800 {
		return s.low[r>>6]&(1<<(r&63)) != 0
	}
	for _, h := range s.high {
		if r <= h.Hi {
			return r >= h.Lo
		}
	}
	return false
}

// All yields the ranges of s in order.
func (s *Set) All(yield func(Range) bool) {
	for r := 0; r < 0x800; {
		w := s.low[r>>6] >> (r & 63)
		if w == 0 {
			r = r&^63 + 64
			continue
		}
		r += bits.TrailingZeros64(w)
		lo := r
		for r < 0x800 {
			if w = ^s.low[r>>6] >> (r & 63); w != 0 {
				r += bits.TrailingZeros64(w)
				break
			}
			r = r&^63 + 64
		}
		if !yield(Range{rune(lo), rune(r - 1)}) {
			return
		}
	}
	for _, h := range s.high {
		if !yield(h) {
			return
		}
	}
}

func (s *Set) add(r Range) {
	for c := r.Lo; c <= r.Hi && c < 0x800; c++ {
		s.low[c>>6] |= 1 << (c & 63)
	}
	if r.Hi >= 0x800 {
		s.high = append(s.high, Range{max(r.Lo, 0x800), r.Hi})
	}
}

// settle sorts the ranges, and joins those that touch.
func (s *Set) settle() {
	slices.SortFunc(s.high, func(a, b Range) int { return int(a.Lo - b.Lo) })
	n := 0
	for _, r := range s.high {
		if n > 0 && r.Lo <= s.high[n-1].Hi+1 {
			s.high[n-1].Hi = max(s.high[n-1].Hi, r.Hi)
			continue
		}
		s.high[n] = r
		n++
	}
	s.high = s.high[:n]
}
