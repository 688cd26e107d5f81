package date

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

var seeds = []string{
	"", "10th, November 2023 GMT نص", "نوفمبر 10, 2023آخر تحديث: نوفمبر 10, 2023", "26 شوال 1436 هـ الموافق 10 أغسطس 2015 م",
	"من 3 إلى 7 مايو، 28 أكتوبر - 3 نوفمبر", "الساعة الثانية عشرة إلا ربعا هذا الصباح", "سأعود في 15 الساعة 8:00:20 بتوقيت غرينتش",
	"١٨\u200F/٠٣\u200F/٢٠٢٣", "44 ق.م و450هـ/1058م", "آخر 3 سنوات، ثالث ثلاثاء بعد كريسماس 2014", "كل يوم اثنين الساعة 4 مساء",
	"بعد 999999999 سنة و99999999 شهر", "بعد 97000 شهر", "9999-99-99 0/0/0000 31/12/9999", "الـ24 من الـ12", "القرن 30 الهجري سلخ صفر 1", "\xff10\xd9/11/2023", "5 مارس 2020\xd9", "\xd8", "نوفمبر 10, 2023\xdb",
	"تشرين الثاني/نوفمبر (تشرين الثاني) 5", "منذ شهرين ويوم واحد وساعتين من الآن", "عيد الأضحى 1 رمضان 2999", "Fri Nov 10 2023 في الجمعة",
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, int64(1700000000))
	}
	f.Fuzz(func(t *testing.T, line string, ref int64) {
		var fd Finder
		for _, o := range []Options{{}, {Reference: time.Unix(ref%1e10, 0).UTC(), Prefer: Future, Hijri: KACST}} {
			at := 0
			for _, d := range fd.Find(nil, []byte(line), o) {
				if d.Start < at || d.End <= d.Start || d.End > len(line) {
					t.Fatalf("%q: span %v after %d", line, d.Span, at)
				}
				at = d.End
				if utf8.ValidString(line) && (!utf8.RuneStart(line[d.Start]) || d.End < len(line) && !utf8.RuneStart(line[d.End])) {
					t.Fatalf("%q: span %v splits a code point", line, d.Span)
				}
				if d.Until.Before(d.Begin) && d.Kind != KindRange {
					t.Fatalf("%q: %s ends %v before %v", line, d.Value, d.Until, d.Begin)
				}
				if d.Value == "" {
					t.Fatalf("%q: %q has no value", line, line[d.Start:d.End])
				}
				if d.Kind != KindRange && len(d.Problems) == 0 {
					if wrong := agrees(&d); wrong != "" {
						t.Fatalf("%q: %s %s", line, describe(&d), wrong)
					}
				}
				for _, p := range d.Problems {
					if p.Start < 0 || p.End > len(line) || p.End <= p.Start {
						t.Fatalf("%q: problem %+v", line, p)
					}
				}
			}
		}
	})
}

// FuzzWritten writes any day in any form and spelling, and reads it: the writers' own
// value comes back.
func FuzzWritten(f *testing.F) {
	for i := range 40 {
		f.Add(int32(i*3000-60000), uint8(i), uint16(i*37))
	}
	var fd Finder
	f.Fuzz(func(t *testing.T, day int32, form uint8, way uint16) {
		first, last := gregorianDay(1800, 1, 1), gregorianDay(2200, 12, 31)
		if n := int(form) % (len(gregorianWriters) + len(hijriWriters)); n < len(gregorianWriters) {
			d := first + EpochDay(uint32(day)%uint32(last-first+1))
			y, m, dd := d.gregorian()
			at := time.Unix(int64(d)*86400, 0).UTC()
			whole(t, &fd, spell(gregorianWriters[n].write(at, y, m, dd), int(way)), Options{}, at)
		} else {
			cal := Printed + Calendar(way%2)
			first, last := cal.MonthStart(firstHijriYear, 1), cal.MonthStart(lastHijriYear+1, 1)
			d := first + EpochDay(uint32(day)%uint32(last-first))
			y, m, dd := cal.Date(d)
			at := time.Unix(int64(d)*86400, 0).UTC()
			whole(t, &fd, spell(hijriWriters[n-len(gregorianWriters)].write(at, y, m, dd), int(way)), Options{Hijri: cal}, at)
		}
	})
}

// FuzzReference moves the reference by any number of days: what lies so many days from it
// moves as far.
func FuzzReference(f *testing.F) {
	expressions := []string{"أمس", "بعد غد", "أول من أمس", "مساء أمس", "غدا الساعة 9 صباحا", "منذ ثلاثة أيام", "قبل أسبوعين", "بعد يومين من الآن", "الأيام الثلاثة الماضية", "آخر 10 أيام", "من أمس إلى غد", "الليلة الماضية"}
	for i := range expressions {
		f.Add(int32(i*1000), int16(i*50-300), uint8(i), uint16(i*91))
	}
	var fd Finder
	f.Fuzz(func(t *testing.T, day int32, n int16, which uint8, way uint16) {
		text := spell(expressions[int(which)%len(expressions)], int(way))
		move := func(at time.Time) time.Time { return at.AddDate(0, 0, int(n)) }
		noon := time.Date(1700, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, int(uint32(day)%200000))
		o := Options{Reference: noon, Prefer: Preference(way % 3)}
		from := fd.Find(nil, []byte(text), o)
		o.Reference = move(noon)
		got := fd.Find(nil, []byte(text), o)
		if len(from) != 1 || len(got) != 1 || got[0].Value != moved(from[0].Value, move) || !got[0].Begin.Equal(move(from[0].Begin)) || !got[0].Until.Equal(move(from[0].Until)) {
			t.Fatalf("%q: %s at %v, %s after %d days", text, marked(text, from), noon, marked(text, got), n)
		}
	})
}

