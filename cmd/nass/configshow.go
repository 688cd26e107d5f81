package main

import (
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
)

func newConfigShowCmd(p *process) *cobra.Command {
	var conf configs
	var rules selection
	cmd := &cobra.Command{
		Use:   "show [FILE]",
		Short: "Show the configuration of a text and its source",
		Long:  "Without FILE, show the configuration of standard input: that of the working directory.",
		Example: `  nass config show
  nass config show --enable strict-waw news/page.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			conf.rules = &rules
			name := corpus.Stdin
			if len(args) > 0 {
				name = args[0]
			}
			if err := conf.prepare(); err != nil {
				return err
			}
			settings, err := conf.of(name)
			if err != nil {
				return err
			}
			return write(p.out, settings.AppendTOML(nil, name, new(output).style(p)))
		},
	}
	conf.add(cmd)
	rules.add(cmd, "check")
	return cmd
}
