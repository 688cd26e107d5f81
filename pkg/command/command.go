// Package command adds to the commands of cobra what a command line needs beside them:
// flags whose value is one of a few, flags in groups, errors that say what was meant, and
// the help, the Markdown and the man page that show all of it.
//
//   - [Choose] and [Index] add a flag that takes one of a few names.
//   - [Group] puts flags under a title of the help.
//   - [Suggest], [UnknownValue], [UnknownCommand] and [FlagError] say what was meant.
//   - [Help], [Markdown] and [Man] render a command.
package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

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
const groupOfFlag = "group"

// groupTitles are the titles that [Group] knows, in the order in which they are shown;
// "" is for the flags without a group.
var groupTitles = []string{"", "Rule", "Input", "Format", "Output"}

// Group puts flags of cmd in the group of that title: Rule, Input, Format or Output. It
// panics for an unknown flag and an unknown title, which nobody would see.
func Group(cmd *cobra.Command, title string, flags ...string) {
	if !slices.Contains(groupTitles, title) {
		panic("command: unknown group of flags: " + title)
	}
	for _, flag := range flags {
		if err := cmd.Flags().SetAnnotation(flag, groupOfFlag, []string{title}); err != nil {
			panic(err) // a slip of the program, which every run shows
		}
	}
}

// flagGroups returns the flags of cmd that are shown: those of its own, those that
// it shares with some commands and those that it shares with all.
func flagGroups(cmd *cobra.Command) (groups []flagGroup) {
	add := func(title string, flags *pflag.FlagSet, wanted func(*pflag.Flag) bool) {
		g := flagGroup{title: title}
		flags.VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && wanted(f) {
				g.flags = append(g.flags, lineOf(f))
			}
		})
		if len(g.flags) > 0 {
			groups = append(groups, g)
		}
	}
	for _, title := range groupTitles {
		add(title, cmd.LocalFlags(), func(f *pflag.Flag) bool { return strings.Join(f.Annotations[groupOfFlag], "") == title })
	}
	add("Global", cmd.InheritedFlags(), func(*pflag.Flag) bool { return true })
	return groups
}

// lineOf returns how a flag is written, and what it does.
func lineOf(f *pflag.Flag) [2]string {
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
	return [2]string{name, usage}
}

// below returns the commands below cmd that are shown.
func below(cmd *cobra.Command) (shown []*cobra.Command) {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			shown = append(shown, c)
		}
	}
	return shown
}
