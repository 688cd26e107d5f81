package rule

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// folds are neighbouring fold rules, made one table.
type folds struct {
	set *arabic.Set
	// two holds, for each code point that two bytes encode, what to write: the
	// low bytes, and their number in the third. far holds what does not fit.
	two [0x800]uint32
	far map[rune]fold
	// quick is two for ASCII and, from quickBlock on, for U+0600-06FF, where
	// nearly all of Arabic text is, with two more bits.
	quick [512]uint32
	// dense reports whether letters or marks of Arabic fold: then nearly every
	// line does, and looking for the places would cost more than folding.
	dense bool
	// ascii reports whether an ASCII character folds; so far none does.
	ascii bool
}

type fold struct {
	to string
	by *Rule // the first rule that changed the code point
}

const slow = 0xFF << 16 // in two: look in far

const (
	quickBlock  = 0x100
	quickChange = 1 << 18 // the code point folds
	quickSlow   = 1 << 19 // not in the table
	invalid     = 1 << 20 // bytes that are not UTF-8
)

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
	for r := range f.quick {
		x := uint32(r) | 1<<16
		if r >= quickBlock {
			if x = f.two[0x600+r-quickBlock]; x == slow {
				x = quickSlow
			} else if _, ok := f.far[rune(0x600+r-quickBlock)]; ok {
				x |= quickChange
			}
		} else if _, ok := f.far[rune(r)]; ok {
			x = quickSlow
		}
		f.quick[r] = x
	}
	for r := range f.far {
		f.ascii = f.ascii || r < utf8.RuneSelf
		f.dense = f.dense || arabic.IsMark(r) || arabic.IsLetter(r) && !arabic.IsForeignLetter(r)
	}
	return f
}

// part appends src, folded. In vocalised text every other code point is a
// mark, so what goes in and comes out must not be branched on.
// It returns diff with the bits of what it met.
func (f *folds) part(dst, src []byte, diff uint32) ([]byte, uint32) {
	if need := len(dst) + len(src) + 2; cap(dst) < need {
		dst = append(make([]byte, 0, need+need/8), dst...)
	}
	out := dst[:cap(dst)]
	j := len(dst)
	i := 0
	for i+1 < len(src) {
		// Four characters at once, ASCII and Arabic as they come, without a
		// branch on which.
		for i+8 <= len(src) && j+8 <= len(out) {
			w := binary.LittleEndian.Uint64(src[i:])
			var seen, bad uint64
			n, used := 0, 0
			for range 4 {
				two := w >> 7 & 1
				wide := -two
				bad |= (w ^ 0x80D8) & 0xC0FC & wide // other leads
				x := f.quick[(w&0x7F&^wide|(quickBlock|w<<6&0xC0|w>>8&0x3F)&wide)&0x1FF]
				out[j+n], out[j+n+1] = byte(x), byte(x>>8)
				n += int(x >> 16 & 3)
				seen |= uint64(x)
				used += int(1 + two)
				w >>= 8 + 8*two
			}
			if bad|seen&quickSlow != 0 {
				break
			}
			diff |= uint32(seen) & quickChange
			i += used
			j += n
		}
		if i+1 >= len(src) {
			break
		}
		c := src[i]
		if c&0xE0 == 0xC0 && src[i+1]&0xC0 == 0x80 && j+2 <= len(out) {
			x := f.two[uint(c&0x1F)<<6|uint(src[i+1]&0x3F)]
			if x != slow && c >= 0xC2 {
				out[j], out[j+1] = byte(x), byte(x>>8)
				if x != uint32(c)|uint32(src[i+1])<<8|2<<16 {
					diff |= quickChange
				}
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
		if x, ok := f.far[r]; r == utf8.RuneError && size == 1 {
			dst = append(dst, src[i])
			diff |= invalid
		} else if ok {
			dst = append(dst, x.to...)
			diff |= quickChange
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
			return append(dst, x.to...), diff | quickChange
		}
		if c >= utf8.RuneSelf {
			diff |= invalid
		}
		dst = append(dst, src[i])
	}
	return dst, diff
}
