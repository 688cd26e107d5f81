package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A pageCase is a page, what is seen of its texts ("role key|text"), and the page
// after mend.
type pageCase struct {
	in    string
	texts []string
	out   string // "": as it was
}

func testPages(t *testing.T, f *Format, cases []pageCase) {
	t.Helper()
	for _, x := range cases {
		out, texts, err := rewrite(f, []byte(x.in), &Options{}, corpus.StreamOptions{Workers: 1})
		if err != nil {
			t.Errorf("%q: %v", x.in, err)
			continue
		}
		var got []string
		for _, x := range texts {
			got = append(got, x.Role.String()+" "+x.Key+"|"+string(x.Bytes))
		}
		if strings.Join(got, "\n") != strings.Join(x.texts, "\n") {
			t.Errorf("%q has\n%q, want\n%q", x.in, got, x.texts)
		}
		want := x.out
		if want == "" {
			want = x.in
		}
		if string(out) != want {
			t.Errorf("%q became\n%q, want\n%q", x.in, out, want)
		}
	}
}

// testBroken checks the messages of pages that cannot be read.
func testBroken(t *testing.T, f *Format, pages map[string]string) {
	t.Helper()
	for in, want := range pages {
		if name, ok := strings.CutPrefix(in, "file:"); ok {
			data, err := os.ReadFile(filepath.Join("../../testdata/documents", name))
			if err != nil {
				t.Fatal(err)
			}
			in = string(data)
		}
		if _, err := f.Read([]byte(in)); err == nil || err.Error() != want {
			t.Errorf("%.80q: error %v, want %q", in, err, want)
		}
	}
}

func TestPO(t *testing.T) {
	testPages(t, PO, []pageCase{
		{"msgid \"\"\nmsgstr \"عنوان ، الملف\"\n", nil, ""},
		{"msgid \"a\\\"b\"\nmsgstr \"و قال ، نعم\"\n", []string{`label a"b|و قال ، نعم`}, "msgid \"a\\\"b\"\nmsgstr \"وقال، نعم\"\n"},
		{"msgid \"\"\n\"x\"\nmsgstr \"\"\n\"و \"\n\"قال \\\"نعم\\\"\\n\"\n", []string{"label x|و قال \"نعم\""}, "msgid \"\"\n\"x\"\nmsgstr \"\"\n\"و\"\n\"قال \\\"نعم\\\"\\n\"\n"},
		{"msgid \"x\"\r\nmsgstr \"أ \"\r\n\"، ب \"\r\n", []string{"label x|أ ، ب"}, "msgid \"x\"\r\nmsgstr \"أ\"\r\n\"، ب \"\r\n"},
		{"msgid \"x\"\nmsgstr \"\"\n# c\n\" ”أ” ＼ ￤ب\"", []string{"label x|”أ” ＼ ￤ب"}, "msgid \"x\"\nmsgstr \"\"\n# c\n\" \\\"أ\\\" \\\\ \\nب\""},
		{"msgid \"n\"\nmsgid_plural \"ns\"\nmsgstr[0] \"و أ\"\nmsgstr[10] \"و ب\"\n", []string{"label n|و أ", "label n|و ب"}, "msgid \"n\"\nmsgid_plural \"ns\"\nmsgstr[0] \"وأ\"\nmsgstr[10] \"وب\"\n"},
		{"#, c-format\nmsgid \"x\"\nmsgstr \"و %d%% ، %s\"\n\nmsgid \"y\"\nmsgstr \"و %%\"\n", []string{"label x|و ￼% ، ￼", "label y|و ￼"}, "#, c-format\nmsgid \"x\"\nmsgstr \"و%d%%، %s\"\n\nmsgid \"y\"\nmsgstr \"و%%\"\n"},
		{"#~ msgid \"x\"\n#~ msgstr \"و أ\"\n#| msgid \"و \"\nmsgctxt \"و أ\"\nmsgid \"و ب\"\nmsgstr \"x\"\n", nil, ""},
		{"msgctxt \"c\"\nmsgid \"\"\nmsgstr \"و أ\"\n", []string{"label |و أ"}, "msgctxt \"c\"\nmsgid \"\"\nmsgstr \"وأ\"\n"},
		{`msgid "x" msgstr "\331\210 \330\247\e\330"`, []string{"label x|و ا￼￼"}, `msgid "x" msgstr "\331\210\330\247\e\330"`},
		{`msgid "x" msgstr "\331\210\331\261"`, []string{"label x|وٱ"}, `msgid "x" msgstr "\331\210\330\247"`},
		{`msgid "x" msgstr "وٱ\x41"`, []string{"label x|وٱA"}, `msgid "x" msgstr "وا\x41"`},
	})
	testBroken(t, PO, map[string]string{
		"file:broken.po":                    `line 17: not gettext PO: a string has no end`,
		"file:broken-order.po":              `line 2: not gettext PO: a keyword is expected, not "msgid \"Close\"\nmsgstr"`,
		"msgid \"x\"\nmsgstr\n":             `line 3: not gettext PO: a string is missing after msgstr`,
		"msgid \"x\"\nmsgstr[0 \"ا\"":       `line 2: not gettext PO: msgstr[ has no ]`,
		"msgid \"x\"\n":                     `line 2: not gettext PO: msgid has no msgstr`,
		"msgid \"x\\\nmsgstr \"ا\"\n":       `line 1: not gettext PO: a string has no end`,
		"\"x\"":                             `line 1: not gettext PO: a keyword is expected, not "\"x\""`,
		"msgid \"x\" msgstr \"و\" و":        `line 1: not gettext PO: a keyword is expected, not "و"`,
		"msgid \"x\"\nmsgstr \"و\"\nmsgstr": `line 3: not gettext PO: a string is missing after msgstr`,
	})
}
