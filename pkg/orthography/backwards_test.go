package orthography

import (
	"testing"

	"github.com/nass-ar/nass/pkg/rule"
)

// A line is found to be in visual order at the first place that shows it, and the
// words in لا of a line with an article show nothing.
func TestVisualOrderAmongArticles(t *testing.T) {
	r, err := Lookup("visual-order")
	if err != nil {
		t.Fatal(err)
	}
	e := compile(t, r.ReportsOnly())
	for text, want := range map[string]int{
		"هذا لا يعني أن هؤلا قالوا\n":                         0,
		"لا أعرف كيف لا يكون الجواب هنا\n":                    0,
		"لا ال \uFEE1\uFEFC\uFEB4\uFEDF\uFE8D\n":              1, // MEEM ISOLATED, LAM-ALEF FINAL, SEEN MEDIAL, LAM INITIAL, ALEF ISOLATED
		"لا \uFEE1\uFEFC\uFEB4\uFEDF\uFE8D ال\n":              1,
		"\uFEE1\uFEFC\uFEB4\uFEDF\uFE8D \uFEE1\uFEFC لا ال\n": 1,
	} {
		if got := e.Runner().Findings([]byte(text)); len(got) != want {
			t.Errorf("%q: %d findings, want %d", text, len(got), want)
		}
		var lines []rule.Finding
		e.Runner().FindBlock([]byte(text), 1, func(_ int, f []rule.Finding) { lines = append(lines, f...) })
		for _, f := range lines {
			if f.Start != 0 || f.End != len(text)-1 {
				t.Errorf("%q: found in %v, want the whole line", text, f.Span)
			}
		}
	}
}
