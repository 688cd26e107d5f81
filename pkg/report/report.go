// Package report writes findings in the formats that people and programs read,
// differences between texts, and text that is safe to print.
//
// The output depends only on the findings and their order. Reports for people
// and for workflows show invisible characters by their numbers, so that no
// finding can send a command to a terminal or a workflow runner.
package report

import (
	"io"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A Format is one way to write findings. A report is
//
//	Begin { BeginFile { Finding } EndFile } End
//
// and each method appends its part to dst and returns the longer slice. The
// methods are called one at a time, in the order of the report. A format that
// writes nothing at some part returns dst unchanged; embed [Parts] for those.
type Format interface {
	Begin(dst []byte, r *Run) []byte
	BeginFile(dst []byte, f *File) []byte
	Finding(dst []byte, f *File, x *Finding) []byte
	EndFile(dst []byte, f *File) []byte
	End(dst []byte, r *Run) []byte

	// Between returns the text between two findings of the run, of the same
	// file or not.
	Between() string
}

// Parts writes nothing at any part except Finding, and nothing between two
// findings.
type Parts struct{}

// Begin returns dst.
func (Parts) Begin(dst []byte, _ *Run) []byte { return dst }

// BeginFile returns dst.
func (Parts) BeginFile(dst []byte, _ *File) []byte { return dst }

// EndFile returns dst.
func (Parts) EndFile(dst []byte, _ *File) []byte { return dst }

// End returns dst.
func (Parts) End(dst []byte, _ *Run) []byte { return dst }

// Between returns no text.
func (Parts) Between() string { return "" }

// A Run is the run of nass that a report describes.
type Run struct {
	Version string       // of nass
	Rules   []*rule.Rule // all that there are, in the order of the catalogue
	Dir     string       // the working directory; "" leaves the paths of files as they are
	FailOn  rule.Level   // the level from which a finding is a failure
	Failed  bool         // a text could not be read, or not written
	Files   int          // texts that were read
	Counts               // of findings, so far
}

// A File is one text of a run.
type File struct {
	Path   string // as the user gave it; "<stdin>" for the standard input
	Counts        // of findings, so far
}

// Counts holds the number of findings of each level.
type Counts [3]int

// All returns the number of findings of all levels.
func (c Counts) All() int { return c[rule.Info] + c[rule.Warning] + c[rule.Error] }

// A Finding is a finding of a rule with the place of its line.
type Finding struct {
	rule.Finding

	// Place is where the line begins. Its Offset is -1 where that is not known:
	// of what is found of a text as a whole.
	Place span.Place

	// Of says which text of its file the finding is in; nil if the text is the
	// whole file. Then the Line and the columns are those of the file.
	Of *Identity

	// Col and EndCol are the columns, from 1, of the first code point of the
	// finding and of the one after its last; an invalid byte is one. Where Of is
	// nil, a Writer sets them.
	Col, EndCol int

	runes span.Span // code points of the text before the ends of the finding, where Of is set
	wide  *wide     // where Of is set and Check.Places
	in    *holder   // of the line, where Of is nil; a Writer sets it
}

// Record returns the place of the finding in the file.
func (x *Finding) Record(file string) *Record {
	r := x.record(file)
	return &r
}

// record is Record without an allocation.
func (x *Finding) record(file string) Record {
	r := Record{File: file, Of: x.Of, Line: x.Line, Start: -1}
	if at := x.Place; x.Of != nil {
		r.Start, r.RuneStart = at.Offset+int64(x.Start), int64(x.runes.Start)
		r.End, r.RuneEnd = at.Offset+int64(x.End), int64(x.runes.End)
	} else if at.Offset >= 0 {
		r.Start, r.RuneStart = at.Offset+int64(x.Start), at.Runes+int64(x.Col-1)
		r.End, r.RuneEnd = at.Offset+int64(x.End), at.Runes+int64(x.EndCol-1)
	}
	return r
}

// A Writer writes the parts of a report in order.
type Writer struct {
	w     io.Writer
	f     Format
	run   *Run
	file  *File
	begun bool
	any   bool // a finding was written
	buf   []byte

	line   []byte // of the last finding
	number int    // of that line
	places holder // of the line
}

// NewWriter returns a writer of a report about run, which the caller keeps up
// to date.
func NewWriter(w io.Writer, f Format, run *Run) *Writer { return &Writer{w: w, f: f, run: run} }

// BeginFile begins the report on a text. The caller keeps f up to date until
// EndFile.
func (w *Writer) BeginFile(f *File) error {
	if err := w.begin(); err != nil {
		return err
	}
	w.file, w.number = f, 0
	return w.put(w.f.BeginFile(w.buf[:0], f))
}

func (w *Writer) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	return w.put(w.f.Begin(w.buf[:0], w.run))
}

// Finding writes a finding of the text, and sets its columns.
func (w *Writer) Finding(x *Finding) error {
	w.locate(x)
	w.buf = w.buf[:0]
	if w.any {
		w.buf = append(w.buf, w.f.Between()...)
	}
	w.any = true
	w.buf = w.f.Finding(w.buf, w.file, x)
	return w.put(w.buf)
}

// locate sets the columns of a finding. Findings of one line come one after the
// other and, mostly, in order, so that each byte is counted once.
func (w *Writer) locate(x *Finding) {
	if x.Of != nil {
		return
	}
	if n := len(x.Text); x.Line != w.number || n != len(w.line) || n > 0 && &x.Text[0] != &w.line[0] {
		w.line, w.number = x.Text, x.Line
		w.places.reset(x.Text)
	}
	x.in = &w.places
	start := min(x.Start, len(x.Text))
	x.Col = 1 + int(w.places.starts.Runes(start))
	x.EndCol = x.Col + span.Rune.Count(x.Text[start:min(x.End, len(x.Text))])
}

// EndFile ends the report on the text.
func (w *Writer) EndFile() error { return w.put(w.f.EndFile(w.buf[:0], w.file)) }

// Close ends the report. It does not close what it is written to.
func (w *Writer) Close() error {
	if err := w.begin(); err != nil {
		return err
	}
	return w.put(w.f.End(w.buf[:0], w.run))
}

func (w *Writer) put(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	_, err := w.w.Write(b)
	return err
}
