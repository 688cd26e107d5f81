package report

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// A Marked is a stretch of text that is shown with a label.
type Marked struct {
	span.Span
	Label string // a short word, such as PER
	Score float32
}

// AppendInline appends text to dst with [words|LABEL] for each stretch, and a
// backslash before each [, ], | and backslash of the text, and returns the
// longer slice. The stretches are in order and disjoint.
func AppendInline(dst, text []byte, marked []Marked) []byte {
	at := 0
	for i := range marked {
		m := &marked[i]
		dst = appendUnmarked(dst, text[at:m.Start])
		dst = appendUnmarked(append(dst, '['), m.Text(text))
		dst = append(append(append(dst, '|'), m.Label...), ']')
		at = m.End
	}
	return appendUnmarked(dst, text[at:])
}

// appendUnmarked appends what is not a mark of AppendInline.
func appendUnmarked(dst, text []byte) []byte {
	for {
		i := bytes.IndexAny(text, `[]|\`)
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(append(dst, text[:i]...), '\\', text[i])
		text = text[i+1:]
	}
}

// AppendHTML appends to dst a paragraph of HTML for each line of text that is
// not blank, with a mark element for each stretch, and returns the longer
// slice. The class of the element is the label; its title is the label and the
// score. The stretches are in order and disjoint, and lie within lines.
func AppendHTML(dst, text []byte, marked []Marked) []byte {
	at := 0
	for line := range bytes.Lines(text) {
		start, next := at, at+len(line)
		line = bytes.TrimSuffix(line, []byte{'\n'})
		end := start + len(line)
		if len(bytes.TrimSpace(line)) > 0 {
			dst = append(dst, `<p dir="auto">`...)
			for ; len(marked) > 0 && marked[0].Start < end; marked = marked[1:] {
				m := &marked[0]
				dst = AppendEscaped(dst, text[at:m.Start])
				dst = appendMark(dst, text, m)
				at = m.End
			}
			// The carriage return of a CRLF ends the line as well.
			dst = append(AppendEscaped(dst, bytes.TrimSuffix(text[at:end], []byte{'\r'})), "</p>\n"...)
		}
		at = next
	}
	return dst
}

func appendMark(dst, text []byte, m *Marked) []byte {
	dst = append(append(append(dst, `<mark class="`...), m.Label...), `" title="`...)
	dst = strconv.AppendFloat(append(append(dst, m.Label...), ' '), float64(m.Score), 'f', 2, 32)
	dst = AppendEscaped(append(dst, `">`...), m.Text(text))
	return append(append(append(dst, "<small>"...), m.Label...), "</small></mark>"...)
}

// AppendEscaped appends s to dst as text of HTML and returns the longer slice:
// no markup, no bytes that are not UTF-8, no controls that a page may not hold,
// and none that turns the direction of what follows.
func AppendEscaped(dst, s []byte) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		switch {
		case strings.ContainsRune(`&<>"'`, r):
			dst = append(strconv.AppendInt(append(dst, "&#"...), int64(r), 10), ';')
		case r < ' ' && r != '\t' || r >= 0x7F && r < 0xA0 || r == utf8.RuneError:
			dst = append(dst, "\uFFFD"...)
		case r == '\u202A' || r == '\u202B' || r == '\u202D' || r == '\u202E' || r >= '\u2066' && r <= '\u2068':
			// LRE, RLE, LRO, RLO and the isolates could turn what follows.
		default:
			dst = append(dst, s[:size]...)
		}
		s = s[size:]
	}
	return dst
}

// Context returns the n words before s and the n after it, within its line,
// with the blanks between them and s.
func Context(text []byte, s span.Span, n int) (before, after []byte) {
	lineStart := bytes.LastIndexByte(text[:s.Start], '\n') + 1
	lineEnd := s.End + bytes.IndexByte(text[s.End:], '\n')
	if lineEnd < s.End {
		lineEnd = len(text)
	}
	blank := func(b byte) bool { return b == ' ' || b == '\t' || b == '\r' }
	i := s.Start
	for range n {
		for i > lineStart && blank(text[i-1]) {
			i--
		}
		for i > lineStart && !blank(text[i-1]) {
			i--
		}
	}
	j := s.End
	for range n {
		for j < lineEnd && blank(text[j]) {
			j++
		}
		for j < lineEnd && !blank(text[j]) {
			j++
		}
	}
	return bytes.TrimLeft(text[i:s.Start], " \t\r"), bytes.TrimRight(text[s.End:j], " \t\r")
}
