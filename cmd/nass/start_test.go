package main

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestOneCommand: a command that runs is made without the others, and is the same.
func TestOneCommand(t *testing.T) {
	names := func(cmd *cobra.Command) (names []string) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		for _, below := range cmd.Commands() {
			names = append(names, below.Name())
		}
		return names
	}
	aboutAll := []string{"completion", "docs", "help"}
	all := newRootCmd(new(process)).Commands()
	for _, cmd := range all {
		root := newRootCmd(new(process), cmd.Name(), "--help")
		made := root.Commands()
		if slices.Contains(aboutAll, cmd.Name()) {
			if len(made) != len(all) {
				t.Errorf("nass %s knows %d of %d commands", cmd.Name(), len(made), len(all))
			}
			continue
		}
		if len(made) != 1 || made[0].Name() != cmd.Name() || !slices.Equal(names(made[0]), names(cmd)) {
			t.Errorf("nass %s makes %q", cmd.Name(), names(root))
		}
	}
}

// What the packages of this module may allocate before main begins, for sets of
// characters and the like.
const (
	initBytes  = 160 << 10
	initAllocs = 1000
)

// initTrace matches what the runtime writes of the initialization of a package of
// this module.
var initTrace = regexp.MustCompile(`(?m)^init github\.com/nass-ar/nass/pkg/\S+ .* (\d+) bytes, (\d+) allocs$`)

// TestInitAllocates: what a command may not need is made when it is needed, and not
// at every start.
func TestInitAllocates(t *testing.T) {
	nass, err := exec.LookPath("nass") // TestMain's
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.CommandContext(patience(t), nass, "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	total, allocs := 0, 0
	for _, m := range initTrace.FindAllStringSubmatch(stderr.String(), -1) {
		b, _ := strconv.Atoi(m[1])
		n, _ := strconv.Atoi(m[2])
		total, allocs = total+b, allocs+n
	}
	if allocs == 0 {
		t.Fatalf("no trace:\n%s", stderr.String())
	}
	if total > initBytes || allocs > initAllocs {
		t.Errorf("packages allocate %d bytes, %d times, of %d and %d at most:\n%s", total, allocs, initBytes, initAllocs, stderr.String())
	}
}
