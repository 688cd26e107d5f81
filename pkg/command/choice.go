package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A Choice is the value of a flag that takes one of a few names.
type Choice struct {
	Names []string

	flag  string
	value string
	def   string
	set   func(name string)
}

// Choose adds a flag to flags, which are cmd's, whose value is one of names; it is def
// unless it is given. The usage gains the list of the names, and the shell completes
// them.
func Choose(cmd *cobra.Command, flags *pflag.FlagSet, value *string, flag, def, usage string, names ...string) {
	*value = def
	add(cmd, flags, usage, &Choice{Names: names, flag: flag, value: def, def: def, set: func(name string) { *value = name }})
}

// Index does what [Choose] does for a value that is the index of its name. What it is
// before is the default. A name that is "" is not offered.
func Index[T ~int | ~uint8](cmd *cobra.Command, flags *pflag.FlagSet, value *T, flag, usage string, names ...string) {
	offered := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" })
	def := names[*value]
	add(cmd, flags, usage, &Choice{Names: offered, flag: flag, value: def, def: def, set: func(name string) { *value = T(slices.Index(names, name)) }})
}

func add(cmd *cobra.Command, flags *pflag.FlagSet, usage string, c *Choice) {
	flags.Var(c, c.flag, usage+" ["+strings.Join(c.Names, ", ")+"]")
	Complete(cmd, c.flag, func() []string { return c.Names })
}

// String returns the name that was chosen.
func (c *Choice) String() string { return c.value }

// Type returns the type of a flag that has no other.
func (c *Choice) Type() string { return "string" }

// Set chooses a name; no name is the default.
func (c *Choice) Set(name string) error {
	if name == "" {
		name = c.def
	} else if !slices.Contains(c.Names, name) {
		return UnknownValue(c.flag, name, c.Names)
	}
	c.value = name
	c.set(name)
	return nil
}

// UnknownValue returns the error for a value of a flag that none of names is.
func UnknownValue(flag, value string, names []string) error {
	return fmt.Errorf("unknown value of --%s %q%s", flag, value, Suggest(value, names))
}

// Complete makes the shell complete the values of a flag, which are asked for only
// then. It panics for an unknown flag.
func Complete(cmd *cobra.Command, flag string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // a slip of the program, which every run shows
	}
}
