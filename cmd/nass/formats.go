package main

import (
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/report"
)

func newFormatsCmd(p *process) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List file formats, and what is prose in each",
		Long: `List the formats that --as names, the files that have them, and whether a file is a page, which is read whole, or a
sequence of records, which is read in parts and may have any size.`,
		Example: `  nass formats
  nass formats --format json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var text []byte
			switch list := report.FormatList(document.Formats); format {
			case "json":
				text = list.AppendJSON(nil)
			case "markdown":
				text = list.AppendMarkdown(nil)
			default:
				text = list.AppendTable(nil, new(output).style(p))
			}
			return write(p.out, text)
		},
	}
	command.Choose(cmd, cmd.Flags(), &format, "format", "text", "Output format", "text", "json", "markdown")
	return cmd
}
