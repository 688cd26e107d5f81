// Package reader reads the words of a text as the models see them that find where a
// sentence ends without a mark: packages headline and unmarked. It folds what writers
// vary (أ, ى and ة), drops diacritics and keeps hashes, so that reading allocates
// nothing. It promises nothing: what it finds of a word is a part of the format of these
// models.
package reader

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// A Word is what features see of one.
type Word struct {
	Start, End int32
	Hash       uint32 // of its letters, folded
	Rest       uint32 // the hash of its letters after the و that it begins with; 0 without one
	Stem       uint32 // of what is left without و, ال and endings; 0 for function words and short ones
	Head, Tail uint32 // its first and last three letters
	Letters    uint8
	Kind       Kind
	Pre, Post  Punctuation // before and after it
	class      uint8
	restClass  uint8 // the class of what is left without و
	closed     uint8 // what it is of the closed classes
}

// None is where there is no word.
var None = Word{class: ClassNone, restClass: ClassNone}

// A Kind is what a word is made of.
type Kind uint8

// The kinds.
const (
	Arabic Kind = iota
	Latin
	Digit
	Mark // nothing but punctuation
)

// A Punctuation is what is between two words.
type Punctuation uint8

// The kinds of punctuation.
const (
	NoMark Punctuation = iota
	Comma
	Colon
	Quote
	Open
	Close
	Dash
	Dots
	OtherMark
)

// letters folds the code points of U+0600 to U+06FF: 0 for what is no part of
// a word's shape, 1 for punctuation, '0' for digits, and a byte a letter.
var letters = func() (t [256]uint8) {
	for r := rune(0x600); r <= 0x6FF; r++ {
		switch arabic.KindOf(r) {
		case arabic.Letter:
			t[r-0x600] = uint8(0x80 | r&0x7F)
		case arabic.Digit:
			t[r-0x600] = '0'
		case arabic.Sign:
			t[r-0x600] = 1
		}
	}
	for from, to := range map[rune]rune{'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ة': 'ه', 'ؤ': 'و', 'ئ': 'ي'} {
		t[from-0x600] = t[to-0x600]
	}
	return t
}()

func fold(r rune) uint8 { return letters[r-0x600] }

var (
	alef, lam, ba, kaf, fa = fold('ا'), fold('ل'), fold('ب'), fold('ك'), fold('ف')
	ta, ya, seen           = fold('ت'), fold('ي'), fold('س')
)

// Waw is what the head of a word that begins with و begins with.
var Waw = fold('و')

// Hash returns the hash of a word in Arabic letters.
func Hash(word string) (h uint32) {
	for _, r := range word {
		h = (h ^ uint32(fold(r))) * 0x01000193
	}
	return h
}

// Read reads words of text at or after at into words, as many as there is room for, and
// returns how many it read and the offset from which to go on: the length of text where it
// has no more words.
func Read(words []Word, text []byte, at int) (n, next int) {
	closed := closedWords()
	for n < len(words) {
		if at = skipSpace(text, at); at == len(text) {
			break
		}
		at = words[n].read(text, at, closed)
		n++
	}
	classify(words[:n])
	return n, at
}

// read reads the word that begins at at, but for its class, and returns its end.
func (w *Word) read(text []byte, at int, closed Table) int {
	*w = Word{Start: int32(at)}
	var shape [longest]uint8 // the folds of the first letters and digits
	n := 0                   // how many letters and digits
	hash := uint32(0)
	has := uint8(0) // the kinds of its characters, as bits
scan:
	for at < len(text) && text[at] > ' ' {
		b := text[at]
		var l uint8
		switch {
		case b&0xFC == 0xD8 && at+1 < len(text) && text[at+1]&0xC0 == 0x80:
			l = letters[b<<6|text[at+1]&0x3F]
			at += 2
			switch {
			case l >= 0x80:
				has |= 1 << Arabic
			case l == '0':
				has |= 1 << Digit
			default:
				if l == 1 {
					w.mark(mark(rune(b&3)<<6|rune(text[at-1]&0x3F)|0x600), n)
				}
				continue
			}
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			l = b | 0x20
			has |= 1 << Latin
			at++
		case '0' <= b && b <= '9':
			l = '0'
			has |= 1 << Digit
			at++
		case b < utf8.RuneSelf:
			w.mark(mark(rune(b)), n)
			at++
			continue
		default:
			r, size := utf8.DecodeRune(text[at:])
			if r == arabic.NBSP {
				break scan
			}
			at += size
			if !unicode.IsLetter(r) {
				if !arabic.IsBidiControl(r) && !arabic.IsMark(r) {
					w.mark(mark(r), n)
				}
				continue
			}
			l = uint8(r)
			has |= 1 << Latin
		}
		w.Post = NoMark
		if n < longest {
			shape[n] = l
		}
		n++
		hash = (hash ^ uint32(l)) * 0x01000193
	}
	w.End = int32(at)
	w.describe(n, hash, has, &shape, closed)
	return at
}

