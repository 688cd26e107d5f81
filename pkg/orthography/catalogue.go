// Package orthography holds what nass knows of good Arabic writing: the
// catalogue of rules, the profiles they belong to, and the options that choose
// among them.
//
// The rules are values in one ordered slice. Their order is part of what they
// mean: each looks at what the ones before it left.
package orthography

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// The groups, in the order of the catalogue.
const (
	Encoding    rule.Group = "encoding"
	Invisible   rule.Group = "invisible"
	Letters     rule.Group = "letters"
	Tatweel     rule.Group = "tatweel"
	Marks       rule.Group = "marks"
	Digits      rule.Group = "digits"
	Punctuation rule.Group = "punctuation"
	Spacing     rule.Group = "spacing"
	Dates       rule.Group = "dates"
	Whole       rule.Group = "text"
	Folds       rule.Group = "search"
)

// everywhere is the profiles of a rule that repairs bytes and letters.
const everywhere = rule.Standard | rule.Encoding | rule.Search | rule.Check

// editor is the profiles of a rule that the careful editor applies.
const editor = rule.Standard | rule.Search | rule.Check

// Rules is the catalogue: every rule, in the order in which they act. The
// slice and its rules are shared and must not be changed.
func Rules() []*rule.Rule { return catalogue }

var catalogue = slices.Concat(
	encodingRules,
	invisibleRules,
	letterRules,
	tatweelRules,
	markRules,
	digitRules,
	punctuationRules,
	spacingRules,
	wawRules,
	dateRules,
	textRules,
	foldRules,
)

// Groups are the names of the groups, in the order of the catalogue.
func Groups() []rule.Group {
	var out []rule.Group
	for _, r := range catalogue {
		if !slices.Contains(out, r.Group) {
			out = append(out, r.Group)
		}
	}
	return out
}

// Lookup is the rule of that name.
func Lookup(name string) (*rule.Rule, error) {
	for _, r := range catalogue {
		if r.Name == name {
			return r, nil
		}
	}
	return nil, unknown("rule", name, ruleNames())
}

// Profiles are the names of the profiles.
var Profiles = []string{"standard", "encoding", "search", "check"}

// ParseProfile is the profile of that name.
func ParseProfile(name string) (rule.Profile, error) {
	switch name {
	case "standard":
		return rule.Standard, nil
	case "encoding":
		return rule.Encoding, nil
	case "search":
		return rule.Search, nil
	case "check":
		return rule.Check, nil
	}
	return 0, unknown("profile", name, Profiles)
}

// An Option is a choice among rules that exclude each other. Choosing a value
// puts its rule in and the other values' rules out.
type Option struct {
	Name   string
	Usage  string
	Values []Value
}

// A Value of an option, and the names of the rules that it puts in; none when
// the text is kept as it is.
type Value struct {
	Name  string
	Rules []string
}

// Options are the options, in the order of the catalogue.
func Options() []Option { return options }

var options = []Option{
	{"marks", "vowel marks: strip all, strip all but the shadda, or keep", []Value{
		{"keep", nil}, {"strip", []string{"marks-strip"}}, {"keep-shadda", []string{"marks-keep-shadda"}}}},
	{"tanween", "the tanween of the accusative: before or after its alef", []Value{
		{"keep", nil}, {"before-alef", []string{"tanween-before-alef"}}, {"after-alef", []string{"tanween-after-alef"}}}},
	{"digits", "which digits numbers are written in", []Value{
		{"western", []string{"western-digits"}}, {"eastern", []string{"eastern-digits"}}, {"keep", nil}}},
	{"quotes", "which quotation marks", []Value{
		{"keep", nil}, {"guillemets", []string{"quotes-guillemets"}}, {"ascii", []string{"quotes-ascii"}}}},
	{"dates", "how whole dates are written", []Value{
		{"arabic", []string{"mixed-date", "date-order"}}, {"iso", []string{"iso-dates"}}, {"keep", nil}}},
	{"months", "whose names the months of dates get", []Value{
		{"keep", nil}, {"egyptian", []string{"months-egyptian"}}, {"levantine", []string{"months-levantine"}}, {"maghrebi", []string{"months-maghrebi"}}, {"dual", []string{"months-dual"}}}},
}

// A Selection says which rules to take. The zero value takes none.
type Selection struct {
	Profile rule.Profile      // the rules to begin with
	Only    []string          // when given, just these of rules and groups, whatever the profile
	Enable  []string          // rules and groups to add
	Disable []string          // rules and groups to leave out; wins over all else
	Options map[string]string // the value of an option by its name
}

