package main

import (
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
)

// schemeNames name the scheme of annotation of each source.
var schemeNames = []string{"news", "wiki", "broad"}

// folds is how many parts the training data is cut into to learn the second
// pass: each is tagged by a model of the others, so that the first pass errs as
// it does on new text.
const folds = 4

// firstOptions are those of the first pass, chosen on the development sets.
func firstOptions() options {
	return options{rate: 0.1, ownRate: 0.03, decay: 0.0001, drop: 0.5, unknown: 0.2, epochs: 12, seed: 1}
}

// A bench is what models are trained on and judged by.
type bench struct {
	tagger *entity.Tagger
	scheme *scheme
	feats  *features
	train  []*instance
	extra  []*instance   // by training sentence: one made from it, or nil
	devs   [][]*instance // as devSets
}

// devSets judge a model. No model is trained on them.
var devSets = []struct {
	name, part string
	source     int
}{{"anercorp", "dev", 0}, {"aqmar", "dev", 0}, {"aqmar", "dev", 1}, {"caraner", "dev", 0}, {"caraner", "dev", 2}, {"caraner", "train", 0}, {"caraner", "train", 2}}

// newBench reads the annotated data. A training sentence is seen through the
// tables of its half, where halves are given, anything else through p.
func newBench(c config, p *entity.Parts, halves []*entity.Parts) (*bench, error) {
	b := &bench{scheme: newScheme(2)}
	var err error
	if b.tagger, err = draft(p); err != nil {
		return nil, err
	}
	see := []*entity.Tagger{b.tagger, b.tagger}
	for k, h := range halves {
		if see[k], err = draft(h); err != nil {
			return nil, err
		}
	}
	seen := func(i int) *entity.Tagger { return see[half(i)] }
	var train []conll.Sentence
	var sources []int
	for k, set := range trainSets {
		s, err := readSet(c, set, "train")
		if err != nil {
			return nil, err
		}
		for range s {
			sources = append(sources, k)
		}
		train = append(train, s...)
	}
	b.feats = newFeatures(seen, train, 2)
	if b.train, err = b.instances(seen, train, sources); err != nil {
		return nil, err
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
			if a, ok := augment(rng, s, names[half(i)]); ok {
				if b.extra[i], err = b.feats.instance(seen(i), a, sources[i], b.scheme); err != nil {
					return nil, err
				}
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
		x, err := b.instances(func(int) *entity.Tagger { return b.tagger }, s, sources)
		if err != nil {
			return nil, err
		}
		b.devs = append(b.devs, x)
	}
	log.Printf("%d features of %d sentences", len(b.feats.hashes), len(train))
	return b, nil
}

// draft is a tagger with the tables of p and no weights.
func draft(p *entity.Parts) (*entity.Tagger, error) {
	q := *p
	q.Schemes = []entity.Scheme{{Name: "draft"}}
	m, err := entity.Load(q.Encode())
	if err != nil {
		return nil, err
	}
	return m.Tagger(), nil
}

func (b *bench) instances(see func(i int) *entity.Tagger, sentences []conll.Sentence, sources []int) ([]*instance, error) {
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

func (b *bench) tagAll(m *crf, xs []*instance, bias float32) [][]string {
	l := &lattice{}
	var out [][]string
	for _, x := range xs {
		out = append(out, b.scheme.decode(m.tag(l, x, of(x.source), bias)))
	}
	return out
}

// bias is added to the score of O: recall is the weak side of a model
// trained on few names.
const bias = -0.7

// bonus is what the tag gains that a word's other uses in a unit speak for:
// the best of tune on the held out training data.
const bonus = 0.5

// openBench is the tables of the model and a bench that sees through them.
func openBench(c config) (*bench, *entity.Parts, error) {
	p, err := tables(c)
	if err != nil {
		return nil, nil, err
	}
	var halves []*entity.Parts
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

func makeModel(c config) error {
	b, p, err := openBench(c)
	if err != nil {
		return err
	}
	if c.cross {
		return b.cross(c)
	}
	held, silver, err := b.loadSilver(c)
	if err != nil {
		return err
	}
	first := b.fit(func(int) bool { return true }, silver, runs)
	b.report("first pass", func(k int) [][]string { return b.tagAll(first, b.devs[k], bias) })
	b.tune(first, held)
	slope, shift := b.calibrate(first, held)
	log.Printf("calibration: %.3f, %.3f", slope, shift)
	for k, name := range schemeNames {
		p.Schemes = append(p.Schemes, quantize(name, b, first, k))
		p.Schemes[k].Slope, p.Schemes[k].Shift = slope, shift
	}
	p.About = about
	shrink(p)
	file := p.Encode()
	m, err := entity.Load(file)
	if err != nil {
		return err
	}
	b.report("as shipped", func(k int) [][]string {
		t, err := m.TaggerFor(schemeNames[devSets[k].source])
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

// runs is how many times the finished model is trained, each time in another
// order: the mean of their weights is steadier than any.
const runs = 3

// fit trains a first pass on the training sentences that use takes, on those
// made from them and on silver, and is the mean of that many runs.
func (b *bench) fit(use func(i int) bool, silver []*instance, runs int) *crf {
	var data []*instance
	for i, x := range b.train {
		if use(i) {
			data = append(data, x)
			if b.extra[i] != nil {
				data = append(data, b.extra[i])
			}
		}
	}
	var mean *crf
	for run := range runs {
		opt := firstOptions()
		opt.seed += uint64(run)
		m := newCRF(b.scheme, len(b.feats.hashes), len(trainSets), opt)
		m.names = b.feats.names
		m.train(data, silver)
		if mean == nil {
			mean = m
		} else {
			mean.add(m)
		}
	}
	mean.scale(1 / float32(runs))
	return mean
}

// tune logs, for each bonus that a unit's memory may give, how the held out
// data is tagged with it.
func (b *bench) tune(first *crf, held *heldOut) {
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
func (b *bench) remember(m *crf, held *heldOut, bonus float32) []remembered {
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
	for from := 0; from < len(b.train); from += entity.MaxUnit {
		to := min(len(b.train), from+entity.MaxUnit)
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
func (b *bench) calibrate(m *crf, held *heldOut) (slope, shift float64) {
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

// part is the fold of a sentence: runs of a unit's length stay together.
func part(i int) int { return i / entity.MaxUnit % folds }

// shrink leaves out forms that tell the model next to nothing: rare ones that
// no gazetteer holds and no votes speak of.
func shrink(p *entity.Parts) {
	p.Forms = slices.DeleteFunc(p.Forms, func(f entity.Form) bool {
		return f.Gaz == 0 && f.Votes == [4]uint8{} && !f.Phrase && f.Count <= 4
	})
}

// prune is the weight that some tag of a feature must reach: less in the
// scheme that users get unless they ask for another.
func prune(name string) float64 {
	if name == schemeNames[0] {
		return 0.06
	}
	return 0.1
}

// quantize is the scheme of a source as a model file holds it: the shared
// weights and the source's own added, small ones left out.
func quantize(name string, b *bench, first *crf, source int) entity.Scheme {
	n, least := b.scheme.n, prune(name)
	s := entity.Scheme{Name: name, Features: map[uint64][]int8{}, Bonus: int(bonus / entity.Unit), Slope: 1}
	add := func(h uint64, row, own []cell) {
		w := make([]int8, n)
		top := 0.0
		for t := range w {
			v := float64(row[t].w + own[t].w)
			top = max(top, math.Abs(v))
			w[t] = int8(min(127, max(-127, math.Round(v/entity.Unit))))
		}
		if top >= least {
			s.Features[h] = w
		}
	}
	for i, h := range b.feats.hashes {
		add(h, first.shared[i*n:(i+1)*n], first.own[source][i*n:(i+1)*n])
	}
	s.Chain = chain(first)
	return s
}

func chain(m *crf) entity.Chain {
	n := m.s.n
	var c entity.Chain
	of := func(v float32, tag int) int {
		x := float64(v)
		if tag == 0 {
			x += bias
		}
		return int(math.Round(x / entity.Unit))
	}
	for t := range n {
		c.Begin = append(c.Begin, of(m.trans[n*n+t].w, t))
		var row []int
		for a := range n {
			row = append(row, of(m.trans[a*n+t].w, t))
		}
		c.Into = append(c.Into, row)
	}
	return c
}

// about goes into the model file: what it owes to whom.
const about = `Names in Arabic text for nass, CC BY-SA 4.0. Learnt from ANERcorp (CC BY-SA 4.0), AQMAR (CC BY-SA 3.0), the Wojood sample (MIT), SANAD's Al-Khaleej news (CC BY 4.0), Arabic Wikipedia 2017 (CC BY-SA 4.0), CLDR (Unicode-3.0), GeoNames (CC BY 4.0), Wikidata (CC0), google/transliteration and names-normalizer-arb (Apache-2.0), egypt-governorates-and-cities-db (MIT). MODEL.md of package entity says how.`

// cross logs the scores of models of all folds but one on that one: far
// steadier than a development set.
func (b *bench) cross(c config) error {
	var scores [3]conll.Scores
	for k := range scores {
		scores[k] = conll.Scores{}
	}
	other := conll.Scores{}
	var silver []*instance
	if c.silver {
		var err error
		if silver, err = b.readSilver(c); err != nil {
			return err
		}
	}
	var models [folds]*crf
	var wg sync.WaitGroup
	for fold := range folds {
		wg.Go(func() {
			use := func(i int) bool { return part(i) != fold }
			teacher := b.fit(use, nil, 1)
			if models[fold] = teacher; !c.silver {
				return
			}
			l := &lattice{}
			var mine []*instance
			for _, x := range silver {
				y := *x
				teacher.teach(l, &y, 1)
				mine = append(mine, &y)
			}
			models[fold] = b.fit(use, named(mine, b.scheme.n), 1)
		})
	}
	wg.Wait()
	l := &lattice{}
	for fold, m := range models {
		for i, x := range b.train {
			if part(i) == fold {
				scores[x.source].Add(x.sentence.Tags, b.scheme.decode(m.tag(l, x, of(x.source), bias)))
			}
		}
		for k := 3; k <= 5; k += 2 {
			for i, tags := range b.tagAll(m, b.devs[k], bias) {
				other.Add(b.devs[k][i].sentence.Tags, tags)
			}
		}
	}
	var line strings.Builder
	for k, s := range []conll.Scores{scores[0], scores[1], scores[2], other} {
		t := s.Total("PER", "LOC", "ORG")
		p, r, f := t.F1()
		_, _, o := t.Overlap()
		fmt.Fprintf(&line, "  %s %.1f/%.1f=%.1f(%.1f)", append(slices.Clone(trainSets), "caraner")[k][:3], p, r, f, o)
		for _, typ := range types[:3] {
			t := s.Total(typ)
			_, _, f := t.F1()
			fmt.Fprintf(&line, " %s %.1f", typ, f)
		}
	}
	log.Print("cross:", line.String())
	return nil
}
