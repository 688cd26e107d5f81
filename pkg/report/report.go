// Package report writes findings in the formats that people and programs read,
// differences between texts, and text that is safe to print.
//
// The output depends only on the findings and their order. Reports for people
// and for workflows show invisible characters by their numbers, so that no
// finding can send a command to a terminal or a workflow runner.
package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A Format is one way to write findings. A report is
//
//	Begin { BeginFile { Finding } EndFile } End
//
// and each method appends its part to dst and returns the longer slice. Finding
// is called by many goroutines at once, so its result must depend only on its
// arguments. The other methods are called one at a time, in the order of the
// report. A format that writes nothing at some part returns dst unchanged;
// embed [Parts] for those.
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
	Rules   []*rule.Rule // that were looked for, in the order of the catalogue
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

// A Finding is a finding of a rule with the line that contains it.
type Finding struct {
	rule.Finding
	In *Line // nil for what is found of a text as a whole
}

// A Line is a line with findings. One goroutine uses it at a time.
type Line struct {
	Text   []byte // without its newline; what the findings' spans belong to
	Offset int64  // bytes of the text before it; -1 where that is not known

	counted [3]prefix // of Text, by unit: up to where the last finding began
	ends    [3]prefix // and up to where a long one ended
}

// A prefix is a number of bytes and of the units in them.
type prefix struct{ bytes, units int }

// column is the column, from 1, of the byte at off. Asked in order, it counts
// each byte once.
func (l *Line) column(off int, u span.Unit) int {
	c := &l.counted[u]
	if off = min(off, len(l.Text)); off < c.bytes {
		c.bytes, c.units = 0, 0
	}
	c.units += u.Count(l.Text[c.bytes:off])
	c.bytes = off
	return 1 + c.units
}

// Columns returns the columns, from 1, of the first unit of the finding and of
// the unit after its last. Both are 1 if the line is not known.
func (x *Finding) Columns(u span.Unit) (start, end int) {
	if x.In == nil {
		return 1, 1
	}
	start = x.In.column(x.Start, u)
	from, to := min(x.Start, len(x.In.Text)), min(x.End, len(x.In.Text))
	if to-from <= longSpan {
		return start, start + u.Count(x.In.Text[from:to])
	}
	// Many findings may span one long stretch, of which each counts what is new.
	known := &x.In.ends[u]
	if known.bytes < from || known.bytes > to {
		*known = prefix{from, start - 1}
	}
	known.units += u.Count(x.In.Text[known.bytes:to])
	known.bytes = to
	return start, 1 + known.units
}

// longSpan is how long, in bytes, a span is that is not counted by itself.
const longSpan = 1 << 8

// Words returns the words found and the words that replace them; after is empty
// if the rule has no fix.
func (x *Finding) Words() (before, after string) {
	if x.Fix == rule.Manual {
		return x.Found, ""
	}
	if x.In != nil {
		// Found is the span, or its beginning, with some of what stands around it.
		line := bytes.TrimSuffix(x.In.Text, []byte{'\r'})
		c, whole := rule.Context(line, x.Span)
		switch found := string(c.Text(line)); {
		case whole && found == x.Found:
			return found, found[:x.Start-c.Start] + x.New + found[x.End-c.Start:]
		case !whole && found+"…" == x.Found:
			return x.Found, rule.Shorten(found[:x.Start-c.Start] + x.New)
		}
	}
	return x.Found, x.New
}

// Names are the names of the formats.
var Names = []string{"text", "json", "github"}

// New returns the format with the given name.
func New(name string, s Style) (Format, error) {
	switch name {
	case "text":
		return text{Style: s}, nil
	case "json":
		return jsonArray{}, nil
	case "github":
		return github{}, nil
	}
	return nil, fmt.Errorf("report: unknown format %q (use %s)", name, strings.Join(Names, ", "))
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
}

// NewWriter returns a writer of a report about run, which the caller keeps up
// to date.
func NewWriter(w io.Writer, f Format, run *Run) *Writer { return &Writer{w: w, f: f, run: run} }

// Format returns the format of the report.
func (w *Writer) Format() Format { return w.f }

// BeginFile begins the report on a text. The caller keeps f up to date until
// EndFile.
func (w *Writer) BeginFile(f *File) error {
	if err := w.begin(); err != nil {
		return err
	}
	w.file = f
	return w.put(w.f.BeginFile(w.buf[:0], f))
}

func (w *Writer) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	return w.put(w.f.Begin(w.buf[:0], w.run))
}

// Findings writes findings of the text that Format.Finding has rendered:
// finding i ends at ends[i] in rendered.
func (w *Writer) Findings(rendered []byte, ends []int) error {
	between := w.f.Between()
	if between == "" && len(ends) > 0 {
		ends = ends[len(ends)-1:]
	}
	at := 0
	for _, end := range ends {
		part := rendered[at:end]
		if w.any && between != "" {
			w.buf = append(append(w.buf[:0], between...), part...)
			part = w.buf
		}
		if err := w.put(part); err != nil {
			return err
		}
		at, w.any = end, true
	}
	return nil
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
