package corpus

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignores are the .gitignore files that hold in a directory: its own, and
// outer, those of the directories it lies in. A nil *ignores ignores nothing.
type ignores struct {
	dir   string // the directory of the rules, as a cleaned absolute path
	rules []ignoreRule
	outer *ignores
}

// An ignoreRule is a line of a .gitignore file.
type ignoreRule struct {
	pattern string // of doublestar
	negated bool   // "!": what it matches is not ignored after all
	dirOnly bool   // "/" at the end: it matches directories
	base    bool   // no other "/": it matches the last name of a path, at any depth
}

// ignoresOf reads the files that hold in dir, an absolute path: up to the root
// of the git repository it lies in, with that one's info/exclude, or only its
// own where there is none.
func ignoresOf(dir string) *ignores {
	for at := dir; ; at = filepath.Dir(at) {
		git := filepath.Join(at, ".git")
		if _, err := os.Lstat(git); err == nil {
			exclude, _ := readIgnore(filepath.Join(git, "info", "exclude"))
			var in *ignores
			if rules := parseIgnore(exclude); len(rules) > 0 {
				in = &ignores{dir: at, rules: rules}
			}
			in = in.enter(at)
			rel, err := filepath.Rel(at, dir)
			if err != nil || rel == "." {
				return in
			}
			for _, name := range strings.Split(rel, string(filepath.Separator)) {
				at = filepath.Join(at, name)
				in = in.enter(at)
			}
			return in
		}
		if at == filepath.Dir(at) {
			return (*ignores)(nil).enter(dir)
		}
	}
}

// enter is what holds in dir, which lies in the directory that ig holds in.
func (ig *ignores) enter(dir string) *ignores {
	text, err := readIgnore(filepath.Join(dir, ".gitignore"))
	if err != nil {
		return ig
	}
	rules := parseIgnore(text)
	if len(rules) == 0 {
		return ig
	}
	return &ignores{dir: dir, rules: rules, outer: ig}
}

// readIgnore reads a file of patterns. A pipe or a device of that name does not count:
// it would be waited for, or read without end.
func readIgnore(name string) ([]byte, error) {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil, fs.ErrNotExist
	}
	return os.ReadFile(name)
}

// ignored reports whether the file or directory at an absolute path is ignored,
// when the directory it lies in is not. The last rule that matches decides; a
// deeper file comes after the ones above it.
func (ig *ignores) ignored(file string, isDir bool) bool {
	for ; ig != nil; ig = ig.outer {
		rel, err := filepath.Rel(ig.dir, file)
		if err != nil {
			continue
		}
		rel = filepath.ToSlash(rel)
		for i := len(ig.rules) - 1; i >= 0; i-- {
			if ig.rules[i].match(rel, isDir) {
				return !ig.rules[i].negated
			}
		}
	}
	return false
}

func (r *ignoreRule) match(rel string, isDir bool) bool {
	if r.dirOnly && !isDir {
		return false
	}
	if r.base {
		rel = path.Base(rel)
	}
	ok, err := doublestar.Match(r.pattern, rel)
	return ok && err == nil
}

// parseIgnore reads a .gitignore file; a line that is not a pattern is skipped.
// Source: gitignore(5), "Pattern format".
func parseIgnore(text []byte) []ignoreRule {
	var rules []ignoreRule
	text = bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
			line = line[:len(line)-1]
		}
		if line == "" || line[0] == '#' {
			continue
		}
		var r ignoreRule
		if line[0] == '!' {
			r.negated = true
			line = line[1:]
		}
		if strings.HasSuffix(line, "/") {
			r.dirOnly = true
			line = line[:len(line)-1]
		}
		r.base = !strings.Contains(line, "/")
		line = strings.TrimPrefix(line, "/")
		// What doublestar reads in another way: braces are no choice, and
		// "a/**" is not "a" itself.
		line = strings.NewReplacer(`\\`, `\\`, `\{`, `\{`, `\}`, `\}`, "{", `\{`, "}", `\}`).Replace(line)
		if strings.HasSuffix(line, "/**") {
			line += "/*"
		}
		if line == "" || !doublestar.ValidatePattern(line) {
			continue
		}
		r.pattern = line
		rules = append(rules, r)
	}
	return rules
}
