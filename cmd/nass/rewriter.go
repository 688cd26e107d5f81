package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A rewriter replaces files, and counts them.
type rewriter struct {
	corpus.Batch
	files   int // that were read
	changed int
}

func newRewriter(p *process, backup string) *rewriter {
	w := &rewriter{Batch: corpus.Batch{Backup: backup}}
	w.Done = func(r *corpus.Replacement, err error) {
		if err != nil {
			p.failIn(r.Name(), err)
			return
		}
		w.changed++
		if owner := r.Owner(); owner != "" {
			p.note("%s: %s", shown(r.Name()), owner)
		}
	}
	return w
}

// add takes what Make returned, in turn: nil where nothing changes.
func (w *rewriter) add(r *corpus.Replacement) {
	w.files++
	if r != nil {
		w.Add(r)
	}
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

// decoded reports whether t was read in an encoding that is not written.
func decoded(t *corpus.Text) bool {
	enc := t.File.Text().Encoding()
	return enc != corpus.UTF8 && enc != corpus.Auto
}

// plural returns a count of things.
func plural(n int, what string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(what, "x"):
		what += "es"
	default:
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
