package orthography

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/numeral"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func numberRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "numbers-to-digits",
			Title: "number in words",
			Doc: `The rule writes whole numbers in digits, and keeps the word of millions and more (3 ملايين). It reports the
words that may be something else, and keeps them: واحد, اثنان and ألف alone; خمس, ست, سبع, تسع and عشر before other things
than they count; صفر; fractions; years, dates and times in words; numbers side by side, as of a telephone. Ordinals and
numbers with the article stay. The digits are Western; --digits eastern changes them too. Set by --numbers.`,
			Group: Digits, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "قرأت ثلاثة وعشرين كتابا",
			Good: "قرأت 23 كتابا",
			Find: &rule.Finder{Triggers: wordStarts, At: func(t *rule.Line, i int) (rule.Match, bool) {
				n, is := wordNumber(t, i)
				if is != certain {
					return rule.Match{}, false
				}
				return put(n.Start, n.End, digitsOfWords(t, n)), true
			}},
			Reports: &rule.Finder{Triggers: wordStarts, At: func(t *rule.Line, i int) (rule.Match, bool) {
				n, is := wordNumber(t, i)
				return report(n.Start, n.End, "number in words with other possible readings"), is == ambiguous
			}},
		},
		{
			Name:  "numbers-to-words",
			Title: "number in digits",
			Doc: `The rule writes a whole number in words if it counts a word of a list, which gives the gender: 23 كتابا, 5
سنوات, 3 ملايين, 20 في المئة. The case is the genitive after a preposition, and the nominative elsewhere: the rule does
not know objects of verbs. It reports and keeps 1, 2 and numbers that end in them, and numbers that may be a year.
Numbers before any other word stay: dates, times, decimals, versions and numbers of things. Set by --numbers. Source:
Wright, A Grammar of the Arabic Language, I, §§318-327, II, §§96-101.`,
			Group: Digits, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "في الرف 23 كتابا",
			Good: "في الرف ثلاثة وعشرون كتابا",
			Find: &rule.Finder{Triggers: numberStarts, At: func(t *rule.Line, i int) (rule.Match, bool) {
				c, is := counted(t, i)
				if is != certain {
					return rule.Match{}, false
				}
				return put(c.Start, c.End, c.words()), true
			}},
			Reports: &rule.Finder{Triggers: numberStarts, At: func(t *rule.Line, i int) (rule.Match, bool) {
				c, is := counted(t, i)
				return report(c.Start, c.End, "number whose words are not certain"), is == ambiguous
			}},
		},
	}
}

var (
	wordStarts   = []rule.Trigger{{At: letters, Before: wordy.Not()}}
	numberStarts = []rule.Trigger{{At: digits, Before: digits.Not()}}
)

// A certainty is how sure a reading is.
type certainty uint8

const (
	other     certainty = iota // nothing to read
	ambiguous                  // for a reader to decide
	certain
)

// lineNumbers is the memo of the numbers of a line.
var lineNumbers = &rule.Memo{
	New: func() any { return new(knownNumbers) },
	Clear: func(kept any) {
		k := kept.(*knownNumbers)
		k.read, k.numbers = false, k.numbers[:0]
	},
}

type knownNumbers struct {
	read    bool
	numbers []numeral.Number
}

func numbersOf(t *rule.Line) []numeral.Number {
	k := t.Memo(lineNumbers).(*knownNumbers)
	if !k.read {
		k.read, k.numbers = true, numeral.Find(k.numbers[:0], t.Bytes())
		for i := 0; i < len(k.numbers); i++ {
			k.partPercent(t.Bytes(), i)
		}
	}
	return k.numbers
}

// partPercent parts number i where it has بالمئة, which is read as a hundred.
func (k *knownNumbers) partPercent(line []byte, i int) {
	n := k.numbers[i]
	text := n.Text(line)
	at := bytes.Index(text, []byte(" بال"))
	if at < 0 {
		return
	}
	whole, ok := numeral.Parse(text[:at])
	if !ok {
		return
	}
	rest := n.Start + at + len(" بال")
	whole.Start, whole.End = n.Start, n.Start+whole.End
	k.numbers[i] = whole
	if word := bytes.IndexByte(line[rest:n.End], ' '); word >= 0 {
		rest += word
		for j, more := range numeral.Find(nil, line[rest:n.End]) {
			more.Start, more.End = more.Start+rest, more.End+rest
			k.numbers = slices.Insert(k.numbers, i+1+j, more)
		}
	}
}

