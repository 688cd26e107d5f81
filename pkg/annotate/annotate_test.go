package annotate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/signal"
	"github.com/nass-ar/nass/pkg/span"
)

// samples are texts with what offsets can fail at.
var samples = []string{
	"",
	"\n",
	"و قال فلاديمير بوتين أمس 😀 إن السعر بلغ ٥٫٥ في 10 نوفمبر 2023 .\nثم عاد بوتين إلى موسكو , و لم يقل  شيئا !\n",
	"قا\u064Eل أحمد عل\u064Aي\u0651 \U0001F468\u200D\U0001F469\u200D\U0001F467 في دُبيّ\u200F: \u00ABنعم\u00BB\r\n\r\nالحكومـــة\u00A0اليوم", // FATHA, YEH, SHADDA, a family with ZERO WIDTH JOINERs, RLM, quotes, NO-BREAK SPACE
	"قال\xff\xd9 محمد\xe2\x82 بن علي \xf0\x9f\x98 يوم الأحد 26 شوال 1436 هـ\xd9\n\x80\x80 و صل",
	"Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ… ÙŠØ§ Ø£ØµØ¯Ù‚Ø§Ø¡\nوهذا سطر سليم 👍🏽\uFFFD",
	"این کتاب در تهران چاپ شده است و گفته ميشود که پرفروش است.\n",
	"البيت األبيض في القرن األول ، وزار د . سليم 3 مدن... نعم!؟ راسلوا a.b@example.com #وسم_طويل https://a.example/ب\n",
	"\ufeffText 1,000 only; قال \"نعم\" , و \"لا\" 😀😀\n",
	strings.Repeat("وصل الوفد إلى العاصمة صباح اليوم وأعلن الوزير أن المشروع سيبدأ في العام المقبل ", 9), // without stops
}

// long is a text of several units, with all of the samples.
func long() string {
	return strings.Repeat(strings.Join(samples, "\n\n"), 12)
}

func sampled() []string { return append([]string{long()}, samples...) }

func annotator(t testing.TB, layers Layers) *Annotator {
	t.Helper()
	a, err := New(Options{Layers: layers})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestLayersAreThoseOfThePackages: each layer is what the package that makes it finds.
func TestLayersAreThoseOfThePackages(t *testing.T) {
	compile := func(s orthography.Selection) *rule.Engine {
		e, err := s.Compile()
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	judge := new(orthography.Judge)
	normal := judge.Each(compile(orthography.Selection{Profile: orthography.Standard})).Runner()
	check := judge.Each(compile(orthography.Selection{Profile: orthography.Check})).Runner()
	names := compile(orthography.Selection{Profile: orthography.Standard, Disable: []string{"dates", "digits"}}).Runner()
	finder, err := entity.Default().NewFinder("")
	if err != nil {
		t.Fatal(err)
	}
	extractor := &entity.Extractor{Finder: finder, Normalize: names.Edits}

	a := annotator(t, All)
	for _, s := range sampled() {
		text := []byte(s)
		d := a.Document(text)
		equal := func(layer string, got, want any) {
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%.60q: %s:\n%v\nwant\n%v", s, layer, got, want)
			}
		}
		equal("language", d.Language, judge.Of(text[:min(len(text), orthography.HeadBytes)]).Language)
		equal("normal", string(d.Normal), string(normal.Append(nil, text)))
		var edits []span.Edit
		for _, e := range d.Edits {
			edits = append(edits, e.Edit)
			if got := string(e.Normal.Text(d.Normal)); got != e.New {
				t.Errorf("%.60q: the edit at %d wrote %q, %q in the normal form", s, e.Start, e.New, got)
			}
		}
		equal("edits", edits, append([]span.Edit(nil), normal.Edits(text)...))
		var findings, wantFindings []rule.Finding
		for _, f := range d.Findings {
			findings = append(findings, f.Of)
			equal("place of a finding", string(f.Text(text)), string(f.Of.Span.Text(f.Of.Text)))
			if line := 1 + bytes.Count(text[:f.Start], []byte("\n")); line != f.Of.Line {
				t.Errorf("%.60q: a finding of line %d is in line %d", s, f.Of.Line, line)
			}
		}
		wantFindings = check.Findings(text)
		slices.SortStableFunc(wantFindings, func(a, b rule.Finding) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Start, b.Start))
		})
		equal("findings", findings, wantFindings)
		var sentences []segment.Sentence
		for _, x := range d.Sentences {
			sentences = append(sentences, x.Sentence)
		}
		equal("sentences", sentences, segment.Sentences(nil, text, segment.Options{}))
		var tokens []segment.Token
		for _, x := range d.Tokens {
			tokens = append(tokens, x.Token)
		}
		equal("tokens", tokens, segment.Tokens(nil, text, segment.TokenOptions{}))
		var mentions, wantMentions []entity.Mention
		for _, x := range d.Entities {
			mentions = append(mentions, x.Mention)
		}
		at := 0
		for unit, found := range extractor.All(text, entity.Units) {
			for _, m := range found {
				m.Start, m.End = m.Start+at, m.End+at
				wantMentions = append(wantMentions, m)
			}
			at += len(unit)
		}
		equal("entities", mentions, wantMentions)
		var dates []date.Date
		for _, x := range d.Dates {
			dates = append(dates, x.Date)
		}
		equal("signals", d.Signals, signal.Of(text))
		equal("dates", dates, new(date.Finder).FindText(nil, text, date.Options{}))
	}
	if d := a.Document([]byte(samples[5])); !reflect.DeepEqual(d.Damage, []string{"mojibake", "replacement-character"}) {
		t.Errorf("damage: %q", d.Damage)
	}
}

