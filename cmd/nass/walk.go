package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
)

// walk goes through the texts that args and the flags name, with the job, and
// reports the errors of texts. It returns only the error that ends all.
func walk[R any](in *input, p *process, args []string, job corpus.Job[R]) error {
	if err := in.check(args); err != nil {
		return err
	}
	var progress corpus.Progress
	if !p.quiet && !in.seen && isTerminal(p.err) { // somebody looks, and does not see the output itself
		defer p.say.Follow(progress.String)()
	}
	texts := in.inputs(args)
	texts.Terminal = isTerminal(p.in)
	if in.from == "" && len(args) == 0 && texts.Terminal {
		p.note("reading standard input; press Ctrl-D to finish")
	}

	work, end := job.Work, job.End
	job.Work = func(t *corpus.Text, emit func([]byte, R) error) error {
		defer progress.Begin(t.File)()
		if err := work(t, emit); err != nil {
			if errors.As(err, new(*document.FieldError)) && !texts.Named(t.Name()) && in.File(t).Options.Fields == nil {
				texts.Skipped.Add(&texts.Skipped.Records)
				return corpus.SkipError{}
			}
			return err
		}
		if in.replaces {
			return nil
		}
		return t.Mixed()
	}
	job.End = func(name string, err error) error {
		skip := new(corpus.SkipError)
		switch {
		case errors.As(err, skip):
			if skip.Why != nil {
				p.note("%s: %s", shown(name), message(skip.Why))
			}
			return nil
		case err != nil:
			p.failIn(name, err)
		}
		if end == nil {
			return nil
		}
		return end(name, err)
	}

	names := texts.Names()
	if in.pick != nil {
		names = in.pick(names)
	}
	err := corpus.Each(names, corpus.EachOptions{
		Jobs:    in.workers,
		Stream:  corpus.StreamOptions{Flush: in.lines, BlockSize: p.block},
		Note:    func(t *corpus.Text, note string) { p.note("%s: %s", shown(t.Name()), note) },
		Context: in.ctx,
		Open: func(name string) (*corpus.Text, error) {
			if texts.Named(name) && in.Forces(name) {
				return nil, corpus.SkipError{}
			}
			t, kind, err := texts.Open(name)
			if err == nil && in.encoding == "" && kind.Encoding != t.File.Text().Encoding() {
				t.Notes = append(t.Notes, "looks like "+string(kind.Encoding)+", but is read as UTF-8; see --encoding")
			}
			return t, err
		},
	}, job)
	if errors.Is(err, corpus.ErrInterrupted) {
		stopped := context.Cause(in.ctx).(interruption)
		stopped.error = err
		return stopped
	}
	in.skipped = texts.Skipped.String()
	if in.skipped != "" && !in.sums && err == nil {
		p.note("%s", in.skipped)
	}
	return err
}

// An interruption is the signal that ends nass.
type interruption struct {
	signal syscall.Signal
	error  // that it ends the run with
}

func (e interruption) Error() string { return "stopped by signal: " + e.signal.String() }
func (e interruption) Unwrap() error { return e.error }

// interruptible returns a context that a signal to end cancels, with an
// interruption for its cause. stop must be called when nothing is left that an
// interrupt would leave behind.
func interruptible() (_ context.Context, stop func()) {
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored) // nohup
	if len(signals) == 0 {
		return context.Background(), func() {} // to wait for none would be to wait for any
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	first := make(chan os.Signal, 1)
	signal.Notify(first, signals...)
	go func() {
		select {
		case s := <-first:
			signal.Stop(first) // the next one is not waited for
			cancel(interruption{signal: s.(syscall.Signal)})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(first)
		cancel(nil)
	}
}
