package date

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// sameProblems fails if FindProblems finds other dates than Find does that have a problem, and
// returns how many there are.
func sameProblems(t *testing.T, f *Finder, line string) int {
	t.Helper()
	got := slices.Clone(f.FindProblems(nil, []byte(line)))
	want := slices.DeleteFunc(f.Find(nil, []byte(line), Options{}), func(d Date) bool { return len(d.Problems) == 0 })
	if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: %+v, and Find has %+v", line, got, want)
	}
	return len(want)
}

// TestFindProblems reads known lines, and lines of words and numbers of dates in any order.
func TestFindProblems(t *testing.T) {
	var f Finder
	var parts []string
	known, mixed := 0, 0
	for _, name := range []string{"dates.tsv", "grammar.tsv"} {
		for _, col := range rows(t, name, 200) {
			line := braces.Replace(col[0])
			known += sameProblems(t, &f, line)
			parts = append(parts, strings.Fields(line)...)
		}
	}
	for _, s := range spellings {
		parts = append(parts, s.words...)
	}
	numbers := strings.Fields("1 2 5 12 13 27 28 29 30 31 32 39 40 95 00 031 656 1343 1436 1500 1501 2015 2023 2999 3000 9998 9999 10000 999999999 10/11/2023 31/4/2020 29-2-2019 10.11.23 2023-13-10 14-Nov-23 30/2/1436")
	signs := strings.Fields("/ - – . , ، ( ) = : \\ : م هـ ه الموافق ق.م من شهر عام سنة في و إلى")
	days := strings.Fields("الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت Monday")
	months := strings.Fields("فبراير شباط أبريل حزيران نوفمبر مارس صفر رمضان شوال محرم رجب Feb November الطير النوار")
	words := strings.Fields("ثلاثين والعشرين التاسع عشر الثلاثون لليلة بقيت ألفين وعشرين تسعة عشرة النصف سلخ غرة أول آخر")
	random := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		var b strings.Builder
		for range 2 + random.IntN(8) {
			of := [][]string{numbers, numbers, months, months, signs, signs, days, words, parts}[random.IntN(9)]
			b.WriteString(of[random.IntN(len(of))])
			if random.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		mixed += sameProblems(t, &f, b.String())
	}
	if known < 20 || mixed < 3_000 {
		t.Errorf("only %d problems of known lines and %d of others", known, mixed)
	}
}

func FuzzFindProblems(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	for _, name := range []string{"grammar.tsv", "dates.tsv"} {
		for _, col := range rows(f, name, 200) {
			f.Add(braces.Replace(col[0]))
		}
	}
	var finder Finder
	f.Fuzz(func(t *testing.T, line string) { sameProblems(t, &finder, line) })
}
