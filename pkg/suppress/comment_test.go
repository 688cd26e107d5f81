package suppress_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// foundIn returns the rules and the places in the Data of what is found in a page, and
// how many of its directives are idle.
func foundIn(b *document.Block, r *suppress.Runner) (rules []*rule.Rule, places []span.Span, idle int) {
	r.Begin(b)
	for i := range b.Texts {
		t := &b.Texts[i]
		r.Find(t, func(start int, findings []rule.Finding) {
			for _, f := range findings {
				rules = append(rules, f.Rule)
				places = append(places, t.Source(span.Span{Start: start + f.Start, End: start + f.End}))
			}
		})
	}
	return rules, places, len(r.Idle(func(string) string { return "" }))
}

// TestComment: the comment is where the format can have it, and suppresses the first
// finding; "" where it cannot be.
func TestComment(t *testing.T) {
	r := suppress.NewRunner(engineOf(t, "space-run", suppress.Unused))
	for _, x := range []struct {
		file, page         string
		line, above, file1 string
	}{
		{"a.md", "نص\n\nقال  ثم  \nنعم\n",
			"نص\n\nقال  ثم <!-- nass: ignore space-run -->  \nنعم\n",
			"نص\n\n<!-- nass: ignore-next-line space-run -->\nقال  ثم  \nنعم\n",
			"<!-- nass: ignore-file space-run -->\nنص\n\nقال  ثم  \nنعم\n"},
		{"a.md", "---\r\ntitle: نص\r\n---\r\n\r\n- قال\r\n  قال  ثم\r\n",
			"---\r\ntitle: نص\r\n---\r\n\r\n- قال\r\n  قال  ثم <!-- nass: ignore space-run -->\r\n", "", // it would cut the paragraph
			"---\r\ntitle: نص\r\n---\r\n<!-- nass: ignore-file space-run -->\r\n\r\n- قال\r\n  قال  ثم\r\n"},
		{"a.mdx", "قال  ثم\n", "قال  ثم {/* nass: ignore space-run */}\n", "{/* nass: ignore-next-line space-run */}\n\nقال  ثم\n", "{/* nass: ignore-file space-run */}\n\nقال  ثم\n"},
		{"a.html", "<!DOCTYPE html>\n<p>\n  قال  ثم\n</p>", "<!DOCTYPE html>\n<p>\n  قال  ثم <!-- nass: ignore space-run -->\n</p>",
			"<!DOCTYPE html>\n<p>\n  <!-- nass: ignore-next-line space-run -->\n  قال  ثم\n</p>", "<!DOCTYPE html>\n<!-- nass: ignore-file space-run -->\n<p>\n  قال  ثم\n</p>"},
		{"strings.xml", "<?xml version=\"1.0\"?>\n<resources>\n  <string name=\"a\">قال  ثم</string>\n</resources>\n",
			"<?xml version=\"1.0\"?>\n<resources>\n  <string name=\"a\">قال  ثم</string> <!-- nass: ignore space-run -->\n</resources>\n",
			"<?xml version=\"1.0\"?>\n<resources>\n  <!-- nass: ignore-next-line space-run -->\n  <string name=\"a\">قال  ثم</string>\n</resources>\n",
			"<?xml version=\"1.0\"?>\n<!-- nass: ignore-file space-run -->\n<resources>\n  <string name=\"a\">قال  ثم</string>\n</resources>\n"},
		{"a.yaml", "a:\n  b: قال  ثم\n", "a:\n  b: قال  ثم # nass: ignore space-run\n", "a:\n  # nass: ignore-next-line space-run\n  b: قال  ثم\n", "# nass: ignore-file space-run\na:\n  b: قال  ثم\n"},
		{"a_ar.properties", "a=قال  ثم\n", "", "# nass: ignore-next-line space-run\na=قال  ثم\n", "# nass: ignore-file space-run\na=قال  ثم\n"},
		{"a.po", "msgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n\nmsgid \"b\"\nmsgstr \"\"\n\"قال  \"\n\"ثم\"\n", "",
			"msgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n\n# nass: ignore-next-line space-run\nmsgid \"b\"\nmsgstr \"\"\n\"قال  \"\n\"ثم\"\n",
			"# nass: ignore-file space-run\nmsgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n\nmsgid \"b\"\nmsgstr \"\"\n\"قال  \"\n\"ثم\"\n"},
		{"ar.lproj/a.strings", "\"a\" = \"قال  ثم\";\n", "\"a\" = \"قال  ثم\"; /* nass: ignore space-run */\n",
			"/* nass: ignore-next-line space-run */\n\"a\" = \"قال  ثم\";\n", "/* nass: ignore-file space-run */\n\"a\" = \"قال  ثم\";\n"},
		{"a.tex", "\\documentclass{book}\n\\begin{document}\nقال  ثم\n\\end{document}\n", "\\documentclass{book}\n\\begin{document}\nقال  ثم % nass: ignore space-run\n\\end{document}\n",
			"\\documentclass{book}\n\\begin{document}\n% nass: ignore-next-line space-run\nقال  ثم\n\\end{document}\n", "% nass: ignore-file space-run\n\\documentclass{book}\n\\begin{document}\nقال  ثم\n\\end{document}\n"},
		{"a.rst", "نص\n\nقال  ثم\n", "", "نص\n\n.. nass: ignore-next-line space-run\n\nقال  ثم\n", ".. nass: ignore-file space-run\n\nنص\n\nقال  ثم\n"},
		{"a.adoc", "= عنوان\n:toc:\n\nنعم\nقال  ثم\n", "", "= عنوان\n:toc:\n\nنعم\n// nass: ignore-next-line space-run\nقال  ثم\n", "// nass: ignore-file space-run\n= عنوان\n:toc:\n\nنعم\nقال  ثم\n"},
		{"a.vtt", "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nنعم\nقال  ثم\n", "",
			"WEBVTT\n\nNOTE nass: ignore-next-line space-run\n\n1\n00:01.000 --> 00:02.000\nنعم\nقال  ثم\n", "WEBVTT\n\nNOTE nass: ignore-file space-run\n\n1\n00:01.000 --> 00:02.000\nنعم\nقال  ثم\n"},
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,000\nقال  ثم\n", "", "", ""},
		{"a.json", "{\"a\": \"قال  ثم\"}\n", "", "", ""},
		{"a.go", "package a\n\nfunc f() {\n\tg() // قال  ثم\n}\n", "", "package a\n\nfunc f() {\n\t// nass: ignore-next-line space-run\n\tg() // قال  ثم\n}\n",
			"// nass: ignore-file space-run\npackage a\n\nfunc f() {\n\tg() // قال  ثم\n}\n"},
	} {
		f := document.For(x.file)
		if f == nil {
			f = document.Source
		}
		b, err := f.Named(x.file).Read([]byte(x.page))
		if err != nil {
			t.Fatal(err)
		}
		rules, places, _ := foundIn(b, r)
		if len(rules) == 0 {
			t.Fatalf("%s: nothing is found", x.file)
		}
		for action, want := range map[suppress.Action]string{suppress.Ignore: x.line, suppress.IgnoreNextLine: x.above, suppress.IgnoreFile: x.file1} {
			got := ""
			if e, ok := suppress.NewCommenter(b).Comment(action, []string{"space-run"}, places[0]); ok {
				got = string(span.Apply(nil, b.Data, []span.Edit{e}))
			}
			if got != want {
				t.Errorf("%s: %s: %q, want %q", x.file, suppress.Actions[action], got, want)
			}
		}
	}
}

