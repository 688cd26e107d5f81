package main

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

type tokenizeOptions struct {
	p       *process
	in      input
	out     output
	format  string
	scripts bool // --split-scripts
	waw     bool // --split-waw

	limit int // bytes of a paragraph that is worked on at once
}

var tokenFormats = []string{"lines", "space", "tsv", "jsonl", "conll"}

func newTokenizeCmd(p *process) *cobra.Command {
	o := &tokenizeOptions{p: p, limit: longParagraph}
	cmd := &cobra.Command{
		Use:   "tokenize [FILE]...",
		Short: "cut text into words, numbers, addresses and marks",
		Long: `Writes one token a line. A word keeps its marks, tatweel and joiners; URLs, e-mail addresses, @mentions, #hashtags, hosts,
numbers with separators, dates, times, versions, dotted initialisms and emoji stay whole, and a run of marks such as ... is
one token. Without FILE, or for -, it reads the standard input.

A word is what stands between blanks and marks: the clitics of Arabic (و, ب, ال, ها …) are not split off it, as that takes a
morphological analyser. Two options split where no analysis is needed.

Formats: lines, a token a line; space, a line of the text a line, its tokens parted by single spaces; tsv, a token a line
with its type, bytes from and to, and code points from and to; jsonl, the same as objects; conll, CoNLL-U with a sentence a
block, the type and the bytes in the last column. Offsets are those of the text; "index" counts from 0.

Types: word, latin, number, date, time, url, email, mention, hashtag, emoji, punctuation, symbol.`,
		Example: `  nass tokenize page.txt
  nass tokenize --format space news/ > tokens.txt
  nass tokenize --format tsv page.txt | cut -f 2 | sort | uniq -c
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
	opts := segment.TokenOptions{SplitScripts: o.scripts, SplitWaw: o.waw}
	return o.out.texts(o.p, &o.in, args, "", func(f *text) error {
		if o.format == "conll" {
			return o.conll(f, opts)
		}
		return o.tokens(f, opts)
	})
}

// tokens writes the tokens of f. They do not depend on the lines, so that a
// long line is cut at a blank.
func (o *tokenizeOptions) tokens(f *text, opts segment.TokenOptions) error {
	how := f.how
	how.CountRunes = o.format == "tsv" || o.format == "jsonl"
	if how.CountRunes && how.BlockSize == 0 {
		how.BlockSize = corpus.DefaultBlockSize / 4 // what is written takes some twenty times as much
	}
	how.Cut = cutBetweenTokens
	doc := report.AppendJSONName([]byte{'{'}, "doc", shown(f.Name()))
	x := numberer{w: inTurn{&o.out, f}}
	spaced, emit := spacer{w: &x}, x.emit
	if o.format == "space" {
		emit = spaced.emit
	}
	err := corpus.Stream(f, how, func() func([]byte, corpus.Block) ([]byte, numbered, error) {
		var tokens []segment.Token
		return func(dst []byte, b corpus.Block) ([]byte, numbered, error) {
			tokens = segment.Tokens(tokens[:0], b.Data, opts)
			n := numbered{units: len(tokens)}
			w := window{text: b.Data, orig: b.Data, place: place{offset: b.Offset, runes: b.Runes}}
			switch o.format {
			case "lines":
				for _, t := range tokens {
					dst = append(append(dst, b.Data[t.Start:t.End]...), '\n')
				}
			case "space":
				dst = appendSpaced(dst, b.Data, tokens)
				n.open = !bytes.HasSuffix(b.Data, newline)
			case "tsv":
				for _, t := range tokens {
					dst = appendRow(dst, &w, t)
				}
			case "jsonl":
				n.units = 0
				for _, t := range tokens {
					dst = appendToken(dst, doc, &n, &w, t)
					n.units++
				}
			}
			return dst, n, nil
		}
	}, emit)
	if err == nil {
		err = spaced.close()
	}
	return err
}

// cutBetweenTokens is the length of the longest prefix of data that ends a line
// or else, in white space, no token; it is what corpus.StreamOptions.Cut wants.
func cutBetweenTokens(data []byte, seen int) int {
	from := max(0, seen-utf8.UTFMax) // white space may have been cut
	if i := bytes.LastIndexByte(data[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	i := bytes.LastIndexFunc(data[from:], func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRune(data[from+i:])
	return from + i + size
}

// appendSpaced appends the lines of text with single spaces between the
// tokens.
func appendSpaced(dst, text []byte, tokens []segment.Token) []byte {
	at := 0
	for i, t := range tokens {
		lines := 0
		for at < t.Start {
			k := bytes.IndexByte(text[at:t.Start], '\n')
			if k < 0 {
				break
			}
			lines++
			at += k + 1
			dst = append(dst, '\n')
		}
		if lines == 0 && i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, text[t.Start:t.End]...)
		at = t.End
	}
	for range bytes.Count(text[at:], []byte{'\n'}) {
		dst = append(dst, '\n')
	}
	return dst
}

// A spacer joins the parts of lines.
type spacer struct {
	w     *numberer
	open  bool // the line so far is not ended
	token bool // it has a token
}

func (s *spacer) emit(out []byte, n numbered) error {
	s.open = n.open
	if len(out) == 0 {
		return nil
	}
	if s.token && out[0] != '\n' {
		if _, err := s.w.w.Write([]byte{' '}); err != nil {
			return err
		}
	}
	s.token = out[len(out)-1] != '\n'
	return s.w.emit(out, n)
}

// close ends the last line, so that the next text begins one.
func (s *spacer) close() error {
	if !s.open {
		return nil
	}
	_, err := s.w.w.Write([]byte{'\n'})
	return err
}

// appendRow appends a token as a row of a table.
func appendRow(dst []byte, w *window, t segment.Token) []byte {
	dst = append(append(dst, w.bytes(t.Span)...), '\t')
	dst = append(append(dst, t.Type.String()...), '\t')
	dst = append(strconv.AppendInt(dst, w.place.offset+int64(t.Start), 10), '\t')
	dst = append(strconv.AppendInt(dst, w.place.offset+int64(t.End), 10), '\t')
	dst = append(strconv.AppendInt(dst, w.place.runes+int64(w.rune(t.Start)), 10), '\t')
	return append(strconv.AppendInt(dst, w.place.runes+int64(w.rune(t.End)), 10), '\n')
}

// appendToken appends a token as a JSON object, of which doc is the beginning.
func appendToken(dst, doc []byte, n *numbered, w *window, t segment.Token) []byte {
	dst = append(append(dst, doc...), `,"index":`...)
	n.index(dst)
	dst = append(dst, `,"text":`...)
	dst = report.AppendJSON(dst, string(w.bytes(t.Span)))
	dst = append(append(dst, `,"type":"`...), t.Type.String()...)
	dst = w.appendOffsets(append(dst, '"'), t.Span)
	return append(dst, "}\n"...)
}

// conll writes the sentences of f in CoNLL-U.
func (o *tokenizeOptions) conll(f *text, opts segment.TokenOptions) error {
	x := numberer{w: inTurn{&o.out, f}}
	if _, err := x.w.Write(append(report.AppendVisible([]byte("# newdoc id = "), shown(f.Name())), '\n')); err != nil {
		return err
	}
	return eachParagraph(f, f.how, false, o.limit, func() paragraphWorker {
		var tokens []segment.Token
		newpar := false
		return &sentenceWorker{limit: o.limit / 4, write: func(dst []byte, n *numbered, w *window, u unit) []byte {
			tokens = segment.Tokens(tokens[:0], w.bytes(u.Span), opts)
			newpar = newpar || u.first
			if len(tokens) == 0 {
				return dst // CoNLL-U knows no sentence without a word
			}
			if newpar {
				dst = append(dst, "# newpar\n"...)
				newpar = false
			}
			return appendConll(dst, n, w, u.Span, tokens)
		}}
	}, x.emit)
}

// appendConll appends a sentence as a block of CoNLL-U. Its text is that of the
// tokens and of the white space between them, as the format has it.
func appendConll(dst []byte, n *numbered, w *window, s span.Span, tokens []segment.Token) []byte {
	dst = append(dst, "# sent_id = "...)
	n.index(dst)
	dst = append(dst, "\n# text = "...)
	text := w.bytes(s)
	end := tokens[0].Start
	for _, t := range tokens {
		dst = appendOneLine(dst, whiteSpace(text[end:t.Start]))
		dst = append(dst, text[t.Start:t.End]...)
		end = t.End
	}
	dst = append(dst, '\n')
	for i, t := range tokens {
		dst = append(strconv.AppendInt(dst, int64(i+1), 10), '\t')
		dst = append(dst, text[t.Start:t.End]...)
		dst = append(dst, "\t_\t_\t_\t_\t_\t_\t_\t"...)
		if i+1 < len(tokens) {
			dst = appendSpaces(dst, whiteSpace(text[t.End:tokens[i+1].Start]))
		}
		at := w.place.offset + int64(s.Start)
		dst = append(append(dst, "TokenRange="...), strconv.FormatInt(at+int64(t.Start), 10)...)
		dst = append(strconv.AppendInt(append(dst, ':'), at+int64(t.End), 10), "|Type="...)
		dst = append(append(dst, t.Type.String()...), '\n')
	}
	return append(dst, '\n')
}

// whiteSpace is the white space of what stands between two tokens, without the
// controls and marks that show nothing.
func whiteSpace(gap []byte) []byte {
	if len(gap) == 0 || len(gap) == 1 && gap[0] == ' ' {
		return gap
	}
	return bytes.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return r
		}
		return -1
	}, gap)
}

// appendSpaces appends what CoNLL-U says of the white space after a token:
// nothing of one space.
func appendSpaces(dst, white []byte) []byte {
	switch string(white) {
	case "":
		return append(dst, "SpaceAfter=No|"...)
	case " ":
		return dst
	}
	dst = append(dst, "SpacesAfter="...)
	for _, r := range string(white) {
		switch r {
		case ' ':
			dst = append(dst, `\s`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029': // NEXT LINE, LINE and PARAGRAPH SEPARATOR, which have no escape
			dst = append(dst, `\n`...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '|')
}
