package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// Kinds of characters a word may hold, as bits.
const (
	hasArabic = 1 << iota
	hasLatin
	hasDigit
	hasOther // letters of other scripts
)

// A wordReader reads a word or number, character by character.
type wordReader struct {
	text      []byte
	start, at int
	options   TokenOptions

	has, last uint8     // the kinds so far; the kind of the last letter or digit
	letters   int       // since the last dot inside the word
	dots      int       // inside the word
	dotted    bool      // each part between the dots so far is one letter
	gap       span.Span // the last hidden characters
	whole     bool      // nothing more can belong to the word
}

// word returns the end and type of the word or number that begins at i.
func word(text []byte, i int, o TokenOptions) (int, Type) {
	end, letters := arabicLetters(text, i)
	switch {
	case end == i:
		if digitAt(text, i) {
			if end, typ := moment(text, i); end > 0 {
				return end, typ
			}
			if !o.SplitSigns && parted(text, i, "-/+.") {
				if end := telephone(text, i); end > 0 {
					return end, Number
				}
			}
		}
	case end == len(text) || firstByte[text[end]] == fBlank:
		return end, Word // as most words are
	}
	return longWord(text, i, end, letters, o)
}

// longWord returns the end and type of the word or number at i, which begins with
// that many Arabic letters, up to end, and may go on.
func longWord(text []byte, i, end, letters int, o TokenOptions) (int, Type) {
	w := wordReader{text: text, start: i, at: i, options: o, letters: letters}
	if end > i {
		w.take(hasArabic, end-i)
	}
	for w.at < len(text) && w.next() {
	}
	if !w.whole {
		w.close()
	}
	return w.at, wordType(w.has)
}

// arabicLetters returns the end of the Arabic letters and marks at i, and the number
// of letters among them.
func arabicLetters(text []byte, i int) (end, letters int) {
	for i+1 < len(text) && text[i]&0xFC == 0xD8 {
		class := pairClass[text[i]&3][text[i+1]]
		if class-1 > pMark-1 { // neither pLetter nor pMark
			break
		}
		letters += int(class & 1) // pLetter
		i += 2
	}
	return i, letters
}

// next reads the character at w.at, or reports that the word ends before it.
func (w *wordReader) next() bool {
	switch b := w.text[w.at]; firstByte[b] {
	case fArabic:
		return w.arabic()
	case fAlnum:
		if isASCIIDigit(b) {
			return w.digit(1)
		}
		return w.latin()
	case fASCII:
		return w.sign(b)
	case fBlank:
		return false
	}
	return w.far()
}

// close ends the word: hidden characters at its end join nothing, and a dotted
// initialism keeps its last dot (و.م.أ.), as a title of one letter does (د.).
func (w *wordReader) close() {
	if w.at == w.gap.End {
		w.at = w.gap.Start
	}
	initialism := w.dots > 0 && w.dotted && w.letters == 1 && w.has&hasDigit == 0
	if (initialism || w.isTitle()) && w.byteAt(w.at) == '.' && w.byteAt(w.at+1) != '.' {
		w.at++
	}
}

// isTitle reports whether the word is the letter of a title and of no era, alone or
// after و or ل, which no number follows: د, ود, but not أ.1
func (w *wordReader) isTitle() bool {
	if w.letters > 2 || w.has != hasArabic || w.options.SplitSigns || digitAt(w.text, w.at+1) {
		return false
	}
	first, size := utf8.DecodeRune(w.text[w.start:w.at])
	last := first
	if w.letters == 2 {
		if !isProclitic(first) {
			return false
		}
		last, _ = utf8.DecodeRune(w.text[w.start+size : w.at])
		size *= 2
	}
	return size == w.at-w.start && isTitle(last) && !isEra(last)
}

// byteAt returns the byte at i, 0 past the end of the text.
func (w *wordReader) byteAt(i int) byte {
	if i >= len(w.text) {
		return 0
	}
	return w.text[i]
}

// take adds a letter or digit of that kind.
func (w *wordReader) take(kind uint8, size int) {
	w.has |= kind
	w.last = kind
	w.at += size
}

