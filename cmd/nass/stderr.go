package main

import (
	"io"
	"sync"

	"github.com/nass-ar/nass/pkg/report"
)

// A stderr is the standard error, which takes lines only, and makes them
// visible itself: no name of a file and no text that a message quotes can begin
// a line there, move the cursor of a terminal or command a workflow runner. It
// is not an io.Writer, so that nothing is written past it by mistake; what is,
// must be made visible already.
type stderr struct {
	past io.Writer

	mu    sync.Mutex
	shows bool // a status, on the last line of the terminal
}

// line writes a line.
func (e *stderr) line(s string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.erase()
	e.past.Write(append(report.AppendVisible([]byte("nass: "), s), '\n'))
}

// status shows a line on a terminal, instead of the one shown before, until the
// next line is written or clear removes it.
func (e *stderr) status(s string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.shows = true
	e.past.Write(report.AppendVisible([]byte("\r\x1b[K"), s))
}

func (e *stderr) clear() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.erase()
}

func (e *stderr) erase() {
	if e.shows {
		io.WriteString(e.past, "\r\x1b[K")
		e.shows = false
	}
}

func (e *stderr) isTerminal() bool { return isTerminal(e.past) }
