package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/span"
)

// diffContext is how many lines around a change are shown.
const diffContext = 3

// diffMost is how many bytes of a hunk are held, to count its lines before it
// is written; a longer one is cut in two, and these have no context.
const diffMost = 4 << 20

// A DiffBlock holds the lines of one block that a difference needs: the lines
// that change, and the lines near them or near the ends of the block. Any
// goroutine may make it; a [Diff] joins the blocks.
type DiffBlock struct {
	lines []diffLine
	style Style
	buf   []byte
	block []byte
	at    int // of block, what was taken in
	line  int // number of the line there, less one
}

type diffLine struct {
	line     int
	changed  bool
	old, new span.Span // in buf; new only of a changed line
}

// NewDiffBlock starts the difference of block, whose first line has number
// line. It appends text to dst, which Close returns.
func NewDiffBlock(dst, block []byte, line int, s Style) *DiffBlock {
	return &DiffBlock{buf: dst, block: block, line: line - 1, style: s}
}

// DiffFile emits the difference between a file and the file as the Fix of check leaves
// it, a block at a time, for [Diff.Add].
func DiffFile(check *Check, s Style, f *document.File, emit func(text []byte, block *DiffBlock) error) error {
	if f.Format == document.Plain {
		return corpus.StreamWorkers(f.Reader, f.Stream, func() corpus.Worker[*DiffBlock] { return diffWorker(check, s) }, emit)
	}
	return document.Stream(f, func() func([]byte, *document.Block) ([]byte, *DiffBlock, error) { return diffDocument(check, s) }, emit)
}

// diffWorker returns what makes the differences of plain text.
func diffWorker(check *Check, s Style) func(dst, text []byte, at span.Place) ([]byte, *DiffBlock) {
	r := check.Fix.Runner()
	return func(dst, text []byte, at span.Place) ([]byte, *DiffBlock) {
		d := NewDiffBlock(dst, text, at.Line, s)
		check.editBlock(r, text, at.Line, func(start int, _ []byte, edits []span.Edit) { d.Change(start, edits) })
		return d.Close(), d
	}
}

// diffDocument returns what makes the differences of blocks of a document.
func diffDocument(check *Check, s Style) func(dst []byte, b *document.Block) ([]byte, *DiffBlock, error) {
	editsOf := check.Edits()
	var line []span.Edit
	return func(dst []byte, b *document.Block) ([]byte, *DiffBlock, error) {
		edits, _, err := editsOf(b)
		if err != nil {
			return dst, nil, err
		}
		d := NewDiffBlock(dst, b.Data, b.Line, s)
		for i := 0; i < len(edits); {
			start := bytes.LastIndexByte(b.Data[:edits[i].Start], '\n') + 1
			end := len(b.Data)
			if n := bytes.IndexByte(b.Data[edits[i].Start:], '\n'); n >= 0 {
				end = edits[i].Start + n
			}
			line = line[:0]
			for ; i < len(edits) && edits[i].Start <= end; i++ {
				e := edits[i]
				if e.End > end { // a record that is removed, which is not shown
					continue
				}
				line = append(line, span.Edit{Span: span.Span{Start: e.Start - start, End: e.End - start}, New: e.New})
			}
			if len(line) > 0 {
				d.Change(start, line)
			}
		}
		return d.Close(), d, nil
	}
}

// Change adds edits over the line of the block that begins at start. Calls must
// be in order of start.
func (d *DiffBlock) Change(start int, edits []span.Edit) {
	d.same(start)
	end := len(d.block)
	if i := bytes.IndexByte(d.block[start:], '\n'); i >= 0 {
		end = start + i + 1
	}
	old := d.block[start:end]
	l := diffLine{line: d.line + 1, changed: true}
	l.old.Start = len(d.buf)
	d.side(old, edits, false)
	l.old.End = len(d.buf)
	l.new.Start = len(d.buf)
	d.side(old, edits, true)
	l.new.End = len(d.buf)
	d.lines = append(d.lines, l)
	d.at, d.line = end, d.line+1
}

