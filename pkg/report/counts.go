package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/rule"
)

// AppendNameCounts appends how often each name occurs, in one of the first three
// of [EntityFormats], and returns the longer slice. A table has a column of
// spellings if spellings is set.
func (t Style) AppendNameCounts(dst []byte, format string, counts []entity.Count, spellings bool) []byte {
	if format == "tsv" {
		dst = append(dst, "count\ttype\tname"...)
		if spellings {
			dst = append(dst, "\tspellings"...)
		}
		dst = append(dst, '\n')
	}
	for _, c := range counts {
		typ := c.Type.String()
		switch format {
		case "jsonl":
			dst = AppendJSON(fmt.Appendf(dst, `{"count":%d,"type":"%s","name":`, c.N, typ), c.Name)
			if len(c.Spellings) > 0 {
				dst = (&Rows{}).value(append(dst, `,"spellings":`...), &Field{kind: listField, list: c.Spellings})
			}
			dst = append(dst, '}')
		case "tsv":
			dst = AppendVisible(fmt.Appendf(dst, "%d\t%s\t", c.N, typ), c.Name)
			if spellings {
				dst = appendList(append(dst, '\t'), c.Spellings)
			}
		default:
			dst = t.Append(fmt.Appendf(dst, "%8d  ", c.N), InkName, typ)
			dst = append(dst, "      "[len(typ):]...)
			name := c.Name
			if len(c.Spellings) > 0 {
				name += " (" + strings.Join(c.Spellings, "، ") + ")"
			}
			dst = t.AppendWords(dst, InkFound, name)
		}
		dst = append(dst, '\n')
	}
	return dst
}

// AppendRuleCounts appends how many findings each rule has, the most frequent first,
// in one of the formats of [Names], and returns the longer slice. github has the
// form of text.
func (t Style) AppendRuleCounts(dst []byte, format string, counts map[*rule.Rule]int) []byte {
	rules := make([]*rule.Rule, 0, len(counts))
	for r := range counts {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b *rule.Rule) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a.Name, b.Name))
	})
	before, after := "", "\n" // a record
	if format == "json" {
		dst, before, after = append(dst, '['), "\n", ""
	}
	for _, r := range rules {
		switch format {
		case "json", "jsonl":
			dst = fmt.Appendf(append(dst, before...), `{"rule":%q,"level":%q,"fix":%q,"count":%d}%s`, r.Name, r.Level, r.Fix, counts[r], after)
			if format == "json" {
				before = ",\n"
			}
		default:
			dst = fmt.Appendf(dst, "%8d  ", counts[r])
			dst = t.Append(dst, LevelInk(r.Level), fmt.Sprintf("%-7s", r.Level))
			dst = fmt.Appendf(dst, "  %-6s  ", r.Fix)
			dst = append(t.Append(dst, InkName, r.Name), '\n')
		}
	}
	if format == "json" {
		if len(rules) > 0 {
			dst = append(dst, '\n')
		}
		dst = append(dst, "]\n"...)
	}
	return dst
}
