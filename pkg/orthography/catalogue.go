// Package orthography holds the rules of Arabic writing: the catalogue of
// rules, the profiles they belong to, and the options that choose among them.
//
// The rules are values in one ordered slice. The order is part of their
// meaning: each rule sees the text that the rules before it produced.
//
// The package promises for every selection of rules that normalizing is
// idempotent, that the edits of a text produce its normal form, and that a rule
// with a fix finds nothing to fix in the normal form. No edit touches a URL, an
// e-mail address, a mention, a hashtag or a file name.
package orthography

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/rule"
)

//go:generate go run ../../scripts/gen-words

// The groups, in the order of the catalogue.
const (
	Bytes       rule.Group = "encoding"
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
	Script      rule.Group = "script"
	Translation rule.Group = "translation"
)

// The profiles.
const (
	Standard rule.Profile = 1 << iota // the careful editor
	Encoding                          // bytes and letters only
	Search                            // keys of an index
	Check                             // reported by default
)

// everywhere is the profiles of a rule that repairs bytes and letters.
const everywhere = Standard | Encoding | Search | Check

// editor is the profiles of a rule that the careful editor applies.
const editor = Standard | Search | Check

// Rules returns the catalogue: every rule, in the order in which the rules act.
// The slice and its rules are shared and must not be changed.
func Rules() []*rule.Rule { return catalogue() }

var catalogue = sync.OnceValue(func() []*rule.Rule {
	return slices.Concat(
		damageRules(),
		unless(slices.Concat(
			encodingRules(),
			invisibleRules(),
			unless(letterRules(), foreign, scripture),
			unless(finalLetterRules(), foreign),
			unless(slipRules(), foreign, scripture),
			unless(tatweelRules(), foreign, otherScript, scripture),
			unless(markRules(), foreign),
			unless(numberRules(), foreign, otherScript, scripture, code),
			unless(digitRules(), foreign, otherScript, scripture),
			unless(punctuationRules(), foreign, otherScript, code),
			unless(spacingRules(), foreign, otherScript, code),
			unless(wawRules(), foreign, otherScript, code),
			unless(dateRules(), foreign, otherScript),
			natureRules(),
			unless(textRules(), foreign),
			unless(imlaaiRules(), foreign),
			foldRules(),
			scriptRules(),
			unless(slices.Concat(translationRules(), translationStyleRules()), foreign),
		), damaged),
	)
})

// unless returns the rules, which from then on do not apply to lines of which one of
// the facts holds. Whether a line is code matters only to rules of Arabic lines, and
// what a survey counts, such as lines, is in texts of all languages.
func unless(rules []*rule.Rule, facts ...*rule.Fact) []*rule.Rule {
	for _, r := range rules {
		for _, f := range facts {
			if r.Survey == nil && (f != code || !r.Anywhere) {
				r.Unless = append(r.Unless, f)
			}
		}
	}
	return rules
}

// reportsOnly are the rules that a profile reports and does not fix.
var reportsOnly = sync.OnceValue(func() map[*rule.Rule]*rule.Rule {
	only := map[*rule.Rule]*rule.Rule{}
	for _, r := range catalogue() {
		if r.Reported != 0 {
			only[r] = r.ReportsOnly()
		}
	}
	return only
})

// Groups returns the names of the groups, in the order of the catalogue.
func Groups() []rule.Group {
	var out []rule.Group
	for _, r := range catalogue() {
		if !slices.Contains(out, r.Group) {
			out = append(out, r.Group)
		}
	}
	return out
}

// Lookup returns the rule with the given name, or an [*UnknownError].
func Lookup(name string) (*rule.Rule, error) {
	for _, r := range catalogue() {
		if r.Name == name {
			return r, nil
		}
	}
	return nil, &UnknownError{"rule", name, ruleNames()}
}

// Named returns the rules with these names and in these groups, in the order
// given. An unknown name is an [*UnknownError].
func Named(names ...string) ([]*rule.Rule, error) {
	var rules []*rule.Rule
	for _, name := range names {
		n := len(rules)
		for _, r := range catalogue() {
			if r.Name == name || string(r.Group) == name {
				rules = append(rules, r)
			}
		}
		if len(rules) == n {
			return nil, &UnknownError{"rule or group", name, Names()}
		}
	}
	return rules, nil
}

// Names returns the names of all groups and rules.
func Names() []string { return append(groupNames(), ruleNames()...) }

