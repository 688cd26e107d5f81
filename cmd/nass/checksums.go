package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

// count writes how many findings each rule has.
func (c *checkRun) count() error {
	rules := make([]*rule.Rule, 0, len(c.byRule))
	for r := range c.byRule {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b *rule.Rule) int {
		return cmp.Or(c.byRule[b]-c.byRule[a], strings.Compare(a.Name, b.Name))
	})
	var b []byte
	style := c.out.style(c.p)
	for i, r := range rules {
		switch {
		case c.format == "json" && i > 0:
			b = append(b, ",\n"...)
		case c.format == "json":
			b = append(b, '\n')
		}
		if strings.HasPrefix(c.format, "json") {
			b = fmt.Appendf(b, "{\"rule\":%q,\"level\":%q,\"fix\":%q,\"count\":%d}", r.Name, r.Level, r.Fix, c.byRule[r])
			if c.format == "jsonl" {
				b = append(b, '\n')
			}
			continue
		}
		b = fmt.Appendf(b, "%8d  ", c.byRule[r])
		b = style.Append(b, report.LevelInk(r.Level), fmt.Sprintf("%-7s", r.Level))
		b = fmt.Appendf(b, "  %-6s  ", r.Fix)
		b = append(style.Append(b, report.InkName, r.Name), '\n')
	}
	if c.format == "json" {
		if len(rules) > 0 {
			b = append(b, '\n')
		}
		b = append(append([]byte{'['}, b...), "]\n"...)
	}
	_, err := c.out.Write(b)
	return err
}

// summary tells what came of it, on the standard error.
func (c *checkRun) summary() {
	parts := c.sums()
	faulty := 0
	for _, n := range c.p.faults {
		faulty += n
	}
	if faulty > 0 {
		parts = append(parts, plural(faulty, "file")+" not checked")
	}
	if what := c.in.skipped.String(); what != "" {
		parts = append(parts, what)
	}
	c.p.note("%s", strings.Join(parts, "; "))
}

// sums are the parts of the summary.
func (c *checkRun) sums() (parts []string) {
	switch {
	case c.diff:
		return []string{plural(c.differ, "file") + " would change"}
	case c.write != "":
		return []string{fmt.Sprintf("%s in %s written to %s", plural(c.run.All(), "finding"), plural(c.run.Files, "file"), c.write)}
	}
	if all := c.run.All(); all > 0 {
		part := plural(all, "finding") + " ("
		for l := rule.Error; ; l-- {
			if n := c.run.Counts[l]; n > 0 {
				if !strings.HasSuffix(part, "(") {
					part += ", "
				}
				part += strconv.Itoa(n) + " " + l.String()
			}
			if l == rule.Info {
				break
			}
		}
		parts = append(parts, part+") in "+plural(c.run.Files, "file"))
	} else {
		parts = append(parts, "no findings in "+plural(c.run.Files, "file"))
	}
	if c.most > 0 && c.run.All() > c.most {
		parts = append(parts, fmt.Sprintf("%d not shown", c.run.All()-c.most))
	}
	if c.fix != "" {
		parts = append(parts, plural(c.fixed, "repair"), c.place.summary())
	}
	if c.old > 0 {
		parts = append(parts, fmt.Sprintf("%d in the baseline", c.old))
	}
	if c.ignored > 0 {
		parts = append(parts, fmt.Sprintf("%d ignored", c.ignored))
	}
	return parts
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
