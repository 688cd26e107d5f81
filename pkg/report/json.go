package report

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// jsonArray is one JSON array with one finding a line. Columns count code
// points, start and end are bytes of the text; becomes is what found becomes, and
// fix how safe that is.
type jsonArray struct{ Parts }

func (jsonArray) Begin(dst []byte, _ *Run) []byte { return append(dst, '[') }

func (jsonArray) End(dst []byte, r *Run) []byte {
	if r.All() > 0 {
		dst = append(dst, '\n')
	}
	return append(dst, "]\n"...)
}

func (jsonArray) Between() string { return "," }

func (jsonArray) Finding(dst []byte, f *File, x *Finding) []byte {
	col, endCol := x.Columns(span.Rune)
	dst = AppendJSONName(append(dst, "\n{"...), "path", f.Path)
	dst = appendInt(dst, `,"line":`, x.Line)
	dst = appendInt(dst, `,"col":`, col)
	dst = appendInt(dst, `,"end_col":`, endCol)
	if x.In != nil && x.In.Offset >= 0 {
		dst = appendInt(dst, `,"start":`, int(x.In.Offset)+x.Start)
		dst = appendInt(dst, `,"end":`, int(x.In.Offset)+x.End)
	}
	dst = append(dst, `,"level":"`...)
	dst = append(dst, x.Rule.Level.String()...)
	dst = append(dst, `","rule":"`...)
	dst = append(dst, x.Rule.Name...)
	dst = append(dst, `","message":`...)
	dst = AppendJSON(dst, message(x))
	before, after := x.Words()
	dst = append(dst, `,"found":`...)
	dst = AppendJSON(dst, before)
	if x.Fix != rule.Manual {
		dst = append(dst, `,"becomes":`...)
		dst = AppendJSON(dst, after)
	}
	dst = append(dst, `,"fix":"`...)
	dst = append(dst, x.Fix.String()...)
	return append(dst, `"}`...)
}

func appendInt(dst []byte, key string, n int) []byte {
	return strconv.AppendInt(append(dst, key...), int64(n), 10)
}

// AppendJSON appends s as a JSON string. It escapes invisible characters. A
// byte that is not UTF-8, which JSON cannot hold, becomes U+FFFD.
func AppendJSON(dst []byte, s string) []byte {
	dst = append(dst, '"')
	done := 0
	for i := skipPlain(s, 0); i < len(s); i = skipPlain(s, i) {
		c := s[i]
		r, size := utf8.DecodeRuneInString(s[i:])
		esc := ""
		switch {
		case c == '"':
			esc = `\"`
		case c == '\\':
			esc = `\\`
		case c == '#' && isCommand(s[i:]):
			esc = `\u0023`
		case c == '\n':
			esc = `\n`
		case c == '\r':
			esc = `\r`
		case c == '\t':
			esc = `\t`
		case r == utf8.RuneError && size == 1:
			esc = `\ufffd`
		case isUnseen(r):
			dst = append(dst, s[done:i]...)
			if high, low := utf16.EncodeRune(r); low != utf8.RuneError {
				dst = appendHex(append(dst, `\u`...), high, 4, lowerHex)
				r = low
			}
			dst = appendHex(append(dst, `\u`...), r, 4, lowerHex)
			done = i + size
		}
		if esc != "" {
			dst = append(dst, s[done:i]...)
			dst = append(dst, esc...)
			done = i + size
		}
		i += size
	}
	dst = append(dst, s[done:]...)
	return append(dst, '"')
}

// A Change is one edit of a text, for a list of edits in JSON.
type Change struct {
	Path               string
	Line               int
	Rules              []*rule.Rule
	Start, End         int64 // bytes of the text
	RuneStart, RuneEnd int64 // code points of the text, an invalid byte counting as one
	Old                []byte
	New                string
}

// AppendTo appends the change as a line of JSON.
func (c *Change) AppendTo(dst []byte) []byte {
	dst = AppendJSONName(append(dst, '{'), "file", c.Path)
	dst = appendInt(dst, `,"line":`, c.Line)
	dst = append(dst, `,"rule":"`...)
	for i, r := range c.Rules {
		if i > 0 {
			dst = append(dst, '+')
		}
		dst = append(dst, r.Name...)
	}
	dst = appendInt(dst, `","start":`, int(c.Start))
	dst = appendInt(dst, `,"end":`, int(c.End))
	dst = appendInt(dst, `,"cp_start":`, int(c.RuneStart))
	dst = appendInt(dst, `,"cp_end":`, int(c.RuneEnd))
	dst = append(dst, `,"old":`...)
	dst = AppendJSON(dst, string(c.Old))
	dst = append(dst, `,"new":`...)
	dst = AppendJSON(dst, c.New)
	return append(dst, "}\n"...)
}
