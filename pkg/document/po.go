package document

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// PO is the format of the translations of gettext.
var PO = &Format{
	Name: "po", Title: "gettext PO", Files: []string{"*.po"},
	Prose: "msgstr, all plural forms",
	Left:  "msgid, msgctxt, comments, obsolete entries (#~), the header; placeholders such as %s, {name}, <b>",
	page:  readPO, remark: pair{open: "#"}, entries: true,
	units: true,
}

// poText is the form of a translation. In poDirectives a percent sign that is
// seen is written twice, since a single one begins a directive.
var (
	poText       = &form{escape: escapePO}
	poDirectives = &form{escape: func(dst []byte, s string, t *Text) []byte {
		return append(dst, bytes.ReplaceAll(escapePO(nil, s, t), []byte("%"), []byte("%%"))...)
	}}
)

// poPercent are the flags of entries in whose strings %% is a percent sign.
var poPercent = [][]byte{
	[]byte("c-format"), []byte("objc-format"), []byte("python-format"), []byte("php-format"), []byte("perl-format"),
	[]byte("lua-format"), []byte("awk-format"), []byte("gcc-internal-format"), []byte("ruby-format"),
}

// A poScanner reads the entries of a PO file.
type poScanner struct {
	b   *builder
	src []byte
	at  int

	keyword string // the last one; "" is none
	key     []byte // msgid
	plural  []byte // msgid_plural
	form    int    // the number in msgstr[0]; -1 without one
	forms   int    // how many plural forms the header says there are; 0: it does not
	fuzzy   bool   // the entry is not used
	context bool   // the entry has a msgctxt
	percent bool   // %% is a percent sign in the entry
	pending bool   // and in the next one
	unsure  bool   // the next one is fuzzy
}

func (s *poScanner) errorf(format string, args ...any) error {
	return &syntaxError{s.at, fmt.Errorf(format, args...)}
}

// readPO reads a page of gettext PO.
func readPO(b *builder, src []byte) error {
	s := poScanner{b: b, src: src, at: bomLen(src)}
	for s.space(); s.at < len(src); s.space() {
		if err := s.statement(); err != nil {
			return err
		}
	}
	if s.keyword != "" && s.keyword != "msgstr" && s.keyword != "domain" {
		return s.errorf("%s has no msgstr", s.keyword)
	}
	return nil
}

// space skips blanks and comments, and keeps what a comment says of the next
// entry.
func (s *poScanner) space() {
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case ' ', '\t', '\n', '\r', '\f', '\v':
			s.at++
		case '#':
			line := s.src[s.at:]
			if i := bytes.IndexByte(line, '\n'); i >= 0 {
				line = line[:i]
			}
			if len(line) == 1 || mdBlank(line[1]) || line[1] == '.' {
				s.b.remark(s.at, s.at+len(line), min(len(line), len("#.")), 0)
			}
			s.at += len(line)
			if len(line) > 1 && (line[1] == ',' || line[1] == '=') {
				for flag := range bytes.SplitSeq(line[2:], []byte(",")) {
					flag = bytes.TrimSpace(flag)
					s.unsure = s.unsure || string(flag) == "fuzzy"
					s.pending = s.pending || slices.ContainsFunc(poPercent, func(p []byte) bool { return bytes.Equal(p, flag) })
				}
			}
		default:
			return
		}
	}
}

// statement reads a keyword and its strings.
func (s *poScanner) statement() error {
	if err := s.word(); err != nil {
		return err
	}
	if s.space(); s.at == len(s.src) || s.src[s.at] != '"' {
		return s.errorf("a string is missing after %s", s.keyword)
	}
	switch s.keyword {
	case "msgctxt":
		s.context = true
	case "msgid":
		s.key, s.plural = s.key[:0], s.plural[:0]
	case "msgstr":
		if len(s.key) > 0 || s.context { // not the header
			return s.translation()
		}
	}
	var header []byte
	for s.at < len(s.src) && s.src[s.at] == '"' {
		start, end, err := s.text()
		if err != nil {
			return err
		}
		switch s.keyword {
		case "msgid":
			s.key = appendC(s.key, s.src[start:end])
		case "msgid_plural":
			s.plural = appendC(s.plural, s.src[start:end])
		case "msgstr":
			header = appendC(header, s.src[start:end])
		}
		s.space()
	}
	if _, n, ok := bytes.Cut(header, []byte("nplurals=")); ok {
		n, _, _ = bytes.Cut(n, []byte(";"))
		if s.forms, _ = strconv.Atoi(string(bytes.TrimSpace(n))); s.forms < 0 {
			s.forms = 0
		}
	}
	return nil
}

// poBefore are the keywords that may be before one; "" begins the file.
var poBefore = map[string][]string{
	"domain":       {"", "domain", "msgstr"},
	"msgctxt":      {"", "domain", "msgstr"},
	"msgid":        {"", "domain", "msgstr", "msgctxt"},
	"msgid_plural": {"msgid"},
	"msgstr":       {"msgid", "msgid_plural", "msgstr"},
}

// word reads a keyword.
func (s *poScanner) word() error {
	start := s.at
	for s.at < len(s.src) && ('a' <= s.src[s.at] && s.src[s.at] <= 'z' || s.src[s.at] == '_') {
		s.at++
	}
	word := string(s.src[start:s.at])
	if !slices.Contains(poBefore[word], s.keyword) {
		s.at = start
		return s.errorf("a keyword is expected, not %q", shorten(s.src[start:]))
	}
	if word == "msgctxt" || word == "msgid" && s.keyword != "msgctxt" {
		s.context, s.percent, s.pending = false, s.pending, false
		s.fuzzy, s.unsure = s.unsure, false
	}
	s.keyword, s.form = word, -1
	if word == "msgstr" && s.at < len(s.src) && s.src[s.at] == '[' {
		for s.at++; s.at < len(s.src) && '0' <= s.src[s.at] && s.src[s.at] <= '9'; s.at++ {
		}
		if s.at == len(s.src) || s.src[s.at] != ']' {
			return s.errorf("msgstr[ has no ]")
		}
		s.form = int(s.src[s.at-1] - '0')
		s.at++
	}
	return nil
}

