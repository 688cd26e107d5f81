package date

import (
	"strings"
	"testing"
)

// TestCLDR reads what the Arabic locales of CLDR print: one date each, and all of the text.
func TestCLDR(t *testing.T) {
	var f Finder
	for _, col := range rows(t, "cldr.tsv", 400) {
		text, value := col[0], col[2]
		got := f.Find(nil, []byte(text), options(t, col[1]))
		if len(got) != 1 || got[0].Value != value || strings.Trim(text[:got[0].Start]+text[got[0].End:], "\u200F ") != "" || len(got[0].Problems) > 0 {
			t.Errorf("%q: %s, want %s", text, marked(text, got), value)
		}
	}
}
