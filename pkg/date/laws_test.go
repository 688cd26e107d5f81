package date

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
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
	clock := `(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:00)?|TMO|TAF|TEV|TNI)`
	point := `(-?(\d{4}|\d{3}X|\d\dXX|XXXX)|-?\d{4}-(W\d\d|Q\d)|XXXX-(WXX-\d|Q\d)|-?(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX))?)`
	length := `-?P([\d.]+Y)?([\d.]+M)?([\d.]+W)?([\d.]+D)?(T([\d.]+H)?([\d.]+M)?([\d.]+S)?)?`
	end := `(\.\.|` + point + clock + `?|` + clock + `|` + length + clock + `?)~?`
	return regexp.MustCompile(`^` + end + `(/` + end + `)?$`)
}()

// agrees reports what is wrong between a date's value and the rest of it, or "".
func agrees(d *Date) string {
	if d.Value != "" && !valueForms.MatchString(d.Value) {
		return "is no value"
	}
	if a, _, pair := strings.Cut(d.Value, "/"); pair != (d.Kind == KindRange) && d.Kind != KindDate && !(d.Kind == KindRange && a[0] != '2') {
		return "is no " + d.Kind.String()
	}
	if d.Kind == KindTime && d.Value[0] != 'T' || d.Kind == KindDuration && d.Value[0] != 'P' || (d.Kind == KindDuration || d.Kind == KindTime || d.Kind == KindSet) && !d.Begin.IsZero() {
		return "is no " + d.Kind.String()
	}
	begin, until, ok := bounds(d.Value)
	if !ok || d.Begin.IsZero() {
		return ""
	}
	if d.Vague { // about then
		begin, until = begin.AddDate(-1, 0, 0), until.AddDate(1, 0, 0)
	}
	if d.Begin.Before(begin) || d.Until.After(until) && d.Grain != Hour && d.Grain != PartOfDay {
		return fmt.Sprintf("covers %v to %v", d.Begin, d.Until)
	}
	exact := !d.Vague && d.Grain != Hour && d.Grain != PartOfDay
	if exact && d.Kind != KindRange && (d.Grain == Year || d.Grain == Month) && d.Until.Sub(d.Begin) == 24*time.Hour {
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
