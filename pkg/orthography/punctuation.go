package orthography

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

func punctuationRules() []*rule.Rule {
	return []*rule.Rule{
		latinMark("latin-comma", ",", "،",
			`The Arabic comma is ،, which is turned for a line from right to left. After an Arabic word, a Latin comma is a
typing error (8,313 times in 9 million words of newspapers). After Latin, between digits and in a URL, the Latin comma
is correct. Two or more commas of a line, none of them with a space after it, separate the cells of a table and stay, and
so does the one comma of each line in a table of two columns. A line of Latin words with Arabic glosses keeps its commas.`),
		latinMark("latin-semicolon", ";", "؛",
			`After an Arabic word, the semicolon is ؛. After Latin, in a character reference (&amp;) and in an emoticon,
the Latin semicolon stays. It also stays where semicolons separate the cells of a table.`),
		latinMark("latin-question", "?", "؟",
			`After an Arabic word, the question mark is ؟. After Latin and in a URL, the Latin question mark stays. Inside
a word and between spaces it stays too, because there it replaces a letter or a sign that a converter lost.`),
		{
			Name:  "repeated-comma",
			Title: "repeated comma",
			Doc:   `Two commas in a row separate no more than one does. The rule keeps the first.`,
			Group: Punctuation, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "نعم،، وصلنا",
			Good: "نعم، وصلنا",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("،"), After: oneOf("،,")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					if p, _ := t.Prev(i); p == '،' || p == ',' || separates(t, ',') {
						return rule.Match{}, false
					}
					end := t.SkipAfter(i+size, oneOf("،,"))
					return cut(i+size, end), end > i+size
				},
			},
		},
		{
			Name:  "year-comma",
			Title: "comma before the year that it follows",
			Doc: `Systems that store lines from left to right put the comma after a year before it: خلال العام ،2009 مما. Where
the words before need the year, as عام, a month, a preposition or the و of two years do, the rule moves the comma behind
it. Source: 131 times in 1.7 million letters of Al-Khaleej.`,
			Group: Punctuation, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "خلال العام ،2009 مما",
			Good: "خلال العام 2009، مما",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("،"), Before: arabic.Union(blank, letters), After: digits}},
				At:       yearComma,
			},
		},
		{
			Name:  "long-ellipsis",
			Title: "ellipsis of more than three dots",
			Doc: `An ellipsis has three dots. Two dots are a habit of newspapers, which two-dots reports and which stays.
Eight dots and more lead to a page number or are a blank to fill in, and stay.
Source: the Cairo Academy's rules of punctuation (1932).`,
			Group: Punctuation, Level: rule.Info, Fix: rule.Safe, In: editor,
			Bad:  "قال..... وسكت",
			Good: "قال... وسكت",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: dot, After: dot}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					end := dots(t, i)
					return cut(i+3, end), end-i > 3 && end-i < leaderLeast
				},
			},
		},
		{
			Name:  "two-dots",
			Title: "two dots",
			Doc: `Newspapers write two dots for a pause, an end or an ellipsis (18,792 times in 9 million words). The rule
only reports them, because only the author knows which one was meant.`,
			Group: Punctuation, Level: rule.Info, In: Check,
			Bad:  "عاد الوفد.. وغدا يسافر",
			Good: "عاد الوفد، وغدا يسافر",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: dot, After: dot}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					end := dots(t, i)
					return cut(i, end), end-i == 2
				},
			},
		},
		{
			Name:  "repeated-punctuation",
			Title: "repeated punctuation",
			Doc:   `!!! becomes !, and ؟!؟! becomes ؟!. Off by default: in reviews and posts, repetition carries emotion.`,
			Group: Punctuation, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "رائع!!!",
			Good: "رائع!",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: shouts, After: shouts}},
				At:       onceEach,
			},
		},
		{
			Name:  "elongated-word",
			Title: "letter repeated to stretch a word",
			Doc: `Writers repeat a letter for emphasis. The rule reduces three or more equal letters in a row to one or
two, whichever makes a frequent word: جداااا is جدا, قررررر is قرر. If neither or both do, a pattern decides: ا, ى and ة
are never double, و and ي are single at the end of most words and in a run of four or more, the plural المصرييين has two.
Laughing هههه becomes two. Everything else stays, because words can have three equal letters (تتتابع، لللاجئين، شتتت).
Off by default. Source: words counted in newspapers and an encyclopedia; of 208 words with three equal letters there, 125
need two or three of them.`,
			Group: Punctuation, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "سنوووو",
			Good: "سنو",
			Find: &rule.Finder{
				Triggers: repeatedLetters(),
				At:       shorten,
			},
		},
		{
			Name:  "quotes-guillemets",
			Title: "quotation marks other than « »",
			Doc: `The rule replaces curly and straight quotation marks with « », which do not depend on the font or the
direction. It replaces straight marks only in pairs, if the marks of the line pair up and are not part of JSON, CSV or
markup. Set by --quotes.`,
			Group: Punctuation, Level: rule.Info, Fix: rule.Safe,
			Bad:  "“نعم»",
			Good: "«نعم»",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("“”„‟\"")}},
				At:       guillemet,
			},
		},
		{
			Name:  "quotes-ascii",
			Title: "quotation marks other than \"",
			Doc:   `The rule replaces guillemets and curly quotation marks with the straight marks of ASCII. Set by --quotes.`,
			Group: Punctuation, Level: rule.Info, Fix: rule.Lossy,
			Bad:   "“نعم\"",
			Good:  "\"نعم\"",
			Folds: []rule.Fold{{From: '“', To: "\""}, {From: '”', To: "\""}, {From: '„', To: "\""}, {From: '‟', To: "\""}, {From: '«', To: "\""}, {From: '»', To: "\""}, {From: '‘', To: "'"}, {From: '’', To: "'"}},
		},
		{
			Name:  "sentence-mark-first",
			Title: "punctuation mark at the start of a line",
			Doc: `A sentence ends with its mark, so none begins with one. Subtitles are often turned by hand for players that
show Arabic from left to right, which puts the full stop of .هذا سطر at the wrong end; elsewhere a line was broken before
its mark. The rule only reports it: the mark may belong to this line or to the one before. Dots of an omission (...) are
not reported. Source: SubtitleEdit/subtitleedit#2400.`,
			Group: Punctuation, Level: rule.Warning, In: Check,
			Bad:  ".هذا سطر من ترجمة",
			Good: "هذا سطر من ترجمة.",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf(".،؟!"), Before: edge, After: letters}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					return cut(i, i+size), i == 0
				},
			},
		},
		{
			Name:  "unpaired-bracket",
			Title: "unpaired bracket or quotation mark",
			Doc: `A bracket opens and does not close on its line, or closes and did not open there. The label of a list item,
1) or أ), and the mouth of a face are not reported, nor quotation marks that are turned around (”نعم“). A quotation of several paragraphs may open in one paragraph and close in another.`,
			Group: Punctuation, Level: rule.Info, In: Check,
			Bad:  "قال (نعم",
			Good: "قال (نعم)",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("()[]{}«»“”")}},
				At:       unpaired,
			},
		},
		{
			Name:  "quotes-mixed",
			Title: "mixed quotation marks",
			Doc: `A text should use only one of « », “ ” and " ". Choose it with --quotes. The rule expects the kind that
the text uses first.`,
			Group: Punctuation, Level: rule.Info, In: Check,
			Bad:  "«نعم»\n“لا”\n",
			Good: "«نعم»\n«لا»\n",
			Variants: []rule.Variant{
				oneMark("« »", "«"), oneMark("“ ”", "“"), oneMark("\" \"", "\""),
			},
		},
	}
}

