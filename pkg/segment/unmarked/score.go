package unmarked

import (
	"sync"

	"github.com/nass-ar/nass/pkg/segment/reader"
)

// A classTable holds the weights that the class of a word has alone: right before a gap and
// after it, and so many words before and after it.
type classTable struct {
	left, right [256]int8
	before      [reach + 1][256]int8
	after       [reach][256]int8
}

var classWeights = sync.OnceValue(func() *classTable {
	t := new(classTable)
	for c := range uint32(256) {
		t.left[c] = int8(firstWeight(55, c))
		t.right[c] = int8(firstWeight(56, c))
		for d := range t.before {
			t.before[d][c] = int8(firstWeight(uint32(60+d), c))
		}
		for d := range t.after {
			t.after[d][c] = int8(firstWeight(uint32(80+d), c))
		}
	}
	return t
})

// score weighs the gaps before the words from f.read up to end for the first time. Most are
// given up where the features near them score less than least. The near features of all are
// weighed first: no look-up waits for another, so that memory serves many at once.
func (f *Finder) score(end int, least int32) {
	for g := f.read; g < end; g++ {
		f.first[g] = f.weighNear(g)
	}
	for g := f.read; g < end; g++ {
		if near := f.first[g]; near < least || !f.mayBegin(g) {
			f.first[g] = Never
		} else {
			f.first[g] = firstBias + near + f.weighFar(g)
		}
	}
	f.read = max(f.read, end)
}

// weighNear returns the sum of the weights of the features that near collects.
func (f *Finder) weighNear(g int) int32 {
	l, r := &f.words[g-1], &f.words[g]
	cl, cr, cr2 := l.Class(), r.Class(), f.class(g+1)
	return firstWeight(1, r.Hash) +
		firstWeight(2, l.Hash) +
		firstWeight(3, r.Head) +
		firstWeight(4, l.Tail) +
		firstWeight(5, cl<<8|cr) +
		firstWeight(6, cr<<8|cr2) +
		firstWeight(7, cl<<8|r.RestClass()) +
		firstWeight(8, uint32(l.Post)<<12|uint32(r.Pre)<<8|cr)
}

// weighFar returns the sum of the weights of the features that far collects.
func (f *Finder) weighFar(g int) int32 {
	l, r := &f.words[g-1], &f.words[g]
	l2, l3, r2, r3 := f.word(g-2), f.word(g-3), f.word(g+1), f.word(g+2)
	cl, cl2, cl3 := l.Class(), l2.Class(), l3.Class()
	cr, cr2, cr3 := r.Class(), r2.Class(), r3.Class()
	marks := uint32(l.Post)<<4 | uint32(r.Pre)
	rest := r.RestClass()
	sum := firstWeight(10, l.Hash*31+r.Hash) +
		firstWeight(11, r.Hash*31+r2.Hash) +
		firstWeight(12, l2.Hash*31+l.Hash) +
		firstWeight(13, r2.Hash) +
		firstWeight(14, l2.Hash) +
		firstWeight(15, r3.Hash) +
		firstWeight(16, l3.Hash) +
		firstWeight(17, r.Rest) +
		firstWeight(18, r.Stem) +
		firstWeight(19, l.Stem) +
		firstWeight(20, r2.Head) +
		firstWeight(21, l2.Tail) +
		firstWeight(22, r.Head<<8^l.Tail*0x01000193) +
		firstWeight(23, r.Head>>8*31+r2.Head>>8) +
		firstWeight(24, r.Tail<<8^r.Head>>16) +
		firstWeight(25, l.Head) +
		firstWeight(26, uint32(l.Kind)<<12|uint32(r.Kind)<<8|uint32(min(l.Letters, 7))<<4|uint32(min(r.Letters, 7))) +
		firstWeight(30, marks) +
		firstWeight(31, marks<<8|cl) +
		firstWeight(32, marks<<24^r.Head) +
		firstWeight(33, uint32(l2.Post)<<8|uint32(r.Post)<<4|uint32(l.Post))
	sum += firstWeight(40, cl2<<8|cl) +
		firstWeight(41, cl<<16|cr<<8|cr2) +
		firstWeight(42, cl2<<16|cl<<8|cr) +
		firstWeight(43, cr<<16|cr2<<8|cr3) +
		firstWeight(44, cl3<<16|cl2<<8|cl) +
		firstWeight(45, cl2<<8|cr) +
		firstWeight(46, cl<<8|cr2) +
		firstWeight(47, cr<<8|cr3) +
		firstWeight(48, cl3<<8|cr) +
		firstWeight(49, cl2<<24|cl<<16|cr<<8|cr2) +
		firstWeight(50, rest<<8|cr2) +
		firstWeight(51, cl<<16|rest<<8|cr2) +
		firstWeight(52, r.Hash^cl) +
		firstWeight(53, l.Hash^cr) +
		firstWeight(54, r.Hash^cr2)
	t := f.classes
	sum += int32(t.left[cl]) + int32(t.right[cr])
	for d := 4; d <= reach; d++ {
		sum += int32(t.before[d][f.class(g-d)])
	}
	for d := 3; d < reach; d++ {
		sum += int32(t.after[d][f.class(g+d)])
	}
	return sum
}

// class returns the class of words[i], or that of no word.
func (f *Finder) class(i int) uint32 {
	if uint(i) >= uint(f.n) {
		return reader.ClassNone
	}
	return f.words[i].Class()
}

// second is what the second pass says of the gap before words[g].
func (f *Finder) second(g int) int32 {
	f.count = 0
	f.around(g)
	sum := f.first[g] + secondBias
	for _, h := range f.features[:f.count] {
		sum += int32(int8(secondWeights[uint64(h)*SecondSize>>32]))
	}
	return sum
}
