package rule

import (
	"math/bits"
	"slices"
)

// binMost is the number of bins: the bits of a word.
const binMost = 32

// A rectangle is a shape, or a part of one, whose sets are all the bytes with their
// halves.
type rectangle [5]halves

// A halves is a set of bytes by their low and their high halves.
type halves struct{ low, high uint16 }

// rectangles yields the parts of the shape, each as a shape and by its halves.
func (s *shape) rectangles(yield func(part *shape, by rectangle)) {
	var rows [5][]byteSet
	for n := range s {
		rows[n] = s[n].rows()
	}
	var part shape
	for _, part[0] = range rows[0] {
		for _, part[1] = range rows[1] {
			for _, part[2] = range rows[2] {
				for _, part[3] = range rows[3] {
					for _, part[4] = range rows[4] {
						var by rectangle
						for n := range part {
							by[n] = part[n].halves()
						}
						yield(&part, by)
					}
				}
			}
		}
	}
}

func (s *byteSet) halves() (h halves) {
	for n, w := range s {
		for high := range 4 {
			if row := uint16(w >> (16 * high)); row != 0 {
				h.low |= row
				h.high |= 1 << (4*n + high)
			}
		}
	}
	return h
}

// rows splits s into sets that are all the bytes with their halves.
func (s *byteSet) rows() []byteSet {
	var out []byteSet
	for high := range 16 {
		row := s[high/4] >> (high % 4 * 16) & 0xFFFF
		if row == 0 {
			continue
		}
		at := slices.IndexFunc(out, func(o byteSet) bool { return uint64(o.halves().low) == row })
		if at < 0 {
			at = len(out)
			out = append(out, byteSet{})
		}
		out[at][high/4] |= row << (high % 4 * 16)
	}
	return out
}

// union returns the halves of either, which may be those of more bytes.
func (r rectangle) union(o *rectangle) rectangle {
	for n := range r {
		r[n].low |= o[n].low
		r[n].high |= o[n].high
	}
	return r
}

// size is the number of sequences of bytes in the rectangle.
func (r *rectangle) size() int {
	n := 1
	for _, h := range r {
		n *= bits.OnesCount16(h.low) * bits.OnesCount16(h.high)
	}
	return n
}

// A binned says in which bin a rectangle is, whose halves are the key.
type binned struct {
	key [3]uint64
	bin uint8
}

// key packs the halves.
func (r *rectangle) key() (key [3]uint64) {
	for n, h := range r {
		key[n/2] |= (uint64(h.low) | uint64(h.high)<<16) << (n % 2 * 32)
	}
	return key
}

func (x binned) compare(key [3]uint64) int { return slices.Compare(x.key[:], key[:]) }

// bin returns the bin that the table has for the rectangle. One that it does not know
// goes where it adds least to what the bins have.
func (r *rectangle) bin(bins *[binMost]rectangle) (bin int, known bool) {
	if at, ok := slices.BinarySearchFunc(binTable[:], r.key(), binned.compare); ok {
		return int(binTable[at].bin), true
	}
	least := -1
	for n := range bins {
		all := bins[n].union(r)
		if grows := all.size() - bins[n].size(); least < 0 || grows < least {
			bin, least = n, grows
		}
	}
	return bin, false
}
