package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"
)

// number writes each line with its number, its offset in bytes and, if
// counted, in code points.
func number() func([]byte, Block) ([]byte, int, error) {
	return func(dst []byte, b Block) ([]byte, int, error) {
		line, off, runes := b.Line, b.Offset, b.Runes
		n := 0
		for l := range bytes.Lines(b.Data) {
			dst = fmt.Appendf(dst, "%d %d %d ", line, off, runes)
			dst = append(dst, l...)
			line++
			off += int64(len(l))
			runes += int64(utf8.RuneCount(l))
			n++
		}
		if b.Last {
			dst = append(dst, "end"...)
		}
		return dst, n, nil
	}
}

// numbered is what a stream of number makes of the text, done slowly.
func numbered(text string) string {
	var out strings.Builder
	off, runes := 0, 0
	i := 0
	for l := range strings.Lines(text) {
		i++
		fmt.Fprintf(&out, "%d %d %d %s", i, off, runes, l)
		off += len(l)
		runes += utf8.RuneCountInString(l)
	}
	return out.String() + "end"
}

func run(t testing.TB, r io.Reader, o StreamOptions) (string, int, error) {
	t.Helper()
	var out bytes.Buffer
	lines := 0
	err := Stream(r, o, number, func(b []byte, n int) error {
		out.Write(b)
		lines += n
		return nil
	})
	return out.String(), lines, err
}

var readers = map[string]func(io.Reader) io.Reader{
	"plain":   func(r io.Reader) io.Reader { return r },
	"byte":    iotest.OneByteReader,
	"half":    iotest.HalfReader,
	"dataerr": iotest.DataErrReader,
	"onedata": func(r io.Reader) io.Reader { return iotest.DataErrReader(iotest.OneByteReader(r)) },
}

func TestStreamSame(t *testing.T) {
	texts := []string{"", "\n", "نص", "نص\n", "سطر\nسطر ثان\n", "a\r\nb\r\nc", "\n\n\n", "a\xff\xfe\nb\x80\n", strings.Repeat("سطر من نص طويل\n", 200), strings.Repeat("x", 300) + "\nآخر"}
	for _, text := range texts {
		want := numbered(text)
		for name, odd := range readers {
			for _, workers := range []int{1, 2, 5} {
				for _, size := range []int{1, 2, 7, 64, 0} {
					for _, flush := range []bool{false, true} {
						o := StreamOptions{Workers: workers, BlockSize: size, Flush: flush, CountRunes: true}
						got, lines, err := run(t, odd(strings.NewReader(text)), o)
						if err != nil || got != want || lines != strings.Count(want, "\n")+tail(text) {
							t.Fatalf("%q %s %+v:\n got %q %d %v\nwant %q", text, name, o, got, lines, err, want)
						}
					}
				}
			}
		}
	}
}

// tail is 1 if the text's last line lacks its "\n".
func tail(text string) int {
	if text != "" && !strings.HasSuffix(text, "\n") {
		return 1
	}
	return 0
}

func FuzzStream(f *testing.F) {
	f.Add("سطر\n\nآخر", uint8(3), uint8(2), uint8(20), false, false)
	f.Add("a\nbbbbbbbb\nc", uint8(1), uint8(1), uint8(4), true, true)
	f.Add("\n\n\n\n", uint8(2), uint8(3), uint8(1), false, true)
	f.Add(strings.Repeat("\n", 27)+"0\x100", uint8(2), uint8(3), uint8(1), false, true)
	f.Fuzz(func(t *testing.T, text string, size, workers, long uint8, flush, para bool) {
		o := StreamOptions{BlockSize: int(size), Workers: int(workers % 4), MaxLine: int(long), Flush: flush, CountRunes: true}
		ref := StreamOptions{Workers: 1, MaxLine: int(long), CountRunes: true}
		if para {
			o.Cut, ref.Cut = paragraphs, paragraphs
		}
		want, _, wantErr := run(t, strings.NewReader(text), ref)
		for name, odd := range readers {
			got, _, err := run(t, odd(strings.NewReader(text)), o)
			if fmt.Sprint(err) != fmt.Sprint(wantErr) || wantErr == nil && got != want || !strings.HasPrefix(want, strings.TrimSuffix(got, "end")) && wantErr == nil {
				t.Fatalf("%s %+v:\n got %q %v\nwant %q %v", name, o, got, err, want, wantErr)
			}
			if wantErr != nil && got != want {
				t.Fatalf("%s %+v: before the error\n got %q\nwant %q", name, o, got, want)
			}
		}
		if wantErr == nil && want != numbered(text) {
			t.Fatalf("got %q\nwant %q", want, numbered(text))
		}
	})
}

