package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/translation"
)

// A Value is a setting and where it comes from.
type Value[T any] struct {
	Value T
	From  string // Default, Flag, the path of a file, or that and a flag
}

// Where a Value comes from, beside files.
const (
	Default = "default"
	Flag    = "flag"
)

// Flags are settings that win over those of a file; the zero value changes
// nothing.
type Flags struct {
	Profile  string
	Only     []string // unless nil, of a file's rules nothing is left but its profile
	Enable   []string // added to those of the file
	Disable  []string // likewise
	Options  map[string]string
	FailOn   string
	Baseline string
	Language string
}

// Options say where the configuration of a text is, and what wins over it.
type Options struct {
	File    string // the configuration of all texts; "" takes the nearest one above each
	None    bool   // there is none
	Profile string // where neither flags nor a file name one
	FailOn  string // likewise
	Flags   Flags
}

// Settings are what holds for a text.
type Settings struct {
	File     string // the path of the configuration; "" where there is none
	Profile  Value[string]
	Only     Value[[]string]
	Enable   Value[[]string]
	Disable  Value[[]string]
	Options  map[string]Value[string]
	FailOn   Value[string]
	Baseline Value[string] // relative to the directory of the file that it comes from
	Include  Value[[]string]
	Exclude  Value[[]string]
	Force    Value[string] // "true" if what is excluded is skipped where it is named too
	Accept   Value[[]string]
	Levels   map[string]Value[string]
	Replace  []Value[Replace]
	Ignore   []Ignore        // those whose path matches the text
	As       Value[string]   // the name of the format to read the file as
	Field    Value[[]string] // the fields of records that are read
	IDField  Value[string]   // the field that identifies a record
	Language Value[string]   // of the texts: a code, "none", or "auto" or "", if the text shows it

	Source Value[string] // of translations, see Translation; "" is beside them

	Engine *rule.Engine // of the rules selected

	dir string // of the file that Source is from, absolute
}

// Ignores reports whether the settings ignore a finding in the text.
func (s *Settings) Ignores(f *rule.Finding) bool {
	for i := range s.Ignore {
		x := &s.Ignore[i]
		if (x.Rule == "" || x.Rule == f.Rule.Name || x.Rule == string(f.Rule.Group)) &&
			(x.Text == "" || bytes.Contains(f.Text, []byte(x.Text))) {
			return true
		}
	}
	return false
}

// Sources returns the paths that the file may have which the file of that path
// translates, the likeliest first.
func (s *Settings) Sources(path string) []string {
	if s == nil || s.Source.Value == "" {
		return translation.Sources(path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil
	}
	rel, err := filepath.Rel(s.dir, abs)
	if err != nil {
		return nil
	}
	var paths []string
	for _, source := range translation.SourcesBy(s.Source.Value, filepath.ToSlash(rel)) {
		paths = append(paths, filepath.Join(s.dir, filepath.FromSlash(source)))
	}
	return paths
}

// sourceMost bounds the memory of the file that a translation translates.
const sourceMost = document.DefaultMaxPage

// SourceUnits returns the strings of the file that the file of that path and format
// translates, as they are on the disk; nil if no such file can be read. s may be nil.
func (s *Settings) SourceUnits(path string, f *document.Format) []document.Unit {
	for _, source := range s.Sources(path) {
		if info, err := os.Stat(source); err != nil || !info.Mode().IsRegular() {
			continue
		}
		file, err := corpus.Open(source, corpus.UTF8)
		if err != nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(file, sourceMost))
		file.Close()
		if err != nil || len(data) == sourceMost {
			continue
		}
		if units, err := f.Units(data); err == nil {
			return units
		}
	}
	return nil
}

