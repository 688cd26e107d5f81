package corpus_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestProgress(t *testing.T) {
	dir := t.TempDir()
	open := func(name string, size int) *corpus.File {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, bytes.Repeat([]byte("\n"), size), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := corpus.Open(name, corpus.UTF8)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	g := new(corpus.Progress)
	check := func(want string) {
		t.Helper()
		if got := g.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	check("0 files, 0 MB")
	a := open("a", 4<<20)
	endA := g.Begin(a)
	if _, err := io.CopyN(io.Discard, a, 1<<20); err != nil {
		t.Fatal(err)
	}
	check(a.Name() + ": 1 of 4 MB (25 %)")
	b := open("b", 2<<20)
	endB := g.Begin(b)
	if _, err := io.Copy(io.Discard, b); err != nil {
		t.Fatal(err)
	}
	check("0 files, 3 MB: " + a.Name())
	endA()
	check("1 file, 3 MB: " + b.Name())
	endB()
	check("2 files, 3 MB")

	// Of the standard input nobody knows how much there is.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	old := os.Stdin
	defer func() { os.Stdin = old }()
	os.Stdin = r
	w.Close()
	in, err := corpus.Open(corpus.Stdin, corpus.UTF8)
	if err != nil {
		t.Fatal(err)
	}
	g = new(corpus.Progress)
	g.Begin(in)
	check("<stdin>: 0 MB")
}
