package orthography

import (
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// The detached conjunction. W1 to W9 are the cases of the policy.
func wawRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "detached-waw",
			Title: "detached و",
			Doc: `The conjunction و is written attached to the next word; web text often detaches it (2 in 1,000 in
newspapers, over 100 in reviews). The rule deletes the spaces after a detached و before an Arabic word of two letters or
more and before an opening bracket or quotation mark. They stay before digits, Latin and punctuation, between single
letters (أ و ب), in labels, across gaps of three spaces or more, before a second conjunction (و وسوف), and in other
languages, where و is a word. Source: Wright, A Grammar of the Arabic Language, I, §366; counts in 9 million words of
newspapers.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "بين البلدين و قال إنها",
			Good: "بين البلدين وقال إنها",
			Find: &rule.Finder{
				Triggers: freeWaws,
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					w, ok := wawAt(t, i)
					if !ok || !w.joins(t) {
						return rule.Match{}, false
					}
					// The blank on the wrong side of a و may be the full stop's.
					if p, _ := t.Prev(i); p == '.' && dots(t, i-1) == i {
						return put(i, w.next, " "+string(t.Bytes()[i:w.End])), true
					}
					return cut(w.End, w.next), true
				},
			},
		},
		{
			Name:  "strict-waw",
			Title: "detached و before a number, Latin or a title",
			Doc: `The rule attaches the و that detached-waw keeps detached before digits, Latin words and titles (د. م.), but
not before a URL. Off by default: both forms are accepted, and before Latin the attached form is slightly rarer (60 :
24).`,
			Group: Spacing, Level: rule.Info, Fix: rule.Safe,
			Bad:  "بين 10 و 20",
			Good: "بين 10 و20",
			Find: &rule.Finder{
				Triggers: freeWaws,
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					w, ok := wawAt(t, i)
					if !ok || w.afterSingle(t) || slices.ContainsFunc(t.Runs(), func(r span.Span) bool { return r.Start == w.next }) {
						return rule.Match{}, false
					}
					n, _ := t.Next(w.next)
					switch {
					case digits.Has(n) || isLatin(n):
					case letters.Has(n):
						end := t.WordAfter(w.next)
						if dot, _ := t.Next(end); t.Letters(span.Span{Start: w.next, End: end}, 3) > 2 || dot != '.' {
							return rule.Match{}, false
						}
					default:
						return rule.Match{}, false
					}
					return cut(w.End, w.next), true
				},
			},
		},
		{
			Name:  "doubled-waw",
			Title: "conjunction و written twice",
			Doc: `A detached و before a word that already has its conjunction (و وسوف) is one too many, or a word is missing
between them. The rule only reports it, because attaching it would write ووسوف.`,
			Group: Spacing, Level: rule.Warning, In: Check,
			Bad:  "ثم و وسوف تستخدم",
			Good: "ثم وسوف تستخدم",
			Find: &rule.Finder{
				Triggers: freeWaws,
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					w, ok := wawAt(t, i)
					return cut(w.Start, t.WordAfter(w.next)), ok && w.doubled(t)
				},
			},
		},
		{
			Name:  "misattached-waw",
			Title: "conjunction و attached to the wrong word",
			Doc: `ة and ى end words, so a و after them belongs to the next word: الثقافةو الإعلام is الثقافة والإعلام. Not in
a profile of normalize: the ة or ى may be the typing error.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Lossy, In: Check,
			Bad:  "الثقافةو الإعلام",
			Good: "الثقافة والإعلام",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: waw, Before: oneOf("ةى"), After: blank}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					next := t.SkipAfter(i+size, blank)
					n, _ := t.Next(next)
					if wide(t, i+size, next) || !letters.Has(n) {
						return rule.Match{}, false
					}
					return put(i, next, " و"), true
				},
			},
		},
		{
			Name:  "trailing-waw",
			Title: "final و that may belong to the next word",
			Doc: `The و at the end of a country name is the conjunction of the next word: روسياو الصين. The rule reports only
names in alef, because other words need a lexicon (case W9 of the policy). Source: CLDR's names of territories.`,
			Group: Spacing, Level: rule.Info, In: Check,
			Bad:  "روسياو الصين",
			Good: "روسيا والصين",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: waw, Before: oneOf("ا"), After: blank}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					next := t.SkipAfter(i+size, blank)
					n, _ := t.Next(next)
					if !letters.Has(n) {
						return rule.Match{}, false
					}
					start := t.WordBefore(i)
					return cut(start, t.WordAfter(next)), isCountry(bareWord(t, start, i))
				},
			},
		},
	}
}

