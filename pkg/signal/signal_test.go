package signal

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/segment"
)

// randomText is a text that repeats itself more or less.
func randomText(r *rand.Rand) string {
	stock := strings.Fields("كتب قرأ من في على إلى ، . ؟ 12 ١٢ سوق مَدرسة كتاب، بيت! word x.y #وسم … ... - •")
	var b strings.Builder
	words := 1 + r.IntN(len(stock))
	for range r.IntN(200) {
		b.WriteString(stock[r.IntN(words)])
		switch r.IntN(12) {
		case 0:
			b.WriteString("\n")
		case 1:
			b.WriteString(" \n\n")
		case 2:
			b.WriteString("\t")
		default:
			b.WriteByte(' ')
		}
		if r.IntN(40) == 0 { // a stretch once more
			s := b.String()
			b.WriteString(s[strings.LastIndexByte(s[:len(s)*r.IntN(8)/8], ' ')+1:])
		}
	}
	return b.String()
}

// plain measures repetition as it is defined: with strings, and without the short cuts.
func plain(text string) (top [3]float64, duplicate [6]float64) {
	var words []string
	for _, t := range segment.Tokens(nil, []byte(text), segment.TokenOptions{}) {
		words = append(words, text[t.Start:t.End])
	}
	characters := float64(utf8.RuneCountInString(strings.TrimSpace(text)))
	for n := 2; n <= 10 && n <= len(words); n++ {
		if n <= 4 {
			times := map[string]int{}
			for i := range len(words) - n + 1 {
				times[strings.Join(words[i:i+n], " ")]++
			}
			best := ""
			for i := range len(words) - n + 1 {
				if run := strings.Join(words[i:i+n], " "); times[run] > times[best] {
					best = run
				}
			}
			top[n-2] = float64(utf8.RuneCountInString(best)*times[best]) / characters
			continue
		}
		seen, again := map[string]bool{}, 0
		for i := 0; i+n <= len(words); i++ {
			run := strings.Join(words[i:i+n], "\x00")
			if seen[run] {
				again += utf8.RuneCountInString(strings.ReplaceAll(run, "\x00", ""))
				i += n - 1
			}
			seen[run] = true
		}
		duplicate[n-5] = float64(again) / characters
	}
	return top, duplicate
}

func TestRepetitionIsWhatItsDefinitionSays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var c Counter
	repeated := 0
	for range 3000 {
		text := randomText(r)
		s := c.Of([]byte(text))
		top, duplicate := plain(text)
		if s.TopShare != top || s.DuplicateShare != duplicate {
			t.Fatalf("%q: %v %v, not %v %v", text, s.TopShare, s.DuplicateShare, top, duplicate)
		}
		if duplicate[5] > 0 {
			repeated++
		}
	}
	if repeated < 100 {
		t.Errorf("only %d of the texts repeat ten tokens", repeated)
	}
}

// TestSharesAreShares: no signal is out of its range, whatever the bytes are, and a
// counter that was used gives what a new one gives.
func TestSharesAreShares(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var used Counter
	for i := range 2000 {
		text := []byte(randomText(r))
		for range r.IntN(4) * len(text) / 100 {
			text[r.IntN(len(text))] = byte(r.Uint32())
		}
		s := used.Of(text)
		if fresh := Of(text); !reflect.DeepEqual(fresh, s) {
			t.Fatalf("%d: %q: %+v, and with a new counter %+v", i, text, s, fresh)
		}
		for name, x := range s.All {
			most := math.Inf(1)
			if strings.HasSuffix(name, "_share") && !strings.HasPrefix(name, "top_") { // whose runs overlap
				most = 1
			}
			if x < 0 || x > most || math.IsNaN(x) {
				t.Errorf("%s of %q is %v", name, text, x)
			}
		}
		if s.Words > s.Tokens || s.Characters != utf8.RuneCount(text) || s.Keep != (s.Reason == "") {
			t.Errorf("%q: %+v", text, s)
		}
	}
}