// TestLayersDoNotMatterToEachOther: a layer is the same with any others, on many
// goroutines and in memory that was used before.
func TestLayersDoNotMatterToEachOther(t *testing.T) {
	all := annotator(t, All)
	var wg sync.WaitGroup
	const draws = 12
	for seed := range int64(draws + len(LayerNames)) {
		wg.Go(func() {
			rnd := rand.New(rand.NewSource(seed))
			layers := Layers(1 + rnd.Intn(int(All)))
			if seed >= draws { // each alone
				layers = 1 << (seed - draws)
			}
			some := annotator(t, layers)
			var d Doc
			for range 6 {
				s := sampled()[rnd.Intn(len(sampled()))]
				some.Fill(&d, []byte(s))
				want := members(t, all, s)
				for name, got := range members(t, some, s) {
					if name == "v" || name == "unit" {
						continue
					}
					if layers&Normal == 0 {
						want[name] = withoutNormal(t, want[name])
						got = withoutNormal(t, got)
					}
					if !bytes.Equal(got, want[name]) {
						t.Errorf("layers %b of %.40q: %s:\n%s\nwant\n%s", layers, s, name, got, want[name])
					}
				}
				var again, once Writer
				if x, y := again.Append(nil, &d), once.Append(nil, some.Document([]byte(s))); !bytes.Equal(x, y) {
					t.Errorf("layers %b of %.40q: in memory used before:\n%s\nwant\n%s", layers, s, x, y)
				}
			}
		})
	}
	wg.Wait()
}

// members returns the members of the text's document.
func members(t *testing.T, a *Annotator, text string) (m map[string]json.RawMessage) {
	t.Helper()
	if err := json.Unmarshal(new(Writer).Append(nil, a.Document([]byte(text))), &m); err != nil {
		t.Error(err)
	}
	return m
}

// withoutNormal returns items without their places in the normal form.
func withoutNormal(t *testing.T, layer json.RawMessage) json.RawMessage {
	t.Helper()
	var items []map[string]any
	if json.Unmarshal(layer, &items) != nil {
		return layer // no list of items
	}
	for _, x := range items {
		delete(x, "normal_start")
		delete(x, "normal_end")
	}
	out, err := json.Marshal(items)
	if err != nil {
		t.Error(err)
	}
	return out
}

// An item is what all items of a layer have.
type item struct {
	Start, End  int
	NormalStart int `json:"normal_start"`
	NormalEnd   int `json:"normal_end"`
	Text, New   *string
}

