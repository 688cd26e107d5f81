package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
)

// decideGlued decides a full stop with no blank after it, by what follows; NoReason
// leaves it to the rules for the others.
func (c *cutter) decideGlued(s *stop) Reason {
	rest := s.ahead[s.next:]
	r, n := utf8.DecodeRune(rest)
	switch _, digit := arabic.DigitValue(r); {
	case digit:
		return c.decideBeforeNumber(s, rest)
	case arabic.IsLetter(r):
		return c.decideBeforeArabic(s, rest)
	case unicode.IsLetter(r):
		// The ending of a file is in one case; a sentence begins with a capital.
		second, _ := utf8.DecodeRune(rest[n:])
		capital := unicode.IsUpper(r) && unicode.IsLower(second)
		if s.arabic >= 3 && (capital || c.addressFollows(s, rest)) {
			return gluedStop
		}
		return gluedDot
	case r == '/' || r == '_' || r == '\\' || r == '@' || r == '%' || r == '=' || r == '+':
		return gluedDot
	}
	return NoReason
}

// decideBeforeNumber decides a full stop with a number written on to it.
func (c *cutter) decideBeforeNumber(s *stop, rest []byte) Reason {
	word := s.letters >= 3 && !endsInDigit(s.token) // but "مستوى64 .1"
	switch {
	case (word || c.afterCloser(s.Start)) && startsItem(rest):
		return gluedStop // "إلى الصفحة.3) يشترط"
	case word && c.blankBefore(s.Start) > 0 && !(isYearWord(c.bare(s.token)) && startsYear(rest)):
		return gluedStop // "سطح القمر .11- إشارة", but "العام .2017"
	}
	return inNumber
}

// decideBeforeArabic decides a full stop with an Arabic word written on to it: it
// ends a sentence between two words, but not between the parts of an abbreviation,
// a name, a host or a file.
func (c *cutter) decideBeforeArabic(s *stop, rest []byte) Reason {
	after := rest[len(s.follows):]
	if lexicon.IsHostEnding(c.bare(s.follows)) || isFileEnding(after) {
		return inAddress // أمازون.كوم, تقرير.نهائي.docx
	}
	f := c.weigh(s.follows)
	lonelyWaw := string(s.follows) == "و" && len(after) > 0 && blank(after) > 0
	switch {
	case !s.era && !c.endsWord(s, f):
		return gluedDot
	case f.letters >= 3, lonelyWaw:
		return gluedStop
	case f.letters == 1 && isItem(after) && after[0] != '.':
		return gluedStop // "إلى الهيئة.ب) بناء"
	case s.letters > 0 && s.arabic == 0:
		return gluedDot // the parts of a name
	case isShortWord(c.bare(s.follows)):
		return gluedStop
	case f.letters == 1 && isTitle(f.first) && s.arabic >= 3 && s.digits == 0 && startsTitle(after):
		return gluedStop // "في الكلية .د . سالم"
	}
	return gluedDot
}

// addressFollows reports whether rest begins with an e-mail address or, with
// a blank before the stop, a URL: "راسلونا .name@example.org"
func (c *cutter) addressFollows(s *stop, rest []byte) bool {
	_, typ := address(rest, 0)
	return typ == Email || typ == URL && c.blankBefore(s.Start) > 0
}

// endsWord reports whether a glued stop can end what stands before it, and that is
// no part of an abbreviation: three letters or more, or a number; something that
// closes; and, where a new clause begins, a word of two letters ("قال به.وأضاف") or
// of Latin, with a blank before the stop ("24 Mp .وكشفت"). f is of the word after
// the stop.
func (c *cutter) endsWord(s *stop, f weight) bool {
	switch {
	case s.longestRun() >= 3, c.afterCloser(s.Start):
		return true
	case f.letters < 4 || !s.newClause:
		return false
	case s.letters > s.arabic:
		return c.blankBefore(s.Start) > 0
	}
	return s.letters == 2 && s.weight.dots == 0 && !isLetterName(c.bare(s.token))
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
