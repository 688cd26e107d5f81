package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// decideGlued decides a full stop with no blank after it. NoReason leaves it to
// the rules for the others.
func (c *cutter) decideGlued(m *mark, token []byte, w weight, follows []byte, ofEra bool) (bool, Reason) {
	rest := m.ahead[m.next:]
	r, n := utf8.DecodeRune(rest)
	if _, ok := arabic.DigitValue(r); ok {
		// gluedStop: "سطح القمر .11- إشارة", "إلى الصفحة.3) يشترط", but "مستوى64 .1"
		// and "العام .2017".
		word := w.letters >= 3 && !endsInDigit(token)
		apart := c.blankBefore(m.Start) > 0 && !(isYearWord(c.bare(token)) && startsYear(rest))
		if word && apart || (word || c.afterCloser(m.Start)) && startsItem(rest) {
			return true, gluedStop
		}
		return false, inNumber
	}
	f := c.weigh(follows)
	switch {
	case arabic.IsLetter(r):
		if isHostEnding(c.bare(follows)) || isFileEnding(rest[len(follows):]) {
			return false, inAddress // أمازون.كوم, تقرير.نهائي.docx
		}
		// gluedStop: two words, and not the parts of an abbreviation or a name.
		after := rest[len(follows):]
		switch lone := string(follows) == "و" && len(after) > 0 && blank(after) > 0; {
		case !ofEra && !c.endsWord(m, token, w, f, follows):
		case f.letters >= 3 || lone:
			return true, gluedStop
		case f.letters == 1 && isItem(after) && after[0] != '.':
			return true, gluedStop // "إلى الهيئة.ب) بناء"
		case w.letters > 0 && w.arabic == 0: // the parts of a name
		case isShortWord(c.bare(follows)):
			return true, gluedStop
		case f.letters == 1 && isTitle(f.first) && w.arabic >= 3 && w.digits == 0 && startsTitle(after):
			return true, gluedStop // "في الكلية .د . سالم"
		}
		return false, gluedDot
	case unicode.IsLetter(r):
		// A file's ending is in one case; a sentence begins with a capital.
		second, _ := utf8.DecodeRune(rest[n:])
		if w.arabic >= 3 && unicode.IsUpper(r) && unicode.IsLower(second) {
			return true, gluedStop
		}
		if _, typ := address(rest, 0); w.arabic >= 3 && (typ == Email || typ == URL && c.blankBefore(m.Start) > 0) {
			return true, gluedStop // "راسلونا .name@example.org"
		}
		return false, gluedDot
	case r == '/' || r == '_' || r == '\\' || r == '@' || r == '%' || r == '=' || r == '+':
		return false, gluedDot
	}
	return false, NoReason
}

// endsWord reports whether what stands before a glued stop is a word that it can
// end, and no part of an abbreviation: three letters or more, or a number;
// something that closes; and, where a new clause begins, a word of two letters
// ("قال به.وأضاف") or of Latin, with a blank before the stop ("24 Mp .وكشفت").
func (c *cutter) endsWord(m *mark, token []byte, w, f weight, follows []byte) bool {
	switch {
	case w.longestRun() >= 3, c.afterCloser(m.Start):
		return true
	case f.letters < 4 || !startsClause(follows):
		return false
	case w.letters > w.arabic:
		return c.blankBefore(m.Start) > 0
	}
	return w.letters == 2 && w.dots == 0 && !isLetterName(c.bare(token))
}

// startsYear reports whether text begins with a number of four digits.
func startsYear(text []byte) bool {
	digits := 0
	for i := 0; digitAt(text, i); digits++ {
		_, n := utf8.DecodeRune(text[i:])
		i += n
	}
	return digits == 4
}

// startsTitle reports whether text, after the letter of a title, goes on with its
// stop and a blank: "في الكلية .د . سالم".
func startsTitle(text []byte) bool {
	for i := 0; i < len(text) && i < lookbehind; i += max(1, blank(text[i:])) {
		if text[i] == '.' {
			return i+1 < len(text) && blank(text[i+1:]) > 0
		}
		if blank(text[i:]) == 0 {
			break
		}
	}
	return false
}

// isItem reports whether text begins with what makes a label of the number or
// letter before it: 3) 3- 3 - and, after a digit, 3. with a blank.
func isItem(text []byte) bool {
	if len(text) < 2 {
		return false
	}
	switch text[0] {
	case ')', '-':
		return true
	case '.':
		return blank(text[1:]) > 0
	case ' ':
		return text[1] == '-'
	}
	return false
}

// startsItem reports whether text begins with the number of an item.
func startsItem(text []byte) bool {
	for i, digits := 0, 0; i < len(text) && digits < 3; digits++ {
		r, n := utf8.DecodeRune(text[i:])
		if _, ok := arabic.DigitValue(r); !ok {
			return digits > 0 && !isDigitAt(text[i+n:]) && isItem(text[i:])
		}
		i += n
	}
	return false
}

// isFileEnding reports whether text begins with the ending of a file's name,
// with its dot: .docx
func isFileEnding(text []byte) bool {
	i := 0
	for i < len(text) && i < 6 && (i == 0 && text[i] == '.' || i > 0 && (isASCIIDigit(text[i]) || 'a' <= text[i] && text[i] <= 'z')) {
		i++
	}
	return i > 2 && (i == len(text) || !isAddressByte(text[i]))
}

// afterCloser reports whether something that closes stands before end, or
// before the blank before it: a quote, a bracket, or a sign of measure.
func (c *cutter) afterCloser(end int) bool {
	r, _ := utf8.DecodeLastRune(c.text[c.start : end-c.blankBefore(end)])
	switch r {
	case ')', ']', '"', ';', '\u060C', '\u00BB', '%', '\u066A', '\u2030', '\u00B0', '\u00B2', '\u00B3', // PERCENT, PER MILLE, DEGREE SIGN, SUPERSCRIPTS
		'\uFD3E', '\uFD3F', '\uFDFA', '\uFDFB': // ORNATE PARENTHESES, ARABIC LIGATURES of blessing
		return true
	}
	return isCurly(r) || unicode.Is(unicode.Sc, r) || isEmoji(r)
}
