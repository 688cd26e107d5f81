package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

// AppendTOML appends the settings of the text of that name as a configuration
// that gives the same, with a comment at each setting on where it comes from and
// with the names of the rules that hold. What a name holds that is not safe to
// print is escaped.
func (s *Settings) AppendTOML(dst []byte, name string, style report.Style) []byte {
	w := tomlWriter{dst, style}
	if s.File == "" {
		w.comment("# no "+Name+" above ", corpus.Display(name))
	} else {
		w.comment("# from ", s.File)
	}
	w.setting("profile", s.Profile)
	w.settings("only", s.Only)
	w.settings("enable", s.Enable)
	w.settings("disable", s.Disable)
	w.setting("fail-on", s.FailOn)
	w.setting("baseline", s.Baseline)
	w.settings("include", s.Include)
	w.settings("exclude", s.Exclude)
	if s.Force.Value != "" {
		w.key("force-exclude", s.Force.Value+" ")
		w.comment("# ", s.Force.From)
	}
	w.setting("language", s.Language)
	w.setting("as", s.As)
	w.settings("field", s.Field)
	w.setting("id-field", s.IDField)
	if len(s.Options) > 0 {
		w.heading("[options]")
	}
	for _, o := range slices.Sorted(maps.Keys(s.Options)) {
		w.setting(o, s.Options[o])
	}
	if s.Source.Value != "" {
		w.heading("[translation]")
		w.setting("source", s.Source)
	}
	if len(s.Levels) > 0 {
		w.heading("[levels]")
	}
	for _, name := range slices.Sorted(maps.Keys(s.Levels)) {
		w.setting(quotedKey(name), s.Levels[name])
	}
	if len(s.Accept.Value) > 0 {
		w.heading("[words]")
		w.settings("accept", s.Accept)
	}
	for _, x := range s.Replace {
		w.heading("[[replace]]")
		w.setting("pattern", Value[string]{x.Value.Pattern, x.From})
		if fix := x.Value.Fix; fix != nil {
			w.key("fix", quoted(*fix))
			w.dst = append(w.dst, '\n')
		}
		for _, kv := range [][2]string{{"message", x.Value.Message}, {"level", x.Value.Level}} {
			if kv[1] != "" {
				w.key(kv[0], quoted(kv[1]))
				w.dst = append(w.dst, '\n')
			}
		}
	}
	for _, x := range s.Ignore {
		w.heading("[[ignore]]")
		for _, kv := range [][2]string{{"path", x.Path}, {"rule", x.Rule}, {"text", x.Text}} {
			if kv[1] != "" {
				w.key(kv[0], quoted(kv[1]))
				w.dst = append(w.dst, '\n')
			}
		}
	}
	w.dst = append(w.dst, '\n')
	line := fmt.Sprintf("# %d rules: ", len(s.Engine.Rules()))
	width := 0
	for i, r := range s.Engine.Rules() {
		if i > 0 {
			line += ", "
		}
		if width += len(r.Name) + 2; width > 100 {
			w.comment(line, "")
			line, width = "#   ", len(r.Name)
		}
		line += r.Name
	}
	w.comment(line, "")
	return w.dst
}

// A tomlWriter writes lines of TOML: keys and headings are prominent, comments are
// not.
type tomlWriter struct {
	dst   []byte
	style report.Style
}

// comment appends a comment and ends the line; text is made visible.
func (w *tomlWriter) comment(head, text string) {
	w.dst = append(w.style.Append(w.dst, report.InkDim, string(report.AppendVisible([]byte(head), text))), '\n')
}

func (w *tomlWriter) heading(s string) {
	w.dst = append(w.style.Append(append(w.dst, '\n'), report.InkName, s), '\n')
}

func (w *tomlWriter) key(key, value string) {
	w.dst = append(append(w.style.Append(w.dst, report.InkName, key), " = "...), value...)
}

// setting appends a setting and where it comes from, unless it is empty.
func (w *tomlWriter) setting(key string, v Value[string]) {
	if v.Value != "" {
		w.key(key, quoted(v.Value)+" ")
		w.comment("# ", v.From)
	}
}

// settings is setting for a list.
func (w *tomlWriter) settings(key string, v Value[[]string]) {
	if len(v.Value) == 0 {
		return
	}
	var all []string
	for _, value := range v.Value {
		all = append(all, quoted(value))
	}
	w.key(key, "["+strings.Join(all, ", ")+"] ")
	w.comment("# ", v.From)
}

// quotedKey returns the key of a table, in quotation marks if it needs them.
func quotedKey(key string) string {
	for _, c := range []byte(key) {
		if c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return quoted(key)
		}
	}
	return key
}

// quoted returns a string of TOML, which has the escapes of AppendVisible but not
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
