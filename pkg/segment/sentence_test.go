package segment

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// gold reads the cases of testdata/sentences.
func gold(t testing.TB, yield func(name, text string, want []string, o Options)) {
	t.Helper()
	file, err := os.ReadFile("../../testdata/sentences/gold.txt")
	if err != nil {
		t.Fatal(err)
	}
	escape := regexp.MustCompile(`\\u[0-9A-F]{4}`)
	text := escape.ReplaceAllStringFunc(string(file), func(s string) string {
		r, _ := strconv.ParseUint(s[2:], 16, 32)
		return string(rune(r))
	})
	for _, c := range strings.Split(text, "\n== ")[1:] {
		head, rest, _ := strings.Cut(c, "\n")
		in, out, _ := strings.Cut(rest, "\n--\n")
		fields := strings.Fields(head)
		var o Options
		for _, f := range fields[1:] {
			switch v, ok := strings.CutPrefix(f, "max="); {
			case ok:
				o.MaxLength, _ = strconv.Atoi(v)
			case f == "wrap":
				o.Wrap = true
			case f == "headlines":
				o.Headlines = On
			}
		}
		var want []string
		for _, s := range strings.Split(strings.TrimRight(out, "\n"), "\n") {
			want = append(want, strings.ReplaceAll(s, "⏎", "\n"))
		}
		yield(fields[0], in, want, o)
	}
}

func TestGold(t *testing.T) {
	n := 0
	gold(t, func(name, text string, want []string, o Options) {
		n++
		var got []string
		for _, s := range Sentences(nil, []byte(text), o) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	})
	if n < 80 {
		t.Errorf("%d cases", n)
	}
}

func TestSentence(t *testing.T) {
	text := "سطر\n\nهل عاد؟! «نعم». ثم\u2026\n"
	got := Sentences(nil, []byte(text), Options{})
	want := []struct {
		text, mark string
		paragraph  int
		by         Reason
	}{
		{"سطر", "", 0, Newline},
		{"هل عاد؟!", "؟!", 1, question},
		{"«نعم».", ".", 1, fullStop},
		{"ثم\u2026", "\u2026", 1, lineEnd},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d sentences", len(got))
	}
	for i, s := range got {
		w := want[i]
		if text[s.Start:s.End] != w.text || text[s.Mark.Start:s.Mark.End] != w.mark || s.Paragraph != w.paragraph || s.Reason != w.by {
			t.Errorf("sentence %d: got %q %q %d %v, want %+v", i, text[s.Start:s.End], text[s.Mark.Start:s.Mark.End], s.Paragraph, s.Reason, w)
		}
	}
}

func TestParagraphsWrapped(t *testing.T) {
	text := "سطر\nآخر.\nثالث\n\nرابع\n\n\nخامس"
	var got []int
	for _, s := range Sentences(nil, []byte(text), Options{Wrap: true}) {
		got = append(got, s.Paragraph)
	}
	if !slices.Equal(got, []int{0, 0, 1, 2}) {
		t.Errorf("got %v", got)
	}
}

func TestExplain(t *testing.T) {
	text := "زار د. سليم 3.5 مدن (!) أمس... ثم عاد. انتهى\n"
	var got []string
	tell := func(d Boundary) {
		s := d.Reason.String()
		if d.Cut {
			s = "cut " + s
		}
		got = append(got, text[d.Start:d.End]+" "+s)
	}
	want := []string{". initial", ". in-number", "! bracketed-mark", "... ellipsis", ". cut full-stop", "\n cut newline"}
	Sentences(nil, []byte(text), Options{Explain: tell})
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	got = nil
	s := NewScanner(iotest.OneByteReader(strings.NewReader(text)), Options{Explain: tell})
	for s.Scan() {
	}
	if !slices.Equal(got, want) {
		t.Errorf("scanner: got %q\nwant %q", got, want)
	}
}

