package orthography

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
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

// Law 7: Bad becomes Good, Good stays; one finding on Bad, none on Good.
func TestRulesHoldTheirExamples(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.Name, func(t *testing.T) {
			e := compile(t, r)
			if r.Fix != rule.Manual {
				if got := string(e.Runner().Append(nil, []byte(r.Bad))); got != r.Good {
					t.Errorf("Bad becomes %q, want %q", got, r.Good)
				}
				if got := string(e.Runner().Append(nil, []byte(r.Good))); got != r.Good {
					t.Errorf("Good becomes %q", got)
				}
			}
			if got := e.Runner().Findings([]byte(r.Bad)); len(got) != 1 || got[0].Rule != r {
				t.Errorf("findings on Bad: %+v, want one", got)
			}
			if got := e.Runner().Findings([]byte(r.Good)); len(got) != 0 {
				t.Errorf("findings on Good: %+v, want none", got)
			}
		})
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
		if r.Fix == rule.Manual && r.In&^rule.Check != 0 {
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
		if len(found) != 1 || found[0].Found != want {
			t.Errorf("%q: %+v, want %q", line, found, want)
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
	f("eastern", selected(t, Selection{Profile: rule.Standard, Options: map[string]string{"digits": "eastern", "tanween": "before-alef", "quotes": "guillemets", "dates": "iso", "months": "levantine"}}))
	f("most", selected(t, Selection{Profile: rule.Standard | rule.Check, Enable: []string{"visual-order", "html-entities", "mojibake", "hamza-seat",
		"number-separators", "agency-decimal", "repeated-punctuation", "elongated-word", "letter-digit-space", "teh-marbuta-split", "strict-waw"}}))
	for _, r := range Rules() {
		f(r.Name, []*rule.Rule{r})
	}
}

// checkLaws holds the laws on a text of any number of lines.
func checkLaws(t *testing.T, name string, rules []*rule.Rule, e *rule.Engine, text []byte) {
	t.Helper()
	r := e.Runner()
	lines := bytes.Split(text, []byte("\n"))
	var normal [][]byte
	for _, line := range lines {
		normal = append(normal, rule.Reference(rules, line))
	}
	got := r.Append(nil, text)
	if want := bytes.Join(normal, []byte("\n")); !bytes.Equal(got, want) {
		t.Fatalf("%s: law 4: engine and reference differ on %q\n got %q\nwant %q", name, text, got, want)
	}
	if again := r.Append(nil, got); !bytes.Equal(again, got) {
		t.Fatalf("%s: law 2: not idempotent on %q\nonce  %q\ntwice %q", name, text, got, again)
	}
	edits := r.Edits(text)
	if applied := span.Apply(nil, text, edits); !bytes.Equal(applied, got) {
		t.Fatalf("%s: law 1: edits of %q make %q, want %q\n%v", name, text, applied, got, edits)
	}
	at := 0
	for _, line := range lines {
		for _, run := range segment.Runs(nil, line) {
			run.Start, run.End = run.Start+at, run.End+at
			for _, x := range edits {
				if x.Overlaps(run) {
					t.Fatalf("%s: law 10: %q is edited inside %q of %q", name, text[x.Start:x.End], text[run.Start:run.End], text)
				}
			}
		}
		at += len(line) + 1
	}
	for _, f := range r.Findings(got) {
		if f.Fix != rule.Manual {
			t.Fatalf("%s: law 3: %s still finds %q in %q (from %q)", name, f.Rule.Name, f.Found, got, text)
		}
	}
	// What --fix leaves holds nothing that it would still call safe.
	safe := e.Safe().Runner()
	fixed := safe.Append(nil, text)
	if again := safe.Append(nil, fixed); !bytes.Equal(again, fixed) {
		t.Fatalf("%s: the safe rules are not idempotent on %q\nonce  %q\ntwice %q", name, text, fixed, again)
	}
	for _, f := range r.Findings(fixed) {
		if f.Fix == rule.Safe {
			t.Fatalf("%s: %s is safe, and still finds %q in %q (from %q)", name, f.Rule.Name, f.Found, fixed, text)
		}
	}
	for _, f := range r.Findings(text) {
		if f.Line < 1 || f.Line > len(lines) || f.Start < 0 || f.Start > f.End || f.End > len(lines[f.Line-1]) {
			t.Fatalf("%s: finding %+v lies outside %q", name, f, text)
		}
	}
}

func TestLawsOnExamples(t *testing.T) {
	everyEngine(t, func(name string, rules []*rule.Rule) {
		e := compile(t, rules...)
		for _, text := range examples() {
			checkLaws(t, name, rules, e, text)
			checkLaws(t, name, rules, e, fmt.Appendf(nil, "\n%s\r\n\n%s", text, text))
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
			checkLaws(t, fmt.Sprintf("%+v", s), rules, e, text)
		}
	}
	// Folds and the names of months, which write what the others do not.
	for _, months := range []string{"egyptian", "levantine", "maghrebi", "dual"} {
		rules := selected(t, Selection{Profile: rule.Search, Options: map[string]string{"months": months}})
		e := compile(t, rules...)
		for _, month := range []string{"ديسمبر", "كانون الاول", "كانون الأول", "أيلول", "أوت", "آب", "جويلية", "نيسان/أبريل"} {
			checkLaws(t, months, rules, e, []byte("صدر في 1 "+month+" 1946"))
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
			checkLaws(t, name, rules, e, line)
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
				checkLaws(t, p, rules, e, line)
			}
		})
	}
}