var (
	dot    = oneOf(".")
	inWord = arabic.Union(wordy, latin)
	shouts = oneOf("!؟?،؛")
	// questions are the marks of a question, of which it may have several.
	questions = oneOf("!?؟")
)

// shoutMost is how far, in bytes, the marks of a question go on.
const shoutMost = 64

// latinMark is the rule that a mark after an Arabic word is the Arabic one.
func latinMark(name, from, to, doc string) *rule.Rule {
	r := firstRune(from)
	set := oneOf(from)
	return &rule.Rule{
		Name: name, Title: "Latin " + strings.TrimPrefix(strings.ReplaceAll(name, "question", "question mark"), "latin-") + " after an Arabic word",
		Doc:   doc,
		Group: Punctuation, Level: rule.Warning, Fix: rule.Safe, In: editor,
		Bad:  "أوباما" + from + " قائلا",
		Good: "أوباما" + to + " قائلا",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: set, Before: arabic.Union(wordy, closing, oneOf("\"!?؟"))}},
			At: func(t *rule.Line, i int) (rule.Match, bool) {
				start, end := i, i+1
				if r == '?' { // ?? and !? ask together
					start, end = t.SkipNear(i, -shoutMost, questions), t.SkipNear(i, shoutMost, questions)
				}
				n, _ := t.Next(end)
				number := end
				if m, _ := t.Next(end + 1); n == '-' && digits.Has(m) {
					n, number = m, end+1
				}
				switch {
				case !afterArabic(t, start, end), isLatin(n), separates(t, r):
					return rule.Match{}, false
				case r == '?' && letters.Has(n):
					return rule.Match{}, false // what a lost letter leaves inside a word
				case digits.Has(n):
					// A column of CSV, unless the text goes on behind the number.
					if after, _ := t.Next(t.SkipAfter(number, digits)); r == '?' || !blank.Has(after) {
						return rule.Match{}, false
					}
				case r == ';' && strings.ContainsRune(")(-DPp*^", n):
					return rule.Match{}, false // an emoticon
				}
				return put(i, i+1, to), true
			},
		},
	}
}

