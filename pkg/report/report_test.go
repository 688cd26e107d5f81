package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

var (
	safeRule   = &rule.Rule{Name: "detached-waw", Title: "و stands apart", Level: rule.Warning, Fix: rule.Safe}
	manualRule = &rule.Rule{Name: "two-dots", Title: "two dots", Level: rule.Info}
)

// findingAt is a finding of r over the first place of words in line.
func findingAt(r *rule.Rule, line, words, found, new string) *Finding {
	at := strings.Index(line, words)
	from := strings.Index(line, found)
	return &Finding{
		Finding: rule.Finding{Rule: r, Fix: r.Fix, Line: 7, Span: span.Span{Start: at, End: at + len(words)},
			Context: span.Span{Start: from, End: from + len(found)}, New: new, Text: []byte(line)},
		Place: span.Place{Offset: 100, Runes: 60, Line: 7},
	}
}

func TestFormats(t *testing.T) {
	waw := findingAt(safeRule, "ثم و قال", " قال", "و قال", "قال")
	dots := findingAt(manualRule, "قال ..", "..", "..", "")
	whole := &Finding{Finding: rule.Finding{Rule: manualRule, Line: 3, Message: "the text: \"all\""}, Place: span.Place{Offset: -1}}
	const record = `{"file":"a.txt","line":7,"start":107,"end":114,"cp_start":64,"cp_end":68,"col":5,"end_col":9,"level":"warning","rule":"detached-waw","message":"و stands apart","found":"و قال","becomes":"وقال","fix":"safe"}`
	for _, x := range []struct {
		format string
		style  Style
		f      *Finding
		want   string
	}{
		{"text", Style{}, waw, "a.txt:7:5: warning detached-waw: و stands apart: «و قال» -> «وقال»\n"},
		{"text", Style{}, dots, "a.txt:7:5: info two-dots: two dots: «..»\n"},
		{"text", Style{}, whole, "a.txt:3:1: info two-dots: the text: \"all\"\n"},
		{"text", Style{Isolate: true}, waw, "a.txt:7:5: warning detached-waw: \u2068و\u2069 stands apart: «\u2068و قال\u2069» -> «\u2068وقال\u2069»\n"},
		{"text", Style{Color: true}, dots, "\x1b[35ma.txt\x1b[0m:\x1b[36m7:5\x1b[0m: \x1b[36minfo\x1b[0m \x1b[1mtwo-dots\x1b[0m: two dots: \x1b[31m«..»\x1b[0m\n"},
		{"github", Style{}, waw, "::warning file=a.txt,line=7,col=5,endColumn=8,title=detached-waw::و stands apart: «و قال» -> «وقال»\n"},
		{"github", Style{}, whole, "::notice file=a.txt,line=3,col=1,title=two-dots::the text: \"all\"\n"},
		{"json", Style{}, waw, "[\n" + record + "]\n"},
		{"jsonl", Style{}, waw, record + "\n"},
		{"jsonl", Style{}, whole, `{"file":"a.txt","line":3,"col":1,"end_col":1,"level":"info","rule":"two-dots","message":"the text: \"all\"","found":"","fix":"manual"}` + "\n"},
	} {
		f, err := New(x.format, x.style)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w := NewWriter(&out, f, new(Run))
		check(t, w.BeginFile(&File{Path: "a.txt"}))
		check(t, w.Finding(x.f))
		check(t, w.EndFile())
		check(t, w.Close())
		if got := out.String(); got != x.want {
			t.Errorf("%s:\n got %q\nwant %q", x.format, got, x.want)
		}
	}
	if _, err := New("yaml", Style{}); err == nil {
		t.Error("yaml is a format")
	}
}

// TestColumns: columns count code points, in any order of findings, also past
// the end of the line.
func TestColumns(t *testing.T) {
	w := NewWriter(new(bytes.Buffer), counted{}, new(Run))
	check(t, w.BeginFile(new(File)))
	for _, line := range []string{"ab نعم 😀\xff\xfe لا", "ab نعم", ""} {
		text := []byte(line)
		for _, at := range []int{0, 5, 14, 3, 19, 7, 100, 0} {
			x := &Finding{Finding: rule.Finding{Text: text, Span: span.Span{Start: at, End: at + 2}}}
			check(t, w.Finding(x))
			start, end := span.Rune.Count(text[:min(at, len(text))]), span.Rune.Count(text[:min(at+2, len(text))])
			if x.Col != 1+start || x.EndCol != 1+end {
				t.Errorf("%q, %d: %d to %d, want %d to %d", line, at, x.Col, x.EndCol, 1+start, 1+end)
			}
		}
	}
}

