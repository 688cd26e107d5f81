package rule

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// An Engine applies a list of rules, each in turn, until none of them finds
// anything. It is immutable and safe for concurrent use; each goroutine needs
// its own [Runner].
type Engine struct {
	rules    []*Rule
	steps    []step
	folds    []*folds        // of the steps that fold
	safe     func() *Engine  // of the safe rules
	fewer    *fewer          // the engines of fewer rules
	gone     []*Rule         // which have steps and do not act
	edits    func() *scanner // of the steps that edit
	all      func() *scanner // of all steps, for Findings
	dense    []int           // the steps that fold letters or marks, and so visit every line
	variants []variant
	surveys  []*Rule
	pairs    []*Rule // about translations
	gates    []*Fact // of rules' Unless, those with triggers; their hits have the steps after the last
	known    []Known
	accept   *accepted
	judge    func(text []byte) []Known
}

// A step is what the engine does at once: one rule, or a stretch of
// neighbouring fold rules, of which code point by code point only the order
// counts.
type step struct {
	rule *Rule // of folds the first
	*Finder
	folds   *folds
	editing bool // the step changes text
	invalid bool // a trigger is for invalid bytes, of which hits have each and not only the first
	// variant is the variant that the step looks for, from 1; 0 for a rule
	// that speaks of a line.
	variant int
	// leader is the step that has the hits of this one: itself or, where neighbours that
	// only report have the same triggers, the first of them.
	leader int
}

// follows reports whether s has the triggers of the step before it, and neither edits.
func (s *step) follows(before *step) bool {
	return !s.editing && !before.editing && s.variant == 0 && before.variant == 0 && len(s.Triggers) > 0 && len(s.Triggers) == len(before.Triggers) &&
		&s.Triggers[0] == &before.Triggers[0]
}

type variant struct {
	rule *Rule
	name string
}

// Compile returns an engine for rules, which act in the given order.
func Compile(rules []*Rule) (*Engine, error) {
	e := &Engine{rules: rules, fewer: &fewer{known: map[string]*Engine{}}}
	add := func(s step) {
		if s.folds != nil && s.folds.dense {
			e.dense = append(e.dense, len(e.steps))
		}
		s.invalid = slices.ContainsFunc(s.Triggers, func(t Trigger) bool { return t.Invalid })
		s.leader = len(e.steps)
		if n := len(e.steps) - 1; n >= 0 && s.follows(&e.steps[n]) {
			s.leader = e.steps[n].leader
		}
		e.steps = append(e.steps, s)
	}
	for i := 0; i < len(rules); i++ {
		r := rules[i]
		for _, f := range r.Unless {
			e.addGate(f)
		}
		switch {
		case r.Folds != nil:
			from := i
			for i+1 < len(rules) && r.FoldsWith(rules[i+1]) {
				i++
			}
			f := newFolds(rules[from : i+1])
			add(step{rule: r, folds: f, editing: true, Finder: &Finder{Triggers: []Trigger{{At: f.set}}}})
			e.folds = append(e.folds, f)
		case r.Find != nil:
			add(step{rule: r, editing: r.Fix != Manual, Finder: r.Find})
		case r.Variants != nil:
			for j := range r.Variants {
				v := &r.Variants[j]
				e.variants = append(e.variants, variant{r, v.Name})
				add(step{rule: r, Finder: &v.Finder, variant: len(e.variants)})
			}
		case r.Outside:
		case r.Survey != nil:
			e.surveys = append(e.surveys, r)
		case r.Pair != nil:
			e.pairs = append(e.pairs, r)
		default:
			return nil, fmt.Errorf("rule: %s must have one of Folds, Find, Variants, Survey, Pair and Outside", r.Name)
		}
		if r.Reports != nil {
			add(step{rule: r, Finder: r.Reports})
		}
	}
	// Who normalizes needs one of them and who checks the other, and small texts
	// are read in less time than they take to make.
	e.all = sync.OnceValue(func() *scanner { return newScanner(e.boxes(func(*step) bool { return true })) })
	e.edits = sync.OnceValue(func() *scanner { return newScanner(e.boxes(func(s *step) bool { return s.editing })) })
	e.safe = sync.OnceValue(func() *Engine {
		safe, err := Compile(slices.DeleteFunc(slices.Clone(rules), func(r *Rule) bool { return r.Fix != Safe }))
		if err != nil {
			panic(err) // each of them looks for something: e is made of it
		}
		return safe
	})
	return e, nil
}

