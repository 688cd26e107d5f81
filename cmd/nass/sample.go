package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/sketch"
)

type sampleOptions struct {
	p    *process
	in   input
	out  output
	n    int
	seed uint64
}

func newSampleCmd(p *process) *cobra.Command {
	o := &sampleOptions{p: p}
	cmd := &cobra.Command{
		Use:   "sample [FILE]...",
		Short: "Choose records or lines at random",
		Long: `Choose records of JSON Lines, CSV and TSV, or lines of plain text, and print them byte for byte, in the order of the input.
With no FILE, or when FILE is -, read standard input. Every record has the same chance, and blank lines have none. The same
seed chooses the same records of the same files, for any number of jobs.

The first row of CSV and TSV has the names of the columns, and is printed too, unless --field names columns by numbers. All
files must then have the same. Pages and Parquet have no records that can be copied; they are an error.`,
		Example: `  nass sample -n 1000 --seed 7 crawl.jsonl.zst > sample.jsonl
  nass sample -n 20 news/ | nass check
  nass sample -n 100 -o sample.csv table.csv`,
		RunE: func(_ *cobra.Command, args []string) error { return runSample(o, args) },
	}
	f := cmd.Flags()
	f.IntVarP(&o.n, "number", "n", 10, "Choose `N` records")
	f.Uint64Var(&o.seed, "seed", 0, "Choose other records for another `NUMBER`")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

// errHead says that files do not go together.
var errHead = errors.New("the names of the columns differ from those of the first file")

func runSample(o *sampleOptions, args []string) error {
	switch {
	case o.n < 0:
		return fmt.Errorf("--number: must be 0 or more, got %d", o.n)
	case o.in.lines:
		return errors.New("--line-buffered has no effect: the records are printed at the end")
	}
	if o.in.workers >= 0 {
		o.in.workers = 1 // which reads as fast as several
	}
	sample := sketch.NewSample(o.n, o.seed)
	var head []byte
	read := 0
	return o.out.write(o.p, &o.in, func() error {
		err := walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work: func(t *corpus.Text, _ func([]byte, struct{}) error) error {
				read++
				return document.Raw(o.in.File(t), func(raw []byte) error {
					if head != nil && !bytes.Equal(bytes.TrimSpace(head), bytes.TrimSpace(raw)) || head == nil && read > 1 {
						return errHead
					}
					if head == nil {
						head = append([]byte{}, raw...)
					}
					return nil
				}, func(raw []byte) error {
					sample.Add(raw)
					return nil
				})
			},
		})
		if err != nil {
			return err
		}
		for _, raw := range append([][]byte{head}, sample.Records()...) {
			if len(raw) > 0 && raw[len(raw)-1] != '\n' {
				raw = append(raw, '\n')
			}
			if _, err := o.out.Write(raw); err != nil {
				return err
			}
		}
		return nil
	})
}
