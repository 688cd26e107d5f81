package orthography

import (
	"bytes"

	"github.com/nass-ar/nass/pkg/rule"
)

// What holds the text of a line, as far as the line itself shows: a block of code,
// or the cells of a table. A fenced block is known by the lines around it: see fence.go.

// code holds of a line in an indented block of code.
var code = &rule.Fact{Of: indented}

// codeIndent is the number of spaces that begin a block of code in Markdown.
const codeIndent = 4

// indented reports whether line is in an indented block: it begins with a tab, or
// with as many spaces as Markdown wants before code.
func indented(line []byte) bool {
	for i, c := range line {
		switch {
		case c == '\t', i == codeIndent:
			return true
		case c != ' ':
			return false
		}
	}
	return false
}

// cellMarks are the marks that separate the cells of a table.
var cellMarks = oneOf(",;|\t")

// commaCells and semicolonCells hold of a line that is a row of such cells.
var (
	commaCells     = &rule.Fact{Of: func(line []byte) bool { return isRow(line, ',') }}
	semicolonCells = &rule.Fact{Of: func(line []byte) bool { return isRow(line, ';') }}
)

// separates reports whether the mark r separates cells in the line.
func separates(t *rule.Line, r rune) bool {
	return r == ',' && t.Is(commaCells) || r == ';' && t.Is(semicolonCells)
}

// isRow reports whether sep separates the cells of the line, three or more.
func isRow(line []byte, sep byte) bool {
	return bytes.Count(line, []byte{sep}) >= 2 && countCells(line, sep) >= 2
}

// countCells returns how often sep is in the line outside quoted cells and numbers; -1
// if it has a blank after it anywhere, as prose has after most of its commas.
func countCells(line []byte, sep byte) int {
	n, quoted := 0, false
	for i := 0; i < len(line); i++ {
		after := line[i+1:]
		switch c := line[i]; {
		case c == '"' && quoted && len(after) > 0 && after[0] == '"':
			i++ // a mark of the cell
		case c == '"' && quoted:
			quoted = len(after) > 0 && after[0] != sep
		case c == '"':
			quoted = i == 0 || line[i-1] == sep
		case c != sep, quoted:
		case startsBlank(after):
			return -1
		case i > 0 && isDigit(line[i-1]) && len(after) > 0 && isDigit(after[0]):
		case goesOn(after): // as in a date: 5 مايو,2010 وقع
		default:
			n++
		}
	}
	return n
}

// rowsLeast is how many lines show that a text is a table of two columns.
const rowsLeast = 3

// proseMost is how many more lines of prose than rows end the search for a table.
const proseMost = 64

// twoColumns returns the mark that separates the cells of a table of two columns, whose
// first bytes are head: nine of ten lines have it, each once; 0 for another text. One
// line does not show it: of 233,383 paragraphs of news and encyclopedias 110 have one
// comma without a blank beside it, and only three of them in a row.
func twoColumns(head []byte) byte {
	if bytes.Count(head, []byte{'\n'}) < rowsLeast-1 {
		return 0
	}
	for _, sep := range []byte{',', ';'} {
		if bytes.Count(head, []byte{sep}) < rowsLeast {
			continue
		}
		rows, others := 0, 0
		for line := range bytes.Lines(head) {
			if line = bytes.TrimRight(line, "\r\n"); len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if countCells(line, sep) == 1 && !afterBlank(line, sep) {
				rows++
			} else if others++; others > rows+proseMost {
				break
			}
		}
		if rows >= rowsLeast && rows >= 9*others {
			return sep
		}
	}
	return 0
}

// afterBlank reports whether a blank, or nothing, is before the first sep of the line.
func afterBlank(line []byte, sep byte) bool {
	i := bytes.IndexByte(line, sep)
	return i <= 0 || bytes.HasSuffix(line[:i], oneSpace) || bytes.HasSuffix(line[:i], noBreakSpace)
}

// goesOn reports whether b begins with a number and a blank after it.
func goesOn(b []byte) bool {
	rest := bytes.TrimLeftFunc(b, digits.Has)
	return len(rest) < len(b) && startsBlank(rest)
}

var (
	oneSpace     = []byte(" ")
	noBreakSpace = []byte("\u00A0") // NO-BREAK SPACE
)

func startsBlank(b []byte) bool {
	return bytes.HasPrefix(b, oneSpace) || bytes.HasPrefix(b, noBreakSpace)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
