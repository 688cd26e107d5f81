package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// sign is the end and type of the token that begins with the ASCII character
// at i, no letter or digit.
func sign(text []byte, i int, o TokenOptions) (int, Type) {
	b := text[i]
	if !o.SplitSigns {
		if end, typ := signed(text, i); end > 0 {
			return end, typ
		}
	}
	switch b {
	case '#', '@':
		if end := name(text, i+1, b == '@'); end > 0 && !(b == '@' && i > 0 && firstByte[text[i-1]] == fAlnum) { // not user@host
			if b == '@' {
				return end, Mention
			}
			return end, Hashtag
		}
		if k := keycap(text[i:]); k > 0 {
			return i + k, Emoji
		}
	case '*':
		if k := keycap(text[i:]); k > 0 {
			return i + k, Emoji
		}
	case '_':
		j := i
		for j < len(text) && text[j] == '_' {
			j++
		}
		if j < len(text) {
			r, n := utf8.DecodeRune(text[j:])
			if kind, _ := farWordRune(r, n); kind != 0 || firstByte[text[j]] == fAlnum {
				return word(text, j, o)
			}
		}
	case '.', '!', '?':
		return marks(text, i), Punctuation
	}
	j := i + 1
	for j < len(text) && text[j] == b {
		j++
	}
	return j, signType(rune(b))
}

// signType is the type of the sign r, which is no letter or digit.
func signType(r rune) Type {
	if 0xFF01 <= r && r <= 0xFF5E { // FULLWIDTH forms of ASCII
		r -= 0xFF01 - '!'
	}
	switch r {
	case '+', '=', '$', '%', '^', '~', '<', '>', '|', '`', '&', '#', '@', '*', '\\', '/',
		arabic.PercentSign, '\u0609', '\u060A', '\u2030', '\u2031': // ARABIC-INDIC and other PER MILLE and PER TEN THOUSAND SIGNS
		return Symbol
	}
	switch {
	case r < utf8.RuneSelf || unicode.IsPunct(r):
		return Punctuation
	case unicode.Is(unicode.N, r): // ①, Ⅳ
		return Number
	}
	return Symbol
}

// marks is the end of the run of sentence marks that begins at i, such as ...
// or ؟!, or i where there is none.
func marks(text []byte, i int) int {
	for i < len(text) {
		var m mark
		n := m.take(text[i:])
		if n == 0 || m.verse {
			return i
		}
		i += n
	}
	return i
}

// name is the end of the name of a mention or hashtag at i, or 0: letters,
// digits and _, one of them no digit; in a mention, dots inside.
func name(text []byte, i int, dots bool) int {
	solid := false
	j := i
	for j < len(text) {
		b := text[j]
		if b < utf8.RuneSelf {
			switch {
			case isASCIILetter(b) || b == '_':
				solid = true
			case isASCIIDigit(b):
			case b == '.' && dots && j > i && j+1 < len(text) && (isASCIILetter(text[j+1]) || isASCIIDigit(text[j+1])):
			default:
				goto done
			}
			j++
			continue
		}
		r, n := utf8.DecodeRune(text[j:])
		if _, ok := arabic.DigitValue(r); !ok {
			kind, ok := farWordRune(r, n)
			if !ok && !((r == arabic.ZWNJ || r == arabic.ZWJ) && joiners(text[j:], false) > 0 && j > i) {
				break
			}
			solid = solid || kind != 0
		}
		j += n
	}
done:
	if !solid {
		return 0
	}
	return j
}

// other is the end and type of the token at i that begins past ASCII, with
// skipped for what is none; 0 where it is a word.
func other(text []byte, i int) (int, Type) {
	r, n := utf8.DecodeRune(text[i:])
	if r == utf8.RuneError && n <= 1 {
		j := i + 1
		for j < len(text) {
			if r, n := utf8.DecodeRune(text[j:]); r != utf8.RuneError || n > 1 {
				break
			}
			j++
		}
		return j, Symbol
	}
	switch {
	case r == arabic.ALM:
		return i + n, skipped
	case 0x600 <= r && r <= 0x6FF: // what is no word there is a sign
	case blank(text[i:]) > 0 || unicode.Is(unicode.Cf, r) && arabic.KindOf(r) == arabic.Other || unicode.IsControl(r) || unicode.IsSpace(r) || 0xFE00 <= r && r <= 0xFE0F:
		return i + n, skipped
	default:
		if k := emoji(text[i:]); k > 0 {
			return i + k, Emoji
		}
		if _, ok := farWordRune(r, n); ok {
			return 0, Word
		}
	}
	if j := marks(text, i); j > i {
		return j, Punctuation
	}
	j := i + n
	for j+n <= len(text) && string(text[j:j+n]) == string(text[i:i+n]) {
		j += n
	}
	return j, signType(r)
}

// emoji is the size of the emoji that text begins with, or 0: a pair of
// regional indicators, or a picture with its modifiers and what is joined to
// it (UTS #51).
func emoji(text []byte) int {
	r, n := utf8.DecodeRune(text)
	if 0x2300 <= r && r <= 0x23FF && isClock(r) {
		return n
	}
	if isRegional(r) {
		if r, k := utf8.DecodeRune(text[n:]); isRegional(r) {
			return n + k
		}
		return n
	}
	if !isPicture(text, r, n) {
		return 0
	}
	for n < len(text) {
		r, k := utf8.DecodeRune(text[n:])
		switch {
		case r == 0xFE0F || r == 0xFE0E || r == 0x20E3 || isSkin(r) || 0xE0020 <= r && r <= 0xE007F:
			n += k
		case r == arabic.ZWJ:
			r, l := utf8.DecodeRune(text[n+k:])
			if !isPicture(text[n+k:], r, l) {
				return n
			}
			n += k + l
		default:
			return n
		}
	}
	return n
}

// isClock reports whether r is one of the pictures among the technical signs
// (Emoji_Presentation of U+2300 to U+23FF).
func isClock(r rune) bool {
	return r == 0x231A || r == 0x231B || 0x23E9 <= r && r <= 0x23EC || r == 0x23F0 || r == 0x23F3
}

// isSkin reports whether r colours the hand or face before it.
func isSkin(r rune) bool { return 0x1F3FB <= r && r <= 0x1F3FF }

func isRegional(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

// isPicture reports whether r, n bytes long at the head of text, is drawn as
// an emoji: by itself, or because a variation selector or a colour says so.
func isPicture(text []byte, r rune, n int) bool {
	if r == 0xFE0F {
		return false
	}
	if isEmoji(r) {
		return true
	}
	if r < 0xA9 || !unicode.IsSymbol(r) {
		return false
	}
	v, _ := utf8.DecodeRune(text[n:])
	return v == 0xFE0F || isSkin(v)
}

// keycap is the size of the keycap sequence that text begins with, or 0.
func keycap(text []byte) int {
	n := 1
	if r, k := utf8.DecodeRune(text[n:]); r == 0xFE0F {
		n += k
	}
	if r, k := utf8.DecodeRune(text[n:]); r == 0x20E3 { // COMBINING ENCLOSING KEYCAP
		return n + k
	}
	return 0
}
