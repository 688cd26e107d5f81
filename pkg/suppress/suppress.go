// Package suppress runs rules on the texts of documents, without those that comments of
// the document suppress.
//
// A comment that begins with "nass:" is a directive. It names rules and groups, with
// commas between them; one without a name is about all rules.
//
//	nass: ignore two-dots             not in the line of the comment
//	nass: ignore-next-line two-dots   not in the next line that holds text
//	nass: off two-dots                not from here on
//	nass: on two-dots                 again from here on
//	nass: ignore-file two-dots        not in this file
//
// A rule that is suppressed in a line does not act in it: it finds nothing, and changes
// nothing. A text that has a key, such as a string of a translation or a cue of a
// subtitle, is one line, however many lines of the file it takes.
//
//   - [Parse] reads one comment.
//   - [Normalize] writes a file anew, with the normal forms of its texts.
//   - [Runner] runs an engine, and says which directives suppress nothing.
//   - [Commenter] writes comments that suppress rules.
package suppress

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// Unused is the name of the rule about directives that suppress nothing.
const Unused = "unused-suppression"

// A Runner runs an engine on the texts of one block after the other. It is not safe for
// concurrent use, and what it returns is valid until its next call.
type Runner struct {
	engine *rule.Engine
	all    *rule.Runner
	some   *rule.Runner            // of the rules that act in a line; nil before one is needed
	fewer  map[string]*rule.Engine // by the names of entries
	names  []byte                  // some of them
	page   *page                   // of the block; nil: it has no directives
	text   *document.Text          // that the edits are of
	by     *rule.Runner            // of the edits that are yielded
	edits  []span.Edit
	held   []rule.Finding // of a line
	memo   *Memo          // of what all finds; nil: none
}

// NewRunner returns a runner of the engine. It does not look for what is found of a text
// as a whole: the texts of a document are parts of one.
func NewRunner(e *rule.Engine) *Runner {
	e = e.Without(func(r *rule.Rule) bool { return r.Survey != nil || r.Variants != nil })
	return &Runner{engine: e, all: e.Runner()}
}

// Remember has Find keep in m what the engine finds in a text, and look there first.
func (r *Runner) Remember(m *Memo) { r.memo = m }

// Normalize emits a file with the normal forms of its texts, a part at a time, and
// whether the part differs from that of the file. It notes which texts stay as they are.
func Normalize(e *rule.Engine, f *document.File, emit func(out []byte, differs bool) error) error {
	if f.Format == document.Plain {
		return corpus.StreamWorkers(f.Reader, f.Stream, func() corpus.Worker[bool] {
			r := e.Runner()
			return func(dst, text []byte, _ span.Place) ([]byte, bool) {
				dst = r.Append(dst, text)
				return dst, !bytes.Equal(dst, text)
			}
		}, emit)
	}
	return document.RewriteBlocks(f, func() func(*document.Block) func(*document.Text) []span.Edit {
		r := NewRunner(e)
		return func(b *document.Block) func(*document.Text) []span.Edit {
			r.Begin(b)
			return r.Edits
		}
	}, func(out []byte, x document.Rewritten) error {
		f.SayLeft(x.Left)
		return emit(out, x.Changed)
	})
}

// Begin begins a block, whose texts come next, in order.
func (r *Runner) Begin(b *document.Block) { r.page = read(b) }

// Open makes t the text that EditBlock is about.
func (r *Runner) Open(t *document.Text) { r.text = t }

// Edits returns the edits that produce the normal form of the text.
func (r *Runner) Edits(t *document.Text) []span.Edit {
	if r.page == nil {
		return r.all.Edits(t.Bytes)
	}
	r.Open(t)
	r.edits = r.edits[:0]
	r.EditBlock(t.Bytes, func(start int, _ []byte, edits []span.Edit) { r.edits = span.Move(r.edits, edits, start) })
	return r.edits
}

// EditBlock does what [rule.Runner.EditBlock] does, for the Bytes of the text that was
// opened.
func (r *Runner) EditBlock(text []byte, yield func(start int, line []byte, edits []span.Edit)) {
	r.by = r.all
	if r.page == nil {
		r.all.EditBlock(text, yield)
		return
	}
	r.all.EditBlock(text, func(start int, line []byte, edits []span.Edit) {
		entries := r.page.in(place(r.text, start, line))
		suppressed := len(entries) > 0 && slices.ContainsFunc(edits, func(e span.Edit) bool {
			return slices.ContainsFunc(r.all.By(e), func(by *rule.Rule) bool { return suppresses(entries, by) })
		})
		if !suppressed {
			yield(start, line, edits)
			return
		}
		r.by = r.without(entries)
		r.by.EditBlock(line, func(_ int, line []byte, edits []span.Edit) { yield(start, line, edits) })
		r.by = r.all
	})
}

