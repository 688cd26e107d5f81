package orthography

import (
	"bytes"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

const tanween = "\u064B" // ARABIC FATHATAN

func markRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "tanween-space",
			Title: "space before the tanween of an alef",
			Doc: `The tanween of the accusative was typed after the space that follows its word. A tanween cannot begin a
word, and most words that end in an alef with tanween have no other reading, so the rule deletes the space. It acts
before a space, a punctuation mark and the end of the line. A tanween before a letter, and diacritics after words
without a final alef, are reported by stray-mark. Source: The Unicode Standard, 9.2 (marks follow their base); counts
(231 times in 33 million words of newspapers and an encyclopedia).`,
			Group: Marks, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "جدا " + tanween,
			Good: "جدا" + tanween,
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf(tanween), Before: blank}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					n, _ := t.Next(i + len(tanween))
					end := t.SkipNear(i, -2*len("\u00A0"), blank)
					word := span.Span{Start: t.WordBefore(end), End: end}
					if isWordy(n) || digits.Has(n) || isLatin(n) || t.Letters(word, 3) < 3 {
						return rule.Match{}, false
					}
					alef, size := t.Prev(end)
					before, _ := t.Prev(end - size)
					return cut(end, i), alef == 'ا' && before != 'ا' && before != arabic.Tanween
				},
			},
		},
		{
			Name:  "mark-order",
			Title: "diacritics not in canonical order",
			Doc: `Keyboards write a shadda before its vowel; Unicode orders the vowel before the shadda. Both orders look the
same, but their bytes differ, and a search for one does not find the other. Nearly every vocalised text has the order of
the keyboard, so check reports only the first place of a text. Source: UAX #15; UAX #53 on how fonts draw both.`,
			Group: Marks, Level: rule.Info, Fix: rule.Safe, In: Standard | Encoding | Check, Once: true,
			Bad:  "مدر\u0651\u064Eس",
			Good: "مدر\u064E\u0651س",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: combining, Before: combining}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					m, ordered, ok := normalForm(t, i)
					return m, ok && ordered
				},
			},
		},
		{
			Name:  "stray-mark",
			Title: "diacritic without a letter",
			Doc: `A diacritic after a space, a digit or a punctuation mark belongs to no letter: a letter was lost, or the
diacritic was typed twice. Only the author knows which one happened. A pause mark of the Quran (U+06D6-06DC) after a
space is punctuation. Source: The Unicode Standard, 9.2 (marks follow their base).`,
			Group: Marks, Level: rule.Warning, In: Check,
			Bad:  "مرة \u064Eأخرى",
			Good: "مرة أخرى",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: marks, Before: wordy.Not()}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					p, _ := t.Prev(i)
					if r, _ := t.Next(i); p == '\u25CC' || blank.Has(p) && pauses.Has(r) {
						return rule.Match{}, false
					}
					end := t.SkipAfter(i, marks)
					if p == zwj && bytes.ContainsFunc(t.Bytes()[i:end], seated.Has) {
						return rule.Match{}, false // a hamza of the Quran between two letters
					}
					n, _ := t.Next(end)
					// A mark alone in brackets is named, not used.
					return cut(i, end), !((opening.Has(p) || p == '"') && (closing.Has(n) || n == '"'))
				},
			},
		},
		{
			Name:  "double-vowel",
			Title: "two vowel diacritics on one letter",
			Doc: `A letter has one vowel: beside a shadda, it has one of fatha, damma, kasra, their tanween, or sukun. Only
the author knows which of the two was meant.`,
			Group: Marks, Level: rule.Warning, In: Check,
			Bad:  "كت\u064E\u064Fب",
			Good: "كت\u064Eب",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: vowels, Before: marks}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					start, n := i, 0
					for n < 2 { // the second vowel of a letter answers for all its marks
						m, size := t.Prev(start)
						if !marks.Has(m) {
							break
						}
						if vowels.Has(m) {
							n++
						}
						start -= size
					}
					if n != 1 {
						return rule.Match{}, false
					}
					return cut(start, t.SkipAfter(i, marks)), true
				},
			},
		},
		{
			Name:  "tanween-before-alef",
			Title: "tanween after its alef",
			Doc: `The rule writes the tanween of the accusative on the letter before the alef. This is the order of the Cairo
Academy and of schools; newspapers type it after the alef just as often. Set by --tanween.`,
			Group: Marks, Level: rule.Info, Fix: rule.Safe,
			Bad:  "شكرا" + tanween,
			Good: "شكر" + tanween + "ا",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf(tanween), Before: oneOf("ا")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					if !tanweenAfter(t, i) {
						return rule.Match{}, false
					}
					return put(i-2, i+2, tanween+"ا"), true
				},
			},
		},
		{
			Name:  "tanween-after-alef",
			Title: "tanween before its alef",
			Doc:   `The rule writes the tanween of the accusative on the alef, as most newspapers print it. Set by --tanween.`,
			Group: Marks, Level: rule.Info, Fix: rule.Safe,
			Bad:  "شكر" + tanween + "ا",
			Good: "شكرا" + tanween,
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf(tanween), After: oneOf("ا")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					if !tanweenBefore(t, i) {
						return rule.Match{}, false
					}
					return put(i, i+4, "ا"+tanween), true
				},
			},
		},
		{
			Name:  "tanween-mixed",
			Title: "mixed positions of tanween",
			Doc: `Both orders are accepted, but a text should use only one. Choose it with --tanween. The rule expects the
order that the text uses first.`,
			Group: Marks, Level: rule.Info, In: Check,
			Bad:  "شكرا" + tanween + "\nجد" + tanween + "ا\n",
			Good: "شكرا" + tanween + "\nجدا" + tanween + "\n",
			Variants: []rule.Variant{
				{Name: "ـ\u064Bا", Finder: rule.Finder{
					Triggers: []rule.Trigger{{At: oneOf(tanween), After: oneOf("ا")}},
					At:       func(t *rule.Line, i int) (rule.Match, bool) { return cut(i, i+4), tanweenBefore(t, i) },
				}},
				{Name: "ـا\u064B", Finder: rule.Finder{
					Triggers: []rule.Trigger{{At: oneOf(tanween), Before: oneOf("ا")}},
					At:       func(t *rule.Line, i int) (rule.Match, bool) { return cut(i-2, i+2), tanweenAfter(t, i) },
				}},
			},
		},
	}
}

