package clitics

import (
	"math"
	"math/rand/v2"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
)

// Settings of training, chosen on the first half of the gold.
const (
	epochs   = 8
	rate     = 0.05
	leastUse = 2 // of a feature in the gold
)

// An example is the features of all cuts of a word, and which is right.
type example struct {
	cuts  [][]int // numbers of features
	right int
}

// Train returns the weights of features by their hashes, learnt from gold: those
// of a softmax over the cuts of each word, by AdaGrad, the mean of the later
// epochs. The same gold, counts and names give the same weights.
func Train(counts, names maxent.Table, gold []Gold) map[uint64]float64 {
	known := maxent.Model{Counts: counts, Names: names}
	unknown := maxent.Model{Counts: counts}
	numbers := map[uint64]int{}
	var hashes []uint64
	var uses []int
	var examples []example
	for _, g := range append(chains(gold), gold...) {
		m := &known
		if g.Unknown {
			m = &unknown
		}
		e := example{right: -1}
		list := m.Cuts(nil, &g.Word)
		if len(list) == 1 {
			continue
		}
		for k, c := range list {
			if CutsOf(c, g.N) == g.Cuts {
				e.right = k
			}
			var ids []int
			for _, h := range m.Features(nil, &g.Word, c) {
				n, ok := numbers[h]
				if !ok {
					n = len(hashes)
					numbers[h] = n
					hashes = append(hashes, h)
					uses = append(uses, 0)
				}
				uses[n]++
				ids = append(ids, n)
			}
			e.cuts = append(e.cuts, ids)
		}
		if e.right >= 0 {
			examples = append(examples, e)
		}
	}
	weights := make([]float64, len(hashes))
	squares := make([]float64, len(hashes))
	mean := make([]float64, len(hashes))
	rng := rand.New(rand.NewPCG(1, 2))
	scores := make([]float64, maxent.MaxCuts)
	for epoch := range epochs {
		for _, i := range rng.Perm(len(examples)) {
			e := &examples[i]
			top, sum := math.Inf(-1), 0.0
			for k, ids := range e.cuts {
				scores[k] = 0
				for _, n := range ids {
					scores[k] += weights[n]
				}
				top = max(top, scores[k])
			}
			for k := range e.cuts {
				scores[k] = math.Exp(scores[k] - top)
				sum += scores[k]
			}
			for k, ids := range e.cuts {
				gradient := scores[k] / sum
				if k == e.right {
					gradient--
				}
				for _, n := range ids {
					squares[n] += gradient * gradient
					weights[n] -= rate * gradient / (math.Sqrt(squares[n]) + 1e-3)
				}
			}
		}
		if epoch >= epochs/2 {
			for n, w := range weights {
				mean[n] += w / float64(epochs-epochs/2)
			}
		}
	}
	all := map[uint64]float64{}
	for n, h := range hashes {
		if uses[n] >= leastUse {
			all[h] = mean[n]
		}
	}
	return all
}

// chains returns gold words that begin with a preposition or س, with و and with ف
// before them. Text has too few of these to learn from.
func chains(gold []Gold) []Gold {
	var all []Gold
	for _, g := range gold {
		if g.Cuts&2 == 0 || g.N == maxent.MaxLetters {
			continue
		}
		before := "و"
		switch first, _ := utf8.DecodeRuneInString(g.Text); first {
		case 'س':
			before = "وف"
		case 'ب', 'ل', 'ك':
		default:
			continue
		}
		for _, r := range before {
			c := g
			c.Text = string(r) + g.Text
			c.Cuts = g.Cuts<<1 | 2
			c.Set(c.Text)
			all = append(all, c)
		}
	}
	return all
}
