package orthography

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/rule"
)

func TestLanguageFromPath(t *testing.T) {
	for path, want := range map[string]Language{
		"fa/index.md": "fa", "docs/ur/guide.md": "ur", "app/src/main/res/values-ur/strings.xml": "ur", "values-ur-rPK/strings.xml": "ur",
		"res/values-b+ckb/strings.xml": "ckb", "res/values-b+ms+Arab/strings.xml": "ms-Arab", "config/locales/ckb.yml": "ckb", "locales/ps.json": "ps",
		"messages_fa.properties": "fa", "messages_ur_PK.properties": "ur", "strings.ps.xml": "ps", "app_ug.arb": "ug", "README.fa.md": "fa",
		"README.fa-IR.md": "fa", "po/sd.po": "sd", "fa.lproj/Localizable.strings": "fa", "i18n/ks/app.json": "ks", "rails.ar.yml": "ar",
		"pages.fa/common/tar.md": "fa", "fa_IR/LC_MESSAGES/app.po": "fa", "locale/ur_PK/LC_MESSAGES/app.po": "ur", "app_ms_Arab.arb": "ms-Arab",
		"share/translations/keepassxc_ur.ts": "ur", "text.ku-Arab.md": "ckb", `C:\site\fa\index.html`: "fa",
		// A word, not a language.
		"ps/output.txt": "", "video_sd.json": "", "src/bal/main.go": "", "ur/notes.txt": "", "image-sd.png": "", "script.ps": "", "tools/ps.md": "",
		"README.md": "", "text.txt": "", "en/index.md": "", "ms/index.md": "", "messages_en.properties": "", "fa.go": "", "": "", "sd": "",
		"values-land/strings.xml": "", "values-v21/strings.xml": "", "values-sw600dp/dimens.xml": "",
		// The nearest name is meant.
		"locales/fa/ckb.json": "ckb", "fa/messages_ckb.properties": "ckb",
	} {
		if got := LanguageFromPath(path); got != want {
			t.Errorf("LanguageFromPath(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestParseLanguage(t *testing.T) {
	for tag, want := range map[string]Language{
		"fa": "fa", "FA-ir": "fa", "fas": "fa", "ur_PK": "ur", "ku": "ckb", "ku-Arab": "ckb", "ku-Arab-IQ": "ckb", "kmr-Arab": "kmr-Arab",
		"ms-Arab": "ms-Arab", "ms-arab-BN": "ms-Arab", "pa-Arab": "pnb", "ar-EG": "ar", "azb": "azb", "uig": "ug",
	} {
		if got, err := ParseLanguage(tag); err != nil || got != want {
			t.Errorf("ParseLanguage(%q) = %q, %v, want %q", tag, got, err, want)
		}
	}
	for _, tag := range []string{"", "en", "ms", "pa", "farsi", "-fa"} {
		var unknown *UnknownError
		if l, err := ParseLanguage(tag); !errors.As(err, &unknown) {
			t.Errorf("ParseLanguage(%q) = %q, %v, want an UnknownError", tag, l, err)
		}
	}
}

// The text of languages is to stay but for bytes: as a document, and as single
// lines of three words and more in all but one of 100.
func TestLanguages(t *testing.T) {
	rules, err := Select(Selection{Profile: Standard})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := rule.Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	lines, changed := 0, 0
	for _, l := range Languages()[1:] {
		text, err := os.ReadFile("../../testdata/languages/" + string(l) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if got := LanguageOf(text); got != l {
			t.Errorf("%s: LanguageOf = %q", l, got)
		}
		runner, ofText := engine.Runner(), engine.Suppose(rule.Known{Fact: foreign, Holds: true}).Runner()
		here := 0
		for line := range bytes.Lines(text) {
			line = bytes.TrimSpace(line)
			if out := ofText.Append(nil, line); words(out) != words(line) {
				t.Errorf("%s, of a document: %s became %s", l, line, out)
			}
			if len(bytes.Fields(line)) < 3 {
				continue
			}
			lines++
			if out := runner.Append(nil, line); words(out) != words(line) {
				changed++
				if here++; here > 1 {
					t.Errorf("%s: %s became %s", l, line, out)
				}
			}
		}
	}
	if 100*changed > lines {
		t.Errorf("%d of %d lines changed", changed, lines)
	}
}

// TestLanguageOfLabels: a label of a program has one word or two, which are no other
// language's because Persian has the word too.
func TestLanguageOfLabels(t *testing.T) {
	for _, label := range []string{"حذف", "حذف ملفات؟", "نسخه جديده", "خطا", "انت", "حفظ", "لا شئ", "مطابق", "صفحه", "فتح", "تأكيد الحذف", "دوران"} {
		if got := LanguageOf([]byte(label)); got != Arabic && got != "" {
			t.Errorf("%s: LanguageOf = %q", label, got)
		}
	}
	for label, want := range map[string]Language{"حذف شود": "fa", "خطا در بارگیری": "fa", "حذف کریں": "ur"} {
		if got := LanguageOf([]byte(label)); got != want {
			t.Errorf("%s: LanguageOf = %q, want %q", label, got, want)
		}
	}
}

// words are the letters, digits and spaces of text that rules of other groups than
// bytes could take for Arabic.
func words(text []byte) string {
	return strings.Map(func(r rune) rune {
		if wordy.Has(r) || digits.Has(r) || r == ' ' {
			return r
		}
		return -1
	}, string(text))
}
