package main

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
	"sync"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

// configName is the name of the file that check looks for.
const configName = ".nass.toml"

// A config is what a .nass.toml says. Patterns are relative to its directory.
type config struct {
	Profile  string            `toml:"profile"`
	Only     []string          `toml:"only"`
	Enable   []string          `toml:"enable"`
	Disable  []string          `toml:"disable"`
	Options  map[string]string `toml:"options"`
	FailOn   string            `toml:"fail-on"`
	Baseline string            `toml:"baseline"`
	Exclude  []string          `toml:"exclude"`
	Files    []fileRules       `toml:"files"`
	Ignore   []ignore          `toml:"ignore"`

	path string // as it is shown; "" when there is no file
	dir  string // absolute
}

// fileRules change the selection for the files that a pattern matches.
type fileRules struct {
	Glob    string            `toml:"glob"`
	Enable  []string          `toml:"enable"`
	Disable []string          `toml:"disable"`
	Options map[string]string `toml:"options"`
}

// An ignore is findings that are not told: those that all that it gives agree
// with.
type ignore struct {
	Path string `toml:"path"` // a pattern
	Rule string `toml:"rule"` // or a group
	Text string `toml:"text"` // stands in the words found or their line
}

// maxConfig is how many bytes a configuration may have.
const maxConfig = 1 << 20

// readConfig reads the file at path.
func readConfig(path string) (*config, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxConfig {
		return nil, fmt.Errorf("%s: is larger than %d bytes", path, maxConfig)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	c := &config{path: path, dir: filepath.Dir(abs)}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // editors put it there
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(c); err != nil {
		return nil, configError(path, err)
	}
	return c, c.check()
}

// configError names the place in the file, and what an unknown key or a value
// was to be.
func configError(path string, err error) error {
	if strict := new(toml.StrictMissingError); errors.As(err, &strict) && len(strict.Errors) > 0 {
		e := &strict.Errors[0]
		line, _ := e.Position()
		key := e.Key()
		t := valueType(key[:len(key)-1])
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		var names []string
		for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
			if name := t.Field(i).Tag.Get("toml"); name != "" {
				names = append(names, name)
			}
		}
		return fmt.Errorf("%s:%d: unknown key %q%s", path, line, strings.Join(key, "."), suggestion(key[len(key)-1], names))
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
	names := map[string]string{"array": "a list", "array table": "a list of tables", "integer": "an integer"}
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
	t := reflect.TypeFor[config]()
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
					break
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
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "a list of tables"
		}
		return "a list of strings"
	}
	return "a string"
}

