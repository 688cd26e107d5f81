package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

type checkOptions struct {
	p          *process
	in         input
	out        output
	rules      selection
	reports    reports
	fix        string // "", safe or all
	diff       bool
	failOn     string
	exitZero   bool
	statistics bool
	most       int
	write      string // --write-baseline
	since      string
	diffIn     bool // --diff-stdin
}

func newCheckCmd(p *process) *cobra.Command {
	o := &checkOptions{p: p}
	cmd := &cobra.Command{
		Use:   "check [FILE]...",
		Short: "Report problems, and optionally fix them",
		Long: `Report each problem with its position, the text found and the suggested fix. With no FILE, read standard
input if it is a pipe or a file, and otherwise check the working directory. When FILE is -, read standard input.
Directories are searched for text files that .gitignore does not ignore; binary files in them are skipped and counted. A
binary FILE is an error.

The exit status is 1 if a finding is at or above the level of --fail-on. With --fix, apply the fixes that are certain, and
report the other findings; for standard input, the fixed text goes to standard output and the report to standard error.
With --since or --diff-stdin, report on changed lines only, and fix no others.

--format is one of:
` + formatsHelp() + `

FORMAT=FILE writes a report to FILE; then nothing is printed unless another --format is. Columns count code points, except
in rdjson and rdjsonl, which count bytes. --columns changes them in text, grouped, github, azure and checkstyle: vim counts
bytes, for example. Fixes in sarif, rdjson and rdjsonl are the safe ones.`,
		Example: `  nass check page.txt
  nass check --fix news/
  nass check --diff page.txt
  nass check --only detached-waw,digits --statistics news/
  nass check --format github --fail-on error .
  nass check --format text --format sarif=nass.sarif .
  nass check --write-baseline .nass-baseline . && nass check --baseline .nass-baseline .`,
		RunE: func(_ *cobra.Command, args []string) error { return runCheck(o, args) },
	}
	f := cmd.Flags()
	o.reports.add(cmd)
	command.Choose(cmd, f, &o.fix, "fix", "", "Apply fixes", "safe", "all")
	f.Lookup("fix").NoOptDefVal, f.Lookup("fix").Usage = "safe", "Apply fixes: safe, or all including lossy ones"
	f.BoolVar(&o.diff, "diff", false, "Print what --fix would change; change nothing")
	f.StringVar(&o.failOn, "fail-on", "warning", "Exit 1 from this `LEVEL` on ["+strings.Join(rule.Levels, ", ")+"]")
	f.BoolVar(&o.exitZero, "exit-zero", false, "Exit 0 even with findings")
	f.BoolVar(&o.statistics, "statistics", false, "Print the number of findings of each rule")
	f.IntVar(&o.most, "max-findings", 0, "Print the worst `N` findings (0: no limit)")
	f.StringVar(&o.rules.Flags.Baseline, "baseline", "", "Ignore findings recorded in `FILE`")
	f.StringVar(&o.in.Stdin, "stdin-filename", "", "Read standard input as the file `NAME`")
	f.StringVar(&o.write, "write-baseline", "", "Record findings in `FILE` and print none")
	f.StringVar(&o.since, "since", "", "Check only lines changed since `REV`; or --cached")
	f.BoolVar(&o.diffIn, "diff-stdin", false, "Check only lines that a diff on stdin adds")
	command.Complete(cmd, "fail-on", func() []string { return rule.Levels })
	o.rules.addNearest(cmd, "check")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runCheck(o *checkOptions, args []string) error {
	c, err := o.prepare()
	if err != nil {
		return err
	}
	o.in.sums, o.in.replaces = true, o.fix != "" && !o.diff
	o.in.skip, o.in.Finder, o.in.Finds, o.in.drafts = c.skips, o.rules.Finder, true, len(o.reports.files) > 0
	if len(args) == 0 && o.in.from == "" && o.in.Stdin == "" && (c.changed != nil || !isGiven(o.p.in)) {
		args = []string{"."}
	}
	return o.out.write(o.p, &o.in, func() error {
		var to io.Writer = &o.out
		if c.Hide {
			to = io.Discard
		}
		err := o.reports.open(o.p, to, o.out.style(o.p), &c.Run)
		if err == nil {
			err = c.walk(args)
		}
		if err == nil {
			err = c.finish()
		}
		return o.reports.close(err)
	})
}

// isGiven reports whether somebody has given a text on f: a file, a pipe or a
// socket, and not a terminal or /dev/null, which also stands in for what is
// closed.
func isGiven(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice == 0
}

// prepare reads the flags and the configuration, and returns the run that they
// ask for.
func (o *checkOptions) prepare() (*checkRun, error) {
	switch {
	case o.write != "" && (o.fix != "" || o.diff):
		return nil, errors.New("--write-baseline cannot be combined with --fix or --diff")
	case o.since != "" && o.diffIn:
		return nil, errors.New("--since cannot be combined with --diff-stdin")
	case o.most < 0:
		return nil, fmt.Errorf("--max-findings: must be 0 or more, got %d", o.most)
	}
	if err := o.reports.parse(); err != nil {
		return nil, err
	}
	if err := o.reports.check(o); err != nil {
		return nil, err
	}
	failOn := o.rules.cmd.Flags().Lookup("fail-on")
	o.rules.FailOn = failOn.DefValue
	if failOn.Changed {
		o.rules.Flags.FailOn = o.failOn
	}
	if err := o.rules.find(); err != nil {
		return nil, err
	}
	here := o.rules.Here()
	c := &checkRun{checkOptions: o, place: o.p.newBatch("")}
	var err error
	if c.fail, err = rule.ParseLevel(here.FailOn.Value); err != nil {
		return nil, fmt.Errorf("--fail-on: %s", message(err))
	}
	c.Version, c.Run.Rules, c.Run.FailOn = version(), orthography.Rules(), c.fail
	c.Most, c.Hide = o.most, o.statistics || o.write != ""
	if o.write != "" {
		c.Record = report.NewBaseline(o.write)
	} else if file, err := here.BaselineFile(); err != nil {
		return nil, err
	} else if file != "" {
		if c.Known, err = report.ReadBaseline(file); err != nil {
			return nil, err
		}
	}
	if err := c.onlyChanged(); err != nil {
		return nil, err
	}
	return c, nil
}

// saveBaseline writes the file, whole or not at all.
func saveBaseline(p *process, b *report.Baseline, file string) error {
	o := output{file: file}
	if err := o.open(p); err != nil {
		return err
	}
	_, err := b.WriteTo(&o)
	if closeErr := o.End(err == nil); err == nil {
		err = closeErr
	}
	return err
}
