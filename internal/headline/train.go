package headline

// Repetition is the first kind of the features that compare the words on both
// sides; Size is the number of weights.
const Size = 1 << 19

// Examples yields every gap of text at which a sentence could begin: whether
// one does, according to starts (sorted offsets), the indices of its features,
// and how many of these need no search. It is what training reads.
func (s *Splitter) Examples(text []byte, starts []int, first bool, yield func(begins bool, features []uint32, plain int)) {
	s.Reset()
	for s.fill(text); s.gap < s.n; s.fill(text) {
		g := s.gap
		begins := false
		for _, at := range starts {
			begins = begins || int(s.words[g].start) == at
		}
		if s.plain(g, first) {
			plain := s.count
			s.repetition(g)
			for i := range s.features[:s.count] {
				s.features[i] &= Size - 1
			}
			yield(begins, s.features[:s.count], plain)
		}
		if begins {
			s.first, s.passed = g, 0
		}
		s.gap++
	}
}
