//go:build !amd64

package document

// blocks reads nothing: there is no faster way than that of letters.
func (l *jsonLetters) blocks(_, _ []byte, _ int) (wrote, read int) { return 0, 0 }
