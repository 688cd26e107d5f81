package date

import (
	"testing"
	"time"
)

// TestProductions reads an example of each production and expression by it alone, and by it nothing of a line
// that resembles one.
func TestProductions(t *testing.T) {
	type example struct{ good, value, bad string }
	examples := map[string]example{
		"day of a month":       {"العاشر من نوفمبر 2023", "2023-11-10", "الجولة الثانية من مايو"},
		"month":                {"شهر نوفمبر 2023", "2023-11", "مارس أخي السباحة"},
		"weekday":              {"الخميس القادم", "XXXX-WXX-4", "سوق الخميس"},
		"one of several":       {"أول ثلاثاء من مايو 2023", "2023-05-02", "أول كتاب من مايو"},
		"part of a period":     {"مطلع عام 2024", "2024-01-01~/..", "مطلع القصيدة"},
		"day by its distance":  {"أول من أمس", "-P2D", "في أمس الحاجة"},
		"feast":                {"عيد الفطر 1444", "2023-04-21", "عيد ميلاد سعيد 1444"},
		"my day":               {"يومي", "P0D", "يومي 5 و6"},
		"minute":               {"الدقيقة الثالثة", "2024-02-29T18:03", "سجل في الدقيقة الثالثة هدفا"},
		"unit by its distance": {"الأشهر الثلاثة الماضية", "-P3M", "الأشهر الثلاثة"},
		"first units":          {"الأشهر التسعة الأولى من 2023", "2023-01/2023-09", "الأشهر التسعة من 2023"},
		"decade or century":    {"ثمانينات القرن الماضي", "198X", "ثمانينات العمر"},
		"share of a period":    {"الربع الأول من عام 2024", "2024-Q1", "الربع الأول من المدينة"},
		"year":                 {"سنة ألفين وعشرين", "2020", "ألفين وعشرين شخصا"},
		"two years":            {"عام 2019/2020", "2019/2020", "عام 2019/12"},
		"season":               {"صيف 2016", "2016-22", "صيف حار"},
		"day of no month":      {"يوم 27", "XXXX-XX-27", "يوم 27 كتابا"},
		"range":                {"من 10 إلى 15 نوفمبر 2023", "2023-11-10/2023-11-15", "من 10 إلى 15 كتابا"},
		"set":                  {"كل يوم أحد", "XXXX-WXX-7", "كل كتاب"},
		"distance from now":    {"قبل يومين", "-P2D", "قبل البيت"},
		"units up to now":      {"آخر 3 سنوات", "-P3Y", "آخر 3 كتب"},
		"range of lengths":     {"من 3 إلى 5 سنوات", "P3Y/P5Y", "من 5 إلى 3 سنوات"},
		"length":               {"ثلاثة أيام", "P3D", "ثلاثة كتب"},
	}
	var f Finder
	at := Options{Reference: time.Date(2024, 2, 29, 18, 45, 0, 0, time.UTC)}
	check := func(name string, read func(p *parser, i int) node) {
		e, ok := examples[name]
		if !ok {
			t.Errorf("%s: no example", name)
			return
		}
		o := Options{}
		if name == "minute" {
			o = at
		}
		got := f.Find(nil, []byte(e.good), o)
		if len(got) != 1 || got[0].Value != e.value {
			t.Errorf("%s: %q is %v, want %s", name, e.good, got, e.value)
		}
		p := &f.p
		if n := read(p, 0); !n.ok() || n.j != len(p.t)-1 {
			t.Errorf("%s: reads tokens 0 to %d of %q", name, n.j, e.good)
		}
		f.Find(nil, []byte(e.bad), Options{})
		for i := range len(p.t) - 1 {
			if n := read(p, i); n.ok() {
				t.Errorf("%s: reads tokens %d to %d of %q", name, i, n.j, e.bad)
			}
		}
	}
	for _, p := range productions {
		check(p.name, p.read)
	}
	for _, e := range expressions {
		check(e.name, e.read)
	}
}
