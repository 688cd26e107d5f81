package main

import (
	"fmt"
	"slices"

	"github.com/nass-ar/nass/pkg/entity/conll"
)

var types = []string{"PER", "LOC", "ORG", "MISC"}

// A scheme writes chunks as tags. Tag 0 is O; a type has kinds tags: first,
// inside and, where kinds is 4, last and only.
type scheme struct {
	kinds int
	n     int
	ok    []bool // [a*n+b]: b may follow a
	begin []bool
	end   []bool
}

func newScheme(kinds int) *scheme {
	s := &scheme{kinds: kinds, n: 1 + kinds*len(types)}
	s.ok = make([]bool, s.n*s.n)
	s.begin, s.end = make([]bool, s.n), make([]bool, s.n)
	for a := range s.n {
		ka, ta := s.split(a)
		s.begin[a] = a == 0 || ka == 0 || ka == 3
		s.end[a] = a == 0 || kinds == 2 || ka >= 2
		for b := range s.n {
			kb, tb := s.split(b)
			inside := b != 0 && (kb == 1 || kb == 2)
			open := a != 0 && (kinds == 2 || ka < 2)
			switch {
			case inside:
				s.ok[a*s.n+b] = open && ta == tb
			default:
				s.ok[a*s.n+b] = !open || kinds == 2
			}
		}
	}
	return s
}

func (s *scheme) split(tag int) (kind, typ int) {
	if tag == 0 {
		return -1, -1
	}
	return (tag - 1) % s.kinds, (tag - 1) / s.kinds
}

func (s *scheme) encode(tags []string) ([]uint8, error) {
	out := make([]uint8, len(tags))
	for _, c := range conll.Chunks(tags) {
		t := slices.Index(types, c.Type)
		if t < 0 {
			return nil, fmt.Errorf("type %q is not known", c.Type)
		}
		base := uint8(1 + t*s.kinds)
		for i := c.Start; i < c.End; i++ {
			switch {
			case s.kinds == 4 && c.End == c.Start+1:
				out[i] = base + 3
			case i == c.Start:
				out[i] = base
			case s.kinds == 4 && i == c.End-1:
				out[i] = base + 2
			default:
				out[i] = base + 1
			}
		}
	}
	return out, nil
}

// decode writes tags as IOB2.
func (s *scheme) decode(tags []uint8) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		k, typ := s.split(int(t))
		switch {
		case t == 0:
			out[i] = "O"
		case k == 0 || k == 3:
			out[i] = "B-" + types[typ]
		default:
			out[i] = "I-" + types[typ]
		}
	}
	return out
}
