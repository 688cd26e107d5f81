package date

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

type tokenKind uint8

const (
	end   tokenKind = iota // after the last
	word                   // letters
	num                    // digits
	punct                  // one sign
)

// clitics that a word's lexeme was found under.
const (
	hasWaw uint8 = 1 << iota // و or ف
	hasBa
	hasLam
	hasKaf
	hasAl
)

// A token is a word, a run of digits or a sign. The spaces and direction
// marks between tokens are in none.
type token struct {
	start, end int32
	core       int32 // where the word begins without و ف ب ل ك
	n          int32 // a number's value, a sign's code point
	lex        uint16
	kind       tokenKind
	clitics    uint8
	digits     uint8
	space      bool // white space before
	madda      bool // the core's first letter is U+0622
	latin      bool
}

// The byte classes of the tokenizer's table: of ASCII, and of the second byte of a
// two-byte letter from U+0600 to U+06FF.
const (
	classSpace = 0xF0
	classDigit = 0xE0 // plus the value
	classSkip  = arabic.Skip
)

var ascii, arabicPages = func() (a [128]uint8, p [4][64]uint8) {
	class := func(r rune) uint8 {
		if d, ok := arabic.DigitValue(r); ok {
			return classDigit + uint8(d)
		}
		if r == ' ' || r == '\t' || r == '\r' || r == '\n' {
			return classSpace
		}
		return arabic.Skeleton(r)
	}
	for r := range rune(128) {
		a[r] = class(r)
	}
	for r := rune(0x600); r < 0x700; r++ {
		p[r>>6&3][r&63] = class(r)
	}
	p[(arabic.ALM>>6)&3][arabic.ALM&63] = classSpace + 1
	return a, p
}()

// next is the class of the code point at text[i] and its length.
func next(text []byte, i int) (class uint8, size int, r rune) {
	b := text[i]
	if b < 0x80 {
		return ascii[b], 1, rune(b)
	}
	if b >= 0xD8 && b <= 0xDB && i+1 < len(text) && text[i+1]&0xC0 == 0x80 {
		return arabicPages[b&3][text[i+1]&63], 2, rune(b&0x1F)<<6 | rune(text[i+1]&63)
	}
	r, size = utf8.DecodeRune(text[i:])
	switch {
	case r == arabic.NBSP || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x3000:
		return classSpace, size, r
	case arabic.IsBidiControl(r) || r == arabic.BOM || r == arabic.WJ || r == arabic.ZWSP:
		return classSpace + 1, size, r
	case r < 0x250 || r == arabic.ZWNJ || r == arabic.ZWJ || arabic.KindOf(r) != arabic.Other:
		return arabic.Skeleton(r), size, r
	}
	return 0, size, r
}

