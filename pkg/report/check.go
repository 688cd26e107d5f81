package report

import (
	"bytes"
	"iter"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// A Check finds in texts what a report is about. It is read-only: goroutines
// may share it.
type Check struct {
	Find *rule.Engine

	// Fix, if set, fixes each block first: what is found is what it leaves, and
	// places are those of the fixed text.
	Fix *rule.Engine

	// Keep, if set, reports whether Fix changes a line of the file.
	Keep func(line int) bool

	// Sources, if set, returns the strings that those of a document translate, if the
	// document does not hold them itself; none where there are no such strings.
	Sources func() []document.Unit

	// Ignore, if set, reports whether a finding is only counted. It is called on
	// many goroutines at once.
	Ignore func(f *rule.Finding) bool

	// Unknown, if set, returns what is wrong with a name that a document suppresses and
	// that neither a rule nor a group has, or "".
	Unknown func(name string) string

	// Memo, if set, keeps what Find finds in the texts of a page. It is for one page, and
	// not for records.
	Memo *suppress.Memo

	// Runes sets the code points of places.
	Runes bool

	// Places has findings in documents know what [Finding.Range] and
	// [Finding.Change] return: see [Kind].
	Places bool
}

// File emits what it finds in a file, a part at a time, and with Fix the fixed file. The
// last part is [Part.Last]. It notes which texts are not fixed, since that would change
// what a page holds.
func (c *Check) File(f *document.File, emit func(fixed []byte, p Part) error) error {
	var err error
	if f.Format == document.Plain {
		how := f.Stream
		how.CountRunes = c.Runes && c.Fix == nil
		err = corpus.StreamWorkers(f.Reader, how, func() corpus.Worker[Part] { return c.Worker() }, emit)
	} else {
		err = document.Stream(f, c.Document, func(fixed []byte, p Part) error {
			f.SayLeft(p.left)
			return emit(fixed, p)
		})
	}
	if err != nil {
		return err
	}
	return emit(nil, Part{Last: true, texts: f.Format != document.Plain})
}

// A Part is what a block of a text holds. It shares no memory with the block.
type Part struct {
	Last    bool  // there is no block, and no other part
	Ignored int   // findings
	Fixes   int   // edits by which the block was fixed
	texts   bool  // of Last: nothing is found of the texts as a whole
	left    []int // lines of the texts that are not fixed
	size    int   // of the fixed block
	letter  int   // where its first Arabic letter is; -1: it has none
	tally   *rule.Tally
	runes   int64     // of the fixed block
	offset  int64     // of the block of a document, before it was fixed
	packed  *packed   // the findings; nil: none
	whole   []Finding // of the text as a whole, or of the texts of a document
}

var packedPool = sync.Pool{New: func() any { return new(packed) }}

// Release gives the memory of the part to others; its findings must not be used
// any more. A part that is not released is left to the garbage collector.
func (p *Part) Release() {
	if p.packed != nil {
		p.packed.reset()
		packedPool.Put(p.packed)
	}
	*p = Part{}
}

// Findings returns the findings of the part, in order, without the ignored ones.
// Each is valid until the next.
func (p *Part) Findings() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		if p.packed != nil {
			for x := range p.packed.all() {
				x.Context = rule.Around(x.Text, x.Span)
				if !yield(x) {
					return
				}
			}
		}
		for i := range p.whole {
			if !yield(&p.whole[i]) {
				return
			}
		}
	}
}

