package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

func newConfigCmd(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "tell which rules hold for a text, and why",
		Long: `check takes its rules from the nearest ` + configName + ` in the text's directory or above it; flags change what it says.
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
pattern without a slash matches at any depth.`,
		Example: `  nass config show
  nass config show legal/act.txt`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShowCmd(p))
	return cmd
}

func newConfigShowCmd(p *process) *cobra.Command {
	var conf configs
	var rules selection
	cmd := &cobra.Command{
		Use:   "show [FILE]",
		Short: "tell the configuration of a text, and where it came from",
		Long:  "Without FILE it tells that of the standard input: the working directory's.",
		Example: `  nass config show
  nass config show --enable strict-waw news/page.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			conf.rules = &rules
			name := corpus.Stdin
			if len(args) > 0 {
				name = args[0]
			}
			return runConfigShow(p, &conf, name)
		},
	}
	conf.add(cmd)
	rules.add(cmd, "check")
	return cmd
}

func runConfigShow(p *process, c *configs, name string) error {
	if err := c.prepare(); err != nil {
		return err
	}
	conf, err := c.config(name)
	if err != nil {
		return err
	}
	set, err := c.of(name)
	if err != nil {
		return err
	}
	path := string(report.AppendVisible(nil, conf.path)) // for comments
	var b []byte
	if conf.path == "" {
		b = fmt.Appendf(b, "# no %s above ", configName)
		b = append(report.AppendVisible(b, shown(name)), '\n')
	} else {
		b = fmt.Appendf(b, "# from %s\n", path)
	}
	files, _ := c.match(conf, name)
	s := conf.selection(files)
	profile := conf.Profile
	from := path
	if profile == "" {
		from = "default"
	}
	if profile == "" || c.rules.cmd.Flags().Changed("profile") {
		profile = c.rules.profile
	}
	if c.rules.cmd.Flags().Changed("profile") {
		from = "flag"
	}
	b = fmt.Appendf(b, "profile = %s # %s\n", quoted(profile), from)
	key := func(key string, values, flag []string) {
		from := path
		if flag != nil {
			from = "flag"
			if values != nil {
				from = path + " and flag"
			}
		}
		if all := append(slices.Clip(values), flag...); len(all) > 0 {
			b = append(b, key+" = ["...)
			for i, v := range all {
				if i > 0 {
					b = append(b, ", "...)
				}
				b = append(b, quoted(v)...)
			}
			b = fmt.Appendf(b, "] # %s\n", from)
		}
	}
	if only := c.rules.only; only != nil {
		key("only", nil, only)
		key("enable", nil, c.rules.enable)
		key("disable", nil, c.rules.disable)
	} else {
		key("only", s.Only, nil)
		key("enable", s.Enable, c.rules.enable)
		key("disable", s.Disable, c.rules.disable)
	}
	if conf.FailOn != "" {
		b = fmt.Appendf(b, "fail-on = %s # %s\n", quoted(conf.FailOn), path)
	}
	if conf.Baseline != "" {
		b = fmt.Appendf(b, "baseline = %s # %s\n", quoted(conf.Baseline), path)
	}
	key("exclude", conf.Exclude, nil)
	merged, err := c.rules.over(s, conf.Profile)
	if err != nil {
		return err
	}
	if len(merged.Options) > 0 {
		b = append(b, "\n[options]\n"...)
		for _, o := range slices.Sorted(maps.Keys(merged.Options)) {
			from := path
			if c.rules.cmd.Flags().Changed(o) {
				from = "flag"
			}
			b = fmt.Appendf(b, "%s = %s # %s\n", o, quoted(merged.Options[o]), from)
		}
	}
	for _, x := range set.ignored {
		b = append(b, "\n[[ignore]]\n"...)
		for _, kv := range [][2]string{{"path", x.Path}, {"rule", x.Rule}, {"text", x.Text}} {
			if kv[1] != "" {
				b = fmt.Appendf(b, "%s = %s\n", kv[0], quoted(kv[1]))
			}
		}
	}
	b = fmt.Appendf(b, "\n# %d rules: ", len(set.engine.Rules()))
	width := 0
	for i, r := range set.engine.Rules() {
		if i > 0 {
			b = append(b, ", "...)
		}
		if width += len(r.Name) + 2; width > 100 {
			b = append(b, "\n#   "...)
			width = len(r.Name)
		}
		b = append(b, r.Name...)
	}
	return write(p.out, paintTOML(append(b, '\n'), new(output).style(p)))
}

// paintTOML gives TOML its colors: keys and headings stand out, comments do not.
func paintTOML(text []byte, style report.Style) []byte {
	if !style.Color {
		return text
	}
	var dst []byte
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		comment, quoted := len(line), false
		for i := 0; i < comment; i++ {
			switch c := line[i]; {
			case quoted && c == '\\':
				i++
			case c == '"':
				quoted = !quoted
			case c == '#' && !quoted:
				comment = i
			}
		}
		key, value, _ := strings.Cut(line[:comment], " = ")
		if key != "" {
			dst = style.Append(dst, report.InkName, key)
		}
		if value != "" {
			dst = append(append(dst, " = "...), value...)
		}
		if comment < len(line) {
			dst = style.Append(dst, report.InkDim, line[comment:])
		}
		dst = append(dst, '\n')
	}
	return dst
}

// quoted is a string of TOML, which knows the escapes of AppendVisible but not
// \xFF.
func quoted(s string) string {
	b := []byte{'"'}
	for s = strings.ToValidUTF8(s, "\uFFFD"); s != ""; {
		i := strings.IndexAny(s, `"\`)
		if i < 0 {
			i = len(s)
		}
		b = report.AppendVisible(b, s[:i])
		if s = s[i:]; s != "" {
			b = append(b, '\\', s[0])
			s = s[1:]
		}
	}
	return string(append(b, '"'))
}
