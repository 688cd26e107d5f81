// Package sketch sums up streams of any length in little memory.
//
//   - [Hash] returns the number that represents a text here.
//   - A [Set] remembers hashes, up to a number of them.
//   - [Distinct] estimates how many different hashes there are (HyperLogLog).
//   - [Frequent] counts texts: all while they are few, the frequent ones after that.
//   - A [Histogram] has the quantiles of numbers.
//   - A [MinHash] makes the keys by which similar lists of words meet.
//   - A [Sample] chooses records at random.
//
// All of it is the same on every machine and in every run. No sum depends on chance but that of a seed,
// and none but those of [Set] and [Frequent], when they are full, on the order.
package sketch

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// A Set is a set of hashes that holds a limited number of them. Use [NewSet].
type Set struct {
	slots []uint64 // 0 is an empty one
	used  int
	most  int
	full  bool
}

// NewSet returns an empty set that holds at most most hashes, in 10 to 20 bytes for
// each of them.
func NewSet(most int) *Set { return &Set{slots: make([]uint64, 1<<10), most: most} }

// Add adds hash and reports whether the set had it. A full set stays as it is.
func (s *Set) Add(hash uint64) (had bool) {
	hash = max(hash, 1)
	i, had := s.find(hash)
	switch {
	case had:
		return true
	case s.used >= s.most:
		s.full = true
		return false
	}
	s.slots[i] = hash
	if s.used++; s.used > len(s.slots)/8*7 {
		old := s.slots
		s.slots = make([]uint64, 2*len(old))
		for _, h := range old {
			if h != 0 {
				i, _ := s.find(h)
				s.slots[i] = h
			}
		}
	}
	return false
}

// Has reports whether the set has hash.
func (s *Set) Has(hash uint64) bool {
	_, has := s.find(max(hash, 1))
	return has
}

// Full reports whether a hash was not added because the set was full.
func (s *Set) Full() bool { return s.full }

// Len returns how many hashes the set holds.
func (s *Set) Len() int { return s.used }

// find returns the slot of hash, or the empty one where it belongs.
func (s *Set) find(hash uint64) (slot int, has bool) {
	mask := len(s.slots) - 1
	for i := int(hash>>7) & mask; ; i = (i + 1) & mask {
		if h := s.slots[i]; h == hash || h == 0 {
			return i, h != 0
		}
	}
}

// precision is how many bits of a hash choose a register of Distinct.
const precision = 14

// DistinctError is the standard error of [Distinct], as a share of the number.
const DistinctError = 1.04 / (1 << (precision / 2))

// Distinct estimates how many different hashes it was given, in 16 KiB: HyperLogLog with
// the estimator of Otmar Ertl, New cardinality estimation algorithms for HyperLogLog
// sketches (arXiv:1702.01284). The zero value is ready for use.
type Distinct struct {
	registers [1 << precision]uint8
}

// Add adds a hash of [Hash] or [Mix].
func (d *Distinct) Add(hash uint64) {
	r := &d.registers[hash>>(64-precision)]
	*r = max(*r, uint8(bits.LeadingZeros64(hash<<precision|1<<(precision-1)))+1)
}

// Estimate returns the number of different hashes that were added, within
// [DistinctError] mostly.
func (d *Distinct) Estimate() float64 {
	const m, q = 1 << precision, 64 - precision
	var counts [q + 2]int
	for _, r := range d.registers {
		counts[r]++
	}
	z := m * tau(1-float64(counts[q+1])/m)
	for k := q; k >= 1; k-- {
		z = 0.5 * (z + float64(counts[k]))
	}
	z += m * sigma(float64(counts[0])/m)
	return m * m / (2 * math.Ln2) / z
}

// sigma and tau are the functions of that name of the paper.
func sigma(x float64) float64 {
	if x == 1 {
		return math.Inf(1)
	}
	z, y := x, 1.0
	for {
		x *= x
		before := z
		if z, y = z+x*y, y+y; z == before {
			return z
		}
	}
}

func tau(x float64) float64 {
	if x == 0 || x == 1 {
		return 0
	}
	z, y := 1-x, 1.0
	for {
		x = math.Sqrt(x)
		before := z
		if z, y = z-(1-x)*(1-x)*(y/2), y/2; z == before {
			return z / 3
		}
	}
}

// Frequent counts texts. It counts all of them while they are few; then, from time to
// time, it forgets the rarest half. The zero value holds none; set Most. After
// Manku and Motwani, Approximate frequency counts over data streams (2002).
type Frequent struct {
	Most int // different texts that are held

	counts map[uint64]*Count
	floor  int // a text that was forgotten was counted no more often
}

