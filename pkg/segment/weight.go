package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
)

// A weight is what a token is made of.
type weight struct {
	letters, arabic, digits int
	dots                    int // inside it
	longest                 int // the most letters between two dots
	first, last             rune
	tail                    int // letters after the last dot
	value                   int // of the digits
}

// longestRun is the letters, or failing those the digits, that a glued stop
// would end.
func (w weight) longestRun() int {
	if w.letters == 0 || w.letters == 1 && w.digits > 0 && isProclitic(w.first) {
		return w.digits + 2
	}
	return w.tail
}

// number is the value of a token of digits alone, or 0.
func (w weight) number() int {
	if w.letters > 0 || w.dots > 0 {
		return 0
	}
	return w.value
}

// weigh counts what token is made of.
func (c *cutter) weigh(token []byte) weight {
	var w weight
	for i := 0; i < len(token); {
		r, n := utf8.DecodeRune(token[i:])
		i += n
		switch kind := arabic.KindOf(r); {
		case kind == arabic.Letter || kind == arabic.Other && unicode.IsLetter(r):
			if w.letters == 0 {
				w.first = r
			}
			w.last = r
			w.letters++
			w.tail++
			w.longest = max(w.longest, w.tail)
			if kind == arabic.Letter {
				w.arabic++
			}
		case r == '.':
			w.dots++
			w.tail = 0
		default:
			if v, ok := arabic.DigitValue(r); ok {
				w.digits++
				w.value = min(10*w.value+v, 1<<20)
			}
		}
	}
	return w
}

// tokenBefore is the token that ends at end, or one blank before it: letters,
// marks, digits and the dots among them; and where it begins.
func (c *cutter) tokenBefore(end int) (token []byte, start int) {
	floor := max(c.start, end-lookbehind)
	for end > floor {
		r, n := utf8.DecodeLastRune(c.text[floor:end])
		if !isIgnorable(r) {
			break
		}
		end -= n
	}
	end -= c.blankBefore(end)
	i := end
	for i > floor {
		r, n := utf8.DecodeLastRune(c.text[floor:i])
		if r != '.' && !isWordRune(r) {
			break
		}
		i -= n
	}
	return c.text[i:end], i
}

// wordBefore is the word that ends before end, past blanks and one opening
// bracket or quote.
func (c *cutter) wordBefore(end int) []byte {
	floor := max(c.start, end-lookbehind)
	for end > floor {
		n := c.blankBefore(end)
		if c.text[end-1] == ':' {
			n = 1
		}
		if n == 0 {
			break
		}
		end -= n
	}
	i := end
	for i > floor {
		r, n := utf8.DecodeLastRune(c.text[floor:i])
		if !isWordRune(r) {
			break
		}
		i -= n
	}
	return c.text[i:end]
}

func isWordRune(r rune) bool {
	if r < 0x80 {
		return isASCIILetter(byte(r)) || isASCIIDigit(byte(r))
	}
	switch arabic.KindOf(r) {
	case arabic.Letter, arabic.Mark, arabic.Digit, arabic.Tatweel:
		return true
	case arabic.Sign:
		return isIgnorable(r) // ARABIC LETTER MARK
	}
	return unicode.IsLetter(r) || isIgnorable(r)
}

// nextWord is the word that m is followed by, past an opening quote or
// bracket.
func (m *mark) nextWord() []byte {
	rest := m.ahead[m.next:]
	for len(rest) > 0 {
		r, n := utf8.DecodeRune(rest)
		if !isIgnorable(r) && r != '"' && r != '(' && r != '\u00AB' && !isCurly(r) {
			break
		}
		rest = rest[n:]
	}
	return firstWord(rest)
}

// secondWord is the word after [mark.nextWord], a blank after it.
func (m *mark) secondWord() []byte {
	word := firstWord(m.ahead[m.next:])
	rest := m.ahead[m.next+len(word):]
	if len(rest) == 0 || newline(rest) > 0 {
		return nil
	}
	return firstWord(rest[blank(rest):])
}

// firstWord is the word that text begins with, or its first part where it is very
// long.
func firstWord(text []byte) []byte {
	i := 0
	for i < len(text) && i < lookbehind {
		r, n := utf8.DecodeRune(text[i:])
		if !isWordRune(r) {
			break
		}
		i += n
	}
	return text[:i]
}

