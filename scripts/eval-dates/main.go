// Eval-dates scores package date against the sets of date expressions in a
// folder, and prints each miss with its reason. Run it after any change to
// the grammar:
//
//	go run ./scripts/eval-dates DIR [--set NAME] [--misses]
//	go run ./scripts/eval-dates --alarms FILE
//
// The second takes the first 10,000 lines of a text that hold no digit, month,
// weekday or word of time, and prints the dates found in them: there are none.
//
// What counts as right:
//
//   - handmade: the span, in code points, and the value. Of readings parted by " | "
//     one is enough; "A AH = B" and "A AH / B" want B as the value or a
//     reading and A AH as a reading; ~ and spaces do not count. "!weekday" wants that problem
//     reported, "-" wants nothing found (rows marked AMB may go either way).
//   - cldr, moment, dateparser: the value to the minute. Hijri dates of CLDR are KACST's.
//     Signed durations stand for relative expressions without a reference.
//   - cldr_ranges: both ends. cldr_relative: the reference moved by so many
//     units lies in what was found, to the unit.
//   - duckling, maha_time: the beginning of what was found (and its end, where
//     the row has one) against the row's value, to the row's grain; a range of days may be
//     given by any moment in it. duckling looks ahead, so Prefer is Future there;
//     maha keeps the reference's year. A difference of policy, listed with its
//     reason below, and a value that is among the other readings, count apart.
//   - recognizers: rows that some port supports. Spans are equal after
//     the words of trim are taken off either end of both; strict counts them as
//     they stand. A value is right when it is the row's timex, or when begin (and end) are those of
//     the past or the future resolution, by the value or one of its alternatives.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/date"
)

type row struct {
	ID, Text, Ref, Value, Begin, End_, Match, Type, Grain, Kind, Unit, Calendar, Why string
	Values                                                                           []string
	Raw                                                                              json.RawMessage
	Start, End, Amount                                                               int
	Negative, Unsupported, Untrusted, BadSpan                                        bool
}

type tally struct{ right, total, policy int }

func (t tally) String() string {
	n := t.total - t.policy
	s := fmt.Sprintf("%4d/%-4d %5.1f %%", t.right, n, 100*float64(t.right)/float64(max(n, 1)))
	if t.policy > 0 {
		s += fmt.Sprintf("  (and %d differences of policy)", t.policy)
	}
	return s
}

var misses *bool

func miss(set string, r row, why string, got []date.Date) {
	if !*misses {
		return
	}
	var s []string
	for _, d := range got {
		s = append(s, fmt.Sprintf("[%s] %s %s %v %v", r.Text[d.Start:d.End], d.Value, d.Kind, d.Alternatives, d.Problems))
	}
	fmt.Printf("%s\t%s\t%s\t%q\t%s\tgot %s\n", set, r.ID, r.Ref, r.Text, why, strings.Join(s, "; "))
}

func main() {
	log.SetFlags(0)
	only := flag.String("set", "", "score this set alone")
	misses = flag.Bool("misses", false, "print each miss")
	timeless := flag.String("alarms", "", "count the dates found in lines of `FILE` that hold none")
	var dir string
	args := os.Args[1:]
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		dir, args = args[0], args[1:]
	}
	flag.CommandLine.Parse(args)
	if dir == "" {
		dir = flag.Arg(0)
	}
	if *timeless != "" {
		alarms(*timeless)
		if dir == "" {
			return
		}
	}
	if dir == "" {
		log.Fatal("usage: eval-dates DIR [--set NAME] [--misses] [--alarms FILE]")
	}
	for _, s := range []struct {
		name  string
		score func(dir, name string)
	}{
		{"handmade", handmade}, {"cldr", points}, {"moment", points}, {"dateparser", points},
		{"cldr_ranges", ranges}, {"cldr_relative", relative}, {"duckling", duckling}, {"maha_time", duckling}, {"recognizers", recognizers},
	} {
		if *only == "" || *only == s.name {
			s.score(dir, s.name)
		}
	}
}

func report(set string, t tally) { fmt.Printf("%-22s %v\n", set, t) }

func jsonl(dir, name string) []row {
	f, err := os.Open(filepath.Join(dir, name+".jsonl"))
	if err != nil {
		log.Print(err)
		return nil
	}
	defer f.Close()
	var rows []row
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var m map[string]json.RawMessage
		if err := json.Unmarshal(s.Bytes(), &m); err != nil {
			log.Fatal(err)
		}
		str := func(k string) (v string) { json.Unmarshal(m[k], &v); return v }
		num := func(k string) (v int) { json.Unmarshal(m[k], &v); return v }
		r := row{ID: str("id"), Text: str("text"), Ref: str("ref"), Value: str("value"), Begin: str("begin"), End_: str("end"), Match: str("match"),
			Type: str("type"), Grain: str("grain"), Kind: str("kind"), Unit: str("unit"), Calendar: str("calendar"), Start: num("start"), End: num("end"), Amount: num("amount")}
		json.Unmarshal(m["value"], &r.Values)
		json.Unmarshal(m["negative"], &r.Negative)
		r.Raw = m["value"]
		r.Unsupported = str("notsupported") != ""
		r.Untrusted = str("ignore_resolution") == "true"
		r.BadSpan = string(m["span_ok"]) == "false"
		rows = append(rows, r)
	}
	return rows
}

