// Package config reads the configuration of a project, .nass.toml, and resolves
// which settings hold for a text: those of the nearest file above it, changed by
// what the user asks for on the command line. Each setting says where it comes
// from.
package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
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
	Extend       string            `toml:"extend" doc:"another configuration, relative to this one, whose settings come first"`
	Profile      string            `toml:"profile" doc:"the rules to begin with"`
	Only         []string          `toml:"only" doc:"use only these rules and groups"`
	Enable       []string          `toml:"enable" doc:"rules and groups to add"`
	Disable      []string          `toml:"disable" doc:"rules and groups to remove"`
	Options      map[string]string `toml:"options" doc:"choices among rules, such as digits"`
	Levels       map[string]string `toml:"levels" doc:"levels of rules and groups: info, warning, error or off"`
	FailOn       string            `toml:"fail-on" doc:"the level from which check fails"`
	Baseline     string            `toml:"baseline" doc:"the file of known findings"`
	Include      []string          `toml:"include" doc:"patterns of files in directories to read beside those in a known format"`
	Exclude      []string          `toml:"exclude" doc:"patterns of files in directories to skip"`
	ForceExclude *bool             `toml:"force-exclude" doc:"skip excluded files also where they are named"`
	Language     string            `toml:"language" doc:"the language of the texts: a code, none or auto"`
	Words        Words             `toml:"words" doc:"words of the project"`
	Files        []Files           `toml:"files" doc:"settings for the texts that a pattern matches"`
	Ignore       []Ignore          `toml:"ignore" doc:"findings that are not reported"`
	Replace      []Replace         `toml:"replace" doc:"rules about words of the project"`

	Translation Translation `toml:"translation" doc:"where the sources of translations are"`

	path string              // as it was given; "" when there is no file
	dir  string              // absolute
	base *File               // which it extends; nil: none
	at   map[string]position // of the values
}

// Words are words of the project.
type Words struct {
	Accept []string `toml:"accept" doc:"words that are right as they are written"`
}

// Files change the rules for the texts that a pattern matches, and how files are
// read.
type Files struct {
	Glob     string            `toml:"glob" doc:"the pattern"`
	Enable   []string          `toml:"enable" doc:"rules and groups to add"`
	Disable  []string          `toml:"disable" doc:"rules and groups to remove"`
	Options  map[string]string `toml:"options" doc:"choices among rules"`
	Levels   map[string]string `toml:"levels" doc:"levels of rules and groups: info, warning, error or off"`
	As       string            `toml:"as" doc:"the format to read the files as"`
	Field    []string          `toml:"field" doc:"the fields of records to read"`
	IDField  string            `toml:"id-field" doc:"the field that identifies a record"`
	Language string            `toml:"language" doc:"the language of the texts: a code, none or auto"`

	of *File // where it stands
}

// Translation says where the sources of translations are.
type Translation struct {
	Source string `toml:"source" doc:"a path, with {lang} where the language is"`
}

// An Ignore says which findings are not reported: those that match all that it
// gives.
type Ignore struct {
	Path string `toml:"path" doc:"a pattern of the paths of texts"`
	Rule string `toml:"rule" doc:"a rule or a group"`
	Text string `toml:"text" doc:"a part of the words found or of their line"`

	of *File // where it stands
}

// chain returns the files whose settings hold, the first one extended first.
func (c *File) chain() []*File {
	if c.base == nil {
		return []*File{c}
	}
	return append(c.base.chain(), c)
}

// files returns the Files of the chain.
func (c *File) files() (all []*Files) {
	for _, f := range c.chain() {
		for i := range f.Files {
			all = append(all, &f.Files[i])
		}
	}
	return all
}

// ignores returns the Ignores of the chain.
func (c *File) ignores() (all []*Ignore) {
	for _, f := range c.chain() {
		for i := range f.Ignore {
			all = append(all, &f.Ignore[i])
		}
	}
	return all
}

// replaces returns the Replaces of the chain.
func (c *File) replaces() (all []*Replace) {
	for _, f := range c.chain() {
		for i := range f.Replace {
			all = append(all, &f.Replace[i])
		}
	}
	return all
}

// own returns the rules of the chain.
func (c *File) own() (rules []*rule.Rule) {
	for _, x := range c.replaces() {
		rules = append(rules, x.rule)
	}
	return rules
}

// anyMatches reports whether a pattern of the chain matches the text of that name.
func (c *File) anyMatches(name string, of func(f *File) []string) bool {
	return slices.ContainsFunc(c.chain(), func(f *File) bool {
		return slices.ContainsFunc(of(f), func(glob string) bool { return f.matches(glob, name) })
	})
}