// wordNumber returns the number in words whose first word begins at i.
func wordNumber(t *rule.Line, i int) (numeral.Number, certainty) {
	numbers := numbersOf(t)
	at, _ := slices.BinarySearchFunc(numbers, i, func(n numeral.Number, i int) int { return n.Start - i })
	if at == len(numbers) {
		return numeral.Number{}, other
	}
	n := numbers[at]
	if !n.Words || n.Ordinal || n.Start > i+wordMost || t.WordBefore(n.Start) != i || startsInDigit(t, n.Start) {
		return n, other
	}
	words := strings.Fields(bare(string(n.Text(t.Bytes()))))
	is := wordsAre(words, n, nextWord(t, n.End))
	if is == certain && (!countsHere(t, i, n) || besideNumber(t, numbers, at, i) || n.Value.Num >= 1000 && startsPercent(t, n.End)) {
		is = ambiguous // ثلاثة ملايين وخمسة بالمئة are two numbers
	}
	return n, is
}

func startsInDigit(t *rule.Line, i int) bool {
	r, _ := t.Next(i)
	return digits.Has(r)
}

// wordsAre judges a number by its own words, and by the word after it.
func wordsAre(words []string, n numeral.Number, next string) certainty {
	scale := int64(0)
	for i, w := range words {
		if definite(w) {
			return other
		}
		if isOtherWord(w) && i == 0 || isOtherWord(strings.TrimPrefix(w, "و")) && i > 0 && strings.HasPrefix(w, "و") {
			return ambiguous
		}
		known := numeral.Words()[lexicon.KeyOf(w)]
		if known.Role == 0 {
			known = numeral.Words()[lexicon.KeyOf(strings.TrimPrefix(w, "و"))]
		}
		if known.Role == numeral.Fraction || known.Role == numeral.NoRole && i > 0 { // or after a preposition
			return ambiguous
		}
		scale = 0
		if known.Role == numeral.Scale {
			scale = known.Value
		}
	}
	switch {
	case n.Value.Den != 1:
		return ambiguous
	case scale >= 1e6 && n.Value.Num/scale < 3:
		return other // مليون، مليونان
	case len(words) > 1:
		return certain
	}
	return wordIs(words[0], n.Value.Num, next)
}

// definite reports whether a word of a number has the article. That of ألف, without
// its hamza, only seems to have it.
func definite(word string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(word, "و"), "ال")
	return strings.HasPrefix(word, "لل") || ok && rest != "ف" && rest != "فا" && rest != "فان" && rest != "فين"
}

// wordIs judges a number of one word.
func wordIs(word string, value int64, next string) certainty {
	switch {
	case value < 3 || value == 1000:
		return ambiguous
	case value == 10:
		if strings.HasSuffix(word, "ة") && isMasculineCount(next) || word == "عشر" && isFeminineCount(next) {
			return certain
		}
		return ambiguous
	}
	switch word {
	case "خمس", "ست", "سبع", "تسع", "ثمان":
		if !isFeminineCount(next) {
			return ambiguous
		}
	}
	return certain
}

// countsHere reports whether what is around the number, whose first word begins
// at i, shows no year, date, time, fraction or percentage.
func countsHere(t *rule.Line, i int, n numeral.Number) bool {
	before := prevWord(t, i)
	if isNumbered(before) || isNumbered(strings.TrimPrefix(before, "و")) || before == "في" && n.Value.Num == 100 || isNumberedAfter(nextWord(t, n.End)) {
		return false
	}
	p, _ := t.Prev(i)
	r, _ := t.Next(n.End)
	return !digits.Has(p) && !digits.Has(r) && !isLatin(p) && !isLatin(r) && p != '_' && r != '_'
}

// besideNumber reports whether the number at, whose first word begins at i, follows or
// precedes another one that neither و nor a sign parts from it.
func besideNumber(t *rule.Line, numbers []numeral.Number, at, i int) bool {
	n := numbers[at]
	if at > 0 {
		p := numbers[at-1]
		joined := n.Start > i // by a proclitic
		if t.SkipBefore(i, blank) <= p.End && (!joined || p.Ordinal || p.Words && startsInDigit(t, p.Start)) {
			return true
		}
	}
	if at+1 < len(numbers) {
		return numbers[at+1].Start <= t.SkipAfter(n.End, blank)
	}
	return false
}

// digitsOfWords is the number in digits; after a preposition, with the tatweel that
// joins it.
func digitsOfWords(t *rule.Line, n numeral.Number) string {
	var out []byte
	switch p, _ := t.Prev(n.Start); p {
	case 'ب', 'ل', 'ك':
		out = append(out, "\u0640"...) // ARABIC TATWEEL
	}
	text := n.Text(t.Bytes())
	last := text[bytes.LastIndexByte(text, ' ')+1:]
	if w := numeral.Words()[lexicon.KeyOf(string(last))]; w.Role == numeral.Scale && w.Value >= 1e6 {
		n.Value.Num /= w.Value
		return string(append(append(numeral.AppendDigits(out, n.Value, numeral.Style{}), ' '), last...))
	}
	return string(numeral.AppendDigits(out, n.Value, numeral.Style{}))
}

