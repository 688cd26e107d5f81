package main

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
)

type tokenizeOptions struct {
	p       *process
	in      input
	out     output
	format  string
	scripts bool // --split-scripts
	waw     bool // --split-waw

	piece int // of stream.Options
}

var tokenFormats = []string{"lines", "space", "tsv", "jsonl", "conll"}

func newTokenizeCmd(p *process) *cobra.Command {
	o := &tokenizeOptions{p: p}
	cmd := &cobra.Command{
		Use:   "tokenize [FILE]...",
		Short: "cut text into words, numbers, addresses and marks",
		Long: `Writes one token a line. A word keeps its marks, tatweel and joiners; URLs, e-mail addresses, @mentions, #hashtags, hosts,
numbers with separators, dates, times, versions, dotted initialisms and emoji stay whole, and a run of marks such as ... is
one token. Without FILE, or for -, it reads the standard input.

A word is what stands between blanks and marks: the clitics of Arabic (و, ب, ال, ها …) are not split off it, as that takes a
morphological analyser. Two options split where no analysis is needed.

Formats: lines, a token a line; space, a line of the text a line, its tokens parted by single spaces; tsv, a table with the
file, line, bytes and code points from and to, token and type; jsonl, the same as objects, with the "index" of the token in
its text, from 0; conll, CoNLL-U with a sentence a block, the type and the bytes in the last column. Offsets are those of
the text.

Types: word, latin, number, date, time, url, email, mention, hashtag, emoji, punctuation, symbol.`,
		Example: `  nass tokenize page.txt
  nass tokenize --format space news/ > tokens.txt
  nass tokenize --format tsv page.txt | cut -f 8 | sort | uniq -c
  nass tokenize --split-scripts --split-waw page.txt
  nass tokenize --format conll page.txt`,
		RunE: func(_ *cobra.Command, args []string) error { return runTokenize(o, args) },
	}
	f := cmd.Flags()
	choose(cmd, cmd.Flags(), &o.format, "format", "lines", "how tokens are written: "+strings.Join(tokenFormats, ", "), tokenFormats...)
	f.BoolVar(&o.scripts, "split-scripts", false, "split between Arabic letters, digits and other scripts: 2023|آخر")
	f.BoolVar(&o.waw, "split-waw", false, "split the conjunction و from the digits it is written on to: و|2023")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runTokenize(o *tokenizeOptions, args []string) error {
	if err := o.in.check(args); err != nil {
		return err // before the names of the columns are written
	}
	head := (&report.Rows{Table: o.format == "tsv"}).Head("text", "type")
	work := o.tokens
	if o.format == "conll" {
		work = o.conll
	}
	return o.out.write(o.p, &o.in, func() error {
		if _, err := io.WriteString(&o.out, head); err != nil {
			return err
		}
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{Work: work, Merge: merger[struct{}](&o.out)})
	})
}

// tokens writes the tokens of a text.
func (o *tokenizeOptions) tokens(t *corpus.Text, emit func([]byte, struct{}) error) error {
	how := t.Options
	how.CountRunes = o.format == "tsv" || o.format == "jsonl"
	if how.CountRunes && how.BlockSize == 0 {
		how.BlockSize = corpus.DefaultBlockSize / 4 // what is written takes some twenty times as much
	}
	cut := segment.TokenOptions{SplitScripts: o.scripts, SplitWaw: o.waw}
	switch o.format {
	case "lines":
		return stream.Tokens(t, cut, how, tokenLines, func(out []byte, _ int, r struct{}) error { return emit(out, r) })
	case "space":
		s := spacer{emit: emit}
		if err := stream.Tokens(t, cut, how, spacedTokens, s.part); err != nil {
			return err
		}
		return s.close()
	}
	fill := fillCounts(emit)
	name := shown(t.Name())
	return stream.Tokens(t, cut, how, func() tokenWorker[report.Gaps] {
		rows := report.Rows{Table: o.format == "tsv"}
		return func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, report.Gaps) {
			if !rows.Table {
				rows.Gaps = make(report.Gaps, 0, len(tokens))
			}
			for i, t := range tokens {
				start, end := s.Places(t.Span)
				x := report.NewRecord(name, start, end)
				text, kind := report.Text("text", s.Text(t.Span)), report.Word("type", t.Type.String())
				if rows.Table {
					dst = rows.Append(dst, x, text, kind)
				} else {
					dst = rows.Append(dst, x, report.Count("index", unitsBefore, i), text, kind)
				}
			}
			return dst, rows.Gaps
		}
	}, func(out []byte, before int, gaps report.Gaps) error {
		return fill(out, stream.Counts{Units: before}, gaps)
	})
}

// A tokenWorker appends what is written of the tokens of a stretch.
type tokenWorker[R any] = func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, R)

// tokenLines returns a worker that writes a token a line.
func tokenLines() tokenWorker[struct{}] {
	return func(dst []byte, s *stream.Stretch, tokens []segment.Token) (_ []byte, none struct{}) {
		for _, t := range tokens {
			dst = append(append(dst, s.Text(t.Span)...), '\n')
		}
		return dst, none
	}
}

// spacedTokens returns a worker that writes the tokens of each line on a line,
// and tells whether the last line goes on.
func spacedTokens() tokenWorker[bool] {
	return func(dst []byte, s *stream.Stretch, tokens []segment.Token) (_ []byte, open bool) {
		text := s.Bytes()
		return segment.AppendTokens(dst, text, tokens), !bytes.HasSuffix(text, []byte{'\n'})
	}
}

// A spacer joins the parts of lines.
type spacer struct {
	emit  func([]byte, struct{}) error
	open  bool // the line so far is not ended
	token bool // it has a token
}

func (s *spacer) part(out []byte, _ int, open bool) error {
	s.open = open
	if len(out) == 0 {
		return nil
	}
	if s.token && out[0] != '\n' {
		if err := s.emit([]byte{' '}, struct{}{}); err != nil {
			return err
		}
	}
	s.token = out[len(out)-1] != '\n'
	return s.emit(out, struct{}{})
}

// close ends the last line, so that the next text begins one.
func (s *spacer) close() error {
	if !s.open {
		return nil
	}
	return s.emit([]byte{'\n'}, struct{}{})
}
