package entity

import (
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

// Units tile a text wherever it is cut.
func FuzzUnits(f *testing.F) {
	f.Add(strings.Repeat("سطر من الكلام\n", 500), 100)
	f.Add(strings.Repeat("سطر\n \n", 2000)+strings.Repeat("كلمة ", 9000)+"\nآخر", 7)
	f.Fuzz(func(t *testing.T, s string, part int) {
		ends := func(data []byte, at int) (all []int) {
			for {
				n := unitEnd(data[at:])
				if n < 0 {
					return all
				}
				at += n
				all = append(all, at)
			}
		}
		whole := ends([]byte(s), 0)
		at := 0
		var all []int
		for end := 0; end < len(s); {
			end = min(len(s), end+max(1, part&0xFFFF))
			part := ends([]byte(s[:end]), at)
			all = append(all, part...)
			if n := LastUnit([]byte(s[at:end]), 0); len(part) == 0 && n != 0 || len(part) > 0 && at+n != part[len(part)-1] {
				t.Fatalf("LastUnit %d of %v", n, part)
			}
			if len(part) > 0 {
				at = part[len(part)-1]
			}
		}
		yielded, n := 0, 0
		for unit := range Units([]byte(s)) {
			if yielded += len(unit); n < len(whole) && yielded != whole[n] || n >= len(whole) && yielded != len(s) {
				t.Fatalf("unit %d ends at %d, want %v of %d", n, yielded, whole, len(s))
			}
			n++
		}
		if yielded != len(s) {
			t.Fatalf("units end at %d of %d", yielded, len(s))
		}
		if !slices.Equal(all, whole) {
			t.Fatalf("%v, want %v", all, whole)
		}
	})
}

func TestUnitEnds(t *testing.T) {
	line := strings.Repeat("x", unitMost)
	for _, c := range []struct {
		text string
		want int
	}{
		{line + "\ny\n", unitMost + 1},
		{line[1:] + "\ny\n", unitMost + 2}, // the first line ends one byte too early
		{line[:unitLeast] + "\n \t\ny\n", unitLeast + 4},
		{line, -1},
		{"", -1},
	} {
		if got := unitEnd([]byte(c.text)); got != c.want {
			t.Errorf("a unit of %d bytes ends at %d, want %d", len(c.text), got, c.want)
		}
	}
	// The newline that ends a unit may be the first byte not seen yet.
	if got := LastUnit([]byte(line+"\nz"), unitMost); got != unitMost+1 {
		t.Errorf("the last unit ends at %d, want %d", got, unitMost+1)
	}
	if got := LastUnit([]byte(line+"\nz"), unitMost+1); got != 0 {
		t.Errorf("nothing is new, and a unit ends at %d", got)
	}
}

func TestTrim(t *testing.T) {
	text := []byte("a\u200F\u00A0 \tبوتين\r\n\u202Cb") // RIGHT-TO-LEFT MARK, NO-BREAK SPACE, POP DIRECTIONAL FORMATTING
	got := trim(span.Span{Start: 1, End: len(text) - 1}, text)
	if s := string(got.Text(text)); s != "بوتين" {
		t.Errorf("%q", s)
	}
	if got := trim(span.Span{Start: 0, End: 3}, []byte(" \t\n")); got.Len() != 0 {
		t.Errorf("of blanks %d bytes are left", got.Len())
	}
}
