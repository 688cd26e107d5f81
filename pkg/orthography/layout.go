package orthography

import (
	"bytes"

	"github.com/nass-ar/nass/pkg/rule"
)

// What holds the text of a line, as far as the line itself tells: a block of code,
// or the cells of a table. A fenced block is told by the lines around it, which no
// rule sees.

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

// isRow reports whether sep separates the cells of the line: it is there twice or
// more outside quoted cells and numbers, and never with a blank after it, as prose has
// after most of its commas.
func isRow(line []byte, sep byte) bool {
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
			return false
		case i > 0 && isDigit(line[i-1]) && len(after) > 0 && isDigit(after[0]):
		case goesOn(after): // as in a date: 5 مايو,2010 وقع
		default:
			n++
		}
	}
	return n >= 2
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
