package folder

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
)

var how = Run{Verb: "copy", Version: "1", Options: map[string]string{"layers": "[tokens]"}, Rules: map[string][]string{"normal": {"two-dots"}}}

func open(t *testing.T, dir string, run Run, shard Shard) *Folder {
	t.Helper()
	f, err := Open(dir, run, shard)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// put writes an output for the file.
func put(t *testing.T, f *Folder, input string, n Counts) {
	t.Helper()
	in, err := corpus.Open(input, corpus.UTF8)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	err = f.Write(in, "", func(w io.Writer) (Counts, error) {
		_, err := io.WriteString(w, "output\n")
		return n, err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func inputs(t *testing.T, n int) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		name := filepath.Join(dir, fmt.Sprintf("%d.txt", i))
		if err := os.WriteFile(name, []byte("نص"), 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return dir, names
}

// grow makes a file longer, and keeps the time at which it was modified.
func grow(t *testing.T, name string) {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("نصوص"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, time.Time{}, info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

// An input that has an output and then failed is not done: the manifest counts it as failed.
func TestFailedAfterDone(t *testing.T) {
	dir, in := inputs(t, 1)
	f := open(t, filepath.Join(dir, "out"), how, Shard{1, 1})
	put(t, f, in[0], Counts{Documents: 1})
	if err := f.Fail(in[0], "no space"); err != nil {
		t.Fatal(err)
	}
	sum, err := f.Close()
	if err != nil || sum.Failed != 1 {
		t.Errorf("%v, %v", sum, err)
	}
	again := open(t, filepath.Join(dir, "out"), how, Shard{1, 1})
	if again.Done(in[0]) {
		t.Error("an input that failed is done")
	}
	put(t, again, in[0], Counts{Documents: 1})
	if sum, err = again.Close(); err != nil || sum.Failed != 0 {
		t.Errorf("%v, %v", sum, err)
	}
}

func TestDone(t *testing.T) {
	dir, in := inputs(t, 7)
	out := filepath.Join(dir, "out")
	f := open(t, out, how, Shard{1, 2})
	put(t, f, in[0], Counts{Documents: 3, Bad: 1})
	if err := f.Fail(in[1], "no text"); err != nil {
		t.Fatal(err)
	}
	put(t, f, in[2], Counts{Documents: 1})
	put(t, f, in[5], Counts{Documents: 1})
	put(t, f, in[3], Counts{Documents: 1})
	// Nothing is closed here: the process was killed, and its last line was cut.
	part := filepath.Join(out, hidden, "1-of-2.jsonl")
	data, err := os.ReadFile(part)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(part, data[:len(data)-5], 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(in[2], time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	grow(t, in[5])

	again := open(t, out, how, Shard{1, 2})
	for i, want := range []bool{true, false, false, false, false, false} {
		if got := again.Done(in[i]); got != want {
			t.Errorf("input %d: done is %t", i, got)
		}
	}
	if err := os.Truncate(filepath.Join(out, filepath.FromSlash(outputName(in[0], ""))), 3); err != nil {
		t.Fatal(err)
	}
	if again.Done(in[0]) {
		t.Error("an output that was cut is done")
	}
	put(t, again, in[0], Counts{Documents: 4})
	put(t, again, in[1], Counts{Documents: 2})
	put(t, again, in[2], Counts{Documents: 1})
	put(t, again, in[5], Counts{Documents: 1})
	if _, err := again.Close(); err != nil {
		t.Fatal(err)
	}

	// What one shard has done, another has not to do.
	other := open(t, out, how, Shard{2, 2})
	if !other.Done(in[1]) {
		t.Error("not done for another shard")
	}
	put(t, other, in[4], Counts{Documents: 10, Bad: 2})
	if err := other.Fail(in[6], "no text"); err != nil {
		t.Fatal(err)
	}
	sum, err := other.Close()
	want := Sum{Run: how, Inputs: 6, Failed: 1, Read: 24, Bytes: 35, Counts: Counts{Documents: 18, Bad: 2}, Dir: out, Written: 1}
	if err != nil || fmt.Sprint(sum.Shards) != "map[1-of-2:4 2-of-2:2]" {
		t.Errorf("%v, %v", sum.Shards, err)
	}
	if sum.Shards = nil; !reflect.DeepEqual(sum, want) {
		t.Errorf("the sum is\n%#v\nwant\n%#v", sum, want)
	}
	text, err := os.ReadFile(filepath.Join(out, hidden, "manifest.json"))
	if err != nil || !strings.Contains(string(text), `"documents": 18`) {
		t.Errorf("%s, %v", text, err)
	}
	if !other.Holds(filepath.Join(out, "a")) || other.Holds(in[0]) || other.Holds(filepath.Join(out+"2", "a")) {
		t.Error("Holds")
	}
}

func TestAnotherRun(t *testing.T) {
	dir := t.TempDir()
	sum, err := open(t, dir, how, Shard{}).Close()
	if err != nil || fmt.Sprint(sum.Shards) != "map[1-of-1:0]" {
		t.Fatal(sum.Shards, err)
	}
	for _, x := range []struct {
		run  Run
		want string
	}{
		{Run{Verb: "move"}, "nass copy"},
		{Run{Verb: "copy", Version: "2"}, "version 1, not 2"},
		{Run{Verb: "copy", Version: "1"}, "with --layers [tokens]"},
		{Run{Verb: "copy", Version: "1", Options: map[string]string{"layers": "[dates]"}}, "with --layers [tokens], not [dates]"},
		{Run{Verb: "copy", Version: "1", Options: map[string]string{"layers": "[tokens]", "as": "csv"}}, "without --as"},
		{Run{Verb: "copy", Version: "1", Options: how.Options}, "with other rules"},
	} {
		_, err := Open(dir, x.run, Shard{3, 3})
		if want := "folder: " + dir + " holds the outputs of another run: " + x.want + "; use another folder"; err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
		if _, err := os.Stat(filepath.Join(dir, hidden, "3-of-3.jsonl")); !os.IsNotExist(err) {
			t.Errorf("the manifest of a shard that cannot be opened: %v", err)
		}
	}
	// What cannot be opened keeps a manifest that others have begun.
	if _, err := Open(dir, Run{Verb: "move"}, Shard{}); err == nil {
		t.Error("another run has the shard of the first")
	}
	if _, err := os.Stat(filepath.Join(dir, hidden, "1-of-1.jsonl")); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, hidden, ".odd.jsonl"), []byte(`{"run":{"verb":"move"}}`+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if names, err := open(t, dir, how, Shard{}).shards(); err != nil || !slices.Equal(names, []string{"1-of-1.jsonl"}) {
		t.Errorf("the manifests are %v, %v", names, err)
	}
	if _, err := open(t, dir, how, Shard{}).Close(); err != nil {
		t.Error(err)
	}
}

func TestCreate(t *testing.T) {
	dir, in := inputs(t, 1)
	f := open(t, filepath.Join(dir, "out"), how, Shard{})
	put(t, f, in[0], Counts{})
	file, err := corpus.Open(in[0], corpus.UTF8)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := f.create(file, ""); err == nil || !strings.HasSuffix(err.Error(), " too") {
		t.Errorf("two inputs have one output: %v", err)
	}
	// A name that is not UTF-8 is the same when it is read again.
	odd := filepath.Join(dir, "\xff.txt")
	if err := os.WriteFile(odd, nil, 0o666); err != nil {
		t.Skip(err)
	}
	put(t, f, odd, Counts{})
	if !open(t, filepath.Join(dir, "out"), how, Shard{}).Done(odd) {
		t.Error("a name that is not UTF-8 is forgotten")
	}
}

func TestOutputName(t *testing.T) {
	for _, x := range [][3]string{
		{"a.jsonl", "", "a.jsonl"},
		{"./b/../a/c.md", ".jsonl", "a/c.md.jsonl"},
		{"../../a.csv.gz", "", "a.csv.gz"},
		{"/data/a.txt.zst", ".jsonl", "data/a.txt.jsonl.zst"},
		{"a.txt.xz", ".jsonl", "a.txt.jsonl.zst"},
		{"a.jsonl.bz2", "", "a.jsonl.zst"},
	} {
		if got := outputName(x[0], x[1]); got != x[2] {
			t.Errorf("%s: %s, want %s", x[0], got, x[2])
		}
	}
}

func TestShard(t *testing.T) {
	for _, s := range []string{"", "1", "0/2", "3/2", "-1/2", "1/", "a/b", "1/2/3"} {
		if x, err := ParseShard(s); err == nil {
			t.Errorf("%q: %v", s, x)
		}
	}
	names := corpus.Named("a", "b", "c", "d", "e")
	all := map[string]int{}
	for i, want := range []string{"a d", "b e", "c"} {
		s, err := ParseShard(fmt.Sprintf("%d/3", i+1))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for name := range s.Of(names) {
			got = append(got, name)
			all[name]++
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%v: %v, want %s", s, got, want)
		}
	}
	if len(all) != 5 {
		t.Error(all)
	}
	var got []string
	for name := range (Shard{}).Of(names) {
		got = append(got, name)
	}
	if !slices.Equal(got, []string{"a", "b", "c", "d", "e"}) {
		t.Error(got)
	}
}

// TestWriteFails: nothing is left of an output that was not written to its end, or whose
// input has changed.
func TestWriteFails(t *testing.T) {
	dir, names := inputs(t, 2)
	out := filepath.Join(dir, "out")
	f := open(t, out, how, Shard{})
	broken := errors.New("broken")
	for i, write := range []func() error{func() error { return broken }, func() error { grow(t, names[1]); return nil }} {
		in, err := corpus.Open(names[i], corpus.UTF8)
		if err != nil {
			t.Fatal(err)
		}
		err = f.Write(in, "", func(w io.Writer) (n Counts, err error) {
			if _, err := io.WriteString(w, "output"); err != nil {
				return n, err
			}
			return n, write()
		})
		in.Close()
		if err == nil || i == 0 && err != broken {
			t.Errorf("%s: %v", names[i], err)
		}
		if f.Done(names[i]) {
			t.Errorf("%s is done", names[i])
		}
	}
	sum, err := f.Close()
	if err != nil || sum.Written != 0 || sum.Bytes != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
}
