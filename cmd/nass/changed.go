package main

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/change"
)

// onlyChanged limits the run to the lines that --since or --diff-stdin chooses.
func (c *checkRun) onlyChanged() (err error) {
	flag := "--since"
	switch {
	case c.diffIn:
		flag = "--diff-stdin"
		c.changed, err = change.Parse(c.p.in, ".")
	case c.since == "--cached":
		c.changed, err = change.Staged(".")
	case c.since != "":
		c.changed, err = change.Since(".", c.since)
	}
	if err != nil {
		return fmt.Errorf("%s: %s", flag, message(err))
	}
	if c.changed == nil {
		return nil
	}
	c.Keep = func(path string, line int) bool {
		if line == 0 {
			return c.changed.IsNew(path)
		}
		return c.changed.Has(path, line)
	}
	return nil
}

// changes returns what reports whether a line of the text of that name is to be fixed; nil
// is for all lines.
func (c *checkRun) changes(name string) func(line int) bool {
	if c.changed == nil {
		return nil
	}
	path := c.in.Named(name)
	return func(line int) bool { return c.changed.Has(path, line) }
}

// skips reports whether a file found in a directory is not read.
func (c *checkRun) skips(path string) bool {
	return c.changed != nil && !c.changed.Touches(path) || c.rules.Excludes(path)
}
