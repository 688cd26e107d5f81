package orthography

import (
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// The marks of the spelling of the Quran, and some of all spelling.
const (
	daggerAlef = '\u0670' // ARABIC LETTER SUPERSCRIPT ALEF
	maddah     = '\u0653' // ARABIC MADDAH ABOVE
	hamzaAbove = '\u0654' // ARABIC HAMZA ABOVE
	hamzaBelow = '\u0655' // ARABIC HAMZA BELOW
	smallWaw   = '\u06E5' // ARABIC SMALL WAW
	smallYeh   = '\u06E6' // ARABIC SMALL YEH
	highYeh    = '\u06E7' // ARABIC SMALL HIGH YEH
	highNoon   = '\u06E8' // ARABIC SMALL HIGH NOON
	silentSign = '\u06DF' // ARABIC SMALL HIGH ROUNDED ZERO
	fatha      = "\u064E"
	damma      = "\u064F"
	kasra      = "\u0650"
	shadda     = "\u0651"
	sukun      = "\u0652"
)

func imlaaiRules() []*rule.Rule {
	return []*rule.Rule{{
		Name:  "imlaai",
		Title: "spelling of the Quran",
		Doc: `The rule writes words of the Uthmani spelling as ordinary spelling has them. The alef wasla becomes ا, and the
dagger alef becomes ا, except in words that are always written without it (الله, الرحمن, هذا, ذلك, لكن, إله, أولئك). و and ى
that carry a dagger alef become ا (الصلاة, هداهم), the vocative يا becomes a word, the hamza gets its seat, and small
letters, silent letters, pause marks and the signs of sajdah and rub go. A few words without diacritics change too: الصلوة,
الزكوة, الحيوة, مشكوة, الربوا, السموات. The rule does not separate other words, and does not know readings other than Hafs.
Source: the signs are explained in the appendix of the Madinah mushaf (King Fahd Complex); The Unicode Standard, 9.2.`,
		Group: Script, Level: rule.Info, Fix: rule.Lossy,
		Bad:  "ٱل\u0652ع\u064E\u0670ل\u064Eم\u0650ين\u064E",
		Good: "ال\u0652ع\u064Eال\u064Eم\u0650ين\u064E",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{
				{At: quranSigns}, {At: oneOf("آ"), Before: marks}, {At: dotless, Before: oneOf(kasra)}, {At: dotless, After: marks},
				{At: oneOf("ء"), After: oneOf(fatha)}, {At: oneOf("ء"), Before: oneOf(kasra)}, {At: oneOf("ء"), Before: oneOf(fatha), After: oneOf(kasra)},
				{At: oneOf("و"), Before: letters, After: oneOf("ةا")},
			},
			At: ordinary,
		},
	}}
}

var (
	// dotless are the letters that are a yeh or an alef.
	dotless = oneOf("ىی")
	// sections are the signs between words: START OF RUB EL HIZB, PLACE OF SAJDAH.
	sections   = oneOf("\u06DE\u06E9")
	openTanwin = map[rune]rune{'\u08F0': '\u064B', '\u08F1': '\u064C', '\u08F2': '\u064D', '\u06E1': '\u0652'}
	quranSigns = arabic.Union(oneOf("ٱ\u0670\u0653\u0654\u0655\u08F0\u08F1\u08F2"), arabic.Ranges(
		arabic.Range{Lo: '\u06D6', Hi: '\u06DC'}, arabic.Range{Lo: '\u06DE', Hi: '\u06ED'}))
	// unwritten are the marks that ordinary spelling has not.
	unwritten = arabic.Union(oneOf("\u0653\u06DF"), arabic.Ranges(
		arabic.Range{Lo: '\u06D6', Hi: '\u06DC'}, arabic.Range{Lo: '\u06E0', Hi: '\u06E4'}, arabic.Range{Lo: '\u06EA', Hi: '\u06ED'}))
)

// ordinary finds the word around i and writes it in ordinary spelling.
func ordinary(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	if sections.Has(r) {
		return cut(i, t.SkipAfter(i+size, blank)), true
	}
	word := t.Word(i)
	if word.Len() == 0 || word.Len() > 4*wordMost {
		return rule.Match{}, false
	}
	last := t.Memo(lastSpelled).(*spelled)
	if last.Span != word {
		text := string(word.Text(t.Bytes()))
		*last = spelled{Span: word, as: imlaai(text)}
		last.differs = last.as != text
	}
	if last.as == "" {
		word.Start = t.SkipBefore(word.Start, blank) // a pause mark between two words
	}
	return put(word.Start, word.End, last.as), last.differs
}

