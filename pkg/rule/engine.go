package rule

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/nass-ar/nass/pkg/span"
)

// maxRounds bounds how often the rules take turns on one line. Rules that do
// not undo each other settle in two or three; the fuzz targets hold the bound.
const maxRounds = 16

// An Engine applies a list of rules, each in turn, until none of them finds
// anything. It is immutable: goroutines share it, each with its own [Runner].
type Engine struct {
	rules    []*Rule
	steps    []step
	edits    *scanner // of the steps that edit
	all      *scanner // of all steps, for Findings
	variants []variant
	surveys  []*Rule
}

// A step is what the engine does at once: one rule, or a stretch of
// neighbouring fold rules, of which code point by code point only the order
// counts.
type step struct {
	rule *Rule // nil for folds
	*Finder
	folds *folds
	scan  *scanner
	// variant is the variant that the step looks for, from 1; 0 for a rule
	// that speaks of a line.
	variant int
}

type variant struct {
	rule *Rule
	name string
}

// Compile makes the engine of rules, which act in the order given.
func Compile(rules []*Rule) (*Engine, error) {
	e := &Engine{rules: rules}
	var boxes []box
	add := func(s step) {
		n := len(e.steps)
		var own []box
		for i := range s.Triggers {
			own = append(own, boxesOf(&s.Triggers[i], n)...)
		}
		s.scan = newScanner(own)
		boxes = append(boxes, own...)
		e.steps = append(e.steps, s)
	}
	for i := 0; i < len(rules); i++ {
		r := rules[i]
		switch {
		case r.Folds != nil:
			from := i
			for i+1 < len(rules) && rules[i+1].Folds != nil {
				i++
			}
			f := newFolds(rules[from : i+1])
			add(step{folds: f, Finder: &Finder{Triggers: []Trigger{{At: f.set}}}})
		case r.Find != nil:
			add(step{rule: r, Finder: r.Find})
		case r.Variants != nil:
			for j := range r.Variants {
				v := &r.Variants[j]
				e.variants = append(e.variants, variant{r, v.Name})
				add(step{rule: r, Finder: &v.Finder, variant: len(e.variants)})
			}
		case r.Survey != nil:
			e.surveys = append(e.surveys, r)
		default:
			return nil, fmt.Errorf("rule: %s looks for nothing", r.Name)
		}
	}
	if len(e.steps) > maxSteps {
		return nil, errors.New("rule: too many rules at once")
	}
	e.all = newScanner(boxes)
	edits := boxes[:0:0]
	for _, b := range boxes {
		if e.steps[b.step].editing() {
			edits = append(edits, b)
		}
	}
	e.edits = newScanner(edits)
	return e, nil
}

// editing reports whether the step changes text.
func (s *step) editing() bool { return s.rule == nil || s.rule.Fix != Manual }

// Rules are the rules of the engine, in order. The slice must not be changed.
func (e *Engine) Rules() []*Rule { return e.rules }

// Runner makes the scratch that one goroutine needs to run the engine.
func (e *Engine) Runner() *Runner { return &Runner{e: e} }

// A Runner runs an engine. It holds scratch space: one goroutine uses it at a
// time, and what it returns is valid until its next call.
type Runner struct {
	e         *Engine
	text      Text
	cur, next []byte // the line between two newlines, and what a step makes of it
	edits     []span.Edit
	by        []*Rule // of edits, when a fold step makes them
	composed  []span.Edit
	spare     []span.Edit
	findings  []Finding
	line      int    // number of the line, when known
	tally     *Tally // where variants go; nil when only a line is asked about
}

// Append appends the normal form of line to dst. The line must not hold a
// newline; a carriage return at its end is kept.
func (r *Runner) Append(dst, line []byte) []byte {
	m := r.e.edits.lookLine(mask{}, line)
	if m.empty() {
		return append(dst, line...)
	}
	body := trimCR(line)
	dst = append(dst, r.run(body, m, false)...)
	return append(dst, line[len(body):]...)
}

// AppendBlock appends the normal form of each line of block, which ends where
// a line does, to dst.
func (r *Runner) AppendBlock(dst, block []byte) []byte {
	done := 0
	for at := 0; at < len(block); {
		start, end, m := r.e.edits.nextLine(block, at)
		if m.empty() {
			break
		}
		body := trimCR(block[start:end])
		dst = append(dst, block[done:start]...)
		dst = append(dst, r.run(body, m, false)...)
		done, at = start+len(body), end+1
	}
	return append(dst, block[done:]...)
}

