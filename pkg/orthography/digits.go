package orthography

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func digitRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "misused-separator",
			Title: "number separator used as a comma",
			Doc: `U+066C and U+066B separate the digits of a number. After a letter, and before a space or another letter,
they are a comma that was typed with the wrong key. Source: The Unicode Standard, 9.2.`,
			Group: Digits, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "أولا\u066C ثانيا",
			Good: "أولا، ثانيا",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: separators}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					p, _ := t.Prev(i)
					n, _ := t.Next(i + size)
					if !isWordy(p) || !(n == '\n' || blank.Has(n) || letters.Has(n)) {
						return rule.Match{}, false
					}
					return put(i, i+size, "،"), true
				},
			},
		},
		{
			Name:  "western-digits",
			Title: "Eastern digits",
			Doc: `The rule replaces Arabic-Indic and Persian digits with 0-9. Inside numbers, it writes a point for ٫, a
comma for ٬ and a percent sign for ٪. Numbers can then be searched, sorted and added. A ٬ that is not before three
digits stays (see ambiguous-separator). Digits in Latin words, URLs and hashtags stay too; the x of ٣٠x٥٠ is not a word.
So do the sign of a mangled placeholder (٪1) and the numbers
of verses in the Quran.
Digits that are not numbers stay: dots (التفاهة٠٠٠), laughter (٥٥٥٥٥) and ornament (يـ۶ـني).
Set by --digits; check reports Eastern digits only where it is set, because a text with one set of digits is consistent (see
digits-mixed). Source: CLDR, numbering systems arab and arabext.`,
			Group: Digits, Level: rule.Info, Fix: rule.Safe, In: Standard | Search,
			Bad:  "عام ٢٠٢٣",
			Good: "عام 2023",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: eastern}, {At: separators, Before: digits, After: digits}, {At: oneOf("٪")}},
				At:       westernNumber,
			},
		},
		{
			Name:  "eastern-digits",
			Title: "Western digits",
			Doc: `The rule replaces the digits of separate numbers with Arabic-Indic digits, and writes ٫ ٬ ٪ for the point,
the comma of thousands and the percent sign. Numbers that touch a Latin letter, URLs, hashtags and ISO 8601 dates stay.
Set by --digits. Source: CLDR, numbering system arab.`,
			Group: Digits, Level: rule.Info, Fix: rule.Safe,
			Bad:  "عام 2023",
			Good: "عام ٢٠٢٣",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: arabic.Union(western, persian)}, {At: oneOf("%")}},
				At:       easternNumber,
			},
		},
		{
			Name:  "number-separators",
			Title: "number with a decimal comma",
			Doc: `The rule replaces an Arabic or Latin comma between digits with a point. Before three digits, the comma
separates thousands and becomes a Latin comma. A list of numbers without spaces stays, and so do two columns of CSV. Off
by default: where the comma is the decimal sign, it is correct.`,
			Group: Digits, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "2،5 مليون",
			Good: "2.5 مليون",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf(",،"), Before: digits, After: digits}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					r, size := t.Next(i)
					start, end := t.SkipBefore(i, digits), t.SkipAfter(i+size, digits)
					if touches(t, start, end, numberParts) || r == ',' && areCells(t, start, end, count(t, i+size, end)) {
						return rule.Match{}, false
					}
					if count(t, i+size, end) == 3 {
						if r == ',' {
							return rule.Match{}, false
						}
						return put(i, i+size, ","), true
					}
					return put(i, i+size, "."), true
				},
			},
		},
		{
			Name:  "agency-decimal",
			Title: "agency number with ر as the decimal sign",
			Doc: `Arabic news agencies write the decimal sign as ر and store the fraction first: 5ر1 is 1.5, and 63ر54 is
54.63. Three digits before the ر are a fraction if a word such as مليون follows, and thousands if they are 000. All
other numbers of this kind stay, and ambiguous-separator reports them. Off by default. Source: 632 numbers in 9 million
words of newspapers.`,
			Group: Digits, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "5ر1 مليون شخص",
			Good: "1.5 مليون شخص",
			Find: &rule.Finder{
				Triggers: agencies,
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					a, ok := agency(t, i)
					if !ok || a.value == "" {
						return rule.Match{}, false
					}
					return put(a.Start, a.End, a.value), true
				},
			},
		},
		{
			Name:  "split-decimal",
			Title: "decimal split by a space, fraction first",
			Doc: `Press archives store a decimal with its parts turned around, and a space before the point: 33 .1 درهم is
1.33, and 320 .056 .5 is 5.056.320. The rule joins the parts in their order where a percent sign, a currency, a scale
such as مليون or a measure of markets follows; times stay. Off by default in normalize: the point may end a sentence.
Source: 4,349 times in 1.7 million letters of Al-Khaleej.`,
			Group: Digits, Level: rule.Warning, Fix: rule.Lossy, In: Check,
			Bad:  "عند 33 .1 درهم",
			Good: "عند 1.33 درهم",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: dot, Before: blank, After: digits}},
				At:       splitDecimal,
			},
		},
		{
			Name:  "ambiguous-separator",
			Title: "number with two possible readings",
			Doc: `The rule reports a ٬ without three digits after it, an Arabic comma between the digits of a number that
counts the word after it, and an agency number with three digits before the ر. Lists of pages and verses are not
reported. Each may be a decimal, a thousand or two numbers. The rules number-separators and
agency-decimal fix the clear cases.`,
			Group: Digits, Level: rule.Info, In: Check,
			Bad:  "بلغ 3\u066C0 درجة",
			Good: "بلغ 3.0 درجة",
			Find: &rule.Finder{
				Triggers: append([]rule.Trigger{{At: oneOf("\u066C،"), Before: digits, After: digits}}, agencies...),
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					i = agencySign(t, i)
					r, size := t.Next(i)
					p, _ := t.Prev(i)
					n, _ := t.Next(i + size)
					if !digits.Has(p) || !digits.Has(n) {
						return rule.Match{}, false
					}
					start, end := t.SkipBefore(i, digits), t.SkipAfter(i+size, digits)
					switch r {
					case arabic.ThousandsSign:
						if count(t, i+size, end) == 3 {
							return rule.Match{}, false
						}
					case 'ر':
						if a, ok := agency(t, i); !ok || a.value != "" {
							return rule.Match{}, false
						}
					case arabic.Comma:
						if touches(t, start, end, listComma) || !counts(t, start, end) {
							return rule.Match{}, false // a list
						}
					}
					return cut(start, end), true
				},
			},
		},
		{
			Name:  "digits-mixed",
			Title: "mixed sets of digits",
			Doc: `A search for a number does not find it in other digits. A text should use only one of the Western,
Arabic-Indic and Persian sets. Choose it with --digits. Digits of Latin words and URLs do not count. The rule expects
the set that the text uses first.`,
			Group: Digits, Level: rule.Info, In: Check,
			Bad:      "عام 2023\nعام ٢٠٢٤\n",
			Good:     "عام 2023\nعام 2024\n",
			Variants: []rule.Variant{digitsOf("0-9", western), digitsOf("٠-٩", indic), digitsOf("۰-۹", persian)},
		},
	}
}

