package document

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AsciiDoc is the format of AsciiDoc.
var AsciiDoc = &Format{
	Name: "asciidoc", Title: "AsciiDoc", Files: []string{"*.adoc", "*.asciidoc", "*.asc", "*.ad"},
	Prose: "paragraphs, list items, descriptions, table cells, titles of blocks, link text, footnotes, descriptions of images, headings with [#id]",
	Left:  "headings without [#id], whose anchors would change: they are reported; listings, literals, passthroughs, formulas, code within a line, attributes, anchors, targets and names of macros, include and ifdef, comments, blocks of a style that is not known, tables of CSV",
	page:  readAsciiDoc, remark: pair{open: "//"},
}

// readAsciiDoc reads a page of AsciiDoc.
func readAsciiDoc(b *builder, src []byte) error {
	at := b.frontMatter(src, bomLen(src))
	r := adocReader{b: b, src: src, lines: pageLines(src, at, isADocBlank), names: linkNames{}, addresses: map[string]bool{}, form: adocText, sections: true}
	for _, l := range r.lines {
		if name, value, ok := bytes.Cut(src[min(l.start+1, l.end):l.end], []byte(": ")); ok && src[l.start] == ':' && bytes.Contains(value, []byte("://")) {
			r.addresses[string(name)] = true
		}
	}
	r.names.find(src, "<<", ">>")
	r.names.find(src, "xref:", "[")
	r.body(len(r.lines), Paragraph, 0)
	return nil
}

// isADocBlank reports whether c at the end of a line does not belong to it.
func isADocBlank(c rune) bool { return c <= ' ' && (c == 0 || unicode.IsSpace(c)) }

// An adocReader reads blocks of lines: paragraphs, which a blank line ends, and blocks
// between two lines of signs.
type adocReader struct {
	b         *builder
	src       []byte
	lines     []pageLine
	n         int // lines that are read
	limit     int // the line before which the blocks end that are read
	names     linkNames
	addresses map[string]bool // attributes that are addresses of pages
	form      *form           // of texts

	sections bool           // headings may begin sections
	begun    bool           // something was read that is not of the head of the page
	list     bool           // the line before is of a list
	next     adocAttributes // of the block that is next
}

// adocAttributes are what lines such as [quote#id] say of the block below them.
type adocAttributes struct {
	style string
	id    bool
	left  bool   // they change how its text is read
	table []byte // what they say of a table
}

// text returns what is left to read of the line n.
func (r *adocReader) text(n int) []byte { return r.src[r.lines[n].at:r.lines[n].end] }

// blank reports whether there is nothing on the line n, or no such line.
func (r *adocReader) blank(n int) bool { return n >= r.limit || r.lines[n].at == r.lines[n].end }

// body reads the blocks before the line limit.
func (r *adocReader) body(limit int, role Role, depth int) {
	outer := *r
	r.limit, r.list, r.next = limit, false, adocAttributes{}
	if depth > 0 {
		r.sections = false
	}
	for r.n < limit && depth <= maxBlocks {
		if r.blank(r.n) {
			r.n++
			r.list = false
		} else if !r.about() {
			r.block(role, depth)
			r.next = adocAttributes{}
			r.begun = true
		}
	}
	r.n, r.limit, r.sections = limit, outer.limit, outer.sections
	r.list, r.next = false, adocAttributes{}
}

