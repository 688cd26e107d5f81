package document

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// RST is the format of reStructuredText.
var RST = &Format{
	Name: "rst", Title: "reStructuredText", Files: []string{"*.rst", "*.rest"},
	Prose: "paragraphs, headings, list items, definitions, line blocks, footnotes, link text; what notes and other directives say; cells of list-table",
	Left:  "headings that a link names; literals, roles, references, substitutions, targets, comments, fields, options, tables drawn with signs, other directives",
	page:  readRST, remark: pair{open: ".."},
}

// readRST reads a page of reStructuredText.
func readRST(b *builder, src []byte) error {
	r := rstReader{b: b, src: src, lines: pageLines(src, bomLen(src), unicode.IsSpace)}
	r.body(0, Paragraph, 0)
	return nil
}

// An rstReader reads blocks of lines, which are told apart by blank lines and by what is
// before their first word.
type rstReader struct {
	b     *builder
	src   []byte
	lines []pageLine
	n     int       // lines that are read
	names linkNames // by which links refer to something; nil: not known
}

// text returns what is left to read of the line n.
func (r *rstReader) text(n int) []byte { return r.src[r.lines[n].at:r.lines[n].end] }

// blank reports whether there is nothing on the line n, or no such line.
func (r *rstReader) blank(n int) bool { return n >= len(r.lines) || r.lines[n].at == r.lines[n].end }

// body reads the blocks that have that many columns before them, or more.
func (r *rstReader) body(least int, role Role, depth int) {
	for r.n < len(r.lines) {
		switch {
		case r.blank(r.n):
			r.n++
		case r.lines[r.n].indent < least:
			return
		case depth > maxBlocks:
			r.skipBody(least)
		default:
			r.block(role, depth)
		}
	}
}

// skipBody skips the lines with that many columns before them, or more.
func (r *rstReader) skipBody(least int) {
	for r.n < len(r.lines) && (r.blank(r.n) || r.lines[r.n].indent >= least) {
		r.n++
	}
}

// skipBlock skips lines up to a blank one.
func (r *rstReader) skipBlock() {
	for !r.blank(r.n) {
		r.n++
	}
}

// block reads one block, which begins on the line r.n.
func (r *rstReader) block(role Role, depth int) {
	text, indent := r.text(r.n), r.lines[r.n].indent
	switch {
	case isRSTMarked(text, ".."):
		r.explicit(role, depth)
	case isRSTMarked(text, "__"): // an anonymous target
		r.n++
		r.skipBody(indent + 1)
	case isRSTMarked(text, ">>>"), text[0] == '+' && text[len(text)-1] == '+':
		r.skipBlock() // a session, a table
	case isRSTColumns(text):
		r.columns()
	case string(text) == rstLiteral:
		r.n++
		r.literal(indent)
	case rstAdornment(text) != 0:
		r.adorned()
	case indent == 0 && !r.blank(r.n+1) && r.lines[r.n+1].indent == 0 && rstAdornment(r.text(r.n+1)) != 0:
		if r.n += 2; string(r.text(r.n-1)) == rstLiteral {
			r.literal(indent)
		} else {
			r.title(r.n-2, r.n-1)
		}
	case isRSTMarked(text, "|"):
		r.verses()
	case isRSTField(text), isRSTOption(text):
		r.n++
		r.skipBody(indent + 1)
	default:
		if n := rstMarker(text); n > 0 {
			r.item(n, role, depth)
		} else {
			r.paragraph(role, depth)
		}
	}
}

// rstLiteral ends a paragraph that announces a literal block, or is one.
const rstLiteral = "::"

// adorned reads a block that begins with a line of signs: a title below and above such
// lines, or a line between paragraphs.
func (r *rstReader) adorned() {
	n := r.n
	over := r.text(n)
	if !r.blank(n+1) && !r.blank(n+2) && r.lines[n].indent == 0 && bytes.Equal(over, r.text(n+2)) && rstAdornment(r.text(n+1)) == 0 {
		r.title(n+1, n)
		r.n += 3
		return
	}
	r.skipBlock()
}

// title makes a heading of the line n, if the line of signs is as long. It is not to be
// edited if a link names it.
func (r *rstReader) title(n, signs int) {
	line, title := r.lines[n], r.text(n)
	if line.indent+rstWidth(title) > r.lines[signs].end-r.lines[signs].at {
		return
	}
	if t := r.prose(Heading, line.at, line.end); t != nil {
		t.Fixed = r.named(title)
	}
}