// areCells reports whether the Latin comma in line[start:end] separates two cells of
// a table, the second of which has the given number of digits: more than a decimal
// has, or more cells beside it.
func areCells(t *rule.Line, start, end, length int) bool {
	p, _ := t.Prev(start)
	n, _ := t.Next(end)
	m, _ := t.Next(end + 1)
	return length > 3 || cellMarks.Has(p) || p == '"' || n == '"' || cellMarks.Has(n) && !blank.Has(m)
}

// counts reports whether a word stands after the number at line[start:end], a unit
// or what is counted, and the number is none of a list of pages or verses.
func counts(t *rule.Line, start, end int) bool {
	p, _ := t.Prev(t.SkipBefore(start, blank))
	if n, size := t.Next(end); n == '%' || n == arabic.PercentSign || letters.Has(n) && t.Letters(span.Span{Start: end, End: t.WordAfter(end)}, 2) > 1 {
		return true
	} else if !blank.Has(n) {
		return false
	} else {
		end += size
	}
	n, _ := t.Next(end)
	return p != ':' && p != ',' && p != arabic.Comma && p != '-' && (n == '%' || n == arabic.PercentSign || letters.Has(n) && t.Letters(span.Span{Start: end, End: t.WordAfter(end)}, 2) > 1)
}