// about reads a line that is no block: a comment, a directive, an attribute, or what is
// said of the next block.
func (r *adocReader) about() bool {
	text, l := r.text(r.n), r.lines[r.n]
	switch {
	case l.indent > 0:
		return false
	case string(text) == adocPlus:
		r.list = true
	case isADocComment(text):
		r.b.remark(l.start, l.end, len("//"), 0)
	case isADocDirective(text):
	case isADocEntry(text):
		for r.n+1 < r.limit && bytes.HasSuffix(r.text(r.n), []byte(` \`)) {
			r.n++
		}
	case isADocAttributes(text):
		r.next.read(text)
	case isADocCaption(text):
		r.prose(Heading, l.at+1, l.end)
	default:
		return false
	}
	r.n++
	return true
}

// adocPlus is a line that joins the block after it to an item of a list.
const adocPlus = "+"

// isADocComment reports whether the line is a comment.
func isADocComment(line []byte) bool {
	return bytes.HasPrefix(line, []byte("//")) && !bytes.HasPrefix(line, []byte("///"))
}

// isADocDirective reports whether the line takes in another file, or begins or ends what is
// there on a condition.
func isADocDirective(line []byte) bool {
	name, rest, ok := bytes.Cut(line, []byte("::"))
	return ok && hasField("include ifdef ifndef ifeval endif", string(bytes.TrimPrefix(name, []byte(`\`)))) && bytes.HasSuffix(rest, []byte("]"))
}

// hasField reports whether fields, with spaces between them, has the field.
func hasField(fields, field string) bool { return slices.Contains(strings.Fields(fields), field) }

// isADocEntry reports whether the line sets an attribute of the page, such as ":toc: left".
func isADocEntry(line []byte) bool {
	if line[0] != ':' {
		return false
	}
	name, rest, ok := bytes.Cut(line[1:], []byte(":"))
	first, _ := utf8.DecodeRune(bytes.TrimPrefix(name, []byte("!")))
	return ok && isADocWord(first) && (len(rest) == 0 || mdBlank(rest[0]))
}

// isADocWord reports whether c is in words, beside which most markup is none.
func isADocWord(c rune) bool { return unicode.In(c, unicode.L, unicode.M, unicode.Nd, unicode.Pc) }

// isADocAttributes reports whether the line says something of the block below it.
func isADocAttributes(line []byte) bool {
	if len(line) < 2 || line[0] != '[' || line[len(line)-1] != ']' {
		return false
	}
	in := line[1 : len(line)-1]
	first, _ := utf8.DecodeRune(in)
	return len(in) == 0 || isADocWord(first) || bytes.IndexByte([]byte(`.#%{,"'`), in[0]) >= 0 || in[0] == '[' && in[len(in)-1] == ']'
}

// isADocCaption reports whether the line is the title of the block below it.
func isADocCaption(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("."))
	rest = bytes.TrimPrefix(rest, []byte("."))
	return ok && len(rest) > 0 && rest[0] != '.' && !mdBlank(rest[0])
}

// read takes in a line of attributes.
func (a *adocAttributes) read(line []byte) {
	in := line[1 : len(line)-1]
	if len(in) > 0 && in[0] == '[' {
		a.id = true
		return
	}
	first, _, _ := bytes.Cut(in, []byte(","))
	if bytes.IndexByte(first, '=') < 0 {
		style, short := first, []byte(nil)
		if i := bytes.IndexAny(first, ".#%"); i >= 0 {
			style, short = first[:i], first[i:]
		}
		if len(style) > 0 {
			a.style = strings.TrimSpace(string(style))
		}
		a.id = a.id || bytes.IndexByte(short, '#') >= 0
	}
	a.id = a.id || adocNamed(in, "id") != nil
	a.left = a.left || adocNamed(in, "subs") != nil || adocNamed(in, "style") != nil
	a.table = append(append(a.table[:len(a.table):len(a.table)], in...), ',')
}

// adocNamed returns the value of the attribute of that name, nil if there is none.
func adocNamed(attributes []byte, name string) []byte {
	for at := 0; ; {
		i := bytes.Index(attributes[at:], []byte(name))
		if i < 0 {
			return nil
		}
		start := at + i
		at = start + len(name)
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(attributes[at:], " "), []byte("="))
		if before := bytes.TrimRight(attributes[:start], " "); !ok || len(before) > 0 && before[len(before)-1] != ',' {
			continue
		}
		rest = bytes.TrimLeft(rest, " ")
		end := ","
		if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
			end, rest = string(rest[:1]), rest[1:]
		}
		value, _, _ := bytes.Cut(rest, []byte(end))
		return append([]byte{}, value...)
	}
}

