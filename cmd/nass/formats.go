package main

import (
	"fmt"
	"strings"

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
		RunE: func(*cobra.Command, []string) error { return write(p.out, formatList(format, new(output).style(p))) },
	}
	command.Choose(cmd, cmd.Flags(), &format, "format", "text", "Output format", "text", "json", "markdown")
	return cmd
}

// formatList returns the list of the formats, as text, json or markdown.
func formatList(format string, style report.Style) (dst []byte) {
	switch format {
	case "json":
		dst = append(dst, '[')
	case "markdown":
		dst = append(dst, "| format | files | kind | prose | left alone |\n|---|---|---|---|---|\n"...)
	}
	for i, f := range document.Formats {
		kind, files := "page", strings.Join(f.Files, " ")
		if f.Records {
			kind = "records"
		}
		switch format {
		case "json":
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = report.AppendJSON(append(dst, "\n{\"name\":"...), f.Name)
			dst = report.AppendJSON(append(dst, `,"title":`...), f.Title)
			dst = report.AppendJSON(append(dst, `,"files":`...), files)
			dst = report.AppendJSON(append(dst, `,"kind":`...), kind)
			dst = report.AppendJSON(append(dst, `,"prose":`...), f.Prose)
			dst = append(report.AppendJSON(append(dst, `,"left":`...), f.Left), '}')
		case "markdown":
			if files == "" {
				files = "only with --as"
			} else {
				files = "`" + files + "`"
			}
			dst = fmt.Appendf(dst, "| %s | %s | %s | %s | %s |\n", f.Name, files, kind, f.Prose, f.Left)
		default:
			dst = style.Append(dst, report.InkName, fmt.Sprintf("%-12s", f.Name))
			dst = fmt.Appendf(dst, " %-8s %-34s %s\n", kind, files, f.Title)
		}
	}
	if format == "json" {
		dst = append(dst, "\n]\n"...)
	}
	return dst
}
