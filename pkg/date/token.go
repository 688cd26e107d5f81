package date

import (
	"bytes"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
)

type tokenKind uint8

const (
	end   tokenKind = iota // after the last
	word                   // letters
	num                    // digits
	punct                  // one sign
)

// The clitics that a word's lexeme was found under.
const (
	hasWaw = lexicon.Conjunctions
	hasBa  = lexicon.Bi
	hasLam = lexicon.Li
	hasKaf = lexicon.Ka
	hasAl  = lexicon.Al
)

// A token is a word, a run of digits or a sign. The spaces and direction marks between tokens are in none.
type token struct {
	start, end int32
	core       int32 // where the word begins without و ف ب ل ك
	n          int32 // a number's value, a sign's code point
	lex        uint16
	kind       tokenKind
	clitics    lexicon.Proclitics
	digits     uint8
	space      bool // white space before
	latin      bool
}

// The byte classes of the tokenizer's table: of ASCII, and of the second byte of a
// two-byte letter from U+0600 to U+06FF.
const (
	classSpace = 0xF0
	classDigit = 0xE0 // plus the value
	classSkip  = lexicon.Skip
)

var ascii, arabicPages = func() (a [128]uint8, p [4][64]uint8) {
	class := func(r rune) uint8 {
		if d, ok := arabic.DigitValue(r); ok {
			return classDigit + uint8(d)
		}
		if r == ' ' || r == '\t' || r == '\r' || r == '\n' {
			return classSpace
		}
		return lexicon.Skeleton(r)
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
		return lexicon.Skeleton(r), size, r
	}
	return 0, size, r
}

// scan splits text into p.t and reports whether any of it may be a date: a digit, or a word that only dates have.
func (p *parser) scan(text []byte) bool {
	t := p.t[:0]
	seen := signal(0)
	space, turned := false, false
	var lastKey lexicon.Key
	if p.lex == nil {
		p.lex = words()
	}
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
			if r >= arabic.LRE && r <= arabic.RLO {
				turned = r == arabic.RLO && bytes.ContainsRune(text[i:], arabic.PDF)
			}
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
			if turned { // the digits stand as they are drawn: from the right
				tok.n = backwards(tok.n, int(tok.digits))
			}
			t, space = addNumber(t, tok, lastKey), false
			seen |= signalTime
			continue
		case class == 0:
			t = append(t, token{start: int32(i), core: int32(i), end: int32(i + size), kind: punct, n: r, space: space})
			space = false
			i += size
			continue
		}
		start, latin := i, r < 0x250 && class != classSkip
		var k lexicon.Key
		shift := uint(0)
		for {
			if class != classSkip {
				if shift < 5*lexicon.MaxKey {
					k |= lexicon.Key(class) << shift
				}
				shift += 5
			}
			i += size
			// Most letters are two bytes of the Arabic block: read them here.
			if !latin {
				for i+1 < len(text) {
					b, c := text[i], text[i+1]
					if b < 0xD8 || b > 0xDB || c&0xC0 != 0x80 {
						break
					}
					class = arabicPages[b&3][c&63]
					if class-1 >= 31 { // not a letter
						break
					}
					if shift < 5*lexicon.MaxKey {
						k |= lexicon.Key(class) << shift
					}
					shift += 5
					i += 2
				}
			}
			if i == len(text) || text[i] == ' ' {
				break
			}
			class, size, r = next(text, i)
			if class == 0 || class >= classDigit && class != classSkip || class != classSkip && (r < 0x250) != latin {
				break
			}
		}
		lastKey = k
		t = append(t, token{start: int32(start), core: int32(start), end: int32(i), kind: word, space: space, latin: latin})
		space = false
		tok := &t[len(t)-1]
		switch {
		case shift > 5*lexicon.MaxKey:
		case latin:
			tok.lex = lex.find(k | lexicon.LatinKey)
		case lex.ends(k, shift):
			p.look(tok, k, int(shift/5))
		case peels>>k.First()&1 != 0:
			w := lexicon.PeelKey(k, int(shift/5))
			for w.Next() {
			}
			tok.clitics = w.Off &^ hasAl
		}
		if tok.lex != 0 {
			seen |= lex.signals[tok.lex]
			if tok.core != tok.start { // letters so far, bytes from here
				tok.core = int32(skipLetters(text, start, int(tok.core-tok.start)))
			}
		}
	}
	p.first, p.seen = -1, seen
	p.t = append(t, token{start: int32(len(text)), core: int32(len(text)), end: int32(len(text)), space: true})
	return seen&signalTime != 0
}

