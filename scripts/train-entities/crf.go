package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A field is a linear-chain conditional random field. Each feature has a weight
// for each tag that all sources share and, beside it, one of each source's own,
// so that what the guidelines of one set say does not bend the others
// (Daumé 2007).
type field struct {
	s      *scheme
	shared []cell       // [feature*n+tag]
	own    [][]cell     // by source
	trans  []cell       // [(a*n)+b], then begin, then end
	sum    [5][]float32 // see collect
	sums   int
	opt    options
	names  []bool // of each feature: it names a word as such; or nil
}

// A cell is a weight and the sum of its squared gradients (AdaGrad).
type cell struct{ w, g float32 }

const (
	silverParts  = 8   // in how many epochs all of the silver is seen
	silverWeight = 0.5 // of a silver sentence beside an annotated one
)

type options struct {
	rate, ownRate float32
	decay         float32 // of a weight, each time it is touched
	drop          float32 // share of features left out of a sentence in training
	unknown       float32 // share of words whose features that name words are left out
	epochs        int
	seed          uint64
}

func newField(s *scheme, features, sources int, opt options) *field {
	m := &field{s: s, shared: make([]cell, features*s.n), trans: make([]cell, s.n*(s.n+2)), opt: opt}
	for range sources {
		m.own = append(m.own, make([]cell, features*s.n))
	}
	return m
}

// lattice is scratch for one sentence.
type lattice struct {
	emit, alpha, beta, prob []float32 // [word*n+tag]
	scale                   []float32
	et                      []float32 // exp of transitions
	back                    []uint8
}

func (l *lattice) size(words, n int) {
	if len(l.emit) < words*n {
		k := 2 * words * n
		l.emit, l.alpha, l.beta, l.prob = make([]float32, k), make([]float32, k), make([]float32, k), make([]float32, k)
		l.scale = make([]float32, 2*words)
		l.back = make([]uint8, k)
	}
}

// A mix says how much of each source's own weights is added to the shared ones.
type mix [3]float32

// of is the mix of one source alone.
func of(source int) (x mix) {
	x[source] = 1
	return x
}

// emissions fills in the scores of the tags of each word.
func (m *field) emissions(l *lattice, x *instance, by mix) {
	n := m.s.n
	l.size(len(x.feats), n)
	for i, fs := range x.feats {
		e := l.emit[i*n : (i+1)*n]
		clear(e)
		for _, f := range fs {
			if f < 0 {
				continue
			}
			row := m.shared[int(f)*n : (int(f)+1)*n]
			for t := range e {
				e[t] += row[t].w
			}
			for k, share := range by {
				if share != 0 {
					row := m.own[k][int(f)*n : (int(f)+1)*n]
					for t := range e {
						e[t] += share * row[t].w
					}
				}
			}
		}
	}
}

func (m *field) expTransitions(l *lattice) {
	n := m.s.n
	if l.et == nil {
		l.et = make([]float32, len(m.trans))
	}
	for a := range n {
		for b := range n {
			l.et[a*n+b] = 0
			if m.s.ok[a*n+b] {
				l.et[a*n+b] = float32(math.Exp(float64(m.trans[a*n+b].w)))
			}
		}
		l.et[n*n+a], l.et[n*n+n+a] = 0, 0
		if m.s.begin[a] {
			l.et[n*n+a] = float32(math.Exp(float64(m.trans[n*n+a].w)))
		}
		if m.s.end[a] {
			l.et[n*n+n+a] = float32(math.Exp(float64(m.trans[n*n+n+a].w)))
		}
	}
}

