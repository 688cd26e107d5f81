package orthography

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// withFences returns the standard engine for texts with fenced blocks.
func withFences(t testing.TB) *rule.Engine {
	t.Helper()
	return compile(t, selected(t, Selection{Profile: Standard})...).Suppose(Nature{Language: Arabic, Fences: true}.Known()...)
}

func TestFences(t *testing.T) {
	e := withFences(t)
	for _, x := range []struct{ what, text string }{ // + is a line that changes
		{"prose", "+"},
		{"a block", "+```=\n```+"},
		{"a block of tildes", "+~~~=~~~+"},
		{"a language", "+```py=```+"},
		{"a language after blanks", "+~~~ py ` =~~~+"},
		{"a longer fence closes", "+```=`````+"},
		{"a shorter fence does not", "+````=```=````+"},
		{"nor one of other marks", "+```=~~~=```+"},
		{"nor one with a word", "+```=```py=```+"},
		{"nor one with a mark that shows nothing", "+```=```\u200F=```+"},
		{"blanks are beside it", "+ \t```=  ``` \t+"},
		{"a mark that shows nothing is before it", "+\u200F```=```+"},
		{"a byte order mark is before it", "\uFEFF```=```+"},
		{"a backtick after it", "+```a`+"},
		{"no fence within a line", "+نص ```+"},
		{"two marks", "``+~~+"},
		{"nobody closes it", "+```==="},
		{"it ends", "+```=="},
		{"two blocks", "+```=```+```=```+"},
	} {
		const bad, good = "قال , نعم", "قال، نعم"
		text := strings.NewReplacer("+", "\n"+bad+"\n", "=", "\n"+bad+" \n").Replace(x.text)
		want := strings.NewReplacer("+", "\n"+good+"\n", "=", "\n"+bad+" \n").Replace(x.text)
		for _, end := range []string{"\n", "\r\n"} {
			text, want := strings.ReplaceAll(text, "\n", end), strings.ReplaceAll(want, "\n", end)
			if got := string(e.Runner().Append(nil, []byte(text))); got != want {
				t.Errorf("%s: %q becomes %q", x.what, text, got)
			}
			if found := len(e.Runner().Findings([]byte(text))); (found > 0) != (text != want) {
				t.Errorf("%s: %d findings in %q", x.what, found, text)
			}
		}
	}
}

// TestCode: blocks of code are whole lines, and what is no block has no code.
func TestCode(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"نص\n```\nx\n```\nنص\n", "```\nx\n```\n"},
		{"```\nx\n```\n~~~ go\ny\n~~~", "```\nx\n```\n|~~~ go\ny\n~~~"},
		{"نص\n~~~\nنص\n~~~\nنص\n", ""},
		{"نص ```\nنص\n", ""},
		{"```\nx\n```\n```\ny\n", "```\nx\n```\n|```\ny\n"},
		{"```\n" + strings.Repeat("x\n", fenceMost), ""},
		{"نص\n", ""},
	} {
		var got []string
		for _, s := range Code(nil, []byte(x.text)) {
			got = append(got, x.text[s.Start:s.End])
		}
		if strings.Join(got, "|") != x.want {
			t.Errorf("%.40q: %q, want %q", x.text, got, x.want)
		}
	}
}

