// Package change finds the lines that a change adds, as a unified diff shows them, so that a
// program can report on those lines alone.
//
// [Parse] reads a diff. [Since] asks git what differs from a revision, and [Staged] what is
// about to be committed. The lines of the result are lines of the files as they are in the
// working tree:
//
//	lines, err := change.Since(".", "origin/main")
//	…
//	if lines.Has("docs/index.md", 12) {
//
// A file is named as the program names it: relative to the working directory, or absolute.
package change

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Lines are the lines that a change adds. The zero value has none.
type Lines struct {
	root  string          // the directory that the paths of files begin at, absolute
	files map[string]file // by path, slashed
}

// A file is what a change does to one file.
type file struct {
	isNew bool
	added []block // lines of the new file, in order
}

// A block is a run of lines: from the line first, count of them.
type block struct{ first, count int }

// Has reports whether the change adds the line, a number from 1, of the file of that name.
func (l *Lines) Has(name string, line int) bool {
	f := l.files[l.path(name)]
	_, ok := slices.BinarySearchFunc(f.added, line, func(b block, line int) int {
		switch {
		case line < b.first:
			return 1
		case line >= b.first+b.count:
			return -1
		}
		return 0
	})
	return ok || f.isNew
}

// Touches reports whether the change adds lines to the file of that name.
func (l *Lines) Touches(name string) bool {
	f, ok := l.files[l.path(name)]
	return ok && (f.isNew || len(f.added) > 0)
}

// IsNew reports whether the change creates the file of that name.
func (l *Lines) IsNew(name string) bool { return l.files[l.path(name)].isNew }

// path returns the path of the file of that name from the root.
func (l *Lines) path(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	rel, err := filepath.Rel(l.root, abs)
	if err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	// The name may go through a link.
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		if rel, err = filepath.Rel(l.root, real); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(name)
}

// An Error reports a diff that cannot be read.
type Error struct {
	Line int // of the diff, from 1
	Text string
}

// Error returns the line and its text.
func (e *Error) Error() string {
	return fmt.Sprintf("change: line %d of the diff is not valid: %.80q", e.Line, e.Text)
}

// errNoDiff reports text in which no diff begins.
var errNoDiff = errors.New("change: this is not a unified diff")

