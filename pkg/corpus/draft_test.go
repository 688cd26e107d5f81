package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// listed lists a directory.
func listed(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestDraft(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	d, err := NewDraft(name, 0o640)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(d, "جديد")
	holds(t, name, "قديم")
	d.Discard()
	holds(t, name, "قديم", "a.txt")
	if d, err = NewDraft(name, 0o640); err != nil {
		t.Fatal(err)
	}
	io.WriteString(d, "جديد")
	if err := d.Commit(); err != nil {
		t.Error(err)
	}
	holds(t, name, "جديد", "a.txt")
	if info, _ := os.Stat(name); info.Mode().Perm()&^0o640 != 0 {
		t.Errorf("mode %o", info.Mode())
	}
}

// TestClaim: a name that is taken makes way for the next, which Sweep knows and
// the system takes, however long the name of the file is.
func TestClaim(t *testing.T) {
	dir := t.TempDir()
	for _, base := range []string{"ا", "نص.txt", strings.Repeat("a", 255)} {
		var tried []string
		name, err := claim(filepath.Join(dir, base), func(name string) error {
			pid, ok := draftOf(filepath.Base(name))
			if !ok || pid != os.Getpid() || filepath.Dir(name) != dir || slices.Contains(tried, name) {
				t.Errorf("%q is no new draft of this process", name)
			}
			if tried = append(tried, name); len(tried) < 4 {
				return fs.ErrExist
			}
			f, err := os.Create(name)
			if err == nil {
				err = f.Close()
			}
			return err
		})
		if err != nil || len(tried) != 4 || name != tried[3] {
			t.Errorf("%.20q: got %q %v after %d", base, name, err, len(tried))
		}
	}
	// It does not try for ever.
	if _, err := claim(filepath.Join(dir, "a"), func(string) error { return fs.ErrExist }); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
}

// dead returns the number of a process that has ended.
func dead(t *testing.T) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	if err := cmd.Run(); err != nil {
		t.Skip(err)
	}
	return cmd.Process.Pid
}

// TestSweep: what a killed program has left is removed, and nothing else.
func TestSweep(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a program that lives cannot be told from a dead one")
	}
	dir, pid := t.TempDir(), dead(t)
	draft := func(base string, pid int) string { return fmt.Sprintf(".%s.nass-%d-0.tmp", base, pid) }
	locked := draft("locked", pid)
	stay := []string{
		locked, draft("lives", os.Getpid()), draft("", 0), ".a.txt.tmp", ".a.nass-x-0.tmp", ".a.nass-1.tmp",
		fmt.Sprintf("a.nass-%d-0.tmp", pid), fmt.Sprintf(".a.nass-%d-0.tmp~", pid), fmt.Sprintf(".a.nass-%d--1.tmp", pid),
	}
	for _, name := range append(stay, draft("a.txt", pid), draft("b.nass-1-0.tmp", pid)) {
		write(t, "x", filepath.Join(dir, name))
	}
	f, err := os.Open(filepath.Join(dir, locked))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lock(f)
	// Not a file, and so no draft.
	folder := draft("dir", pid)
	if err := os.Mkdir(filepath.Join(dir, folder), 0o777); err != nil {
		t.Fatal(err)
	}
	stay = append(stay, folder)
	slices.Sort(stay)
	Sweep(dir)
	if got := listed(t, dir); !slices.Equal(got, stay) {
		t.Errorf("left %q,\nwant %q", got, stay)
	}
}