// Format returns the format of the file of that path, and whether it is known: by the
// configuration, by the path, or by the first bytes of the file, which head returns where
// the path leaves it open. What is not known is read as plain text. s may be nil.
func (s *Settings) Format(path string, head func() []byte) (f *document.Format, known bool) {
	if s != nil && s.As.Value != "" {
		return document.ByName(s.As.Value).Named(path), true
	}
	if f := document.For(path); f != nil {
		return f, true
	}
	if document.Unsure(path) {
		if f := document.ByHead(head()); f != nil {
			return f, true
		}
	}
	return document.Plain, false
}

// Judge returns what judges the texts of the file of that path and format, which begins
// with head: whole, or nil for records, each of which is judged by itself. finds says
// that the texts are only reported on, not edited. s may be nil.
func (s *Settings) Judge(path string, f *document.Format, head []byte, finds bool) *orthography.Judge {
	plain := f == document.Plain
	j := &orthography.Judge{Path: path, Raw: plain || f.Records, Fragment: finds && !plain}
	if !j.Raw {
		j.Declared = document.Language(head)
	}
	if s != nil {
		j.Language, _ = orthography.ChooseLanguage(s.Language.Value) // which was checked
	}
	return j
}

// BaselineFile returns the path of the baseline, or "" without a baseline. One
// that a configuration names must be a regular file.
func (s *Settings) BaselineFile() (string, error) {
	path := s.Baseline.Value
	if path == "" || s.Baseline.From == Flag {
		return path, nil
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(s.Baseline.From), path)
	}
	return path, regular(path)
}

// An Error is what is wrong with a configuration. It holds for many texts, so
// report it once.
type Error struct{ Err error }

// Error returns the message of the error.
func (e Error) Error() string { return e.Err.Error() }

// Unwrap returns the error itself.
func (e Error) Unwrap() error { return e.Err }

// A Finder finds the settings of texts. It may be used by several goroutines.
type Finder struct {
	o  Options
	wd string // the working directory

	mu    sync.Mutex              // of what follows
	read  map[string]*File        // by absolute path, those that were read
	rules map[string]*rule.Engine // by the rules: many configurations choose the same
	here  *File                   // of the working directory, or Options.File
	byDir map[string]found
	names map[string]*Settings // of some texts: those of one are asked for again and again
	known map[string]*Settings
}

// found is what a directory has for a configuration.
type found struct {
	*File
	err error
}

// NewFinder reads the configuration of the working directory, and returns an
// error for what is wrong in it or in the flags.
func NewFinder(o Options) (*Finder, error) {
	if o.File != "" && o.None {
		return nil, errors.New("config: File and None cannot be combined")
	}
	c := &Finder{o: o, byDir: map[string]found{}, names: map[string]*Settings{}, known: map[string]*Settings{}, read: map[string]*File{}, rules: map[string]*rule.Engine{}}
	var err error
	if c.wd, err = os.Getwd(); err != nil && !o.None {
		return nil, err
	}
	if o.File != "" {
		c.here, err = read(o.File, nil, c.read)
	} else {
		c.here, err = c.above(".")
	}
	if err == nil {
		_, err = c.settings(c.here, nil, nil)
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Here returns the settings of the working directory, for no text of it.
func (c *Finder) Here() *Settings {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, _ := c.settings(c.here, nil, nil) // known, or there would be no Finder
	return s
}

// Of returns the settings of the text of that name, which need not exist; of
// the standard input, "-", they are those of the working directory. An error of
// a configuration is an [Error].
func (c *Finder) Of(name string) (*Settings, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.names[name]; s != nil {
		return s, nil
	}
	file, err := c.file(name)
	if err != nil {
		return nil, err
	}
	abs := c.abs(name)
	var files, ignores []int
	for i, f := range file.files() {
		if f.of.matches(f.Glob, abs) {
			files = append(files, i)
		}
	}
	for i, x := range file.ignores() {
		if x.Path == "" || x.of.matches(x.Path, abs) {
			ignores = append(ignores, i)
		}
	}
	s, err := c.settings(file, files, ignores)
	if err != nil {
		return nil, Error{err}
	}
	if len(c.names) == mostNames {
		clear(c.names)
	}
	c.names[name] = s
	return s, nil
}

// Excludes reports whether the configuration excludes a text that is found in a
// directory. A nil Finder excludes none, and includes none.
func (c *Finder) Excludes(name string) bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	file, err := c.file(name)
	return err == nil && file.anyMatches(c.abs(name), func(f *File) []string { return f.Exclude }) // Of returns the error
}

// Forces reports whether the configuration excludes a text that the user names.
func (c *Finder) Forces(name string) bool {
	if name == corpus.Stdin || !c.Excludes(name) {
		return false
	}
	s, err := c.Of(name)
	return err == nil && s.Force.Value == "true"
}

// Includes reports whether the configuration includes a text that is found in a
// directory, whatever its format.
func (c *Finder) Includes(name string) bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	file, err := c.file(name)
	return err == nil && file.anyMatches(c.abs(name), func(f *File) []string { return f.Include })
}

