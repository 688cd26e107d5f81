package segment

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/lexicon"
)

// A stop is a single full stop with what its rules ask.
type stop struct {
	*mark
	token     []byte // the token that the stop is written on, or that stands a blank before it
	at        int    // where the token begins
	weight           // of the token
	follows   []byte // the word after the stop
	newClause bool   // that word begins a clause
	era       bool   // the token is the letter of an era or unit, after a number
}

// stop collects what the rules of the full stop m ask.
func (c *cutter) stop(m *mark) stop {
	token, at := c.tokenBefore(m.Start)
	if rest, ok := bytes.CutPrefix(token, []byte("و")); ok && len(rest) > 0 && isASCIILetter(rest[0]) {
		token = rest // وU.K.
	}
	s := stop{mark: m, token: token, at: at, weight: c.weigh(token), follows: m.nextWord()}
	s.newClause = startsClause(s.follows)
	s.era = s.letters == 1 && isEra(s.first) &&
		(s.digits > 0 || c.numberBefore(at) || s.weight.dots == 0 && s.newClause && c.ofChrist(at))
	return s
}

// decideStop decides a single full stop.
func (c *cutter) decideStop(m *mark) Reason {
	s := c.stop(m)
	switch {
	case s.glued && s.digitFollows() && s.digits > 0 && s.tail == 0 && c.blankBefore(s.Start) == 0:
		return inNumber // 3.5, and UAX #29, SB6
	case c.labelsItem(&s):
		c.label = s.number()
		return listNumber
	}
	if s.glued {
		if r := c.decideGlued(&s); r != NoReason {
			return r
		}
	}
	latin, small := startsLatin(s.ahead[s.next:])
	r := NoReason
	switch {
	case s.era:
		return c.decideEra(&s)
	case s.isBeforeChrist() && s.newClause:
		return era // "سنة 300 ق.م. وفي", but "سنة 300 ق.م. تقريبا"
	case s.isInitialism(), s.isShortTitle() && !s.newClause:
		return initialism
	case s.isOneArabicLetter():
		if c.isUnitAfterSign(s.at) {
			return fullStop // "16°م. وغدا", "80 كم/س. ثم"
		}
		return initial // "د. أحمد"
	case s.isTitleAfterProclitic(), s.isLatinCapital() && !s.newClause:
		return initial // ود. أحمد, J. K. Rowling
	case s.letters == 0 && s.digits > 0:
		if s.weight.dots > 0 && !s.newClause && isSection(c.bare(c.wordBefore(s.at))) {
			return sectionNumber // "راجع البند 2.1. من اللائحة"
		}
	case s.arabic > 0:
		r = c.decideArabicWord(&s)
	case s.letters > 0:
		r = c.decideLatinWord(&s, latin)
	}
	switch {
	case r != NoReason:
		return r
	case small && s.arabic == 0:
		return lowerCase // UAX #29, SB8
	}
	return fullStop
}

// decideEra decides the full stop of an era after a number.
func (c *cutter) decideEra(s *stop) Reason {
	switch {
	case isSecond(s.follows):
		return secondEra
	case c.datesMore(s):
		return eraGoesOn // "ولد عام 1968م. في المدينة"
	}
	return era // "1436هـ. وقال"
}

// decideArabicWord decides a full stop after a word with Arabic letters;
// NoReason if the word says nothing.
func (c *cutter) decideArabicWord(s *stop) Reason {
	word := c.bare(s.token)
	switch {
	case isEtcetera(word):
		if isPreposition(c.bare(s.follows)) {
			return etceteraGoesOn
		}
		return etcetera
	case s.digitFollows() && s.isReferenceAfterProclitic(word):
		return abbreviation // "ص. 46 وص. 52"
	case isAbbreviation(word) && !s.newClause:
		return abbreviation
	case isLetterName(word) && string(word) != "بي" && !s.newClause && !isLetterName(c.bare(c.wordBefore(s.at))):
		return initial // جورج دبليو. بوش, but not شبكة إن بي سي. And بي. ends sentences by itself.
	case s.quoted && isSource(c.bare(s.follows)):
		return sourceFollows // "…الأفراد." حسبما أفاد
	}
	return NoReason
}

// decideLatinWord decides a full stop after a word without Arabic letters;
// NoReason if the word says nothing. latin means that a Latin letter follows.
func (c *cutter) decideLatinWord(s *stop, latin bool) Reason {
	switch {
	case isLatinEnding(s.token) && !s.newClause:
		return abbreviation
	case isLatinAbbreviation(s.token) &&
		(latin || s.digitFollows() || s.ahead[s.next] == '(' || isPreposition(c.bare(s.follows))):
		return abbreviation
	}
	return NoReason
}

