// Package translation puts the strings of a translation beside what they translate.
//
// Some files hold both: PO, Qt's ts and XLIFF. For others the source is a file of its
// own, mostly beside the translation, and found by its name: en.json beside ar.json,
// values/strings.xml beside values-ar/strings.xml. [Sources] returns the names it may
// have.
//
// [Pairs] returns the pairs, which the rules about translations of package
// orthography judge, by [rule.Engine.FindPair].
package translation

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
)

// A Pair is a string of a translation with its source.
type Pair struct {
	rule.Pair
	Unit int // index of the unit that is the translation
}

// Pairs returns the pairs of units, the strings of a translation, in order. sources are
// the strings of the file that they translate; they are not used for units that have
// their originals themselves. What has no source is in no pair, and neither is an
// empty string, unless it is the first of its plural forms.
func Pairs(units, sources []document.Unit) []Pair {
	if slices.ContainsFunc(units, func(u document.Unit) bool { return u.Original != "" }) {
		return bilingual(units)
	}
	if len(sources) == 0 {
		return nil
	}
	return siblings(units, sources)
}

// Bilingual reports whether a file of that format, which begins with head, holds what
// it translates.
func Bilingual(f *document.Format, head []byte) bool {
	if f == document.XML {
		head = head[:min(len(head), 4<<10)]
		return bytes.Contains(head, []byte("<TS")) || bytes.Contains(head, []byte("<xliff"))
	}
	return f == document.PO
}

// categories are the plural categories of Arabic, in the order of the forms of gettext
// and Qt.
var categories = []string{"zero", "one", "two", "few", "many", "other"}

// bilingual returns the pairs of units that have their originals.
func bilingual(units []document.Unit) []Pair {
	var pairs []Pair
	declared := false // it was said that the file has another number of forms
	for i := 0; i < len(units); i++ {
		end := i + 1
		for units[i].Form >= 0 && end < len(units) && units[end].Form > units[end-1].Form && units[end].Original == units[i].Original {
			end++
		}
		if units[i].Form < 0 {
			pairs = add(pairs, units, i, rule.Pair{Source: units[i].Original})
			continue
		}
		forms := units[i].Forms
		if forms == 0 {
			forms = end - i
		}
		group := units[i:end]
		if all := filled(group); len(all) == 0 {
			i = end - 1
			continue
		}
		for j := range group {
			u := &group[j]
			p := rule.Pair{Source: u.Original, Plural: u.Plural}
			if forms == len(categories) && u.Form < len(categories) {
				p.Form = categories[u.Form]
			}
			if p.Plural == "" { // Qt has one source for all forms
				p.Plural = p.Source
			}
			if j == 0 && forms == len(categories) {
				p.Forms = filled(group)
			} else if j == 0 && !declared {
				p.Declared, declared = forms, true
			}
			pairs = add(pairs, units, i+j, p)
		}
		i = end - 1
	}
	return pairs
}

// filled returns the categories of the forms that are not empty; of other numbers of
// forms than Arabic has, any.
func filled(group []document.Unit) (forms []string) {
	for _, u := range group {
		if len(bytes.TrimSpace(u.Bytes)) > 0 && u.Form < len(categories) {
			forms = append(forms, categories[u.Form])
		}
	}
	return forms
}

// add appends the pair of the unit i, completed, if it is one to judge.
func add(pairs []Pair, units []document.Unit, i int, p rule.Pair) []Pair {
	u := &units[i]
	if p.Source == "" || len(bytes.TrimSpace(u.Bytes)) == 0 && p.Forms == nil && p.Declared == 0 {
		return pairs
	}
	p.Target, p.Edges, p.Directives, p.Loose, p.Accelerators = u.Bytes, u.Edges, u.Directives, u.Loose, u.Accelerators
	return append(pairs, Pair{p, i})
}

// siblings returns the pairs of units with the units of another file that have their
// keys.
func siblings(units, sources []document.Unit) []Pair {
	root, sourceRoot := languageRoot(units), languageRoot(sources)
	byKey := map[string][]int{}
	for i := range sources {
		key := strings.TrimPrefix(sources[i].Key, sourceRoot)
		byKey[key] = append(byKey[key], i)
	}
	count := map[string]int{}
	for i := range units {
		count[strings.TrimPrefix(units[i].Key, root)]++
	}
	forms := map[string][]string{} // by the stem of an entry
	for i := range units {
		key := strings.TrimPrefix(units[i].Key, root)
		if stem, category := pluralOf(key, byKey); category != "" && len(bytes.TrimSpace(units[i].Bytes)) > 0 {
			forms[stem] = append(forms[stem], category)
		}
	}
	var pairs []Pair
	seen, told := map[string]int{}, map[string]bool{}
	for i := range units {
		key := strings.TrimPrefix(units[i].Key, root)
		of := byKey[key]
		n := seen[key]
		seen[key]++
		stem, category := pluralOf(key, byKey)
		switch {
		case category != "":
			other := byKey[stem+"other"]
			p := rule.Pair{Plural: string(sources[other[0]].Bytes), Form: category}
			if p.Source = p.Plural; len(of) > 0 {
				p.Source = string(sources[of[0]].Bytes)
			}
			if !told[stem] && len(forms[stem]) > 0 {
				told[stem], p.Forms = true, forms[stem]
			}
			pairs = add(pairs, units, i, p)
		case len(of) == count[key]:
			pairs = add(pairs, units, i, rule.Pair{Source: string(sources[of[n]].Bytes)})
		}
	}
	return pairs
}

// pluralOf returns what is before the category of a plural form at the end of key, and
// the category; "" where key is not of an entry with plural forms in the source.
func pluralOf(key string, sources map[string][]int) (stem, category string) {
	for _, c := range categories {
		stem, ok := strings.CutSuffix(key, c)
		if !ok || stem == "" || stem[len(stem)-1] != '.' && stem[len(stem)-1] != '_' {
			continue
		}
		if sources[stem+"other"] != nil && sources[stem+"one"] != nil {
			return stem, c
		}
	}
	return "", ""
}

// languageRoot returns the code of a language, with a full stop, that all keys begin
// with; "" for none.
func languageRoot(units []document.Unit) string {
	root := ""
	for i := range units {
		first, _, ok := strings.Cut(units[i].Key, ".")
		if !ok || root != "" && root != first || len(first) < 2 || len(first) > 5 || !isTag(first, "") {
			return ""
		}
		root = first
	}
	if root == "" {
		return ""
	}
	return root + "."
}
