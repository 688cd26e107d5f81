// Package document finds the texts that a file holds, and brings edits of a text
// back into the file.
//
// A file is not a text. It holds texts: the paragraphs of a page, the strings of
// a translation, the fields of records. A [Format] finds them. Each is a [Text]:
// what a reader sees, with the format's escapes undone, the markup gone, and one
// [Object] for each thing that is no prose. Edits of a text become edits of the
// file: what they write is escaped, and all else stays byte for byte.
//
//   - [For] returns the format of a file by its name, [ByName] finds one.
//   - [Stream] reads a file as [Block]s and works on them, several at once.
//   - [Block.Edits] carries edits of texts into the file.
//   - [Extend] gives each record of a file one more field.
//
// A page format (Markdown, JSON, PO …) reads the whole file; a record format
// (JSON Lines, CSV …) reads files of any size. The package promises that a file
// without edits stays as it is, that after edits it holds the same texts, by role
// and key, and the same objects, and that all bytes outside its texts stay.
// Which texts a page format finds may grow with versions.
package document

import (
	"fmt"
	"slices"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// A Block is a stretch of a file: a number of records, or a whole page. It is
// valid until the worker returns.
type Block struct {
	corpus.Block // of the file

	// Texts are what the block holds, in order; their Raw spans are disjoint.
	Texts []Text

	// Remarks are the comments of the page, in order. Where a comment is a text too,
	// as in source code, it is in both.
	Remarks []Remark

	format  *Format
	read    func(b *builder, src []byte) error
	start   builder // as it was before the block was read, without memory
	gone    []span.Span
	gains   []gain
	index   span.Index // of the Data
	indexed bool
	held    []held
	again   *builder // to read what edits make
	after   []byte
	edits   []span.Edit // over the Bytes of the texts
	over    []span.Edit // over the Data
	marks   []mark
	want    []byte

	parted parted // the file, if it is read at random
	part   int
	page   any // how the part is written
}

// A Remark is a comment of a page, which says something to who edits the page.
type Remark struct {
	Raw  span.Span // of the Data, with the marks of the comment
	Text span.Span // of the Data: what it says, without blanks around it
}

// A mark holds the edits of a text.
type mark struct {
	text  int         // its index
	edits []span.Edit // over its Bytes
	over  []span.Edit // over the Data
	left  bool        // some edits are not made
}

// maxReads bounds how often a page is read again to find the texts whose edits
// change its structure.
const maxReads = 100

// held is what holds a text of a block.
type held struct {
	b    *Block
	t    *Text
	cols [3]cursor // by the unit that counts
}

// A cursor is a count of units before at.
type cursor struct{ at, n int }

// units returns how many units are before off in the text. Answers come one after the
// other, and each counts from the one before it.
func (h *held) units(off int, u span.Unit) int {
	c := &h.cols[u]
	if off < c.at {
		c.n -= u.Count(h.t.Bytes[off:c.at])
	} else {
		c.n += u.Count(h.t.Bytes[c.at:off])
	}
	c.at = off
	return c.n
}

// Place returns where the text with that index begins: at offset 0, since it is a
// text of its own, in the line of the file where it begins. The place has the Block
// as its holder; it is valid as long as the Block.
func (b *Block) Place(text int) span.Place {
	b.indexData()
	if b.parted != nil {
		return span.Place{Line: b.Texts[text].Record + 1, In: &b.held[text]}
	}
	return span.Place{Line: b.index.Line(b.Texts[text].Raw.Start), In: &b.held[text]}
}

// indexData makes the index of the Data, once.
func (b *Block) indexData() {
	if b.indexed {
		return
	}
	b.indexed = true
	b.index.Reset(b.Data, b.Block.Place())
	b.held = b.held[:0]
	for i := range b.Texts {
		b.held = append(b.held, held{b: b, t: &b.Texts[i]})
	}
}

// Position implements span.Holder.
func (h *held) Position(off int, u span.Unit) (line, col int) {
	if h.b.parted != nil { // a row is a line, and each text has its own columns
		return h.t.Record + 1, 1 + h.units(off, u)
	}
	return h.b.index.Position(h.t.Source(span.Span{Start: off, End: off}).Start, u)
}

// Source implements span.Holder.
func (h *held) Source(s span.Span) (start, end int64) {
	if h.b.parted != nil {
		return -1, -1
	}
	s = h.t.Source(s)
	return h.b.Offset + int64(s.Start), h.b.Offset + int64(s.End)
}

// Identity implements span.Holder.
func (h *held) Identity() (record int, id, key string) {
	if !h.b.format.Records {
		return -1, h.t.ID, h.t.Key
	}
	return h.t.Record, h.t.ID, h.t.Key
}

// Append appends the part of the file that the block is, with edits of [Block.Edits]
// carried out. Where a file is read at random, the parts make the file if Append is
// called for each block.
func (b *Block) Append(dst []byte, edits []span.Edit) ([]byte, error) {
	switch {
	case b.parted == nil:
		return span.Apply(dst, b.Data, edits), nil
	case b.part == b.parted.parts():
		return b.parted.end(dst)
	case len(edits) == 0:
		return b.parted.write(b.part, dst, b, false)
	}
	return b.parted.write(b.part, dst, b.edited(edits), true)
}

// Edited returns the block, at the same place, that edits of [Block.Edits] make of it.
func (b *Block) Edited(edits []span.Edit) (*Block, error) {
	if b.parted != nil {
		return b.edited(edits), nil
	}
	data := span.Apply(nil, b.Data, edits)
	if !b.format.Records {
		x, err := b.format.Read(data)
		if x != nil {
			x.Offset, x.Line, x.Runes = b.Offset, b.Line, b.Runes
		}
		return x, err
	}
	r := b.start
	r.src = data
	err := b.read(&r, data)
	x := &Block{Block: b.Block, Texts: r.texts, format: b.format, read: b.read, start: b.start, gone: r.gone}
	x.Data = data
	return x, err
}

// Edits appends to dst the edits over the Data that carry out, for each text,
// what of returns for it: edits over its Bytes, sorted and disjoint, which are
// used until the next call of of. Records that are to be removed are removed by
// edits too.
//
// An edit after which the page would not read the same is not made. left holds the
// indexes of the texts with such edits.
func (b *Block) Edits(dst []span.Edit, of func(t *Text) []span.Edit) (edits []span.Edit, left []int) {
	gone := b.gone
	remove := func(before int) { // the records that begin before that offset
		for len(gone) > 0 && gone[0].Start < before {
			dst, gone = append(dst, span.Edit{Span: gone[0]}), gone[1:]
		}
	}
	if b.format.Records { // what is a field stays one
		for i := range b.Texts {
			t := &b.Texts[i]
			if edits := of(t); len(edits) > 0 {
				remove(t.Raw.Start)
				dst = t.write(b.Data, dst, edits, nil)
			}
		}
		remove(len(b.Data))
		return dst, nil
	}
	b.edits, b.over, b.marks = b.edits[:0], b.over[:0], b.marks[:0]
	for i := range b.Texts {
		if m := b.mark(i, of(&b.Texts[i])); len(m.over) > 0 {
			b.marks = append(b.marks, m)
		}
	}
	marks := b.marks
	if len(marks) > 0 && !b.reads(marks) {
		marks = b.settle()
	}
	for _, m := range marks {
		if m.left {
			left = append(left, m.text)
		}
		dst = append(dst, m.over...)
	}
	return dst, left
}

// mark returns the mark of edits of a text, without those that it does not bear.
func (b *Block) mark(text int, edits []span.Edit) mark {
	from, at := len(b.edits), len(b.over)
	b.over = b.Texts[text].write(b.Data, b.over, edits, &b.edits)
	return mark{text: text, edits: b.edits[from:len(b.edits):len(b.edits)], over: b.over[at:len(b.over):len(b.over)]}
}

// changeMost is how long, in bytes of the Data, a text may be of which one edit may
// change all, as by quoting it: many edits of a longer one would be as many copies.
const changeMost = 4 << 10

// Change returns the one edit over the Data that carries out e, an edit over the Bytes
// of the text with that index: it spans the markup between its parts. It reports
// false if the file has no such edit: if e touches an object, for example, or if the
// format may have to write a long text anew for it. Whether the page
// then still reads the same is not known: [Block.Edits] makes sure of it.
func (b *Block) Change(text int, e span.Edit) (change span.Edit, ok bool) {
	if t := &b.Texts[text]; b.parted != nil || t.form != nil && t.form.finish != nil && t.Raw.Len() > changeMost {
		return change, false
	}
	b.edits, b.over = b.edits[:0], b.over[:0]
	over := b.mark(text, []span.Edit{e}).over
	if len(over) == 0 {
		return change, false
	}
	change.Span = span.Span{Start: over[0].Start, End: over[len(over)-1].End}
	for i := range over {
		over[i].Start -= change.Start
		over[i].End -= change.Start
	}
	change.New = string(span.Apply(nil, change.Text(b.Data), over))
	return change, true
}

// Position returns the line and the column of the file, both from 1, of the byte at
// off of the Data, counted in units u.
func (b *Block) Position(off int, u span.Unit) (line, col int) {
	b.indexData()
	return b.index.Position(off, u)
}

// settle returns the marks without the edits that the page does not bear. Mostly it
// still holds as many texts, and those that read otherwise are to blame themselves;
// they are narrowed down together, since many may be, as in a page whose percent signs
// are mended and become placeholders.
func (b *Block) settle() []mark {
	marks := b.narrow(b.marks)
	if len(marks) == 0 || b.reads(marks) {
		return marks
	}
	return b.bisect(marks)
}

// A narrowing looks for the edits of a text that the page does not bear.
type narrowing struct {
	at      int // of the marks
	borne   []span.Edit
	pending [][]span.Edit // groups to try, the next one last
}

// narrow returns marks with those edits alone after which each text reads as it
// should, as far as the page then holds as many texts.
func (b *Block) narrow(marks []mark) []mark {
	marks = slices.Clone(marks)
	bad, ok := b.differ(marks)
	var open []narrowing
	for at, m := range marks {
		if ok && slices.Contains(bad, m.text) {
			open = append(open, narrowing{at: at, pending: [][]span.Edit{m.edits}})
			marks[at].left = true
		}
	}
	for reads := 1; ok && len(open) > 0 && reads < maxReads; reads++ {
		for i := range open { // all are bad, or were taken
			n := &open[i]
			if last := n.pending[len(n.pending)-1]; slices.Contains(bad, marks[n.at].text) {
				n.pending = n.pending[:len(n.pending)-1]
				if half := len(last) / 2; half > 0 {
					n.pending = append(n.pending, last[half:], last[:half])
				}
			} else {
				n.borne, n.pending = marks[n.at].edits, n.pending[:len(n.pending)-1]
			}
			edits := n.borne
			if len(n.pending) > 0 {
				edits = append(edits[:len(edits):len(edits)], n.pending[len(n.pending)-1]...)
			}
			m := b.mark(marks[n.at].text, edits)
			marks[n.at].edits, marks[n.at].over = m.edits, m.over
		}
		open = slices.DeleteFunc(open, func(n narrowing) bool { return len(n.pending) == 0 })
		bad, ok = b.differ(marks)
	}
	for _, n := range open { // there was no time for the rest, or it cannot be told
		m := b.mark(marks[n.at].text, n.borne)
		marks[n.at].edits, marks[n.at].over = m.edits, m.over
	}
	return marks
}

// bisect returns the marks without the edits that the page does not bear.
func (b *Block) bisect(marks []mark) []mark {
	reads := 0
	var good []mark
	bears := func(marks ...mark) bool {
		reads++
		return reads <= maxReads && b.reads(append(good[:len(good):len(good)], marks...))
	}
	var try func(marks []mark)
	try = func(marks []mark) {
		switch {
		case bears(marks...):
			good = append(good, marks...)
		case len(marks) == 1:
			good = append(good, b.settleText(marks[0], bears))
		default:
			try(marks[:len(marks)/2])
			try(marks[len(marks)/2:])
		}
	}
	try(marks)
	return good
}

// settleText returns the mark of one text without the edits that the page does not
// bear.
func (b *Block) settleText(m mark, bears func(...mark) bool) mark {
	settled := mark{text: m.text, left: true}
	var try func(edits []span.Edit)
	try = func(edits []span.Edit) {
		more := b.mark(m.text, append(settled.edits[:len(settled.edits):len(settled.edits)], edits...))
		switch {
		case len(more.over) > 0 && bears(more):
			settled.edits, settled.over = more.edits, more.over
		case len(edits) > 1:
			try(edits[:len(edits)/2])
			try(edits[len(edits)/2:])
		}
	}
	if half := len(m.edits) / 2; half > 0 {
		try(m.edits[:half])
		try(m.edits[half:])
	}
	return settled
}

// reads reports whether the page, after the edits of marks, holds the same
// texts, each as edited, and the same objects.
func (b *Block) reads(marks []mark) bool {
	bad, ok := b.differ(marks)
	return ok && len(bad) == 0
}

// differ returns the indexes of the texts that do not read as edited after the edits
// of marks, and whether the page then holds as many texts as before and all that
// differ have edits.
func (b *Block) differ(marks []mark) (bad []int, ok bool) {
	if b.again == nil {
		b.again = new(builder)
	}
	at := 0
	b.after = b.after[:0]
	for _, m := range marks {
		for _, e := range m.over {
			b.after = append(append(b.after, b.Data[at:e.Start]...), e.New...)
			at = e.End
		}
	}
	b.after = append(b.after, b.Data[at:]...)
	b.again.reset(b.after)
	if b.read(b.again, b.after) != nil || len(b.again.texts) != len(b.Texts) {
		return nil, false
	}
	for i := range b.Texts {
		t, edited := &b.Texts[i], false
		want := t.Bytes
		if len(marks) > 0 && marks[0].text == i {
			edited = len(marks[0].edits) > 0
			b.want = span.Apply(b.want[:0], t.Bytes, marks[0].edits)
			want, marks = b.want, marks[1:]
		}
		if !t.same(b.Data, want, &b.again.texts[i], b.after) {
			if !edited {
				return nil, false
			}
			bad = append(bad, i)
		}
	}
	return bad, true
}

// A RecordError says what is wrong with a record.
type RecordError struct {
	Record int // its number, from 0
	Line   int // of the file, from 1
	Err    error
}

// Error returns the message, with the line and the record.
func (e *RecordError) Error() string {
	return fmt.Sprintf("line %d: record %d: %v", e.Line, e.Record, e.Err)
}

// Unwrap returns the error without its place.
func (e *RecordError) Unwrap() error { return e.Err }

// A PageError says why a page cannot be read.
type PageError struct {
	Format string // its name
	Line   int    // from 1; 0 where it is not known
	Err    error
}

// Error returns the message, with the line and the format.
func (e *PageError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("not %s: %v", e.Format, e.Err)
	}
	return fmt.Sprintf("line %d: not %s: %v", e.Line, e.Format, e.Err)
}

// Unwrap returns the error without its place.
func (e *PageError) Unwrap() error { return e.Err }