// TestCommentSuppresses: in all documents, what a comment is written for is found no
// more, all else is, and the comment is not idle.
func TestCommentSuppresses(t *testing.T) {
	const dir = "../../testdata/documents"
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := suppress.NewRunner(engineOf(t, "spacing", "punctuation", suppress.Unused))
	written := 0
	for _, file := range files {
		f := document.For(file.Name())
		if f == nil || f.Records || f == document.Plain {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b, err := f.Named(file.Name()).Read(data)
		if err != nil {
			continue
		}
		rules, places, idle := foundIn(b, r)
		c := suppress.NewCommenter(b)
		for i, by := range rules[:min(len(rules), 5)] {
			for _, action := range []suppress.Action{suppress.Ignore, suppress.IgnoreNextLine, suppress.IgnoreFile} {
				e, ok := c.Comment(action, []string{by.Name}, places[i])
				if !ok {
					continue
				}
				written++
				after, err := b.Edited([]span.Edit{e})
				if err != nil {
					t.Fatal(err)
				}
				left, at, more := foundIn(after, r)
				if more > idle {
					t.Errorf("%s: %s of %s is idle", file.Name(), suppress.Actions[action], by.Name)
				}
				if others := len(left) - len(rules); others >= 0 || action == suppress.IgnoreFile && slices.Contains(left, by) {
					t.Errorf("%s: after %s, %s is still found at %v", file.Name(), suppress.Actions[action], by.Name, at)
				}
			}
		}
	}
	if written < 20 {
		t.Errorf("only %d comments were written", written)
	}
}

// TestCommentOfNoText: a finding that is in no text, as one about a directive, is not
// taken for one of the text that follows it.
func TestCommentOfNoText(t *testing.T) {
	b, err := document.YAML.Read([]byte("# nass: ignore two-dots\na: نص\n"))
	if err != nil {
		t.Fatal(err)
	}
	at := span.Span{Start: 2, End: 23}
	if e, ok := suppress.NewCommenter(b).Comment(suppress.IgnoreNextLine, []string{suppress.Unused}, at); ok {
		t.Errorf("%+v suppresses nothing", e)
	}
	if e, ok := suppress.NewCommenter(b).Comment(suppress.IgnoreFile, []string{suppress.Unused}, at); !ok {
		t.Errorf("%+v is not written", e)
	}
}

// TestCommentAtLineStart: a finding that begins its line is moved by a comment above it.
func TestCommentAtLineStart(t *testing.T) {
	b := pageOf(t, "و قال\n")
	for _, action := range []suppress.Action{suppress.IgnoreNextLine, suppress.IgnoreFile} {
		if _, ok := suppress.NewCommenter(b).Comment(action, []string{"detached-waw"}, span.Span{Start: 0, End: 2}); !ok {
			t.Errorf("%s is not written", suppress.Actions[action])
		}
	}
}

// TestCommenterTriesOnce: for another rule at the same place, the comment is the same with
// another name, and for another place it is another.
func TestCommenterTriesOnce(t *testing.T) {
	b := pageOf(t, "و قال  ثم\n\nو نعم\n")
	c := suppress.NewCommenter(b)
	for _, x := range []struct {
		rules string
		at    int
	}{{"space-run", 10}, {"detached-waw", 0}, {"detached-waw", 20}, {"space-run, two-dots", 10}} {
		for _, action := range []suppress.Action{suppress.Ignore, suppress.IgnoreNextLine, suppress.IgnoreFile} {
			rules, at := strings.Split(x.rules, ", "), span.Span{Start: x.at, End: x.at + 1}
			got, ok := c.Comment(action, rules, at)
			if want, wanted := suppress.NewCommenter(b).Comment(action, rules, at); got != want || ok != wanted {
				t.Errorf("%s of %s at %d: %+v, want %+v", suppress.Actions[action], x.rules, x.at, got, want)
			}
		}
	}
}
