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
	at := 0
	for i, t := range tokens {
		dst, at = appendGap(dst, text, at, t.Start, i == 0)
		dst = append(dst, text[t.Start:t.End]...)
		at = t.End
	}
	return appendNewlines(dst, text[at:])
}

// AppendTokensFunc appends what AppendTokens does, with what write appends of each
// token in its place.
func AppendTokensFunc(dst, text []byte, tokens []Token, write func(dst []byte, t Token) []byte) []byte {
	at := 0
	for i, t := range tokens {
		dst, at = appendGap(dst, text, at, t.Start, i == 0)
		dst = write(dst, t)
		at = t.End
	}
	return appendNewlines(dst, text[at:])
}

// appendGap appends what is between the tokens that end at and begin at these
// offsets of text: its newlines or, where there are none, a space, unless the
// second token is the first of all. It returns how much of text is done.
func appendGap(dst, text []byte, end, start int, first bool) ([]byte, int) {
	lines := 0
	for end < start {
		k := bytes.IndexByte(text[end:start], '\n')
		if k < 0 {
			break
		}
		lines++
		end += k + 1
		dst = append(dst, '\n')
	}
	if lines == 0 && !first {
		dst = append(dst, ' ')
	}
	return dst, end
}

// appendNewlines appends the newlines of text.
func appendNewlines(dst, text []byte) []byte {
	for range bytes.Count(text, []byte{'\n'}) {
		dst = append(dst, '\n')
	}
	return dst
}
