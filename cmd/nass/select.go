package main

import (
	"strings"

	"github.com/spf13/cobra"

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

// over is what base selects, changed by the flags that were given.
func (s *selection) over(base orthography.Selection, profile string) (orthography.Selection, error) {
	if profile == "" || s.cmd.Flags().Changed("profile") {
		profile = s.profile
	}
	var err error
	if base.Profile, err = orthography.ParseProfile(profile); err != nil {
		return base, err
	}
	if s.only != nil {
		base.Only = s.only
		base.Enable, base.Disable, base.Options = nil, nil, nil // what a file adds is not "just these"
	}
	base.Enable = append(base.Enable[:len(base.Enable):len(base.Enable)], s.enable...)
	base.Disable = append(base.Disable[:len(base.Disable):len(base.Disable)], s.disable...)
	options := map[string]string{}
	for name, value := range base.Options {
		options[name] = value
	}
	for name, value := range s.options {
		if s.cmd.Flags().Changed(name) {
			options[name] = *value
		}
	}
	base.Options = options
	return base, nil
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