var (
	waw = oneOf("و")
	// freeWaws are the triggers of a و that may stand alone.
	freeWaws = []rule.Trigger{{At: waw, Before: arabic.Union(blank, edge, beforeWaw, oneOf(".\t")), After: arabic.Union(blank, vowels)}}
	// beforeWaw is what a free-standing و can follow without a blank.
	beforeWaw = oneOf("()[]{}«»“”‘’\"'،؛:؟!…,;-–—•*|>")
)

// A freeWaw is a و that stands alone, with the marks on it, and where the text
// after its blanks goes on.
type freeWaw struct {
	span.Span
	next int
}

// wawAt is the free-standing و at i that one or two blanks part from more
// text.
func wawAt(t *rule.Line, i int) (freeWaw, bool) {
	if p, _ := t.Prev(i); p == '.' {
		// After a full stop it begins a sentence, unless both are an initial's.
		end := t.SkipBefore(i-1, blank)
		initial := bareWord(t, t.WordBefore(end), end)
		if initial != "" && len(strings.TrimPrefix(initial, "و")) <= len("د") {
			return freeWaw{}, false
		}
	}
	end := t.SkipAfter(i+2, vowels)
	next := t.SkipAfter(end, blank)
	// W7: the line's end, a tab, a gap of three spaces and more.
	if n, size := t.Next(next); next == end || wide(t, end, next) || size == 0 || n == '\t' {
		return freeWaw{}, false
	}
	return freeWaw{span.Span{Start: i, End: end}, next}, true
}

// joins reports whether the waw is to be written onto what follows.
func (w freeWaw) joins(t *rule.Line) bool {
	n, size := t.Next(w.next)
	switch {
	case opening.Has(n) || n == '"' || n == '‘': // W4
		after, rest := t.Next(w.next + size)
		if rest == 0 || blank.Has(after) || n == '"' && !openingQuote(t, w.next) {
			return false
		}
	case letters.Has(n):
		end := t.WordAfter(w.next)
		if t.Letters(span.Span{Start: w.next, End: end}, 2) < 2 || w.doubled(t) { // W6, W3
			return false
		}
		if dot, _ := t.Next(end); dot == '.' && isLongTitle(t.Bytes()[w.next:end]) {
			return false
		}
	default: // W5, W7
		return false
	}
	return !w.afterSingle(t) || w.afterTurn(t) // W6
}

// besideWaw are between a waw and the word before it.
var besideWaw = oneOf(" \u00A0،,")

// afterSingle reports whether a single letter stands before the waw, other
// than an era or a unit after a number, or the last of an abbreviation (ق.م).
func (w freeWaw) afterSingle(t *rule.Line) bool {
	end := t.SkipBefore(w.Start, besideWaw)
	start := t.WordBefore(end)
	if end == w.Start || t.Letters(span.Span{Start: start, End: end}, 2) != 1 {
		return false
	}
	if p, size := t.Prev(start); p == '.' {
		before, _ := t.Prev(start - size)
		return !letters.Has(before)
	}
	p, _ := t.Prev(t.SkipBefore(start, blank))
	return !digits.Has(p)
}

// afterTurn reports whether the waw follows the ح that turns from one chain of
// transmission to the next: ح و حدثنا.
func (w freeWaw) afterTurn(t *rule.Line) bool {
	end := t.SkipBefore(w.Start, blank)
	return string(t.Bytes()[t.WordBefore(end):end]) == "ح" && isIsnad(bareWord(t, w.next, t.WordAfter(w.next)))
}

// doubled reports whether the word after the waw has a conjunction of its own.
func (w freeWaw) doubled(t *rule.Line) bool {
	end := t.WordAfter(w.next)
	word := bareWord(t, w.next, end)
	rest, ok := strings.CutPrefix(word, "و")
	if !ok {
		return false
	}
	switch {
	case isConjoined(rest):
		return true
	case strings.HasPrefix(rest, "ال"):
		return len(rest) >= 2*4 && !isFather(word)
	case strings.HasPrefix(rest, "إ"), strings.HasPrefix(rest, "أ"):
		return len(rest) >= 2*2
	case strings.HasPrefix(rest, "ي"):
		return len(rest) >= 2*3 && !foreignWi(word)
	}
	return false
}

// foreignWi reports whether the word is a foreign name that begins with W, or an
// interjection.
func foreignWi(word string) bool {
	for _, p := range []string{"ويلز", "ويليام", "ويلسون", "ويكي", "ويندوز", "ويمبلدون", "ويست", "ويني", "ويلينغتون", "ويسكي", "ويغا", "ويتني", "ويلك", "ويلات", "ويحك", "ويها"} {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	return false
}