// adocStyles are the styles of blocks that hold prose.
const adocStyles = "NOTE TIP IMPORTANT WARNING CAUTION quote verse abstract partintro example sidebar normal open " +
	"horizontal qanda bibliography glossary square circle disc none unstyled arabic decimal loweralpha upperalpha lowerroman upperroman"

// isProse reports whether the next block holds prose.
func (a *adocAttributes) isProse() bool {
	return !a.left && (a.style == "" || hasField(adocStyles, a.style))
}

// block reads one block, which begins on the line r.n.
func (r *adocReader) block(role Role, depth int) {
	text, l := r.text(r.n), r.lines[r.n]
	marker := adocMarker(text)
	switch {
	case l.indent == 0 && r.section(text):
	case l.indent == 0 && adocDelimiter(text) != 0:
		r.delimited(role, depth)
	case marker > 0:
		r.item(marker)
	case adocTerm(text) > 0:
		r.term()
	case l.indent > 0, !r.next.isProse(), isADocQuote(text):
		r.skip()
	case isADocBreak(text):
		r.n++
	case isADocMacro(text):
		r.macro()
	default:
		r.paragraph(role)
	}
}

// isADocQuote reports whether the line begins a quotation as in Markdown.
func isADocQuote(line []byte) bool { return line[0] == '>' && (len(line) == 1 || line[1] == ' ') }

// isADocBreak reports whether the line is one between paragraphs or pages.
func isADocBreak(line []byte) bool {
	switch string(line) {
	case "---", "- - -", "***", "* * *", "<<<":
		return true
	}
	return len(line) >= 3 && line[0] == '\'' && rstAdornment(line) != 0
}

// section reads a heading and reports whether there is one. It begins a section and has an anchor that is made of it.
func (r *adocReader) section(text []byte) bool {
	if discrete := r.next.style == "discrete" || r.next.style == "float"; (!r.sections || r.list) && !discrete {
		return adocLevel(text) > 0 && r.skip()
	}
	l := r.lines[r.n]
	level, end := adocLevel(text), l.end
	if level > 0 {
		mark := text[:level]
		l.at += level + leading(text[level:])
		if rest, ok := bytes.CutSuffix(r.src[l.at:end], mark); ok && len(rest) > 0 && mdBlank(rest[len(rest)-1]) {
			end = l.at + len(bytes.TrimRight(rest, " \t"))
		}
		r.n++
	} else if r.n+1 < r.limit && r.lines[r.n+1].indent == 0 && isADocTitle(text, r.text(r.n+1)) {
		level = strings.IndexByte(adocLines, r.text(r.n + 1)[0]) + 1
		r.n += 2
	} else {
		return false
	}
	fixed := !r.next.id
	if rest := r.src[l.at:end]; bytes.HasSuffix(rest, []byte("]]")) {
		if i := bytes.LastIndex(rest, []byte("[[")); i > 0 {
			end, fixed = l.at+len(bytes.TrimRight(rest[:i], " ")), false
		}
	}
	if t := r.prose(Heading, l.at, end); t != nil {
		t.Fixed = fixed || r.names.has(r.src[l.at:end])
	}
	if level == 1 && !r.begun { // authors, the revision and attributes of the page
		for ; !r.blank(r.n); r.n++ {
			if l := r.lines[r.n]; isADocComment(r.text(r.n)) {
				r.b.remark(l.start, l.end, len("//"), 0)
			}
		}
	}
	return true
}

// adocLevel returns how many signs before its words make the line a heading, or 0.
func adocLevel(line []byte) int {
	n := countByte(line, line[0])
	if line[0] != '=' && line[0] != '#' || n > 6 || n == len(line) || !mdBlank(line[n]) {
		return 0
	}
	return n
}

// adocLines are the signs of lines under headings, by level.
const adocLines = "=-~^+"