// A Count is how often a text occurs.
type Count struct {
	Text  string
	N     int // at least
	Extra int // how much more it may be
}

// Add counts text, whose hash is known, n times, and reports whether it was not held
// before. What is forgotten is chosen in Settle.
func (f *Frequent) Add(hash uint64, text []byte, n int) (isNew bool) {
	x := f.counts[hash]
	isNew = x == nil
	if x == nil {
		if f.counts == nil {
			f.counts = map[uint64]*Count{}
		}
		x = &Count{Text: string(text), Extra: f.floor}
		f.counts[hash] = x
	}
	x.N += n
	return isNew
}

// Settle forgets the rarest texts if there are too many. Call it where the order of
// what was added before is no matter, such as after each document.
func (f *Frequent) Settle() {
	if len(f.counts) <= f.Most {
		return
	}
	most := make([]int, 0, len(f.counts))
	for _, x := range f.counts {
		most = append(most, x.N+x.Extra)
	}
	slices.Sort(most)
	f.floor = max(f.floor, most[len(most)-f.Most/2])
	for hash, x := range f.counts {
		if x.N+x.Extra <= f.floor {
			delete(f.counts, hash)
		}
	}
}

// Len returns how many different texts are held.
func (f *Frequent) Len() int { return len(f.counts) }

// Exact reports whether nothing was forgotten: then all counts are exact, and Len is
// the number of different texts.
func (f *Frequent) Exact() bool { return f.floor == 0 }

// Floor returns how often a text that is missing may have been counted: 0 if counts are
// exact.
func (f *Frequent) Floor() int { return f.floor }

// Top returns the n most frequent texts, the most frequent first.
func (f *Frequent) Top(n int) []Count {
	all := make([]Count, 0, len(f.counts))
	for _, x := range f.counts {
		all = append(all, *x)
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(b.N-a.N, strings.Compare(a.Text, b.Text)) })
	return slices.Clone(all[:min(n, len(all))])
}

// fine is how many bits of a number a Histogram distinguishes.
const fine = 11

// ExactBelow is the number below which a [Histogram] is exact. Above it, a quantile is
// at most one part in a thousand too low.
const ExactBelow = 1 << fine

// A Histogram counts numbers from 0 on in buckets. The zero value is ready for use.
type Histogram struct {
	buckets []int64 // by index
	n       int64
	least   int
	most    int
}

// Add counts a number, which must not be negative.
func (h *Histogram) Add(x int) {
	if h.n == 0 || x < h.least {
		h.least = x
	}
	h.most = max(h.most, x)
	h.n++
	i := bucketOf(x)
	if i >= len(h.buckets) {
		h.buckets = append(h.buckets, make([]int64, i+1-len(h.buckets))...)
	}
	h.buckets[i]++
}

// bucketOf returns the bucket of x: that of its highest bits.
func bucketOf(x int) int {
	shift := max(bits.Len(uint(x))-fine, 0)
	return shift<<(fine-1) + x>>shift
}

// lowest returns the least number of a bucket.
func lowest(bucket int) int {
	if bucket < ExactBelow {
		return bucket
	}
	shift := bucket>>(fine-1) - 1
	return (bucket - shift<<(fine-1)) << shift
}

// Quantile returns the least number x such that a share q of all numbers is x or less:
// the least for 0, the greatest for 1, and 0 without numbers.
func (h *Histogram) Quantile(q float64) int {
	switch want := int64(math.Ceil(q * float64(h.n))); {
	case h.n == 0:
		return 0
	case want <= 1:
		return h.least
	case want >= h.n:
		return h.most
	default:
		for i, n := range h.buckets {
			if want -= n; want <= 0 {
				return lowest(i)
			}
		}
		return h.most
	}
}

// Exact reports whether quantiles are exact.
func (h *Histogram) Exact() bool { return h.most < ExactBelow }

// Bars returns how many numbers are in each of the ranges between bounds, which must be
// sorted: below the first, from the first on, and so on. A bound past [ExactBelow] is
// as inexact as a quantile.
func (h *Histogram) Bars(bounds []int) []int64 {
	bars := make([]int64, len(bounds)+1)
	for i, n := range h.buckets {
		at, equal := slices.BinarySearch(bounds, lowest(i))
		if equal {
			at++
		}
		bars[at] += n
	}
	return bars
}
