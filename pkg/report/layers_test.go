package report

import (
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

var layerTexts = []string{
	"", "\n", "كلمة", " ", "قال د. سليم: «نعم!» وخرج.\n\nهل عاد؟ لا\nو2023 آخر \u200f\xff\n",
	strings.Repeat("كلمة 3.5 ", 40) + "\nنهاية",
}

// TestWorkersWriteWhatStreamsWrite: a text that is held gives the output of one
// that is read in blocks, however small these are.
func TestWorkersWriteWhatStreamsWrite(t *testing.T) {
	streamed := func(write func(emit func([]byte, struct{}) error) error) string {
		var out strings.Builder
		if err := write(func(b []byte, _ struct{}) error { out.Write(b); return nil }); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for _, text := range layerTexts {
		for _, how := range []corpus.StreamOptions{{}, {Workers: 2, BlockSize: 7}, {Workers: 1, Flush: true}} {
			for i, format := range append(TokenFormats, TokenFormats...) {
				w := Tokens{Format: format, Cut: segment.TokenOptions{SplitWaw: true}}
				if i >= len(TokenFormats) {
					w.Clitics, w.Normal, w.Mark = clitic.Full, true, "+"
				}
				want, _ := w.Worker("a")(nil, []byte(text), span.Start)
				got := streamed(func(emit func([]byte, struct{}) error) error {
					return w.File(fileOf(text, how), emit)
				})
				if got != string(want) {
					t.Errorf("tokens as %s of %q, %+v: %q, not %q", format, text, how, got, want)
				}
			}
			for _, format := range SentenceFormats {
				for _, explain := range []bool{false, true} {
					w := Sentences{Format: format, Explain: explain, End: '\n'}
					want, _ := w.Worker("a", stream.Options{})(nil, []byte(text), span.Start)
					got := streamed(func(emit func([]byte, struct{}) error) error {
						return w.File(fileOf(text, how), stream.Options{}, emit)
					})
					if got != string(want) {
						t.Errorf("sentences as %s of %q, %+v: %q, not %q", format, text, how, got, want)
					}
				}
			}
		}
	}
}

// fileOf returns a file of plain text.
func fileOf(text string, how corpus.StreamOptions) *document.File {
	return &document.File{Name: "a", Format: document.Plain, Reader: strings.NewReader(text), Stream: how}
}

// TestTokensMakeNoGarbage: writing a token costs no allocation.
func TestTokensMakeNoGarbage(t *testing.T) {
	text := []byte(strings.Repeat("كلمة و3 ", 1000))
	for _, by := range []clitic.Scheme{clitic.None, clitic.ATB} {
		work := Tokens{Format: "tsv", Clitics: by}.Worker("a")
		dst, _ := work(nil, text, span.Start)
		if n := testing.AllocsPerRun(5, func() { dst, _ = work(dst[:0], text, span.Start) }); n > 10 {
			t.Errorf("%v allocations for 2000 tokens under %s", n, clitic.Schemes[by])
		}
	}
}
