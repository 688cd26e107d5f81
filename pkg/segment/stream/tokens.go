package stream

import (
	"bytes"
	"io"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// Tokens cuts what r reads into tokens and has workers make an output of them,
// in parts. It calls worker once for each goroutine to make the function that
// appends what is made of the tokens of a stretch, and returns what is to be
// known of it beside that. emit is called on the goroutine that called Tokens, in
// the order of the text, with the output of a part, the number of tokens before
// it, and its result. out is valid until emit returns.
//
// The tokens are those that [segment.Tokens] finds in the whole text. A line may
// be of any length, as long as no blank is missing for how.MaxLine bytes;
// how.Cut is not used.
func Tokens[R any](r io.Reader, o segment.TokenOptions, how corpus.StreamOptions,
	worker func() func(dst []byte, s *Stretch, tokens []segment.Token) ([]byte, R),
	emit func(out []byte, before int, result R) error,
) error {
	how.Cut = betweenTokens
	before := 0
	return corpus.Stream(r, how, func() func([]byte, corpus.Block) ([]byte, part[R], error) {
		work := TokenTexts(o, worker())
		return func(dst []byte, b corpus.Block) ([]byte, part[R], error) {
			dst, n, result := work(dst, b.Data, b.Place())
			return dst, part[R]{Counts{Units: n}, result}, nil
		}
	}, func(out []byte, p part[R]) error {
		err := emit(out, before, p.result)
		before += p.Units
		return err
	})
}

// TokenTexts returns the function that works on texts that are held, each by itself,
// as Tokens works on what it reads: it appends the output to dst and returns the
// number of the text's tokens, and the result. It is not safe for concurrent use.
func TokenTexts[R any](o segment.TokenOptions, work func(dst []byte, s *Stretch, tokens []segment.Token) ([]byte, R),
) func(dst, text []byte, at span.Place) ([]byte, int, R) {
	var stretch Stretch
	var tokens []segment.Token
	return func(dst, text []byte, at span.Place) ([]byte, int, R) {
		tokens = slices.Grow(tokens[:0], len(text)/tokenBytes)
		tokens = segment.Tokens(tokens, text, o)
		stretch.reset(text, at)
		dst, result := work(dst, &stretch, tokens)
		return dst, len(tokens), result
	}
}

// tokenBytes is about how many bytes of Arabic prose a token has, and the blank after it.
const tokenBytes = 10

// betweenTokens is a Cut of corpus.StreamOptions: it cuts after a line or else, in
// white space, after no token.
func betweenTokens(data []byte, seen int) int {
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