// mostNames bounds how many names of texts are kept.
const mostNames = 256

// abs returns the absolute path of the text of that name; the standard input has none.
func (c *Finder) abs(name string) string {
	if name == corpus.Stdin || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.wd, name)
}

// file returns the configuration of the text of that name.
func (c *Finder) file(name string) (*File, error) {
	if c.o.File != "" || name == corpus.Stdin {
		return c.here, nil
	}
	return c.above(filepath.Dir(name))
}

// above returns the configuration of the nearest directory, from dir up, that
// has one; an empty one where none has.
func (c *Finder) above(dir string) (*File, error) {
	if c.o.None {
		return new(File), nil
	}
	abs := filepath.Clean(c.abs(dir))
	x, known := c.byDir[abs]
	if known {
		return x.File, x.err
	}
	x.File = new(File)
	path := filepath.Join(dir, Name)
	if _, err := os.Lstat(path); err == nil {
		if err = regular(path); err == nil {
			x.File, err = read(path, nil, c.read)
		}
		if err != nil {
			x.err = Error{err}
		}
	} else if up := filepath.Dir(abs); up != abs {
		if dir = filepath.Join(dir, ".."); filepath.IsAbs(dir) {
			dir = up
		}
		x.File, x.err = c.above(dir)
	}
	c.byDir[abs] = x
	return x.File, x.err
}

// settings returns the settings of texts that these Files and Ignores of a
// configuration match.
func (c *Finder) settings(file *File, files, ignores []int) (*Settings, error) {
	key := fmt.Sprint(file.path, files, ignores)
	if s := c.known[key]; s != nil {
		return s, nil
	}
	s := c.resolve(file, files)
	all := file.files()
	for _, i := range files {
		f := all[i]
		if f.Language != "" && s.Language.From != Flag {
			s.Language = Value[string]{f.Language, f.of.path}
		}
		if f.As != "" {
			s.As = Value[string]{f.As, f.of.path}
		}
		if f.Field != nil {
			s.Field = Value[[]string]{f.Field, f.of.path}
		}
		if f.IDField != "" {
			s.IDField = Value[string]{f.IDField, f.of.path}
		}
	}
	for _, i := range ignores {
		s.Ignore = append(s.Ignore, *file.ignores()[i])
	}
	var err error
	if s.Engine, err = s.compile(file.own(), c.engine); err != nil {
		return nil, err
	}
	c.known[key] = s
	return s, nil
}

