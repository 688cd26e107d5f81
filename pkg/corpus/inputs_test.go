package corpus_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

// opened returns what Inputs opens, and what it says of what it does not open.
func opened(t *testing.T, in *corpus.Inputs) (all []string) {
	t.Helper()
	for name, err := range in.Names() {
		if err == nil {
			var text *corpus.Text
			if text, _, err = in.Open(name); err == nil {
				text.Close()
			}
		}
		switch skip := new(corpus.SkipError); {
		case errors.As(err, skip) && skip.Why == nil:
		case err != nil:
			all = append(all, name+": "+err.Error())
		default:
			all = append(all, name)
		}
	}
	return all
}

func TestInputs(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"d/a": "سطر\n", "d/binary": "\x89PNG\r\n\x1A\n", "d/wide": "a\x00b\x00c\x00\n\x00", "d/old": "سطر\n", "d/out": "سطر\n",
		"list": "d/a\nd/binary\nd/none\n",
	} {
		if err := os.MkdirAll("d", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, err := corpus.OpenOutput("d/out", corpus.OutputOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Discard()

	in := &corpus.Inputs{Args: []string{"d"}, Exclude: []string{"old"}, Output: out}
	want := []string{"d/a", "d/out: skipped (it is also the output)", "d/wide: looks like utf-16le"}
	if got := opened(t, in); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := in.Skipped.String(); got != "1 binary file, 1 UTF-16 or UTF-32 file skipped" {
		t.Errorf("got %q", got)
	}
	if !in.Several() {
		t.Error("a directory may hold several texts")
	}

	// What is named is read or is an error. The output replaces a file only when it
	// is closed, so that file can be read.
	in = &corpus.Inputs{Args: []string{"d/old", "d/binary", "d/out"}, Exclude: []string{"old"}, Output: out}
	want = []string{"d/old", "d/binary: PNG image, not text", "d/out"}
	if got := opened(t, in); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	in = &corpus.Inputs{Args: []string{"d/binary", "d/wide"}, Encoding: "utf-8"}
	if got := opened(t, in); !slices.Equal(got, in.Args) {
		t.Errorf("got %q", got)
	}

	in = &corpus.Inputs{From: "list"}
	got := opened(t, in)
	if len(got) != 3 || got[0] != "d/a" || got[1] != want[1] || !strings.HasPrefix(got[2], "d/none: ") {
		t.Errorf("got %q", got)
	}

	for _, in := range []*corpus.Inputs{{Exclude: []string{"["}}, {Encoding: "klingon"}} {
		if in.Check() == nil {
			t.Errorf("%+v is accepted", in.Exclude)
		}
	}
}
