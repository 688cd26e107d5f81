package corpus_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestOutput(t *testing.T) {
	t.Chdir(t.TempDir())
	var stdout, stderr bytes.Buffer
	open := func(name string) *corpus.Output {
		t.Helper()
		o, err := corpus.OpenOutput(name, corpus.OutputOptions{Stdout: &stdout, Stderr: &stderr})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Write([]byte("نص")); err != nil {
			t.Fatal(err)
		}
		return o
	}
	holds := func(name, want string) {
		t.Helper()
		got, err := os.ReadFile(name)
		if err != nil || string(got) != want {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
		}
	}

	if err := os.WriteFile("a", []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat("a")
	if err != nil {
		t.Fatal(err)
	}
	o := open("a")
	if !o.Replaces() || !o.Is(info) {
		t.Error("a is not what the output replaces")
	}
	o.Discard()
	holds("a", "old")
	if err := open("a").End(false); err != nil {
		t.Error(err)
	}
	holds("a", "old")
	o = open("a")
	holds("a", "old")
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	holds("a", "نص")
	if info, err := os.Stat("a"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v (%v)", info.Mode(), err)
	}

	for _, name := range []string{"", "-"} {
		stdout.Reset()
		o := open(name)
		if o.Replaces() || o.Is(info) {
			t.Errorf("%q replaces a file", name)
		}
		if err := o.Close(); err != nil || stdout.String() != "نص" {
			t.Errorf("%q: got %q (%v)", name, stdout.String(), err)
		}
	}

	for name, want := range map[string]string{
		"a.xz": "corpus: a.xz: only .gz and .zst are written compressed", ".": "corpus: .: is a directory", "none/a": "corpus: none/a: ",
	} {
		_, err := corpus.OpenOutput(name, corpus.OutputOptions{})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
	if _, err := corpus.OpenOutput("none/a", corpus.OutputOptions{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// TestOutputEnds: an output that is whole takes its place; a stream keeps what was
// written, whole or not.
func TestOutputEnds(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, whole := range []bool{true, false} {
		for _, name := range []string{"a", ""} {
			var stdout bytes.Buffer
			o, err := corpus.OpenOutput(name, corpus.OutputOptions{Stdout: &stdout})
			if err != nil {
				t.Fatal(err)
			}
			o.Write([]byte("text"))
			if err := o.End(whole); err != nil {
				t.Error(err)
			}
			if name == "" && stdout.String() != "text" {
				t.Errorf("the stream has %q", stdout.String())
			}
			if _, err := os.Stat("a"); name == "a" && (err == nil) != whole {
				t.Errorf("whole %t: %v", whole, err)
			}
			os.Remove("a")
		}
	}
}

// TestOutputIsAStream: a file that a standard stream writes to is written through
// that stream, as is its descriptor.
func TestOutputIsAStream(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := os.Create("log")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, name := range []string{"log", "/dev/stderr", "-"} {
		how := corpus.OutputOptions{Stdout: f, Stderr: f}
		if name == "/dev/stderr" {
			if _, err := os.Readlink(name); err != nil {
				continue
			}
		}
		o, err := corpus.OpenOutput(name, how)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := f.Stat(); err != nil || o.Replaces() || !o.Is(info) {
			t.Errorf("%s is not the stream (%v)", name, err)
		}
		if _, err := o.Write([]byte(name + "\n")); err != nil {
			t.Fatal(err)
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile("log"); err != nil || !strings.HasPrefix(string(got), "log\n") || !strings.HasSuffix(string(got), "-\n") {
		t.Errorf("got %q (%v)", got, err)
	}
}