// side appends the line before the edits or after them.
func (d *DiffBlock) side(old []byte, edits []span.Edit, after bool) {
	at := 0
	for _, e := range edits {
		put(d, old[at:e.Start])
		if d.style.Color {
			d.buf = append(d.buf, inks[inkReverse]...)
		}
		if after {
			put(d, e.New)
		} else {
			put(d, old[e.Start:e.End])
		}
		if d.style.Color {
			d.buf = append(d.buf, unreverse...)
		}
		at = e.End
	}
	put(d, old[at:])
}

// put appends a line or a piece of one.
func put[T string | []byte](d *DiffBlock, text T) {
	if d.style.Visible {
		d.buf = appendVisibleLine(d.buf, []byte(text))
	} else {
		d.buf = append(d.buf, text...)
	}
}

// Close ends the block and returns dst with the appended text.
func (d *DiffBlock) Close() []byte {
	d.same(len(d.block))
	buf := d.buf
	d.block, d.buf = nil, nil
	return buf
}

// same takes in unchanged lines up to end; the first and the last of them may
// be shown.
func (d *DiffBlock) same(end int) {
	first := d.at
	for n := 0; n < diffContext && first < end; n++ {
		first += d.take(first, end)
	}
	last := end
	for n := 0; n < diffContext && last > first; n++ {
		last = first + bytes.LastIndexByte(d.block[first:last-1], '\n') + 1
	}
	d.line += bytes.Count(d.block[first:last], []byte{'\n'})
	for last < end {
		last += d.take(last, end)
	}
	d.at = end
}

// take takes in the unchanged line at i, and returns its length.
func (d *DiffBlock) take(i, end int) int {
	n := end - i
	if k := bytes.IndexByte(d.block[i:end], '\n'); k >= 0 {
		n = k + 1
	}
	d.line++
	l := diffLine{line: d.line}
	l.old.Start = len(d.buf)
	put(d, d.block[i:i+n])
	l.old.End = len(d.buf)
	d.lines = append(d.lines, l)
	return n
}

// A Diff writes the unified difference between a text and the result of edits.
// A line stays one line, so both sides have the same line numbers.
type Diff struct {
	w     io.Writer
	name  string
	style Style
	begun bool

	near []byte // the context before the next change: its last lines, rendered
	ends []int  // where each of them ends in near
	last int    // number of the line taken in last

	hunk  []byte // the open hunk, rendered; empty when none is
	from  int    // number of its first line
	count int    // lines of it on either side
	lead  int    // bytes of context it begins with
	leads int    // lines of them
	minus []byte // the changed lines at its end: the old ones are in hunk, these follow
	tail  int    // lines of context it ends with
	cuts  []int  // where each of these begins in hunk
}

// NewDiff starts the difference of the text with the given name. A Diff writes
// nothing if nothing changes. The style must be that of its blocks.
func NewDiff(w io.Writer, name string, s Style) *Diff {
	return &Diff{w: w, name: name, style: s}
}