var (
	listComma    = oneOf("،")
	numberJoints = oneOf(".,/:-")
	separators   = oneOf("\u066B\u066C") // ARABIC DECIMAL SEPARATOR, ARABIC THOUSANDS SEPARATOR
	// numberParts are what parts the digits of a number or a date.
	numberParts = oneOf(",،.\u066B\u066C/:-")
	// times is the letter that stands for × in a size: ٣٠x٥٠.
	times = oneOf("xX")
)

// digitsOf finds the numbers written in one set of digits.
func digitsOf(name string, set *arabic.Set) rule.Variant {
	return rule.Variant{Name: name, Finder: rule.Finder{
		Triggers: []rule.Trigger{{At: set, Before: digits.Not()}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			end := t.SkipAfter(i, digits)
			return cut(i, end), !besideLatin(t, i, end) && !isNoNumber(t, i, end)
		},
	}}
}

// count is the number of code points of line[from:to], as far as it is small:
// no rule asks whether there are more than four.
func count(t *rule.Line, from, to int) int {
	return utf8.RuneCount(t.Bytes()[from:min(to, from+numberMost)])
}

// touches reports whether a code point of set, and a digit behind it, stand
// right before or after line[start:end].
func touches(t *rule.Line, start, end int, set *arabic.Set) bool {
	p, size := t.Prev(start)
	if set.Has(p) {
		if q, _ := t.Prev(start - size); digits.Has(q) {
			return true
		}
	}
	n, size := t.Next(end)
	if set.Has(n) {
		if q, _ := t.Next(end + size); digits.Has(q) {
			return true
		}
	}
	return false
}

// besideLatin reports whether line[start:end] touches a Latin letter or a low
// line, so that it is a part of a name, or is the number of a character reference.
func besideLatin(t *rule.Line, start, end int) bool {
	p, _ := t.Prev(start)
	n, _ := t.Next(end)
	if p == '#' { // the number of a character reference: &#1575;
		q, _ := t.Prev(start - 1)
		return q == '&'
	}
	return isLatin(p) || isLatin(n) || p == '_' || n == '_'
}

// westernNumber answers at the start of a number with Eastern digits or
// signs.
func westernNumber(t *rule.Line, i int) (rule.Match, bool) {
	if inForeignStretch(t, i) {
		return rule.Match{}, false
	}
	r, size := t.Next(i)
	if r == arabic.PercentSign {
		p, _ := t.Prev(t.SkipBefore(i, blank))
		n, _ := t.Next(t.SkipAfter(i+size, blank))
		if !digits.Has(p) && !digits.Has(n) {
			return rule.Match{}, false
		}
		return put(i, i+size, "%"), digits.Has(p) || !isArgument(t, i+size)
	}
	// From the first code point of the number that the rule changes.
	start, first := numberStart(t, i)
	if !first {
		return rule.Match{}, false
	}
	if separators.Has(r) {
		if _, changes := westernOf(t, i); !changes {
			return rule.Match{}, false
		}
	}
	end := i
	var room [32]byte
	out := room[:0]
	for {
		c, n := t.Next(end)
		if n == 0 || !digits.Has(c) && !(separators.Has(c) && betweenDigits(t, end, end+n)) {
			break
		}
		s, _ := westernOf(t, end)
		out = append(out, s...)
		end += n
	}
	from, to := start, end
	if p, size := t.Prev(start); times.Has(p) && betweenDigits(t, start-size, start) {
		from -= size
	}
	if n, size := t.Next(end); times.Has(n) && betweenDigits(t, end, end+size) {
		to += size
	}
	if besideLatin(t, from, to) || isNoNumber(t, start, end) || inTarget(t, start) || endsVerse(t, start, end) {
		return rule.Match{}, false
	}
	return put(i, end, string(out)), true
}

// endsVerse reports whether the number at line[start:end] is glued to the last word of a
// verse, as those of the Quran are: الرَّحِيمِ١ الْحَمْدُ.
func endsVerse(t *rule.Line, start, end int) bool {
	p, _ := t.Prev(start)
	n, _ := t.Next(end)
	return wordy.Has(p) && (blank.Has(n) || n == '\n') && t.Letters(span.Span{Start: t.WordBefore(start), End: start}, 2) > 1 && t.Is(vocalised)
}

