package report

import (
	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

// partsBefore is the counter of the parts of words, beside unitsBefore, which counts
// tokens.
const partsBefore = unitsBefore + 1

// A tokenCutter splits tokens into the parts of words.
type tokenCutter struct {
	by       clitic.Scheme
	splitter clitic.Splitter
}

// newTokenCutter returns nil where nothing is split.
func newTokenCutter(by clitic.Scheme) *tokenCutter {
	if by == clitic.None {
		return nil
	}
	return &tokenCutter{by: by}
}

// cut returns the parts of a token: of one that is not a word, itself.
func (c *tokenCutter) cut(token []byte, is segment.Type) clitic.Parts {
	if is != segment.Word {
		return clitic.Split(token, clitic.None)
	}
	return c.splitter.Split(token, c.by)
}

// partWorker returns what worker does where words are split into parts.
func (w Tokens) partWorker(file string) tokenWorker {
	c := newTokenCutter(w.Clitics)
	switch w.Format {
	case "lines":
		return func(dst []byte, s *stream.Stretch, tokens []segment.Token) (_ []byte, x tokenPart) {
			for _, t := range tokens {
				dst = append(w.appendParts(dst, c, s.Text(t.Span), t.Type, '\n'), '\n')
			}
			return dst, x
		}
	case "space":
		return func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, tokenPart) {
			return appendTokens(dst, s.Bytes(), tokens, func(dst []byte, t segment.Token) []byte {
				return w.appendParts(dst, c, s.Text(t.Span), t.Type, ' ')
			}), spaced(s)
		}
	}
	rows := Rows{Table: w.Format == "tsv"}
	var norm []byte
	return func(dst []byte, s *stream.Stretch, tokens []segment.Token) ([]byte, tokenPart) {
		rows.Gaps = make(Gaps, 0, 2*len(tokens))
		n := 0
		for i, t := range tokens {
			word := s.Text(t.Span)
			parts := c.cut(word, t.Type)
			for _, p := range parts.All() {
				start, end := s.Places(span.Span{Start: t.Start + p.Start, End: t.Start + p.End})
				x := recordOf(file, start, end)
				kind, score := None("part"), None("score")
				norm = append(norm[:0], word...)
				if t.Type == segment.Word {
					kind, score = Word("part", p.Kind.String()), Score("score", parts.Score())
					norm = p.AppendNormal(norm[:0], word)
				}
				fields := [...]Field{
					Count("index", partsBefore, n), Text("text", p.Text(word)), Word("type", t.Type.String()),
					kind, Count("word", unitsBefore, i), Text("norm", norm), score,
				}
				if rows.Table {
					dst = rows.Append(dst, &x, fields[1:]...)
				} else {
					dst = rows.Append(dst, &x, fields[:]...)
				}
				n++
			}
		}
		return dst, tokenPart{gaps: rows.Gaps, parts: n}
	}
}

// appendParts appends the parts of a token with sep between them, as w has them.
func (w Tokens) appendParts(dst []byte, c *tokenCutter, token []byte, is segment.Type, sep byte) []byte {
	if is != segment.Word {
		return append(dst, token...)
	}
	parts := c.cut(token, is)
	for i, p := range parts.All() {
		if i > 0 {
			dst = append(dst, sep)
		}
		if p.Kind == clitic.Pronoun {
			dst = append(dst, w.Mark...)
		}
		if w.Normal {
			dst = p.AppendNormal(dst, token)
		} else {
			dst = append(dst, p.Text(token)...)
		}
		if p.Kind == clitic.Proclitic || p.Kind == clitic.Article {
			dst = append(dst, w.Mark...)
		}
	}
	return dst
}
