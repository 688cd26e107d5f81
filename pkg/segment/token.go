package segment

import (
	"unicode"
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
	Number                  // digits, with separators; a fraction or another numeral
	Date                    // 7/10/2023, 2023-10-07, 2023-10-07T10:30:00Z
	Time                    // 10:30, 10:30:45.5, 9:05pm
	URL                     // with a scheme, www. or a host of a known domain
	Email                   // name@host
	Mention                 // @name
	Hashtag                 // #word
	Emoji                   // one picture, however many code points build it
	Punctuation             // a run of sentence marks, or of one mark
	Symbol                  // any other character, and a run of invalid bytes
)

var typeNames = [...]string{"word", "latin", "number", "date", "time", "url", "email", "mention", "hashtag", "emoji", "punctuation", "symbol"}

// String is the type's name, in lower case.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return "unknown"
}

// TokenOptions choose where tokens are split beyond the usual. The zero value
// splits nowhere else.
type TokenOptions struct {
	SplitScripts bool // between Arabic letters, digits and other scripts: 2023|آخر, Microsoft|تعلن
	SplitWaw     bool // the conjunction و from the digits it is written on to: و|2023
	SplitSigns   bool // each sign from the next, and hashtags and mentions at theirs: .|.|. and #|يوم|_|السبت
}

