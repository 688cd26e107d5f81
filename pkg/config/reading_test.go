package config

import (
	"os"
	"slices"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
)

// TestReading: what the user asks for wins over the configuration, and that over what a
// file shows.
func TestReading(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		Name:       "[[files]]\nglob = \"*.body\"\nas = \"jsonl\"\nfield = [\"body\"]\nid-field = \"id\"\n",
		"a.body":   "{\"id\":1,\"body\":\"نص\"}\n",
		"b.md":     "# عنوان\n",
		"c.none":   "نص\n",
		"fa.txt":   "این متن به زبان فارسی است و می\u200cخواهم آن را به شما نشان دهم که چگونه است.\n",
		"code.txt": "نص\n```\nx = 1\n```\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	finder, err := NewFinder(Options{Profile: "check"})
	if err != nil {
		t.Fatal(err)
	}
	open := func(name string) *corpus.Text {
		f, err := corpus.Open(name, corpus.UTF8)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return &corpus.Text{File: f}
	}

	r := &Reading{Finder: finder, Stdin: "x.md", OnError: document.Keep}
	for name, want := range map[string]*document.Format{
		"a.body": document.JSONLines, "b.md": document.Markdown, "c.none": document.Plain, corpus.Stdin: document.Markdown,
	} {
		if f, known := r.Format(name); f != want || known != (name != "c.none") {
			t.Errorf("%s is %s, %t", name, f.Name, known)
		}
	}
	body := open("a.body")
	f := r.File(body)
	if !slices.Equal(f.Options.Fields, []string{"body"}) || f.Options.ID != "id" || f.Name != "a.body" {
		t.Errorf("%+v", f)
	}
	f.Options.Bad(&document.RecordError{Line: 3, Record: 2, Err: os.ErrInvalid})
	if want := []string{"line 3: record 2: invalid argument; kept as it is"}; !slices.Equal(body.Notes, want) {
		t.Errorf("notes: %q", body.Notes)
	}
	if _, nature := r.Judge(body); nature != nil {
		t.Error("records are judged as one")
	}
	if _, nature := r.Judge(open("fa.txt")); nature == nil || nature.Language != "fa" {
		t.Errorf("%+v", nature)
	}
	if got := r.Others.String(); got != "1 file in other languages (1 fa)" {
		t.Errorf("others: %s", got)
	}
	for name, want := range map[string]bool{"a.body": true, "b.md": false, "c.none": false, "code.txt": true} {
		if (r.Code(open(name)) != nil) != want {
			t.Errorf("%s: code is looked for: %t", name, !want)
		}
	}

	asked := &Reading{As: "csv", Fields: []string{"text"}, Finder: finder}
	if f := asked.File(open("a.body")); f.Format != document.CSV || !slices.Equal(f.Options.Fields, []string{"text"}) {
		t.Errorf("%+v", f)
	}
	if f, known := new(Reading).Format("a.body"); f != document.Plain || known || new(Reading).Excludes("a.body") {
		t.Errorf("without a configuration: %s, %t", f.Name, known)
	}
}