// ProfilesOf returns the names of the profiles that a rule belongs to.
func ProfilesOf(r *rule.Rule) []string {
	var names []string
	for _, name := range Profiles {
		if p, err := ParseProfile(name); err == nil && (r.In|r.Reported)&p != 0 {
			names = append(names, name)
		}
	}
	return names
}

// Profiles are the names of the profiles.
var Profiles = []string{"standard", "encoding", "search", "check"}

// ParseProfile returns the profile with the given name, or an [*UnknownError].
func ParseProfile(name string) (rule.Profile, error) {
	switch name {
	case "standard":
		return Standard, nil
	case "encoding":
		return Encoding, nil
	case "search":
		return Search, nil
	case "check":
		return Check, nil
	}
	return 0, &UnknownError{"profile", name, Profiles}
}

// An Option is a choice among rules that exclude each other. Choosing a value
// enables the rules of that value and disables the rules of the other values.
type Option struct {
	Name   string
	Usage  string
	Values []Value
}

// A Value is one value of an option, with the names of the rules that it
// enables. A value without rules keeps the text as it is.
type Value struct {
	Name  string
	Rules []string
}

// Options returns the options, in the order of the catalogue.
func Options() []Option { return options }

var options = []Option{
	{"marks", "Diacritics", []Value{
		{"keep", nil}, {"strip", []string{"marks-strip"}}, {"keep-shadda", []string{"marks-keep-shadda"}}}},
	{"tanween", "Position of tanween fath", []Value{
		{"keep", nil}, {"before-alef", []string{"tanween-before-alef"}}, {"after-alef", []string{"tanween-after-alef"}}}},
	{"digits", "Digits of numbers", []Value{
		{"western", []string{"western-digits"}}, {"eastern", []string{"eastern-digits"}}, {"keep", nil}}},
	{"numbers", "Whole numbers", []Value{
		{"keep", nil}, {"digits", []string{"numbers-to-digits"}}, {"words", []string{"numbers-to-words"}}}},
	{"quotes", "Quotation marks", []Value{
		{"keep", nil}, {"guillemets", []string{"quotes-guillemets"}}, {"ascii", []string{"quotes-ascii"}}}},
	{"dates", "Format of whole dates", []Value{
		{"arabic", []string{"mixed-date", "date-order"}}, {"iso", []string{"iso-dates"}}, {"keep", nil}}},
	{"script", "Script", []Value{
		{"keep", nil}, {"buckwalter", []string{"buckwalter"}}, {"hsb", []string{"hsb"}},
		{"from-buckwalter", []string{"from-buckwalter"}}, {"from-hsb", []string{"from-hsb"}}}},
	{"months", "Names of months", []Value{
		{"keep", nil}, {"egyptian", []string{"months-egyptian"}}, {"levantine", []string{"months-levantine"}}, {"maghrebi", []string{"months-maghrebi"}}, {"dual", []string{"months-dual"}}}},
}

// A Selection chooses rules. The zero value chooses none.
type Selection struct {
	Profile rule.Profile      // the rules to begin with
	Only    []string          // if not nil, only these rules and groups, whatever the profile
	Enable  []string          // rules and groups to add
	Disable []string          // rules and groups to remove, after all else
	Options map[string]string // the value of an option by its name
	Levels  map[string]string // the level of rules and groups, or Off
	Own     []*rule.Rule      // rules beside the catalogue, which act after it
}

// ForNames returns the rules that give a text the form in which package entity finds names:
// the standard profile, but for dates and digits, since how they are written makes no name.
func ForNames() Selection {
	return Selection{Profile: Standard, Disable: []string{string(Dates), string(Digits)}}
}

// Compile returns an engine that runs the rules of s. It returns the error of
// [Select].
func (s Selection) Compile() (*rule.Engine, error) {
	rules, err := Select(s)
	if err != nil {
		return nil, err
	}
	return rule.Compile(rules)
}

