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
	var got []string
	for s, err := range All(strings.NewReader(text), o) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d %d-%d %s", s.Start.Line, s.Start.Runes, s.End.Runes, s.Text))
	}
	want := []string{"1 0-13 سافر ,اليوم.", "1 14-18 وعاد", "2 19-27 ثم بقي."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
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
	for text, want := range map[string]int{"كلمة": 0, "": 0, "نص\nكلمة أخرى": len("نص\n"), "كل\u200Cمة\xD9": 0} {
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
