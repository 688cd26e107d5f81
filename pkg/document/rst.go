package document

import (
	"bytes"
	"strings"
	"sync"
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

// explicit reads a block that begins with "..": a directive, a footnote, a target, a
// substitution or a comment.
func (r *rstReader) explicit(role Role, depth int) {
	first := r.n
	l := &r.lines[first]
	indent := l.indent
	text := r.text(first)[len(".."):]
	text = text[leading(text):]
	at := l.end - len(text)
	switch name, rest := rstDirective(text); {
	case name != "":
		r.n++
		r.directive(name, l.end-len(rest), l.end, indent, role, depth)
	case rstNote(text) > 0:
		note := rstNote(text)
		r.n++
		r.words(role, at+note+leading(text[note:]), l.end, indent)
		r.body(indent+1, role, depth+1)
	default:
		r.n++
		r.skipBody(indent + 1)
		if len(text) > 0 && text[0] != '_' && text[0] != '|' {
			last := r.n - 1
			for last > first && r.blank(last) {
				last--
			}
			r.b.remark(l.at, r.lines[last].end, len(".."), 0)
		}
	}
	if !r.blank(r.n) && !r.blank(r.n-1) && !isRSTMarked(r.text(r.n), "..") { // a blank line is missing
		r.skipBlock()
	}
}

// rstNote returns the length of the label of a footnote or a citation that the text begins
// with, or 0.
func rstNote(text []byte) int {
	if len(text) == 0 || text[0] != '[' {
		return 0
	}
	i := 1 + bytes.IndexAny(text[1:min(len(text), nameMost)], "[] \t\n")
	if i < 2 || text[i] != ']' || bytes.ContainsFunc(text[:i], unicode.IsSpace) {
		return 0
	}
	return i + 1
}

// rstDirective returns the name of a directive that the text begins with, and what is
// behind its colons.
func rstDirective(text []byte) (name string, rest []byte) {
	i := bytes.Index(text, []byte("::"))
	if i <= 0 || bytes.ContainsFunc(text[:i], func(c rune) bool { return c >= utf8.RuneSelf || !isWord(byte(c)) && c != '_' && c != ':' }) {
		return "", nil
	}
	if rest = text[i+len("::"):]; len(rest) > 0 && !mdBlank(rest[0]) {
		return "", nil
	}
	return strings.ToLower(string(text[:i])), rest[leading(rest):]
}

// What a directive has behind its name.
type rstArgument uint8

const (
	rstWords rstArgument = iota // the first words of its text
	rstTitle                    // a title
	rstOther                    // no prose
)

// rstProse are the directives that hold prose.
var rstProse = sync.OnceValue(func() map[string]rstArgument {
	return map[string]rstArgument{
		"attention": rstWords, "caution": rstWords, "danger": rstWords, "error": rstWords, "hint": rstWords, "important": rstWords,
		"note": rstWords, "tip": rstWords, "warning": rstWords, "seealso": rstWords, "todo": rstWords, "epigraph": rstWords,
		"highlights": rstWords, "pull-quote": rstWords, "compound": rstWords,
		"admonition": rstTitle, "topic": rstTitle, "sidebar": rstTitle, "rubric": rstTitle, "list-table": rstTitle,
		"container": rstOther, "figure": rstOther, "class": rstOther,
		"versionadded": rstOther, "versionchanged": rstOther, "deprecated": rstOther,
	}
})

// directive reads what is behind the name of a directive, from at to end, and the lines
// below it.
func (r *rstReader) directive(name string, at, end, indent int, role Role, depth int) {
	argument, ok := rstProse()[name]
	if !ok {
		r.skipBody(indent + 1)
		return
	}
	switch {
	case argument == rstWords && at < end:
		r.words(role, at, end, indent)
	default:
		if argument == rstTitle && at < end && (r.blank(r.n) || r.lines[r.n].indent <= indent || isRSTField(r.text(r.n))) {
			r.prose(Heading, at, end)
		}
		for !r.blank(r.n) && r.lines[r.n].indent > indent && (at < end || isRSTField(r.text(r.n))) { // options, or more of the argument
			deep := r.lines[r.n].indent
			r.n++
			for !r.blank(r.n) && r.lines[r.n].indent > deep {
				r.n++
			}
		}
	}
	if name == "list-table" {
		role = Cell
	}
	r.body(indent+1, role, depth+1)
}

// words reads a paragraph whose first words are from at to end, behind a mark with that many
// columns before it.
func (r *rstReader) words(role Role, at, end, indent int) {
	first := r.n
	for !r.blank(r.n) && r.lines[r.n].indent > indent && r.lines[r.n].indent == r.lines[first].indent {
		r.n++
	}
	whole := r.blank(r.n) || r.lines[r.n].indent <= indent
	if r.n > first {
		if isRSTField(r.text(first)) { // options
			whole = false
		}
		end = r.lines[r.n-1].end
	}
	if !whole || bytes.HasSuffix(r.src[:end], []byte(rstLiteral)) {
		r.skipBody(indent + 1)
		return
	}
	if at < end {
		r.prose(role, at, end)
	}
}
