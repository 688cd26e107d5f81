package sketch

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestSet(t *testing.T) {
	s := NewSet(5000)
	for i := range uint64(5000) {
		if s.Add(i) != (i == 1) { // 0 and 1 are one hash
			t.Fatalf("%d: Add", i)
		}
	}
	for i := range uint64(5000) {
		if !s.Has(i) || !s.Add(i) {
			t.Fatalf("%d is not in the set", i)
		}
	}
	if s.Full() || s.Len() != 4999 {
		t.Errorf("%d hashes; full: %t", s.Len(), s.Full())
	}
	s.Add(6000)
	if s.Add(7000) || s.Has(7000) || !s.Full() || !s.Add(6000) {
		t.Error("a full set changes")
	}
}

// TestDistinctIsWithinItsError: four times the standard error, over numbers from few to
// a million.
func TestDistinctIsWithinItsError(t *testing.T) {
	var d Distinct
	if d.Estimate() != 0 {
		t.Errorf("%v of none", d.Estimate())
	}
	for n := 1; n <= 1_000_000; n++ {
		d.Add(Mix(uint64(n)))
		d.Add(Mix(uint64(n))) // once more
		switch n {
		case 1, 10, 100, 1000, 10_000, 50_000, 100_000, 500_000, 1_000_000:
			if got := d.Estimate(); math.Abs(got/float64(n)-1) > 4*DistinctError {
				t.Errorf("%v for %d", got, n)
			}
		}
	}
}

func TestFrequentIsExactWhileThereAreFew(t *testing.T) {
	f := Frequent{Most: 10}
	for w := range strings.FieldsSeq("من في من على من في إلى") {
		f.Add(Hash([]byte(w)), []byte(w), 1)
		f.Settle()
	}
	want := []Count{{"من", 3, 0}, {"في", 2, 0}, {"إلى", 1, 0}}
	if got := f.Top(3); !slices.Equal(got, want) || !f.Exact() || f.Len() != 4 {
		t.Errorf("%v, exact: %t, %d", got, f.Exact(), f.Len())
	}
}

// TestFrequentKeepsTheFrequent: the counts are bounds, and no frequent text is lost.
func TestFrequentKeepsTheFrequent(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	zipf := rand.NewZipf(r, 1.2, 1, 1<<20)
	f := Frequent{Most: 1000}
	truth := map[string]int{}
	for range 200_000 {
		w := fmt.Sprint(zipf.Uint64())
		truth[w]++
		f.Add(Hash([]byte(w)), []byte(w), 1)
		f.Settle()
	}
	if f.Exact() || f.Len() > 1000 {
		t.Fatalf("exact: %t, %d", f.Exact(), f.Len())
	}
	held := map[string]bool{}
	for _, x := range f.Top(1000) {
		held[x.Text] = true
		if n := truth[x.Text]; n < x.N || n > x.N+x.Extra {
			t.Errorf("%s: %d, not %d and %d more at most", x.Text, n, x.N, x.Extra)
		}
	}
	for w, n := range truth {
		if n > f.Floor() && !held[w] {
			t.Errorf("%s is lost, with %d above %d", w, n, f.Floor())
		}
	}
	if f.Floor() > 200 {
		t.Errorf("a word with %d of 200,000 may be lost", f.Floor())
	}
}

func TestHistogramHasTheQuantiles(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, most := range []int{1, 100, ExactBelow, 1 << 20, 1 << 40} {
		var h Histogram
		var all []int
		for range 10_000 {
			x := r.IntN(most)
			all = append(all, x)
			h.Add(x)
		}
		slices.Sort(all)
		if h.Exact() != (most <= ExactBelow) {
			t.Errorf("below %d: exact: %t", most, h.Exact())
		}
		for q := 0.0; q <= 1; q += 0.05 {
			got, want := h.Quantile(q), all[max(int(math.Ceil(q*10_000))-1, 0)]
			if got > want || float64(want-got) > float64(want)/1000 || h.Exact() && got != want {
				t.Errorf("below %d: %d is the quantile %.2f, not %d", most, got, q, want)
			}
		}
		if len(h.buckets) > 64<<fine {
			t.Errorf("%d buckets", len(h.buckets))
		}
	}
	if new(Histogram).Quantile(0.5) != 0 {
		t.Error("none has a median")
	}
}

func TestHistogramBars(t *testing.T) {
	var h Histogram
	for i := range 100 {
		h.Add(i)
	}
	if got := h.Bars([]int{10, 20, 50}); !slices.Equal(got, []int64{10, 10, 30, 50}) {
		t.Error(got)
	}
}

func TestBucketsAreInOrder(t *testing.T) {
	last := -1
	for x := range 1 << 16 {
		b := bucketOf(x)
		if b < last || b > last+1 || lowest(b) > x || b > last && lowest(b) != x {
			t.Fatalf("%d is in bucket %d, from %d on, after bucket %d", x, b, lowest(b), last)
		}
		last = b
	}
}

// nearText is a list of n words, and copyOf one with some words changed.
func nearText(r *rand.Rand, n int) []uint64 {
	words := make([]uint64, n)
	for i := range words {
		words[i] = Mix(r.Uint64N(50_000))
	}
	return words
}

func copyOf(r *rand.Rand, words []uint64, changes int) []uint64 {
	words = slices.Clone(words)
	for range changes {
		words[r.IntN(len(words))] = Mix(r.Uint64())
	}
	return words
}

func jaccard(a, b []uint64) float64 {
	sets := [2]map[[Shingle]uint64]bool{{}, {}}
	for i, words := range [][]uint64{a, b} {
		for j := range len(words) - Shingle + 1 {
			sets[i][[Shingle]uint64(words[j:])] = true
		}
	}
	both := 0
	for run := range sets[0] {
		if sets[1][run] {
			both++
		}
	}
	return float64(both) / float64(len(sets[0])+len(sets[1])-both)
}

// TestMinHashFindsNearCopies: planted copies are found as the formula says, and what is
// no copy is not.
func TestMinHashFindsNearCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	var m MinHash
	seen := NewSet(1 << 20)
	isNear := func(words []uint64) (near bool) {
		keys, ok := m.Keys(words)
		if !ok {
			t.Fatal("no keys")
		}
		for _, k := range keys {
			near = seen.Add(k) || near
		}
		return near
	}
	var originals [][]uint64
	for range 5000 {
		words := nearText(r, 60+r.IntN(300))
		originals = append(originals, words)
		if isNear(words) {
			t.Fatal("a document is found to be a copy, and is none")
		}
	}
	found, expected, planted, high, highFound := 0, 0.0, 0, 0, 0
	for _, words := range originals[:1000] {
		near := copyOf(r, words, r.IntN(len(words)/25))
		s := jaccard(words, near)
		planted++
		expected += 1 - math.Pow(1-math.Pow(s, Rows), Bands)
		is := isNear(near)
		if is {
			found++
		}
		if s >= 0.85 {
			high++
			if is {
				highFound++
			}
		}
	}
	if math.Abs(float64(found)-expected) > 0.04*float64(planted) {
		t.Errorf("%d of %d copies are found; the formula has %.0f", found, planted, expected)
	}
	if high < 200 || float64(highFound) < 0.96*float64(high) {
		t.Errorf("%d of %d copies of a similarity of 0.85 and more are found", highFound, high)
	}
	if _, ok := m.Keys(originals[0][:4]); ok {
		t.Error("four words have keys")
	}
}

func BenchmarkMinHash(b *testing.B) {
	words := nearText(rand.New(rand.NewPCG(1, 1)), 1000)
	var m MinHash
	for b.Loop() {
		m.Keys(words)
	}
}
