package crf

import (
	"fmt"
	"slices"

	"github.com/nass-ar/nass/pkg/clitic"
)

// A Tagger tags text with a model. It holds scratch memory of a few megabytes
// and makes no garbage once that has grown: one a goroutine.
type Tagger struct {
	m      *Model
	scheme *scheme

	types  []wordType // of words seen lately; the slots of index point here
	index  []uint32   // by hash: 1 + number of the type, 0 where free; a power of two
	edges  [5]scores
	cache  cache
	gather gather

	ends   []int    // of the unit's sentences: where the next begins
	words  []uint32 // of the sentence: numbers of types
	phrase []uint8  // of the sentence: words of phrases, see match
	bars   []uint16 // of the sentence: tags that a token never has
	emit   [][tagN]int32
	back   [][tagN]uint8
	known  []known // by token of the unit
	tags   []uint8
	found  []Chunk // the names of the unit

	recall   recall
	margin   lattice
	factors  factors
	splitter clitic.Splitter
}

// known is what is kept of a token of the unit beyond its sentence.
type known struct {
	base  uint64
	flags uint8
	emit  [tagN]int16
}

// andMalus is what going on with a name loses, in steps of Step, at wa- and
// another name: "أحمد وكمال" are two, "أرامكو والبنك الأهلي" too.
const andMalus = 96

// The room for types: that for a short text, which a longer one doubles, and the most.
const (
	firstTypes = 1 << 10
	maxTypes   = 1 << 16
)

const (
	MaxSentence = 512 // tokens of a sentence
	MaxUnit     = 64  // sentences that share a memory
)

// NewTagger returns a tagger that follows the annotation guidelines of the
// named scheme; "" is the model's first. A scheme that the model does not have
// is an error.
func (m *Model) NewTagger(name string) (*Tagger, error) {
	if name == "" {
		if len(m.schemes) == 0 {
			return newTagger(m, &scheme{}), nil
		}
		return newTagger(m, &m.schemes[0]), nil
	}
	for i := range m.schemes {
		if m.schemes[i].name == name {
			return newTagger(m, &m.schemes[i]), nil
		}
	}
	return nil, m.unknown(name)
}

// unknown is the error of a scheme that the model does not have.
func (m *Model) unknown(name string) error {
	return fmt.Errorf("crf: unknown scheme %q (use one of %q)", name, m.Schemes())
}

func newTagger(m *Model, s *scheme) *Tagger {
	t := &Tagger{m: m, scheme: s}
	t.grow()
	t.factors.set(&s.chain)
	for o := range t.edges {
		t.edges[o] = s.weightsOf(at(feature(tFolded, 1), o)).scores()
	}
	return t
}

// reset forgets the unit.
func (t *Tagger) reset() {
	t.ends, t.known, t.tags = t.ends[:0], t.known[:0], t.tags[:0]
}

// grow doubles the room for types, and for what is kept beside them.
func (t *Tagger) grow() {
	room := max(firstTypes, 2*cap(t.types))
	types := make([]wordType, len(t.types), room)
	copy(types, t.types)
	t.types = types
	t.index = make([]uint32, 4*room)
	mask := uint64(len(t.index) - 1)
	for i := range types {
		slot := types[i].key.hash() >> 32 & mask
		for t.index[slot] != 0 {
			slot = (slot + 1) & mask
		}
		t.index[slot] = uint32(i + 1)
	}
	if lines := min(room/2, maxCached); lines > len(t.cache.words) {
		t.cache.words = make([]cachedWord, lines)
	}
}

// typeOf is the number of the type of a token.
func (t *Tagger) typeOf(token []byte) uint32 {
	if len(t.types) == cap(t.types) {
		t.grow()
	}
	var w word
	w.set(token)
	mask := uint64(len(t.index) - 1)
	slot := w.hash() >> 32 & mask
	for {
		i := t.index[slot]
		if i == 0 {
			break
		}
		if t.types[i-1].key == w {
			return i - 1
		}
		slot = (slot + 1) & mask
	}
	n := len(t.types)
	t.types = t.types[:n+1]
	x := &t.types[n]
	clear(t.gather.sums[:5])
	t.m.describe(x, &w, func(offsets, template int, value uint64) {
		h := feature(template, value)
		switch {
		case Lexical(template):
			for o := range 5 {
				if offsets>>o&1 != 0 {
					t.gather.ask(&t.scheme.weights, at(h, o), o)
				}
			}
		case offsets == at0:
			t.gather.ask(&t.scheme.weights, at(h, 2), 2)
		default:
			e := t.cache.word(t.scheme, h, offsets)
			for o := range e.rows {
				t.gather.sums[o].add(weights{e.rows[o], e.last[o]}.scores())
			}
		}
	})
	t.gather.answer(&t.scheme.weights)
	copy(x.emit[:], t.gather.sums[:])
	t.index[slot] = uint32(n + 1)
	return uint32(n)
}

// Forget gives up the words seen so far. What a tagger finds does not depend on
// them.
func (t *Tagger) Forget() {
	t.types = t.types[:0]
	clear(t.index)
}

// begin makes room for the types of a sentence of n words.
func (t *Tagger) begin(n int) {
	if len(t.types)+n > maxTypes {
		t.Forget()
	}
	t.words = t.words[:0]
}

// sentence tags the words gathered since begin and appends them to the unit.
func (t *Tagger) sentence() {
	n := len(t.words)
	if n == 0 {
		return
	}
	t.weigh()
	at := len(t.tags)
	t.tags = slices.Grow(t.tags, n)[:at+n]
	t.decode(at, at+n)
	if t.context(at, at+n) {
		t.again(at, at+n)
	}
	t.ends = append(t.ends, len(t.tags))
}

