package report

import (
	"bytes"

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