// Parse reads a unified diff, as diff -u and git write it, whose paths begin at root. Text
// between the diffs of files is skipped. The error is an [Error], or of r, or reports text
// that holds no diff; an empty diff is valid.
func Parse(r io.Reader, root string) (*Lines, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	p := parser{lines: Lines{root: root, files: map[string]file{}}}
	in := bufio.NewReader(r)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			p.number++
			if bad := p.line(strings.TrimRight(line, "\r\n")); bad != nil {
				return nil, bad
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if p.text && !p.seen {
		return nil, errNoDiff
	}
	for name, f := range p.lines.files {
		slices.SortFunc(f.added, func(a, b block) int { return cmp.Compare(a.first, b.first) })
		p.lines.files[name] = f
	}
	return &p.lines, nil
}

// A parser reads a diff line by line.
type parser struct {
	lines  Lines
	number int
	text   bool // something that is not blank was read
	seen   bool // the diff of a file was read
	git    bool // its header is of git
	isNew  bool
	old    string // its path before, "" if it is not known
	name   string // its path after; "" if it is deleted, or not known
	left   [2]int // lines that the hunk at hand still has, of the file before and after
}

// line reads the next line.
func (p *parser) line(s string) error {
	p.text = p.text || strings.TrimSpace(s) != ""
	if p.left[0] > 0 || p.left[1] > 0 { // within a hunk, whatever the line looks like
		switch {
		case strings.HasPrefix(s, "-"):
			p.left[0]--
		case strings.HasPrefix(s, "+"):
			p.left[1]--
		case strings.HasPrefix(s, `\`):
		default:
			p.left[0], p.left[1] = p.left[0]-1, p.left[1]-1
		}
		return nil
	}
	switch {
	case strings.HasPrefix(s, "diff "):
		p.seen, p.git, p.isNew, p.old, p.name = true, strings.HasPrefix(s, "diff --git "), false, "", ""
	case strings.HasPrefix(s, "new file mode "):
		p.isNew = true
	case strings.HasPrefix(s, "--- "):
		old, err := p.pathOf(s[len("--- "):])
		if err != nil {
			return err
		}
		p.old = old
		p.isNew = p.isNew || old == ""
	case strings.HasPrefix(s, "+++ "):
		name, err := p.pathOf(s[len("+++ "):])
		if err != nil {
			return err
		}
		p.seen, p.name = true, p.strip(name)
		if p.name != "" {
			p.lines.files[p.name] = file{isNew: p.isNew && p.old == ""}
		}
	case strings.HasPrefix(s, "@@"):
		return p.hunk(s)
	}
	return nil
}

// pathOf returns the path in a line that begins with --- or +++; "" for /dev/null. What
// follows a tab is a time.
func (p *parser) pathOf(s string) (string, error) {
	if strings.HasPrefix(s, `"`) {
		name, err := unquote(s)
		if err != nil {
			return "", &Error{p.number, s}
		}
		return name, nil
	}
	s, _, _ = strings.Cut(s, "\t")
	if s == "/dev/null" {
		return "", nil
	}
	return s, nil
}

// strip removes the b/ that git writes before a path, and other tools after it where the old
// path has a/.
func (p *parser) strip(name string) string {
	if rest, ok := strings.CutPrefix(name, "b/"); ok && (p.git || p.old == "" || strings.HasPrefix(p.old, "a/")) {
		return path.Clean(rest)
	}
	return path.Clean(name)
}

// hunk reads the line that begins a hunk: @@ -3,2 +4,5 @@, and of a merge @@@ -3,2 -3,2 +4,5 @@@.
func (p *parser) hunk(s string) error {
	signs := len(s) - len(strings.TrimLeft(s, "@"))
	head, _, ok := strings.Cut(s[signs:], strings.Repeat("@", signs))
	fields := strings.Fields(head)
	if !ok || len(fields) != signs || !p.seen {
		return &Error{p.number, s}
	}
	var ranges []block
	for i, f := range fields {
		sign := "-"
		if i == len(fields)-1 {
			sign = "+"
		}
		b, ok := rangeOf(f, sign)
		if !ok {
			return &Error{p.number, s}
		}
		ranges = append(ranges, b)
	}
	after := ranges[len(ranges)-1]
	if signs == 2 {
		p.left = [2]int{ranges[0].count, after.count}
	}
	if f, ok := p.lines.files[p.name]; ok && after.count > 0 {
		f.added = append(f.added, after)
		p.lines.files[p.name] = f
	}
	return nil
}

// rangeOf reads -3,2 or -3.
func rangeOf(s, sign string) (b block, ok bool) {
	s, ok = strings.CutPrefix(s, sign)
	first, count, several := strings.Cut(s, ",")
	var err1, err2 error
	b.first, err1 = strconv.Atoi(first)
	b.count = 1
	if several {
		b.count, err2 = strconv.Atoi(count)
	}
	return b, ok && err1 == nil && err2 == nil && b.first >= 0 && b.count >= 0
}

// unquote returns the path that git has quoted as a string of C.
func unquote(s string) (string, error) {
	end := strings.LastIndexByte(s, '"')
	if end == 0 {
		return "", strconv.ErrSyntax
	}
	var out []byte
	for in := s[1:end]; in != ""; {
		if in[0] != '\\' {
			out, in = append(out, in[0]), in[1:]
			continue
		}
		// Octal bytes are those of Go; \a to \v too.
		_, _, rest, err := strconv.UnquoteChar(in, '"')
		if err != nil {
			return "", err
		}
		if in[1] >= '0' && in[1] <= '7' {
			n, err := strconv.ParseUint(in[1:4], 8, 8)
			if err != nil {
				return "", err
			}
			out = append(out, byte(n))
		} else {
			r, _, _, _ := strconv.UnquoteChar(in, '"')
			out = append(out, string(r)...)
		}
		in = rest
	}
	return string(out), nil
}
