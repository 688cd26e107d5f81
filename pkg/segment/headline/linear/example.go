package linear

import "slices"

// Size is the number of weights.
const Size = 1 << 19

// An Example is the gaps of a stretch of text at the last of which, or at none, a
// sentence begins. It is good until the next one.
type Example struct {
	Begins int // the gap where one does, or -1
	Gaps   []Gap
}

// A Gap is the indices of its weights: those of its two words before Words, those
// of repetition from Repeated on.
type Gap struct {
	Features        []uint32
	Words, Repeated int
}

// Examples yields the examples of the first words of text, for training: one up to each
// of starts (sorted offsets), and one of the rest. It reads as many words as the window
// holds.
func (s *Splitter) Examples(text []byte, starts []int, first bool, yield func(x *Example)) {
	s.Reset()
	s.fill(text)
	var x Example
	var buffer []uint32
	for s.gap < s.n {
		x.Begins, x.Gaps, buffer = -1, x.Gaps[:0], buffer[:0]
		next := s.n
		for g := s.gap; g < s.n && next == s.n; g++ {
			begins := slices.Contains(starts, int(s.words[g].Start))
			if begins {
				next = g
			}
			if !s.mayBegin(g) {
				continue
			}
			if begins {
				x.Begins = len(x.Gaps)
			}
			s.count = 0
			s.neighbours(g)
			words := s.count
			s.context(g, first)
			repeated := s.count
			s.repetition(g, first)
			from := len(buffer)
			buffer = append(buffer, s.features[:s.count]...)
			x.Gaps = append(x.Gaps, Gap{buffer[from:], words, repeated})
		}
		yield(&x)
		s.begin(next)
	}
}
