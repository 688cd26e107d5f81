package date

import (
	"fmt"
	"testing"
)

// TestMonthNames reads every day of a year under every country's names, in
// both sets of digits, with weekday and clock; and a Hijri year likewise.
func TestMonthNames(t *testing.T) {
	sets := map[string][]string{
		"egyptian": egyptian[1:], "levantine": levantine[1:], "maghrebi": maghrebi[1:],
		"morocco":    {"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
		"mauritania": {"يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر"},
		"libya":      {"أي النار", "النوار", "الربيع", "الطير", "الماء", "الصيف", "ناصر", "هانيبال", "الفاتح", "التمور", "الحرث", "الكانون"},
	}
	eastern := func(s string) string {
		out := []rune(s)
		for i, r := range out {
			if '0' <= r && r <= '9' {
				out[i] = r - '0' + '\u0660'
			}
		}
		return string(out)
	}
	var f Finder
	check := func(text, want string, o Options) {
		for _, text := range []string{text, eastern(text)} {
			got := f.Find(nil, []byte(text), o)
			if len(got) != 1 || got[0].Value != want || got[0].Start != 0 || got[0].End != len(text) || len(got[0].Problems) > 0 {
				t.Fatalf("%q: %+v, want %s", text, got, want)
			}
		}
	}
	for name, names := range sets {
		for day := gregorianDay(2004, 1, 1); day < gregorianDay(2005, 1, 1); day++ {
			y, m, d := day.gregorian()
			text := fmt.Sprintf("%d %s %d", d, names[m-1], y)
			check(text, ymd(day), Options{})
			if name == "libya" {
				continue
			}
			text = weekdayNames[day.Weekday()] + "، " + text
			check(text, ymd(day), Options{})
			check(text+" في 3:07 م", ymd(day)+"T15:07", Options{})
			check(fmt.Sprintf("%s %d, %d", names[m-1], d, y), ymd(day), Options{})
		}
	}
	for _, cal := range []Calendar{Printed, KACST} {
		for day := cal.MonthStart(1440, 1); day < cal.MonthStart(1441, 1); day++ {
			y, m, d := cal.Date(day)
			text := fmt.Sprintf("%d %s %d هـ", d, hijriNames[m], y)
			check(text, ymd(day), Options{Hijri: cal})
			check(fmt.Sprintf("%s، %d/%d/%d هـ", weekdayNames[day.Weekday()], d, m, y), ymd(day), Options{Hijri: cal})
		}
	}
}
