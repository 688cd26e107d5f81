package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// A Review counts the findings of texts and writes those that are to be shown, one
// text after the other. Set the fields of its options before the first text. It is
// not safe for concurrent use; the workers of a [Check] find what it is given.
type Review struct {
	Known  *Baseline // its findings are only counted; nil: none
	Record *Baseline // gets the findings; nil: none
	Most   int       // how many findings are written: the worst, by Flush; 0: all, as they come
	Hide   bool      // writes no findings

	// Keep, if set, reports whether a finding on the line of the text of that path is
	// reported; the line of a finding about the text as a whole is 0.
	Keep func(path string, line int) bool

	Run                        // what was found so far, without Old and Ignored
	ByRule  map[*rule.Rule]int // findings
	Old     int                // findings that Known has
	Ignored int                // findings that Check.Ignore ignores
	Outside int                // findings that Keep does not keep

	text  *CheckedText // nil between texts
	to    []*Writer
	file  File
	name  string // of the text, for Keep
	path  string // of the text, in a baseline
	fixes int    // of the text

	once   []*rule.Rule // of Rule.Once, found in the text
	arabic bool         // the text has an Arabic letter
	size   int64        // of the text so far
	held   []Part       // of the text, as long as no Arabic letter was seen

	worst worst // what Flush writes
}

// holdMost is how far, in bytes, the first Arabic letter of a text may be from its
// start. Where it is farther, what is before it is taken for a text without one.
const holdMost = 1 << 20

// Begin begins a text that check finds in. Each of to writes its findings.
func (r *Review) Begin(file, path string, check *Check, to ...*Writer) error {
	r.text, r.to, r.file, r.fixes = check.Text(), to, File{Path: file}, 0
	r.arabic, r.size, r.once, r.name = false, 0, r.once[:0], path
	switch {
	case r.Record != nil:
		r.path = r.Record.Path(path)
	case r.Known != nil:
		r.path = r.Known.Path(path)
	}
	r.Files++
	if r.Most > 0 {
		return nil
	}
	return r.each(func(w *Writer) error { return w.BeginFile(&r.file) })
}

// Add takes the next part of the text, and with Check.Fix its fixed block. It
// releases the part. Where the parts are not those of [Check.File], a part that is
// [Part.Last] ends the text.
func (r *Review) Add(fixed []byte, p *Part) error {
	if p.Last {
		if p.texts {
			return nil
		}
		return r.whole()
	}
	r.text.Add(fixed, p)
	r.fixes += p.Fixes
	r.Ignored += p.Ignored
	letter := r.size + int64(p.letter)
	r.size += int64(p.size)
	switch {
	case r.arabic:
		return r.take(p, 0)
	case p.letter < 0 && r.size <= holdMost:
		r.held = append(r.held, *p)
		*p = Part{} // which is released with the others
		return nil
	case p.letter < 0:
		letter = nowhere
	case letter < holdMost:
		r.arabic, letter = true, 0
	default:
		r.arabic = true
	}
	if err := r.letGo(letter); err != nil {
		return err
	}
	return r.take(p, letter)
}

// whole takes what is found in the text as a whole, after all its parts.
func (r *Review) whole() error {
	if err := r.letGo(nowhere); err != nil {
		return err
	}
	p := r.text.Whole()
	r.Ignored += p.Ignored
	if !r.arabic {
		p.whole = slices.DeleteFunc(p.whole, func(x Finding) bool { return !ofAnyText(x.Rule) })
	}
	return r.take(&p, 0)
}

// nowhere is past the end of every text.
const nowhere = math.MaxInt64

// letGo takes the parts that were held, when the first Arabic letter is at the
// offset letter.
func (r *Review) letGo(letter int64) error {
	var err error
	for i := range r.held {
		if p := &r.held[i]; err == nil {
			err = r.take(p, letter)
		} else {
			p.Release()
		}
	}
	clear(r.held)
	r.held = r.held[:0]
	return err
}

// take takes the findings of p, and of the lines that end before the offset letter
// only those of any text.
func (r *Review) take(p *Part, letter int64) error {
	defer p.Release()
	for x := range p.Findings() {
		if x.Place.Offset+int64(len(x.Text)) < letter && !ofAnyText(x.Rule) {
			continue
		}
		if err := r.finding(x); err != nil {
			return err
		}
	}
	return nil
}

// ofAnyText reports whether what the rule finds matters in a text without an Arabic
// letter: it is damage, such as invalid bytes, or the rule is on only by its name.
func ofAnyText(of *rule.Rule) bool {
	if of.Base != nil { // a level that a user gives does not make it damage
		of = of.Base
	}
	return of.Level == rule.Error || of.In == 0
}

// finding counts a finding, and writes it if it is to be shown.
func (r *Review) finding(x *Finding) error {
	if r.Keep != nil {
		line := x.Line
		if x.Rule.Survey != nil || x.Rule.Variants != nil {
			line = 0
		}
		if !r.Keep(r.name, line) {
			r.Outside++
			return nil
		}
	}
	if x.Rule.Once {
		if slices.Contains(r.once, x.Rule) {
			return nil
		}
		r.once = append(r.once, x.Rule)
	}
	if r.Known != nil && r.Known.Take(r.path, &x.Finding) {
		r.Old++
		return nil
	}
	if r.Record != nil {
		r.Record.Add(r.path, &x.Finding)
	}
	if r.ByRule == nil {
		r.ByRule = map[*rule.Rule]int{}
	}
	r.ByRule[x.Rule]++
	r.file.Counts[x.Rule.Level]++
	r.Counts[x.Rule.Level]++
	switch {
	case r.Hide:
		return nil
	case r.Most > 0:
		r.worst.add(x, r.Most)
		return nil
	}
	return r.each(func(w *Writer) error { return w.Finding(x) })
}

// Fixes returns how often the text was fixed so far.
func (r *Review) Fixes() int { return r.fixes }

// End ends the text. It does nothing if none was begun.
func (r *Review) End() error {
	if r.text == nil {
		return nil
	}
	r.text = nil
	if err := r.letGo(nowhere); err != nil {
		return err
	}
	if r.Most > 0 {
		r.worst.endFile(r.file, r.to)
		return nil
	}
	return r.each((*Writer).EndFile)
}

// Flush writes what waits, after the last text.
func (r *Review) Flush() error { return r.worst.write() }

// each has each writer do what it is to do.
func (r *Review) each(do func(*Writer) error) error {
	for _, w := range r.to {
		if err := do(w); err != nil {
			return err
		}
	}
	return nil
}

// AtLeast reports whether there is a finding at the level or above it.
func (c Counts) AtLeast(level rule.Level) bool {
	for l, n := range c {
		if n > 0 && rule.Level(l) >= level {
			return true
		}
	}
	return false
}

// String returns how many findings there are of each level, such as
// "3 findings (1 error, 2 warning)".
func (c Counts) String() string {
	if c.All() == 0 {
		return "no findings"
	}
	var parts []string
	for l := rule.Error; ; l-- {
		if n := c[l]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, l))
		}
		if l == rule.Info {
			break
		}
	}
	what := "findings"
	if c.All() == 1 {
		what = "finding"
	}
	return fmt.Sprintf("%d %s (%s)", c.All(), what, strings.Join(parts, ", "))
}
