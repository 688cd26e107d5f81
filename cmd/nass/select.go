package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/orthography"
)

// A selection is the flags that choose rules, and the configuration of each text. Every
// verb that applies rules has the same.
type selection struct {
	config.Options // see options
	names          []string
	cmd            *cobra.Command
	asked          bool // no configuration is read but that of --config

	*config.Finder // by find
}

// add adds the flags; profile is where rules start without them. The configuration is
// that of --config, or none.
func (s *selection) add(cmd *cobra.Command, profile, usageOfConfig string) {
	s.cmd, s.asked, s.Profile = cmd, true, profile
	f := cmd.Flags()
	f.StringVar(&s.File, "config", "", usageOfConfig)
	f.StringVar(&s.Flags.Profile, "profile", profile, "Start from `PROFILE` ["+strings.Join(orthography.Profiles, ", ")+"]")
	f.StringSliceVar(&s.Flags.Only, "only", nil, "Use only these `RULES` or groups")
	f.StringSliceVar(&s.Flags.Enable, "enable", nil, "Enable `RULES` or groups")
	f.StringSliceVar(&s.Flags.Disable, "disable", nil, "Disable `RULES` or groups")
	f.StringVar(&s.Flags.Language, "language", "", "Language of the texts: `CODE` or none (default auto)")
	s.names = []string{"config", "profile", "only", "enable", "disable", "language"}
	for _, o := range orthography.Options() {
		var values []string
		for _, v := range o.Values {
			values = append(values, v.Name)
		}
		f.String(o.Name, "", o.Usage+" ["+strings.Join(values, ", ")+"]")
		s.names = append(s.names, o.Name)
		command.Complete(cmd, o.Name, func() []string { return values })
	}
	command.Group(cmd, "Rule", s.names...)
	command.Complete(cmd, "profile", func() []string { return orthography.Profiles })
	command.Complete(cmd, "language", orthography.LanguageChoices)
	for _, flag := range []string{"only", "enable", "disable"} {
		command.Complete(cmd, flag, orthography.Names)
	}
}

// addNearest does what add does. The configuration is the nearest one, unless flags say
// otherwise.
func (s *selection) addNearest(cmd *cobra.Command, profile string) {
	s.add(cmd, profile, "Read `FILE` instead of the nearest "+config.Name)
	s.asked = false
	cmd.Flags().BoolVar(&s.None, "no-config", false, "Read no "+config.Name)
	command.Group(cmd, "Rule", "no-config")
}

// options returns what the flags say.
func (s *selection) options() (config.Options, error) {
	o := s.Options
	if s.asked {
		o.None = o.File == ""
	} else if o.File != "" && o.None {
		return o, errors.New("--config cannot be combined with --no-config")
	}
	if _, err := orthography.ChooseLanguage(o.Flags.Language); err != nil {
		return o, err
	}
	if !s.cmd.Flags().Changed("profile") {
		o.Flags.Profile = ""
	} else if _, err := orthography.ParseProfile(o.Flags.Profile); err != nil {
		return o, err
	}
	o.Flags.Options = map[string]string{}
	for _, x := range orthography.Options() {
		if f := s.cmd.Flags().Lookup(x.Name); f.Changed {
			o.Flags.Options[x.Name] = f.Value.String()
		}
	}
	return o, nil
}

// find reads the configuration of the working directory, and reports what is wrong with
// the flags.
func (s *selection) find() error {
	o, err := s.options()
	if err == nil {
		s.Finder, err = config.NewFinder(o)
	}
	return err
}

// given is a flag of the selection that was given, or "".
func (s *selection) given() string {
	for _, name := range s.names {
		if s.cmd.Flags().Changed(name) {
			return name
		}
	}
	return ""
}
