package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
)

// walk goes through the texts that args and the flags name, with the job, and
// reports the errors of texts. It returns only the error that ends all.
func walk[R any](in *input, p *process, args []string, job corpus.Job[R]) error {
	if err := in.check(args); err != nil {
		return err
	}
	in.progress = in.showProgress(p)
	defer in.progress.stop()

	work, begin, end := job.Work, job.Begin, job.End
	job.Work = func(t *corpus.Text, emit func([]byte, R) error) error {
		defer in.progress.begin(t.File)()
		if err := work(t, emit); err != nil {
			return err
		}
		if !in.replaces && t.Changed() {
			return errChanged
		}
		return nil
	}
	job.Begin = func(t *corpus.Text) error {
		for _, note := range t.Notes {
			p.note("%s: %s", shown(t.Name()), note)
		}
		if begin == nil {
			return nil
		}
		return begin(t)
	}
	job.End = func(name string, err error) error {
		skip := new(skipError)
		switch {
		case errors.As(err, skip):
			in.skipped.binary += skip.skipped.binary
			in.skipped.wide += skip.skipped.wide
			if skip.note != "" {
				p.note("%s: %s", shown(name), skip.note)
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

	named := new(sync.Map) // what is named, and not found in a directory
	err := corpus.Each(in.names(p, args, named), corpus.EachOptions{
		Jobs:    in.workers,
		Stream:  corpus.StreamOptions{Flush: in.lines, BlockSize: p.block},
		Context: in.ctx,
		Open: func(name string) (*corpus.Text, error) {
			_, isNamed := named.Load(name)
			return in.open(p, name, isNamed)
		},
	}, job)
	if errors.Is(err, corpus.ErrInterrupted) {
		stopped := context.Cause(in.ctx).(interruption)
		stopped.abandoned = errors.Is(err, corpus.ErrAbandoned)
		return stopped
	}
	if what := in.skipped.String(); what != "" && !in.sums && err == nil {
		p.note("%s", what)
	}
	return err
}

// A skipError says that a text found in a directory is skipped, which is not an
// error, and how it is counted.
type skipError struct {
	note    string // what is printed of it; "" for nothing
	skipped skipped
}

func (e skipError) Error() string { return "skipped" }

// open opens the text of that name, unless it is skipped.
func (in *input) open(p *process, name string, named bool) (*corpus.Text, error) {
	if in.replaces && named {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return nil, errors.New("not a regular file") // to open a pipe would wait for who writes it
		}
	}
	enc, err := corpus.ParseEncoding(in.encoding)
	if err != nil {
		return nil, err
	}
	f, err := corpus.Open(name, enc)
	if err != nil {
		return nil, err
	}
	t := &corpus.Text{File: f}
	if err := in.admit(p, t, enc, named); err != nil {
		f.Close()
		return nil, err
	}
	return t, nil
}

// admit looks at what t is before it is read. What is found in a directory and
// is not text is skipped; where it is named, that is an error. A named file is
// read in a named encoding, whatever it is.
func (in *input) admit(p *process, t *corpus.Text, enc corpus.Encoding, named bool) error {
	if in.out != nil && in.out.is(t.Info()) {
		switch {
		case !named:
			return skipError{note: "skipped (it is also the output)"}
		case in.out.draft == nil || in.replaces:
			return errors.New("input is also the output")
		}
	}
	byDefault := in.encoding == ""
	if named && !byDefault && enc != corpus.Auto {
		return nil
	}
	replaces := in.replaces && t.Name() != corpus.Stdin // which is only read
	refuse := func(k corpus.Kind) error {
		if isText(k, enc) {
			return nil
		}
		return notTextError{k, replaces}
	}
	var kind corpus.Kind
	var err error
	if !t.Info().Mode().IsRegular() && (in.lines || t.Name() == corpus.Stdin && isTerminal(p.in)) {
		kind, err = t.Text().Watch(refuse) // a line is answered before the next one comes
	} else {
		kind, err = t.Text().Kind()
	}
	if err != nil {
		return err
	}
	if byDefault && kind.Wide() && kind.Marked && !replaces {
		t.Text().SetEncoding(kind.Encoding)
		return nil
	}
	switch err := refuse(kind); {
	case err == nil:
		if byDefault && kind.Encoding != corpus.UTF8 {
			t.Notes = append(t.Notes, fmt.Sprintf("seems to be %s, and is read as UTF-8; see --encoding", kind.Encoding))
		}
		return nil
	case named:
		return err
	case kind.Wide():
		return skipError{note: err.Error(), skipped: skipped{wide: 1}}
	default:
		return skipError{skipped: skipped{binary: 1}}
	}
}

// merger writes what comes of texts to the output, at once if the user asks for
// that.
func merger[R any](o *output) func(t *corpus.Text, out []byte, _ R) error {
	return func(t *corpus.Text, out []byte, _ R) error { return o.put(t, out) }
}

// put writes a part of what comes of t.
func (o *output) put(t *corpus.Text, part []byte) error {
	if _, err := o.Write(part); err != nil {
		return err
	}
	if t.Options.Flush {
		return o.flush()
	}
	return nil
}
