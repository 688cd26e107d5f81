package main

import (
	"fmt"
	"log"
	"math"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
)

// folds is how many parts the training data is cut into: blocks, each tagged by a
// model of the others, so that the memory and the scores are fitted to text that
// the model has not seen, where these models together make the silver; and the folds of
// cross.
const folds = 4

// bonus is what the tag gains that a word's other uses in a unit speak for:
// the best of tune on the held out training data.
const bonus = 0.5

// tune logs, for each bonus that a unit's memory may give, how the held out
// data is tagged with it.
func (b *bench) tune(first *field, held *heldOut) {
	l := &lattice{}
	n := b.scheme.n
	for _, bonus := range []float32{0, 0.25, 0.5, 1, 1.5, 2} {
		var line strings.Builder
		for source := range 2 {
			sc := conll.Scores{}
			for _, r := range b.remember(first, held, bonus) {
				x := b.train[r.i]
				if x.source != source {
					continue
				}
				l.size(len(x.feats), n)
				copy(l.emit, r.emit)
				sc.Add(x.sentence.Tags, b.scheme.decode(first.viterbi(l, len(x.feats), bias)))
			}
			for _, of := range [][]string{{"PER", "LOC", "ORG"}, {"PER"}, {"LOC"}, {"ORG"}} {
				t := sc.Total(of...)
				p, r, f := t.F1()
				fmt.Fprintf(&line, " %.1f/%.1f=%.1f", p, r, f)
			}
		}
		log.Printf("bonus %.2f:%s", bonus, line.String())
	}
}

// remembered is a training sentence with the scores of its tags.
type remembered struct {
	i    int
	emit []float32
}

// remember is the held out data with the bonus added where the memory of a
// unit speaks for a tag.
func (b *bench) remember(m *field, held *heldOut, bonus float32) []remembered {
	l := &lattice{}
	n := b.scheme.n
	all := make([]remembered, len(b.train))
	tags := make([][]uint8, len(b.train))
	for i, x := range b.train {
		l.size(len(x.feats), n)
		copy(l.emit, held.Base[i])
		tags[i] = m.viterbi(l, len(x.feats), bias)
		all[i] = remembered{i, slices.Clone(held.Base[i])}
	}
	for from := 0; from < len(b.train); from += crf.MaxUnit {
		to := min(len(b.train), from+crf.MaxUnit)
		var unit [][][]byte
		for _, x := range b.train[from:to] {
			var tokens [][]byte
			for _, w := range x.sentence.Tokens {
				tokens = append(tokens, []byte(w))
			}
			unit = append(unit, tokens)
		}
		b.tagger.Recall(unit, tags[from:to], func(s, i int, tag uint8) { all[from+s].emit[i*n+int(tag)] += bonus })
	}
	return all
}

// calibrate fits how likely a chunk is right to the probability of its least
// likely tag: a logistic regression on the log odds.
func (b *bench) calibrate(m *field, held *heldOut) (slope, shift float64) {
	type point struct {
		x     float64
		right bool
	}
	var points []point
	l := &lattice{}
	n := b.scheme.n
	for i := range m.trans { // as in a model file
		if i < (n+1)*n && i%n == 0 {
			m.trans[i].w += bias
		}
	}
	for _, r := range b.remember(m, held, bonus) {
		x := b.train[r.i]
		l.size(len(x.feats), n)
		copy(l.emit, r.emit)
		tags := m.viterbi(l, len(x.feats), 0)
		m.expTransitions(l)
		m.forwardBackward(l, len(tags), nil, nil)
		gold := conll.Chunks(x.sentence.Tags)
		for _, c := range conll.Chunks(b.scheme.decode(tags)) {
			p := 1.0
			for i := c.Start; i < c.End; i++ {
				p = min(p, float64(l.prob[i*n+int(tags[i])]))
			}
			p = min(max(p, 1e-4), 1-1e-4)
			points = append(points, point{math.Log(p / (1 - p)), slices.Contains(gold, c)})
		}
	}
	for i := range m.trans {
		if i < (n+1)*n && i%n == 0 {
			m.trans[i].w -= bias
		}
	}
	slope = 1
	for range 500 {
		var ds, dh float64
		for _, p := range points {
			e := -1 / (1 + math.Exp(-slope*p.x-shift))
			if p.right {
				e++
			}
			ds += e * p.x
			dh += e
		}
		slope += 0.5 * ds / float64(len(points))
		shift += 0.5 * dh / float64(len(points))
	}
	return slope, shift
}

// heldOut is what a model says of each training sentence that it was trained
// without: the scores of its tags.
type heldOut struct{ Base [][]float32 }

// blockOf is the quarter of the training data that a sentence is in: each unit's length of
// sentences is in another, so that models of three of them know all there is of every source.
func blockOf(i int) int { return i / crf.MaxUnit % folds }
