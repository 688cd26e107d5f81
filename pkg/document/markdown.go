package document

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Markdown is the format of Markdown and of MDX.
var Markdown = &Format{
	Name: "markdown", Title: "Markdown", Files: []string{"*.md", "*.markdown", "*.mdx", "*.mkd"},
	Prose: "paragraphs, list items, table cells, link text, descriptions of images, headings with {#id}; title, description and summary of the front matter",
	Left:  "headings without {#id}, whose anchors would change: they are reported; code, link targets, raw HTML, math, shortcodes, JSX, other front matter",
	page:  readMarkdown, remark: arrowRemark,
}

// readMarkdown reads a page of Markdown.
func readMarkdown(b *builder, src []byte) error {
	if at := tooDeep(src); at >= 0 {
		return &syntaxError{at, errors.New("blocks nested deeper than " + strconv.Itoa(maxBlocks))}
	}
	off := b.frontMatter(src, bomLen(src))
	m := markdownReader{b: b, src: src[off:], off: off}
	return ast.Walk(markdownParser().Parse(text.NewReader(m.src)), m.visit)
}

// maxBlocks bounds how deep quotations and lists may lie within each other:
// the parser takes its time for each of them on each line.
const maxBlocks = 100

// tooDeep returns where a line of src begins too many blocks, or -1.
func tooDeep(src []byte) int {
	for at := 0; at < len(src); {
		line := src[at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		if n, width := mdBlocks(line); n > maxBlocks || n > 0 && width > 4*maxBlocks {
			return at
		}
		at += len(line) + 1
	}
	return -1
}

// mdBlocks returns how many quotations and items line begins, and where the last
// of them begins.
func mdBlocks(line []byte) (n, width int) {
	for i := 0; i < len(line); i++ {
		start := i
		switch c := line[i]; c {
		case ' ', '\t':
			continue
		case '>':
		case '-', '*', '+':
			if i+1 < len(line) && !mdBlank(line[i+1]) {
				return n, width
			}
		default:
			for i < len(line) && '0' <= line[i] && line[i] <= '9' {
				i++
			}
			if i == start || i == len(line) || line[i] != '.' && line[i] != ')' || i+1 < len(line) && !mdBlank(line[i+1]) {
				return n, width
			}
		}
		n, width = n+1, start
	}
	return n, width
}

func mdBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// A markdownReader finds the texts of a page that is parsed.
type markdownReader struct {
	b    *builder
	src  []byte   // the page after its front matter
	off  int      // where that is in the file
	last int      // of src, where the last block ended
	seen []mdPart // of the block that is read

	images int  // that what is read is within
	arabic bool // words within the innermost of them have an Arabic letter
}

// An mdPart is a part of a block, as a reader sees it.
type mdPart struct {
	kind       mdKind
	start, end int    // of src; an end of -1: up to the next part
	newline    bool   // a line ends after it
	name       string // of a tag
}

type mdKind uint8

const (
	mdWords  mdKind = iota
	mdObject        // an object
	mdLabel         // what is before the text of an item, or after a heading
	mdOpen          // a raw tag
	mdClose
	mdImage    // the "![" of an image whose description is a text
	mdImageEnd // what follows the description
)

// visit reads the texts of a block.
func (m *markdownReader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	role := Paragraph
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock:
		if n.Parent().Kind() == ast.KindListItem {
			role = Item
		}
	case ast.KindHeading:
		role = Heading
	case kindCell:
		role = Cell
	default:
		if n.Type() == ast.TypeInline || n.IsRaw() {
			m.rawBlock(n)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	}
	if lines := n.Lines(); lines.Len() > 0 && lines.At(0).Start >= m.last {
		m.last = lines.At(lines.Len() - 1).Stop
		m.seen = m.seen[:0]
		m.collect(n)
		m.read(role)
	}
	return ast.WalkSkipChildren, nil
}

// collect adds what is seen of the children of n.
func (m *markdownReader) collect(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			m.arabic = m.arabic || m.images > 0 && hasArabic(m.src[c.Segment.Start:c.Segment.Stop])
			m.seen = append(m.seen, mdPart{kind: mdWords, start: c.Segment.Start, end: c.Segment.Stop, newline: c.SoftLineBreak() || c.HardLineBreak()})
		case *ast.CodeSpan:
			m.seen = append(m.seen, mdPart{kind: mdObject, start: c.Pos(), end: m.codeEnd(c)})
		case *ast.AutoLink: // <https://example.org>
			m.seen = append(m.seen, mdPart{kind: mdObject, start: c.Pos(), end: c.Pos() + len(c.Label(m.src)) + len("<>")})
		case *ast.RawHTML:
			m.seen = append(m.seen, m.tag(c))
			m.remarks(c.Segments.At(0).Start, c.Segments.At(c.Segments.Len()-1).Stop)
		case *mdAside:
			k := mdObject
			if c.label {
				k = mdLabel
			}
			m.seen = append(m.seen, mdPart{kind: k, start: c.start, end: c.end})
			m.remarks(c.start, c.end)
		case *ast.Image:
			m.picture(c)
		default:
			m.collect(c)
		}
	}
}