// named reports whether a link refers to something by that name.
func (r *rstReader) named(name []byte) bool {
	if r.names == nil {
		r.names = linkNames{}
		r.names.find(r.src, "`", "`_")
		r.names.find(r.src, "<", "_>`")
		for word := range bytes.FieldsFuncSeq(r.src, func(c rune) bool { return c != '_' && !isRSTWord(c) }) {
			if name := bytes.TrimRight(word, "_"); len(name) > 0 && len(name) < len(word) {
				r.names.add(name)
			}
		}
	}
	return r.names.has(name)
}

// isRSTWord reports whether c may be in a name that is not quoted, beside an underscore.
func isRSTWord(c rune) bool {
	return unicode.In(c, unicode.L, unicode.N, unicode.M) || c < utf8.RuneSelf && isRoleSign(byte(c))
}

// columns skips a table of columns, up to a line of = with a blank line after it.
func (r *rstReader) columns() {
	for first := r.n; r.n < len(r.lines); {
		r.n++
		if n := r.n - 1; n > first && r.blank(r.n) && !r.blank(n) && len(bytes.Trim(r.text(n), "= ")) == 0 {
			return
		}
	}
}

// verses reads the lines of a line block, each a text. What goes on with one stays.
func (r *rstReader) verses() {
	indent := r.lines[r.n].indent
	for ; !r.blank(r.n); r.n++ {
		if text, l := r.text(r.n), r.lines[r.n]; l.indent == indent && isRSTMarked(text, "|") && (r.blank(r.n+1) || r.lines[r.n+1].indent == indent) {
			r.prose(Paragraph, l.at+1+leading(text[1:]), l.end)
		}
	}
}

// item reads an item of a list, whose mark has n bytes.
func (r *rstReader) item(n int, role Role, depth int) {
	l := &r.lines[r.n]
	outer := l.indent
	l.indent += utf8.RuneCount(r.src[l.at : l.at+n])
	l.at += n
	if role == Paragraph {
		role = Item
	}
	if l.at == l.end { // the item begins on the next line
		r.n++
		if !r.blank(r.n) && r.lines[r.n].indent <= outer {
			return
		}
		r.body(outer+1, role, depth+1)
		return
	}
	if next := r.n + 1; !r.blank(next) && r.lines[next].indent < l.indent && (r.lines[next].indent > outer || rstMarker(r.text(next)) == 0) {
		r.skipBlock() // it is no item, or one that nobody can read
		return
	}
	r.body(l.indent, role, depth+1)
}

// paragraph reads a paragraph, or the term of a definition, and what goes with it.
func (r *rstReader) paragraph(role Role, depth int) {
	first, indent := r.n, r.lines[r.n].indent
	for r.n++; !r.blank(r.n) && r.lines[r.n].indent == indent; r.n++ {
	}
	deeper := !r.blank(r.n) && r.lines[r.n].indent > indent
	end := r.lines[r.n-1].end
	literal := bytes.HasSuffix(r.src[:end], []byte(rstLiteral))
	switch {
	case deeper && (literal || r.n > first+1): // nobody can read it
		r.skipBlock()
		r.skipBody(indent + 1)
		return
	case deeper:
		r.prose(role, r.lines[first].at, r.termEnd(first))
		r.body(indent+1, role, depth+1)
		return
	case !literal:
		r.prose(role, r.lines[first].at, end)
		return
	}
	for end -= len(rstLiteral); end > r.lines[first].at && mdBlank(r.src[end-1]); {
		end--
	}
	r.prose(role, r.lines[first].at, end)
	r.literal(indent)
}

// termEnd returns where the term of a definition ends, before what classifies it.
func (r *rstReader) termEnd(n int) int {
	if i := bytes.Index(r.text(n), []byte(" : ")); i >= 0 {
		return r.lines[n].at + i
	}
	return r.lines[n].end
}

// literal skips the block after a paragraph that announces it, which has that many columns
// before it.
func (r *rstReader) literal(indent int) {
	for r.n < len(r.lines) && r.blank(r.n) {
		r.n++
	}
	if r.n == len(r.lines) {
		return
	}
	if l := r.lines[r.n]; l.indent > indent {
		r.skipBody(indent + 1)
	} else if l.indent == indent && isRSTSign(r.src[l.at]) { // each line begins with the sign
		r.skipBlock()
	}
}
