package main

import (
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/lsp"
)

func newLSPCmd(p *process) *cobra.Command {
	var rules selection
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Run a language server for editors",
		Long: `Editors start this command and talk to it on standard input and output, by the Language Server Protocol. It reports what check
finds in the texts that they hold, with the rules of the nearest ` + config.Name + `. It fixes a finding, all findings of a rule, or
all that are safe to fix, writes comments that ignore a rule, and explains rules.

The format of a text is that of its file name, as for check.

Exit status: 0 if the editor ends the server as the protocol wants; 1 if input ends before; 2 error.`,
		Example: `  nass lsp
  nass lsp --enable strict-waw`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			o, err := rules.options()
			if err != nil {
				return err
			}
			orderly, err := lsp.Serve(p.in, p.out, &lsp.Options{Version: version(), Config: o, Message: message, Unknown: unknownRule})
			if err == nil && !orderly {
				p.found() // the protocol has 1 for it
			}
			return err
		},
	}
	rules.addNearest(cmd, "check")
	return cmd
}