// mostBytes is how many bytes a configuration may have.
const mostBytes = 1 << 20

// Read reads the configuration at path, and returns an error for what is wrong
// in it, with its line where that is known.
func Read(path string) (*File, error) { return read(path, nil, map[string]*File{}) }

// read reads the configuration at path, which those of the absolute paths extend, unless
// it is known by its absolute path.
func read(path string, by []string, known map[string]*File) (*File, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if c := known[abs]; c != nil {
		return c, nil
	}
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
	c := &File{path: path, dir: filepath.Dir(abs)}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // editors put it there
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(c); err != nil {
		return nil, decodeError(path, err)
	}
	c.at = positions(text)
	for i := range c.Files {
		c.Files[i].of = c
	}
	for i := range c.Ignore {
		c.Ignore[i].of = c
	}
	if c.Extend != "" {
		if err := c.extend(append(by, abs), known); err != nil {
			return nil, err
		}
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	known[abs] = c
	return c, nil
}

// extend reads the configuration that c extends.
func (c *File) extend(by []string, known map[string]*File) error {
	path := c.beside(c.Extend)
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if slices.Contains(by, abs) {
		return c.wrong("extend", fmt.Errorf("%q extends this file", c.Extend))
	}
	if path := new(fs.PathError); errors.As(regular(c.beside(c.Extend)), &path) {
		return c.wrong("extend", fmt.Errorf("%s: %w", path.Path, corpus.Cause(path.Err)))
	}
	c.base, err = read(path, by, known)
	return err
}

// beside returns a path that is relative to the directory of the file.
func (c *File) beside(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(c.path), path)
}

// wrong returns the error of the value of a key, with its place.
func (c *File) wrong(key string, err error) error {
	place := c.path
	if at, ok := c.near(key); ok {
		place = fmt.Sprintf("%s:%d:%d", c.path, at.line, at.column)
	}
	return fmt.Errorf("%s: %s: %w", place, withoutNumbers(key), err)
}

// withoutNumbers returns a key as a user writes it.
func withoutNumbers(key string) string {
	var b strings.Builder
	for key != "" {
		before, after, found := strings.Cut(key, "[")
		b.WriteString(before)
		if _, key, _ = strings.Cut(after, "]"); !found {
			break
		}
	}
	return b.String()
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
		line, col := e.Position()
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
		return fmt.Errorf("%s:%d:%d: %w", path, line, col, unknown)
	}
	if decode := new(toml.DecodeError); errors.As(err, &decode) {
		line, col := decode.Position()
		return fmt.Errorf("%s:%d:%d: %s", path, line, col, decodeMessage(decode))
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
	case reflect.Pointer:
		return valueName(t.Elem())
	case reflect.Bool:
		return "true or false"
	}
	return "a string"
}

