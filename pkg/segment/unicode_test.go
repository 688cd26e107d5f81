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
	for _, s := range Sentences(nil, []byte(text), Options{Headlines: Off}) {
		ends = append(ends, s.End)
	}
	return ends
}

// A deviation is a kind of text where the policy says other than Unicode.
type deviation struct {
	name  string
	why   string
	count int // of lines of the conformance file
	is    func(text string) bool
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
		if counts[d.name] != d.count {
			t.Errorf("%s: %d of 502 lines, not %d: %s", d.name, counts[d.name], d.count, d.why)
		}
	}
}

var sentenceDeviations = []deviation{
	{"no content", "a mark with no word before it ends no sentence: '...نص' is one", 12, regexp.MustCompile(`^[.!]\x{308}?[\pL\d]`).MatchString},
	{"glued stop", "a stop between two letters may be part of a name; it ends a sentence between two words of three letters", 4, regexp.MustCompile(`\pL\x{2060}?\.\x{2060}?\p{Han}`).MatchString},
	{"mark on a blank", "a combining mark belongs to the sentence of the letter after it", 4, regexp.MustCompile(`[\x{A0}\x{2019}]\x{2060}?\x{308}\x{2060}?T`).MatchString},
}

// A difference is a place where one of the two breaks and the other does not:
// between two visible characters, with only invisible ones between them.
type difference struct {
	before, after rune   // a combining mark stands for what it is on
	between       string // combining marks and invisible characters
	bare          bool   // before is a combining mark on nothing
	broken        bool   // we break, Unicode does not
}

// differences are the places where the tokens of text and the breaks of
// Unicode differ.
func differences(text string, tokens []Token, ends []int) []difference {
	token := func(at int) int {
		for i, t := range tokens {
			if t.Start <= at && at < t.End {
				return i
			}
		}
		return -1
	}
	piece := func(at int) int {
		for i, end := range ends {
			if at < end {
				return i
			}
		}
		return -1
	}
	var out []difference
	last, end := -1, 0 // the last visible character, and where it and its marks end
	var before rune
	base := false // a letter, digit or sign stands before, on which marks may be
	bare := false
	for at, r := range text {
		if a, b := visible(text, at, at+utf8.RuneLen(r)); a == b {
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				base = false
			}
			continue
		}
		if got, want := token(last) != token(at), piece(last) != piece(at); last >= 0 && got != want {
			out = append(out, difference{before, r, text[end:at], bare, got})
		}
		last = at
		if unicode.Is(unicode.Mn, r) {
			if bare = !base; !bare {
				continue
			}
		} else {
			base, bare = true, false
		}
		before, end = r, at+utf8.RuneLen(r)
	}
	return out
}

// touches reports whether one side of d is r.
func (d difference) touches(r rune) bool { return d.before == r || d.after == r }

func TestUnicodeWords(t *testing.T) {
	counts := make(map[string]int)
	lines := 0
	breakTests(t, "WordBreakTest.txt", func(text string, ends []int) {
		all := differences(text, Tokens(nil, []byte(text), TokenOptions{}), ends)
		if len(all) > 0 {
			lines++
		}
		for _, d := range all {
			kind := ""
			for _, k := range wordDeviations {
				if k.is(d) {
					kind = k.name
					break
				}
			}
			if kind == "" {
				t.Errorf("%+q: %+q %+q: nothing says why they differ (%v)", text, d.before, d.after, d.broken)
			}
			counts[kind]++
		}
	})
	if lines != 337 {
		t.Errorf("%d of 1823 lines differ", lines)
	}
	for _, k := range wordDeviations {
		if counts[k.name] != k.count {
			t.Errorf("%s: %d places, not %d: %s", k.name, counts[k.name], k.count, k.why)
		}
	}
}

// Where the policy breaks words otherwise than Unicode does, and in how many
// places of the conformance file. Each says what stands on both sides.
var wordDeviations = []struct {
	name, why string
	count     int
	is        func(d difference) bool
}{
	{"runs", "a run of one mark is one token: ... or ،،", 49, func(d difference) bool {
		return !d.broken && d.before == d.after && unicode.IsPunct(d.before) && d.between == ""
	}},
	{"bare marks", "a combining mark with no letter before it begins the word of the letter after it", 144, func(d difference) bool {
		return !d.broken && (d.bare || strings.HasPrefix(d.between, "\u2060"))
	}},
	{"colon", "a colon parts words: Arabic writes it with no blank before it", 30, func(d difference) bool {
		return d.broken && d.touches(':')
	}},
	{"apostrophe", "an apostrophe stays inside a word of Latin letters only", 90, func(d difference) bool {
		return d.broken && d.touches('\'')
	}},
	{"gershayim", "a double quote is a quote", 2, func(d difference) bool {
		return d.broken && d.touches('"')
	}},
	{"scripts", "letters of two scripts with no blank between them are one word, unless TokenOptions.SplitScripts", 30, func(d difference) bool {
		return !d.broken && d.touches('\u3031')
	}},
	{"ties", "a low line is a tie only between letters, with nothing on it", 15, func(d difference) bool {
		return d.broken && d.touches('_') && d.between != ""
	}},
	{"separators", "a mark on the separator of a number parts the number", 45, func(d difference) bool {
		return d.broken && (d.touches('.') || d.touches(','))
	}},
	{"pictures", "a joiner joins only two emoji, and parts flags", 7, func(d difference) bool {
		return (d.between != "" || !d.broken && isRegional(d.before)) && (unicode.Is(unicode.So, d.after) || unicode.Is(unicode.Sk, d.before))
	}},
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
