package date

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestFindText(t *testing.T) {
	const text = "صدر في 5 مارس 2021\r\n\nيوم الأحد 11 أغسطس 2015 ثم\nعاد في 7 مايو 2020"
	var got []string
	var finder Finder
	for _, d := range finder.FindText(nil, []byte(text), Options{}) {
		got = append(got, text[d.Start:d.End])
		for _, p := range d.Problems {
			if p.Start < d.Start || p.End > d.End {
				t.Errorf("%v at %v, of %v", p.Name, p.Span, d.Span)
			}
			got = append(got, p.Name)
		}
	}
	if want := []string{"5 مارس 2021", "الأحد 11 أغسطس 2015", WeekdayMismatch, "7 مايو 2020"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFirstIn(t *testing.T) {
	filler := strings.Repeat("سطر بلا تاريخ\n", 2000)
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"بلا تاريخ", ""},
		{"صدر في مارس 2020\nثم في 5 مارس 2021\nثم في 6 مارس 2021", "2021-03-05"},
		{filler + "في 7 مايو 2020", "2020-05-07"},
		{strings.Repeat(filler, firstWithin/len(filler)+1) + "في 7 مايو 2020", ""},
		{"عاد أمس", ""}, // the reference does not help
	} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(c.text), "half": iotest.HalfReader(strings.NewReader(c.text)), "early end": iotest.DataErrReader(strings.NewReader(c.text)),
		} {
			at, ok, rest, err := FirstIn(r, Options{Reference: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if ok {
				got = at.Format(time.DateOnly)
			}
			if got != c.want {
				t.Errorf("%.40q, %s: %q, want %q", c.text, name, got, c.want)
			}
			if all, err := io.ReadAll(rest); err != nil || string(all) != c.text {
				t.Errorf("%.40q, %s: the rest has %d bytes of %d: %v", c.text, name, len(all), len(c.text), err)
			}
		}
	}
	broken := errors.New("broken")
	if _, _, _, err := FirstIn(iotest.ErrReader(broken), Options{}); err != broken {
		t.Errorf("got %v", err)
	}
}

func TestParseReference(t *testing.T) {
	for text, want := range map[string]string{
		"2023-11-10": "2023-11-10T00:00:00Z", "2023-11-10T15:05": "2023-11-10T15:05:00Z", "2023-11-10 15:05:07": "2023-11-10T15:05:07Z",
		"2023-11-10T15:05:07+03:00": "2023-11-10T15:05:07Z", "10 نوفمبر 2023": "2023-11-10T00:00:00Z", "15/3/1445هـ": "2023-09-30T00:00:00Z",
		"2023-13-01": "", "أمس": "", "نوفمبر 2023": "", "10 نوفمبر 2023 مقالا": "", "31 فبراير 2023": "", "": "",
	} {
		got := ""
		if at, ok := (Options{}).ParseReference(text); ok {
			got = at.Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
