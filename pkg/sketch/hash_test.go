package sketch

import (
	"fmt"
	"math/bits"
	"testing"
)

// TestHashIsTheSameEverywhere: what a hash is may not change, since sums that are
// compared over runs depend on it.
func TestHashIsTheSameEverywhere(t *testing.T) {
	for text, want := range map[string]uint64{"": 0xB2DDD3025098E9A9, "نص": 0x9B756EFF3A27373D, "نصوص عربية طويلة": 0x54C3920E1A2AF21D} {
		if got := Hash([]byte(text)); got != want {
			t.Errorf("Hash(%q) = %#x, not %#x", text, got, want)
		}
	}
}

func TestHashMixes(t *testing.T) {
	seen := map[uint64]string{}
	ones, n := 0, 0
	for i := range 100_000 {
		text := fmt.Sprint("كلمة ", i)
		h := Hash([]byte(text))
		if other, ok := seen[h]; ok {
			t.Fatalf("%q and %q have one hash", text, other)
		}
		seen[h] = text
		next := Hash([]byte(text + "\x00"))
		ones += bits.OnesCount64(h ^ next)
		n++
	}
	if mean := float64(ones) / float64(n); mean < 31.5 || mean > 32.5 {
		t.Errorf("a byte more changes %.2f bits of 64", mean)
	}
}