// Add adds the block that follows; buf is what its Close returned.
func (d *Diff) Add(b *DiffBlock, buf []byte) error {
	for _, l := range b.lines {
		if l.line != d.last+1 {
			if err := d.end(); err != nil {
				return err
			}
			d.near, d.ends = d.near[:0], d.ends[:0]
		}
		d.last = l.line
		old := l.old.Text(buf)
		var err error
		if l.changed {
			err = d.change(l.line, old, l.new.Text(buf))
		} else {
			err = d.context(old)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Close ends the text and reports whether anything was different.
func (d *Diff) Close() (differs bool, err error) {
	err = d.end()
	return d.begun, err
}

func (d *Diff) change(line int, old, new []byte) error {
	if len(d.hunk)+len(d.minus) > diffMost {
		// Without context at its end it must have none at its beginning: a
		// program that applies it would look for it at the text's end.
		d.hunk = d.hunk[d.lead:]
		d.from += d.leads
		d.count -= d.leads
		if err := d.write(); err != nil {
			return err
		}
	}
	if d.count == 0 {
		d.from = line - len(d.ends)
		d.hunk = append(d.hunk, d.near...)
		d.count, d.lead, d.leads = len(d.ends), len(d.near), len(d.ends)
		d.near, d.ends = d.near[:0], d.ends[:0]
	}
	d.tail, d.cuts = 0, d.cuts[:0]
	d.hunk = d.render(d.hunk, '-', InkFound, old)
	d.minus = d.render(d.minus, '+', InkNew, new)
	d.count++
	return nil
}

func (d *Diff) context(text []byte) error {
	if d.count == 0 {
		if len(d.ends) == diffContext {
			first := d.ends[0]
			d.near = append(d.near[:0], d.near[first:]...)
			copy(d.ends, d.ends[1:])
			d.ends = d.ends[:len(d.ends)-1]
			for i := range d.ends {
				d.ends[i] -= first
			}
		}
		d.near = d.render(d.near, ' ', Plain, text)
		d.ends = append(d.ends, len(d.near))
		return nil
	}
	if d.tail == 2*diffContext {
		if err := d.end(); err != nil {
			return err
		}
		return d.context(text)
	}
	d.hunk = append(d.hunk, d.minus...)
	d.minus = d.minus[:0]
	d.cuts = append(d.cuts, len(d.hunk))
	d.hunk = d.render(d.hunk, ' ', Plain, text)
	d.tail++
	d.count++
	return nil
}

// render appends a line of the difference.
func (d *Diff) render(dst []byte, sign byte, ink Ink, text []byte) []byte {
	line, whole := bytes.CutSuffix(text, []byte{'\n'})
	dst = append(d.style.open(dst, ink), sign)
	dst = d.style.close(append(dst, line...), ink)
	dst = append(dst, '\n')
	if !whole {
		dst = append(dst, "\\ No newline at end of file\n"...)
	}
	return dst
}

// end ends the open hunk; the last of the context that it took in is near the
// next one.
func (d *Diff) end() error {
	if d.count == 0 {
		return nil
	}
	d.hunk = append(d.hunk, d.minus...)
	d.minus = d.minus[:0]
	d.near, d.ends = d.near[:0], d.ends[:0]
	if n := len(d.cuts); n > 0 {
		first := d.cuts[max(0, n-diffContext)]
		d.near = append(d.near, d.hunk[first:]...)
		for _, c := range d.cuts[max(0, n-diffContext):] {
			if c > first {
				d.ends = append(d.ends, c-first)
			}
		}
		d.ends = append(d.ends, len(d.near))
		if n > diffContext {
			d.hunk = d.hunk[:d.cuts[diffContext]]
			d.count -= n - diffContext
		}
	}
	return d.write()
}

// write writes the hunk, which is then empty.
func (d *Diff) write() error {
	d.hunk = append(d.hunk, d.minus...)
	var head []byte
	if !d.begun {
		d.begun = true
		name := string(appendQuoted(nil, d.name))
		head = append(d.style.Append(head, InkName, "--- "+name), '\n')
		head = append(d.style.Append(head, InkName, "+++ "+name), '\n')
	}
	length := ""
	if d.count != 1 {
		length = fmt.Sprintf(",%d", d.count)
	}
	head = append(d.style.Append(head, InkPlace, fmt.Sprintf("@@ -%d%s +%d%s @@", d.from, length, d.from, length)), '\n')
	if _, err := d.w.Write(head); err != nil {
		return err
	}
	_, err := d.w.Write(d.hunk)
	d.hunk, d.minus, d.cuts = d.hunk[:0], d.minus[:0], d.cuts[:0]
	d.count, d.tail, d.lead, d.leads = 0, 0, 0, 0
	return err
}
