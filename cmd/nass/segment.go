package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

type segmentOptions struct {
	p            *process
	in           input
	out          output
	rules        selection
	conf         configs
	format       string
	unit         string
	headlines    string
	wrap         bool
	keepNewlines bool
	min, max     int
	normalize    bool
	explain      bool

	piece int // of stream.Options
}

func newSegmentCmd(p *process) *cobra.Command {
	o := &segmentOptions{p: p}
	o.in.nulOut = true
	cmd := &cobra.Command{
		Use:   "segment [FILE]...",
		Short: "cut text into sentences",
		Long: `Writes one sentence a line; a newline inside a sentence becomes a space. The text itself does not change, and without
FILE, or for -, it is the standard input. A newline ends a sentence, unless --wrap says that lines are hard-wrapped.

A sentence ends at a full stop, a question or exclamation mark and at runs of them, with the quotes, brackets and emoji that
close after it; not inside numbers, addresses, initialisms and brackets, nor after titles and abbreviations. --explain tells
what became of every mark, by the name of the rule.

Headlines, captions and list items that were flattened onto a line have no mark. A small model finds such ends: with
--headlines auto only in lines of 1,500 bytes or more, where they open or where it is all but sure; with on everywhere.

In --format jsonl, "text" is the text from byte "start" to "end", newlines kept; "line" is the line of its first byte, and
"cp_start" and "cp_end" count code points, a byte that is not UTF-8 as one; "index" and "paragraph" count from 0 in each
text. With --normalize "text" and "end_mark" are normalized, and the offsets are those of the original.

A sentence of more than 1 MiB is cut at a blank, and so are paragraphs (--unit paragraph) between two of their sentences.`,
		Example: `  nass segment page.txt
  nass segment --format jsonl news/ > sentences.jsonl
  nass segment --wrap book.txt
  nass segment --explain page.txt
  nass segment --max-length 200 --min-length 40 laws.txt
  xzcat crawl.xz | nass segment --headlines on --normalize -o sentences.zst`,
		RunE: func(_ *cobra.Command, args []string) error { return runSegment(o, args) },
	}
	f := cmd.Flags()
	choose(cmd, cmd.Flags(), &o.format, "format", "lines", "how sentences are written: lines or jsonl, one JSON object a line", "lines", "jsonl")
	choose(cmd, cmd.Flags(), &o.unit, "unit", "sentence", "what is written: sentence or paragraph", "sentence", "paragraph")
	choose(cmd, cmd.Flags(), &o.headlines, "headlines", "auto", "look for ends that no mark shows: auto, on or off", "auto", "on", "off")
	f.BoolVar(&o.wrap, "wrap", false, "lines are hard-wrapped: only a blank line ends a paragraph")
	f.BoolVar(&o.keepNewlines, "keep-newlines", false, "keep the newlines inside a sentence (tell it by --null)")
	f.IntVar(&o.max, "max-length", 0, "split sentences of more than `N` code points after a comma, semicolon or colon, or else after a word")
	f.IntVar(&o.min, "min-length", 0, "with --max-length, leave no piece of fewer than `N` code points before a split")
	f.BoolVar(&o.normalize, "normalize", false, "cut the text as nass normalize makes it; the flags that choose rules are its own")
	f.BoolVar(&o.explain, "explain", false, "tell of every place where a sentence could end whether it does, and by which rule")
	f.StringVar(&o.conf.file, "config", "", "with --normalize, take what this `FILE` says of rules (see nass config)")
	o.rules.add(cmd, "standard")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runSegment(o *segmentOptions, args []string) error {
	opts, err := o.options()
	if err != nil {
		return err
	}
	return o.out.write(o.p, &o.in, func() error {
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work: func(t *corpus.Text, emit func([]byte, struct{}) error) error {
				return o.work(t, opts, emit)
			},
			Merge: merger[struct{}](&o.out),
		})
	})
}

// work segments one text.
func (o *segmentOptions) work(t *corpus.Text, opts segment.Options, emit func([]byte, struct{}) error) error {
	how := stream.Options{Segment: opts, Stream: t.Options, Paragraphs: o.unit == "paragraph", Piece: o.piece}
	how.Stream.CountRunes = o.format == "jsonl"
	if o.normalize {
		set, err := o.conf.of(t.Name())
		if err != nil {
			return err
		}
		how.Edits = func() func([]byte) []span.Edit { return set.Engine.Runner().Edits }
	}
	name, style := shown(t.Name()), o.out.style(o.p)
	return stream.Read(t, how, func() stream.Worker[report.Gaps] { return o.worker(name, style) }, fillCounts(emit))
}

