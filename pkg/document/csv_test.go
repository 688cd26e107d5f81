package document

import (
	"slices"
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

// slowRow is [table.row], byte by byte.
func (t *table) slowRow(src []byte, at int) (row []field, next int) {
	for {
		f := field{Span: span.Span{Start: at}}
		if at < len(src) && src[at] == '"' {
			if f.End, f.quoted = t.closing(src, at); f.End < 0 {
				return append(row, field{Span: span.Span{Start: at, End: -1}}), at
			}
		}
		if !f.quoted {
			for f.End = at; f.End < len(src) && src[f.End] != t.separator && src[f.End] != '\n'; f.End++ {
			}
			if f.End > at && src[f.End-1] == '\r' && (f.End == len(src) || src[f.End] == '\n') {
				f.End--
			}
		}
		row = append(row, f)
		if at = f.End; at < len(src) && src[at] == '\r' {
			at++
		}
		switch {
		case at == len(src):
			return row, at
		case src[at] == '\n':
			return row, at + 1
		}
		at++
	}
}

func FuzzRow(f *testing.F) {
	for _, s := range append(slices.Clone(seeds["csv"]), "a,b,,c\r\nd", "\"a\nb\",c,\"d\ne\"\nf", "a\r,b\n", "\"a\",b\"c\"\n", ",\n") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := &table{separator: ','}
		src := []byte(s)
		for at := 0; at < len(src); {
			want, next := x.slowRow(src, at)
			got, end := x.row(src, at, nil)
			if !slices.Equal(got, want) || end != next {
				t.Fatalf("%q from %d: %v to %d, want %v to %d", s, at, got, end, want, next)
			}
			if next == at {
				return // a quotation without an end
			}
			at = next
		}
	})
}
