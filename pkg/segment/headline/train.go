package headline

// Size is the number of weights.
const Size = 1 << 19

// Examples yields every gap of text at which a sentence could begin: whether
// one does, according to starts (sorted offsets), and the indices of its
// features, those of its two words before words and those of repetition from
// repeated on. It is what training reads.
func (s *Splitter) Examples(text []byte, starts []int, first bool, yield func(begins bool, features []uint32, words, repeated int)) {
	s.Reset()
	for s.fill(text); s.gap < s.n; s.fill(text) {
		g := s.gap
		begins := false
		for _, at := range starts {
			begins = begins || int(s.words[g].start) == at
		}
		if s.possible(g) {
			s.count = 0
			s.neighbours(g)
			words := s.count
			s.context(g, first)
			repeated := s.count
			s.repetition(g)
			for i := range s.features[:s.count] {
				s.features[i] &= Size - 1
			}
			yield(begins, s.features[:s.count], words, repeated)
		}
		if begins {
			s.first, s.passed = g, 0
		}
		s.gap++
	}
}