// counted is a format that shows what it is told, and when.
type counted struct{ between string }

func (c counted) Between() string { return c.between }
func (counted) Begin(dst []byte, r *Run) []byte {
	return append(dst, "run "+string(rune('0'+r.All()))+"{"...)
}
func (counted) BeginFile(dst []byte, f *File) []byte {
	return append(dst, f.Path+string(rune('0'+f.All()))+"("...)
}
func (counted) Finding(dst []byte, _ *File, x *Finding) []byte { return append(dst, x.Message...) }
func (counted) EndFile(dst []byte, _ *File) []byte             { return append(dst, ')') }
func (counted) End(dst []byte, _ *Run) []byte                  { return append(dst, '}') }

// TestWriter: the parts come in order, with what stands between two findings.
func TestWriter(t *testing.T) {
	for _, x := range []struct{ between, want string }{
		{"", "run 0{a0(xy)b0()c0(z)}"},
		{",", "run 0{a0(x,y)b0()c0(,z)}"},
	} {
		var out bytes.Buffer
		var run Run
		f := counted{x.between}
		w := NewWriter(&out, f, &run)
		for _, part := range []struct{ path, found string }{{"a", "xy"}, {"b", ""}, {"c", "z"}} {
			file := &File{Path: part.path}
			check(t, w.BeginFile(file))
			for _, found := range part.found {
				check(t, w.Finding(&Finding{Finding: rule.Finding{Rule: manualRule, Message: string(found)}}))
				file.Counts[rule.Info]++
				run.Counts[rule.Info]++
			}
			check(t, w.EndFile())
		}
		check(t, w.Close())
		if out.String() != x.want {
			t.Errorf("%q: %s, want %s", x.between, out.String(), x.want)
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken") }

func TestWriterError(t *testing.T) {
	for _, name := range Names {
		f, err := New(name, Style{})
		check(t, err)
		w := NewWriter(broken{}, f, &Run{})
		file := &File{Path: "a"}
		if err = w.BeginFile(file); err == nil {
			err = w.Finding(&Finding{Finding: rule.Finding{Rule: manualRule}})
		}
		if err == nil {
			err = w.Close()
		}
		if err == nil {
			t.Errorf("%s: an error of writing is lost", name)
		}
	}
}

// TestAppendMessage: a stretch of Arabic words is isolated as a whole, with the
// blanks between them but not those at its ends.
func TestAppendMessage(t *testing.T) {
	isolated := Style{Isolate: true}
	for text, want := range map[string]string{
		"want نعم ولا here": "want \u2068نعم ولا\u2069 here",
		"نعم ":              "\u2068نعم\u2069 ",
		"نعم  ولا":          "\u2068نعم\u2069  \u2068ولا\u2069",
		"no words":          "no words",
		"":                  "",
	} {
		if got := string(isolated.AppendMessage(nil, text)); got != want {
			t.Errorf("%q: %+q, want %+q", text, got, want)
		}
	}
}

// FuzzAppendJSON: what is appended is a JSON string without anything unseen,
// and reads as what it was made of.
func FuzzAppendJSON(f *testing.F) {
	for _, s := range []string{"", "نعم", "\"\\\n\r\t\x00\x7f", "\u202e\u200f\u00a0\u2028", "\xff\xd9", "😀", "\U000E0041", "##[error]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := AppendJSON(nil, s)
		// encoding/json repairs what it reads, so the bytes are looked at first.
		if !utf8.Valid(b) {
			t.Fatalf("%q is not UTF-8", b)
		}
		for _, c := range b {
			if c < ' ' || c == 0x7F {
				t.Fatalf("%q holds the control %#x", b, c)
			}
		}
		var got string
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%q: %v", b, err)
		}
		if want := string([]rune(s)); got != want {
			t.Errorf("%q reads as %q", s, got)
		}
		for _, r := range string(b) {
			if isUnseen(r) {
				t.Errorf("%q holds %U", b, r)
			}
		}
	})
}
