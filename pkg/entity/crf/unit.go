package crf

import (
	"math"

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
	t.found = t.found[:0]
	from := 0
	for _, to := range t.ends {
		t.found = t.chunks(t.found, from, to)
		from = to
	}
	return t.doubt(dst)
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

// Tag gives the tags of the tokens of the sentences of a document, IOB2 as
// CoNLL has them, in the order of the tokens. It splits and joins no token.
func (t *Tagger) Tag(document [][]string) [][]string {
	var all [][]string
	t.reset()
	start := 0
	var names []Chunk
	flush := func(upto int) {
		names = t.Chunks(names[:0])
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
