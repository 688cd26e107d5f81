package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
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

	fail    rule.Level
	known   *baseline // findings not to be told
	meets   *baseline // findings of this run, to be written
	run     report.Run
	byRule  map[*rule.Rule]int
	fixed   int
	differ  int // files that --diff shows
	place   *rewriter
	old     int // findings that the baseline holds
	ignored int
	above   bool // a finding is at or above fail
	report  *report.Writer
	// errFormat is the report's beside a text that takes the standard output.
	errFormat report.Format
}

func newCheckCmd(p *process) *cobra.Command {
	o := &checkOptions{p: p, byRule: map[*rule.Rule]int{}}
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
	if err := o.prepare(); err != nil {
		return err
	}
	format, err := report.New(o.format, o.out.style(o.p))
	if err != nil {
		return err
	}
	o.run.Version = version()
	if o.errFormat, err = report.New("text", report.Style{Isolate: o.p.err.isTerminal()}); err != nil {
		return err
	}
	var to io.Writer = &o.out
	if o.statistics || o.diff || o.write != "" {
		to = io.Discard
	}
	o.report = report.NewWriter(to, format, &o.run)
	o.in.sums, o.in.replaces = true, o.fix != "" && !o.diff
	o.in.skip = o.conf.excludes
	if len(args) == 0 && o.in.from == "" && !isGiven(o.p.in) {
		args = []string{"."}
	}
	return o.out.write(o.p, &o.in, func() error { return o.all(args) })
}

// isGiven reports whether somebody has given a text on f: a file, a pipe or a
// socket, and not a terminal or /dev/null, which also stands in for what is
// closed.
func isGiven(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice == 0
}

// all checks the texts and tells what came of it.
func (o *checkOptions) all(args []string) error {
	o.place = newRewriter(o.p, "")
	if err := o.place.end(o.in.each(o.p, args, o.one)); err != nil {
		return err
	}
	if err := o.report.Close(); err != nil {
		return err
	}
	if o.write != "" {
		if err := o.meets.save(o.p); err != nil {
			return err
		}
	}
	if o.statistics {
		if err := o.count(); err != nil {
			return err
		}
	}
	if err := o.out.flush(); err != nil {
		return err
	}
	o.summary()
	if (o.above || o.diff && o.differ > 0) && !o.exitZero && o.write == "" {
		o.p.found()
	}
	return nil
}

// prepare reads the flags.
func (o *checkOptions) prepare() (err error) {
	switch {
	case o.write != "" && (o.fix != "" || o.diff):
		return errors.New("--write-baseline excludes --fix and --diff")
	case o.most < 0:
		return fmt.Errorf("--max-findings %d: there cannot be fewer than none", o.most)
	}
	o.conf.rules = &o.rules
	if err := o.conf.prepare(); err != nil {
		return err
	}
	if o.failOn == "" || !o.rules.cmd.Flags().Changed("fail-on") && o.conf.failOn() != "" {
		o.failOn = o.conf.failOn()
	}
	if o.fail, err = rule.ParseLevel(o.failOn); err != nil {
		return fmt.Errorf("--fail-on: %s", message(err))
	}
	if o.baseline == "" && o.write == "" {
		if o.baseline = o.conf.baseline(); o.baseline != "" {
			if err := isRegular(o.baseline); err != nil {
				return err
			}
		}
	}
	if o.write != "" {
		o.meets = newBaseline(o.write)
	} else if o.baseline != "" {
		if o.known, err = readBaseline(o.baseline); err != nil {
			return err
		}
	}
	return nil
}

// A found is what a block holds, beside the findings as they are written.
type found struct {
	ends  []int // of each finding, in what was written
	marks []mark
	tally *rule.Tally
	left  int // findings that the configuration ignores
	fixed int
	text  []byte // the block as repaired, with --fix
}

// A mark is what is counted of a finding.
type mark struct {
	rule *rule.Rule
	key  baselineKey
}

