package main

import (
	"cmp"
	"errors"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
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
	cmd.Flags().StringVar(&c.file, "config", "", "Read `FILE` instead of the nearest "+config.Name)
	cmd.Flags().BoolVar(&c.none, "no-config", false, "Read no "+config.Name)
	command.Group(cmd, "Rule", "config", "no-config")
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
func (c *configs) find(o config.Options) error {
	o, err := c.options(o)
	if err == nil {
		c.found, err = config.NewFinder(o)
	}
	return err
}

// options completes what flags say beside those of rules, which o has.
func (c *configs) options(o config.Options) (config.Options, error) {
	if c.file != "" && c.none {
		return o, errors.New("--config cannot be combined with --no-config")
	}
	o.File, o.None, o.Profile = c.file, c.none, cmp.Or(o.Profile, c.rules.cmd.Flags().Lookup("profile").DefValue)
	return o, nil
}

// of is what holds for the text of that name.
func (c *configs) of(name string) (*config.Settings, error) { return c.found.Of(name) }

// excludes reports whether the configuration excludes a text that is found in a
// directory.
func (c *configs) excludes(name string) bool { return c.found.Excludes(name) }

// forces reports whether the configuration excludes a text that the user names.
func (c *configs) forces(name string) bool { return c != nil && c.found != nil && c.found.Forces(name) }

// includes reports whether the configuration includes a text that is found in a
// directory.
func (c *configs) includes(name string) bool {
	return c != nil && c.found != nil && c.found.Includes(name)
}

func newConfigCmd(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show which rules apply to a text, and why",
		Long: `check reads the nearest ` + config.Name + ` in the directory of the text or above it; flags override it. normalize reads a
configuration only if --config names it, so that a filter does the same wherever it runs.

  profile = "check"                # start from: check, standard, encoding or search
  enable = ["strict-waw"]          # rules and groups to add
  disable = ["two-dots"]           # rules and groups to remove
  only = ["digits"]                # use only these
  fail-on = "warning"              # info, warning or error
  baseline = ".nass-baseline"      # known findings
  exclude = ["old/**"]             # skip these files in directories
  force-exclude = true             # and also where they are named
  include = ["*.body"]             # read these files in directories
  extend = "../base.toml"          # settings that come first
  language = "ar"                  # of all texts, also fa or none; default auto

  [options]
  digits = "eastern"

  [translation]                    # what translations are compared with (default: beside them)
  source = "i18n/{lang}/app.json"  # {lang}: the code of the language

  [levels]                         # of rules and groups; also off
  two-dots = "error"

  [words]
  accept = ["مدرسه"]               # find and change nothing inside these words

  [[replace]]                      # a rule about whole words: replace/الانترنت
  pattern = "الانترنت|الأنترنت"
  fix = "الإنترنت"                 # without it, the words are only reported
  message = "as the house writes it"
  level = "warning"

  [[files]]                        # also for the texts that glob matches
  glob = "legal/**"
  disable = ["western-digits"]
  levels = { two-dots = "info" }   # over those above

  [[files]]                        # how check reads them
  glob = "data/*.csv"
  as = "csv"                       # a format of nass formats
  field = ["text"]                 # of records
  id-field = "id"
  language = "fa"                  # of the texts

  [[ignore]]                       # ignore findings for which every given key matches
  path = "news/*.txt"
  rule = "two-dots"                # or a group
  text = "حسبما"                   # in the words found or their line

fail-on and baseline are those of the working directory. Patterns and files are relative to the file that names them; a
pattern matches at any depth below it.`,
		Example: `  nass config show
  nass config show legal/act.txt
  nass config schema > nass.schema.json`,
		Args: command.UnknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShowCmd(p), newConfigSchemaCmd(p))
	return cmd
}