// skipSpace returns the offset of the first byte at or after at that is no space.
func skipSpace(text []byte, at int) int {
	for at < len(text) {
		switch {
		case text[at] <= ' ':
			at++
		case text[at] == 0xC2 && at+1 < len(text) && text[at+1] == 0xA0: // NO-BREAK SPACE
			at += 2
		default:
			return at
		}
	}
	return at
}

// longest is how many letters of a word have more than its hash seen.
const longest = 24

// describe fills in what follows from the n letters of w, from their hash and folds, and
// from the kinds of its characters, as bits.
func (w *Word) describe(n int, hash uint32, has uint8, folds *[longest]uint8, closed Table) {
	switch {
	case has&(1<<Arabic) != 0:
		w.Kind = Arabic
	case has&(1<<Latin) != 0:
		w.Kind = Latin
	case has&(1<<Digit) != 0:
		w.Kind = Digit
	default:
		w.Kind = Mark
		w.Hash = uint32(w.Pre)
		return
	}
	w.Hash = hash
	w.Letters = uint8(min(n, 255))
	w.closed = closed.Of(hash)
	shape := folds[:min(n, longest)]
	n = len(shape)
	if n > 3 && shape[0] == Waw {
		for _, l := range shape[1:] {
			w.Rest = (w.Rest ^ uint32(l)) * 0x01000193
		}
	}
	if n < 3 {
		for _, l := range shape {
			w.Head = w.Head<<8 | uint32(l)
		}
		w.Tail = w.Head
	} else {
		w.Head = uint32(shape[0])<<16 | uint32(shape[1])<<8 | uint32(shape[2])
		w.Tail = uint32(shape[n-3])<<16 | uint32(shape[n-2])<<8 | uint32(shape[n-1])
	}
	switch {
	case w.Kind == Arabic && w.closed&Function == 0:
		w.Stem = stem(shape)
	case w.Kind == Latin && n > 2:
		w.Stem = w.Hash
	}
}

// mark notes a punctuation mark before the letters (n is 0) or after them.
func (w *Word) mark(m Punctuation, n int) {
	if n == 0 {
		w.Pre = m
	}
	w.Post = m
}

func mark(r rune) Punctuation {
	switch r {
	case ',', '،', ';', '؛':
		return Comma
	case ':':
		return Colon
	case '"', '\'', '«', '»', '\u201C', '\u201D', '\u201E', '\u2018', '\u2019':
		return Quote
	case '(', '[', '{':
		return Open
	case ')', ']', '}':
		return Close
	case '-', '\u2013', '\u2014', '/', '|', '*', '\u2022', 'ـ':
		return Dash
	case '.', '\u2026':
		return Dots
	}
	return OtherMark
}

// stem hashes what tells a word's subject: its first letters past و, ب, ل and
// the article. 0 where too little is left.
func stem(l []uint8) uint32 {
	if len(l) > 4 && (l[0] == Waw || l[0] == fa) {
		l = l[1:]
	}
	switch {
	case len(l) > 4 && l[0] == alef && l[1] == lam:
		l = l[2:]
	case len(l) > 4 && l[0] == lam && l[1] == lam:
		l = l[2:]
	case len(l) > 5 && (l[0] == ba || l[0] == kaf) && l[1] == alef && l[2] == lam:
		l = l[3:]
	case len(l) > 4 && (l[0] == ba || l[0] == lam || l[0] == seen):
		l = l[1:]
	}
	if len(l) > 3 && (l[0] == ya || l[0] == ta || l[0] == alef) { // أعلن / يعلن / تعلن, شرع / يشرع
		l = l[1:]
	}
	if len(l) < 3 {
		return 0
	}
	h := uint32(0x811C9DC5)
	for _, c := range l[:min(len(l), 4)] {
		h = (h ^ uint32(c)) * 0x01000193
	}
	return h
}
