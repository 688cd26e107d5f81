package stream

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// page has all that could fall on the border of a block or piece.
func page() string {
	page := "وصل د. سليم إلى المدينة، ثم قال: «لن نتأخر!» وخرج (كعادته؟) مبكرا... ولم يعد. هل عاد؟ لا\r\n" +
		"\n" +
		"بلغ السعر 3.5 ريال 👍🏽. ووصل 1,250 زائرا\u00A0\u2028إلى www.example.org\n  \t\n" +
		"سطر بلا علامة\rوآخر\xff\xfe بعده.\n"
	line := strings.ReplaceAll(strings.ReplaceAll(page, "\r", " "), "\n", " ")
	return strings.Repeat(page, 3) + strings.Repeat(line, 30) + "\n" + page + strings.Repeat("\n \n", 100) + strings.Repeat(line, 3) + "\n\n" + strings.Repeat("كلمة ", 300) + "\n\n" + page + "ختام"
}

// placeOf returns the place of a byte of text.
func placeOf(text string, off int) span.Place {
	before := text[:off]
	return span.Place{Offset: int64(off), Runes: int64(utf8.RuneCountInString(before)), Line: 1 + strings.Count(before, "\n")}
}

// All finds what segment.Sentences finds in the whole text, however it is cut.
func TestAllFindsTheSentencesOfTheWhole(t *testing.T) {
	text := page()
	for _, wrap := range []bool{false, true} {
		o := Options{Segment: segment.Options{Wrap: wrap}}
		var want []Sentence
		for i, s := range segment.Sentences(nil, []byte(text), o.Segment) {
			want = append(want, Sentence{
				Text: text[s.Start:s.End], Mark: text[s.Mark.Start:s.Mark.End], Index: i, Paragraph: s.Paragraph,
				Start: placeOf(text, s.Start), End: placeOf(text, s.End),
			})
		}
		for _, o.Stream.Workers = range []int{1, 3} {
			for _, o.Stream.BlockSize = range []int{0, 1, 100, 1000} {
				for _, o.Piece = range []int{0, 300, 700} {
					var got []Sentence
					for s, err := range All(iotest.OneByteReader(strings.NewReader(text)), o) {
						if err != nil {
							t.Fatal(err)
						}
						got = append(got, s)
					}
					if !slices.Equal(got, want) {
						t.Errorf("wrap %t, %d workers, blocks of %d, pieces of %d: %d sentences, want %d", wrap, o.Stream.Workers, o.Stream.BlockSize, o.Piece, len(got), len(want))
					}
				}
			}
		}
	}
}

// With Code, blocks of any size have the same units, and none of them is in code.
func TestCode(t *testing.T) {
	const open, shut = "{\n", "}\n"
	code := func(dst []span.Span, text []byte) []span.Span {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(open))
			if i < 0 {
				return dst
			}
			end := at + i + bytes.Index(text[at+i:], []byte(shut)) + len(shut)
			dst = append(dst, span.Span{Start: at + i, End: end})
			at = end
		}
	}
	cut := func(text []byte, _ int) int {
		if i := bytes.LastIndex(text, []byte(open)); i >= 0 && !bytes.Contains(text[i:], []byte(shut)) {
			return i
		}
		return bytes.LastIndexByte(text, '\n') + 1
	}
	text := strings.Repeat("وصل سليم.\nثم عاد\n"+open+"x. y\n\nz. \n"+shut+"هل بقي؟\n\nلا\n", 30)
	for _, wrap := range []bool{false, true} {
		for _, o := range []Options{{}, {Paragraphs: true}} {
			o.Segment.Wrap, o.Code, o.Stream.Cut = wrap, code, cut
			var want []Sentence
			for _, o.Stream.Workers = range []int{1, 3} {
				for _, o.Stream.BlockSize = range []int{0, 1, 30, 100} {
					var got []Sentence
					for s, err := range All(strings.NewReader(text), o) {
						if err != nil {
							t.Fatal(err)
						}
						if strings.ContainsAny(s.Text, "xyz{}") {
							t.Fatalf("a sentence %q", s.Text)
						}
						got = append(got, s)
					}
					if want == nil {
						want = got
					}
					if !slices.Equal(got, want) || len(got) < 60 {
						t.Errorf("wrap %t, paragraphs %t, %d workers, blocks of %d: %d units, want %d", wrap, o.Paragraphs, o.Stream.Workers, o.Stream.BlockSize, len(got), len(want))
					}
				}
			}
		}
	}
}

