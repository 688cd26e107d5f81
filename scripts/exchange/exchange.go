// Package exchange sorts words into classes, so that the class of a word tells
// most about the class of the next: the exchange algorithm of Martin, Liermann
// and Ney (1998). The same text gives the same classes.
package exchange

import (
	"log"
	"math"
	"slices"
	"time"
)

// EndLine stands after each line of a text.
const EndLine = -1

// rounds bounds how often the exchange goes over all words.
const rounds = 10

// Bigrams holds, for each word, which words follow and precede it how often.
type Bigrams struct {
	next, prev [][]pair
	count      []int32
}

type pair struct{ word, n int32 }

// Count counts the words of a text, which is their numbers: from 1 on, less than
// words, and 0 for every rare word.
func Count(text []int32, words int) *Bigrams {
	n := words + 1 // the last stands for the ends of a line
	end := int32(n - 1)
	keys := make([]uint64, 0, len(text))
	last := end
	b := &Bigrams{next: make([][]pair, n), prev: make([][]pair, n), count: make([]int32, n)}
	for _, w := range text {
		if w == EndLine {
			w = end
			if last == end {
				continue
			}
		}
		keys = append(keys, uint64(last)<<32|uint64(w))
		b.count[w]++
		last = w
	}
	slices.Sort(keys)
	for i := 0; i < len(keys); {
		j := i
		for j < len(keys) && keys[j] == keys[i] {
			j++
		}
		v, w := int32(keys[i]>>32), int32(uint32(keys[i]))
		b.next[v] = append(b.next[v], pair{w, int32(j - i)})
		b.prev[w] = append(b.prev[w], pair{v, int32(j - i)})
		i = j
	}
	return b
}

// gain holds x*log(x) for small x.
var gain = func() []float32 {
	t := make([]float32, 1<<20)
	for i := 1; i < len(t); i++ {
		t[i] = float32(float64(i) * math.Log(float64(i)))
	}
	return t
}()

// step is what adding n to a count of x adds to the sum of x*log(x).
func step(x, n int32) float32 {
	if y := x + n; y < 1<<20 {
		return gain[y] - gain[x]
	}
	fx, fn := float64(x), float64(n)
	return float32(fn*math.Log(fx+fn) + fx*math.Log1p(fn/fx))
}

// Classes is the class of each word. It moves one word at a time to the class
// where the sum over pairs of classes of N log N, less that of the classes twice,
// gains most. Rare words keep a class of their own, the number classes; so do
// line ends, which have no word.
func (b *Bigrams) Classes(classes int) []int16 {
	words := len(b.next) - 1
	total := classes + 2
	class := make([]int16, words+1)
	class[0], class[words] = int16(classes), int16(classes+1)
	for w := 1; w < words; w++ {
		class[w] = int16((w - 1) % classes)
	}
	follow := make([]int32, total*total)  // [c*total+d]: d follows c
	precede := make([]int32, total*total) // [d*total+c]: the same, by second
	size := make([]int32, total)
	for v := range b.next {
		size[class[v]] += b.count[v]
		for _, p := range b.next[v] {
			c, d := int(class[v]), int(class[p.word])
			follow[c*total+d] += p.n
			precede[d*total+c] += p.n
		}
	}
	delta := make([]float32, classes)
	right, left := make([]int32, total), make([]int32, total)
	var rs, ls []int
	start := time.Now()
	for round := range rounds {
		moved := 0
		for w := 1; w < words; w++ {
			rs, ls = rs[:0], ls[:0]
			self := int32(0)
			for _, p := range b.next[w] {
				if int(p.word) == w {
					self = p.n // a word beside itself: left out, it is rare
					continue
				}
				c := int(class[p.word])
				if right[c] == 0 {
					rs = append(rs, c)
				}
				right[c] += p.n
			}
			for _, p := range b.prev[w] {
				if int(p.word) == w {
					continue
				}
				c := int(class[p.word])
				if left[c] == 0 {
					ls = append(ls, c)
				}
				left[c] += p.n
			}
			from := int(class[w])
			put := func(c int, sign int32) {
				for _, d := range rs {
					follow[c*total+d] += sign * right[d]
					precede[d*total+c] += sign * right[d]
				}
				for _, d := range ls {
					follow[d*total+c] += sign * left[d]
					precede[c*total+d] += sign * left[d]
				}
				follow[c*total+c] += sign * self
				precede[c*total+c] += sign * self
				size[c] += sign * b.count[w]
			}
			put(from, -1)
			n := b.count[w]
			for c := range delta {
				delta[c] = -2 * step(size[c], n)
			}
			for _, d := range rs {
				row, n := precede[d*total:d*total+classes], right[d]
				addSteps(delta, row, n)
			}
			for _, d := range ls {
				row, n := follow[d*total:d*total+classes], left[d]
				addSteps(delta, row, n)
			}
			best := from
			for c, x := range delta {
				if x > delta[best] {
					best = c
				}
			}
			put(best, 1)
			if best != from {
				class[w] = int16(best)
				moved++
			}
			for _, c := range rs {
				right[c] = 0
			}
			for _, c := range ls {
				left[c] = 0
			}
		}
		log.Printf("%d classes, round %d: %d of %d words moved, %v", classes, round, moved, words, time.Since(start).Round(time.Second))
		if moved < words/200 {
			break
		}
	}
	return class[:words]
}

func addSteps(delta []float32, row []int32, n int32) {
	row = row[:len(delta)]
	for c, x := range row {
		if x == 0 {
			if int(n) < len(gain) {
				delta[c] += gain[n]
				continue
			}
		}
		delta[c] += step(x, n)
	}
}
