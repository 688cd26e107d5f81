package rule

import (
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// Reference returns the normal form of line by the definition: each rule in
// turn looks at every code point of the line that the rule before it produced,
// until a whole round changes nothing.
//
// No edit enters a protected run or ends one: an edit is skipped if, together
// with the earlier edits of its rule, it would produce a run that is not
// protected as a whole. An edit that the folds would undo is skipped too.
//
// Reference is slow. It is the measure of [Engine]: both return the same bytes
// for every line.
func Reference(rules []*Rule, line []byte) []byte {
	body := trimCR(line)
	cur := append([]byte(nil), body...)
	for round := 0; round < maxRounds; round++ {
		changed := false
		for i := 0; i < len(rules); i++ {
			var t Line
			t.set(cur)
			var edits []span.Edit
			switch r := rules[i]; {
			case r.Folds != nil:
				from := i
				for i+1 < len(rules) && rules[i+1].Folds != nil {
					i++
				}
				edits = foldEach(rules[from:i+1], &t)
			case r.Find != nil && r.Fix != Manual:
				edits = askEach(rules, r, &t)
			}
			if len(edits) > 0 {
				cur, changed = span.Apply(nil, cur, edits), true
			}
		}
		if !changed {
			break
		}
	}
	return append(cur, line[len(body):]...)
}

func askEach(rules []*Rule, r *Rule, t *Line) []span.Edit {
	if !r.Anywhere && !t.Is(HasArabic) {
		return nil
	}
	var edits []span.Edit
	for at := 0; at < len(t.line); {
		if r.Find.stands(t, at) {
			m, ok := r.Find.At(t, at)
			e := span.Edit{Span: m.Span, New: m.New}
			n := len(edits)
			past := n == 0 || e.Start >= edits[n-1].End && e.Span != edits[n-1].Span
			if ok && past && string(t.line[e.Start:e.End]) != e.New && !undone(rules, e, t.line) {
				edits = join(edits, e, t.line)
			}
		}
		_, size := utf8.DecodeRune(t.line[at:])
		at += size
	}
	return edits
}

// undone reports whether the folds of rules turn what e writes into what it
// writes it over.
func undone(rules []*Rule, e span.Edit, line []byte) bool {
	to, folds := e.New, false
	for _, r := range rules {
		if r.Folds != nil {
			to, folds = foldString(r, to), true
		}
	}
	return folds && to == string(line[e.Start:e.End])
}

func foldEach(rules []*Rule, t *Line) []span.Edit {
	if !t.Is(HasArabic) {
		return nil
	}
	var edits []span.Edit
	for at := 0; at < len(t.line); {
		r, size := utf8.DecodeRune(t.line[at:])
		here := span.Span{Start: at, End: at + size}
		if !(r == utf8.RuneError && size == 1) {
			to := string(r)
			for _, rule := range rules {
				to = foldString(rule, to)
			}
			if to != string(r) {
				edits = join(edits, span.Edit{Span: here, New: to}, t.line)
			}
		}
		at += size
	}
	return edits
}

// join appends e to edits where the protected runs of the line allow that.
func join(edits []span.Edit, e span.Edit, line []byte) []span.Edit {
	var g guard
	with := append(slices.Clip(edits), e)
	if g.watch(line, span.Span{End: len(line)}) && !g.allows(with) {
		return edits
	}
	return with
}

func foldString(rule *Rule, s string) string {
	out := ""
	for _, r := range s {
		to := string(r)
		for _, f := range rule.Folds {
			if f.From == r {
				to = f.To
			}
		}
		out += to
	}
	return out
}
