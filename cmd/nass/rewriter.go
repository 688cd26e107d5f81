package main

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A rewriter replaces files by what is made of them, and counts them.
type rewriter struct {
	p       *process
	batch   corpus.Batch
	files   int // that were read
	changed int

	mu   sync.Mutex                   // of what follows
	made map[*corpus.Replacement]bool // and not added yet
	over bool
}

func newRewriter(p *process, backup string) *rewriter {
	w := &rewriter{p: p, made: map[*corpus.Replacement]bool{}}
	w.batch = corpus.Batch{Backup: backup, Done: w.done}
	return w
}

// make has write write the new content of t, as a part of its work. The result
// is for add, in turn; nil where nothing changes.
func (w *rewriter) make(t *corpus.Text, write func(io.Writer) (changed bool, err error)) (*corpus.Replacement, error) {
	r, err := corpus.NewReplacement(t.File, write)
	if r == nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		r.Discard()
		return nil, err
	}
	w.made[r] = true
	return r, err
}

// add takes what make returned. The file has it at the end, or before; an error
// that comes up then is reported then.
func (w *rewriter) add(r *corpus.Replacement) {
	w.files++
	if r == nil {
		return
	}
	w.mu.Lock()
	delete(w.made, r)
	w.mu.Unlock()
	w.batch.Add(r)
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
// returns the error that ended the work. What was not added is discarded.
func (w *rewriter) end(err error) error {
	w.mu.Lock()
	w.over = true
	for r := range w.made {
		r.Discard()
	}
	w.mu.Unlock()
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
