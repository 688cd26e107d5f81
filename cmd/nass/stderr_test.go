package main

import (
	"bytes"
	"testing"
)

// A line that is written removes the status that is shown before it.
func TestLineErasesStatus(t *testing.T) {
	var b bytes.Buffer
	e := &stderr{past: &b}
	e.clear()
	e.line("a")
	e.status("b")
	e.line("c")
	e.clear()
	if want := "nass: a\n\r\x1b[Kb\r\x1b[Knass: c\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
