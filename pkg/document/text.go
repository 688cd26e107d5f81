package document

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// Object is what a [Text] has in place of a thing that is no prose: U+FFFC, the
// object replacement character.
const Object = "\uFFFC"

// A Role says what a text is in its file.
type Role uint8

// The roles of texts.
const (
	Paragraph Role = iota // running text
	Heading               // a heading or a title
	Item                  // an item of a list
	Cell                  // a cell of a table
	Label                 // a string of an interface or a translation
	Attribute             // the description of an image or a link
	Cue                   // what a subtitle says
	Comment               // a comment of a program
	Value                 // a field of a record
)

var roles = [...]string{"paragraph", "heading", "item", "cell", "label", "attribute", "cue", "comment", "value"}

// String returns the name of the role, in lower case.
func (r Role) String() string { return roles[r] }

// A Text is one text that a file holds, as a reader sees it: escapes are
// undone, markup is gone, and what is no prose is one [Object]. A tatweel beside
// markup, which joins letters over it, is an object too, but seen as it is. The zero
// value is an empty text.
type Text struct {
	Bytes  []byte      // what a reader sees; read-only
	Opaque []span.Span // the objects in Bytes, in order: no edit touches them
	Raw    span.Span   // where the text is in the Data of its Block
	Role   Role
	Key    string // the name of the field or of the string; "" where there is none
	ID     string // of its record; "" where there is none
	Record int    // the number of its record, from 0; 0 where there are none

	// Fixed says that no edit is made, since other files refer to the text as it
	// is. What is wrong in it can only be reported.
	Fixed bool

	pieces []piece
	src    []byte // the Data
	form   *form
	ascii  bool // what is not ASCII is escaped
	format bool // a percent sign begins a directive of printf
}

// A form says how a format writes texts.
type form struct {
	// escape appends s as the format writes it within t; nil appends s.
	escape func(dst []byte, s string, t *Text) []byte

	// finish, if set, adds to the edits of t, which come from index from of
	// edits on, what they make necessary in the file src.
	finish func(src []byte, t *Text, edits []span.Edit, from int) []span.Edit
}

// A piece is a part of a text that a reader sees as something else.
type piece struct {
	span.Span     // of the Data
	at, to    int // of Bytes
	kind      pieceKind
}

type pieceKind uint8

const (
	escaped pieceKind = iota // it stands for the characters that are seen
	hidden                   // markup, of which nothing is seen
	opener                   // such markup at the start of an element
	opaque                   // seen as an Object
	row                      // escapes of JSON, and ASCII between them
)

// unseen reports whether p is markup, of which nothing is seen.
func (p *piece) unseen() bool { return p.kind == hidden || p.kind == opener }

// begins returns where the escape of p that holds the offset off of Bytes begins: in
// Bytes, and in the Data.
func (t *Text) begins(p *piece, off int) (seen, raw int) {
	seen, raw = p.at, p.Start
	for p.kind == row {
		n, size := jsonUnit(t.src[raw:])
		if seen+size > off {
			break
		}
		seen, raw = seen+size, raw+n
	}
	return seen, raw
}

// ends returns where the escape of p that holds the byte before off ends.
func (t *Text) ends(p *piece, off int) (seen, raw int) {
	if p.kind != row {
		return p.to, p.End
	}
	for seen, raw = p.at, p.Start; seen < off; {
		n, size := jsonUnit(t.src[raw:])
		seen, raw = seen+size, raw+n
	}
	return seen, raw
}

// Source returns the smallest span of the Data of the block that s, a span of
// Bytes, comes from. An end inside an escape takes in all of it.
func (t *Text) Source(s span.Span) span.Span {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].to > s.Start })
	start := 0
	if i < len(t.pieces) && t.pieces[i].at <= s.Start {
		_, start = t.begins(&t.pieces[i], s.Start)
	} else {
		start = t.after(i, s.Start)
	}
	if s.End <= s.Start {
		return span.Span{Start: start, End: start}
	}
	i = sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].to >= s.End })
	end := 0
	if i < len(t.pieces) && t.pieces[i].at < s.End {
		_, end = t.ends(&t.pieces[i], s.End)
	} else {
		end = t.after(i, s.End)
	}
	return span.Span{Start: start, End: max(start, end)}
}

