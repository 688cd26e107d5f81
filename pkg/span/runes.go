package span

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// runeCount is utf8.RuneCount, which since Go 1.26 copies what is not ASCII. It counts
// blocks at once where the processor can, and passes over a block with what is rare.
func runeCount(text []byte) (n int) {
	for {
		runes, done := countBlocks(text)
		n, text = n+runes, text[done:]
		if len(text) < 2*32 {
			return n + countWords(text)
		}
		i := 0
		for i < 32 {
			_, size := utf8.DecodeRune(text[i:])
			n, i = n+1, i+size
		}
		text = text[i:]
	}
}

// countWords is runeCount. It counts eight bytes at a time where the text is ASCII and
// letters of two bytes from U+0400 to U+07FF, as Arabic is.
func countWords(text []byte) int {
	const high = 0x8080808080808080
	n, i := 0, 0
	cut := uint64(0) // the top bit of a byte, when the letter before text[i] goes on there
	for i+8 <= len(text) {
		w := binary.LittleEndian.Uint64(text[i:])
		wide := w & high
		// The top bit of each byte: of 10xxxxxx in next, of 1101xxxx in first.
		next := wide &^ (w << 1)
		first := wide & (w << 1) &^ (w << 2) & (w << 3)
		if first|next == wide && first<<8|cut == next {
			n, i, cut = n+8-bits.OnesCount64(next), i+8, first>>56
			continue
		}
		if cut != 0 {
			n, i, cut = n-1, i-1, 0
		}
		_, size := utf8.DecodeRune(text[i:])
		n, i = n+1, i+size
	}
	if cut != 0 {
		n, i = n-1, i-1
	}
	for i < len(text) {
		_, size := utf8.DecodeRune(text[i:])
		n, i = n+1, i+size
	}
	return n
}