// weigh works out the scores of the tags of each word gathered since begin and appends the
// words to the unit.
func (t *Tagger) weigh() {
	n := len(t.words)
	if len(t.emit) < n {
		t.emit = make([][tagN]int32, MaxSentence)
		t.back = make([][tagN]uint8, MaxSentence)
	}
	phrase := t.match()
	t.bar()
	var around [5]*wordType
	var values [pairN]uint64
	sums := t.gather.sums[:n]
	for i := range sums {
		var sum scores
		for o := range around {
			if j := i + o - 2; j >= 0 && j < n {
				// A feature seen at offset o is of the word o-2 further on.
				around[o] = &t.types[t.words[j]]
				sum.add(around[o].emit[o])
			} else {
				around[o] = &outside
				sum.add(t.edges[o])
			}
		}
		sums[i] = sum
		for k, v := range pairFeatures(&values, &around, phrase[i]&^phraseListed) {
			if h := feature(tPairs+k, v); k < manyPairs {
				t.gather.ask(&t.scheme.weights, h, i)
			} else {
				sums[i].add(t.cache.pair(t.scheme, h).scores())
			}
		}
	}
	t.gather.answer(&t.scheme.weights)
	for i := range sums {
		sum := sums[i].byTag()
		if phrase[i]&phraseListed != 0 {
			if phrase[i]&phraseInside == 0 {
				sum[1+2*ORG] += listedBonus
			} else {
				sum[2+2*ORG] += listedBonus
			}
		}
		x := &t.types[t.words[i]]
		flags := x.flags
		if phrase[i]&(phraseListed|phraseInside) == phraseListed && x.base != x.folded {
			flags |= flagAnd << ORG // a body that is listed begins behind the proclitic
		}
		if i > 0 && phrase[i-1]&phraseListed != 0 && phrase[i] == 0 && x.base != x.folded && x.key.code[0] == waw {
			flags |= flagAnd << ORG // a body that is listed ends before it
		}
		for typ := PER; typ <= ORG; typ++ {
			if flags>>typ&flagAnd != 0 {
				sum[2+2*typ] -= andMalus
			}
		}
		if bars := t.bars[i]; bars != 0 {
			for k := range sum {
				if bars>>k&1 != 0 {
					sum[k] = barred
				}
			}
			if bars&goesOn != 0 {
				flags |= flagRun
			}
		}
		for k, v := range sum {
			t.emit[i][k] = int32(v)
		}
		t.known = append(t.known, known{base: x.base, flags: flags, emit: sum})
	}
}

// decode tags a sentence of the unit, its tokens from up to to, under the scores of t.emit.
// A run of Latin words is in a name to its end.
func (t *Tagger) decode(from, to int) {
	tags := t.tags[from:to]
	t.viterbi(tags, &t.scheme.chain)
	for i := 1; i < len(tags); i++ {
		if before := tags[i-1]; before != 0 && tags[i] == 0 && t.known[from+i].flags&flagRun != 0 {
			tags[i] = before + before%2 // B is odd, and I follows it
		}
	}
}

// match marks the words that stand in a phrase of a gazetteer, the longest
// from the left: its type, with phraseInside for all but its first word.
func (t *Tagger) match() []uint8 {
	t.phrase = slices.Grow(t.phrase[:0], len(t.words))[:len(t.words)]
	pos := t.phrase
	clear(pos)
	var hashes [maxPhrase]uint64
	var found [atOnce]int
	for i := 0; i < len(pos); i++ {
		x := &t.types[t.words[i]]
		if x.flags&flagPhrase == 0 {
			continue
		}
		hashes[0] = x.base
		n := min(maxPhrase, len(pos)-i)
		for k := 1; k < n; k++ {
			hashes[k] = mix(hashes[k-1], t.types[t.words[i+k]].folded)
		}
		t.m.phrases.findAll(&found, hashes[:n])
		best, typ := -1, uint8(0)
		for k, at := range found[:n] {
			if at >= 0 {
				best, typ = k, t.m.phrases.data[at]
			}
		}
		if best >= 0 {
			pos[i] = typ
			for k := 1; k <= best; k++ {
				pos[i+k] = typ | phraseInside
			}
			i += best
		}
	}
	return pos
}

// viterbi writes the best tags under the scores of t.emit.
func (t *Tagger) viterbi(tags []uint8, c *chain) {
	best := [tagN]int32{}
	for k := range best {
		best[k] = t.emit[0][k] + c.begin[k]
	}
	for i := 1; i < len(tags); i++ {
		// The lowest bits of a score are its tag, so that the best says where it is from; of
		// equals it is the first.
		for a := range best {
			best[a] = best[a]<<tagBits | int32(tagN-a)
		}
		var next [tagN]int32
		back := &t.back[i]
		e := &t.emit[i]
		for b := range next {
			row := &c.into[b]
			var top int32
			if b > 0 && b%2 == 0 { // only B and I of its type stand before I
				top = max(best[b-1]+row[b-1]<<tagBits, best[b]+row[b]<<tagBits)
			} else {
				top = best[0] + row[0]<<tagBits
				for a := 1; a < tagN; a++ {
					top = max(top, best[a]+row[a]<<tagBits)
				}
			}
			next[b] = top>>tagBits + e[b]
			back[b] = uint8(tagN - top&(1<<tagBits-1))
		}
		best = next
	}
	k := 0
	for b, v := range best {
		if v > best[k] {
			k = b
		}
	}
	for i := len(tags) - 1; i >= 0; i-- {
		tags[i] = uint8(k)
		k = int(t.back[i][k])
	}
}

var outside = wordType{class: classes{NoClass - 1, NoClass - 1, NoClass - 1, NoClass - 1, NoClass - 1}}