// Worker returns the function that checks the blocks of a text on one
// goroutine, as corpus.Stream hands them out: whole lines, the first of them at
// the place at. With Fix it appends the fixed block to dst.
func (c *Check) Worker() func(dst, block []byte, at span.Place) ([]byte, Part) {
	find := c.Find.Runner()
	var fix *rule.Runner
	if c.Fix != nil {
		fix = c.Fix.Runner()
	}
	var index span.Index
	return func(dst, block []byte, at span.Place) ([]byte, Part) {
		var p Part
		if fix != nil {
			dst, p.Fixes = c.appendFixed(dst, block, at.Line, fix)
			block, at = dst, span.Place{Line: at.Line} // what stands before is known when the text is put together
			if c.Runes {
				p.runes = int64(span.Rune.Count(block))
			}
		}
		p.size, p.letter = len(block), arabic.IndexLetter(block)
		p.packed = packedPool.Get().(*packed)
		index.Reset(block, at)
		last := -1 // where the last line starts
		p.tally = find.FindBlock(block, at.Line, func(start int, findings []rule.Finding) {
			if start != last {
				place := span.Place{Offset: index.Offset(start), Line: findings[0].Line}
				if c.Runes {
					place.Runes = index.Runes(start)
				}
				p.packed.line(findings[0].Text, place)
				last = start
			}
			for i := range findings {
				if f := &findings[i]; !c.ignores(f) {
					p.packed.add(f.Span, packedKind{f.Rule, f.Fix, f.Message, f.New})
				} else {
					p.Ignored++
				}
			}
		})
		return dst, p
	}
}

// editBlock does what [rule.Runner.EditBlock] does, for the lines of the block that Fix
// changes. The first has that number.
func (c *Check) editBlock(fix *rule.Runner, block []byte, number int, yield func(start int, line []byte, edits []span.Edit)) {
	if c.Keep == nil {
		fix.EditBlock(block, yield)
		return
	}
	counted := 0
	fix.EditBlock(block, func(start int, line []byte, edits []span.Edit) {
		number += bytes.Count(block[counted:start], []byte("\n"))
		if counted = start; c.Keep(number) {
			yield(start, line, edits)
		}
	})
}

// keeps reports whether Fix makes an edit at an offset of a text of a document.
func (c *Check) keeps(text span.Place, off int) bool {
	if c.Keep == nil {
		return true
	}
	line, _ := text.In.Position(off, span.Byte)
	return c.Keep(line)
}

// appendFixed appends the block, whose first line has that number, as fix leaves it, and
// returns the number of edits.
func (c *Check) appendFixed(dst, block []byte, number int, fix *rule.Runner) (_ []byte, n int) {
	at := 0
	c.editBlock(fix, block, number, func(start int, line []byte, edits []span.Edit) {
		dst = append(dst, block[at:start]...)
		dst = span.Apply(dst, line, edits)
		at = start + len(line)
		n += len(edits)
	})
	return append(dst, block[at:]...), n
}

// ignores reports whether a finding is only counted.
func (c *Check) ignores(f *rule.Finding) bool { return c.Ignore != nil && c.Ignore(f) }

// Document returns the function that checks the texts of the blocks of a document on
// one goroutine, each text by itself. With Fix it appends the fixed block to dst, and
// the findings are those of the fixed texts.
//
// What is found of a text as a whole, such as a missing newline at its end, is not
// looked for.
func (c *Check) Document() func(dst []byte, b *document.Block) ([]byte, Part, error) {
	find := suppress.NewRunner(c.Find)
	find.Remember(c.Memo)
	var places holder
	var edits func(b *document.Block) ([]span.Edit, []int, error)
	if c.Fix != nil {
		edits = c.Edits()
	}
	return func(dst []byte, b *document.Block) (_ []byte, p Part, err error) {
		if edits != nil {
			over, texts, err := edits(b)
			if err != nil {
				return dst, p, err
			}
			for _, i := range texts {
				p.left = append(p.left, b.Place(i).Line)
			}
			p.Fixes, p.offset = len(over), b.Offset
			if dst, err = b.Append(dst, over); err != nil {
				return dst, p, err
			}
			if len(over) > 0 {
				if b, err = b.Edited(over); err != nil {
					return dst, p, err
				}
			}
		}
		find.Begin(b)
		for i := range b.Texts {
			t := &b.Texts[i]
			at := b.Place(i)
			places.reset(t.Bytes)
			var line []byte
			last := -1 // where the last line starts
			p.Ignored += find.Find(t, func(start int, findings []rule.Finding) {
				if start != last {
					line, last = bytes.Clone(findings[0].Text), start
					at.Offset = int64(start)
				}
				for _, f := range findings {
					if c.ignores(&f) {
						p.Ignored++
						continue
					}
					e := span.Edit{Span: span.Span{Start: start + f.Start, End: start + f.End}, New: f.New}
					if f.Fix != rule.Manual && !t.Fixed && !t.Bears(e) {
						continue // what is wrong there is no fault of the text
					}
					if f.Text = line; t.Fixed {
						f.Fix, f.New = rule.Manual, ""
					}
					p.whole = append(p.whole, places.hold(f, at))
					if c.Places {
						p.whole[len(p.whole)-1].wide = wideOf(b, i, start, &f)
					}
				}
			})
		}
		if c.Places {
			setChanges(b, p.whole, rule.Safe)
			setChanges(b, p.whole, rule.Lossy)
		}
		c.findPairs(b, find, &p)
		c.idle(&p, b, find)
		return dst, p, nil
	}
}

