package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/entity/conll"
)

// A fold of the cross-validation is text that a model is trained without and scored on. Text
// beside it has its names and its habits, so a fold is never cut out of the middle of its
// source: the first folds leave out a quarter of each source, its sentences in order, and
// whole kinds of the text written for nass; each of the others a whole source. Only the
// votes of the raw text are those of models that have seen other sentences of a fold's source.
type fold struct {
	name  string
	holds func(*instance) bool
}

func (b *bench) folds() []fold {
	var all []fold
	for k := range folds {
		all = append(all, fold{"parts", func(x *instance) bool { return x.fold == k }})
	}
	for k, set := range trainSets {
		all = append(all, fold{"whole " + set, func(x *instance) bool { return x.kind == "" && x.source == k }})
	}
	return append(all, fold{"whole own", func(x *instance) bool { return x.kind != "" }})
}

// quarter is the fold of a sentence of a source of n.
func quarter(i, n int) int { return folds * i / n }

// foldsOf deals the kinds of the text written for nass to folds, so that each has as many
// with names as others, and without.
func foldsOf(files []ownFile) map[string]int {
	kinds := map[string]int{}
	next := map[bool]int{}
	for _, f := range files {
		if _, ok := kinds[f.kind]; !ok {
			kinds[f.kind] = next[f.named] % folds
			next[f.named]++
		}
	}
	return kinds
}

// cross prints how models score on the folds that they are trained without: far steadier
// than a development set.
func (b *bench) cross(c config, w io.Writer) error {
	var silver []*instance
	if c.silver {
		var err error
		if silver, err = b.readSilver(c); err != nil {
			return err
		}
	}
	all, text := b.folds(), slices.Concat(b.train, b.own, b.free)
	tags := make([][][]string, len(all)) // by fold, of what it holds
	var wg sync.WaitGroup
	turn := make(chan bool, runtime.GOMAXPROCS(0))
	for k, f := range all {
		wg.Go(func() {
			turn <- true
			m, l := b.without(f, silver), &lattice{}
			for _, x := range text {
				if f.holds(x) {
					tags[k] = append(tags[k], b.scheme.decode(m.tag(l, x, of(x.source), bias)))
				}
			}
			<-turn
		})
	}
	wg.Wait()
	var t crossTable
	for k, f := range all {
		for _, x := range text {
			if f.holds(x) {
				t.add(f.name, x, tags[k][0])
				tags[k] = tags[k][1:]
			}
		}
	}
	t.print(w)
	return nil
}

// without is a model of all but a fold.
func (b *bench) without(f fold, silver []*instance) *field {
	use := func(x *instance) bool { return !f.holds(x) }
	teacher := b.fit(use, nil, teaching)
	if silver == nil {
		return teacher
	}
	l := &lattice{}
	var taught []*instance
	for _, x := range silver {
		y := *x
		teacher.teach(l, &y, 1)
		taught = append(taught, &y)
	}
	return b.fit(use, named(taught, b.scheme.n), teaching)
}

// A crossTable has the scores of the text that was left out, a row a source or kind of text.
type crossTable struct {
	rows   []string
	scores map[string]conll.Scores
	words  map[string]int
}

func (t *crossTable) add(fold string, x *instance, tags []string) {
	source := x.kind
	if source == "" {
		source = trainSets[x.source]
	}
	t.count(fold+": "+source, x, tags)
	if x.kind != "" {
		t.count(fold+": all own", x, tags)
	}
}

func (t *crossTable) count(row string, x *instance, tags []string) {
	if t.scores == nil {
		t.scores, t.words = map[string]conll.Scores{}, map[string]int{}
	}
	if t.scores[row] == nil {
		t.rows = append(t.rows, row)
		t.scores[row] = conll.Scores{}
	}
	t.scores[row].Add(x.sentence.Tags, tags)
	t.words[row] += len(tags)
}

// print prints the table; of text without names, how many a model finds in 1,000 tokens.
func (t *crossTable) print(w io.Writer) {
	fmt.Fprintf(w, "%-30s %7s %6s  %17s   %7s   %s\n", "", "tokens", "names", "exact P / R / F1", "overlap", "PER, LOC, ORG")
	slices.Sort(t.rows)
	for _, name := range t.rows {
		sum := t.scores[name].Total(types[:3]...)
		fmt.Fprintf(w, "%-30s %7d %6d  ", name, t.words[name], sum.Key)
		if sum.Key == 0 {
			fmt.Fprintf(w, "%.1f false in 1,000\n", 1000*float64(sum.Answer)/float64(t.words[name]))
			continue
		}
		p, r, f := sum.F1()
		_, _, o := sum.Overlap()
		fmt.Fprintf(w, "%5.1f %5.1f %5.1f   %7.1f  ", p, r, f, o)
		for _, typ := range types[:3] {
			_, _, f := t.scores[name].Total(typ).F1()
			fmt.Fprintf(w, " %.1f", f)
		}
		fmt.Fprintln(w)
	}
}
