package date

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/numeral"
)

// The names that the writers below use, beside those of the package.
var (
	moroccan    = [...]string{"", "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"}
	hijriOthers = [...]string{"", "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الثانية", "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة", "ذي الحجة"}
	englishName = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	frenchName  = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
)

// weekdayOf is the Arabic name of a day's weekday.
func weekdayOf(at time.Time) string {
	return [...]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"}[at.Weekday()]
}

// ordinal is a day of the month in words: الحادي عشر.
func ordinal(d int) string {
	return string(numeral.AppendOrdinal(nil, int64(d), numeral.Masculine, numeral.Oblique))
}

// A writer writes one day in one form. Where either is given the digits are a date in both orders.
type writer struct {
	name   string
	either bool
	write  func(at time.Time, y, m, d int) string
}

// named is a writer of day, month by name, and year.
func named(name string, names []string, format string) writer {
	return writer{name: name, write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf(format, d, names[m], y) }}
}

func digits(format string, order func(y, m, d int) [3]int) writer {
	return writer{name: format, either: true, write: func(_ time.Time, y, m, d int) string {
		v := order(y, m, d)
		return fmt.Sprintf(format, v[0], v[1], v[2])
	}}
}

func dmy(y, m, d int) [3]int { return [3]int{d, m, y} }

