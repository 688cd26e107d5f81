package orthography

import (
	"strings"
	"testing"
)

// TestCountForeign compares the count of eight bytes at a time with that of one.
func TestCountForeign(t *testing.T) {
	text := strings.Repeat("كتاب book @[] «نعم» 123 Слово ދިވެހި ٹھیک ﷺ “x” é \x00\x7f\xbf\xc0\xd7\xd8\xdb\xdc\xff، 漢字", 4)
	for from := range min(len(text), 16) {
		for to := from; to <= len(text); to++ {
			line := []byte(text[from:to])
			want := 0
			for i := range line {
				want += countForeign(line[i : i+1])
			}
			if got := countForeign(line); got != want {
				t.Fatalf("countForeign(%q) = %d, want %d", line, got, want)
			}
		}
	}
}
