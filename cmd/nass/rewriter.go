package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A rewriter replaces files by what is made of them, and counts them.
type rewriter struct {
	p       *process
	batch   corpus.Batch
	files   int // that were read
	changed int
}

func newRewriter(p *process, backup string) *rewriter {
	w := &rewriter{p: p}
	w.batch = corpus.Batch{Backup: backup, Done: w.done}
	return w
}

// replace has write write the new content of x. The file has it at the end, or
// before; an error that comes up then is told then.
func (w *rewriter) replace(x *text, write func(io.Writer) (changed bool, err error)) error {
	r, err := corpus.NewReplacement(x.File, write)
	x.turn()
	if err != nil {
		return err
	}
	w.files++
	if r != nil {
		w.batch.Add(r)
	}
	return nil
}

func (w *rewriter) done(r *corpus.Replacement, err error) {
	if err != nil {
		w.p.failIn(r.Name(), err)
		return
	}
	w.changed++
	if owner := r.Owner(); owner != "" {
		w.p.note("%s: %s", shown(r.Name()), owner)
	}
}

// end puts all in its place, unless err says that nass was interrupted, and
// returns the error that ended the work.
func (w *rewriter) end(err error) error {
	if errors.As(err, new(interruption)) {
		w.batch.Discard()
		return err
	}
	if closeErr := w.batch.Close(); err == nil {
		err = closeErr
	}
	return err
}

// passed counts a text that was rewritten elsewhere.
func (w *rewriter) passed(changed bool) {
	w.files++
	if changed {
		w.changed++
	}
}

// summary says how many files have changed.
func (w *rewriter) summary() string {
	return fmt.Sprintf("%d of %s changed", w.changed, plural(w.files, "file"))
}
