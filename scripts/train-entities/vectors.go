package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/nass-ar/nass/scripts/exchange"
)

// The vectors of words are skip-gram with negative sampling (Mikolov et al.
// 2013): words are near each other that stand in the same company.
const (
	vectorSize     = 48
	vectorWindow   = 3
	vectorNegative = 5
	vectorEpochs   = 2
	vectorLeast    = 10 // uses from which a word has a vector
	vectorRate     = 0.03
	vectorSample   = 1e-4
)

// makeVectors learns a vector for each word of the raw text that is common
// enough and writes them, little-endian float32, the first word's first.
func makeVectors(c config) error {
	name := c.file("vectors.bin")
	if exists(name) {
		return nil
	}
	k, err := readCorpus(c)
	if err != nil {
		return err
	}
	count := make([]int, len(k.words))
	total := 0
	for _, w := range k.text {
		if w > 0 {
			count[w]++
		}
	}
	n := 1
	for n < len(count) && count[n] >= vectorLeast {
		total += count[n]
		n++
	}
	const size = vectorSize
	rng := rand.New(rand.NewPCG(3, 3))
	in, out := make([]float32, n*size), make([]float32, n*size)
	for i := range in {
		in[i] = (rng.Float32() - 0.5) / size
	}
	keep := make([]float32, n)
	var noise []int32
	for w := 1; w < n; w++ {
		f := float64(count[w]) / float64(total)
		keep[w] = float32(math.Sqrt(vectorSample/f) + vectorSample/f)
		for range int(math.Pow(float64(count[w]), 0.75)/20) + 1 {
			noise = append(noise, int32(w))
		}
	}
	var sig [1024]float32
	for i := range sig {
		sig[i] = float32(1 / (1 + math.Exp(-(float64(i)-512)/64)))
	}
	line := make([]int32, 0, 4096)
	var back [size]float32
	start := time.Now()
	for epoch := range vectorEpochs {
		for at := 0; at < len(k.text); {
			line = line[:0]
			for at < len(k.text) && k.text[at] != exchange.EndLine {
				if w := k.text[at]; w > 0 && int(w) < n && (keep[w] >= 1 || rng.Float32() < keep[w]) {
					line = append(line, w)
				}
				at++
			}
			at++
			done := (float32(epoch) + float32(at)/float32(len(k.text))) / vectorEpochs
			rate := max(vectorRate*(1-done), vectorRate/100)
			for i, w := range line {
				reach := 1 + rng.IntN(vectorWindow)
				for j := max(0, i-reach); j <= min(len(line)-1, i+reach); j++ {
					if j == i {
						continue
					}
					v := in[int(line[j])*size:][:size:size]
					back = [size]float32{}
					for m := range 1 + vectorNegative {
						target, label := w, float32(1)
						if m > 0 {
							if target = noise[rng.IntN(len(noise))]; target == w {
								continue
							}
							label = 0
						}
						u := out[int(target)*size:][:size:size]
						dot := float32(0)
						for q, x := range v {
							dot += x * u[q]
						}
						p := sig[min(max(int(dot*64)+512, 0), 1023)]
						g := (label - p) * rate
						for q, x := range u {
							back[q] += g * x
							u[q] = x + g*v[q]
						}
					}
					for q := range v {
						v[q] += back[q]
					}
				}
			}
		}
		log.Printf("vectors, epoch %d: %v", epoch, time.Since(start).Round(time.Second))
	}
	var b bytes.Buffer
	if err := binary.Write(&b, binary.LittleEndian, in); err != nil {
		return err
	}
	fmt.Printf("%d vectors\n", n-1)
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// clusterSizes are how many clusters the vectors are sorted into.
var clusterSizes = []int{300, 2000}

func clustersFile(c config, m int) string { return c.file(fmt.Sprintf("clusters.%d.tsv", m)) }

// makeClusters sorts the words that have vectors into clusters of near ones: k
// means over vectors of length one. A line of clusters.N.tsv is a word and its
// cluster.
func makeClusters(c config) error {
	if !slices.ContainsFunc(clusterSizes, func(m int) bool { return !exists(clustersFile(c, m)) }) {
		return nil
	}
	k, err := readCorpus(c)
	if err != nil {
		return err
	}
	v, err := readVectors(c)
	if err != nil {
		return err
	}
	const size = vectorSize
	n := len(v) / size
	for _, m := range clusterSizes {
		name := clustersFile(c, m)
		if exists(name) {
			continue
		}
		means := make([]float32, m*size)
		for i := range m { // the commonest words begin them
			copy(means[i*size:][:size], v[(i+100)%n*size:])
		}
		of := make([]int, n)
		for round := range 12 {
			var wg sync.WaitGroup
			for part := range 2 {
				wg.Go(func() {
					for w := 1 + part; w < n; w += 2 {
						of[w] = nearest(v[w*size:][:size], means)
					}
				})
			}
			wg.Wait()
			clear(means)
			for w := 1; w < n; w++ {
				y := means[of[w]*size:][:size]
				for q, a := range v[w*size:][:size] {
					y[q] += a
				}
			}
			for i := range m {
				unitLength(means[i*size:][:size])
			}
			log.Printf("%d clusters, round %d", m, round)
		}
		var out bytes.Buffer
		for w := 1; w < n; w++ {
			fmt.Fprintf(&out, "%s\t%d\n", k.words[w], of[w])
		}
		if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readVectors is the vectors of the words, of length one.
func readVectors(c config) ([]float32, error) {
	raw, err := os.ReadFile(c.file("vectors.bin"))
	if err != nil {
		return nil, err
	}
	v := make([]float32, len(raw)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	for at := 0; at < len(v); at += vectorSize {
		unitLength(v[at:][:vectorSize])
	}
	return v, nil
}

// nearest is the number of the mean that v is nearest to.
func nearest(v, means []float32) int {
	best, top := 0, float32(-2)
	for i := 0; i*len(v) < len(means); i++ {
		d := float32(0)
		for q, x := range means[i*len(v):][:len(v)] {
			d += x * v[q]
		}
		if d > top {
			best, top = i, d
		}
	}
	return best
}

// unitLength scales v to the length one.
func unitLength(v []float32) {
	norm := 1e-18
	for _, x := range v {
		norm += float64(x) * float64(x)
	}
	scale := float32(1 / math.Sqrt(norm))
	for q := range v {
		v[q] *= scale
	}
}