// paragraphs cuts after the last empty line.
func paragraphs(data []byte, _ int) int {
	if i := bytes.LastIndex(data, []byte("\n\n")); i >= 0 {
		return i + 2
	}
	return 0
}

func TestStreamCut(t *testing.T) {
	text := "أ\nب\n\nج\n\nد\nه\nو"
	for _, size := range []int{1, 4, 100} {
		for _, workers := range []int{1, 3} {
			var got []string
			err := Stream(strings.NewReader(text), StreamOptions{Workers: workers, BlockSize: size, Cut: paragraphs},
				func() func([]byte, Block) ([]byte, bool, error) {
					return func(dst []byte, b Block) ([]byte, bool, error) { return append(dst, b.Data...), b.Last, nil }
				},
				func(out []byte, last bool) error {
					got = append(got, string(out))
					if !last && !strings.HasSuffix(string(out), "\n\n") {
						t.Errorf("size %d: cut in a paragraph: %q", size, out)
					}
					return nil
				})
			if err != nil || strings.Join(got, "") != text {
				t.Errorf("size %d: got %q %v", size, got, err)
			}
		}
	}
	// What cannot be cut is cut after a line.
	got, _, err := run(t, strings.NewReader("aa\nbb\ncc\n\ndd\n"), StreamOptions{Workers: 1, MaxLine: 6, Cut: paragraphs, CountRunes: true})
	if want := numbered("aa\nbb\ncc\n\ndd\n"); err != nil || got != want {
		t.Errorf("got %q %v, want %q", got, err, want)
	}
}

// TestStreamCutSeesBytesOnce: what Cut has seen is not for it to look at again,
// however long a stretch without a cut is.
func TestStreamCutSeesBytesOnce(t *testing.T) {
	text := strings.Repeat("ب", 1<<15) + "\n" + strings.Repeat("ب", 1<<14)
	looked := 0
	cut := func(data []byte, seen int) int {
		if seen > len(data) || bytes.IndexByte(data[:seen], '\n') >= 0 {
			t.Fatalf("%d of %d bytes were seen", seen, len(data))
		}
		looked += len(data) - seen
		return seen + bytes.LastIndexByte(data[seen:], '\n') + 1
	}
	for _, workers := range []int{1, 3} {
		looked = 0
		cut := func(data []byte, seen int) int {
			if n := cut(data, seen); n > seen {
				return n
			}
			return 0
		}
		if _, _, err := run(t, strings.NewReader(text), StreamOptions{Workers: workers, BlockSize: 100, Cut: cut}); err != nil {
			t.Error(err)
		}
		if looked > 2*len(text) {
			t.Errorf("%d workers: looked at %d bytes of a text of %d", workers, looked, len(text))
		}
	}
}

func TestStreamErrors(t *testing.T) {
	cause := errors.New("cause")
	text := strings.Repeat("سطر\n", 100)
	for _, workers := range []int{1, 4} {
		before := runtime.NumGoroutine()
		o := StreamOptions{Workers: workers, BlockSize: 16, CountRunes: true}
		got, lines, err := run(t, io.MultiReader(strings.NewReader(text+"ناقص"), iotest.ErrReader(cause)), o)
		if err != cause || lines != 100 || got != strings.TrimSuffix(numbered(text), "end") {
			t.Errorf("read: got %d lines, %v", lines, err)
		}
		// The worker's: what precedes it is emitted.
		n := 0
		err = Stream(strings.NewReader(text), o, func() func([]byte, Block) ([]byte, int, error) {
			return func(dst []byte, b Block) ([]byte, int, error) {
				if b.Line > 50 {
					return nil, 0, cause
				}
				return dst, bytes.Count(b.Data, []byte{'\n'}), nil
			}
		}, func(_ []byte, k int) error { n += k; return nil })
		if err != cause || n != 50 && n != 51 {
			t.Errorf("worker: %d lines, %v", n, err)
		}
		// The emitter's: it is not called again.
		n = 0
		err = Stream(endless("سطر\n"), o, number, func([]byte, int) error { n++; return syscall.EPIPE })
		if err != syscall.EPIPE || n != 1 {
			t.Errorf("emit: %d calls, %v", n, err)
		}
		for i := 0; runtime.NumGoroutine() > before && i < 200; i++ {
			time.Sleep(10 * time.Millisecond)
		}
		if now := runtime.NumGoroutine(); now > before {
			t.Errorf("%d workers: %d goroutines left over", workers, now-before)
		}
	}
}

