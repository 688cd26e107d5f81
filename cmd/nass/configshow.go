package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

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
	s, err := c.of(name)
	if err != nil {
		return err
	}
	return write(p.out, paintTOML(settingsTOML(s, name), new(output).style(p)))
}

// settingsTOML writes the settings of the text of that name as a configuration.
func settingsTOML(s *config.Settings, name string) []byte {
	var b []byte
	if s.File == "" {
		b = report.AppendVisible(fmt.Appendf(b, "# no %s above ", config.Name), shown(name))
	} else {
		b = report.AppendVisible(fmt.Appendf(b, "# from "), s.File)
	}
	b = appendSetting(append(b, '\n'), "profile", s.Profile)
	b = appendSettings(b, "only", s.Only)
	b = appendSettings(b, "enable", s.Enable)
	b = appendSettings(b, "disable", s.Disable)
	b = appendSetting(b, "fail-on", s.FailOn)
	b = appendSetting(b, "baseline", s.Baseline)
	b = appendSettings(b, "exclude", s.Exclude)
	if len(s.Options) > 0 {
		b = append(b, "\n[options]\n"...)
	}
	for _, o := range slices.Sorted(maps.Keys(s.Options)) {
		b = appendSetting(b, o, s.Options[o])
	}
	for _, x := range s.Ignore {
		b = append(b, "\n[[ignore]]\n"...)
		for _, kv := range [][2]string{{"path", x.Path}, {"rule", x.Rule}, {"text", x.Text}} {
			if kv[1] != "" {
				b = fmt.Appendf(b, "%s = %s\n", kv[0], quoted(kv[1]))
			}
		}
	}
	b = fmt.Appendf(b, "\n# %d rules: ", len(s.Engine.Rules()))
	width := 0
	for i, r := range s.Engine.Rules() {
		if i > 0 {
			b = append(b, ", "...)
		}
		if width += len(r.Name) + 2; width > 100 {
			b = append(b, "\n#   "...)
			width = len(r.Name)
		}
		b = append(b, r.Name...)
	}
	return append(b, '\n')
}

// appendSetting appends a setting, and where it comes from.
func appendSetting(b []byte, key string, v config.Value[string]) []byte {
	if v.Value == "" {
		return b
	}
	b = fmt.Appendf(b, "%s = %s # ", key, quoted(v.Value))
	return append(report.AppendVisible(b, v.From), '\n')
}

// appendSettings is appendSetting for a list.
func appendSettings(b []byte, key string, v config.Value[[]string]) []byte {
	if len(v.Value) == 0 {
		return b
	}
	var all []string
	for _, value := range v.Value {
		all = append(all, quoted(value))
	}
	b = fmt.Appendf(b, "%s = [%s] # ", key, strings.Join(all, ", "))
	return append(report.AppendVisible(b, v.From), '\n')
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
