package report

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

// SentenceFormats are the formats of [Sentences], the default first.
var SentenceFormats = []string{"lines", "jsonl"}

// Sentences writes the sentences or paragraphs of texts, or the places where a
// sentence could end: a line each (lines), or as JSON Lines (jsonl).
type Sentences struct {
	Format       string // one of SentenceFormats
	Explain      bool   // the places where a sentence could end, and the rules that decided
	Style        Style  // of lines that explain
	KeepNewlines bool   // the newlines inside a line stay; otherwise they become spaces
	End          byte   // of a line
}

// The counts that are known when what was made of a block is put in order.
const (
	unitsBefore Counter = iota
	paragraphsBefore
)

// File emits the sentences of a file, in parts, in order. The Stream of o is that of the
// file.
func (w Sentences) File(f *document.File, o stream.Options, emit func(out []byte, none struct{}) error) error {
	o.Stream = f.Stream
	if f.Format != document.Plain {
		return document.Texts(f, func() corpus.Worker[struct{}] { return w.Worker(f.Name, o) }, emit)
	}
	o.Stream.CountRunes = w.Format == "jsonl"
	return stream.Read(f.Reader, o, func() stream.Worker[Gaps] { return w.worker(f.Name) }, fillCounts(emit))
}

// Worker returns a function that appends the sentences of a text, which begins at
// the place at of the file, to dst. It has the form of a corpus.Worker and is not
// safe for concurrent use.
func (w Sentences) Worker(file string, o stream.Options) func(dst, text []byte, at span.Place) ([]byte, struct{}) {
	work := stream.Texts(o, w.worker(file))
	var out []byte
	return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
		var gaps Gaps
		out, _, gaps = work(out[:0], text, at)
		return gaps.Fill(dst, out, 0, 0), none
	}
}

func (w Sentences) worker(file string) (made stream.Worker[Gaps]) {
	var rows Rows
	made.Result = func() Gaps { return rows.takeGaps() }
	switch records := w.Format == "jsonl"; {
	case w.Explain && records:
		made.Boundary = func(dst []byte, s *stream.Stretch, b segment.Boundary) []byte {
			start, end := s.Places(b.Span)
			x := recordOf(file, start, end)
			fields := []Field{Text("mark", s.Text(b.Span)), Bool("cut", b.Cut), Word("rule", b.Reason.String())}
			if b.Reason == segment.NoMark {
				fields = append(fields, Score("score", b.Score), Int("mean_words", b.MeanWords))
			}
			return rows.Append(dst, &x, fields...)
		}
	case w.Explain:
		made.Boundary = func(dst []byte, s *stream.Stretch, b segment.Boundary) []byte {
			return append(w.Style.appendBoundary(dst, file, s, b), w.End)
		}
	case records:
		made.Unit = func(dst []byte, s *stream.Stretch, u stream.Unit) []byte {
			start, end := s.Places(u.Span)
			x := recordOf(file, start, end)
			return rows.Append(dst, &x,
				Count("index", unitsBefore, u.Number), Count("paragraph", paragraphsBefore, u.Paragraph),
				Text("text", s.Text(u.Span)), Text("end_mark", s.Text(u.Mark)))
		}
	case w.KeepNewlines:
		made.Unit = func(dst []byte, s *stream.Stretch, u stream.Unit) []byte {
			return append(append(dst, s.Text(u.Span)...), w.End)
		}
	default:
		made.Unit = func(dst []byte, s *stream.Stretch, u stream.Unit) []byte {
			return append(segment.AppendLine(dst, s.Text(u.Span)), w.End)
		}
	}
	return made
}

// appendBoundary appends what became of a place where a sentence could end, with
// the mark in brackets between a few words.
func (t Style) appendBoundary(dst []byte, file string, s *stream.Stretch, b segment.Boundary) []byte {
	line, col := s.Position(b.Span)
	dst = t.AppendPlace(dst, file, line, col)
	if b.Cut {
		dst = t.Append(dst, InkNew, "cut")
	} else {
		dst = t.Append(dst, InkDim, "keep")
	}
	dst = append(t.Append(append(dst, ' '), InkName, b.Reason.String()), ": "...)
	before, after := s.Around(b.Span, 24, 12)
	mark := string(s.Text(b.Span))
	if strings.ContainsAny(mark, "\n\r\u0085\u2028\u2029") { // NEXT LINE, LINE and PARAGRAPH SEPARATOR
		mark = "\u21B5" // DOWNWARDS ARROW WITH CORNER LEFTWARDS
	}
	dst = t.AppendAround(dst, string(before), "["+mark+"]", string(after))
	if b.Reason == segment.NoMark {
		dst = fmt.Appendf(dst, " (score %.1f, %d words a sentence)", b.Score, b.MeanWords)
	}
	return dst
}

// takeGaps returns the gaps so far and begins new ones.
func (r *Rows) takeGaps() Gaps {
	gaps := r.Gaps
	r.Gaps = nil
	return gaps
}

// fillCounts returns an emit function that fills in the counts of what it emits.
func fillCounts(emit func([]byte, struct{}) error) func([]byte, stream.Counts, Gaps) error {
	var filled []byte
	return func(out []byte, before stream.Counts, gaps Gaps) error {
		if len(gaps) > 0 {
			filled = gaps.Fill(filled[:0], out, before.Units, before.Paragraphs)
			out = filled
		}
		return emit(out, struct{}{})
	}
}
