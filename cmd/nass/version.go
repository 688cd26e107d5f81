package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/arabic"
)

// release and commit are set by the linker: -X main.release=1.0.0.
var release, commit string

// version is what this nass is called.
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// A build is what nass was made of.
type build struct {
	Version string            `json:"version"`
	Commit  string            `json:"commit"`
	Go      string            `json:"go"`
	System  string            `json:"system"`
	Data    map[string]string `json:"data"`
}

// data are the versions of the data in the program, in order.
var data = [][2]string{
	{"unicode", arabic.UnicodeVersion},
}

func theBuild() build {
	b := build{Version: version(), Commit: commit, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, Data: map[string]string{}}
	if info, ok := debug.ReadBuildInfo(); ok && b.Commit == "" {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				b.Commit = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				b.Commit += "+"
			}
		}
	}
	if b.Commit == "" {
		b.Commit = "unknown"
	}
	for _, d := range data {
		b.Data[d[0]] = d[1]
	}
	return b
}

// licenses are those of all that is linked, out of scripts/licenses.
//
//go:embed licenses.txt
var licenses []byte

func newVersionCmd(p *process) *cobra.Command {
	asJSON, notices := false, false
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print version and build information",
		Example: `  nass version
  nass version --json
  nass version --licenses`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			switch {
			case asJSON && notices:
				return errors.New("--json cannot be combined with --licenses")
			case notices:
				return write(p.out, licenses)
			}
			return runVersion(p, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "Print one JSON object")
	cmd.Flags().BoolVar(&notices, "licenses", false, "Print the licenses of all linked code")
	return cmd
}

func runVersion(p *process, asJSON bool) error {
	b := theBuild()
	var text []byte
	if asJSON {
		var err error
		if text, err = json.Marshal(b); err != nil {
			return err
		}
		return write(p.out, append(text, '\n'))
	}
	text = fmt.Appendf(text, "nass %s\ncommit   %s\ngo       %s %s\n", b.Version, b.Commit, b.Go, b.System)
	for _, d := range data {
		text = fmt.Appendf(text, "%-8s %s\n", d[0], d[1])
	}
	return write(p.out, text)
}
