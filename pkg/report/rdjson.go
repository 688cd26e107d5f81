package report

import (
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// rdjsonl is the Reviewdog Diagnostic Format, a diagnostic a line. Columns count bytes
// of UTF-8. Source: reviewdog.proto of reviewdog/reviewdog.
type rdjsonl struct {
	Parts
	run  *Run
	path string
}

const rdSource = `"source":{"name":"nass","url":"` + home + `"}`

func (w *rdjsonl) Begin(dst []byte, r *Run) []byte {
	w.run = r
	return dst
}

func (w *rdjsonl) BeginFile(dst []byte, f *File) []byte {
	w.path = w.run.path(f.Path)
	return dst
}

func (w *rdjsonl) Finding(dst []byte, _ *File, x *Finding) []byte {
	return append(w.diagnostic(dst, x), ","+rdSource+"}\n"...)
}

// diagnostic appends a diagnostic without its end.
func (w *rdjsonl) diagnostic(dst []byte, x *Finding) []byte {
	dst = AppendJSON(append(dst, `{"message":`...), x.Statement())
	dst = AppendJSON(append(dst, `,"location":{"path":`...), w.path)
	dst = append(appendRange(append(dst, `,"range":`...), x.Range(span.Byte)), '}')
	dst = AppendJSON(append(dst, `,"severity":`...), strings.ToUpper(x.Rule.Level.String()))
	dst = AppendJSON(append(dst, `,"code":{"value":`...), x.Rule.Name)
	dst = append(AppendJSON(append(dst, `,"url":`...), RulePage(x.Rule.Name)), '}')
	if at, new, ok := x.Change(span.Byte); ok && x.Fix == rule.Safe {
		dst = appendRange(append(dst, `,"suggestions":[{"range":`...), at)
		dst = append(AppendJSON(append(dst, `,"text":`...), new), "}]"...)
	}
	return dst
}

func appendRange(dst []byte, r Range) []byte {
	dst = appendInt(dst, `{"start":{"line":`, r.Line)
	dst = appendInt(dst, `,"column":`, r.Col)
	dst = appendInt(dst, `},"end":{"line":`, r.EndLine)
	dst = appendInt(dst, `,"column":`, r.EndCol)
	return append(dst, "}}"...)
}

// rdjson is the diagnostics of rdjsonl in one object.
type rdjson struct{ rdjsonl }

func (w *rdjson) Begin(dst []byte, r *Run) []byte {
	return append(w.rdjsonl.Begin(dst, r), "{"+rdSource+`,"diagnostics":[`...)
}

func (*rdjson) Between() string { return "," }

func (w *rdjson) Finding(dst []byte, _ *File, x *Finding) []byte {
	return append(w.diagnostic(append(dst, '\n'), x), '}')
}

func (*rdjson) End(dst []byte, _ *Run) []byte { return append(dst, "\n]}\n"...) }
