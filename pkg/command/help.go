package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// Help returns what a command is for, as text: first examples, which run as they are.
func Help(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", cmd.CommandPath(), cmd.Short)
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	fmt.Fprintf(&b, "\nUsage:\n  %s\n", cmd.UseLine())
	if cmd.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	if all := below(cmd); all != nil {
		b.WriteString("\nCommands:\n")
		for _, c := range all {
			fmt.Fprintf(&b, "  %-12s %s\n", c.Name(), c.Short)
		}
	}
	groups, width := flagGroups(cmd), 0
	for _, g := range groups {
		for _, f := range g.flags {
			width = max(width, len(f[0]))
		}
	}
	for _, g := range groups {
		fmt.Fprintf(&b, "\n%s:\n", g.heading())
		for _, f := range g.flags {
			fmt.Fprintf(&b, "  %-*s  %s\n", width, f[0], f[1])
		}
	}
	return b.String()
}

// NewHelp makes the command help, which prints the help of a command as its --help
// does, and completes the names of commands. root help check is root check --help.
func NewHelp(example string) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]...",
		Short:   "Print the help of a command",
		Example: example,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
			if above, rest, err := cmd.Root().Find(args); err == nil && len(rest) == 0 {
				for _, c := range below(above) {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if err := UnknownCommand(about, rest); err != nil {
				return err
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}