// Edits are the edits that make the normal form of line.
func (r *Runner) Edits(line []byte) []span.Edit {
	m := r.e.edits.lookLine(mask{}, line)
	if m.empty() {
		return nil
	}
	r.run(trimCR(line), m, true)
	kept := r.composed[:0]
	for _, e := range r.composed {
		if string(line[e.Start:e.End]) != e.New { // a rule may undo what another did
			kept = append(kept, e)
		}
	}
	return kept
}

// Findings are the places of line where a rule does not hold, in order.
func (r *Runner) Findings(line []byte) []Finding {
	m := r.e.all.lookLine(mask{}, line)
	if m.empty() {
		return nil
	}
	r.run(trimCR(line), m, true)
	return r.findings
}

// FindBlock calls yield for each line of block that holds a finding, in order,
// with the line and its findings, and returns what the block adds to the
// findings of the whole text. The first line of block has number line.
func (r *Runner) FindBlock(block []byte, line int, yield func(line []byte, findings []Finding)) *Tally {
	t := r.e.NewTally()
	r.tally = t
	first := line
	counted := 0
	for at := 0; at < len(block); {
		start, end, m := r.e.all.nextLine(block, at)
		if m.empty() {
			break
		}
		at = end + 1
		for i := range r.e.steps {
			if v := r.e.steps[i].variant; v > 0 && t.seen[v-1].Rule != nil {
				m[i>>6] &^= 1 << (i & 63)
			}
		}
		if m.empty() {
			continue
		}
		line += bytes.Count(block[counted:start], newline)
		counted = start
		r.line = line
		r.run(trimCR(block[start:end]), m, true)
		if len(r.findings) > 0 {
			yield(block[start:end], r.findings)
		}
	}
	r.tally, r.line = nil, 0
	for _, s := range t.surveys {
		s.Add(block, first)
	}
	return t
}

var newline = []byte{'\n'}

