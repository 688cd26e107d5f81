package report

import (
	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

// TokenFormats are the formats of [Tokens], the default first.
var TokenFormats = []string{"lines", "space", "tsv", "jsonl", "conll"}

// Tokens writes the tokens of texts: one on a line (lines), the tokens of a line
// with spaces between them (space), as a table (tsv), as JSON Lines (jsonl), or
// sentence by sentence in CoNLL-U (conll).
type Tokens struct {
	Format  string // one of TokenFormats
	Cut     segment.TokenOptions
	Clitics clitic.Scheme // splits words further
	Normal  bool          // lines and space have the normal form of a part
	Mark    string        // and this after proclitics and articles, and before pronouns
	Piece   int           // of stream.Options, for conll
}

// Head returns what comes before all tokens.
func (w Tokens) Head() string {
	rows := Rows{Table: w.Format == "tsv"}
	if w.Clitics != clitic.None {
		return rows.Head("text", "type", "part", "word", "norm", "score")
	}
	return rows.Head("text", "type")
}

// File emits the tokens of a file, in parts, in order. The Cut of the file is not used.
func (w Tokens) File(f *document.File, emit func(out []byte, none struct{}) error) error {
	file, r, how := f.Name, f.Reader, f.Stream
	if f.Format != document.Plain {
		return document.Texts(f, func() corpus.Worker[struct{}] { return w.Worker(file) }, emit)
	}
	if w.Format == "conll" {
		if err := emit(conllHead(file), struct{}{}); err != nil {
			return err
		}
		o := stream.Options{Stream: how, Piece: w.Piece}
		return stream.Read(r, o, func() stream.Worker[Gaps] { return conllWorker(w.Cut, w.Clitics) }, fillCounts(emit))
	}
	how.CountRunes = w.Format == "tsv" || w.Format == "jsonl"
	if how.CountRunes && how.BlockSize == 0 {
		how.BlockSize = corpus.DefaultBlockSize / 4 // the output is some twenty times as large
	}
	j := lineJoiner{emit: emit, spaced: w.Format == "space"}
	parts := 0
	var filled []byte
	err := stream.Tokens(r, w.Cut, how, func() tokenWorker { return w.worker(file) }, func(out []byte, before int, x tokenPart) error {
		if x.text {
			j.open = x.open
		}
		if len(x.gaps) > 0 {
			filled = x.gaps.Fill(filled[:0], out, before, parts)
			out = filled
		}
		parts += x.parts
		return j.part(out, struct{}{})
	})
	if err != nil {
		return err
	}
	return j.close()
}

// Worker returns a function that appends the tokens of a text, which begins at the
// place at of the file, to dst. It has the form of a corpus.Worker and is not safe
// for concurrent use.
func (w Tokens) Worker(file string) func(dst, text []byte, at span.Place) ([]byte, struct{}) {
	var out []byte
	if w.Format == "conll" {
		work := stream.Texts(stream.Options{}, conllWorker(w.Cut, w.Clitics))
		return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
			var gaps Gaps
			out, _, gaps = work(out[:0], text, at)
			return gaps.Fill(append(dst, conllHead(file)...), out, 0), none
		}
	}
	work := stream.TokenTexts(w.Cut, w.worker(file))
	return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
		var x tokenPart
		out, _, x = work(out[:0], text, at)
		if dst = x.gaps.Fill(dst, out, 0, 0); x.open {
			dst = append(dst, '\n')
		}
		return dst, none
	}
}

// A tokenWorker appends what is written of the tokens of a stretch.
type tokenWorker = func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, tokenPart)

// A tokenPart is what is known of a part beside its output.
type tokenPart struct {
	gaps  Gaps
	parts int  // of words, in tables and objects, where words are split into them
	text  bool // of space: there is text
	open  bool // of space: its last line may continue
}

func (w Tokens) worker(file string) tokenWorker {
	if w.Clitics != clitic.None {
		return w.partWorker(file)
	}
	switch w.Format {
	case "lines":
		return func(dst []byte, s *stream.Stretch, tokens []segment.Token) (_ []byte, x tokenPart) {
			return appendLines(dst, s.Bytes(), tokens), x
		}
	case "space":
		return func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, tokenPart) {
			return appendTokens(dst, s.Bytes(), tokens, func(dst []byte, t segment.Token) []byte { return append(dst, s.Text(t.Span)...) }), spaced(s)
		}
	}
	rows := Rows{Table: w.Format == "tsv"}
	fields := []Field{Count("index", unitsBefore, 0), Text("text", nil), Word("type", "")} // one set for all tokens
	index, text, kind := &fields[0], &fields[1], &fields[2]
	if rows.Table {
		fields = fields[1:]
	}
	return func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, tokenPart) {
		if !rows.Table {
			rows.Gaps = make(Gaps, 0, len(tokens))
		}
		for i, t := range tokens {
			start, end := s.Places(t.Span)
			x := recordOf(file, start, end)
			index.count(unitsBefore, i)
			text.bytes, kind.text = s.Text(t.Span), t.Type.String()
			dst = rows.Append(dst, &x, fields...)
		}
		return dst, tokenPart{gaps: rows.Gaps}
	}
}

// spaced returns what is to be known of a stretch in the format space.
func spaced(s *stream.Stretch) tokenPart {
	text := s.Bytes()
	return tokenPart{text: len(text) > 0, open: len(text) > 0 && text[len(text)-1] != '\n'}
}

// A lineJoiner joins the parts of lines with spaces.
type lineJoiner struct {
	emit   func([]byte, struct{}) error
	spaced bool
	open   bool // the line so far has no end
	token  bool // it has a token
}

func (j *lineJoiner) part(out []byte, none struct{}) error {
	if j.spaced {
		if len(out) == 0 {
			return nil
		}
		if j.token && out[0] != '\n' {
			if err := j.emit([]byte{' '}, none); err != nil {
				return err
			}
		}
		j.token = out[len(out)-1] != '\n'
	}
	return j.emit(out, none)
}

// close ends the last line, so that the next text begins one.
func (j *lineJoiner) close() error {
	if !j.open {
		return nil
	}
	return j.emit([]byte{'\n'}, struct{}{})
}