func TestAllEnds(t *testing.T) {
	text := page()
	for _, piece := range []int{0, 300} {
		n := 0
		for range All(strings.NewReader(text), Options{Piece: piece}) {
			if n++; n == 3 {
				break
			}
		}
		if n != 3 {
			t.Errorf("%d sentences, want 3", n)
		}
		broken := io.MultiReader(strings.NewReader(text), iotest.ErrReader(io.ErrClosedPipe))
		var last error
		for _, err := range All(broken, Options{Piece: piece}) {
			last = err
		}
		if last != io.ErrClosedPipe {
			t.Errorf("the last error is %v, want %v", last, io.ErrClosedPipe)
		}
	}
}

// With edits a sentence is what they make of it, and stands where it was read.
func TestEdits(t *testing.T) {
	text := "سافر ,اليوم . وعاد\nثم بقي .\n"
	o := Options{Edits: func() func([]byte) []span.Edit {
		return func(text []byte) (edits []span.Edit) {
			for at, b := range text {
				if b == ' ' && at+1 < len(text) && text[at+1] == '.' {
					edits = append(edits, span.Edit{Span: span.Span{Start: at, End: at + 1}})
				}
			}
			return edits
		}
	}}
	want := []string{"1 0-13 سافر ,اليوم.", "1 14-18 وعاد", "2 19-27 ثم بقي."}
	for _, o.Stream.BlockSize = range []int{0, 1} {
		var got []string
		for s, err := range All(strings.NewReader(text), o) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%d %d-%d %s", s.Start.Line, s.Start.Runes, s.End.Runes, s.Text))
		}
		if !slices.Equal(got, want) {
			t.Errorf("blocks of %d: got %q, want %q", o.Stream.BlockSize, got, want)
		}
	}
}

// Around stays on the line and within what is asked for.
func TestAround(t *testing.T) {
	var s Stretch
	s.reset([]byte("أول\nثان. ثالث\rرابع"), span.Start)
	at := bytes.IndexByte(s.text, '.')
	before, after := s.Around(span.Span{Start: at, End: at + 1}, 2, 9)
	if string(before) != "ان" || string(after) != " ثالث" {
		t.Errorf("%q and %q", before, after)
	}
	before, after = s.Around(span.Span{Start: at, End: at + 1}, 9, 2)
	if string(before) != "ثان" || string(after) != " ث" {
		t.Errorf("%q and %q", before, after)
	}
	s.reset([]byte("a. b"), span.Start)
	if before, after = s.Around(span.Span{Start: 1, End: 2}, 9, 9); string(before) != "a" || string(after) != " b" {
		t.Errorf("%q and %q to the ends of the text", before, after)
	}
	s.reset([]byte("أول\nثان"), span.Start)
	at = bytes.IndexByte(s.text, '\n')
	if before, after = s.Around(span.Span{Start: at, End: at + 1}, 9, 9); string(before) != "أول" || len(after) != 0 {
		t.Errorf("%q and %q around a newline", before, after)
	}
}

func TestBetweenTokens(t *testing.T) {
	for _, blank := range []string{" ", "\t", "\r", "\x00", "\u00A0", "\u2003", "\u3000"} {
		if n, want := betweenTokens([]byte("كلمة"+blank+"أخرى"), 0), len("كلمة"+blank); n != want {
			t.Errorf("%+q: cut at %d, not %d", blank, n, want)
		}
	}
	for text, want := range map[string]int{"كلمة": 0, "": 0, "نص\nكلمة أخرى": len("نص\n"), "\nكلمة أخرى": len("\n"), "كل\u200Cمة\xD9": 0} {
		if n := betweenTokens([]byte(text), 0); n != want {
			t.Errorf("%+q: cut at %d, not %d", text, n, want)
		}
	}
}