func reference(s string) time.Time {
	for _, l := range []string{"2006-01-02T15:04:05.9999999Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(l, s); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
		}
	}
	return time.Time{}
}

func readings(d date.Date) []string {
	return append([]string{d.Value}, d.Alternatives...)
}

func plain(s string) string { return strings.NewReplacer("~", "", " ", "").Replace(s) }

func has(d date.Date, want string) bool {
	for _, v := range readings(d) {
		if plain(v) == plain(want) {
			return true
		}
	}
	return false
}

func handmade(dir, name string) {
	data, err := os.ReadFile(filepath.Join(dir, name+".tsv"))
	if err != nil {
		log.Print(err)
		return
	}
	var t tally
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n")[1:] {
		f := strings.Split(line, "\t")
		r := row{ID: fmt.Sprint(i + 2), Text: f[0], Ref: f[1]}
		want := f[2]
		got := date.Find(nil, []byte(r.Text), date.Options{Reference: reference(r.Ref)})
		t.total++
		if want == "-" {
			if len(got) == 0 || strings.HasPrefix(f[6], "AMB") {
				t.right++
			} else {
				miss(name, r, "want none", got)
			}
			continue
		}
		problem := ""
		if v, p, ok := strings.Cut(want, " !"); ok {
			want, problem = v, p
		}
		ok, why := false, "want "+want+" at ["+f[5]+"]"
		for _, d := range got {
			s, e := utf8.RuneCountInString(r.Text[:d.Start]), utf8.RuneCountInString(r.Text[:d.End])
			if fmt.Sprint(s) != f[3] || fmt.Sprint(e) != f[4] {
				continue
			}
			good := false
			for _, w := range strings.Split(want, " | ") {
				w, _, _ = strings.Cut(w, " (")
				if h, g, ok := strings.Cut(strings.Replace(w, " AH / ", " AH = ", 1), " = "); ok {
					good = good || has(d, h) && d.Value == g
				} else if strings.HasSuffix(w, " AH") {
					good = good || has(d, w)
				} else {
					good = good || plain(d.Value) == plain(w) || strings.Contains(want, " | ") && has(d, w)
				}
			}
			if problem != "" {
				found := false
				for _, p := range d.Problems {
					found = found || strings.HasPrefix(p.Name, problem)
				}
				good = good && found
			}
			ok = ok || good
		}
		if ok {
			t.right++
		} else {
			miss(name, r, why, got)
		}
	}
	report(name, t)
}

func points(dir, name string) {
	var t tally
	for _, r := range jsonl(dir, name) {
		o := date.Options{Reference: reference(r.Ref)}
		if name == "cldr" {
			o.Hijri = date.KACST
		}
		got := date.Find(nil, []byte(r.Text), o)
		t.total++
		want := strings.TrimSuffix(r.Value, " (duration)")
		want = strings.TrimSuffix(want, ":00")
		if len(want) == 13 {
			want += ":00"
		}
		if len(got) == 1 {
			v := got[0].Value
			if strings.Contains(v, "T") && strings.Count(v, ":") == 2 && strings.Count(want, ":") == 1 {
				v = v[:strings.LastIndex(v, ":")]
			}
			if v == want || v == strings.TrimSuffix(want, "T00:00") {
				t.right++
				continue
			}
		}
		miss(name, r, "want "+want, got)
	}
	report(name, t)
}

func ranges(dir, name string) {
	var t tally
	for _, r := range jsonl(dir, name) {
		got := date.Find(nil, []byte(r.Text), date.Options{})
		t.total++
		if len(got) == 1 && got[0].Value == r.Begin+"/"+r.End_ {
			t.right++
			continue
		}
		miss(name, r, "want "+r.Begin+"/"+r.End_, got)
	}
	report(name, t)
}