// check tells what is wrong with the values.
func (c *config) check() error {
	wrong := func(key string, err error) error {
		return fmt.Errorf("%s: %s: %s", c.path, key, message(err))
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
	}
	for _, x := range c.Ignore {
		if x == (ignore{}) {
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

// selection is what the file selects for a text that these of its Files match.
func (c *config) selection(of []int) orthography.Selection {
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

// matches tells whether a pattern of the file matches the text of that name.
func (c *config) matches(glob, name string) bool {
	if name != corpus.Stdin {
		if abs, err := filepath.Abs(name); err == nil {
			if rel, err := filepath.Rel(c.dir, abs); err == nil {
				name = rel
			}
		}
	}
	return matches(glob, name)
}

// configs find the configuration of each text.
type configs struct {
	file  string // of --config
	none  bool
	rules *selection

	mu    sync.Mutex // of what follows
	here  *config    // of the working directory, or of --config
	byDir map[string]foundConfig
	sets  map[string]*ruleSet
}

func (c *configs) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.file, "config", "", "read this `FILE` instead of the nearest "+configName+" above each text")
	cmd.Flags().BoolVar(&c.none, "no-config", false, "read no "+configName)
}

// A foundConfig is what a directory has for a configuration.
type foundConfig struct {
	*config
	err error
}

// A configFault is what is wrong with a configuration. It holds for many texts,
// and is told once.
type configFault struct{ error }

func (e configFault) Unwrap() error { return e.error }

// A ruleSet is the rules for some texts.
type ruleSet struct {
	engine  *rule.Engine
	ignored []ignore // of those that hold for the texts' paths
}

// prepare reads the configuration of the working directory.
func (c *configs) prepare() (err error) {
	if c.file != "" && c.none {
		return errors.New("--config excludes --no-config")
	}
	c.byDir, c.sets = map[string]foundConfig{}, map[string]*ruleSet{}
	if c.file != "" {
		if c.here, err = readConfig(c.file); err != nil {
			return err
		}
	} else if c.here, err = c.above("."); err != nil {
		return err
	}
	// What the flags say is wrong before any text is read.
	_, err = c.set(c.here, nil, nil)
	return err
}

// above is the configuration of the nearest directory, from dir up, that has
// one; an empty one where none has.
func (c *configs) above(dir string) (*config, error) {
	if c.none {
		return new(config), nil
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	found, known := c.byDir[abs]
	if known {
		return found.config, found.err
	}
	found.config = new(config)
	path := filepath.Join(dir, configName)
	if _, err := os.Lstat(path); err == nil {
		if err = isRegular(path); err == nil {
			found.config, err = readConfig(path)
		}
		if err != nil {
			found.err = configFault{err}
		}
	} else if up := filepath.Dir(abs); up != abs {
		if dir = filepath.Join(dir, ".."); filepath.IsAbs(dir) {
			dir = up
		}
		found.config, found.err = c.above(dir)
	}
	c.byDir[abs] = found
	return found.config, found.err
}

// isRegular returns an error for what is no regular file: what is found by its
// name must neither be waited for nor read without end.
func isRegular(path string) error {
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

func (c *configs) failOn() string { return c.here.FailOn }

// baseline is the file that the configuration names, which is relative to it.
func (c *configs) baseline() string {
	name := c.here.Baseline
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(c.here.path), name)
}

// config is the configuration of the text of that name.
func (c *configs) config(name string) (*config, error) {
	if c.file != "" || name == corpus.Stdin {
		return c.here, nil
	}
	return c.above(filepath.Dir(name))
}

// excludes tells whether the configuration leaves out a text that is found in
// a directory.
func (c *configs) excludes(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	conf, err := c.config(name)
	if err != nil {
		return false // told when the text is opened
	}
	return slices.ContainsFunc(conf.Exclude, func(glob string) bool { return conf.matches(glob, name) })
}

// of is the rules for the text of that name.
func (c *configs) of(name string) (*ruleSet, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	conf, err := c.config(name)
	if err != nil {
		return nil, err
	}
	files, ignores := c.match(conf, name)
	set, err := c.set(conf, files, ignores)
	if err != nil {
		err = configFault{err}
	}
	return set, err
}

// match is which Files and Ignores of the configuration match the text.
func (c *configs) match(conf *config, name string) (files, ignores []int) {
	for i, f := range conf.Files {
		if conf.matches(f.Glob, name) {
			files = append(files, i)
		}
	}
	for i, x := range conf.Ignore {
		if x.Path == "" || conf.matches(x.Path, name) {
			ignores = append(ignores, i)
		}
	}
	return files, ignores
}

// set is the rules for texts that these Files and Ignores of the configuration
// match.
func (c *configs) set(conf *config, files, ignores []int) (*ruleSet, error) {
	key := fmt.Sprint(conf.path, files, ignores)
	if known := c.sets[key]; known != nil {
		return known, nil
	}
	s, err := c.rules.over(conf.selection(files), conf.Profile)
	if err != nil {
		return nil, err
	}
	set := new(ruleSet)
	if set.engine, err = s.Compile(); err != nil {
		return nil, err
	}
	for _, i := range ignores {
		set.ignored = append(set.ignored, conf.Ignore[i])
	}
	c.sets[key] = set
	return set, nil
}

// ignores tells whether the finding is not to be told.
func (s *ruleSet) ignores(x *report.Finding) bool {
	for i := range s.ignored {
		g := &s.ignored[i]
		if g.Rule != "" && g.Rule != x.Rule.Name && g.Rule != string(x.Rule.Group) {
			continue
		}
		if g.Text != "" && !strings.Contains(x.Found, g.Text) && !(x.In != nil && bytes.Contains(x.In.Text, []byte(g.Text))) {
			continue
		}
		return true
	}
	return false
}
