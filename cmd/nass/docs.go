package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
)

// newDocsCmd makes the manual out of the commands themselves.
func newDocsCmd(p *process) *cobra.Command {
	return &cobra.Command{
		Use:    "docs man|markdown DIR",
		Short:  "write the manual, one file a command",
		Hidden: true,
		Long: `Writes one page a command into DIR, which is made if need be: nass.1, nass-normalize.1 … or nass.md, nass-normalize.md …
With markdown it writes rules.md, the catalogue of rules, too.`,
		Example:   "  nass docs markdown docs/\n  nass docs man man/",
		Args:      cobra.ExactArgs(2),
		ValidArgs: []string{"man", "markdown"},
		RunE:      func(cmd *cobra.Command, args []string) error { return runDocs(cmd.Root(), args[0], args[1]) },
	}
}

func runDocs(root *cobra.Command, kind, dir string) error {
	render, ending := manPage, ".1"
	switch kind {
	case "man":
	case "markdown":
		render, ending = markdownPage, ".md"
	default:
		return fmt.Errorf("unknown manual %q%s", kind, suggestion(kind, []string{"man", "markdown"}))
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("%s: %w", dir, corpus.Cause(err))
	}
	root.InitDefaultCompletionCmd()
	var errs []error
	for _, cmd := range documented(root) {
		cmd.InitDefaultHelpFlag()
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ending
		errs = append(errs, os.WriteFile(filepath.Join(dir, name), []byte(render(cmd)), 0o666))
	}
	if kind == "markdown" {
		rules := orthography.Rules()
		page := append([]byte("# The rules\n\nMade by `nass docs`; do not edit.\n\n"), rulesTableMarkdown(rules)...)
		page = append(append(page, '\n'), rulesMarkdown(rules)...)
		errs = append(errs, os.WriteFile(filepath.Join(dir, "rules.md"), page, 0o666))
	}
	return errors.Join(errs...)
}

// documented are the commands with a page: all that are shown, the shells'
// completions taken as one.
func documented(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		switch {
		case c.Name() == "completion":
			all = append(all, c)
		case c.IsAvailableCommand() && c.Name() != "help":
			all = append(all, documented(c)...)
		}
	}
	return all
}

func markdownPage(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s. Made by `nass docs`; do not edit.\n\n", cmd.CommandPath(), upper(cmd.Short))
	if cmd.Example != "" {
		b.WriteString("```sh\n")
		for line := range strings.Lines(cmd.Example + "\n") {
			b.WriteString(strings.TrimPrefix(line, "  "))
		}
		b.WriteString("```\n\n")
	}
	fmt.Fprintf(&b, "    %s\n", cmd.UseLine())
	if cmd.Long != "" && cmd.Name() != "completion" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	if cmd.HasAvailableSubCommands() && cmd.Name() != "completion" {
		b.WriteString("\n| command | |\n|---|---|\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() && c.Name() != "help" {
				fmt.Fprintf(&b, "| [%s](%s.md) | %s |\n", c.Name(), strings.ReplaceAll(c.CommandPath(), " ", "-"), c.Short)
			}
		}
	}
	b.WriteString("\n| flag | |\n|---|---|\n")
	flags := func(name, usage string) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.TrimSpace(name), strings.ReplaceAll(usage, "|", `\|`))
	}
	eachFlag(cmd.LocalFlags(), flags)
	eachFlag(cmd.InheritedFlags(), flags)
	return b.String()
}

// roff escapes what troff reads as its own.
var roff = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n.", "\n\\&.", "\n'", "\n\\&'")

func manPage(cmd *cobra.Command) string {
	var b strings.Builder
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	fmt.Fprintf(&b, ".TH %s 1 \"\" nass \"nass manual\"\n.SH NAME\n%s \\- %s\n", strings.ToUpper(roff.Replace(name)), roff.Replace(name), roff.Replace(cmd.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n%s\n", roff.Replace(cmd.UseLine()))
	if cmd.Long != "" && cmd.Name() != "completion" {
		b.WriteString(".SH DESCRIPTION\n")
		for i, part := range strings.Split(cmd.Long, "\n\n") {
			if i > 0 {
				b.WriteString(".PP\n")
			}
			if part = roff.Replace(part); strings.HasPrefix(part, " ") { // a file, line by line
				part = ".nf\n" + part + "\n.fi"
			}
			b.WriteString(part + "\n")
		}
	}
	if cmd.HasAvailableSubCommands() && cmd.Name() != "completion" {
		b.WriteString(".SH COMMANDS\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() && c.Name() != "help" {
				fmt.Fprintf(&b, ".TP\n.BR %s (1)\n%s\n", roff.Replace(strings.ReplaceAll(c.CommandPath(), " ", "-")), roff.Replace(c.Short))
			}
		}
	}
	options := func(name, usage string) {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff.Replace(strings.TrimSpace(name)), roff.Replace(usage))
	}
	b.WriteString(".SH OPTIONS\n")
	eachFlag(cmd.LocalFlags(), options)
	if cmd.HasParent() {
		b.WriteString(".SS Options of every command\n")
		eachFlag(cmd.InheritedFlags(), options)
	}
	if cmd.Example != "" {
		b.WriteString(".SH EXAMPLES\n.nf\n")
		for line := range strings.Lines(cmd.Example + "\n") {
			b.WriteString(roff.Replace(strings.TrimPrefix(line, "  ")))
		}
		b.WriteString(".fi\n")
	}
	b.WriteString(".SH EXIT STATUS\n0 all is well, 1 there are findings, 2 something could not be done.\n")
	if cmd.HasParent() {
		fmt.Fprintf(&b, ".SH SEE ALSO\n.BR %s (1)\n", roff.Replace(strings.ReplaceAll(cmd.Parent().CommandPath(), " ", "-")))
	}
	return b.String()
}
