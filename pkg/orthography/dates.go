package orthography

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func dateRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "mixed-date",
			Title: "foreign words in an Arabic date",
			Doc: `Content systems print a date in the language of the server inside Arabic text: 10th, November 2023. The
rule writes the day, the Arabic month name and the year in Arabic order, and keeps the digits. It uses the month names
of Egypt and the Gulf; see --months for others. Lines without Arabic words, dates among Latin words, and titles and
quotations («May 7, 2020») stay. Set by --dates. Source: CLDR, dates of locale ar.`,
			Group: Dates, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "تاريخ النشر: 10th, November 2023 GMT",
			Good: "تاريخ النشر: 10 نوفمبر 2023 GMT",
			Find: rewriteDates(date.Style{}, date.MixedDate, dateWords(), foreignWord),
		},
		{
			Name:  "date-order",
			Title: "month before the day",
			Doc: `نوفمبر 10, 2023 is an English date in Arabic words. In Arabic, the day comes first and there is no comma.
Set by --dates. Source: CLDR, dates of locale ar.`,
			Group: Dates, Level: rule.Warning, Fix: rule.Safe, In: editor,
			Bad:  "صدر في نوفمبر 10, 2023",
			Good: "صدر في 10 نوفمبر 2023",
			Find: rewriteDates(date.Style{}, date.DateOrder, yearAfter, beforeYear),
		},
		{
			Name:  "iso-dates",
			Title: "date in words or with slashes",
			Doc: `The rule writes whole Gregorian dates as year-month-day if the day, the month and the year are certain.
10/11/2023 stays, because countries read it in two ways. Dates that share a month, such as 3-7 مايو 2020, stay too. Set
by --dates. Source: ISO 8601-1.`,
			Group: Dates, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "صدر في 10 نوفمبر 2023 عن الوزارة",
			Good: "صدر في 2023-11-10 عن الوزارة",
			Find: rewriteDates(date.Style{ISO: true}, date.ISODate, dateDigits, nil),
		},
		monthRule("egyptian", date.Egyptian, "نيسان", "أبريل", "Egypt, Sudan, the Gulf and Libya (يناير، فبراير)"),
		monthRule("levantine", date.Levantine, "أبريل", "نيسان", "Iraq and the Levant (كانون الثاني، شباط)"),
		monthRule("maghrebi", date.Maghrebi, "أبريل", "أفريل", "Algeria and Tunisia (جانفي، فيفري)"),
		monthRule("dual", date.DualNames, "أبريل", "نيسان/أبريل", "the United Nations (كانون الثاني/يناير)"),
		problemRule(date.WeekdayMismatch, rule.Warning, "weekday that does not match the date",
			`The rule computes the weekday of the date and compares the two. One of them is wrong, and only the author
knows which one. The message names the weekday of the date.`,
			"يوم الاثنين 10 نوفمبر 2023", "يوم الجمعة 10 نوفمبر 2023"),
		problemRule(date.HijriMismatch, rule.Warning, "Hijri and Gregorian dates that do not match",
			`The two dates of a pair name the same day. The rule reads the Hijri date by the printed table of Umm al-Qura,
from 1343 to 1500. It reports a difference of one day only from 1420 to 1450, where all editions of the table agree. The
message names the right day.`,
			"26 شوال 1436 هـ الموافق 20 أغسطس 2015 م", "26 شوال 1436 هـ الموافق 11 أغسطس 2015 م"),
		problemRule(date.ImpossibleDate, rule.Warning, "date that does not exist",
			`The month does not have that day, or the year does not have that month.`,
			"يوم 31 فبراير 2023", "يوم 28 فبراير 2023"),
		problemRule(date.TwoDigitYear, rule.Info, "two-digit year",
			`The date does not name the century of the year, and only the author knows it.`,
			"بتاريخ 10/11/23 صدر", "بتاريخ 10/11/2023 صدر"),
	}
}

// lineDates is the memo of the date rules.
var lineDates = &rule.Memo{
	New: func() any { return new(knownDates) },
	Clear: func(kept any) {
		s := kept.(*knownDates)
		s.asked, s.problems = s.asked[:0], s.problems[:0]
		s.read, s.written = span.Span{}, span.Span{}
	},
}

// knownDates are the problems of the dates of a line by one of their digits,
// since several rules ask for them, and scratch.
type knownDates struct {
	asked    []int // the digits that were asked about, in order
	problems []problemAt
	date.Finder
	dates    []date.Date
	read     span.Span // the window that has dates
	rewrites []date.Rewrite
	written  span.Span // the window that has rewrites in style
	style    date.Style
}

