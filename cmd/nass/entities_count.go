package main

import (
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/report"
)

// appendCounts appends a table of names, with its head.
func (r *nameRun) appendCounts(dst []byte, counts []entity.Count) []byte {
	if r.o.format == "tsv" {
		dst = append(dst, "count\ttype\tname"...)
		if r.o.merge {
			dst = append(dst, "\tspellings"...)
		}
		dst = append(dst, '\n')
	}
	for _, c := range counts {
		n := strconv.Itoa(c.N)
		switch r.o.format {
		case "jsonl":
			dst = append(append(append(dst, `{"count":`...), n...), `,"type":"`...)
			dst = append(append(dst, c.Type.String()...), `","name":`...)
			dst = report.AppendJSON(dst, c.Name)
			for i, s := range c.Spellings {
				if i == 0 {
					dst = append(dst, `,"spellings":[`...)
				} else {
					dst = append(dst, ',')
				}
				dst = report.AppendJSON(dst, s)
			}
			if len(c.Spellings) > 0 {
				dst = append(dst, ']')
			}
			dst = append(dst, "}\n"...)
		case "tsv":
			dst = append(append(append(dst, n...), '\t'), c.Type.String()...)
			dst = report.AppendVisible(append(dst, '\t'), c.Name)
			if r.o.merge {
				dst = append(dst, '\t')
				for i, s := range c.Spellings {
					if i > 0 {
						dst = append(dst, '|')
					}
					dst = report.AppendVisible(dst, s)
				}
			}
			dst = append(dst, '\n')
		default:
			for range max(0, 8-len(n)) {
				dst = append(dst, ' ')
			}
			dst = r.style.Append(append(append(dst, n...), "  "...), report.InkName, c.Type.String())
			for range 6 - len(c.Type.String()) {
				dst = append(dst, ' ')
			}
			name := c.Name
			if len(c.Spellings) > 0 {
				name += " (" + strings.Join(c.Spellings, "، ") + ")"
			}
			dst = r.style.AppendWords(dst, report.InkFound, name)
			dst = append(dst, '\n')
		}
	}
	return dst
}
