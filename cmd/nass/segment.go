package main

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
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

	limit int // bytes of a paragraph that is worked on at once
}

func newSegmentCmd(p *process) *cobra.Command {
	o := &segmentOptions{p: p, limit: longParagraph}
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

In --format jsonl, "text" is what stands in the text from byte "start" to "end", newlines kept; "cp_start" and "cp_end" are
the same in code points, a byte that is not UTF-8 counting as one; "index" and "paragraph" count from 0 in each text. With
--normalize "text" and "end_mark" are normalized, and the offsets are those of the original.

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
	return o.out.texts(o.p, &o.in, args, "", func(f *text) error {
		how := f.how
		how.CountRunes = o.format == "jsonl"
		limit := o.limit
		var set *ruleSet
		if o.normalize {
			if set, err = o.conf.of(f.Name()); err != nil {
				return err
			}
			limit = corpus.DefaultMaxLine // normalize, too, holds a line
		}
		doc := report.AppendJSONName([]byte{'{'}, "doc", shown(f.Name()))
		x := numberer{w: inTurn{&o.out, f}}
		return eachParagraph(f, how, o.wrap, limit, func() paragraphWorker {
			s := &sentenceWorker{opts: opts, limit: o.limit / 4, whole: o.unit == "paragraph"}
			if set != nil {
				s.runner = set.engine.Runner()
			}
			switch {
			case o.explain && o.format == "jsonl":
				s.tell = func(dst []byte, w *window, d segment.Boundary) []byte { return appendBoundary(dst, doc, w, d) }
			case o.explain:
				name, style := shown(f.Name()), o.out.style(o.p)
				s.tell = func(dst []byte, w *window, d segment.Boundary) []byte { return o.explainLine(dst, name, w, d, style) }
			case o.format == "jsonl":
				s.write = func(dst []byte, n *numbered, w *window, u unit) []byte { return appendSentence(dst, doc, n, w, u) }
			default:
				s.write = func(dst []byte, _ *numbered, w *window, u unit) []byte { return o.line(dst, w.bytes(u.Span)) }
			}
			return s
		}, x.emit)
	})
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
		dst = appendOneLine(dst, text)
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

// appendOneLine appends text with a space for each newline.
func appendOneLine(dst, text []byte) []byte {
	for {
		i, size := nextNewline(text)
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(append(dst, text[:i]...), ' ')
		text = text[i+size:]
	}
}

// nextNewline is where the first newline of text is, and its size; -1 where
// there is none.
func nextNewline(text []byte) (at, size int) {
	for i, b := range text {
		switch rest := text[i:]; b {
		case '\n':
			return i, 1
		case '\r':
			if len(rest) > 1 && rest[1] == '\n' {
				return i, 2
			}
			return i, 1
		case 0xC2:
			if len(rest) > 1 && rest[1] == 0x85 { // NEXT LINE
				return i, 2
			}
		case 0xE2:
			if len(rest) > 2 && rest[1] == 0x80 && (rest[2] == 0xA8 || rest[2] == 0xA9) { // LINE and PARAGRAPH SEPARATOR
				return i, 3
			}
		}
	}
	return -1, 0
}

// appendSentence appends a unit as a JSON object, of which doc is the
// beginning.
func appendSentence(dst, doc []byte, n *numbered, w *window, u unit) []byte {
	dst = append(append(dst, doc...), `,"index":`...)
	n.index(dst)
	dst = append(dst, `,"paragraph":`...)
	n.paragraph(dst, u.paragraph)
	dst = append(dst, `,"text":`...)
	dst = report.AppendJSON(dst, string(w.bytes(u.Span)))
	dst = w.appendOffsets(dst, w.in(u.Span))
	dst = append(dst, `,"end_mark":`...)
	dst = report.AppendJSON(dst, string(w.bytes(u.mark)))
	return append(dst, "}\n"...)
}

// appendOffsets appends where x, a span of what was read, lies in the text.
func (w *window) appendOffsets(dst []byte, x span.Span) []byte {
	dst = strconv.AppendInt(append(dst, `,"start":`...), w.place.offset+int64(x.Start), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), w.place.offset+int64(x.End), 10)
	dst = strconv.AppendInt(append(dst, `,"cp_start":`...), w.place.runes+int64(w.rune(x.Start)), 10)
	return strconv.AppendInt(append(dst, `,"cp_end":`...), w.place.runes+int64(w.rune(x.End)), 10)
}

// appendBoundary appends what became of a place where a sentence could end, as
// a JSON object, of which doc is the beginning.
func appendBoundary(dst, doc []byte, w *window, d segment.Boundary) []byte {
	dst = append(append(dst, doc...), `,"mark":`...)
	dst = report.AppendJSON(dst, string(w.bytes(d.Span)))
	dst = w.appendOffsets(dst, w.in(d.Span))
	dst = strconv.AppendBool(append(dst, `,"cut":`...), d.Cut)
	dst = append(append(dst, `,"rule":"`...), d.Reason.String()...)
	return append(dst, "\"}\n"...)
}

// explainLine appends it as a line, with the mark in brackets between a few
// words.
func (o *segmentOptions) explainLine(dst []byte, name string, w *window, d segment.Boundary, style report.Style) []byte {
	line, col := w.position(w.in(d.Span).Start)
	dst = style.AppendPlace(dst, name, line, col)
	if d.Cut {
		dst = style.Append(dst, report.InkNew, "cut")
	} else {
		dst = style.Append(dst, report.InkDim, "keep")
	}
	dst = append(style.Append(append(dst, ' '), report.InkName, d.Reason.String()), ": "...)
	from, to := d.Start-w.base, d.End-w.base
	start := from
	for n := 0; n < 24 && start > 0; n++ {
		r, size := utf8.DecodeLastRune(w.text[:start])
		if r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' { // NEXT LINE, LINE and PARAGRAPH SEPARATOR
			break
		}
		start -= size
	}
	before, mark, end := string(w.text[start:from]), string(w.text[from:to]), to
	if i, _ := nextNewline(w.text[from:to]); i == 0 {
		mark = "\u21B5" // DOWNWARDS ARROW WITH CORNER LEFTWARDS
	} else {
		for n := 0; n < 12 && end < len(w.text); n++ {
			if i, _ := nextNewline(w.text[end:min(len(w.text), end+utf8.UTFMax)]); i == 0 {
				break
			}
			_, size := utf8.DecodeRune(w.text[end:])
			end += size
		}
	}
	return append(style.AppendAround(dst, before, "["+mark+"]", string(w.text[to:end])), o.lineEnd())
}
