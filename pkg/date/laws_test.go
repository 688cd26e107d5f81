package date

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// bounds reads an EDTF value by itself: what it covers, [begin, until). ok is false of
// what has no place in time.
func bounds(value string) (begin, until time.Time, ok bool) {
	value = strings.ReplaceAll(value, "~", "")
	if a, b, pair := strings.Cut(value, "/"); pair {
		if a == ".." || b == ".." {
			return begin, until, false
		}
		begin, _, ok1 := bounds(a)
		_, until, ok2 := bounds(b)
		return begin, until, ok1 && ok2
	}
	day, clock, timed := strings.Cut(value, "T")
	sign := 1
	if rest, before := strings.CutPrefix(day, "-"); before {
		day, sign = rest, -1
	}
	parts := strings.Split(day, "-")
	if len(parts[0]) != 4 || timed && len(parts) != 3 {
		return begin, until, false
	}
	at := func(s string) int { n, err := strconv.Atoi(s); ok = ok && err == nil; return n }
	ok = true
	digits := strings.TrimRight(parts[0], "X")
	years := []int{1, 10, 100, 0, 0}[4-len(digits)]
	y := at(digits) * max(years, 1) * sign
	date := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	switch {
	case years == 0:
		return begin, until, false
	case years == 100 && len(parts) == 1: // the nineteenth century ends with 1900
		begin, until = date(y+1, 1, 1), date(y+101, 1, 1)
	case len(parts) == 1:
		begin, until = date(y, 1, 1), date(y+years, 1, 1)
	case years > 1:
		return begin, until, false
	case parts[1][0] == 'W':
		begin = date(y, 1, 4)
		begin = begin.AddDate(0, 0, 7*(at(parts[1][1:])-1)-(int(begin.Weekday())+6)%7)
		until = begin.AddDate(0, 0, 7)
	case parts[1][0] == 'Q':
		m := 3*at(parts[1][1:]) - 2
		begin, until = date(y, m, 1), date(y, m+3, 1)
	case len(parts) == 2 && at(parts[1]) > 20:
		m := 3 * (at(parts[1]) - 20)
		begin, until = date(y, m, 1), date(y, m+3, 1)
	case len(parts) == 2:
		m := at(parts[1])
		begin, until = date(y, m, 1), date(y, m+1, 1)
	default:
		begin = date(y, at(parts[1]), at(parts[2]))
		until = begin.AddDate(0, 0, 1)
	}
	if hours, part := partHours["T"+clock]; timed && part {
		return begin.Add(hours[0] * time.Hour), begin.Add(hours[1] * time.Hour), ok
	}
	if timed {
		clock = strings.TrimSuffix(clock, "Z")
		if i := strings.IndexAny(clock, "+-"); i > 0 {
			clock = clock[:i]
		}
		hms := append(strings.Split(clock, ":"), "0")
		begin = begin.Add(time.Duration(at(hms[0])*3600+at(hms[1])*60+at(hms[2])) * time.Second)
		until = begin.Add(time.Minute)
		if len(hms) == 4 {
			until = begin.Add(time.Second)
		}
	}
	return begin, until, ok
}

// partHours are the widest hours of the parts of the day.
var partHours = map[string][2]time.Duration{"TMO": {3, 12}, "TAF": {12, 16}, "TEV": {16, 20}, "TNI": {20, 24}}

// valueForms are all forms that a value may have.
var valueForms = func() *regexp.Regexp {
	clock := `(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?|TMO|TAF|TEV|TNI)`
	point := `(-?(\d{4}|\d{3}X|\d\dXX|XXXX)|-?\d{4}-(W\d\d|Q\d)|XXXX-(WXX-\d|Q\d)|-?(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX))?)`
	length := `(-?P([\d.]+Y)?([\d.]+M)?([\d.]+W)?([\d.]+D)?(T([\d.]+H)?([\d.]+M)?([\d.]+S)?)?|-?P(X0{0,2}[YMWD]|TX[HMS]))`
	end := `(\.\.|` + point + clock + `?|` + clock + `|` + length + clock + `?)~?`
	end = `(` + end + `|(XXXX|-?\d{4})-(\d\d|XX)(-(\d\d|XX))?~?` + clock + `? AH)`
	return regexp.MustCompile(`^` + end + `(/` + end + `)?$`)
}()

