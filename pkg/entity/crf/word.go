package crf

import (
	"bytes"
	"sync"
	"unicode/utf8"
)

// A word is a token in its normal form: one code a letter, without marks and
// tatweel, so that two spellings of one form are equal and comparing them
// costs a few machine words. Letters past the last are cut off.
type word struct {
	n    uint8
	form uint8 // what the codes do not say of the spelling, see below; 0 in all forms made of a word
	code [maxWord]byte
}

const maxWord = 39

// Bits of the form of a word.
const (
	formTanwin = 1 << iota // ends in fathatan and its alef
	formUpper              // has a Latin capital letter
	formLower              // has a small one
)

// The codes. Letters of the Arabic alphabet are their code point less
// U+0620; what the model never tells apart shares a code.
const (
	codeOther  = 112 // 112-127: letters of other scripts and all else, by hash
	codeDigit  = 64
	codeLatin  = 65 // 65-90, one a letter
	codePunct  = 96 // 96-111
	letterBase = 0x0620
	otherBase  = 0xE000 // private use: Fold writes these for codeOther and on
)

const (
	alef   = 0x0627 - letterBase
	beh    = 0x0628 - letterBase
	teh    = 0x062A - letterBase
	seen   = 0x0633 - letterBase
	feh    = 0x0641 - letterBase
	kaf    = 0x0643 - letterBase
	lam    = 0x0644 - letterBase
	heh    = 0x0647 - letterBase
	waw    = 0x0648 - letterBase
	yeh    = 0x064A - letterBase
	tehM   = 0x0629 - letterBase
	alefM  = 0x0649 - letterBase
	alefHA = 0x0623 - letterBase
	alefHB = 0x0625 - letterBase
	alefMd = 0x0622 - letterBase
)

// puncts have codes of their own, because the model reads them.
var puncts = [...]rune{'.', ',', '\u060C', '\u061B', ':', '\u061F', '!', '"', '(', ')', '-', '/', '\u00AB', '\u00BB', '\'', '['}

// Written reports whether r is a part of a normal form: not a mark, tatweel or
// control.
func Written(r rune) bool {
	_, ok := codeOf(r)
	return ok
}

// codeOf is the code of r, and whether r is written at all in a normal form.
func codeOf(r rune) (byte, bool) {
	if isUnwritten(r) {
		return 0, false
	}
	switch r = variantOf(r); {
	case r >= 0x0621 && r <= 0x063A, r >= 0x0641 && r <= 0x064A:
		return byte(r - letterBase), true
	case r >= '0' && r <= '9', r >= 0x0660 && r <= 0x0669, r >= 0x06F0 && r <= 0x06F9:
		return codeDigit, true
	case r >= 'a' && r <= 'z':
		return codeLatin + byte(r-'a'), true
	case r >= 'A' && r <= 'Z':
		return codeLatin + byte(r-'A'), true
	case r >= otherBase && r < otherBase+16:
		return codeOther + byte(r-otherBase), true
	}
	for i, p := range puncts {
		if p == r {
			return codePunct + byte(i), true
		}
	}
	return codeOther + byte(uint32(r)*2654435761>>28), true
}

// isUnwritten reports whether r is a tatweel, mark or control, which a normal form
// does not have.
func isUnwritten(r rune) bool {
	switch {
	case r == 0x0640, r >= 0x064B && r <= 0x065F, r == 0x0670:
		return true
	case r == 0x06DD, r == 0x06DE, r == 0x06E9: // END OF AYAH, START OF RUB EL HIZB, PLACE OF SAJDAH
		return false
	case r >= 0x06D6 && r <= 0x06ED:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069, r == 0xFEFF, r == 0x00AD, r == 0x061C:
		return true
	}
	return false
}

// variantOf is the letter or sign that shares the code of r, or r.
func variantOf(r rune) rune {
	switch r {
	case 0x0671: // alef wasla
		return 0x0627
	case 0x06A9, 0x06AF: // keheh, gaf
		return 0x0643
	case 0x06CC: // farsi yeh
		return 0x064A
	case 0x067E: // peh
		return 0x0628
	case 0x06A4, 0x06A5, 0x06A8: // veh
		return 0x0641
	case 0x0686: // tcheh
		return 0x062C
	case 0x0698: // jeh
		return 0x0632
	case 0x201C, 0x201D, 0x201E:
		return '"'
	case 0x2013, 0x2014:
		return '-'
	case '?':
		return 0x061F
	case ';':
		return 0x061B
	}
	return r
}

