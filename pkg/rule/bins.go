package rule

import (
	"math"
	"math/bits"
	"slices"
)

// binMost is the number of bins, which the sieve takes in groups of eight. The last ones,
// binOwn, are for rectangles that the table does not know.
const (
	binMost = 24
	binOwn  = 4
)

// A rectangle is a shape, or a part of one, whose sets are all the bytes with their
// halves.
type rectangle [5]halves

// A halves is a set of bytes by their low and their high halves.
type halves struct{ low, high uint16 }

// set is the set of all the bytes with the halves.
func (h halves) set() (s byteSet) {
	for ; h.high != 0; h.high &= h.high - 1 {
		high := bits.TrailingZeros16(h.high)
		s[high/4] |= uint64(h.low) << (high % 4 * 16)
	}
	return s
}

// rows splits the set into those of all the bytes with some halves, of which it sets the
// first n of out.
func (s *byteSet) rows(out *[16]halves) (n int) {
	for high := range 16 {
		low := uint16(s[high/4] >> (high % 4 * 16))
		if low == 0 {
			continue
		}
		at := 0
		for at < n && out[at].low != low {
			at++
		}
		if at == n {
			out[n] = halves{low: low}
			n++
		}
		out[at].high |= 1 << high
	}
	return n
}

// rectangles yields the parts of the shape.
func (s *shape) rectangles(yield func(part *rectangle)) {
	var rows [5][16]halves
	var n [5]int
	for place := range s {
		n[place] = s[place].rows(&rows[place])
	}
	var part rectangle
	for _, part[0] = range rows[0][:n[0]] {
		for _, part[1] = range rows[1][:n[1]] {
			for _, part[2] = range rows[2][:n[2]] {
				for _, part[3] = range rows[3][:n[3]] {
					for _, part[4] = range rows[4][:n[4]] {
						yield(&part)
					}
				}
			}
		}
	}
}

// union returns the halves of either, which may be those of more bytes.
func (r rectangle) union(o *rectangle) rectangle {
	for n := range r {
		r[n].low |= o[n].low
		r[n].high |= o[n].high
	}
	return r
}

// weight is how often bytes of the rectangle follow each other in text, as far as the
// frequency of each tells.
func (r *rectangle) weight() float64 {
	all := 1.0
	for _, h := range r {
		n, set := 0, h.set()
		for c := range set.all {
			n += 1 + int(byteWeights[c])
		}
		all *= float64(n)
	}
	return all
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
	least := math.Inf(1)
	for n := binMost - binOwn; n < binMost; n++ {
		all := bins[n].union(r)
		if more := all.weight() - bins[n].weight(); more < least {
			bin, least = n, more
		}
	}
	return bin, false
}
