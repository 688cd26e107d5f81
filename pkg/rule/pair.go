package rule

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/nass-ar/nass/pkg/span"
)

// A Pair is a string of a translation and what it translates. Escapes of its file are
// undone; placeholders, tags and blanks at the edges are as they are written.
type Pair struct {
	Source string // what is translated
	Plural string // the same for more than one; "" where there is none
	Target []byte // the translation; not empty, unless Forms are set

	// Form is the plural category that the translation is for, such as "few"; "" for
	// a string without plural forms.
	Form string

	// Forms, of the first string of an entry with plural forms, are the categories
	// that the entry has. Declared is how many forms the file gives an entry where
	// their categories cannot be told; 0: they can.
	Forms    []string
	Declared int

	Edges        bool   // blanks at the edges are seen
	Directives   bool   // the file says that it holds directives of printf
	Loose        bool   // blanks around a name in braces do not matter
	Accelerators string // each of these may be written before the letter of a key
}

// Pairs reports whether some rules of the engine are about translations.
func (e *Engine) Pairs() bool { return len(e.pairs) > 0 }

// FindPair returns what the rules about translations find in p, in order. Lines and
// their bytes are those of the Target; spans do not leave them.
func (e *Engine) FindPair(p *Pair) []Finding {
	var all []Finding
	e.eachPair(p, func(r *Rule, m Match) {
		f := Finding{Rule: r, New: m.New, Fix: r.Fix, Message: m.Message}
		start := bytes.LastIndexByte(p.Target[:m.Start], '\n') + 1
		f.Line = 1 + bytes.Count(p.Target[:start], newline)
		f.Text = trimCR(p.Target[start:lineEnd(p.Target, start)])
		f.Span = span.Span{Start: min(m.Start-start, len(f.Text)), End: min(m.End-start, len(f.Text))}
		f.Context = Around(f.Text, f.Span)
		all = append(all, f)
	})
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Start, b.Start))
	})
	return all
}

// EditPair returns the edits over the Target of p that the rules about translations
// make, sorted and disjoint, without those that skip, unless it is nil, reports true
// for.
func (e *Engine) EditPair(p *Pair, skip func(r *Rule, s span.Span) bool) []span.Edit {
	var edits []span.Edit
	e.eachPair(p, func(r *Rule, m Match) {
		if r.Fix != Manual && (skip == nil || !skip(r, m.Span)) {
			edits = append(edits, span.Edit{Span: m.Span, New: m.New})
		}
	})
	slices.SortStableFunc(edits, func(a, b span.Edit) int { return cmp.Compare(a.Start, b.Start) })
	end := -1
	return slices.DeleteFunc(edits, func(x span.Edit) bool {
		if x.Start < end {
			return true
		}
		end = x.End
		return false
	})
}

// eachPair yields what the rules find in p, unless its text is known to be none of
// theirs.
func (e *Engine) eachPair(p *Pair, yield func(*Rule, Match)) {
	known := Line{known: e.known}
	for _, r := range e.pairs {
		if known.shows(r.Unless) {
			continue
		}
		for _, m := range r.Pair(p) {
			yield(r, m)
		}
	}
}
