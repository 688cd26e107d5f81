package orthography

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// The rules of other scripts, after all else, for they leave nothing to the
// rules of Arabic.
func scriptRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "buckwalter",
			Title: "Arabic letters",
			Doc: `The rule transliterates letters, vowels and tatweel into the Buckwalter scheme, one ASCII character for each.
Digits, punctuation, Quranic signs and letters outside the scheme stay. The rule from-buckwalter restores the line
exactly, unless the line also has Latin letters or ASCII signs of the scheme (' | > & < } * $ _ ~ { and the grave accent).
Set by --script. Source: Buckwalter Arabic Morphological Analyzer Version 1.0 (LDC2002L49), with P J V G of its
extension for پ چ ڤ گ.`,
			Group: Script, Level: rule.Info, Fix: rule.Lossy,
			Bad:   "كتاب",
			Good:  "ktAb",
			Folds: buckwalter.folds(),
		},
		{
			Name:  "hsb",
			Title: "Arabic letters",
			Doc: `The rule transliterates letters, vowels and tatweel into the Habash-Soudi-Buckwalter scheme, one character
for each. The sukun becomes a middle dot, because a full stop would be ambiguous. Digits, punctuation, Quranic signs and
letters outside the scheme stay. The rule from-hsb restores the line exactly, unless the line also has letters or signs
of the scheme (' _ ~ ·). Set by --script. Source: Habash, Soudi, Buckwalter: On Arabic Transliteration (2007).`,
			Group: Script, Level: rule.Info, Fix: rule.Lossy,
			Bad:   "مدرسة",
			Good:  "mdrsħ",
			Folds: hsb.folds(),
		},
		{
			Name:  "from-buckwalter",
			Title: "Buckwalter transliteration",
			Doc: `The rule writes Arabic letters for the Buckwalter scheme. It changes only lines of which every Latin letter
belongs to the scheme, and that have no Arabic letters: a line with c or e, as nearly every English line has, stays. An
English line without such letters changes. URLs, addresses, hashtags and mentions stay. Set by --script. Source: see
buckwalter.`,
			Group: Script, Level: rule.Info, Fix: rule.Lossy, Anywhere: true, Rescripts: true,
			Bad:  "ktAb",
			Good: "كتاب",
			Find: buckwalter.finder(),
		},
		{
			Name:  "from-hsb",
			Title: "Habash-Soudi-Buckwalter transliteration",
			Doc: `The rule writes Arabic letters for the Habash-Soudi-Buckwalter scheme. It changes only lines of which every
letter belongs to the scheme: a line with e or o, as nearly every English line has, stays. URLs, addresses, hashtags and
mentions stay. Set by --script. Source: see hsb.`,
			Group: Script, Level: rule.Info, Fix: rule.Lossy, Anywhere: true, Rescripts: true,
			Bad:  "mdrsħ",
			Good: "مدرسة",
			Find: hsb.finder(),
		},
	}
}

// A scheme transliterates each of its Arabic code points by one character.
type scheme struct {
	letters []rune      // of Arabic
	signs   []rune      // of the scheme, in the same order
	ours    *arabic.Set // letters
	theirs  *arabic.Set // signs
	judged  *rule.Memo  // what is known of a line
}

// transliterated are the letters and marks of both schemes. The marks are, from
// FATHATAN to SUKUN, U+064B to U+0652; then SUPERSCRIPT ALEF and ALEF WASLA.
const transliterated = "ءآأؤإئابةتثجحخدذرزسشصضطظعغ\u0640فقكلمنهوىي\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0670\u0671پچڤگ"

var (
	buckwalter = newScheme("'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG")
	hsb        = newScheme("'ĀÂŵǍŷAbħtθjHxdðrzsšSDTĎςγ_fqklmnhwýyãũĩaui~·áÄpcvg")
)

func newScheme(signs string) *scheme {
	s := &scheme{letters: []rune(transliterated), signs: []rune(signs),
		ours: oneOf(transliterated), theirs: oneOf(signs)}
	s.judged = &rule.Memo{New: func() any { return new(judged) }, Clear: func(kept any) { *kept.(*judged) = judged{} }}
	return s
}

func (s *scheme) folds() []rule.Fold {
	folds := make([]rule.Fold, len(s.letters))
	for i, r := range s.letters {
		folds[i] = rule.Fold{From: r, To: string(s.signs[i])}
	}
	return folds
}

// finder finds the runs of signs in the lines of the scheme.
func (s *scheme) finder() *rule.Finder {
	return &rule.Finder{
		Triggers: []rule.Trigger{{At: s.theirs, Before: s.theirs.Not()}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			end := t.SkipAfter(i, s.theirs)
			if !s.writes(t) || inAddress(t, i, end) {
				return rule.Match{}, false
			}
			var out strings.Builder
			for at := i; at < end; {
				r, size := t.Next(at)
				out.WriteRune(s.letters[slices.Index(s.signs, r)])
				at += size
			}
			return put(i, end, out.String()), true
		},
	}
}

// judged is whether a line is known to be of a scheme, and whether it is.
type judged struct{ known, is bool }

// writes reports whether the line is written in the scheme: all its letters
// belong to it, and one of them is no sign. What the scheme would transliterate
// is no longer there.
func (s *scheme) writes(t *rule.Line) bool {
	j := t.Memo(s.judged).(*judged)
	if !j.known {
		*j = judged{known: true, is: s.spells(t)}
	}
	return j.is
}

func (s *scheme) spells(t *rule.Line) (has bool) {
	for i := 0; i < len(t.Bytes()); {
		r, size := t.Next(i)
		switch {
		case s.ours.Has(r):
			if !inAddress(t, i, i+size) {
				return false
			}
		case !unicode.IsLetter(r) || arabic.KindOf(r) != arabic.Other:
		case inAddress(t, i, i+size):
		case s.theirs.Has(r):
			has = true
		default:
			return false
		}
		i += size
	}
	return has
}

// inAddress reports whether line[start:end] touches a protected run that no
// scheme makes of words: one with a slash, @ or #.
func inAddress(t *rule.Line, start, end int) bool {
	runs := t.Runs()
	n, _ := slices.BinarySearchFunc(runs, start, func(r span.Span, start int) int { return cmp.Compare(r.End, start+1) })
	for _, run := range runs[n:] {
		if run.Start >= end {
			break
		}
		if bytes.ContainsAny(run.Text(t.Bytes()), "/\\@#") {
			return true
		}
	}
	return false
}