// FuzzProtected holds law 10 where it is hard: on text with a run in it,
// whatever stands right beside it.
func FuzzProtected(f *testing.F) {
	runs := []string{"https://x.example/?a=1,b;c=2٣", "info٢@example.com", "@اسم_٢٠٢٣", "#وسـم_٢٠٢٣", "تقرير_٢٠.pdf", "a.example/ب،", "www.site.example"}
	f.Add("قال و ", ", ثم  مضى", uint8(0))
	f.Add("( و ", " ) .وقد", uint8(2))
	f.Add("\u202B٢٠٪ ، ", " \u202C؟نعم", uint8(3))
	f.Add("قال و \n، ثم ", "\n( و", uint8(2))
	f.Add("قال ٥", "\u064E", uint8(2))
	f.Add("ا\u064E", "٥", uint8(4))
	f.Add("٥", "-٥ و", uint8(6))
	var engines []engine
	everyEngine(f, func(name string, rules []*rule.Rule) {
		if len(rules) > 1 {
			engines = append(engines, engine{name, rules, compile(f, rules...)})
		}
	})
	f.Fuzz(func(t *testing.T, before, after string, n uint8) {
		if len(before)+len(after) > 600 {
			return
		}
		text := []byte(before + runs[int(n)%len(runs)] + after)
		for _, e := range engines {
			checkLaws(t, e.name, e.rules, e.Engine, text)
		}
	})
}

// An engine with the rules it was made of, for the reference.
type engine struct {
	name  string
	rules []*rule.Rule
	*rule.Engine
}

func FuzzLaws(f *testing.F) {
	for _, r := range Rules() {
		f.Add([]byte(r.Bad))
		f.Add([]byte(r.Good))
	}
	f.Add([]byte("نوفمبر 10, 2023آخر  تحديث :https://x.com/?a=1,b و و قال( نعم ) .وقد ..."))
	f.Add([]byte("صدر في 10th November, 2023م و March 3rd, 2019 يوم Friday, 8 June 2020 ونوفمبر ١٠, ٢٠٢٣ 5 نيسان/أبريل 2011"))
	f.Add([]byte("من 3 إلى 7 مايو 2020 وتشرين الثاني 7، 2020GMT (25/12/2023) - 14 juillet 1789 7 آب 2001 أيار 3 ,2004-2005"))
	f.Add([]byte("الأحد 26 شوال 1436هـ الموافق 20 أغسطس 2015م 10/11/23 و31 فبراير 2023, كانون الأول/ديسمبر 3 1998الساعة"))
	f.Add([]byte("و\u00A0\u200F\u202Bكتـــاب\u202C \xff\xe2\x80 «نص » \"و التعليم\" ٣\u066C000ر5 ٪"))
	var engines []engine
	everyEngine(f, func(name string, rules []*rule.Rule) {
		engines = append(engines, engine{name, rules, compile(f, rules...)})
	})
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 600 { // every engine sees it, the slow reference too
			return
		}
		for _, e := range engines {
			checkLaws(t, e.name, e.rules, e.Engine, text)
			checkBlock(t, e.name, e.Engine, text)
		}
	})
}

// checkBlock holds law 5: a block gives what its lines give; and that every
// edit has its rules.
func checkBlock(t *testing.T, name string, e *rule.Engine, text []byte) {
	t.Helper()
	r := e.Runner()
	var want, got []byte
	find := func(out, text []byte, line int) []byte {
		r.FindBlock(text, line, func(_ []byte, found []rule.Finding) {
			for _, f := range found {
				out = fmt.Appendf(out, "%d %s %v %q %q\n", f.Line, f.Rule.Name, f.Span, f.New, f.Message)
			}
		})
		return out
	}
	for i, line := range bytes.Split(text, []byte("\n")) {
		want = find(want, line, i+1)
	}
	if got = find(got, text, 1); !bytes.Equal(got, want) {
		t.Fatalf("%s: law 5: findings of the block %q\n%sof its lines\n%s", name, text, got, want)
	}
	r.EditBlock(text, func(_ int, _ []byte, edits []span.Edit) {
		for _, x := range edits {
			if len(r.By(x)) == 0 {
				t.Fatalf("%s: nobody made %+v in %q", name, x, text)
			}
		}
	})
}
