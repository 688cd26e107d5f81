package orthography

import "testing"

// TestCountScripts compares the count of eight bytes at a time with that of one.
func TestCountScripts(t *testing.T) {
	const text = "كتاب book @[] «نعم» 123 Слово ދިވެހި ٹھیک ﷺ “x” é \x00\x7f\xbf\xc0\xd7\xd8\xdb\xdc\xff، 漢字"
	for from := range len(text) {
		for to := from; to <= len(text); to++ {
			line := []byte(text[from:to])
			arabics, others := 0, 0
			for i := range line {
				a, o := countScripts(line[i : i+1])
				arabics, others = arabics+a, others+o
			}
			if a, o := countScripts(line); a != arabics || o != others {
				t.Fatalf("countScripts(%q) = %d, %d, want %d, %d", line, a, o, arabics, others)
			}
		}
	}
}
