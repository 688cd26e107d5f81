package entity

import (
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A reader reads the sentences of a text and their tokens as package segment
// finds them, with each sign apart, as annotated text has it. The zero value is
// ready.
type reader struct {
	sentences []segment.Sentence
	found     []segment.Token
	tokens    []span.Span // of the sentence at hand
}

// each calls yield with the tokens of each sentence of text. A sentence of more
// than maxSentence tokens comes in pieces. The slice is valid until yield
// returns.
func (r *reader) each(text []byte, yield func(tokens []span.Span)) {
	r.sentences = segment.Sentences(r.sentences[:0], text, segment.Options{})
	for _, s := range r.sentences {
		r.found = segment.Tokens(r.found[:0], s.Text(text), segment.TokenOptions{SplitSigns: true})
		r.tokens = r.tokens[:0]
		for _, t := range r.found {
			r.tokens = append(r.tokens, span.Span{Start: s.Start + t.Start, End: s.Start + t.End})
			if len(r.tokens) == maxSentence {
				yield(r.tokens)
				r.tokens = r.tokens[:0]
			}
		}
		if len(r.tokens) > 0 {
			yield(r.tokens)
		}
	}
}
