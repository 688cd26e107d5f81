package orthography

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func spacingRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "space-run",
			Title: "double space",
			Doc: `Two spaces between words are one too many. Three or more are layout, as between the halves of a verse or
the columns of a list, and stay, unless they are the only such gap of a long line of prose. Tabs stay too, and so do the
spaces that pad a cell beside |.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "كلمة  كلمة",
			Good: "كلمة كلمة",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: space, After: space}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					// At the edges of a line it is line-edge-space's.
					p, size := t.Prev(i)
					if p == ' ' || size == 0 || p == '\t' || p == '|' {
						return rule.Match{}, false
					}
					end := t.SkipAfter(i, space)
					if n, rest := t.Next(end); rest == 0 || n == '\t' || n == '|' {
						return rule.Match{}, false
					}
					return cut(i+1, end), end == i+2 || t.Is(proseGap)
				},
			},
		},
		{
			Name:  "line-edge-space",
			Title: "space at the start or end of a line",
			Doc: `A space at the end of a line is invisible and breaks comparisons, and so does one space before the first
word. Two spaces and more at the start are indentation and stay; so does one before a mark, as of a list. Two spaces
after the last word stay too: they break the line in Markdown. Tabs separate columns and stay. On a line without Arabic,
which may be code, the spaces stay unless the line has nothing else.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor, Anywhere: true, Unless: []*rule.Fact{fragment, latinText},
			Bad:  "كلمة ",
			Good: "كلمة",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: blank, Before: edge}, {At: blank, After: edge}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					start, end := t.SkipBefore(i, blank), t.SkipAfter(i, blank)
					n, rest := t.Next(end)
					switch {
					case start == 0 && rest == 0:
					case !t.Is(rule.HasArabic), indented(t.Bytes()):
						return rule.Match{}, false
					case start == 0:
						// No other indentation is a slip: the lines below may have more.
						_, size := t.Next(start)
						return cut(start, end), end == size && (solid.Has(n) || openers.Has(n))
					case string(t.Bytes()[start:end]) == hardBreak:
						return rule.Match{}, false
					}
					return cut(start, end), true
				},
			},
		},
		{
			Name:  "space-before-mark",
			Title: "space before a punctuation mark",
			Doc: `A punctuation mark follows the word before it without a space: السوق . becomes السوق. (5,545 times in 9
million words of newspapers). The space stays before a decimal without its zero (.71), a comma on the wrong side of its
number (عام ،2009), a file extension, an emoticon, a mark with nothing before it and an ellipsis between the halves of
a verse. Source: the Cairo Academy's rules
of punctuation (1932).`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "هل تعلم ؟",
			Good: "هل تعلم؟",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: closers, Before: blank}},
				At:       closeUp,
			},
		},
		{
			Name:  "space-after-mark",
			Title: "missing space after a punctuation mark",
			Doc: `A space separates a word from the ، ؛ ؟ or ! before it (it is missing 1,426 times in 9 million words of
newspapers). Between digits, the comma is a decimal sign and stays. Before a number that belongs to the letters before
it (ص،367 بين 2008 و،2009), the comma stays too: its place is after the number.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "رئيس قسم،الذي",
			Good: "رئيس قسم، الذي",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("،؛؟!"), After: arabic.Union(letters, latin, digits, openers)}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					r, size := t.Next(i)
					n, _ := t.Next(i + size)
					p, _ := t.Prev(i)
					switch {
					case p == '\n' || p == '(':
						return rule.Match{}, false
					case letters.Has(n), isLatin(n) && r != '!', opening.Has(n) && r != '!':
					case digits.Has(n) && (r == '،' || r == '؛') && t.Letters(span.Span{Start: t.WordBefore(i), End: i}, 3) == 3:
					case n == '"' && openingQuote(t, i+size):
					default:
						return rule.Match{}, false
					}
					return put(i+size, i+size, " "), true
				},
			},
		},
		{
			Name:  "colon-space",
			Title: "missing space after a colon",
			Doc: `After a word, a colon introduces the text that follows, and a space separates them: المصدر: https://…, قال:
نعم. In times, ratios and references (3:1, البقرة:255), the colon joins digits and stays.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "قال:نعم",
			Good: "قال: نعم",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf(":"), After: arabic.Union(letters, latin, openers)}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					p, _ := t.Prev(i)
					n, size := t.Next(i + 1)
					if !isWordy(p) && !closing.Has(p) && (p != '"' || n == '"') { // "key":"value" is code
						return rule.Match{}, false
					}
					if word := t.WordBefore(i); bytes.HasSuffix(t.Bytes()[:word], []byte("[[")) {
						return rule.Match{}, false // the namespace of a wiki's link: [[تصنيف:مدن]]
					}
					switch {
					case letters.Has(n), n == '«' || n == '“' || n == '[':
					case n == '(':
						if face(t, i) {
							return rule.Match{}, false
						}
					case n == '"':
						if !openingQuote(t, i+1) {
							return rule.Match{}, false
						}
					case isLatin(n):
						if after, _ := t.Next(i + 1 + size); !isLatin(after) {
							return rule.Match{}, false // :D and the like
						}
					default:
						return rule.Match{}, false
					}
					return put(i+1, i+1, " "), true
				},
			},
		},
		{
			Name:  "bracket-space",
			Title: "wrong spacing of a bracket or quotation mark",
			Doc: `Brackets and quotation marks have no space on their inner side (brackets do 2,981 times in 9 million words
of newspapers, straight marks 1,000 times). Brackets and guillemets have a space on their outer side, next to a word.
Straight marks open and close in turn; those that may be JSON or CSV stay. A proclitic stays attached to its bracket:
و(الاستشهاد), لـ«الشرق». An ending, a footnote mark, an era and the argument of a function stay attached too:
الموظف(ة), القاهرة[1], الحسن(2)، (1999)م, جا(س).`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "بلغ ( 354863) شخصا",
			Good: "بلغ (354863) شخصا",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{
					{At: opening, After: blank}, {At: opening, Before: wordy},
					{At: closing, Before: blank}, {At: closing, After: letters},
					{At: oneOf("\""), Before: beforeQuote, After: blank}, {At: oneOf("\""), Before: blank, After: afterQuote},
					{At: oneOf("\""), Before: insideQuote, After: letters}, {At: oneOf("\""), Before: letters, After: solid},
				},
				At: bracketSpace,
			},
		},
		{
			Name:  "percent-space",
			Title: "space before a percent sign",
			Doc: `The percent sign follows its number without a space, as CLDR defines for Arabic. Where another number or
Latin follows, % divides and its spaces stay.`,
			Group: Spacing, Level: rule.Info, Fix: rule.Safe, In: editor,
			Bad:  "بنسبة 50 % من",
			Good: "بنسبة 50% من",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("%٪"), Before: blank}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					start := t.SkipBefore(i, blank)
					p, _ := t.Prev(start)
					n, _ := t.Next(i + size)
					if wide(t, start, i) || !digits.Has(p) || digits.Has(n) || isLatin(n) {
						return rule.Match{}, false
					}
					// A part of a name, as in x1 % y2, or what a division leaves: 7 % 3
					if q, _ := t.Prev(t.SkipBefore(start, digits)); isLatin(q) || q == '_' {
						return rule.Match{}, false
					}
					divisor := nextSolid(t, i+size)
					return cut(start, i), !digits.Has(divisor) && !isLatin(divisor)
				},
			},
		},
		{
			Name:  "glued-stop",
			Title: "missing space after a full stop",
			Doc: `A full stop between two words of three letters or more ends a sentence, and a space follows it. Initials
(محمد.أ), abbreviations (ق.م) and host names stay, because their parts are shorter or have a known ending.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "انتهى الاجتماع.وأضاف المتحدث",
			Good: "انتهى الاجتماع. وأضاف المتحدث",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: dot, After: letters}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					left := i
					if p, size := t.Prev(i); closing.Has(p) || p == '"' {
						left -= size
					}
					right := t.WordAfter(i + 1)
					before := span.Span{Start: t.WordBefore(left), End: left}
					if t.Letters(before, 3) < 3 || t.Letters(span.Span{Start: i + 1, End: right}, 3) < 3 {
						return rule.Match{}, false
					}
					if lexicon.IsHostEnding(t.Bytes()[i+1 : right]) {
						return rule.Match{}, false
					}
					return put(i+1, i+1, " "), true
				},
			},
		},
		{
			Name:  "digit-letter-space",
			Title: "missing space between a number and a word",
			Doc: `A space separates a word of three letters or more from the number before it: 2023آخر, 27مليار. Eras, units
and labels (1436هـ, 2014م, 44ق.م, 10كم, 3ب) stay attached to their numbers. The decimal sign of news agencies (5ر1)
stays too.`,
			Group: Spacing, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "بلغ 27مليار دولار",
			Good: "بلغ 27 مليار دولار",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: digits, After: letters}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					at := i + size
					end := t.WordAfter(at)
					if t.Letters(span.Span{Start: at, End: end}, 3) < 3 || isShortUnit(bareWord(t, at, end)) || bytes.HasPrefix(t.Bytes()[at:end], hijri) {
						return rule.Match{}, false
					}
					start := t.SkipBefore(at, digits)
					p, before := t.Prev(start)
					if q, _ := t.Prev(start - before); p == '-' && letters.Has(q) {
						return rule.Match{}, false // a model: ميغ-29كاي
					}
					return put(at, at, " "), !isLatin(p) && p != '_' && !isNoNumber(t, start, at)
				},
			},
		},
		{
			Name:  "letter-digit-space",
			Title: "missing space between a word and a number",
			Doc: `A space separates a number from the word of three letters or more before it. The number of a footnote,
which a mark follows, stays: قالوا6، وهو. Off by default: names of events and products are written without it (جنيف2،
ويندوز10).`,
			Group: Spacing, Level: rule.Info, Fix: rule.Safe,
			Bad:  "مؤتمر جنيف2",
			Good: "مؤتمر جنيف 2",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: digits, Before: arabic.Union(letters, marks)}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					start := t.WordBefore(i)
					if t.Letters(span.Span{Start: start, End: i}, 3) < 3 ||
						isProclitic(bareWord(t, start, i)) {
						return rule.Match{}, false
					}
					if q, _ := t.Prev(start); digits.Has(q) {
						return rule.Match{}, false
					}
					end := t.SkipAfter(i, digits)
					n, _ := t.Next(end)
					isNote := count(t, i, end) <= 3 && (closers.Has(n) || closing.Has(n))
					return put(i, i, " "), !isNote && !isNoNumber(t, i, end)
				},
			},
		},
		{
			Name:  "teh-marbuta-inside",
			Title: "teh marbuta inside a word",
			Doc: `ة only ends words. If a letter follows it, the space between two words is missing. If the second word is
long enough, teh-marbuta-split separates them.`,
			Group: Spacing, Level: rule.Warning, In: Check,
			Bad:  "مدرسةالبنات",
			Good: "مدرسة البنات",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("ة"), After: arabic.Union(letters, marks)}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					at, ok := afterMarbuta(t, i)
					return cut(t.WordBefore(i), t.WordAfter(at)), ok
				},
			},
		},
		{
			Name:  "teh-marbuta-split",
			Title: "missing space after a teh marbuta",
			Doc: `The rule adds the space whose absence teh-marbuta-inside reports, before a word of two letters or more.
Off by default: the ة may be the typing error.`,
			Group: Spacing, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "مدرسةالبنات",
			Good: "مدرسة البنات",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("ة"), After: arabic.Union(letters, marks)}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					at, ok := afterMarbuta(t, i)
					if !ok || t.Letters(span.Span{Start: at, End: t.WordAfter(at)}, 2) < 2 {
						return rule.Match{}, false
					}
					return put(at, at, " "), true
				},
			},
		},
	}
}

var (
	// closers are the marks that close up to the word before them.
	closers  = oneOf(".،؛؟!:,;?…")
	ellipsis = oneOf(".…")
	hijri    = []byte("هـ")
)

// hardBreak ends a line of a paragraph in Markdown. What else is Markdown in the
// text is not known of one line.
const hardBreak = "  "

// wide reports whether line[start:end] is a gap that makes layout.
func wide(t *rule.Line, start, end int) bool { return count(t, start, end) > 2 }

// openingQuote reports whether the straight quotation mark at i opens: an even
// number of them stand before it, and it does not end a quotation or a cell that
// began on a line before.
func openingQuote(t *rule.Line, i int) bool {
	n, size := t.Next(i + 1)
	if m, _ := t.Next(i + 1 + size); afterQuote.Has(n) && !ellipsis.Has(m) || cellMarks.Has(n) {
		return false
	}
	before, _ := slices.BinarySearch(straightQuotes(t), i)
	return before%2 == 0
}

// quotePair is where the straight quotation mark at i and its partner stand,
// and whether those of the line pair up: they open and close by turns, and none of
// the two and of the marks beside them has its blank on the side of the quotation.
func quotePair(t *rule.Line, i int) (start, end int, ok bool) {
	all := straightQuotes(t)
	if len(all)%2 != 0 {
		return 0, 0, false
	}
	k, _ := slices.BinarySearch(all, i)
	k &^= 1
	for n := max(0, k-1); n < min(len(all), k+3); n++ {
		if misplaced(t, all[n], n%2 == 0) {
			return 0, 0, false
		}
	}
	return all[k], all[k+1], true
}

// misplaced reports whether what is beside the straight quotation mark at i shows that
// it does not open, or does not close, as its turn has it.
func misplaced(t *rule.Line, i int, opens bool) bool {
	p, n := before(t, i), after(t, i+1)
	if opens { // it closes, or is that of inches
		return afterQuote.Has(n) && (digits.Has(p) || isLatin(p) || isWordy(p) && !isProclitic(bareWord(t, t.WordBefore(i), i)))
	}
	return solid.Has(n) && (blank.Has(p) || p == '(')
}

// straightQuotes are where the straight quotation marks of the line stand.
func straightQuotes(t *rule.Line) []int {
	at := t.Memo(quotePlaces).(*[]int)
	if len(*at) == 0 {
		line := t.Bytes()
		for j := bytes.IndexByte(line, '"'); j >= 0; {
			*at = append(*at, j)
			n := bytes.IndexByte(line[j+1:], '"')
			if n < 0 {
				break
			}
			j += 1 + n
		}
	}
	return *at
}

// quotePlaces keeps them.
var quotePlaces = &rule.Memo{
	New:   func() any { return new([]int) },
	Clear: func(kept any) { at := kept.(*[]int); *at = (*at)[:0] },
}

// beforeMark is what a mark closes up to. OBJECT REPLACEMENT CHARACTER is what a
// document has in the place of a code span or a placeholder, which is read as a word.
var beforeMark = arabic.Union(wordy, digits, latin, oneOf(")]»”\"%٪’'\uFFFC"))

// closeUp deletes the blanks before the mark at i, and writes one after it
// where a colon or a stop has it on the wrong side.
func closeUp(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	start := t.SkipBefore(i, blank)
	p, _ := t.Prev(start)
	n, _ := t.Next(i + size)
	switch {
	case wide(t, start, i), opensToken(t, i), r == '؛' && n == ')' && !pairsNear(t, i+size):
		return rule.Match{}, false
	case sameMark(p, r), arabicMarks.Has(r) && endsCode(t, start):
		return cut(start, i), true
	case !beforeMark.Has(p), r == '!' && (n == '=' || isLatin(p) && isLatin(n)):
		return rule.Match{}, false
	case (r == '،' || r == ',') && digits.Has(n):
		// Meant to stand behind the number, which the words before need: عام ،2009
		return rule.Match{}, false
	case separates(t, r):
		return rule.Match{}, false
	case r == '?' && isWordy(p) && lostSign(t, i):
		return rule.Match{}, false
	case r == ',' || r == ';' || r == '?':
		// After a number or Latin, only where Arabic goes on behind a blank.
		goesOn := p != '"' && blank.Has(n) && letters.Has(nextSolid(t, i+size))
		return cut(start, i), (afterArabic(t, start, i+size) || goesOn) && !strings.ContainsRune(")(-DPp*^", n)
	case r == ':':
		return closeUpColon(t, start, i)
	case r == '.' || r == '…':
		return closeUpStop(t, start, i)
	}
	return cut(start, i), r != '!' || !outsideArabic(t, start, i+1)
}

// opensToken reports whether the mark at i, behind a blank, begins a path or a word of
// code: ./run.sh, !important, ?q=1. An ellipsis before a word of Latin does not.
func opensToken(t *rule.Line, i int) bool {
	r, _ := t.Next(i)
	n, _ := t.Next(t.SkipAfter(i, codeMarks))
	return codeMarks.Has(r) && (n == '/' || isLatin(n) && t.SkipAfter(i, ellipsis) < i+2)
}

// codeMarks are the marks that begin tokens of code.
var codeMarks = oneOf(".,!?")

// arabicMarks are the marks that no code has.
var arabicMarks = oneOf("،؛؟")

// sameMark reports whether the mark r after p, with a blank between them, goes on with
// what p began: ؟ ؟ ؟.
func sameMark(p, r rune) bool {
	if p == '،' || p == '؛' {
		return r == p
	}
	return (p == '؟' || p == '!') && (r == '؟' || r == '!')
}

// endsCode reports whether markup of code or emphasis ends at i: `v-on`, **نعم**.
func endsCode(t *rule.Line, i int) bool {
	p, size := t.Prev(i)
	if !strings.ContainsRune("`*}>", p) {
		return false
	}
	q, _ := t.Prev(i - size)
	return solid.Has(q) || q == p || q == '/' || q == '"'
}

