package segment

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