// afterArabic reports whether an Arabic word ends at i, or a bracket that
// closes right after one. Straight quotation marks may be those of JSON, unless
// the text goes on in Arabic without one, behind a blank at next.
func afterArabic(t *rule.Line, i, next int) bool {
	p, size := t.Prev(i)
	switch {
	case closing.Has(p):
		p, _ = t.Prev(i - size)
	case p == '"':
		if n, _ := t.Next(next); !blank.Has(n) || !letters.Has(nextSolid(t, next)) {
			return false
		}
		p, _ = t.Prev(i - size)
	}
	return isWordy(p)
}

// dots is the end of the run of full stops that begins at i; i when none does.
func dots(t *rule.Line, i int) int {
	if p, _ := t.Prev(i); p == '.' {
		return i
	}
	return t.SkipAfter(i, dot)
}

func onceEach(t *rule.Line, i int) (rule.Match, bool) {
	if p, _ := t.Prev(i); shouts.Has(p) {
		return rule.Match{}, false
	}
	end := t.SkipAfter(i, shouts)
	run := string(t.Bytes()[i:end])
	out := ""
	for _, r := range run {
		if !strings.ContainsRune(out, r) {
			out += string(r)
		}
	}
	return put(i, end, out), out != run
}

// repeatedLetters are the triggers for a letter twice in a row.
func repeatedLetters() []rule.Trigger {
	var out []rule.Trigger
	for r := '\u0621'; r <= '\u064A'; r++ {
		if arabic.IsLetter(r) {
			one := oneOf(string(r))
			out = append(out, rule.Trigger{At: one, After: one})
		}
	}
	return out
}

// shorten reduces the run of equal letters at i to what makes a word.
func shorten(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	if p, _ := t.Prev(i); p == r {
		return rule.Match{}, false
	}
	end := t.SkipAfter(i, oneOf(string(r)))
	n := (end - i) / size
	word := t.Word(i)
	if n < 3 {
		return rule.Match{}, false
	}
	keep := n
	if r == 'ه' && word.Start == i && word.End == end {
		keep = 2
	} else if word.Len() <= wordMost {
		s := stretched{before: shrink(bareWord(t, word.Start, i)), letter: string(r), after: shrink(bareWord(t, end, word.End))}
		keep = s.keep(n)
	}
	return cut(i+keep*size, end), keep < n
}

// A stretched word has a letter more than twice in a row.
type stretched struct{ before, letter, after string }

// keep returns how many of n equal letters the word has; n if that is unclear.
func (s stretched) keep(n int) int {
	if n == 3 && s.triple() {
		return n
	}
	vowel := n > 3 || s.after == "" // three of them in a word are often two: تشيييد
	one := peeled(s.before+s.letter+s.after, isFrequent[string])
	two := peeled(s.before+s.letter+s.letter+s.after, isFrequent[string])
	letters := utf8.RuneCountInString(s.before)
	switch {
	case one != two:
		if one {
			return 1
		}
		return 2
	case s.letter == "ي" && s.after == "ن" && letters > 3:
		return 2 // المصريين
	case letters > 0 && strings.Contains("اىة", s.letter):
		return 1
	case vowel && letters > 1 && s.letter == "ي" && s.after != "ن" && !strings.HasSuffix(s.before, "ح"): // but تحيي
		return 1
	case vowel && letters > 1 && s.letter == "و" && s.after != "ن" && s.after != "ا" && !strings.HasSuffix(s.before, "ا"): // but يستوون, رووا, داوود
		return 1
	}
	return n
}

