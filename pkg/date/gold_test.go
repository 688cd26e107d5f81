package date

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestGold reads the project's own gold: one expression a line, or none.
func TestGold(t *testing.T) {
	data, err := os.ReadFile("../../testdata/dates/dates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var f Finder
	for _, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		col := append(strings.Split(line, "\t"), "", "", "", "")
		text, match, value, also := col[0], col[2], col[3], col[4]
		var o Options
		if col[1] != "" {
			layout := "2006-01-02T15:04"[:len(col[1])]
			if o.Reference, err = time.Parse(layout, col[1]); err != nil {
				t.Fatal(err)
			}
		}
		got := f.Find(nil, []byte(text), o)
		if match == "-" {
			if len(got) > 0 {
				t.Errorf("%q: found %+v, want none", text, got)
			}
			continue
		}
		if len(got) != 1 {
			t.Errorf("%q: found %d dates %+v, want [%s] %s", text, len(got), got, match, value)
			continue
		}
		d := got[0]
		if s := text[d.Start:d.End]; s != match || d.Value != value {
			t.Errorf("%q: [%s] %s, want [%s] %s", text, s, d.Value, match, value)
		}
		if also != "" && !slices.Contains(d.Alternatives, also) && !slices.ContainsFunc(d.Problems, func(p Problem) bool { return p.Name == also }) {
			t.Errorf("%q: %v %v lack %s", text, d.Alternatives, d.Problems, also)
		}
		if also == "" && len(d.Problems) > 0 {
			t.Errorf("%q: problems %+v", text, d.Problems)
		}
	}
	if n < 100 {
		t.Errorf("only %d rows of gold", n)
	}
}

// TestSeveral reads lines that hold more than one date.
func TestSeveral(t *testing.T) {
	o := Options{Reference: time.Date(2022, 6, 15, 10, 0, 0, 0, time.UTC)}
	var f Finder
	for _, c := range []struct {
		line string
		want []string
	}{
		{"فاز عامي 2004 و2008 بالكأس", []string{"2004", "2008"}},
		{"في أعوام 1987، 1991 و1995", []string{"1987", "1991", "1995"}},
		{"عرض يومي 12 و13 أكتوبر 2016", []string{"2016-10-12", "2016-10-13"}},
		{"عرض في الأول والثاني من حزيران 2016", []string{"2016-06-01", "2016-06-02"}},
		{"عرض أيام 5 و6 و7 من الشهر الجاري", []string{"2022-06-05", "2022-06-06", "2022-06-07"}},
		{"كان الاجتماع الأول و25 أبريل 2013", []string{"2013-04-25"}},
		{"يعرض يومي الجمعة والسبت المقبلين", []string{"2022-06-17", "2022-06-18"}},
		{"زاره في شهري مارس ومايو 2021", []string{"2021-03", "2021-05"}},
		{"زاره في شهري رجب وشعبان 1442هـ", []string{"2021-02-13/2021-03-13", "2021-03-14/2021-04-12"}},
		{"مارس ماهر الرسم ومارس أخوه الطب", nil},
		{"عاد عام 1998 و2005", []string{"1998", "2005"}},
	} {
		var got []string
		for _, d := range f.Find(nil, []byte(c.line), o) {
			got = append(got, d.Value)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
}
