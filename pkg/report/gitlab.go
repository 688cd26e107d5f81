package report

import (
	"github.com/nass-ar/nass/pkg/rule"
)

// gitlab is a report of GitLab Code Quality: an array of issues. Sources: GitLab Docs,
// "Code Quality", "Code Quality report format"; the Code Climate specification, of
// which it is a part.
type gitlab struct {
	Parts
	run   *Run
	names fingerprints
}

var gitlabLevels = [...]string{rule.Info: "info", rule.Warning: "minor", rule.Error: "major"}

func (g *gitlab) Begin(dst []byte, r *Run) []byte {
	g.run = r
	return append(dst, '[')
}

func (g *gitlab) BeginFile(dst []byte, f *File) []byte {
	g.names.begin(g.run.path(f.Path))
	return dst
}

func (*gitlab) Between() string { return "," }

func (g *gitlab) Finding(dst []byte, _ *File, x *Finding) []byte {
	at := x.Range(0)
	dst = AppendJSON(append(dst, "\n{\"type\":\"issue\",\"description\":"...), x.Statement())
	dst = AppendJSON(append(dst, `,"check_name":`...), x.Rule.Name)
	dst = append(append(dst, `,"categories":["Style"],"severity":"`...), gitlabLevels[x.Rule.Level]...)
	dst = g.names.append(append(dst, `","fingerprint":"`...), x)
	dst = AppendJSON(append(dst, `","location":{"path":`...), g.names.file)
	dst = appendInt(dst, `,"lines":{"begin":`, at.Line)
	dst = appendInt(dst, `,"end":`, at.EndLine)
	return append(dst, "}}}"...)
}

func (*gitlab) End(dst []byte, _ *Run) []byte { return append(dst, "\n]\n"...) }
