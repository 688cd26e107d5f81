// Cldr-dates writes the dates that the Unicode CLDR's Arabic locales print: their
// patterns and names, filled with days of its own. Unpack the npm packages
// cldr-dates-full and cldr-cal-islamic-full of one version and run, from the top of
// the repository:
//
//	go run ./scripts/cldr-dates DATES ISLAMIC > testdata/dates/cldr.tsv
//
// Each of DATES and ISLAMIC holds package.json, LICENSE and main. Of texts that several
// locales share, one is kept.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/nass-ar/nass/pkg/date"
)

// A calendar is what ca-*.json says of one.
type calendar struct {
	Months, Days struct {
		Format struct{ Wide, Abbreviated map[string]string }
	}
	DayPeriods struct {
		Format struct{ Abbreviated map[string]string }
	}
	Eras                     struct{ EraAbbr map[string]string }
	DateFormats, TimeFormats map[string]any
	DateTimeFormats          struct {
		IntervalFormats map[string]any
	}
	AtTime struct{ Standard map[string]string } `json:"dateTimeFormats-atTime"`
}

// read decodes DIR/main/LOCALE/FILE.
func read[T any](dir, locale, file string) T {
	data, err := os.ReadFile(filepath.Join(dir, "main", locale, file))
	if err != nil {
		log.Fatal(err)
	}
	var all struct{ Main map[string]struct{ Dates T } }
	if err := json.Unmarshal(data, &all); err != nil {
		log.Fatalf("%s of %s: %v", file, locale, err)
	}
	return all.Main[locale].Dates
}

type calendars struct{ Calendars map[string]calendar }

// A day is one of any calendar, with a time.
type day struct {
	at      time.Time
	y, m, d int
}

// format fills a pattern of CLDR.
func (c *calendar) format(pattern string, x day) string {
	var out strings.Builder
	for i := 0; i < len(pattern); {
		ch := pattern[i]
		j := i
		for j < len(pattern) && pattern[j] == ch {
			j++
		}
		n := j - i
		number := func(v int) { fmt.Fprintf(&out, "%0*d", min(n, 2), v) }
		names := func(of struct{ Wide, Abbreviated map[string]string }, key string) {
			if n < 4 {
				out.WriteString(of.Abbreviated[key])
			} else {
				out.WriteString(of.Wide[key])
			}
		}
		switch {
		case ch == 'y':
			out.WriteString(strconv.Itoa(x.y))
		case ch == 'M' && n <= 2:
			number(x.m)
		case ch == 'M':
			names(c.Months.Format, strconv.Itoa(x.m))
		case ch == 'd':
			number(x.d)
		case ch == 'E':
			key := strings.ToLower(x.at.Weekday().String()[:3])
			names(struct{ Wide, Abbreviated map[string]string }{c.Days.Format.Wide, c.Days.Format.Wide}, key)
		case ch == 'G':
			out.WriteString(c.Eras.EraAbbr["0"])
		case ch == 'h':
			number((x.at.Hour()+11)%12 + 1)
		case ch == 'H':
			number(x.at.Hour())
		case ch == 'm':
			number(x.at.Minute())
		case ch == 's':
			number(x.at.Second())
		case ch == 'a':
			out.WriteString(c.DayPeriods.Format.Abbreviated[map[bool]string{true: "am", false: "pm"}[x.at.Hour() < 12]])
		case 'A' <= ch && ch <= 'Z' || 'a' <= ch && ch <= 'z':
			log.Fatalf("pattern %q: field %c", pattern, ch)
		default:
			out.WriteString(pattern[i:j])
		}
		i = j
	}
	return out.String()
}

var (
	out     = bufio.NewWriter(os.Stdout)
	written = map[string]bool{}
	lines   int
)

