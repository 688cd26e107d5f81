package rule

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// A scanner finds, in one pass, every place where one of its boxes may stand.
//
// A box says of five neighbouring bytes, one by one, what they may be. First the
// scanner sieves: it asks of 32 places at once whether their bytes may be those of a
// few bins, each the union of boxes with like bytes. Of the places that are left a bit
// for each distinct box decides.
type scanner struct {
	bins    [5][256]uint32 // by byte: the bins that have it there
	nibbles nibbles        // the same by the halves of a byte, which lets some more pass
	sixes   *sixes         // the same by six bits of a byte; nil where the processor has no use for them
	groups  int            // of eight bins
	words   int            // of a set of shapes: a multiple of four, as the processor wants it
	rows    [5][256]uint32 // by byte: where in sets the shapes are that have it there
	sets    []uint64       // of shapes
	probes  [][]probe      // of each shape
}

// A probe is what is left to ask where a shape stands.
type probe struct {
	shift int
	exact bool
	on    *Trigger
	steps []int // that have the trigger
}

// A shape is what a box says of the two bytes before the pair, the pair and the byte
// after it.
type shape [5]byteSet

// A hit is a place where a trigger of a step stands.
type hit struct{ at, step int }

func newScanner(boxes []box) *scanner {
	s := new(scanner)
	number := make(map[shape]int, len(boxes))
	var shapes []shape
	for i := range boxes {
		x := &boxes[i]
		of := x.shape()
		n, ok := number[of]
		if !ok {
			n = len(shapes)
			number[of], shapes, s.probes = n, append(shapes, of), append(s.probes, nil)
		}
		at := slices.IndexFunc(s.probes[n], func(p probe) bool { return p.on == x.on && p.shift == x.shift })
		if at < 0 {
			at = len(s.probes[n])
			s.probes[n] = append(s.probes[n], probe{shift: x.shift, exact: x.exact, on: x.on})
		}
		s.probes[n][at].steps = append(s.probes[n][at].steps, x.step)
	}
	s.words = (len(shapes) + 255) / 256 * 4
	for place := range s.rows {
		s.index(place, shapes)
	}
	var bins [binMost]rectangle
	var exact [binMost]shape
	for i := range shapes {
		shapes[i].rectangles(func(part *rectangle) {
			n, _ := part.bin(&bins)
			bins[n] = bins[n].union(part)
			for place, h := range part {
				set := h.set()
				exact[n][place] = exact[n][place].union(&set)
			}
		})
	}
	used := 0
	for n := range bins {
		if exact[n] == (shape{}) {
			continue
		}
		s.nibbles.add(used, &bins[n])
		for place := range exact[n] {
			for c := range exact[n][place].all {
				s.bins[place][c] |= 1 << used
			}
		}
		used++
	}
	s.groups = (used + 7) / 8
	s.sixes = sixesOf(&s.bins)
	return s
}

// index makes the rows of the place. Bytes that the same shapes have share one, so that
// all rows stay near.
func (s *scanner) index(place int, shapes []shape) {
	all := make([]uint64, 257*s.words)
	always := all[256*s.words:] // the shapes that say nothing of the place
	for n := range shapes {
		bit := uint64(1) << (n & 63)
		if shapes[n][place] == anyByte {
			always[n>>6] |= bit
			continue
		}
		for c := range shapes[n][place].all {
			all[int(c)*s.words+n>>6] |= bit
		}
	}
	from := len(s.sets)
	for c := range 256 {
		row := all[c*s.words:][:s.words]
		for n := range row {
			row[n] |= always[n]
		}
		at := from
		for at < len(s.sets) && !slices.Equal(s.sets[at:][:s.words], row) {
			at += s.words
		}
		if at == len(s.sets) {
			s.sets = append(s.sets, row...)
		}
		s.rows[place][c] = uint32(at)
	}
}

// A nibbles says for a group of eight bins and each of five places which of the bins
// have the low half of a byte there, and which the high half.
type nibbles [binMost / 8][5][2][32]byte

// add adds a bin.
func (t *nibbles) add(n int, b *rectangle) {
	for place, h := range b {
		for c := range 32 { // twice sixteen, as the processor wants it
			if h.low>>(c&15)&1 != 0 {
				t[n/8][place][0][c] |= 1 << (n % 8)
			}
			if h.high>>(c&15)&1 != 0 {
				t[n/8][place][1][c] |= 1 << (n % 8)
			}
		}
	}
}

// A window holds what the sieve lets pass in a part of a block.
type window struct {
	from, to int // of the block
	masks    [64]uint32
}

// next returns the offset at or after i of the first pair of b[:end] worth a look, or
// end-1 when there is none: the last byte begins no pair. The window is for b.
func (s *scanner) next(w *window, b []byte, i, end int) int {
	for i+1 < end {
		if i < w.from || i >= w.to {
			s.fill(w, b, i, end)
		}
		at := i - w.from
		n := at >> 5
		mask := w.masks[n] >> (at & 31) << (at & 31)
		for last := (w.to - w.from - 1) >> 5; mask == 0 && n < last; {
			n++
			mask = w.masks[n]
		}
		if mask != 0 {
			if i = w.from + n<<5 + bits.TrailingZeros32(mask); i+1 < end {
				return i
			}
			break
		}
		i = w.to
	}
	return max(i, end-1)
}

