package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// A RuleList writes rules for people and for programs.
type RuleList struct {
	Rules    []*rule.Rule
	Profiles func(*rule.Rule) []string // the names of the profiles of a rule
}

// profiles returns the names of the profiles of r, or none.
func (l RuleList) profiles(r *rule.Rule, between, none string) string {
	if names := l.Profiles(r); len(names) > 0 {
		return strings.Join(names, between)
	}
	return none
}

// AppendTable appends one line for each rule, below the name of its group.
func (l RuleList) AppendTable(dst []byte, style Style) []byte {
	width := 0
	for _, r := range l.Rules {
		width = max(width, len(r.Name))
	}
	var group rule.Group
	for _, r := range l.Rules {
		if r.Group != group {
			if group != "" {
				dst = append(dst, '\n')
			}
			group = r.Group
			dst = append(style.Append(dst, InkName, string(group)), '\n')
		}
		dst = style.Append(append(dst, "  "...), InkName, fmt.Sprintf("%-*s", width, r.Name))
		dst = style.Append(append(dst, "  "...), LevelInk(r.Level), fmt.Sprintf("%-7s", r.Level))
		dst = fmt.Appendf(dst, "  %-6s  %-30s  %s\n", r.Fix, l.profiles(r, " ", "-"), r.Title)
	}
	return dst
}

// AppendText appends everything about each rule: its doc, its settings and an
// example.
func (l RuleList) AppendText(dst []byte, style Style) []byte {
	for i, r := range l.Rules {
		if i > 0 {
			dst = append(dst, '\n')
		}
		dst = style.Append(dst, InkName, r.Name)
		dst = fmt.Appendf(dst, ": %s\n\n%s\n\ngroup     %s\nlevel     ", r.Title, r.Doc, r.Group)
		dst = style.Append(dst, LevelInk(r.Level), r.Level.String())
		dst = fmt.Appendf(dst, "\nfix       %s\nprofiles  %s\n", r.Fix, l.profiles(r, ", ", "none: --enable "+r.Name))
		before, after := "before", "after"
		if r.Fix == rule.Manual {
			before, after = "bad", "good"
		}
		if r.Of != "" {
			dst = exampleLines(dst, style, Plain, "source  ", "  ", r.Of)
		}
		dst = exampleLines(dst, style, InkFound, fmt.Sprintf("%-8s", before), "  ", r.Bad)
		dst = exampleLines(dst, style, InkNew, fmt.Sprintf("%-8s", after), "  ", r.Good)
	}
	return dst
}

// exampleLines appends the lines of an example, made visible, after head and each
// after sign.
func exampleLines(dst []byte, style Style, ink Ink, head, sign, text string) []byte {
	dst = append(dst, head...)
	for line := range strings.Lines(text) {
		line = string(AppendVisible(nil, strings.TrimSuffix(line, "\n")))
		dst = append(style.Append(append(dst, sign...), ink, line), '\n')
	}
	return dst
}

// AppendJSON appends an array of objects, one rule a line.
func (l RuleList) AppendJSON(dst []byte) []byte {
	dst = append(dst, '[')
	var rows Rows
	for i, r := range l.Rules {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, "\n{"...)
		start := len(dst)
		dst = rows.members(dst, []Field{
			String("name", r.Name), String("group", string(r.Group)), String("title", r.Title), String("doc", r.Doc),
			String("level", r.Level.String()), String("fix", r.Fix.String()), String("before", r.Bad), String("after", r.Good),
			List("profiles", l.Profiles(r)),
		})
		if r.Of != "" {
			dst = rows.members(dst, []Field{String("source", r.Of)})
		}
		dst = append(slices.Delete(dst, start, start+1), '}') // no comma before the first
	}
	return append(dst, "\n]\n"...)
}

// AppendMarkdownTable appends a table with one row for each rule, linked to its
// section.
func (l RuleList) AppendMarkdownTable(dst []byte) []byte {
	dst = append(dst, "| rule | group | level | fix | profiles | problem |\n|---|---|---|---|---|---|\n"...)
	for _, r := range l.Rules {
		dst = fmt.Appendf(dst, "| [%s](#%s) | %s | %s | %s | %s | %s |\n", r.Name, r.Name, r.Group, r.Level, r.Fix,
			l.profiles(r, ", ", ""), strings.ReplaceAll(r.Title, "|", `\|`))
	}
	return dst
}

// AppendMarkdown appends one section for each rule, with its example as a
// difference.
func (l RuleList) AppendMarkdown(dst []byte) []byte {
	for i, r := range l.Rules {
		if i > 0 {
			dst = append(dst, '\n')
		}
		dst = fmt.Appendf(dst, "## %s\n\n%s%s. Group %s, level %s, fix %s, %s.\n\n%s\n\n```diff\n", r.Name,
			strings.ToUpper(r.Title[:1]), r.Title[1:], r.Group, r.Level, r.Fix, l.profiles(r, ", ", "no profile"), r.Doc)
		if r.Of != "" {
			dst = exampleLines(dst, Style{}, Plain, "", " ", r.Of)
		}
		dst = exampleLines(dst, Style{}, Plain, "", "-", r.Bad)
		dst = exampleLines(dst, Style{}, Plain, "", "+", r.Good)
		dst = append(dst, "```\n"...)
	}
	return dst
}