// row writes one text and its value, every third in Eastern digits, unless it was written.
func row(text, options, value string) {
	if written[text] {
		return
	}
	written[text] = true
	if lines++; lines%3 == 0 {
		text = strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				r += '\u0660' - '0'
			}
			return r
		}, text)
	}
	fmt.Fprintf(out, "%s\t%s\t%s\n", text, options, value)
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: go run ./scripts/cldr-dates DATES ISLAMIC")
	}
	dates, islamic := os.Args[1], os.Args[2]
	defer out.Flush()
	header(dates)
	locales := []string{"ar", "ar-DZ", "ar-IQ", "ar-MA", "ar-MR", "ar-SA", "ar-EG", "ar-AE", "ar-LB", "ar-SY", "ar-JO", "ar-PS", "ar-TN", "ar-LY", "ar-SD", "ar-YE"}
	for i, locale := range locales {
		c := read[calendars](dates, locale, "ca-gregorian.json").Calendars["gregorian"]
		for m := 1; m <= 12; m++ {
			at := time.Date(1994+3*m+i%2, time.Month(m), 2*m+1, (5*m+i)%24, 7*m%60, 0, 0, time.UTC)
			if m == 2 {
				at = time.Date(2016, 2, 29, 12, 0, 0, 0, time.UTC)
			}
			x := day{at, at.Year(), m, at.Day()}
			for _, style := range []string{"full", "long", "medium", "short"} {
				row(c.format(c.DateFormats[style].(string), x), "", at.Format(time.DateOnly))
			}
			clock := c.format(c.TimeFormats["short"].(string), x)
			row(strings.NewReplacer("{1}", c.format(c.DateFormats["full"].(string), x), "{0}", clock).Replace(c.AtTime.Standard["full"]), "", at.Format("2006-01-02T15:04"))
		}
		for _, form := range []struct {
			skeleton, greatest string
			from, to           time.Time
			layout             string
		}{
			{"yMMMd", "d", time.Date(2021, 6, 4, 0, 0, 0, 0, time.UTC), time.Date(2021, 6, 9, 0, 0, 0, 0, time.UTC), time.DateOnly},
			{"yMMMd", "M", time.Date(2021, 1, 28, 0, 0, 0, 0, time.UTC), time.Date(2021, 8, 2, 0, 0, 0, 0, time.UTC), time.DateOnly},
			{"yMMMd", "y", time.Date(2021, 12, 28, 0, 0, 0, 0, time.UTC), time.Date(2022, 7, 2, 0, 0, 0, 0, time.UTC), time.DateOnly},
			{"yMMMM", "y", time.Date(2021, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2022, 4, 1, 0, 0, 0, 0, time.UTC), "2006-01"},
		} {
			pattern := c.DateTimeFormats.IntervalFormats[form.skeleton].(map[string]any)[form.greatest].(string)
			sign := strings.Index(pattern, "–")
			of := func(pattern string, at time.Time) string {
				return c.format(pattern, day{at, at.Year(), int(at.Month()), at.Day()})
			}
			row(of(pattern[:sign], form.from)+"–"+of(pattern[sign+len("–"):], form.to), "", form.from.Format(form.layout)+"/"+form.to.Format(form.layout))
		}
	}
	hijri(islamic, read[calendars](dates, "ar", "ca-gregorian.json").Calendars["gregorian"])
	relative(dates)
}

func header(dir string) {
	var about struct{ Version, License string }
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err == nil {
		err = json.Unmarshal(data, &about)
	}
	licence, err2 := os.ReadFile(filepath.Join(dir, "LICENSE"))
	if err != nil || err2 != nil {
		log.Fatal(err, err2)
	}
	fmt.Fprintf(out, "# Dates of the Arabic locales of CLDR %s: its patterns and names, filled with other days by scripts/cldr-dates.\n", about.Version)
	fmt.Fprintf(out, "# Columns: a text that is one date, the options, the value. Licence of the patterns and names (%s):\n#\n", about.License)
	for line := range strings.Lines(strings.TrimSpace(string(licence))) {
		fmt.Fprintln(out, strings.TrimRight("# "+strings.TrimRight(line, "\n"), " "))
	}
	fmt.Fprintln(out, "#")
}

// hijri writes days of Umm al-Qura as ICU has it.
func hijri(dir string, gregorian calendar) {
	c := read[calendars](dir, "ar", "ca-islamic-umalqura.json").Calendars["islamic-umalqura"]
	c.Days = gregorian.Days
	for m := 1; m <= 12; m++ {
		y, d := 1404+7*m, 2*m+3
		n, ok := date.KACST.Day(y, m, d)
		if !ok {
			log.Fatalf("no day %d-%d-%d", y, m, d)
		}
		at := time.Unix(int64(n)*86400, 0).UTC()
		for _, style := range []string{"full", "long", "medium", "short"} {
			row(c.format(c.DateFormats[style].(string), day{at, y, m, d}), "kacst", at.Format(time.DateOnly))
		}
	}
}

// relative writes what is relative, as lengths from no reference.
func relative(dir string) {
	fields := read[struct{ Fields map[string]map[string]any }](dir, "ar", "dateFields.json").Fields
	for _, f := range []struct{ name, length string }{{"second", "PT%dS"}, {"minute", "PT%dM"}, {"hour", "PT%dH"}, {"day", "P%dD"}, {"week", "P%dW"}, {"month", "P%dM"}, {"year", "P%dY"}} {
		for _, way := range []struct{ name, sign string }{{"past", "-"}, {"future", ""}} {
			patterns := fields[f.name]["relativeTime-type-"+way.name].(map[string]any)
			for _, n := range []struct {
				n        int
				category string
			}{{1, "one"}, {2, "two"}, {3, "few"}, {10, "few"}, {11, "many"}, {99, "many"}, {100, "other"}} {
				text := patterns["relativeTimePattern-count-"+n.category].(string)
				row(strings.Replace(text, "{0}", strconv.Itoa(n.n), 1), "", way.sign+fmt.Sprintf(f.length, n.n))
			}
		}
		for n := -2; n <= 2; n++ {
			if text, ok := fields[f.name]["relative-type-"+strconv.Itoa(n)].(string); ok && n != 0 {
				row(text, "", strings.Replace(fmt.Sprintf(f.length, n), "P-", "-P", 1))
			}
		}
	}
}