// one checks one text.
func (o *checkOptions) one(x *text) error {
	set, err := o.conf.of(x.Name())
	if err != nil {
		return err
	}
	fix := set.engine.Safe()
	if o.fix == "all" {
		fix = set.engine
	}
	changed := 0
	switch {
	case o.diff:
		differs, err := writeDiff(&o.out, fix, x)
		if differs {
			o.differ++
		}
		return err
	case o.fix == "":
		_, err = o.find(o.report, set, x, nil, nil)
	case x.Name() == corpus.Stdin:
		// The text takes the standard output, so the report goes elsewhere.
		r := report.NewWriter(o.p.err.past, o.errFormat, &o.run)
		changed, err = o.find(r, set, x, fix, inTurn{&o.out, x})
		x.turn()
		o.place.passed(changed > 0)
	default:
		err = o.place.replace(x, func(w io.Writer) (bool, error) {
			var err error
			changed, err = o.find(o.report, set, x, fix, w)
			return changed > 0 || decoded(x), err
		})
	}
	x.turn()
	if err == nil {
		o.fixed += changed
	}
	return err
}

// find reports to rep what a text holds; with fix, what it holds once fix has
// repaired it, and writes it so to w. It returns the number of repairs.
func (o *checkOptions) find(rep *report.Writer, set *ruleSet, x *text, fix *rule.Engine, w io.Writer) (fixed int, err error) {
	file := &report.File{Path: shown(x.Name())}
	format := rep.Format()
	base := o.known
	if o.meets != nil {
		base = o.meets
	}
	path := base.path(x.Name())
	keep := func(dst []byte, f *report.Finding, res *found) []byte {
		if set.ignores(f) {
			res.left++
			return dst
		}
		if !o.statistics && o.meets == nil {
			dst = format.Finding(dst, file, f)
		}
		res.ends = append(res.ends, len(dst))
		m := mark{rule: f.Rule}
		if base != nil {
			m.key = keyOf(path, f)
		}
		res.marks = append(res.marks, m)
		return dst
	}
	begun := false
	begin := func() error {
		x.turn()
		if begun {
			return nil
		}
		begun = true
		o.run.Files++
		o.run.Rules = set.engine.Rules()
		if err := rep.BeginFile(file); err != nil {
			return outputError{err}
		}
		return nil
	}
	tally := set.engine.NewTally()
	err = corpus.Stream(x, x.how, func() func([]byte, corpus.Block) ([]byte, found, error) {
		r := set.engine.Runner()
		var fixer *rule.Runner
		if fix != nil {
			fixer = fix.Runner()
		}
		return func(dst []byte, b corpus.Block) ([]byte, found, error) {
			var res found
			text := b.Data
			if fixer != nil {
				res.text, res.fixed = repaired(fixer, b.Data)
				text = res.text
			}
			at, number := 0, b.Line // of the line that begins at text[at]
			res.tally = r.FindBlock(text, b.Line, func(line []byte, findings []rule.Finding) {
				for ; number < findings[0].Line; number++ {
					at += bytes.IndexByte(text[at:], '\n') + 1
				}
				f := report.Finding{In: &report.Line{Text: line, Offset: b.Offset + int64(at)}}
				if fixer != nil {
					f.In.Offset = -1 // depends on the blocks before
				}
				for i := range findings {
					f.Finding = findings[i]
					dst = keep(dst, &f, &res)
				}
			})
			return dst, res, nil
		}
	}, func(out []byte, res found) error {
		tally.Merge(res.tally)
		if fix != nil {
			fixed += res.fixed
			if _, err := w.Write(res.text); err != nil {
				return err
			}
		}
		if err := begin(); err != nil {
			return err
		}
		if err := o.tell(rep, file, out, &res); err != nil {
			return err
		}
		if x.how.Flush {
			return o.out.flush()
		}
		return nil
	})
	if !begun {
		return fixed, err // of a text that gave nothing there is nothing to tell
	}
	if err == nil {
		var res found
		var out []byte
		for _, f := range tally.Findings() {
			told := &report.Finding{Finding: f}
			if f.Text != nil {
				told.In = &report.Line{Text: f.Text, Offset: -1}
			}
			out = keep(out, told, &res)
		}
		err = o.tell(rep, file, out, &res)
	}
	if endErr := rep.EndFile(); err == nil && endErr != nil {
		err = outputError{endErr}
	}
	return fixed, err
}

// repaired is the block as the fixer has it, and the number of repairs.
func repaired(fixer *rule.Runner, block []byte) (text []byte, n int) {
	at := 0
	text = make([]byte, 0, len(block)+len(block)/16)
	fixer.EditBlock(block, func(start int, line []byte, edits []span.Edit) {
		text = append(text, block[at:start]...)
		text = span.Apply(text, line, edits)
		at = start + len(line)
		n += len(edits)
	})
	return append(text, block[at:]...), n
}