// scan splits text into p.t and reports whether any of it may be a date: a
// digit, or a word that only dates have.
func (p *parser) scan(text []byte) bool {
	t := p.t[:0]
	found := false
	space := false
	var lastKey arabic.Key
	lex := p.lex
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			space = true
			i++
			continue
		}
		class, size, r := next(text, i)
		switch {
		case class >= classSpace && class != classSkip:
			space = space || class == classSpace
			i += size
			continue
		case class >= classDigit && class < classDigit+10:
			tok := token{start: int32(i), core: int32(i), kind: num, space: space}
			if k := len(t) - 1; k >= 0 && !space && t[k].kind == word && t[k].lex == 0 && lastKey != 0 { // الـ24
				if a, ok := articles(lastKey); ok {
					tok.start, tok.space, tok.clitics = t[k].start, t[k].space, a|hasAl
					tok.core = tok.start
					if a != 0 {
						tok.core = int32(skipLetters(text, int(tok.start), 1))
					}
					t = t[:k]
				}
			}
			zero := r - rune(class-classDigit)
			for {
				if tok.digits < 9 {
					tok.n = tok.n*10 + int32(class-classDigit)
				}
				tok.digits = min(tok.digits+1, 20)
				i += size
				if i == len(text) {
					break
				}
				class, size, r = next(text, i)
				if class < classDigit || class >= classDigit+10 || r-rune(class-classDigit) != zero {
					break
				}
			}
			tok.end = int32(i)
			t = append(t, tok)
			found, space = true, false
			continue
		case class == 0:
			t = append(t, token{start: int32(i), core: int32(i), end: int32(i + size), kind: punct, n: r, space: space})
			space = false
			i += size
			continue
		}
		tok := token{start: int32(i), core: int32(i), kind: word, space: space, latin: r < 0x250 && class != classSkip}
		space = false
		var k arabic.Key
		shift := 0
		for {
			if class != classSkip {
				if shift < 5*arabic.MaxKey {
					k |= arabic.Key(class) << shift
				}
				shift += 5
			}
			i += size
			// Most letters are two bytes of the Arabic block: read them here.
			if !tok.latin {
				for i+1 < len(text) {
					b, c := text[i], text[i+1]
					if b < 0xD8 || b > 0xDB || c&0xC0 != 0x80 {
						break
					}
					class = arabicPages[b&3][c&63]
					if class-1 >= 31 { // not a letter
						break
					}
					if shift < 5*arabic.MaxKey {
						k |= arabic.Key(class) << shift
					}
					shift += 5
					i += 2
				}
			}
			if i == len(text) {
				break
			}
			if text[i] == ' ' {
				break
			}
			class, size, r = next(text, i)
			if class == 0 || class >= classDigit && class != classSkip || class != classSkip && (r < 0x250) != tok.latin {
				break
			}
		}
		tok.end, lastKey = int32(i), k
		if shift <= 5*arabic.MaxKey {
			if tok.latin {
				tok.lex = lex.find(k | arabic.LatinKey)
			} else if k != 0 {
				tok.lex = lex.find(k)
				if tok.lex == 0 {
					p.peel(&tok, k, shift/5)
				}
			}
		}
		if tok.lex != 0 {
			found = found || p.lex.starts[tok.lex]
			if tok.core != tok.start { // letters so far, bytes from here
				tok.core = int32(skipLetters(text, int(tok.start), int(tok.core-tok.start)))
			}
			c := text[tok.core:]
			tok.madda = len(c) > 1 && c[0] == 0xD8 && c[1] == 0xA2
		}
		t = append(t, tok)
	}
	p.first = -1
	p.t = append(t, token{start: int32(len(text)), core: int32(len(text)), end: int32(len(text)), space: true})
	return found
}

// articles reads a word that is only the article, with what is written with it.
func articles(k arabic.Key) (clitics uint8, ok bool) {
	switch {
	case k == keyAl:
		return 0, true
	case k.Drop(1) == keyAl:
		switch k & 31 {
		case keyWaw, keyFa:
			return hasWaw, true
		case keyBa:
			return hasBa, true
		case keyKaf:
			return hasKaf, true
		}
	case k == keyLam|keyLam<<5:
		return hasLam, true
	}
	return 0, false
}

func skipLetters(text []byte, i, n int) int {
	for n > 0 && i < len(text) {
		class, size, _ := next(text, i)
		if class != classSkip {
			n--
		}
		i += size
	}
	return i
}

var (
	keyWaw, keyFa = arabic.KeyOf("و"), arabic.KeyOf("ف")
	keyBa, keyLam = arabic.KeyOf("ب"), arabic.KeyOf("ل")
	keyKaf, keyAl = arabic.KeyOf("ك"), arabic.KeyOf("ال")
)

const alBits = arabic.Key(1<<10 - 1)

// peel looks the word up without its clitics; core counts their letters, the article's
// not among them.
func (p *parser) peel(t *token, k arabic.Key, letters int) {
	skip := int32(0)
	for range 3 {
		if letters > 2 && k&alBits == keyAl {
			if at := p.lex.find(k.Drop(2)); at != 0 {
				t.lex, t.clitics, t.core = at, t.clitics|hasAl, t.start+skip
				return
			}
			return
		}
		var bit uint8
		switch f := k & 31; {
		case letters < 2:
			return
		case skip == 0 && (f == keyWaw || f == keyFa):
			bit = hasWaw
		case t.clitics&(hasBa|hasLam|hasKaf) != 0:
			if f == keyLam && t.clitics&hasLam != 0 { // للـ
				if at := p.lex.find(k.Drop(1)); at != 0 {
					t.lex, t.clitics, t.core = at, t.clitics|hasAl, t.start+skip-1
				}
			}
			return
		case f == keyBa:
			bit = hasBa
		case f == keyLam:
			bit = hasLam
		case f == keyKaf:
			bit = hasKaf
		default:
			return
		}
		k, letters, skip = k.Drop(1), letters-1, skip+1
		t.clitics |= bit
		if at := p.lex.find(k); at != 0 && letters >= 2 {
			t.lex, t.core = at, t.start+skip
			return
		}
	}
}
