package document

import "bytes"

// yamlRemarks keeps the comments of a page of YAML. The library reads them too, but
// does not say where they are.
func (b *builder) yamlRemarks(src []byte) {
	if bytes.IndexByte(src, '#') < 0 {
		return
	}
	s := lineScanner{src: src, next: bomLen(src)}
	for more := s.scan(); more; {
		indent, block := b.yamlLine(&s)
		more = s.scan()
		for block && more { // the lines of a block scalar
			line := src[s.start:s.end]
			if n := len(line) - len(bytes.TrimLeft(line, " ")); n < len(line) && n <= indent {
				break
			}
			more = s.scan()
		}
	}
}

// yamlLine keeps the comment of a line, and reports whether a block scalar begins in
// it, whose lines are indented deeper than indent. A quotation is read up to its end,
// on whatever line it is.
func (b *builder) yamlLine(s *lineScanner) (indent int, block bool) {
	src := s.src
	indent = -1
	deep := func(at int) { // the first of a line that is no dash tells
		if indent < 0 || src[s.start+indent] == '-' || src[s.start+indent] == '?' {
			indent = at - s.start
		}
	}
	for at, fresh := s.start, true; at < s.end; at++ { // fresh: a value may begin
		c := src[at]
		alone := at+1 >= s.end || isBlank(src[at+1]) // c is no part of a word
		switch {
		case isBlank(c):
			continue
		case c == '#' && (at == s.start || isBlank(src[at-1])):
			b.remark(at, s.end, 1, 0)
			return indent, block
		case !fresh && c == ':' && alone:
			fresh = true
			continue
		case !fresh:
			fresh = bytes.IndexByte([]byte(",[{"), c) >= 0 // within brackets
			continue
		case (c == '-' || c == '?') && alone:
			deep(at)
			continue
		case c == '|' || c == '>':
			block = true
		case c == '"' || c == '\'':
			deep(at)
			start := s.start
			if at = s.skipQuoted(at); s.start != start {
				indent = 0 // of another line, which has no key before its value
			}
		default:
			deep(at)
		}
		// After an anchor, a tag or a bracket the value is still to come.
		if fresh = bytes.IndexByte([]byte("&![{,"), c) >= 0; c == '&' || c == '!' {
			for at+1 < s.end && !isBlank(src[at+1]) {
				at++
			}
		}
	}
	return indent, block
}

// skipQuoted returns where the quotation ends that begins at the offset at, and makes
// the line that it ends in the line of s.
func (s *lineScanner) skipQuoted(at int) int {
	quote := s.src[at]
	i := at + 1
	for ; i < len(s.src); i++ {
		switch c := s.src[i]; {
		case c == '\\' && quote == '"':
			i++
		case c == quote && quote == '\'' && i+1 < len(s.src) && s.src[i+1] == quote:
			i++
		case c == quote:
			for s.next <= i && s.scan() {
			}
			return i
		}
	}
	s.start, s.end, s.next = len(s.src), len(s.src), len(s.src)
	return len(s.src)
}
