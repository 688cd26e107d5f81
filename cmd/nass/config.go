package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/config"
)

// configs are the flags that choose the configuration of each text.
type configs struct {
	file  string // of --config
	none  bool
	rules *selection

	found *config.Finder // by prepare
}

func (c *configs) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.file, "config", "", "read this `FILE` instead of the nearest "+config.Name+" above each text")
	cmd.Flags().BoolVar(&c.none, "no-config", false, "read no "+config.Name)
}

// prepare reads the configuration of the working directory, and reports what is
// wrong with the flags.
func (c *configs) prepare() error {
	flags, err := c.rules.flags()
	if err != nil {
		return err
	}
	return c.find(config.Options{Flags: flags})
}

// find is prepare, given what flags say beside those of rules.
func (c *configs) find(o config.Options) (err error) {
	if c.file != "" && c.none {
		return errors.New("--config excludes --no-config")
	}
	o.File, o.None, o.Profile = c.file, c.none, c.rules.cmd.Flags().Lookup("profile").DefValue
	c.found, err = config.NewFinder(o)
	return err
}

// of is what holds for the text of that name.
func (c *configs) of(name string) (*config.Settings, error) { return c.found.Of(name) }

// excludes reports whether the configuration excludes a text that is found in a
// directory.
func (c *configs) excludes(name string) bool { return c.found.Excludes(name) }

func newConfigCmd(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "tell which rules hold for a text, and why",
		Long: `check takes its rules from the nearest ` + config.Name + ` in the text's directory or above it; flags change what it says.
normalize reads one only where --config names it, so that a filter does the same wherever it runs.

  profile = "check"                # the rules to begin with: check, standard, encoding or search
  enable = ["strict-waw"]          # rules and groups to add
  disable = ["two-dots"]           # … to leave out
  only = ["digits"]                # just these
  fail-on = "warning"              # info, warning or error
  baseline = ".nass-baseline"      # findings that are known
  exclude = ["old/**"]             # not read when found in a directory

  [options]
  digits = "eastern"

  [[files]]                        # for the texts that glob matches, beside the above
  glob = "legal/**"
  disable = ["western-digits"]

  [[ignore]]                       # findings not to be told: all that is given must agree
  path = "news/*.txt"
  rule = "two-dots"                # or a group
  text = "حسبما"                   # in the words found or their line

fail-on and baseline are those of the working directory. Patterns and files are relative to the file that names them; a
pattern matches at any depth below it.`,
		Example: `  nass config show
  nass config show legal/act.txt`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShowCmd(p))
	return cmd
}