var (
	// yearAfter are the triggers of a day, behind its month, and a year.
	yearAfter = []rule.Trigger{
		{At: oneOf(",،"), Before: digits, After: digits},
		{At: blank, Before: oneOf(",،"), After: western},
		{At: blank, Before: digits, After: western},
		{At: eastern, Before: blank}, // a blank and the lead byte of a digit is any word's start
	}
	// dateDigits are the triggers of any date: each run of its digits.
	dateDigits = []rule.Trigger{{At: digits, Before: digits.Not()}}
	// days are the triggers of a date that may have a problem.
	days = []rule.Trigger{{At: digits, Before: arabic.Union(blank, edge, openers)}}
)

// dateWindow is how far from a place in it, in bytes, a date's words are looked
// for.
const dateWindow = 160

// window is the part of the line around i that is looked at. Where a long line
// is full of numbers, many of them have the same.
func window(t *rule.Line, i int) span.Span {
	line := t.Bytes()
	from, to := i-dateWindow, i+dateWindow
	if t.Is(fullOfNumbers) {
		from = i/dateWindow*dateWindow - dateWindow
		to = from + 3*dateWindow
	}
	from, to = max(0, from), min(len(line), to)
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	return span.Span{Start: from, End: to}
}

// fullOfNumbers holds of a line that is no text but a table or a list: to read
// the words around each of its numbers would be to read it thirty times.
var fullOfNumbers = &rule.Fact{Of: func(line []byte) bool {
	if len(line) < 2000 {
		return false
	}
	numbers, inside, lead := 0, false, byte(0)
	for i := 0; i < len(line); i++ {
		if !inside && i+8 <= len(line) && !mayHoldDigit(binary.LittleEndian.Uint64(line[i:]), lead) {
			i += 7
			lead = line[i]
			continue
		}
		c := line[i]
		if c == 0xD9 || c == 0xDB { // begins ٣, ۳ and letters
			lead = c
			continue
		}
		is := c-'0' < 10 || lead == 0xD9 && c-0xA0 < 10 || lead == 0xDB && c-0xB0 < 10
		lead = 0
		if is != inside {
			inside = is
			numbers++
		}
	}
	return numbers*50 > len(line)
}}

// mayHoldDigit reports whether one of eight bytes, after the byte before them, may be a digit
// or the last byte of one.
func mayHoldDigit(w uint64, before byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	ascii := w ^ '0'*ones
	low := (ascii&^tops + (0x80-10)*ones) | ascii // the top bit of what is no digit of ASCII
	first := w&(0xFD*ones) ^ 0xD9*ones            // 0 where ٣ or ۳ may begin
	first = (first - ones) &^ first & tops
	if before&0xFD == 0xD9 {
		first = first<<8 | 0x80
	} else {
		first <<= 8
	}
	second := w&(0xE0*ones) ^ 0xA0*ones // 0 where one may end
	return ^low&tops|first&(second-ones)&^second != 0
}

// rewriteDates finds the dates that style writes in another way, of one kind.
// It looks where a trigger stands and here, if not nil, agrees.
func rewriteDates(style date.Style, kind string, triggers []rule.Trigger, here func(t *rule.Line, i int) bool) *rule.Finder {
	return &rule.Finder{
		Triggers: triggers,
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			if here != nil && !here(t, i) {
				return rule.Match{}, false
			}
			s := t.Memo(lineDates).(*knownDates)
			part := window(t, i)
			if s.written != part || s.style != style {
				s.rewrites = s.Rewrites(s.rewrites[:0], part.Text(t.Bytes()), style)
				s.written, s.style = part, style
			}
			from := part.Start
			for _, w := range s.rewrites {
				// The date at hand, or the one whose month stands beside the digits.
				if w.Kind == kind && w.Start <= i-from+len(" 00 من شهر ") && i-from <= w.End+len(" من ") {
					return put(from+w.Start, from+w.End, w.New), true
				}
			}
			return rule.Match{}, false
		},
	}
}

// foreignWord reports whether a Latin word that dates have begins at i.
func foreignWord(t *rule.Line, i int) bool {
	word := t.Bytes()[i:t.SkipAfter(i, latin)]
	var low [12]byte
	if len(word) > len(low) {
		return false
	}
	for j, c := range word {
		if low[j] = c; 'A' <= c && c <= 'Z' {
			low[j] |= 0x20
		}
	}
	return isForeignDate()[string(low[:len(word)])]
}

