package main

import (
	"fmt"
	"log"
	"math/rand/v2"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/entity/crf"
)

// A bench is what models are trained on and judged by.
type bench struct {
	tagger *crf.Tagger
	scheme *scheme
	feats  *features
	train  []*instance
	extra  []*instance   // by training sentence: one made from it, or nil
	own    []*instance   // the text written for nass that has names
	free   []*instance   // and that without any
	devs   [][]*instance // as devSets
}

// devSets judge a model. No model is trained on them.
var devSets = []struct {
	name, part string
	source     int
}{{"anercorp", "dev", 0}, {"aqmar", "dev", 0}, {"aqmar", "dev", 1}, {"caraner", "dev", 0}, {"caraner", "dev", 2}, {"caraner", "train", 0}, {"caraner", "train", 2}}

// newBench reads the annotated data. A training sentence is seen through the
// tables of its half, where halves are given, anything else through p.
func newBench(c config, p *crf.Parts, halves []*crf.Parts) (*bench, error) {
	b := &bench{scheme: newScheme(2)}
	var err error
	if b.tagger, err = draft(p); err != nil {
		return nil, err
	}
	see := []*crf.Tagger{b.tagger, b.tagger}
	for k, h := range halves {
		if see[k], err = draft(h); err != nil {
			return nil, err
		}
	}
	seen := func(i int) *crf.Tagger { return see[halfOf(blockOf(i))] }
	var train []conll.Sentence
	var sources, quarters []int
	for k, set := range trainSets {
		s, err := readSet(c, set, "train")
		if err != nil {
			return nil, err
		}
		for i := range s {
			sources, quarters = append(sources, k), append(quarters, quarter(i, len(s)))
		}
		train = append(train, s...)
	}
	files, err := readOwn(c.own)
	if err != nil {
		return nil, err
	}
	var mine []conll.Sentence
	for _, f := range files {
		mine = append(mine, f.sentences...)
	}
	b.feats = newFeatures(func(i int) *crf.Tagger {
		if i >= len(sources) {
			return b.tagger // no voter has seen it
		}
		return seen(i)
	}, append(train[:len(train):len(train)], mine...), 2)
	kinds := foldsOf(files)
	for _, f := range files {
		xs, err := b.instances(func(int) *crf.Tagger { return b.tagger }, f.sentences, make([]int, len(f.sentences)))
		if err != nil {
			return nil, err
		}
		for _, x := range xs {
			x.kind, x.block, x.fold, x.noMisc = f.kind, -1, kinds[f.kind], f.named
		}
		if f.named {
			b.own = append(b.own, xs...)
		} else {
			b.free = append(b.free, xs...)
		}
	}
	if b.train, err = b.instances(seen, train, sources); err != nil {
		return nil, err
	}
	for i, x := range b.train {
		x.block, x.fold = blockOf(i), quarters[i]
		x.noMisc = trainSets[x.source] == "wojood_sample"
	}
	b.extra = make([]*instance, len(train))
	if halves != nil {
		rng := rand.New(rand.NewPCG(1, 2))
		var names [2][4][]string
		for k := range names {
			v, err := readVotes(c, k)
			if err != nil {
				return nil, err
			}
			names[k] = v.names()
		}
		for i, s := range train {
			if a, ok := augment(rng, s, names[halfOf(blockOf(i))]); ok {
				if b.extra[i], err = b.feats.instance(seen(i), a, sources[i], b.scheme); err != nil {
					return nil, err
				}
				b.extra[i].noMisc = b.train[i].noMisc
			}
		}
	}
	for _, d := range devSets {
		s, err := readSet(c, d.name, d.part)
		if err != nil {
			return nil, err
		}
		sources := make([]int, len(s))
		for i := range sources {
			sources[i] = d.source
		}
		x, err := b.instances(func(int) *crf.Tagger { return b.tagger }, s, sources)
		if err != nil {
			return nil, err
		}
		b.devs = append(b.devs, x)
	}
	log.Printf("%d features of %d sentences", len(b.feats.hashes), len(train))
	return b, nil
}

// draft is a tagger with the tables of p and no weights.
func draft(p *crf.Parts) (*crf.Tagger, error) {
	q := *p
	q.Schemes = []crf.Scheme{{Name: "draft"}}
	m, err := crf.Load(q.Encode())
	if err != nil {
		return nil, err
	}
	return m.NewTagger("")
}

func (b *bench) instances(see func(i int) *crf.Tagger, sentences []conll.Sentence, sources []int) ([]*instance, error) {
	var all []*instance
	for i, s := range sentences {
		x, err := b.feats.instance(see(i), s, sources[i], b.scheme)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

// report logs the scores of a model on the development sets.
func (b *bench) report(what string, tag func(k int) [][]string) {
	var line strings.Builder
	for k, d := range devSets {
		sc := conll.Scores{}
		for i, tags := range tag(k) {
			sc.Add(b.devs[k][i].sentence.Tags, tags)
		}
		tot := sc.Total("PER", "LOC", "ORG")
		p, r, f := tot.F1()
		_, _, o := tot.Overlap()
		fmt.Fprintf(&line, "  %s/%s %.1f/%.1f=%.1f(%.1f)", d.name[:3], schemeNames[d.source], p, r, f, o)
	}
	log.Printf("%s:%s", what, line.String())
}

func (b *bench) tagAll(m *field, xs []*instance, bias float32) [][]string {
	l := &lattice{}
	var out [][]string
	for _, x := range xs {
		out = append(out, b.scheme.decode(m.tag(l, x, of(x.source), bias)))
	}
	return out
}

// openBench is the tables of the model and a bench that sees through them.
func openBench(c config) (*bench, *crf.Parts, error) {
	p, err := tables(c)
	if err != nil {
		return nil, nil, err
	}
	var halves []*crf.Parts
	for k := range 2 {
		v, err := readVotes(c, k)
		if err != nil {
			return nil, nil, err
		}
		halves = append(halves, v.with(p))
	}
	v, err := readVotes(c, wholeData)
	if err != nil {
		return nil, nil, err
	}
	p = v.with(p)
	b, err := newBench(c, p, halves)
	return b, p, err
}
