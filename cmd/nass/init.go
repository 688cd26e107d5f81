package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/change"
	"github.com/nass-ar/nass/pkg/config"
)

// hookText is the hook that git runs before a commit.
const hookText = `#!/bin/sh
# Checks the Arabic text of the lines that the commit changes.
exec nass check --quiet --since --cached
`

func newInitCmd(p *process) *cobra.Command {
	var hook bool
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a configuration for a project",
		Long: `Write a ` + config.Name + ` whose choices are comments in DIR, the working directory if none is given. With --hook, write the hook
that checks what is staged before each commit too. A file that exists is an error, and stays as it is.`,
		Example: `  nass init
  nass init --hook docs`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return initProject(p, dir, hook)
		},
	}
	cmd.Flags().BoolVar(&hook, "hook", false, "Write a git hook that checks before each commit")
	return cmd
}

// initProject writes the files of nass init.
func initProject(p *process, dir string, hook bool) error {
	files := []string{filepath.Join(dir, config.Name)}
	if hook {
		hooks, err := change.HooksDir(dir)
		if err != nil {
			return fmt.Errorf("--hook: %s", message(err))
		}
		files = append(files, filepath.Join(hooks, "pre-commit"))
	}
	for _, name := range files {
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("%s exists", shown(name))
		}
	}
	for i, name := range files {
		text, mode := config.Template, fs.FileMode(0o666)
		if i > 0 {
			text, mode = hookText, 0o777
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
		}
		if err := create(name, text, mode); err != nil {
			return err
		}
		p.note("wrote %s", shown(name))
	}
	return nil
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
