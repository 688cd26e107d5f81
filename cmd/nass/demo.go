package main

import (
	_ "embed"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// demoPage is a page as an aggregator of news leaves it.
//
//go:embed demo.txt
var demoPage []byte

func newDemoCmd(p *process) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Try nass on a sample page",
		Long: `Write a page of an Arabic news aggregator to a temporary directory and show the output of nass normalize --diff and nass
check for it. The directory is removed at the end.`,
		Example: "  nass demo",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return runDemo(p) },
	}
}

func runDemo(p *process) error {
	dir, err := os.MkdirTemp("", "nass-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	back, err := os.Getwd()
	if err != nil {
		return err
	}
	if err := os.Chdir(dir); err != nil { // so that the page has a short name
		return err
	}
	defer os.Chdir(back)
	if err := os.WriteFile("page.txt", demoPage, 0o666); err != nil {
		return err
	}
	for _, args := range [][]string{{"normalize", "--diff", "page.txt"}, {"check", "--no-config", "--exit-zero", "page.txt"}} {
		if err := write(p.out, fmt.Appendf(nil, "$ nass %s\n", strings.Join(args, " "))); err != nil {
			return err
		}
		args = append(args, "--color", p.color, "--quiet="+strconv.FormatBool(p.quiet))
		root := newRootCmd(p, args...) // which sets the flags of p anew
		root.SetArgs(args)
		if err := root.Execute(); err != nil {
			return err
		}
	}
	return nil
}
