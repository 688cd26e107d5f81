package date

import (
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

func rewrite(line string, s Style) (string, []Rewrite) {
	var f Finder
	rs := f.Rewrites(nil, []byte(line), s)
	edits := make([]span.Edit, len(rs))
	for i, r := range rs {
		edits[i] = r.Edit
	}
	return string(span.Apply(nil, []byte(line), edits)), rs
}

func TestRewrites(t *testing.T) {
	iso, lev, dual, mag := Style{Form: ISOForm}, Style{Months: Levantine}, Style{Months: DualNames}, Style{Months: Maghrebi}
	for _, c := range []struct {
		in, want string
		style    Style
	}{
		{"تاريخ النشر: 10th, November 2023 GMT", "تاريخ النشر: 10 نوفمبر 2023 GMT", Style{}},
		{"نوفمبر 10, 2023آخر تحديث: نوفمبر 10, 2023", "10 نوفمبر 2023 آخر تحديث: 10 نوفمبر 2023", Style{}},
		{"آخر تحديث March 3rd, 2021 مساء", "آخر تحديث 3 مارس 2021 مساء", Style{}},
		{"نشر في Friday, 10 November 2023 على الموقع", "نشر في الجمعة 10 نوفمبر 2023 على الموقع", Style{}},
		{"يوم 5 juillet 1962 كان عيدا", "يوم 5 يوليو 1962 كان عيدا", Style{}},
		{"في تشرين الثاني ٥، ٢٠٢٠ وصلوا", "في ٥ تشرين الثاني ٢٠٢٠ وصلوا", Style{}},
		{"صدر في أغسطس 7, 2019م", "صدر في 7 أغسطس 2019م", Style{}},
		{"قرأت في the paper of November 10, 2023 by him مقالا", "قرأت في the paper of November 10, 2023 by him مقالا", Style{}},
		{"Published on November 10, 2023", "Published on November 10, 2023", Style{}},
		{"انظر https://x.example/November-10-2023 هنا", "انظر https://x.example/November-10-2023 هنا", Style{}},
		{"الملف report_November 10, 2023.pdf هنا", "الملف report_November 10, 2023.pdf هنا", Style{}},
		{"كتب في 10 نوفمبر 2023", "كتب في 10 نوفمبر 2023", Style{}},
		{"كتب في نوفمبر 10, 2023", "كتب في 2023-11-10", iso},
		{"كتب في 10 نوفمبر 2023م اليوم", "كتب في 2023-11-10 اليوم", iso},
		{"كتب في 25/11/2023 اليوم", "كتب في 2023-11-25 اليوم", iso},
		{"كتب في 10/11/2023 اليوم", "كتب في 10/11/2023 اليوم", iso},
		{"كتب في 31 فبراير 2023", "كتب في 31 فبراير 2023", iso},
		{"من 3 إلى 7 مايو 2020 ومن 3 - 7 مايو 2020", "من 3 إلى 7 مايو 2020 ومن 3 - 7 مايو 2020", iso},
		{"من 3 نيسان حتى 7 أيار 2020", "من 3 نيسان حتى 7 أيار 2020", iso},
		{"من 3 مايو 2019 إلى 7 مايو 2020", "من 2019-05-03 إلى 2020-05-07", iso},
		{"كتب في 10 نوفمبر 2023", "كتب في 10 تشرين الثاني 2023", lev},
		{"كتب في 10 آب 2023", "كتب في 10 آب/أغسطس 2023", dual},
		{"كتب في 10 أغسطس 2023", "كتب في 10 أوت 2023", mag},
		{"كتب في 26 فبراير شباط 2016 رسالته", "كتب في 26 شباط 2016 رسالته", lev},
		{"كتب في 27 مارس 767، ثم رحل", "كتب في 27 آذار 767، ثم رحل", lev},
		{"كتب في 21 يوليو 921م رسالته", "كتب في 21 يوليو 921م رسالته", iso},
		{"كتب في 12 و 13 مارس 2016 رسالته", "كتب في 12 و 13 آذار 2016 رسالته", lev},
		{"الثالث من ماي 1990", "الثالث من ماي 1990", Style{}},
	} {
		got, rs := rewrite(c.in, c.style)
		if got != c.want {
			t.Errorf("%q -> %q, want %q (%+v)", c.in, got, c.want, rs)
		}
		if again, rs := rewrite(got, c.style); again != got {
			t.Errorf("%q -> %q -> %q (%+v)", c.in, got, again, rs)
		}
	}
}
