package report

import (
	"io"
	"sync"
	"time"
)

// Messages writes what a program has to say to its user. It takes lines only, and makes
// them visible itself: no name of a file and no text that a message quotes can begin a
// line there, move the cursor of a terminal or command a workflow runner. It is not an
// io.Writer, so that nothing is written past it by mistake. Its methods may be called at
// once.
type Messages struct {
	to     io.Writer
	prefix string

	mu    sync.Mutex
	shows bool // a status, on the last line of the terminal
}

// NewMessages returns messages of the program of that name, which go to w.
func NewMessages(w io.Writer, program string) *Messages {
	return &Messages{to: w, prefix: program + ": "}
}

// Line writes a line, with the name of the program before it.
func (m *Messages) Line(s string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.erase()
	m.to.Write(append(AppendVisible([]byte(m.prefix), s), '\n'))
}

// Status shows a line on a terminal, instead of the one shown before, until Line writes
// the next one or Clear removes it.
func (m *Messages) Status(s string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shows = true
	m.to.Write(AppendVisible([]byte("\r\x1b[K"), s))
}

// Clear removes the status.
func (m *Messages) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.erase()
}

func (m *Messages) erase() {
	if m.shows {
		io.WriteString(m.to, "\r\x1b[K")
		m.shows = false
	}
}

// Follow shows what status returns as the status, once a second, until stop is called.
func (m *Messages) Follow(status func() string) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				m.Clear()
				return
			case <-tick.C:
				m.Status(status())
			}
		}
	}()
	return func() { close(quit); <-done }
}
