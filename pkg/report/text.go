package report

import (
	"github.com/nass-ar/nass/pkg/rule"
)

// text is one line a finding, for people and editors:
//
//	path:line:col: level rule: message: «words» -> «words»
type text struct {
	Parts
	statement
}

func (t *text) Finding(dst []byte, f *File, x *Finding) []byte {
	at := x.Range(t.Columns)
	dst = t.AppendPlace(dst, f.Path, at.Line, at.Col)
	return t.appendFinding(dst, x)
}

// A statement writes findings for people.
type statement struct {
	Style
	words []byte // of the last finding
}

// appendFinding appends a finding and ends the line.
func (t *statement) appendFinding(dst []byte, x *Finding) []byte {
	dst = t.Append(dst, LevelInk(x.Rule.Level), x.Rule.Level.String())
	dst = append(dst, ' ')
	dst = t.Append(dst, InkName, x.Rule.Name)
	dst = append(dst, ": "...)
	dst = t.AppendMessage(dst, message(x))
	if t.words = x.AppendFound(t.words[:0]); len(t.words) > 0 {
		dst = t.AppendQuoted(append(dst, ": "...), InkFound, t.words)
		if x.Fix != rule.Manual {
			t.words = x.AppendBecomes(t.words[:0])
			dst = t.AppendQuoted(append(dst, " -> "...), InkNew, t.words)
		}
	}
	return append(dst, '\n')
}

// Statement returns what is wrong, with the words found and what they become, visible.
func (x *Finding) Statement() string {
	dst := AppendVisible(nil, message(x))
	if found := x.Found(); found != "" {
		dst = append(AppendVisible(append(dst, ": «"...), found), "»"...)
		if x.Fix != rule.Manual {
			dst = append(AppendVisible(append(dst, " -> «"...), x.Becomes()), "»"...)
		}
	}
	return string(dst)
}

// message is what is wrong: the finding's own words, else its rule's title.
func message(x *Finding) string {
	if x.Message != "" {
		return x.Message
	}
	return x.Rule.Title
}