// Select returns the rules of the catalogue that s chooses, in order.
//
// The name of a group means its rules in the standard profile and in the check
// profile; in Disable it means all its rules. A rule outside these profiles is
// enabled only by its own name, because some of these rules contradict each
// other. An unknown name or value is an [*UnknownError].
func Select(s Selection) ([]*rule.Rule, error) {
	rules := catalogue()
	if s.Own != nil {
		rules = slices.Concat(catalogue(), s.Own)
	}
	in, reported := map[*rule.Rule]bool{}, map[*rule.Rule]bool{}
	mark := func(names []string, on bool) error {
		for _, name := range names {
			found := false
			for _, r := range rules {
				switch {
				case r.Name == name:
					if on {
						exclude(in, r.Name)
					}
				case string(r.Group) == name:
					found = true
					if on && r.In&(Standard|Check) == 0 {
						reported[r] = r.Reported&Check != 0
						continue
					}
				default:
					continue
				}
				found = true
				in[r], reported[r] = on, false
			}
			if !found {
				return &UnknownError{"rule or group", name, append(Names(), namesOf(s.Own)...)}
			}
		}
		return nil
	}
	for _, r := range rules {
		in[r] = r.In&s.Profile != 0
		reported[r] = r.Reported&s.Profile != 0
	}
	if s.Only != nil {
		clear(in)
		clear(reported)
		if err := mark(s.Only, true); err != nil {
			return nil, err
		}
	}
	if err := mark(s.Enable, true); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(s.Options)) {
		at := slices.IndexFunc(options, func(o Option) bool { return o.Name == name })
		if at < 0 {
			return nil, &UnknownError{"option", name, optionNames()}
		}
		if err := options[at].choose(in, s.Options[name]); err != nil {
			return nil, err
		}
	}
	if err := mark(s.Disable, false); err != nil {
		return nil, err
	}
	levels, err := s.levels(rules)
	if err != nil {
		return nil, err
	}
	var out []*rule.Rule
	for _, r := range rules {
		level, leveled := levels[r]
		if level == off || !in[r] && !reported[r] {
			continue
		}
		if !in[r] {
			r = reportsOnly()[r]
		}
		if leveled {
			r = atLevel(r, level)
		}
		out = append(out, r)
	}
	return out, nil
}

// Off is the name of the level of rules that are not used.
const Off = "off"

// off is that level.
const off = rule.Error + 1

// levels returns the levels that s gives to rules. That of a rule wins over that of its
// group.
func (s Selection) levels(rules []*rule.Rule) (map[*rule.Rule]rule.Level, error) {
	levels := map[*rule.Rule]rule.Level{}
	for _, ofGroup := range []bool{true, false} {
		for _, name := range slices.Sorted(maps.Keys(s.Levels)) {
			level, found := off, false
			for _, r := range rules {
				found = found || r.Name == name || string(r.Group) == name
			}
			if !found {
				return nil, &UnknownError{"rule or group", name, append(Names(), namesOf(s.Own)...)}
			}
			if value := s.Levels[name]; value != Off {
				var err error
				if level, err = rule.ParseLevel(value); err != nil {
					return nil, &UnknownError{"level", value, append(slices.Clone(rule.Levels), Off)}
				}
			}
			for _, r := range rules {
				if ofGroup && string(r.Group) == name || !ofGroup && r.Name == name {
					levels[r] = level
				}
			}
		}
	}
	return levels, nil
}

// leveled holds the rules that atLevel has made.
var leveled sync.Map

// atLevel returns the rule at another level: the same one each time.
func atLevel(r *rule.Rule, level rule.Level) *rule.Rule {
	if r.Level == level {
		return r
	}
	type key struct {
		of    *rule.Rule
		level rule.Level
	}
	if known, ok := leveled.Load(key{r, level}); ok {
		return known.(*rule.Rule)
	}
	other := *r
	other.Level, other.Base = level, r
	known, _ := leveled.LoadOrStore(key{r, level}, &other)
	return known.(*rule.Rule)
}

// choose puts the rules of the value in, and those of the others out.
func (o *Option) choose(in map[*rule.Rule]bool, value string) error {
	at := slices.IndexFunc(o.Values, func(v Value) bool { return v.Name == value })
	if at < 0 {
		var names []string
		for _, v := range o.Values {
			names = append(names, v.Name)
		}
		return &UnknownError{"value of --" + o.Name, value, names}
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

// An UnknownError reports a name that the catalogue does not have.
type UnknownError struct {
	What  string   // that has such names: "rule", "profile", "option" …
	Name  string   // as given
	Known []string // the names there are, in the order of the catalogue
}

// Error returns the kind of the name and the name.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("orthography: unknown %s %q", e.What, e.Name)
}

func ruleNames() []string { return namesOf(catalogue()) }

func namesOf(rules []*rule.Rule) []string {
	var names []string
	for _, r := range rules {
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

func optionNames() []string {
	var names []string
	for _, o := range options {
		names = append(names, o.Name)
	}
	return names
}
