package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

// TestDatesFromTheText: the reference of a text is the one that From says, or that of the
// options.
func TestDatesFromTheText(t *testing.T) {
	at := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		format *document.Format
		text   string
		from   string
		want   string // the days of أمس
		notes  []string
	}{
		{document.Plain, "وصل أمس\n10 نوفمبر 2023\n", "", "2020-01-01", nil},
		{document.Plain, "وصل أمس\n10 نوفمبر 2023\n", FirstDate, "2023-11-09", nil},
		{document.Markdown, "وصل أمس\n\nوصل أمس في 10 نوفمبر 2023\n", FirstDate, "2020-01-01 2023-11-09", nil},
		{document.JSONLines, "{\"at\":\"2021-05-06\",\"text\":\"وصل أمس\"}\n{\"text\":\"وصل أمس\"}\n", "at", "2021-05-05 2020-01-01",
			[]string{`1 record without a date in the field "at"`}},
	} {
		var days, notes []string
		in := &document.File{Name: "a", Format: c.format, Reader: strings.NewReader(c.text), Note: func(s string) { notes = append(notes, s) }}
		err := Dates{Format: "tsv", From: c.from}.File(in, date.Options{Reference: at}, func(out []byte, _ struct{}) error {
			for row := range strings.Lines(string(out)) {
				if cells := strings.Split(row, "\t"); slices.Contains(cells, "أمس") {
					days = append(days, cells[slices.Index(cells, "أمس")+1])
				}
			}
			return nil
		})
		if got := strings.Join(days, " "); err != nil || got != c.want || !slices.Equal(notes, c.notes) {
			t.Errorf("%s from %q: %s, want %s (%v, %q)", c.format.Name, c.from, got, c.want, err, notes)
		}
	}
	in := &document.File{Format: document.Plain, Reader: strings.NewReader("أمس")}
	if err := (Dates{From: "at"}).File(in, date.Options{}, nil); err == nil {
		t.Error("plain text has fields")
	}
}

// TestFilesOfBothKinds: what is found, edited and shown of a page is what there is in a
// plain text of the same words.
func TestFilesOfBothKinds(t *testing.T) {
	fix := engineOf(t, orthography.Standard)
	check := &Check{Find: engineOf(t, orthography.Check), Fix: fix}
	for _, f := range []*document.Format{document.Plain, document.Markdown} {
		file := func() *document.File {
			return &document.File{Name: "a", Format: f, Reader: strings.NewReader("قال و مضى\n"), Stream: corpus.StreamOptions{Workers: 1}}
		}
		var fixed, diff, rows strings.Builder
		fixes, last := 0, 0
		err := check.File(file(), func(out []byte, p Part) error {
			fixed.Write(out)
			if fixes += p.Fixes; p.Last {
				last++
			}
			return nil
		})
		if err != nil || fixed.String() != "قال ومضى\n" || fixes != 1 || last != 1 {
			t.Errorf("%s: %q, %d fixes, %d ends, %v", f.Name, fixed.String(), fixes, last, err)
		}
		d := NewDiff(&diff, "a", Style{})
		if err := DiffFile(check, Style{}, file(), func(text []byte, b *DiffBlock) error { return d.Add(b, text) }); err != nil {
			t.Fatal(err)
		}
		if changed, err := d.Close(); !changed || err != nil || !strings.HasSuffix(diff.String(), "-قال و مضى\n+قال ومضى\n") {
			t.Errorf("%s: %s, %v", f.Name, diff.String(), err)
		}
		err = EditFile(fix, file(), func(records []byte, edits Edits) error {
			defer edits.Release()
			rows.Write(records)
			return new(Rows).WriteEdits(&rows, "a", edits)
		})
		if err != nil || !strings.Contains(rows.String(), `"rule":"detached-waw","old":" ","new":""`) {
			t.Errorf("%s: %s, %v", f.Name, rows.String(), err)
		}
	}
}

// TestEntitiesOfFiles: the names of a file are the same as lines, as they are and as the
// tags of its tokens, in units and line by line.
func TestEntitiesOfFiles(t *testing.T) {
	w := Entities{Format: "tsv", From: &entity.Pool{New: func() *entity.Extractor {
		finder, err := entity.Default().NewFinder("news")
		check(t, err)
		return &entity.Extractor{Finder: finder}
	}}}
	w.Code = func(dst []span.Span, text []byte) []span.Span {
		if i := strings.Index(string(text), "`"); i >= 0 {
			dst = append(dst, span.Span{Start: i, End: len(text)})
		}
		return dst
	}
	const text = "سافر فلاديمير بوتين إلى موسكو.\n`سافر فلاديمير بوتين`\n"
	for _, f := range []*document.Format{document.Plain, document.JSONLines} {
		for _, flush := range []bool{false, true} {
			file := func() *document.File {
				in := &document.File{Name: "a", Format: f, Reader: strings.NewReader(text), Stream: corpus.StreamOptions{Flush: flush}}
				if f != document.Plain {
					in.Reader = strings.NewReader(string(AppendJSON([]byte(`{"text":`), text)) + "}\n")
				}
				return in
			}
			var rows strings.Builder
			check(t, w.File(file(), func(out []byte, _ struct{}) error { rows.Write(out); return nil }))
			var names []string
			bytes := 0
			check(t, w.Find(file(), func(_ []byte, units []UnitNames) error {
				for _, u := range units {
					bytes += u.Bytes
					for i := range u.Names {
						names = append(names, u.Names[i].Name)
					}
				}
				return nil
			}))
			if got := strings.Join(names, ", "); got != "فلاديمير بوتين, موسكو" || bytes != len(text) || strings.Count(rows.String(), "\n") != len(names) {
				t.Errorf("%s, flush %t: %s in %d bytes, and\n%s", f.Name, flush, got, bytes, rows.String())
			}
		}
	}
	w.Tagged = true
	var tagged strings.Builder
	in := &document.File{Format: document.Plain, Reader: strings.NewReader("سافر O\nبوتين B\n")}
	check(t, w.File(in, func(out []byte, _ struct{}) error { tagged.Write(out); return nil }))
	if want := "سافر O O\nبوتين B B-PER\n"; tagged.String() != want {
		t.Errorf("%q, want %q", tagged.String(), want)
	}
}
