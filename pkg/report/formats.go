package report

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/document"
)

// A FormatList writes formats of files for people and for programs.
type FormatList []*document.Format

// pageOrRecords returns what the files of a format are.
func pageOrRecords(f *document.Format) string {
	if f.Records {
		return "records"
	}
	return "page"
}

// AppendTable appends one line for each format.
func (l FormatList) AppendTable(dst []byte, style Style) []byte {
	for _, f := range l {
		dst = style.Append(dst, InkName, fmt.Sprintf("%-12s", f.Name))
		dst = fmt.Appendf(dst, " %-8s %-34s %s\n", pageOrRecords(f), strings.Join(f.Files, " "), f.Title)
	}
	return dst
}

// AppendMarkdown appends a table in Markdown.
func (l FormatList) AppendMarkdown(dst []byte) []byte {
	dst = append(dst, "| format | files | kind | prose | left alone |\n|---|---|---|---|---|\n"...)
	for _, f := range l {
		files := "only with --as"
		if f.Files != nil {
			files = "`" + strings.Join(f.Files, " ") + "`"
		}
		dst = fmt.Appendf(dst, "| %s | %s | %s | %s | %s |\n", f.Name, files, pageOrRecords(f), f.Prose, f.Left)
	}
	return dst
}

// AppendJSON appends an array with an object for each format.
func (l FormatList) AppendJSON(dst []byte) []byte {
	dst = append(dst, '[')
	for i, f := range l {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendJSON(append(dst, "\n{\"name\":"...), f.Name)
		dst = AppendJSON(append(dst, `,"title":`...), f.Title)
		dst = AppendJSON(append(dst, `,"files":`...), strings.Join(f.Files, " "))
		dst = AppendJSON(append(dst, `,"kind":`...), pageOrRecords(f))
		dst = AppendJSON(append(dst, `,"prose":`...), f.Prose)
		dst = append(AppendJSON(append(dst, `,"left":`...), f.Left), '}')
	}
	return append(dst, "\n]\n"...)
}
