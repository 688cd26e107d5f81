package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/segment/unmarked"
)

const (
	scale   = 16  // steps of a weight's byte in a natural log unit
	oneHeld = 40  // one document in so many is held out
	oneLate = 6   // one in so many is kept for the second pass
	repeats = 16  // how often what is short comes in an epoch
	rate    = 0.1 // of AdaGrad
	slow    = 10  // what every sum of squared gradients begins with: rare features learn slowly
	little  = 0.01

	genreRate    = 0.2
	genreRepeats = 150 // how often what is short comes in the lengths of sentences
)

// A table is the weights of a pass, each with its sum of squared gradients.
type table struct {
	weights      [][2]float32
	bias, biasSq float64
}

// learn takes a step of logistic regression (AdaGrad) for a gap, where base is what is
// known of it already.
func (t *table) learn(base float64, features []uint32, begins bool) float64 {
	z := base + t.sum(features)
	g := 1 / (1 + math.Exp(-z))
	if begins {
		g--
	}
	if math.Abs(g) < little {
		return z
	}
	t.biasSq += g * g
	t.bias -= rate * g / math.Sqrt(t.biasSq+1)
	square := float32(g * g)
	for _, f := range features {
		w := &t.weights[f]
		w[1] += square
		w[0] -= float32(rate * g / math.Sqrt(float64(w[1])+slow))
	}
	return z
}

func (t *table) sum(features []uint32) float64 {
	z := t.bias
	for _, f := range features {
		z += float64(t.weights[f][0])
	}
	return z
}

func steps(w float64) int32 { return int32(math.Round(w * scale)) }

// step is a weight as it is written.
func step(w [2]float32) int8 { return int8(max(-127, min(127, steps(float64(w[0]))))) }

// A trainer learns both passes.
type trainer struct {
	docs  []document // of the texts, in the order in which they are learned from
	short []document // of the kinds that have few sentences

	finder        unmarked.Finder
	first, second table
	quantized     []int8       // the weights of the first pass
	gates         [2]int32     // what the features near an end score at least, by its score
	pass          int          // that is learned: 1 or 2; or else what is asked
	starts        []int        // of the example at hand
	near          [2][]float64 // what the features near ends score
	again         []float64    // what the second pass adds at ends
	genreBias     float64
	genre         [unmarked.GenreSize]float64 // what the words add to the logarithm of the length of sentences
	held          [2]scores                   // of both passes, in documents held out
}

// What the documents that are held out are asked for.
const (
	askGates = iota + 3
	askScores
)

// learn learns from one document of the texts in share.
func (t *trainer) learn(share int) {
	t.first.weights = make([][2]float32, unmarked.FirstSize)
	t.second.weights = make([][2]float32, unmarked.SecondSize)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(t.docs), func(i, j int) { t.docs[i], t.docs[j] = t.docs[j], t.docs[i] })
	t.docs = t.docs[:len(t.docs)/share]
	var early, late, held []document
	for i, d := range t.docs {
		switch {
		case i%oneHeld == 0:
			held = append(held, d)
		case i%oneLate == 1:
			late = append(late, d)
		default:
			early = append(early, d)
		}
	}
	for range repeats {
		early = append(early, t.short...)
	}
	for epoch := range 2 {
		t.each(early, 1, uint64(epoch))
		fmt.Printf("first pass, epoch %d: %d documents, bias %.2f\n", epoch, len(early), t.first.bias)
	}
	t.quantize(held)
	for epoch := range 2 {
		t.each(late, 2, uint64(epoch))
	}
	fmt.Printf("second pass: %d documents, bias %.2f\n", len(late), t.second.bias)
	t.learnGenre(late)
	t.each(held, askScores, 0)
	for i := range t.held {
		fmt.Printf("held out, pass %d: %v\n", i+1, &t.held[i])
	}
}

// each gives the examples of the documents, in an order of their own, to the trainer.
func (t *trainer) each(docs []document, pass int, seed uint64) {
	t.pass = pass
	rng := rand.New(rand.NewPCG(uint64(pass), seed))
	for _, i := range rng.Perm(len(docs)) {
		examples(docs[i], rng, func(x *example) {
			t.starts = x.starts
			t.finder.Train(x.text, t)
		})
	}
}

// quantize fixes the weights of the first pass, and what gaps it gives up.
func (t *trainer) quantize(held []document) {
	t.quantized = make([]int8, len(t.first.weights))
	for i, w := range t.first.weights {
		t.quantized[i] = step(w)
	}
	t.gates = [2]int32{math.MinInt16, math.MinInt16}
	t.each(held, askGates, 0)
	for i := range t.gates {
		t.gates[i] = int32(quantile(t.near[i], 0.02))
	}
	fmt.Printf("the features near a gap score at least %d\n", t.gates)
}