// Select is the rules of the catalogue that s takes, in order.
//
// The name of a group stands for its rules in the standard profile and those
// that check reports; Disable takes in the rest of them too. A rule to be had
// by name only is never in by its group: some of them contradict each other.
func Select(s Selection) ([]*rule.Rule, error) {
	in := map[*rule.Rule]bool{}
	mark := func(names []string, on bool) error {
		for _, name := range names {
			found := false
			for _, r := range catalogue {
				switch {
				case r.Name == name:
					if on {
						exclude(in, r.Name)
					}
				case string(r.Group) == name:
					found = true
					if on && r.In&(rule.Standard|rule.Check) == 0 {
						continue
					}
				default:
					continue
				}
				found = true
				in[r] = on
			}
			if !found {
				return unknown("rule or group", name, append(ruleNames(), groupNames()...))
			}
		}
		return nil
	}
	for _, r := range catalogue {
		in[r] = r.In&s.Profile != 0
	}
	if s.Only != nil {
		clear(in)
		if err := mark(s.Only, true); err != nil {
			return nil, err
		}
	}
	if err := mark(s.Enable, true); err != nil {
		return nil, err
	}
	for _, o := range options {
		value, given := s.Options[o.Name]
		if !given {
			continue
		}
		if err := o.choose(in, value); err != nil {
			return nil, err
		}
	}
	if err := mark(s.Disable, false); err != nil {
		return nil, err
	}
	var out []*rule.Rule
	for _, r := range catalogue {
		if in[r] {
			out = append(out, r)
		}
	}
	return out, nil
}

// choose puts the rules of the value in, and those of the others out.
func (o *Option) choose(in map[*rule.Rule]bool, value string) error {
	at := slices.IndexFunc(o.Values, func(v Value) bool { return v.Name == value })
	if at < 0 {
		var names []string
		for _, v := range o.Values {
			names = append(names, v.Name)
		}
		return unknown("value of --"+o.Name, value, names)
	}
	for _, v := range o.Values {
		for _, name := range v.Rules {
			r, err := Lookup(name)
			if err != nil {
				return err
			}
			in[r] = v.Name == value
		}
	}
	return nil
}

// exclude takes out the rules that exclude the rule of that name.
func exclude(in map[*rule.Rule]bool, name string) {
	for _, o := range options {
		if !slices.ContainsFunc(o.Values, func(v Value) bool { return slices.Contains(v.Rules, name) }) {
			continue
		}
		for _, v := range o.Values {
			if slices.Contains(v.Rules, name) {
				continue
			}
			for r := range in {
				if slices.Contains(v.Rules, r.Name) {
					in[r] = false
				}
			}
		}
	}
}

func ruleNames() []string {
	var names []string
	for _, r := range catalogue {
		names = append(names, r.Name)
	}
	return names
}

func groupNames() []string {
	var names []string
	for _, g := range Groups() {
		names = append(names, string(g))
	}
	return names
}

// ErrUnknown is wrapped by the error for a name that is not in the catalogue.
var ErrUnknown = errors.New("unknown name")

// unknown is the error for a name that none of names is, with the nearest.
func unknown(what, name string, names []string) error {
	return fmt.Errorf("orthography: unknown %s %q%s%w", what, name, Suggestion(name, names), quiet{})
}

// Suggestion is the end of an error for a name that none of names is: the one
// that was meant, or else all of them where they are few.
func Suggestion(name string, names []string) string {
	best := Nearest(name, names)
	for _, n := range names {
		if best == "" && len(name) > 2 && strings.Contains(n, name) {
			best = n
		}
	}
	switch last := len(names) - 1; {
	case best != "":
		return fmt.Sprintf("; did you mean %q?", best)
	case last < 1 || last > 8:
		return ""
	default:
		return fmt.Sprintf(" (use %s or %s)", strings.Join(names[:last], ", "), names[last])
	}
}

// Nearest is the one of names that differs least from name, or "" when none is
// near.
func Nearest(name string, names []string) string {
	best, least := "", 1+len(name)/2
	for _, n := range names {
		if d := distance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}

// quiet is ErrUnknown without words of its own.
type quiet struct{}

func (quiet) Error() string { return "" }
func (quiet) Unwrap() error { return ErrUnknown }

// distance is the Levenshtein distance of two names, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