// triple reports whether words can have the letter three times there: a prefix and a
// root that begins with two (تتتبع), the article after ل (لللجنة), or a root that
// ends in two and the ending ت (شتتت).
func (s stretched) triple() bool {
	if s.before == "" || isProclitic(s.before) {
		return strings.Contains("تلبك", s.letter)
	}
	switch s.after {
	case "", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ني":
		return s.letter == "ت" && utf8.RuneCountInString(s.before) <= 2
	}
	return s.before == "س" && s.letter == "ت"
}

// shrink writes one letter for each run of three and more.
func shrink(word string) string {
	var out []rune
	n := 0
	for _, r := range word {
		if len(out) > 0 && out[len(out)-1] == r {
			n++
		} else {
			n = 1
		}
		if n == 3 {
			out = out[:len(out)-2]
		}
		if n <= 3 {
			out = append(out, r)
		}
	}
	return string(out)
}

func guillemet(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	p, _ := t.Prev(i)
	n, _ := t.Next(i + size)
	if r != '"' {
		// German closes with “, Swedish opens with ”: what is beside them tells.
		after := blank.Has(p) || edge.Has(p) || isProclitic(bareWord(t, t.WordBefore(i), i))
		before := isWordy(n) || digits.Has(n) || isLatin(n)
		switch {
		case before && (after || r != '”'), after && blank.Has(n) && r != '”' && !quoted(t, i):
			return put(i, i+size, "«"), true
		case after && !quoted(t, i):
			return rule.Match{}, false
		}
		return put(i, i+size, "»"), true
	}
	// Both of a pair, or neither: inside it may be blanks that bracket-space
	// has yet to close, or the marks of the line open and close otherwise.
	start, end, ok := quotePair(t, i)
	if !ok || inCode(t, start, end) {
		return rule.Match{}, false
	}
	first, size := t.Next(start + 1)
	second, _ := t.Next(start + 1 + size)
	last, _ := t.Prev(end)
	if blank.Has(first) || closers.Has(first) && blank.Has(second) || blank.Has(last) {
		return rule.Match{}, false
	}
	if i == start {
		return put(i, i+1, "«"), true
	}
	return put(i, i+1, "»"), true
}

// quoted reports whether the last guillemet or curly quotation mark before i
// opens.
func quoted(t *rule.Line, i int) bool {
	at := bytes.LastIndexAny(t.Bytes()[:i], "«»“”„‟")
	if at < 0 {
		return false
	}
	r, _ := t.Next(at)
	return strings.ContainsRune("«“„‟", r)
}

// partner returns the other mark of the pair that r is one of.
func partner(r rune) []byte {
	for n := range partners {
		if p := &partners[n]; p.of == r {
			return p.is
		}
	}
	return nil
}

var partners = [...]struct {
	of rune
	is []byte
}{
	{'(', []byte(")")}, {')', []byte("(")}, {'«', []byte("»")}, {'»', []byte("«")}, {'“', []byte("”")}, {'”', []byte("“")},
	{'[', []byte("]")}, {']', []byte("[")}, {'{', []byte("}")}, {'}', []byte("{")},
}

func opens(r rune) bool { return r == '(' || r == '[' || r == '{' || r == '«' || r == '“' }

// pairNear is how far, in bytes, most partners stand.
const pairNear = 1 << 8

func unpaired(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	line := t.Bytes()
	kind := bracketKind(r)
	// Most pairs close without another of their kind between.
	own, other := line[i:i+size], partner(r)
	known := t.Memo(lineBrackets).(*brackets)
	if opens(r) {
		rest := line[i+size : min(len(line), i+pairNear)]
		if end := bytes.Index(rest, other); end >= 0 && !bytes.Contains(rest[:end], own) {
			known.closes = i + size + end
			return rule.Match{}, false
		}
	} else if i > 0 && i == known.closes {
		return rule.Match{}, false
	}
	all := bracketsOf(t)
	if n, ok := all.find(i); !ok || all.marks[n].mate >= 0 {
		return rule.Match{}, false
	}
	switch {
	case isMouth(t, i), isArrow(t, i), all.turned(kind):
		return rule.Match{}, false
	case r == ')' && isLabel(t, i):
		return rule.Match{}, false
	}
	return cut(i, i+size), true
}

