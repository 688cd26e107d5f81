package translation_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/translation"
)

const testdata = "../../testdata/translations"

// found returns what the rules about translations find in a file, each as its name, the
// key of the string and the rule.
func found(t *testing.T, name string) (lines []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(testdata, name))
	if err != nil {
		t.Fatal(err)
	}
	format := document.For(name)
	if format == nil {
		format = document.ByHead(data)
	}
	units, err := format.Units(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var sources []document.Unit
	if !translation.Bilingual(format, data) {
		for _, source := range translation.Sources(name) {
			if data, err := os.ReadFile(filepath.Join(testdata, source)); err == nil {
				if sources, err = format.Units(data); err != nil {
					t.Fatalf("%s: %v", source, err)
				}
				break
			}
		}
	}
	engine, err := orthography.Selection{Profile: orthography.Check}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range translation.Pairs(units, sources) {
		for _, f := range engine.FindPair(&p.Pair) {
			lines = append(lines, fmt.Sprintf("%s %s %s", name, strings.ReplaceAll(units[p.Unit].Key, "\n", `\n`), f.Rule.Name))
		}
	}
	return lines
}

// TestFaults: what was planted in the files of testdata is found, and nothing else is.
func TestFaults(t *testing.T) {
	var got []string
	err := fs.WalkDir(os.DirFS(testdata), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.HasPrefix(name, "fault/") || strings.HasPrefix(name, "clean/")) {
			got = append(got, found(t, name)...)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	list, err := os.ReadFile(filepath.Join(testdata, "expected.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(list), "\n"), "\n")
	slices.Sort(want)
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("found, and not planted: %s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("planted, and not found: %s", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d findings, want %d", len(got), len(want))
	}
}
