package linear

import "github.com/nass-ar/nass/pkg/segment/reader"

// add adds the feature of a template with a value.
func (s *Splitter) add(template, value uint32) {
	s.features[s.count] = index(template, value)
	s.count++
}

// mayBegin reports whether a sentence can begin at words[g] at all.
func (s *Splitter) mayBegin(g int) bool {
	l, r := &s.words[g-1], &s.words[g]
	switch {
	case g-s.first+s.passed < 2 && l.Stem != r.Stem, s.n-g < 2,
		r.Kind == reader.Mark && r.Pre != reader.Dash && r.Pre != reader.Quote,
		l.Post == reader.Comma, l.Post == reader.Open, l.Post == reader.Colon && l.Kind != reader.Mark:
		return false
	}
	return true
}

// neighbours collects the features of the two words at the gap before
// words[g].
func (s *Splitter) neighbours(g int) {
	l, r := &s.words[g-1], &s.words[g]
	s.add(1, r.Hash)
	s.add(2, l.Hash)
	s.add(7, r.Head)
	s.add(8, l.Tail)
	s.add(40, r.Class())
	s.add(41, l.Class())
	s.add(42, l.Class()<<8|r.Class())
}

// context collects the features of what stands around the gap before words[g]
// and of the sentence so far.
func (s *Splitter) context(g int, first bool) {
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
	s.add(3, l.Hash*31+r.Hash)
	s.add(4, r.Hash*31+r2.Hash)
	s.add(5, l2.Hash*31+l.Hash)
	s.add(6, punct)
	s.add(9, r.Head<<8^l.Tail*0x01000193)
	s.add(10, long<<2|bits)
	s.add(11, bucket(min(s.n-g, wordsAfter)))
	s.add(12, r.Head<<5^long)
	s.add(13, r.Hash^long<<2^bits)
	s.add(14, r2.Head)
	s.add(15, uint32(l.Kind)<<12|uint32(r.Kind)<<8|uint32(min(l.Letters, 7))<<4|uint32(min(r.Letters, 7)))
	s.add(16, l.Head*31+r.Head>>8)
	s.add(17, start.Hash^bits)
	s.add(18, punct<<8|r.Head>>16)
	s.add(19, r.Head>>8*31+r2.Head>>8)
	s.add(20, r.Stem)
	s.add(21, l.Stem)

	// Classes.
	cl, cr := l.Class(), r.Class()
	cl2, cr2, cr3, cs := l2.Class(), r2.Class(), uint32(reader.ClassNone), start.Class()
	if g+2 < s.n {
		cr3 = s.words[g+2].Class()
	}
	s.add(43, cr<<8|cr2)
	s.add(44, cl2<<8|cl)
	s.add(45, cl<<16|cr<<8|cr2)
	s.add(46, cl2<<16|cl<<8|cr)
	s.add(47, cs<<10|cr<<2|bits)
	s.add(48, cs<<8|long)
	s.add(49, cr<<8|long<<2|bits)
	s.add(50, cr<<16|cr2<<8|cr3)
	s.add(51, punct<<8|cr)
	s.add(52, punct<<8|cl)
	s.add(53, cl<<8|long<<2|bits)
	if size <= 18 {
		for i := s.first + 1; i < g-1; i++ {
			s.add(54, s.words[i].Class())
		}
	}
	for i := g + 2; i < min(s.n, g+6); i++ {
		s.add(56, s.words[i].Class())
	}
}

// repeats are what the words after a gap repeat of those before it.
type repeats struct {
	common uint32 // how many stems, up to 7
	share  uint32 // of the stems before, in eighths
	run    uint32 // how many words in the same order, up to 4
	again  uint32 // 1: the word after the gap stands before it; 2: it begins the sentence
	right  uint32 // which of the first four words after the gap, as bits
	begin  uint32 // which of the first three words of a short sentence
}

