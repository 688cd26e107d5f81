package change

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Since returns the lines by which the working tree of the repository that holds dir differs
// from the commit at which its branch left rev. Files that git does not track and does not
// ignore are new. The error is git's, on one line.
func Since(dir, rev string) (*Lines, error) {
	top, err := topOf(dir)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(rev, "-") {
		return nil, fmt.Errorf("change: %q is not a revision", rev)
	}
	base, err := git(top, "merge-base", "HEAD", rev)
	if err != nil {
		// Histories that have no commit in common are compared as they are.
		if base, err = git(top, "rev-parse", "--verify", "--quiet", rev+"^{commit}"); err != nil {
			return nil, fmt.Errorf("change: git knows no revision %q", rev)
		}
	}
	lines, err := diff(top, strings.TrimSpace(string(base)))
	if err != nil {
		return nil, err
	}
	others, err := git(top, "ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(others), "\x00"), "\x00") {
		if name != "" {
			lines.files[name] = file{isNew: true}
		}
	}
	return lines, nil
}

// Staged returns the lines that are staged in the repository that holds dir, where the working
// tree has them unchanged. A line that was edited after it was staged is not among them.
func Staged(dir string) (*Lines, error) {
	top, err := topOf(dir)
	if err != nil {
		return nil, err
	}
	staged, err := diff(top, "--cached")
	if err != nil {
		return nil, err
	}
	out, err := git(top, append(diffArgs, "--no-renames", "--")...)
	if err != nil {
		return nil, err
	}
	moves, err := readMoves(out, top)
	if err != nil {
		return nil, err
	}
	for name, f := range staged.files {
		if m, ok := moves[name]; ok {
			if f.isNew { // only what was staged of it
				f.isNew, f.added = false, []block{{1, maxLine}}
			}
			f.added = m.move(f.added)
			staged.files[name] = f
		}
	}
	return staged, nil
}

var diffArgs = []string{"diff", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", "-U0"}

// diff returns what git diff shows with those arguments.
func diff(top string, args ...string) (*Lines, error) {
	out, err := git(top, append(append(append([]string{}, diffArgs...), "-M"), append(args, "--")...)...)
	if err != nil {
		return nil, err
	}
	return Parse(bytes.NewReader(out), top)
}

// topOf returns the top of the working tree that holds dir.
func topOf(dir string) (string, error) {
	out, err := git(dir, "rev-parse", "--show-toplevel")
	return strings.TrimRight(string(out), "\r\n"), err
}

// HooksDir returns the directory of the hooks of the repository that holds dir. It need not
// exist.
func HooksDir(dir string) (string, error) {
	out, err := git(dir, "rev-parse", "--git-path", "hooks")
	if err != nil {
		return "", err
	}
	hooks := strings.TrimRight(string(out), "\r\n")
	if !filepath.IsAbs(hooks) {
		hooks = filepath.Join(dir, hooks)
	}
	return hooks, nil
}

// git runs git in dir and returns what it prints.
func git(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("change: git is not installed")
	}
	if err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return nil, fmt.Errorf("change: git %s: %s", args[0], strings.TrimPrefix(first, "fatal: "))
	}
	return out, nil
}

// maxLine is past the last line of every file.
const maxLine = 1 << 40

// moves are the hunks between two states of a file, in order.
type moves []struct{ before, after block }

// readMoves reads the hunks of a diff without context lines, by path.
func readMoves(diff []byte, root string) (map[string]moves, error) {
	all := map[string]moves{}
	p := parser{lines: Lines{root: root, files: map[string]file{}}}
	for line := range strings.Lines(string(diff)) {
		p.number++
		line = strings.TrimRight(line, "\n")
		inHunk := p.left != [2]int{}
		if err := p.line(line); err != nil {
			return nil, err
		}
		if fields := strings.Fields(line); !inHunk && strings.HasPrefix(line, "@@ ") && p.name != "" {
			before, _ := rangeOf(fields[1], "-")
			after, _ := rangeOf(fields[2], "+")
			all[p.name] = append(all[p.name], struct{ before, after block }{before, after})
		}
	}
	return all, nil
}

// move returns where the lines of blocks are after the hunks; lines that a hunk replaces are
// gone.
func (m moves) move(blocks []block) (out []block) {
	for _, b := range blocks {
		first, end := b.first, b.first+b.count
		shift := 0
		add := func(from, to int) {
			if from < to {
				out = append(out, block{from + shift, to - from})
			}
		}
		for _, h := range m {
			start := h.before.first
			if h.before.count == 0 { // lines are added after this one
				start++
			}
			if start >= end {
				break
			}
			add(first, min(start, end))
			first = max(first, start+h.before.count)
			shift += h.after.count - h.before.count
		}
		add(first, end)
	}
	return out
}