// rawBlock keeps the comments of a block of HTML or MDX. Scripts and the like, and
// blocks of code, have none.
func (m *markdownReader) rawBlock(n ast.Node) {
	last := -1
	switch n := n.(type) {
	case *ast.HTMLBlock:
		if n.HTMLBlockType == ast.HTMLBlockType1 {
			return
		}
		if n.HasClosure() {
			last = n.ClosureLine.Stop
		}
	case *mdAsideBlock:
	default:
		return
	}
	if lines := n.Lines(); lines.Len() > 0 {
		m.remarks(lines.At(0).Start, max(last, lines.At(lines.Len()-1).Stop))
	} else if last >= 0 {
		m.remarks(n.(*ast.HTMLBlock).ClosureLine.Start, last)
	}
}

// mdComments are the marks of comments.
var mdComments = []pair{arrowComment, {"{/*", "*/}"}}

// remarks keeps the comments from start to end of what is no Markdown.
func (m *markdownReader) remarks(start, end int) {
	for at := start; at < end; {
		raw := m.src[at:end]
		i := bytes.IndexAny(raw, "<{")
		if i < 0 {
			return
		}
		at, raw = at+i, raw[i:]
		n := 1
		for _, x := range mdComments {
			if bytes.HasPrefix(raw, []byte(x.open)) {
				j := bytes.Index(raw[len(x.open):], []byte(x.end))
				if j < 0 {
					return
				}
				n = len(x.open) + j + len(x.end)
				m.b.remark(m.off+at, m.off+at+n, len(x.open), len(x.end))
			}
		}
		at += n
	}
}

// codeEnd returns where the code span c ends.
func (m *markdownReader) codeEnd(c *ast.CodeSpan) int {
	at := c.Pos()
	for at < len(m.src) && m.src[at] == '`' {
		at++
	}
	if last, ok := c.LastChild().(*ast.Text); ok {
		at = max(at, last.Segment.Stop)
	}
	for at < len(m.src) && m.src[at] != '`' { // a blank
		at++
	}
	for at < len(m.src) && m.src[at] == '`' {
		at++
	}
	return at
}

// picture adds an image: its description is a text if it is Arabic.
func (m *markdownReader) picture(c *ast.Image) {
	from, around := len(m.seen), m.arabic
	m.seen = append(m.seen, mdPart{kind: mdImage, start: c.Pos(), end: c.Pos() + len("![")})
	m.images, m.arabic = m.images+1, false
	m.collect(c)
	m.images--
	if !m.arabic {
		m.seen, m.arabic = append(m.seen[:from], mdPart{kind: mdObject, start: c.Pos(), end: -1}), around
		return
	}
	last := m.seen[len(m.seen)-1]
	at := last.end
	if at < 0 {
		at = last.start
	}
	m.seen = append(m.seen, mdPart{kind: mdImageEnd, start: at, end: -1})
}

// tag returns a raw tag.
func (m *markdownReader) tag(c *ast.RawHTML) mdPart {
	s := mdPart{kind: mdObject, start: c.Segments.At(0).Start, end: c.Segments.At(c.Segments.Len() - 1).Stop}
	at := s.start + 1
	kind := mdOpen
	if at < s.end && m.src[at] == '/' {
		kind = mdClose
		at++
	}
	i := at
	for i < s.end && (m.src[i] >= utf8.RuneSelf || unicode.IsLetter(rune(m.src[i])) || unicode.IsDigit(rune(m.src[i])) || m.src[i] == '-') {
		i++
	}
	if i > at {
		s.kind, s.name = kind, strings.ToLower(string(m.src[at:i]))
	}
	return s
}

// isQuietTag reports whether nothing is seen of a tag within a line.
func isQuietTag(name string) bool {
	switch name {
	case "a", "b", "bdi", "bdo", "big", "del", "em", "font", "i",
		"ins", "mark", "s", "small", "span", "strong", "u":
		return true
	}
	return false
}

// isCodeTag reports whether the contents of a tag are no prose.
func isCodeTag(name string) bool {
	switch name {
	case "code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea",
		"tt", "var":
		return true
	}
	return false
}

// join makes one thing of each tag of code, its contents and its end; other tags
// are seen or not.
func (m *markdownReader) join() {
	var ends map[string]int // of each name, the next end of an element
	to := make([]int, 0)
	for i := len(m.seen) - 1; i >= 0; i-- {
		switch s := &m.seen[i]; {
		case !isCodeTag(s.name):
		case s.kind == mdClose:
			if ends == nil {
				ends, to = map[string]int{}, make([]int, len(m.seen))
			}
			ends[s.name] = i
		case ends != nil:
			to[i] = ends[s.name]
		}
	}
	out := m.seen[:0]
	for i := 0; i < len(m.seen); i++ {
		s := m.seen[i]
		if s.kind == mdOpen || s.kind == mdClose {
			if i < len(to) && to[i] > i {
				s.end = m.seen[to[i]].end
				i = to[i]
			}
			if isQuietTag(s.name) {
				continue
			}
			s.kind = mdObject
		}
		out = append(out, s)
	}
	m.seen = out
}