// isArrow reports whether the guillemet at i points to the next page or the one before:
// a blank parts it from the words of the line, which it ends or begins.
func isArrow(t *rule.Line, i int) bool {
	r, size := t.Next(i)
	p, n := before(t, i), after(t, i+size)
	return (r == '«' || r == '»') && (p == '\n' && blank.Has(n) || blank.Has(p) && n == '\n')
}

// isMouth reports whether the bracket at i is the mouth of a face, with eyes before
// or after it: :) :-)) : ) (: and the like.
func isMouth(t *rule.Line, i int) bool {
	r, _ := t.Next(i)
	if !parentheses.Has(r) {
		return false
	}
	mouth := oneMouth[r]
	start, end := t.SkipBefore(i, mouth), t.SkipAfter(i, mouth)
	p, size := t.Prev(start)
	if q, _ := t.Prev(start - size); noses.Has(p) && faceEyes.Has(q) || p == ' ' && faceEyes.Has(q) && standsAlone(t, start-2) {
		return true
	}
	n, size := t.Next(end)
	q, _ := t.Next(end + size)
	return faceEyes.Has(p) || faceEyes.Has(n) && q != ' ' || noses.Has(n) && faceEyes.Has(q)
}

// standsAlone reports whether a blank or the line's start is before i.
func standsAlone(t *rule.Line, i int) bool {
	p, _ := t.Prev(i)
	return p == '\n' || blank.Has(p)
}

var (
	faceEyes    = oneOf(":;=؛^")
	noses       = oneOf("-'_")
	parentheses = oneOf("()")
	oneMouth    = map[rune]*arabic.Set{'(': oneOf("("), ')': oneOf(")")}
)

// isLabel reports whether a number or a letter that stands by itself ends at i,
// as 1 of 1), 1.2) and 1 ), أ of أ), and iv of iv).
func isLabel(t *rule.Line, i int) bool {
	const most = 16 // bytes that a label has
	end := t.SkipNear(i, -2, labelEnds)
	start := t.SkipNear(end, -most, numberLabel)
	if start == end {
		start = t.SkipNear(end, -most, inWord)
		if roman := bytes.Trim(t.Bytes()[start:end], "ivxIVX"); len(roman) > 0 && count(t, start, end) > 1 {
			return false
		}
	}
	p, _ := t.Prev(start)
	return start < end && count(t, start, end) <= 6 && (p == '\n' || blank.Has(p) || labelMarkup.Has(p))
}

var (
	numberLabel = arabic.Union(digits, oneOf("."))
	labelEnds   = oneOf(" -.")
	labelMarkup = oneOf("*_>|\t")
)

// oneMark finds one kind of quotation mark.
func oneMark(name, mark string) rule.Variant {
	return rule.Variant{Name: name, Finder: rule.Finder{
		Triggers: []rule.Trigger{{At: oneOf(mark)}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			_, size := t.Next(i)
			p, _ := t.Prev(i)
			return cut(i, i+size), !digits.Has(p) // 5" is inches
		},
	}}
}

// yearComma answers at a comma before a number.
func yearComma(t *rule.Line, i int) (rule.Match, bool) {
	_, size := t.Next(i)
	year := i + size
	end := t.SkipNear(year, numberMost, digits)
	number := string(t.Bytes()[year:end])
	n, rest := t.Next(end)
	first, _ := arabic.DigitValue(firstRune(number))
	if count(t, year, end) != 4 || first != 1 && first != 2 || rest > 0 && !blank.Has(n) || closers.Has(nextSolid(t, end)) {
		return rule.Match{}, false
	}
	at := t.SkipBefore(i, blank)
	word := bareWord(t, t.WordBefore(at), at)
	switch {
	case wide(t, at, i):
		return rule.Match{}, false
	case word == "و": // بين 2008 و ،2009
		q, _ := t.Prev(t.SkipBefore(t.WordBefore(at), blank))
		return put(at, end, number+"،"), digits.Has(q)
	}
	return put(at, end, " "+number+"،"), needsYear(word)
}

// needsYear reports whether a number after the word names a year, with or without
// a proclitic.
func needsYear(word string) bool {
	for {
		if isYearWord(word) || isPreposition(word) {
			return true
		}
		r := firstRune(word)
		if !strings.ContainsRune("ولبف", r) {
			return false
		}
		word = word[len(string(r)):]
	}
}