// isArgument reports whether one Western digit is at i, as after the percent sign of
// a placeholder of a program: %1. Typing from right to left makes it ٪1, and only what
// it translates shows what it is (see placeholder-mangled).
func isArgument(t *rule.Line, i int) bool {
	n, size := t.Next(i)
	after, _ := t.Next(i + size)
	return western.Has(n) && n != '0' && !digits.Has(after) && !touches(t, i, i+size, numberParts)
}

// numberStart is the start of the digits and Eastern separators that i stands
// in, or a place in them far enough before it, and whether those before i stay.
func numberStart(t *rule.Line, i int) (start int, stay bool) {
	for least := i - numberMost; ; {
		if i < least {
			return i, true
		}
		r, size := t.Prev(i)
		if size == 0 || !digits.Has(r) && !(separators.Has(r) && betweenDigits(t, i-size, i)) {
			return i, true
		}
		i -= size
		if _, changes := westernOf(t, i); changes {
			return i, false
		}
	}
}

// numberMost is how long, in bytes, a number is.
const numberMost = 64

func betweenDigits(t *rule.Line, start, end int) bool {
	p, _ := t.Prev(start)
	n, _ := t.Next(end)
	return digits.Has(p) && digits.Has(n)
}

// westernOf is what the Western number has for the code point at i of an
// Eastern one, and whether that is another.
func westernOf(t *rule.Line, i int) (string, bool) {
	r, size := t.Next(i)
	if v, ok := arabic.DigitValue(r); ok {
		return "0123456789"[v : v+1], r >= utf8.RuneSelf
	}
	switch {
	case r == arabic.DecimalSign:
		return ".", true
	case count(t, i+size, t.SkipAfter(i+size, digits)) == 3:
		return ",", true
	}
	return string(r), false
}

// easternNumber answers at the start of a number, and at a percent sign that
// one with Eastern digits has.
func easternNumber(t *rule.Line, i int) (rule.Match, bool) {
	r, _ := t.Next(i)
	if r == '%' {
		p, _ := t.Prev(t.SkipBefore(i, blank))
		n, _ := t.Next(i + 1)
		if indic.Has(n) == indic.Has(p) || western.Has(n) || isLatin(n) || isLatin(p) {
			return rule.Match{}, false
		}
		return put(i, i+1, string(arabic.PercentSign)), true
	}
	if p, _ := t.Prev(i); digits.Has(p) {
		return rule.Match{}, false
	}
	start, end := i, t.SkipAfter(i, digits)
	point, commas := -1, 0
	for {
		n, size := t.Next(end)
		q, _ := t.Next(end + size)
		if n != '.' && n != ',' || !digits.Has(q) {
			break
		}
		next := t.SkipAfter(end+size, digits)
		if n == ',' {
			if point >= 0 || count(t, end+size, next) != 3 {
				break
			}
			commas++
		} else {
			if point >= 0 {
				point = -2 // a version, a date: no number
				break
			}
			point = end
		}
		end = next
	}
	if besideLatin(t, start, end) || inISODate(t, i) {
		return rule.Match{}, false
	}
	// A number that touches others is a part of something that is no one number.
	if point == -2 || touches(t, start, end, numberJoints) {
		end, point, commas = t.SkipAfter(start, digits), -1, 0
	}
	var out strings.Builder
	for at := start; at < end; {
		c, n := t.Next(at)
		v, ok := arabic.DigitValue(c)
		switch {
		case ok:
			out.WriteRune('\u0660' + rune(v)) // ARABIC-INDIC DIGIT ZERO
		case c == '.':
			out.WriteRune(arabic.DecimalSign)
		case commas > 0:
			out.WriteRune(arabic.ThousandsSign)
		}
		at += n
	}
	if c, _ := t.Next(end); c == '%' {
		end++
		out.WriteRune(arabic.PercentSign)
	}
	return put(start, end, out.String()), true
}

// isoParts are what a date of ISO 8601 is written with.
var isoParts = arabic.Union(western, oneOf("-"))

// inISODate reports whether i stands in 2023-11-10, which has Western digits
// whatever the text around it has.
func inISODate(t *rule.Line, i int) bool {
	const most = 16 // bytes to look at on either side: ten are enough
	s := bytes.Trim(t.Bytes()[t.SkipNear(i, -most, isoParts):t.SkipNear(i, most, isoParts)], "-")
	return len(s) == 10 && s[4] == '-' && s[7] == '-'
}
