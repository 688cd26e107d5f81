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
			begins := slices.Contains(starts, int(s.words[g].start))
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
			for _, f := range s.features[:s.count] {
				buffer = append(buffer, f&(Size-1))
			}
			x.Gaps = append(x.Gaps, Gap{buffer[from:], words, repeated})
		}
		yield(&x)
		s.begin(next)
	}
}

// Words yields the hash of each word of text that may have a class, and 1 for digits, 2
// for a word in Latin letters.
func Words(text []byte, yield func(hash uint32)) {
	var w word
	for at := 0; w.read(text, at); at = int(w.end) {
		switch w.kind {
		case kindArabic:
			yield(w.hash)
		case kindDigit:
			yield(1)
		case kindLatin:
			yield(2)
		}
	}
}

// ClassTable returns the content of classes.bin for the words that each yields by their
// hashes. A class is 1 to 250.
func ClassTable(each func(yield func(hash uint32, class uint8))) []byte {
	table := make([]byte, 3*classSlots)
	each(func(hash uint32, class uint8) {
		i := hash % classSlots
		for table[3*i+2] != 0 {
			i = (i + 1) % classSlots
		}
		table[3*i], table[3*i+1], table[3*i+2] = byte(hash>>16), byte(hash>>24), class
	})
	return table
}