// A text of a line needs no 256 KiB of its own.
func TestTextsShareMemory(t *testing.T) {
	const rounds = 500
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range rounds {
		err := Read(strings.NewReader("سافر الوفد.\n"), Options{Stream: corpus.StreamOptions{Workers: 1}},
			func() (w Worker[struct{}]) { return w }, func([]byte, Counts, struct{}) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) / rounds; got > 128<<10 {
		t.Errorf("%d bytes a text", got)
	}
}

// TestReadWritesTheSame: what workers write of a text does not depend on how it
// is cut, the counts go on from part to part, and every part is emitted.
func TestReadWritesTheSame(t *testing.T) {
	text := page()
	for _, o := range []Options{{}, {Paragraphs: true}, {Segment: segment.Options{Wrap: true}}, {Paragraphs: true, Segment: segment.Options{Wrap: true}}} {
		want := written(t, text, o)
		explained := o.Segment
		var boundaries []string
		explained.Explain = func(b segment.Boundary) {
			boundaries = append(boundaries, fmt.Sprintf("B %d %q %v\n", placeOf(text, b.Start).Line, text[b.Start:b.End], b.Cut))
		}
		segment.Sentences(nil, []byte(text), explained)
		if n := len(want) - len(boundaries); n < 0 || !slices.Equal(slices.Sorted(slices.Values(want[n:])), slices.Sorted(slices.Values(boundaries))) {
			t.Errorf("%+v: %d boundaries and units, %d boundaries", o, len(want), len(boundaries))
		}
		for _, o.Stream.BlockSize = range []int{1, 1000} {
			for _, o.Piece = range []int{0, 300, 700} {
				if got := written(t, text, o); !slices.Equal(got, want) {
					t.Errorf("%+v: %d lines, want %d", o, len(got), len(want))
				}
			}
		}
	}
}

// written returns what workers write of the units of a text, and then of its
// boundaries.
func written(t *testing.T, text string, o Options) []string {
	t.Helper()
	worker := func() Worker[int] {
		n := 0 // of the part
		return Worker[int]{
			Unit: func(dst []byte, s *Stretch, u Unit) []byte {
				if u.Number != n {
					t.Errorf("unit %d of the part has the number %d", n, u.Number)
				}
				n++
				before, after := s.Around(u.Span, 3, 3)
				line, col := s.Position(u.Span)
				return fmt.Appendf(dst, "U %d:%d %d %t %q %q %q %q\n", line, col, s.Offset(u.End), u.First, before, s.Text(u.Span), s.Text(u.Mark), after)
			},
			Boundary: func(dst []byte, s *Stretch, b segment.Boundary) []byte {
				line, _ := s.Position(b.Span)
				return fmt.Appendf(dst, "B %d %q %v\n", line, s.Text(b.Span), b.Cut)
			},
			Result: func() int {
				result := n
				n = 0
				return result
			},
		}
	}
	var all []string
	units := 0
	err := Read(strings.NewReader(text), o, worker, func(out []byte, before Counts, n int) error {
		if before.Units != units || before.Paragraphs > units {
			t.Errorf("%+v before unit %d", before, units)
		}
		units += n
		all = append(all, strings.SplitAfter(string(out), "\n")...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	slices.SortStableFunc(all, func(a, b string) int { return int(b[0]) - int(a[0]) })
	return all
}

// TestReadEnds: an error of emit ends the reading, also within a line that is
// too long to be held.
func TestReadEnds(t *testing.T) {
	text := strings.Repeat("سافر الوفد اليوم. ", 200)
	enough := fmt.Errorf("enough")
	for _, piece := range []int{0, 300} {
		n := 0
		err := Read(strings.NewReader(text), Options{Piece: piece}, func() Worker[struct{}] {
			return Worker[struct{}]{Unit: func(dst []byte, s *Stretch, u Unit) []byte { return append(dst, s.Text(u.Span)...) }}
		}, func(out []byte, before Counts, _ struct{}) error {
			n++
			return enough
		})
		if err != enough || n != 1 {
			t.Errorf("pieces of %d: %d parts and the error %v", piece, n, err)
		}
	}
}

// TestLastBlankLine: a text whose lines are wrapped is cut after a line without
// words, and nowhere else.
func TestLastBlankLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "",
		"\n":                  "",
		"سطر\n":               "",
		"سطر\nسطر\n":          "",
		"\n\n":                "\n\n",
		"\n \t\r\nسطر":        "\n \t\r\n",
		"سطر\n\nسطر\nسطر":     "سطر\n\n",
		"سطر\r\n\r\nسطر":      "سطر\r\n\r\n",
		"سطر\n\nسطر\n  \nسطر": "سطر\n\nسطر\n  \n",
		"سطر\n\u00A0\nسطر":    "",
		"سطر\n" + strings.Repeat(" ", blankLine-1) + "\nسطر": "سطر\n" + strings.Repeat(" ", blankLine-1) + "\n",
		"سطر\n" + strings.Repeat(" ", blankLine) + "\nسطر":   "",
	} {
		if n := lastBlankLine([]byte(text), 0); text[:n] != want {
			t.Errorf("%q: cut at %d, not %d", text, n, len(want))
		}
	}
	if n := lastBlankLine([]byte("سطر\n\nسطر"), len("سطر\n\n")); n != 0 {
		t.Errorf("cut at %d, which was seen", n)
	}
}

// TestForget: what is given up ends between two code points, keeps what a unit
// may need before it, and moves no place.
func TestForget(t *testing.T) {
	text := "a" + strings.Repeat("ن\U0001F600", 200)
	for off := range len(text) {
		if off > 0 && !utf8.RuneStart(text[off]) {
			continue
		}
		var s Stretch
		s.reset([]byte(text), span.Start)
		want, _ := s.Places(span.Span{Start: off, End: off})
		s.reset([]byte(text), span.Start)
		s.forget(off, 1)
		if !utf8.RuneStart(s.text[0]) || s.base > max(0, off-blankLine) || s.base < off-blankLine-utf8.UTFMax {
			t.Fatalf("%d: forgot %d bytes", off, s.base)
		}
		if got, _ := s.Places(span.Span{Start: off, End: off}); got != want || !strings.HasPrefix(text[off:], string(s.Text(span.Span{Start: off, End: len(text)}))) {
			t.Fatalf("%d: %+v, want %+v", off, got, want)
		}
		base := s.base
		if s.forget(off, 1); s.base != base {
			t.Fatalf("%d: forgot %d bytes, then %d", off, base, s.base)
		}
	}
	var s Stretch
	s.reset([]byte(text), span.Start)
	if s.forget(600, 1000); s.base != 0 {
		t.Errorf("forgot %d bytes, and was to keep 1000", s.base)
	}
}

// TestPartsOfLongLines: what is written of a line that is too long to be held is
// handed on in parts of about a quarter of a piece.
func TestPartsOfLongLines(t *testing.T) {
	const sentence, piece = "سافر الوفد اليوم.", 600
	var parts []int
	err := Read(strings.NewReader(strings.Repeat(sentence+" ", 200)), Options{Piece: piece}, func() Worker[struct{}] {
		return Worker[struct{}]{Unit: func(dst []byte, s *Stretch, u Unit) []byte { return append(dst, s.Text(u.Span)...) }}
	}, func(out []byte, before Counts, _ struct{}) error {
		if before.Units != len(parts)*(piece/4/len(sentence)+1) {
			t.Errorf("%d units before part %d", before.Units, len(parts))
		}
		parts = append(parts, len(out))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) < 10 {
		t.Errorf("%d parts", len(parts))
	}
	for _, n := range parts[:len(parts)-1] {
		if n <= piece/4 || n > piece/4+len(sentence) {
			t.Errorf("a part of %d bytes", n)
		}
	}
}
