package orthography

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFullOfNumbers: eight bytes at a time, a line has as many numbers as one by one.
func TestFullOfNumbers(t *testing.T) {
	slow := func(line []byte) bool {
		edges, inside := 0, false
		for i, c := range line {
			if c == 0xD9 || c == 0xDB {
				continue
			}
			before := byte(0)
			if i > 0 {
				before = line[i-1]
			}
			is := c-'0' < 10 || before == 0xD9 && c-0xA0 < 10 || before == 0xDB && c-0xB0 < 10
			if is != inside {
				inside = is
				edges++
			}
		}
		return edges*50 > len(line)
	}
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"٣", "۳", "1", "ب", "م", "\xd9", "\xdb", "\xa5", "ی", " ", "1234567890", strings.Repeat("نص ", 40)}
	full := 0
	const all = 4000
	for n := range all {
		var line []byte
		for len(line) < 2000 {
			line = append(line, pieces[random.IntN(len(pieces))]...)
			if random.IntN(12) < n%12 {
				line = append(line, pieces[len(pieces)-1]...)
			}
		}
		want := slow(line)
		if got := fullOfNumbers.Of(line); got != want {
			t.Fatalf("%q is full of numbers: %t, want %t", line, got, want)
		}
		if want {
			full++
		}
	}
	if full < all/40 || full > all*39/40 {
		t.Errorf("%d of %d lines are full of numbers", full, all)
	}
}