// resolve lays these Files of a file, and then the flags, over it.
func (c *Finder) resolve(file *File, files []int) *Settings {
	flags := &c.o.Flags
	byDefault := func(value string) Value[string] { return Value[string]{value, Default} }
	s := &Settings{
		File: file.path, Profile: byDefault(c.o.Profile), FailOn: byDefault(c.o.FailOn), Baseline: byDefault(""), Language: byDefault(""), Force: byDefault(""), Source: byDefault(""), dir: file.dir,
		Options: map[string]Value[string]{}, Levels: map[string]Value[string]{},
	}
	for _, list := range []*Value[[]string]{&s.Only, &s.Enable, &s.Disable, &s.Include, &s.Exclude, &s.Accept} {
		list.From = Default
	}
	for _, f := range file.chain() {
		set(&s.Profile, f.Profile, f.path)
		set(&s.FailOn, f.FailOn, f.path)
		set(&s.Baseline, f.Baseline, f.path)
		set(&s.Language, f.Language, f.path)
		if f.Translation.Source != "" {
			s.Source, s.dir = Value[string]{f.Translation.Source, f.path}, f.dir
		}
		if f.ForceExclude != nil {
			s.Force = Value[string]{fmt.Sprint(*f.ForceExclude), f.path}
		}
		add(&s.Include, f.Include, f.path)
		add(&s.Exclude, f.Exclude, f.path)
		add(&s.Accept, f.Words.Accept, f.path)
		for i := range f.Replace {
			s.Replace = append(s.Replace, Value[Replace]{f.Replace[i], f.path})
		}
	}
	if flags.Only == nil { // what a file adds is not only these
		for _, f := range file.chain() {
			if f.Only != nil {
				s.Only = Value[[]string]{f.Only, f.path}
			}
		}
		for _, x := range file.layers(files) {
			s.Disable.Value = slices.DeleteFunc(slices.Clone(s.Disable.Value), func(name string) bool { return slices.Contains(x.enable, name) })
			add(&s.Enable, x.enable, x.from.path)
			add(&s.Disable, x.disable, x.from.path)
			for name, value := range x.options {
				s.Options[name] = Value[string]{value, x.from.path}
			}
			for name, level := range x.levels {
				s.Levels[name] = Value[string]{level, x.from.path}
			}
		}
	} else {
		s.Only = Value[[]string]{flags.Only, Flag}
	}
	set(&s.Profile, flags.Profile, Flag)
	set(&s.FailOn, flags.FailOn, Flag)
	set(&s.Baseline, flags.Baseline, Flag)
	set(&s.Language, flags.Language, Flag)
	add(&s.Enable, flags.Enable, Flag)
	add(&s.Disable, flags.Disable, Flag)
	for name, value := range flags.Options {
		s.Options[name] = Value[string]{value, Flag}
	}
	return s
}

// set sets a value, unless it is empty.
func set(v *Value[string], value, from string) {
	if value != "" {
		*v = Value[string]{value, from}
	}
}

// add adds values to a list.
func add(v *Value[[]string], values []string, from string) {
	switch {
	case len(values) == 0:
		return
	case len(v.Value) == 0:
		v.From = from
	case v.From != from && !strings.HasSuffix(v.From, " and "+from):
		v.From += " and " + from
	}
	v.Value = append(slices.Clip(v.Value), values...)
}

// engine returns the engine of the rules of a selection, which is made once.
func (c *Finder) engine(s orthography.Selection) (*rule.Engine, error) {
	rules, err := orthography.Select(s)
	if err != nil {
		return nil, err
	}
	var key []byte
	for _, r := range rules {
		key = fmt.Appendf(key, "%p ", r)
	}
	e := c.rules[string(key)]
	if e == nil {
		if e, err = rule.Compile(rules); err != nil {
			return nil, err
		}
		c.rules[string(key)] = e
	}
	return e, nil
}

// compile makes the engine of the rules that are selected.
func (s *Settings) compile(own []*rule.Rule, engine func(orthography.Selection) (*rule.Engine, error)) (*rule.Engine, error) {
	profile, err := orthography.ParseProfile(s.Profile.Value)
	if err != nil {
		return nil, err
	}
	values := func(of map[string]Value[string]) map[string]string {
		plain := map[string]string{}
		for name, v := range of {
			plain[name] = v.Value
		}
		return plain
	}
	e, err := engine(orthography.Selection{Profile: profile, Only: s.Only.Value, Enable: s.Enable.Value, Disable: s.Disable.Value,
		Options: values(s.Options), Levels: values(s.Levels), Own: own})
	if err != nil {
		return nil, err
	}
	return e.Accept(s.Accept.Value...), nil
}
