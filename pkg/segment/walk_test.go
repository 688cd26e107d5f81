package segment

import (
	"bytes"
	"testing"
)

// nextStop stops at the same bytes wherever they stand, with or without what looks at many
// at once.
func TestNextStop(t *testing.T) {
	for b := range 256 {
		for at := range 80 {
			text := bytes.Repeat([]byte("a"), 80)
			text[at] = byte(b)
			for _, from := range []int{0, 1, 17, at, at + 1} {
				want := len(text)
				if from <= at && byteClass[b] != bPlain {
					want = at
				}
				if got := nextStop(text, from); got != want {
					t.Fatalf("byte %#x at %d: from %d, the next stop is at %d, not %d", b, at, from, got, want)
				}
			}
		}
	}
}
