package segment

import (
	"bufio"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// breakTests reads a Unicode break test: the text of each line and where it
// is to be broken.
func breakTests(t *testing.T, name string, yield func(text string, ends []int)) {
	t.Helper()
	f, err := os.Open("../../testdata/unicode/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		var text []byte
		var ends []int
		for _, s := range strings.Fields(in.Text()) {
			switch s {
			case "×":
			case "÷":
				if len(text) > 0 {
					ends = append(ends, len(text))
				}
			default:
				r, err := strconv.ParseUint(s, 16, 32)
				if err != nil {
					t.Fatal(err)
				}
				text = utf8.AppendRune(text, rune(r))
			}
		}
		yield(string(text), ends)
	}
}

// visible cuts blanks and controls off both ends of text[start:end].
func visible(text string, start, end int) (int, int) {
	none := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u0085'
	}
	s := strings.TrimLeftFunc(text[start:end], none)
	start = end - len(s)
	return start, start + len(strings.TrimRightFunc(s, none))
}

// pieces are the visible parts of text between ends, joined by |.
func pieces(text string, ends []int) string {
	var out []string
	at := 0
	for _, end := range ends {
		if a, b := visible(text, at, end); b > a {
			out = append(out, text[a:b])
		}
		at = end
	}
	return strings.Join(out, "|")
}

func sentenceEnds(text string) []int {
	var ends []int
	for _, s := range Sentences(nil, []byte(text), Options{Headlines: HeadlinesOff}) {
		ends = append(ends, s.End)
	}
	return ends
}

// A deviation is a kind of text where the policy says other than Unicode.
type deviation struct {
	name string
	why  string
	is   func(text string) bool
}

func has(chars string) func(string) bool {
	return func(text string) bool { return strings.ContainsAny(text, chars) }
}

func TestUnicodeSentences(t *testing.T) {
	counts := make(map[string]int)
	breakTests(t, "SentenceBreakTest.txt", func(text string, ends []int) {
		got, want := pieces(text, sentenceEnds(text)), pieces(text, ends)
		if got == want {
			return
		}
		for _, d := range sentenceDeviations {
			if d.is(text) {
				counts[d.name]++
				return
			}
		}
		t.Errorf("%+q: got %+q, want %+q", text, got, want)
	})
	for _, d := range sentenceDeviations {
		t.Logf("%3d of 502 lines: %s: %s", counts[d.name], d.name, d.why)
		if counts[d.name] == 0 {
			t.Errorf("no line deviates by %s", d.name)
		}
	}
}

var sentenceDeviations = []deviation{
	{"no content", "a mark with no word before it ends no sentence: '...نص' is one", regexp.MustCompile(`^[.!]\x{308}?[\pL\d]`).MatchString},
	{"glued stop", "a stop between two letters may be part of a name; it ends a sentence between two words of three letters", regexp.MustCompile(`\pL\.\p{Han}`).MatchString},
	{"mark on a blank", "a combining mark belongs to the sentence of the letter after it", regexp.MustCompile(`[\x{A0}\x{2019}]\x{2060}?\x{308}\x{2060}?T`).MatchString},
	{"joiners at a dot", "word joiners around a dot do not hide it", regexp.MustCompile(`[3c]\x{2060}\.\x{2060}[4D]`).MatchString},
}

func TestUnicodeWords(t *testing.T) {
	counts := make(map[string]int)
	breakTests(t, "WordBreakTest.txt", func(text string, ends []int) {
		var out []string
		for _, tok := range Tokens(nil, []byte(text), TokenOptions{}) {
			if a, b := visible(text, tok.Start, tok.End); b > a {
				out = append(out, text[a:b])
			}
		}
		got, want := strings.Join(out, "|"), pieces(text, ends)
		if got == want {
			return
		}
		for _, d := range wordDeviations {
			if d.is(text) {
				counts[d.name]++
				return
			}
		}
		t.Errorf("%+q: got %+q, want %+q", text, got, want)
	})
	for _, d := range wordDeviations {
		t.Logf("%3d of 1823 lines: %s: %s", counts[d.name], d.name, d.why)
		if counts[d.name] == 0 {
			t.Errorf("no line deviates by %s", d.name)
		}
	}
}

var wordDeviations = []deviation{
	{"runs", "a run of one mark is one token: ... or ،،", regexp.MustCompile(`\.\.|,,|::|''|""`).MatchString},
	{"stray marks", "a combining mark with no letter before it stays with the letter after it", regexp.MustCompile(`[\x{300}\x{308}]`).MatchString},
	{"colon", "a colon parts words: Arabic writes it with no blank before it", has(":")},
	{"apostrophe", "an apostrophe stays inside a word of Latin letters only", has("'")},
	{"gershayim", "a double quote is a quote", regexp.MustCompile(`\pL"\pL`).MatchString},
	{"scripts", "letters of two scripts with no blank between them are one word, unless TokenOptions.SplitScripts", has("\u3031")},
	{"joiners", "characters that show nothing belong to a token only between two of its letters", has("\u2060\u00AD\u200D")},
}

// Written samples on which the referee and the policy agree, or do not and
// then for a reason.
func TestReferee(t *testing.T) {
	for _, tt := range []struct {
		text string
		why  string // of a deviation
	}{
		{"وصل القطار. نزل الركاب. ثم انصرفوا.", ""},
		{"من جاء؟ ومن ذهب! لا أحد.", ""},
		{"بلغ المعدل 3.5 في المئة. وهو أعلى.", ""},
		{"قال: «نعم». وخرج.", ""},
		{"السطر الأول\nالسطر الثاني", ""},
		{"قال له: اذهب، ثم عد؛ فذهب.", ""},
		{"هذه جملة۔ وهذه أخرى۔", ""},
		{"She left. He stayed. The end.", ""},
		{"زار د. أحمد المدينة.", "a letter with a stop is a title or an initial"},
		{"في عهد و.م.أ. الأولى", "dotted letters are a name"},
		{"سكت طويلا... ثم تكلم.", "three dots inside a line trail off"},
		{"انتهى الدرس.وخرج الطلاب.", ""},
		{"وهو ص.ب بلا فاصل.", "a stop between two letters is no end"},
		{"جاء (كعادته!) متأخرا.", "a mark inside brackets that opened inside the sentence"},
		{"«من هناك؟» سأل الحارس.", "the sentence goes on with who asked"},
		{"1. اغسل الخضار.", "a number that opens its line counts it"},
		{"السطر الأول.\r\n\r\nالسطر الثاني", ""},
	} {
		var ends []int
		for rest, state, at := tt.text, -1, 0; len(rest) > 0; {
			var s string
			s, rest, state = uniseg.FirstSentenceInString(rest, state)
			at += len(s)
			ends = append(ends, at)
		}
		got, want := pieces(tt.text, sentenceEnds(tt.text)), pieces(tt.text, ends)
		if (got == want) != (tt.why == "") {
			t.Errorf("%q: got %q, uniseg %q, reason %q", tt.text, got, want, tt.why)
		}
	}
}
