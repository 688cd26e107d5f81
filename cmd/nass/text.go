package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A text is one of the texts that a verb reads.
//
// Small texts are worked on side by side, so a verb must not touch what they
// share (the output, counts, the exit code) before turn returns: it waits until
// the texts before this one are done.
type text struct {
	*corpus.File
	how  corpus.StreamOptions // for corpus.Stream
	turn func()
	ctx  context.Context // nil where an interrupt ends nass at once
}

// Read reads the text, until nass is interrupted.
func (x *text) Read(p []byte) (int, error) {
	if x.ctx != nil && x.ctx.Err() != nil {
		return 0, outputError{context.Cause(x.ctx)}
	}
	return x.File.Read(p)
}

// inTurn is the output when the text's turn has come.
type inTurn struct {
	w *output
	x *text
}

func (t inTurn) Write(b []byte) (int, error) {
	t.x.turn()
	n, err := t.w.Write(b)
	if err == nil && t.x.how.Flush {
		err = t.w.flush()
	}
	return n, err
}

// aheadBytes is how large a text may be, on the disk, to be worked on before
// its turn, by one worker. A larger one has all of them when its turn comes.
const aheadBytes = 2 * corpus.DefaultBlockSize

// An order has texts take turns.
type order struct {
	p     *process
	jobs  int
	free  chan struct{} // a token for each that works
	last  chan struct{} // closed when the text started last is done
	wait  sync.WaitGroup
	over  atomic.Bool // a fatal error ended all
	fatal error
}

func newOrder(p *process, jobs int) *order {
	last := make(chan struct{})
	close(last)
	return &order{p: p, jobs: jobs, free: make(chan struct{}, jobs), last: last}
}

// start has do work on the text of that name, and tells its error when its
// turn comes. With one job it returns when that is done.
func (o *order) start(name string, do func(turn func()) error) {
	before, done := o.last, make(chan struct{})
	o.last = done
	work := func() {
		defer close(done)
		err := do(sync.OnceFunc(func() { <-before }))
		<-before
		if o.over.Load() {
			return
		}
		var fatal outputError
		switch {
		case errors.As(err, &fatal):
			o.fatal = fatal.error
			o.over.Store(true)
		case err != nil:
			o.p.failIn(name, err)
		}
	}
	if o.jobs == 1 {
		work()
		return
	}
	o.free <- struct{}{}
	o.wait.Go(func() {
		defer func() { <-o.free }()
		work()
	})
}

// end waits for all texts, and returns the error that ended them.
func (o *order) end() error {
	o.wait.Wait()
	return o.fatal
}