func TestSignalsOfOneDocument(t *testing.T) {
	s := Of([]byte("• مَرَّ عام #جديد...\r\n\n- مر 12 و١٢\n- مر 12 و١٢  \nهل عاد؟\n"))
	var got map[string]any
	text := s.AppendJSON(nil)
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for name, want := range map[string]any{
		"characters": 57.0, "lines": 4.0, "words": 11.0, "stop_words": 1.0, "end_mark_line_share": 0.5, "bullet_line_share": 0.75, "ellipsis_line_share": 0.25,
		"duplicate_line_share": 0.25, "settings": "arb_Arab", "keep": false, "reason": "top_3_gram",
	} {
		if got[name] != want {
			t.Errorf("%s is %v, not %v, in %s", name, got[name], want, text)
		}
	}
	marshaled, err := json.Marshal(&s)
	if err != nil || !bytes.Equal(marshaled, text) {
		t.Errorf("json.Marshal: %s, %v", marshaled, err)
	}
}

// article is a text without repetition: its words are letters by chance.
func article(sentences int) string {
	var b strings.Builder
	r := rand.New(rand.NewPCG(5, 6))
	letters := []rune("ابتثجحدرسشصعفقكلمنهوي")
	for range sentences {
		for i := range 12 {
			if i > 0 {
				b.WriteByte(' ')
			}
			if r.IntN(6) == 0 {
				b.WriteString([]string{"في ", "من "}[r.IntN(2)])
			}
			for range 3 + r.IntN(5) {
				b.WriteRune(letters[r.IntN(len(letters))])
			}
		}
		b.WriteString(".\n")
	}
	return b.String()
}

// TestVerdicts: each filter removes what it is for, and keeps an article.
func TestVerdicts(t *testing.T) {
	whole := article(30)
	for reason, text := range map[string]string{
		"":                             whole,
		"empty":                        " \n\t\n",
		"dup_line_frac":                whole + strings.Repeat("اشترك في القناة.\n", 30),
		"duplicated_5_n_grams":         whole + strings.ReplaceAll(whole[:len(whole)/2], ".\n", "؟\n"),
		"line_punct_ratio":             strings.ReplaceAll(whole, ".", ""),
		"char_dup_ratio":               whole + whole[:len(whole)/6],
		"list_ratio":                   strings.ReplaceAll(article(3), " ", ".\n"),
		"gopher_short_doc":             article(3),
		"gopher_above_avg_threshold":   strings.ReplaceAll(whole, "و", strings.Repeat("و", 60)),
		"gopher_too_many_hashes":       strings.ReplaceAll(whole, " ", " #"),
		"gopher_too_many_end_ellipsis": strings.ReplaceAll(whole, ".", "..."),
		"gopher_too_many_bullets":      "- " + strings.ReplaceAll(whole, ".\n", ".\n- "),
		"gopher_enough_stop_words":     strings.NewReplacer("من", "عند", "في", "حتى").Replace(whole),
	} {
		if s := Of([]byte(text)); s.Reason != reason {
			t.Errorf("%q, not %q: %s", s.Reason, reason, s.AppendJSON(nil))
		}
	}
}

func TestSettings(t *testing.T) {
	for _, name := range Names() {
		s, err := Lookup(name)
		if err != nil || s.Name != name || s.Language == "" {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
		if n := len(strings.Fields(s.stopWords)); n < leastStopWords {
			t.Errorf("%s has %d stop words", name, n)
		}
	}
	if _, err := Lookup("eng_Latn"); err == nil {
		t.Error("there are settings for English")
	}
}

// TestLongDocumentsAreBounded: a document with more different runs than counts holds is
// measured in bounded memory.
func TestLongDocumentsAreBounded(t *testing.T) {
	var c Counter
	c.seen.reset(maxCounts * 4)
	for i := range uint64(maxCounts + 10) {
		if n := c.seen.add(i * step); n != 1 {
			t.Fatalf("%d is counted %d times", i, n)
		}
	}
	if n := c.seen.add(1 * step); n != 2 || len(c.seen.slots) > 2*maxCounts {
		t.Errorf("%d times, %d slots", n, len(c.seen.slots))
	}
}

func TestCounterMakesNoGarbage(t *testing.T) {
	text := []byte(article(50))
	var c Counter
	c.Of(text)
	if n := testing.AllocsPerRun(10, func() { c.Of(text) }); n > 0 {
		t.Errorf("%v allocations for a document", n)
	}
}

func BenchmarkCounter(b *testing.B) {
	text := []byte(article(100))
	var c Counter
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		c.Of(text)
	}
}
