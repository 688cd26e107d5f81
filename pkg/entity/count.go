package entity

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A Counter counts names over texts, in bounded memory. The zero value counts
// each name by itself. It is not safe for concurrent use.
type Counter struct {
	// Merge counts a short name with the one full name that stands near it, in
	// 64 KiB of the same text at most, and the spellings of one name together.
	Merge bool

	counts     map[countKey]int
	incomplete bool

	near map[countKey]int // of the document at hand
	size int              // bytes of the document at hand
}

type countKey struct {
	typ  Type
	name string
}

// MaxNames is how many different names a Counter holds. When there are more,
// it gives up the rarest.
const MaxNames = 1 << 17

// documentSize is how much text short names refer to full ones in.
const documentSize = 64 << 10

// Add counts the names of the next size bytes of a text: a unit, for names are
// merged by whole units.
func (c *Counter) Add(size int, names []Mention) {
	if c.near == nil {
		c.near, c.counts = map[countKey]int{}, map[countKey]int{}
	}
	for i := range names {
		c.near[countKey{names[i].Type, names[i].Name}]++
	}
	if c.size += size; c.size >= documentSize {
		c.EndText()
	}
}

// EndText says that a text has ended: the names of the next one are not near
// those of this one. It must be called before Counts.
func (c *Counter) EndText() {
	if c.Merge {
		joinShort(c.near)
	}
	for k, n := range c.near {
		have, ok := c.counts[k]
		if !ok {
			k.name = strings.Clone(k.name) // not to keep the names of a whole unit
		}
		c.counts[k] = have + n
	}
	clear(c.near)
	c.size = 0
	for least := 1; len(c.counts) > MaxNames; least++ {
		c.incomplete = true
		maps.DeleteFunc(c.counts, func(_ countKey, n int) bool { return n <= least })
	}
}

// Incomplete reports whether there were more than [MaxNames] names, so that
// rare ones are missing or have too low a count.
func (c *Counter) Incomplete() bool { return c.incomplete }

// A Count is how often a name was found.
type Count struct {
	Type      Type
	Name      string // the most frequent spelling
	N         int
	Spellings []string // the others that were counted with it
}

// Counts returns the names, the most frequent first.
func (c *Counter) Counts() []Count {
	order := func(a, b Count) int {
		return cmp.Or(b.N-a.N, cmp.Compare(a.Type, b.Type), strings.Compare(a.Name, b.Name))
	}
	all := make([]Count, 0, len(c.counts))
	for k, n := range c.counts {
		all = append(all, Count{Type: k.typ, Name: k.name, N: n})
	}
	slices.SortFunc(all, order)
	if !c.Merge {
		return all
	}
	first := map[countKey]int{} // by type and spelling key: the place of the most frequent one
	kept := all[:0]
	for _, x := range all {
		k := countKey{x.Type, spellingKey(x.Name)}
		if i, ok := first[k]; ok {
			kept[i].N += x.N
			kept[i].Spellings = append(kept[i].Spellings, x.Name)
			continue
		}
		first[k] = len(kept)
		kept = append(kept, x)
	}
	slices.SortFunc(kept, order)
	return kept
}
