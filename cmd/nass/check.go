package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

type checkOptions struct {
	p          *process
	in         input
	out        output
	rules      selection
	conf       configs
	format     string
	fix        string // "", safe or all
	diff       bool
	failOn     string
	exitZero   bool
	statistics bool
	most       int
	baseline   string
	write      string // --write-baseline
}

func newCheckCmd(p *process) *cobra.Command {
	o := &checkOptions{p: p}
	cmd := &cobra.Command{
		Use:   "check [FILE]...",
		Short: "report where the rules do not hold",
		Long: `Tells each place where a rule does not hold, with the words that stand there and what nass would write; columns count
code points. Without FILE it reads the standard input where that is a pipe or a file, and else checks the working
directory. For - it reads the standard input. A directory stands for the text files in it, without those that .gitignore
names; binary files are skipped and counted. A binary file that is named is an error.

It exits with 1 when a finding is at or above the level of --fail-on. With --fix it repairs what a rule is sure of, and
reports the rest; the standard input is then written, repaired, to the standard output, and the report to the standard
error.`,
		Example: `  nass check page.txt
  nass check --fix news/
  nass check --diff page.txt
  nass check --only detached-waw,digits --statistics news/
  nass check --format github --fail-on error .
  nass check --write-baseline .nass-baseline . && nass check --baseline .nass-baseline .`,
		RunE: func(_ *cobra.Command, args []string) error { return runCheck(o, args) },
	}
	f := cmd.Flags()
	choose(cmd, cmd.Flags(), &o.format, "format", "text", "how findings are written: "+strings.Join(report.Names, ", "), report.Names...)
	choose(cmd, cmd.Flags(), &o.fix, "fix", "", "repair what keeps every letter's identity (safe), or all that nass can repair (all)", "safe", "all")
	f.Lookup("fix").NoOptDefVal = "safe"
	f.BoolVar(&o.diff, "diff", false, "show what --fix would change, and change nothing")
	f.StringVar(&o.failOn, "fail-on", "warning", "the least `LEVEL` that makes the exit code 1: "+strings.Join(rule.Levels, ", "))
	f.BoolVar(&o.exitZero, "exit-zero", false, "exit with 0 whatever is found")
	f.BoolVar(&o.statistics, "statistics", false, "count the findings of each rule instead of telling them")
	f.IntVar(&o.most, "max-findings", 0, "tell `N` findings at most; the rest are only counted (0: all)")
	f.StringVar(&o.baseline, "baseline", "", "do not tell the findings that `FILE` holds")
	f.StringVar(&o.write, "write-baseline", "", "write the findings to `FILE`, for --baseline, and tell none")
	complete(cmd, "fail-on", rule.Levels...)
	o.conf.add(cmd)
	o.rules.add(cmd, "check")
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
	o.in.skip = o.conf.excludes
	if len(args) == 0 && o.in.from == "" && !isGiven(o.p.in) {
		args = []string{"."}
	}
	return o.out.write(o.p, &o.in, func() error {
		if err := c.walk(args); err != nil {
			return err
		}
		return c.finish()
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
		return nil, errors.New("--write-baseline excludes --fix and --diff")
	case o.most < 0:
		return nil, fmt.Errorf("--max-findings %d: there cannot be fewer than none", o.most)
	}
	o.conf.rules = &o.rules
	flags, err := o.rules.flags()
	if err != nil {
		return nil, err
	}
	flags.Baseline = o.baseline
	failOn := o.rules.cmd.Flags().Lookup("fail-on")
	if failOn.Changed {
		flags.FailOn = o.failOn
	}
	if err := o.conf.find(config.Options{Flags: flags, FailOn: failOn.DefValue}); err != nil {
		return nil, err
	}
	here := o.conf.found.Here()
	c := &checkRun{checkOptions: o, byRule: map[*rule.Rule]int{}, place: newRewriter(o.p, "")}
	if c.fail, err = rule.ParseLevel(here.FailOn.Value); err != nil {
		return nil, fmt.Errorf("--fail-on: %s", message(err))
	}
	if o.write != "" {
		c.meets = report.NewBaseline(o.write)
	} else if err := c.readBaseline(here); err != nil {
		return nil, err
	}
	c.run.Version = version()
	if c.writes, err = report.New(o.format, o.out.style(o.p)); err != nil {
		return nil, err
	}
	return c, nil
}
