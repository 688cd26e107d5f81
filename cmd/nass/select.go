package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/orthography"
)

// A selection is the flags that choose rules. Every verb that applies rules
// has the same.
type selection struct {
	profile string
	only    []string
	enable  []string
	disable []string
	options map[string]*string // by name; of the catalogue's options
	of      string             // --language
	cmd     *cobra.Command
}

func (s *selection) add(cmd *cobra.Command, profile string) {
	s.cmd = cmd
	f := cmd.Flags()
	f.StringVar(&s.profile, "profile", profile, "Start from `PROFILE` ["+strings.Join(orthography.Profiles, ", ")+"]")
	f.StringSliceVar(&s.only, "only", nil, "Use only these `RULES` or groups")
	f.StringSliceVar(&s.enable, "enable", nil, "Enable `RULES` or groups")
	f.StringSliceVar(&s.disable, "disable", nil, "Disable `RULES` or groups")
	s.options = map[string]*string{}
	for _, o := range orthography.Options() {
		var names []string
		for _, v := range o.Values {
			names = append(names, v.Name)
		}
		s.options[o.Name] = f.String(o.Name, "", o.Usage+" ["+strings.Join(names, ", ")+"]")
		command.Group(cmd, "Rule", o.Name)
		command.Complete(cmd, o.Name, func() []string { return names })
	}
	f.StringVar(&s.of, "language", "", "Language of the texts: `CODE` or none (default auto)")
	command.Group(cmd, "Rule", "profile", "only", "enable", "disable", "language")
	command.Complete(cmd, "profile", func() []string { return orthography.Profiles })
	command.Complete(cmd, "language", orthography.LanguageChoices)
	for _, flag := range []string{"only", "enable", "disable"} {
		command.Complete(cmd, flag, orthography.Names)
	}
}

// flags are those that were given.
func (s *selection) flags() (config.Flags, error) {
	f := config.Flags{Only: s.only, Enable: s.enable, Disable: s.disable, Options: map[string]string{}, Language: s.of}
	if _, err := orthography.ChooseLanguage(s.of); err != nil {
		return f, err
	}
	if s.cmd.Flags().Changed("profile") {
		f.Profile = s.profile
		if _, err := orthography.ParseProfile(f.Profile); err != nil {
			return f, err
		}
	}
	for name, value := range s.options {
		if s.cmd.Flags().Changed(name) {
			f.Options[name] = *value
		}
	}
	return f, nil
}

// given is a flag of the selection that was given, or "".
func (s *selection) given() string {
	names := []string{"profile", "only", "enable", "disable", "language"}
	for _, o := range orthography.Options() {
		names = append(names, o.Name)
	}
	for _, name := range names {
		if s.cmd.Flags().Changed(name) {
			return name
		}
	}
	return ""
}