// digitFollows reports whether a digit is the first visible character after the
// stop.
func (s *stop) digitFollows() bool { return isDigitAt(s.ahead[s.next:]) }

// labelsItem reports whether the stop follows the number or letter of an item:
// one that opens the sentence ("1. اغسل"), the first after a colon, or the one
// after the last label ("الشروط: 1. أن … 2. أن").
func (c *cutter) labelsItem(s *stop) bool {
	if !s.isLabel(s.token) {
		return false
	}
	n := s.number()
	return !c.hasContentBefore(s.at) || n == 1 && !s.newClause && c.followsColon(s.at) || n > 1 && n == c.label+1
}

// datesMore reports whether the sentence goes on after its era with a preposition:
// "لسنة 1990 م. على أن", "1968م. في المدينة". Most others begin a sentence, as في
// does before a time or with its comma: "في عام 1970", "في المدينة،".
func (c *cutter) datesMore(s *stop) bool {
	switch string(c.bare(s.follows)) {
	case "عن":
		return true
	case "على":
		return string(c.bare(s.secondWord())) == "أن"
	case "في":
		second := c.bare(s.secondWord())
		return len(second) > 0 && !isDigitAt(second) && !isScene(second) && !s.setsScene()
	}
	return false
}

// isUnitAfterSign reports whether what begins at at is written on to a slash or
// a degree sign, as a unit is.
func (c *cutter) isUnitAfterSign(at int) bool {
	sign, _ := utf8.DecodeLastRune(c.text[c.start:at])
	return sign == '/' || sign == '\u00B0' // DEGREE SIGN
}

// isLabel reports whether token can number an item of a list: 1 1.2 أ.1 a II
func (w weight) isLabel(token []byte) bool {
	switch {
	case w.letters == 0 || w.letters == 1 && w.dots > 0:
		return 0 < w.digits && w.digits <= 3
	case w.digits > 0 || w.arabic > 0:
		return false
	}
	return w.letters == 1 || len(bytes.Trim(token, "IVX")) == 0 || len(bytes.Trim(token, "ivx")) == 0
}

// isDottedArabic reports whether the token is one or two Arabic letters between
// each two dots: ق.م
func (w weight) isDottedArabic() bool {
	return w.dots > 0 && w.longest <= 2 && w.tail > 0 && w.letters == w.arabic
}

// isBeforeChrist reports whether the token is ق.م or like it.
func (w weight) isBeforeChrist() bool {
	return w.isDottedArabic() && w.first == 'ق' && w.last == 'م'
}

// isInitialism reports whether the token is letters with dots between them:
// و.م.أ, U.S, but not v1.2.
func (w weight) isInitialism() bool {
	return w.isDottedArabic() || w.dots > 0 && w.longest == 1 && w.letters > 0 && w.digits == 0
}

// isShortTitle reports whether the token is like Ph.D: at most four letters, none
// of them Arabic.
func (w weight) isShortTitle() bool {
	return w.dots > 0 && w.longest == 2 && w.letters <= 4 && w.arabic == 0 && w.digits == 0
}

// isOneArabicLetter reports whether the token is one Arabic letter.
func (w weight) isOneArabicLetter() bool { return w.letters == 1 && w.arabic == 1 && w.digits == 0 }

// isTitleAfterProclitic reports whether the token is the letter of a title after
// و or ل: ود
func (w weight) isTitleAfterProclitic() bool {
	return w.letters == 2 && w.arabic == 2 && w.digits == 0 && isProclitic(w.first) && isTitle(w.last)
}

// isReferenceAfterProclitic reports whether the token, bare, is the abbreviation of
// what a number follows, after و, ف or ب: وص, ومج
func (w weight) isReferenceAfterProclitic(token []byte) bool {
	if w.letters < 2 || w.digits > 0 || lexicon.ProcliticOf(w.first)&(lexicon.Wa|lexicon.Fa|lexicon.Bi) == 0 {
		return false
	}
	rest := token[utf8.RuneLen(w.first):]
	return w.letters == 2 && isReference(w.last) || isAbbreviation(rest)
}

// isLatinCapital reports whether the token is one capital letter.
func (w weight) isLatinCapital() bool {
	return w.letters == 1 && w.digits == 0 && unicode.IsUpper(w.first)
}
