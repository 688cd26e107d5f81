package entity

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// A tokenizer holds the tokens that package segment finds. The zero value is
// ready.
type tokenizer struct{ found []segment.Token }

// append appends the spans of the tokens of text to dst: those of package
// segment, with each sign apart, as annotated text has them, and the words of a
// hashtag too.
func (t *tokenizer) append(dst []span.Span, text []byte) []span.Span {
	t.found = segment.Tokens(t.found[:0], text, segment.TokenOptions{})
	for _, token := range t.found {
		switch token.Type {
		case segment.Punctuation, segment.Symbol:
			dst = signs(dst, text, token.Span)
		case segment.Hashtag, segment.Mention:
			start := token.Start
			for i := start; i < token.End; i++ {
				if b := text[i]; b == '#' || b == '@' || b == '_' {
					if start < i {
						dst = append(dst, span.Span{Start: start, End: i})
					}
					dst = append(dst, span.Span{Start: i, End: i + 1})
					start = i + 1
				}
			}
			if start < token.End {
				dst = append(dst, span.Span{Start: start, End: token.End})
			}
		default:
			dst = append(dst, token.Span)
		}
	}
	return dst
}

// signs appends each code point of s that a normal form has, with the marks on
// it.
func signs(dst []span.Span, text []byte, s span.Span) []span.Span {
	n := len(dst)
	for i := s.Start; i < s.End; {
		r, size := utf8.DecodeRune(text[i:s.End])
		if _, ok := codeOf(r); ok {
			dst = append(dst, span.Span{Start: i, End: i + size})
		} else if len(dst) > n {
			dst[len(dst)-1].End = i + size
		}
		i += size
	}
	return dst
}
