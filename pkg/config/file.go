// Package config reads the configuration of a project, .nass.toml, and resolves
// which settings hold for a text: those of the nearest file above it, changed by
// what the user asks for on the command line. Each setting says where it comes
// from.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/pelletier/go-toml/v2"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// Name is the name of a configuration in the directories of a project.
const Name = ".nass.toml"

// A File is what a configuration says. Patterns and paths are relative to its
// directory; a pattern matches at any depth below it.
type File struct {
	Profile  string            `toml:"profile"`
	Only     []string          `toml:"only"`
	Enable   []string          `toml:"enable"`
	Disable  []string          `toml:"disable"`
	Options  map[string]string `toml:"options"`
	FailOn   string            `toml:"fail-on"`
	Baseline string            `toml:"baseline"`
	Exclude  []string          `toml:"exclude"`
	Language string            `toml:"language"`
	Files    []Files           `toml:"files"`
	Ignore   []Ignore          `toml:"ignore"`

	Translation Translation `toml:"translation"`

	path string // as it was given; "" when there is no file
	dir  string // absolute
}

// Files change the rules for the texts that a pattern matches, and how files are
// read.
type Files struct {
	Glob     string            `toml:"glob"`
	Enable   []string          `toml:"enable"`
	Disable  []string          `toml:"disable"`
	Options  map[string]string `toml:"options"`
	As       string            `toml:"as"`       // the name of a format
	Field    []string          `toml:"field"`    // of records
	IDField  string            `toml:"id-field"` // of records
	Language string            `toml:"language"` // of the texts
}

// Translation says where the sources of translations are.
type Translation struct {
	Source string `toml:"source"` // a path, with {lang} where the language is
}

// An Ignore says which findings are not reported: those that match all that it
// gives.
type Ignore struct {
	Path string `toml:"path"` // a pattern
	Rule string `toml:"rule"` // or a group
	Text string `toml:"text"` // in the words found or their line
}

// mostBytes is how many bytes a configuration may have.
const mostBytes = 1 << 20

// Read reads the configuration at path, and returns an error for what is wrong
// in it, with its line where that is known.
func Read(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > mostBytes {
		return nil, fmt.Errorf("%s: is larger than %d bytes", path, mostBytes)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	c := &File{path: path, dir: filepath.Dir(abs)}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // editors put it there
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(c); err != nil {
		return nil, decodeError(path, err)
	}
	return c, c.check()
}

// An UnknownKeyError says that a configuration has a key that means nothing.
type UnknownKeyError struct {
	Key   []string // as it stands, from the outermost
	Known []string // the keys there are where the last one stands
}

// Error returns a message that names the key.
func (e *UnknownKeyError) Error() string {
	return fmt.Sprintf("unknown key %q", strings.Join(e.Key, "."))
}

// decodeError names the place in the file, and what an unknown key or a value
// was to be.
func decodeError(path string, err error) error {
	if strict := new(toml.StrictMissingError); errors.As(err, &strict) {
		e := &strict.Errors[0]
		line, _ := e.Position()
		key := e.Key()
		t := valueType(key)
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		unknown := &UnknownKeyError{Key: key}
		for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
			if name := t.Field(i).Tag.Get("toml"); name != "" {
				unknown.Known = append(unknown.Known, name)
			}
		}
		return fmt.Errorf("%s:%d: %w", path, line, unknown)
	}
	if decode := new(toml.DecodeError); errors.As(err, &decode) {
		line, _ := decode.Position()
		return fmt.Errorf("%s:%d: %s", path, line, decodeMessage(decode))
	}
	return fmt.Errorf("%s: %w", path, err)
}

// decodeMessage is what e says, without the types of Go.
func decodeMessage(e *toml.DecodeError) string {
	s := strings.TrimPrefix(e.Error(), "toml: ")
	got, into, ok := strings.Cut(s, " into ")
	if ok {
		got, ok = strings.CutPrefix(got, "cannot decode TOML ")
	} else if got, into, ok = strings.Cut(s, " in a "); ok {
		got, ok = strings.CutPrefix(got, "cannot store a")
		got = strings.TrimPrefix(strings.TrimPrefix(got, "n"), " ")
	}
	if !ok {
		return s
	}
	names := map[string]string{"array": "a list", "array table": "a list of tables", "inline table": "a table", "integer": "an integer"}
	name := names[got]
	if name == "" {
		name = "a " + got
	}
	t := valueType(e.Key())
	if t.Kind() == reflect.Slice && strings.HasSuffix(into, " of type "+t.Elem().String()) {
		name = "a list with " + name
	}
	return fmt.Sprintf("%s: must be %s, got %s", strings.Join(e.Key(), "."), valueName(t), name)
}

