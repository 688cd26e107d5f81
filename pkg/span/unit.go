package span

import "unicode/utf8"

// A Unit is what a column counts.
type Unit uint8

const (
	Rune  Unit = iota // code points; an invalid byte counts as one
	Byte              // bytes of UTF-8
	UTF16             // UTF-16 code units; an invalid byte counts as one
)

// Units are the names of the units, in order: span.Units[span.Byte].
var Units = [...]string{"codepoint", "byte", "utf16"}

// Count returns the number of units in text.
func (u Unit) Count(text []byte) int {
	switch u {
	case Byte:
		return len(text)
	case Rune:
		return runeCount(text)
	}
	n := runeCount(text)
	for i, b := range text {
		if b >= 0xF0 { // begins a code point past U+FFFF, or is invalid
			if _, size := utf8.DecodeRune(text[i:]); size == 4 {
				n++
			}
		}
	}
	return n
}
