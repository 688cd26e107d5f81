package report

import (
	"fmt"
	"strings"
)

// A Kind is a format of a report by its name.
type Kind struct {
	Name string
	For  string // what reads it
	New  func(s Style) Format

	Runes   bool // it needs Check.Runes
	Places  bool // it needs Check.Places
	Columns bool // its columns count what Style.Columns says; others have units of their own
}

// Kinds are the formats of reports, the default first.
var Kinds = []*Kind{
	{Name: "text", For: "people and editors, one line for each finding", Columns: true, New: func(s Style) Format { return &text{statement: statement{Style: s}} }},
	{Name: "grouped", For: "people, by file", Columns: true, New: func(s Style) Format { return &grouped{statement: statement{Style: s}} }},
	{Name: "json", For: "programs, as one array", Runes: true, New: func(Style) Format { return new(jsonArray) }},
	{Name: "jsonl", For: "programs, one object a line", Runes: true, New: func(Style) Format { return new(jsonLines) }},
	{Name: "sarif", For: "GitHub code scanning and SARIF viewers", Places: true, New: func(Style) Format { return new(sarif) }},
	{Name: "github", For: "annotations of GitHub Actions, the worst ten of each level", Columns: true, New: func(s Style) Format { return &github{Style: s} }},
	{Name: "gitlab", For: "GitLab Code Quality", New: func(Style) Format { return new(gitlab) }},
	{Name: "azure", For: "issues of Azure Pipelines", Columns: true, New: func(s Style) Format { return azure{Style: s} }},
	{Name: "rdjson", For: "reviewdog, as one object", Places: true, New: func(Style) Format { return new(rdjson) }},
	{Name: "rdjsonl", For: "reviewdog, one object a line", Places: true, New: func(Style) Format { return new(rdjsonl) }},
	{Name: "checkstyle", For: "Checkstyle readers", Columns: true, New: func(s Style) Format { return &checkstyle{Style: s} }},
	{Name: "junit", For: "test reports, such as those of Jenkins", New: func(Style) Format { return new(junit) }},
	{Name: "html", For: "browsers, one page without other files", New: func(Style) Format { return new(page) }},
}

// Names are the names of the formats, the default first.
var Names = func() (names []string) {
	for _, k := range Kinds {
		names = append(names, k.Name)
	}
	return names
}()

// KindOf returns the format with the given name.
func KindOf(name string) (*Kind, error) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, nil
		}
	}
	return nil, fmt.Errorf("report: unknown format %q (use %s)", name, strings.Join(Names, ", "))
}

// New returns a report in the format with the given name.
func New(name string, s Style) (Format, error) {
	k, err := KindOf(name)
	if err != nil {
		return nil, err
	}
	return k.New(s), nil
}