// forwardBackward leaves the marginals of tags in l.prob and, where sum is not
// nil, adds those of transitions to it. allow, where not nil, says which
// tags a word may have.
func (m *field) forwardBackward(l *lattice, words int, allow func(i, t int) bool, sum []float32) {
	n := m.s.n
	psi := l.prob
	for i := range words {
		e, p := l.emit[i*n:(i+1)*n], psi[i*n:(i+1)*n]
		top := float32(math.Inf(-1))
		for t, x := range e {
			if allow == nil || allow(i, t) {
				top = max(top, x)
			}
		}
		for t, x := range e {
			p[t] = 0
			if allow == nil || allow(i, t) {
				p[t] = float32(math.Exp(float64(x - top)))
			}
		}
	}
	for i := range words {
		a := l.alpha[i*n : (i+1)*n]
		total := float32(0)
		for t := range n {
			v := float32(0)
			if i == 0 {
				v = l.et[n*n+t]
			} else {
				prev := l.alpha[(i-1)*n : i*n]
				for u, p := range prev {
					v += p * l.et[u*n+t]
				}
			}
			a[t] = v * psi[i*n+t]
			total += a[t]
		}
		l.scale[i] = 1 / max(total, 1e-30)
		for t := range a {
			a[t] *= l.scale[i]
		}
	}
	for i := words - 1; i >= 0; i-- {
		b := l.beta[i*n : (i+1)*n]
		if i == words-1 {
			copy(b, l.et[n*n+n:])
		} else {
			next, p := l.beta[(i+1)*n:(i+2)*n], psi[(i+1)*n:(i+2)*n]
			for t := range n {
				v := float32(0)
				for u := range n {
					v += l.et[t*n+u] * p[u] * next[u]
				}
				b[t] = v * l.scale[i+1]
			}
		}
	}
	z := float32(0)
	for t := range n {
		z += l.alpha[(words-1)*n+t] * l.beta[(words-1)*n+t]
	}
	inv := 1 / max(z, 1e-30)
	if sum != nil {
		for i := 1; i < words; i++ {
			prev, p, b := l.alpha[(i-1)*n:i*n], psi[i*n:(i+1)*n], l.beta[i*n:(i+1)*n]
			for u := range n {
				k := l.scale[i] * p[u] * b[u] * inv
				if k == 0 {
					continue
				}
				for t, a := range prev {
					sum[t*n+u] += a * l.et[t*n+u] * k
				}
			}
		}
		for t := range n {
			sum[n*n+t] += l.alpha[t] * l.beta[t] * inv
			sum[n*n+n+t] += l.alpha[(words-1)*n+t] * l.beta[(words-1)*n+t] * inv
		}
	}
	for i := range words * n {
		psi[i] = l.alpha[i] * l.beta[i] * inv
	}
}

// train runs the epochs over annotated and silver sentences.
func (m *field) train(gold, silver []*instance) {
	rng := rand.New(rand.NewPCG(m.opt.seed, 1))
	n := m.s.n
	l := &lattice{}
	grad := make([]float32, len(m.trans))
	var want []float32
	kept := make([][]int32, 0)
	for epoch := range m.opt.epochs {
		// Each epoch sees the annotated text and another part of the silver.
		k := epoch % silverParts
		data := slices.Concat(gold, silver[k*len(silver)/silverParts:(k+1)*len(silver)/silverParts])
		rng.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
		for _, x := range data {
			words := len(x.feats)
			if m.opt.drop > 0 {
				kept = kept[:0]
				for _, fs := range x.feats {
					var some []int32
					unknown := m.names != nil && rng.Float32() < m.opt.unknown
					for _, f := range fs {
						if unknown && m.names[f] {
							continue
						}
						if rng.Float32() >= m.opt.drop {
							some = append(some, f)
						}
					}
					kept = append(kept, some)
				}
				x = &instance{sentence: x.sentence, source: x.source, feats: kept, gold: x.gold, noMisc: x.noMisc, soft: x.soft, links: x.links}
			}
			m.emissions(l, x, of(x.source))
			if m.opt.drop > 0 {
				for i := range l.emit[:words*n] {
					l.emit[i] /= 1 - m.opt.drop
				}
			}
			m.expTransitions(l)
			clear(grad)
			allow := func(i, t int) bool { return int(x.gold[i]) == t }
			if x.noMisc { // its O may be MISC
				allow = func(i, t int) bool {
					return int(x.gold[i]) == t || x.gold[i] == 0 && t > 3*m.s.kinds
				}
			}
			weight := float32(1)
			if x.soft != nil {
				want = append(want[:0], x.soft...)
				copy(grad, x.links)
				weight = silverWeight
			} else {
				m.forwardBackward(l, words, allow, grad)
				want = append(want[:0], l.prob[:words*n]...)
			}
			for i := range grad {
				grad[i] = -grad[i]
			}
			m.forwardBackward(l, words, nil, grad)
			for i := range grad {
				grad[i] *= weight
			}
			for i := range m.trans {
				m.trans[i].step(grad[i], m.opt.rate, m.opt.decay)
			}
			for i, fs := range x.feats {
				p, w := l.prob[i*n:(i+1)*n], want[i*n:(i+1)*n]
				off := float32(0)
				for t := range p {
					p[t] = weight * (p[t] - w[t])
					off += p[t] * p[t]
				}
				if off < 1e-7 || x.soft != nil && off < 1e-5 {
					continue
				}
				for _, f := range fs {
					row, own := m.shared[int(f)*n:(int(f)+1)*n], m.own[x.source][int(f)*n:(int(f)+1)*n]
					for t, g := range p {
						row[t].step(g, m.opt.rate, m.opt.decay)
						own[t].step(g, m.opt.ownRate, m.opt.decay)
					}
				}
			}
		}
		if epoch >= m.opt.epochs/3 {
			m.collect()
		}
	}
	m.average()
}