// check returns an error for what is wrong with the values, and makes the rules of the
// file.
func (c *File) check() error {
	var own []*rule.Rule
	if c.base != nil {
		own = c.base.own()
	}
	for i := range c.Replace {
		key := fmt.Sprintf("replace[%d]", i)
		x := &c.Replace[i]
		if err := x.compile(); err != nil {
			return c.wrong(key, err)
		}
		if slices.ContainsFunc(own, func(r *rule.Rule) bool { return r.Name == x.rule.Name }) {
			return c.wrong(key+".pattern", fmt.Errorf("there is another rule %q", x.rule.Name))
		}
		own = append(own, x.rule)
	}
	if x, err := settle(c.replaces()); err != nil {
		i := slices.IndexFunc(c.Replace, func(y Replace) bool { return y.rule == x.rule })
		return c.wrong(fmt.Sprintf("replace[%d].fix", max(i, 0)), err)
	}
	checks := []func() error{
		func() error { return c.checkValues(own) },
		func() error { return c.checkFiles(own) },
		func() error { return c.checkIgnore(own) },
	}
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// names returns an error for a name that neither a rule nor a group has.
func (c *File) names(own []*rule.Rule, key string, names []string) error {
	for i, name := range names {
		if _, err := orthography.Select(orthography.Selection{Enable: []string{name}, Own: own}); err != nil {
			return c.wrong(fmt.Sprintf("%s[%d]", key, i), err)
		}
	}
	return nil
}

// globs returns an error for a pattern that is not valid.
func (c *File) globs(key string, patterns []string) error {
	for i, p := range patterns {
		if !doublestar.ValidatePattern(p) {
			return c.wrong(fmt.Sprintf("%s[%d]", key, i), fmt.Errorf("%q is no pattern", p))
		}
	}
	return nil
}

// table returns an error for an entry of a table that the selection of it alone has.
func (c *File) table(key string, table map[string]string, of func(map[string]string) orthography.Selection) error {
	for _, name := range slices.Sorted(maps.Keys(table)) {
		if _, err := orthography.Select(of(map[string]string{name: table[name]})); err != nil {
			return c.wrong(key+"."+name, err)
		}
	}
	return nil
}

func ofOptions(x map[string]string) orthography.Selection { return orthography.Selection{Options: x} }

func ofLevels(own []*rule.Rule) func(map[string]string) orthography.Selection {
	return func(x map[string]string) orthography.Selection { return orthography.Selection{Levels: x, Own: own} }
}

// checkValues returns an error for what is wrong with the values of the top.
func (c *File) checkValues(own []*rule.Rule) error {
	if c.FailOn != "" {
		if _, err := rule.ParseLevel(c.FailOn); err != nil {
			return c.wrong("fail-on", err)
		}
	}
	if c.Profile != "" {
		if _, err := orthography.ParseProfile(c.Profile); err != nil {
			return c.wrong("profile", err)
		}
	}
	if _, err := orthography.ChooseLanguage(c.Language); err != nil {
		return c.wrong("language", err)
	}
	for i, w := range c.Words.Accept {
		if !rule.IsWord(w) {
			return c.wrong(fmt.Sprintf("words.accept[%d]", i), fmt.Errorf("%q is not one word", w))
		}
	}
	return cmp.Or(
		c.table("options", c.Options, ofOptions),
		c.table("levels", c.Levels, ofLevels(own)),
		c.names(own, "only", c.Only), c.names(own, "enable", c.Enable), c.names(own, "disable", c.Disable),
		c.globs("include", c.Include), c.globs("exclude", c.Exclude))
}

// checkFiles returns an error for what is wrong with the Files.
func (c *File) checkFiles(own []*rule.Rule) error {
	for i := range c.Files {
		f, key := &c.Files[i], fmt.Sprintf("files[%d]", i)
		if f.Glob == "" {
			return c.wrong(key, errors.New("a glob is missing"))
		}
		if !doublestar.ValidatePattern(f.Glob) {
			return c.wrong(key+".glob", fmt.Errorf("%q is no pattern", f.Glob))
		}
		if err := cmp.Or(c.names(own, key+".enable", f.Enable), c.names(own, key+".disable", f.Disable),
			c.table(key+".options", f.Options, ofOptions), c.table(key+".levels", f.Levels, ofLevels(own))); err != nil {
			return err
		}
		if f.As != "" && document.ByName(f.As) == nil {
			return c.wrong(key+".as", &orthography.UnknownError{What: "format", Name: f.As, Known: document.Names()})
		}
		if _, err := orthography.ChooseLanguage(f.Language); err != nil {
			return c.wrong(key+".language", err)
		}
	}
	return nil
}

// checkIgnore returns an error for what is wrong with the Ignores.
func (c *File) checkIgnore(own []*rule.Rule) error {
	for i := range c.Ignore {
		x, key := &c.Ignore[i], fmt.Sprintf("ignore[%d]", i)
		if x.Path == "" && x.Rule == "" && x.Text == "" {
			return c.wrong(key, errors.New("it says nothing: give path, rule or text"))
		}
		if !doublestar.ValidatePattern(x.Path) {
			return c.wrong(key+".path", fmt.Errorf("%q is no pattern", x.Path))
		}
		if x.Rule != "" {
			if _, err := orthography.Select(orthography.Selection{Enable: []string{x.Rule}, Own: own}); err != nil {
				return c.wrong(key+".rule", err)
			}
		}
	}
	return nil
}

// A layer is a part of a selection and the file that it comes from.
type layer struct {
	from            *File
	enable, disable []string
	options, levels map[string]string
}

// layers returns what the files of the chain select, and then these of its Files.
func (c *File) layers(of []int) (all []layer) {
	for _, f := range c.chain() {
		all = append(all, layer{f, f.Enable, f.Disable, f.Options, f.Levels})
	}
	files := c.files()
	for _, i := range of {
		f := files[i]
		all = append(all, layer{f.of, f.Enable, f.Disable, f.Options, f.Levels})
	}
	return all
}

// matches reports whether a pattern of the file matches the text of that absolute path,
// or the standard input.
func (c *File) matches(glob, path string) bool {
	if path != corpus.Stdin {
		if rel, err := filepath.Rel(c.dir, path); err == nil {
			path = rel
		}
	}
	return corpus.MatchGlob(glob, path)
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
