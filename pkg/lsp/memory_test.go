package lsp

import (
	"io"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/span"
)

// opened returns a server that holds one text of that name, unchecked.
func opened(name, data string) (*server, *text) {
	s := &server{
		o:   &Options{Config: config.Options{None: true, Profile: "check"}, Message: error.Error, Unknown: func(string) string { return "" }},
		out: io.Discard, texts: map[string]*text{}, state: serving,
	}
	s.configure()
	p := new(openParams)
	p.TextDocument.URI, p.TextDocument.Text = "file:///"+name, data
	t := newText(p)
	s.texts[t.uri] = t
	return s, t
}

// TestEditedAsOpened: what is found in a text after each of many changes is what is found
// in it when it is opened like that.
func TestEditedAsOpened(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 15))
	pieces := []string{
		"\n", "\n\n", " ", "  ", "و ", "قال و كتب ، ثم", "اللذي", "مدرسه", "12,5", "(", ")", "«", "\"", "`", "```\n", "~~~\n", "<", ">", "&", "{", "}", ":", "# ", "- ", "> ", "| ",
		"[a]: http://b.c\n", "[a][a]", "](", "**", "<!-- nass: ignore-file -->", "\n<!-- nass: off spacing -->\n", "\n<!-- nass: on spacing -->\n",
		"<!-- nass: ignore-next-line -->\n", "---\n", "\\", "\r\n", "\r", "۱", "کتاب", "این کتاب در تهران چاپ شده است. ",
	}
	for _, name := range []string{"guide.md", "guide.rst", "long.html", "strings.xml", "app.po", "app_ar.arb", "manual.adoc", "film.srt", "chapter.tex", "page.txt", "news.jsonl"} {
		data, err := os.ReadFile("../../testdata/documents/" + name)
		if err != nil {
			data = []byte("{\"text\": \"قال و كتب ، ثم\"}\n{\"text\": \"مدرسه  كبيره\"}\n")
		}
		s, x := opened(name, string(data[:min(len(data), 8<<10)]))
		found := 0
		for n := range 60 {
			start := random.IntN(len(x.data) + 1)
			end := min(len(x.data), start+random.IntN(1+random.IntN(12)))
			c := change{Range: &area{x.position(start, span.Byte), x.position(end, span.Byte)}}
			if random.IntN(4) > 0 {
				c.Text = pieces[random.IntN(len(pieces))]
			}
			if random.IntN(40) == 0 {
				c = change{Text: string(data)}
			}
			x.change(&c, span.Byte)
			fresh, y := opened(name, string(x.data))
			for _, edits := range []bool{false, true} {
				got, err := s.check(x, edits)
				want, wantErr := fresh.check(y, edits)
				if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
					t.Fatalf("%s, change %d: %v, want %v", name, n, err, wantErr)
				}
				if len(got) != len(want) {
					t.Fatalf("%s, change %d: %d findings, want %d, in\n%s", name, n, len(got), len(want), x.data)
				}
				for i := range got {
					a, b := got[i], want[i]
					if a.Span != b.Span || a.rule.Name != b.rule.Name || a.message != b.message || a.fix != b.fix || (a.edit == nil) != (b.edit == nil) || a.edit != nil && *a.edit != *b.edit {
						t.Fatalf("%s, change %d: %v %s %s, want %v %s %s, in\n%s", name, n, a.Span, a.rule.Name, a.message, b.Span, b.rule.Name, b.message, x.data)
					}
				}
				found += len(got)
			}
		}
		if found == 0 {
			t.Errorf("%s: nothing is found", name)
		}
	}
}
