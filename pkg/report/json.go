package report

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
)

// jsonLines is a finding a line, as a record: see [Record]. col and end_col
// count code points; becomes is what found becomes, and fix how safe that is.
type jsonLines struct {
	Parts
	rows   Rows
	record Record
	fields []Field // of the finding at hand
}

// The fields of a finding, in order.
const (
	findingCol = iota
	findingEndCol
	findingLevel
	findingRule
	findingMessage
	findingFound
	findingBecomes
	findingFix
)

func (j *jsonLines) Finding(dst []byte, f *File, x *Finding) []byte {
	if j.fields == nil {
		j.fields = []Field{
			findingCol: Int("col", 0), findingEndCol: Int("end_col", 0), findingLevel: Word("level", ""),
			findingRule: String("rule", ""), findingMessage: String("message", ""),
			findingFound: Text("found", nil), findingBecomes: Text("becomes", nil), findingFix: Word("fix", ""),
		}
	}
	of := j.fields
	of[findingCol].n, of[findingEndCol].n = int64(x.Col), int64(x.EndCol)
	of[findingLevel].text, of[findingFix].text = x.Rule.Level.String(), x.Fix.String()
	of[findingRule].text, of[findingMessage].text = x.Rule.Name, message(x)
	found, becomes := &of[findingFound], &of[findingBecomes]
	found.bytes = x.AppendFound(found.bytes[:0])
	if becomes.kind = noField; x.Fix != rule.Manual {
		becomes.kind, becomes.bytes = bytesField, x.AppendBecomes(becomes.bytes[:0])
	}
	j.record = x.record(f.Path)
	return j.rows.Append(dst, &j.record, of...)
}

// jsonArray is the same records in one array.
type jsonArray struct{ jsonLines }

func (*jsonArray) Begin(dst []byte, _ *Run) []byte { return append(dst, '[') }

func (*jsonArray) End(dst []byte, r *Run) []byte {
	if r.All() > 0 {
		dst = append(dst, '\n')
	}
	return append(dst, "]\n"...)
}

func (*jsonArray) Between() string { return "," }

func (a *jsonArray) Finding(dst []byte, f *File, x *Finding) []byte {
	dst = a.jsonLines.Finding(append(dst, '\n'), f, x)
	return dst[:len(dst)-1]
}

func appendInt(dst []byte, key string, n int) []byte {
	return strconv.AppendInt(append(dst, key...), int64(n), 10)
}

// AppendJSON appends s as a JSON string. It escapes invisible characters. A
// byte that is not UTF-8, which JSON cannot hold, becomes U+FFFD.
func AppendJSON[T string | []byte](dst []byte, s T) []byte {
	dst = append(dst, '"')
	done := 0
	for i := skipPlain(s, 0); i < len(s); i = skipPlain(s, i) {
		c := s[i]
		r, size := decode(s[i:])
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