// findRepeats finds what the words after the gap before words[g] repeat, and returns how
// many words before it have a stem.
func (s *Splitter) findRepeats(g int) (content uint32) {
	var after [wordsAfter]uint32 // the stems after the gap
	n := min(s.n-g, wordsAfter)
	var low, high uint64 // which bits they have
	for j := range n {
		st := s.words[g+j].Stem
		after[j] = st
		low |= 1 << (st & 63)
		high |= 1 << (st >> 26)
	}
	size := g - s.first + s.passed
	var e repeats
	common := uint32(0)
	for i := max(s.first, g-wordsBefore); i < g; i++ {
		st := s.words[i].Stem
		if st == 0 {
			continue
		}
		content++
		if low>>(st&63)&(high>>(st>>26))&1 == 0 {
			continue
		}
		for j, x := range after[:n] {
			if x != st {
				continue
			}
			common++
			if j < 4 {
				e.right |= 1 << j
			}
			if k := i - s.first; k < 3 && size <= wordsBefore {
				e.begin |= 1 << k
			}
			break
		}
	}
	r, start := &s.words[g], s.start(size)
	for i := max(s.first, g-wordsBefore); i < g; i++ {
		if s.words[i].Hash == r.Hash && r.Letters > 2 {
			e.again |= 1
			k := 1
			for k < 4 && i+k < g && g+k < s.n && s.words[i+k].Hash == s.words[g+k].Hash {
				k++
			}
			e.run = max(e.run, uint32(k))
		}
	}
	if start.Hash == r.Hash && r.Letters > 2 {
		e.again |= 2
	}
	e.common = min(common, 7)
	if content > 0 {
		e.share = common * 8 / content
	}
	s.repeats = e
	return content
}

// repetition collects the features of the gap before words[g] that compare
// the words before it with those after it.
func (s *Splitter) repetition(g int, first bool) {
	content := s.findRepeats(g)
	e := &s.repeats
	r := &s.words[g]
	long := bucket(g - s.first + s.passed)
	line := uint32(0)
	if s.opens(first) {
		line = 1
	}
	cr := r.Class()
	s.add(30, e.common)
	s.add(31, e.common<<8|long)
	s.add(32, e.share<<8|min(content, 7))
	s.add(33, e.again<<8|e.common)
	s.add(34, e.share<<8|long)
	s.add(35, r.Head>>16|e.common<<16)
	s.add(36, e.run<<8|e.common)
	s.add(57, e.right<<1|line)
	s.add(58, e.right<<8|cr)
	s.add(59, e.begin<<1|line)
	s.add(60, e.begin<<12|e.right<<8|e.share)
	s.add(61, e.begin<<9|line<<8|cr)
	s.add(62, e.share<<9|line<<8|cr)
	s.add(63, e.common<<9|line<<8|long)
}

// opens reports whether the sentence at hand opens the line, where first tells
// that the text does.
func (s *Splitter) opens(first bool) bool { return first && !s.parted }

// startBits returns, as bits, what of the sentence at hand, of which size words are
// read, speaks for or against a headline: it begins with و, or begins its line.
func (s *Splitter) startBits(size int, first bool) (bits uint32) {
	if start := s.start(size); start.Head>>16 == uint32(reader.Waw) && start.Letters > 2 {
		bits |= 1
	}
	if s.opens(first) {
		bits |= 2
	}
	return bits
}

// start is the first word of the sentence at hand, of which size words are
// read: no word where it is too long to be a headline.
func (s *Splitter) start(size int) *reader.Word {
	if size > 40 {
		return &reader.None
	}
	return &s.words[s.first]
}

// bucket is n, coarser as it grows.
func bucket(n int) uint32 {
	switch {
	case n < 12:
		return uint32(n)
	case n < 20:
		return uint32(12 + (n-12)/2)
	case n < 40:
		return uint32(16 + (n-20)/5)
	}
	return 20
}
