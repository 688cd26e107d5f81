package document

import "testing"

func TestLanguage(t *testing.T) {
	for _, x := range []struct{ head, want string }{
		{"", ""},
		{"<!doctype html>\n<html class=\"x\" lang=\"fa-IR\" dir=rtl>", "fa-IR"},
		{"<p lang=\"fa\">نص</p>", ""},
		{"---\ntitle: صفحة\nlang: ckb\n---\nنص", "ckb"},
		{"\uFEFF---\r\nlanguage: 'ur'\r\n---\r\n", "ur"},
		{"نص\n---\nlang: fa\n", ""},
		{"---\ntitle: صفحة\n---\nlang: fa\n", ""},
		{"msgid \"\"\nmsgstr \"\"\n\"Language: ug\\n\"\n", "ug"},
		{"{\n  \"@@locale\": \"fa_AF\",", "fa_AF"},
		{"<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ps\">", "ps"},
		{"<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"sd\">", "sd"},
		{"<TS version=\"2.1\" language=\"ar\">", "ar"},
		{"<rss><channel><language>ar-sa</language>", "ar-sa"},
	} {
		if got := Language([]byte(x.head)); got != x.want {
			t.Errorf("%q declares %q, want %q", x.head, got, x.want)
		}
	}
}
