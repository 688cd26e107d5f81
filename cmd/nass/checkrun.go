package main

import (
	"io"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

// A checkRun is what a run of check does and has found so far. Its work is done
// on many goroutines; all else in turn.
type checkRun struct {
	*checkOptions

	fail   rule.Level
	known  *report.Baseline // findings not to be reported
	meets  *report.Baseline // findings of this run, to be written
	writes report.Format
	place  *rewriter

	run     report.Run
	byRule  map[*rule.Rule]int
	fixed   int
	differ  int // files that --diff shows
	old     int // findings that the baseline holds
	ignored int
	above   bool // a finding is at or above fail
	report  *report.Writer

	text checkedText
}

// A checkedText is the text whose turn it is.
type checkedText struct {
	*report.CheckedText // nil before its first part
	report.File
	to    *report.Writer
	path  string // in the baseline
	fixes int
}

// readBaseline reads the baseline that the settings name.
func (c *checkRun) readBaseline(s *config.Settings) error {
	file, err := s.BaselineFile()
	if err != nil || file == "" {
		return err
	}
	c.known, err = report.ReadBaseline(file)
	return err
}

// walk checks the texts.
func (c *checkRun) walk(args []string) error {
	if c.diff {
		return c.place.end(walk(&c.in, c.p, args, diffJob(&c.out, c.p, c.fixer, func() { c.differ++ })))
	}
	var to io.Writer = &c.out
	if c.statistics || c.write != "" {
		to = io.Discard
	}
	c.report = report.NewWriter(to, c.writes, &c.run)
	return c.place.end(walk(&c.in, c.p, args, corpus.Job[checkPart]{Work: c.work, Begin: c.begin, Merge: c.merge, End: c.end}))
}

// finish writes what is known at the end, and sets the exit code.
func (c *checkRun) finish() error {
	if !c.diff {
		if err := c.report.Close(); err != nil {
			return err
		}
	}
	if c.write != "" {
		if err := saveBaseline(c.p, c.meets, c.write); err != nil {
			return err
		}
	}
	if c.statistics {
		if err := c.count(); err != nil {
			return err
		}
	}
	if err := c.out.flush(); err != nil {
		return err
	}
	c.summary()
	if (c.above || c.diff && c.differ > 0) && !c.exitZero && c.write == "" {
		c.p.found()
	}
	return nil
}

// saveBaseline writes the file, whole or not at all.
func saveBaseline(p *process, b *report.Baseline, file string) error {
	o := output{file: file}
	if err := o.open(p); err != nil {
		return err
	}
	_, err := b.WriteTo(&o)
	if closeErr := o.close(err == nil); err == nil {
		err = closeErr
	}
	return err
}

// begin begins the report on a text.
func (c *checkRun) begin(t *corpus.Text) error {
	check, err := c.check(t.Name())
	if err != nil {
		return err
	}
	c.text = checkedText{CheckedText: check.Text(), File: report.File{Path: shown(t.Name())}, to: c.report}
	switch {
	case c.meets != nil:
		c.text.path = c.meets.Path(t.Name())
	case c.known != nil:
		c.text.path = c.known.Path(t.Name())
	}
	if c.fix != "" && t.Name() == corpus.Stdin {
		// The text takes the standard output, so the report goes elsewhere.
		format, err := report.New("text", report.Style{Isolate: c.p.err.isTerminal()})
		if err != nil {
			return err
		}
		c.text.to = report.NewWriter(c.p.err.past, format, &c.run)
	}
	c.run.Files++
	c.run.Rules = check.Find.Rules()
	return c.text.to.BeginFile(&c.text.File)
}

// merge takes a part of the work on t.
func (c *checkRun) merge(t *corpus.Text, out []byte, x checkPart) error {
	switch x.kind {
	case wholePart:
		x.Part = c.text.Whole()
		if c.fix != "" && t.Name() == corpus.Stdin {
			c.fixed += c.text.fixes
			c.place.passed(c.text.fixes > 0)
		}
	case fixedPart:
		c.fixed += c.text.fixes
		c.place.add(x.file)
		return nil
	default:
		c.text.Add(out, &x.Part)
		c.text.fixes += x.Fixes
		if c.fix != "" && t.Name() == corpus.Stdin {
			if err := c.out.put(t, out); err != nil {
				return err
			}
		}
	}
	c.ignored += x.Ignored
	for i := range x.Findings {
		if err := c.finding(&x.Findings[i]); err != nil {
			return err
		}
	}
	x.Release()
	if t.Options.Flush {
		return c.out.flush()
	}
	return nil
}

// finding counts a finding, and writes it if it is to be shown.
func (c *checkRun) finding(x *report.Finding) error {
	if c.known != nil && c.known.Take(c.text.path, &x.Finding) {
		c.old++
		return nil
	}
	if c.meets != nil {
		c.meets.Add(c.text.path, &x.Finding)
	}
	level := x.Rule.Level
	c.text.Counts[level]++
	c.run.Counts[level]++
	c.byRule[x.Rule]++
	c.above = c.above || level >= c.fail
	if c.statistics || c.write != "" || c.most > 0 && c.run.All() > c.most {
		return nil
	}
	return c.text.to.Finding(x)
}

// end ends the report on a text.
func (c *checkRun) end(string, error) error {
	if c.text.CheckedText == nil { // it was not read
		return nil
	}
	c.text.CheckedText = nil
	return c.text.to.EndFile()
}
