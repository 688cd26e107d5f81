// Gen-docs fills in what the pages of the project show of the program: they
// quote commands, and this runs them.
//
//	go generate ./scripts/gen-docs
//
// Run it after a change of a command's output, of its help or of a rule. A
// test fails while a page is stale. In a page,
//
//	<!-- run: nass rules space-run -->
//	<!-- end -->
//
// shows the command and what it prints; "include" in place of "run" takes what
// it prints as a part of the page. Commands run at the root, with the shell.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

//go:generate go run . -root ../..

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen-docs: ")
	root := flag.String("root", ".", "the `folder` of the project")
	flag.Parse()
	r, err := newRenderer(*root)
	if err != nil {
		log.Fatal(err)
	}
	defer r.close()
	files, err := pages(*root)
	if err != nil {
		log.Fatal(err)
	}
	for _, file := range files {
		old, fresh, err := r.page(file)
		if err != nil {
			log.Fatal(err)
		}
		if bytes.Equal(old, fresh) {
			continue
		}
		if err := os.WriteFile(file, fresh, 0o644); err != nil {
			log.Fatal(err)
		}
		log.Print("wrote ", file)
	}
}

// pages are the files of the project that may quote commands.
func pages(root string) ([]string, error) {
	var files []string
	for _, pattern := range []string{"*.md", "cmd/nass/doc/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return files, nil
}

// A renderer runs the commands that pages quote with a nass of its own, built
// as README.md says.
type renderer struct{ root, bin string }

// A command that takes longer than this waits for something.
const patience = 5 * time.Minute

// buildCommand is how README.md has nass built, with the variables that it sets.
var buildCommand = regexp.MustCompile("`((?:[A-Z_]+=[^ `]+ )*)go build \\./cmd/nass`")

func newRenderer(root string) (*renderer, error) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return nil, err
	}
	m := buildCommand.FindSubmatch(readme)
	if m == nil {
		return nil, errors.New("README.md does not say how to build nass")
	}
	bin, err := os.MkdirTemp("", "gen-docs")
	if err != nil {
		return nil, err
	}
	r := &renderer{root, bin}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	build := exec.CommandContext(ctx, "go", "build", "-o", filepath.Join(bin, "nass"), "./cmd/nass")
	build.Dir = root
	build.Env = append(os.Environ(), strings.Fields(string(m[1]))...)
	if out, err := build.CombinedOutput(); err != nil {
		r.close()
		return nil, fmt.Errorf("building nass: %w\n%s", err, out)
	}
	return r, nil
}

func (r *renderer) close() { os.RemoveAll(r.bin) }

// block is a quoted command, with what stands in the page for it now.
var block = regexp.MustCompile(`(?s)<!-- (run|include): ([^\n]*?) -->\n.*?<!-- end -->`)

// page is a page as it is, and as it should be.
func (r *renderer) page(file string) (old, fresh []byte, err error) {
	if old, err = os.ReadFile(file); err != nil {
		return nil, nil, err
	}
	fresh = block.ReplaceAllFunc(old, func(b []byte) []byte {
		m := block.FindSubmatch(b)
		kind, command := string(m[1]), string(m[2])
		out, e := r.run(command)
		if e != nil {
			err = errors.Join(err, fmt.Errorf("%s: %s: %w", file, command, e))
			return b
		}
		head := fmt.Sprintf("<!-- %s: %s -->\n", kind, command)
		if kind == "include" {
			return fmt.Appendf(nil, "%s%s<!-- end -->", head, out)
		}
		return fmt.Appendf(nil, "%s```console\n$ %s\n%s```\n<!-- end -->", head, command, out)
	})
	return old, fresh, err
}

// run is what a command prints to the standard output. Exit code 1 is that of
// findings.
func (r *renderer) run(command string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-c", command)
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "PATH="+r.bin+string(os.PathListSeparator)+os.Getenv("PATH"), "LC_ALL=C.UTF-8", "NO_COLOR=1", "TERM=dumb")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() != 1 {
		return nil, fmt.Errorf("%w\n%s", err, complaint.Bytes())
	}
	if n := len(out); n > 0 && out[n-1] != '\n' {
		out = append(out, '\n')
	}
	return out, nil
}
