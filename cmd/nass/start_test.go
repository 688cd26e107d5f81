package main

import (
	"slices"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestOneCommand: a command that runs is made without the others, and is the same.
func TestOneCommand(t *testing.T) {
	names := func(cmd *cobra.Command) (names []string) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		for _, below := range cmd.Commands() {
			names = append(names, below.Name())
		}
		return names
	}
	aboutAll := []string{"completion", "docs", "help"}
	all := newRootCmd(new(process)).Commands()
	for _, cmd := range all {
		root := newRootCmd(new(process), cmd.Name(), "--help")
		made := root.Commands()
		if slices.Contains(aboutAll, cmd.Name()) {
			if len(made) != len(all) {
				t.Errorf("nass %s knows %d of %d commands", cmd.Name(), len(made), len(all))
			}
			continue
		}
		if len(made) != 1 || made[0].Name() != cmd.Name() || !slices.Equal(names(made[0]), names(cmd)) {
			t.Errorf("nass %s makes %q", cmd.Name(), names(root))
		}
	}
}