// A spelled is a word of the line in ordinary spelling, of which several letters ask.
type spelled struct {
	span.Span
	as      string
	differs bool
}

var lastSpelled = &rule.Memo{New: func() any { return new(spelled) }, Clear: func(kept any) { *kept.(*spelled) = spelled{} }}

// A unit is a letter with its marks.
type unit struct {
	letter rune // 0 of marks without one
	marks  string
}

func (u *unit) has(mark string) bool { return strings.Contains(u.marks, mark) }

func (u *unit) hasRune(mark rune) bool { return strings.ContainsRune(u.marks, mark) }

// vowelled reports whether the letter is sounded by itself.
func (u *unit) vowelled() bool { return strings.ContainsFunc(u.marks, vowels.Has) }

// short is the first vowel of the marks that is one of a, i, u, with their tanween.
func (u *unit) short(v string) bool { return strings.ContainsAny(u.marks, v) }

const (
	anyFatha = fatha + "\u064B"
	anyDamma = damma + "\u064C"
	anyKasra = kasra + "\u064D"
)

// A speller writes the units of a word in ordinary spelling.
type speller struct {
	in, out []unit
	bare    string // the word without marks, as written
	keeps   bool   // its dagger alef is never written
}

// imlaai is the word in ordinary spelling.
func imlaai(word string) string {
	s := &speller{in: units(word), bare: strings.Map(plainLetter, bare(word))}
	if s.bare == word {
		if as, ok := respelled(word); ok {
			return as
		}
	}
	s.keeps = withoutAlef(s.bare)
	for i := range s.in {
		s.write(i)
	}
	s.article()
	var out strings.Builder
	for _, u := range s.out {
		if u.letter != 0 {
			out.WriteRune(u.letter)
		}
		out.WriteString(u.marks)
	}
	return out.String()
}

// units parts a word. The seat of a dagger alef, a tatweel, goes; a hamza on a
// tatweel and the small letters are letters.
func units(word string) (out []unit) {
	for _, r := range word {
		switch r {
		case smallWaw, smallYeh, highYeh, highNoon:
			if n := len(out); n > 0 && out[n-1] == (unit{letter: arabic.TatweelSign}) {
				out = out[:n-1]
			}
			out = append(out, unit{letter: r})
			continue
		}
		if !arabic.IsMark(r) {
			out = append(out, unit{letter: r})
			continue
		}
		if as, ok := openTanwin[r]; ok {
			r = as
		}
		if len(out) == 0 {
			out = append(out, unit{})
		}
		last := &out[len(out)-1]
		switch {
		case r == daggerAlef && last.letter == arabic.TatweelSign && len(out) > 1 && last.marks == "":
			out = out[:len(out)-1]
			last = &out[len(out)-1]
		case (r == hamzaAbove || r == hamzaBelow) && last.letter == arabic.TatweelSign:
			last.letter = hamzaAbove
			continue
		case (r == hamzaAbove || r == hamzaBelow) && dotless.Has(last.letter):
			last.letter = 'ئ'
			continue
		}
		last.marks += string(r)
	}
	return out
}

// plainLetter is the letter of a bare word that lists know it by.
func plainLetter(r rune) rune {
	switch r {
	case 'ٱ':
		return 'ا'
	case 'ی':
		return 'ى'
	case smallWaw, smallYeh:
		return -1
	}
	return r
}

func (s *speller) next(i int) unit {
	if i+1 < len(s.in) {
		return s.in[i+1]
	}
	return unit{}
}

func (s *speller) prev() *unit {
	if len(s.out) == 0 {
		return &unit{}
	}
	return &s.out[len(s.out)-1]
}

// add appends a letter with the marks that ordinary spelling has.
func (s *speller) add(letter rune, marks string) {
	marks = strings.Map(func(r rune) rune {
		if unwritten.Has(r) || r == daggerAlef {
			return -1
		}
		return r
	}, marks)
	if letter != 0 || marks != "" {
		s.out = append(s.out, unit{letter, marks})
	}
}