// addNumber adds a number to t, before a sign that is stray.
func addNumber(t []token, tok token, lastWord lexicon.Key) []token {
	if k := len(t) - 1; stray(t, &tok, lastWord) {
		tok.space, t[k].space = t[k].space, false
		return append(t[:k], tok, t[k])
	}
	return append(t, tok)
}

// stray reports that the last of t, a stop or comma, belongs after the year that is glued to it, as lines
// copied from right to left have it: عام ،1986, عامي 1985 و،1986, موسم 2010-،2011.
func stray(t []token, year *token, lastWord lexicon.Key) bool {
	k := len(t) - 1
	if k < 1 || year.space || year.digits != 4 || t[k].kind != punct || t[k].n != '،' && t[k].n != ',' && t[k].n != '.' {
		return false
	}
	switch sign, before := &t[k], &t[k-1]; before.kind {
	case num:
		return sign.space && sign.n != '.' && before.digits == 4
	case punct:
		return sign.space || before.n == '-' || before.n == '/'
	default:
		return sign.space || lastWord == keyWaw
	}
}

// backwards is n, of so many digits, read from its other end.
func backwards(n int32, digits int) (m int32) {
	for range min(digits, 9) {
		n, m = n/10, m*10+n%10
	}
	return m
}

// tanwin reports that the word at i has the mark of an indefinite accusative.
func (p *parser) tanwin(i int) bool {
	t := p.tok(i)
	return bytes.Contains(p.line[t.start:t.end], []byte("\u064B"))
}

// starts reports that the word at i starts with s, its clitics apart: آب and أب have one skeleton.
func (p *parser) starts(i int, s string) bool {
	return bytes.HasPrefix(p.line[p.tok(i).core:], []byte(s))
}

// articles reads a word that is only the article, with what is written with it.
func articles(k lexicon.Key) (clitics lexicon.Proclitics, ok bool) {
	switch {
	case k == keyAl:
		return 0, true
	case k == keyLilAl:
		return hasLam, true
	case k.Drop(1) == keyAl:
		w := lexicon.PeelKey(k, 3)
		ok = w.Next() && w.Off != hasLam
		return w.Off, ok
	}
	return 0, false
}

func skipLetters(text []byte, i, n int) int {
	for i < len(text) {
		class, size, _ := next(text, i)
		if class != classSkip {
			if n == 0 {
				break
			}
			n--
		}
		i += size
	}
	return i
}

var (
	keyAl    = lexicon.KeyOf("ال")
	keyLam   = lexicon.KeyOf("ل")
	keyLilAl = lexicon.KeyOf("لل")
)

const alBits = lexicon.Key(1<<10 - 1)

// peels are the skeletons that a proclitic of one letter is.
var peels = func() (set uint32) {
	for _, r := range "وفبلك" {
		set |= 1 << lexicon.Skeleton(r)
	}
	return set
}()

// look looks the word up, then without its proclitics; core counts their letters, those of the article not among them.
func (p *parser) look(t *token, k lexicon.Key, letters int) {
	if t.lex = p.lex.find(k); t.lex != 0 {
		return
	}
	w := lexicon.PeelKey(k, letters)
	for w.Next() {
		if at := p.lex.find(w.Rest); at != 0 && (w.Left >= 2 || w.Off&hasAl != 0) {
			t.lex, t.clitics, t.core = at, w.Off, t.start+int32(w.Before())
			return
		}
	}
	t.clitics = w.Off &^ hasAl
}