var gregorianWriters = []writer{
	named("egyptian", egyptian[:], "%d %s %d"), named("levantine", levantine[:], "%d %s %d"), named("maghrebi", maghrebi[:], "%d %s %d"),
	named("moroccan", moroccan[:], "%d %s %dم"), named("english", englishName[:], "%d %s %d"), named("french", frenchName[:], "%d %s %d"),
	named("comma", egyptian[:], "%d %s، %d"), named("of the year", levantine[:], "%d %s من عام %d"), named("of the month", egyptian[:], "%d من شهر %s سنة %d ميلادية"),
	named("slashes", egyptian[:], "%d/%s/%d"), named("dashes", maghrebi[:], "%d-%s-%d"), named("era", levantine[:], "%d %s %d م"),
	digits("%d/%d/%d", dmy), digits("%02d/%02d/%d", dmy), digits("%d-%d-%d", dmy), digits("%02d.%02d.%d", dmy), digits(`%d\%d\%d`, dmy), digits("%d / %d / %d", dmy),
	digits("%d/%d/%dم", dmy), digits("%d/%d/%d ميلادي", dmy),
	{name: "iso", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }},
	{name: "year first", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%d/%d/%d", y, m, d) }},
	{name: "dual", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%d %s %d", d, DualNames.Month(m), y) }},
	{name: "brackets", write: func(_ time.Time, y, m, d int) string {
		return fmt.Sprintf("%d %s (%s) %d", d, egyptian[m], levantine[m], y)
	}},
	{name: "side by side", write: func(_ time.Time, y, m, d int) string {
		return fmt.Sprintf("%d %s %s %d", d, egyptian[m], levantine[m], y)
	}},
	{name: "month first", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%s %d, %d", egyptian[m], d, y) }},
	{name: "English", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%s %d, %d", englishName[m], d, y) }},
	{name: "English, short", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%s %d, %d", englishName[m][:3], d, y) }},
	{name: "th", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%dth, %s %d", d, englishName[m], y) }},
	{name: "number of the month", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%d شهر %d سنة %d", d, m, y) }},
	{name: "words", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%s من %s %d", ordinal(d), egyptian[m], y) }},
	{name: "all words", write: func(_ time.Time, y, m, d int) string {
		return fmt.Sprintf("%s من %s عام %s", ordinal(d), levantine[m], numeral.AppendWords(nil, int64(y), numeral.Masculine, numeral.Oblique))
	}},
	{name: "weekday", write: func(at time.Time, y, m, d int) string {
		return fmt.Sprintf("%s %d %s %d", weekdayOf(at), d, egyptian[m], y)
	}},
	{name: "weekday, comma", write: func(at time.Time, y, m, d int) string {
		return fmt.Sprintf("%s، %d %s %d", weekdayOf(at), d, levantine[m], y)
	}},
	{name: "matching", write: func(at time.Time, y, m, d int) string {
		return fmt.Sprintf("%s الموافق %d %s %dم", weekdayOf(at), d, egyptian[m], y)
	}},
	{name: "weekday, digits", either: true, write: func(at time.Time, y, m, d int) string { return fmt.Sprintf("%s %d/%d/%d", weekdayOf(at), d, m, y) }},
}

var hijriWriters = []writer{
	named("glued", hijriNames[:], "%d %s %dهـ"), named("era", hijriNames[:], "%d %s %d هـ"), named("other names", hijriOthers[:], "%d %s %d هجرية"),
	named("of the year", hijriOthers[:], "%d من شهر %s سنة %dهـ"), named("of the Hijra", hijriNames[:], "%d %s %d للهجرة"), named("comma", hijriNames[:], "%d %s، %dه"),
	{name: "slashes", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%d/%d/%dهـ", d, m, y) }},
	{name: "dashes", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%02d-%02d-%d هـ", d, m, y) }},
	{name: "no era", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%d/%d/%d", d, m, y) }},
	{name: "year first", write: func(_ time.Time, y, m, d int) string { return fmt.Sprintf("%d/%02d/%02d هجري", y, m, d) }},
	{name: "words", write: func(_ time.Time, y, m, d int) string {
		return fmt.Sprintf("%s من %s %dهـ", ordinal(d), hijriNames[m], y)
	}},
	{name: "weekday", write: func(at time.Time, y, m, d int) string {
		return fmt.Sprintf("%s %d %s %d هـ", weekdayOf(at), d, hijriNames[m], y)
	}},
	{name: "weekday, digits", write: func(at time.Time, y, m, d int) string {
		return fmt.Sprintf("%s، %d/%d/%dهـ", weekdayOf(at), d, m, y)
	}},
}

// whole finds the one date that fills line, and checks what is so of every whole day.
func whole(t *testing.T, f *Finder, line string, o Options, at time.Time) Date {
	t.Helper()
	got := f.Find(nil, []byte(line), o)
	if len(got) != 1 || got[0].Start != 0 || got[0].End != len(strings.TrimRight(line, "\r")) {
		t.Fatalf("%q: %s", line, marked(line, got))
	}
	d := got[0]
	if want := at.Format(time.DateOnly); d.Value != want || d.Kind != KindDate || d.Grain != GrainDay || d.Vague || len(d.Problems) > 0 ||
		!d.Begin.Equal(at) || !d.Until.Equal(at.AddDate(0, 0, 1)) {
		t.Fatalf("%q: %s from %v to %v, want %s", line, describe(&d), d.Begin, d.Until, want)
	}
	return d
}

// TestWrittenDays writes days of four centuries in every form and reads them.
func TestWrittenDays(t *testing.T) {
	var f Finder
	for at, n := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC), 0; at.Year() <= 2200; at, n = at.AddDate(0, 0, 17), n+1 {
		w := gregorianWriters[n%len(gregorianWriters)]
		y, m, d := at.Year(), int(at.Month()), at.Day()
		line := spell(w.write(at, y, m, d), n)
		for _, o := range []Options{{}, {Reference: at.AddDate(0, 0, n%1000-500).Add(time.Hour), Prefer: Preference(n % 3)}} {
			got := whole(t, &f, line, o, at)
			var others []string
			if w.either && d <= 12 && m != d {
				others = []string{time.Date(y, time.Month(d), m, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)}
			}
			if !slices.Equal(got.Alternatives, others) || got.Calendar != Gregorian {
				t.Fatalf("%s: %q: %s, want alternatives %q", w.name, line, describe(&got), others)
			}
		}
		if w.either { // and month first
			line = spell(w.write(at, y, d, m), n)
			if got := f.Find(nil, []byte(line), Options{MonthFirst: true}); len(got) != 1 || got[0].Value != at.Format(time.DateOnly) && !strings.Contains(line, weekdayOf(at)) {
				t.Fatalf("%s: %q with the month first: %s", w.name, line, marked(line, got))
			}
		}
	}
}

// TestWrittenHijriDays is the same for the years of Umm al-Qura, in both editions.
func TestWrittenHijriDays(t *testing.T) {
	var f Finder
	n := 0
	for _, cal := range []Calendar{Printed, KACST} {
		for day := cal.MonthStart(1343, 1); day < cal.MonthStart(1501, 1); day += 11 {
			w := hijriWriters[n%len(hijriWriters)]
			y, m, d := cal.Date(day)
			at := time.Unix(int64(day)*86400, 0).UTC()
			line := spell(w.write(at, y, m, d), n)
			got := whole(t, &f, line, Options{Hijri: cal}, at)
			want := []string{fmt.Sprintf("%04d-%02d-%02d AH", y, m, d)}
			if other, ok := cal.other().Day(y, m, d); ok && other != day {
				want = append(want, time.Unix(int64(other)*86400, 0).UTC().Format(time.DateOnly))
			}
			if got.Calendar != cal || !slices.Equal(got.Alternatives, want) {
				t.Fatalf("%s: %q: %s, want %v %q", w.name, line, describe(&got), cal, want)
			}
			// The pair of the two calendars is the Gregorian day.
			pair := fmt.Sprintf("%d %s %dهـ الموافق %d %s %dم", d, hijriNames[m], y, at.Day(), egyptian[at.Month()], at.Year())
			if got := whole(t, &f, pair, Options{Hijri: cal}, at); got.Alternatives[0] != want[0] || got.Calendar != cal {
				t.Fatalf("%q: %s", pair, describe(&got))
			}
			n++
		}
	}
}

// TestWrittenTimes writes times of one day.
func TestWrittenTimes(t *testing.T) {
	var f Finder
	part := func(h int) string {
		return []string{"فجرا", "صباحا", "صباحا", "ظهرا", "عصرا", "مساء", "ليلا"}[[24]int{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6}[h]]
	}
	twelve := func(h int) int { return (h+11)%12 + 1 }
	for minute := range 24 * 60 {
		h, m := minute/60, minute%60
		want := fmt.Sprintf("T%02d:%02d", h, m)
		half := "م"
		if h < 12 {
			half = "ص"
		}
		forms := []string{
			fmt.Sprintf("الساعة %d:%02d %s", twelve(h), m, half), fmt.Sprintf("%d:%02d %s", twelve(h), m, half), fmt.Sprintf("الساعة %d:%02d %s", twelve(h), m, part(h)),
			fmt.Sprintf("%02d:%02d:00", h, m), fmt.Sprintf("الساعة %d.%02d %s", twelve(h), m, part(h)), fmt.Sprintf("الساعة %d:%02d %s", twelve(h), m, strings.Replace(half, "ص", "am", 1)),
		}
		if h == 0 || h >= 10 {
			forms = append(forms, fmt.Sprintf("%02d:%02d", h, m))
		}
		form, seconds := forms[minute%len(forms)], ""
		if strings.Count(form, ":") == 2 {
			seconds = ":00"
		}
		if h == 12 && strings.HasSuffix(form, "ليلا") {
			continue
		}
		got := f.Find(nil, []byte(spell(form, minute)), Options{})
		if len(got) != 1 || strings.TrimPrefix(got[0].Value, want) != seconds || got[0].Kind != KindTime {
			t.Fatalf("%q: %s, want %s", form, marked(form, got), want)
		}
		if free := twelve(h) == h && h < 12 && !strings.ContainsAny(form, "صمtراحءae") && !strings.HasPrefix(form, "0"); !free && len(got[0].Alternatives) > 0 {
			t.Fatalf("%q: %s has alternatives", form, marked(form, got))
		}
		line := "في 5 مارس 2020 " + form + " وصل"
		if got := f.Find(nil, []byte(spell(line, minute)), Options{}); len(got) != 1 || strings.TrimPrefix(got[0].Value, "2020-03-05"+want) != seconds || got[0].Kind != KindDateTime ||
			!got[0].Begin.Equal(time.Date(2020, 3, 5, h, m, 0, 0, time.UTC)) {
			t.Fatalf("%q: %s, want %s", line, marked(line, got), want)
		}
	}
}

// spell writes a line in one of the ways that change no value: other digits, vowel marks,
// tatweel, kinds of blanks, direction marks, a carriage return at the end.
func spell(line string, way int) string {
	zero := []rune{'0', '\u0660', '\u06F0'}[way/2%3]
	blank := []string{" ", " ", "  ", "\u00A0", "\t", " \u200F", "\u200E "}[way/3%7]
	const fatha, tatweel = '\u064E', '\u0640'
	var b strings.Builder
	runes := []rune(line)
	letter := func(i int) bool { return i >= 0 && i < len(runes) && '\u0621' <= runes[i] && runes[i] <= '\u064A' }
	for i, r := range runes {
		switch {
		case '0' <= r && r <= '9':
			b.WriteRune(r - '0' + zero)
			continue
		case r == ' ':
			b.WriteString(blank)
			continue
		case (r == '/' || r == '-') && way/5%4 == 1: // as CLDR writes ١٨/٠٣/٢٠٢٣
			b.WriteString("\u200F")
		}
		b.WriteRune(r)
		if letter(i) && way/7%5 == 1 && r != tatweel {
			b.WriteRune(fatha)
		}
		if letter(i) && letter(i+1) && way/11%5 == 1 && strings.ContainsRune("بتثجحخسشصضطظعغفقكلمنهي", r) && runes[i+1] != tatweel {
			b.WriteRune(tatweel)
		}
	}
	if way/13%3 == 1 {
		b.WriteString("\r")
	}
	return b.String()
}

// plain takes back what spell does, but for the blanks.
var plain = strings.NewReplacer("\u00A0", " ", "\t", " ", "  ", " ", "\u200F", "", "\u200E", "", "\u064E", "", "\u0640", "", "\r", "")

// TestSpelling reads all gold in every way of spelling it: the dates are the same.
func TestSpelling(t *testing.T) {
	var f Finder
	ways := []int{1, 2, 4, 6, 9, 12, 15, 18, 7, 35, 11, 55, 13, 5, 21, 385}
	for _, file := range []string{"dates.tsv", "grammar.tsv"} {
		for _, col := range rows(t, file, 200) {
			line, o := braces.Replace(col[0]), options(t, col[1])
			want := f.Find(nil, []byte(line), o)
			for _, way := range ways {
				text := spell(line, way)
				got := f.Find(nil, []byte(text), o)
				same := func(a, b Date) bool {
					return strings.TrimSpace(spell(plain.Replace(line[a.Start:a.End]), 2)) == strings.TrimSpace(spell(plain.Replace(arabicDigits(text[b.Start:b.End])), 2)) && describe(&a) == describe(&b)
				}
				if !slices.EqualFunc(want, got, same) {
					t.Errorf("%q: %s, want %s", text, marked(text, got), marked(line, want))
				}
			}
		}
	}
}

// arabicDigits writes digits of all kinds in ASCII.
func arabicDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '\u0660' <= r && r <= '\u0669':
			return r - '\u0660' + '0'
		case '\u06F0' <= r && r <= '\u06F9':
			return r - '\u06F0' + '0'
		}
		return r
	}, s)
}
