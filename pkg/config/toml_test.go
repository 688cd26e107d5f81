package config

import (
	"os"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/report"
)

// TestQuoted: values are written as TOML reads them.
func TestQuoted(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, s := range []string{
		"newline\n::add-mask::x", "title\x1b]0;x\a", "override\u202Etxt", "tag\U000E0041", "bytes\xff\xd8", "tab\tx", `\u202E`, `\\u202E\`,
		"c1\u0085\u009bx", `"quoted\"`, "تقرير",
	} {
		s = strings.ToValidUTF8(s, "\uFFFD")
		if err := os.WriteFile("a.toml", []byte("[[ignore]]\ntext = "+quoted(s)+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		c, err := Read("a.toml")
		if err != nil || len(c.Ignore) != 1 || c.Ignore[0].Text != s {
			t.Errorf("%q is %s, which is read as %v (%v)", s, quoted(s), c, err)
		}
	}
}

// TestAppendTOML: what AppendTOML writes gives the same settings again.
func TestAppendTOML(t *testing.T) {
	tree(t, map[string]string{Name: `
enable = ["strict-waw"]
baseline = "known"
exclude = ["old/**"]
[options]
digits = "eastern"
[[files]]
glob = "law/**"
disable = ["latin-comma", "two-dots"]
[[ignore]]
path = "law/*.txt"
rule = "digits"
text = "سطر"
`, "known": "", "law/a.txt": "سطر"})
	show := func() []byte {
		finder, err := NewFinder(Options{Profile: "check", FailOn: "warning"})
		if err != nil {
			t.Fatal(err)
		}
		settings, err := finder.Of("law/a.txt")
		if err != nil {
			t.Fatal(err)
		}
		return settings.AppendTOML(nil, "law/a.txt", report.Style{})
	}
	once := show()
	for _, line := range []string{
		"# from .nass.toml\n", "profile = \"check\" # default\n", "disable = [\"latin-comma\", \"two-dots\"] # .nass.toml\n", "text = \"سطر\"\n",
	} {
		if !strings.Contains(string(once), line) {
			t.Errorf("no %q in\n%s", line, once)
		}
	}
	if err := os.WriteFile(Name, once, 0o666); err != nil {
		t.Fatal(err)
	}
	if twice := strings.ReplaceAll(string(show()), "# .nass.toml", "# default"); twice != strings.ReplaceAll(string(once), "# .nass.toml", "# default") {
		t.Errorf("got\n%s\nwant\n%s", twice, once)
	}
}