// text reads one string and returns where what is between its quotation marks
// begins and ends.
func (s *poScanner) text() (start, end int, err error) {
	start = s.at + 1
	for i := start; i < len(s.src) && s.src[i] != '\n'; i++ {
		switch s.src[i] {
		case '"':
			s.at = i + 1
			return start, i, nil
		case '\\':
			i++
			if i < len(s.src) && s.src[i] == '\n' {
				i--
			}
		}
	}
	return 0, 0, s.errorf("a string has no end")
}

// translation reads the strings of a msgstr as one text.
func (s *poScanner) translation() error {
	f := poText
	if s.percent && !s.b.whole {
		f = poDirectives
	}
	wide, raw := false, false
	last := s.at + 1
	s.b.begin(Label, string(s.key), f, last)
	for s.at < len(s.src) && s.src[s.at] == '"' {
		start, end, err := s.text()
		if err != nil {
			s.b.drop()
			return err
		}
		s.b.hide(last, start)
		w, r := s.escapes(start, end)
		wide, raw, last = wide || w, raw || r, end
		s.space()
	}
	s.b.t.ascii = wide && !raw
	if s.b.whole {
		if s.fuzzy {
			s.b.drop()
			return nil
		}
		s.b.unit = Unit{Original: string(s.key), Plural: string(s.plural), Form: s.form, Forms: s.forms, Edges: true, Directives: s.percent, Accelerators: "&_"}
	}
	s.b.placeholders(last)
	s.b.t.format = s.b.t.format && !s.percent // there it is written twice
	s.b.endProse(last)
	return nil
}

// escapes takes the escapes between start and end. It reports whether there are
// some for what is not ASCII, and whether something is not ASCII without.
func (s *poScanner) escapes(start, end int) (wide, raw bool) {
	for at := start; at < end; {
		switch c := s.src[at]; {
		case c == '\\':
			n, r := unescapeC(s.src[at:end])
			if len(r) == 0 {
				s.b.object(at, at+n)
			} else {
				s.b.escapeBytes(at, at+n, r)
				wide = wide || r[0] >= utf8.RuneSelf
			}
			at += n
		case c == '%' && s.percent && !s.b.whole && at+1 < end && s.src[at+1] == '%':
			s.b.escape(at, at+2, "%")
			at += 2
		default:
			raw = raw || c >= utf8.RuneSelf
			at++
		}
	}
	return wide, raw
}

// appendC appends text without its escapes.
func appendC(dst, text []byte) []byte {
	for len(text) > 0 {
		i := bytes.IndexByte(text, '\\')
		if i < 0 {
			return append(dst, text...)
		}
		n, r := unescapeC(text[i:])
		if len(r) == 0 {
			r = text[i : i+n]
		}
		dst = append(append(dst, text[:i]...), r...)
		text = text[i+n:]
	}
	return dst
}

// unescapeC returns the length of the escape of C that text begins with, and
// its character, or nothing if it stands for none. Escapes of several bytes are
// one if together they are a character.
func unescapeC(text []byte) (n int, char []byte) {
	n, c := byteC(text)
	if c < utf8.RuneSelf {
		if c < 0 {
			return n, nil
		}
		return n, []byte{byte(c)}
	}
	char = append(char, byte(c))
	at := n
	for !utf8.FullRune(char) && at < len(text) && text[at] == '\\' {
		more, c := byteC(text[at:])
		if c < utf8.RuneSelf {
			break
		}
		char = append(char, byte(c))
		at += more
	}
	if utf8.Valid(char) {
		return at, char
	}
	return n, nil
}

// byteC returns the length of the escape of C that text begins with, and its
// byte, or -1.
func byteC(text []byte) (n, c int) {
	if len(text) < 2 {
		return len(text), -1
	}
	switch c := text[1]; c {
	case '"', '\\', '\'':
		return 2, int(c)
	case 'a':
		return 2, '\a'
	case 'b':
		return 2, '\b'
	case 'f':
		return 2, '\f'
	case 'n':
		return 2, '\n'
	case 'r':
		return 2, '\r'
	case 't':
		return 2, '\t'
	case 'v':
		return 2, '\v'
	case 'x':
		n, c := 2, 0
		for ; n < len(text) && hexDigit(text[n]) >= 0; n++ {
			c = c<<4 | hexDigit(text[n])
			if n > 3 {
				c = -1
			}
		}
		if n == 2 || c > 0xFF {
			c = -1
		}
		return n, c
	}
	n = 1
	for ; n < len(text) && n < 4 && '0' <= text[n] && text[n] <= '7'; n++ {
		c = c<<3 | int(text[n]-'0')
	}
	if n == 1 {
		_, size := utf8.DecodeRune(text[1:])
		return 1 + size, -1
	}
	if c > 0xFF {
		c = -1
	}
	return n, c
}

// hexDigit returns what a hexadecimal digit stands for; -1 for anything else.
func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// escapePO appends s as a part of a string of PO.
func escapePO(dst []byte, s string, t *Text) []byte {
	for _, c := range []byte(s) {
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\a':
			dst = append(dst, `\a`...)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\v':
			dst = append(dst, `\v`...)
		default:
			if c < ' ' || c >= utf8.RuneSelf && t.ascii {
				dst = fmt.Appendf(dst, `\%03o`, c)
			} else {
				dst = append(dst, c)
			}
		}
	}
	return dst
}
