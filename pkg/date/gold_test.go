package date

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// rows reads a file of testdata/dates: its lines, their columns, without comments.
func rows(tb testing.TB, name string, least int) (all [][]string) {
	data, err := os.ReadFile("../../testdata/dates/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			all = append(all, append(strings.Split(line, "\t"), "", "", "", ""))
		}
	}
	if len(all) < least {
		tb.Errorf("%s: only %d rows", name, len(all))
	}
	return all
}

// options reads the second column: a reference, and the options by name.
func options(tb testing.TB, column string) (o Options) {
	for _, word := range strings.Fields(column) {
		switch word {
		case "past":
			o.Prefer = Past
		case "future":
			o.Prefer = Future
		case "mdy":
			o.MonthFirst = true
		case "kacst":
			o.Hijri = KACST
		default:
			at, err := time.Parse("2006-01-02T15:04"[:len(word)], word)
			if err != nil {
				tb.Fatal(err)
			}
			o.Reference = at
		}
	}
	return o
}

// TestGold reads the first gold: one expression a line, or none.
func TestGold(t *testing.T) {
	var f Finder
	for _, col := range rows(t, "dates.tsv", 230) {
		text, match, value, also := col[0], col[2], col[3], col[4]
		got := f.Find(nil, []byte(text), options(t, col[1]))
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
}

// describe is all that is known of a date, on one line.
func describe(d *Date) string {
	s := d.Value + " (" + d.Kind.String()
	if g := d.Grain.String(); g != "" && g != d.Kind.String() {
		s += ", " + g
	}
	if d.Calendar != Gregorian {
		s += ", " + d.Calendar.String()
	}
	if d.Vague {
		s += ", vague"
	}
	s += ")"
	for _, a := range d.Alternatives {
		s += " or " + a
	}
	for _, p := range d.Problems {
		s = strings.TrimRight(s+"; "+p.Name+" "+p.Want, " ")
	}
	return s
}

// marked is the line with its dates in braces, and what is known of each.
func marked(line string, dates []Date) string {
	var text, found strings.Builder
	at := 0
	for i := range dates {
		d := &dates[i]
		text.WriteString(line[at:d.Start] + "{" + line[d.Start:d.End] + "}")
		found.WriteString("\t" + describe(d))
		at = d.End
	}
	return text.String() + line[at:] + found.String()
}

var braces = strings.NewReplacer("{", "", "}", "")

// TestGrammar reads the gold that says all of each date.
func TestGrammar(t *testing.T) {
	var f Finder
	none := 0
	for _, col := range rows(t, "grammar.tsv", 1250) {
		line := braces.Replace(col[0])
		want := strings.TrimRight(col[0]+"\t"+strings.Join(col[2:], "\t"), "\t")
		if got := marked(line, f.Find(nil, []byte(line), options(t, col[1]))); got != want {
			t.Errorf("%s\n got %s\nwant %s", col[1], got, want)
		}
		if line == col[0] {
			none++
		}
	}
	if none < 140 {
		t.Errorf("only %d rows without a date", none)
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
