package document

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// Strings is the format of the strings of Apple's systems.
var Strings = &Format{
	Name: "strings", Title: "Apple strings", Files: []string{"*.strings"},
	Prose: "values that hold an Arabic letter",
	Left:  "keys, comments, strings without a key; placeholders such as %@, %1$@, {name}",
	page:  readStrings, remark: pair{"/*", " */"},
	units: true,
}

// stringsText is the form of a string in quotation marks.
var stringsText = &form{escape: escapeStrings}

// A stringsScanner reads the pairs of a file.
type stringsScanner struct {
	b   *builder
	src []byte
	at  int
}

func (s *stringsScanner) errorf(format string, args ...any) error {
	return &syntaxError{s.at, fmt.Errorf(format, args...)}
}

// readStrings reads a page of strings.
func readStrings(b *builder, src []byte) error {
	s := stringsScanner{b, src, bomLen(src)}
	for {
		if err := s.space(); err != nil {
			return err
		}
		if s.at == len(src) {
			return nil
		}
		if err := s.pair(b); err != nil {
			return err
		}
	}
}

// pair reads a key and its value.
func (s *stringsScanner) pair(b *builder) error {
	start, end, err := s.word()
	if err != nil {
		return err
	}
	key := appendStrings(nil, s.src[start:end])
	if err := s.space(); err != nil {
		return err
	}
	if s.at < len(s.src) && s.src[s.at] == ';' { // the key is the value
		s.at++
		return nil
	}
	if s.at == len(s.src) || s.src[s.at] != '=' {
		return s.errorf("no = after the key %q", shorten(key))
	}
	s.at++
	if err := s.space(); err != nil {
		return err
	}
	quote := byte(0)
	if s.at < len(s.src) {
		quote = s.src[s.at]
	}
	if start, end, err = s.word(); err != nil {
		return err
	}
	after := s.at
	if err := s.space(); err != nil {
		return err
	}
	if s.at == len(s.src) || s.src[s.at] != ';' {
		s.at = after
		return s.errorf("no ; after the value of %q", shorten(key))
	}
	s.at++
	if quote == '"' {
		b.stringsText(start, end, string(key))
	}
	return nil
}

// space skips blanks and comments.
func (s *stringsScanner) space() error {
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case c == ' ' || '\t' <= c && c <= '\r':
			s.at++
		case bytes.HasPrefix(s.src[s.at:], []byte("//")):
			start := s.at
			for s.at < len(s.src) && s.src[s.at] != '\n' && s.src[s.at] != '\r' {
				s.at++
			}
			s.b.remark(start, s.at, len("//"), 0)
		case bytes.HasPrefix(s.src[s.at:], []byte("/*")):
			i := bytes.Index(s.src[s.at+2:], []byte("*/"))
			if i < 0 {
				return s.errorf("a comment has no end")
			}
			s.at += i + 4
			s.b.remark(s.at-i-4, s.at, len("/*"), len("*/"))
		default:
			return nil
		}
	}
	return nil
}

// word reads a string in quotation marks, or a word without, and returns where
// what it says begins and ends.
func (s *stringsScanner) word() (start, end int, err error) {
	if s.at == len(s.src) {
		return 0, 0, s.errorf("a string is missing")
	}
	if quote := s.src[s.at]; quote == '"' || quote == '\'' {
		start = s.at + 1
		for i := start; i < len(s.src); i++ {
			switch s.src[i] {
			case quote:
				s.at = i + 1
				return start, i, nil
			case '\\':
				i++
			}
		}
		return 0, 0, s.errorf("a string has no end")
	}
	start = s.at
	for s.at < len(s.src) && (isWord(s.src[s.at]) || bytes.IndexByte([]byte("_$:/"), s.src[s.at]) >= 0) {
		s.at++
	}
	if s.at == start {
		return 0, 0, s.errorf("a string is expected, not %q", shorten(s.src[start:]))
	}
	return start, s.at, nil
}

// stringsText takes the text of a value between start and end.
func (b *builder) stringsText(start, end int, key string) {
	b.begin(Label, key, stringsText, start)
	wide := false
	for at := start; ; {
		i := bytes.IndexByte(b.src[at:end], '\\')
		if i < 0 {
			break
		}
		at += i
		n, r := unescapeStrings(b.src[at:end])
		if r < 0 {
			b.object(at, at+n)
		} else {
			b.escape(at, at+n, string(r))
			wide = wide || r >= utf8.RuneSelf
		}
		at += n
	}
	b.t.ascii = wide && !slices.ContainsFunc(b.src[start:end], func(c byte) bool { return c >= utf8.RuneSelf })
	b.placeholders(end)
	b.endProse(end)
}

// unescapeStrings returns the length of the escape that text begins with, and
// its character, or -1 if it stands for none. Octal escapes above 0177 are of
// NeXTSTEP's encoding.
func unescapeStrings(text []byte) (n int, r rune) {
	if len(text) < 2 {
		return len(text), -1
	}
	if text[1] != 'U' && text[1] != 'u' {
		n, c := byteC(text)
		if c >= utf8.RuneSelf || text[1] == 'x' {
			c = -1
		}
		return n, rune(c)
	}
	r = hex4(text[2:])
	switch {
	case r < 0 || text[1] == 'u': // Apple knows no \u
		return 2, -1
	case !utf16.IsSurrogate(r):
		return 6, r
	case len(text) >= 12 && text[6] == '\\' && text[7] == 'U':
		if r := utf16.DecodeRune(r, hex4(text[8:])); r != utf8.RuneError {
			return 12, r
		}
	}
	return 6, -1
}

// appendStrings appends text without its escapes.
func appendStrings(dst, text []byte) []byte {
	for len(text) > 0 {
		i := bytes.IndexByte(text, '\\')
		if i < 0 {
			return append(dst, text...)
		}
		n, r := unescapeStrings(text[i:])
		if dst = append(dst, text[:i]...); r < 0 {
			dst = append(dst, text[i:i+n]...)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
		text = text[i+n:]
	}
	return dst
}

// escapeStrings appends s as a part of a string in quotation marks.
func escapeStrings(dst []byte, s string, t *Text) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r >= utf8.RuneSelf && t.ascii && (r != utf8.RuneError || size > 1):
			dst = appendUTF16(dst, `\U`, r)
		default:
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}