// TestOffsets: in each unit, the text from start to end of each item is the text that it
// has, and what an edit writes is in the normal form.
func TestOffsets(t *testing.T) {
	a := annotator(t, All)
	for _, s := range sampled() {
		d := a.Document([]byte(s))
		for u, unit := range span.Units {
			w := Writer{Unit: span.Unit(u)}
			out := w.Append(nil, d)
			var layers map[string]json.RawMessage
			if err := json.Unmarshal(out, &layers); err != nil {
				t.Fatal(err)
			}
			items := 0
			for name := range layers {
				var list []item
				if json.Unmarshal(layers[name], &list) != nil {
					continue
				}
				last := 0
				for _, x := range list {
					items++
					if got := cut(s, unit, x.Start, x.End); x.Text == nil != (name == "findings") || x.Text != nil && got != *x.Text {
						t.Errorf("%.40q: %s in %ss: %d-%d is %q: %+v", s, name, unit, x.Start, x.End, got, x)
					}
					normal := cut(string(d.Normal), unit, x.NormalStart, x.NormalEnd)
					if name == "edits" && normal != *x.New {
						t.Errorf("%.40q: %s in %ss: %d-%d is %q in the normal form, not %q", s, name, unit, x.NormalStart, x.NormalEnd, normal, *x.New)
					}
					if x.NormalStart < last && name != "findings" {
						t.Errorf("%.40q: %s in %ss: %d comes after %d in the normal form", s, name, unit, x.NormalStart, last)
					}
					last = x.NormalStart
				}
			}
			if len(s) > 1 && items == 0 {
				t.Errorf("%.40q: no items", s)
			}
		}
	}
}

// cut returns a part of s as JSON shows it.
func cut(s, unit string, start, end int) string {
	if unit == "byte" {
		return seen(s[start:end])
	}
	runes := []rune(seen(s))
	if unit == "codepoint" {
		return string(runes[start:end])
	}
	return string(utf16.Decode(utf16.Encode(runes)[start:end]))
}

// seen returns s with U+FFFD for each byte that is not UTF-8.
func seen(s string) string {
	var out []byte
	for _, r := range s { // an invalid byte is utf8.RuneError
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

func TestParse(t *testing.T) {
	if got, err := ParseLayers("tokens", " dates"); err != nil || got != Tokens|Dates {
		t.Error(got, err)
	}
	if got, err := ParseLayers("all"); err != nil || got != All || got != 1<<len(LayerNames)-1 {
		t.Error(got, err)
	}
	if _, err := ParseLayers("words"); err == nil || err.Error() != `annotate: unknown layer "words" (use `+strings.Join(LayerNames, ", ")+` or all)` {
		t.Error(err)
	}
	if _, err := New(Options{Scheme: "none"}); err == nil {
		t.Error("no error for an unknown scheme")
	}
}

// The parts of a token join to the token, are those of package clitic, and lie in the
// text as it is.
func TestClitics(t *testing.T) {
	text := []byte("و قال \"وبالكتاب\"، مَدِينَتُه 25 و10.")
	for _, by := range []clitic.Scheme{clitic.None, clitic.Proclitics, clitic.Full} {
		a, err := New(Options{Layers: Normal | Tokens | Clitics, Clitics: by})
		if err != nil {
			t.Fatal(err)
		}
		d := a.Document(text)
		if by == clitic.None {
			by = clitic.ATB
		}
		i := 0
		for n, token := range d.Tokens {
			word := token.Text(text)
			scheme := by
			if token.Type != segment.Word {
				scheme = clitic.None
			}
			parts := clitic.Split(word, scheme)
			at := token.Start
			for _, want := range parts.All() {
				p := d.Clitics[i]
				if p.Start != at || string(p.Text(text)) != string(want.Text(word)) || p.Word != n || p.Kind != want.Kind || p.Type != token.Type {
					t.Errorf("%v: %+v at %d, want %+v of %s", by, p, at, want, word)
				}
				at = p.End
				i++
			}
			if at != token.End {
				t.Errorf("%v: the parts of %s end at %d, want %d", by, word, at, token.End)
			}
		}
		if i != len(d.Clitics) {
			t.Errorf("%v: %d parts, want %d", by, len(d.Clitics), i)
		}
	}
}

// TestRules: an annotator names the rules of the layers that it finds.
func TestRules(t *testing.T) {
	for layers, want := range map[Layers]string{
		Tokens: "map[]", Edits: "map[normal:[two-dots]]", Normal | Findings: "map[findings:[detached-waw] normal:[two-dots]]",
	} {
		o := Options{Layers: layers}
		for to, names := range map[**rule.Engine][]string{&o.Normal: {"two-dots"}, &o.Find: {"detached-waw"}} {
			var err error
			if *to, err = (orthography.Selection{Only: names}).Compile(); err != nil {
				t.Fatal(err)
			}
		}
		a, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(a.Rules()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
