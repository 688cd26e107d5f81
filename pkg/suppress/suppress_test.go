package suppress_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

func engineOf(t testing.TB, names ...string) *rule.Engine {
	t.Helper()
	e, err := orthography.Selection{Only: names}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func pageOf(t testing.TB, text string) *document.Block {
	t.Helper()
	b, err := document.Markdown.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestParse(t *testing.T) {
	for _, x := range []struct {
		comment string
		action  suppress.Action
		names   string
	}{
		{"nass: ignore", suppress.Ignore, ""},
		{"nass:ignore two-dots", suppress.Ignore, "two-dots"},
		{"nass: ignore-next-line two-dots, digits", suppress.IgnoreNextLine, "two-dots digits"},
		{"nass: off two-dots,digits space-run", suppress.Off, "two-dots digits space-run"},
		{"nass:\ton\n  two-dots", suppress.On, "two-dots"},
		{"nass: ignore-file digits (as in the source, p. 3)", suppress.IgnoreFile, "digits"},
		{"nass: ignore two-dots -- as quoted", suppress.Ignore, "two-dots -- as quoted"},
		{"nass: Off", suppress.Unknown, ""},
		{"nass: \xFF", suppress.Unknown, "none"},
		{"nass: نص", suppress.Unknown, "none"},
		{"nass:", suppress.Unknown, "none"},
		{" nass: ignore", suppress.Unknown, "none"},
		{"nas: ignore", suppress.Unknown, "none"},
	} {
		d, ok := suppress.Parse([]byte(x.comment))
		var names []string
		for _, s := range d.Names {
			names = append(names, x.comment[s.Start:s.End])
		}
		if got := strings.Join(names, " "); ok != (x.names != "none") || ok && (d.Action != x.action || got != x.names) {
			t.Errorf("%q: %v %q %v, want %v %q", x.comment, d.Action, got, ok, x.action, x.names)
		}
	}
}

// TestRunnerActsWithoutTheRule: the others act as if it were not there, also those that
// would act only after it.
func TestRunnerActsWithoutTheRule(t *testing.T) {
	e := engineOf(t, "space-run", "space-before-mark", "detached-waw")
	for _, x := range []struct{ page, want string }{
		{"و  قال ، نعم\n", "وقال، نعم\n"},
		{"نص  ثان ، نعم <!-- nass: ignore space-run -->\n", "نص  ثان، نعم <!-- nass: ignore space-run -->\n"},
		{"و  قال ، نعم <!-- nass: ignore detached-waw -->\n", "و قال، نعم <!-- nass: ignore detached-waw -->\n"},
		{"و  قال ، نعم <!-- nass: ignore digits -->\n", "وقال، نعم <!-- nass: ignore digits -->\n"},
		{"<!-- nass: ignore-next-line -->\nو  قال\nو  قال\n", "<!-- nass: ignore-next-line -->\nو  قال\nوقال\n"},
	} {
		b := pageOf(t, x.page)
		r := suppress.NewRunner(e)
		r.Begin(b)
		edits, _ := b.Edits(nil, r.Edits)
		if got := string(span.Apply(nil, b.Data, edits)); got != x.want {
			t.Errorf("%q becomes %q, want %q", x.page, got, x.want)
		}
	}
}

// TestFindsWithoutTheRule: the others find what they find if it is not there, in the
// words of the text, whether it makes edits or only reports.
func TestFindsWithoutTheRule(t *testing.T) {
	const text = "و  قال ، نعم .."
	find := func(page string, names ...string) (all []string) {
		b := pageOf(t, page)
		r := suppress.NewRunner(engineOf(t, names...))
		r.Begin(b)
		r.Find(&b.Texts[0], func(start int, findings []rule.Finding) {
			for _, f := range findings {
				all = append(all, fmt.Sprintf("%s %d %d %q %q", f.Rule.Name, start+f.Start, start+f.End, f.Found(), f.New))
			}
		})
		return all
	}
	names := []string{"space-run", "space-before-mark", "detached-waw", "two-dots"}
	for i, name := range names {
		got := find(text+" <!-- nass: ignore "+name+" -->\n", names...)
		want := find(text+"\n", slices.Delete(slices.Clone(names), i, i+1)...)
		if !slices.Equal(got, want) {
			t.Errorf("without %s: %q, want %q", name, got, want)
		}
	}
}

// TestManyDirectives: texts choose which rules are suppressed, but not how much memory
// or time that takes.
func TestManyDirectives(t *testing.T) {
	names := []string{"space-run", "space-before-mark", "detached-waw", "two-dots", "latin-comma", "percent-space", "space-after-mark", "bracket-space"}
	e := engineOf(t, names...)
	var page strings.Builder
	for set := range 1 << len(names) {
		page.WriteString("و قال  نعم .. <!-- nass: ignore none")
		for i, name := range names {
			if set>>i&1 > 0 {
				page.WriteString(", " + name)
			}
		}
		page.WriteString(" -->\n\n")
	}
	for range 2000 {
		page.WriteString("<!-- nass: off space-run, none -->\n\nو قال  نعم\n\n")
	}
	b := pageOf(t, page.String())
	r := suppress.NewRunner(e)
	r.Begin(b)
	got := map[string]int{}
	suppressed := 0
	for i := range b.Texts {
		suppressed += r.Find(&b.Texts[i], func(_ int, findings []rule.Finding) {
			for _, f := range findings {
				got[f.Rule.Name]++
			}
		})
	}
	// The waw that a space follows is detached whether two spaces are there or not.
	if got["space-run"] != 128 || got["two-dots"] != 128 || got["detached-waw"] != 2128 || suppressed != 4*128+2000 {
		t.Errorf("found %v, and %d are suppressed", got, suppressed)
	}
}

func ExampleRunner() {
	page, err := document.HTML.Read([]byte("<!-- nass: ignore-file space-run, digits -->\n<p>و قال  نعم</p>\n"))
	if err != nil {
		panic(err)
	}
	engine, err := orthography.Selection{Profile: orthography.Check}.Compile()
	if err != nil {
		panic(err)
	}
	r := suppress.NewRunner(engine)
	r.Begin(page)
	for i := range page.Texts {
		n := r.Find(&page.Texts[i], func(_ int, findings []rule.Finding) {
			for _, f := range findings {
				fmt.Printf("%s: %s\n", f.Rule.Name, f.Found())
			}
		})
		fmt.Println(n, "suppressed")
	}
	for _, x := range r.Idle(func(string) string { return "" }) {
		fmt.Println(x.Why)
	}
	// Output:
	// detached-waw: و قال
	// 1 suppressed
	// no finding of digits to suppress
}