// codes holds codeOf for ASCII and behind it for U+0600-06FF, 0 where the code point is not
// written.
var codes = sync.OnceValue(func() *[0x80 + 0x100]byte {
	t := new([0x80 + 0x100]byte)
	for i := range t {
		r := rune(i)
		if i >= 0x80 {
			r += 0x600 - 0x80
		}
		t[i], _ = codeOf(r)
	}
	return t
})

// folds takes a code to the one it is compared as: the forms of alef, final
// yeh and teh marbuta are often written for each other.
var folds = func() (t [128]byte) {
	for c := range t {
		t[c] = byte(c)
	}
	t[alefHA], t[alefHB], t[alefMd] = alef, alef, alef
	t[alefM], t[tehM] = yeh, heh
	return t
}()

// set makes w the normal form of text.
func (w *word) set(text []byte) {
	*w = word{}
	n, table := 0, codes()
	upper, lower := false, false
	for i := 0; i < len(text) && n < maxWord; {
		var c byte
		b := text[i]
		switch {
		case b < utf8.RuneSelf:
			c = table[b]
			upper = upper || 'A' <= b && b <= 'Z'
			lower = lower || 'a' <= b && b <= 'z'
			i++
		case b >= 0xD8 && b < 0xDC && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
			c = table[0x80+int(b&3)<<6+int(text[i+1]&0x3F)]
			i += 2
		default:
			r, size := utf8.DecodeRune(text[i:])
			var ok bool
			if c, ok = codeOf(r); !ok {
				c = 0
			}
			i += size
		}
		if c != 0 {
			w.code[n] = c
			n++
		}
	}
	w.n = uint8(n)
	if upper {
		w.form |= formUpper
	}
	if lower {
		w.form |= formLower
	}
	if bytes.HasSuffix(text, tanwin[0]) || bytes.HasSuffix(text, tanwin[1]) {
		w.form |= formTanwin
	}
}

// tanwin is how an indefinite accusative ends: writers put the sign before the alef or after it.
var tanwin = [...][]byte{[]byte("\u064B\u0627"), []byte("\u0627\u064B")}

// fold is w with the letters that are often written for each other made one.
func (w *word) fold() word {
	f := word{n: w.n}
	for i := range int(w.n) {
		f.code[i] = folds[w.code[i]&127]
	}
	return f
}

// from is w without its first k codes.
func (w *word) from(k int) word {
	s := word{n: w.n - uint8(k)}
	copy(s.code[:], w.code[k:w.n])
	return s
}

// textSize is how many bytes the text of a word has at most.
const textSize = maxWord * utf8.UTFMax

// appendTo appends w as text.
func (w *word) appendTo(dst []byte) []byte {
	for _, c := range w.code[:w.n] {
		dst = utf8.AppendRune(dst, runeOf(c))
	}
	return dst
}

// runeOf is a code point with the code c.
func runeOf(c byte) rune {
	switch {
	case c == codeDigit:
		return '0'
	case c >= codeOther:
		return otherBase + rune(c-codeOther)
	case c >= codePunct:
		return puncts[c-codePunct]
	case c >= codeLatin:
		return 'a' + rune(c-codeLatin)
	}
	return letterBase + rune(c)
}

// hash mixes the codes of w into 64 bits; equal words have equal hashes.
func (w *word) hash() uint64 {
	h := uint64(w.n) * 0x9E3779B97F4A7C15
	for i := 0; i < int(w.n); i += 8 {
		var x uint64
		for j := i; j < i+8 && j < maxWord; j++ {
			x |= uint64(w.code[j]) << (8 * (j - i))
		}
		h = mix(h, x)
	}
	return h
}

// mix folds x into the hash h.
func mix(h, x uint64) uint64 {
	h ^= x * 0xFF51AFD7ED558CCD
	h ^= h >> 32
	h *= 0xC4CEB9FE1A85EC53
	return h ^ h>>29
}
