package conll

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestUnmark(t *testing.T) {
	for _, c := range []struct {
		marked, text string
		names        []string
	}{
		{"عاد الصيف.", "عاد الصيف.", nil},
		{"قال [PER سالم الهنائي] [LOC ولبنان] «[ORG زين]».", "قال سالم الهنائي ولبنان «زين».", []string{"PER سالم الهنائي", "LOC ولبنان", "ORG زين"}},
		{"[PER #سالم]", "#سالم", []string{"PER #سالم"}},
	} {
		text, names, err := Unmark(c.marked)
		var got []string
		for _, n := range names {
			got = append(got, n.Type+" "+text[n.Start:n.End])
		}
		if err != nil || text != c.text || !slices.Equal(got, c.names) {
			t.Errorf("%s: got %q, %q, %v", c.marked, text, got, err)
		}
	}
	for _, broken := range []string{
		"قال [PER سالم", "قال سالم]", "[PER سالم [LOC صور]]", "[سالم]", "[per سالم]", "[PER ]", "[PER  سالم]", "[PER سالم ]",
		"و[PER سالم]", "[PER سالم]ا", "[PER سالم]\u064e",
	} {
		if text, names, err := Unmark(broken); err == nil {
			t.Errorf("%s: got %q, %v, want an error", broken, text, names)
		}
	}
}

// Every paragraph of the project's own kinds of text can be read, and a kind has
// names in all paragraphs or in none.
func TestOwnKinds(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/entities/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kind := filepath.Base(file)
		named, lines := 0, strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		for i, line := range lines {
			text, names, err := Unmark(line)
			if err != nil {
				t.Errorf("%s:%d: %v", kind, i+1, err)
			}
			if text == "" || text != strings.TrimSpace(text) {
				t.Errorf("%s:%d: a paragraph is empty or begins or ends with a blank", kind, i+1)
			}
			for _, n := range names {
				if !slices.Contains([]string{"PER", "LOC", "ORG"}, n.Type) {
					t.Errorf("%s:%d: type %s", kind, i+1, n.Type)
				}
			}
			if len(names) > 0 {
				named++
			}
		}
		if named != 0 && named != len(lines) {
			t.Errorf("%s: %d of %d paragraphs have names", kind, named, len(lines))
		}
	}
}
