package span

import (
	"bytes"
	"unicode/utf8"
)

// A Place is a position in a text from its beginning.
type Place struct {
	Offset int64  // bytes before it
	Runes  int64  // code points before it; an invalid byte counts as one
	Line   int    // from 1; of the file, where the text is in one
	In     Holder // what holds the text; nil if the text is a whole file
}

// A Holder is a file that holds a text among others. Offsets are those of the
// text. A Holder is not safe for concurrent use.
type Holder interface {
	// Position returns the line and the column of the file, both from 1, of the
	// byte at off, counted in units u.
	Position(off int, u Unit) (line, col int)

	// Source returns the span of the file that s comes from.
	Source(s Span) (start, end int64)

	// Identity returns the number of the record that holds the text, from 0, or
	// -1 if the file has no records; and the identifier of the record and the name
	// of the text, "" for none.
	Identity() (record int, id, key string)
}

// Start is the place where a text begins.
var Start = Place{Line: 1}

// An Index finds the lines, columns and code points of offsets in a text.
//
// It counts from its last answer, so that questions in increasing order read
// each byte once; a question that goes back costs the bytes it goes back over.
// The text may be a stretch of a longer one: [Index.Reset] takes the place
// where it starts, and columns then count from the start of the stretch until
// its first newline. A newline is LF; a carriage return before it counts as a
// column.
//
// The zero value is the index of an empty text. An Index is not safe for
// concurrent use.
type Index struct {
	text  []byte
	start Place // of text[0]

	runes cursor // code points before runes.at
	line  cursor // newlines before line.at
	begin int    // where the line that holds line.at begins; may lie before the stretch
	clear int    // no newline stands from line.at to here
	cols  [3]column
}

// A cursor is a count up to an offset.
type cursor struct{ at, n int }

// A column counts the units of the line that begins at line.
type column struct {
	cursor
	line   int
	before int // units of the line that holds text[0] before it
}

// NewIndex returns the index of text, which must not change while it is used.
func NewIndex(text []byte) *Index {
	x := new(Index)
	x.Reset(text, Start)
	return x
}

// Reset makes x the index of text, which starts at the place start of a longer
// text. If start has a Holder, lines and columns are those of the file.
func (x *Index) Reset(text []byte, start Place) {
	*x = Index{text: text, start: start}
}

// Text returns the text, without what [Index.Forget] gave up.
func (x *Index) Text() []byte { return x.text }

// Extend replaces the text by a longer one that begins with it.
func (x *Index) Extend(text []byte) { x.text = text }

// Forget gives up the text before off. Offsets count from there afterwards;
// lines, columns and places stay those of the longer text.
func (x *Index) Forget(off int) {
	place := x.Place(off)
	for u := range x.cols {
		n := x.Column(off, Unit(u)) - 1
		x.cols[u] = column{before: n}
	}
	x.text = x.text[off:]
	x.start = place
	x.runes, x.line, x.begin, x.clear = cursor{}, cursor{}, 0, 0
}

// Place returns the place of the byte at off, which may be the end of the
// text.
func (x *Index) Place(off int) Place {
	return Place{x.Offset(off), x.Runes(off), x.Line(off), x.start.In}
}

// Offset returns how many bytes precede off in the longer text.
func (x *Index) Offset(off int) int64 { return x.start.Offset + int64(off) }

// Runes returns how many code points precede off in the longer text.
func (x *Index) Runes(off int) int64 {
	x.runes.move(x.text, off, Rune)
	return x.start.Runes + int64(x.runes.n)
}

// move carries the cursor to off.
func (c *cursor) move(text []byte, off int, u Unit) {
	switch {
	case off > c.at:
		c.n += u.Count(text[c.at:off])
	case off < c.at:
		c.n -= u.Count(text[off:c.at])
	}
	c.at = off
}

// Line returns the number, from 1, of the line that holds the byte at off. A
// newline belongs to the line it ends. Where a file holds the text, it is the line of
// the file.
func (x *Index) Line(off int) int {
	if x.start.In != nil {
		line, _ := x.start.In.Position(int(x.Offset(off)), Byte)
		return line
	}
	switch {
	case off > x.line.at && off > x.clear:
		passed := x.text[x.line.at:off]
		if n := bytes.Count(passed, newline); n > 0 {
			x.line.n += n
			x.begin = x.line.at + bytes.LastIndexByte(passed, '\n') + 1
		}
		ahead := x.text[off:min(off+farAhead, len(x.text))]
		if n := bytes.IndexByte(ahead, '\n'); n >= 0 {
			ahead = ahead[:n]
		}
		x.clear = off + len(ahead)
	case off < x.line.at:
		x.clear = off
		if n := bytes.Count(x.text[off:x.line.at], newline); n > 0 {
			x.line.n -= n
			x.begin = bytes.LastIndexByte(x.text[:off], '\n') + 1
		}
	}
	x.line.at = off
	return x.start.Line + x.line.n
}

var newline = []byte{'\n'}

// farAhead is how far [Index.Line] looks for the next newline: questions in increasing order
// then mostly need not look at all, and those that go back and forth look at little.
const farAhead = 256

// Column returns the column, from 1, of the byte at off, counted in units u.
func (x *Index) Column(off int, u Unit) int {
	if x.start.In != nil {
		_, col := x.start.In.Position(int(x.Offset(off)), u)
		return col
	}
	x.Line(off)
	c := &x.cols[u]
	if c.line != x.begin {
		c.line, c.cursor = x.begin, cursor{at: x.begin}
	}
	c.move(x.text, off, u)
	n := c.n
	if x.begin == 0 {
		n += c.before
	}
	return 1 + n
}

// Position returns the line and the column, both from 1, of the byte at off.
func (x *Index) Position(off int, u Unit) (line, col int) {
	if x.start.In != nil {
		return x.start.In.Position(int(x.Offset(off)), u)
	}
	col = x.Column(off, u)
	return x.start.Line + x.line.n, col
}

// Find returns the offset of a line and column, both from 1. A column past the
// end of its line is the line's end, before its newline; a column inside a code
// point is the start of that code point. It reports false if the text does not
// hold the line.
func (x *Index) Find(line, col int, u Unit) (off int, ok bool) {
	line -= x.start.Line
	if line < 0 {
		return 0, false
	}
	for ; line > 0; line-- {
		i := bytes.IndexByte(x.text[off:], '\n')
		if i < 0 {
			return 0, false
		}
		off += i + 1
	}
	if off == 0 {
		col -= x.cols[u].before
	}
	for col--; col > 0 && off < len(x.text) && x.text[off] != '\n'; {
		_, size := utf8.DecodeRune(x.text[off:])
		if col -= u.Count(x.text[off : off+size]); col < 0 {
			break
		}
		off += size
	}
	return off, true
}