// valueType is the type of the value of a key, or of the nearest above it that
// is known.
func valueType(key toml.Key) reflect.Type {
	t := reflect.TypeFor[File]()
	for _, k := range key {
		of := t
		if of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		switch of.Kind() {
		case reflect.Map:
			t = of.Elem()
		case reflect.Struct:
			for i := range of.NumField() {
				if f := of.Field(i); f.Tag.Get("toml") == k {
					t = f.Type
				}
			}
		}
	}
	return t
}

// valueName is what a user calls a value of that type.
func valueName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Map:
		return "a table of strings"
	case reflect.Struct:
		return "a table"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "a list of tables"
		}
		return "a list of strings"
	}
	return "a string"
}

// check returns an error for what is wrong with the values.
func (c *File) check() error {
	wrong := func(key string, err error) error {
		return fmt.Errorf("%s: %s: %w", c.path, key, err)
	}
	globs := func(key string, patterns ...string) error {
		for _, p := range patterns {
			if !doublestar.ValidatePattern(p) {
				return wrong(key, fmt.Errorf("%q is no pattern", p))
			}
		}
		return nil
	}
	if c.FailOn != "" {
		if _, err := rule.ParseLevel(c.FailOn); err != nil {
			return wrong("fail-on", err)
		}
	}
	if c.Profile != "" {
		if _, err := orthography.ParseProfile(c.Profile); err != nil {
			return wrong("profile", err)
		}
	}
	if _, err := orthography.ChooseLanguage(c.Language); err != nil {
		return wrong("language", err)
	}
	if _, err := orthography.Select(orthography.Selection{Options: c.Options}); err != nil {
		return wrong("options", err)
	}
	if _, err := orthography.Select(c.selection(nil)); err != nil {
		return wrong("rules", err)
	}
	if err := globs("exclude", c.Exclude...); err != nil {
		return err
	}
	for _, f := range c.Files {
		if f.Glob == "" {
			return wrong("files", errors.New("a glob is missing"))
		}
		if err := globs("files", f.Glob); err != nil {
			return err
		}
		if _, err := orthography.Select(orthography.Selection{Enable: f.Enable, Disable: f.Disable, Options: f.Options}); err != nil {
			return wrong("files", err)
		}
		if f.As != "" && document.ByName(f.As) == nil {
			return wrong("files", fmt.Errorf("unknown format %q", f.As))
		}
		if _, err := orthography.ChooseLanguage(f.Language); err != nil {
			return wrong("files", err)
		}
	}
	for _, x := range c.Ignore {
		if x == (Ignore{}) {
			return wrong("ignore", errors.New("it says nothing: give path, rule or text"))
		}
		if err := globs("ignore", x.Path); err != nil {
			return err
		}
		if x.Rule != "" {
			if _, err := orthography.Select(orthography.Selection{Enable: []string{x.Rule}}); err != nil {
				return wrong("ignore", err)
			}
		}
	}
	return nil
}

// selection returns what the file selects for a text that these of its Files
// match.
func (c *File) selection(of []int) orthography.Selection {
	s := orthography.Selection{Only: c.Only, Enable: slices.Clip(c.Enable), Disable: slices.Clip(c.Disable), Options: map[string]string{}}
	for name, value := range c.Options {
		s.Options[name] = value
	}
	for _, i := range of {
		f := &c.Files[i]
		s.Disable = slices.DeleteFunc(slices.Clone(s.Disable), func(name string) bool { return slices.Contains(f.Enable, name) })
		s.Enable = append(s.Enable, f.Enable...)
		s.Disable = append(s.Disable, f.Disable...)
		for name, value := range f.Options {
			s.Options[name] = value
		}
	}
	return s
}

// matches reports whether a pattern of the file matches the text of that name.
func (c *File) matches(glob, name string) bool {
	if name != corpus.Stdin {
		if abs, err := filepath.Abs(name); err == nil {
			if rel, err := filepath.Rel(c.dir, abs); err == nil {
				name = rel
			}
		}
	}
	return corpus.MatchGlob(glob, name)
}

// regular returns an error for what is no regular file: what is found by its
// name must neither be waited for nor read without end.
func regular(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return &fs.PathError{Op: "open", Path: path, Err: errors.New("is a directory")}
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: path, Err: errors.New("is not a regular file")}
	}
	return nil
}
