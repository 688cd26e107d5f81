package span

import "sort"

// A Map carries offsets between a text (old) and what a list of edits made of
// it (new). It is exact outside the edits, monotone everywhere, and read-only
// once made, so goroutines may share it. The zero value is the map of a text
// that nothing changed.
type Map struct {
	edits []Edit
	ends  []int // in new: where the text of edits[i] ends
}

// NewMap makes the map of edits, which must be sorted and disjoint. The map
// keeps the slice: the caller must not change it while the map is in use.
func NewMap(edits []Edit) Map {
	ends := make([]int, len(edits))
	shift := 0
	for i := range edits {
		shift += len(edits[i].New) - edits[i].Len()
		ends[i] = edits[i].End + shift
	}
	return Map{edits, ends}
}

// In carries an offset of the new text back to the old one. Inside the text
// an edit wrote, it is the start of what the edit replaced.
func (m Map) In(off int) int {
	i := sort.Search(len(m.edits), func(i int) bool { return m.ends[i] > off })
	return m.in(i, off)
}

// in is In, given the first edit whose new text ends after off.
func (m Map) in(i, off int) int {
	if i < len(m.edits) && off >= m.ends[i]-len(m.edits[i].New) {
		return m.edits[i].Start
	}
	if i == 0 {
		return off
	}
	return off - m.ends[i-1] + m.edits[i-1].End
}

// InSpan carries a span of the new text back to the smallest span of the old
// one that made it: an end inside or right after an edit's text takes in the
// whole of what the edit replaced.
func (m Map) InSpan(s Span) Span {
	start := m.In(s.Start)
	if s.End <= s.Start {
		return Span{start, start}
	}
	i := sort.Search(len(m.edits), func(i int) bool { return m.ends[i] >= s.End })
	end := 0
	switch {
	case i < len(m.edits) && s.End > m.ends[i]-len(m.edits[i].New):
		end = m.edits[i].End
	default:
		end = m.in(i, s.End)
	}
	return Span{start, max(start, end)}
}

// Out carries an offset of the old text to the new one. Inside what an edit
// replaced, it is the start of the text that the edit wrote.
func (m Map) Out(off int) int {
	i := sort.Search(len(m.edits), func(i int) bool { return m.edits[i].End > off })
	if i < len(m.edits) && off >= m.edits[i].Start {
		return m.ends[i] - len(m.edits[i].New)
	}
	if i == 0 {
		return off
	}
	return off - m.edits[i-1].End + m.ends[i-1]
}
