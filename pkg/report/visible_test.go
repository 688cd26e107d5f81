package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// TestUnseen compares the table with the properties of Unicode.
func TestUnseen(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) &&
			!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
		switch r {
		case '\u00A0', '\u202F', '\u2800': // no-break spaces, BRAILLE PATTERN BLANK
			want = true
		case '\uFE0E', '\uFE0F': // the look of emoji
			want = false
		}
		if r >= 0xE0000 && r < 0xE1000 {
			want = true // default ignorable, the tables of Go name only a part
		}
		if got := isUnseen(r); got != want {
			t.Errorf("%U: %v", r, got)
		}
	}
}

func TestAppendVisible(t *testing.T) {
	for _, x := range [][2]string{
		{"تقـــرير مُفصَّل ۱۲ v2.txt", "تقـــرير مُفصَّل ۱۲ v2.txt"},
		{"a\n::error::b", `a\u000A::error::b`},
		{"a\tb\r\x7f\u0085\x1b]0;x\a", `a\u0009b\u000D\u007F\u0085\u001B]0;x\u0007`},
		{"\u202Eالف\u2069\u200C\u00AD\u061C\uFEFF", `\u202Eالف\u2069\u200C\u00AD\u061C\uFEFF`},
		{"a\U000E0041\U000E007F", `a\U000E0041\U000E007F`},
		{"\u034F\u115F\u1160\u3164\uFFA0\u180E\u2800\uFFF9", `\u034F\u115F\u1160\u3164\uFFA0\u180E\u2800\uFFF9`},
		{"\xFFب\xD8", `\xFFب\xD8`},
		{"❤\uFE0F\u0600\u06DD\u0662", "❤\uFE0F\u0600\u06DD\u0662"}, // ARABIC NUMBER SIGN, END OF AYAH, ARABIC-INDIC DIGIT TWO
		{`C:\docs\u202\x5C \\ \u0627`, `C:\docs\u202\x5C \\ \u0627`},
		{`\u202E \xFF \U000E0041`, `\u005Cu202E \u005CxFF \u005CU000E0041`},
		{"# ## ###[error]x ##vso[a]", `# ## #\u0023#[error]x \u0023#vso[a]`},
	} {
		if got := string(AppendVisible(nil, x[0])); got != x[1] {
			t.Errorf("%q:\n got %s\nwant %s", x[0], got, x[1])
		}
	}
}

// readVisible reads what AppendVisible has made of a text.
func readVisible(s string) string {
	var b []byte
	for i := 0; i < len(s); {
		if s[i] == '\\' && isEscape(s[i:]) {
			size := map[byte]int{'x': 4, 'u': 6, 'U': 10}[s[i+1]]
			n, _ := strconv.ParseInt(s[i+2:i+size], 16, 32)
			if i += size; size == 4 {
				b = append(b, byte(n))
			} else {
				b = utf8.AppendRune(b, rune(n))
			}
			continue
		}
		b = append(b, s[i])
		i++
	}
	return string(b)
}

// hostile are texts that a terminal, a workflow runner or a reader of lines
// could obey.
var hostile = []string{
	"", "نعم", "\x1b[31m", "\u202e", "\xff", `\u202E`, `\\u005Cx`, "##[error]", "a\n::add-mask::b", "\u034f\U000e0041",
	" \u3000::x", ":", "\"\\\t\x01\x7f",
}

// FuzzAppendVisible: what is appended is UTF-8 in one line without anything
// unseen and without a command, and tells what it was made of.
func FuzzAppendVisible(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := string(AppendVisible(nil, s))
		if !utf8.ValidString(b) || strings.ContainsFunc(b, isUnseen) || strings.Contains(b, "##[") || strings.Contains(b, "##vso[") {
			t.Errorf("%q becomes %q", s, b)
		}
		if got := readVisible(b); got != s {
			t.Errorf("%q becomes %q, which reads as %q", s, b, got)
		}
		if line := strings.TrimSpace(string(AppendName(nil, s))); strings.HasPrefix(line+":1:1", "::") {
			t.Errorf("%q begins a line as %q", s, line)
		}
	})
}

