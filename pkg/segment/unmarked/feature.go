package unmarked

import "github.com/nass-ar/nass/pkg/segment/reader"

// add adds the feature of a template with a value.
func (f *Finder) add(template, value uint32) {
	f.features[f.count] = hash(template, value)
	f.count++
}

// word returns words[i], or no word where there is none.
func (f *Finder) word(i int) *reader.Word {
	if i < 0 || i >= f.n {
		return &reader.None
	}
	return &f.words[i]
}

// near collects the features of the gap before words[g] that say most alone.
func (f *Finder) near(g int) {
	l, r, r2 := &f.words[g-1], &f.words[g], f.word(g+1)
	cl, cr := l.Class(), r.Class()
	f.add(1, r.Hash)
	f.add(2, l.Hash)
	f.add(3, r.Head)
	f.add(4, l.Tail)
	f.add(5, cl<<8|cr)
	f.add(6, cr<<8|r2.Class())
	f.add(7, cl<<8|r.RestClass())
	f.add(8, uint32(l.Post)<<12|uint32(r.Pre)<<8|cr)
}

// far collects the other features of the first pass.
func (f *Finder) far(g int) {
	l, r := &f.words[g-1], &f.words[g]
	l2, l3, r2, r3 := f.word(g-2), f.word(g-3), f.word(g+1), f.word(g+2)
	cl, cl2, cl3 := l.Class(), l2.Class(), l3.Class()
	cr, cr2, cr3 := r.Class(), r2.Class(), r3.Class()
	marks := uint32(l.Post)<<4 | uint32(r.Pre)
	rest := r.RestClass()
	// Words.
	f.add(10, l.Hash*31+r.Hash)
	f.add(11, r.Hash*31+r2.Hash)
	f.add(12, l2.Hash*31+l.Hash)
	f.add(13, r2.Hash)
	f.add(14, l2.Hash)
	f.add(15, r3.Hash)
	f.add(16, l3.Hash)
	f.add(17, r.Rest)
	f.add(18, r.Stem)
	f.add(19, l.Stem)
	// Their shapes.
	f.add(20, r2.Head)
	f.add(21, l2.Tail)
	f.add(22, r.Head<<8^l.Tail*0x01000193)
	f.add(23, r.Head>>8*31+r2.Head>>8)
	f.add(24, r.Tail<<8^r.Head>>16)
	f.add(25, l.Head)
	f.add(26, uint32(l.Kind)<<12|uint32(r.Kind)<<8|uint32(min(l.Letters, 7))<<4|uint32(min(r.Letters, 7)))
	// The punctuation between.
	f.add(30, marks)
	f.add(31, marks<<8|cl)
	f.add(32, marks<<24^r.Head)
	f.add(33, uint32(l2.Post)<<8|uint32(r.Post)<<4|uint32(l.Post))
	// Classes.
	f.add(40, cl2<<8|cl)
	f.add(41, cl<<16|cr<<8|cr2)
	f.add(42, cl2<<16|cl<<8|cr)
	f.add(43, cr<<16|cr2<<8|cr3)
	f.add(44, cl3<<16|cl2<<8|cl)
	f.add(45, cl2<<8|cr)
	f.add(46, cl<<8|cr2)
	f.add(47, cr<<8|cr3)
	f.add(48, cl3<<8|cr)
	f.add(49, cl2<<24|cl<<16|cr<<8|cr2)
	f.add(50, rest<<8|cr2)
	f.add(51, cl<<16|rest<<8|cr2)
	f.add(52, r.Hash^cl)
	f.add(53, l.Hash^cr)
	f.add(54, r.Hash^cr2)
	f.add(55, cl)
	f.add(56, cr)
	// What is in some distance.
	for i := g - reach; i < g-3; i++ {
		f.add(uint32(60+g-i), f.word(i).Class())
	}
	for i := g + 3; i < g+reach; i++ {
		f.add(uint32(80+i-g), f.word(i).Class())
	}
}

// around collects the features of the second pass: what the first said of the gap and of
// those beside it, and how far and how likely the last and next ends are.
func (f *Finder) around(g int) {
	own := bucket(f.first[g])
	r := &f.words[g]
	cr := r.Class()
	f.add(1, own)
	beside := func(k int) uint32 {
		if k < 1 || k >= f.read {
			return 0
		}
		return bucket(f.first[k])
	}
	var left, right uint32 // the likeliest
	for d := 1; d <= 12; d++ {
		b, a := beside(g-d), beside(g+d)
		left, right = max(left, b), max(right, a)
		if d <= 6 {
			f.add(uint32(10+d), own<<5|b)
			f.add(uint32(20+d), own<<5|a)
		}
	}
	f.add(2, own<<10|left<<5|right)
	f.add(3, own<<10|beside(g-1)<<5|beside(g+1))
	since, until := f.distance(g, -1), f.distance(g, 1)
	before, after := coarse(since), coarse(until)
	f.add(4, own<<8|before<<4|after)
	f.add(5, before<<8|cr)
	f.add(6, after<<8|cr)
	f.add(9, own<<4|before)
	f.add(10, own<<4|after)
	if start := g - since; start >= 0 && since < horizon {
		f.add(7, f.words[start].Class()<<8|cr)
		f.add(8, f.words[start].Class()<<5|own)
	}
}

// distance is how many words the next likely gap is from g in the direction, up to
// horizon.
func (f *Finder) distance(g, way int) int {
	for d := 1; d < horizon; d++ {
		if k := g + way*d; k < 1 || k >= f.read || f.first[k] > likely {
			return d
		}
	}
	return horizon
}

// coarse is a distance in four bits.
func coarse(d int) uint32 {
	if d < 8 {
		return uint32(d)
	}
	return uint32(min(6+d/4, 15))
}

// likely is the first score above which a gap counts as an end for the gaps beside it.
const likely = -16

// bucket is a first score, coarser.
func bucket(score int32) uint32 {
	return uint32(min(max((score-Least)/12, 0), 19))
}
