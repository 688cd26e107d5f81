package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/command"
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
	format       string
	unit         string
	cut          segment.Options
	keepNewlines bool
	normalize    bool
	explain      bool
}

func newSegmentCmd(p *process) *cobra.Command {
	o := &segmentOptions{p: p}
	o.in.nulOut = true
	cmd := &cobra.Command{
		Use:   "segment [FILE]...",
		Short: "Split text into sentences",
		Long: `Write one sentence a line; a newline inside a sentence becomes a space. The text is not changed otherwise. With no FILE, or
when FILE is -, read standard input. A newline ends a sentence, unless --wrap says that lines are hard-wrapped.

A sentence ends at a full stop, a question or exclamation mark and at runs of them, with the quotes, brackets and emoji that
close after it. It does not end inside numbers, addresses, initialisms and brackets, nor after titles and abbreviations.
--explain shows every possible boundary and the rule that decided it.

Headlines, captions and list items that were joined to one line have no mark. A small model finds such ends: with
--headlines auto only in lines of 1,500 bytes or more, at their start or where the model is almost certain; with on
everywhere.

Transcripts, comments and old prose may have no full stops at all. A second model finds the sentences there: with --unmarked
auto only in paragraphs of 100 words or more without a full stop, question or exclamation mark, and if it is almost certain;
with on in all such paragraphs, and between two marks if there are words for two sentences. How many splits it makes depends
on the length of sentences, which it judges from the words unless --mean-words sets it.

In --format jsonl, "text" is the text from byte "start" to "end" with its newlines, "line" is the line of its first byte,
"cp_start" and "cp_end" count code points, and an invalid byte as one, and "index" and "paragraph" count from 0 in each
text. With --normalize, "text" and "end_mark" are normalized, and offsets refer to the original.

A sentence of more than 1 MiB is split at a blank, and a longer paragraph (--unit paragraph) between two sentences.`,
		Example: `  nass segment page.txt
  nass segment --format jsonl news/ > sentences.jsonl
  nass segment --wrap book.txt
  nass segment --explain page.txt
  nass segment --unmarked on --mean-words 8 interview.txt
  nass segment --max-length 200 --min-length 40 laws.txt
  xzcat crawl.xz | nass segment --headlines on --normalize -o sentences.zst`,
		RunE: func(_ *cobra.Command, args []string) error { return runSegment(o, args) },
	}
	f := cmd.Flags()
	command.Choose(cmd, f, &o.format, "format", "lines", "Output format", report.SentenceFormats...)
	command.Choose(cmd, f, &o.unit, "unit", "sentence", "Unit of output", "sentence", "paragraph")
	command.Index(cmd, f, &o.cut.Headlines, "headlines", "Find sentence ends without a mark", segment.Modes[:]...)
	command.Index(cmd, f, &o.cut.Unmarked, "unmarked", "Find sentences in text without full stops", segment.Modes[:]...)
	f.IntVar(&o.cut.MeanWords, "mean-words", 0, "Expect `N` words a sentence in text without full stops")
	f.BoolVar(&o.cut.Wrap, "wrap", false, "Read hard-wrapped lines: only blank lines end paragraphs")
	f.BoolVar(&o.keepNewlines, "keep-newlines", false, "Keep newlines inside sentences (use with --null)")
	f.IntVar(&o.cut.MaxLength, "max-length", 0, "Split sentences of more than `N` code points")
	f.IntVar(&o.cut.MinLength, "min-length", 0, "Split off at least `N` code points (with --max-length)")
	f.BoolVar(&o.normalize, "normalize", false, "Normalize the text first, with the chosen rules")
	f.BoolVar(&o.explain, "explain", false, "Print every possible boundary and the rule that decided")
	o.rules.add(cmd, "standard", "Read the rules of --normalize from `FILE`")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runSegment(o *segmentOptions, args []string) error {
	if err := o.check(); err != nil {
		return err
	}
	to := report.Sentences{
		Format: o.format, Explain: o.explain, Style: o.out.style(o.p), End: '\n',
		KeepNewlines: o.keepNewlines || !o.cut.Wrap && o.unit == "sentence", // where no sentence holds one
	}
	if o.in.nul {
		to.End = 0
	}
	return o.out.write(o.p, &o.in, func() error {
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work: func(t *corpus.Text, emit func([]byte, struct{}) error) error {
				how := stream.Options{Segment: o.cut, Paragraphs: o.unit == "paragraph", Piece: o.p.piece, Code: o.in.Code(t)}
				if o.normalize {
					set, err := o.rules.Of(t.Name())
					if err != nil {
						return err
					}
					engine := o.in.Judged(t)(set.Engine)
					how.Edits = func() func([]byte) []span.Edit { return engine.Runner().Edits }
				}
				return to.File(o.in.File(t), how, emit)
			},
			Merge: merger[struct{}](&o.out),
		})
	})
}

// check returns what is wrong with the flags, and reads the configuration.
func (o *segmentOptions) check() error {
	given := o.rules.given()
	switch {
	case o.cut.MaxLength < 0 || o.cut.MinLength < 0:
		return fmt.Errorf("--max-length and --min-length: must be 0 or more, got %d", min(o.cut.MaxLength, o.cut.MinLength))
	case o.cut.MinLength > 0 && o.cut.MaxLength == 0:
		return errors.New("--min-length needs --max-length")
	case o.cut.MinLength > o.cut.MaxLength:
		return fmt.Errorf("--min-length: must be --max-length or less, got %d, which is more than %d", o.cut.MinLength, o.cut.MaxLength)
	case o.cut.MeanWords < 0:
		return fmt.Errorf("--mean-words: must be 0 or more, got %d", o.cut.MeanWords)
	case o.cut.MeanWords > 0 && o.cut.Unmarked == segment.Off:
		return errors.New("--mean-words cannot be combined with --unmarked off")
	case o.unit == "paragraph" && (o.cut.MaxLength > 0 || o.explain || o.cut.Headlines == segment.On || o.cut.Unmarked == segment.On):
		return errors.New("--unit paragraph cannot be combined with --max-length, --explain, --headlines on or --unmarked on")
	case o.keepNewlines && (o.format == "jsonl" || o.explain):
		return errors.New("--keep-newlines cannot be combined with --format jsonl, which keeps them, or with --explain")
	case o.format == "jsonl" && o.in.nul && o.in.from == "":
		return errors.New("--null cannot be combined with --format jsonl")
	case given != "" && !o.normalize:
		return fmt.Errorf("--%s needs --normalize", given)
	}
	if !o.normalize {
		return nil
	}
	err := o.rules.find()
	o.in.Finder = o.rules.Finder
	return err
}
