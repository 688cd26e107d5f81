package report

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// text is one line a finding, for people and editors:
//
//	path:line:col: level rule: message: «words» -> «words»
//
// Columns count code points.
type text struct {
	Parts
	Style
}

var levelColors = [...]string{rule.Info: "\x1b[36m", rule.Warning: "\x1b[33m", rule.Error: "\x1b[31m"}

const plain = "\x1b[0m"

func (t text) Finding(dst []byte, f *File, x *Finding) []byte {
	col, _ := x.Columns(span.Rune)
	dst = AppendVisible(dst, f.Path)
	dst = append(dst, ':')
	dst = strconv.AppendInt(dst, int64(x.Line), 10)
	dst = append(dst, ':')
	dst = strconv.AppendInt(dst, int64(col), 10)
	dst = append(dst, ": "...)
	if t.Color {
		dst = append(dst, levelColors[x.Rule.Level]...)
	}
	dst = append(dst, x.Rule.Level.String()...)
	if t.Color {
		dst = append(dst, plain...)
	}
	dst = append(dst, ' ')
	dst = append(dst, x.Rule.Name...)
	dst = append(dst, ": "...)
	dst = t.AppendMessage(dst, message(x))
	if before, after := x.Words(); before != "" {
		dst = append(dst, ": "...)
		dst = t.words(dst, before)
		if x.Fix != rule.Manual {
			dst = append(dst, " -> "...)
			dst = t.words(dst, after)
		}
	}
	return append(dst, '\n')
}

// message is what is wrong: the finding's own words, else its rule's title.
func message(x *Finding) string {
	if x.Message != "" {
		return x.Message
	}
	return x.Rule.Title
}

// AppendMessage appends words of which some may be Arabic, as AppendWords does
// each stretch of those.
func (t Style) AppendMessage(dst []byte, s string) []byte {
	if !t.Isolate {
		return AppendVisible(dst, s)
	}
	for len(s) > 0 {
		i := 0
		for i < len(s) && s[i] < utf8.RuneSelf {
			i++
		}
		dst = AppendVisible(dst, s[:i])
		s = s[i:]
		for i = 0; i < len(s) && (s[i] >= utf8.RuneSelf || s[i] == ' ' && i+1 < len(s) && s[i+1] >= utf8.RuneSelf); {
			i++
		}
		if i > 0 {
			dst = AppendIsolated(dst, s[:i])
		}
		s = s[i:]
	}
	return dst
}

func (t text) words(dst []byte, s string) []byte {
	dst = append(dst, "«"...)
	dst = t.AppendWords(dst, s)
	return append(dst, "»"...)
}

// AppendWords appends Arabic words as AppendVisible does, or AppendIsolated
// where the style asks for that.
func (t Style) AppendWords(dst []byte, s string) []byte {
	if !t.Isolate {
		return AppendVisible(dst, s)
	}
	return AppendIsolated(dst, s)
}

// AppendIsolated appends s as AppendVisible does, isolated, so that on a
// terminal Arabic words do not move what stands beside them.
func AppendIsolated(dst []byte, s string) []byte {
	dst = append(dst, "\u2068"...) // FIRST STRONG ISOLATE
	dst = AppendVisible(dst, s)
	return append(dst, "\u2069"...) // POP DIRECTIONAL ISOLATE
}

// AppendVisible appends s so that a reader sees what it holds and a terminal
// does nothing else: controls, bidirectional controls, zero-width characters,
// the soft hyphen and the no-break spaces as \u202E, bytes that are not UTF-8
// as \xFF.
func AppendVisible(dst []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7F {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(dst, s[done:i]...)
			dst = fmt.Appendf(dst, `\x%02X`, c)
			done = i + 1
		case unseen(r):
			dst = append(dst, s[done:i]...)
			dst = fmt.Appendf(dst, `\u%04X`, r)
			done = i + size
		}
		i += size
	}
	return append(dst, s[done:]...)
}

// unseen tells whether r leaves no mark on a page, or moves others.
func unseen(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0: // controls
		return true
	case r == '\u00A0', r == '\u202F', // NO-BREAK SPACE, NARROW NO-BREAK SPACE
		r == '\u00AD', r == '\u061C', r == '\uFEFF': // SOFT HYPHEN, ARABIC LETTER MARK, BYTE ORDER MARK
		return true
	}
	// ZERO WIDTH SPACE to RIGHT-TO-LEFT MARK, separators and embeddings, WORD
	// JOINER and isolates.
	return r >= '\u200B' && r <= '\u200F' || r >= '\u2028' && r <= '\u202E' || r >= '\u2060' && r <= '\u206F'
}