// Tokens appends the tokens of text to dst and returns the longer slice.
// Newlines are blanks like others, and no token holds a blank: a text cut at
// any blank has the same tokens in parts. It does not split the clitics of
// Arabic words.
func Tokens(dst []Token, text []byte, o TokenOptions) []Token {
	for i := 0; i < len(text); {
		b := text[i]
		var end int
		var typ Type
		switch first := firstByte[b]; first {
		case fBlank:
			i++
			continue
		case fArabic:
			if i+1 < len(text) && pairClass[b&3][text[i+1]] != pOther {
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

// Kinds of characters a word may hold, as bits.
const (
	hasArabic = 1 << iota
	hasLatin
	hasDigit
	hasOther // letters of other scripts
)

// word is the end and type of the word or number that begins at i.
func word(text []byte, i int, o TokenOptions) (int, Type) {
	if isASCIIDigit(text[i]) || firstByte[text[i]] == fArabic && pairClass[text[i]&3][text[i+1]] == pDigit {
		if end, typ := moment(text, i); end > 0 {
			return end, typ
		}
	}
	var has, last uint8 // kinds so far, kind of the last letter or digit
	letters := 0        // since the last inner dot
	dotted := false     // every part between the dots so far is one letter
	dots := 0
	j := i
	var gap span.Span // the last hidden characters
scan:
	for j < len(text) {
		b := text[j]
		switch firstByte[b] {
		case fArabic:
			if j+1 == len(text) {
				break scan
			}
			switch pairClass[b&3][text[j+1]] {
			case pLetter:
				if o.SplitScripts && last&^hasArabic != 0 {
					break scan
				}
				has |= hasArabic
				last = hasArabic
				letters++
				j += 2
				for j+1 < len(text) && text[j]&0xFC == 0xD8 {
					class := pairClass[text[j]&3][text[j+1]]
					if class-1 > pMark-1 {
						break
					}
					if class == pLetter {
						letters++
					}
					j += 2
				}
			case pMark:
				if last == 0 {
					has, last = has|hasArabic, hasArabic
				}
				j += 2
			case pDigit:
				if o.SplitScripts && last&(hasArabic|hasOther) != 0 || o.SplitWaw && isWaw(text[i:j]) {
					break scan
				}
				if last&^hasDigit != 0 {
					if end, _ := moment(text, j); end > 0 {
						return end, wordType(has)
					}
				}
				has |= hasDigit
				last = hasDigit
				j += 2
			default:
				// A separator inside a number: 1٬234٫5, 2،5.
				n := 2
				if b == 0xD8 && text[j+1] == 0x9C { // ARABIC LETTER MARK
					n = joiners(text[j:], last == hasDigit)
					gap = span.Span{Start: j, End: j + n}
				} else if last != hasDigit || !joinsDigits(text[j:]) || !digitAt(text, hidden(text, j+2)) {
					n = 0
				}
				if n == 0 || j == i {
					break scan
				}
				j += n
			}
		case fAlnum:
			kind := uint8(hasDigit)
			if isASCIILetter(b) {
				kind = hasLatin
			}
			if o.SplitScripts && last&(hasArabic|hasOther) != 0 || o.SplitWaw && kind == hasDigit && isWaw(text[i:j]) {
				break scan
			}
			if last&^hasDigit != 0 && last != kind {
				if kind == hasDigit {
					if end, _ := moment(text, j); end > 0 {
						return end, wordType(has) // و10:30
					}
				}
				if last != hasLatin && text[j-1] >= utf8.RuneSelf {
					if end, _ := address(text, j); end > 0 {
						break scan
					}
				}
			}
			has |= kind
			last = kind
			if kind == hasLatin {
				letters++
			}
			j++
		case fBlank:
			break scan
		case fASCII:
			switch {
			case b == '_' && j > i:
			case b == '.' && joinsDot(text, i, j, last, letters, dots == 0 || dotted):
				dotted = letters == 1 && (dots == 0 || dotted)
				dots++
				letters = 0
			case b == '\'' && last == hasLatin && latinAt(text, j+1): // don't
			case b == ',' && last == hasDigit && digitAt(text, hidden(text, j+1)):
			default:
				break scan
			}
			j++
		default:
			r, n := utf8.DecodeRune(text[j:])
			kind, ok := farWordRune(r, n)
			switch {
			case !ok:
				// Joiners, direction marks and the like inside a word.
				if k := joiners(text[j:], last == hasDigit); k > 0 && j > i {
					n = k
					gap = span.Span{Start: j, End: j + k}
					break
				}
				if r == '\u2019' && last == hasLatin && latinAt(text, j+n) { // RIGHT SINGLE QUOTATION MARK
					break
				}
				break scan
			case kind == 0:
			case isIdeograph(r):
				if j > i {
					break scan
				}
				return j + n, Word
			case o.SplitScripts && last != 0 && last != kind && (last|kind)&(hasArabic|hasOther) != 0:
				break scan
			default:
				has |= kind
				last = kind
				letters++
			}
			j += n
		}
	}
	if j == gap.End {
		j = gap.Start // what joins nothing
	}
	// A dotted initialism keeps its last dot: و.م.أ.
	if dots > 0 && dotted && letters == 1 && has&hasDigit == 0 && j < len(text) && text[j] == '.' && (j+1 == len(text) || text[j+1] != '.') {
		j++
	}
	return j, wordType(has)
}

// wordType is the type of a word of those kinds.
func wordType(has uint8) Type {
	switch {
	case has&(hasArabic|hasOther) != 0:
		return Word
	case has&hasLatin != 0:
		return Latin
	case has&hasDigit != 0:
		return Number
	}
	return Word
}

// joinsDot reports whether the dot at j stays inside the token that began at
// i: between digits, between ASCII letters and digits, between the letters of
// an initialism, or before a file's ending.
func joinsDot(text []byte, i, j int, last uint8, letters int, single bool) bool {
	if j == i || j+1 >= len(text) {
		return false
	}
	next := text[j+1]
	switch {
	case last == hasDigit && digitAt(text, hidden(text, j+1)):
		return true
	case last&(hasLatin|hasDigit) != 0 && text[j-1] < utf8.RuneSelf:
		return isASCIILetter(next) || isASCIIDigit(next)
	case last != hasArabic:
		return false
	case next&0xFC == 0xD8 && j+2 < len(text):
		// و.م.أ, ص.ب: one letter before the dot and one after it.
		return single && letters == 1 && pairClass[next&3][text[j+2]] == pLetter && !letterAt(text, j+3)
	case letters > 1 && 'a' <= next && next <= 'z': // تقرير.pdf
		k := j + 1
		for k < len(text) && ('a' <= text[k] && text[k] <= 'z' || isASCIIDigit(text[k])) {
			k++
		}
		return k-j-1 <= 4 && (k == len(text) || text[k] < utf8.RuneSelf && !isASCIILetter(text[k]))
	}
	return false
}

// latinAt reports whether a Latin letter follows at j.
func latinAt(text []byte, j int) bool {
	r, _ := utf8.DecodeRune(text[j:])
	return unicode.Is(unicode.Latin, r)
}

// letterAt reports whether an Arabic letter follows at j, past marks.
func letterAt(text []byte, j int) bool {
	for j+1 < len(text) && text[j]&0xFC == 0xD8 {
		switch pairClass[text[j]&3][text[j+1]] {
		case pLetter:
			return true
		case pMark:
			j += 2
			continue
		}
		return false
	}
	return false
}

// isWaw reports whether text is the letter و, with or without a mark.
func isWaw(text []byte) bool {
	return (len(text) == 2 || len(text) == 4 && text[2]&0xFC == 0xD8 && pairClass[text[2]&3][text[3]] == pMark) &&
		text[0] == 0xD9 && text[1] == 0x88
}

// farWordRune is the kind of a rune past ASCII that words are made of, 0 for
// what is of the script it stands among: a combining mark, or a modifier
// letter; false for any other rune.
func farWordRune(r rune, size int) (kind uint8, ok bool) {
	if r == utf8.RuneError && size == 1 {
		return 0, false
	}
	switch arabic.KindOf(r) {
	case arabic.Letter:
		return hasArabic, true
	case arabic.Mark, arabic.Tatweel:
		return 0, true
	case arabic.Sign:
		return 0, false
	}
	switch {
	case 0xFE00 <= r && r <= 0xFE0F: // VARIATION SELECTORS
		return 0, true
	case 0x2B9 <= r && r <= 0x2EE && unicode.Is(unicode.Lm, r) && !unicode.Is(unicode.Latin, r): // Qurʾān, пʼять
		return 0, true
	case unicode.IsLetter(r):
		if unicode.Is(unicode.Latin, r) {
			return hasLatin, true
		}
		return hasOther, true
	case unicode.Is(unicode.M, r):
		return 0, true
	case unicode.Is(unicode.Nd, r), r <= 0x215F && unicode.Is(unicode.No, r): // raised and lowered digits and fractions, too: كم², H₂O
		return hasDigit, true
	case unicode.Is(unicode.Pc, r): // ties
		return hasOther, true
	}
	return 0, false
}

// isIdeograph reports whether r is a word of its own: Han and Hiragana write
// no blanks (UAX #29, WB999).
func isIdeograph(r rune) bool {
	return 0x3040 <= r && r <= 0x309F || 0x3400 <= r && r <= 0x4DBF || 0x4E00 <= r && r <= 0x9FFF || 0x20000 <= r && r <= 0x3FFFF
}

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