// isADocTitle reports whether the line is a heading, with that line of signs under it.
func isADocTitle(line, under []byte) bool {
	if len(under) < 2 || strings.IndexByte(adocLines, under[0]) < 0 || countByte(under, under[0]) < len(under) {
		return false
	}
	n := utf8.RuneCount(line) - len(under)
	return -1 <= n && n <= 1 && bytes.ContainsFunc(line, isADocWord)
}

// skip skips the lines of a paragraph.
func (r *adocReader) skip() bool {
	for r.n++; r.goesOn(); r.n++ {
	}
	return true
}

// goesOn reports whether the line r.n goes on with the paragraph or the item of a list
// before it.
func (r *adocReader) goesOn() bool {
	if r.blank(r.n) {
		return false
	}
	text := r.text(r.n)
	if r.list && (adocMarker(text) > 0 || adocTerm(text) > 0) {
		return false
	}
	return r.lines[r.n].indent > 0 || string(text) != adocPlus && !isADocAttributes(text) && adocDelimiter(text) == 0
}

// paragraph reads a paragraph.
func (r *adocReader) paragraph(role Role) {
	l := r.lines[r.n]
	for _, name := range []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"} {
		if rest, ok := bytes.CutPrefix(r.text(r.n), []byte(name+":")); ok && len(rest) > 0 && mdBlank(rest[0]) {
			l.at += len(name) + 1 + leading(rest)
		}
	}
	r.skip()
	last := r.n - 1
	if r.src[l.at] == '"' && last >= 0 && isRSTMarked(r.text(last), "--") { // a quotation, and whose it is
		return
	}
	r.prose(role, l.at, r.lines[last].end)
}

// item reads the words of an item of a list, whose mark has n bytes.
func (r *adocReader) item(n int) {
	l := r.lines[r.n]
	l.at += n
	if box := r.src[l.at:l.end]; len(box) > 4 && (string(box[:4]) == "[ ] " || string(box[:4]) == "[x] " || string(box[:4]) == "[*] ") {
		l.at += 4 + leading(box[4:])
	}
	r.list = true
	r.skip()
	r.prose(Item, l.at, r.lines[r.n-1].end)
}

// term reads a term, and the words that describe it.
func (r *adocReader) term() {
	l, text := r.lines[r.n], r.text(r.n)
	n := adocTerm(text)
	r.prose(Item, l.at, l.at+n)
	n += countByte(text[n:], text[n])
	r.list = true
	if l.at += n + leading(text[n:]); l.at == l.end {
		r.n++
		if !r.goesOn() {
			return
		}
		if l = r.lines[r.n]; l.indent == 0 && (isADocComment(r.text(r.n)) || isADocDirective(r.text(r.n))) {
			return
		}
	}
	r.skip()
	r.prose(Item, l.at, r.lines[r.n-1].end)
}

// adocMarker returns how many bytes the mark of a list item has that the line begins with,
// and the blanks after it, or 0.
func adocMarker(line []byte) int {
	n := 0
	switch c, size := utf8.DecodeRune(line); {
	case c == '-' || c == '\u2022': // BULLET
		n = size
	case c == '*' || c == '.':
		if n = countByte(line, line[0]); n > 5 {
			return 0
		}
	case c == '<':
		n = bytes.IndexByte(line, '>')
		if n < 2 || string(line[1:n]) != "." && !isDigits(line[1:n]) {
			return 0
		}
		n++
	default:
		for n < len(line) && isAlnum(line[n]) {
			n++
		}
		if n == len(line) || n == 0 {
			return 0
		}
		number := line[:n]
		roman := strings.Trim(strings.ToLower(string(number)), "ivx") == ""
		if line[n] == ')' && !roman || line[n] == '.' && !isDigits(number) && n > 1 || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	}
	if blanks := leading(line[n:]); blanks > 0 && n+blanks < len(line) {
		return n + blanks
	}
	return 0
}

func isDigits(text []byte) bool { return len(bytes.Trim(text, "0123456789")) == 0 }