func relative(dir, name string) {
	var t tally
	ref := reference("2023-11-14T09:30:15")
	for _, r := range jsonl(dir, name) {
		got := date.Find(nil, []byte(r.Text), date.Options{Reference: ref})
		t.total++
		n := r.Amount
		var want time.Time
		switch r.Unit {
		case "second":
			want = ref.Add(time.Duration(n) * time.Second)
		case "minute":
			want = ref.Add(time.Duration(n) * time.Minute)
		case "hour":
			want = ref.Add(time.Duration(n) * time.Hour)
		case "day":
			want = ref.AddDate(0, 0, n)
		case "week":
			want = ref.AddDate(0, 0, 7*n)
		case "month":
			want = ref.AddDate(0, n, 0)
		case "quarter":
			want = ref.AddDate(0, 3*n, 0)
		case "year":
			want = ref.AddDate(n, 0, 0)
		}
		if len(got) == 1 && !want.Before(got[0].Begin) && want.Before(got[0].Until) && len(r.Text) == got[0].End-got[0].Start {
			t.right++
			continue
		}
		miss(name, r, fmt.Sprintf("want %v %s (%v)", n, r.Unit, want), got)
	}
	report(name, t)
}

// policies are the rows where this project means something else, by what they say.
var policies = []struct {
	set, kind, reason string
	is                func(r row, d date.Date) bool
}{
	{"duckling", "an hour without a part of the day", "read as written, the afternoon is the other reading; duckling takes the next to come",
		func(r row, d date.Date) bool { return d.Kind == date.KindTime && len(d.Alternatives) > 0 }},
	{"duckling", "a clock time in another zone", "kept in its own zone; duckling moves it to the speaker's",
		func(r row, d date.Date) bool { return strings.HasSuffix(d.Value, "Z") }},
	{"duckling", "tonight", "TNI; duckling begins it at 18:00",
		func(r row, d date.Date) bool {
			return strings.HasSuffix(d.Value, "TNI") && strings.HasSuffix(first(r), "T18:00:00")
		}},
	{"duckling", "the end of a range of hours", "the last hour's beginning; duckling counts that hour in",
		func(r row, d date.Date) bool { return d.Kind == date.KindRange && r.Grain == "hour" && begins(r, d) }},
	{"maha_time", "a week is counted from Sunday, and by its first day", "by the day a week away",
		func(r row, d date.Date) bool {
			return strings.Contains(r.Text, "سبوع") || strings.Contains(r.Text, "سابيع")
		}},
	{"maha_time", "minutes alone", "a length; maha takes the minute of this hour",
		func(r row, d date.Date) bool { return d.Kind == date.KindDuration }},
}

func first(r row) string {
	if len(r.Values) > 0 {
		return r.Values[0]
	}
	return r.Value
}

func begins(r row, d date.Date) bool { return d.Begin.Equal(reference(first(r))) }

func duckling(dir, name string) {
	var t tally
	for _, r := range jsonl(dir, name) {
		ref := reference(r.Ref)
		o := date.Options{Reference: ref}
		if name == "duckling" {
			o.Prefer = date.Future
		}
		got := date.Find(nil, []byte(r.Text), o)
		t.total++
		if r.Negative {
			if len(got) == 0 {
				t.right++
			} else {
				miss(name, r, "want none", got)
			}
			continue
		}
		if len(got) == 1 && agrees(r, ref, got[0]) {
			t.right++
			continue
		}
		policy := ""
		if len(got) == 1 {
			for _, p := range policies {
				if p.set == name && p.is(r, got[0]) {
					policy = p.kind + ": " + p.reason
				}
			}
			if policy == "" && got[0].Kind != date.KindRange && alternative(r, got[0]) {
				policy = "the other reading"
			}
		}
		if policy != "" {
			t.policy++
			miss(name, r, "policy ("+policy+") want "+string(r.Raw), got)
			continue
		}
		miss(name, r, "want "+string(r.Raw), got)
	}
	report(name, t)
}

// alternative reports that the row's day is among the other readings.
func alternative(r row, d date.Date) bool {
	want := first(r)
	for _, a := range d.Alternatives {
		if len(want) >= 10 && a == want[:10] {
			return true
		}
	}
	return false
}

func agrees(r row, ref time.Time, d date.Date) bool {
	from, to := d.Begin, d.Until
	if d.Kind == date.KindTime && d.Grain <= date.GrainHour {
		c := strings.TrimSuffix(strings.TrimPrefix(d.Value, "T"), "Z")
		if strings.Count(c, ":") == 1 {
			c += ":00"
		}
		from = reference(ref.Format("2006-01-02") + "T" + c)
		to = from.Add(time.Second)
	}
	if r.Kind == "hijri" {
		_, r.Value, _ = strings.Cut(r.Value, "=")
	}
	want := reference(first(r))
	if len(r.Values) == 2 {
		return from.Equal(want) && to.Equal(reference(r.Values[1]))
	}
	if r.ID[0] == 'd' {
		if r.Grain == "day" || r.Grain == "week" || r.Grain == "month" || r.Grain == "year" {
			return from.Format("2006-01-02") == want.Format("2006-01-02")
		}
		return from.Equal(want)
	}
	// maha moves the reference into the period it means.
	if d.Grain <= date.GrainHour && d.Grain != date.NoGrain {
		return from.Equal(want) || from.Equal(want.Truncate(time.Minute)) && d.Grain == date.GrainMinute
	}
	return !want.Before(from) && want.Before(to)
}

