package rule_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// To write the table of bins again after a change of many rules, with texts that are
// like those to be read:
//
//	go test ./pkg/rule -run TestBins -args -bins "NAME, LICENCE" TEXT [TEXT ...]
//
// The table holds counts of bytes and no text.
var writeBins = flag.String("bins", "", "write binstable.go by the texts that follow, of these `names and licences`")

// weights say how much the speed of the audiences counts that have one: whoever
// normalizes, checks and makes keys to search by.
var weights = [audienceMost]int{2, 1, 1}

const audienceMost = 3

// audiences returns the parts that each of them scans for and, last, those of every rule.
func audiences(t *testing.T) [][]rule.Part {
	engine := func(rules []*rule.Rule, err error) *rule.Engine {
		if err != nil {
			t.Fatal(err)
		}
		e, err := rule.Compile(rules)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	normalize := engine(orthography.Select(orthography.Selection{Profile: orthography.Standard}))
	check := engine(orthography.Select(orthography.Selection{Profile: orthography.Check}))
	search := engine(orthography.Select(orthography.Selection{Profile: orthography.Search}))
	every := engine(orthography.Rules(), nil)
	return [][]rule.Part{normalize.Parts(false), check.Parts(true), search.Parts(false), every.Parts(true)}
}

func TestBins(t *testing.T) {
	if *writeBins != "" {
		if err := os.WriteFile("binstable.go", tableOfBins(t, flag.Args()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, parts := range audiences(t) {
		known := 0
		for i := range parts {
			if parts[i].Known() {
				known++
			}
		}
		if known*10 < len(parts)*9 {
			t.Errorf("the table has %d of %d parts: write it again", known, len(parts))
		}
	}
}

// A gram is five neighbouring bytes, and how often they are met.
type gram struct {
	bytes [5]byte
	n     int
}

// gramMost is how many of the most frequent grams count.
const gramMost = 6000

// gramsOf returns the grams of the files and how often each byte is met, of 65,535 times
// the most frequent one.
func gramsOf(t *testing.T, files []string) ([]gram, [256]uint16) {
	met := map[[5]byte]int{}
	var bytesMet [256]int
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text = text[:min(len(text), 8<<20)]
		for i := range len(text) - 4 {
			met[[5]byte(text[i:])]++
			bytesMet[text[i]]++
		}
	}
	var grams []gram
	for q, n := range met {
		grams = append(grams, gram{q, n})
	}
	slices.SortFunc(grams, func(a, b gram) int {
		return cmp.Or(cmp.Compare(b.n, a.n), bytes.Compare(a.bytes[:], b.bytes[:]))
	})
	var weights [256]uint16
	most := slices.Max(bytesMet[:])
	for c, n := range bytesMet {
		weights[c] = uint16(n * math.MaxUint16 / most)
	}
	return grams[:min(len(grams), gramMost)], weights
}

// An item is a part, and the bin that it is in.
type item struct {
	part    rule.Part
	own     int
	readers []int // the audiences that have it
	bin     int   // -1: none yet
}

// A heap is the union of the items of a bin for each audience, and what it costs there.
type heap [audienceMost]struct {
	of   rule.Part
	cost int
}

// A packing puts items into bins so that few grams are in one.
type packing struct {
	grams []gram
	heaps [rule.BinMost]heap
}

func (p *packing) cost(of *rule.Part) (n int) {
	for i := range p.grams {
		if g := &p.grams[i]; of.Has(g.bytes) {
			n += g.n
		}
	}
	return n
}

// with returns the heap with the item, and what that adds to the cost.
func (p *packing) with(h heap, x *item) (_ heap, more int) {
	for _, n := range x.readers {
		of := &h[n]
		of.of = of.of.Union(&x.part)
		was := of.cost
		of.cost = p.cost(&of.of)
		more += weights[n] * (of.cost - was)
	}
	return h, more
}

// add puts the item where it adds least.
func (p *packing) add(x *item) {
	least := -1
	var best heap
	for n := range p.heaps {
		if h, more := p.with(p.heaps[n], x); least < 0 || more < least {
			x.bin, best, least = n, h, more
			if more == 0 {
				break
			}
		}
	}
	p.heaps[x.bin] = best
}

// total is the cost of all bins.
func (p *packing) total() (n int) {
	for i := range p.heaps {
		for reader := range weights {
			n += weights[reader] * p.heaps[i][reader].cost
		}
	}
	return n
}

// again empties some bins and fills them in another order, and undoes that if it was no
// use.
func (p *packing) again(items []*item, random *rand.Rand) {
	var emptied [rule.BinMost]bool
	costliest := 0
	for n := range p.heaps {
		if p.heaps[n].weighed() > p.heaps[costliest].weighed() {
			costliest = n
		}
	}
	for range 2 + random.IntN(3) {
		emptied[random.IntN(rule.BinMost)] = true
	}
	if random.IntN(4) > 0 {
		emptied[costliest] = true
	}
	was, before := p.heaps, p.total()
	var moved []*item
	for _, x := range items {
		if emptied[x.bin] {
			moved = append(moved, x)
		}
	}
	for n := range emptied {
		if emptied[n] {
			p.heaps[n] = heap{}
		}
	}
	random.Shuffle(len(moved), func(i, j int) { moved[i], moved[j] = moved[j], moved[i] })
	if random.IntN(2) > 0 {
		slices.SortStableFunc(moved, func(a, b *item) int { return b.own - a.own })
	}
	bins := make([]int, len(moved))
	for i, x := range moved {
		bins[i] = x.bin
		p.add(x)
	}
	if p.total() > before {
		p.heaps = was
		for i, x := range moved {
			x.bin = bins[i]
		}
	}
}

func (h *heap) weighed() (n int) {
	for reader := range weights {
		n += weights[reader] * h[reader].cost
	}
	return n
}

func tableOfBins(t *testing.T, files []string) []byte {
	grams, weightsOfBytes := gramsOf(t, files)
	p := &packing{grams: grams}
	at := map[rule.Part]*item{}
	var items, others []*item
	for n, parts := range audiences(t) {
		for _, part := range parts {
			if at[part] == nil {
				at[part] = &item{part: part, own: p.cost(&part)}
				if n < audienceMost {
					items = append(items, at[part])
				} else {
					others = append(others, at[part])
				}
			}
			if n < audienceMost {
				at[part].readers = append(at[part].readers, n)
			}
		}
	}
	slices.SortStableFunc(items, func(a, b *item) int { return b.own - a.own })
	for _, x := range items {
		p.add(x)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		if i%100 == 0 {
			t.Logf("after %d tries the bins cost %d", i, p.total())
		}
		p.again(items, random)
	}
	for reader := range weights {
		passing := 0
		for _, g := range p.grams {
			if slices.ContainsFunc(p.heaps[:], func(h heap) bool { return h[reader].of.Has(g.bytes) }) {
				passing += g.n
			}
		}
		t.Logf("audience %d: %d grams pass", reader, passing)
	}
	// What neither has, each goes where it adds least to what the second scans.
	for _, x := range others {
		x.readers = []int{1}
		was := p.heaps
		p.add(x)
		p.heaps = was
	}
	items = append(items, others...)
	slices.SortFunc(items, func(a, b *item) int {
		x, y := a.part.Key(), b.part.Key()
		return slices.Compare(x[:], y[:])
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "// Code generated by TestBins; DO NOT EDIT.\n// Source: %s; counts only.\n\npackage rule\n\n"+
		"// binTable says in which bin a rectangle is. Few places of text are in one.\n"+
		"var binTable = [...]binned{\n", *writeBins)
	for _, x := range items {
		key := x.part.Key()
		fmt.Fprintf(&out, "\t{[3]uint64{%#x, %#x, %#x}, %d},\n", key[0], key[1], key[2], x.bin)
	}
	fmt.Fprint(&out, "}\n\n// byteWeights say how frequent the bytes are in text.\nvar byteWeights = [256]uint16{")
	for c, n := range weightsOfBytes {
		if c%16 == 0 {
			fmt.Fprint(&out, "\n\t")
		} else {
			fmt.Fprint(&out, " ")
		}
		fmt.Fprintf(&out, "%d,", n)
	}
	fmt.Fprint(&out, "\n}\n")
	return out.Bytes()
}
