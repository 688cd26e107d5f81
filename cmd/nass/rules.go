package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

type rulesOptions struct {
	p      *process
	format string
}

func newRulesCmd(p *process) *cobra.Command {
	o := &rulesOptions{p: p}
	cmd := &cobra.Command{
		Use:   "rules [NAME]...",
		Short: "list the rules, or explain those of a name or group",
		Long: `Without NAME it lists all rules by their group: what each is about, how much it matters, what its repair may cost and the
profiles it belongs to. A rule without a profile applies only where --enable or --only names it.

A repair is safe when every letter keeps its identity, lossy when something is lost that the author may have meant, manual
when only a reader can make it.`,
		Example: `  nass rules
  nass rules detached-waw
  nass rules tatweel digits
  nass rules --format json`,
		ValidArgs: catalogueNames(),
		RunE:      func(_ *cobra.Command, args []string) error { return runRules(o, args) },
	}
	choose(cmd, cmd.Flags(), &o.format, "format", "text", "how they are written: text, json or markdown", "text", "json", "markdown")
	return cmd
}

func runRules(o *rulesOptions, names []string) error {
	rules, err := rulesOf(names)
	if err != nil {
		return err
	}
	var text []byte
	style := new(output).style(o.p)
	switch o.format {
	case "text":
		if len(names) > 0 {
			text = explain(rules, style)
		} else {
			text = ruleTable(rules, style)
		}
	case "json":
		text = rulesJSON(rules)
	case "markdown":
		if len(names) == 0 {
			text = append(rulesTableMarkdown(rules), '\n')
		}
		text = append(text, rulesMarkdown(rules)...)
	}
	return write(o.p.out, text)
}

func write(w io.Writer, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("<stdout>: %w", corpus.Cause(err))
	}
	return nil
}

// rulesOf are the rules of these names and groups, in the order given; all of
// them without a name.
func rulesOf(names []string) ([]*rule.Rule, error) {
	if len(names) == 0 {
		return orthography.Rules(), nil
	}
	var rules []*rule.Rule
	for _, name := range names {
		n := len(rules)
		for _, r := range orthography.Rules() {
			if r.Name == name || string(r.Group) == name {
				rules = append(rules, r)
			}
		}
		if len(rules) == n {
			if near := nearest(name, catalogueNames()); near != "" {
				return nil, fmt.Errorf("unknown rule or group %q; did you mean %q?", name, near)
			}
			return nil, fmt.Errorf("unknown rule or group %q; nass rules lists them", name)
		}
	}
	return rules, nil
}

// profilesOf are the names of the profiles that a rule belongs to.
func profilesOf(r *rule.Rule) []string {
	var names []string
	for _, name := range orthography.Profiles {
		if p, err := orthography.ParseProfile(name); err == nil && r.In&p != 0 {
			names = append(names, name)
		}
	}
	return names
}

// ruleTable is one line a rule, by group.
func ruleTable(rules []*rule.Rule, style report.Style) []byte {
	width := 0
	for _, r := range rules {
		width = max(width, len(r.Name))
	}
	var b []byte
	var group rule.Group
	for _, r := range rules {
		if r.Group != group {
			if group != "" {
				b = append(b, '\n')
			}
			group = r.Group
			b = append(style.Append(b, report.InkName, string(group)), '\n')
		}
		in := strings.Join(profilesOf(r), " ")
		if in == "" {
			in = "-"
		}
		b = style.Append(append(b, "  "...), report.InkName, fmt.Sprintf("%-*s", width, r.Name))
		b = style.Append(append(b, "  "...), report.LevelInk(r.Level), fmt.Sprintf("%-7s", r.Level))
		b = fmt.Appendf(b, "  %-6s  %-30s  %s\n", r.Fix, in, r.Title)
	}
	return b
}

// explain tells all of each rule.
func explain(rules []*rule.Rule, style report.Style) []byte {
	var b []byte
	for i, r := range rules {
		if i > 0 {
			b = append(b, '\n')
		}
		in := strings.Join(profilesOf(r), ", ")
		if in == "" {
			in = "none: --enable " + r.Name
		}
		b = style.Append(b, report.InkName, r.Name)
		b = fmt.Appendf(b, ": %s\n\n%s\n\ngroup     %s\nlevel     ", r.Title, r.Doc, r.Group)
		b = style.Append(b, report.LevelInk(r.Level), r.Level.String())
		b = fmt.Appendf(b, "\nrepair    %s\nprofiles  %s\n", r.Fix, in)
		before, after := "before", "after"
		if r.Fix == rule.Manual {
			before, after = "bad", "good"
		}
		for _, x := range []struct {
			head, text string
			ink        report.Ink
		}{{before, r.Bad, report.InkFound}, {after, r.Good, report.InkNew}} {
			b = fmt.Appendf(b, "%-8s", x.head)
			for line := range strings.Lines(x.text) {
				line = string(report.AppendVisible(nil, strings.TrimSuffix(line, "\n")))
				b = append(style.Append(append(b, "  "...), x.ink, line), '\n')
			}
		}
	}
	return b
}

// rulesJSON is an array of objects, one rule a line.
func rulesJSON(rules []*rule.Rule) []byte {
	b := []byte("[")
	for i, r := range rules {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{"...)
		for j, x := range [][2]string{
			{"name", r.Name}, {"group", string(r.Group)}, {"title", r.Title}, {"doc", r.Doc}, {"level", r.Level.String()}, {"fix", r.Fix.String()},
			{"before", r.Bad}, {"after", r.Good},
		} {
			if j > 0 {
				b = append(b, ',')
			}
			b = report.AppendJSON(b, x[0])
			b = append(b, ':')
			b = report.AppendJSON(b, x[1])
		}
		b = append(b, `,"profiles":[`...)
		for j, name := range profilesOf(r) {
			if j > 0 {
				b = append(b, ',')
			}
			b = report.AppendJSON(b, name)
		}
		b = append(b, "]}"...)
	}
	return append(b, "\n]\n"...)
}

// rulesTableMarkdown is a table of groups and their rules.
func rulesTableMarkdown(rules []*rule.Rule) []byte {
	b := []byte("| rule | group | level | repair | profiles | what is wrong |\n|---|---|---|---|---|---|\n")
	for _, r := range rules {
		b = fmt.Appendf(b, "| [%s](#%s) | %s | %s | %s | %s | %s |\n", r.Name, r.Name, r.Group, r.Level, r.Fix,
			strings.Join(profilesOf(r), ", "), strings.ReplaceAll(r.Title, "|", `\|`))
	}
	return b
}

// rulesMarkdown is a section a rule.
func rulesMarkdown(rules []*rule.Rule) []byte {
	var b []byte
	for i, r := range rules {
		if i > 0 {
			b = append(b, '\n')
		}
		in := strings.Join(profilesOf(r), ", ")
		if in == "" {
			in = "no profile"
		}
		b = fmt.Appendf(b, "## %s\n\n%s. Group %s, level %s, repair %s, %s.\n\n%s\n\n", r.Name, upper(r.Title), r.Group, r.Level, r.Fix, in, r.Doc)
		b = append(b, "```diff\n"...)
		for _, x := range []struct{ sign, text string }{{"-", r.Bad}, {"+", r.Good}} {
			for line := range strings.Lines(x.text) {
				b = append(b, x.sign...)
				b = report.AppendVisible(b, strings.TrimSuffix(line, "\n"))
				b = append(b, '\n')
			}
		}
		b = append(b, "```\n"...)
	}
	return b
}

// upper is s with a capital at its beginning.
func upper(s string) string {
	if s == "" || s[0] >= 0x80 {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
