package document

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Properties is the format of the properties of Java.
var Properties = &Format{
	Name: "properties", Title: "Java properties", Files: []string{"*.properties"},
	Prose: "values that hold an Arabic letter, escaped (\\u0627) or not",
	Left:  "keys, comments, how lines go on; placeholders such as {0}, %s, <b>, the quotation marks of MessageFormat",
	page:  readProperties, remark: pair{open: "#"},
	units: true,
}

// propertiesText is the form of a value. In messageText an apostrophe that is
// seen is written twice, since a single one begins a quotation of MessageFormat.
var (
	propertiesText = &form{escape: escapeProperties}
	messageText    = &form{escape: func(dst []byte, s string, t *Text) []byte {
		return append(dst, bytes.ReplaceAll(escapeProperties(nil, s, t), []byte("'"), []byte("''"))...)
	}}
)

// readProperties reads a page of properties as java.util.Properties does.
func readProperties(b *builder, src []byte) error {
	latin := !utf8.Valid(src) // bytes are characters of ISO 8859-1
	for at := bomLen(src); at < len(src); {
		if at = skipBlanks(src, at); at == len(src) {
			break
		}
		switch src[at] {
		case '\r', '\n':
			at++
			continue
		case '#', '!':
			start := at
			for at < len(src) && src[at] != '\r' && src[at] != '\n' {
				at++
			}
			b.remark(start, at, 1, 0)
			continue
		}
		p := property{b: b, src: src, at: at, latin: latin}
		if err := p.read(); err != nil {
			return err
		}
		at = p.at
	}
	return nil
}

// skipBlanks returns the offset of what is no blank, from at on.
func skipBlanks(src []byte, at int) int {
	for at < len(src) && (src[at] == ' ' || src[at] == '\t' || src[at] == '\f') {
		at++
	}
	return at
}

// A property is a key and a value that are read.
type property struct {
	b     *builder
	src   []byte
	at    int
	latin bool
}

// read reads a logical line.
func (p *property) read() error {
	var key []byte
	for p.at < len(p.src) {
		c := p.src[p.at]
		if n := p.goesOn(p.at); n > 0 {
			p.at += n
			continue
		}
		if c == '\\' {
			n, r, err := p.unescape(p.at)
			if err != nil {
				return err
			}
			key = utf8.AppendRune(key, r)
			p.at += n
			continue
		}
		if c == '=' || c == ':' || c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\n' {
			break
		}
		key = append(key, c)
		p.at++
	}
	p.between()
	if p.at < len(p.src) && (p.src[p.at] == '=' || p.src[p.at] == ':') {
		p.at++
		p.between()
	}
	return p.value(string(key))
}

// between skips blanks between the key and the value.
func (p *property) between() {
	for {
		p.at = skipBlanks(p.src, p.at)
		n := p.goesOn(p.at)
		if n == 0 {
			return
		}
		p.at += n
	}
}

// goesOn returns the length of a backslash, the end of the line after it and the
// blanks of the next line, if that is what is at the offset at.
func (p *property) goesOn(at int) int {
	end := at + 1
	if end >= len(p.src) || p.src[at] != '\\' {
		return 0
	}
	switch {
	case p.src[end] == '\n':
		end++
	case p.src[end] == '\r':
		if end++; end < len(p.src) && p.src[end] == '\n' {
			end++
		}
	default:
		return 0
	}
	return skipBlanks(p.src, end) - at
}

// unescape returns the length of the escape at the offset at and its character;
// the first half of a pair is one with the second.
func (p *property) unescape(at int) (n int, r rune, err error) {
	text := p.src[at:]
	if len(text) < 2 {
		return len(text), -1, nil
	}
	switch c := text[1]; c {
	case 'n':
		return 2, '\n', nil
	case 't':
		return 2, '\t', nil
	case 'r':
		return 2, '\r', nil
	case 'f':
		return 2, '\f', nil
	case 'u':
		n, r := unescapeJSON(text)
		if n < 6 {
			return 0, 0, &syntaxError{at, fmt.Errorf("not an escape: %q", shorten(text))}
		}
		return n, r, nil
	}
	r, size := utf8.DecodeRune(text[1:])
	if r == utf8.RuneError && size < 2 {
		r = -1
	}
	return 1 + size, r, nil
}

// value reads the value up to the end of the line.
func (p *property) value(key string) error {
	b, src := p.b, p.src
	f := propertiesText
	end := p.end()
	if bytes.Contains(src[p.at:end], []byte(",choice,")) { // texts among numbers and signs
		p.at = end
		return nil
	}
	if message(src[p.at:end]) {
		f = messageText
	}
	wide, raw := false, false // it has escapes for what is not ASCII, or such characters
	b.begin(Label, key, f, p.at)
	for p.at < end {
		switch c := src[p.at]; {
		case c == '\\':
			if n := p.goesOn(p.at); n > 0 {
				b.hide(p.at, p.at+n)
				p.at += n
				continue
			}
			n, r, err := p.unescape(p.at)
			if err != nil {
				b.drop()
				return err
			}
			if r < 0 {
				b.object(p.at, p.at+n)
			} else {
				b.escape(p.at, p.at+n, string(r))
				wide = wide || r >= utf8.RuneSelf
			}
			p.at += n
		case c == '\'' && f == messageText:
			n := 1
			if p.at+1 < end && src[p.at+1] == '\'' {
				n = 2
				b.escape(p.at, p.at+n, "'")
			} else {
				b.hide(p.at, p.at+n)
			}
			p.at += n
		case c >= utf8.RuneSelf && p.latin:
			b.object(p.at, p.at+1)
			p.at++
		default:
			raw = raw || c >= utf8.RuneSelf
			p.at++
		}
	}
	b.t.ascii = p.latin || wide && !raw
	b.placeholders(end)
	b.endProse(end)
	return nil
}

// end returns where the value at p.at ends.
func (p *property) end() int {
	for at := p.at; ; at++ {
		if at >= len(p.src) || p.src[at] == '\r' || p.src[at] == '\n' {
			return min(at, len(p.src))
		}
		if p.src[at] == '\\' {
			at += max(p.goesOn(at), 2) - 1
		}
	}
}

// message reports whether the value is a message of MessageFormat: it holds {0}
// or the like.
func message(value []byte) bool {
	for {
		i := bytes.IndexByte(value, '{')
		if i < 0 {
			return false
		}
		value = value[i+1:]
		n := 0
		for n < len(value) && '0' <= value[n] && value[n] <= '9' {
			n++
		}
		if n > 0 && n < len(value) && (value[n] == '}' || value[n] == ',') {
			return true
		}
	}
}

// escapeProperties appends s as a part of a value.
func escapeProperties(dst []byte, s string, t *Text) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size < 2:
			dst = append(dst, s[i])
		case r == '\\':
			dst = append(dst, `\\`...)
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\f':
			dst = append(dst, `\f`...)
		case r < ' ' || r >= utf8.RuneSelf && t.ascii:
			dst = appendUTF16(dst, `\u`, r)
		default:
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}