// fill makes w the window of b that begins at i and, if it is long enough, reaches end.
func (s *scanner) fill(w *window, b []byte, i, end int) {
	n := 0
	for most := min((end-i+31)/32, len(w.masks)); n < most && i+n*32+1 < len(b); {
		at := i + n*32
		if whole := min((len(b)-at-2)/32, most-n); at > 1 && whole > 0 {
			s.sieve(w.masks[n:n+whole], b[at-2:])
			n += whole
			continue
		}
		near := blockAt(b, at)
		s.sieve(w.masks[n:n+1], near[:])
		if places := len(b) - 1 - at; places < 32 {
			w.masks[n] &= 1<<places - 1
		}
		n++
	}
	w.from, w.to = i, min(i+n*32, len(b)-1)
}

// A sieveBlock has the bytes of 32 places, the two before them and the two after.
type sieveBlock [2 + 32 + 2]byte

var noPlaces = sieveBlock([]byte("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"))

// blockAt returns the block at i of b, which begins and ends where lines do.
func blockAt(b []byte, i int) sieveBlock {
	near := noPlaces
	copy(near[max(0, 2-i):], b[max(0, i-2):])
	return near
}

// mask returns a bit for each place of the block that passes.
func (s *scanner) mask(near *sieveBlock) (mask uint32) {
	far, before, first, second, after := &s.bins[0], &s.bins[1], &s.bins[2], &s.bins[3], &s.bins[4]
	for n := range 32 {
		if far[near[n]]&before[near[n+1]]&first[near[n+2]]&second[near[n+3]]&after[near[n+4]] != 0 {
			if s.has(near[n], near[n+1], near[n+2], near[n+3], near[n+4]) {
				mask |= 1 << n
			}
		}
	}
	return mask
}

// maskAll sets the masks of blocks that are one after the other in b.
func (s *scanner) maskAll(masks []uint32, b []byte) {
	for n := range masks {
		masks[n] = s.mask((*sieveBlock)(b[n*32:]))
	}
}

// has reports whether the bytes are those of a shape.
func (s *scanner) has(far, before, first, second, after byte) bool {
	s0, s1, s2 := s.having(0, far), s.having(1, before), s.having(2, first)
	s3, s4 := s.having(3, second), s.having(4, after)
	for n := range s0 {
		if s0[n]&s1[n]&s2[n]&s3[n]&s4[n] != 0 {
			return true
		}
	}
	return false
}

// around returns the pair at i of b, which begins and ends where lines do, with the two
// bytes before it and the one after it.
func around(b []byte, i int) (far, before, first, second, after byte) {
	if i > 1 && i+2 < len(b) {
		return b[i-2], b[i-1], b[i], b[i+1], b[i+2]
	}
	at := func(i int) byte {
		if i >= 0 && i < len(b) {
			return b[i]
		}
		return '\n'
	}
	return at(i - 2), at(i - 1), at(i), at(i + 1), at(i + 2)
}

// look appends the hits of the pair at i of b, which begins and ends where
// lines do: i may be -1, and the last byte, for the pairs with those ends.
func (s *scanner) look(hits []hit, b []byte, i int) []hit {
	far, before, first, second, after := around(b, i)
	s0, s1, s2 := s.having(0, far), s.having(1, before), s.having(2, first)
	s3, s4 := s.having(3, second), s.having(4, after)
	for n := range s0 {
		for set := s0[n] & s1[n] & s2[n] & s3[n] & s4[n]; set != 0; set &= set - 1 {
			probes := s.probes[n<<6+bits.TrailingZeros64(set)]
			for n := range probes {
				x := &probes[n]
				if at := i + x.shift; x.exact || x.stands(b, at) {
					for _, step := range x.steps {
						hits = append(hits, hit{at, step})
					}
				}
			}
		}
	}
	return hits
}

// stands reports whether the probe's trigger stands at i of b. Both ends of b
// count as the ends of a line, and so does a carriage return, which need not be
// one.
func (x *probe) stands(b []byte, i int) bool {
	if i < 0 || i >= len(b) {
		return false
	}
	r, size := next(b, i)
	if invalid := r == utf8.RuneError && size == 1; invalid || x.on.Invalid {
		return invalid && x.on.Invalid
	}
	if !x.on.At.Has(r) {
		return false
	}
	if x.on.After != nil {
		after, _ := next(b, i+size)
		if after == '\r' {
			after = '\n'
		}
		if !x.on.After.Has(after) {
			return false
		}
	}
	if x.on.Before != nil {
		before, _ := prev(b, i)
		return x.on.Before.Has(before)
	}
	return true
}

// having is the set of shapes that have c at the place.
func (s *scanner) having(place int, c byte) []uint64 {
	return s.sets[s.rows[place][c]:][:s.words]
}
