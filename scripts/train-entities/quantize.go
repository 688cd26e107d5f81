package main

import (
	"math"
	"slices"

	"github.com/nass-ar/nass/pkg/entity/crf"
)

// shrink leaves out forms that tell the model next to nothing: rare ones that
// no gazetteer holds and no votes speak of.
func shrink(p *crf.Parts) {
	p.Forms = slices.DeleteFunc(p.Forms, func(f crf.Form) bool {
		return f.Gaz == 0 && f.Votes == [4]uint8{} && !f.Phrase && f.Count <= 4
	})
}

// prune is the weight that some tag of a feature must reach: less in the
// scheme that users get unless they ask for another.
func prune(name string) float64 {
	if name == schemeNames[0] {
		return 0.08
	}
	return 0.132
}

// quantize is the scheme of a source as a model file holds it: the shared
// weights and the source's own added, small ones left out.
func quantize(name string, b *bench, first *field, source int) crf.Scheme {
	n, least := b.scheme.n, prune(name)
	s := crf.Scheme{Name: name, Features: map[uint64][]int8{}, Bonus: int(bonus / crf.Step), Slope: 1}
	add := func(h uint64, row, own []cell) {
		w := make([]int8, n)
		top := 0.0
		for t := range w {
			v := float64(row[t].w + own[t].w)
			top = max(top, math.Abs(v))
			w[t] = int8(min(127, max(-127, math.Round(v/crf.Step))))
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

func chain(m *field) crf.Chain {
	n := m.s.n
	var c crf.Chain
	of := func(v float32, tag int) int {
		x := float64(v)
		if tag == 0 {
			x += bias
		}
		return int(math.Round(x / crf.Step))
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
const about = `Names in Arabic text for nass, CC BY-SA 4.0. Learnt from ANERcorp (CC BY-SA 4.0), AQMAR (CC BY-SA 3.0), the Wojood sample (MIT), SANAD's Al-Khaleej news (CC BY 4.0), Arabic Wikipedia 2017 (CC BY-SA 4.0), CLDR (Unicode-3.0), GeoNames (CC BY 4.0), Wikidata (CC0), google/transliteration and names-normalizer-arb (Apache-2.0), egypt-governorates-and-cities-db (MIT), text written for nass (MIT). MODEL.md of package entity says how.`
