package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/change"
	"github.com/nass-ar/nass/pkg/config"
)

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
func initProject(p *process, dir string, hook bool) (err error) {
	hooks := ""
	if hook {
		if hooks, err = change.HooksDir(dir); err != nil {
			return fmt.Errorf("--hook: %s", message(err))
		}
	}
	wrote, err := config.Init(dir, hooks)
	for _, name := range wrote {
		p.note("wrote %s", shown(name))
	}
	return err
}
