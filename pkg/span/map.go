package span

import "sort"

// A Map converts offsets between a text (old) and the result of a list of edits
// (new). It is exact outside the edits and monotone everywhere. A Map does not
// change, so goroutines may share it. The zero value is the map of a text that
// no edit changed.
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

// Old returns the offset in the old text of an offset of the new one. For an
// offset inside the text that an edit wrote, it is the start of what the edit
// replaced.
func (m Map) Old(off int) int {
	i := sort.Search(len(m.edits), func(i int) bool { return m.ends[i] > off })
	return m.old(i, off)
}

// old is Old, given the first edit whose new text ends after off.
func (m Map) old(i, off int) int {
	if i < len(m.edits) && off >= m.ends[i]-len(m.edits[i].New) {
		return m.edits[i].Start
	}
	if i == 0 {
		return off
	}
	return off - m.ends[i-1] + m.edits[i-1].End
}

// OldSpan returns the smallest span of the old text that produced a span of the
// new text. If an end is inside or right after the text that an edit wrote, the
// span includes all the bytes that the edit replaced.
func (m Map) OldSpan(s Span) Span {
	start := m.Old(s.Start)
	if s.End <= s.Start {
		return Span{start, start}
	}
	i := sort.Search(len(m.edits), func(i int) bool { return m.ends[i] >= s.End })
	end := 0
	switch {
	case i < len(m.edits) && s.End > m.ends[i]-len(m.edits[i].New):
		end = m.edits[i].End
	default:
		end = m.old(i, s.End)
	}
	return Span{start, max(start, end)}
}

// Whole returns the smallest span of the new text that covers s and all the
// text of each edit that s touches. OldSpan uses this span.
func (m Map) Whole(s Span) Span {
	out := s
	i := sort.Search(len(m.edits), func(i int) bool { return m.ends[i] > s.Start })
	if i < len(m.edits) && m.ends[i]-len(m.edits[i].New) < s.Start {
		if out.Start = m.ends[i] - len(m.edits[i].New); s.Len() == 0 {
			out.End = m.ends[i]
		}
	}
	if s.Len() == 0 {
		return out
	}
	i = sort.Search(len(m.edits), func(i int) bool { return m.ends[i] >= s.End })
	if i < len(m.edits) && m.ends[i]-len(m.edits[i].New) < s.End {
		out.End = m.ends[i]
	}
	return out
}

// New returns the offset in the new text of an offset of the old one. For an
// offset inside what an edit replaced, it is the start of the text that the
// edit wrote.
func (m Map) New(off int) int {
	i := sort.Search(len(m.edits), func(i int) bool { return m.edits[i].End > off })
	return m.new(i, off)
}

// new is New, given the first edit that ends after off.
func (m Map) new(i, off int) int {
	if i < len(m.edits) && off >= m.edits[i].Start {
		return m.ends[i] - len(m.edits[i].New)
	}
	if i == 0 {
		return off
	}
	return off - m.edits[i-1].End + m.ends[i-1]
}

// NewSpan returns the smallest span of the new text that covers the result of a
// span of the old text. If an end is inside or right after the bytes that an
// edit replaced, the span includes all of the text that the edit wrote.
func (m Map) NewSpan(s Span) Span {
	start := m.New(s.Start)
	if s.End <= s.Start {
		return Span{start, start}
	}
	i := sort.Search(len(m.edits), func(i int) bool { return m.edits[i].End >= s.End })
	end := 0
	switch {
	case i < len(m.edits) && s.End > m.edits[i].Start:
		end = m.ends[i]
	default:
		end = m.new(i, s.End)
	}
	return Span{start, max(start, end)}
}
