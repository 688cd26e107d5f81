package orthography

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// translationRules are about strings of translations, beside what they translate.
func translationRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "placeholder-mangled",
			Title: "mangled placeholder",
			Doc: `A placeholder of the source, such as %1, %1$s or {0}, is in the translation as typing from right to left
leaves it: ٪1, 1%, %١, % s, { 0 }. The program does not recognize it, and users see it. Only what the source proves is
fixed: a placeholder is missing, and exactly as often something is there that differs from it by the sign, the digits,
spaces, direction marks or the order. Translated names in braces, {الاسم} for {name}, are fixed if there is only one.
Source: the documentation of printf, Qt (QString::arg), java.text.MessageFormat and ICU.`,
			Group: Translation, Level: rule.Error, Fix: rule.Safe, In: Check,
			Of:   "%1 of %2 files",
			Bad:  "%1 من ٪2 ملفات",
			Good: "%1 من %2 ملفات",
			Pair: func(p *rule.Pair) []rule.Match {
				if p.Form != "" && len(p.Target) == 0 || isICU(p.Source) || isICU(string(p.Target)) {
					return nil
				}
				return repairs(p)
			},
		},
		{
			Name:  "placeholder-missing",
			Title: "placeholder that differs from the source",
			Doc: `A placeholder of the source is missing in the translation, or the translation has one that the source does
not have, or unnumbered ones are in another order: the value is not shown, or the program stops. The forms for zero, one
and two may omit the number (ملفان), and numbers may be added to change the order: %2$s من %1$s. A mangled
placeholder is reported as placeholder-mangled. Source: the manual of GNU gettext (msgfmt --check-format), and the
checks of Android lint (StringFormatMatches).`,
			Group: Translation, Level: rule.Error, In: Check,
			Of:   "Delete {name}?",
			Bad:  "أتريد الحذف؟",
			Good: "أتريد حذف {name}؟",
			Pair: missingPlaceholders,
		},
		{
			Name:  "plural-forms",
			Title: "missing plural form",
			Doc: `Arabic has six plural forms: zero, one, two, few (3 to 10), many (11 to 99) and other (100, 1000). An entry
without one of them shows the form for another number, such as 5 كتابا, or nothing. In ICU messages =0, =1 and =2 count
as zero, one and two. Source: Unicode CLDR, Language Plural Rules.`,
			Group: Translation, Level: rule.Warning, In: Check,
			Of:   "{n, plural, one {# book} other {# books}}",
			Bad:  "{n, plural, one {كتاب} other {# كتاب}}",
			Good: "{n, plural, zero {لا كتب} one {كتاب} two {كتابان} few {# كتب} many {# كتابا} other {# كتاب}}",
			Pair: missingForms,
		},
	}
}

// missingPlaceholders finds the placeholders that differ from the source, and are not
// mangled.
func missingPlaceholders(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	if strings.TrimSpace(target) == "" || target == p.Source {
		return nil
	}
	if isICU(p.Source) || isICU(target) {
		return missingArguments(p, target)
	}
	set := comparePlaceholders(p, target)
	repaired := repairs(p)
	for _, m := range repaired {
		i := slices.IndexFunc(set.missing, func(x placeholder) bool { return x.text == m.New })
		set.missing = slices.Delete(set.missing, i, i+1)
		set.extra = slices.DeleteFunc(set.extra, func(x placeholder) bool { return x.Overlaps(m.Span) })
	}
	// A program gives %{name} of Ruby to all strings of a kind.
	set.extra = slices.DeleteFunc(set.extra, func(x placeholder) bool { return strings.HasPrefix(x.text, "%{") })
	if len(set.extra) == 0 && (p.Form == "zero" || len(set.missing) == 1 && mayOmit(p)) {
		return nil
	}
	var out []rule.Match
	for _, x := range once(set.missing) {
		out = append(out, wholeString(p, "placeholder "+x.text+" is missing"))
	}
	for _, x := range once(set.extra) {
		out = append(out, rule.Match{Span: x.Span, Message: "placeholder " + x.text + " is not in the source"})
	}
	if set.order {
		out = append(out, wholeString(p, "placeholders in another order than in the source"))
	}
	return out
}

// once returns the first of the placeholders of each text: the others need the same fix.
func once(all []placeholder) (firsts []placeholder) {
	seen := map[string]bool{}
	for _, x := range all {
		if !seen[x.text] {
			seen[x.text] = true
			firsts = append(firsts, x)
		}
	}
	return firsts
}

// mayOmit reports whether the translation is for a number that words say.
func mayOmit(p *rule.Pair) bool {
	switch p.Form {
	case "zero", "one", "two":
		return true
	case "":
		return p.Plural != ""
	}
	return false
}

// missingArguments finds the arguments of a message of ICU that the translation does
// not have.
func missingArguments(p *rule.Pair, target string) (out []rule.Match) {
	source, ok := parseICU(p.Source)
	if !ok {
		return nil
	}
	m, ok := parseICU(target)
	if !ok {
		return []rule.Match{wholeString(p, "the message is not well-formed")}
	}
	for _, arg := range source.args {
		if !slices.Contains(m.args, arg) {
			out = append(out, wholeString(p, "placeholder {"+arg+"} is missing"))
		}
	}
	for _, arg := range m.args {
		if !slices.Contains(source.args, arg) {
			out = append(out, wholeString(p, "placeholder {"+arg+"} is not in the source"))
		}
	}
	return out
}

// pluralCategories are those of Arabic.
var pluralCategories = []string{"zero", "one", "two", "few", "many", "other"}

// missingForms finds the plural forms that an entry does not have.
func missingForms(p *rule.Pair) (out []rule.Match) {
	if p.Declared > 0 && p.Declared != len(pluralCategories) {
		return []rule.Match{wholeString(p, strconv.Itoa(p.Declared)+" plural forms instead of 6")}
	}
	if len(p.Forms) > 0 {
		return lackedForms(p, p.Forms, out)
	}
	target := string(p.Target)
	if !isICU(target) {
		return nil
	}
	m, ok := parseICU(target)
	if !ok {
		return nil
	}
	for _, forms := range m.plurals {
		out = lackedForms(p, forms, out)
	}
	return out
}

// lackedForms appends a match if forms are not all that Arabic has.
func lackedForms(p *rule.Pair, forms []string, out []rule.Match) []rule.Match {
	var lacked []string
	for i, c := range pluralCategories {
		if !slices.Contains(forms, c) && (i > 2 || !slices.Contains(forms, "="+strconv.Itoa(i))) {
			lacked = append(lacked, c)
		}
	}
	if lacked == nil {
		return out
	}
	return append(out, wholeString(p, "missing plural forms: "+strings.Join(lacked, ", ")))
}