// tell counts the findings of a part of the text and writes those that are to
// be told.
func (o *checkOptions) tell(rep *report.Writer, file *report.File, out []byte, res *found) error {
	o.ignored += res.left
	kept := 0 // of out
	ends := res.ends[:0]
	at := 0
	for i, m := range res.marks {
		part := out[at:res.ends[i]]
		at = res.ends[i]
		if o.known != nil && o.known.take(m.key) {
			o.old++
			continue
		}
		if o.meets != nil {
			o.meets.add(m.key)
		}
		file.Counts[m.rule.Level]++
		o.run.Counts[m.rule.Level]++
		o.byRule[m.rule]++
		o.above = o.above || m.rule.Level >= o.fail
		if o.most > 0 && o.run.All() > o.most {
			continue
		}
		kept += copy(out[kept:], part)
		ends = append(ends, kept)
	}
	if err := rep.Findings(out[:kept], ends); err != nil {
		return outputError{err}
	}
	return nil
}

// count writes how many findings each rule has.
func (o *checkOptions) count() error {
	rules := make([]*rule.Rule, 0, len(o.byRule))
	for r := range o.byRule {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b *rule.Rule) int {
		return cmp.Or(o.byRule[b]-o.byRule[a], strings.Compare(a.Name, b.Name))
	})
	var b bytes.Buffer
	if o.format == "json" {
		b.WriteString("[")
		for i, r := range rules {
			if i > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, "\n{\"rule\":%q,\"level\":%q,\"fix\":%q,\"count\":%d}", r.Name, r.Level, r.Fix, o.byRule[r])
		}
		if len(rules) > 0 {
			b.WriteString("\n")
		}
		b.WriteString("]\n")
	} else {
		style := o.out.style(o.p)
		for _, r := range rules {
			line := fmt.Appendf(nil, "%8d  ", o.byRule[r])
			line = style.Append(line, report.LevelInk(r.Level), fmt.Sprintf("%-7s", r.Level))
			line = fmt.Appendf(line, "  %-6s  ", r.Fix)
			b.Write(append(style.Append(line, report.InkName, r.Name), '\n'))
		}
	}
	_, err := o.out.Write(b.Bytes())
	return err
}

// summary tells what came of it, on the standard error.
func (o *checkOptions) summary() {
	parts := o.sums()
	faulty := 0
	for _, n := range o.p.faults {
		faulty += n
	}
	if faulty > 0 {
		parts = append(parts, plural(faulty, "file")+" not checked")
	}
	if what := o.in.skipped.String(); what != "" {
		parts = append(parts, what)
	}
	o.p.note("%s", strings.Join(parts, "; "))
}

// sums are the parts of the summary.
func (o *checkOptions) sums() (parts []string) {
	switch {
	case o.diff:
		return []string{plural(o.differ, "file") + " would change"}
	case o.write != "":
		return []string{fmt.Sprintf("%s in %s written to %s", plural(o.run.All(), "finding"), plural(o.run.Files, "file"), o.write)}
	}
	if all := o.run.All(); all > 0 {
		part := plural(all, "finding") + " ("
		for l := rule.Error; ; l-- {
			if n := o.run.Counts[l]; n > 0 {
				if !strings.HasSuffix(part, "(") {
					part += ", "
				}
				part += strconv.Itoa(n) + " " + l.String()
			}
			if l == rule.Info {
				break
			}
		}
		parts = append(parts, part+") in "+plural(o.run.Files, "file"))
	} else {
		parts = append(parts, "no findings in "+plural(o.run.Files, "file"))
	}
	if o.most > 0 && o.run.All() > o.most {
		parts = append(parts, fmt.Sprintf("%d not shown", o.run.All()-o.most))
	}
	if o.fix != "" {
		parts = append(parts, plural(o.fixed, "repair"), o.place.summary())
	}
	if o.old > 0 {
		parts = append(parts, fmt.Sprintf("%d in the baseline", o.old))
	}
	if o.ignored > 0 {
		parts = append(parts, fmt.Sprintf("%d ignored", o.ignored))
	}
	return parts
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
