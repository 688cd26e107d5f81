// Examine tells what a change does, and how much the tests see.
//
//	go run ./scripts/examine diff [-old REV] [-sample N] FILE...
//
// builds nass at the revision (HEAD unless given) and as the working tree has
// it, runs every verb in every format on the files, which may be compressed,
// and reports what is not the same: lines lost and gained, by command and by
// rule, type or kind, with samples. It exits with 1 if anything changed. The
// files should be large and raw: news, an encyclopedia, forums. Memory does not
// grow with them.
//
//	go run ./scripts/examine mutants [-n 20] [-seed S] [-timeout T] [-own] [-equal FILE] PACKAGE...
//
// makes small random changes in the functions of each package, one at a time:
// a comparison turned, a bound moved by one, && for ||, a ! dropped or added, a
// returned bool turned, a break or continue dropped, a number one more or less.
// It runs the tests of the package, then those of the packages that import it,
// then those of the commands under cmd, until one fails, and prints which
// mutants survived, and the score. Nothing is written into the tree. The same
// seed gives the same mutants of the same code. A mutant that does not compile
// does not count, nor one that the file of -equal lists as equal by design.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code, err := run(ctx, os.Stdout, ".", os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "examine:", err)
	}
	os.Exit(code)
}

// run runs what args say in the module at root, and returns the exit code.
func run(ctx context.Context, w io.Writer, root string, args []string) (code int, err error) {
	name := ""
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	f := flag.NewFlagSet("examine "+name, flag.ContinueOnError)
	switch name {
	case "diff":
		d := &differ{root: root}
		f.StringVar(&d.old, "old", "HEAD", "compare with this `REV`")
		f.IntVar(&d.sample, "sample", 3, "print `N` samples of each kind of change")
		if err := f.Parse(args); err != nil {
			return 2, nil // the flag set has said why
		}
		if f.NArg() == 0 {
			return 2, fmt.Errorf("diff needs files to run nass on")
		}
		changed, err := d.run(ctx, w, f.Args())
		if err != nil {
			return 2, err
		}
		if changed {
			return 1, nil
		}
		return 0, nil
	case "mutants":
		m := &mutator{root: root}
		f.IntVar(&m.n, "n", 20, "make `N` mutants of each package")
		f.Uint64Var(&m.seed, "seed", 1, "choose them by `S`")
		f.DurationVar(&m.timeout, "timeout", 3*time.Minute, "end the tests of a package after `T`; the mutant is then killed")
		f.BoolVar(&m.own, "own", false, "run only the tests of the package itself")
		f.StringVar(&m.equal, "equal", "scripts/examine/equal.txt", "read mutants that are equal by design from `FILE`")
		if err := f.Parse(args); err != nil {
			return 2, nil
		}
		if f.NArg() == 0 {
			return 2, fmt.Errorf("mutants needs packages")
		}
		if err := m.run(ctx, w, f.Args()); err != nil {
			return 2, err
		}
		return 0, nil
	}
	return 2, fmt.Errorf("unknown command %q (use diff or mutants)", name)
}
