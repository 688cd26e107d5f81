package rule

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// folds are neighbouring fold rules, made one table.
type folds struct {
	set *arabic.Set
	// two holds, for each code point that two bytes encode, what to write: the
	// low bytes, and their number in the third. far holds what does not fit.
	two [0x800]uint32
	far map[rune]fold
	// dense tells whether letters or marks of Arabic fold: then nearly every
	// line does, and looking for the places would cost more than folding.
	dense bool
	// ascii tells whether an ASCII character folds, which none does so far.
	ascii bool
}

type fold struct {
	to string
	by *Rule // the first rule that changed the code point
}

const slow = 0xFF << 16 // in two: look in far

func newFolds(rules []*Rule) *folds {
	f := &folds{far: map[rune]fold{}}
	// The table of the rules so far, to which each rule adds its own.
	for _, rule := range rules {
		own := map[rune]string{}
		for _, x := range rule.Folds {
			own[x.From] = x.To
		}
		for r, x := range f.far {
			to := ""
			for _, c := range x.to {
				if s, ok := own[c]; ok {
					to += s
				} else {
					to += string(c)
				}
			}
			f.far[r] = fold{to, x.by}
		}
		for r, to := range own {
			if _, ok := f.far[r]; !ok {
				f.far[r] = fold{to, rule}
			}
		}
	}
	var from []arabic.Range
	for r, x := range f.far {
		if x.to == string(r) {
			delete(f.far, r)
			continue
		}
		from = append(from, arabic.Range{Lo: r, Hi: r})
	}
	f.set = arabic.Ranges(from...)
	for r := rune(0x80); r < 0x800; r++ {
		x, ok := f.far[r]
		switch {
		case !ok:
			x.to = string(r)
			fallthrough
		case len(x.to) <= 2:
			for i := len(x.to) - 1; i >= 0; i-- {
				f.two[r] = f.two[r]<<8 | uint32(x.to[i])
			}
			f.two[r] |= uint32(len(x.to)) << 16
		default:
			f.two[r] = slow
		}
	}
	for r := range f.far {
		f.ascii = f.ascii || r < utf8.RuneSelf
		f.dense = f.dense || arabic.IsMark(r) || arabic.IsLetter(r) && !arabic.IsForeignLetter(r)
	}
	return f
}

// appendTo appends line, folded outside the runs, and tells whether anything
// changed.
func (f *folds) appendTo(dst, line []byte, runs []segment.Run) ([]byte, bool) {
	from, did := 0, false
	for i := 0; i <= len(runs); i++ {
		end := len(line)
		if i < len(runs) {
			end = runs[i].Start
		}
		var d bool
		dst, d = f.part(dst, line[from:end])
		did = did || d
		if i < len(runs) {
			dst = append(dst, line[runs[i].Start:runs[i].End]...)
			from = runs[i].End
		}
	}
	return dst, did
}

// part appends src, folded. Two bytes go in and up to two come out without a
// branch on which: in vocalised text every other code point is a mark.
func (f *folds) part(dst, src []byte) ([]byte, bool) {
	if need := len(dst) + len(src) + 2; cap(dst) < need {
		dst = append(make([]byte, 0, need+need/8), dst...)
	}
	out := dst[:cap(dst)]
	j, diff := len(dst), uint32(0)
	i := 0
	for i+1 < len(src) {
		c := src[i]
		if c&0xE0 == 0xC0 && src[i+1]&0xC0 == 0x80 && j+2 <= len(out) {
			x := f.two[uint(c&0x1F)<<6|uint(src[i+1]&0x3F)]
			if x != slow && c >= 0xC2 {
				out[j], out[j+1] = byte(x), byte(x>>8)
				diff |= (uint32(c) | uint32(src[i+1])<<8 | 2<<16) ^ x
				j += int(x >> 16)
				i += 2
				continue
			}
		} else if c < utf8.RuneSelf && !f.ascii && j < len(out) {
			out[j] = c
			j++
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		dst = out[:j]
		if x, ok := f.far[r]; ok && !(r == utf8.RuneError && size == 1) {
			dst = append(dst, x.to...)
			diff = 1
		} else {
			dst = append(dst, src[i:i+size]...)
		}
		out = dst[:cap(dst)]
		j = len(dst)
		i += size
	}
	dst = out[:j]
	if i < len(src) {
		c := rune(src[i])
		if x, ok := f.far[c]; ok && c < utf8.RuneSelf {
			return append(dst, x.to...), true
		}
		dst = append(dst, src[i])
	}
	return dst, diff != 0
}

// find appends the edits that fold line outside the runs, and the rule of
// each. Neighbours of one rule make one edit.
func (f *folds) find(edits []span.Edit, by []*Rule, line []byte, runs []segment.Run) ([]span.Edit, []*Rule) {
	for i := 0; i < len(line); {
		if len(runs) > 0 && i >= runs[0].Start {
			i, runs = max(i, runs[0].End), runs[1:]
			continue
		}
		r, size := rune(line[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(line[i:])
		}
		if f.set.Has(r) && !(r == utf8.RuneError && size == 1) {
			x := f.far[r]
			if n := len(edits); n > 0 && edits[n-1].End == i && by[n-1] == x.by {
				edits[n-1].End = i + size
				edits[n-1].New += x.to
			} else {
				edits = append(edits, span.Edit{Span: span.Span{Start: i, End: i + size}, New: x.to})
				by = append(by, x.by)
			}
		}
		i += size
	}
	return edits, by
}
