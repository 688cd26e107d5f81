package document

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// A markup says how a format with tags writes characters between its tags.
type markup struct {
	html     bool // all references of HTML are known, beside those of XML
	raw      bool // & and < mean themselves: CDATA
	android  bool // \n and its like are escapes, and " is not seen
	mnemonic bool // a lone & marks a key and is not seen: Qt
	template bool // what is in {{ }} and {% %} is code
	quoted   bool // it is within the quotes of an attribute

	form  *form
	cdata *markup // within CDATA
}

// newMarkup returns m with its forms.
func newMarkup(m markup) *markup {
	cdata := m
	cdata.raw = true
	cdata.form = &form{escape: cdata.escape}
	m.cdata = &cdata
	m.form = &form{escape: m.escape}
	return &m
}

// escape appends s as a text holds it.
func (m *markup) escape(dst []byte, s string, t *Text) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		c := s[i : i+size]
		i += size
		if m.android {
			switch r {
			case '\n':
				dst = append(dst, `\n`...)
				continue
			case '\t':
				dst = append(dst, `\t`...)
				continue
			case '\'', '"', '\\', '@', '?':
				dst = append(dst, '\\')
			}
		}
		switch {
		case r >= utf8.RuneSelf && t.ascii && (r != utf8.RuneError || size > 1):
			dst = m.number(dst, r)
		case m.raw:
			dst = append(dst, c...)
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '"' && m.quoted:
			dst = append(dst, "&quot;"...)
		case r == '\'' && m.quoted:
			dst = append(dst, "&#39;"...)
		default:
			dst = append(dst, c...)
		}
	}
	return dst
}

// number appends r as digits.
func (m *markup) number(dst []byte, r rune) []byte {
	switch {
	case m.android && r > 0xFFFF:
		high, low := utf16.EncodeRune(r)
		return fmt.Appendf(dst, `\u%04x\u%04x`, high, low)
	case m.android:
		return fmt.Appendf(dst, `\u%04x`, r)
	case m.raw:
		return utf8.AppendRune(dst, r)
	}
	return fmt.Appendf(dst, "&#x%X;", r)
}

// text adds what is from at to end, between two tags, to the text that is read.
// It returns where code begins whose end is not there, or -1.
func (m *markup) text(b *builder, at, end int) int {
	for at < end {
		switch c := b.src[at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			at = b.fold(at, end)
		case c == '&':
			at = m.reference(b, at, end)
		case m.android && c == '\\':
			at = m.backslash(b, at, end)
		case m.android && c == '"':
			b.hide(at, at+1)
			at++
		case m.template && (c == '{' || c == '}' || c == '%') && at+1 < end:
			n := template(b.src[at:end])
			if n < 0 {
				return at
			}
			if n > 0 {
				b.object(at, at+n)
			}
			at += max(n, 1)
		default:
			at++
		}
	}
	return -1
}

// fold takes the blanks from at on. Of blanks that hold a newline only that is
// seen: the rest is layout. It returns where they end.
func (b *builder) fold(at, end int) int {
	i, newline := at, -1
loop:
	for ; i < end; i++ {
		switch b.src[i] {
		case '\n':
			if newline < 0 {
				newline = i
			}
		case ' ', '\t', '\r', '\f':
		default:
			break loop
		}
	}
	if newline >= 0 {
		start := newline
		if start > at && b.src[start-1] == '\r' {
			start--
		}
		b.hide(at, start)
		b.hide(newline+1, i)
	}
	return i
}

// template returns the length of the code that text begins with, {{ … }} or
// {% … %}: 0 if it begins with none, and -1 if one of its ends is missing.
func template(text []byte) int {
	closing := ""
	switch string(text[:2]) {
	case "{{":
		closing = "}}"
	case "{%":
		closing = "%}"
	case "}}", "%}":
		return -1
	default:
		return 0
	}
	n := bytes.Index(text, []byte(closing))
	if n < 0 {
		return -1
	}
	n += 2
	for n < len(text) && text[n] == '}' { // {{{ }}}
		n++
	}
	return n
}

// reference takes what the & at the offset at begins, and returns where it ends.
func (m *markup) reference(b *builder, at, end int) int {
	n, s := m.unescape(b.src[at:end])
	switch {
	case n == 0:
		return at + 1
	case s == "" || m.raw:
		b.object(at, at+n)
		return at + n
	case s == `"` && m.android:
		b.hide(at, at+n)
		return at + n
	case s != "&":
		b.escape(at, at+n, s)
		return at + n
	}
	rest := b.src[at+n : end]
	if more := named(rest); more > 0 && !b.whole { // it is shown as a reference
		b.object(at, at+n+more)
		return at + n + more
	}
	if m.mnemonic && !b.whole {
		if bytes.HasPrefix(rest, b.src[at:at+n]) { // two are seen as one
			b.escape(at, at+n, s)
			b.escape(at+n, at+2*n, s)
			return at + 2*n
		}
		if r, _ := utf8.DecodeRune(rest); unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.hide(at, at+n)
			return at + n
		}
	}
	b.escape(at, at+n, s)
	return at + n
}