// TestBatch: many files are replaced, one that has two names once.
func TestBatch(t *testing.T) {
	dir := t.TempDir()
	const n = 2*batchFiles + batchFiles/2
	var names []string
	for i := range n {
		names = append(names, write(t, "قديم", filepath.Join(dir, fmt.Sprintf("%04d.txt", i))))
	}
	link := filepath.Join(dir, "link.txt")
	if err := os.Symlink("0300.txt", link); err != nil {
		t.Skip(err)
	}
	// The same file is opened before it is replaced, and handed in just after it.
	todo := slices.Insert(slices.Clone(names), 301, link)
	first, err := Open(link, UTF8)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	var done []string
	b := Batch{Backup: ".bak", Done: func(r *Replacement, err error) {
		if err != nil || r.Owner() != "" {
			t.Error(r.Name(), err, r.Owner())
		}
		done = append(done, r.Name())
	}}
	for _, name := range todo {
		f := first
		if name != link {
			if f, err = Open(name, UTF8); err != nil {
				t.Fatal(err)
			}
		}
		r, err := NewReplacement(f, by("جديد"))
		if f != first {
			f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		b.Add(r)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if !slices.Equal(done, names) {
		t.Errorf("done: %d files, %q first", len(done), done[:3])
	}
	for _, name := range names {
		holds(t, name, "جديد")
		holds(t, name+".bak", "قديم")
	}
	if got := len(listed(t, dir)); got != 2*n+1 {
		t.Errorf("%d files in the directory", got)
	}
}

// TestBatchHardLinks: each name of a file is replaced.
func TestBatchHardLinks(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	other := filepath.Join(filepath.Dir(name), "b.txt")
	if err := os.Link(name, other); err != nil {
		t.Skip(err)
	}
	var b Batch
	for _, name := range []string{name, other} {
		f, err := Open(name, UTF8)
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewReplacement(f, by("جديد"))
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		b.Add(r)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	holds(t, name, "جديد", "a.txt", "b.txt")
	holds(t, other, "جديد")
}

// TestBatchDiscard: what is not in place yet leaves nothing.
func TestBatchDiscard(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	var b Batch
	for range 2 {
		f, err := Open(name, UTF8)
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewReplacement(f, by("جديد"))
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		b.Add(r)
		b.Discard()
	}
	holds(t, name, "قديم", "a.txt")
}

// TestBatchMake: what nobody adds leaves nothing, however the batch ends, and what
// was interrupted is not put in its place.
func TestBatchMake(t *testing.T) {
	for _, ending := range []error{nil, ErrInterrupted, ErrAbandoned} {
		dir := t.TempDir()
		var b Batch
		made := map[string]*Replacement{}
		names := []string{write(t, "قديم", filepath.Join(dir, "added")), write(t, "قديم", filepath.Join(dir, "forgotten"))}
		replace := func(name string) *Replacement {
			f, err := Open(name, UTF8)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			r, err := b.Make(f, by("جديد"))
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		for _, name := range names {
			made[name] = replace(name)
		}
		b.Add(made[names[0]])
		if err := b.End(ending); err != ending {
			t.Errorf("End(%v) is %v", ending, err)
		}
		if r := replace(names[1]); r != nil {
			t.Errorf("after End(%v) Make makes %v", ending, r)
		}
		want := "جديد"
		if ending != nil {
			want = "قديم"
		}
		holds(t, names[0], want, "added", "forgotten")
		holds(t, names[1], "قديم", "added", "forgotten")
	}
}

// TestReplaceHolds: a file that does not change costs no draft, so it may lie
// where nothing can be written; a long one is written as it comes.
func TestReplaceHolds(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	long := strings.Repeat("سطر طويل\n", smallBytes/8)
	for _, text := range []string{"", "x", long} {
		if err := Replace(name, "", func(w io.Writer) (bool, error) {
			for part := range strings.Lines(text) {
				io.WriteString(w, part)
			}
			return true, nil
		}); err != nil {
			t.Error(err)
		}
		holds(t, name, text, "a.txt")
	}
	cause := errors.New("cause")
	if err := Replace(name, "", func(w io.Writer) (bool, error) { io.WriteString(w, long); return true, cause }); !errors.Is(err, cause) {
		t.Error(err)
	}
	holds(t, name, long, "a.txt")
}