func FuzzRewrites(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, uint8(0))
		f.Add(s, uint8(1))
		f.Add("نص "+s, uint8(9))
	}
	f.Fuzz(func(t *testing.T, line string, style uint8) {
		s := Style{ISO: style&1 == 1, Months: MonthNames(style >> 1 % 5)}
		if strings.Contains(line, "\n") {
			return
		}
		var fd Finder
		rs := fd.Rewrites(nil, []byte(line), s)
		first := line
		var made []span.Span // by the round before
		const near = 16
		for round := 0; len(rs) > 0; round++ {
			// Only a date beside one just rewritten may want another round.
			for _, r := range rs {
				if round == 3 || round > 0 && !slices.ContainsFunc(made, func(m span.Span) bool { return r.Start <= m.End+near && m.Start <= r.End+near }) {
					t.Fatalf("%q -> %q, which wants %+v", first, line, rs)
				}
			}
			made = made[:0]
			at, shift := 0, 0
			var edits []span.Edit
			for _, r := range rs {
				if r.Start < at || r.End <= r.Start || r.End > len(line) {
					t.Fatalf("%q: edit %+v after %d", line, r, at)
				}
				start := r.Start + shift
				shift += len(r.New) - r.Len()
				made = append(made, span.Span{Start: start, End: r.End + shift})
				at = r.End
				edits = append(edits, r.Edit)
			}
			line = string(span.Apply(nil, []byte(line), edits))
			rs = fd.Rewrites(nil, []byte(line), s)
		}
	})
}

// press makes lines as newspapers write them, of words of its own: dense with a date
// in each sentence, or with one in twenty.
func press(every int) [][]byte {
	plain := []string{
		"وأوضح المتحدث أن المشروع سيوفر فرص عمل كثيرة للشباب في المناطق البعيدة", "ويرى خبراء أن ارتفاع الأسعار يعود إلى ضعف الإنتاج المحلي وكثرة الطلب",
		"وشارك في الندوة عدد من الباحثين والمهتمين بالتراث من أنحاء البلاد", "وأكد الوزير حرص الحكومة على دعم القطاع الخاص وتذليل الصعوبات أمامه",
		"وبلغت قيمة الصفقة 27 مليون ريال بعد مفاوضات طويلة بين الطرفين", "وقال شهود إن الدخان غطى سماء الحي القديم وإن رجال الإطفاء وصلوا سريعا",
	}
	dated := []string{
		"وكانت الشركة قد أعلنت في 14 مارس 2015 عن نتائجها للربع الأول من العام الحالي", "واجتمع المجلس أمس الثلاثاء في مقره بحضور رؤساء اللجان",
		"ويبدأ المعرض يوم الخميس المقبل الساعة 5 مساء ويستمر ثلاثة أيام", "ووقع الاتفاق في 26 شوال 1436هـ الموافق 11 أغسطس 2015م",
	}
	var lines [][]byte
	n := 0
	for i := range 200 {
		var b strings.Builder
		for k := range 6 {
			if n++; n%every == 0 {
				b.WriteString(dated[(i+k)%len(dated)])
			} else {
				b.WriteString(plain[(i*5+k)%len(plain)])
			}
			b.WriteString(". ")
		}
		lines = append(lines, []byte(b.String()))
	}
	return lines
}

func benchmark(b *testing.B, every int, find func(f *Finder, line []byte)) {
	lines := press(every)
	size := 0
	for _, l := range lines {
		size += len(l)
	}
	var f Finder
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range lines {
			find(&f, l)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	o := Options{Reference: time.Date(2015, 8, 20, 9, 0, 0, 0, time.UTC)}
	var dst []Date
	for name, every := range map[string]int{"dense": 2, "sparse": 20, "none": 1 << 30} {
		b.Run(name, func(b *testing.B) {
			benchmark(b, every, func(f *Finder, line []byte) { dst = f.Find(dst[:0], line, o) })
		})
	}
}

func BenchmarkRewrites(b *testing.B) {
	var dst []Rewrite
	for name, every := range map[string]int{"dense": 2, "sparse": 20, "none": 1 << 30} {
		b.Run(name, func(b *testing.B) {
			benchmark(b, every, func(f *Finder, line []byte) { dst = f.Rewrites(dst[:0], line, Style{}) })
		})
	}
}

func TestNoAllocs(t *testing.T) {
	var f Finder
	line := []byte("وأوضح المتحدث أن المشروع سيوفر 300 وظيفة في المناطق البعيدة، وبلغت قيمة الصفقة 27 مليون ريال بين الطرفين في العاصمة")
	o := Options{Reference: time.Date(2015, 8, 20, 9, 0, 0, 0, time.UTC)}
	if n := len(f.Find(nil, line, o)); n != 0 {
		t.Fatalf("found %d dates", n)
	}
	if a := testing.AllocsPerRun(50, func() { f.Find(nil, line, o); f.Rewrites(nil, line, Style{}) }); a != 0 {
		t.Errorf("a line without dates allocates %v times", a)
	}
}
