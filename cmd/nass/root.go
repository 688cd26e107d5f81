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

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
)

// The exit codes of every command.
const (
	exitOK       = 0
	exitFindings = 1 // check found something, or --check would change something
	exitError    = 2 // something could not be done; what could be, was

	exitSignal = 128 // and the signal's number, as a shell has it of a program that a signal ends
)

// A process is what a command has of the system it runs in.
type process struct {
	in     *os.File // what "-" reads; looked at only to tell a terminal
	out    io.Writer
	err    stderr
	color  string // auto, always or never
	quiet  bool   // prints no notes
	code   int
	faults map[string]int // of configurations: for how many texts each holds
	// block is the bytes of a block, 0 for the usual. Tests set it; all workers
	// share every text then, however small it is.
	block int
}

// run runs the command that args name and returns the exit code.
func run(args []string, in *os.File, out, err io.Writer) int {
	if isClosed(out) {
		out = closedOutput{}
	}
	p := &process{in: in, out: out, err: stderr{past: err}}
	return p.run(args)
}

func (p *process) run(args []string) int {
	root := newRootCmd(p)
	root.SetArgs(suffixed(args))
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err.past)
	if err := root.Execute(); err != nil {
		p.fail(err)
	}
	return p.code
}

// suffixed is args with sed's way to write a suffix, -i.bak, made the flag
// library's.
func suffixed(args []string) []string {
	args = slices.Clone(args)
	for i, a := range args {
		if a == "--" {
			break
		}
		if suffix, ok := strings.CutPrefix(a, "-i."); ok {
			args[i] = "--in-place=." + suffix
		}
	}
	return args
}

func newRootCmd(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "nass",
		Short: "fix, check and analyze Arabic text",
		Long: `nass fixes what is certainly wrong with Arabic text, reports what only a reader can decide, and finds its sentences, tokens,
dates and names.

Exit codes: 0 all is well, 1 there are findings (or --check would change something), 2 something could not be done.
A signal ends nass with 128 and its number: SIGINT 130, SIGTERM 143, SIGHUP 129; files are then old or new, never a mixture.
A pipe that its reader has closed ends nass without a word, as it does any filter (SIGPIPE, 141 in a shell).`,
		Example: `  nass demo
  nass normalize page.txt > clean.txt
  nass normalize --diff page.txt
  nass check page.txt
  nass rules detached-waw`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	choose(cmd, cmd.PersistentFlags(), &p.color, "color", "auto", "Use colors: auto, always or never", "auto", "always", "never")
	cmd.PersistentFlags().BoolVarP(&p.quiet, "quiet", "q", false, "Print no notes and summaries, only errors")
	cmd.PersistentFlags().BoolP("version", "V", false, "Print the version")
	cmd.SetVersionTemplate("nass {{.Version}}\n")
	cmd.SetFlagErrorFunc(flagError)
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) { help(p, cmd) })
	cmd.AddCommand(
		newNormalizeCmd(p),
		newCheckCmd(p),
		newDatesCmd(p),
		newSegmentCmd(p),
		newTokenizeCmd(p),
		newEntitiesCmd(p),
		newRulesCmd(p),
		newConfigCmd(p),
		newDemoCmd(p),
		newVersionCmd(p),
		newDocsCmd(p),
	)
	cmd.SetHelpCommand(newHelpCmd())
	cmd.InitDefaultHelpCmd()
	cmd.InitDefaultCompletionCmd()
	for _, c := range cmd.Commands() {
		if c.Name() == "completion" {
			c.Short, c.Example = "write a script that completes nass in a shell", completionExample
			c.Args = noSuchCommand
			c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range c.Commands() {
				shell.Example = "  nass completion " + shell.Name()
			}
		}
	}
	setVersion(cmd)
	return cmd
}

// setVersion gives cmd and the commands below it the version that --version
// prints.
func setVersion(cmd *cobra.Command) {
	cmd.Version = version()
	for _, c := range cmd.Commands() {
		setVersion(c)
	}
}

const completionExample = `  source <(nass completion bash)
  nass completion zsh > "${fpath[1]}/_nass"
  nass completion fish > ~/.config/fish/completions/nass.fish`

// noSuchCommand is the error for a word that is no command.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	hint := suggestion(args[0], names)
	if hint == "" {
		hint = "; see " + cmd.CommandPath() + " --help"
	}
	return fmt.Errorf("unknown command %q%s", args[0], hint)
}

// flagError adds the nearest flag to the error for an unknown one, and says
// what is wrong with a number. That of a choice says all by itself.
func flagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		if _, ok := invalid.GetFlag().Value.(*choice); ok {
			return invalid.Unwrap()
		}
	}
	var num *strconv.NumError
	if errors.As(err, &num) {
		what := "not a number"
		if errors.Is(num, strconv.ErrRange) {
			what = "out of range"
		}
		return errors.New(strings.TrimSuffix(err.Error(), num.Error()) + what)
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	near := nearest(unknown.GetSpecifiedName(), names)
	if near == "" || len(unknown.GetSpecifiedName()) < 2 {
		return err
	}
	return fmt.Errorf("%w; did you mean %q?", err, "--"+near)
}

// fail tells an error, and makes the exit code that of an error.
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
			p.err.line(message(err))
		}
		return
	}
	p.err.line(message(err))
}

// failIn is fail for an error in the text of that name, which is told unless
// the error tells it.
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

// note tells what is no error.
func (p *process) note(format string, args ...any) {
	if !p.quiet {
		p.err.line(fmt.Sprintf(format, args...))
	}
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
	for _, pkg := range []string{"corpus: ", "entity: ", "orthography: ", "rule: ", "report: "} {
		s = strings.ReplaceAll(strings.TrimPrefix(s, pkg), ": "+pkg, ": ")
	}
	if unknown := new(orthography.UnknownError); errors.As(err, &unknown) {
		s += suggestion(unknown.Name, unknown.Known)
	}
	if unknown := new(config.UnknownKeyError); errors.As(err, &unknown) {
		s += suggestion(unknown.Key[len(unknown.Key)-1], unknown.Known)
	}
	return s
}

// shown is the name of a text as users know it; what prints it makes it visible.
func shown(name string) string {
	if name == corpus.Stdin {
		return "<stdin>"
	}
	return name
}

// isTerminal tells whether x is a terminal.
func isTerminal(x io.Writer) bool {
	f, ok := x.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colored reports whether what goes to the standard output is colored. The flag
// decides before the environment, and there NO_COLOR (no-color.org) before
// FORCE_COLOR (force-color.org) and CLICOLOR_FORCE (bixense.com/clicolors).
func (p *process) colored() bool {
	if p.color != "auto" {
		return p.color == "always"
	}
	set := func(name string) bool { return os.Getenv(name) != "" }
	force := func(name string) bool { return set(name) && os.Getenv(name) != "0" }
	switch {
	case set("NO_COLOR"):
		return false
	case force("FORCE_COLOR"), force("CLICOLOR_FORCE"):
		return true
	}
	return os.Getenv("CLICOLOR") != "0" && os.Getenv("TERM") != "dumb" && isTerminal(p.out)
}