// read makes a text of what is seen of a block.
func (m *markdownReader) read(role Role) {
	m.join()
	all := m.seen
	for len(all) > 0 && all[0].kind == mdLabel {
		all = all[1:]
	}
	named := false
	if n := len(all) - 1; role == Heading && n > 0 && all[n].kind == mdObject && all[n].end == m.last && isHeadingID(m.src[all[n].start:all[n].end]) {
		all, named = all[:n], true
	}
	if len(all) == 0 {
		return
	}
	key := ""
	if n := len(all) - 1; all[0].kind == mdImage && all[n].kind == mdImageEnd && role == Paragraph {
		only := true
		for _, s := range all[1:n] {
			only = only && s.kind != mdImageEnd
		}
		if only {
			role, key, all = Attribute, "alt", all[1:n]
		}
	}
	b, at := m.b, all[0].start
	b.begin(role, key, markdownText, m.off+at)
	newline := false
	for i, s := range all {
		if s.end < 0 {
			s.end = m.last
			if i+1 < len(all) {
				s.end = all[i+1].start
			}
		}
		if s.start = max(s.start, at); s.end < s.start {
			s.end = s.start
		}
		m.gap(at, s.start, newline)
		switch {
		case s.kind == mdWords:
			m.words(s.start, s.end)
		case s.start < s.end:
			b.object(m.off+s.start, m.off+s.end)
		}
		at, newline = s.end, s.newline
	}
	if t := b.endProse(m.off + at); t != nil {
		t.Fixed = role == Heading && !named
	}
}

// isHeadingID reports whether s is the {#id} or the {/*id*/} of a heading.
func isHeadingID(s []byte) bool {
	s = bytes.TrimSuffix(bytes.TrimPrefix(s, []byte("{")), []byte("}"))
	s = bytes.TrimPrefix(s, []byte(":"))
	if in, ok := bytes.CutPrefix(s, []byte("/*")); ok {
		in = bytes.TrimSpace(bytes.TrimSuffix(in, []byte("*/")))
		return len(in) > 0 && !bytes.ContainsAny(in, " \t\n")
	}
	return bytes.HasPrefix(bytes.TrimSpace(s), []byte("#")) || bytes.Contains(s, []byte(" #"))
}

// gap hides the markup from start to end. The end of a line in it is seen.
func (m *markdownReader) gap(start, end int, newline bool) {
	if newline {
		if i := bytes.IndexByte(m.src[start:end], '\n'); i >= 0 {
			m.b.hide(m.off+start, m.off+start+i)
			start += i + 1
		}
	}
	m.b.markup(m.off+start, m.off+end, hidden)
}

// words reads words: backslashes and entities are escapes.
func (m *markdownReader) words(start, end int) {
	for at := start; at < end; {
		i := bytes.IndexAny(m.src[at:end], `\&`)
		if i < 0 {
			return
		}
		at += i
		if m.src[at] == '\\' {
			if at+1 < end && util.IsPunct(m.src[at+1]) {
				m.b.escapeBytes(m.off+at, m.off+at+2, m.src[at+1:at+2])
				at++
			}
			at++
			continue
		}
		n, s := mdEntity(m.src[at:end])
		switch r, _ := utf8.DecodeRune(s); {
		case n == 0:
			n = 1
		case !unicode.IsGraphic(r) || unicode.IsSpace(r): // it is written on purpose
			m.b.object(m.off+at, m.off+at+n)
		default:
			m.b.escapeBytes(m.off+at, m.off+at+n, s)
		}
		at += n
	}
}

// mdEntity returns the length of the character reference that s begins with, and
// its characters; 0 if it begins with none.
func mdEntity(s []byte) (n int, is []byte) {
	const longest = 40
	n = bytes.IndexByte(s[:min(len(s), longest)], ';') + 1
	if n <= len("&;") {
		return 0, nil
	}
	name := string(s[1 : n-1])
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return 0, nil
		}
		return n, e.Characters
	}
	name, base := name[1:], 10
	if name != "" && name[0]|0x20 == 'x' {
		name, base = name[1:], 16
	}
	r, err := strconv.ParseUint(name, base, 21)
	if err != nil || name[0] == '+' {
		return 0, nil
	}
	return n, utf8.AppendRune(nil, rune(r))
}

// markdownText is the form of a text of Markdown.
var markdownText = &form{escape: escapeMarkdown, finish: nil}

// escapeMarkdown appends s with a backslash before what would be markup
// anywhere in a line.
func escapeMarkdown(dst []byte, s string, t *Text) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '\\', '`', '*', '_', '[', ']', '<', '&', '~', '$', '{', '}':
			dst = append(dst, '\\')
		case '|':
			if t.Role == Cell {
				dst = append(dst, '\\')
			}
		}
		dst = append(dst, s[i])
	}
	return dst
}