func trimCR(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

// lookLine adds to m the steps whose triggers stand in line.
func (s *scanner) lookLine(m mask, line []byte) mask {
	if len(line) == 0 {
		return m
	}
	m = s.lookAt(m, '\n', line, -1)
	for i := s.next(line, 0); i+1 < len(line); i = s.next(line, i+1) {
		m = s.look(m, line, i)
	}
	return s.lookAt(m, '\n', line, len(line)-1)
}

// lookAt is look for the pair of line's edge and an end of line.
func (s *scanner) lookAt(m mask, edge byte, line []byte, i int) mask {
	a, b := edge, edge
	if i < 0 {
		b = line[0]
	} else {
		a = line[i]
	}
	if s.heads[a]&s.tails[b] == 0 {
		return m
	}
	for _, n := range s.byHead[a] {
		x := &s.boxes[n]
		if x.second[b] && !m.has(x.step) && x.stands(line, i+x.shift) {
			m.add(x.step)
		}
	}
	return m
}

// nextLine is the first line of block, from the one that begins at at on, in
// which a trigger stands: where it starts, where its newline is, and the steps
// to take. The mask is empty when there is none.
func (s *scanner) nextLine(block []byte, at int) (start, end int, m mask) {
	if at == 0 && len(block) > 0 && !s.lookAt(mask{}, '\n', block, -1).empty() {
		end = lineEnd(block, 0)
		return 0, end, s.lookLine(mask{}, block[:end])
	}
	for i := max(at-1, 0); ; i++ {
		i = s.next(block, i)
		if i >= len(block)-1 {
			break
		}
		if s.look(mask{}, block, i).empty() {
			continue
		}
		from := i
		if block[i] == '\n' {
			from++ // the pair belongs to the line that it begins
		}
		start, end = bytes.LastIndexByte(block[:from], '\n')+1, lineEnd(block, from)
		if m = s.lookLine(mask{}, block[start:end]); !m.empty() {
			return start, end, m
		}
	}
	if n := len(block); n > at && block[n-1] != '\n' && !s.lookAt(mask{}, '\n', block, n-1).empty() {
		start = bytes.LastIndexByte(block, '\n') + 1
		return start, n, s.lookLine(mask{}, block[start:])
	}
	return 0, 0, mask{}
}

// lineEnd is the offset of the newline at or after i, or the end of block.
func lineEnd(block []byte, i int) int {
	if n := bytes.IndexByte(block[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(block)
}

// run is the line after every step has taken its turns. With record, it
// leaves the findings and the composed edits.
func (r *Runner) run(line []byte, m mask, record bool) []byte {
	r.findings, r.composed = r.findings[:0], r.composed[:0]
	r.cur = append(r.cur[:0], line...)
	r.text.set(r.cur)
	for round := 0; round < maxRounds; round++ {
		changed := false
		for i := range r.e.steps {
			if !m.has(i) {
				continue
			}
			s := &r.e.steps[i]
			if s.rule != nil && s.rule.Fix == Manual {
				if record && round == 0 {
					r.find(s, r.cur)
					r.record(s, line)
				}
				continue
			}
			if s.folds != nil && !record {
				if !r.text.Is(hasArabic) {
					continue
				}
				var did bool
				if r.next, did = s.folds.appendTo(r.next[:0], r.cur, r.text.Runs()); !did {
					continue
				}
			} else {
				r.find(s, r.cur)
				if len(r.edits) == 0 {
					continue
				}
				r.next = span.Apply(r.next[:0], r.cur, r.edits)
				if record {
					r.record(s, line)
				}
			}
			changed = true
			r.cur, r.next = r.next, r.cur
			r.text.set(r.cur)
			m = r.e.edits.lookLine(m, r.cur)
			if record && round == 0 {
				m = r.e.all.lookLine(m, r.cur)
			}
		}
		if !changed {
			break
		}
		m = r.e.edits.lookLine(mask{}, r.cur)
	}
	if record {
		slices.SortStableFunc(r.findings, func(a, b Finding) int { return a.Start - b.Start })
	}
	return r.cur
}

// record turns the edits of the step into findings over the original line, and
// composes those that change text.
func (r *Runner) record(s *step, line []byte) {
	if len(r.edits) == 0 {
		return
	}
	m := span.NewMap(r.composed)
	for i := range r.edits {
		e := &r.edits[i]
		f := Finding{Rule: s.rule, Line: r.line, Span: m.InSpan(e.Span)}
		f.Found = Around(line, f.Span)
		if s.variant > 0 {
			if r.tally != nil && r.tally.seen[s.variant-1].Rule == nil {
				r.tally.seen[s.variant-1] = f
			}
			return
		}
		if s.folds != nil {
			f.Rule = r.by[i]
		}
		f.Message = f.Rule.Title
		if s.Message != nil {
			f.Message = s.Message(string(r.cur[e.Start:e.End]))
		}
		if s.editing() {
			f.New = e.New
		}
		r.findings = append(r.findings, f)
	}
	if s.editing() {
		r.spare = span.Compose(r.spare[:0], r.composed, r.edits, r.cur)
		r.composed, r.spare = r.spare, r.composed
	}
}

// find leaves in r.edits what the step asks for in line.
func (r *Runner) find(s *step, line []byte) {
	r.edits, r.by = r.edits[:0], r.by[:0]
	if !(s.rule != nil && s.rule.Anywhere) && !r.text.Is(hasArabic) {
		return
	}
	if s.folds != nil {
		r.edits, r.by = s.folds.find(r.edits, r.by, line, r.text.Runs())
		return
	}
	last := -1
	ask := func(at int) {
		if at > last {
			last = at
			r.ask(s, line, at)
		}
	}
	if len(line) == 0 {
		return
	}
	if s.scan.heads['\n']&s.scan.tails[line[0]] != 0 && s.scan.edge(line, -1) >= 0 {
		ask(0)
	}
	for i := s.scan.next(line, 0); i+1 < len(line); i = s.scan.next(line, i+1) {
		if at := s.scan.site(line, i); at >= 0 {
			ask(at)
		}
	}
	if at := s.scan.edge(line, len(line)-1); at >= 0 {
		ask(at)
	}
}

// edge is site for the pair of line's edge (-1 or the last byte) and an end of
// line.
func (s *scanner) edge(line []byte, i int) int {
	a, b := byte('\n'), byte('\n')
	if i < 0 {
		b = line[0]
	} else {
		a = line[i]
	}
	for _, n := range s.byHead[a] {
		x := &s.boxes[n]
		if x.second[b] && x.stands(line, i+x.shift) {
			return i + x.shift
		}
	}
	return -1
}

// ask asks the step's finder at one place, and keeps an edit that changes
// something, lies past the one before it and out of every protected run.
func (r *Runner) ask(s *step, line []byte, at int) {
	e, ok := s.At(&r.text, at)
	if !ok {
		return
	}
	if n := len(r.edits); n > 0 {
		prev := &r.edits[n-1]
		if e.Start < prev.End || e.Span == prev.Span {
			return
		}
	}
	if s.editing() {
		if string(line[e.Start:e.End]) == e.New || !r.text.allows(e.Span) {
			return
		}
	} else if !s.rule.Anywhere && !r.text.allows(e.Span) {
		return
	}
	r.edits = append(r.edits, e)
}