// after is the place in the Data of an offset of Bytes before the piece i.
func (t *Text) after(i, off int) int {
	if i == 0 {
		return t.Raw.Start + off
	}
	return t.pieces[i-1].End + off - t.pieces[i-1].to
}

// Rewrite appends to dst the edits over the Data of the block that carry out
// edits, which are over Bytes, sorted and disjoint. What they write is escaped;
// markup that is not seen stays. An edit of which [Text.Bears] is false is dropped.
//
// Whether the file then still reads the same is not known: [Block.Edits] makes
// sure of it.
func (t *Text) Rewrite(dst, edits []span.Edit) []span.Edit {
	return t.rewrite(dst, edits, nil)
}

// rewrite is Rewrite; if kept is set, it gets the edits that are not dropped.
func (t *Text) rewrite(dst, edits []span.Edit, kept *[]span.Edit) []span.Edit {
	if t.Fixed {
		return dst
	}
	end := t.Raw.Start // of the last edit
	next := 0          // of pieces, the first that ends after the edit begins
	for i := range edits {
		e := edits[i]
		for next < len(t.pieces) && t.pieces[next].to <= e.Start {
			next++
		}
		before, between := t.gap(next, e.Span)
		if between || t.directs(e) {
			continue
		}
		if before >= end {
			dst = append(dst, span.Edit{Span: span.Span{Start: before, End: before}, New: t.escape(e.New)})
		} else if at, ok := t.direct(next, e.Span); ok {
			dst = append(dst, span.Edit{Span: at, New: t.escape(e.New)})
		} else {
			if e = t.whole(e); t.touches(e.Span) {
				continue
			}
			from := len(dst)
			if dst = t.split(dst, e); dst[from].Start < end { // both change one escape
				dst = dst[:from]
				continue
			}
		}
		end = dst[len(dst)-1].End
		if kept != nil {
			*kept = append(*kept, edits[i])
		}
	}
	return dst
}

// Bears reports whether the edit e, over Bytes, may be made. It may not if the text is
// Fixed, or if e touches an object, separates two elements that have nothing between
// them, of which only a style sheet says whether they are beside each other, or writes
// a percent sign that would begin a directive of printf.
func (t *Text) Bears(e span.Edit) bool {
	if t.Fixed || t.directs(e) || t.touches(t.whole(e).Span) {
		return false
	}
	next := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].to > e.Start })
	_, between := t.gap(next, e.Span)
	return !between
}

// directs reports whether e writes a percent sign that would begin a directive.
func (t *Text) directs(e span.Edit) bool {
	return t.format && strings.Count(e.New, "%") > bytes.Count(t.Bytes[e.Start:e.End], []byte("%"))
}

// gap returns where in the Data what is inserted at s belongs, if that is before the
// start of an element, and otherwise -1. It reports whether another element ends
// there. The piece with the index next is the first after s.
func (t *Text) gap(next int, s span.Span) (at int, between bool) {
	at = -1
	if s.Len() > 0 {
		return at, false
	}
	for ; next > 0 && t.pieces[next-1].to == s.Start && t.pieces[next-1].unseen(); next-- {
		p := &t.pieces[next-1]
		if at >= 0 && p.End != at {
			break
		}
		if p.kind == hidden {
			return at, at >= 0
		}
		at = p.Start
	}
	return at, false
}

// direct returns where the span s of Bytes is in the Data, if it is that and no more:
// beside the piece with that index, the first that ends after s begins, or whole escapes
// of it.
func (t *Text) direct(next int, s span.Span) (at span.Span, ok bool) {
	if next == len(t.pieces) || t.pieces[next].at > s.End {
		return span.Span{Start: t.after(next, s.Start), End: t.after(next, s.End)}, true
	}
	p := &t.pieces[next]
	if p.kind != row || p.at > s.Start || p.to < s.End {
		return at, false
	}
	seen, raw := t.begins(p, s.Start)
	if seen < s.Start {
		return at, false
	}
	for at.Start = raw; seen < s.End; {
		n, size := jsonUnit(t.src[raw:])
		seen, raw = seen+size, raw+n
	}
	at.End = raw
	return at, seen == s.End
}

