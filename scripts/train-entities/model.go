package main

import (
	"log"
	"os"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/entity/crf"
)

// schemeNames name the scheme of annotation of each source.
var schemeNames = []string{"news", "wiki", "broad"}

// A course is how a model is trained.
type course struct {
	own  int     // how many times each sentence of the text written for nass is seen in an epoch
	free int     // and of that without names
	drop float32 // share of the features of a sentence that is left out
	runs int     // in other orders, whose weights' mean is steadier than any
}

// The text written for nass follows the guidelines of news, so the other schemes see
// less of it.
var (
	teaching = course{own: 2, free: 2, drop: 0.5, runs: 1}
	ofNews   = course{own: 4, free: 2, drop: 0.4, runs: 3}
	ofOthers = course{own: 1, free: 1, drop: 0.4, runs: 2}
)

// options are those of the course, chosen on the development sets.
func (c course) options() options {
	return options{rate: 0.1, ownRate: 0.03, decay: 0.0001, drop: c.drop, unknown: 0.2, epochs: 12, seed: 1}
}

// bias is added to the score of O: recall is the weak side of a model
// trained on few names.
const bias = -0.7

func makeModel(c config) error {
	b, p, err := openBench(c)
	if err != nil {
		return err
	}
	if c.cross {
		return b.cross(c, os.Stdout)
	}
	held, silver, err := b.loadSilver(c)
	if err != nil {
		return err
	}
	all := func(*instance) bool { return true }
	first := b.fit(all, silver, ofNews)
	b.report("first pass", func(k int) [][]string { return b.tagAll(first, b.devs[k], bias) })
	b.tune(first, held)
	slope, shift := b.calibrate(first, held)
	log.Printf("calibration: %.3f, %.3f", slope, shift)
	p.Schemes = append(p.Schemes, quantize(schemeNames[0], b, first, 0))
	if c.keep == "" {
		others := b.fit(all, silver, ofOthers)
		for k, name := range schemeNames[1:] {
			p.Schemes = append(p.Schemes, quantize(name, b, others, 1+k))
		}
	} else {
		kept, err := b.kept(c.keep)
		if err != nil {
			return err
		}
		p.Schemes = append(p.Schemes, kept...)
	}
	for k := range p.Schemes {
		p.Schemes[k].Slope, p.Schemes[k].Shift = slope, shift
	}
	p.About = about
	shrink(p)
	file := p.Encode()
	m, err := crf.Load(file)
	if err != nil {
		return err
	}
	b.report("as shipped", func(k int) [][]string {
		t, err := m.NewTagger(schemeNames[devSets[k].source])
		if err != nil {
			log.Fatal(err)
		}
		var doc [][]string
		for _, x := range b.devs[k] {
			doc = append(doc, x.sentence.Tokens)
		}
		return t.Tag(doc)
	})
	for k, s := range p.Schemes {
		log.Printf("scheme %s: %d features", schemeNames[k], len(s.Features))
	}
	log.Printf("%d bytes", len(file))
	return os.WriteFile(c.out, file, 0o644)
}

// kept returns the schemes but news of a model file.
func (b *bench) kept(file string) ([]crf.Scheme, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	m, err := crf.Load(data)
	if err != nil {
		return nil, err
	}
	var all []crf.Scheme
	for _, name := range schemeNames[1:] {
		s, err := m.Scheme(name, b.feats.hashes)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// fit trains a first pass on the training sentences that use takes, on those
// made from them and on silver, and is the mean of that many runs.
func (b *bench) fit(use func(*instance) bool, silver []*instance, c course) *field {
	var data []*instance
	add := func(x *instance, times int) {
		if use(x) {
			data = append(data, slices.Repeat([]*instance{x}, times)...)
		}
	}
	for i, x := range b.train {
		add(x, 1)
		if b.extra[i] != nil && use(x) {
			data = append(data, b.extra[i])
		}
	}
	for _, x := range b.own {
		add(x, c.own)
	}
	for _, x := range b.free {
		add(x, c.free)
	}
	models := make([]*field, c.runs)
	var wg sync.WaitGroup
	for run := range c.runs {
		wg.Go(func() {
			opt := c.options()
			opt.seed += uint64(run)
			m := newField(b.scheme, len(b.feats.hashes), len(trainSets), opt)
			m.names = b.feats.names
			m.train(data, silver)
			models[run] = m
		})
	}
	wg.Wait()
	mean := models[0]
	for _, m := range models[1:] {
		mean.add(m)
	}
	mean.scale(1 / float32(c.runs))
	return mean
}