// worker returns what writes the sentences, or the boundaries, of the text of
// that name.
func (o *segmentOptions) worker(name string, style report.Style) (w stream.Worker[report.Gaps]) {
	var rows report.Rows
	switch {
	case o.explain && o.format == "jsonl":
		w.Boundary = func(dst []byte, s *stream.Stretch, b segment.Boundary) []byte {
			start, end := s.Places(b.Span)
			return rows.Append(dst, report.NewRecord(name, start, end),
				report.Text("mark", s.Text(b.Span)), report.Bool("cut", b.Cut), report.Word("rule", b.Reason.String()))
		}
	case o.explain:
		w.Boundary = func(dst []byte, s *stream.Stretch, b segment.Boundary) []byte {
			return o.explainLine(dst, name, s, b, style)
		}
	case o.format == "jsonl":
		w.Unit = func(dst []byte, s *stream.Stretch, u stream.Unit) []byte {
			start, end := s.Places(u.Span)
			return rows.Append(dst, report.NewRecord(name, start, end),
				report.Count("index", unitsBefore, u.Number), report.Count("paragraph", paragraphsBefore, u.Paragraph),
				report.Text("text", s.Text(u.Span)), report.Text("end_mark", s.Text(u.Mark)))
		}
		w.Result = takeGaps(&rows.Gaps)
	default:
		w.Unit = func(dst []byte, s *stream.Stretch, u stream.Unit) []byte { return o.line(dst, s.Text(u.Span)) }
	}
	return w
}

// The counts that are known when what was made of a block is put in order.
const (
	unitsBefore report.Counter = iota
	paragraphsBefore
)

// takeGaps returns a function that returns the gaps so far and begins new ones.
func takeGaps(gaps *report.Gaps) func() report.Gaps {
	return func() report.Gaps {
		taken := *gaps
		*gaps = nil
		return taken
	}
}

// fillCounts has what is emitted with gaps emitted with the counts.
func fillCounts(emit func([]byte, struct{}) error) func([]byte, stream.Counts, report.Gaps) error {
	var filled []byte
	return func(out []byte, before stream.Counts, gaps report.Gaps) error {
		if len(gaps) > 0 {
			filled = gaps.Fill(filled[:0], out, before.Units, before.Paragraphs)
			out = filled
		}
		return emit(out, struct{}{})
	}
}

// options reads the flags.
func (o *segmentOptions) options() (opts segment.Options, err error) {
	opts = segment.Options{Wrap: o.wrap, MaxLength: o.max, MinLength: o.min}
	switch o.headlines {
	case "on":
		opts.Headlines = segment.HeadlinesOn
	case "off":
		opts.Headlines = segment.HeadlinesOff
	}
	given := o.rules.given()
	if o.conf.file != "" {
		given = "config"
	}
	switch {
	case o.max < 0 || o.min < 0:
		return opts, errors.New("a length cannot be less than none")
	case o.min > 0 && o.max == 0:
		return opts, errors.New("--min-length needs --max-length")
	case o.min > o.max:
		return opts, fmt.Errorf("--min-length %d is more than --max-length %d", o.min, o.max)
	case o.unit == "paragraph" && (o.max > 0 || o.explain || o.headlines == "on"):
		return opts, errors.New("--unit paragraph excludes --max-length, --explain and --headlines on")
	case o.keepNewlines && (o.format == "jsonl" || o.explain):
		return opts, errors.New("--keep-newlines is for sentences as lines; --format jsonl keeps them, --explain shows none")
	case o.format == "jsonl" && o.in.nul && o.in.from == "":
		return opts, errors.New("--null is for lines; --format jsonl has its own")
	case given != "" && !o.normalize:
		return opts, fmt.Errorf("--%s needs --normalize", given)
	}
	if !o.normalize {
		return opts, nil
	}
	o.conf.rules, o.conf.none = &o.rules, o.conf.file == ""
	return opts, o.conf.prepare()
}

// line appends a sentence as a line.
func (o *segmentOptions) line(dst, text []byte) []byte {
	if o.keepNewlines || !o.wrap && o.unit == "sentence" {
		dst = append(dst, text...)
	} else {
		dst = segment.AppendLine(dst, text)
	}
	return append(dst, o.lineEnd())
}

// lineEnd is what ends a line.
func (o *segmentOptions) lineEnd() byte {
	if o.in.nul {
		return 0
	}
	return '\n'
}

// explainLine appends what became of a place where a sentence could end, with the
// mark in brackets between a few words.
func (o *segmentOptions) explainLine(dst []byte, name string, s *stream.Stretch, b segment.Boundary, style report.Style) []byte {
	line, col := s.Position(b.Span)
	dst = style.AppendPlace(dst, name, line, col)
	if b.Cut {
		dst = style.Append(dst, report.InkNew, "cut")
	} else {
		dst = style.Append(dst, report.InkDim, "keep")
	}
	dst = append(style.Append(append(dst, ' '), report.InkName, b.Reason.String()), ": "...)
	before, after := s.Around(b.Span, 24, 12)
	mark := string(s.Text(b.Span))
	if strings.ContainsAny(mark, "\n\r\u0085\u2028\u2029") { // NEXT LINE, LINE and PARAGRAPH SEPARATOR
		mark = "\u21B5" // DOWNWARDS ARROW WITH CORNER LEFTWARDS
	}
	return append(style.AppendAround(dst, string(before), "["+mark+"]", string(after)), o.lineEnd())
}
