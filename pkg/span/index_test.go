package span

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// naive counts the line and column of off from the start of the text.
func naive(text []byte, off int, u Unit) (line, col int) {
	before := text[:off]
	begin := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before, newline), 1 + u.Count(before[begin:])
}

func TestIndex(t *testing.T) {
	text := []byte("سطر 😀 أول\r\nab\n\nآخر")
	x := NewIndex(text)
	for _, tt := range []struct {
		at        string
		line, col int
		u         Unit
	}{
		{"سطر", 1, 1, Rune}, {"أول", 1, 7, Rune}, {"أول", 1, 8, UTF16}, {"أول", 1, 13, Byte},
		{"b", 2, 2, Rune}, {"آخر", 4, 1, Rune}, {"خر", 4, 2, UTF16}, {"خر", 4, 3, Byte}, {"😀", 1, 5, Rune},
	} {
		off := bytes.Index(text, []byte(tt.at))
		if line, col := x.Position(off, tt.u); line != tt.line || col != tt.col {
			t.Errorf("%q in units %d: %d:%d, want %d:%d", tt.at, tt.u, line, col, tt.line, tt.col)
		}
		if got, ok := x.Find(tt.line, tt.col, tt.u); !ok || got != off {
			t.Errorf("Find(%d, %d, %d) = %d, %v, want %d", tt.line, tt.col, tt.u, got, ok, off)
		}
	}
	if _, ok := x.Find(5, 1, Rune); ok {
		t.Error("Find finds a fifth line in four")
	}
	if off, _ := x.Find(2, 99, Rune); off != bytes.Index(text, []byte("b"))+1 {
		t.Errorf("a column past the end of the line is at %d", off)
	}
	if off, _ := x.Find(1, 6, UTF16); off != bytes.Index(text, []byte("😀")) {
		t.Errorf("a column inside a code point is at %d", off)
	}
}

func TestIndexOfAStretch(t *testing.T) {
	var x Index
	x.Reset([]byte("قال\nنعم"), Place{Offset: 100, Runes: 60, Line: 7})
	if got, want := x.Place(7), (Place{Offset: 107, Runes: 64, Line: 8}); got != want {
		t.Errorf("place %v, want %v", got, want)
	}
}

// FuzzIndex asks for places in any order, forgets and extends, and compares
// with a count from the beginning.
func FuzzIndex(f *testing.F) {
	f.Add([]byte("سطر\nأول 😀 ثم\r\n\xff\xd9\nنهاية"), []byte{3, 9, 200, 14, 2, 130, 30})
	f.Add([]byte(strings.Repeat("ab\nقال ", 40)), []byte{0, 255, 128, 7, 9, 33})
	f.Add([]byte("\n\n\n"), []byte{1, 2, 3, 0})
	f.Fuzz(func(t *testing.T, text, ask []byte) {
		if len(text) > 4096 || len(ask) > 64 {
			return
		}
		// Only whole code points are asked for, as in all texts of nass.
		var starts []int
		for i := 0; i < len(text); {
			starts = append(starts, i)
			_, size := utf8.DecodeRune(text[i:])
			i += size
		}
		starts = append(starts, len(text))
		half := starts[len(starts)/2]
		x := NewIndex(text[:half:half])
		gone, have := 0, half
		for n, b := range ask {
			if n == len(ask)/2 {
				x.Extend(text[gone:])
				have = len(text)
			}
			off := starts[int(b)*len(starts)/256]
			if off < gone || off > have {
				continue
			}
			u := Unit(n % 3)
			line, col := naive(text, off, u)
			place := x.Place(off - gone)
			if want := (Place{Offset: int64(off), Runes: int64(utf8.RuneCount(text[:off])), Line: line}); place != want {
				t.Fatalf("byte %d: place %v, want %v", off, place, want)
			}
			if l, c := x.Position(off-gone, u); l != line || c != col {
				t.Fatalf("byte %d: %d:%d, want %d:%d", off, l, c, line, col)
			}
			if off < have {
				if got, ok := x.Find(line, col, u); !ok || got != off-gone {
					t.Fatalf("Find(%d, %d) = %d, %v, want %d", line, col, got, ok, off-gone)
				}
			}
			if b%7 == 3 {
				x.Forget(off - gone)
				gone = off
			}
		}
	})
}

// TestIndexForgets: what Forget gives up changes no line and no column.
func TestIndexForgets(t *testing.T) {
	text := []byte("أب 😀 جد\nهو\xff ز\n\nحط")
	whole := NewIndex(text)
	ends := []int{len(text)}
	for i := range string(text) {
		ends = append(ends, i)
	}
	slices.Sort(ends)
	for i, from := range ends {
		x := NewIndex(text)
		x.Forget(from)
		for _, u := range []Unit{Byte, Rune, UTF16} {
			for _, off := range ends[i:] {
				line, col := whole.Position(off, u)
				if gotLine, got := x.Position(off-from, u); gotLine != line || got != col {
					t.Errorf("forgotten before %d, unit %v: %d is at %d:%d, want %d:%d", from, u, off, gotLine, got, line, col)
				}
			}
		}
	}
	for _, line := range []int{-1, 0, 5} {
		if off, ok := whole.Find(line, 1, Byte); ok {
			t.Errorf("line %d is at %d", line, off)
		}
	}
}
