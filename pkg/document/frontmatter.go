package document

import "bytes"

// frontMatter reads the texts of the front matter of a page, which begins at
// the offset at of src, and returns where it ends: at, if there is none. Only
// values of the top level that are written on one line are texts.
func (b *builder) frontMatter(src []byte, at int) int {
	fence, from := frontLine(src, at)
	toml := string(fence) == "+++"
	if !toml && string(fence) != "---" {
		return at
	}
	if line, _ := frontLine(src, from); len(bytes.TrimSpace(line)) == 0 {
		return at
	}
	to := from
	for {
		if to >= len(src) {
			return at
		}
		line, next := frontLine(src, to)
		if len(line) > 0 && bytes.IndexByte([]byte("*>|`<"), line[0]) >= 0 {
			return at // a page that begins with a rule
		}
		if string(line) == string(fence) || !toml && string(line) == "..." {
			b.frontValues(src, from, to, toml)
			return next
		}
		to = next
	}
}

// frontLine returns the line of src at the offset at without the blanks at its
// end, and where the next one begins.
func frontLine(src []byte, at int) (line []byte, next int) {
	line, next = src[at:], len(src)
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line, next = line[:i], at+i+1
	}
	return bytes.TrimRight(line, " \t\r"), next
}

// frontValues reads the lines of src from from to to.
func (b *builder) frontValues(src []byte, from, to int, toml bool) {
	sign := byte(':')
	if toml {
		sign = '='
	}
	for at := from; at < to; {
		line, next := frontLine(src, at)
		if toml && bytes.HasPrefix(line, []byte("[")) {
			return // a table
		}
		if len(line) > 0 && line[0] == '#' {
			b.remark(at, at+len(line), 1, 0)
		}
		goesOn := !toml && next < to && mdBlank(src[next]) && src[next] != '\n' && src[next] != '\r'
		if i := bytes.IndexByte(line, sign); i > 0 && !goesOn {
			key := string(bytes.TrimRight(line[:i], " \t"))
			value := bytes.TrimLeft(line[i+1:], " \t")
			role := Paragraph
			switch key {
			case "title":
				role = Heading
				fallthrough
			case "description", "summary":
				if len(value) > 0 && (toml || len(value) < len(line)-i-1) {
					b.frontValue(src, at+len(line)-len(value), at+len(line), role, key, toml)
				}
			}
		}
		at = next
	}
}

// The forms of values of front matter. A plain one cannot be escaped.
var (
	plainScalar  = new(form)
	singleScalar = &form{escape: escapeSingle}
	doubleScalar = &form{escape: escapeJSON}
)

func escapeSingle(dst []byte, s string, _ *Text) []byte {
	return append(dst, bytes.ReplaceAll([]byte(s), []byte("'"), []byte("''"))...)
}

// frontValue reads the value from start to end, with the comment after it.
func (b *builder) frontValue(src []byte, start, end int, role Role, key string, toml bool) {
	quote := src[start]
	switch {
	case quote == '"':
		b.doubleValue(src, start+1, end, role, key)
	case quote == '\'' && !toml:
		b.begin(role, key, singleScalar, start+1)
		for at := start + 1; at < end; at++ {
			switch {
			case src[at] != '\'':
			case at+1 < end && src[at+1] == '\'':
				b.escape(at, at+2, "'")
				at++
			default:
				if afterValue(src[at+1 : end]) {
					b.endProse(at)
					return
				}
				b.drop()
				return
			}
		}
		b.drop()
	case toml || bytes.IndexByte([]byte("&*!|>@%{}[],#`-?:'"), quote) >= 0:
	default:
		value := src[start:end]
		if i := bytes.Index(value, []byte(" #")); i >= 0 {
			value = value[:i]
		}
		if !bytes.Contains(value, []byte(": ")) && !bytes.Contains(value, []byte(":\t")) && !bytes.HasSuffix(value, []byte(":")) && !bytes.Contains(value, []byte("\t#")) {
			b.begin(role, key, plainScalar, start)
			b.endProse(start + len(value))
		}
	}
}

// doubleValue reads a value in double quotation marks, from the first of which
// start is. A value with another escape than JSON has is no text.
func (b *builder) doubleValue(src []byte, start, end int, role Role, key string) {
	at := start
	for at < end && src[at] != '"' {
		if src[at] == '\\' {
			at++
		}
		at++
	}
	if at >= end || !afterValue(src[at+1:end]) {
		return
	}
	if b.jsonString(start-1, at+1, role, key) != nil {
		return
	}
	b.t.form = doubleScalar
	b.endProse(at)
}

// afterValue reports whether nothing but a comment is in s.
func afterValue(s []byte) bool {
	t := bytes.TrimLeft(s, " \t")
	return len(t) == 0 || len(t) < len(s) && t[0] == '#'
}
