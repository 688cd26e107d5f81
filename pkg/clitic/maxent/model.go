package maxent

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
)

//go:embed model.bin
var embedded string

// How many slots the tables have, powers of two. A model file is the one table,
// then the other, and nothing else.
const (
	countSlots  = 1 << 18
	weightSlots = 1 << 15
	countSize   = countSlots * slotSize
	weightSize  = weightSlots * slotSize
)

// A Model is the tables that words are cut by.
type Model struct {
	Counts  Table // of forms, see BuildCounts
	Weights Table // of features, see BuildWeights
}

// Default returns the embedded model. It reads nothing of it.
func Default() Model { return Model{Table(embedded[:countSize]), Table(embedded[countSize:])} }

// count returns the logarithm of how often the raw text has a form, in units of
// countStep to the base two, or 0 where that is below the least that is kept.
func (m *Model) count(f form) int { return int(m.Counts.find(f.hash(), countSlots)) }

// countStep is how many steps of a count double it.
const countStep = 8

// weight returns the weight of a feature, in steps of 1/WeightStep.
func (m *Model) weight(h uint64) int { return int(int8(m.Weights.find(h, weightSlots))) }

// WeightStep is how many steps of a weight are one natural log unit.
const WeightStep = 24

// BuildCounts returns the table of how often the raw text has words. The words
// are folded, see [Fold], so that two of them have no form in common.
func BuildCounts(counts map[string]int) Table {
	var entries []entry
	for text, n := range counts {
		var w Word
		if w.Set(text) {
			entries = append(entries, entry{w.formOf(0, w.N).hash(), uint8(math.Round(math.Log2(float64(n)) * countStep))})
		}
	}
	return build(countSlots, entries)
}

// BuildWeights returns the table of weights, by the hash of their feature, in
// natural log units. They are rounded, and cut to what a byte holds.
func BuildWeights(weights map[uint64]float64) Table {
	var entries []entry
	for h, x := range weights {
		if v := int8(min(max(math.Round(x*WeightStep), -127), 127)); v != 0 {
			entries = append(entries, entry{h, uint8(v)})
		}
	}
	return build(weightSlots, entries)
}

type entry struct {
	hash  uint64
	value uint8
}

// build returns the table of the entries, the same for any order of theirs. It
// panics where the table would be so full that searches are long: the trainer
// chooses how much it keeps.
func build(slots int, entries []entry) Table {
	if len(entries) > slots*3/4 {
		panic(fmt.Sprintf("maxent: %d entries for %d slots", len(entries), slots))
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(b.value, a.value))
	})
	table := make([]byte, slots*slotSize)
	for _, e := range entries {
		put(table, e.hash, e.value)
	}
	return Table(table)
}
