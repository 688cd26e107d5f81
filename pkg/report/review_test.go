package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

// TestReviewWithoutArabic: only damage is found in a text without an Arabic letter,
// and in what is far before the first one, whatever the blocks and the workers.
func TestReviewWithoutArabic(t *testing.T) {
	const blanks, damage = "  \n", "a\x01b\xFF\n"
	far := strings.Repeat("plain text of no language\n", holdMost/26+1)
	for _, x := range []struct {
		name, text string
		want       string // rules and lines
	}{
		{"arabic", blanks + damage + blanks + "و قال", "1 line-edge-space, 2 control-characters, 2 invalid-utf8, 3 line-edge-space, 4 detached-waw, 4 final-newline"},
		{"none", blanks + damage + blanks + "\uFEFFend", "2 control-characters, 2 invalid-utf8"},
		{"digits", "٣  ٣\n" + damage + "،", "2 control-characters, 2 invalid-utf8"},
		{"far", blanks + damage + far + blanks + "و قال\n" + blanks, fmt.Sprintf("2 control-characters, 2 invalid-utf8, %d detached-waw, %d line-edge-space", 4+holdMost/26+1, 5+holdMost/26+1)},
		{"far and none", blanks + far + damage + "  ", fmt.Sprintf("%d control-characters, %d invalid-utf8", 2+holdMost/26+1, 2+holdMost/26+1)},
	} {
		for _, size := range []int{1, 100, 1 << 16, 1 << 22} {
			for _, workers := range []int{1, 3} {
				if size == 1 && len(x.text) > holdMost {
					continue
				}
				if got := reviewed(t, x.text, corpus.StreamOptions{Workers: workers, BlockSize: size}); got != x.want {
					t.Errorf("%s, blocks of %d, %d workers:\n got %s\nwant %s", x.name, size, workers, got, x.want)
				}
			}
		}
	}
}

// TestReviewOfBrokenText: damage is told of a text that could not be read to its end.
func TestReviewOfBrokenText(t *testing.T) {
	c := &Check{Find: engineOf(t, orthography.Check)}
	_, p := c.Worker()(nil, []byte("a\x01b\n  \n"), span.Start)
	var out bytes.Buffer
	var r Review
	w := NewWriter(&out, rulesOnly{}, &r.Run)
	check(t, r.Begin("a.txt", "a.txt", c, w))
	check(t, r.Add(nil, &p))
	check(t, r.End())
	if r.All() != 1 {
		t.Errorf("%d findings, want 1:\n%s", r.All(), &out)
	}
}

// TestReviewFindsWhatIsAskedFor: a rule that is on only by its name finds in a text
// without an Arabic letter too.
func TestReviewFindsWhatIsAskedFor(t *testing.T) {
	e, err := orthography.Selection{Only: []string{"mojibake"}}.Compile()
	check(t, err)
	c := &Check{Find: e}
	_, p := c.Worker()(nil, []byte("Ø§Ù„Ø³Ù„Ø§Ù…\n"), span.Start)
	var out bytes.Buffer
	var r Review
	w := NewWriter(&out, rulesOnly{}, &r.Run)
	check(t, r.Begin("a.txt", "a.txt", c, w))
	check(t, r.Add(nil, &p))
	check(t, r.Add(nil, &Part{Last: true}))
	check(t, r.End())
	if r.All() != 1 {
		t.Errorf("%d findings, want 1", r.All())
	}
}

// reviewed returns the lines and the rules of what is found in text.
func reviewed(t *testing.T, text string, o corpus.StreamOptions) string {
	t.Helper()
	c := &Check{Find: engineOf(t, orthography.Check)}
	var out bytes.Buffer
	var r Review
	w := NewWriter(&out, rulesOnly{}, &r.Run)
	check(t, r.Begin("a.txt", "a.txt", c, w))
	in := &document.File{Format: document.Plain, Reader: strings.NewReader(text), Stream: o}
	check(t, c.File(in, func(_ []byte, p Part) error { return r.Add(nil, &p) }))
	check(t, r.End())
	return strings.TrimSuffix(out.String(), ", ")
}

// rulesOnly writes the line and the rule of each finding.
type rulesOnly struct{ Parts }

func (rulesOnly) Finding(dst []byte, _ *File, x *Finding) []byte {
	return fmt.Appendf(dst, "%d %s, ", x.Line, x.Rule.Name)
}