// closeUpColon closes the colon at i up to start.
func closeUpColon(t *rule.Line, start, i int) (rule.Match, bool) {
	p, _ := t.Prev(start)
	n, _ := t.Next(i + 1)
	switch {
	case n == ':' || p == ':', face(t, i), blank.Has(n) && parentheses.Has(after(t, i+2)) && !pairsNear(t, i+2), outsideArabic(t, start, i+1), digits.Has(p) && digits.Has(nextSolid(t, i+1)), isVariable(t, start) && nextSolid(t, i+1) == '"':
		return rule.Match{}, false
	case n >= 'a' && n <= 'z' && endsName(t, t.SkipAfter(i+1, latin)): // a placeholder or a symbol: لديك :count رسالة
		return rule.Match{}, false
	case solid.Has(n) && n != arabic.TatweelSign, opening.Has(n), strings.ContainsRune("{#@$", n), n == '"' && p != '"' && openingQuote(t, i+1):
		return put(start, i+1, ": "), true // the space belongs on the other side
	}
	return cut(start, i), true
}

// isVariable reports whether one Latin letter that stands alone ends at i.
func isVariable(t *rule.Line, i int) bool {
	p, size := t.Prev(i)
	q, _ := t.Prev(i - size)
	return isLatin(p) && (q == '\n' || blank.Has(q))
}

