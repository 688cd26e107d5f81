package maxent

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

//go:embed model.bin
var embedded string

// How many slots the tables have, powers of two. A model file is the tables, in
// the order of a Model, and nothing else.
const (
	countSlots  = 1 << 18
	nameSlots   = 1 << 16
	weightSlots = 1 << 16
	countSize   = countSlots * slotSize
	nameSize    = nameSlots * slotSize
	weightSize  = weightSlots * slotSize
)

// A Model is the tables that words are cut by.
type Model struct {
	Counts  Table // of forms, see BuildCounts
	Names   Table // of forms, see BuildNames
	Weights Table // of features, see BuildWeights
}

// Default returns the embedded model. It reads nothing of it.
func Default() Model {
	counts, rest := embedded[:countSize], embedded[countSize:]
	return Model{Table(counts), Table(rest[:nameSize]), Table(rest[nameSize:])}
}

// count returns the logarithm of how often the raw text has a form, in units of
// countStep to the base two, or 0 where that is below the least that is kept.
func (m *Model) count(f form) int { return int(m.Counts.find(f.hash(), countSlots)) }

// Frequency returns the logarithm of how often the raw text has a word in UTF-8, from 0.
func (m *Model) Frequency(word []byte) int {
	var w Word
	if !w.Set(string(word)) {
		return 0
	}
	return m.count(w.formOf(0, w.N))
}

// IsFrequent reports whether the raw text has a word more than some 32 times.
func (m *Model) IsFrequent(text string) bool {
	var w Word
	return w.Set(text) && m.count(w.formOf(0, w.N)) > rare
}

// countStep is how many steps of a count double it.
const countStep = 8

// name returns how many lists of names a form is in as a name by itself or a part of
// one, roughly: 0, 1, 2 for two or three, maxName for more.
func (m *Model) name(f form) int { return int(m.Names.find(f.hash(), nameSlots)) }

const maxName = 3

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

// BuildNames returns the table of names, by how often lists have them. They are
// folded as those of BuildCounts are.
func BuildNames(names map[string]int) Table {
	var entries []entry
	for text, n := range names {
		var w Word
		if w.Set(text) {
			entries = append(entries, entry{w.formOf(0, w.N).hash(), uint8(min(bits.Len(uint(n)), maxName))})
		}
	}
	return build(nameSlots, entries)
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
