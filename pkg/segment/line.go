package segment

import "bytes"

// AppendLine appends text with a space for each newline, so that it is one line,
// and returns the longer slice.
func AppendLine(dst, text []byte) []byte {
	done := 0
	for i := 0; i < len(text); {
		n := newline(text[i:])
		if n == 0 {
			i++
			continue
		}
		dst = append(append(dst, text[done:i]...), ' ')
		i += n
		done = i
	}
	return append(dst, text[done:]...)
}

// AppendTokens appends the lines of text with single spaces between the tokens
// of each, and nothing else of it, and returns the longer slice.
func AppendTokens(dst, text []byte, tokens []Token) []byte {
	return AppendTokensFunc(dst, text, tokens, func(dst []byte, t Token) []byte {
		return append(dst, text[t.Start:t.End]...)
	})
}

// AppendTokensFunc appends what AppendTokens does, with what write appends of each
// token in its place.
func AppendTokensFunc(dst, text []byte, tokens []Token, write func(dst []byte, t Token) []byte) []byte {
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
