package main

import (
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
)

func newRulesCmd(p *process) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules [NAME]...",
		Short: "List rules, or explain a rule or group",
		Long: `Without NAME, list all rules by group: the level of their findings, how safe the fix is, the profiles and the problem.
With NAME, print everything about the rules of that name or group. A rule without a profile applies only if --enable or
--only names it.

A fix is safe if every letter keeps its identity, lossy if something is lost that the author may have meant, and manual
if only a reader can decide.`,
		Example: `  nass rules
  nass rules detached-waw
  nass rules tatweel digits
  nass rules --format json`,
		ValidArgs: orthography.Names(),
		RunE:      func(_ *cobra.Command, args []string) error { return runRules(p, format, args) },
	}
	command.Choose(cmd, cmd.Flags(), &format, "format", "text", "Output format", "text", "json", "markdown")
	return cmd
}

func runRules(p *process, format string, names []string) (err error) {
	list := report.RuleList{Rules: orthography.Rules(), Profiles: orthography.ProfilesOf}
	if len(names) > 0 {
		if list.Rules, err = orthography.Named(names...); err != nil {
			return err
		}
	}
	var text []byte
	switch style := new(output).style(p); {
	case format == "json":
		text = list.AppendJSON(nil)
	case format == "markdown" && len(names) == 0:
		text = rulesPage(list)
	case format == "markdown":
		text = list.AppendMarkdown(nil)
	case len(names) == 0:
		text = list.AppendTable(nil, style)
	default:
		text = list.AppendText(nil, style)
	}
	return write(p.out, text)
}

// rulesPage is the catalogue in Markdown.
func rulesPage(list report.RuleList) []byte {
	return list.AppendMarkdown(append(list.AppendMarkdownTable(nil), '\n'))
}
