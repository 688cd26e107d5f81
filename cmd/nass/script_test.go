package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "rewrite what the scripts of testdata/script expect")

func TestMain(m *testing.M) {
	testscript.Main(uncolored{m}, map[string]func(){
		"nass": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// An uncolored runs the tests, but not the command nass, without the variables
// that force colors or forbid them.
type uncolored struct{ m *testing.M }

func (u uncolored) Run() int {
	for _, name := range []string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"} {
		os.Unsetenv(name)
	}
	return u.m.Run()
}

// patience is a context that ends before a test has waited too long: no
// process, pipe or channel of a test is waited for without one.
func patience(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// TestScript runs testdata/script: the command line, one behaviour a file.
func TestScript(t *testing.T) {
	deadline, ok := t.Deadline()
	if !ok {
		deadline = time.Now().Add(10 * time.Minute)
	}
	testscript.Run(t, testscript.Params{
		Deadline:            deadline,
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			documents, err := filepath.Abs("../../testdata/documents")
			if err != nil {
				return err
			}
			env.Setenv("DOCUMENTS", documents) // for files that no script can hold
			env.Setenv("ROOT", filepath.Dir(filepath.Dir(documents)))
			env.Setenv("GORACE", "atexit_sleep_ms=0") // with -race, each command would take a second
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root": // whom no right is refused
				return os.Geteuid() == 0, nil
			case "browser":
				return browserStarts(), nil
			}
			return false, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":   writeBytes,
			"gzip":    gzipFile,
			"repeat":  repeatFile,
			"age":     ageFile,
			"aged":    agedFile,
			"code":    exitCode,
			"steps":   writeSteps,
			"browser": browse,
		},
	})
}

// browserFlags make a browser do one thing, by itself, on any machine.
var browserFlags = []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"}

// browserDir makes a folder for the browser. It lies in /tmp, as the path of
// the socket in it may have 107 bytes, and TMPDIR may be longer.
func browserDir() (string, error) { return os.MkdirTemp("/tmp", "nass-") }

// browserStarts reports whether the browser is there and shows an empty page.
var browserStarts = sync.OnceValue(func() bool {
	dir, err := browserDir()
	if err != nil {
		return false
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "chromium", append(browserFlags, "--user-data-dir="+dir, "--dump-dom", "about:blank")...)
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "HOME="+dir)
	cmd.WaitDelay = time.Second
	return cmd.Run() == nil
})

// browser ARG... has the browser show a page.
func browse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: browser ARG...")
	}
	dir, err := browserDir()
	ts.Check(err)
	ts.Defer(func() { os.RemoveAll(dir) })
	tmp := ts.Getenv("TMPDIR")
	ts.Setenv("TMPDIR", dir)
	err = ts.Exec("chromium", append(append(browserFlags[:len(browserFlags):len(browserFlags)], "--user-data-dir="+dir), args...)...)
	ts.Setenv("TMPDIR", tmp)
	ts.Check(err)
}

// bytes FILE STRING writes a string of Go's, without its quotes.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE STRING")
	}
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o666))
}

// gzip FILE OUT [BYTES] compresses a file, or its first bytes when compressed.
func gzipFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: gzip FILE OUT [BYTES]")
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(z.Close())
	if len(args) == 3 {
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		b.Truncate(n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}

// repeat N FILE OUT writes a file N times over.
func repeatFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat N FILE OUT")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(ts.ReadFile(args[1]), n)), 0o666))
}

var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// age FILE gives a file a time long ago.
func ageFile(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		ts.Check(os.Chtimes(ts.MkAbs(file), longAgo, longAgo))
	}
}

// aged FILE tells whether a file still has that time.
func agedFile(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if info.ModTime().Equal(longAgo) == neg {
			ts.Fatalf("%s has time %v", file, info.ModTime())
		}
	}
}

// code N COMMAND [ARG]... runs a command that must exit with N.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND [ARG]...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}

// steps FILE NAME OUT writes the commands of an action or of a job of GitLab, by the name
// of the step or job, as a script.
func writeSteps(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: steps FILE NAME OUT")
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	var action struct {
		Runs struct{ Steps []struct{ Name, Run string } }
	}
	ts.Check(yaml.Unmarshal(data, &action))
	var jobs map[string]struct{ Script []string }
	script := ""
	for _, s := range action.Runs.Steps {
		if s.Name == args[1] {
			script = s.Run
		}
	}
	if len(action.Runs.Steps) == 0 {
		ts.Check(yaml.Unmarshal(data, &jobs))
		script = strings.Join(jobs[args[1]].Script, "\n")
	}
	if script == "" {
		ts.Fatalf("%s has no commands of %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte("set -e\n"+script+"\n"), 0o777))
}
