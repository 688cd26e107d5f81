package crf

import (
	"math"
	"sync"
)

// A lattice is scratch for the probabilities of a sentence's tags.
type lattice struct {
	psi, alpha, beta [][tagN]float32
}

// exps holds the exponential of a score below the best, in steps of Step.
var exps = sync.OnceValue(func() *[640]float32 {
	t := new([640]float32)
	for i := range t {
		t[i] = float32(math.Exp(-Step * float64(i)))
	}
	return t
})

// weights of a chain as factors, the exponentials of its scores.
type factors struct {
	begin [tagN]float32
	from  [tagN][tagN]float32 // [tag][the tag after it]
}

func (f *factors) set(c *chain) {
	for b := range c.into {
		f.begin[b] = factor(c.begin[b])
		for a, v := range c.into[b] {
			f.from[a][b] = factor(v)
		}
	}
}

// follow adds to next what the tag a of probability p leads to: O, B of each type and I of
// its own type.
func (f *factors) follow(next *[tagN]float32, a int, p float32) {
	from := &f.from[a]
	next[0] += p * from[0]
	for b := 1; b < tagN; b += 2 {
		next[b] += p * from[b]
	}
	if a > 0 {
		own := a + a%2
		next[own] += p * from[own]
	}
}

// lead returns how probable the tags behind the tag a are, in all.
func (f *factors) lead(a int, next *[tagN]float32) float32 {
	from := &f.from[a]
	own := a + a%2
	v := from[0] * next[0]
	for b := 1; b < tagN; b += 2 {
		v += from[b] * next[b]
		if b+1 == own {
			v += from[own] * next[own]
		}
	}
	return v
}

// maxScore bounds the scores of a chain, so that no broken model makes a
// probability that is no number.
const maxScore = 640

func factor(score int32) float32 {
	if score == never {
		return 0
	}
	return float32(math.Exp(Step * float64(max(-maxScore, min(score, maxScore)))))
}

// marginals works out the probability of each tag of the words from first up to last, of a
// sentence of n words, under the scores of emit.
func (l *lattice) marginals(emit [][tagN]int32, first, last, n int, f *factors) {
	if len(l.psi) < n {
		l.psi, l.alpha, l.beta = make([][tagN]float32, MaxSentence), make([][tagN]float32, MaxSentence), make([][tagN]float32, MaxSentence)
	}
	exps := exps()
	for i := range n {
		top := emit[i][0]
		for _, v := range emit[i] {
			top = max(top, v)
		}
		for k, v := range emit[i] {
			l.psi[i][k] = 0
			if below := top - v; below < int32(len(exps)) {
				l.psi[i][k] = exps[below]
			}
		}
	}
	for i := range last {
		a := &l.alpha[i]
		*a = f.begin
		if i > 0 {
			*a = [tagN]float32{}
			for k, p := range l.alpha[i-1] {
				if p > 1e-9 {
					f.follow(a, k, p)
				}
			}
		}
		total := float32(0)
		for k := range a {
			a[k] *= l.psi[i][k]
			total += a[k]
		}
		normalize(a, total)
	}
	for i := n - 1; i >= first; i-- {
		b := &l.beta[i]
		if i == n-1 {
			for k := range b {
				b[k] = 1
			}
			continue
		}
		var next [tagN]float32
		for k, v := range l.beta[i+1] {
			next[k] = v * l.psi[i+1][k]
		}
		total := float32(0)
		for a := range b {
			v := f.lead(a, &next)
			b[a] = v
			total += v
		}
		normalize(b, total)
	}
	for i := first; i < last; i++ {
		total := float32(0)
		p := &l.psi[i]
		for k := range p {
			p[k] = l.alpha[i][k] * l.beta[i][k]
			total += p[k]
		}
		normalize(p, total)
	}
}

func normalize(v *[tagN]float32, total float32) {
	if total <= 0 {
		// Every path has underflowed, which takes scores no model gives.
		for k := range v {
			v[k] = 1.0 / tagN
		}
		return
	}
	inv := 1 / total
	for k := range v {
		v[k] *= inv
	}
}
