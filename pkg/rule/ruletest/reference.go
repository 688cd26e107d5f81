// Package ruletest tests rules: [Check] holds the laws for a rule of your own, and
// [Reference] is the slow definition that the engine of package rule is measured
// against.
package ruletest

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// maxRounds bounds how often the rules take turns on one line, as in the engine.
const maxRounds = 16

// Reference returns the normal form of line by the definition: each rule in
// turn looks at every code point of the line that the rule before it produced,
// until a whole round changes nothing.
//
// No edit enters a protected run or ends one: an edit is skipped if, together
// with the earlier edits of its rule, it would produce a run that is not
// protected as a whole. An edit that the folds would undo is skipped too,
// and an edit of a rule that rescripts may enter any run. known is
// what the text of the line shows.
//
// Reference is slow. It is the measure of [rule.Engine]: both return the same
// bytes for every line.
func Reference(rules []*rule.Rule, line []byte, known ...rule.Known) []byte {
	body := bytes.TrimRight(line, "\r")
	cur := slices.Clone(body)
	for range maxRounds {
		changed := false
		for i := 0; i < len(rules); i++ {
			t := rule.NewLine(cur, known...)
			var edits []span.Edit
			switch r := rules[i]; {
			case r.Folds != nil:
				from := i
				for i+1 < len(rules) && r.FoldsWith(rules[i+1]) {
					i++
				}
				edits = foldEach(rules[from:i+1], t)
			case r.Find != nil && r.Fix != rule.Manual:
				edits = askEach(rules, r, t)
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

// askEach asks the finder of r at every code point of the line.
func askEach(rules []*rule.Rule, r *rule.Rule, t *rule.Line) []span.Edit {
	if !t.Allows(r) {
		return nil
	}
	line := t.Bytes()
	var edits []span.Edit
	for at := 0; at < len(line); {
		if slices.ContainsFunc(r.Find.Triggers, func(g rule.Trigger) bool { return matches(t, g, at) }) {
			m, ok := r.Find.At(t, at)
			e := span.Edit{Span: m.Span, New: m.New}
			n := len(edits)
			past := n == 0 || e.Start >= edits[n-1].End && e.Span != edits[n-1].Span
			if ok && past && string(e.Text(line)) != e.New && !undone(rules, e, line) {
				if r.Rescripts {
					edits = append(edits, e)
				} else {
					edits = join(edits, e, line)
				}
			}
		}
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return edits
}

// matches reports whether g matches the code point at byte i of the line.
func matches(t *rule.Line, g rule.Trigger, i int) bool {
	before, n := t.Prev(i)
	r, size := t.Next(i)
	after, _ := t.Next(i + size)
	if r == utf8.RuneError && size == 1 {
		return g.Invalid && !(before == utf8.RuneError && n == 1)
	}
	within := func(s *arabic.Set, r rune) bool { return s == nil || s.Has(r) }
	return !g.Invalid && g.At.Has(r) && within(g.Before, before) && within(g.After, after)
}

// undone reports whether the folds of rules turn what e writes into what it
// writes it over.
func undone(rules []*rule.Rule, e span.Edit, line []byte) bool {
	to, folds := e.New, false
	for _, r := range rules {
		if r.Folds != nil {
			to, folds = foldString(r, to), true
		}
	}
	return folds && to == string(e.Text(line))
}

// foldEach folds every code point of the line.
func foldEach(rules []*rule.Rule, t *rule.Line) []span.Edit {
	if !t.Allows(rules[0]) {
		return nil
	}
	line := t.Bytes()
	var edits []span.Edit
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRune(line[at:])
		if !(r == utf8.RuneError && size == 1) {
			to := string(r)
			for _, x := range rules {
				to = foldString(x, to)
			}
			if to != string(r) {
				edits = join(edits, span.Edit{Span: span.Span{Start: at, End: at + size}, New: to}, line)
			}
		}
		at += size
	}
	return edits
}

// join appends e to edits where the protected runs of the line allow that: each
// is, after the edits, inside a run as it was before them.
func join(edits []span.Edit, e span.Edit, line []byte) []span.Edit {
	with := append(slices.Clip(edits), e)
	after := segment.Protected(nil, span.Apply(nil, line, with))
	for _, run := range segment.Protected(nil, line) {
		shift := 0
		for _, x := range with {
			if x.Overlaps(run) {
				return edits
			}
			if x.End <= run.Start {
				shift += len(x.New) - x.Len()
			}
		}
		run.Start, run.End = run.Start+shift, run.End+shift
		if !slices.ContainsFunc(after, func(s span.Span) bool { return s.Start <= run.Start && run.End <= s.End }) {
			return edits
		}
	}
	return with
}

// foldString returns s with the folds of r.
func foldString(r *rule.Rule, s string) string {
	out := ""
	for _, c := range s {
		to := string(c)
		for _, f := range r.Folds {
			if f.From == c {
				to = f.To
			}
		}
		out += to
	}
	return out
}