// By does what [rule.Runner.By] does, for an edit that EditBlock yields.
func (r *Runner) By(e span.Edit) []*rule.Rule { return r.by.By(e) }

// Find calls yield for each line of the text that holds a finding, as
// [rule.Runner.FindBlock] does, and returns how many findings are suppressed.
func (r *Runner) Find(t *document.Text, yield func(start int, findings []rule.Finding)) (suppressed int) {
	if r.page == nil {
		r.find(t.Bytes, yield)
		return 0
	}
	at := -1
	r.held = r.held[:0]
	flush := func() {
		if len(r.held) > 0 {
			suppressed += r.line(t, at, yield)
			r.held = r.held[:0]
		}
	}
	r.find(t.Bytes, func(start int, findings []rule.Finding) {
		if start != at {
			flush()
			at = start
		}
		r.held = append(r.held, findings...)
	})
	flush()
	return suppressed
}

// find yields what the engine finds in a text.
func (r *Runner) find(text []byte, yield func(start int, findings []rule.Finding)) {
	if r.memo != nil {
		r.memo.find(r.all, text, yield)
		return
	}
	r.all.FindBlock(text, 1, yield)
}

// line yields the findings of the line at that offset that are not suppressed, and
// returns how many others it has: those that are held are all of them.
func (r *Runner) line(t *document.Text, start int, yield func(start int, findings []rule.Finding)) (suppressed int) {
	first := r.held[0]
	entries := r.page.in(place(t, start, first.Text))
	acts := false // one that is suppressed makes edits, which others see
	kept := r.held[:0]
	for _, f := range r.held {
		if suppresses(entries, f.Rule) {
			suppressed++
			acts = acts || f.Rule.Fix != rule.Manual
		} else {
			kept = append(kept, f)
		}
	}
	if !acts {
		if len(kept) > 0 {
			yield(start, kept)
		}
		return suppressed
	}
	r.without(entries).FindBlock(first.Text, first.Line, func(_ int, findings []rule.Finding) { yield(start, findings) })
	return suppressed
}

// Suppresses reports whether a directive suppresses what the rule finds at a place of
// the Data of the block.
func (r *Runner) Suppresses(by *rule.Rule, at span.Span) bool {
	return r.page != nil && suppresses(r.page.in(at), by)
}

// suppresses reports whether one of the entries is about the rule. All that are have
// then been used.
func suppresses(entries []*entry, by *rule.Rule) bool {
	some := false
	for _, e := range entries {
		if e.matches(by) {
			e.used, some = true, true
		}
	}
	return some
}

// place returns where the line of a text that begins at start is in the Data.
func place(t *document.Text, start int, line []byte) span.Span {
	if t.Key != "" {
		return t.Raw
	}
	return t.Source(span.Span{Start: start, End: start + len(line)})
}

// mostFewer bounds how many engines are held: texts choose the rules.
const mostFewer = 64

// without returns a runner of the rules that no entry is about.
func (r *Runner) without(entries []*entry) *rule.Runner {
	r.names = r.names[:0]
	for _, e := range entries {
		r.names = append(append(r.names, e.name...), ' ')
	}
	of := r.fewer[string(r.names)]
	if of == nil {
		of = r.engine.Without(func(by *rule.Rule) bool {
			return slices.ContainsFunc(entries, func(e *entry) bool { return e.matches(by) })
		})
		if r.fewer == nil || len(r.fewer) == mostFewer {
			r.fewer = map[string]*rule.Engine{}
		}
		r.fewer[string(r.names)] = of
	}
	if r.some == nil {
		r.some = of.Runner()
	} else {
		r.some.Reset(of)
	}
	return r.some
}

// An Idle is a directive, or a name in one, that suppresses nothing.
type Idle struct {
	At  span.Span // of the Data
	Why string
}

// Idle returns the directives of the block that suppress nothing, once all its texts
// were looked at by Find. unknown returns what is wrong with a name that neither a rule
// nor a group has, or "". A rule that the engine does not have might find something.
func (r *Runner) Idle(unknown func(name string) string) []Idle {
	if r.page == nil {
		return nil
	}
	var idle []Idle
	about := &rule.Rule{Name: Unused}
	for _, e := range r.page.entries {
		why := e.fault
		switch {
		case why != "":
		case e.used || e.name == Unused:
			continue
		case e.name == "":
			why = "nothing to suppress"
		default:
			if slices.ContainsFunc(r.engine.Rules(), e.matches) {
				why = fmt.Sprintf("no finding of %s to suppress", e.name)
			} else if why = unknown(e.name); why == "" {
				continue
			}
		}
		named := slices.DeleteFunc(slices.Clone(r.page.in(e.at)), func(e *entry) bool { return e.name != Unused })
		if !suppresses(named, about) {
			idle = append(idle, Idle{e.at, why})
		}
	}
	return idle
}
