package crf

import "math/bits"

// scores are a score for each tag, in lanes of 16 bits, so that a few additions add those of
// all tags. A lane that is negative borrows from the next one.
type scores struct {
	low, high uint64 // of tags 0 to 3 and 4 to 7, the first in the lowest bits
	last      int16  // of tag 8
}

// lanes has the lowest bit of each lane.
const lanes = 1<<48 | 1<<32 | 1<<16 | 1

func (s *scores) add(x scores) {
	s.low += x.low
	s.high += x.high
	s.last += x.last
}

// byTag returns the scores apart.
func (s *scores) byTag() (v [tagN]int16) {
	low, high := s.low+0x8000*lanes, s.high+0x8000*lanes // no lane is negative
	for k := range 4 {
		v[k] = int16(low>>(16*k)) ^ -0x8000
		v[4+k] = int16(high>>(16*k)) ^ -0x8000
	}
	v[8] = s.last
	return v
}

// weights are those of a feature for the tags: eight signed bytes and one more.
type weights struct {
	row  uint64
	last int8
}

// scores widens the weights.
func (w weights) scores() scores {
	return scores{widen(uint32(w.row)), widen(uint32(w.row >> 32)), int16(w.last)}
}

// widen makes lanes of four signed bytes.
func widen(b uint32) uint64 {
	x := uint64(b ^ 0x80808080) // each more by 128, none is negative
	x = (x | x<<16) & 0x0000FFFF0000FFFF
	x = (x | x<<8) & 0x00FF00FF00FF00FF
	return x - 0x80*lanes
}

// weightsOf returns the weights of the feature with hash h, zero where it has none.
func (s *scheme) weightsOf(h uint64) weights {
	i := s.weights.find(h)
	if i < 0 {
		return weights{}
	}
	return weightsAt(s.weights.data, i)
}

// weightsAt returns the weights that data holds at i.
func weightsAt(data string, i int) weights {
	w := data[i : i+tagN]
	return weights{uint64(u32(w, 0)) | uint64(u32(w, 4))<<32, int8(w[8])}
}

// A gather adds the weights of many features, which are looked up together.
type gather struct {
	hashes [gatherN]uint64
	places [gatherN]uint16 // in sums, of the features
	n      int
	sums   [MaxSentence]scores
}

const gatherN = 256

// ask adds the weights of the feature with hash h to a sum, by the time answer returns.
func (g *gather) ask(w *rows, h uint64, sum int) {
	if g.n == gatherN {
		g.answer(w)
	}
	g.hashes[g.n], g.places[g.n] = h, uint16(sum)
	g.n++
}

// answer adds the weights that were asked for.
func (g *gather) answer(w *rows) {
	n := 0
	for i, h := range g.hashes[:g.n] {
		// The next takes the place of one that the filter turns away.
		g.hashes[n], g.places[n] = h, g.places[i]
		n += w.passes(h)
	}
	var found [atOnce]int
	for from := 0; from < n; from += atOnce {
		hashes := g.hashes[from:min(from+atOnce, n)]
		w.findAll(&found, hashes)
		for i := range hashes {
			if found[i] >= 0 {
				g.sums[g.places[from+i]].add(weightsAt(w.data, found[i]).scores())
			}
		}
	}
	g.n = 0
}

// A cache keeps the weights of features that are looked for again and again, each in the
// line that its hash names: what is read last stays. A line fills half a cache line of the
// processor's, or a whole one.
type cache struct {
	pairs [1 << 10]cachedPair
	words []cachedWord // a power of two
}

// maxCached is how many features of words a cache keeps at most.
const maxCached = 1 << 13

// cachedPair holds the weights of a feature of more than one word. Of the hash it holds the
// upper seven bytes, as the line is known by the lowest, which makes room for a weight.
type cachedPair struct {
	row uint64
	key uint64
}

// cachedWord holds the weights of a feature of a word for the words around it.
type cachedWord struct {
	key  uint64
	rows [5]uint64
	last [5]int8
	_    [11]byte
}

// pair returns the weights of the feature with hash h, of more than one word.
func (c *cache) pair(s *scheme, h uint64) weights {
	e := &c.pairs[h%uint64(len(c.pairs))]
	if (e.key^h)>>8 != 0 {
		w := s.weightsOf(h)
		e.row, e.key = w.row, h&^0xFF|uint64(uint8(w.last))
	}
	return weights{e.row, int8(e.key)}
}

// word returns the weights of the feature with hash h, of a word seen at the offsets.
func (c *cache) word(s *scheme, h uint64, offsets int) *cachedWord {
	e := &c.words[h%uint64(len(c.words))]
	if e.key != h {
		e.read(&s.weights, h, offsets)
	}
	return e
}

// read fills the line.
func (e *cachedWord) read(w *rows, h uint64, offsets int) {
	*e = cachedWord{key: h}
	var hashes [5]uint64
	from, to := bits.TrailingZeros(uint(offsets)), bits.Len(uint(offsets)) // all between are set
	for o := from; o < to; o++ {
		hashes[o] = at(h, o)
	}
	var found [atOnce]int
	w.findAll(&found, hashes[from:to])
	for o := from; o < to; o++ {
		if i := found[o-from]; i >= 0 {
			x := weightsAt(w.data, i)
			e.rows[o], e.last[o] = x.row, x.last
		}
	}
}
