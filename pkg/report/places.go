package report

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A Range is a stretch of a file: lines and columns, all from 1. EndCol is the column
// after its last character.
type Range struct{ Line, Col, EndLine, EndCol int }

// Range returns where the finding is in its file, with columns counted in units u. In
// a document, other units than code points need [Check.Places].
func (x *Finding) Range(u span.Unit) Range {
	switch {
	case x.wide != nil:
		return x.wide.at[u]
	case u == span.Rune || x.in == nil:
		return Range{x.Line, x.Col, x.Line, x.EndCol}
	}
	return Range{
		x.Line, x.in.starts.Column(min(x.Start, len(x.Text)), u),
		x.Line, x.in.ends.Column(min(x.End, len(x.Text)), u)}
}

// Change returns what the fix of the finding changes in the file: the place, with
// columns counted in units u, and what is written there. It reports false if the
// finding has no fix, or if in a document the structure may not bear it together with
// the other fixes that are as safe; there it needs [Check.Places].
func (x *Finding) Change(u span.Unit) (at Range, new string, ok bool) {
	e, ok := x.Edit()
	switch {
	case !ok:
		return at, "", false
	case x.Of == nil:
		return x.Range(u), e.New, true
	}
	return x.wide.change[u], e.New, true
}

// Edit returns the edit over the bytes of the file that [Finding.Change] describes, and
// reports the same. It is not for a [Check] that also fixes the file.
func (x *Finding) Edit() (e span.Edit, ok bool) {
	switch at := x.Place.Offset; {
	case x.Fix == rule.Manual || at < 0:
		return e, false
	case x.Of == nil:
		return span.Edit{Span: span.Span{Start: int(at) + x.Start, End: int(at) + x.End}, New: x.New}, true
	case x.wide == nil || !x.wide.changes:
		return e, false
	}
	return x.wide.made, true
}

const byteOrderMark = "\uFEFF" // ZERO WIDTH NO-BREAK SPACE

// afterMark returns r, in code points, without the byte order mark at the start of
// the file, for a format that does not count it. It reports false if nothing else is
// in r.
func (x *Finding) afterMark(r Range) (Range, bool) {
	marked := x.wide != nil && x.wide.marked
	if x.Of == nil {
		marked = x.Line == 1 && bytes.HasPrefix(x.Text, []byte(byteOrderMark))
	}
	only := marked && r == Range{1, 1, 1, 2}
	if marked && r.Line == 1 {
		r.Col = max(1, r.Col-1)
	}
	if marked && r.EndLine == 1 {
		r.EndCol = max(1, r.EndCol-1)
	}
	return r, !only
}

// wide is what only some formats need of a finding in a document.
type wide struct {
	at     [3]Range // by span.Unit
	marked bool     // the file begins with a byte order mark

	text    int       // the index of its text
	edit    span.Edit // of its Bytes, by which a fix is made
	changes bool      // the page bears it
	made    span.Edit // of the file, for it
	change  [3]Range
}

// wideOf returns what a finding f has of the block, in a line that begins at start of
// the text with that index.
func wideOf(b *document.Block, text, start int, f *rule.Finding) *wide {
	t := &b.Texts[text]
	s := span.Span{Start: start + f.Start, End: start + f.End}
	w := &wide{text: text, edit: span.Edit{Span: s, New: f.New}, marked: b.Offset == 0 && bytes.HasPrefix(b.Data, []byte(byteOrderMark))}
	in := b.Place(text).In
	if at, _ := in.Source(s); at < 0 { // the file is read at random
		for u := range w.at {
			r := &w.at[u]
			r.Line, r.Col = in.Position(s.Start, span.Unit(u))
			r.EndLine, r.EndCol = in.Position(s.End, span.Unit(u))
		}
		return w
	}
	w.at = ranges(b, t.Source(s))
	return w
}

// ranges returns the place of a span of the Data, by span.Unit.
func ranges(b *document.Block, s span.Span) (at [3]Range) {
	for u := range at {
		r := &at[u]
		r.Line, r.Col = b.Position(s.Start, span.Unit(u))
		r.EndLine, r.EndCol = b.Position(s.End, span.Unit(u))
	}
	return at
}

// setChanges sets the changes of the findings of a block, in order, whose fix is that
// one: those that the page bears when all are made. Of fixes that overlap, the first
// counts.
func setChanges(b *document.Block, found []Finding, fix rule.Fix) {
	var made []*Finding
	last := -1 // the text of the last one
	var at span.Span
	for i := range found {
		x := &found[i]
		if x.Fix != fix {
			continue
		}
		w := x.wide
		if w.text == last && (w.edit.Start <= at.Start || w.edit.Start < at.End) {
			continue
		}
		last, at = w.text, w.edit.Span
		made = append(made, x)
	}
	if len(made) == 0 {
		return
	}
	next := 0
	text := -1
	var edits []span.Edit
	_, left := b.Edits(nil, func(*document.Text) []span.Edit {
		text++
		edits = edits[:0]
		for ; next < len(made) && made[next].wide.text == text; next++ {
			edits = append(edits, made[next].wide.edit)
		}
		return edits
	})
	slices.Sort(left)
	for _, x := range made {
		w := x.wide
		if _, found := slices.BinarySearch(left, w.text); found {
			continue
		}
		change, ok := b.Change(w.text, w.edit)
		if !ok || !utf8.ValidString(change.New) {
			continue
		}
		w.changes, w.change = true, ranges(b, change.Span)
		start, end := b.Offset+int64(change.Start), b.Offset+int64(change.End)
		w.made = span.Edit{Span: span.Span{Start: int(start), End: int(end)}, New: change.New}
	}
}

// A holder places the findings of a text that a file holds, or of a line. They come in
// order, so that each byte is counted once.
type holder struct{ starts, ends span.Index }

func (h *holder) reset(text []byte) {
	h.starts.Reset(text, span.Start)
	h.ends.Reset(text, span.Start)
}

// hold returns the finding of a text, in a line that begins at the place at, with its
// place in the file that holds the text.
func (h *holder) hold(f rule.Finding, at span.Place) Finding {
	start, end := int(at.Offset)+f.Start, int(at.Offset)+f.End
	x := Finding{Finding: f, Place: at, Of: identity(at, start, end)}
	x.Line, x.Col = at.In.Position(start, span.Rune)
	line, col := at.In.Position(end, span.Rune)
	if x.EndCol = col; line != x.Line { // the end of a text may be after markup
		x.EndCol = x.Col + span.Rune.Count(f.Text[f.Start:f.End])
	}
	x.runes = span.Span{Start: int(h.starts.Runes(start)), End: int(h.ends.Runes(end))}
	x.Place.In = nil
	return x
}
