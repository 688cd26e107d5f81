package corpus

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// pieces streams text and returns what it is made of: blocks and pieces, which
// must follow each other, as places in the text say.
func pieces(t *testing.T, r io.Reader, text string, o StreamOptions, drain bool) (long int, err error) {
	t.Helper()
	var got strings.Builder
	follow := func(at span.Place) {
		before := text[:got.Len()]
		want := span.Place{Offset: int64(got.Len()), Runes: int64(utf8.RuneCountInString(before)), Line: 1 + strings.Count(before, "\n")}
		if drain && at != want {
			t.Fatalf("%+v: a part at %+v, want %+v", o, at, want)
		}
	}
	err = StreamLong(r, o, func() func([]byte, Block) ([]byte, span.Place, error) {
		return func(dst []byte, b Block) ([]byte, span.Place, error) { return append(dst, b.Data...), b.Place(), nil }
	}, func(piece io.Reader, at span.Place, emit func([]byte, span.Place) error) error {
		long++
		follow(at)
		if !drain {
			return emit([]byte("-"), at)
		}
		all, err := io.ReadAll(piece)
		if err != nil {
			return err
		}
		return emit(all, at)
	}, func(out []byte, at span.Place) error {
		follow(at)
		got.Write(out)
		return nil
	})
	if err == nil && drain && got.String() != text {
		t.Fatalf("%+v: %q, want %q", o, got.String(), text)
	}
	return long, err
}

func TestStreamLong(t *testing.T) {
	short, long := "سطر قصير\n", strings.Repeat("كلمة\xff👍 ", 100)+"\n"
	for _, c := range []struct {
		text string
		long int
	}{
		{"", 0}, {short, 0}, {long, 1}, {long + long, 2}, {short + long + short + short + long + short, 2},
		{strings.TrimSuffix(long, "\n"), 1}, {short + strings.Repeat("\xd8", 500), 1},
	} {
		for _, workers := range []int{1, 3} {
			for _, size := range []int{1, 7, 64, 1000} {
				for _, flush := range []bool{false, true} {
					o := StreamOptions{Workers: workers, BlockSize: size, MaxLine: 40, CountRunes: true, Flush: flush}
					for _, r := range []io.Reader{strings.NewReader(c.text), iotest.OneByteReader(strings.NewReader(c.text)), iotest.DataErrReader(strings.NewReader(c.text))} {
						n, err := pieces(t, r, c.text, o, true)
						if err != nil || n == 0 && c.long > 0 || n > c.long {
							t.Errorf("%+v of %q: %d pieces, want %d; %v", o, c.text, n, c.long, err)
						}
					}
					if _, err := pieces(t, strings.NewReader(c.text), c.text, o, false); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
}

func TestStreamLongFails(t *testing.T) {
	wrong := errors.New("wrong")
	for _, workers := range []int{1, 3} {
		o := StreamOptions{Workers: workers, BlockSize: 10, MaxLine: 20}
		text := strings.Repeat("كلمة ", 100)
		_, err := pieces(t, io.MultiReader(strings.NewReader(text), iotest.ErrReader(wrong)), text, o, true)
		if err != wrong {
			t.Errorf("%d workers: %v, want %v", workers, err, wrong)
		}
		text = "سطر\n" + text + "\nسطر\n"
		err = StreamLong(strings.NewReader(text), o, func() func([]byte, Block) ([]byte, int, error) {
			return func(dst []byte, b Block) ([]byte, int, error) { return dst, 0, nil }
		}, func(io.Reader, span.Place, func([]byte, int) error) error { return wrong },
			func([]byte, int) error { return nil })
		if err != wrong {
			t.Errorf("%d workers: %v, want %v", workers, err, wrong)
		}
	}
}

// A line that is too long is read by its own reader.
func ExampleStreamLong() {
	text := strings.NewReader("سطر\nسطر أطول من غيره\nسطر\n")
	err := StreamLong(text, StreamOptions{MaxLine: 16}, func() func([]byte, Block) ([]byte, int, error) {
		return func(dst []byte, b Block) ([]byte, int, error) { return append(dst, b.Data...), b.Line, nil }
	}, func(piece io.Reader, at span.Place, emit func([]byte, int) error) error {
		n, err := io.Copy(io.Discard, piece)
		if err != nil {
			return err
		}
		return emit(fmt.Appendf(nil, "%d bytes or more\n", n/10*10), at.Line)
	}, func(out []byte, line int) error {
		if len(out) > 0 {
			fmt.Printf("from line %d: %s", line, out)
		}
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// from line 1: سطر
	// from line 2: 30 bytes or more
	// from line 3: سطر
}
