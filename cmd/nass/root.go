package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
)

// newRootCmd returns nass with the one command that args begin with, or with all
// commands: a run makes no flags and texts of commands that it does not use.
func newRootCmd(p *process, args ...string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "nass",
		Short: "Normalize, check, segment and analyze Arabic text",
		Long: `nass fixes clear errors in Arabic text, reports the ones that need a human decision, and finds sentences, tokens, dates
and names.

Exit status: ` + exitStatus + `
A signal ends nass with 128 plus its number (SIGINT 130, SIGTERM 143, SIGHUP 129); each file is then old or new, never a mixture.
A closed output pipe ends nass silently (SIGPIPE, 141 in a shell).`,
		Example: `  nass demo
  nass normalize page.txt > clean.txt
  nass normalize --diff page.txt
  nass check page.txt
  nass rules detached-waw`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          command.UnknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	command.Choose(cmd, cmd.PersistentFlags(), &p.color, "color", "auto", "Use colors", "auto", "always", "never")
	cmd.PersistentFlags().BoolVarP(&p.quiet, "quiet", "q", false, "Print no notes and summaries, only errors")
	cmd.PersistentFlags().BoolP("version", "V", false, "Print the version")
	cmd.SetVersionTemplate("nass {{.Version}}\n")
	cmd.SetFlagErrorFunc(command.FlagError)
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		if err := write(p.out, []byte(command.Help(cmd))); err != nil {
			p.fail(err)
		}
	})
	commands := []struct {
		name string
		make func(*process) *cobra.Command
	}{
		{"normalize", newNormalizeCmd},
		{"check", newCheckCmd},
		{"dates", newDatesCmd},
		{"segment", newSegmentCmd},
		{"tokenize", newTokenizeCmd},
		{"entities", newEntitiesCmd},
		{"annotate", newAnnotateCmd},
		{"stats", newStatsCmd},
		{"sample", newSampleCmd},
		{"rules", newRulesCmd},
		{"formats", newFormatsCmd},
		{"config", newConfigCmd},
		{"init", newInitCmd},
		{"lsp", newLSPCmd},
		{"demo", newDemoCmd},
		{"version", newVersionCmd},
	}
	alone := false
	for i, c := range commands {
		if len(args) > 0 && args[0] == c.name {
			commands, alone = commands[i:i+1], true
			break
		}
	}
	for _, c := range commands {
		cmd.AddCommand(c.make(p))
	}
	cmd.SetHelpCommand(command.NewHelp("  nass help check\n  nass help config show"))
	cmd.CompletionOptions.DisableDefaultCmd = alone
	if !alone {
		addAboutAll(cmd)
	}
	setVersion(cmd, version())
	return cmd
}

// addAboutAll adds the commands that are about all commands.
func addAboutAll(cmd *cobra.Command) {
	cmd.AddCommand(newDocsCmd())
	cmd.InitDefaultHelpCmd()
	cmd.InitDefaultCompletionCmd()
	for _, c := range cmd.Commands() {
		if c.Name() == "completion" {
			c.Short, c.Example = "Generate a shell completion script", completionExample
			c.Args = command.UnknownCommand
			c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range c.Commands() {
				shell.Example = "  nass completion " + shell.Name()
			}
		}
	}
}

// setVersion gives cmd and the commands below it the version that --version
// prints.
func setVersion(cmd *cobra.Command, version string) {
	cmd.Version = version
	for _, c := range cmd.Commands() {
		setVersion(c, version)
	}
}

const completionExample = `  source <(nass completion bash)
  nass completion zsh > "${fpath[1]}/_nass"
  nass completion fish > ~/.config/fish/completions/nass.fish`

// suffixed is args with sed's way to write a suffix, -i.bak, made the flag
// library's.
func suffixed(args []string) []string {
	args = slices.Clone(args)
	for i, a := range args {
		if a == "--" {
			break
		}
		if suffix, ok := strings.CutPrefix(a, "-i."); ok {
			args[i] = "--in-place=." + suffix
		}
	}
	return args
}
