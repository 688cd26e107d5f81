package report

import (
	"bytes"
	"slices"

	"github.com/nass-ar/nass/pkg/segment"
)

// appendTokens appends the lines of text with single spaces between the tokens of each,
// and in the place of a token what write appends of it.
func appendTokens(dst, text []byte, tokens []segment.Token, write func(dst []byte, t segment.Token) []byte) []byte {
	at := 0
	for i, t := range tokens {
		dst = appendGap(dst, text[at:t.Start], i == 0)
		dst = write(dst, t)
		at = t.End
	}
	return appendNewlines(dst, text[at:])
}

// appendGap appends what is between two tokens, of gap: its newlines or, where there are
// none, a space, unless the second token is the first of all.
func appendGap(dst, gap []byte, first bool) []byte {
	n := len(dst)
	if dst = appendNewlines(dst, gap); len(dst) == n && !first {
		dst = append(dst, ' ')
	}
	return dst
}

// appendNewlines appends the newlines of text.
func appendNewlines(dst, text []byte) []byte {
	for range bytes.Count(text, []byte{'\n'}) {
		dst = append(dst, '\n')
	}
	return dst
}

// appendLines appends the tokens of text, each on a line. Most are words of a few letters,
// of which a copy of fixed size costs less than one that looks at their length.
func appendLines(dst, text []byte, tokens []segment.Token) []byte {
	const short = 16
	most := short
	for _, t := range tokens {
		most += t.Len() + 1
	}
	dst = slices.Grow(dst, most)
	out, n := dst[:len(dst)+most], len(dst)
	for _, t := range tokens {
		if size := t.Len(); size <= short && t.Start+short <= len(text) {
			*(*[short]byte)(out[n:]) = [short]byte(text[t.Start:])
			n += size
		} else {
			n += copy(out[n:], text[t.Start:t.End])
		}
		out[n] = '\n'
		n++
	}
	return out[:n]
}