// TestNoFenceIsMade: an edit that would make a line a fence is not made.
func TestNoFenceIsMade(t *testing.T) {
	e := withFences(t)
	for _, line := range []string{"`\U000E0041``ا", "~~\u202A~\u202C ا", "ا `\u034F`\u034F`"} {
		text := []byte(line + "\nقال , نعم\n")
		want := line + "\nقال، نعم\n"
		if got := string(e.Runner().Append(nil, text)); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
		if found := e.Runner().Findings(text); len(found) == 0 || found[0].Line != 2 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

// TestFenceEnds: a block that nobody closes ends after fenceMost bytes, and so does one
// that is closed later.
func TestFenceEnds(t *testing.T) {
	e := withFences(t)
	const bad, good = "قال , نعم\n", "قال، نعم\n"
	most := (fenceMost - len("```\n")) / len(bad)
	text := "```\n" + strings.Repeat(bad, most+3)
	want := "```\n" + strings.Repeat(bad, most) + strings.Repeat(good, 3)
	if got := string(e.Runner().Append(nil, []byte(text))); got != want {
		t.Errorf("%d bytes stay, of at most %d", strings.Index(got, good), fenceMost)
	}
	long := "```" + strings.Repeat("x", fenceMost) + "\n"
	if got := string(e.Runner().Append(nil, []byte(long+bad))); got != long+good {
		t.Error("a line of more bytes is a fence")
	}
}

func TestHasFences(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "```": false, "نص\n```\nنص": false, "نص ```\n```\n": false, "```\n~~~\n": false,
		"~~~\nنص\n~~~\n": false, "~~~~~~~~\nقصيدة\n~~~~~~~~\nأخرى\n~~~~~~~~\n": false, // ornaments
		"```\nنص\n```": true, "```\n```\n": true, "نص\r\n~~~ py\r\nنص\r\n~~~\r\n": true, "~~~\nنص\n~~~\n```\n```\n": true,
	} {
		if got := (&Judge{Raw: true}).Of([]byte(text)).Fences; got != want {
			t.Errorf("%q: %v", text, got)
		}
		if (&Judge{}).Of([]byte(text)).Fences {
			t.Errorf("a page has fences: %q", text)
		}
	}
}

// fenceUnits are what random texts with fences are made of.
var fenceUnits = []string{
	"```\n", "```\n", "```\n", "~~~\n", "````\r\n", "``` py\n", "  ~~~~ a`\n", "```\u200F\n", "\uFEFF```\n", "`\u0640``\n", "`", "~", "قال , نعم\n", "قال , نعم", "قال , نعم\r\n", "\u200F", "\n", " ", "`\u034F``ا\n", "~~\u202A~\u202C ا\n", "ا", "و ", "\xff",
}

// fencedText draws a text.
func fencedText(random *rand.Rand) []byte {
	var text []byte
	for range 1 + random.IntN(20) {
		text = append(text, fenceUnits[random.IntN(len(fenceUnits))]...)
	}
	return text
}

// TestFencesInBlocks holds law 5: a text has the same normal form and the same findings
// in blocks of any size, by any number of workers.
func TestFencesInBlocks(t *testing.T) {
	e := withFences(t)
	random := rand.New(rand.NewPCG(1, 2))
	hold := func(text []byte, size int) {
		t.Helper()
		want := results(e, text)
		for _, workers := range []int{1, 3} {
			var got []byte
			how := corpus.StreamOptions{Workers: workers, BlockSize: size, Cut: Nature{Fences: true}.Cut()}
			tally := e.NewTally()
			err := corpus.StreamWorkers(bytes.NewReader(text), how, func() corpus.Worker[*rule.Tally] {
				r := e.Runner()
				return func(dst, text []byte, at span.Place) ([]byte, *rule.Tally) {
					return appendResults(dst, r, text, at.Line)
				}
			}, func(out []byte, next *rule.Tally) error {
				got = append(got, out...)
				tally.Merge(next)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if got = appendFindings(got, tally.Findings()); sorted(got) != sorted(want) {
				t.Fatalf("blocks of %d bytes: %.300q gives\n%.2000s\nwant\n%.2000s", size, text, got, want)
			}
		}
	}
	for range 1000 {
		hold(fencedText(random), 1+random.IntN(40))
	}
	line := strings.Repeat("قال , نعم ", 9) + "\n"
	for _, fences := range []string{"```\n", "~~~\n", "```py\n", "````\n```\n", ""} {
		for _, lines := range []int{fenceMost / len(line), 3, 1} {
			text := []byte(strings.Repeat(fences+strings.Repeat(line, lines), 3+3*fenceMost/len(line)/lines))
			for _, size := range []int{1 << 10, fenceMost, corpus.DefaultBlockSize} {
				hold(text, size)
			}
		}
	}
}

// results returns the normal form of text, and its findings.
func results(e *rule.Engine, text []byte) []byte {
	out, tally := appendResults(nil, e.Runner(), text, 1)
	return appendFindings(out, tally.Findings())
}

func appendResults(dst []byte, r *rule.Runner, text []byte, line int) ([]byte, *rule.Tally) {
	dst = r.Append(dst, text)
	tally := r.FindBlock(text, line, func(_ int, found []rule.Finding) { dst = appendFindings(dst, found) })
	return dst, tally
}

func appendFindings(dst []byte, found []rule.Finding) []byte {
	for _, f := range found {
		dst = fmt.Appendf(dst, "\n\x00%d %s %v %q\n", f.Line, f.Rule.Name, f.Span, f.New)
	}
	return dst
}

// sorted returns what appendResults made, first the forms and then the findings: each block
// has its own of both.
func sorted(results []byte) string {
	var form, found []byte
	for line := range bytes.SplitSeq(results, []byte("\n\x00")) {
		if form == nil {
			form = append([]byte{}, line...)
			continue
		}
		end := bytes.IndexByte(line, '\n') + 1
		found = append(found, line[:end]...)
		form = append(form, line[end:]...)
	}
	return string(form) + "\x00" + string(found)
}

// FuzzFences holds laws 1 to 3 on texts with fences.
func FuzzFences(f *testing.F) {
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 50 {
		f.Add(fencedText(random), uint16(i))
	}
	all := fuzzEngines()
	f.Fuzz(func(t *testing.T, text []byte, pick uint16) {
		if bytes.Contains(text, []byte("\r\r")) {
			return // law 2 does not hold where an edit removes what is after them
		}
		x := all.pick(pick)
		e := x.Suppose(Nature{Language: Arabic, Fences: true}.Known()...)
		r := e.Runner()
		got := r.Append(nil, text)
		if applied := span.Apply(nil, text, r.Edits(text)); !bytes.Equal(applied, got) {
			t.Fatalf("%s: law 1: the edits of %q produce %q, want %q", x.name, text, applied, got)
		}
		for _, e := range []*rule.Engine{e, e.Safe()} {
			once := e.Runner().Append(nil, text)
			if again := e.Runner().Append(nil, once); !bytes.Equal(again, once) {
				t.Fatalf("%s: law 2: not idempotent on %q\nonce  %q\ntwice %q", x.name, text, once, again)
			}
			for _, f := range e.Runner().Findings(once) {
				if f.Fix != rule.Manual {
					t.Fatalf("%s: law 3: %s still finds %q in %q (from %q)", x.name, f.Rule.Name, f.Found(), once, text)
				}
			}
		}
		fixed := e.Safe().Runner().Append(nil, text)
		for _, f := range r.Findings(fixed) {
			if f.Fix == rule.Safe {
				t.Fatalf("%s: law 3: %s is safe, and still finds %q in %q (from %q)", x.name, f.Rule.Name, f.Found(), fixed, text)
			}
		}
	})
}