// setsScene reports whether what follows m is an adverbial with its comma, as
// at the beginning of a sentence: حتى الآن، في العام التالي،
func (m *mark) setsScene() bool {
	rest := m.ahead[m.next:]
	for blanks, i := 0, 0; i < len(rest) && blanks < 4; i++ {
		switch {
		case rest[i] == ' ':
			blanks++
		case rest[i] == ',', rest[i] == 0xD8 && i+1 < len(rest) && rest[i+1] == 0x8C: // ARABIC COMMA
			return true
		case byteClass[rest[i]] == bMark:
			return false
		}
	}
	return false
}

// bare is word without marks, tatweel and controls, good until the next call.
func (c *cutter) bare(word []byte) []byte {
	out := c.word[:0]
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		if !isIgnorable(r) && r != arabic.TatweelSign && len(out)+n <= cap(out) {
			out = append(out, word[i:i+n]...)
		}
		i += n
	}
	return out
}

// numberBefore reports whether what ends at end, a blank skipped, is a number
// in digits or words.
func (c *cutter) numberBefore(end int) bool {
	if end > c.start && c.text[end-1] == ')' {
		end--
	}
	word := c.bare(c.wordBefore(end))
	return endsInDigit(word) || isNumeral(word)
}

// endsInDigit reports whether the last code point of token is a digit.
func endsInDigit(token []byte) bool {
	r, _ := utf8.DecodeLastRune(token)
	_, ok := arabic.DigitValue(r)
	return ok
}

// ofChrist reports whether what ends at end is the ق of ق م or ق. م, which
// stands before an era.
func (c *cutter) ofChrist(end int) bool {
	end -= c.blankBefore(end)
	if end > c.start && c.text[end-1] == '.' {
		end--
	}
	return string(c.wordBefore(end)) == "ق"
}

// isProclitic reports whether r may be written on to a title of one letter: ود.
// لـد. but never كم. (kilometres), لا. or بد.
func isProclitic(r rune) bool { return lexicon.ProcliticOf(r)&(lexicon.Wa|lexicon.Li) != 0 }

// startsClause reports whether word begins as a new clause does: with و or ف,
// unless it is a preposition as في, or it is ثم.
func startsClause(word []byte) bool {
	r, n := utf8.DecodeRune(word)
	return n < len(word) && (r == 'و' || r == 'ف') && !isSecond(word) && !isGoingOn(word) || string(word) == "ثم"
}

// isPreposition reports whether word carries on even what has a full stop.
func isPreposition(word []byte) bool { return isGoingOn(word) && string(word) != "ثم" }

// isSecond reports whether word is و written on to a number, which never
// begins a sentence: 612 ق.م. و539 ق.م.
func isSecond(word []byte) bool {
	r, n := utf8.DecodeRune(word)
	return r == 'و' && isDigitAt(word[n:])
}

// reports reports whether word is a reporting verb: one of the table, in any
// person, and with the pronoun of who is asked: سأل, تسأل, سألها, سألوه.
func reports(word []byte) bool {
	if isReportingVerb(word) || present(word) {
		return true
	}
	for _, ending := range endings {
		stem, ok := bytes.CutSuffix(word, []byte(ending))
		if !ok || len(stem) < 6 {
			continue
		}
		if plural, ok := bytes.CutSuffix(stem, []byte("و")); isReportingVerb(stem) || present(stem) || ok && isReportingVerb(plural) {
			return true
		}
	}
	return false
}

// endings are the pronouns that a verb carries, and the endings of its dual
// and plural. نا is not among them, for تابعنا asks the reader to follow.
var endings = []string{"ه", "ها", "هم", "هما", "ني", "ك", "كم", "ا", "ون"}

// present reports whether word is the present of a reporting verb in another
// person than the table's.
func present(word []byte) bool {
	r, n := utf8.DecodeRune(word)
	switch r {
	case 'ت', 'ن', 'أ':
		var third [lookbehind]byte
		return isReportingVerb(append(append(third[:0], "ي"...), word[n:]...))
	}
	return false
}

// startsLatin reports whether text begins with a Latin letter, past what may
// open a quotation or bracket, and whether with a small one.
func startsLatin(text []byte) (latin, small bool) {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if isIgnorable(r) || r == '"' || r == '(' || r == '\u2018' || isCurly(r) {
			text = text[n:]
			continue
		}
		return r < 0x250 && unicode.IsLetter(r), r < 0x250 && unicode.IsLower(r)
	}
	return false, false
}

func isDigitAt(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	_, ok := arabic.DigitValue(r)
	return ok
}
