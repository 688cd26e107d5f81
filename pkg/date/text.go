package date

import (
	"bytes"
	"io"
	"strings"
	"time"
)

// FindText appends the dates of each line of text to dst, in order and
// disjoint, and returns the longer slice; the spans are over text.
func (f *Finder) FindText(dst []Date, text []byte, o Options) []Date {
	at := 0
	for line := range bytes.Lines(text) {
		first := len(dst)
		dst = f.Find(dst, bytes.TrimSuffix(line, newline), o)
		for i := range dst[first:] {
			d := &dst[first+i]
			d.Start, d.End = d.Start+at, d.End+at
			for j := range d.Problems {
				p := &d.Problems[j]
				p.Start, p.End = p.Start+at, p.End+at
			}
		}
		at += len(line)
	}
	return dst
}

var newline = []byte{'\n'}

// firstWithin is how many bytes of a text FirstIn looks at: what prints its date at all does so long before.
const firstWithin = 1 << 20

// FirstIn returns the beginning of the first whole day, or of the first time of a day, that a text names in
// its first megabyte, and reports whether there is one: the reference of a page that prints when it was
// written. rest reads the whole text, with what FirstIn has read of it. FirstIn looks at whole lines, so the
// answer is the same however r cuts them; it does not use the reference of o.
func FirstIn(r io.Reader, o Options) (t time.Time, ok bool, rest io.Reader, err error) {
	o.Reference = time.Time{}
	var finder Finder
	var dates []Date
	head := make([]byte, 0, 8<<10)
	done := 0
	for ended := false; !ended && !ok && len(head) < firstWithin; {
		if len(head) == cap(head) {
			head = append(make([]byte, 0, min(2*cap(head), firstWithin)), head...)
		}
		n, err := r.Read(head[len(head):cap(head)])
		head = head[:len(head)+n]
		ended = err == io.EOF
		if err != nil && !ended {
			return t, false, nil, err
		}
		for done < len(head) && !ok {
			line := head[done:]
			if end := bytes.IndexByte(line, '\n'); end >= 0 {
				line = line[:end]
			} else if !ended {
				break
			}
			dates = finder.Find(dates[:0], line, o)
			t, ok = firstDay(dates)
			done += min(len(line)+1, len(head)-done)
		}
	}
	return t, ok, io.MultiReader(bytes.NewReader(head), r), nil
}

// ParseReference reads a reference time and reports whether s is one: a day or a time of a day, in ISO 8601
// or as Find reads it, such as 2023-11-10, 2023-11-10T15:05 or 10 نوفمبر 2023. It ignores a time zone: what
// the writer's clock shows counts.
func (o Options) ParseReference(s string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateTime, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC), true
		}
	}
	if len(s) > 4 && s[4] == '-' {
		return time.Time{}, false // 2023-13-01 must not be read from the other end
	}
	dates := Find(nil, []byte(s), o)
	if len(dates) != 1 || len(dates[0].Problems) > 0 || dates[0].Len() != len(s) {
		return time.Time{}, false
	}
	t, ok, _, err := FirstIn(strings.NewReader(s), o)
	return t, ok && err == nil
}