// foreignDates yields the months and weekdays of English and French, and the
// endings of their ordinals.
func foreignDates(yield func(string) bool) {
	for _, lists := range [][][]string{{{"st", "nd", "rd", "th", "er"}}, lexicon.LatinMonths[:], lexicon.LatinWeekdays[:]} {
		for _, names := range lists {
			for _, name := range names {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// isForeignDate has the words of foreignDates in lower case.
var isForeignDate = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for name := range foreignDates {
		m[strings.ToLower(name)] = true
	}
	return m
})

// dateWords are the triggers of a date with a word of foreignDates, in either case:
// its first two letters, of which the first is one of ASCII.
func dateWords() []rule.Trigger {
	var seconds [1 << 7][]rune
	for w := range foreignDates {
		first := unicode.ToLower(rune(w[0]))
		second, _ := utf8.DecodeRuneInString(w[1:])
		seconds[first] = append(seconds[first], unicode.ToLower(second), unicode.ToUpper(second))
	}
	before := latin.Not()
	var out []rule.Trigger
	for first, after := range seconds {
		if len(after) > 0 {
			at := string([]rune{rune(first), unicode.ToUpper(rune(first))})
			out = append(out, rule.Trigger{At: oneOf(at), Before: before, After: oneOf(string(after))})
		}
	}
	return out
}

// beforeYear reports whether what is at i, a blank or comma, stands after one
// or two digits and maybe a comma, and before the four digits of a year; or
// what is at i is the first of those.
func beforeYear(t *rule.Line, i int) bool {
	r, size := t.Next(i)
	if p, n := t.Prev(i); eastern.Has(r) && blank.Has(p) {
		i -= n
		r, size = t.Next(i)
	}
	if r != ',' && r != '،' && !blank.Has(r) {
		return false
	}
	day := i
	if p, size := t.Prev(i); p == ',' || p == '،' {
		day -= size
	}
	year := i + size
	return between(count(t, t.SkipBefore(day, digits), day), 1, 2) && count(t, year, t.SkipAfter(year, digits)) == 4
}

func between(n, least, most int) bool { return least <= n && n <= most }

// monthRule names the months as one part of the Arab world does.
func monthRule(name string, names date.MonthNames, bad, good, who string) *rule.Rule {
	return &rule.Rule{
		Name:  "months-" + name,
		Title: "month name of another country",
		Doc: "The rule writes months beside a day or a year with the names of " + who + `.
Set by --months. Source: CLDR, month names of the locales of ar.`,
		Group: Dates, Level: rule.Info, Fix: rule.Lossy,
		Bad:  "صدر في 10 " + bad + " 2023",
		Good: "صدر في 10 " + good + " 2023",
		Find: rewriteDates(date.Style{Months: names}, date.MonthName, dateDigits, nil),
	}
}

// explains are the problems that say what would be right. They show by the
// whole date alone.
var explains = map[string]bool{date.WeekdayMismatch: true, date.HijriMismatch: true}

// problemRule reports the dates of one problem.
func problemRule(name string, level rule.Level, title, doc, bad, good string) *rule.Rule {
	return &rule.Rule{
		Name: name, Title: title, Doc: doc,
		Group: Dates, Level: level, In: Check,
		Bad: bad, Good: good,
		Find: &rule.Finder{
			Triggers: days,
			At: func(t *rule.Line, i int) (rule.Match, bool) {
				for _, p := range problemsAt(t, i) {
					if p.Name == name {
						return report(p.Start, p.End, p.Message), true
					}
				}
				return rule.Match{}, false
			},
		},
	}
}

// A problemAt is a problem of the date that has the digits that begin at digits.
type problemAt struct {
	digits int
	date.Problem
}

// problemsAt is the problems, by their place in the line, of the date that has
// the digits that begin at i. Only those that explain have a message.
func problemsAt(t *rule.Line, i int) []problemAt {
	s := t.Memo(lineDates).(*knownDates)
	n, known := slices.BinarySearch(s.asked, i)
	if !known {
		s.asked = slices.Insert(s.asked, n, i)
		s.ask(t, i)
	}
	first := s.place(i)
	last := first
	for last < len(s.problems) && s.problems[last].digits == i {
		last++
	}
	return s.problems[first:last]
}

// place is where the problems of the digits at i are, or would be.
func (s *knownDates) place(i int) int {
	n, _ := slices.BinarySearchFunc(s.problems, i, func(p problemAt, i int) int { return p.digits - i })
	return n
}

// ask adds the problems of the date that has the digits that begin at i.
func (s *knownDates) ask(t *rule.Line, i int) {
	line := t.Bytes()
	if !s.Near(line, i, t.SkipAfter(i, digits)) {
		return
	}
	part := window(t, i)
	if s.read != part {
		s.dates = s.FindProblems(s.dates[:0], part.Text(line))
		s.read = part
	}
	from, at := part.Start, s.place(i)
	for _, d := range s.dates {
		if d.Start > i-from || d.End <= i-from {
			continue
		}
		for _, p := range d.Problems {
			if explains[p.Name] {
				p.Span = d.Span
			} else {
				p.Message = ""
			}
			p.Start, p.End = p.Start+from, p.End+from
			s.problems = slices.Insert(s.problems, at, problemAt{i, p})
			at++
		}
	}
}
