package main

import (
	"encoding/gob"
	"log"
	"os"
	"path/filepath"
	"slices"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
)

// Silver is sentences of the raw text with what models of the annotated text
// say of them: the probabilities of the tags. A model that learns from both,
// with half of its features left out, goes past its teachers (Xie et al. 2020).

// silverSets are the texts that it comes from, each with the source whose
// guidelines it is tagged under; one sentence in every is taken.
var silverSets = []struct {
	name          string
	source, every int
}{{"news_sanad_alkhaleej", 0, 4}, {"wikipedia_2017", 1, 3}}

// silverLeast and silverMost are the fewest and most words of a sentence taken.
const silverLeast, silverMost = 5, 60

// A taught sentence is one of silver. Its tags' probabilities are in the order
// of [word*n+tag]; Links sums those of each tag after each other, as field.trans.
type taught struct {
	Tokens       []string
	Source       int
	Probs, Links []float32
}

// silverFile is what the silver step writes.
type silverFile struct {
	Base      [][]float32 // see heldOut
	Sentences []taught
}

// makeSilver tags each fold of the annotated text with a model of the others,
// and sentences of the raw text with all those models together.
func makeSilver(c config) error {
	if exists(c.file("silver.gob")) {
		return nil
	}
	b, _, err := openBench(c)
	if err != nil {
		return err
	}
	silver, err := b.readSilver(c)
	if err != nil {
		return err
	}
	out := silverFile{Base: make([][]float32, len(b.train))}
	l := &lattice{}
	for fold := range folds {
		m := b.fit(func(x *instance) bool { return x.block != fold }, nil, teaching)
		for i, x := range b.train {
			if x.block == fold {
				m.emissions(l, x, of(x.source))
				out.Base[i] = slices.Clone(l.emit[:len(x.feats)*b.scheme.n])
			}
		}
		for _, x := range silver {
			m.teach(l, x, 1.0/folds)
		}
		log.Printf("fold %d of %d", fold+1, folds)
	}
	for _, x := range named(silver, b.scheme.n) {
		out.Sentences = append(out.Sentences, taught{x.sentence.Tokens, x.source, x.soft, x.links})
	}
	log.Printf("%d of %d silver sentences hold a name", len(out.Sentences), len(silver))
	// Under its own name only when whole: a file that is there is not made again.
	part := c.file("silver.gob.part")
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := gob.NewEncoder(f).Encode(out); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(part, c.file("silver.gob"))
}

func readSilverFile(c config) (*silverFile, error) {
	f, err := os.Open(c.file("silver.gob"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := &silverFile{}
	return in, gob.NewDecoder(f).Decode(in)
}

// loadSilver is what the silver step wrote and teacher.py answered, its sentences as b
// sees them.
func (b *bench) loadSilver(c config) (*heldOut, []*instance, error) {
	in, err := readSilverFile(c)
	if err != nil {
		return nil, nil, err
	}
	if answers, err := os.ReadFile(c.file(answersFile)); err == nil {
		if err := in.hear(answers); err != nil {
			return nil, nil, err
		}
	}
	var all []*instance
	for _, s := range in.Sentences {
		x, err := b.unannotated(s.Tokens, s.Source)
		if err != nil {
			return nil, nil, err
		}
		x.soft, x.links = s.Probs, s.Links
		all = append(all, x)
	}
	return &heldOut{in.Base}, all, nil
}

// readSilver is the sentences of the raw text that silver is chosen from.
func (b *bench) readSilver(c config) ([]*instance, error) {
	var all []*instance
	for _, set := range silverSets {
		n := 0
		var failed error
		err := eachLine(filepath.Join(c.data, "raw", set.name+".txt.xz"), func(line []byte, _ []span.Span) {
			new(crf.Reader).Each(line, func(toks []span.Span) {
				if n++; n%set.every != 0 || len(toks) < silverLeast || len(toks) > silverMost {
					return
				}
				var tokens []string
				for _, t := range toks {
					tokens = append(tokens, string(t.Text(line)))
				}
				x, err := b.unannotated(tokens, set.source)
				if err != nil {
					failed = err
				}
				all = append(all, x)
			})
		})
		if err == nil {
			err = failed
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (b *bench) unannotated(tokens []string, source int) (*instance, error) {
	s := conll.Sentence{Tokens: tokens, Tags: slices.Repeat([]string{"O"}, len(tokens))}
	return b.feats.instance(b.tagger, s, source, b.scheme)
}

// teach adds a share of what the model says of a sentence to its silver.
func (m *field) teach(l *lattice, x *instance, share float32) {
	if x.soft == nil {
		x.soft, x.links = make([]float32, len(x.feats)*m.s.n), make([]float32, len(m.trans))
	}
	m.emissions(l, x, of(x.source))
	m.expTransitions(l)
	links := make([]float32, len(m.trans))
	m.forwardBackward(l, len(x.feats), nil, links)
	for i, p := range l.prob[:len(x.soft)] {
		x.soft[i] += share * p
	}
	for i, p := range links {
		x.links[i] += share * p
	}
}

// named is the silver sentences of which a word is likelier a name than none.
func named(silver []*instance, n int) []*instance {
	return slices.DeleteFunc(slices.Clone(silver), func(x *instance) bool {
		for i := range x.feats {
			if x.soft[i*n] < 0.5 {
				return false
			}
		}
		return true
	})
}