// splits reports whether the options split the word before a character of that
// kind.
func (w *wordReader) splits(kind uint8) bool {
	switch {
	case w.options.SplitScripts && w.last != 0 && w.last != kind && (w.last|kind)&(hasArabic|hasOther) != 0:
		return true
	case w.options.SplitWaw && kind == hasDigit:
		return isWaw(w.text[w.start:w.at])
	}
	return false
}

// arabic reads a character of U+0600 to U+06FF, and the letters and marks after
// a letter.
func (w *wordReader) arabic() bool {
	text, j := w.text, w.at
	if j+1 == len(text) {
		return false
	}
	switch pairClass[text[j]&3][text[j+1]] {
	case pLetter:
		if w.splits(hasArabic) {
			return false
		}
		end, letters := arabicLetters(text, j)
		w.letters += letters
		w.take(hasArabic, end-j)
		return true
	case pMark:
		if w.last == 0 {
			w.take(hasArabic, 0)
		}
		w.at += 2
		return true
	case pDigit:
		return w.digit(2)
	}
	return w.separator()
}

// separator reads a sign of U+0600 to U+06FF inside a number (1٬234٫5, 2،5), or
// U+061C ARABIC LETTER MARK inside a word.
func (w *wordReader) separator() bool {
	text, j := w.text, w.at
	if j == w.start {
		return false
	}
	if text[j] == 0xD8 && text[j+1] == 0x9C { // ARABIC LETTER MARK
		return w.hidden()
	}
	if w.last != hasDigit || !joinsDigits(text[j:]) || !digitAt(text, hidden(text, j+2)) {
		return false
	}
	w.at += 2
	return true
}

// hidden reads a run of joiners, direction marks and the like inside a word.
func (w *wordReader) hidden() bool {
	n := joiners(w.text[w.at:], w.last == hasDigit)
	if n == 0 || w.at == w.start {
		return false
	}
	w.gap = span.Span{Start: w.at, End: w.at + n}
	w.at += n
	return true
}

// digit reads a digit, of that many bytes. A date or time after letters ends the
// word: و10:30
func (w *wordReader) digit(size int) bool {
	if w.splits(hasDigit) {
		return false
	}
	if w.last&^hasDigit != 0 {
		if end, _ := moment(w.text, w.at); end > 0 {
			w.at, w.whole = end, true
			return false
		}
		if w.addressFollows() {
			return false
		}
	}
	w.take(hasDigit, size)
	return true
}

// latin reads an ASCII letter.
func (w *wordReader) latin() bool {
	if w.splits(hasLatin) || w.addressFollows() {
		return false
	}
	w.take(hasLatin, 1)
	w.letters++
	return true
}

// addressFollows reports whether an address begins right after a letter that
// cannot be a part of it.
func (w *wordReader) addressFollows() bool {
	if w.last&(hasArabic|hasOther) == 0 || w.text[w.at-1] < utf8.RuneSelf {
		return false
	}
	end, _ := address(w.text, w.at)
	return end > 0
}

// sign reads an ASCII sign inside a word.
func (w *wordReader) sign(b byte) bool {
	text, j := w.text, w.at
	switch {
	case b == '_' && j > w.start:
	case b == '.' && w.joinsDot():
		w.dotted = w.letters == 1 && (w.dots == 0 || w.dotted)
		w.dots++
		w.letters = 0
	case b == '\'' && w.last == hasLatin && latinAt(text, j+1): // don't
	case b == ',' && w.last == hasDigit && digitAt(text, hidden(text, j+1)):
	case b == '-' && w.joinsHyphen(1):
	case b == '#' && w.joinsSharp():
	case b == '+' && w.joinsPlus():
		w.at++
	default:
		return false
	}
	w.at++
	return true
}