// endsName reports whether a blank, a colon or the end of the line is at i.
func endsName(t *rule.Line, i int) bool {
	r, _ := t.Next(i)
	return blank.Has(r) || r == ':' || r == '\n'
}

// closeUpStop closes the full stop or ellipsis at i up to start.
func closeUpStop(t *rule.Line, start, i int) (rule.Match, bool) {
	r, _ := t.Next(i)
	p, _ := t.Prev(start)
	end := t.SkipAfter(i, ellipsis)
	alone := r == '.' && end == i+1
	n, _ := t.Next(end)
	switch {
	case alone && nextSolid(t, end) == '.', end-i >= leaderLeast, !alone && (outsideArabic(t, start, end) || blank.Has(n) && t.Is(verse)):
		return rule.Match{}, false // an ellipsis with blanks, as some presses have it; a leader; mathematics; the middle of a verse
	case digits.Has(n) && (alone || digits.Has(p)), isLatin(n) && alone:
		return rule.Match{}, false
	case isWordy(n) && alone && t.Letters(span.Span{Start: end, End: t.WordAfter(end)}, 2) < 2:
		return rule.Match{}, false // an initial's
	case solid.Has(n), opening.Has(n) && n != '[', n == '"' && openingQuote(t, end):
		return put(start, end, string(t.Bytes()[i:end])+" "), true
	}
	return cut(start, i), true
}