// endless repeats a line for ever.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e) <= len(p) {
		n += copy(p[n:], e)
	}
	if n == 0 {
		n = copy(p, e[:1])
	}
	return n, nil
}

// TestStreamLast: the last block has text and is known to be the last, also
// where the text ends with a full block.
func TestStreamLast(t *testing.T) {
	for _, text := range []string{"abc\n", "abc\nabc\n", "a\nb\na\nb\n", "abc\nab", "abc\nabc\nabc\n"} {
		for name, odd := range readers {
			src := newSource(odd(strings.NewReader(text)), StreamOptions{BlockSize: 4})
			var got strings.Builder
			for last := false; ; {
				b, _, err := src.next(nil)
				if err == io.EOF {
					break
				}
				if err != nil || last || len(b.Data) == 0 {
					t.Fatalf("%q, %s: %+v %v, after the last: %t", text, name, b, err, last)
				}
				got.Write(b.Data)
				if last = b.Last; last != (got.Len() == len(text)) {
					t.Errorf("%q, %s: Last is %t after %q", text, name, last, got.String())
				}
			}
			if got.String() != text {
				t.Errorf("%q, %s: got %q", text, name, got.String())
			}
		}
	}
}

// lazy reads nothing as often as it says, and then the text.
type lazy struct {
	idle int
	text io.Reader
}

func (l *lazy) Read(p []byte) (int, error) {
	if l.idle > 0 {
		l.idle--
		return 0, nil
	}
	return l.text.Read(p)
}

// TestStreamNoProgress: a reader may read nothing for a while. What does so
// without an end is an error, and nothing is read with it.
func TestStreamNoProgress(t *testing.T) {
	if got, _, err := run(t, &lazy{99, strings.NewReader("سطر\n")}, StreamOptions{}); got != numbered("سطر\n") || err != nil {
		t.Errorf("got %q %v", got, err)
	}
	if got, _, err := run(t, &lazy{100, strings.NewReader("سطر\n")}, StreamOptions{}); got != "" || !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("got %q %v", got, err)
	}
	src := newSource(io.MultiReader(strings.NewReader("a\nb"), &lazy{idle: 1000}), StreamOptions{})
	b, _, err := src.next(bytes.Repeat([]byte{'\n'}, DefaultBlockSize)) // an old block
	if string(b.Data) != "a\n" || b.Last || err != nil {
		t.Errorf("got %+v %v", b, err)
	}
	if _, _, err = src.next(nil); err != io.ErrNoProgress {
		t.Error(err)
	}
}

// A failing emit must not wait for a pipe that says nothing.
func TestStreamBlockedRead(t *testing.T) {
	r, w := io.Pipe()
	go func() {
		for range 3 {
			io.WriteString(w, "سطر\n")
		}
	}()
	done := make(chan error, 1)
	go func() {
		done <- Stream(r, StreamOptions{Workers: 2, Flush: true}, number, func([]byte, int) error { return syscall.EPIPE })
	}()
	if err := receive(t, done); err != syscall.EPIPE {
		t.Error(err)
	}
	w.Close()
}

// receive returns what c gives, and fails the test that waits for it too long.
func receive[T any](t *testing.T, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-patience(t).Done():
		t.Fatal("nothing came")
	}
	return v
}

// patience is a context that ends before a test has waited too long: no
// process, pipe or channel of a test is waited for without one.
func patience(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// With Flush each line is answered before the next is written.
func TestStreamFlush(t *testing.T) {
	for _, workers := range []int{1, 3} {
		r, w := io.Pipe()
		context.AfterFunc(patience(t), func() { w.CloseWithError(context.DeadlineExceeded) })
		answers := make(chan string)
		go func() {
			_ = Stream(r, StreamOptions{Workers: workers, Flush: true}, number, func(out []byte, _ int) error {
				answers <- string(out)
				return nil
			})
			close(answers)
		}()
		for i := range 5 {
			line := fmt.Sprintf("سطر %d\n", i)
			io.WriteString(w, line[:3])
			io.WriteString(w, line[3:])
			if got := receive(t, answers); !strings.HasSuffix(got, line) {
				t.Errorf("got %q, want %q", got, line)
			}
		}
		w.Close()
		if got := receive(t, answers); got != "end" {
			t.Errorf("the end: %q", got)
		}
	}
}

func TestStreamFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	for _, workers := range []int{1, 3} {
		err := Stream(endless("سطر\n"), StreamOptions{Workers: workers}, number, func(out []byte, _ int) error {
			_, err := full.Write(out)
			return err
		})
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("got %v", err)
		}
	}
}

func TestStreamClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Skip(err)
	}
	r.Close()
	defer w.Close()
	err = Stream(endless("سطر\n"), StreamOptions{Workers: 2}, number, func(out []byte, _ int) error {
		_, err := w.Write(out)
		return err
	})
	if !errors.Is(err, syscall.EPIPE) {
		t.Errorf("got %v", err)
	}
}

// A line of 200 MB is an error that names it, in memory for one long line.
func TestStreamLongLine(t *testing.T) {
	for _, workers := range []int{1, 4} {
		var m0, m1 runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m0)
		text := io.MultiReader(strings.NewReader("سطر\nسطر\n"), io.LimitReader(endless("x"), 200<<20), strings.NewReader("\nآخر\n"))
		_, lines, err := run(t, text, StreamOptions{Workers: workers})
		var long *LineTooLongError
		if !errors.As(err, &long) || long.Line != 3 || workers == 1 && lines != 2 && lines != 0 {
			t.Errorf("got %d lines, %v", lines, err)
		}
		runtime.ReadMemStats(&m1)
		if got := (m1.TotalAlloc - m0.TotalAlloc) >> 20; got > 64 {
			t.Errorf("%d workers: %d MiB allocated in all", workers, got)
		}
	}
	// Lines just within the bound, many at once: one at a time is held.
	r := io.LimitReader(&longLines{n: 1 << 20}, 32<<20)
	_, lines, err := run(t, r, StreamOptions{Workers: 4, MaxLine: 1 << 20, BlockSize: 4096})
	if err != nil || lines != 32 {
		t.Errorf("got %d lines, %v", lines, err)
	}
}

// longLines are lines of n bytes with their "\n".
type longLines struct{ n, at int }

func (l *longLines) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
		if l.at++; l.at%l.n == 0 {
			p[i] = '\n'
		}
	}
	return len(p), nil
}

func TestStreamWorkers(t *testing.T) {
	var made, at atomic.Int32
	err := Stream(strings.NewReader("a\nb\n"), StreamOptions{Workers: 8}, func() func([]byte, Block) ([]byte, int, error) {
		made.Add(1)
		return number()
	}, func([]byte, int) error { at.Add(1); return nil })
	if err != nil || made.Load() != 1 || at.Load() != 1 {
		t.Errorf("a short text: %d workers, %d blocks, %v", made.Load(), at.Load(), err)
	}
	// Each block starts a worker, until there are as many as asked for.
	for _, workers := range []int{1, 2, 3} {
		made.Store(0)
		err := Stream(strings.NewReader(strings.Repeat("a\nb\n", 10)), StreamOptions{Workers: workers, BlockSize: 4}, func() func([]byte, Block) ([]byte, int, error) {
			made.Add(1)
			return number()
		}, func([]byte, int) error { return nil })
		if err != nil || int(made.Load()) != workers {
			t.Errorf("%d workers started of %d, %v", made.Load(), workers, err)
		}
	}
}

var benchText = func() []byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	var b []byte
	for len(b) < 64<<20 {
		for range 5 + rnd.IntN(40) {
			b = append(b, "كلمة "...)
		}
		b = append(b, '\n')
	}
	return b
}

// work looks at every byte, at about the speed rules do.
func work(data []byte) int {
	h := 0
	for _, c := range data {
		h = h*31 + int(c)
	}
	return h
}

// BenchmarkStream: copy is a worker that only copies, work one that looks at
// every byte.
func BenchmarkStream(b *testing.B) {
	text := benchText()
	does := map[string]func(dst []byte, b Block) ([]byte, int, error){
		"copy": func(dst []byte, b Block) ([]byte, int, error) { return append(dst, b.Data...), 0, nil },
		"work": func(dst []byte, b Block) ([]byte, int, error) {
			return append(dst, b.Data...), bytes.Count(b.Data, []byte(" و")) + work(b.Data), nil
		},
	}
	for _, name := range []string{"copy", "work"} {
		for _, workers := range []int{1, 2} {
			for _, kib := range []int{64, 128, 256, 512} {
				b.Run(fmt.Sprintf("%s/workers=%d/block=%dKiB", name, workers, kib), func(b *testing.B) {
					b.SetBytes(int64(len(text)))
					b.ReportAllocs()
					for b.Loop() {
						err := Stream(bytes.NewReader(text), StreamOptions{Workers: workers, BlockSize: kib << 10},
							func() func([]byte, Block) ([]byte, int, error) { return does[name] },
							func([]byte, int) error { return nil })
						if err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}
