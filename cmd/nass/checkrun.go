package main

import (
	"io"

	"github.com/nass-ar/nass/pkg/change"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A checkRun is what a run of check does and has found so far. Its work is done
// on many goroutines; all else in turn.
type checkRun struct {
	*checkOptions
	report.Review
	fail   rule.Level
	place  *corpus.Batch
	fixed  int
	differ int // files that --diff shows

	changed *change.Lines // of --since and --diff-stdin; nil: all
}

// A checkPart is a part of the work on a text: those of report.Check come first, then
// one that says that all was written.
type checkPart struct {
	report.Part
	written bool
	file    *corpus.Replacement // nil where nothing changes
}

// walk checks the texts.
func (c *checkRun) walk(args []string) error {
	if c.diff {
		return walk(&c.in, c.p, args, diffJob(&c.in, &c.out, c.p, c.fixer, func() { c.differ++ }))
	}
	return c.place.End(walk(&c.in, c.p, args, corpus.Job[checkPart]{
		Work: c.work, Begin: c.begin, Merge: c.merge, End: func(string, error) error { return c.Review.End() },
	}))
}

// fixer returns what fixes t.
func (c *checkRun) fixer(t *corpus.Text) (*report.Check, error) {
	s, err := c.rules.Of(c.in.Named(t.Name()))
	if err != nil {
		return nil, err
	}
	return &report.Check{Fix: c.in.Judged(t)(c.fixes(s)), Keep: c.changes(t.Name()), Sources: c.in.Sources(t.Name())}, nil
}

// fixes returns what fixes texts with those settings.
func (c *checkRun) fixes(s *config.Settings) *rule.Engine {
	if c.fix == "all" {
		return s.Engine
	}
	return s.Engine.Safe()
}

// check returns what is asked of the text of that name.
func (c *checkRun) check(name string) (*report.Check, error) {
	s, err := c.rules.Of(c.in.Named(name))
	if err != nil {
		return nil, err
	}
	check := &report.Check{Find: s.Engine, Sources: c.in.Sources(name), Ignore: s.Ignores, Unknown: unknownRule,
		Runes:  c.reports.any(func(k *report.Kind) bool { return k.Runes }),
		Places: c.reports.columns != span.Rune || c.reports.any(func(k *report.Kind) bool { return k.Places })}
	if c.fix != "" {
		check.Fix, check.Keep = c.fixes(s), c.changes(name)
	}
	return check, nil
}

// work checks one text and, if asked, fixes the file.
func (c *checkRun) work(t *corpus.Text, emit func([]byte, checkPart) error) error {
	check, err := c.check(t.Name())
	if err != nil {
		return err
	}
	judged := c.in.Judged(t)
	if check.Find = judged(check.Find); check.Fix != nil {
		check.Fix = judged(check.Fix)
	}
	find := func(emit func([]byte, checkPart) error) error {
		if _, known := c.in.Format(t.Name()); !known && check.Fix != nil {
			return errUnknownFormat
		}
		return check.File(c.in.File(t), func(out []byte, x report.Part) error { return emit(out, checkPart{Part: x}) })
	}
	if c.fix == "" || t.Name() == corpus.Stdin {
		return find(emit)
	}
	r, err := c.place.Make(t.File, func(w io.Writer) (changed bool, err error) {
		err = find(func(out []byte, x checkPart) error {
			changed = changed || x.Fixes > 0
			if _, err := w.Write(out); err != nil {
				return err
			}
			return emit(out, x)
		})
		return changed, err
	})
	if err != nil {
		return err
	}
	return emit(nil, checkPart{written: true, file: r})
}

// begin begins the report on a text.
func (c *checkRun) begin(t *corpus.Text) error {
	check, err := c.check(t.Name())
	if err != nil {
		return err
	}
	var instead *report.Writer
	if c.fix != "" && t.Name() == corpus.Stdin {
		// The text takes the standard output, so the report goes elsewhere.
		format, err := report.New("text", report.Style{Isolate: isTerminal(c.p.err)})
		if err != nil {
			return err
		}
		instead = report.NewWriter(c.p.err, format, &c.Run)
	}
	name := c.in.Named(t.Name())
	return c.Begin(shown(name), name, check, c.reports.writers(instead)...)
}

// merge takes a part of the work on t.
func (c *checkRun) merge(t *corpus.Text, out []byte, x checkPart) error {
	toOutput := c.fix != "" && t.Name() == corpus.Stdin
	switch {
	case x.written:
		c.fixed += c.Fixes()
		c.place.Add(x.file)
		return nil
	case x.Last && toOutput:
		c.fixed += c.Fixes()
		c.place.Pass(c.Fixes() > 0)
	}
	if err := c.Add(out, &x.Part); err != nil {
		return err
	}
	if !toOutput {
		out = nil
	}
	return c.out.put(t, out)
}

// finish writes what is known at the end, and sets the exit code.
func (c *checkRun) finish() error {
	if !c.diff {
		c.Failed = c.p.code >= exitError
		if err := c.Review.Flush(); err != nil {
			return err
		}
		if err := c.reports.end(); err != nil {
			return err
		}
	}
	if c.write != "" {
		if err := saveBaseline(c.p, c.Record, c.write); err != nil {
			return err
		}
	}
	if c.statistics {
		style := c.out.style(c.p)
		if _, err := c.out.Write(style.AppendRuleCounts(nil, c.reports.kind.Name, c.ByRule)); err != nil {
			return err
		}
	}
	if err := c.out.Flush(); err != nil {
		return err
	}
	c.p.sum(c.summary()...)
	if (c.AtLeast(c.fail) || c.diff && c.differ > 0) && !c.exitZero && c.write == "" {
		c.p.found()
	}
	return nil
}
