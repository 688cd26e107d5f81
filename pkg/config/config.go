package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
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
	Baseline Value[string] // relative to the directory of File, where it comes from there
	Exclude  Value[[]string]
	Ignore   []Ignore        // those whose path matches the text
	As       Value[string]   // the name of the format to read the file as
	Field    Value[[]string] // the fields of records that are read
	IDField  Value[string]   // the field that identifies a record
	Language Value[string]   // of the texts: a code, "none", or "auto" or "", if the text shows it

	Source Value[string] // of translations, see Translation; "" is beside them

	Engine *rule.Engine // of the rules selected

	dir string // of File, absolute
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

// Judge returns what judges the texts of the file of that path. s may be nil.
func (s *Settings) Judge(path string) *orthography.Judge {
	if s == nil {
		return &orthography.Judge{Path: path}
	}
	language, _ := orthography.ChooseLanguage(s.Language.Value) // which was checked
	return &orthography.Judge{Path: path, Language: language}
}

// BaselineFile returns the path of the baseline, or "" without a baseline. One
// that a configuration names must be a regular file.
func (s *Settings) BaselineFile() (string, error) {
	path := s.Baseline.Value
	if path == "" || s.Baseline.From == Flag {
		return path, nil
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(s.File), path)
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
	o Options

	mu    sync.Mutex // of what follows
	here  *File      // of the working directory, or Options.File
	byDir map[string]found
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
	c := &Finder{o: o, byDir: map[string]found{}, known: map[string]*Settings{}}
	var err error
	if o.File != "" {
		c.here, err = Read(o.File)
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
	file, err := c.file(name)
	if err != nil {
		return nil, err
	}
	var files, ignores []int
	for i, f := range file.Files {
		if file.matches(f.Glob, name) {
			files = append(files, i)
		}
	}
	for i, x := range file.Ignore {
		if x.Path == "" || file.matches(x.Path, name) {
			ignores = append(ignores, i)
		}
	}
	s, err := c.settings(file, files, ignores)
	if err != nil {
		err = Error{err}
	}
	return s, err
}

// Excludes reports whether the configuration excludes a text that is found in a
// directory.
func (c *Finder) Excludes(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	file, err := c.file(name)
	if err != nil {
		return false // Of returns it
	}
	return slices.ContainsFunc(file.Exclude, func(glob string) bool { return file.matches(glob, name) })
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
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	x, known := c.byDir[abs]
	if known {
		return x.File, x.err
	}
	x.File = new(File)
	path := filepath.Join(dir, Name)
	if _, err := os.Lstat(path); err == nil {
		if err = regular(path); err == nil {
			x.File, err = Read(path)
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
	s := c.resolve(file, file.selection(files))
	for _, i := range files {
		f := &file.Files[i]
		if f.Language != "" && s.Language.From != Flag {
			s.Language = Value[string]{f.Language, file.path}
		}
		if f.As != "" {
			s.As = Value[string]{f.As, file.path}
		}
		if f.Field != nil {
			s.Field = Value[[]string]{f.Field, file.path}
		}
		if f.IDField != "" {
			s.IDField = Value[string]{f.IDField, file.path}
		}
	}
	for _, i := range ignores {
		s.Ignore = append(s.Ignore, file.Ignore[i])
	}
	var err error
	if s.Engine, err = s.compile(); err != nil {
		return nil, err
	}
	c.known[key] = s
	return s, nil
}

// resolve lays the flags over a file, which selects these rules.
func (c *Finder) resolve(file *File, of orthography.Selection) *Settings {
	flags := &c.o.Flags
	s := &Settings{
		File:     file.path,
		Profile:  last(file, c.o.Profile, file.Profile, flags.Profile),
		FailOn:   last(file, c.o.FailOn, file.FailOn, flags.FailOn),
		Baseline: last(file, "", file.Baseline, flags.Baseline),
		Exclude:  both(file, file.Exclude, nil),
		Language: last(file, "", file.Language, flags.Language),
		Source:   last(file, "", file.Translation.Source, ""),
		dir:      file.dir,
		Options:  map[string]Value[string]{},
	}
	if flags.Only != nil { // what a file adds is not only these
		of = orthography.Selection{}
		s.Only = Value[[]string]{flags.Only, Flag}
	} else {
		s.Only = both(file, of.Only, nil)
	}
	s.Enable = both(file, of.Enable, flags.Enable)
	s.Disable = both(file, of.Disable, flags.Disable)
	for name, value := range of.Options {
		s.Options[name] = Value[string]{value, file.path}
	}
	for name, value := range flags.Options {
		s.Options[name] = Value[string]{value, Flag}
	}
	return s
}

// last returns the last of the values that is not empty.
func last(file *File, byDefault, ofFile, ofFlag string) Value[string] {
	switch {
	case ofFlag != "":
		return Value[string]{ofFlag, Flag}
	case ofFile != "":
		return Value[string]{ofFile, file.path}
	}
	return Value[string]{byDefault, Default}
}

// both returns the values of the file and those of flags.
func both(file *File, ofFile, ofFlag []string) Value[[]string] {
	v := Value[[]string]{append(slices.Clip(ofFile), ofFlag...), file.path}
	switch {
	case len(v.Value) == 0:
		v.From = Default
	case len(ofFile) == 0:
		v.From = Flag
	case len(ofFlag) > 0:
		v.From += " and " + Flag
	}
	return v
}

// compile makes the engine of the rules that are selected.
func (s *Settings) compile() (*rule.Engine, error) {
	profile, err := orthography.ParseProfile(s.Profile.Value)
	if err != nil {
		return nil, err
	}
	options := map[string]string{}
	for name, v := range s.Options {
		options[name] = v.Value
	}
	return orthography.Selection{Profile: profile, Only: s.Only.Value, Enable: s.Enable.Value, Disable: s.Disable.Value, Options: options}.Compile()
}