// pauses are the marks that tell a reader of the Quran where to pause.
var pauses = arabic.Ranges(arabic.Range{Lo: '\u06D6', Hi: '\u06DC'})

// vowels are the marks of which a letter takes one.
var vowels = oneOf("\u064B\u064C\u064D\u064E\u064F\u0650\u0652")

const (
	// smallLetters are the small waw and yeh that the Quran writes after a word.
	smallLetters = "\u06E5\u06E6"
	// overlays are lines over, under and through a letter, and from it to the next.
	overlays = "\u0305\u0332\u0333\u0335\u0336\u0337\u0338\u033F\u035C\u035D\u035E\u035F\u0360\u0361\u0362"
)

func stripFolds(keep string) []rule.Fold {
	kept := oneOf(keep)
	var folds []rule.Fold
	for rg := range marks.All {
		for r := rg.Lo; r <= rg.Hi; r++ {
			if !kept.Has(r) {
				folds = append(folds, rule.Fold{From: r})
			}
		}
	}
	for _, r := range smallLetters + overlays {
		folds = append(folds, rule.Fold{From: r})
	}
	return folds
}

// tanweenAfter reports whether the alef before the tanween at i ends its word.
func tanweenAfter(t *rule.Line, i int) bool {
	_, size := t.Next(i)
	_, n := t.Prev(i)
	before, _ := t.Prev(i - n)
	after, _ := t.Next(i + size)
	return isWordy(before) && before != 'ا' && before != arabic.Tanween && !isWordy(after)
}

// tanweenBefore reports whether the alef after the tanween at i ends its word.
func tanweenBefore(t *rule.Line, i int) bool {
	_, size := t.Next(i)
	p, _ := t.Prev(i)
	_, m := t.Next(i + size)
	if !letters.Has(p) || p == 'ا' {
		return false
	}
	after, _ := t.Next(i + size + m)
	return !isWordy(after)
}
