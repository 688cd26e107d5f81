package crf

import (
	"math"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// A Type is the kind of thing a name names.
type Type uint8

const (
	PER  Type = iota // persons
	LOC              // places, countries
	ORG              // organizations, teams, media
	MISC             // other names: events, works, products
)

// A Chunk is a name: the tokens from First up to Last of a unit.
type Chunk struct {
	First, Last int
	Type        Type
	Score       float32 // how likely it is right, 0 to 1
}

// Begin forgets the unit at hand.
func (t *Tagger) Begin() { t.reset() }

// Add tags a sentence of the unit by itself: tokens are spans of text, at most
// MaxSentence of them. It returns the number of sentences of the unit so far,
// which must not go past MaxUnit.
func (t *Tagger) Add(text []byte, tokens []span.Span) int {
	t.begin(len(tokens))
	for _, s := range tokens {
		t.words = append(t.words, t.typeOf(s.Text(text)))
	}
	t.sentence()
	return len(t.ends)
}

// Chunks tags the unit with what its sentences say of each other, and appends
// its names to dst, in order and disjoint.
func (t *Tagger) Chunks(dst []Chunk) []Chunk {
	t.second()
	from := 0
	for _, to := range t.ends {
		dst = t.chunks(dst, from, to)
		from = to
	}
	return dst
}

// chunks appends the names of a sentence of the unit, its tokens from up to to.
func (t *Tagger) chunks(dst []Chunk, from, to int) []Chunk {
	scored := false
	for i := from; i < to; i++ {
		tag := t.tags[i]
		if tag == 0 {
			continue
		}
		j := i + 1
		for j < to && t.tags[j] != 0 && t.tags[j]%2 == 0 {
			j++
		}
		if !scored {
			t.score(from, to)
			scored = true
		}
		dst = append(dst, Chunk{i, j, Type((tag - 1) / 2), t.scoreOf(from, i, j)})
		i = j - 1
	}
	return dst
}

// score works out the probabilities of the tags of a sentence of the unit that has names.
func (t *Tagger) score(from, to int) {
	for i := from; i < to; i++ {
		for k, v := range t.known[i].emit {
			t.emit[i-from][k] = int32(v)
		}
	}
	first, last := from, to
	for t.tags[first] == 0 {
		first++
	}
	for t.tags[last-1] == 0 {
		last--
	}
	t.margin.marginals(t.emit, first-from, last-from, to-from, &t.factors)
}

// scoreOf is the calibrated probability of a chunk of the sentence that
// begins at from: that of its least likely tag, as the model's scheme maps it.
func (t *Tagger) scoreOf(from, i, j int) float32 {
	p := float32(1)
	for k := i; k < j; k++ {
		if t.known[k].flags&flagRun == 0 {
			p = min(p, t.margin.psi[k-from][t.tags[k]])
		}
	}
	p = min(max(p, 1e-4), 1-1e-4)
	x := float64(t.scheme.slope)*math.Log(float64(p/(1-p))) + float64(t.scheme.shift)
	return float32(1 / (1 + math.Exp(-x)))
}

// Clitic returns the length in bytes of the proclitics of a name's first token,
// and whether they have swallowed the alef of the article. Of the whole word
// and what is left without them it takes the likeliest to be a name.
func (t *Tagger) Clitic(token []byte, typ Type) (int, bool) {
	var w word
	w.set(token)
	f := w.fold()
	own := t.m.lookup(f.hash())
	if gaz := gazetteers[typ].whole; own.gaz&gaz != 0 {
		return 0, false // a name as it stands
	}
	best, pro, article := own.asName(typ), uint8(0), false
	for i := range restN {
		s, k := f.rest(i)
		if s.n == 0 {
			continue
		}
		known := t.m.lookup(s.hash())
		chance := known.asName(typ)
		for _, c := range f.code[:k] {
			chance /= rarity(c)
		}
		if chance > best && (chance > unseen || k == 1 && f.code[0] == waw) {
			best, pro, article = chance, k, s.n > f.n-k
		}
	}
	return codeBytes(token, int(pro)), article
}

// unseen is asName of a name that the raw text does not have. Only wa- needs no
// more than that.
const unseen = 16

// asName is how often the form is read and how much of a name it is there,
// whatever the unit.
func (f facts) asName(typ Type) int {
	n := 1 // for names that the first model did not see
	for votes := f.votes; votes != 0; votes >>= 4 {
		n += int(votes & 15)
	}
	if f.gaz&gazetteers[typ].part != 0 {
		n *= 4
	}
	return n << f.count
}

// rarity is how seldom a proclitic stands before a name, wa- being the most
// frequent.
func rarity(c uint8) int {
	switch c {
	case waw:
		return 2
	case beh, lam:
		return 4
	case feh:
		return 64
	}
	return 128 // ka-
}

// gazetteers are the bits of those that hold whole names of a type, and of
// those that hold parts of them. From the lowest the bits are, as
// scripts/train-entities sets them: tokens of names, of titles, of Arabic full
// names; countries and large cities, other places, words of places.
var gazetteers = [...]struct{ whole, part uint8 }{
	PER:  {1<<0 | gazArabic, 1<<0 | gazArabic},
	LOC:  {1<<3 | 1<<4, 1<<3 | 1<<4 | 1<<5},
	ORG:  {},
	MISC: {},
}

const gazArabic = 1 << 2

// codeBytes is how many bytes of token its first n codes and the marks
// on them take.
func codeBytes(token []byte, n int) int {
	for i := 0; i < len(token); {
		r, size := utf8.DecodeRune(token[i:])
		if _, ok := codeOf(r); ok {
			if n == 0 {
				return i
			}
			n--
		}
		i += size
	}
	return len(token)
}

// Tag gives the tags of the tokens of the sentences of a document, IOB2 as
// CoNLL has them, in the order of the tokens. It splits and joins no token.
func (t *Tagger) Tag(document [][]string) [][]string {
	var all [][]string
	t.reset()
	start := 0
	flush := func(upto int) {
		t.second()
		at := 0
		for _, s := range document[start:upto] {
			tags := make([]string, len(s))
			for i := range s {
				tags[i] = tagNames[t.tags[at]]
				at++
			}
			all = append(all, tags)
		}
		t.reset()
		start = upto
	}
	for n, s := range document {
		for from := 0; from < len(s); from += MaxSentence {
			part := s[from:min(len(s), from+MaxSentence)]
			t.begin(len(part))
			for _, w := range part {
				t.words = append(t.words, t.typeOf([]byte(w)))
			}
			t.sentence()
		}
		if n+1-start == MaxUnit {
			flush(n + 1)
		}
	}
	flush(len(document))
	return all
}

var tagNames = [tagN]string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"}
