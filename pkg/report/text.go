package report

import (
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
	dst = AppendName(dst, f.Path)
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
