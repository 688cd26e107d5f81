package orthography

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/rule/ruletest"
	"github.com/nass-ar/nass/pkg/span"
)

func compile(t testing.TB, rules ...*rule.Rule) *rule.Engine {
	t.Helper()
	e, err := rule.Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func selected(t testing.TB, s Selection) []*rule.Rule {
	t.Helper()
	rules, err := Select(s)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// Law 7.
func TestRulesHoldTheirExamples(t *testing.T) {
	for _, r := range Rules() {
		ruletest.Example(t, r)
	}
}

func TestRulesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] {
			t.Errorf("%s: twice in the catalogue", r.Name)
		}
		seen[r.Name] = true
		if strings.Trim(r.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%s: not kebab-case", r.Name)
		}
		if r.Title == "" || strings.HasSuffix(r.Title, ".") || r.Doc == "" || r.Group == "" || r.Bad == r.Good {
			t.Errorf("%s: title, doc, group or example missing", r.Name)
		}
		if r.Fix == rule.Manual && r.In&^Check != 0 {
			t.Errorf("%s: a rule without a fix is in a profile of normalize", r.Name)
		}
	}
	for _, o := range Options() {
		for _, v := range o.Values {
			for _, name := range v.Rules {
				if !seen[name] {
					t.Errorf("--%s %s: no rule %s", o.Name, v.Name, name)
				}
			}
		}
	}
}

// TestRepeatedLineIsShown: by its first words, or by the first letters of one
// that is long.
func TestRepeatedLineIsShown(t *testing.T) {
	r, err := Lookup("repeated-line")
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		strings.Repeat("نص ", 30):     strings.Repeat("نص ", 12) + "…",
		strings.Repeat("\u201Cن", 40): strings.Repeat("\u201Cن", 12) + "…",
		"a" + strings.Repeat("ن", 40): "a" + strings.Repeat("ن", 29) + "…",
		strings.Repeat("\xA6", 80):    strings.Repeat("\xA6", 56) + "…", // no text at all
	} {
		found := compile(t, r).Runner().Findings([]byte(line + "\n" + line + "\n"))
		if len(found) != 1 || found[0].Found() != want {
			t.Errorf("%q: %+v, want %q", line, found, want)
		}
	}
}

