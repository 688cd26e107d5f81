package config

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// tree writes files, by their names, and makes their directory the working one.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func finder(t *testing.T, o Options) *Finder {
	t.Helper()
	if o.Profile == "" {
		o.Profile = "check"
	}
	c, err := NewFinder(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func of(t *testing.T, c *Finder, name string) *Settings {
	t.Helper()
	s, err := c.Of(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPrecedence: a flag wins over a file, and a file over the default; lists
// add up.
func TestPrecedence(t *testing.T) {
	tree(t, map[string]string{Name: `
profile = "standard"
enable = ["two-dots"]
fail-on = "error"
baseline = "known"
exclude = ["old/**"]
[options]
digits = "eastern"
quotes = "ascii"
[[files]]
glob = "law/**"
enable = ["strict-waw"]
[files.options]
quotes = "keep"
`})
	flags := Flags{Enable: []string{"elongated-word"}, Disable: []string{"tatweel"}, Options: map[string]string{"digits": "keep"}, FailOn: "info"}
	s := of(t, finder(t, Options{FailOn: "warning", Flags: flags}), "law/a.txt")
	for _, x := range []struct {
		name      string
		got, want Value[string]
	}{
		{"profile", s.Profile, Value[string]{"standard", Name}},
		{"fail-on", s.FailOn, Value[string]{"info", Flag}},
		{"baseline", s.Baseline, Value[string]{"known", Name}},
		{"digits", s.Options["digits"], Value[string]{"keep", Flag}},
		{"quotes", s.Options["quotes"], Value[string]{"keep", Name}},
	} {
		if x.got != x.want {
			t.Errorf("%s: %v, want %v", x.name, x.got, x.want)
		}
	}
	for _, x := range []struct {
		name      string
		got, want Value[[]string]
	}{
		{"only", s.Only, Value[[]string]{nil, Default}},
		{"enable", s.Enable, Value[[]string]{[]string{"two-dots", "strict-waw", "elongated-word"}, Name + " and " + Flag}},
		{"disable", s.Disable, Value[[]string]{[]string{"tatweel"}, Flag}},
		{"exclude", s.Exclude, Value[[]string]{[]string{"old/**"}, Name}},
	} {
		if !slices.Equal(x.got.Value, x.want.Value) || x.got.From != x.want.From {
			t.Errorf("%s: %v, want %v", x.name, x.got, x.want)
		}
	}

	none := of(t, finder(t, Options{None: true, FailOn: "warning"}), "law/a.txt")
	if none.Profile != (Value[string]{"check", Default}) || none.FailOn != (Value[string]{"warning", Default}) || none.File != "" {
		t.Errorf("without a file: %+v", none)
	}
	only := of(t, finder(t, Options{Flags: Flags{Only: []string{"detached-waw"}}}), "law/a.txt")
	if rules := only.Engine.Rules(); len(rules) != 1 || rules[0].Name != "detached-waw" || len(only.Options) > 0 || only.Only.From != Flag {
		t.Errorf("only one rule: %+v", only)
	}
}

// TestNearest: the nearest file above a text holds, and a file that is named
// holds for all.
func TestNearest(t *testing.T) {
	tree(t, map[string]string{Name: `profile = "search"`, "law/" + Name: `profile = "encoding"`, "law/new/a.txt": "", "all": `profile = "standard"`})
	c := finder(t, Options{})
	for name, want := range map[string]string{"a.txt": "search", "-": "search", "news/a.txt": "search", "law/a.txt": "encoding", "law/new/a.txt": "encoding"} {
		if got := of(t, c, name).Profile.Value; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := of(t, finder(t, Options{File: "all"}), "law/a.txt").Profile.Value; got != "standard" {
		t.Errorf("by the named file: %s", got)
	}
	t.Chdir("law/new")
	if got := finder(t, Options{}).Here().Profile.Value; got != "encoding" {
		t.Errorf("here: %s", got)
	}
}

// TestErrors: what is wrong with the file of a text is an Error, also when it is
// asked for again; of the working directory it is one of NewFinder.
func TestErrors(t *testing.T) {
	tree(t, map[string]string{"bad/" + Name: "\nprofil = \"x\"", "dir/" + Name + "/x": ""})
	c := finder(t, Options{})
	for range 2 {
		_, err := c.Of("bad/a.txt")
		unknown := new(UnknownKeyError)
		if !errors.As(err, new(Error)) || !errors.As(err, &unknown) || !slices.Contains(unknown.Known, "profile") || !strings.HasPrefix(err.Error(), "bad/"+Name+":2:1: ") {
			t.Errorf("an unknown key: %v", err)
		}
	}
	if _, err := c.Of("dir/a.txt"); !errors.As(err, new(Error)) {
		t.Errorf("a directory: %v", err)
	}
	if c.Excludes("bad/a.txt") {
		t.Error("a text is excluded by a configuration that cannot be read")
	}
	t.Chdir("bad")
	if _, err := NewFinder(Options{Profile: "check"}); err == nil {
		t.Error("a bad file of the working directory")
	}
	for _, o := range []Options{{Profile: "no"}, {None: true, File: "x", Profile: "check"}, {None: true, Profile: "check", Flags: Flags{Enable: []string{"no"}}}} {
		if _, err := NewFinder(o); err == nil {
			t.Errorf("no error for %+v", o)
		}
	}
	if _, err := NewFinder(Options{None: true, Profile: "no"}); !errors.As(err, new(*orthography.UnknownError)) {
		t.Errorf("an unknown profile: %v", err)
	}
}

// TestUnknownKeyError: it has the keys there are where the unknown one stands.
func TestUnknownKeyError(t *testing.T) {
	for text, want := range map[string][]string{
		"a = 1":             {"extend", "profile", "only", "enable", "disable", "options", "levels", "fail-on", "baseline", "include", "exclude", "force-exclude", "language", "words", "files", "ignore", "replace", "translation"},
		"[[files]]\na = 1":  {"glob", "enable", "disable", "options", "levels", "as", "field", "id-field", "language"},
		"[[ignore]]\na = 1": {"path", "rule", "text"},
	} {
		tree(t, map[string]string{"c": text})
		_, err := Read("c")
		unknown := new(UnknownKeyError)
		if !errors.As(err, &unknown) || unknown.Key[len(unknown.Key)-1] != "a" || !slices.Equal(unknown.Known, want) {
			t.Errorf("%q: %v, %+v", text, err, unknown)
		}
	}
}

// TestBaselineFile: the baseline of a file is relative to it and must be a
// regular file; that of a flag is taken as it is.
func TestBaselineFile(t *testing.T) {
	tree(t, map[string]string{Name: `baseline = "known"`, "known": "", "sub/a": "", "dir/" + Name: `baseline = "."`})
	t.Chdir("sub")
	if got, err := finder(t, Options{}).Here().BaselineFile(); got != filepath.Join("..", "known") || err != nil {
		t.Errorf("of a file: %q, %v", got, err)
	}
	if got, err := finder(t, Options{Flags: Flags{Baseline: "none"}}).Here().BaselineFile(); got != "none" || err != nil {
		t.Errorf("of a flag: %q, %v", got, err)
	}
	t.Chdir("../dir")
	if _, err := finder(t, Options{}).Here().BaselineFile(); err == nil {
		t.Error("a directory is a baseline")
	}
}

// TestIgnores: a finding is ignored where all matches that one of the Ignores
// gives.
func TestIgnores(t *testing.T) {
	const ignore = "[[ignore]]\n"
	tatweel := rule.Finding{Rule: &rule.Rule{Name: "tatweel-strip", Group: "tatweel"}, Text: []byte("كتـاب قديم")}
	for text, want := range map[string]bool{
		"":                                             false,
		ignore + `rule = "tatweel-strip"`:              true,
		ignore + `rule = "tatweel"`:                    true,
		ignore + `rule = "letters"`:                    false,
		ignore + `text = "قديم"`:                       true,
		ignore + `text = "جديد"`:                       false,
		ignore + `path = "law/*.txt"`:                  true,
		ignore + `path = "*.md"`:                       false,
		ignore + "rule = \"tatweel\"\ntext = \"جديد\"": false,
		ignore + "rule = \"letters\"\ntext = \"قديم\"": false,
		ignore + "rule = \"tatweel\"\npath = \"*.md\"": false,
		ignore + "rule = \"tatweel\"\ntext = \"قديم\"\npath = \"a.txt\"":              true,
		ignore + "rule = \"letters\"\n" + ignore + "text = \"قديم\"":                  true,
		ignore + "text = \"قديم\"\npath = \"*.md\"\n" + ignore + "rule = \"letters\"": false,
	} {
		tree(t, map[string]string{Name: text})
		if got := of(t, finder(t, Options{}), "law/a.txt").Ignores(&tatweel); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestExcludes: a pattern of a file holds at any depth below its directory.
func TestExcludes(t *testing.T) {
	tree(t, map[string]string{Name: "exclude = [\"*.md\", \"old/**\", \"law/a.txt\"]", "law/x": "", "sub/" + Name: "exclude = [\"old/**\"]"})
	c := finder(t, Options{})
	for name, want := range map[string]bool{
		"a.md": true, "x/y/a.md": true, "a.txt": false, "old/a.txt": true, "old/x/a.txt": true, "x/old/a.txt": true, "older/a.txt": false,
		"sub/a.md": false, "sub/old/a.txt": true, "sub/x/old/a.txt": true, "sub/a.txt": false, "-": false,
	} {
		if got := c.Excludes(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	t.Chdir("law")
	if c := finder(t, Options{}); !c.Excludes("a.txt") || c.Excludes("../a.txt") || c.Excludes("x") {
		t.Error("below the file's directory a pattern holds for other texts")
	}
	t.Chdir("../sub")
	if c := finder(t, Options{}); !c.Excludes("../old/a.txt") || c.Excludes("a.md") || !c.Excludes("../a.md") {
		t.Error("from another directory a pattern holds for other texts")
	}
	if finder(t, Options{None: true}).Excludes("a.md") {
		t.Error("without a file a text is excluded")
	}
}

// TestMessages: an error of a file names the file, the line where that is known,
// the key, the value and what is allowed, in no words of Go.
func TestMessages(t *testing.T) {
	for text, want := range map[string]string{
		"profile = 5":                                 `c:1:11: profile: must be a string, got an integer`,
		"\n\nonly = \"tatweel\"":                      `c:3:8: only: must be a list of strings, got a string`,
		"only = [\"tatweel\", 3]":                     `c:1:20: only: must be a list of strings, got a list with an integer`,
		"enable = {a = 1}":                            `c:1:10: enable: must be a list of strings, got a table`,
		"options = [\"digits\"]":                      `c:1:11: options: must be a table of strings, got a list`,
		"[options]\ndigits = 4":                       `c:2:10: options.digits: must be a string, got an integer`,
		"[options]\ndigits = [\"keep\"]":              `c:2:10: options.digits: must be a string, got a list`,
		"files = \"a\"":                               `c:1:9: files: must be a list of tables, got a string`,
		"[[files]]\nglob = 5":                         `c:2:8: files.glob: must be a string, got an integer`,
		"[[files]]\nglob = \"a\"\nenable = \"b\"":     `c:3:10: files.enable: must be a list of strings, got a string`,
		"[[files]]\nglob = \"a\"\noptions = \"b\"":    `c:3:11: files.options: must be a table of strings, got a string`,
		"[[ignore]]\ntext = true":                     `c:2:8: ignore.text: must be a string, got a boolean`,
		"[[exclude]]\na = 1":                          `c:1:3: exclude: must be a list of strings, got a table`,
		"profile = ":                                  `c:1:10: expected value, not end of input`,
		"profil = \"check\"":                          `c:1:1: unknown key "profil"`,
		"[[files]]\nglobs = \"a\"":                    `c:2:1: unknown key "files.globs"`,
		"[[ignore]]\nrule = \"tatweel\"\nline = 5":    `c:3:1: unknown key "ignore.line"`,
		"fail-on = \"never\"":                         `c:1:11: fail-on: rule: unknown level "never" (use info, warning or error)`,
		"profile = \"strict\"":                        `c:1:11: profile: orthography: unknown profile "strict"`,
		"enable = [\"tatwel\"]":                       `c:1:11: enable: orthography: unknown rule or group "tatwel"`,
		"[options]\ndigit = \"keep\"":                 `c:2:9: options.digit: orthography: unknown option "digit"`,
		"exclude = [\"a\", \"[\"]":                    `c:1:17: exclude: "[" is no pattern`,
		"[[files]]\nenable = [\"tatweel\"]":           `c:1:3: files: a glob is missing`,
		"[[files]]\nglob = \"[\"":                     `c:2:8: files.glob: "[" is no pattern`,
		"[[files]]\nglob = \"a\"\ndisable = [\"no\"]": `c:3:12: files.disable: orthography: unknown rule or group "no"`,
		"[[ignore]]":                                  `c:1:3: ignore: it says nothing: give path, rule or text`,
		"[[ignore]]\npath = \"{\"":                    `c:2:8: ignore.path: "{" is no pattern`,
		"[[ignore]]\nrule = \"no\"":                   `c:2:8: ignore.rule: orthography: unknown rule or group "no"`,
		"[levels]\ntwo-dots = \"warn\"":               `c:2:12: levels.two-dots: orthography: unknown level "warn"`,
		"[words]\naccept = [\"a\", \"b c\"]":          `c:2:16: words.accept: "b c" is not one word`,
		"force-exclude = 1":                           `c:1:17: force-exclude: must be true or false, got an integer`,
		"words = 1":                                   `c:1:9: words: must be a table, got an integer`,
		"extend = \"c\"":                              `c:1:10: extend: "c" extends this file`,
		"[[replace]]\npattern = \"a| \"":              `c:1:3: replace: pattern: there are no words to look for`,
		"[[replace]]\npattern = \"a\"\nfix = \"b a\"": `c:3:7: replace.fix: "b a" holds what the pattern looks for`,
		"[[replace]]\npattern = \"a\"\nlevel = \"x\"": `c:1:3: replace: orthography: unknown level "x"`,
		"[[replace]]\npattern = \"a\"\nfix = \"b\"\n[[replace]]\npattern = \"b\"\nfix = \"a\"": `c:3:7: replace.fix: "b" is replaced back`,
		"[[files]]\nglob = \"*\"\nlevels = { two-dots = \"warn\" }":                            `c:3:23: files.levels.two-dots: orthography: unknown level "warn"`,
		"[[files]]\nglob = \"*\"\n[[files]]\nglob = \"*\"\n[files.levels]\ntow-dots = \"off\"": `c:6:12: files.levels.tow-dots: orthography: unknown rule or group "tow-dots"`,
		"[[replace]]\npattern = \"a\"\n[[replace]]\npattern = \"a\"":                           `c:4:11: replace.pattern: there is another rule "replace/a"`,
		strings.Repeat("#", mostBytes+1):                                                       `c: is larger than 1048576 bytes`,
		strings.Repeat("#", mostBytes):                                                         "",
		"\uFEFFprofile = \"check\"":                                                            "",
	} {
		tree(t, map[string]string{"c": text})
		got := ""
		if _, err := Read("c"); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%.40q: %s, want %s", text, got, want)
		}
	}
}

func TestInit(t *testing.T) {
	dir := t.TempDir()
	hooks := filepath.Join(dir, "git", "hooks")
	want := []string{filepath.Join(dir, Name), filepath.Join(hooks, "pre-commit")}
	wrote, err := Init(dir, hooks)
	if err != nil || !slices.Equal(wrote, want) {
		t.Fatal(wrote, err)
	}
	if info, err := os.Stat(want[1]); err != nil || info.Mode()&0o100 == 0 {
		t.Errorf("the hook cannot be run: %v", err)
	}
	if _, err := Read(want[0]); err != nil {
		t.Error(err)
	}
	os.Remove(want[0])
	if wrote, err := Init(dir, hooks); err == nil || err.Error() != want[1]+" exists" || wrote != nil {
		t.Error(wrote, err)
	}
	if _, err := os.Lstat(want[0]); err == nil {
		t.Error("a file was written though another one exists")
	}
}
