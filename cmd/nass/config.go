package main

import (
	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
)

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

func newConfigShowCmd(p *process) *cobra.Command {
	var rules selection
	cmd := &cobra.Command{
		Use:   "show [FILE]",
		Short: "Show the configuration of a text and its source",
		Long:  "Without FILE, show the configuration of standard input: that of the working directory.",
		Example: `  nass config show
  nass config show --enable strict-waw news/page.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := corpus.Stdin
			if len(args) > 0 {
				name = args[0]
			}
			if err := rules.find(); err != nil {
				return err
			}
			settings, err := rules.Of(name)
			if err != nil {
				return err
			}
			return write(p.out, settings.AppendTOML(nil, name, new(output).style(p)))
		},
	}
	rules.addNearest(cmd, "check")
	return cmd
}

func newConfigSchemaCmd(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON schema of a configuration",
		Long:    "Editors that know JSON schemas check and complete " + config.Name + " with it.",
		Example: `  nass config schema > nass.schema.json`,
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return write(p.out, config.Schema()) },
	}
}
