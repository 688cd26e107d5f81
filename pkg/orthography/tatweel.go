package orthography

import (
	"bytes"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

func tatweelRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "hijri-heh",
			Title: "wrong form of the era هـ",
			Doc: `The hijri era is written هـ after its year. The rule adds the tatweel that is missing (1396ه.), writes
it for a zero width joiner, and adds the space before the next word: 1435 هـتختص. It needs a year: four digits up to
1500, or fewer after سنة or عام.`,
			Group: Tatweel, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "صدر في 1435 هـتختص به",
			Good: "صدر في 1435 هـ تختص به",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: digits, After: oneOf("ه")}, {At: blank, Before: western, After: oneOf("ه")}, {At: eastern, After: blank}},
				At:       hijriHeh,
			},
		},
		{
			Name:  "elongation",
			Title: "tatweel that only stretches a word",
			Doc: `The tatweel is not a letter. It stretches a line and hides the word from search. The rule deletes it inside
and after a full word. One tatweel stays where it has a meaning: in هـ (hijri, or the name of the letter), after a
proclitic before a quotation mark, a number, Latin or a space (لـ«الشرق», الـ24, بـ5), in an ending written alone (ـه),
in abbreviations (جـ, صـ), at the end of half a verse that parts a word, and under a hamza or a dagger alef (شيـٔا,
الرحمـٰن), where it is the seat. A line to fill in (____) stays too. Source: counts in 9 million words of newspapers (لـ« alone 3,942 times); Unicode, 9.2.`,
			Group: Tatweel, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
			Bad:  "كتـــاب جديد",
			Good: "كتاب جديد",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: tatweel}},
				At:       elongation,
			},
		},
		{
			Name:  "tatweel-dash",
			Title: "tatweel used as a dash",
			Doc: `Between spaces, a tatweel joins nothing: newspapers type it as a dash (2,689 times in 9 million words). The
rule writes a hyphen. Three or more tatweels in a row are a line to fill in and stay; so does one among ornaments.`,
			Group: Tatweel, Level: rule.Info, Fix: rule.Safe, In: editor,
			Bad:  "ملكية عربية ـ صينية",
			Good: "ملكية عربية - صينية",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: tatweel, Before: arabic.Union(blank, edge)}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					end := t.SkipAfter(i, tatweel)
					if !blank.Has(after(t, end)) || end > i+4 {
						return rule.Match{}, false
					}
					return put(i, end, "-"), parts(t, i, end)
				},
			},
		},
	}
}

// parts reports whether the dash at line[start:end] has a word, a number or a mark of
// prose on both sides.
func parts(t *rule.Line, start, end int) bool {
	at := t.SkipBefore(start, blank)
	p, size := t.Prev(at)
	if marks.Has(p) && !isWordy(before(t, at-size)) || p == arabic.TatweelSign {
		return false
	}
	n := nextSolid(t, end)
	return (p == '\n' || solid.Has(p) || besideDash.Has(p)) && n != arabic.TatweelSign && !marks.Has(n) && (solid.Has(n) || openers.Has(n))
}

// besideDash are the marks that a dash follows.
var besideDash = arabic.Union(closing, closers, oneOf("\"'%"))

// joining are the letters that join to the letter after them.
var joining = arabic.Ranges(arabic.Range{Lo: 'ئ', Hi: 'ئ'}, arabic.Range{Lo: 'ب', Hi: 'ب'}, arabic.Range{Lo: 'ت', Hi: 'خ'},
	arabic.Range{Lo: 'س', Hi: 'غ'}, arabic.Range{Lo: 'ف', Hi: 'ه'}, arabic.Range{Lo: 'ي', Hi: 'ي'})

// seated are the dagger alef, the madda, the hamzas and the small letters that the
// Quran draws on the line between two letters.
var seated = oneOf("\u0653\u0654\u0655\u0670\u06E5\u06E6\u06E7\u06E8")

