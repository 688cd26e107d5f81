package conll

import (
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

func TestAppendColumn(t *testing.T) {
	const data = "قال\tO\r\nعلي\tB-PER\r\n\r\n\nفي O\nدبي O\n \nعاد\nفرح"
	for n, groups := range map[int]string{1: "[2] [2] [2] ", 2: "[2 2] [2] ", 64: "[2 2 2] "} {
		var got strings.Builder
		out := AppendColumn(nil, []byte(data), n, func(sentences [][]string) (tags [][]string) {
			if len(sentences) == 0 {
				return nil
			}
			var sizes []string
			for _, s := range sentences {
				var of []string
				for _, token := range s {
					of = append(of, "T-"+token)
				}
				tags = append(tags, of)
				sizes = append(sizes, strings.Repeat("2", len(s)-1))
			}
			got.WriteString("[" + strings.Join(sizes, " ") + "] ")
			return tags
		})
		const want = "قال\tO\tT-قال\r\nعلي\tB-PER\tT-علي\r\n\r\n\nفي O T-في\nدبي O T-دبي\n \nعاد\tT-عاد\nفرح\tT-فرح"
		if string(out) != want {
			t.Errorf("groups of %d:\n%q, want\n%q", n, out, want)
		}
		if got.String() != groups {
			t.Errorf("groups of %d: %s, want %s", n, got.String(), groups)
		}
	}
}

// A cutter gives the same groups however much it sees at once.
func FuzzCutter(f *testing.F) {
	f.Add("قال\nعلي\n\nفي\n \n\nدبي\n\n", 2, 3)
	f.Add("\n\n\na\n\r\nb", 1, 1)
	f.Fuzz(func(t *testing.T, s string, n, step int) {
		n, step = 1+n&3, 1+step&31
		cuts := func(step int) (all []int) {
			c := &Cutter{Sentences: n}
			for at, seen, end := 0, 0, 0; end < len(s); {
				end = min(len(s), end+step)
				if cut := c.Cut([]byte(s[at:end]), seen); cut > 0 {
					at, seen = at+cut, 0
					all = append(all, at)
					continue
				}
				seen = end - at
			}
			return all
		}
		whole, parts := cuts(len(s)+1), cuts(step)
		last := func(all []int) int {
			if len(all) == 0 {
				return 0
			}
			return all[len(all)-1]
		}
		if last(whole) != last(parts) {
			t.Fatalf("%q: cut at %v, and %v by %d bytes", s, whole, parts, step)
		}
		for _, at := range parts {
			if at < len(s) && s[at-1] != '\n' {
				t.Fatalf("%q: cut at %d", s, at)
			}
		}
	})
}

func TestWriter(t *testing.T) {
	text := "زار د. سليم الراشدي دبي.\nوعاد"
	name := func(word, typ string) Name {
		at := strings.Index(text, word)
		return Name{span.Span{Start: at, End: at + len(word)}, typ}
	}
	var w Writer
	got := w.Append(nil, []byte(text), []Name{name("سليم الراشدي", "PER"), name("دبي", "LOC")})
	const want = "زار\tO\nد.\tO\nسليم\tB-PER\nالراشدي\tI-PER\nدبي\tB-LOC\n.\tO\n\nوعاد\tO\n\n"
	if string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}
