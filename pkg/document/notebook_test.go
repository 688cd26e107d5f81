package document

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

// notebook returns a notebook with one cell of Markdown; source is JSON.
func notebook(source string) string {
	return `{"cells":[{"cell_type":"markdown","metadata":{"title":"و ،"},"source":` + source + `},{"cell_type":"code","source":["# و ،"],"outputs":[{"text":["و ،"]}]}],"metadata":{"x":"و ،"}}`
}

func TestNotebook(t *testing.T) {
	for _, x := range []struct{ src, texts, want string }{
		{`["قال **أحمد** ،\n", "  و \"نعم\" ”\n", "\n", "- بند ، و \u0022س\u0022\n"]`, "paragraph : قال أحمد ،⏎و \"نعم\" ”\nitem : بند ، و \"س\"\n",
			`["قال **أحمد**،\n", "  و\"نعم\" \"\n", "\n", "- بند، و\u0022س\u0022\n"]`},
		{`"\u0648 \u0642\u0627\u0644 \u060c \u0671"`, "paragraph : و قال ، ٱ\n", `"\u0648\u0642\u0627\u0644\u060c \u0627"`},
		{`["# عنوان ،\n", "` + "```\\n\", \"و ،\\n\", \"```\\n\", \"نص `و ،` ،" + `"]`, "heading : عنوان ،\n(fixed)\nparagraph : نص ￼ ،\n", `["# عنوان ،\n", "` + "```\\n\", \"و ،\\n\", \"```\\n\", \"نص `و ،`،" + `"]`},
		{`["قا", "ل", " ", "،"]`, "paragraph : قال ،\n", `["قا", "ل", "", "،"]`},
		{`["و \ud800 ،"]`, "paragraph : و ￼ ،\n", `["و\ud800،"]`},
		{`[]`, "", `[]`}, {`null`, "", `null`},
	} {
		pageTest{notebook(x.src), x.texts, notebook(x.want)}.run(t, Notebook)
	}
	for src, want := range map[string]string{
		notebook(`["نص\q"]`):      `line 1: not Jupyter notebook: not an escape: "\\q"`,
		`{"cells":[` + "\n{\"a\"": "line 2: not Jupyter notebook: a colon is missing after the key \"a\"",
		"{}x":                     `line 1: not Jupyter notebook: more follows the value: "x"`,
	} {
		if _, err := Notebook.Read([]byte(src)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", src, err, want)
		}
	}
	for _, src := range brokenFiles(t, "broken.ipynb") {
		if _, err := Notebook.Read([]byte(src)); err == nil {
			t.Error("no error")
		}
	}
}

// A view over a view is the view of what is inside, and all but Markdown stays.
func TestNotebookStructure(t *testing.T) {
	n := 0
	for _, src := range files(t, Notebook) {
		out, texts, err := rewrite(Notebook, []byte(src), &Options{}, corpus.StreamOptions{})
		if err != nil {
			continue
		}
		before, pages := notebookShape(t, src)
		after, mended := notebookShape(t, string(out))
		if before != after {
			t.Errorf("%s\nbecame\n%s", before, after)
		}
		for i, page := range pages {
			b, err := Markdown.Read([]byte(page))
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range b.Texts {
				if len(texts) == 0 || texts[0].Role != x.Role || !bytes.Equal(texts[0].Bytes, x.Bytes) || len(texts[0].Opaque) != len(x.Opaque) {
					t.Fatalf("%q: %+v, want %+v", page, texts, x)
				}
				texts, n = texts[1:], n+1
			}
			if want := mendPage(t, Markdown, page); want != mended[i] {
				t.Errorf("%q\nbecame\n%q\nwant\n%q", page, mended[i], want)
			}
		}
	}
	if n < 20 {
		t.Errorf("%d texts", n)
	}
}

// notebookShape returns a notebook without its Markdown, and that.
func notebookShape(t *testing.T, src string) (shape string, pages []string) {
	t.Helper()
	var page struct {
		Cells []map[string]any
		X     any `json:"metadata"`
	}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(src, "\uFEFF")), &page); err != nil {
		t.Fatal(err)
	}
	for _, cell := range page.Cells {
		if cell["cell_type"] != "markdown" {
			continue
		}
		text, _ := cell["source"].(string)
		lines, _ := cell["source"].([]any)
		for _, line := range lines {
			text += line.(string)
		}
		pages = append(pages, text)
		cell["source"] = len(lines)
	}
	out, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	return string(out), pages
}