// elongation answers at the first of a run of tatweels.
func elongation(t *rule.Line, i int) (rule.Match, bool) {
	_, size := t.Next(i)
	p, _ := t.Prev(i)
	if p == arabic.TatweelSign {
		return rule.Match{}, false
	}
	end := t.SkipAfter(i, tatweel)
	n, _ := t.Next(end)
	one := func() (rule.Match, bool) { return cut(i+size, end), end > i+size }

	if !letters.Has(p) && !marks.Has(p) {
		// Nothing before it: an ending named by itself, a dash, a line to fill in.
		if letters.Has(n) && p < '0' {
			return one()
		}
		return rule.Match{}, false
	}
	start := t.WordBefore(i)
	before := bareWord(t, start, i)
	q, _ := t.Prev(start)
	switch {
	case marks.Has(n):
		// A mark drawn over the line between two letters moves to the first
		// of them. At the end of a word it would change what it stands on, and
		// a letter drawn there would make another of it (the ي of سيـٔات, a ئ).
		over := t.SkipAfter(end, marks)
		if l, _ := t.Next(over); !letters.Has(l) || bytes.ContainsFunc(t.Bytes()[end:over], seated.Has) {
			return one()
		}
	case letters.Has(n):
		if before == "ه" && (digits.Has(q) || eraAt(t, start)) {
			return one() // 1436هـالموافق, 1435 هـتختص
		}
	case end == i+size && joining.Has(p) && (n == '\n' || n == ' ' && wide(t, end, t.SkipAfter(end, blank))):
		return rule.Match{}, false // half a word, of which the other half of the verse has the rest
	case keepsTatweel(before), isDialect(before), isDialect(strings.TrimPrefix(before, "و")):
		return one()
	}
	return cut(i, end), true
}

// keepsTatweel reports whether a tatweel after the word shows that something
// is to follow: it is a proclitic, or the name of a letter.
func keepsTatweel(word string) bool {
	return len(word) <= 2 || isProclitic(word) || strings.HasSuffix(word, "ه") && isProclitic(strings.TrimSuffix(word, "ه"))
}

// hijriHeh answers at the last digit of a number before a ه, or at the blank
// between them.
func hijriHeh(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	at := i + size
	if b, size := t.Next(at); blank.Has(b) {
		r, at = b, at+size
	}
	start := at + len("ه")
	heh, _ := t.Next(at)
	end := t.SkipAfter(start, eraTail)
	n, _ := t.Next(end)
	switch {
	case heh != 'ه', !eraAt(t, at), digits.Has(n), isLatin(n), marks.Has(n):
	case letters.Has(n):
		if end > start && !startsDemonstrative(bareWord(t, end, t.WordAfter(end))) {
			return put(start, end, "\u0640 "), true // ARABIC TATWEEL
		}
	case end > start || digits.Has(r) || n != '-':
		return put(start, end, "\u0640"), true // ARABIC TATWEEL
	}
	return rule.Match{}, false
}

// eraTail is what is written after the ه of the era.
var eraTail = oneOf("\u0640\u200D") // ARABIC TATWEEL, ZERO WIDTH JOINER

// lastHijri is the last year of the hijri era that a text is likely to name.
const lastHijri = 1500

// eraAt reports whether a ه at i may be that of the hijri era: a year stands before
// it, of four digits, or of three right before it, or of fewer after a word for it.
func eraAt(t *rule.Line, i int) bool {
	end := t.SkipBefore(i, blank)
	start := t.SkipNear(end, -numberMost, digits)
	length, year := 0, 0
	for at := start; at < end && length <= 4; length++ {
		r, size := t.Next(at)
		v, _ := arabic.DigitValue(r)
		year = 10*year + int(v)
		at += size
	}
	if length < 2 || length > 4 || year > lastHijri || wide(t, end, i) {
		return false
	}
	if length == 4 || length == 3 && end == i {
		return true
	}
	word := bareWord(t, t.WordBefore(t.SkipBefore(start, blank)), t.SkipBefore(start, blank))
	return isYearWord(word) || isYearWord(strings.TrimLeft(word, "ولبف")) || word == "ت" || word == "المتوفى"
}

// startsDemonstrative reports whether a ه before rest may begin a word of its own:
// هذا, هو.
func startsDemonstrative(rest string) bool {
	switch rest {
	case "ذا", "ذه", "و", "ي", "م", "ما", "ن", "نا", "ناك", "ؤلاء", "ل", "كذا", "ذان", "ذين":
		return true
	}
	return false
}