// ofKind reports whether the value of d is one of its kind.
func ofKind(d *Date) bool {
	pair := strings.Contains(d.Value, "/")
	switch d.Kind {
	case KindDuration:
		return d.Value[0] == 'P' && d.Begin.IsZero()
	case KindTime:
		return !pair && d.Value[0] == 'T' && d.Begin.IsZero()
	case KindSet:
		return !pair && d.Begin.IsZero()
	case KindDateTime:
		return !pair
	case KindRange:
		return pair || d.Value[0] != '2'
	}
	return true
}

// agrees reports what is wrong between a date's value and the rest of it, or "".
func agrees(d *Date) string {
	if d.Value != "" && !valueForms.MatchString(d.Value) {
		return "is no value"
	}
	if !ofKind(d) {
		return "is no " + d.Kind.String()
	}
	begin, until, ok := bounds(d.Value)
	if !ok || d.Begin.IsZero() {
		return ""
	}
	if d.Grain == GrainMinute && d.Kind != KindRange && d.Begin.Truncate(time.Minute).Equal(begin) { // so many minutes from a reference of seconds
		begin, until = d.Begin, d.Begin.Add(time.Minute)
	}
	if d.Vague { // about then
		begin, until = begin.AddDate(-1, 0, 0), until.AddDate(1, 0, 0)
	}
	if d.Begin.Before(begin) || d.Until.After(until) && d.Grain != GrainHour && d.Grain != grainPartOfDay {
		return fmt.Sprintf("covers %v to %v", d.Begin, d.Until)
	}
	exact := !d.Vague && d.Grain != GrainHour && d.Grain != grainPartOfDay
	if exact && d.Kind != KindRange && (d.Grain == GrainYear || d.Grain == GrainMonth) && d.Until.Sub(d.Begin) == 24*time.Hour {
		exact = len(d.Alternatives) == 0 || d.Alternatives[0] != d.Begin.Format(time.DateOnly) // so long ago to the day
	}
	if exact && d.Kind != KindRange && (!d.Begin.Equal(begin) || !d.Until.Equal(until)) {
		return fmt.Sprintf("covers only %v to %v", d.Begin, d.Until)
	}
	return ""
}

func TestValuesAgree(t *testing.T) {
	var f Finder
	n := 0
	for _, file := range []string{"dates.tsv", "grammar.tsv"} {
		for _, col := range rows(t, file, 200) {
			line := braces.Replace(col[0])
			for _, d := range f.Find(nil, []byte(line), options(t, col[1])) {
				if wrong := agrees(&d); wrong != "" {
					t.Errorf("%q: %s %s", line, describe(&d), wrong)
				}
				n++
			}
		}
	}
	if n < 900 {
		t.Errorf("only %d dates", n)
	}
	for value, want := range map[string]string{
		"2024-02-29": "2024-02-29 2024-03-01", "2024-02": "2024-02-01 2024-03-01", "2023": "2023-01-01 2024-01-01", "199X": "1990-01-01 2000-01-01",
		"18XX": "1801-01-01 1901-01-01", "2024-W01": "2024-01-01 2024-01-08", "2025-Q4": "2025-10-01 2026-01-01", "2025-24": "2025-12-01 2026-03-01",
		"2020-W53": "2020-12-28 2021-01-04", "2024-01-31/2024-02": "2024-01-31 2024-03-01", "-0043": "-0043-01-01 -0042-01-01",
	} {
		begin, until, ok := bounds(value)
		if got := begin.Format(time.DateOnly) + " " + until.Format(time.DateOnly); !ok || got != want {
			t.Errorf("%s covers %s, want %s", value, got, want)
		}
	}
}

// TestInText reads all gold within a longer text: the dates of a line that is not only a
// date are the same, and moved by as much.
func TestInText(t *testing.T) {
	var f Finder
	for _, file := range []string{"dates.tsv", "grammar.tsv"} {
		for _, col := range rows(t, file, 200) {
			line, o := braces.Replace(col[0]), options(t, col[1])
			want := f.Find(nil, []byte(line), o)
			if len(want) > 0 && strings.Trim(line[:want[0].Start]+line[want[0].End:], " .()«»") == "" {
				continue
			}
			for _, c := range [][2]string{{"  ", ""}, {"\u200F", " "}, {"", "\r"}, {"قيل. ", ""}, {"«", "»"}, {"", "."}, {"كتب الراوي إلى أهله الذين فارقهم كلاما جميلا طويلا جدا. ", ""}, {"", ". كتب الراوي إلى أهله الذين فارقهم كلاما جميلا طويلا جدا"}} {
				text := c[0] + line + c[1]
				got := f.Find(nil, []byte(text), o)
				for i := range got {
					got[i].Start, got[i].End = got[i].Start-len(c[0]), got[i].End-len(c[0])
				}
				if g, w := describeAll(got), describeAll(want); g != w {
					t.Errorf("%q: %s, want %s", text, g, w)
				}
			}
		}
	}
}

