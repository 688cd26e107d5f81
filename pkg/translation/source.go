package translation

import (
	"path"
	"regexp"
	"strings"
)

// arabic are the codes of Arabic that names of files have.
var arabic = []string{"ar", "ara", "arz", "ary", "arq", "apc", "afb", "arb"}

// english are the codes of the language that is mostly translated, in the order in
// which files are looked for.
var english = []string{"en", "en-US", "en_US", "en-us", "en_us", "en-GB", "en_GB"}

// isTag reports whether tag, such as "ar-EG" or "ar_rEG", is of a language: one of
// Arabic if of is "ar", of any that has two or three letters if it is "".
func isTag(tag, of string) bool {
	code, region, more := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	code = strings.ToLower(code)
	if more && (len(region) < 2 || len(region) > 4 || !isLetters(region)) {
		return false
	}
	if of == "" {
		return (len(code) == 2 || len(code) == 3) && isLetters(code)
	}
	for _, a := range arabic {
		if code == a {
			return true
		}
	}
	return false
}

func isLetters(s string) bool {
	for _, c := range []byte(s) {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// A place is where an element of a path names Arabic.
type place struct{ before, after string }

// find returns where an element of a path names Arabic: as a whole, or after one of
// "-_." and before one of them or the end, as in values-ar, app_ar.arb, x.ar.yml,
// ar.lproj. dir says that the element is a directory.
func find(element string, dir bool) (place, bool) {
	suffix := ""
	stem := element
	if dir {
		if s, ok := strings.CutSuffix(element, ".lproj"); ok {
			stem, suffix = s, ".lproj"
		}
	} else {
		suffix = path.Ext(element)
		stem = strings.TrimSuffix(element, suffix)
	}
	if isTag(stem, "ar") {
		return place{"", suffix}, true
	}
	for i := 1; i < len(stem); i++ {
		if c := stem[i]; (c == '-' || c == '_' || c == '.') && isTag(strings.TrimPrefix(stem[i+1:], "+"), "ar") && (!dir || strings.HasPrefix(stem, "values")) {
			return place{stem[:i+1], suffix}, true
		}
	}
	if !dir {
		for i := 2; i < len(stem); i++ { // ar-app.json, ar.messages.json
			if c := stem[i]; (c == '-' || c == '_' || c == '.') && isTag(stem[:i], "ar") && !isTag(stem, "ar") {
				return place{"", stem[i:] + suffix}, true
			}
		}
	}
	return place{}, false
}

// Sources returns the names that the file may have which the file of that name
// translates, the likeliest first; none if the name does not say that it is in Arabic.
func Sources(name string) []string {
	elements := strings.Split(strings.ReplaceAll(name, "\\", "/"), "/")
	var at []int
	var places []place
	for i, e := range elements {
		if p, ok := find(e, i < len(elements)-1); ok && e != "." && e != ".." {
			at, places = append(at, i), append(places, p)
		}
	}
	if len(at) == 0 {
		return nil
	}
	var names []string
	// The last place alone names the language, or all do.
	choices := [][]int{{len(at) - 1}}
	if len(at) > 1 {
		choices = append([][]int{all(len(at))}, choices...)
		choices = append(choices, []int{0})
	}
	for _, choice := range choices {
		for _, code := range append(english, "") {
			changed := append([]string(nil), elements...)
			ok := true
			for _, c := range choice {
				e := places[c].with(code)
				ok = ok && e != ""
				changed[at[c]] = e
			}
			if ok {
				names = append(names, strings.Join(changed, "/"))
			}
		}
	}
	return names
}

func all(n int) (numbers []int) {
	for i := range n {
		numbers = append(numbers, i)
	}
	return numbers
}

// with returns the element for another language; code "" is for the file of no
// language, which is the source; "" is no such element.
func (p place) with(code string) string {
	switch {
	case code != "":
		return p.before + code + p.after
	case p.before == "" && p.after == ".lproj":
		return "Base.lproj"
	case p.before == "":
		return ""
	}
	return strings.TrimRight(p.before, "-_.") + p.after
}

// Language is what stands for the code of the language in a pattern of [SourcesBy].
const Language = "{lang}"

// SourcesBy does what [Sources] does for names that pattern describes: the path of the
// files of each language, with [Language] where the code is; * is any part of an
// element, and ** any elements. A pattern without [Language] is the path of the source.
// Paths have slashes.
func SourcesBy(pattern, name string) []string {
	if !strings.Contains(pattern, Language) {
		if name == pattern {
			return nil
		}
		return []string{pattern}
	}
	expr := regexp.QuoteMeta(pattern)
	for _, x := range [][2]string{
		{regexp.QuoteMeta(Language), `([A-Za-z]{2,3}(?:[-_]r?[A-Za-z0-9]{2,4})?)`},
		{`\*\*/`, `(?:.*/)?`}, {`\*\*`, `.*`}, {`\*`, `[^/]*`},
	} {
		expr = strings.ReplaceAll(expr, x[0], x[1])
	}
	re, err := regexp.Compile(`^` + expr + `$`)
	if err != nil {
		return nil
	}
	m := re.FindStringSubmatchIndex(name)
	if m == nil || !isTag(name[m[2]:m[3]], "ar") {
		return nil
	}
	var names []string
	for _, code := range english {
		var source strings.Builder
		at := 0
		for i := 2; i < len(m); i += 2 {
			source.WriteString(name[at:m[i]] + code)
			at = m[i+1]
		}
		names = append(names, source.String()+name[at:])
	}
	return names
}
