package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Suggest returns the end of an error for a name that none of names is: the one that
// was meant, or else all of them where they are few.
func Suggest(name string, names []string) string {
	best := nearest(name, names)
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

// nearest is the one of names that differs least from name, or "" when none is
// near.
func nearest(name string, names []string) string {
	best, least := "", 1+len(name)/2
	for _, n := range names {
		if d := distance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}

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

// UnknownCommand returns the error for a word that is not a command below cmd, or nil
// if there is no word. It has the form of a [cobra.PositionalArgs].
func UnknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	hint := Suggest(args[0], names)
	if hint == "" {
		hint = "; see " + cmd.CommandPath() + " --help"
	}
	return fmt.Errorf("unknown command %q%s", args[0], hint)
}

// FlagError adds the nearest flag to the error for an unknown one, and says what is
// wrong with a number. That of a [Choice] says all by itself.
func FlagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		if _, ok := invalid.GetFlag().Value.(*Choice); ok {
			return invalid.Unwrap()
		}
	}
	var num *strconv.NumError
	if errors.As(err, &num) {
		what := "not a number"
		if errors.Is(num, strconv.ErrRange) {
			what = "out of range"
		}
		return errors.New(strings.TrimSuffix(err.Error(), num.Error()) + what)
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	near := nearest(unknown.GetSpecifiedName(), names)
	if near == "" || len(unknown.GetSpecifiedName()) < 2 {
		return err
	}
	return fmt.Errorf("%w; did you mean %q?", err, "--"+near)
}
