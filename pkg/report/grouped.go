package report

import (
	"fmt"
)

// grouped is the findings of a file below its name, for people.
type grouped struct {
	Parts
	statement
	open bool // the file has a finding
	any  bool // so has one before
}

func (g *grouped) BeginFile(dst []byte, _ *File) []byte {
	g.open = false
	return dst
}

func (g *grouped) Finding(dst []byte, f *File, x *Finding) []byte {
	if !g.open {
		if g.any {
			dst = append(dst, '\n')
		}
		dst = append(g.Append(dst, InkPath, string(AppendName(nil, f.Path))), ":\n"...)
		g.open, g.any = true, true
	}
	at := x.Range(g.Columns)
	dst = g.Append(append(dst, "  "...), InkPlace, fmt.Sprintf("%7s", fmt.Sprintf("%d:%d", at.Line, at.Col)))
	return g.appendFinding(append(dst, "  "...), x)
}
