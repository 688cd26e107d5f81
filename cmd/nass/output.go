package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

// An output is where a verb writes.
type output struct {
	file           string // of -o; "" or "-" is the standard output
	*corpus.Output        // between open and close
}

func (o *output) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "Write to `FILE` atomically; .gz and .zst are compressed")
	command.Group(cmd, "Output", "output")
}

// toFile reports whether the output is not the standard output.
func (o *output) toFile() bool { return o.file != "" && o.file != corpus.Stdin }

// onTerminal reports whether what p writes there is shown on a terminal.
func (o *output) onTerminal(p *process) bool { return !o.toFile() && isTerminal(p.out) }

// style is how a report for people looks that is written there.
func (o *output) style(p *process) report.Style {
	return report.Style{Color: p.colored() && !o.toFile(), Isolate: o.onTerminal(p)}
}

// open makes the output ready to be written.
func (o *output) open(p *process) (err error) {
	o.Output, err = corpus.OpenOutput(o.file, corpus.OutputOptions{Stdout: p.out, Stderr: p.err})
	return err
}

// write opens the output, has do write it from the input, and closes it. Any
// error, also one that was reported and passed over, leaves a file as it was.
func (o *output) write(p *process, in *input, do func() error) error {
	if o.toFile() || in.replaces || in.drafts {
		var stop func()
		in.ctx, stop = interruptible()
		defer stop()
	}
	in.seen = o.onTerminal(p) && !in.replaces
	if err := o.open(p); err != nil {
		return err
	}
	in.out = o
	err := do()
	if errors.Is(err, corpus.ErrAbandoned) {
		o.Discard() // and no more: others may still write
		return err
	}
	whole := err == nil && p.code < exitError
	if closeErr := o.End(whole); err == nil {
		err = closeErr
	}
	if err == nil && !whole && o.Replaces() {
		p.note("%s is left as it was", o.file)
	}
	return err
}

// put writes a part of what comes of t, at once if the user asks for that.
func (o *output) put(t *corpus.Text, part []byte) error {
	if _, err := o.Write(part); err != nil {
		return err
	}
	if t.Options.Flush {
		return o.Flush()
	}
	return nil
}

// merger writes what comes of texts to the output.
func merger[R any](o *output) func(t *corpus.Text, out []byte, _ R) error {
	return func(t *corpus.Text, out []byte, _ R) error { return o.put(t, out) }
}

// write writes to the standard output what is written at once.
func write(w io.Writer, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("<stdout>: %w", corpus.Cause(err))
	}
	return nil
}
