package main

import (
	"fmt"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
)

// progress shows on a terminal how much of f has been read, once that takes
// more than a second, until the function it returns is called.
func (p *process) progress(f *corpus.File) (stop func()) {
	if _, total := f.Progress(); total < 8<<20 || !p.err.isTerminal() || isTerminal(p.out) {
		return func() {} // soon done, nobody looks, or the text itself is seen
	}
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for shows := false; ; shows = true {
			select {
			case <-quit:
				if shows {
					p.err.clear()
				}
				return
			case <-tick.C:
				read, total := f.Progress()
				p.err.status(fmt.Sprintf("%s: %d of %d MB (%d %%)", f.Name(), read>>20, total>>20, 100*read/total))
			}
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}