// learnGenre learns to tell the length of sentences: a linear regression of its logarithm
// on the shares of the features of words (AdaGrad).
func (t *trainer) learnGenre(late []document) {
	for range genreRepeats {
		late = append(late, t.short...)
	}
	squares := make([]float64, unmarked.GenreSize)
	rng := rand.New(rand.NewPCG(3, 3))
	var share [unmarked.GenreSize]float64
	for range 3 {
		loss, n := 0.0, 0
		for _, i := range rng.Perm(len(late)) {
			examples(late[i], rng, func(x *example) {
				features, words := t.finder.Genre(x.text)
				if words < 10 {
					return
				}
				t.genreBias, share = math.Max(t.genreBias, 1), [unmarked.GenreSize]float64{}
				for _, f := range features {
					share[f] += 1 / float64(words)
				}
				p := t.genreBias
				for f, v := range share {
					p += v * t.genre[f]
				}
				g := p - math.Log(float64(words)/float64(len(x.starts)+1))
				loss += g * g
				n++
				t.genreBias -= 0.001 * g
				for f, v := range share {
					if v > 0 {
						squares[f] += g * v * g * v
						rate := genreRate
						if f < unmarked.GenreClasses { // there are many, and few passages
							rate /= 8
						}
						t.genre[f] -= rate * g * v / math.Sqrt(squares[f]+0.01)
					}
				}
			})
		}
		fmt.Printf("length of sentences: error %.3f in %d examples\n", math.Sqrt(loss/float64(n)), n)
	}
}

// begins reports whether a sentence begins at the offset.
func (t *trainer) begins(at int) bool {
	_, found := slices.BinarySearch(t.starts, at)
	return found
}

// First learns in the first pass, and scores as the finder does after it.
func (t *trainer) First(at int, features []uint32, near int) int32 {
	if t.pass == 1 {
		t.first.learn(0, features, t.begins(at))
		return unmarked.Never
	}
	score := int32(0)
	for _, f := range features[:near] {
		score += int32(t.quantized[f])
	}
	if score < t.gates[0] {
		return unmarked.Never
	}
	far := steps(t.first.bias)
	for _, f := range features[near:] {
		far += int32(t.quantized[f])
	}
	if t.pass == askGates && t.begins(at) {
		for i, level := range []int32{unmarked.GateHigh, unmarked.GateLow} {
			if score+far >= level {
				t.near[i] = append(t.near[i], float64(score))
			}
		}
	}
	return score + far
}

// Second learns in the second pass, and keeps scores after it.
func (t *trainer) Second(at int, features []uint32, score int32) {
	base, begins := float64(score)/scale, t.begins(at)
	switch t.pass {
	case 2:
		t.second.learn(base, features, begins)
	case askScores:
		z := t.second.sum(features)
		if begins {
			t.again = append(t.again, z)
		}
		t.held[0].add(base, begins)
		t.held[1].add(base+z, begins)
	}
}

// levels are those that scores counts, in natural log units.
var levels = []float64{-4, -3, -2.5, -2, -1.5, -1, -0.5, 0}

// scores counts gaps by level, those where a sentence begins apart.
type scores struct {
	found, right [8]int
	gold         int
}

func (s *scores) add(z float64, begins bool) {
	if begins {
		s.gold++
	}
	for i, level := range levels {
		if z >= level {
			s.found[i]++
			if begins {
				s.right[i]++
			}
		}
	}
}

// String returns the F1 of each level.
func (s *scores) String() string {
	var out []string
	for i, level := range levels {
		out = append(out, fmt.Sprintf("%.1f %.3f", level, 2*float64(s.right[i])/float64(s.found[i]+s.gold)))
	}
	return strings.Join(out, "  ")
}

func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

// bytes returns the content of model.bin.
func (t *trainer) bytes() []byte {
	out := make([]byte, 0, unmarked.FirstSize+unmarked.SecondSize+unmarked.GenreSize+24)
	for _, n := range []int32{steps(t.first.bias), t.gates[0], t.gates[1], steps(t.second.bias), steps(quantile(t.again, 0.995)), int32(math.Round(t.genreBias * unmarked.GenreBiasScale))} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	for _, w := range t.first.weights {
		out = append(out, byte(step(w)))
	}
	for _, w := range t.second.weights {
		out = append(out, byte(step(w)))
	}
	for _, w := range t.genre {
		out = append(out, byte(int8(max(-127, min(127, math.Round(w*unmarked.GenreScale))))))
	}
	return out
}