// addGate has the engine look for the triggers of a fact of a rule's Unless.
func (e *Engine) addGate(f *Fact) {
	for _, one := range f.Any {
		e.addGate(one)
	}
	if f.Triggers != nil && !slices.Contains(e.gates, f) {
		e.gates = append(e.gates, f)
	}
}

// Safe returns an engine with the safe rules of e. Their edits keep the
// identity of every letter.
func (e *Engine) Safe() *Engine {
	safe := *e.safe()
	safe.known, safe.judge, safe.accept, safe.gone = e.known, e.judge, e.accept, e.gone
	safe.rules = slices.DeleteFunc(slices.Clone(safe.rules), func(r *Rule) bool { return slices.Contains(e.gone, r) })
	return &safe
}

// fewer holds engines by the names of the rules that they lack.
type fewer struct {
	mu    sync.Mutex
	known map[string]*Engine
}

// mostFewer bounds how many of them are held: texts choose the rules.
const mostFewer = 64

// Without returns an engine that does what e does without some of its rules. Unless one
// of them folds, it shares all that e has made.
func (e *Engine) Without(some func(r *Rule) bool) *Engine {
	left := make([]*Rule, 0, len(e.rules))
	gone, folds := slices.Clip(e.gone), false
	for _, r := range e.rules {
		if some(r) {
			gone, folds = append(gone, r), folds || r.Folds != nil
		} else {
			left = append(left, r)
		}
	}
	if len(left) == len(e.rules) {
		return e
	}
	x := *e
	if folds { // neighbours fold at once
		x = *e.compiled(gone, left)
		x.known, x.judge, x.accept = e.known, e.judge, e.accept
	}
	x.rules, x.gone = left, gone
	x.surveys = slices.DeleteFunc(slices.Clone(x.surveys), func(r *Rule) bool { return slices.Contains(gone, r) })
	return &x
}

// compiled returns the engine of the rules that are left without those that are gone.
func (e *Engine) compiled(gone, left []*Rule) *Engine {
	var b strings.Builder
	for _, r := range gone {
		b.WriteString(r.Name)
		b.WriteByte(' ')
	}
	names := b.String()
	e.fewer.mu.Lock()
	defer e.fewer.mu.Unlock()
	of := e.fewer.known[names]
	if of == nil {
		var err error
		if of, err = Compile(left); err != nil {
			panic(err) // each of them looks for something: e is made of it
		}
		if len(e.fewer.known) == mostFewer {
			clear(e.fewer.known)
		}
		e.fewer.known[names] = of
	}
	return of
}

// Suppose returns an engine that does what e does, for a text that shows what is
// known.
func (e *Engine) Suppose(known ...Known) *Engine {
	x := *e
	x.known = append(slices.Clip(e.known), known...)
	return &x
}

// Known returns what was given to [Engine.Suppose]. The slice must not be changed.
func (e *Engine) Known() []Known { return e.known }

// Judged returns an engine that does what e does for texts that its runners get whole,
// each by one call. The runners ask judge, on many goroutines at once, what a text
// shows.
func (e *Engine) Judged(judge func(text []byte) []Known) *Engine {
	x := *e
	x.judge = judge
	return &x
}

// boxes are those of the steps that are wanted and not dense, and of the gates.
func (e *Engine) boxes(wanted func(*step) bool) (boxes []box) {
	code := coder{}
	for n := range e.steps {
		s := &e.steps[n]
		if s.folds != nil && s.folds.dense || s.leader != n || !wanted(s) {
			continue
		}
		for i := range s.Triggers {
			boxes = append(boxes, code.boxes(&s.Triggers[i], n)...)
		}
	}
	for n, f := range e.gates {
		for i := range f.Triggers {
			boxes = append(boxes, code.boxes(&f.Triggers[i], len(e.steps)+n)...)
		}
	}
	return boxes
}

// denseFrom is the first dense step from the one given on.
func (e *Engine) denseFrom(step int) int {
	for _, d := range e.dense {
		if d >= step {
			return d
		}
	}
	return len(e.steps)
}

// Rules returns the rules of the engine, in order. The slice must not be
// changed.
func (e *Engine) Rules() []*Rule { return e.rules }
