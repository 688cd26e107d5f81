package segment

import "math/bits"

// A letterMap has a bit for each byte of a part of a text, which it looks at at once where
// the processor can: whether one of the Arabic letters and marks that a word has begins
// there.
type letterMap struct {
	from, to int // of the text, and maybe empty
	begin    [letterWords + 1]uint64
}

const letterWords = 32

// end returns the end of the letters and marks at i, or of the first of them. It is asked
// in increasing order.
func (m *letterMap) end(text []byte, i int) int {
	for {
		if i >= m.to {
			if m.from = i; !m.fill(text) {
				return i
			}
		}
		at := i - m.from
		begin := m.begin[at>>6]>>(at&63) | m.begin[at>>6+1]<<1<<(^at&63)
		n := bits.TrailingZeros64(^(begin | begin<<1)) // two bytes each
		if i += n; n < 64 && i < m.to {
			return i
		}
	}
}
