package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
)

type tokenizeOptions struct {
	p      *process
	in     input
	out    output
	format string
	cut    segment.TokenOptions
	piece  int // of stream.Options; tests set it
}

var tokenFormats = report.TokenFormats

func newTokenizeCmd(p *process) *cobra.Command {
	o := &tokenizeOptions{p: p}
	cmd := &cobra.Command{
		Use:   "tokenize [FILE]...",
		Short: "Split text into words, numbers, URLs and punctuation",
		Long: `Write one token a line. With no FILE, or when FILE is -, read standard input. A word keeps its diacritics, tatweel and
joiners. URLs, e-mail addresses, @mentions, #hashtags, host names, numbers with separators, dates, times, versions, dotted
initialisms, titles (د.), emoji, emoticons, telephone numbers and names such as F-16 and C++ stay whole, and a run of
marks such as ... is one token.

Words are split at blanks and marks. Arabic clitics (و, ب, ال, ها …) are not split off, because that needs a morphological
analyzer. Two options split where no analysis is needed.

Formats: lines, one token a line; space, the lines of the text with single spaces between tokens; tsv, a table with file,
line, start and end in bytes and in code points, token and type; jsonl, the same as objects, with the "index" of the token
in its text, from 0; conll, CoNLL-U, with the type and the bytes in the last column. Offsets refer to the text.

Types: word, latin, number, date, time, url, email, mention, hashtag, emoji, emoticon, punctuation, symbol.`,
		Example: `  nass tokenize page.txt
  nass tokenize --format space news/ > tokens.txt
  nass tokenize --format tsv page.txt | cut -f 11 | sort | uniq -c
  nass tokenize --split-scripts --split-waw page.txt
  nass tokenize --format conll page.txt`,
		RunE: func(_ *cobra.Command, args []string) error { return runTokenize(o, args) },
	}
	f := cmd.Flags()
	choose(cmd, f, &o.format, "format", tokenFormats[0], "Output format ["+strings.Join(tokenFormats, ", ")+"]", tokenFormats...)
	f.BoolVar(&o.cut.SplitScripts, "split-scripts", false, "Split Arabic letters, digits and other scripts: 2023|آخر")
	f.BoolVar(&o.cut.SplitWaw, "split-waw", false, "Split the conjunction و from attached digits: و|2023")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

func runTokenize(o *tokenizeOptions, args []string) error {
	if err := o.in.check(args); err != nil {
		return err // before the names of the columns are written
	}
	to := report.Tokens{Format: o.format, Cut: o.cut, Piece: o.piece}
	return o.out.write(o.p, &o.in, func() error {
		if _, err := io.WriteString(&o.out, to.Head()); err != nil {
			return err
		}
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work: func(t *corpus.Text, emit func([]byte, struct{}) error) error {
				if f, _ := o.in.format(t.Name()); f != document.Plain {
					return works(&o.in, t, t.Options, func() corpus.Worker[struct{}] { return to.Worker(shown(t.Name())) }, emit)
				}
				return to.Stream(shown(t.Name()), t, t.Options, emit)
			},
			Merge: merger[struct{}](&o.out),
		})
	})
}
