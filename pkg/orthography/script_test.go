package orthography

import (
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/rule"
)

// TestScriptsAreExact: every letter and mark of a scheme, and text of them, comes
// back as it was.
func TestScriptsAreExact(t *testing.T) {
	for name, s := range map[string]*scheme{"buckwalter": buckwalter, "hsb": hsb} {
		different := len(slices.Compact(slices.Sorted(slices.Values(s.signs))))
		if len(s.letters) != len(s.signs) || different != len(s.signs) {
			t.Fatalf("%s: %d letters and %d signs, %d of them different", name, len(s.letters), len(s.signs), different)
		}
		to := compile(t, selected(t, Selection{Enable: []string{name}})...).Runner()
		from := compile(t, selected(t, Selection{Enable: []string{"from-" + name}})...).Runner()
		texts := []string{
			transliterated,
			"ا" + strings.Join(strings.Split(transliterated, ""), " "),
			"كـتـاب هـ (لـ«المجلة» بـ5 والـ24)، قال: نعم.ثم مضى؛ لماذا؟",
			"م\u064Eد\u0652ر\u064Eس\u064Eة\u064C. الر\u0651\u064Eح\u0652م\u064E\u0670ن، ٱلله \u06D6 \u06DD١ ٪٥ 12.5 \u200Fیک",
			"الوسم #كتاب_جديد و @اسم في السطر",
			"سطر\n\nآخر ء\r\nأ إ ؤ ئ ى ي ة\t-- [1] = 2 + 3!",
		}
		for _, r := range transliterated {
			texts = append(texts, "ب"+string(r), string(r)+"ب", "ب"+string(r)+"ب", "ب "+string(r)+" ب")
		}
		for _, text := range texts {
			latin := slices.Clone(to.Append(nil, []byte(text)))
			if back := string(from.Append(nil, latin)); back != text {
				t.Errorf("%s: %q becomes %q, and that %q", name, text, latin, back)
			}
		}
	}
}

// TestScriptsExcludeEachOther: the way there and the way back are no selection.
func TestScriptsExcludeEachOther(t *testing.T) {
	rules := selected(t, Selection{Enable: []string{"buckwalter", "from-hsb", "from-buckwalter"}})
	if !slices.EqualFunc(rules, []string{"from-buckwalter"}, func(r *rule.Rule, name string) bool { return r.Name == name }) {
		t.Errorf("%d rules: %v", len(rules), rules)
	}
}