// TestRepeatedLineNamesTheFirst: however often a line stands in the text, and
// whatever parts of the text are surveyed apart.
func TestRepeatedLineNamesTheFirst(t *testing.T) {
	r, err := Lookup("repeated-line")
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{strings.Repeat("عنوان ", 8), strings.Repeat("فقرة ", 9), strings.Repeat("ب", repeatLeast/2), strings.Repeat("ب", repeatLeast/2-1) + "x"}
	var got []string
	for i, f := range compile(t, r).Runner().Findings([]byte(strings.Join(append(append(lines, lines...), lines...), "\n"))) {
		if f.Text == nil || f.Context != (span.Span{End: len(f.Text)}) {
			t.Errorf("finding %d does not show its line: %+v", i, f)
		}
		got = append(got, fmt.Sprintf("%d: %s", f.Line, f.Message))
	}
	want := []string{"5: duplicate of line 1", "6: duplicate of line 2", "7: duplicate of line 3",
		"9: duplicate of line 1", "10: duplicate of line 2", "11: duplicate of line 3"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	found := compile(t, r).Runner().Findings([]byte(strings.Repeat(lines[0]+"\n", repeatMost+3)))
	if len(found) != repeatMost {
		t.Fatalf("%d findings, want %d", len(found), repeatMost)
	}
	for i, f := range found {
		if more := strings.HasSuffix(f.Message, "; more duplicate lines not shown"); more != (i == repeatMost-1) {
			t.Fatalf("finding %d of %d: %s", i, repeatMost, f.Message)
		}
	}
}

// TestInvalidBytesAreShown: all of a run and nothing else, the first 16 by
// their numbers.
func TestInvalidBytesAreShown(t *testing.T) {
	r, err := Lookup("invalid-utf8")
	if err != nil {
		t.Fatal(err)
	}
	const message = "bytes that are not UTF-8: "
	for _, x := range []struct{ line, found, message string }{
		{"قرأ \xC7\xE1 ثم", "\xC7\xE1", message + "C7 E1"},
		{"\xFFabc", "\xFF", message + "FF"},
		{"\xFF\uFFFD", "\xFF", message + "FF"}, // a REPLACEMENT CHARACTER is text
		{"نص\xD9", "\xD9", message + "D9"},
		{"a" + strings.Repeat("\x80", 16), strings.Repeat("\x80", 16), message + strings.Repeat("80 ", 15) + "80"},
		{strings.Repeat("\x80", 17) + "ن", strings.Repeat("\x80", 17), message + strings.Repeat("80 ", 15) + "80 …"},
	} {
		found := compile(t, r).Runner().Findings([]byte(x.line))
		if len(found) != 1 || x.line[found[0].Start:found[0].End] != x.found || found[0].Message != x.message {
			t.Errorf("%q: %+v, want %q and %q", x.line, found, x.found, x.message)
		}
	}
}

// TestSelectKnowsNoOtherNames: a slip in a selection is told, not passed over.
func TestSelectKnowsNoOtherNames(t *testing.T) {
	for name, s := range map[string]Selection{
		"enabled":  {Enable: []string{"detatched-waw"}},
		"only":     {Only: []string{"digit"}},
		"disabled": {Disable: []string{""}},
		"option":   {Options: map[string]string{"digit": "eastern"}},
		"value":    {Options: map[string]string{"digits": "easten"}},
	} {
		rules, err := Select(s)
		if unknown := new(UnknownError); !errors.As(err, &unknown) || slices.Contains(unknown.Known, unknown.Name) {
			t.Errorf("%s: %d rules and the error %v", name, len(rules), err)
		}
	}
}

// everyEngine calls f with the rules of every profile and with each rule by
// itself.
func everyEngine(t testing.TB, f func(name string, rules []*rule.Rule)) {
	for _, p := range Profiles {
		profile, err := ParseProfile(p)
		if err != nil {
			t.Fatal(err)
		}
		f(p, selected(t, Selection{Profile: profile}))
	}
	f("eastern", selected(t, Selection{Profile: Standard, Options: map[string]string{"digits": "eastern", "tanween": "before-alef", "quotes": "guillemets", "dates": "iso", "months": "levantine"}}))
	f("most", selected(t, Selection{Profile: Standard | Check, Enable: []string{"visual-order", "html-entities", "mojibake", "hamza-seat",
		"number-separators", "agency-decimal", "repeated-punctuation", "elongated-word", "letter-digit-space", "teh-marbuta-split", "strict-waw"}}))
	for _, r := range Rules() {
		f(r.Name, []*rule.Rule{r})
	}
}

// checkLaws holds all laws on a text of any number of lines.
func checkLaws(t *testing.T, name string, e *rule.Engine, text []byte) {
	t.Helper()
	checkMost(t, name, e, text, true)
}

// checkMost holds them with or without law 4, which takes long.
func checkMost(t *testing.T, name string, e *rule.Engine, text []byte, law4 bool) {
	t.Helper()
	defer func() {
		if t.Failed() {
			t.Log("the rules:", name)
		}
	}()
	ruletest.Laws(t, e, text)
	if law4 {
		ruletest.Equal(t, e, text)
	}
}

func TestLawsOnExamples(t *testing.T) {
	everyEngine(t, func(name string, rules []*rule.Rule) {
		e := compile(t, rules...)
		for _, text := range examples() {
			checkLaws(t, name, e, text)
			checkLaws(t, name, e, fmt.Appendf(nil, "\n%s\r\n\n%s", text, text))
		}
	})
}

// draw returns a selection by chance: a profile, options, and rules and groups
// put in and taken out.
func draw(random *rand.Rand) Selection {
	s := Selection{Profile: 1 << random.Intn(len(Profiles)), Options: map[string]string{}}
	for _, o := range Options() {
		if random.Intn(2) == 0 {
			s.Options[o.Name] = o.Values[random.Intn(len(o.Values))].Name
		}
	}
	names := append(ruleNames(), groupNames()...)
	for range random.Intn(6) {
		s.Enable = append(s.Enable, names[random.Intn(len(names))])
	}
	for range random.Intn(6) {
		s.Disable = append(s.Disable, names[random.Intn(len(names))])
	}
	return s
}

// TestLawsOnDrawnOptions holds the laws for options by chance. The fuzz targets
// draw more.
func TestLawsOnDrawnOptions(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 12 {
		s := draw(random)
		rules := selected(t, s)
		e := compile(t, rules...)
		for _, text := range examples() {
			checkLaws(t, fmt.Sprintf("%+v", s), e, text)
		}
	}
	// Folds and the names of months, which write what the others do not.
	for _, months := range []string{"egyptian", "levantine", "maghrebi", "dual"} {
		rules := selected(t, Selection{Profile: Search, Options: map[string]string{"months": months}})
		e := compile(t, rules...)
		for _, month := range []string{"ديسمبر", "كانون الاول", "كانون الأول", "أيلول", "أوت", "آب", "جويلية", "نيسان/أبريل"} {
			checkLaws(t, months, e, []byte("صدر في 1 "+month+" 1946"))
		}
	}
}

// examples returns texts that break rules: those of the catalogue, and some in
// which several meet.
func examples() (texts [][]byte) {
	for _, r := range Rules() {
		texts = append(texts, []byte(r.Bad), []byte(r.Good))
	}
	for _, text := range []string{
		"نوفمبر 10, 2023آخر  تحديث :https://x.com/?a=1,b و و قال( نعم ) .وقد ...",
		"صدر في 10th November, 2023م و March 3rd, 2019 يوم Friday, 8 June 2020 ونوفمبر ١٠, ٢٠٢٣ 5 نيسان/أبريل 2011",
		"من 3 إلى 7 مايو 2020 وتشرين الثاني 7، 2020GMT (25/12/2023) - 14 juillet 1789 7 آب 2001 أيار 3 ,2004-2005",
		"الأحد 26 شوال 1436هـ الموافق 20 أغسطس 2015م 10/11/23 و31 فبراير 2023, كانون الأول/ديسمبر 3 1998الساعة",
		"و\u00A0\u200F\u202Bكتـــاب\u202C \xff\xe2\x80 «نص » \"و التعليم\" ٣\u066C000ر5 ٪",
		"قال «نعم«.قدم عرض",
		"م \u0653",
		// What fuzzing has found.
		"فبراير \xcb0",
		"\rb",
		" \x84\xd9 \x89\xd97\x85ايو 2020 وتشرين الثاني 7، 2020GMT (25/12/2023) - 14 juillet 1789 7 آب 2001 أيار 3 ,2004-",
		"7\xd8 \r ",
		"„ÞØæ",
		"7\xd8\r\r",
		" \r\r\x1a",
	} {
		texts = append(texts, []byte(text))
	}
	return texts
}

// TestLawsOnLongLines holds the laws where rules look no further: in words,
// numbers and runs of marks longer than any text has.
func TestLawsOnLongLines(t *testing.T) {
	parts := []string{"ا", "ب", "و", "ة", "ى", "ی", "ک", "\u0640", "\u064E", "\u0651", "٣", "5", "٬", ".", ",", "،", "(", ")", "«", "»", "\"", " ",
		"@", "#", "_", "-", "/", "http://", "x.com", "ﻻ", "\u200C", "\u202B", "\u202C", "\u0654", "؟", "?", "%", "٪", ":", "&#1575;", "10 نوفمبر 2023"}
	random := rand.New(rand.NewSource(1))
	var lines [][]byte
	for range 6 {
		some := make([]string, 2+random.Intn(5))
		for i := range some {
			some[i] = parts[random.Intn(len(parts))]
		}
		var line []byte
		for len(line) < 4000 {
			n := 1
			if random.Intn(3) == 0 {
				n = random.Intn(600)
			}
			line = append(line, strings.Repeat(some[random.Intn(len(some))], n)...)
		}
		lines = append(lines, line)
	}
	everyEngine(t, func(name string, rules []*rule.Rule) {
		e := compile(t, rules...)
		for _, line := range lines {
			checkLaws(t, name, e, line)
		}
	})
}

// TestLawsOnText holds the laws on every line of a real text, for the profiles:
//
//	go test ./pkg/orthography -run LawsOnText -timeout 60m -args -text FILE
func TestLawsOnText(t *testing.T) {
	if *textFile == "" {
		t.Skip("no -text")
	}
	text, err := os.ReadFile(*textFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Profiles {
		t.Run(p, func(t *testing.T) {
			t.Parallel()
			profile, err := ParseProfile(p)
			if err != nil {
				t.Fatal(err)
			}
			rules := selected(t, Selection{Profile: profile})
			e := compile(t, rules...)
			for line := range bytes.SplitSeq(text, []byte("\n")) {
				checkLaws(t, p, e, line)
			}
		})
	}
}

// FuzzProtected holds law 10 where it is hard: on text with a run in it,
// whatever stands right beside it.
func FuzzProtected(f *testing.F) {
	runs := []string{"https://x.example/?a=1,b;c=2٣", "info٢@example.com", "@اسم_٢٠٢٣", "#وسـم_٢٠٢٣", "تقرير_٢٠.pdf", "a.example/ب،", "www.site.example"}
	for i, seed := range []struct {
		before, after string
		run           uint8
	}{
		{"قال و ", ", ثم  مضى", 0},
		{"( و ", " ) .وقد", 2},
		{"\u202B٢٠٪ ، ", " \u202C؟نعم", 3},
		{"قال و \n، ثم ", "\n( و", 2},
		{"قال ٥", "\u064E", 2},
		{"ا\u064E", "٥", 4},
		{"٥", "-٥ و", 6},
	} {
		f.Add(seed.before, seed.after, seed.run, uint16(i))
	}
	all := fuzzEngines()
	f.Fuzz(func(t *testing.T, before, after string, run uint8, pick uint16) {
		all.check(t, pick, stretch([]byte(before+runs[int(run)%len(runs)]+after)))
	})
}

func FuzzLaws(f *testing.F) {
	for i, text := range slices.Collect(slices.Chunk(examples(), 2)) {
		// Few engines, which take long to make, for many texts.
		f.Add(bytes.Join(text, []byte("\n")), uint16(i%usual))
	}
	all := fuzzEngines()
	f.Fuzz(func(t *testing.T, text []byte, pick uint16) {
		all.check(t, pick, stretch(text))
	})
}

// engines are those that the fuzz targets choose from: of every profile, of
// each rule by itself and of options by chance. Each is made when first chosen.
type engines []func() engine

// An engine has the name of its selection.
type engine struct {
	name string
	*rule.Engine
}

func fuzzEngines() engines {
	var all engines
	add := func(name string, rules []*rule.Rule, err error) {
		all = append(all, sync.OnceValue(func() engine {
			e, compileErr := rule.Compile(rules)
			if err := errors.Join(err, compileErr); err != nil {
				panic(fmt.Sprintf("%s: %v", name, err))
			}
			return engine{name, e}
		}))
	}
	for p := range Profiles {
		rules, err := Select(Selection{Profile: 1 << p})
		add(Profiles[p], rules, err)
	}
	random := rand.New(rand.NewSource(2))
	for range 100 {
		s := draw(random)
		rules, err := Select(s)
		add(fmt.Sprintf("%+v", s), rules, err)
	}
	for _, r := range Rules() {
		add(r.Name, []*rule.Rule{r}, nil)
	}
	return all
}

// usual is how many engines most inputs have: those of the profiles. One takes
// as long to make as many inputs take to check, so a short run makes few.
const usual = 4

// pick returns the engine that n chooses: of the usual ones, and one time in
// sixteen of all.
func (all engines) pick(n uint16) engine {
	i := int(n) % usual
	if n /= usual; n%16 == 15 {
		i = int(n/16) % len(all)
	}
	return all[i]()
}

// check holds the laws on text with the engine that n chooses, and law 4, which
// takes long, on one text in ten.
func (all engines) check(t *testing.T, n uint16, text []byte) {
	t.Helper()
	e := all.pick(n)
	checkMost(t, e.name, e.Engine, text, crc32.ChecksumIEEE(text)%10 == 0 && len(text) <= 600)
}

// TestFuzzPicksEveryEngine holds that each engine is chosen by some number.
func TestFuzzPicksEveryEngine(t *testing.T) {
	all := make(engines, len(fuzzEngines()))
	picked := make([]bool, len(all))
	for i := range all {
		all[i] = func() engine { picked[i] = true; return engine{} }
	}
	for n := range 1 << 16 {
		all.pick(uint16(n))
	}
	if i := slices.Index(picked, false); i >= 0 {
		t.Errorf("no number chooses engine %d of %d", i, len(all))
	}
}

// most is how long a text of the fuzz targets is, in bytes.
const most = 64 << 10

// stretch returns text or, of one text in sixteen, text with so much of the
// same within that what rules look ahead to, and what they keep, comes to its
// end. Few are longer than some KiB, since one takes the time of a hundred. A
// sum of the text chooses: the fuzzer changes one input many times in a row,
// and must not spend its time on one that is long.
func stretch(text []byte) []byte {
	text = text[:min(len(text), most)]
	shape := crc32.ChecksumIEEE(text)
	if shape%16 != 1 {
		return text
	}
	bits := func(n int) int {
		shape, n = shape/uint32(n), int(shape)%n
		return n
	}
	bits(16)
	units := []string{"ب", "كتاب ", " ", "\u064E", "5", "٥", ".", "a", "نص\n"}
	unit := units[bits(len(units))]
	// The farthest that Around, compose, dates, words, pairs of controls and
	// brackets look.
	bounds := []int{48, clusterMost, dateWindow, 1 << 10, pairMost}
	size := bounds[bits(len(bounds))] + bits(17) - 8
	switch bits(24) {
	case 0:
		size = 1<<14 + size%17
	case 1:
		size = most
	}
	at := len(text) * bits(5) / 4
	out := append([]byte(nil), text[:at]...)
	for size = min(size, most-len(text)); size >= len(unit); size -= len(unit) {
		out = append(out, unit...)
	}
	return append(out, text[at:]...)
}

// TestBracketsOfLongLines: a bracket without its partner is reported however
// long its line is, and one with it is not.
func TestBracketsOfLongLines(t *testing.T) {
	r, err := Lookup("unpaired-bracket")
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{100, 1 << 14, 1 << 17} {
		word := strings.Repeat("ب", size)
		for line, want := range map[string]int{"(" + word: 1, word + "[": 1, word + ")" + word: 1, "«" + word + "(" + word + ")»": 0, ")(" + word + "}": 3} {
			if found := compile(t, r).Runner().Findings([]byte(line)); len(found) != want {
				t.Errorf("%d letters: %d findings, want %d", size, len(found), want)
			}
		}
	}
}

// TestHasFarLetter: one such letter is enough, wherever the line has it.
func TestHasFarLetter(t *testing.T) {
	for line, want := range map[string]bool{
		"": false, "نص": false, "\u0671": false, "\u0640\u064E": false, "\xD9": false, "a\xD9": false,
		"\u0672": true, "ٹ": true, "aٹ": true, "ٹa": true, "ٹ نص": true, "پ": true, "ں": true, "ۀ": true,
	} {
		if got := hasFarLetter([]byte(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
