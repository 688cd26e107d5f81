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
	s       *scheme
	sources int
	rows    cells        // of the features, see row
	trans   cells        // [(a*n)+b], then begin, then end
	sum     [2][]float32 // see collect
	sums    int
	opt     options
	names   []bool // of each feature: it names a word as such; or nil
}

// cells are weights, each with the sum of its squared gradients (AdaGrad).
type cells struct{ w, g []float32 }

func newCells(n int) cells { return cells{make([]float32, n), make([]float32, n)} }

// row is where the shared weights of a feature are, one a tag. Behind them are those of
// each source, so that what a sentence needs is close together.
func (m *field) row(f int32) int { return int(f) * m.s.n * (1 + m.sources) }

// ownRow is where the weights of a feature are that are a source's own.
func (m *field) ownRow(f int32, source int) int { return m.row(f) + m.s.n*(1+source) }

const (
	silverParts  = 8   // in how many epochs all of the silver is seen
	silverWeight = 0.5 // of a silver sentence beside an annotated one

	leastOff, leastOffSilver = 0.0003, 0.003 // how far off a tag's probability must be for its weights to move
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
	return &field{s: s, sources: sources, rows: newCells(features * s.n * (1 + sources)), trans: newCells(s.n * (s.n + 2)), opt: opt}
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

// emissions fills in the scores of the tags of each word, by the guidelines of the
// sentence's source.
func (m *field) emissions(l *lattice, x *instance) {
	n := m.s.n
	l.size(len(x.feats), n)
	for i, fs := range x.feats {
		e := l.emit[i*n : (i+1)*n]
		clear(e)
		for _, f := range fs {
			if f < 0 {
				continue
			}
			row, own := m.rows.w[m.row(f):][:n], m.rows.w[m.ownRow(f, x.source):][:n]
			for t := range e {
				e[t] += row[t]
			}
			for t := range e {
				e[t] += own[t]
			}
		}
	}
}

func (m *field) expTransitions(l *lattice) {
	n := m.s.n
	if l.et == nil {
		l.et = make([]float32, len(m.trans.w))
	}
	for a := range n {
		for b := range n {
			l.et[a*n+b] = 0
			if m.s.ok[a*n+b] {
				l.et[a*n+b] = float32(math.Exp(float64(m.trans.w[a*n+b])))
			}
		}
		l.et[n*n+a], l.et[n*n+n+a] = 0, 0
		if m.s.begin[a] {
			l.et[n*n+a] = float32(math.Exp(float64(m.trans.w[n*n+a])))
		}
		if m.s.end[a] {
			l.et[n*n+n+a] = float32(math.Exp(float64(m.trans.w[n*n+n+a])))
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
	grad := make([]float32, len(m.trans.w))
	var want []float32
	var all, off []int
	for i := range grad {
		all = append(all, i)
	}
	var kept [][]int32
	var room []int32 // of kept
	for epoch := range m.opt.epochs {
		// Each epoch sees the annotated text and another part of the silver.
		k := epoch % silverParts
		data := slices.Concat(gold, silver[k*len(silver)/silverParts:(k+1)*len(silver)/silverParts])
		rng.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
		for _, x := range data {
			words := len(x.feats)
			if m.opt.drop > 0 {
				kept, room = kept[:0], room[:0]
				for _, fs := range x.feats {
					from := len(room)
					unknown := m.names != nil && rng.Float32() < m.opt.unknown
					for _, f := range fs {
						if unknown && m.names[f] {
							continue
						}
						if rng.Float32() >= m.opt.drop {
							room = append(room, f)
						}
					}
					kept = append(kept, room[from:])
				}
				x = &instance{sentence: x.sentence, source: x.source, feats: kept, gold: x.gold, noMisc: x.noMisc, soft: x.soft, links: x.links}
			}
			m.emissions(l, x)
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
			weight, least := float32(1), float32(leastOff)
			if x.soft != nil {
				want = append(want[:0], x.soft...)
				copy(grad, x.links)
				weight, least = silverWeight, leastOffSilver
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
			m.trans.step(0, all, grad, m.opt.rate, m.opt.decay)
			for i, fs := range x.feats {
				p, w := l.prob[i*n:(i+1)*n], want[i*n:(i+1)*n]
				off = off[:0]
				for t := range p {
					p[t] = weight * (p[t] - w[t])
					if p[t] > least || p[t] < -least {
						off = append(off, t)
					}
				}
				if len(off) == 0 {
					continue
				}
				for _, f := range fs {
					m.rows.step(m.row(f), off, p, m.opt.rate, m.opt.decay)
					m.rows.step(m.ownRow(f, x.source), off, p, m.opt.ownRate, m.opt.decay)
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
		for i, w := range part {
			m.sum[k][i] += w
		}
	}
}

func (m *field) average() {
	for k, part := range m.parts() {
		for i := range part {
			part[i] = m.sum[k][i] / float32(m.sums)
		}
	}
}

// add adds the weights of o to those of m.
func (m *field) add(o *field) {
	to := m.parts()
	for k, part := range o.parts() {
		for i, w := range part {
			to[k][i] += w
		}
	}
}

// scale multiplies the weights by k.
func (m *field) scale(k float32) {
	for _, part := range m.parts() {
		for i := range part {
			part[i] *= k
		}
	}
}

// parts are all weights.
func (m *field) parts() [][]float32 { return [][]float32{m.rows.w, m.trans.w} }

// step moves those of the weights from number at on against their gradients.
func (c cells) step(at int, those []int, gradients []float32, rate, decay float32) {
	ws, gs := c.w[at:][:len(gradients)], c.g[at:][:len(gradients)]
	for _, i := range those {
		g := gradients[i] + decay*ws[i]
		gs[i] += g * g
		ws[i] -= rate * g / float32(math.Sqrt(float64(gs[i])+1))
	}
}

// tag is the best tagging, with bias added to the score of O.
func (m *field) tag(l *lattice, x *instance, bias float32) []uint8 {
	m.emissions(l, x)
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
					top = m.trans.w[n*n+t]
				}
			} else {
				for a := range n {
					if m.s.ok[a*n+t] {
						if v := best[(i-1)*n+a] + m.trans.w[a*n+t]; v > top {
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
			if v := best[(words-1)*n+t] + m.trans.w[n*n+n+t]; v > top {
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