// adocTerm returns where the term ends that the line begins with, or 0.
func adocTerm(line []byte) int {
	if isADocComment(line) {
		return 0
	}
	for at := 1; at < len(line); at++ {
		n := countByte(line[at:], line[at])
		if (line[at] == ':' && 2 <= n && n <= 4 || line[at] == ';' && n == 2) && (at+n == len(line) || mdBlank(line[at+n])) {
			return at
		}
		at += n - 1
	}
	return 0
}

// isADocMacro reports whether the line is a macro that makes a block, such as image::x[].
func isADocMacro(line []byte) bool {
	n := 0
	for n < len(line) && (isAlnum(line[n]) || line[n] == '_' || line[n] == '-') {
		n++
	}
	rest, ok := bytes.CutPrefix(line[n:], []byte("::"))
	return n > 0 && ok && len(rest) > 1 && !mdBlank(rest[0]) && rest[len(rest)-1] == ']' && bytes.IndexByte(rest, '[') >= 0
}

// macro reads a macro that makes a block: the description of an image is a text.
func (r *adocReader) macro() {
	l, text := r.lines[r.n], r.text(r.n)
	r.n++
	if !bytes.HasPrefix(text, []byte("image::")) {
		return
	}
	from := bytes.IndexByte(text, '[') + 1
	in := text[from : len(text)-1]
	if i := bytes.IndexByte(in, ','); i >= 0 {
		in = in[:i]
	}
	if !bytes.ContainsAny(in, `="]`) {
		r.proseAs(Attribute, "alt", l.at+from, l.at+from+len(in))
	}
}

// adocDelimiter returns what the block holds that the line begins: the sign of it, 'p' for
// prose, 't' for a table, or 0 if it begins none.
func adocDelimiter(line []byte) byte {
	if bytes.HasPrefix(line, []byte("```")) && bytes.IndexByte(line[3:], '`') < 0 && bytes.IndexByte(line, ' ') < 0 {
		return '`'
	}
	if string(line) == "--" {
		return 'p'
	}
	if len(line) < 4 || countByte(line[1:], line[1]) < len(line)-1 {
		return 0
	}
	switch c := line[0]; {
	case line[1] == '=' && bytes.IndexByte([]byte("|,:!"), c) >= 0:
		return 't'
	case line[1] != c:
	case bytes.IndexByte([]byte("=*_"), c) >= 0:
		return 'p'
	case bytes.IndexByte([]byte("-.+/"), c) >= 0:
		return c
	}
	return 0
}

// delimited reads a block between two lines that are the same.
func (r *adocReader) delimited(role Role, depth int) {
	first, list := r.n, r.list
	kind, mark := adocDelimiter(r.text(first)), r.text(first)
	if kind == '`' {
		mark = mark[:3]
	}
	end := first + 1
	for end < r.limit && (r.lines[end].indent > 0 || !bytes.Equal(r.text(end), mark)) {
		end++
	}
	r.n = end
	if end == r.limit { // it has no end
		return
	}
	switch attributes := r.next; {
	case kind == '/':
		r.b.remark(r.lines[first].start, r.lines[end].end, len(mark), len(mark))
	case !attributes.isProse() && kind != 't':
	case kind == 'p' && attributes.style == "verse":
		r.paragraphs(first+1, end, role)
	case kind == 'p':
		r.n = first + 1
		r.body(end, role, depth+1)
	case kind == 't' && mark[0] == '|' && first+1 < end:
		r.table(r.lines[first+1].start, r.lines[end-1].end, depth)
	}
	r.n = end + 1
	r.list = list
}

// paragraphs makes a text of each stretch of lines between blank ones.
func (r *adocReader) paragraphs(first, end int, role Role) {
	for n := first; n < end; n++ {
		if r.blank(n) {
			continue
		}
		if l := r.lines[n]; l.indent == 0 && isADocComment(r.text(n)) {
			r.b.remark(l.start, l.end, len("//"), 0)
			continue
		}
		from := n
		for n+1 < end && !r.blank(n+1) {
			n++
		}
		r.prose(role, r.lines[from].at, r.lines[n].end)
	}
}