// TestReasonSaysWhetherItCuts holds a newline before more blanks than its rule may
// read to a reason that lets the sentence go on.
func TestReasonSaysWhetherItCuts(t *testing.T) {
	text := "وصل الوفد\n" + strings.Repeat(" ", 2*lookahead) + "ثم سافر"
	var got []string
	Sentences(nil, []byte(text), Options{Wrap: true, Explain: func(b Boundary) {
		got = append(got, fmt.Sprint(b.Cut, " ", b.Reason))
	}})
	if want := []string{"false wrapped-line"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTwoDots: they are part of a number between two digits only.
func TestTwoDots(t *testing.T) {
	for text, want := range map[string]string{
		"من 3..5 كتب جديدة":     ".. in-number",
		"صدرت 3.. 5 كتب جديدة":  ".. cut two-dots",
		"صدرت 3 ..5 كتب جديدة":  ".. cut two-dots",
		"انتهى..ثم عاد من جديد": ".. cut two-dots",
		"صدرت 3..ثم عاد":        ".. cut two-dots",
	} {
		var got []string
		Sentences(nil, []byte(text), Options{Explain: func(d Boundary) {
			s := d.Reason.String()
			if d.Cut {
				s = "cut " + s
			}
			got = append(got, text[d.Start:d.End]+" "+s)
		}})
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A text may begin with the marks that elsewhere end a sentence.
func TestMarksFirst(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"..5 كيلومترات", []string{"..5 كيلومترات"}},
		{"..ثم عاد. ونام.", []string{"..ثم عاد.", "ونام."}},
		{"...5 كيلومترات", []string{"...5 كيلومترات"}},
		{"../دليل", []string{"../دليل"}},
		{"؟ سأل", []string{"؟ سأل"}},
		{".5 كيلومترات", []string{".5 كيلومترات"}},
		{"بين 3..5 كيلومترات", []string{"بين 3..5 كيلومترات"}},
	} {
		for _, text := range []string{tt.text, "\n" + tt.text, "قال.\n" + tt.text} {
			laws(t, []byte(text), Options{})
		}
		var got []string
		for _, s := range Sentences(nil, []byte(tt.text), Options{}) {
			got = append(got, tt.text[s.Start:s.End])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestExplainParts(t *testing.T) {
	text := "أمطار غزيرة تغرق شوارع العاصمة هطلت أمطار غزيرة على العاصمة أمس، وأغرقت بعض شوارعها. نعم"
	var got []string
	o := Options{Headlines: On, MaxLength: 36}
	o.Explain = func(d Boundary) {
		got = append(got, fmt.Sprintf("%d %q %v %v", utf8.RuneCountInString(text[:d.Start]), text[d.Start:d.End], d.Cut, d.Reason))
	}
	want := []string{`83 "." true full-stop`, `30 "" true headline`, `64 "" true max-length`}
	Sentences(nil, []byte(text), o)
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	got = nil
	for s := NewScanner(iotest.OneByteReader(strings.NewReader(text)), o); s.Scan(); {
	}
	if !slices.Equal(got, want) {
		t.Errorf("scanner: got %q\nwant %q", got, want)
	}
}

// TestScannerAll holds the iterator to the sentences before an error, then the
// error; and to what a loop that stops leaves for the next.
func TestScannerAll(t *testing.T) {
	text := "وصل الوفد. ثم سافر. " + strings.Repeat("كلمة ", 2*lookahead)
	broken := errors.New("the disk is gone")
	in := NewScanner(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), Options{})
	var got []string
	for s, err := range in.All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(s.Start, " ", string(in.Text())))
		break
	}
	for s, err := range in.All() {
		if err != nil {
			got = append(got, fmt.Sprint(s == Sentence{}, " ", err))
			continue
		}
		got = append(got, fmt.Sprint(s.Start, " ", string(in.Text())))
	}
	if want := []string{"0 وصل الوفد.", "19 ثم سافر.", "true the disk is gone"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReasonNames(t *testing.T) {
	seen := make(map[string]bool)
	for r := range reasonNames {
		name := Reason(r).String()
		if name == "" || seen[name] || strings.ToLower(name) != name {
			t.Errorf("reason %d is named %q", r, name)
		}
		seen[name] = true
	}
}

func TestTooLong(t *testing.T) {
	text := bytes.Repeat([]byte("كلمة "), 3*maxSentence/10)
	var ends []int
	for _, s := range Sentences(nil, text, Options{Headlines: Off, Unmarked: Off}) {
		if s.Len() > maxSentence {
			t.Errorf("a sentence of %d bytes", s.Len())
		}
		ends = append(ends, s.End)
	}
	if len(ends) != 3 && len(ends) != 2 {
		t.Errorf("ends %v", ends)
	}
	// A quote across the limit belongs to the next sentence.
	for before := range 4 {
		text := append(bytes.Repeat([]byte("a"), maxSentence-before), "““ وعاد."...)
		got := Sentences(nil, text, Options{Headlines: Off, Unmarked: Off})
		if want := maxSentence - before%len("“"); len(got) != 2 || got[0].End != want || got[0].Reason != TooLong || got[1].Start != want {
			t.Errorf("with %d bytes of the quotes before the limit: %v", before, got)
		}
	}
}

// options are what the laws are proved for.
var options = []Options{
	{Headlines: Off},
	{},
	{Headlines: On},
	{Wrap: true, Headlines: On},
	{MaxLength: 12, MinLength: 4, Headlines: Off},
}

// laws checks what holds for every text.
func laws(t *testing.T, text []byte, o Options) {
	t.Helper()
	shown := text[:min(len(text), 300)]
	all := Sentences(nil, text, o)
	at := 0
	for i, s := range all {
		if s.Start < at || s.End <= s.Start || s.End > len(text) || s.Mark.Start < s.Start || s.Mark.End > s.End || s.Mark.Start > s.Mark.End {
			t.Fatalf("sentence %d is %+v after %d in %q", i, s, at, shown)
		}
		if gap := text[at:s.Start]; !isBlank(gap) {
			t.Fatalf("between sentences stands %q in %q", gap, shown)
		}
		if utf8.Valid(text) && !utf8.Valid(text[s.Start:s.End]) {
			t.Fatalf("sentence %q cuts a character of %q", text[s.Start:s.End], shown)
		}
		if i > 0 && (s.Paragraph < all[i-1].Paragraph || s.Paragraph > all[i-1].Paragraph+1) {
			t.Fatalf("paragraph %d after %d", s.Paragraph, all[i-1].Paragraph)
		}
		at = s.End
	}
	if gap := text[at:]; !isBlank(gap) {
		t.Fatalf("after the last sentence stands %q in %q", gap, shown)
	}
	slow := slowSentences(text, o)
	if !slices.Equal(all, slow) {
		t.Fatalf("%q: the fast walk and the slow one differ", shown)
	}
	if parts := inParts(text, o); !slices.Equal(all, parts) {
		t.Fatalf("%q: cut at the ends of paragraphs, %+v, whole %+v", shown, parts, all)
	}
}

// inParts is Sentences of each paragraph by itself, as those who cut a text
// into blocks have it.
func inParts(text []byte, o Options) []Sentence {
	end := []byte("\n")
	if o.Wrap {
		end = []byte("\n\n")
	}
	var out []Sentence
	paragraph := 0
	for from := 0; from < len(text); {
		part := text[from:]
		if i := bytes.Index(part, end); i >= 0 {
			part = part[:i+len(end)]
		}
		n := len(out)
		out = append(out, Sentences(nil, part, o)...)
		for i := range out[n:] {
			s := &out[n+i]
			s.Start += from
			s.Span.End += from
			s.Mark.Start += from
			s.Mark.End += from
			s.Paragraph += paragraph
		}
		if len(out) > n {
			paragraph = out[len(out)-1].Paragraph + 1
		}
		from += len(part)
	}
	return out
}

func isBlank(gap []byte) bool {
	for len(gap) > 0 {
		n := blank(gap)
		if n == 0 {
			return false
		}
		gap = gap[n:]
	}
	return true
}

// slowSentences is Sentences by a walk that looks at every character, the
// reference of the walk that skips.
func slowSentences(text []byte, o Options) []Sentence {
	c := newCutter(o)
	c.text, c.eof = text, true
	var out []Sentence
	for at := 0; ; {
		var ok bool
		if at, ok = c.skipBlanks(at); !ok {
			return out
		}
		s, next := c.slowSentence(at)
		c.measure(at)
		if c.inText && (c.newlines > 1 || c.newlines == 1 && !o.Wrap) {
			c.paragraph++
		}
		s.Paragraph = c.paragraph
		out = c.split(out, s)
		c.newlines, c.lineStart, c.inText = 0, false, true
		at = next
	}
}

// verseMark is the number of a verse in ornate parentheses.
var verseMark = regexp.MustCompile(`^[\x{FD3E}\x{FD3F}][0-9\x{660}-\x{669}\x{6F0}-\x{6F9}]{1,3}[\x{FD3E}\x{FD3F}]`)

// slowBullet reports whether r at i is a BULLET, TRIANGULAR BULLET, BLACK SMALL SQUARE
// or BLACK CIRCLE that begins an item.
func (c *cutter) slowBullet(r rune, i int) bool {
	return strings.ContainsRune("\u2022\u2023\u25AA\u25CF", r) && c.itemFollows(i, utf8.RuneLen(r))
}

func (c *cutter) slowSentence(start int) (Sentence, int) {
	c.start, c.depth, c.quoteAt, c.looked, c.content, c.label = start, 0, -1, start, false, 0
	sentence := func(end int, mark span.Span, by Reason) Sentence {
		return Sentence{Span: span.Span{Start: start, End: end}, Mark: mark, Reason: by}
	}
	for i := start; i < len(c.text); {
		r, n := utf8.DecodeRune(c.text[i:])
		isMark := strings.ContainsRune(".?!\u061D\u061E\u061F\u06D4\u06DD\u0589\u2026", r) || r >= 0x800 && unicode.Is(unicode.STerm, r) || verseMark.Match(c.text[i:])
		isNewline := strings.ContainsRune("\n\r\u0085\u2028\u2029", r)
		if i > start+maxSentence && (isMark || isNewline || byteClass[c.text[i]] != bPlain) {
			break
		}
		switch {
		case isNewline:
			if reason := c.newline(i); reason.ends() {
				end := c.trim(i)
				return sentence(end, span.Span{Start: end, End: end}, reason), i
			}
			if r == '\r' && i+1 < len(c.text) && c.text[i+1] == '\n' {
				n = 2
			}
		case strings.ContainsRune("([{", r):
			if c.depth < len(c.opened) && !(i > start && (c.text[i-1] == ':' || c.text[i-1] == ';')) {
				c.opened[c.depth] = i
				c.depth++
			}
		case strings.ContainsRune(")]}", r):
			c.depth = max(0, c.depth-1)
			if c.directs(i + 1) {
				return sentence(i+1, span.Span{Start: i + 1, End: i + 1}, stageDirection), i + 1
			}
		case r == '"' || isCurly(r):
			c.quote, c.quoteAt = !c.quote, i
		case r == '\u00AB':
			c.guillemet, c.quoteAt = true, i
		case r == '\u00BB':
			c.guillemet = false
		case c.slowBullet(r, i):
			end := c.trim(i)
			return sentence(end, span.Span{Start: end, End: end}, bullet), i
		case isMark:
			m := c.mark(i)
			if reason := c.decide(&m); reason.ends() {
				return sentence(m.after, m.Span, reason), m.after
			}
			n = m.after - i
		}
		i += n
	}
	if len(c.text) > start+maxSentence {
		end := c.limit(start, start+maxSentence)
		return sentence(end, span.Span{Start: end, End: end}, TooLong), end
	}
	end := c.trim(len(c.text))
	return sentence(end, span.Span{Start: end, End: end}, TextEnd), len(c.text)
}

// scan cuts text by a scanner whose reader and buffer are small.
func scan(t *testing.T, text []byte, o Options, block int) []Sentence {
	t.Helper()
	s := NewScanner(&blocks{text, block}, o)
	s.buf = make([]byte, 0, max(block, 16))
	var out []Sentence
	for s.Scan() {
		at := s.Sentence()
		if string(s.Text()) != string(text[at.Start:at.End]) {
			t.Fatalf("text %q at %+v of %q", s.Text(), at, text)
		}
		out = append(out, at)
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return out
}

// blocks reads text so many bytes at a time.
type blocks struct {
	text []byte
	size int
}

func (b *blocks) Read(p []byte) (int, error) {
	if len(b.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), b.size)], b.text)
	b.text = b.text[n:]
	return n, nil
}

func TestScanner(t *testing.T) {
	text := []byte(strings.Repeat(page, 3))
	gold(t, func(_, in string, _ []string, _ Options) {
		text = append(append(text, in...), " \n"...)
	})
	text = append(text, bytes.ReplaceAll(text, []byte("\n"), []byte(" "))...)
	for _, o := range options {
		laws(t, text, o)
		want := Sentences(nil, text, o)
		for _, block := range []int{1, 7, 64, 1000, 1 << 20} {
			if got := scan(t, text, o, block); !slices.Equal(got, want) {
				t.Errorf("%+v: blocks of %d bytes cut otherwise", o, block)
			}
		}
	}
}

func TestScannerError(t *testing.T) {
	s := NewScanner(iotest.ErrReader(io.ErrUnexpectedEOF), Options{})
	if s.Scan() || s.Err() != io.ErrUnexpectedEOF {
		t.Errorf("got %v", s.Err())
	}
}

// TestSentencesOutside: what is outside of the parts is cut as if each piece were a text,
// and paragraphs are counted on.
func TestSentencesOutside(t *testing.T) {
	const text = "قال نعم. ثم\nعاد\nx. y\n\nهل بقي؟\nz\nلا\n"
	at := func(s string) span.Span {
		i := strings.Index(text, s)
		return span.Span{Start: i, End: i + len(s)}
	}
	for _, wrap := range []bool{false, true} {
		var explained []string
		o := Options{Wrap: wrap, Explain: func(b Boundary) { explained = append(explained, text[b.Start:b.End]) }}
		var got []string
		for _, s := range SentencesOutside(nil, []byte(text), []span.Span{at("x. y\n"), at("z\n")}, o) {
			got = append(got, fmt.Sprintf("%d %s %s", s.Paragraph, text[s.Start:s.End], text[s.Mark.Start:s.Mark.End]))
		}
		want := []string{"0 قال نعم. .", "0 ثم ", "1 عاد ", "2 هل بقي؟ ؟", "3 لا "}
		if wrap {
			want = []string{"0 قال نعم. .", "0 ثم\nعاد ", "1 هل بقي؟ ؟", "2 لا "}
		}
		if !slices.Equal(got, want) {
			t.Errorf("wrap %t: %q, want %q", wrap, got, want)
		}
		if want := []string{".", "\n", "\n", "؟", "\n"}; !slices.Equal(explained, want) {
			t.Errorf("wrap %t: explained %q, want %q", wrap, explained, want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	gold(f, func(_, text string, _ []string, _ Options) { f.Add([]byte(text)) })
	f.Add([]byte("a\xff\xfe.\xd8 \xe2\x80. \r\r\n\u2028x"))
	f.Add([]byte("نعم." + strings.Repeat(" ", lookahead) + "ثم" + strings.Repeat("؟!", lookahead) + " لا" + strings.Repeat(". ", lookahead) + "نعم"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, o := range options {
			laws(t, text, o)
			want := Sentences(nil, text, o)
			for _, block := range []int{1, 61} {
				if got := scan(t, text, o, block); !slices.Equal(got, want) {
					t.Fatalf("%+v: %q in blocks of %d: got %+v, want %+v", o, text, block, got, want)
				}
			}
		}
	})
}

func FuzzTokens(f *testing.F) {
	gold(f, func(_, text string, _ []string, _ Options) { f.Add([]byte(text)) })
	f.Add([]byte("a\xff\xfe و\u064E12 1:2 @a.b #\u0661 www.x.ae/ف? a@b.c\u200C\u200Dد1\uFE0F\u20E3"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, o := range []TokenOptions{{}, {SplitScripts: true, SplitWaw: true}} {
			at := 0
			all := Tokens(nil, text, o)
			var parts []Token
			for i, from := 0, 0; i <= len(text); i++ {
				if i == len(text) || text[i] == ' ' || text[i] == '\n' {
					for _, tok := range Tokens(nil, text[from:i], o) {
						tok.Start += from
						tok.End += from
						parts = append(parts, tok)
					}
					from = i + 1
				}
			}
			if !slices.Equal(all, parts) {
				t.Fatalf("%q: %+v in parts, %+v whole", text, parts, all)
			}
			for _, tok := range all {
				if tok.Start < at || tok.End <= tok.Start || tok.End > len(text) {
					t.Fatalf("token %+v after %d in %q", tok, at, text)
				}
				if gap := string(text[at:tok.Start]); strings.TrimFunc(gap, invisible) != "" {
					t.Fatalf("between tokens stands %q in %q", gap, text)
				}
				at = tok.End
			}
			if gap := string(text[at:]); strings.TrimFunc(gap, invisible) != "" {
				t.Fatalf("after the last token stands %q in %q", gap, text)
			}
		}
	})
}
