package segment

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A Token is the smallest stretch of text that means something: a word, a
// number, an address, a run of marks. Between two tokens there are only
// blanks, controls and other characters that show nothing.
type Token struct {
	span.Span
	Type Type
}

// A Type is what a token is.
type Type uint8

const (
	Word        Type = iota // letters, of Arabic or of any script but Latin, with marks, tatweel and digits
	Latin                   // Latin letters, with digits
	Number                  // digits, with separators; a telephone number; a fraction or another numeral
	Date                    // 7/10/2023, 2023-10-07, 2023-10-07T10:30:00Z
	Time                    // 10:30, 10:30:45.5, 9:05pm
	URL                     // with a scheme, www. or a host of a known domain
	Email                   // name@host
	Mention                 // @name
	Hashtag                 // #word
	Emoji                   // one picture, however many code points build it
	Emoticon                // a face or heart of signs: :) ;-D ^_^ <3
	Punctuation             // a run of sentence marks, or of one mark
	Symbol                  // any other character, and a run of invalid bytes
)

var typeNames = [...]string{"word", "latin", "number", "date", "time", "url", "email", "mention", "hashtag", "emoji", "emoticon", "punctuation", "symbol"}

// String returns the name of the type, in lower case.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return "unknown"
}

// TokenOptions choose additional places where tokens are split. The zero value
// chooses none.
type TokenOptions struct {
	SplitScripts bool // between Arabic letters, digits and other scripts: 2023|آخر, Microsoft|تعلن
	SplitWaw     bool // the conjunction و from the digits it is written on to: و|2023
	SplitSigns   bool // each sign from the next, and hashtags, mentions, emoticons, telephone numbers, F-16, C++ and د. at theirs: .|.|. and #|يوم|_|السبت
}

// Tokens appends the tokens of text to dst and returns the longer slice.
// Newlines are blanks like others, and no token holds a blank: a text cut at
// any blank has the same tokens in parts. It does not split the clitics of
// Arabic words.
func Tokens(dst []Token, text []byte, o TokenOptions) []Token {
	var letters letterMap
	for i := 0; i < len(text); {
		b := text[i]
		var end int
		var typ Type
		switch first := firstByte[b]; first {
		case fBlank:
			i++
			continue
		case fArabic:
			if end = letters.end(text, i); end > i && (end == len(text) || firstByte[text[end]] == fBlank) {
				typ = Word // as most words are
			} else if i+1 < len(text) && pairClass[b&3][text[i+1]] != pOther {
				end, typ = word(text, i, o)
			} else {
				end, typ = other(text, i)
			}
		case fAlnum:
			if end, typ = address(text, i); end == 0 {
				end, typ = word(text, i, o)
			}
		case fASCII:
			end, typ = sign(text, i, o)
		default:
			end, typ = other(text, i)
			if end == 0 {
				end, typ = word(text, i, o)
			}
		}
		if typ != skipped {
			if typ > Latin && end < len(text) && text[end] >= 0xCC {
				end = combining(text, end) // UAX #29, WB4
			}
			dst = append(dst, Token{span.Span{Start: i, End: end}, typ})
			if o.SplitSigns {
				dst = splitLast(dst, text)
			}
		}
		i = end
	}
	return dst
}

// splitLast replaces the last token of dst by its parts: signs, each with the
// marks on it, and what stands between them.
func splitLast(dst []Token, text []byte) []Token {
	t := dst[len(dst)-1]
	name := t.Type == Hashtag || t.Type == Mention
	if !name && t.Type != Punctuation && t.Type != Symbol {
		return dst
	}
	dst = dst[:len(dst)-1]
	for i := t.Start; i < t.End; {
		end, typ := i, Word
		for name && end < t.End && text[end] != '#' && text[end] != '@' && text[end] != '_' {
			end++
		}
		if end == i {
			_, size := utf8.DecodeRune(text[i:t.End])
			end, typ = min(combining(text, i+size), t.End), Symbol
			if t.Type == Punctuation {
				typ = Punctuation
			}
		}
		dst = append(dst, Token{span.Span{Start: i, End: end}, typ})
		i = end
	}
	return dst
}

// combining is the end of the combining marks at i.
func combining(text []byte, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRune(text[i:])
		if kind, ok := farWordRune(r, n); !ok || kind != 0 || r == arabic.TatweelSign {
			break
		}
		i += n
	}
	return i
}

// skipped is the type of what is no token.
const skipped Type = 0xFF

// What a token's first byte says of it.
const (
	fOther  = iota
	fBlank  // a blank or control
	fArabic // leads a code point of U+0600 to U+06FF
	fAlnum  // an ASCII letter or digit
	fASCII  // another ASCII character
)

var firstByte = func() (t [256]uint8) {
	for b := range 0x80 {
		switch {
		case b <= ' ' || b == 0x7F:
			t[b] = fBlank
		case isASCIILetter(byte(b)) || isASCIIDigit(byte(b)):
			t[b] = fAlnum
		default:
			t[b] = fASCII
		}
	}
	for b := 0xD8; b <= 0xDB; b++ {
		t[b] = fArabic
	}
	return t
}()

// What two bytes of U+0600 to U+06FF are to a word.
const (
	pOther = iota
	pLetter
	pMark
	pDigit
)

var pairClass = func() (t [4][256]uint8) {
	for r := rune(0x600); r <= 0x6FF; r++ {
		class := uint8(pOther)
		switch arabic.KindOf(r) {
		case arabic.Letter:
			class = pLetter
		case arabic.Mark, arabic.Tatweel:
			class = pMark
		case arabic.Digit:
			class = pDigit
		}
		t[r>>6&3][0x80|r&0x3F] = class
	}
	return t
}()

// isHidden reports whether r shows nothing and parts nothing: a joiner, a
// direction mark and the like.
func isHidden(r rune) bool {
	return r == arabic.ZWNJ || r == arabic.ZWJ || r == arabic.SHY || r == arabic.WJ || arabic.IsBidiControl(r)
}

// hidden is the end of the hidden characters at i.
func hidden(text []byte, i int) int {
	for i < len(text) && (text[i] == 0xC2 || text[i] == 0xD8 || text[i] == 0xE2) {
		r, n := utf8.DecodeRune(text[i:])
		if !isHidden(r) {
			break
		}
		i += n
	}
	return i
}

// joiners is the size of the run of hidden characters with which text begins,
// where a letter, digit or mark follows it, or where the run stands in a number
// before a separator; else 0.
func joiners(text []byte, inNumber bool) int {
	n := hidden(text, 0)
	if n == 0 || n == len(text) {
		return 0
	}
	b := text[n]
	switch {
	case b < utf8.RuneSelf:
		if isASCIILetter(b) || isASCIIDigit(b) || inNumber && (b == '.' || b == ',') && digitAt(text, hidden(text, n+1)) {
			return n
		}
		return 0
	case inNumber && joinsDigits(text[n:]):
		if digitAt(text, hidden(text, n+2)) {
			return n
		}
		return 0
	}
	r, size := utf8.DecodeRune(text[n:])
	if _, ok := farWordRune(r, size); ok {
		return n
	}
	return 0
}
