package document

import (
	"bytes"
	"unicode"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A builder collects the texts of a block, in order, as a format reads it. It
// is used again for the next block.
//
// A text is begun, then gets what its bytes are from the left to the right, and
// is ended. What stands between two calls is seen as it is.
type builder struct {
	src   []byte
	texts []Text
	bad   []RecordError
	gone  []span.Span // records to be removed
	said  []Remark    // comments
	gains []gain      // what records gain, in order

	record  int  // number of the record that is read
	mark    int  // of texts, where its texts begin
	line    int  // number of the first line of src
	first   bool // src begins the file
	onError OnError
	rows    *jsonLetters // if set, escapes of JSON that are near each other are one piece
	whole   bool         // the strings of a translation are read, see Unit
	units   []Unit
	unit    Unit // of the text that is read, without the Text
	good    int  // of src, what is before the record that ended the reading

	spare  []byte // memory of Bytes
	pieces []piece
	opaque []span.Span

	t    Text // that is being read
	open bool
	raw  int // of src, what was read of it
	view int // of spare, where the text begins
	from int // of pieces
	of   int // of opaque
}

// reset prepares the builder for src.
func (b *builder) reset(src []byte) {
	*b = builder{src: src, texts: b.texts[:0], bad: b.bad[:0], gone: b.gone[:0], said: b.said[:0], gains: b.gains[:0], spare: b.spare[:0], pieces: b.pieces[:0], opaque: b.opaque[:0]}
}

// begin begins a text at the offset at of src.
func (b *builder) begin(role Role, key string, f *form, at int) {
	b.t = Text{Raw: span.Span{Start: at, End: at}, Role: role, Key: key, Record: b.record, src: b.src, form: f}
	b.open, b.raw = true, at
	if b.whole {
		b.unit = Unit{Form: -1, Edges: true}
	}
	b.view, b.from, b.of = len(b.spare), len(b.pieces), len(b.opaque)
}

// copy takes what is before at as it is.
func (b *builder) copy(at int) {
	if at > b.raw {
		b.spare = append(b.spare, b.src[b.raw:at]...)
		b.raw = at
	}
}

// add adds the piece from start to end, seen as s.
func (b *builder) add(start, end int, s []byte, kind pieceKind) {
	b.copy(start)
	at := len(b.spare) - b.view
	b.spare = append(b.spare, s...)
	b.pieces = append(b.pieces, piece{span.Span{Start: start, End: end}, at, len(b.spare) - b.view, kind})
	b.raw = end
}

// escape takes the bytes from start to end for the characters s.
func (b *builder) escape(start, end int, s string) { b.add(start, end, []byte(s), escaped) }

// escapeBytes is escape, for characters in memory of the caller's.
func (b *builder) escapeBytes(start, end int, s []byte) { b.add(start, end, s, escaped) }

// hide takes the bytes from start to end for something that is not seen.
func (b *builder) hide(start, end int) {
	if start < end {
		b.add(start, end, nil, hidden)
	}
}

// markup takes the bytes from start to end for markup within a text, of the kind
// hidden or opener. The tatweels beside it are an object, seen as it is: they join the
// letters on its sides, as in لـ**كتاب**.
func (b *builder) markup(start, end int, kind pieceKind) {
	from := start
	for from-len(tatweel) >= b.raw && bytes.HasSuffix(b.src[:from], tatweel) {
		from -= len(tatweel)
	}
	b.keep(from, start)
	if start < end {
		b.add(start, end, nil, kind)
	}
	to := end
	for bytes.HasPrefix(b.src[to:], tatweel) {
		to += len(tatweel)
	}
	b.keep(end, to)
}

var tatweel = []byte("\u0640") // ARABIC TATWEEL

// keep takes the bytes from start to end for an object that is seen as it is.
func (b *builder) keep(start, end int) {
	if start < end {
		b.objectAs(start, end, b.src[start:end])
	}
}

var object = []byte(Object)

// object takes the bytes from start to end for one thing that is no prose.
func (b *builder) object(start, end int) { b.objectAs(start, end, object) }

// objectAs is object, for one that is seen as s.
func (b *builder) objectAs(start, end int, s []byte) {
	at := len(b.spare) - b.view + max(start-b.raw, 0)
	b.add(start, end, s, opaque)
	b.opaque = append(b.opaque, span.Span{Start: at, End: at + len(s)})
}

// remark keeps the comment from start to end, whose marks are its first bytes, open of
// them, and its last.
func (b *builder) remark(start, end, open, shut int) {
	from, to := start+open, end-shut
	for from < to && mdBlank(b.src[from]) {
		from++
	}
	for to > from && mdBlank(b.src[to-1]) {
		to--
	}
	b.said = append(b.said, Remark{Raw: span.Span{Start: start, End: end}, Text: span.Span{Start: from, End: to}})
}

// drop forgets the text that was begun.
func (b *builder) drop() {
	b.open = false
	b.spare, b.pieces, b.opaque = b.spare[:b.view], b.pieces[:b.from], b.opaque[:b.of]
}

// end ends the text at the offset at of src.
func (b *builder) end(at int) *Text {
	t := &b.t
	t.Raw.End = at
	if t.pieces = b.pieces[b.from:len(b.pieces):len(b.pieces)]; len(t.pieces) == 0 {
		t.Bytes = b.src[t.Raw.Start:at:at]
	} else {
		b.copy(at)
		t.Bytes = b.spare[b.view:len(b.spare):len(b.spare)]
		t.Opaque = b.opaque[b.of:len(b.opaque):len(b.opaque)]
	}
	b.open = false
	b.texts = append(b.texts, *t)
	return &b.texts[len(b.texts)-1]
}

// endProse ends the text at the offset at, unless it holds no Arabic letter.
// Blanks at its edges belong to the file, not to the text. It returns nil for
// what is no text.
func (b *builder) endProse(at int) *Text {
	t := b.end(at)
	if b.whole {
		b.unit.Text = *t
		b.texts, b.units = b.texts[:len(b.texts)-1], append(b.units, b.unit)
		return nil
	}
	if !hasArabic(t.Bytes) {
		b.texts = b.texts[:len(b.texts)-1]
		return nil
	}
	t.trim(b.src)
	return t
}

// trim takes the blanks, those that do not break among them, and the markup at the
// edges away from the text.
func (t *Text) trim(src []byte) {
	left := len(t.Bytes) - len(bytes.TrimLeftFunc(t.Bytes, unicode.IsSpace))
	right := len(bytes.TrimRightFunc(t.Bytes, unicode.IsSpace))
	if left == 0 && right == len(t.Bytes) && (len(t.pieces) == 0 || !t.pieces[0].unseen() && !t.pieces[len(t.pieces)-1].unseen()) {
		return
	}
	raw := t.Source(span.Span{Start: left, End: right})
	pieces := t.pieces
	for len(pieces) > 0 && pieces[0].Start < raw.Start {
		pieces = pieces[1:]
	}
	for len(pieces) > 0 && pieces[len(pieces)-1].End > raw.End {
		pieces = pieces[:len(pieces)-1]
	}
	for i := range pieces {
		pieces[i].at -= left
		pieces[i].to -= left
	}
	for i := range t.Opaque {
		t.Opaque[i].Start -= left
		t.Opaque[i].End -= left
	}
	t.Bytes, t.Raw, t.pieces = t.Bytes[left:right], raw, pieces
}

// hasArabic reports whether text holds an Arabic letter.
func hasArabic(text []byte) bool { return arabic.IndexLetter(text) >= 0 }