// write appends unit i.
func (s *speller) write(i int) {
	u, next := s.in[i], s.next(i)
	switch u.letter {
	case smallWaw, smallYeh, highYeh, highNoon:
		s.small(u, next)
	case hamzaAbove, 'ء':
		s.hamza(i)
	case 'ا', 'ٱ', 'آ':
		s.alef(u, next)
	case 'ؤ':
		s.endsInAlef(u, next)
		s.dagger(u, i)
	case 'و':
		if u.hasRune(daggerAlef) && !u.vowelled() && !u.has(shadda) {
			s.add('ا', "")
			return
		}
		s.add('و', u.marks)
		s.dagger(u, i)
	case 'ى', 'ی':
		s.yeh(u, next)
	default:
		s.add(u.letter, u.marks)
		s.dagger(u, i)
	}
}

// endsInAlef appends a hamza on a waw. Before a silent alef, it is that of a final
// hamza: يبدأ، جزاء.
func (s *speller) endsInAlef(u, next unit) {
	switch {
	case next.letter != 'ا' || !next.hasRune(silentSign):
		s.add('ؤ', u.marks)
	case s.prev().letter == 'ا':
		s.add('ء', u.marks)
	default:
		s.add('أ', u.marks)
	}
}

// dagger appends the alef for a dagger alef, if ordinary spelling writes it.
func (s *speller) dagger(u unit, i int) {
	if !u.hasRune(daggerAlef) || s.keeps {
		return
	}
	s.add('ا', "")
	if called := i == 0 || i == 1 && strings.ContainsRune("وف", s.in[0].letter); called && i+1 < len(s.in) &&
		(u.letter == 'ي' || u.letter == 'ی' || u.letter == 'ى' || u.letter == 'ه' && strings.HasSuffix(s.bare, "هأنتم")) {
		s.add(' ', "") // يا أيها، ها أنتم
	}
}

// small appends a small letter: inside a word it is one of its letters.
func (s *speller) small(u, next unit) {
	full := map[rune]rune{smallWaw: 'و', smallYeh: 'ي', highYeh: 'ي', highNoon: 'ن'}[u.letter]
	if next.letter != 0 || u.vowelled() || u.letter == smallYeh && s.prev().letter == 'ي' {
		s.add(full, u.marks)
	}
}

// hamza appends hamza i on the seat that its vowel and the one before it ask for.
func (s *speller) hamza(i int) {
	u, next, prev := s.in[i], s.next(i), s.prev()
	alef := next.letter == 'ا' && next.marks == "" && u.has(fatha)
	switch {
	case alef && i > 0 && i+2 == len(s.in) && len(s.out) < 3 && strings.ContainsRune("رن", prev.letter):
		s.add('أ', u.marks) // رأى، نأى
	case alef && strings.ContainsRune("بلك", prev.letter) && len(s.out) < 3 && prev.has(kasra), u.hasRune(daggerAlef) && !alef:
		s.add('آ', "") // بآيات، الآن
	case prev.letter == 'ا' && prev.marks == "" && !(u.has(kasra) && next.letter != 0):
		s.add('ء', u.marks)
	case alef && prev.short(anyFatha):
		s.add('آ', "")
	case u.letter == 'ء':
		s.onLine(i)
	case prev.short(anyKasra), u.short(anyKasra), prev.letter == 'ي' && (prev.has(sukun) || prev.marks == ""):
		s.add('ئ', u.marks)
	case prev.short(anyDamma) || u.short(anyDamma):
		s.add('ؤ', u.marks)
	case alef:
		s.add('آ', "")
	default:
		s.add('أ', u.marks)
	}
}

// onLine appends the hamza i that the Quran writes without a seat.
func (s *speller) onLine(i int) {
	u, next, prev := s.in[i], s.next(i), s.prev()
	question := i == 1 && prev.letter == 'أ'
	switch {
	case question && u.has(kasra):
		s.add('إ', u.marks)
	case prev.short(anyKasra), u.has(kasra) && next.letter != 0 && prev.letter == 'ا':
		s.add('ئ', u.marks)
	case prev.short(anyDamma) && u.has(sukun):
		s.add('ؤ', u.marks)
	case next.letter == 'ا' && next.marks == "" && u.has(fatha):
		s.add('آ', "")
	case question, i == 0 && u.has(fatha), prev.has(fatha) && u.has(fatha):
		s.add('أ', u.marks)
	default:
		s.add('ء', u.marks)
	}
}

