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
		lines := 0
		for at < t.Start {
			k := bytes.IndexByte(text[at:t.Start], '\n')
			if k < 0 {
				break
			}
			lines++
			at += k + 1
			dst = append(dst, '\n')
		}
		if lines == 0 && i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, text[t.Start:t.End]...)
		at = t.End
	}
	for range bytes.Count(text[at:], []byte{'\n'}) {
		dst = append(dst, '\n')
	}
	return dst
}