// maxReference bounds the length of a reference to a character.
const maxReference = 40

// named returns the length of the rest of a reference, after its &, or 0.
func named(text []byte) int {
	for i, c := range text[:min(len(text), maxReference)] {
		switch {
		case c == ';' && i > 0:
			return i + 1
		case c == '#' && i == 0, '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == '.', c == '-':
		default:
			return 0
		}
	}
	return 0
}

// unescape returns the length of the reference that text begins with, and what
// it is seen as; "" is what is not known or not seen. It returns 0 for no
// reference.
func (m *markup) unescape(text []byte) (n int, s string) {
	if n = named(text[1:]); n == 0 {
		if !m.html { // HTML knows some without their semicolon
			return 0, ""
		}
		for n < min(len(text)-1, maxReference) && (text[1+n] == '#' && n == 0 || text[1+n] < utf8.RuneSelf && isLetterDigit(text[1+n])) {
			n++
		}
		if _, known := util.LookUpHTML5EntityByName(string(text[1 : 1+n])); !known && (n < 2 || text[1] != '#') {
			return 0, ""
		}
		return 1 + n, ""
	}
	name := string(text[1:n])
	n++
	switch {
	case name == "amp":
		s = "&"
	case name == "lt":
		s = "<"
	case name == "gt":
		s = ">"
	case name == "quot":
		s = `"`
	case name == "apos":
		s = "'"
	case m.html && name[0] != '#':
		if e, known := util.LookUpHTML5EntityByName(name); known {
			s = string(e.Characters)
		}
	case name[0] == '#':
		digits, base := name[1:], 10
		if strings.HasPrefix(digits, "x") || m.html && strings.HasPrefix(digits, "X") {
			digits, base = digits[1:], 16
		}
		if v, err := strconv.ParseUint(digits, base, 21); err == nil && utf8.ValidRune(rune(v)) {
			s = string(rune(v))
		}
	}
	for _, r := range s {
		if !seen(r) {
			return n, ""
		}
	}
	return n, s
}

// isLetterDigit reports whether c is a letter or a digit of ASCII.
func isLetterDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// seen reports whether a reader sees r. Who writes the escape of what is not
// seen, such as a no-break space or a direction mark, wants just that.
func seen(r rune) bool {
	return unicode.IsPrint(r) && r != utf8.RuneError || r == '\n' || r == '\t'
}

// backslash takes the escape of Android at the offset at, and returns where it
// ends.
func (m *markup) backslash(b *builder, at, end int) int {
	if at+1 == end {
		return end
	}
	s := ""
	n := 2
	switch c := b.src[at+1]; c {
	case 'n':
		s = "\n"
	case 't':
		s = "\t"
	case '\'', '"', '\\', '@', '?':
		s = string(rune(c))
	case 'u':
		if r := hex4(b.src[at+2 : end]); r >= 0 {
			n = 6
			if seen(r) {
				s = string(r)
			}
		}
	case '&':
		if more, _ := m.unescape(b.src[at+1 : end]); more > 0 {
			n = 1 + more
		}
	default:
		r, size := utf8.DecodeRune(b.src[at+1 : end])
		if n = 1 + size; b.whole { // Android skips a backslash that escapes nothing
			s = string(r)
		}
	}
	if s == "" {
		b.object(at, at+n)
	} else {
		b.escape(at, at+n, s)
	}
	return at + n
}

// codeTags begin code in HTML that a text holds as characters.
var codeTags = []string{"<code", "<pre", "<script", "<style", "<kbd", "<samp", "<var", "<textarea", "<svg", "<math"}

// endMarkup ends the text that was read, at the offset at of src.
func (b *builder) endMarkup(at int) {
	if !b.open {
		return
	}
	b.copy(at)
	view := b.spare[b.view:]
	if bytes.IndexByte(view, '<') >= 0 && !b.whole {
		for _, tag := range codeTags {
			if bytes.Contains(view, []byte(tag)) {
				b.drop()
				return
			}
		}
	}
	wide := false
	for _, p := range b.pieces[b.from:] {
		wide = wide || p.kind == escaped && p.at < p.to && view[p.at] >= utf8.RuneSelf
	}
	if wide {
		b.t.ascii = true
		for _, c := range b.src[b.t.Raw.Start:at] {
			if c >= utf8.RuneSelf {
				b.t.ascii = false
				break
			}
		}
	}
	b.placeholders(at)
	b.endProse(at)
}
