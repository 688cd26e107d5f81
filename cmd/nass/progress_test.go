package main

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
	g := new(progress)
	check := func(want string) {
		t.Helper()
		if got := g.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	check("0 files, 0 MB")
	a := open("a", 4<<20)
	endA := g.begin(a)
	if _, err := io.CopyN(io.Discard, a, 1<<20); err != nil {
		t.Fatal(err)
	}
	check(a.Name() + ": 1 of 4 MB (25 %)")
	b := open("b", 2<<20)
	endB := g.begin(b)
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
	g = new(progress)
	g.begin(in)
	check("<stdin>: 0 MB")
}

// A line that is written removes the status that is shown before it.
func TestLineErasesStatus(t *testing.T) {
	var b bytes.Buffer
	e := &stderr{past: &b}
	e.clear()
	e.line("a")
	e.status("b")
	e.line("c")
	e.clear()
	if want := "nass: a\n\r\x1b[Kb\r\x1b[Knass: c\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
