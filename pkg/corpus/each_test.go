package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// copyJob emits the lines of each text, a block a part, and writes what
// happens to out.
func copyJob(out *bytes.Buffer) Job[int] {
	return Job[int]{
		Work: func(t *Text, emit func([]byte, int) error) error {
			return Stream(t, t.Options, func() func([]byte, Block) ([]byte, int, error) {
				return func(dst []byte, b Block) ([]byte, int, error) {
					return append(dst, b.Data...), bytes.Count(b.Data, []byte{'\n'}), nil
				}
			}, emit)
		},
		Begin: func(t *Text) error { _, err := fmt.Fprintf(out, "<%s>", filepath.Base(t.Name())); return err },
		Merge: func(_ *Text, part []byte, lines int) error {
			if n := bytes.Count(part, []byte{'\n'}); n != lines {
				return fmt.Errorf("%d lines, not %d", n, lines)
			}
			out.Write(part)
			return nil
		},
		End: func(name string, err error) error {
			fmt.Fprintf(out, "</%s", filepath.Base(name))
			if err != nil {
				fmt.Fprintf(out, " %v", Cause(err))
			}
			out.WriteString(">\n")
			return nil
		},
	}
}

func writeFiles(t *testing.T, sizes ...int) (names []string, want string) {
	t.Helper()
	dir := t.TempDir()
	for i, size := range sizes {
		name := filepath.Join(dir, fmt.Sprintf("%02d.txt", i))
		text := strings.Repeat(fmt.Sprintf("سطر %d\n", i), size)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
		want += fmt.Sprintf("<%02d.txt>%s</%02d.txt>\n", i, text, i)
	}
	return names, want
}

func TestEachInOrder(t *testing.T) {
	names, want := writeFiles(t, 1, 60000, 0, 3, 20000, 1, 1, 40000, 2)
	for _, jobs := range []int{1, 2, 3, 8} {
		var out bytes.Buffer
		if err := Each(Named(names...), EachOptions{Jobs: jobs}, copyJob(&out)); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%d jobs: the texts differ or come in another order", jobs)
		}
	}
}

// What a small text emits without end is not held without bound.
func TestEachHoldsLittle(t *testing.T) {
	names, _ := writeFiles(t, 1, 1)
	var first atomic.Bool
	most := 0
	part := make([]byte, 64<<10)
	err := Each(Named(names...), EachOptions{Jobs: 2}, Job[int]{
		Work: func(x *Text, emit func([]byte, int) error) error {
			if x.Name() == names[0] {
				for !first.Load() {
					time.Sleep(time.Millisecond) // until the second holds what it may
				}
				return nil
			}
			for i := range 200 {
				if (i+1)*len(part) >= heldBytes {
					first.Store(true)
				}
				if err := emit(part, i); err != nil {
					return err
				}
			}
			return nil
		},
		Merge: func(_ *Text, _ []byte, i int) error {
			if i != most {
				return fmt.Errorf("part %d came as number %d", i, most)
			}
			most++
			return nil
		},
	})
	if err != nil || most != 200 {
		t.Errorf("%d parts, %v", most, err)
	}
}

func TestEachErrors(t *testing.T) {
	names, _ := writeFiles(t, 1, 1, 1)
	seq := func(yield func(string, error) bool) {
		_ = yield(names[0], nil) && yield("pattern", errors.New("matches no file")) &&
			yield(filepath.Join(filepath.Dir(names[0]), "gone.txt"), nil) && yield(names[2], nil)
	}
	var out bytes.Buffer
	if err := Each(iter.Seq2[string, error](seq), EachOptions{Jobs: 3}, copyJob(&out)); err != nil {
		t.Fatal(err)
	}
	want := "<00.txt>سطر 0\n</00.txt>\n</pattern matches no file>\n</gone.txt no such file or directory>\n<02.txt>سطر 2\n</02.txt>\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// An error of Begin, Merge or End ends the run.
func TestEachEnds(t *testing.T) {
	names, _ := writeFiles(t, 1, 1, 1, 1, 1, 1, 1, 1)
	full := errors.New("no space left")
	for _, jobs := range []int{1, 4} {
		for _, where := range []string{"begin", "merge", "end"} {
			var out bytes.Buffer
			job := copyJob(&out)
			begin, merge, end := job.Begin, job.Merge, job.End
			if where == "begin" {
				job.Begin = func(x *Text) error {
					if x.Name() == names[2] {
						return full
					}
					return begin(x)
				}
			}
			if where == "merge" {
				job.Merge = func(x *Text, part []byte, n int) error {
					if x.Name() == names[2] {
						return full
					}
					return merge(x, part, n)
				}
			}
			if where == "end" {
				job.End = func(name string, err error) error {
					if name == names[2] {
						return full
					}
					return end(name, err)
				}
			}
			if err := Each(Named(names...), EachOptions{Jobs: jobs}, job); err != full {
				t.Errorf("%d jobs, %s: %v", jobs, where, err)
			}
			if strings.Contains(out.String(), "03.txt") || !strings.Contains(out.String(), "</01.txt>") {
				t.Errorf("%d jobs, %s: %q", jobs, where, out.String())
			}
		}
	}
}

func TestEachInterrupted(t *testing.T) {
	names, _ := writeFiles(t, 1, 1, 1)
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	job := copyJob(&out)
	job.End = func(string, error) error { cancel(); return nil }
	if err := Each(Named(names...), EachOptions{Jobs: 1, Context: ctx}, job); !errors.Is(err, ErrInterrupted) || errors.Is(err, ErrAbandoned) {
		t.Errorf("got %v", err)
	}
	if strings.Contains(out.String(), "سطر 1") {
		t.Errorf("read after the interrupt: %q", out.String())
	}

	// A read that never returns is abandoned.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	err = Each(Named("pipe"), EachOptions{Jobs: 1, Context: ctx, Open: func(string) (*Text, error) {
		time.AfterFunc(10*time.Millisecond, cancel)
		f, err := Open(fmt.Sprintf("/dev/fd/%d", r.Fd()), UTF8)
		return &Text{File: f}, err
	}}, copyJob(new(bytes.Buffer)))
	if err != ErrAbandoned {
		t.Skipf("no /dev/fd here: %v", err)
	}
}

// What there is to say of a text comes in the order of the texts, before the part that it
// is about.
func TestEachNotes(t *testing.T) {
	names, _ := writeFiles(t, 1, 1, 1)
	for _, jobs := range []int{1, 3} {
		var said []string
		err := Each(Named(names...), EachOptions{Jobs: jobs, Note: func(x *Text, note string) { said = append(said, filepath.Base(x.Name())+" "+note) }}, Job[int]{
			Work: func(x *Text, emit func([]byte, int) error) error {
				x.Notes = append(x.Notes, "first")
				if err := emit(nil, 1); err != nil || x.Name() == names[1] {
					return err
				}
				x.Notes = append(x.Notes, "second")
				return emit(nil, 2)
			},
			Merge: func(_ *Text, _ []byte, part int) error { said = append(said, fmt.Sprint(part)); return nil },
		})
		for _, of := range []string{"00.txt first,1,00.txt second,2", "01.txt first,1", "02.txt first,1,02.txt second,2"} {
			if all := strings.Join(said, ","); err != nil || jobs == 1 && !strings.Contains(all, of) || len(said) == 0 {
				t.Errorf("%d jobs: %s, %v", jobs, all, err)
			}
		}
		if first, last := slices.Index(said, "00.txt first"), slices.Index(said, "02.txt first"); first != 0 || last < 4 {
			t.Errorf("%d jobs: %q", jobs, said)
		}
	}
}
