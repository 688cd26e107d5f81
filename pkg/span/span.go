// Package span defines ranges of bytes of a text and the edits that replace
// them, and carries both from one version of a text to the next.
//
// All offsets are bytes of UTF-8. Code points, UTF-16 units and columns exist
// only in results for users, where a [Unit] counts them.
package span

import (
	"fmt"
	"slices"
	"sort"
)

// A Span is the half-open range of bytes [Start, End) of a text. The zero
// value is the empty span at the text's beginning.
type Span struct{ Start, End int }

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the spans share a byte, or one is empty and lies
// strictly inside the other. Spans that only touch do not overlap.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Text returns the part of src that the span covers. It panics if the span is
// not within src.
func (s Span) Text(src []byte) []byte { return src[s.Start:s.End:s.End] }

// Outside removes what overlaps one of the parts from all, which it changes, and returns
// the rest. of returns where a thing is; the parts are sorted and disjoint.
func Outside[T any](all []T, parts []Span, of func(x T) Span) []T {
	if len(parts) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(x T) bool {
		s := of(x)
		i := sort.Search(len(parts), func(i int) bool { return parts[i].End > s.Start })
		return i < len(parts) && parts[i].Overlaps(s)
	})
}

// An Edit replaces the bytes of a span by New. A list of edits is sorted by
// Start and its spans do not overlap; all of them are over the same text.
type Edit struct {
	Span
	New string
}

// Apply appends to dst what edits make of src, and returns the longer slice.
// The edits must be sorted and disjoint and lie within src; src is not
// changed, and dst must not share memory with it.
func Apply(dst, src []byte, edits []Edit) []byte {
	at := 0
	for i := range edits {
		e := &edits[i]
		dst = append(dst, src[at:e.Start]...)
		dst = append(dst, e.New...)
		at = e.End
	}
	return append(dst, src[at:]...)
}

// Move appends to dst the edits as they are over a text that has n more bytes before
// theirs, and returns the longer slice.
func Move(dst, edits []Edit, n int) []Edit {
	for _, e := range edits {
		e.Start += n
		e.End += n
		dst = append(dst, e)
	}
	return dst
}

// Compose appends to dst the edits that do at once what a and then b do in
// turn: if mid is Apply(x, a), then Apply(x, Compose(a, b, mid)) equals
// Apply(mid, b). Edits that touch become one, so the result is sorted and no
// two of its edits touch. dst must not share memory with a or b.
func Compose(dst, a, b []Edit, mid []byte) []Edit {
	dst = slices.Grow(dst, max(len(a), len(b)))
	i, j := 0, 0
	shift := 0 // an offset of mid, less the same offset of the original, before a[i]
	for i < len(a) || j < len(b) {
		before, from := shift, j
		var start, end int // of the group of touching edits, in mid
		if i < len(a) && (j == len(b) || a[i].Start+shift <= b[j].Start) {
			start = a[i].Start + shift
			end = start
		} else {
			start = b[j].Start
			end = start
		}
		for {
			if i < len(a) && a[i].Start+shift <= end {
				e := &a[i]
				end = max(end, e.Start+shift+len(e.New))
				shift += len(e.New) - e.Len()
				i++
			} else if j < len(b) && b[j].Start <= end {
				end = max(end, b[j].End)
				j++
			} else {
				break
			}
		}
		dst = append(dst, Edit{Span{start - before, end - shift}, splice(mid, start, end, b[from:j])})
	}
	return dst
}

// splice is mid[start:end] with the edits inside it applied.
func splice(mid []byte, start, end int, edits []Edit) string {
	switch {
	case len(edits) == 0:
		return string(mid[start:end])
	case len(edits) == 1 && edits[0].Span == Span{start, end}:
		return edits[0].New
	}
	var out []byte
	for i := range edits {
		out = append(out, mid[start:edits[i].Start]...)
		out = append(out, edits[i].New...)
		start = edits[i].End
	}
	return string(append(out, mid[start:end]...))
}

// Check reports whether edits are sorted, disjoint and within a text of n
// bytes, as [Apply], [Compose] and [NewMap] need them. The error names the
// first edit that is not, by its index.
func Check(edits []Edit, n int) error {
	at := 0
	for i, e := range edits {
		switch {
		case e.End < e.Start:
			return fmt.Errorf("span: edit %d ends at byte %d, before its start %d", i, e.End, e.Start)
		case e.Start < 0 || e.End > n:
			return fmt.Errorf("span: edit %d, bytes %d to %d, is not within %d bytes", i, e.Start, e.End, n)
		case e.Start < at:
			return fmt.Errorf("span: edit %d starts at byte %d, before the end %d of the edit before it", i, e.Start, at)
		}
		at = e.End
	}
	return nil
}
