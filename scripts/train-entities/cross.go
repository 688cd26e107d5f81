package main

import (
	"fmt"
	"log"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/entity/conll"
)

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
	var models [folds]*field
	var wg sync.WaitGroup
	for fold := range folds {
		wg.Go(func() {
			use := func(i int) bool { return part(i) != fold }
			teacher := b.fit(use, nil, teaching)
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
			models[fold] = b.fit(use, named(mine, b.scheme.n), teaching)
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
