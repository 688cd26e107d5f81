package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
)

// The exit codes of every command.
const (
	exitFindings = 1 // check found something, or --check would change something
	exitError    = 2 // something could not be done; what could be, was

	exitSignal = 128 // and the signal's number, as a shell has it of a program that a signal ends
)

// A process is what a command has of the system it runs in.
type process struct {
	in     *os.File // what "-" reads; looked at only to tell a terminal
	out    io.Writer
	err    io.Writer        // gets only what is visible already; the rest is for say
	say    *report.Messages // to err
	color  string           // auto, always or never
	quiet  bool             // prints no notes
	code   int
	faults map[string]int // of configurations: for how many texts each holds
	// block is the bytes of a block, 0 for the usual. Tests set it; all workers
	// share every text then, however small it is.
	block int
	piece int // of stream.Options; likewise
}

// newProcess returns a process with these streams.
func newProcess(in *os.File, out, err io.Writer) *process {
	return &process{in: in, out: out, err: err, say: report.NewMessages(err, "nass")}
}

// run runs the command that args name and returns the exit code.
func run(args []string, in *os.File, out, err io.Writer) int {
	if f, ok := out.(*os.File); ok {
		out = corpus.Stdout(f)
	}
	return newProcess(in, out, err).run(args)
}

func (p *process) run(args []string) int {
	args = suffixed(args)
	root := newRootCmd(p, args...)
	root.SetArgs(args)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	if err := root.Execute(); err != nil {
		p.fail(err)
	}
	return p.code
}

// fail prints an error, and makes the exit code that of an error.
func (p *process) fail(err error) {
	p.code = exitError
	if stopped := new(interruption); errors.As(err, stopped) {
		p.code = exitSignal + int(stopped.signal)
	}
	if errors.Is(err, syscall.EPIPE) {
		return // nobody reads on, and that is no fault
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range several.Unwrap() {
			p.say.Line(message(err))
		}
		return
	}
	p.say.Line(message(err))
}

// failIn is fail for an error in the text of that name, which is printed unless
// the error has it. An error of a configuration is printed once.
func (p *process) failIn(name string, err error) {
	if fault := new(config.Error); errors.As(err, fault) {
		p.code = exitError
		if p.faults == nil {
			p.faults = map[string]int{}
		}
		said := message(fault)
		if p.faults[said]++; p.faults[said] == 1 {
			p.fail(err)
		}
		return
	}
	var path *fs.PathError
	if name != "" && !(errors.As(err, &path) && path.Path == name) {
		err = fmt.Errorf("%s: %s", shown(name), message(err))
	}
	p.fail(err)
}

// note prints what is not an error.
func (p *process) note(format string, args ...any) {
	if !p.quiet {
		p.say.Line(fmt.Sprintf(format, args...))
	}
}

// sum prints what there is to sum up at the end: what is not "".
func (p *process) sum(parts ...string) {
	p.note("%s", strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; "))
}

// newBatch returns a batch that replaces files and reports what goes wrong.
func (p *process) newBatch(backup string) *corpus.Batch {
	return &corpus.Batch{Backup: backup, Done: func(r *corpus.Replacement, err error) {
		if err != nil {
			p.failIn(r.Name(), err)
		} else if owner := r.Owner(); owner != "" {
			p.note("%s: %s", shown(r.Name()), owner)
		}
	}}
}

// found makes the exit code that of findings, unless there was an error.
func (p *process) found() { p.code = max(p.code, exitFindings) }

// message is what an error says, without the name of the package that says it
// and the system call that failed.
func message(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return shown(path.Path) + ": " + message(corpus.Cause(path.Err))
	}
	s := err.Error()
	for _, pkg := range []string{"corpus: ", "entity: ", "orthography: ", "rule: ", "report: ", "change: ", "folder: "} {
		s = strings.ReplaceAll(strings.TrimPrefix(s, pkg), ": "+pkg, ": ")
	}
	if unknown := new(orthography.UnknownError); errors.As(err, &unknown) {
		hint := command.Suggest(unknown.Name, unknown.Known)
		if hint == "" && unknown.What == "rule or group" {
			hint = "; see nass rules"
		}
		s += hint
	}
	if x := new(corpus.NotTextError); errors.As(err, x) {
		switch {
		case x.Binary != "":
			s += "; use --encoding utf-8 to read it anyway"
		case x.Marked && x.Replaces:
			s += fmt.Sprintf("; use --encoding %s to rewrite it as UTF-8", x.Encoding)
		default:
			s += fmt.Sprintf("; use --encoding %s", x.Encoding)
		}
	}
	if unknown := new(config.UnknownKeyError); errors.As(err, &unknown) {
		s += command.Suggest(unknown.Key[len(unknown.Key)-1], unknown.Known)
	}
	return s
}

// unknownRule says what is wrong with a name that neither a rule nor a group has; "" is
// nothing.
func unknownRule(name string) string {
	if _, err := orthography.Named(name); err != nil {
		return message(err)
	}
	return ""
}

// plural returns a count of things.
func plural(n int, what string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(what, "x"):
		what += "es"
	default:
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// shown is the name of a text as users know it; what prints it makes it visible.
func shown(name string) string { return corpus.Display(name) }

// isTerminal reports whether x is a terminal.
func isTerminal(x io.Writer) bool {
	f, ok := x.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colored reports whether what goes to the standard output is colored: the flag
// decides before the environment.
func (p *process) colored() bool {
	if p.color != "auto" {
		return p.color == "always"
	}
	return report.ColorByDefault(os.Getenv, isTerminal(p.out))
}
