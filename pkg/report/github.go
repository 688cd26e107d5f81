package report

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// github is a workflow command of GitHub Actions a finding, which shows it
// beside the line. GitHub shows ten of each level and drops the others; the report
// has as many, the errors first, and the number of the others. Source: GitHub Docs,
// "Workflow commands for GitHub Actions" and "Annotations" (limits of a step).
type github struct {
	Parts
	Style
	lines [rule.Error + 1][]byte
	n     Counts // of lines
}

// githubMost is how many annotations of each level a step shows.
const githubMost = 10

var githubLevels = [...]string{rule.Info: "notice", rule.Warning: "warning", rule.Error: "error"}

// githubData and githubProperty escape what AppendVisible has made one line.
var (
	githubData     = strings.NewReplacer("%", "%25")
	githubProperty = strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")
)

func (g *github) Finding(dst []byte, f *File, x *Finding) []byte {
	level := x.Rule.Level
	if g.n[level]++; g.n[level] <= githubMost {
		g.lines[level] = g.append(g.lines[level], f, x)
	}
	return dst
}

func (g *github) append(dst []byte, f *File, x *Finding) []byte {
	dst = append(dst, "::"...)
	dst = append(dst, githubLevels[x.Rule.Level]...)
	dst = append(dst, " file="...)
	dst = append(dst, githubProperty.Replace(string(AppendVisible(nil, f.Path)))...)
	at := x.Range(g.Columns)
	dst = appendInt(dst, ",line=", at.Line)
	dst = appendInt(dst, ",col=", at.Col)
	if at.EndLine == at.Line && at.EndCol > at.Col {
		dst = appendInt(dst, ",endColumn=", at.EndCol-1)
	}
	dst = append(dst, ",title="...)
	dst = append(dst, x.Rule.Name...)
	dst = append(dst, "::"...)
	dst = append(dst, githubData.Replace(x.Statement())...)
	return append(dst, '\n')
}

func (g *github) End(dst []byte, r *Run) []byte {
	var more []string
	for level := rule.Error; ; level-- {
		dst = append(dst, g.lines[level]...)
		if n := r.Counts[level] - min(g.n[level], githubMost); n > 0 {
			more = append(more, fmt.Sprintf("%d %s", n, level))
		}
		if level == rule.Info {
			break
		}
	}
	if len(more) > 0 {
		dst = fmt.Appendf(dst, "nass: more findings, not shown here: %s\n", strings.Join(more, ", "))
	}
	return dst
}
