package orthography

import (
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	const persian, arabic = "این کتاب در تهران چاپ شده است\n", "طبع هذا الكتاب في طهران\n"
	for _, x := range []struct {
		judge Judge
		text  string
		want  Nature
	}{
		{Judge{}, "", Nature{}},
		{Judge{}, persian, Nature{Language: "fa"}},
		{Judge{}, arabic, Nature{Language: Arabic}},
		{Judge{}, arabic + "کتاب\n", Nature{Language: Arabic}},
		{Judge{}, "طبع الکتاب فی طهران\n", Nature{Language: Arabic, Typed: true}},
		{Judge{Path: "res/values-fa/strings.xml"}, "سلام", Nature{Language: "fa"}},
		{Judge{Path: "res/values-fa/strings.xml"}, strings.Repeat(arabic, 20), Nature{Language: Arabic}},
		{Judge{Declared: "fa_IR"}, strings.Repeat(arabic, 20), Nature{Language: "fa"}},
		{Judge{Declared: "ar"}, persian, Nature{Language: "fa"}},
		{Judge{Declared: "en"}, arabic, Nature{Language: Arabic}},
		{Judge{}, "اسم,مدينة\nسالم,صور\nهند,نزوى\n", Nature{Language: Arabic, Cells: ','}},
		{Judge{}, "اسم;مدينة\r\nسالم;صور\r\n\r\nهند;\"صحار;عمان\"\r\n", Nature{Language: Arabic, Cells: ';'}},
		{Judge{}, "كتاب في المدرسة,صور\nالمدينة,نزوى\n", Nature{Language: Arabic}}, // two lines may be prose
		{Judge{}, "سالم,صور\nهند,نزوى\nنورة, عبري\n", Nature{Language: Arabic}},    // a blank
		{Judge{}, "سالم ,صور\nهند ,نزوى\nنورة ,عبري\n", Nature{Language: Arabic}},  // a blank
		{Judge{}, "سالم 1,5\nهند 2,5\nنورة 3,5\n", Nature{Language: Arabic}},       // numbers
		{Judge{}, strings.Repeat("سالم,صور\n", 8) + "قال الوزير\n", Nature{Language: Arabic}},
		{Judge{}, strings.Repeat("سالم,صور\n", 9) + "قال الوزير\n", Nature{Language: Arabic, Cells: ','}},
		{Judge{Raw: true}, "Una línea\n", Nature{Latin: true}},
		{Judge{Raw: true}, "Una línea\nب\n", Nature{}},
		{Judge{Raw: true}, strings.Repeat("x", HeadBytes), Nature{}}, // what follows is not known
		{Judge{}, "\\u0642\\u0627\\u0644", Nature{}},                 // a page may have escapes
		{Judge{Language: Arabic}, persian, Nature{Language: Arabic, Forced: true}},
		{Judge{Language: NoLanguage}, arabic, Nature{Language: NoLanguage, Forced: true}},
	} {
		if got := x.judge.Of([]byte(x.text)); got != x.want {
			t.Errorf("%+v of %.30q: %+v, want %+v", x.judge, x.text, got, x.want)
		}
	}
}

// What a text as a whole shows decides about lines that show nothing.
func TestNatureOfLines(t *testing.T) {
	e := compile(t, selected(t, Selection{Profile: Standard})...)
	const line = "قلم و دفتر , ٥\n"
	const latin = "\uFEFFUna línea\n  \n"
	if got := string(e.Suppose(Nature{Latin: true}.Known()...).Runner().Append(nil, []byte(latin))); got != latin {
		t.Errorf("a text without an Arabic letter becomes %q", got)
	}
	for _, x := range []struct {
		nature Nature
		want   string
	}{
		{Nature{}, "قلم ودفتر، 5\n"},
		{Nature{Language: "ur"}, line},
		{Nature{Language: NoLanguage, Forced: true}, line},
		{Nature{Language: Arabic, Forced: true}, "قلم ودفتر، 5\n"},
	} {
		if got := string(e.Suppose(x.nature.Known()...).Runner().Append(nil, []byte(line))); got != x.want {
			t.Errorf("%+v: %q, want %q", x.nature, got, x.want)
		}
	}
}

// A record is judged by itself.
func TestJudgeEach(t *testing.T) {
	e := compile(t, selected(t, Selection{Profile: Standard})...)
	r := new(Judge).Each(e).Runner()
	const persian = "این کتاب در تهران چاپ شده است\nقلم و دفتر"
	for _, x := range [][2]string{{"قلم و دفتر", "قلم ودفتر"}, {persian, persian}, {"قلم و دفتر", "قلم ودفتر"}} {
		if got := string(r.Append(nil, []byte(x[0]))); got != x[1] {
			t.Errorf("%q becomes %q, want %q", x[0], got, x[1])
		}
	}
}

func TestHasQuranSign(t *testing.T) {
	for line, want := range map[string]bool{
		"": false, "\u06D6": true, "ب\u06ED": true, "\u0671": true, "ر\xD9": false, "\xDB": false, "\xDB\xDB\x96": true, "\u06AE\u06D5": false, "یۓ\u06D6": true,
	} {
		if got := hasQuranSign([]byte(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

func TestScripture(t *testing.T) {
	for line, want := range map[string]bool{
		"": false,
		"\u0628\u0650\u0633\u06E1\u0645\u0650 \u0671\u0644\u0644\u0651\u064E\u0647\u0650": true,  // with a wasla alef and a Quran sukun
		"\u0628\u0650\u0633\u0652\u0645\u0650 \u0627\u0644\u0644\u0651\u064E\u0647\u0650": false, // vocalised only
		"قال الكاتب في مقاله: \u0671\u0644\u0644\u0651\u064E\u0647\u0650 أكبر":            false, // one word of it
	} {
		if got := isScripture([]byte(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
