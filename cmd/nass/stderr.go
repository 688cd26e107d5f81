package main

import (
	"io"

	"github.com/nass-ar/nass/pkg/report"
)

// A stderr is the standard error, which takes lines only, and makes them
// visible itself: no name of a file and no text that a message quotes can begin
// a line there, move the cursor of a terminal or command a workflow runner. It
// is not an io.Writer, so that nothing is written past it by mistake; what is,
// must be made visible already.
type stderr struct{ past io.Writer }

// line writes a line.
func (e stderr) line(s string) { e.past.Write(append(report.AppendVisible([]byte("nass: "), s), '\n')) }

// status shows a line on a terminal, instead of the one shown before; clear
// removes it.
func (e stderr) status(s string) { e.past.Write(report.AppendVisible([]byte("\r\x1b[K"), s)) }

func (e stderr) clear() { io.WriteString(e.past, "\r\x1b[K") }

func (e stderr) isTerminal() bool { return isTerminal(e.past) }
