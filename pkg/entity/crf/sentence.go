package crf

import (
	"strings"

	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A Reader reads the sentences of a text and their tokens as package segment
// finds them, with each sign apart, as annotated text has it. The zero value is
// ready for use; it holds scratch memory.
type Reader struct {
	sentences []segment.Sentence
	found     []segment.Token
	tokens    []span.Span // of the sentence at hand
}

// Each calls yield with the tokens of each sentence of text. A sentence of more
// than MaxSentence tokens comes in pieces. It splits a hashtag
// into its words, without the signs, and omits mentions. The slice is valid until yield
// returns.
func (r *Reader) Each(text []byte, yield func(tokens []span.Span)) {
	r.sentences = segment.Sentences(r.sentences[:0], text, segment.Options{Unmarked: segment.Off})
	for _, s := range r.sentences {
		part := s.Text(text)
		r.found = segment.Tokens(r.found[:0], part, segment.TokenOptions{SplitSigns: true})
		r.tokens = r.tokens[:0]
		for k := 0; k < len(r.found); k++ {
			if r.joins(part, k, "#_") {
				continue
			}
			if r.joins(part, k, "@") {
				for k++; k+1 < len(r.found) && r.found[k+1].Start == r.found[k].End && r.joins(part, k+1, "_"); k += 2 {
				}
				continue
			}
			t := r.found[k]
			r.tokens = append(r.tokens, span.Span{Start: s.Start + t.Start, End: s.Start + t.End})
			if len(r.tokens) == MaxSentence {
				yield(r.tokens)
				r.tokens = r.tokens[:0]
			}
		}
		if len(r.tokens) > 0 {
			yield(r.tokens)
		}
	}
}

// joins reports whether token k is one of the signs and the next is a word beside it.
func (r *Reader) joins(text []byte, k int, signs string) bool {
	t := r.found[k]
	return t.Len() == 1 && k+1 < len(r.found) && r.found[k+1].Start == t.End && r.found[k+1].Type == segment.Word &&
		strings.IndexByte(signs, text[t.Start]) >= 0
}

// Tokens appends the spans of the tokens of text, a sentence, to dst.
func Tokens(dst []span.Span, text []byte) []span.Span {
	for _, t := range segment.Tokens(nil, text, segment.TokenOptions{SplitSigns: true}) {
		dst = append(dst, t.Span)
	}
	return dst
}
