package config

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/nass-ar/nass/pkg/corpus"
)

// Template is a configuration with the choices as comments, which changes nothing.
//
//go:embed init.toml
var Template string

// Hook is a git hook, pre-commit, that checks the Arabic text of what is staged.
const Hook = `#!/bin/sh
# Checks the Arabic text of the lines that the commit changes.
exec nass check --quiet --since --cached
`

// Init writes the [Template] into a directory and, unless hooks is "", the [Hook] into
// that directory of git hooks, which is made if necessary. A file that exists is an
// error, and then nothing is written. Init returns the names of the files that it has
// written.
func Init(dir, hooks string) (wrote []string, err error) {
	files := []string{filepath.Join(dir, Name)}
	if hooks != "" {
		files = append(files, filepath.Join(hooks, "pre-commit"))
	}
	for _, name := range files {
		if _, err := os.Lstat(name); err == nil {
			return nil, fmt.Errorf("%s exists", corpus.Display(name))
		}
	}
	for i, name := range files {
		text, mode := Template, fs.FileMode(0o666)
		if i > 0 {
			text, mode = Hook, 0o777
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return wrote, err
			}
		}
		if err := create(name, text, mode); err != nil {
			return wrote, err
		}
		wrote = append(wrote, name)
	}
	return wrote, nil
}

// create writes a file that does not exist.
func create(name, text string, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
