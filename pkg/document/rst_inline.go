package document

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// prose makes a text of the lines from at to end, unless what they hold cannot be told.
// It returns nil if there is none.
func (r *rstReader) prose(role Role, at, end int) *Text {
	if bytes.ContainsAny(r.src[at:end], rstNewlines) || bytes.Count(r.src[at:end], []byte{'\r'}) != bytes.Count(r.src[at:end], []byte("\r\n")) {
		return nil // these end lines too
	}
	x := rstInline{rstReader: r, start: at, at: at, end: end}
	r.b.begin(role, "", rstText, at)
	for x.at < end {
		if !x.next() {
			r.b.drop()
			return nil
		}
	}
	return r.b.endProse(end)
}

// rstNewlines end a line, beside those of other formats: some control characters, NEXT LINE,
// LINE SEPARATOR and PARAGRAPH SEPARATOR.
const rstNewlines = "\v\f\x1C\x1D\x1E\u0085\u2028\u2029"

// rstText is the form of a text of reStructuredText.
var rstText = &form{escape: escapeRST}

// escapeRST appends s with a backslash before what may be markup.
func escapeRST(dst []byte, s string, _ *Text) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '\\', '*', '`', '|', '_':
			dst = append(dst, '\\', c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// An rstInline reads the lines of a text, from the left to the right.
type rstInline struct {
	*rstReader
	start, end int
	at         int
}

// next reads one thing. It reports false if it begins and does not end.
func (x *rstInline) next() bool {
	rest := x.src[x.at:x.end]
	switch c := rest[0]; {
	case c == '\\', c == '\n':
		x.plain()
	case c == '`' && bytes.HasPrefix(rest, []byte("``")):
		return x.object(x.at, "``")
	case c == '`':
		return x.quoted()
	case c == ':':
		return x.role()
	case c == '*':
		return x.strong()
	case c == '|':
		return x.object(x.at, "|")
	case c == '_':
		return x.reference()
	case c == '[':
		x.note()
	default:
		x.at++
	}
	return true
}

// plain reads a byte of words, an escape, or the end of a line with the blanks before the
// next.
func (x *rstInline) plain() {
	start := x.at
	x.at++
	switch {
	case x.src[start] == '\n':
		x.blanks()
		x.b.hide(start+1, x.at)
	case x.src[start] != '\\' || x.at == x.end:
	case mdBlank(x.src[x.at]): // nothing is seen of it
		if x.src[x.at] == '\r' && x.at+1 < x.end {
			x.at++
		}
		newline := x.src[x.at] == '\n'
		if x.at++; newline {
			x.blanks()
		}
		x.b.hide(start, x.at)
	default:
		_, n := utf8.DecodeRune(x.src[x.at:x.end])
		x.at += n
		x.b.escapeBytes(start, x.at, x.src[start+1:x.at])
	}
}

// blanks skips blanks.
func (x *rstInline) blanks() {
	for x.at < x.end && (x.src[x.at] == ' ' || x.src[x.at] == '\t') {
		x.at++
	}
}

// opens reports whether n bytes of markup can begin at the offset at.
func (x *rstInline) opens(at, n int) bool {
	next, size := utf8.DecodeRune(x.src[at+n : x.end])
	if size == 0 || unicode.IsSpace(next) {
		return false
	}
	if at == x.start {
		return true
	}
	before, _ := utf8.DecodeLastRune(x.src[x.start:at])
	if close, ok := rstQuotes[before]; ok && close == next {
		return false
	}
	return unicode.IsSpace(before) || before < utf8.RuneSelf && bytes.IndexByte([]byte(`'"([{<-/:`), byte(before)) >= 0 ||
		before >= utf8.RuneSelf && unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd, unicode.Po)
}

// rstQuotes are signs between which nothing is markup.
var rstQuotes = map[rune]rune{'\'': '\'', '"': '"', '(': ')', '[': ']', '{': '}', '<': '>', '«': '»', '»': '«', '‘': '’', '’': '‘', '“': '”', '”': '“', '‹': '›', '›': '‹'}

// closes reports whether markup can end before the offset at.
func (x *rstInline) closes(at int) bool {
	next, size := utf8.DecodeRune(x.src[at:x.end])
	return size == 0 || unicode.IsSpace(next) || next < utf8.RuneSelf && bytes.IndexByte([]byte(`'")]}>-/\:.,;!?`), byte(next)) >= 0 ||
		next >= utf8.RuneSelf && unicode.In(next, unicode.Pe, unicode.Pf, unicode.Pi, unicode.Pd, unicode.Po)
}

// find returns where the mark begins that ends what begins before the offset at, or -1.
// suffix tells how many bytes behind the mark go with it; nil: none.
func (x *rstInline) find(at int, mark string, suffix func(at int) int) int {
	for i := at + 1; i+len(mark) <= x.end; i++ {
		if x.src[i] == '\\' && mark != "``" {
			i++
			continue
		}
		if !bytes.HasPrefix(x.src[i:x.end], []byte(mark)) || mdBlank(x.src[i-1]) {
			continue
		}
		end := i + len(mark)
		if suffix != nil {
			end += suffix(end)
		}
		if x.closes(end) {
			return i
		}
	}
	return -1
}

