package span

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// A Unit is what a column counts.
type Unit uint8

const (
	Rune  Unit = iota // code points; an invalid byte counts as one
	Byte              // bytes of UTF-8
	UTF16             // UTF-16 code units; an invalid byte counts as one
)

// Count is the number of units in text.
func (u Unit) Count(text []byte) int {
	switch u {
	case Byte:
		return len(text)
	case Rune:
		return runeCount(text)
	}
	n := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		n++
		if r > 0xFFFF {
			n++
		}
		text = text[size:]
	}
	return n
}

// An Index turns byte offsets of a text into lines and columns. Lines end
// with "\n" and are found on the first call, so an index that is never asked
// costs nothing. It is not safe for concurrent use.
type Index struct {
	text  []byte
	lines []int // where each line begins; nil until asked
}

// NewIndex makes an index of text, which it keeps and does not change.
func NewIndex(text []byte) *Index { return &Index{text: text} }

// Position is the line and column, both from 1, of the byte at off; the
// column counts in units. An off at or past the end is the end's position.
func (x *Index) Position(off int, u Unit) (line, col int) {
	if x.lines == nil {
		x.lines = append(x.lines, 0)
		for at := 0; ; {
			i := bytes.IndexByte(x.text[at:], '\n')
			if i < 0 {
				break
			}
			at += i + 1
			x.lines = append(x.lines, at)
		}
	}
	off = min(max(off, 0), len(x.text))
	line = sort.SearchInts(x.lines, off+1)
	return line, 1 + u.Count(x.text[x.lines[line-1]:off])
}
