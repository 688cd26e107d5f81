package view

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/annotate"
)

// write returns the parts of each view, and its items.
func write(t *testing.T, text string) (parts map[string][]string, items map[string]int) {
	t.Helper()
	a, err := annotate.New(annotate.Options{Layers: Layers})
	if err != nil {
		t.Fatal(err)
	}
	parts, items = map[string][]string{}, map[string]int{}
	Write(a.Document([]byte(text)), func(view string, html []byte) { parts[view] = append(parts[view], string(html)) },
		func(view string, n int) { items[view] = n })
	return parts, items
}

func TestWrite(t *testing.T) {
	parts, items := write(t, "قال فلاديمير بوتين <b> و مضى  الى موسكو,\r\nو عاد بوتين في ١٠ نوفمبر 2023.\n")
	for view, want := range map[string]string{
		"difference": `<div class="text">قال فلاديمير بوتين &#60;b&#62; و<del title="detached-waw" dir="rtl"> </del>مضى <del title="space-run" dir="rtl"> </del>الى`,
		"findings":   `<li class="warning">1:25 <b>warning</b> detached-waw: detached ` + "و" + `<p class="text" dir="rtl"><mark dir="rtl">و مضى</mark> ` + "\u2190" + ` <ins dir="rtl">ومضى</ins></p></li>`,
		"sentences":  `<li value="2" class="text">و عاد بوتين في ١٠ نوفمبر 2023.</li>`,
		"names": `<ul>
<li class="PER"><bdi>فلاديمير بوتين</bdi> <small>PER</small> 2</li>
<li class="LOC"><bdi>موسكو</bdi> <small>LOC</small> 1</li>
</ul>
<div class="text">قال <mark class="PER" title="فلاديمير بوتين">فلاديمير بوتين<small>PER</small></mark> &#60;b&#62;`,
		"dates": `<mark class="DATE" title="date, gregorian">١٠ نوفمبر 2023<small>2023-11-10</small></mark>`,
	} {
		if got := strings.Join(parts[view], ""); !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nwithout\n%s", view, got, want)
		}
	}
	if want := map[string]int{"difference": 5, "findings": 6, "sentences": 2, "names": 3, "dates": 1}; !maps.Equal(items, want) {
		t.Errorf("items %v, want %v", items, want)
	}
}

var (
	labels   = regexp.MustCompile(`<small>[^<]*</small>`)
	names    = regexp.MustCompile(`(?s)<ul>.*?</ul>\n`)
	ends     = regexp.MustCompile("</div>\n")
	tags     = regexp.MustCompile(`<[^>]*>`)
	inserted = regexp.MustCompile(`<ins[^>]*>[^<]*</ins>`)
	deleted  = regexp.MustCompile(`<del[^>]*>[^<]*</del>`)
)

// seen returns what a reader sees of HTML.
func seen(s string) string {
	return html.UnescapeString(tags.ReplaceAllString(ends.ReplaceAllString(s, ""), ""))
}

// TestParts: parts are small, whole elements that show all of the text, however long
// its lines.
func TestParts(t *testing.T) {
	const line = "و قال فلاديمير بوتين في 10 نوفمبر 2023: وصلنا إلى \"موسكو\" & عدنا. "
	for _, text := range []string{
		"",
		strings.Repeat(line+"\n", 2000),
		strings.Repeat(line, 2000),
		strings.Repeat("ا", 100_000),
		strings.Repeat("  \n", 30_000),
	} {
		parts, _ := write(t, text)
		for _, view := range slices.Sorted(maps.Keys(parts)) {
			for _, p := range parts[view] {
				if len(p) > 25*partBytes || !strings.HasPrefix(p, "<") || !strings.HasSuffix(p, ">\n") {
					t.Errorf("%.20q: %s: a part of %d bytes: %.40q", text, view, len(p), p)
				}
			}
		}
		difference := strings.Join(parts["difference"], "")
		if got := seen(inserted.ReplaceAllString(difference, "")); strings.ReplaceAll(got, "\u21B5", "\n") != text {
			t.Errorf("%.20q: the difference shows %.80q", text, got)
		}
		a, err := annotate.New(annotate.Options{Layers: annotate.Normal})
		if err != nil {
			t.Fatal(err)
		}
		if got := seen(deleted.ReplaceAllString(difference, "")); got != string(a.Document([]byte(text)).Normal) {
			t.Errorf("%.20q: the difference leads to %.80q", text, got)
		}
		for _, view := range []string{"names", "dates"} {
			shown := names.ReplaceAllString(strings.Join(parts[view], ""), "")
			if got := seen(labels.ReplaceAllString(shown, "")); got != text {
				t.Errorf("%.20q: %s show %.80q", text, view, got)
			}
		}
	}
}
