package main

import (
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/config"
)

func newConfigSchemaCmd(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON schema of a configuration",
		Long:    "Editors that know JSON schemas check and complete " + config.Name + " with it.",
		Example: `  nass config schema > nass.schema.json`,
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return write(p.out, config.Schema()) },
	}
}
