package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A choice is the value of a flag that must be one of a few; no value is the
// default.
type choice struct {
	value     *string
	flag, def string
	values    []string
}

// choose adds a flag of cmd to flags whose value, def unless it is given, is one of values. The
// shell completes them.
func choose(cmd *cobra.Command, flags *pflag.FlagSet, value *string, flag, def, usage string, values ...string) {
	*value = def
	flags.Var(&choice{value, flag, def, values}, flag, usage)
	complete(cmd, flag, func() []string { return values })
}

func (c *choice) String() string { return *c.value }
func (c *choice) Type() string   { return "string" }

func (c *choice) Set(s string) error {
	if s == "" {
		s = c.def
	} else if !slices.Contains(c.values, s) {
		return unknownValue(c.flag, s, c.values)
	}
	*c.value = s
	return nil
}

// unknownValue is the error for a value of a flag that none of values is.
func unknownValue(flag, value string, values []string) error {
	return fmt.Errorf("unknown value of --%s %q%s", flag, value, suggestion(value, values))
}

// complete makes the shell complete the values of a flag, which are asked for only
// then.
func complete(cmd *cobra.Command, flag string, values func() []string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, completion(values)); err != nil {
		panic(err) // no such flag: a slip of the program, which every run shows
	}
}

// completion completes values.
func completion(values func() []string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	}
}
