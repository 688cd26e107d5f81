package main

import (
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
)

// showProgress shows, once a second, how far p has come, where somebody looks and
// does not see the output itself. begin counts a text; stop ends it all.
func (in *input) showProgress(p *process) (begin func(*corpus.File) (end func()), stop func()) {
	if p.quiet || in.seen || !p.err.isTerminal() {
		return func(*corpus.File) func() { return func() {} }, func() {}
	}
	var progress corpus.Progress
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				p.err.clear()
				return
			case <-tick.C:
				p.err.status(progress.String())
			}
		}
	}()
	return progress.Begin, func() { close(quit); <-done }
}
