package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// ReplaceGroup is the group of the rules that configurations make.
const ReplaceGroup rule.Group = "replace"

// A Replace is a rule about words of the project. Its name is that of the group, a slash
// and the first words that it looks for.
type Replace struct {
	Pattern string  `toml:"pattern" doc:"whole words to look for; | between alternatives"`
	Fix     *string `toml:"fix" doc:"what to write instead; without it, the words are only reported"`
	Message string  `toml:"message" doc:"what to say of the words"`
	Level   string  `toml:"level" doc:"info, warning (default) or error"`

	words []string
	rule  *rule.Rule
}

// everyProfile is all profiles: who writes a rule wants it.
const everyProfile = orthography.Standard | orthography.Encoding | orthography.Search | orthography.Check

// compile makes the rule.
func (x *Replace) compile() error {
	words := strings.Split(x.Pattern, "|")
	var first []rune
	name := ""
	for i, w := range words {
		words[i] = strings.TrimSpace(w)
		if words[i] == "" {
			return errors.New("pattern: there are no words to look for")
		}
		if strings.ContainsAny(words[i], "\r\n") || !utf8.ValidString(words[i]) {
			return fmt.Errorf("pattern: %q is no text of one line", words[i])
		}
		r, _ := utf8.DecodeRuneInString(words[i])
		first = append(first, r)
		if i == 0 {
			name = string(ReplaceGroup) + "/" + strings.Join(strings.Fields(words[i]), "-")
		}
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) }) // the longest that is there
	r := &rule.Rule{Name: name, Title: "words of the configuration", Doc: x.Message, Group: ReplaceGroup,
		Level: rule.Warning, In: everyProfile, Bad: words[0], Fix: rule.Manual}
	if x.Message != "" {
		r.Title = x.Message
	}
	if x.Level != "" {
		level, err := rule.ParseLevel(x.Level)
		if err != nil {
			return &orthography.UnknownError{What: "level", Name: x.Level, Known: rule.Levels}
		}
		r.Level = level
	}
	fix := ""
	if x.Fix != nil {
		fix, r.Fix, r.Good = *x.Fix, rule.Safe, *x.Fix
		if strings.ContainsAny(fix, "\r\n") || !utf8.ValidString(fix) {
			return fmt.Errorf("fix: %q is no text of one line", fix)
		}
	}
	r.Anywhere = !slices.ContainsFunc(words, func(w string) bool { return arabic.IndexLetter([]byte(w)) >= 0 })
	r.Find = &rule.Finder{
		Triggers: []rule.Trigger{{At: arabic.SetOf(string(first))}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			for _, w := range words {
				if bytes.HasPrefix(t.Bytes()[i:], []byte(w)) && wholeWords(t, i, i+len(w)) {
					return rule.Match{Span: span.Span{Start: i, End: i + len(w)}, New: fix}, true
				}
			}
			return rule.Match{}, false
		},
	}
	x.words, x.rule = words, r
	return nil
}

// wholeWords reports whether no word goes on before start or after end.
func wholeWords(t *rule.Line, start, end int) bool {
	goesOn := func(a, b rune) bool { return inWord(a) && inWord(b) }
	before, _ := t.Prev(start)
	first, _ := t.Next(start)
	last, _ := t.Prev(end)
	after, _ := t.Next(end)
	return !goesOn(before, first) && !goesOn(last, after) && !unicode.Is(unicode.M, after)
}

func inWord(r rune) bool {
	return r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// finds reports whether the rule finds something in the text, which stands by itself.
func (x *Replace) finds(text string) bool {
	t := rule.NewLine([]byte(text))
	for _, w := range x.words {
		for from := 0; from < len(text); from++ {
			i := strings.Index(text[from:], w)
			if i < 0 {
				break
			}
			if from += i; wholeWords(t, from, from+len(w)) {
				return true
			}
		}
	}
	return false
}

// settle returns an error for the first of all whose fix leads back to what it looks for:
// they would never come to an end.
func settle(all []*Replace) (*Replace, error) {
	done := map[*Replace]bool{}
	var leads func(x, to *Replace, seen map[*Replace]bool) bool
	leads = func(x, to *Replace, seen map[*Replace]bool) bool {
		if seen[x] || x.Fix == nil {
			return false
		}
		seen[x] = true
		return slices.ContainsFunc(all, func(y *Replace) bool {
			return !done[y] && y.finds(*x.Fix) && (y == to || leads(y, to, seen))
		})
	}
	for _, x := range all {
		switch {
		case x.Fix == nil:
		case x.finds(*x.Fix):
			return x, fmt.Errorf("%q holds what the pattern looks for", *x.Fix)
		case leads(x, x, map[*Replace]bool{}):
			return x, fmt.Errorf("%q is replaced back", *x.Fix)
		}
		done[x] = true // it leads to itself by none
	}
	return nil, nil
}
