package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isRSTMarked reports whether the line begins with the mark and a blank, or is it.
func isRSTMarked(line []byte, mark string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(mark))
	return ok && (len(rest) == 0 || mdBlank(rest[0]) || rest[0] == '\f')
}

// rstAdornment returns the sign that the line has and nothing else; 0 if it is no line
// under or over a title.
func rstAdornment(line []byte) byte {
	c := line[0]
	if !isRSTSign(c) || countByte(line, c) < len(line) {
		return 0
	}
	return c
}

func isRSTSign(c byte) bool {
	return c > ' ' && c < 0x7F && unicode.IsOneOf([]*unicode.RangeTable{unicode.P, unicode.S}, rune(c))
}

// rstWidth returns how many columns the text has, or more.
func rstWidth(text []byte) int {
	n := 0
	for _, c := range string(text) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case c >= 0x1100:
			n += 2
		default:
			n++
		}
	}
	return n
}

// isRSTColumns reports whether the line begins a table of columns: it has stretches of =
// with blanks between them.
func isRSTColumns(line []byte) bool {
	return line[0] == '=' && bytes.IndexByte(line, ' ') > 0 && len(bytes.Trim(line, "= ")) == 0
}

// isRSTField reports whether the line begins a field, such as :author:, and no role.
func isRSTField(line []byte) bool {
	if line[0] != ':' || len(line) < 3 || mdBlank(line[1]) || line[1] == ':' {
		return false
	}
	i := bytes.IndexByte(line[1:], ':') + 1
	return i > 0 && !mdBlank(line[i-1]) && isRSTMarked(line[i:], ":")
}

// isRSTOption reports whether the line begins an option of a program, such as --help.
func isRSTOption(line []byte) bool {
	rest := bytes.TrimLeft(line, "-/+")
	return len(rest) < len(line) && len(rest) > 0 && (isWord(rest[0]) && rest[0] != '.') && len(line)-len(rest) <= 2
}

// rstMarker returns how many bytes the mark of a list item has that the line begins with,
// and the blanks after it, or 0.
func rstMarker(line []byte) int {
	n := 0
	switch r, size := utf8.DecodeRune(line); {
	case r == '*' || r == '+' || r == '-' || r == '\u2022' || r == '\u2023' || r == '\u2043': // BULLET, TRIANGULAR BULLET, HYPHEN BULLET
		n = size
	default:
		if line[0] == '(' {
			n++
		}
		start := n
		for n < len(line) && (isWord(line[n]) && line[n] != '.' || line[n] == '#') {
			n++
		}
		number := string(line[start:n])
		if n == start || n == len(line) || !isRSTNumber(number) || line[n] != ')' && (line[n] != '.' || start > 0) {
			return 0
		}
		n++
	}
	if n < len(line) && !mdBlank(line[n]) {
		return 0
	}
	return n + leading(line[n:])
}

// isRSTNumber reports whether s counts items: digits, one letter, Roman digits or #.
func isRSTNumber(s string) bool {
	return len(s) == 1 && s != "-" && s != "+" || strings.Trim(s, "0123456789") == "" || strings.Trim(strings.ToLower(s), "ivxlcdm") == ""
}
