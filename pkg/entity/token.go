package entity

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// tokens appends the spans of the words, numbers and marks of text to dst.
// Letters, digits and combining marks that touch are one token; of other code
// points each is its own; blanks and controls are none.
func tokens(dst []span.Span, text []byte) []span.Span {
	start := -1
	for i := 0; i < len(text); {
		kind, size := kindAt(text[i:])
		if kind == inWord || kind == inside && start >= 0 {
			if start < 0 {
				start = i
			}
			i += size
			continue
		}
		if start >= 0 {
			dst = append(dst, span.Span{Start: start, End: i})
			start = -1
		}
		if kind == alone {
			dst = append(dst, span.Span{Start: i, End: i + size})
		}
		i += size
	}
	if start >= 0 {
		dst = append(dst, span.Span{Start: start, End: len(text)})
	}
	return dst
}

type tokenKind uint8

const (
	blank  tokenKind = iota
	inWord           // begins or continues a word
	inside           // continues a word, stands for nothing elsewhere
	alone            // a token of its own
)

var tokenKinds = func() (t [0x800]tokenKind) {
	for r := range t {
		t[r] = kindOf(rune(r))
	}
	return t
}()

func kindAt(text []byte) (tokenKind, int) {
	b := text[0]
	if b < utf8.RuneSelf {
		return tokenKinds[b], 1
	}
	if b >= 0xC2 && b < 0xE0 && len(text) > 1 && text[1]&0xC0 == 0x80 {
		return tokenKinds[rune(b&0x1F)<<6|rune(text[1]&0x3F)], 2
	}
	r, size := utf8.DecodeRune(text)
	if r == utf8.RuneError && size == 1 {
		return alone, 1
	}
	return kindOf(r), size
}

func kindOf(r rune) tokenKind {
	switch k := arabic.KindOf(r); {
	case k == arabic.Letter, k == arabic.Digit:
		return inWord
	case k == arabic.Mark, k == arabic.Tatweel, unicode.Is(unicode.M, r), arabic.IsBidiControl(r),
		r == arabic.ZWNJ, r == arabic.ZWJ, r == arabic.SHY, r == arabic.WJ, r == arabic.ZWSP, r == arabic.BOM:
		return inside
	case unicode.IsSpace(r), unicode.IsControl(r):
		return blank
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return inWord
	}
	return alone
}