func describeAll(dates []Date) (s string) {
	for i := range dates {
		s += fmt.Sprint(dates[i].Span, " ", describe(&dates[i]), "\n")
	}
	return s
}

// points finds the points in time of a value or another reading.
var points = regexp.MustCompile(`\d{4}-W\d\d|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?|\d{4}-\d\d|\d{4}-Q\d|\d{4}|\d{3}X`)

// moved is a value whose points go through move. Hijri readings are not among them.
func moved(value string, move func(time.Time) time.Time) string {
	return points.ReplaceAllStringFunc(value, func(s string) string {
		begin, _, ok := bounds(s)
		if !ok {
			return s
		}
		begin = move(begin)
		switch y := fmt.Sprintf("%04d", begin.Year()); {
		case len(s) > 5 && s[5] == 'W':
			y, w := begin.ISOWeek()
			return fmt.Sprintf("%04d-W%02d", y, w)
		case s[len(s)-1] == 'X':
			return y[:3] + "X"
		case len(s) == 4:
			return y
		case len(s) == 7 && (s[5] == 'Q' || s[5] == '2'):
			return y + s[4:]
		default:
			return begin.Format("2006-01-02T15:04:05"[:len(s)])
		}
	})
}

// TestReferenceMoves moves the reference: what is relative to it moves as far, in value, in
// every reading and in what it covers, whatever is preferred.
func TestReferenceMoves(t *testing.T) {
	noon := time.Date(2023, 5, 10, 12, 30, 20, 0, time.UTC)
	days := func(n int) func(time.Time) time.Time {
		return func(at time.Time) time.Time { return at.AddDate(0, 0, n) }
	}
	months := func(n int) func(time.Time) time.Time {
		return func(at time.Time) time.Time { return at.AddDate(0, n, 0) }
	}
	for _, c := range []struct {
		step        func(int) func(time.Time) time.Time
		unit        int
		expressions string
	}{
		{func(n int) func(time.Time) time.Time {
			return func(at time.Time) time.Time { return at.Add(time.Duration(n) * time.Second) }
		}, 1, "الآن|حاليا|قبل 10 ثوان|آخر 10 ثوان|الساعات الثلاث الماضية"},
		{func(n int) func(time.Time) time.Time {
			return func(at time.Time) time.Time { return at.Add(time.Duration(n) * time.Minute) }
		}, 7, "قبل ساعتين|قبل ربع ساعة|بعد ساعة ونصف من الآن|منذ 50 دقيقة|آخر ساعتين|الدقيقة الماضية|الساعة المقبلة|ساعتان من الآن"},
		{days, 1, "أمس|اليوم|غدا|بعد غد|أول أمس|أول من أمس|أمس الأول|قبل البارحة|الليلة|الليلة الماضية|مساء أمس|صباح الغد|بعد ظهر اليوم|فجر غد|غدا الساعة 9 صباحا|الساعة 9:30 من صباح أمس|" +
			"منذ ثلاثة أيام|قبل يوم|قبل أسبوعين|بعد أسبوع من الآن|بعد يومين من الآن|منذ أسابيع|قبل نحو عشرة أيام|الأيام الثلاثة الماضية|اليومين المقبلين|الأسبوعين الماضيين|آخر 10 أيام|3 أيام القادمة|" +
			"من أمس إلى غد|غدا من الساعة 9 إلى الساعة 11|هذا المساء|هذه الليلة|نهاية اليوم|النهارده|الأيام الأخيرة|الأيام المقبلة|الأسابيع الماضية"},
		{days, 7, "الأحد|الأربعاء|الخميس|الأحد الماضي|الأحد المقبل|الأربعاء المقبل|الأربعاء الماضي|الجمعة قبل الماضية|الجمعة بعد القادمة|هذا الأحد|يوم الأحد|صباح الأحد|مساء الأحد المقبل|" +
			"الأسبوع الماضي|هذا الأسبوع|الأسبوع المقبل|الأسبوع بعد القادم|أحد الأسبوع الماضي|الثلاثاء من الأسبوع المقبل|نهاية الأسبوع|عطلة نهاية الأسبوع المقبل|منذ الأحد|من الأحد إلى الخميس|مطلع الأسبوع المقبل|بقية الأسبوع|الويكند|الويكند القادم"},
		{months, 1, "الشهر الماضي|هذا الشهر|الشهر المقبل|الشهر بعد القادم|7 من الشهر المقبل|العشرين من الشهر الماضي|15 من هذا الشهر|25 الجاري|من 3 إلى 7 من الشهر المقبل|بداية الشهر المقبل|أوائل الشهر المقبل|أول الشهر|" +
			"منذ شهرين|قبل شهر واحد|بعد ثلاثة أشهر من الآن|يوم 12|يوم 5"},
		{months, 12, "العام الماضي|هذا العام|العام المقبل|العام قبل الماضي|مايو الماضي|مايو المقبل|يناير|5 مايو|5 يناير|15 أكتوبر|5 مايو المقبل|5 مايو الماضي|5 مايو من العام الماضي|مايو من العام المقبل|الصيف الماضي|خريف العام الماضي|" +
			"الربع الماضي|الربع الأول من العام المقبل|النصف الأول من العام الجاري|قبل عامين|منذ عشر سنوات|بعد سنتين من الآن|مطلع العام المقبل|نهاية العام|منتصف العام المقبل|عيد العمال|كريسماس|من مارس إلى مايو|" +
			"السنوات العشر الماضية|العامين المقبلين|الأشهر الثلاثة الأولى من العام المقبل|الأشهر الستة الأخيرة من العام الماضي|الأشهر الأخيرة من العام الماضي"},
		{months, 120, "العقد الماضي|العقد الحالي|العقد المقبل|العقود الثلاثة الماضية|قبل عقدين من الزمن"},
	} {
		for _, text := range strings.Split(c.expressions, "|") {
			var f Finder
			for _, o := range []Options{{Reference: noon}, {Reference: noon, Prefer: Past}, {Reference: noon, Prefer: Future}} {
				from := slices.Clone(f.Find(nil, []byte(text), o))
				if len(from) != 1 || from[0].Begin.IsZero() || !points.MatchString(from[0].Value) {
					t.Errorf("%q: %s", text, marked(text, from))
					continue
				}
				for _, n := range []int{-400, -31, -12, -7, -5, -3, -1, 1, 2, 3, 4, 6, 9, 13, 29, 30, 31, 365, 366, 1000} {
					n *= c.unit
					move := c.step(n)
					o := o
					o.Reference = move(noon)
					if o.Reference.Year() < 1 || o.Reference.Year() > 9900 {
						continue
					}
					got := f.Find(nil, []byte(text), o)
					if len(got) != 1 {
						t.Fatalf("%q at %v: %s", text, o.Reference, marked(text, got))
					}
					want := from[0]
					want.Value = moved(want.Value, move)
					want.Alternatives = slices.Clone(want.Alternatives)
					for i, a := range want.Alternatives {
						want.Alternatives[i] = moved(a, move)
					}
					if d := got[0]; describe(&d) != describe(&want) {
						t.Errorf("%q at %v: %s, want %s", text, o.Reference, describe(&d), describe(&want))
					}
					if d := got[0]; !d.Vague && (!d.Begin.Equal(move(want.Begin)) || !d.Until.Equal(move(want.Until))) {
						t.Errorf("%q at %v: %s covers %v to %v, want %v to %v", text, o.Reference, describe(&d), d.Begin, d.Until, move(want.Begin), move(want.Until))
					}
				}
			}
		}
	}
}