// trim are the words that a span may have or lack at either end.
var trim = map[string]bool{"في": true, "يوم": true, "من": true, "إلى": true, "الساعة": true, "لمدة": true, "هذا": true, "شهر": true, "عام": true, "ما": true, "حوالي": true, "تاريخ": true, "بتاريخ": true, "سنة": true, "خلال": true, "ليوم": true, "": true}

func trimmed(s string) string {
	w := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ،,.؟?!", r) })
	for len(w) > 1 && trim[w[0]] {
		w = w[1:]
	}
	return strings.Join(w, " ")
}

func recognizers(dir, name string) {
	var spans, strict, values, trusted tally
	for _, r := range jsonl(dir, name) {
		if r.Unsupported {
			continue
		}
		ref := reference(r.Ref)
		got := date.Find(nil, []byte(r.Text), date.Options{Reference: ref})
		spans.total++
		strict.total++
		if r.Negative {
			if len(got) == 0 {
				spans.right++
				strict.right++
			} else {
				miss(name, r, "want none", got)
			}
			continue
		}
		ok, exact := false, false
		var hit []date.Date
		for _, d := range got {
			s := r.Text[d.Start:d.End]
			if strings.TrimSpace(s) == strings.TrimSpace(r.Match) {
				exact = true
			}
			if trimmed(s) == trimmed(r.Match) {
				ok = true
			}
			if strings.Contains(r.Match, s) || strings.Contains(s, r.Match) || trimmed(s) == trimmed(r.Match) {
				hit = append(hit, d)
			}
		}
		if ok {
			spans.right++
		} else {
			miss(name, r, "span ["+r.Match+"]", got)
		}
		if exact {
			strict.right++
		}
		if r.Raw == nil {
			continue
		}
		values.total++
		if !r.Untrusted {
			trusted.total++
		}
		good := false
		for _, d := range hit {
			good = good || resolves(r, ref, d)
		}
		if good {
			values.right++
			if !r.Untrusted {
				trusted.right++
			}
		} else {
			miss(name, r, "value "+string(r.Raw), got)
		}
	}
	report("recognizers spans", spans)
	report("recognizers strict", strict)
	report("recognizers values", values)
}

type resolution struct {
	Date, StartDate, EndDate, Time, StartTime, EndTime, DateTime, StartDateTime, EndDateTime, Duration, Set string
}

func resolves(r row, ref time.Time, d date.Date) bool {
	var v struct {
		Timex                            string
		FutureResolution, PastResolution resolution
	}
	if json.Unmarshal(r.Raw, &v) != nil {
		return false
	}
	norm := func(s string) string {
		s = plain(s)
		s = strings.TrimSuffix(s, ":00")
		s = strings.TrimSuffix(s, ":00")
		return s
	}
	for _, a := range readings(d) {
		if norm(a) == norm(v.Timex) {
			return true
		}
		if x, y, ok := strings.Cut(a, "/"); ok && len(x) == 4 && len(y) == 4 && strings.HasPrefix(v.Timex, "("+x+"-01-01,"+y+"-01-01,") {
			return true // from one year to another, whose own months the specification leaves out
		}
		if len(a) == 4 && a[3] == 'X' && strings.HasPrefix(v.Timex, "("+a[:3]+"0-01-01,") && strings.HasSuffix(v.Timex, ",P10Y)") {
			return true
		}
		if x, y, ok := strings.Cut(a, "/"); ok && strings.HasPrefix(v.Timex, "("+norm(x)+","+norm(y)+",") {
			return true
		}
	}
	day := func(t time.Time) string { return t.Format("2006-01-02") }
	for _, s := range []resolution{v.FutureResolution, v.PastResolution} {
		switch {
		case s.Date != "":
			if !d.Begin.IsZero() && day(d.Begin) == s.Date || has(d, s.Date) {
				return true
			}
		case s.StartDate != "":
			if !d.Begin.IsZero() && day(d.Begin) == s.StartDate && (day(d.Until) == s.EndDate || day(d.Until.AddDate(0, 0, -1)) == s.EndDate) {
				return true
			}
			last := reference(s.EndDate).AddDate(0, 0, -1)
			if has(d, s.StartDate+"/"+s.EndDate) || has(d, s.StartDate+"/"+day(last)) {
				return true
			}
		case s.Time != "":
			if has(d, "T"+s.Time) || has(d, "T"+strings.TrimSuffix(s.Time, ":00")) {
				return true
			}
		}
	}
	return false
}