// idle adds what is found of the directives of a block that suppress nothing.
func (c *Check) idle(p *Part, b *document.Block, by *suppress.Runner) {
	of := slices.IndexFunc(c.Find.Rules(), func(r *rule.Rule) bool { return r.Name == suppress.Unused })
	unknown := c.Unknown
	if unknown == nil {
		unknown = func(string) string { return "" }
	}
	if of < 0 {
		return
	}
	var index span.Index
	n := len(p.whole)
	for _, x := range by.Idle(unknown) {
		if n == len(p.whole) {
			index.Reset(b.Data, b.Block.Place())
		}
		start, end := bytes.LastIndexByte(b.Data[:x.At.Start], '\n')+1, len(b.Data)
		if i := bytes.IndexByte(b.Data[x.At.End:], '\n'); i >= 0 {
			end = x.At.End + i
		}
		f := rule.Finding{Rule: c.Find.Rules()[of], Line: index.Line(start), Text: bytes.Clone(bytes.TrimSuffix(b.Data[start:end], []byte("\r"))),
			Span: span.Span{Start: x.At.Start - start, End: x.At.End - start}, Message: x.Why}
		f.Context = f.Span
		if c.ignores(&f) {
			p.Ignored++
			continue
		}
		p.whole = append(p.whole, Finding{Finding: f, Place: index.Place(start)})
	}
	if len(p.whole) > n {
		slices.SortStableFunc(p.whole, func(a, b Finding) int { return a.Line - b.Line })
	}
}

// Text returns what puts the parts of one text together.
func (c *Check) Text() *CheckedText {
	return &CheckedText{check: c, tally: c.Find.NewTally()}
}

// A CheckedText puts the parts of one text together.
type CheckedText struct {
	check *Check
	tally *rule.Tally
	fixed span.Place // the end of the fixed text so far
}

// Add adds the part that follows, and with Fix its fixed block. The findings of
// the part then have their places in the text.
func (t *CheckedText) Add(fixed []byte, p *Part) {
	if p.tally != nil {
		t.tally.Merge(p.tally)
	}
	if t.check.Fix == nil {
		return
	}
	for i := range p.whole {
		of := p.whole[i].Of
		if of == nil || of.SourceStart < 0 { // it is not known
			continue
		}
		of.SourceStart += t.fixed.Offset - p.offset
		of.SourceEnd += t.fixed.Offset - p.offset
	}
	if p.packed != nil {
		for i := range p.packed.lines {
			at := &p.packed.lines[i].at
			at.Offset += t.fixed.Offset
			at.Runes += t.fixed.Runes
		}
	}
	t.fixed.Offset += int64(len(fixed))
	t.fixed.Runes += p.runes
}

// Whole returns what is found of the text as a whole, once all its parts have
// been added.
func (t *CheckedText) Whole() Part {
	var p Part
	for _, f := range t.tally.Findings() {
		if t.check.ignores(&f) {
			p.Ignored++
			continue
		}
		p.whole = append(p.whole, Finding{Finding: f, Place: span.Place{Offset: -1, Line: f.Line}})
	}
	return p
}