// TestClitics writes و or ف with the first word of a date: its value stays. (وأحد is one,
// وشهر may go on a length, and سنة and منذ govern what follows them.)
func TestClitics(t *testing.T) {
	var f Finder
	n := 0
	other := regexp.MustCompile(`(سنة|عام|منذ) \||\|(أحد|شهر \d|الشهر التاسع|الشهر هذا) `)
	for _, file := range []string{"dates.tsv", "grammar.tsv"} {
		for _, col := range rows(t, file, 200) {
			line, o := braces.Replace(col[0]), options(t, col[1])
			want := f.Find(nil, []byte(line), o)
			if len(want) != 1 || want[0].Start == 0 {
				continue
			}
			before, after := line[:want[0].Start], line[want[0].Start:]
			first, _ := utf8.DecodeRuneInString(after)
			if first < '\u0621' || first > '\u064A' || !strings.HasSuffix(before, " ") || other.MatchString(before+"|"+after) || want[0].Kind != KindDate {
				continue
			}
			for _, clitic := range []string{"و", "ف"} {
				got := f.Find(nil, []byte(before+clitic+after), o)
				if len(got) != 1 || describe(&got[0]) != describe(&want[0]) {
					t.Errorf("%q: %s, want %s", before+clitic+after, marked(before+clitic+after, got), describe(&want[0]))
				}
				n++
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d lines", n)
	}
}

// TestRewritesKeepValues rewrites every written day: what it is stays, whatever the style.
func TestRewritesKeepValues(t *testing.T) {
	var f Finder
	for at, n := time.Date(1801, 1, 1, 0, 0, 0, 0, time.UTC), 0; at.Year() <= 2200; at, n = at.AddDate(0, 0, 97), n+1 {
		w := gregorianWriters[n%len(gregorianWriters)]
		line := "صدر العدد في " + w.write(at, at.Year(), int(at.Month()), at.Day()) + " وبيع كله"
		for style := range 10 {
			s := Style{ISO: style%2 == 1, Months: MonthNames(style / 2)}
			text, edits := rewrite(line, s)
			got := f.Find(nil, []byte(text), Options{})
			if len(got) != 1 || got[0].Value != at.Format(time.DateOnly) || len(got[0].Problems) > 0 {
				t.Fatalf("%s: %q -> %q: %s", w.name, line, text, marked(text, got))
			}
			if name := s.Months.Month(int(at.Month())); s.Months != keepNames && !s.ISO && !w.either && w.name != "iso" && w.name != "year first" && w.name != "number of the month" && !strings.Contains(w.name, "words") &&
				!strings.Contains(text, name) {
				t.Fatalf("%s: %q -> %q lacks %s", w.name, line, text, name)
			}
			if again, _ := rewrite(text, s); again != text {
				t.Fatalf("%q -> %q -> %q", line, text, again)
			}
			if len(edits) == 0 && text != line {
				t.Fatalf("%q -> %q without an edit", line, text)
			}
		}
	}
}

// TestNear asks of every date with a year and a problem: one of its digits is near.
func TestNear(t *testing.T) {
	var f Finder
	near := func(line string, d *Date) bool {
		for i := d.Start; i < d.End; {
			j := i
			for n := digitAt([]byte(line), j); n > 0; n = digitAt([]byte(line), j) {
				j += n
			}
			if j > i && f.Near([]byte(line), i, j) {
				return true
			}
			i = max(j, i+1)
		}
		return false
	}
	n := 0
	for _, file := range []string{"dates.tsv", "grammar.tsv"} {
		for _, col := range rows(t, file, 200) {
			line := braces.Replace(col[0])
			for _, d := range f.Find(nil, []byte(line), Options{}) {
				if digits := strings.ContainsAny(line[d.Start:d.End], "0123456789٠١٢٣٤٥٦٧٨٩"); len(d.Problems) == 0 || !digits || strings.HasPrefix(d.Value, "XXXX") {
					continue
				}
				if n++; !near(line, &d) {
					t.Errorf("%q: nothing is near %s", line, describe(&d))
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d problems", n)
	}
	for _, c := range []struct {
		line string
		want bool
	}{
		{"10/11/2023", true}, {"10 - 11 - 2023", true}, {"10.11.2023", true}, {"٣/٤/٢٠٢٣", true}, {"5 مارس", true}, {"5 رجب", true}, {"5مارس", true}, {"5 (مارس)", true},
		{"10/11", false}, {"10 11 2023", false}, {"10 رجال", false}, {"10", false}, {"10 و11 كتابا", false}, {"10/", false}, {"10 / ", false},
	} {
		j := 0
		for digitAt([]byte(c.line), j) > 0 {
			j += digitAt([]byte(c.line), j)
		}
		if got := new(Finder).Near([]byte(c.line), 0, j); got != c.want {
			t.Errorf("%q: near is %v", c.line, got)
		}
	}
	for line, want := range map[string]bool{"مارس 5": true, "(آذار) 5": true, "March 5": true, "تشرين الثاني 5": true, "رجال 5": false, "3 و 5": false} {
		i := strings.IndexByte(line, '5')
		if got := new(Finder).Near([]byte(line), i, i+1); got != want {
			t.Errorf("%q: near is %v", line, got)
		}
	}
}

func TestFirstDay(t *testing.T) {
	for line, want := range map[string]string{
		"نشر في 2019 أو مارس 2020 ثم 5 مارس 2021 ثم 6 مارس 2021": "2021-03-05", "الساعة 5 مساء 7 مايو 2020": "2020-05-07", "سنة 2020 كلها": "", "نهاية مارس 2020": "",
		"5 مارس من كل عام": "", "من 3 إلى 7 مايو 2020": "", "31 أبريل 2020 ثم 1 مايو 2020": "2020-05-01",
	} {
		got := ""
		if at, ok := firstDay(Find(nil, []byte(line), Options{})); ok {
			got = at.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: first day %q, want %q", line, got, want)
		}
	}
}

// TestPartsOfDay orders the parts of a day, with the early and the late in them.
func TestPartsOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"فجر أمس": "03 06", "صباح أمس": "08 12", "ظهر أمس": "12 13", "عصر أمس": "12 16", "مساء أمس": "16 20", "ليلة أمس": "20 24",
		"أوائل صباح أمس": "08 10", "أواخر صباح أمس": "10 12", "أواخر مساء أمس": "18 20", "أوائل مساء أمس": "16 18",
		"في وقت مبكر من صباح أمس": "08 10", "في وقت متأخر من مساء أمس": "18 20",
	} {
		d := Find(nil, []byte("وصل "+text+" إلى البيت"), Options{Reference: time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)})
		if len(d) != 1 {
			t.Errorf("%q: %+v", text, d)
			continue
		}
		day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
		if got := fmt.Sprintf("%02.0f %02.0f", d[0].Begin.Sub(day).Hours(), d[0].Until.Sub(day).Hours()); got != want {
			t.Errorf("%q lies in %s, want %s", text, got, want)
		}
	}
}

// TestTwoDigits: where a year of two digits could be a day as well, the date is
// read from either end, and the other reading is an alternative.
func TestTwoDigits(t *testing.T) {
	var f Finder
	o := Options{Reference: time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)}
	for first := 1; first <= 31; first++ {
		for month := 1; month <= 12; month++ {
			for last := 1; last <= 31; last++ {
				var want []string
				for _, x := range [][2]int{{last, first}, {first, last}} {
					if at := time.Date(2000+x[0], time.Month(month), x[1], 0, 0, 0, 0, time.UTC); at.Day() == x[1] {
						want = append(want, at.Format(time.DateOnly))
					}
				}
				if len(want) < 2 {
					continue
				}
				text := fmt.Sprintf("صدر في %02d/%02d/%02d", first, month, last)
				found := f.Find(nil, []byte(text), o)
				if len(found) != 1 || found[0].Value != want[0] || want[0] != want[1] && !slices.Contains(found[0].Alternatives, want[1]) {
					t.Fatalf("%s: %+v, want %s and %s", text, found, want[0], want[1])
				}
			}
		}
	}
}

// TestWeekdays reads each weekday alone and beside what makes one day of it.
func TestWeekdays(t *testing.T) {
	var f Finder
	for w := 1; w <= 7; w++ {
		name, day := weekdayNames[w], fmt.Sprintf("XXXX-WXX-%d", w)
		for _, c := range []struct{ line, want string }{
			{"يصل " + name + " الساعة 9 صباحا", day + "T09:00"},
			{"يصل مساء " + name, day + "TEV"},
			{"يصل يوم " + name + " من 9 إلى 11 صباحا", day + "T09:00/" + day + "T11:00"},
			{"يصل كل " + strings.TrimPrefix(name, "ال"), day},
			{"يصل " + name, day},
		} {
			if got := f.Find(nil, []byte(c.line), Options{}); len(got) != 1 || got[0].Value != c.want {
				t.Errorf("%s, want %s", marked(c.line, got), c.want)
			}
		}
	}
}

// TestSpaces reads a date whose words any white space parts, and direction marks.
func TestSpaces(t *testing.T) {
	var f Finder
	for _, r := range " \t\u00A0\u2000\u2005\u200A\u202F\u3000" {
		for _, mark := range []string{"", "\u200F", "\u202B", "\uFEFF", "\u061C"} {
			line := strings.ReplaceAll("حضر 10 نوفمبر 2023 وسافر", " ", mark+string(r))
			if got := f.Find(nil, []byte(line), Options{}); len(got) != 1 || got[0].Value != "2023-11-10" {
				t.Errorf("%q after %q: %s", r, mark, marked(line, got))
			}
		}
	}
}
