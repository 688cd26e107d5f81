package orthography

import (
	"sync"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/rule"
)

// The folds, after all else: what a reader does not distinguish in a search for
// a word. They are neighbours, so that the engine makes one table of them.
func foldRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "tatweel-strip",
			Title: "tatweel",
			Doc: `The rule deletes every tatweel, for index keys. The rule elongation keeps the tatweels that a reader
needs.`,
			Group: Tatweel, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad:   "لـ«الشرق»",
			Good:  "ل«الشرق»",
			Folds: []rule.Fold{{From: '\u0640', To: ""}},
		},
		{
			Name:  "marks-strip",
			Title: "diacritics",
			Doc: `The rule deletes all diacritics: vowels, shadda, the dagger alef, Quranic signs, and the small waw and yeh
of the Quran (U+06E5, U+06E6). It also deletes lines drawn over, under and through letters, such as U+0332 and U+0336,
which decorate posts and hide their words from search. Most Arabic is written without diacritics, but they show the
reading, which is lost. See --marks.`,
			Group: Marks, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad:   "الش\u0651\u064Eمس",
			Good:  "الشمس",
			Folds: stripFolds(""),
		},
		{
			Name:  "marks-keep-shadda",
			Title: "diacritics other than the shadda",
			Doc: `The rule deletes diacritics as marks-strip does, but keeps the shadda, which distinguishes words (he
studied, he taught). See --marks.`,
			Group: Marks, Level: rule.Info, Fix: rule.Lossy,
			Bad:   "الش\u0651\u064Eمس",
			Good:  "الش\u0651مس",
			Folds: stripFolds("\u0651"),
		},
		{
			Name: "fold-alef", Title: "alef with hamza, madda or wasla",
			Doc: `أ إ آ ٱ become ا, because many people write them as ا. Source: the light normalization of TREC 2001 and
after (Larkey et al., 2002).`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad: "أحمد", Good: "احمد",
			Folds: []rule.Fold{{From: 'أ', To: "ا"}, {From: 'إ', To: "ا"}, {From: 'آ', To: "ا"}, {From: 'ٱ', To: "ا"}, {From: 'ٲ', To: "ا"}, {From: 'ٳ', To: "ا"}, {From: 'ٵ', To: "ا"}},
		},
		{
			Name: "fold-hamza", Title: "hamza on waw or yeh",
			Doc:   `ؤ becomes و and ئ becomes ي: the seat stays and the hamza is lost.`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad: "مسؤول", Good: "مسوول",
			Folds: []rule.Fold{{From: 'ؤ', To: "و"}, {From: 'ئ', To: "ي"}},
		},
		{
			Name: "fold-yeh", Title: "alef maksura",
			Doc:   `ى becomes ي, because Egypt writes both without dots.`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad: "مستشفى", Good: "مستشفي",
			Folds: []rule.Fold{{From: 'ى', To: "ي"}, {From: 'ی', To: "ي"}, {From: 'ې', To: "ي"}, {From: 'ێ', To: "ي"}, {From: 'ے', To: "ي"}, {From: 'ۓ', To: "ي"}},
		},
		{
			Name: "fold-teh-marbuta", Title: "teh marbuta",
			Doc:   `ة becomes ه, because many people type it that way.`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad: "مدرسة", Good: "مدرسه",
			Folds: []rule.Fold{{From: 'ة', To: "ه"}, {From: 'ۃ', To: "ه"}, {From: 'ۀ', To: "ه"}, {From: 'ە', To: "ه"}},
		},
		{
			Name: "fold-ornament", Title: "ornamental heh",
			Doc:   `A ہ beside ه is ornament and goes (see ornament): وجههہ and وجهه become equal.`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad: "وجههہ", Good: "وجهه",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: hehGoal, Before: oneOf("ه")}, {At: hehGoal, After: oneOf("ه")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					return cut(i, t.SkipAfter(i, hehGoal)), true
				},
			},
		},
		{
			Name: "fold-foreign", Title: "letter for a foreign sound",
			Doc: `پ چ ژ گ ڤ and other letters for foreign sounds become the Arabic letters that also spell these sounds:
گوگل and كوكل become equal.`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad: "پاريس", Good: "باريس",
			Folds: []rule.Fold{
				{From: 'پ', To: "ب"}, {From: 'چ', To: "ج"}, {From: 'ژ', To: "ز"}, {From: 'گ', To: "ك"}, {From: 'ڤ', To: "ف"}, {From: 'ڥ', To: "ف"},
				{From: 'ک', To: "ك"}, {From: 'ڪ', To: "ك"}, {From: 'ڭ', To: "ك"}, {From: 'ݣ', To: "ك"}, {From: 'ڨ', To: "ق"}, {From: 'ڧ', To: "ق"}, {From: 'ڢ', To: "ف"},
				{From: 'ھ', To: "ه"}, {From: 'ہ', To: "ه"}, {From: 'ۆ', To: "و"}, {From: 'ۇ', To: "و"}, {From: 'ۋ', To: "و"}, {From: 'ڕ', To: "ر"}, {From: 'ڵ', To: "ل"},
				{From: 'ٹ', To: "ت"}, {From: 'ڈ', To: "د"}, {From: 'ڑ', To: "ر"}, {From: 'ں', To: "ن"},
			},
		},
		{
			Name: "fold-clitics", Title: "word with clitics",
			Doc: `A word with clitics becomes its stem: وبالكتاب، كتابها and للكتاب become كتاب, and مدرسته becomes مدرسه, as
the other folds write مدرسة. The particles و ف ب ل ك س, the أ of a question, the article and the pronouns go, as nass tokenize
--clitics full splits them. The key is written as fold-alef, fold-hamza, fold-yeh and fold-teh-marbuta write it. A model makes
the choice, which is wrong for some words, and a text without clitics is for indexes only.`,
			Group: Folds, Level: rule.Info, Fix: rule.Lossy,
			Bad: "وبالكتاب", Good: "كتاب",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: letters, Before: wordy.Not()}},
				At:       foldClitics,
			},
		},
	}
}

var splitters = sync.Pool{New: func() any { return new(clitic.Splitter) }}

// foldClitics finds the word with clitics that begins at i.
func foldClitics(t *rule.Line, i int) (rule.Match, bool) {
	word := t.Word(i)
	if word.Len() > wordMost {
		return rule.Match{}, false
	}
	s := splitters.Get().(*clitic.Splitter)
	defer splitters.Put(s)
	var buf [wordMost]byte
	key, ok := s.AppendKey(buf[:0], t.Bytes()[word.Start:word.End])
	return put(word.Start, word.End, string(key)), ok
}

var hehGoal = oneOf("ہ")