func TestAppendName(t *testing.T) {
	for _, x := range [][2]string{
		{"::error::x", "./::error::x"}, {":", "./:"}, {" \u3000:x", "./ \u3000:x"}, {"a::b", "a::b"}, {"-n", "-n"}, {"", ""}, {"\n::x", `./\u000A::x`},
	} {
		if got := string(AppendName(nil, x[0])); got != x[1] {
			t.Errorf("%q: %q, want %q", x[0], got, x[1])
		}
	}
}

// FuzzAppendJSONName: a name survives, whatever its bytes.
func FuzzAppendJSONName(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := append(AppendJSONName([]byte{'{'}, "file", s), '}')
		var x struct {
			File  string
			Bytes *string `json:"file_bytes"`
		}
		if err := json.Unmarshal(b, &x); err != nil || !utf8.Valid(b) {
			t.Fatalf("%q: %v", b, err)
		}
		if (x.Bytes == nil) != utf8.ValidString(s) {
			t.Errorf("%q becomes %s", s, b)
		}
		if x.Bytes != nil {
			raw, err := base64.StdEncoding.DecodeString(*x.Bytes)
			if x.File = string(raw); err != nil {
				t.Errorf("%s: %v", b, err)
			}
		}
		if x.File != s {
			t.Errorf("%q becomes %s", s, b)
		}
	})
}

// FuzzAppendQuoted: a name in the head of a difference is as it is, or a string
// of C that tells it.
func FuzzAppendQuoted(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := strings.TrimSuffix(string(appendQuoted([]byte("+++ "), s))[4:], "\t")
		if !utf8.ValidString(b) || strings.ContainsFunc(b, isUnseen) || strings.Contains(b, "##[") {
			t.Errorf("%q becomes %q", s, b)
		}
		got := b
		if strings.HasPrefix(b, `"`) {
			var err error
			if got, err = strconv.Unquote(b); err != nil {
				t.Fatalf("%q becomes %s: %v", s, b, err)
			}
		}
		if got != s {
			t.Errorf("%q becomes %s", s, b)
		}
	})
}

func TestAppendQuoted(t *testing.T) {
	for _, x := range [][2]string{
		{"أخبار.txt", "أخبار.txt"}, {"أخبار اليوم.txt", "أخبار اليوم.txt\t"}, {"a\nb\t\"\\", `"a\nb\t\"\\"`}, {"\x1b\u202E\xFF", `"\033\342\200\256\377"`},
	} {
		if got := string(appendQuoted(nil, x[0])); got != x[1] {
			t.Errorf("%q: %s, want %s", x[0], got, x[1])
		}
	}
}

// TestDiffVisible: on a terminal no line of a difference does anything else,
// and elsewhere each is as it is.
func TestDiffVisible(t *testing.T) {
	text := "\x1b]0;x\a\tنص\r\nو قال\x1b[2J\u202E\r\nآخر\xff\n"
	at := strings.Index(text, " قال") - strings.Index(text, "و")
	for _, x := range []struct {
		style Style
		want  string
	}{
		{Style{}, "--- \"a\\nb\"\n+++ \"a\\nb\"\n@@ -1,3 +1,3 @@\n \x1b]0;x\a\tنص\r\n-و قال\x1b[2J\u202E\r\n+وقال\x1b[2J\u202E\r\n آخر\xff\n"},
		{Style{Visible: true}, "--- \"a\\nb\"\n+++ \"a\\nb\"\n@@ -1,3 +1,3 @@\n \\u001B]0;x\\u0007\tنص\r\n-و قال\\u001B[2J\\u202E\r\n+وقال\\u001B[2J\\u202E\r\n آخر\\xFF\n"},
	} {
		var out bytes.Buffer
		d := NewDiff(&out, "a\nb", x.style)
		b := NewDiffBlock(nil, []byte(text), 1, x.style)
		b.Change(strings.Index(text, "و"), []span.Edit{{Span: span.Span{Start: at, End: at + 1}}})
		check(t, d.Add(b, b.Close()))
		if _, err := d.Close(); err != nil || out.String() != x.want {
			t.Errorf("%v: %v\n got %q\nwant %q", x.style, err, out.String(), x.want)
		}
	}
}