// face reports whether the colon at i is the eyes of a face: :) :-( :D. A bracket
// is no mouth when it closes again, or has a letter right behind it.
func face(t *rule.Line, i int) bool {
	n, _ := t.Next(i + 1)
	after, _ := t.Next(i + 2)
	switch n {
	case ')', '/', '|', '*':
		return true
	case '-':
		return strings.ContainsRune(")(DPp/|*", after)
	case '(':
		return !letters.Has(after) && !pairsNear(t, i+1)
	case 'D', 'P', 'p':
		return !isLatin(after)
	}
	return false
}

// lostSign reports whether the ? at i, behind a blank, is what a converter left
// of a sign (رسول الله ? يقول) or a word: the text goes on, or it stands for many.
func lostSign(t *rule.Line, i int) bool {
	end := t.SkipNear(i, shoutMost, questions)
	n, _ := t.Next(end)
	return blank.Has(n) || end > i+2
}

// nextSolid is the first code point from i on that is no blank.
func nextSolid(t *rule.Line, i int) rune {
	r, _ := t.Next(t.SkipAfter(i, blank))
	return r
}

// afterMarbuta is where the word after the teh marbuta at i begins, and
// whether one does.
func afterMarbuta(t *rule.Line, i int) (int, bool) {
	if p, _ := t.Prev(i); !isWordy(p) {
		return 0, false
	}
	at := t.SkipAfter(i+2, marks)
	n, _ := t.Next(at)
	return at, letters.Has(n)
}
