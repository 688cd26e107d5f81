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
	return &Finding{
		Finding: rule.Finding{Rule: r, Fix: r.Fix, Line: 7, Span: span.Span{Start: at, End: at + len(words)}, Found: found, New: new},
		In:      &Line{Text: []byte(line), Offset: 100},
	}
}

func TestFormats(t *testing.T) {
	waw := findingAt(safeRule, "ثم و قال", " قال", "و قال", "قال")
	dots := findingAt(manualRule, "قال ..", "..", "..", "")
	whole := &Finding{Finding: rule.Finding{Rule: manualRule, Line: 3, Message: "the text: \"all\""}}
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
		{"json", Style{}, waw, `
{"path":"a.txt","line":7,"col":5,"end_col":9,"start":107,"end":114,"level":"warning","rule":"detached-waw","message":"و stands apart","found":"و قال","becomes":"وقال","fix":"safe"}`},
	} {
		f, err := New(x.format, x.style)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(f.Finding(nil, &File{Path: "a.txt"}, x.f)); got != x.want {
			t.Errorf("%s:\n got %q\nwant %q", x.format, got, x.want)
		}
	}
	if _, err := New("yaml", Style{}); err == nil {
		t.Error("yaml is a format")
	}
}

// TestColumns: each unit counts its own way, in any order of asking.
func TestColumns(t *testing.T) {
	line := &Line{Text: []byte("ab نعم 😀\xff\xfe لا")}
	for _, at := range []int{0, 5, 16, 3, 20, 9, 100} {
		for _, u := range []span.Unit{span.Rune, span.Byte, span.UTF16} {
			x := Finding{Finding: rule.Finding{Span: span.Span{Start: at, End: at + 2}}, In: line}
			start, end := x.Columns(u)
			cut := line.Text[:min(at, len(line.Text))]
			cut2 := line.Text[:min(at+2, len(line.Text))]
			if want := 1 + u.Count(cut); start != want || end != want+u.Count(cut2[len(cut):]) {
				t.Errorf("%d, unit %d: %d to %d, want %d", at, u, start, end, want)
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
func (counted) Finding(dst []byte, _ *File, x *Finding) []byte { return append(dst, x.Found...) }
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
			var rendered []byte
			var ends []int
			for _, found := range part.found {
				rendered = f.Finding(rendered, file, &Finding{Finding: rule.Finding{Rule: manualRule, Found: string(found)}})
				ends = append(ends, len(rendered))
				file.Counts[rule.Info]++
				run.Counts[rule.Info]++
			}
			check(t, w.Findings(rendered, ends))
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
			b := f.Finding(nil, file, &Finding{Finding: rule.Finding{Rule: manualRule}})
			err = w.Findings(b, []int{len(b)})
		}
		if err == nil {
			t.Errorf("%s: an error of writing is lost", name)
		}
	}
}

// TestWordsOfALongFinding: a span that is too long to show becomes what is
// written over all of it, shortened alike.
func TestWordsOfALongFinding(t *testing.T) {
	long := strings.Repeat("نص ", 500)
	line := &Line{Text: []byte("(" + long)}
	for new, want := range map[string]string{"ن": "(ن", long: rule.Shorten("(" + long)} {
		s := span.Span{Start: len("("), End: len(line.Text)}
		x := &Finding{In: line, Finding: rule.Finding{Rule: &rule.Rule{}, Fix: rule.Safe, Span: s, Found: rule.Around(line.Text, s), New: new}}
		if before, after := x.Words(); before != x.Found || after != want {
			t.Errorf("%.20q… becomes %.20q…, want %.20q…", before, after, want)
		}
	}
}

// TestWordsAtTheLineStart: words found around a span at the beginning of its
// line become what is written over the span, with the words after it.
func TestWordsAtTheLineStart(t *testing.T) {
	line := &Line{Text: []byte("و قال نعم")}
	x := &Finding{In: line, Finding: rule.Finding{Rule: &rule.Rule{}, Fix: rule.Safe, Span: span.Span{Start: len("و"), End: len("و ")}, Found: "و قال"}}
	if before, after := x.Words(); before != "و قال" || after != "وقال" {
		t.Errorf("%q becomes %q", before, after)
	}
	x.Found = "قال نعم" // not around the span: told as it is
	if before, after := x.Words(); before != "قال نعم" || after != "" {
		t.Errorf("%q becomes %q", before, after)
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
