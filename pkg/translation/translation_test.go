package translation

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
)

// TestSources: a name has the source that its project has, and no other.
func TestSources(t *testing.T) {
	for name, want := range map[string]string{
		"ar.json":                           "en.json",
		"ar.yml":                            "en.yml",
		"locales/ar/x.json":                 "locales/en/x.json",
		"app/res/values-ar/strings.xml":     "app/res/values/strings.xml",
		"app/res/values-ar-rEG/strings.xml": "app/res/values/strings.xml",
		"app/res/values-b+ar/strings.xml":   "",
		"lib/l10n/app_ar.arb":               "lib/l10n/app_en.arb",
		"messages_ar.properties":            "messages.properties",
		"i18n/messages_ar_EG.properties":    "i18n/messages_en.properties",
		"App/ar.lproj/Localizable.strings":  "App/en.lproj/Localizable.strings",
		"App/Base/ar.lproj/x.strings":       "App/Base/Base.lproj/x.strings",
		"Resources.ar.resx":                 "Resources.resx",
		"config/locales/devise.ar.yml":      "config/locales/devise.en.yml",
		"_locales/ar/messages.json":         "_locales/en/messages.json",
		"locales/ar-SA/ar.json":             "locales/en/en.json",
		"ar/i18n/ar.json":                   "ar/i18n/en.json",
		"en.json":                           "",
		"values/strings.xml":                "",
		"star.json":                         "",
		"bar_car.json":                      "",
		"calendar/x.json":                   "",
		"my-ar-project/x.json":              "",
		"war/peace.yml":                     "",
		"locales/fa/x.json":                 "",
		"docs/ar.react.dev/x.json":          "",
	} {
		got := Sources(name)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestSourcesBy: a pattern says where the source is.
func TestSourcesBy(t *testing.T) {
	for _, x := range []struct{ pattern, name, want string }{
		{"i18n/{lang}/app.json", "i18n/ar/app.json", "i18n/en/app.json"},
		{"i18n/{lang}/app.json", "i18n/fa/app.json", ""},
		{"i18n/{lang}/app.json", "i18n/ar/other.json", ""},
		{"src/**/{lang}/*.json", "src/a/b/ar-EG/x.json", "src/a/b/en/x.json"},
		{"{lang}/{lang}.yml", "ar/ar.yml", "en/en.yml"},
		{"src/base.json", "out/ar.json", "src/base.json"},
		{"src/base.json", "src/base.json", ""},
	} {
		got := SourcesBy(x.pattern, x.name)
		if x.want == "" && len(got) > 0 || x.want != "" && (len(got) == 0 || got[0] != x.want) {
			t.Errorf("%s, %s: %q, want %q", x.pattern, x.name, got, x.want)
		}
	}
}

// pairsOf returns the pairs of a translation as a reader writes them.
func pairsOf(t *testing.T, f *document.Format, translation, source string) string {
	t.Helper()
	units, err := f.Units([]byte(translation))
	if err != nil {
		t.Fatal(err)
	}
	var sources []document.Unit
	if source != "" {
		if sources, err = f.Units([]byte(source)); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	for _, p := range Pairs(units, sources) {
		fmt.Fprintf(&out, "%s=%s", p.Source, p.Target)
		if p.Plural != "" {
			fmt.Fprintf(&out, " plural %s", p.Plural)
		}
		if p.Form != "" || p.Forms != nil || p.Declared > 0 {
			fmt.Fprintf(&out, " %s %v %d", p.Form, p.Forms, p.Declared)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestPairs: a string is beside what it translates, in every format, and beside
// nothing where that is not known.
func TestPairs(t *testing.T) {
	for _, tt := range []struct {
		name                      string
		format                    *document.Format
		translation, source, want string
	}{
		{"keys", document.JSON, `{"a": {"b": "ب", "c": ""}, "d": "د"}`, `{"a": {"b": "B", "c": "C"}}`, "B=ب\n"},
		{"arrays", document.JSON, `{"a": ["ا", "ب"], "b": ["ج"]}`, `{"a": ["A", "B"], "b": ["C", "D"]}`, "A=ا\nB=ب\n"},
		{"i18next", document.JSON, `{"n_one": "يوم", "n_many": "يوما", "n_other": "يوم"}`, `{"n_one": "day", "n_other": "days"}`,
			"day=يوم plural days one [one many other] 0\ndays=يوما plural days many [] 0\ndays=يوم plural days other [] 0\n"},
		{"no plural", document.JSON, `{"the_other": "الآخر"}`, `{"the_other": "the other"}`, "the other=الآخر\n"},
		{"Rails", document.YAML, "ar:\n  a: ' ا '\n", "en:\n  a: A\n", "A= ا \n"},
		{"no root", document.YAML, "ar:\n  a: ا\nb: ب\n", "en:\n  a: A\nb: B\n", "B=ب\n"},
		{"Android", document.XML, `<resources><string name="a">\'<b>ا</b>\n%1$s &amp; <xliff:g id="x">%2$s</xliff:g></string></resources>`,
			`<resources tools:locale="en"><string name="a">A</string></resources>`, "A='<b>ا</b>\n%1$s & <xliff:g id=\"x\">%2$s</xliff:g>\n"},
		{"CDATA", document.XML, `<resources><string name="a"><![CDATA[<p>ا</p>]]></string></resources>`, `<resources><string name="a"><![CDATA[<p>A</p>]]></string></resources>`, "<p>A</p>=<p>ا</p>\n"},
		{"properties", document.Properties, "a = \\u0627 {0}\nb=ب", "a=A {0}\nc=C", "A {0}=ا {0}\n"},
		{"strings", document.Strings, `"a" = "ا\n";`, `"a" = "A\n";`, "A\n=ا\n\n"},
		{"PO", document.PO, "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=6;\\n\"\n#, fuzzy\nmsgid \"O\"\nmsgstr \"ق\"\nmsgid \"A\"\nmsgstr \"ا\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"ا\"\nmsgstr[1] \"\"\n", "",
			"A=ا\na=ا plural as zero [zero] 0\n"},
		{"four forms", document.PO, "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=4;\\n\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"ا\"\nmsgstr[1] \"ب\"\nmsgid \"b\"\nmsgid_plural \"bs\"\nmsgstr[0] \"ا\"\n", "",
			"a=ا plural as  [] 4\na=ب plural as\nb=ا plural bs\n"},
		{"Qt", document.XML, `<TS language="ar"><context><message><source>A &amp;&lt; B</source><translation>&amp;ا</translation></message><message numerus="yes"><source>%n</source><translation><numerusform>ا</numerusform><numerusform></numerusform></translation></message></context></TS>`, "",
			"A &< B=&ا\n%n=ا plural %n  [] 2\n"},
		{"XLIFF", document.XML, `<xliff><file source-language="en" target-language="ar"><trans-unit id="1"><source>A <g id="1">b</g> <x id="2"/></source><target>ا <g id="1">ب</g></target></trans-unit></file></xliff>`, "",
			"A <g id=\"1\">b</g> <x id=\"2\"/>=ا <g id=\"1\">ب</g>\n"},
		{"not translated", document.XML, `<resources><string name="a" translatable="false">ا</string></resources>`, `<resources><string name="a">A</string></resources>`, ""},
	} {
		if got := pairsOf(t, tt.format, tt.translation, tt.source); got != tt.want {
			t.Errorf("%s:\ngot\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}
