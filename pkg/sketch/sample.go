package sketch

import (
	"container/heap"
	"slices"
)

// A Sample chooses a number of records at random, each with the same probability, from
// how many there may be. The seed and the number of a record decide, so that the same
// records come with the same seed. Use [NewSample].
type Sample struct {
	n    int
	seed uint64
	seen uint64
	held chances
}

// NewSample returns a sample of at most n records.
func NewSample(n int, seed uint64) *Sample { return &Sample{n: n, seed: Mix(seed)} }

// Add offers the next record. It is copied if it is chosen.
func (s *Sample) Add(record []byte) {
	x := chance{weight: Mix(s.seed ^ Mix(s.seen)), number: s.seen}
	s.seen++
	switch {
	case len(s.held) < s.n:
		x.record = slices.Clone(record)
		heap.Push(&s.held, x)
	case s.n > 0 && x.weight < s.held[0].weight:
		x.record = append(s.held[0].record[:0], record...)
		s.held[0] = x
		heap.Fix(&s.held, 0)
	}
}

// Records returns the records that are chosen, in the order in which they came.
func (s *Sample) Records() [][]byte {
	held := slices.Clone(s.held)
	slices.SortFunc(held, func(a, b chance) int { return int(a.number) - int(b.number) })
	all := make([][]byte, len(held))
	for i, x := range held {
		all[i] = x.record
	}
	return all
}

// A chance is a record that may be chosen: those with the least weights are.
type chance struct {
	weight, number uint64
	record         []byte
}

// chances is a heap with the greatest weight first.
type chances []chance

func (c chances) Len() int           { return len(c) }
func (c chances) Less(i, j int) bool { return c[i].weight > c[j].weight }
func (c chances) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *chances) Push(x any)        { *c = append(*c, x.(chance)) }
func (c *chances) Pop() any          { panic("sketch: a sample only grows") }
