package orthography

import (
	"math/rand/v2"
	"testing"
)

// TestRecent compares the memory of lines with a map from which the oldest is deleted. The
// sums have few different tags, so that many share a slot.
func TestRecent(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, tags := range []int{1 << 7, 1 << 32} {
		var r recent
		seen := map[uint64]int{}
		var ring []uint64
		known := 0
		for line := range 3 * repeatWindow {
			sum := uint64(random.IntN(1<<17))<<32 | uint64(random.IntN(tags))
			if line > 32*tags { // it takes time by the square of what shares a slot
				break
			}
			if line > 0 && random.IntN(4) == 0 {
				sum = ring[max(0, len(ring)-random.IntN(2*repeatWindow)-1)]
			}
			got, ok := r.find(sum)
			if want, known := seen[sum]; got != want || ok != known {
				t.Fatalf("line %d of %d tags: found %d, %v, and the map has %d, %v", line, tags, got, ok, want, known)
			}
			if ok {
				known++
				continue
			}
			r.add(sum, line)
			seen[sum] = line
			if ring = append(ring, sum); len(ring) > repeatWindow {
				delete(seen, ring[len(ring)-1-repeatWindow])
			}
		}
		if known == 0 {
			t.Error("no line is known again")
		}
	}
}