// prevWord is the word before i, bare, with blanks between them.
func prevWord(t *rule.Line, i int) string {
	end := t.SkipBefore(i, blank)
	if end == i {
		return ""
	}
	return bareWord(t, t.WordBefore(end), end)
}

// nextWord is the word after i, bare, with blanks between them.
func nextWord(t *rule.Line, i int) string {
	start := t.SkipAfter(i, blank)
	if start == i {
		return ""
	}
	return bareWord(t, start, t.WordAfter(start))
}

// A countedNumber is a number in digits before what it counts.
type countedNumber struct {
	span.Span // of the digits and the tatweel before them
	value     int64
	gender    numeral.Gender
	numeral.Case
	before bool // the number is before the thing, not before a percentage
}

func (c *countedNumber) words() string {
	if c.before {
		return string(numeral.AppendCount(nil, c.value, c.gender, c.Case))
	}
	return string(numeral.AppendWords(nil, c.value, c.gender, c.Case))
}

// counted returns the number in digits that begins at i.
func counted(t *rule.Line, i int) (countedNumber, certainty) {
	end := t.SkipAfter(i, digits)
	value, ok := wholeNumber(t.Bytes()[i:end])
	next := nextWord(t, end)
	if !ok || next == "" {
		return countedNumber{}, other
	}
	c := countedNumber{Span: span.Span{Start: i, End: end}, value: value, before: true}
	switch {
	case isFeminineCount(next) || isFeminineCount(strings.TrimSuffix(next, "ا")):
		c.gender = numeral.Feminine
	case isMasculineCount(next) || isMasculineCount(strings.TrimSuffix(next, "ا")):
	case startsPercent(t, end):
		c.before = false
	default:
		return c, other
	}
	if !c.governed(t, i) {
		return c, other
	}
	last := value % 100
	if value < 3 || last == 1 || last == 2 || isYear(value) {
		return c, ambiguous
	}
	return c, certain
}

// isYear reports whether a number may be a year of either calendar.
func isYear(n int64) bool { return n%100 != 0 && (1300 < n && n < 1500 || 1800 < n && n < 2100) }

// startsPercent reports whether the word after the number that ends at end makes a
// percentage of it.
func startsPercent(t *rule.Line, end int) bool {
	next := nextWord(t, end)
	return next == "بالمئة" || next == "بالمائة" || next == "في" && isPercent(t, end)
}

// isPercent reports whether في المئة follows the number that ends at end.
func isPercent(t *rule.Line, end int) bool {
	after := nextWord(t, t.WordAfter(t.SkipAfter(end, blank)))
	return after == "المئة" || after == "المائة"
}

// governed sets the case of the number that begins at i, and reports whether what is
// before it lets it count.
func (c *countedNumber) governed(t *rule.Line, i int) bool {
	p, size := t.Prev(i)
	if p == arabic.TatweelSign {
		i -= size
		c.Start = i
	}
	if start := t.WordBefore(i); start < i { // written onto the number
		switch word := bareWord(t, start, i); word {
		case "و", "ف":
			if c.Start < c.End && p == arabic.TatweelSign {
				return false
			}
		case "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل":
			c.Case = numeral.Oblique
		default:
			return false
		}
		r, _ := t.Prev(start)
		return r == '\n' || blank.Has(r) || openers.Has(r)
	}
	if p != '\n' && !blank.Has(p) && !openers.Has(p) {
		return false
	}
	before := prevWord(t, i)
	bare := strings.TrimPrefix(before, "و")
	if isGoverns(before) || isGoverns(bare) {
		c.Case = numeral.Oblique
	}
	if isNumbered(before) || isNumbered(bare) || isNumberedAfter(before) {
		return false
	}
	end := t.SkipBefore(i, blank)
	if r, _ := t.Prev(t.SkipBefore(t.SkipBefore(end, dashes), blank)); digits.Has(r) {
		return false // a range, or thousands
	}
	start := t.SkipBefore(t.WordBefore(end), blank)
	r, _ := t.Prev(start)
	return !(digits.Has(r) && (before == "إلى" || before == "الى" || before == "أو" || before == "حتى" || before == "و"))
}

// dashes are the signs between the numbers of a range, a list or a date.
var dashes = arabic.Union(numberParts, oneOf("–—\u0640")) // and ARABIC TATWEEL

// wholeNumber is the value of digits of one set, without a zero before them.
func wholeNumber(text []byte) (int64, bool) {
	n, ok := numeral.Parse(text)
	if !ok || n.Ambiguous || n.Value.Den != 1 || n.Value.Num > 999_999_999_999 {
		return 0, false
	}
	r := []rune(string(text))
	first, _ := arabic.DigitValue(r[0])
	return n.Value.Num, first != 0
}
