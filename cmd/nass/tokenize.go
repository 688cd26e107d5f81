package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
)

type tokenizeOptions struct {
	p      *process
	in     input
	out    output
	format string
	cut    segment.TokenOptions

	clitics clitic.Scheme
	normal  bool
	mark    string
}

func newTokenizeCmd(p *process) *cobra.Command {
	o := &tokenizeOptions{p: p}
	cmd := &cobra.Command{
		Use:   "tokenize [FILE]...",
		Short: "Split text into words, numbers, URLs and punctuation",
		Long: `Write one token a line. With no FILE, or when FILE is -, read standard input. A word keeps its diacritics, tatweel and
joiners. URLs, e-mail addresses, @mentions, #hashtags, host names, numbers with separators, dates, times, versions, dotted
initialisms, titles (د.), emoji, emoticons, telephone numbers and names such as F-16 and C++ stay whole, and a run of
marks such as ... is one token.

Words are split at blanks and marks. With --clitics, Arabic words are split further into their parts: proclitics splits the
particles و, ف, ب, ل, ك and س and the أ of a question from the word after them; atb the pronouns (ه, ها, هم …) from the word
before them too, as the Penn Arabic Treebank does; full also the article ال. Joined, the parts are the word again. A small model
makes the choice, which is right for some 99 words in 100 of news and encyclopedias. In lines and space, --normal writes each
part as it is written by itself (مدينته becomes مدينة and ه), and --mark adds a mark to each clitic.

Formats: lines, one token a line; space, the lines of the text with single spaces between tokens; tsv, a table with file,
line, start and end in bytes and in code points, token and type; jsonl, the same as objects, with the "index" of the token
in its text, from 0; conll, CoNLL-U, with the type and the bytes in the last column. Offsets refer to the text. With
--clitics, tsv and jsonl add the kind of the part, the index of its word, its normal form and a score from 0 to 1, and conll
has multiword tokens.

Types: word, latin, number, date, time, url, email, mention, hashtag, emoji, emoticon, punctuation, symbol.`,
		Example: `  nass tokenize page.txt
  nass tokenize --format space news/ > tokens.txt
  nass tokenize --format tsv page.txt | cut -f 11 | sort | uniq -c
  nass tokenize --clitics atb --mark + --format space page.txt
  nass tokenize --split-scripts --split-waw page.txt
  nass tokenize --format conll page.txt`,
		RunE: func(_ *cobra.Command, args []string) error { return runTokenize(o, args) },
	}
	f := cmd.Flags()
	command.Choose(cmd, f, &o.format, "format", report.TokenFormats[0], "Output format", report.TokenFormats...)
	f.BoolVar(&o.cut.SplitScripts, "split-scripts", false, "Split Arabic letters, digits and other scripts: 2023|آخر")
	f.BoolVar(&o.cut.SplitWaw, "split-waw", false, "Split the conjunction و from attached digits: و|2023")
	command.Index(cmd, f, &o.clitics, "clitics", "Split clitics off words", clitic.Schemes[:]...)
	f.BoolVar(&o.normal, "normal", false, "Write the normal form of each part: مدينته as مدينة ه")
	f.StringVar(&o.mark, "mark", "", "Add MARK to clitics: و+ كتاب +ه")
	o.in.add(cmd)
	o.out.add(cmd)
	return cmd
}

// checkParts checks the flags of the parts of words. Tables, objects and CoNLL-U have
// normal forms in a place of their own.
func (o *tokenizeOptions) checkParts() error {
	flag := ""
	switch {
	case o.normal:
		flag = "--normal"
	case o.mark != "":
		flag = "--mark"
	default:
		return nil
	}
	if o.clitics == clitic.None {
		return fmt.Errorf("%s needs --clitics proclitics, atb or full", flag)
	}
	if o.format != "lines" && o.format != "space" {
		return fmt.Errorf("%s needs --format lines or space, not %s", flag, o.format)
	}
	return nil
}

func runTokenize(o *tokenizeOptions, args []string) error {
	if err := o.in.check(args); err != nil {
		return err // before the names of the columns are written
	}
	if err := o.checkParts(); err != nil {
		return err
	}
	to := report.Tokens{
		Format: o.format, Cut: o.cut, Piece: o.p.piece,
		Clitics: o.clitics, Normal: o.normal, Mark: o.mark,
	}
	return o.out.write(o.p, &o.in, func() error {
		if _, err := io.WriteString(&o.out, to.Head()); err != nil {
			return err
		}
		return walk(&o.in, o.p, args, corpus.Job[struct{}]{
			Work:  func(t *corpus.Text, emit func([]byte, struct{}) error) error { return to.File(o.in.File(t), emit) },
			Merge: merger[struct{}](&o.out),
		})
	})
}
