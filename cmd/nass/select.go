package main

import (
	"strings"

	"github.com/spf13/cobra"

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
	cmd     *cobra.Command
}

func (s *selection) add(cmd *cobra.Command, profile string) {
	s.cmd = cmd
	f := cmd.Flags()
	f.StringVar(&s.profile, "profile", profile, "the rules to begin with: "+strings.Join(orthography.Profiles, ", "))
	f.StringSliceVar(&s.only, "only", nil, "take just these `RULES` or groups, whatever the profile")
	f.StringSliceVar(&s.enable, "enable", nil, "add these `RULES` or groups")
	f.StringSliceVar(&s.disable, "disable", nil, "leave these `RULES` or groups out")
	s.options = map[string]*string{}
	for _, o := range orthography.Options() {
		var names []string
		for _, v := range o.Values {
			names = append(names, v.Name)
		}
		s.options[o.Name] = f.String(o.Name, "", o.Usage+": "+strings.Join(names, ", "))
		complete(cmd, o.Name, names...)
	}
	complete(cmd, "profile", orthography.Profiles...)
	names := catalogueNames()
	for _, flag := range []string{"only", "enable", "disable"} {
		complete(cmd, flag, names...)
	}
}

// catalogueNames are the names of all groups and rules.
func catalogueNames() []string {
	var names []string
	for _, g := range orthography.Groups() {
		names = append(names, string(g))
	}
	for _, r := range orthography.Rules() {
		names = append(names, r.Name)
	}
	return names
}

// flags are those that were given.
func (s *selection) flags() (config.Flags, error) {
	f := config.Flags{Only: s.only, Enable: s.enable, Disable: s.disable, Options: map[string]string{}}
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
	names := []string{"profile", "only", "enable", "disable"}
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
