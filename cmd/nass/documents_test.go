package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
)

// documents are files of every format.
const documents = "../../testdata/documents"

// TestDocuments holds what the command line promises of each file of testdata/documents:
// every way to normalize and to fix gives the same bytes, what was fixed has nothing to
// fix, broken files stay as they are, and the texts of the result are those of the file.
func TestDocuments(t *testing.T) {
	files, err := filepath.Glob(documents + "/*")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			old, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			copied := func() string {
				path := filepath.Join(dir, name)
				if err := os.WriteFile(path, old, 0o666); err != nil {
					t.Fatal(err)
				}
				return path
			}
			read := func(path string) []byte {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				return data
			}
			if document.For(name) == nil && !document.Unsure(name) {
				t.Skip("no format has that name")
			}
			path := copied()
			want, _, code := runNass(t, 0, "normalize", "-q", path)
			if strings.HasPrefix(name, "broken") {
				if code != exitError {
					t.Errorf("exit code %d", code)
				}
				runNass(t, 0, "normalize", "-q", "-i", path)
				runNass(t, 0, "check", "-q", "--fix", path)
				if got := read(path); !bytes.Equal(got, old) {
					t.Errorf("changed:\n%s", got)
				}
				return
			}
			if code != 0 {
				t.Fatalf("exit code %d", code)
			}
			if out, _, _ := runNass(t, 100, "normalize", "-q", "-j", "3", path); out != want {
				t.Errorf("in blocks of 100 bytes:\n%s\nwant\n%s", out, want)
			}
			runNass(t, 0, "normalize", "-q", "-i", path)
			if got := read(path); string(got) != want {
				t.Errorf("in place:\n%s\nwant\n%s", got, want)
			}
			if out, _, _ := runNass(t, 0, "normalize", "-q", path); out != want {
				t.Errorf("twice:\n%s\nwant\n%s", out, want)
			}
			sameTexts(t, name, old, []byte(want))

			path = copied()
			runNass(t, 0, "check", "-q", "--fix", "--exit-zero", path)
			fixed := read(path)
			sameTexts(t, name, old, fixed)
			runNass(t, 0, "check", "-q", "--fix", "--exit-zero", path)
			if got := read(path); !bytes.Equal(got, fixed) {
				t.Errorf("fixed twice:\n%s\nwant\n%s", got, fixed)
			}
			_, notes, _ := runNass(t, 0, "check", "--fix", "--exit-zero", path)
			if strings.Contains(notes, "not changed, since") { // and what cannot be fixed is reported again
				return
			}
			out, _, _ := runNass(t, 0, "check", "-q", "--format", "jsonl", path)
			for line := range strings.Lines(out) {
				var f struct{ Fix string }
				if err := json.Unmarshal([]byte(line), &f); err != nil || f.Fix == "safe" {
					t.Errorf("after the fixes: %s %v", line, err)
				}
			}
			out, _, _ = runNass(t, 0, "check", "-q", "--diff", path)
			if out != "" {
				t.Errorf("a difference after the fixes:\n%s", out)
			}
		})
	}
}

// sameTexts reports texts that a file has lost or gained, by role and key.
func sameTexts(t *testing.T, name string, old, changed []byte) {
	t.Helper()
	f := document.For(name)
	if f == nil || f == document.Plain || f.Records {
		return
	}
	a, err := f.Read(old)
	b, errB := f.Read(changed)
	if err != nil && bytes.Equal(old, changed) {
		return // without an Arabic letter it need not be well-formed
	}
	if errors.Join(err, errB) != nil {
		t.Fatal(err, errB)
	}
	if len(a.Texts) != len(b.Texts) {
		t.Fatalf("%d texts, then %d", len(a.Texts), len(b.Texts))
	}
	for i := range a.Texts {
		x, y := &a.Texts[i], &b.Texts[i]
		if x.Role != y.Role || x.Key != y.Key || len(x.Opaque) != len(y.Opaque) {
			t.Errorf("%s %q was %s %q", y.Role, y.Bytes, x.Role, x.Bytes)
		}
	}
}

// runNass runs nass with blocks of that size, 0 for the usual one.
func runNass(t *testing.T, block int, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, past bytes.Buffer
	p := newProcess(os.Stdin, &stdout, &past)
	p.color, p.block = "never", block
	code = p.run(args)
	return stdout.String(), past.String(), code
}
