package report

import (
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// github is a workflow command of GitHub Actions a finding, which shows it
// beside the line. Source: GitHub Docs, "Workflow commands for GitHub Actions".
type github struct{ Parts }

var githubLevels = [...]string{rule.Info: "notice", rule.Warning: "warning", rule.Error: "error"}

// githubData and githubProperty escape what AppendVisible has made one line.
var (
	githubData     = strings.NewReplacer("%", "%25")
	githubProperty = strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")
)

func (github) Finding(dst []byte, f *File, x *Finding) []byte {
	dst = append(dst, "::"...)
	dst = append(dst, githubLevels[x.Rule.Level]...)
	dst = append(dst, " file="...)
	dst = append(dst, githubProperty.Replace(string(AppendVisible(nil, f.Path)))...)
	dst = appendInt(dst, ",line=", x.Line)
	dst = appendInt(dst, ",col=", x.Col)
	if x.EndCol > x.Col {
		dst = appendInt(dst, ",endColumn=", x.EndCol-1)
	}
	dst = append(dst, ",title="...)
	dst = append(dst, x.Rule.Name...)
	dst = append(dst, "::"...)
	dst = append(dst, githubData.Replace(string(AppendVisible(nil, message(x))))...)
	if found := x.Found(); found != "" {
		dst = append(dst, githubData.Replace(string(AppendVisible(nil, ": «"+found+"»")))...)
		if x.Fix != rule.Manual {
			dst = append(dst, githubData.Replace(string(AppendVisible(nil, " -> «"+x.Becomes()+"»")))...)
		}
	}
	return append(dst, '\n')
}