// collect adds the weights to those that average takes the mean of: the mean
// over the later epochs errs less than the last of them.
func (m *field) collect() {
	m.sums++
	for k, part := range m.parts() {
		if m.sums == 1 {
			m.sum[k] = make([]float32, len(part))
		}
		for i := range part {
			m.sum[k][i] += part[i].w
		}
	}
}

func (m *field) average() {
	for k, part := range m.parts() {
		for i := range part {
			part[i].w = m.sum[k][i] / float32(m.sums)
		}
	}
}

// add adds the weights of o to those of m.
func (m *field) add(o *field) {
	to := m.parts()
	for k, part := range o.parts() {
		for i := range part {
			to[k][i].w += part[i].w
		}
	}
}

// scale multiplies the weights by k.
func (m *field) scale(k float32) {
	for _, part := range m.parts() {
		for i := range part {
			part[i].w *= k
		}
	}
}

// parts are all weights.
func (m *field) parts() [][]cell { return append([][]cell{m.shared, m.trans}, m.own...) }

func (c *cell) step(g, rate, decay float32) {
	g += decay * c.w
	c.g += g * g
	c.w -= rate * g / float32(math.Sqrt(float64(c.g)+1))
}

// tag is the best tagging, with bias added to the score of O.
func (m *field) tag(l *lattice, x *instance, by mix, bias float32) []uint8 {
	m.emissions(l, x, by)
	return m.viterbi(l, len(x.feats), bias)
}

func (m *field) viterbi(l *lattice, words int, bias float32) []uint8 {
	n := m.s.n
	best := l.alpha
	for i := range words {
		for t := range n {
			top, from := float32(math.Inf(-1)), 0
			if i == 0 {
				if m.s.begin[t] {
					top = m.trans[n*n+t].w
				}
			} else {
				for a := range n {
					if m.s.ok[a*n+t] {
						if v := best[(i-1)*n+a] + m.trans[a*n+t].w; v > top {
							top, from = v, a
						}
					}
				}
			}
			v := top + l.emit[i*n+t]
			if t == 0 {
				v += bias
			}
			best[i*n+t] = v
			l.back[i*n+t] = uint8(from)
		}
	}
	top, at := float32(math.Inf(-1)), 0
	for t := range n {
		if m.s.end[t] {
			if v := best[(words-1)*n+t] + m.trans[n*n+n+t].w; v > top {
				top, at = v, t
			}
		}
	}
	tags := make([]uint8, words)
	for i := words - 1; i >= 0; i-- {
		tags[i] = uint8(at)
		at = int(l.back[i*n+at])
	}
	return tags
}
