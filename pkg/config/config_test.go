package config

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
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
		if !errors.As(err, new(Error)) || !errors.As(err, &unknown) || !slices.Contains(unknown.Known, "profile") || !strings.HasPrefix(err.Error(), "bad/"+Name+":2: ") {
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