// alef appends an alef, unless it is silent or a part of what is before it.
func (s *speller) alef(u, next unit) {
	prev := s.prev()
	switch {
	case prev.letter == 'أ' && prev.has(fatha) && next.letter == 0 && u.marks == "" && len(s.out) < 4:
		s.add('ى', "")
		return
	case prev.letter == 'آ', prev.letter == 'أ' && prev.has("\u064B") && u.letter == 'ا' && u.marks == "":
		return // of ءا, and of a tanween on its seat
	case u.letter == 'ا' && prev.letter == 'ا' && u.hasRune(silentSign):
		return // الربوا
	case u.letter == 'ا' && u.hasRune(silentSign) && next.letter != 'ئ' && (prev.letter != 'و' || prev.has(fatha)):
		return
	case u.letter == 'آ':
		long := next.letter == 0 || strings.ContainsRune("ءأإئؤ", next.letter) || next.letter == hamzaAbove || next.has(shadda)
		if !prev.has(fatha) || !long {
			s.add('آ', u.marks)
			return
		}
	}
	s.add('ا', u.marks)
}

// yeh appends a letter that is a yeh or an alef.
func (s *speller) yeh(u, next unit) {
	prev := s.prev()
	switch {
	case u.hasRune(silentSign):
	case u.hasRune(daggerAlef) && !u.vowelled() && !u.has(shadda):
		if next.letter == 0 {
			s.add('ى', u.marks)
		} else if prev.has(fatha) {
			s.add('ا', "")
		} else {
			s.add('ي', u.marks)
			s.dagger(u, len(s.out)-1)
		}
	case next.letter != 0, u.vowelled(), u.has(shadda), prev.has(kasra):
		s.add('ي', u.marks)
		s.dagger(u, len(s.out)-1)
	default:
		s.add(u.letter, u.marks)
	}
}

// article writes the second lam of الليل، اللاتي، اللائي.
func (s *speller) article() {
	var word strings.Builder
	for _, u := range s.out {
		word.WriteRune(u.letter)
	}
	at := strings.Index(word.String(), "ال")
	if at < 0 {
		return
	}
	switch word.String()[at:] {
	case "اليل", "الاتي", "الائي", "الذان":
		n := utf8.RuneCountInString(word.String()[:at]) + 1
		s.out = append(s.out[:n+1], s.out[n:]...)
		s.out[n].marks = ""
	}
}

// withoutAlef reports whether the word, by its bare letters, has a dagger alef that
// ordinary spelling does not write.
func withoutAlef(word string) bool {
	if isDaggered(word) || isDaggered(strings.TrimPrefix(word, "أ")) {
		return true
	}
	for p := lexicon.PeelWord(word); p.Next(); {
		if isDaggered(word[len("و")*p.Dropped:]) {
			return true
		}
	}
	return strings.HasSuffix(word, "لله")
}

// isDaggered reports whether the word without proclitics is of those.
func isDaggered(word string) bool {
	for _, stem := range []string{"هذ", "هؤلا", "ذلك", "لكن", "إله", "ءله", "أولئك", "أولىك", "الله", "الرحمن", "رحمن", "هكذا", "طه"} {
		if strings.HasPrefix(word, stem) && (stem != "هذ" || len(word) <= len("هذان")) {
			return true
		}
	}
	return false
}

// respellings are the words without marks that only the Quran spells so, and their
// ordinary spelling; none is the end of another.
var respellings = map[string]string{"صلوة": "صلاة", "زكوة": "زكاة", "حيوة": "حياة", "مشكوة": "مشكاة", "نجوة": "نجاة", "ربوا": "ربا", "سموات": "سماوات"}

// respelled is the ordinary spelling of a word without marks.
func respelled(word string) (string, bool) {
	for old, as := range respellings {
		rest, ok := strings.CutSuffix(word, old)
		if !ok {
			continue
		}
		switch strings.TrimLeft(rest, "وف") {
		case "", "ال", "بال", "كال", "لل", "ل", "ب", "ك":
			return rest + as, true
		}
	}
	return "", false
}
