package document

import (
	"bytes"
	"strconv"
)

// table reads the cells between from and to, unless it cannot be known which column each
// is in and that matters.
func (r *adocReader) table(from, to, depth int) {
	if adocNamed(r.next.table, "format") != nil || adocNamed(r.next.table, "separator") != nil || r.next.left {
		return
	}
	for isADocComment(r.src[from:to]) { // before the first cell
		line, next := frontLine(r.src[:to], from)
		r.b.remark(from, from+len(line), len("//"), 0)
		from = next
	}
	columns := adocColumns(adocNamed(r.next.table, "cols"))
	styled := bytes.IndexFunc(columns, func(c rune) bool { return c == 'a' || c == 'l' || c == 'm' }) >= 0
	var cells []adocCell
	for at := from; at < to; {
		end := at // of the cell before the next |
		for end < to && (r.src[end] != '|' || end > from && r.src[end-1] == '\\') {
			if end++; r.src[end-1] == '\n' && isADocComment(r.src[end:to]) {
				end += max(bytes.IndexByte(r.src[end:to], '\n'), 0)
			}
		}
		next, n := adocCell{start: end + 1, end: to}, 0
		if end < to {
			n = next.read(r.src[at:end], at == from)
		}
		if len(cells) > 0 {
			cells[len(cells)-1].end = end - n
		}
		if next.spans && styled {
			return
		}
		if end < to {
			cells = append(cells, next)
		}
		at = end + 1
	}
	column := 0
	for _, c := range cells {
		if c.style == 0 && len(columns) > 0 {
			c.style = columns[column%len(columns)]
		}
		column += c.times
		switch c.style {
		case 'l', 'm':
		case 'a':
			cell := r.cell(c)
			cell.body(cell.limit, Cell, depth+1)
		default:
			cell := r.cell(c)
			cell.paragraphs(0, len(cell.lines), Cell)
		}
	}
}

// An adocCell is a cell of a table.
type adocCell struct {
	start, end int
	style      byte // how it is read; 0: as its column
	times      int  // so many cells are the same
	spans      bool // it is in more than one column or row
}

// read takes in what is before the | of the cell, as in 2.3+^.>s|, and returns how many
// bytes of text that are. At the start of a table nothing else is there.
func (c *adocCell) read(text []byte, first bool) int {
	c.times = 1
	i := bytes.LastIndexAny(text, " \t\r\n") + 1
	if i == 0 && !first {
		return 0
	}
	word := text[i:]
	rest := bytes.TrimLeft(word, "0123456789.")
	if factor := word[:len(word)-len(rest)]; len(bytes.Trim(factor, ".")) == 0 {
		rest = word
	} else {
		switch n, err := strconv.Atoi(string(factor)); {
		case len(rest) > 0 && rest[0] == '*' && err == nil && n > 0:
			c.times = n
		case len(rest) > 0 && rest[0] == '+':
			c.spans = true
		default:
			return 0
		}
		rest = rest[1:]
	}
	rest = bytes.TrimLeft(rest, "<^>.")
	if len(rest) > 0 && 'a' <= rest[0] && rest[0] <= 'z' {
		c.style, rest = rest[0], rest[1:]
	}
	if len(rest) > 0 {
		*c = adocCell{start: c.start, end: c.end, times: 1}
		return 0
	}
	return len(word)
}

// columnsMost is how many columns a table has at most whose cells are told apart by column.
const columnsMost = 1 << 10

// adocColumns returns the styles of the columns that the attribute cols describes.
func adocColumns(cols []byte) (styles []byte) {
	for part := range bytes.FieldsFuncSeq(cols, func(c rune) bool { return c == ',' || c == ';' }) {
		part = bytes.TrimSpace(part)
		times := 1
		if n, rest, ok := bytes.Cut(part, []byte("*")); ok {
			if t, err := strconv.Atoi(string(n)); err == nil {
				times, part = t, rest
			}
		}
		style := byte('d')
		if n := len(part); n > 0 && 'a' <= part[n-1] && part[n-1] <= 'z' {
			style = part[n-1]
		}
		for ; times > 0 && len(styles) < columnsMost; times-- {
			styles = append(styles, style)
		}
	}
	return styles
}

// cell returns a reader of the lines of the cell.
func (r *adocReader) cell(c adocCell) *adocReader {
	lines := pageLines(r.src[:c.end], c.start, isADocBlank)
	if len(lines) > 0 {
		lines[0].indent = 0
	}
	return &adocReader{b: r.b, src: r.src, lines: lines, limit: len(lines), names: r.names, addresses: r.addresses, begun: true, form: adocCellText}
}
