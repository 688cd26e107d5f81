package document

import (
	"bytes"
	"strings"
)

// A pageLine is a line of a page without the blanks at its end.
type pageLine struct {
	start, end int
	at         int // its first byte that is no blank, or what is left to read of it
	indent     int // columns before that
}

// pageLines returns the lines of src from the offset at on. What is blank tells the format.
func pageLines(src []byte, at int, blank func(rune) bool) []pageLine {
	var lines []pageLine
	for at < len(src) {
		l := pageLine{start: at, end: len(src)}
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			l.end = at + i
		}
		at = l.end + 1
		l.end = l.start + len(bytes.TrimRightFunc(src[l.start:l.end], blank))
		for l.at = l.start; l.at < l.end && mdBlank(src[l.at]); l.at++ {
			if l.indent++; src[l.at] == '\t' {
				l.indent = (l.indent + 7) &^ 7
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// linkNames are names by which links refer to headings and other things.
type linkNames map[string]bool

// nameMost is how many bytes a name that is looked for has at most.
const nameMost = 1 << 10

// find keeps the names that are between two marks of src.
func (n linkNames) find(src []byte, start, end string) {
	for at := 0; ; at += len(end) {
		i := bytes.Index(src[at:], []byte(end))
		if i < 0 {
			return
		}
		at += i
		before := src[max(0, at-nameMost):at]
		if i := bytes.LastIndex(before, []byte(start)); i >= 0 {
			n.add(before[i+len(start):])
		}
	}
}

func (n linkNames) add(name []byte) { n[linkName(name)] = true }

func (n linkNames) has(name []byte) bool { return n[linkName(name)] }

// linkName returns the name as links are compared by it.
func linkName(name []byte) string {
	return strings.ToLower(string(bytes.Join(bytes.Fields(name), []byte{' '})))
}

// countByte returns how often text repeats c, from its start.
func countByte(text []byte, c byte) int {
	n := 0
	for n < len(text) && text[n] == c {
		n++
	}
	return n
}

// leading returns how many blanks the text begins with.
func leading(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t")) }