// far reads a character past ASCII outside U+0600 to U+06FF.
func (w *wordReader) far() bool {
	text, j := w.text, w.at
	r, n := utf8.DecodeRune(text[j:])
	kind, ok := farWordRune(r, n)
	switch {
	case !ok && w.hidden():
	case !ok && r == '\u2019' && w.last == hasLatin && latinAt(text, j+n): // RIGHT SINGLE QUOTATION MARK
		w.at += n
	case !ok && (r == '\u2010' || r == '\u2011') && w.joinsHyphen(n): // HYPHEN, NON-BREAKING HYPHEN
		w.at += n
	case !ok:
		return false
	case kind == 0: // a mark belongs to the letter before it
		w.at += n
	case isIdeograph(r):
		if j == w.start {
			w.at, w.whole = j+n, true
		}
		return false
	case w.options.SplitScripts && w.splits(kind):
		return false
	default:
		w.take(kind, n)
		w.letters++
	}
	return true
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

// joinsDot reports whether the dot at w.at belongs to the word: between digits,
// between ASCII letters and digits, between the letters of an initialism, or before
// the ending of a file.
func (w *wordReader) joinsDot() bool {
	text, j := w.text, w.at
	if j == w.start || j+1 >= len(text) {
		return false
	}
	next := text[j+1]
	switch {
	case w.last == hasDigit && digitAt(text, hidden(text, j+1)):
		return true
	case w.last&(hasLatin|hasDigit) != 0 && text[j-1] < utf8.RuneSelf:
		return isASCIILetter(next) || isASCIIDigit(next)
	case w.last != hasArabic:
		return false
	case next&0xFC == 0xD8 && j+2 < len(text):
		// و.م.أ, ص.ب: one letter before the dot and one after it.
		initials := w.letters == 1 && (w.dots == 0 || w.dotted)
		return initials && pairClass[next&3][text[j+2]] == pLetter && !letterAt(text, j+3)
	case w.letters > 1:
		return isFileEndingAt(text, j+1) // تقرير.pdf
	}
	return false
}

// joinsHyphen reports whether the hyphen at w.at, of that many bytes, belongs to the
// word: a letter before it and a number after it, as in F-16 and كوفيد-19; but no date,
// time or address, nor a number that و joins, a range of years (1798م-1801م), or a year
// after an Arabic word.
func (w *wordReader) joinsHyphen(size int) bool {
	j := w.at + size
	if w.options.SplitSigns || w.last == 0 || w.last == hasDigit || w.text[w.at-1] == '_' || !digitAt(w.text, j) ||
		w.splits(hasDigit) || isWaw(w.text[w.start:w.at]) || digitAt(w.text, w.start) || w.has&hasLatin == 0 && isYearLong(w.text[j:]) {
		return false
	}
	if end, _ := moment(w.text, j); end > 0 || telephone(w.text, j) > 0 {
		return false
	}
	if isASCIIDigit(w.text[j]) {
		end, _ := address(w.text, j)
		return end == 0
	}
	return true
}

// isYearLong reports whether text begins with as many digits as a year has, or more.
func isYearLong(text []byte) bool {
	for n := 0; n < 4; n++ {
		if !digitAt(text, 0) {
			return false
		}
		_, size := utf8.DecodeRune(text)
		text = text[size:]
	}
	return true
}

// joinsPlus reports whether two signs at w.at end the name of a language: C++, and
// C++11
func (w *wordReader) joinsPlus() bool {
	if w.options.SplitSigns || w.has != hasLatin || w.byteAt(w.at+1) != '+' {
		return false
	}
	after := w.byteAt(w.at + 2)
	return after != '+' && (isASCIIDigit(after) || ends(w.text, w.at+2))
}

// joinsSharp reports whether the sign at w.at ends the name of a language: C#, F#
func (w *wordReader) joinsSharp() bool {
	letter := w.text[w.start]
	return !w.options.SplitSigns && w.at == w.start+1 && 'A' <= letter && letter <= 'Z' &&
		w.byteAt(w.at+1) != '#' && ends(w.text, w.at+1)
}

// isFileEndingAt reports whether the ending of a file begins at i: a small Latin
// letter, then at most three small letters and digits.
func isFileEndingAt(text []byte, i int) bool {
	small := func(b byte) bool { return 'a' <= b && b <= 'z' }
	if !small(text[i]) {
		return false
	}
	k := i
	for k < len(text) && (small(text[k]) || isASCIIDigit(text[k])) {
		k++
	}
	return k-i <= 4 && (k == len(text) || text[k] < utf8.RuneSelf && !isASCIILetter(text[k]))
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
