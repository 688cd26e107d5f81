package headline

import (
	_ "embed"
	"encoding/binary"
)

// The model is a table of weights, one signed byte each, found by hash, after a
// head of little-endian int32: the bias; the least that the two words of a gap
// must score by themselves; the most that repetition adds; the number of
// weights, a power of two.
//
//go:embed model.bin
var model string

const headSize = 16

func head(i int) int32 { return int32(binary.LittleEndian.Uint32([]byte(model[4*i : 4*i+4]))) }

var (
	bias    = head(0)
	least   = head(1)
	most    = head(2)
	mask    = uint32(head(3)) - 1
	weights = model[headSize:]
)

// score is the model's score of the gap before words[g], or what is known of
// it as soon as it is unlikely to reach floor. Most gaps are given up for the
// two words alone.
func (s *Splitter) score(g int, floor int32, first bool) int32 {
	if !s.possible(g) {
		return floor - 1
	}
	s.count = 0
	s.neighbours(g)
	sum := s.sum(0)
	if sum < least {
		return floor - 1
	}
	n := s.count
	s.context(g, first)
	sum += bias + s.sum(n)
	if sum+most < floor {
		return floor - 1
	}
	n = s.count
	s.repetition(g)
	return sum + s.sum(n)
}

// sum adds the weights of the features from the nth on.
func (s *Splitter) sum(n int) int32 {
	sum := int32(0)
	for _, f := range s.features[n:s.count] {
		sum += int32(int8(weights[f&mask]))
	}
	return sum
}

// add makes a feature of what it is about and a value.
func (s *Splitter) add(kind, value uint32) {
	h := (value ^ kind*0x9E3779B1) * 0x85EBCA6B
	s.features[s.count] = h ^ h>>15
	s.count++
}

// possible reports whether a sentence can begin at words[g] at all.
func (s *Splitter) possible(g int) bool {
	l, r := &s.words[g-1], &s.words[g]
	switch {
	case g-s.first+s.passed < 2 && l.stem != r.stem, s.n-g < 2,
		r.kind == kindMark && r.pre != markDash && r.pre != markQuote,
		l.post == markComma, l.post == markOpen, l.post == markColon && l.kind != kindMark:
		return false
	}
	return true
}

// neighbours collects the features of the two words at the gap before
// words[g].
func (s *Splitter) neighbours(g int) {
	l, r := &s.words[g-1], &s.words[g]
	s.add(1, r.hash)
	s.add(2, l.hash)
	s.add(7, r.head)
	s.add(8, l.tail)
}

// context collects the features of what stands around the gap before words[g]
// and of the sentence so far.
func (s *Splitter) context(g int, first bool) {
	l, r := &s.words[g-1], &s.words[g]
	size := g - s.first + s.passed
	var l2, r2 word
	if g-2 >= s.first {
		l2 = s.words[g-2]
	}
	if g+1 < s.n {
		r2 = s.words[g+1]
	}
	start := s.start(size)
	punct := uint32(l.post)<<4 | uint32(r.pre)
	long := bucket(size)
	left := uint32(0) // whether the sentence at hand could be a headline
	if start.head>>16 == uint32(waw) && start.letters > 2 {
		left |= 1
	}
	if first && s.passed == 0 && s.first == 0 {
		left |= 2
	}
	s.add(3, l.hash*31+r.hash)
	s.add(4, r.hash*31+r2.hash)
	s.add(5, l2.hash*31+l.hash)
	s.add(6, punct)
	s.add(9, r.head<<8^l.tail*0x01000193)
	s.add(10, long<<2|left)
	s.add(11, bucket(min(s.n-g, ahead)))
	s.add(12, r.head<<5^long)
	s.add(13, r.hash^long<<2^left)
	s.add(14, r2.head)
	s.add(15, uint32(l.kind)<<12|uint32(r.kind)<<8|uint32(min(l.letters, 7))<<4|uint32(min(r.letters, 7)))
	s.add(16, l.head*31+r.head>>8)
	s.add(17, start.hash^left)
	s.add(18, punct<<8|r.head>>16)
	s.add(19, r.head>>8*31+r2.head>>8)
	s.add(20, r.stem)
	s.add(21, l.stem)
}

// repetition collects the features of the gap before words[g] that compare
// the words before it with those after it.
func (s *Splitter) repetition(g int) {
	after := s.words[g:min(s.n, g+ahead)]
	var seen uint64 // the stems after the gap, by their last bits
	for j := range after {
		seen |= 1 << (after[j].stem & 63)
	}
	var common, content int
	for i := max(s.first, g-back); i < g; i++ {
		st := s.words[i].stem
		if st == 0 {
			continue
		}
		content++
		if seen&(1<<(st&63)) == 0 {
			continue
		}
		for j := range after {
			if after[j].stem == st {
				common++
				break
			}
		}
	}
	size := g - s.first + s.passed
	r, start := &s.words[g], s.start(size)
	again := uint32(0)
	run := uint32(0) // how many words after the gap stand before it in the same order
	for i := max(s.first, g-back); i < g; i++ {
		if s.words[i].hash == r.hash && r.letters > 2 {
			again |= 1
			k := 1
			for k < 4 && i+k < g && g+k < s.n && s.words[i+k].hash == s.words[g+k].hash {
				k++
			}
			run = max(run, uint32(k))
		}
	}
	if start.hash == r.hash && r.letters > 2 {
		again |= 2
	}
	c := uint32(min(common, 7))
	share := uint32(0)
	if content > 0 {
		share = uint32(common * 8 / content)
	}
	s.add(30, c)
	s.add(31, c<<8|bucket(size))
	s.add(32, share<<8|uint32(min(content, 7)))
	s.add(33, again<<8|c)
	s.add(34, share<<8|bucket(size))
	s.add(35, r.head>>16|c<<16)
	s.add(36, run<<8|c)
}

var noWord word

// start is the first word of the sentence at hand, of which size words are
// read: no word where it is too long to be a headline.
func (s *Splitter) start(size int) *word {
	if size > 40 {
		return &noWord
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
