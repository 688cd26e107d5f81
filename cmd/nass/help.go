package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help prints what a command is for: first examples, which run as they are.
func help(p *process, cmd *cobra.Command) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", cmd.CommandPath(), cmd.Short)
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	fmt.Fprintf(&b, "\nUsage:\n  %s\n", cmd.UseLine())
	if cmd.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\nCommands:\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-12s %s\n", c.Name(), c.Short)
			}
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
	if err := write(p.out, []byte(b.String())); err != nil {
		p.fail(err)
	}
}

// newHelpCmd makes nass help COMMAND, which is nass COMMAND --help.
func newHelpCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]...",
		Short:   "Print the help of a command",
		Example: "  nass help check\n  nass help config show",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if above, rest, err := cmd.Root().Find(args); err == nil && len(rest) == 0 {
				for _, c := range above.Commands() {
					if c.IsAvailableCommand() {
						names = append(names, c.Name())
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if err := unknownCommand(about, rest); err != nil {
				return err
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// A flagGroup is the flags of a command that belong together.
type flagGroup struct {
	title string
	flags [][2]string // how a flag is written, and what it does
}

func (g flagGroup) heading() string {
	if g.title == "" {
		return "Flags"
	}
	return g.title + " flags"
}

// groupOfFlag is the annotation of a flag that has the title of its group.
const groupOfFlag = "nass_group"

// group puts flags of cmd in the group of that title.
func group(cmd *cobra.Command, title string, flags ...string) {
	for _, flag := range flags {
		if err := cmd.Flags().SetAnnotation(flag, groupOfFlag, []string{title}); err != nil {
			panic(err) // no such flag: a slip of the program, which every run shows
		}
	}
}

// flagGroups returns the flags of cmd that are shown: those of its own, those that
// it shares with some commands and those that it shares with all.
func flagGroups(cmd *cobra.Command) (groups []flagGroup) {
	for _, title := range []string{"", "Rule", "Input", "Output"} {
		g := flagGroup{title: title}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if strings.Join(f.Annotations[groupOfFlag], "") == title {
				g.add(f)
			}
		})
		groups = append(groups, g)
	}
	all := flagGroup{title: "Global"}
	cmd.InheritedFlags().VisitAll(all.add)
	return slices.DeleteFunc(append(groups, all), func(g flagGroup) bool { return len(g.flags) == 0 })
}

// add adds a flag unless it is hidden.
func (g *flagGroup) add(f *pflag.Flag) {
	if f.Hidden {
		return
	}
	value, usage := pflag.UnquoteUsage(f)
	if value == f.Value.Type() { // it has no name of its own
		value = strings.ToUpper(f.Name)
	}
	name := "    --" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", --" + f.Name
	}
	switch {
	case f.NoOptDefVal != "" && f.Value.Type() != "bool":
		name += "[=" + value + "]"
	case value != "":
		name += " " + value
	}
	if d := f.DefValue; d != "" && d != "false" && d != "[]" && d != "0" {
		usage += " (default " + d + ")"
	}
	g.flags = append(g.flags, [2]string{name, usage})
}
