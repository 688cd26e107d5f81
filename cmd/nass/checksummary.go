package main

import "fmt"

// summary returns the parts of what is said at the end, on the standard error.
func (c *checkRun) summary() (parts []string) {
	add := func(some bool, format string, a ...any) {
		if some {
			parts = append(parts, fmt.Sprintf(format, a...))
		}
	}
	switch files := plural(c.Files, "file"); {
	case c.diff:
		add(true, "%s would change", plural(c.differ, "file"))
	case c.write != "":
		add(true, "%s in %s written to %s", plural(c.All(), "finding"), files, c.write)
	default:
		add(true, "%s in %s", c.Counts, files)
		add(c.most > 0 && c.All() > c.most, "%d not shown", c.All()-c.most)
		if c.fix != "" {
			add(true, "%s; %s", plural(c.fixed, "fix"), c.place)
		}
		add(c.Old > 0, "%d in the baseline", c.Old)
		add(c.Ignored > 0, "%d ignored", c.Ignored)
		add(c.Outside > 0, "%d on unchanged lines", c.Outside)
	}
	faulty := 0
	for _, n := range c.p.faults {
		faulty += n
	}
	add(faulty > 0, "%s not checked", plural(faulty, "file"))
	return append(parts, c.in.Others.String(), c.in.skipped)
}
