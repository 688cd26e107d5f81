package annotate

import (
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
)

// TestSuppressed: a comment holds in its page alone, though workers are used again.
func TestSuppressed(t *testing.T) {
	a := annotator(t, Normal|Findings)
	var out strings.Builder
	err := a.File(&File{File: document.File{
		Name: "a.md", Reader: strings.NewReader("<!-- nass: off detached-waw -->\n\nو قال\n"), Format: document.Markdown, Stream: corpus.StreamOptions{Workers: 1},
	}}, func(part []byte, _ int) error {
		out.Write(part)
		return nil
	})
	if err != nil || !strings.Contains(out.String(), `"normal":"و قال","findings":[]`) {
		t.Errorf("%s, %v", out.String(), err)
	}
	for range 3 {
		d := a.Document([]byte("و قال\n"))
		if string(d.Normal) != "وقال\n" || len(d.Findings) != 1 {
			t.Errorf("a comment of another page holds: %q, %d findings", d.Normal, len(d.Findings))
		}
	}
}