// object reads what is between two of a mark, of which the first is at the reader, as one
// object from start on, with what refers to it.
func (x *rstInline) object(start int, mark string) bool {
	if !x.opens(start, x.at-start+len(mark)) {
		x.at += len(mark)
		return true
	}
	suffix := x.underscores
	if mark == "``" {
		suffix = nil
	}
	i := x.find(x.at+len(mark), mark, suffix)
	if i < 0 {
		return false
	}
	x.at = i + len(mark)
	if suffix != nil {
		x.at += suffix(x.at)
	}
	x.b.object(start, x.at)
	return true
}

// underscores returns how many of them are at the offset at, up to two.
func (x *rstInline) underscores(at int) int { return countByte(x.src[at:min(at+2, x.end)], '_') }

// quoted reads what is between backquotes: the text of a link with its target, or an object.
func (x *rstInline) quoted() bool {
	start := x.at
	if !x.opens(start, 1) {
		x.at++
		return true
	}
	end := x.find(start+1, "`", x.suffix)
	if end < 0 {
		return false
	}
	inner := x.src[start+1 : end]
	after := end + 1 + x.suffix(end+1)
	i := bytes.LastIndexByte(inner, '<')
	if x.underscores(end+1) == 0 || i < 1 || !mdBlank(inner[i-1]) || inner[len(inner)-1] != '>' || x.named(inner[:i]) {
		x.b.object(start, after)
		x.at = after
		return true
	}
	label := start + 1 + len(bytes.TrimRight(inner[:i], " \t\r\n"))
	x.b.hide(start, start+1)
	x.words(start+1, label)
	x.b.hide(label, after)
	x.at = after
	return true
}

// suffix returns the length of what may be behind backquotes: underscores or a role.
func (x *rstInline) suffix(at int) int {
	if n := x.underscores(at); n > 0 {
		return n
	}
	if n := rstRole(x.src[at:x.end]); n > 0 {
		return n
	}
	return 0
}

// roleMost is how many bytes the name of a role has at most.
const roleMost = 64

// rstRole returns the length of the role that text begins with, such as :ref:, or 0.
func rstRole(text []byte) int {
	if len(text) < 3 || text[0] != ':' {
		return 0
	}
	for i := 1; i < min(len(text), roleMost); i++ {
		switch c := text[i]; {
		case c == ':' && i > 1 && isAlnum(text[i-1]) && (i+1 == len(text) || text[i+1] == '`' || !isAlnum(text[i+1])):
			return i + 1
		case c >= utf8.RuneSelf || !isAlnum(c) && (!isRoleSign(c) || !isAlnum(text[i-1])):
			return 0
		}
	}
	return 0
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isRoleSign(c byte) bool { return c == '-' || c == '_' || c == '.' || c == '+' || c == ':' }

// role reads a colon, or a role with what it is of.
func (x *rstInline) role() bool {
	start := x.at
	n := rstRole(x.src[start:x.end])
	if n == 0 || start+n == x.end || x.src[start+n] != '`' || !x.opens(start, n+1) {
		x.at++
		return true
	}
	end := x.find(start+n+1, "`", nil)
	if end < 0 {
		return false
	}
	x.at = end + 1
	x.b.object(start, x.at)
	return true
}

// strong reads what is emphasized, or an asterisk.
func (x *rstInline) strong() bool {
	start, mark := x.at, "*"
	if bytes.HasPrefix(x.src[start:x.end], []byte("**")) {
		mark = "**"
	}
	if !x.opens(start, len(mark)) {
		x.at += len(mark)
		return true
	}
	end := x.find(start+len(mark), mark, nil)
	if end < 0 {
		return false
	}
	x.b.hide(start, start+len(mark))
	x.words(start+len(mark), end)
	x.b.hide(end, end+len(mark))
	x.at = end + len(mark)
	return true
}

// words reads words without markup.
func (x *rstInline) words(at, end int) {
	whole := x.end
	for x.at, x.end = at, end; x.at < end; {
		x.plain()
	}
	x.end = whole
}

// reference reads an underscore: one that ends the word that refers to something, which is
// an object, begins a target, or is one of words.
func (x *rstInline) reference() bool {
	at := x.at
	n := x.underscores(at)
	if n == 1 && bytes.HasPrefix(x.src[at+1:x.end], []byte("`")) && x.opens(at, 2) {
		end := x.find(at+2, "`", nil)
		if end < 0 {
			return false
		}
		x.at = end + 1
		x.b.object(at, x.at)
		return true
	}
	if x.at += n; !x.closes(x.at) {
		return true
	}
	word := at
	for word > x.b.raw {
		c, size := utf8.DecodeLastRune(x.src[x.b.raw:word])
		if !isRSTWord(c) {
			break
		}
		word -= size
	}
	if word < at {
		x.b.object(word, x.at)
	}
	return true
}

// note reads a bracket, or a reference to a footnote.
func (x *rstInline) note() {
	start := x.at
	x.at++
	n := rstNote(x.src[start:x.end])
	if n == 0 || !x.opens(start, 1) {
		return
	}
	if end := start + n; x.underscores(end) > 0 && x.closes(end+1) {
		x.at = end + 1
		x.b.object(start, x.at)
	}
}