// write is rewrite with the edits of the file src that the form of t adds.
func (t *Text) write(src []byte, dst, edits []span.Edit, kept *[]span.Edit) []span.Edit {
	from := len(dst)
	dst = t.rewrite(dst, edits, kept)
	if len(dst) > from && t.form != nil && t.form.finish != nil {
		dst = t.form.finish(src, t, dst, from)
	}
	return dst
}

// touches reports whether s shares a byte with an object or is inside it.
func (t *Text) touches(s span.Span) bool {
	i := sort.Search(len(t.Opaque), func(i int) bool { return t.Opaque[i].End > s.Start })
	return i < len(t.Opaque) && t.Opaque[i].Overlaps(s)
}

// whole returns the edit e, or one that does the same to whole escapes.
func (t *Text) whole(e span.Edit) span.Edit {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].to > e.Start })
	if i < len(t.pieces) && t.pieces[i].at < e.Start {
		at, _ := t.begins(&t.pieces[i], e.Start)
		e.New = string(t.Bytes[at:e.Start]) + e.New
		e.Start = at
	}
	i = sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].to >= e.End })
	if i < len(t.pieces) && t.pieces[i].at < e.End && e.End < t.pieces[i].to {
		to, _ := t.ends(&t.pieces[i], e.End)
		e.New += string(t.Bytes[e.End:to])
		e.End = to
	}
	return e
}

// split appends the edit e as edits between the markup that is not seen.
func (t *Text) split(dst []span.Edit, e span.Edit) []span.Edit {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].at > e.Start })
	if i == len(t.pieces) || !t.hides(i, e.End) {
		return append(dst, span.Edit{Span: t.Source(e.Span), New: t.escape(e.New)})
	}
	if old := t.Bytes[e.Start:e.End]; len(e.New) > 0 {
		n := commonPrefix(old, e.New)
		e.Start, e.New = e.Start+n, e.New[n:]
		n = commonSuffix(t.Bytes[e.Start:e.End], e.New)
		e.End, e.New = e.End-n, e.New[:len(e.New)-n]
	}
	at := e.Start
	for ; i < len(t.pieces) && t.pieces[i].at < e.End; i++ {
		if p := &t.pieces[i]; p.unseen() && p.at > at {
			dst = append(dst, span.Edit{Span: t.Source(span.Span{Start: at, End: p.at}), New: t.escape(e.New)})
			at, e.New = p.at, ""
		}
	}
	if at < e.End || e.New != "" {
		dst = append(dst, span.Edit{Span: t.Source(span.Span{Start: at, End: e.End}), New: t.escape(e.New)})
	}
	return dst
}

// hides reports whether a piece from i on is hidden before the offset end.
func (t *Text) hides(i, end int) bool {
	for ; i < len(t.pieces) && t.pieces[i].at < end; i++ {
		if t.pieces[i].unseen() {
			return true
		}
	}
	return false
}

// escape returns s as the format writes it.
func (t *Text) escape(s string) string {
	if s == "" || t.form == nil || t.form.escape == nil {
		return s
	}
	return string(t.form.escape(nil, s, t))
}

// commonPrefix returns how many bytes of whole code points a and b begin with.
func commonPrefix(a []byte, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// commonSuffix returns how many bytes of whole code points a and b end with.
func commonSuffix(a []byte, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return n
}

// same reports whether u, read after edits, is t as it was to become: want is
// what t's Bytes were to be, and data and after hold the two.
func (t *Text) same(data []byte, want []byte, u *Text, after []byte) bool {
	if t.Role != u.Role || t.Key != u.Key || t.ID != u.ID || t.Fixed != u.Fixed || len(t.Opaque) != len(u.Opaque) {
		return false
	}
	if string(want) != string(u.Bytes) {
		return false
	}
	next := func(pieces []piece, i int) int {
		return i + slices.IndexFunc(pieces[i:], func(p piece) bool { return p.kind == opaque })
	}
	for i, j, n := 0, 0, 0; n < len(t.Opaque); i, j, n = i+1, j+1, n+1 {
		i, j = next(t.pieces, i), next(u.pieces, j)
		if string(t.pieces[i].Text(data)) != string(u.pieces[j].Text(after)) {
			return false
		}
	}
	return true
}
