package orthography

import (
	"errors"
	"testing"
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
