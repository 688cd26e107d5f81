package main

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A progress shows on a terminal, beside what is written elsewhere, how far a
// verb has come, once a second. A nil one shows nothing.
type progress struct {
	mu    sync.Mutex
	open  []*corpus.File // texts that are read now, in the order they were opened
	files int            // texts that are done
	bytes int64          // of them, as they lie on the disk

	quit, done chan struct{}
}

// showProgress begins to show how far p has come, where somebody looks and sees not
// the output itself.
func (in *input) showProgress(p *process) *progress {
	if p.quiet || in.seen || !p.err.isTerminal() {
		return nil
	}
	g := &progress{quit: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(g.done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-g.quit:
				p.err.clear()
				return
			case <-tick.C:
				p.err.status(g.String())
			}
		}
	}()
	return g
}

// stop ends what showProgress began.
func (g *progress) stop() {
	if g != nil {
		close(g.quit)
		<-g.done
	}
}

// begin counts in a text that is read, until the function it returns is called.
func (g *progress) begin(f *corpus.File) (end func()) {
	if g == nil {
		return func() {}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = append(g.open, f)
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		read, _ := f.Progress()
		g.files++
		g.bytes += read
		g.open = slices.DeleteFunc(g.open, func(x *corpus.File) bool { return x == f })
	}
}

// String returns what is shown: of one text how much of it has been read, of
// several how many are done, and the one that has been read for longest.
func (g *progress) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := g.bytes
	for _, f := range g.open {
		read, _ := f.Progress()
		all += read
	}
	if g.files > 0 || len(g.open) != 1 {
		s := fmt.Sprintf("%s, %d MB", plural(g.files, "file"), all>>20)
		if len(g.open) > 0 {
			s += ": " + shown(g.open[0].Name())
		}
		return s
	}
	f := g.open[0]
	if read, total := f.Progress(); total > 0 {
		return fmt.Sprintf("%s: %d of %d MB (%d %%)", shown(f.Name()), read>>20, total>>20, 100*read/total)
	}
	return fmt.Sprintf("%s: %d MB", shown(f.Name()), all>>20)
}
