package document

import (
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestSource(t *testing.T) {
	for _, x := range []struct {
		name string
		pageTest
	}{
		{"a.go", pageTest{"// قال ، نعم\nvar a = \"و // س ،\" // و هنا\nvar b = `\n// و ،\n` /* سطر ،\n * و ثان\n */\nvar c = '\"' // و ذاك", "comment : قال ، نعم\ncomment : و هنا\ncomment : سطر ،⏎و ثان\ncomment : و ذاك\n",
			"// قال، نعم\nvar a = \"و // س ،\" // وهنا\nvar b = `\n// و ،\n` /* سطر،\n * وثان\n */\nvar c = '\"' // وذاك"}},
		{"a.py", pageTest{"#!/usr/bin/python\r\n# قال ،\r\ndef f():\r\n    \"\"\"و ،\r\n    # و ،\r\n    \"\"\"\r\n    x = '# و ،'  # و  هنا `س ،` {a} ،\r\n", "comment : قال ،\ncomment : و  هنا ￼ ￼ ،\n",
			"#!/usr/bin/python\r\n# قال،\r\ndef f():\r\n    \"\"\"و ،\r\n    # و ،\r\n    \"\"\"\r\n    x = '# و ،'  # و هنا `س ،` {a}،\r\n"}},
		{"A.TSX", pageTest{"const a = `و ${b ? `// س ،` : '// ع ،' /* و هنا */} // ف ،`; // و قال\nconst r = /[/*\"`]و ،/; // و  كذا\nconst u = x / y; // و ثم\n<a>https://م ،</a>", "comment : و هنا\ncomment : و قال\ncomment : و  كذا\ncomment : و ثم\n",
			"const a = `و ${b ? `// س ،` : '// ع ،' /* وهنا */} // ف ،`; // وقال\nconst r = /[/*\"`]و ،/; // و كذا\nconst u = x / y; // وثم\n<a>https://م ،</a>"}},
		{"a.js", pageTest{"// x = y ? \"نعم ، \" : \"لا\";\n// if (س ،) {\n/* a => و ، */\n/** وصف ،\n * @param {string} a و ، */", "comment : وصف ،⏎@param ￼ a و ،\n", "// x = y ? \"نعم ، \" : \"لا\";\n// if (س ،) {\n/* a => و ، */\n/** وصف،\n * @param {string} a و، */"}},
		{"a.rs", pageTest{"fn f<'a>(x: &'a str) {} /// و قال\nlet c = '\\''; // و هنا", "comment : و قال\ncomment : و هنا\n", "fn f<'a>(x: &'a str) {} /// وقال\nlet c = '\\''; // وهنا"}},
		{"a.sh", pageTest{"echo \"# و ،\n# و ،\" ${#a} $# # و هنا\ncat <<-'END'\n# و ،\n\tEND\n# و ثم\n", "comment : و هنا\ncomment : و ثم\n", "echo \"# و ،\n# و ،\" ${#a} $# # وهنا\ncat <<-'END'\n# و ،\n\tEND\n# وثم\n"}},
		{"a.php", pageTest{"<?php\n// و قال ?> // و ،\n", "comment : و قال\n", "<?php\n// وقال ?> // و ،\n"}},
		{"a.php", pageTest{"<p># و ،</p><?php // و ،\n", "", ""}},
		{"a.sql", pageTest{"-- و قال\nselect '-- و ،', \"/* و ،\" /* و هنا */ from t where x = $$ -- و ، $$;", "comment : و قال\ncomment : و هنا\n", "-- وقال\nselect '-- و ،', \"/* و ،\" /* وهنا */ from t where x = $$ -- و ، $$;"}},
		{"Makefile", pageTest{"# و قال\na: b # و ،\n\techo 'و ،'\n  # و هنا\n", "comment : و قال\ncomment : و هنا\n", "# وقال\na: b # و ،\n\techo 'و ،'\n  # وهنا\n"}},
		{"a.css", pageTest{"/* و قال */ a { content: \"/* و ، */\" } // و ،\n", "comment : و قال\n", "/* وقال */ a { content: \"/* و ، */\" } // و ،\n"}},
		{"a.xml", pageTest{"<a>و ،</a><!-- و قال -->", "comment : و قال\n", "<a>و ،</a><!-- وقال -->"}},
	} {
		x.run(t, Source.Named(x.name))
	}
}

func TestSourceNames(t *testing.T) {
	if Source.Named("a.xyz") != Source || JSON.Named("a.go") != JSON {
		t.Error("a format of its own")
	}
	for _, x := range []struct{ name, src, want string }{
		{"a.xyz", "// و", "line 1: not Source code: unknown language: the name of the file has no known end"},
		{"a.c", "\n/* و", "line 2: not Source code: /* has no end"},
		{"a.go", "a\nb `و", "line 2: not Source code: ` has no end"},
	} {
		if _, err := Source.Named(x.name).Read([]byte(x.src)); err == nil || err.Error() != x.want {
			t.Errorf("%s: %v, want %s", x.name, err, x.want)
		}
	}
}

// The programs of testdata, by their name.
func sourceFiles(t testing.TB) map[string]string {
	all := make(map[string]string)
	names, err := filepath.Glob("../../testdata/source/*")
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = string(data)
	}
	return all
}

// Code stays as it is, and go/parser reads the same without comments.
func TestSourceStructure(t *testing.T) {
	for name, src := range sourceFiles(t) {
		f := Source.Named(name)
		out, texts, err := rewrite(f, []byte(src), &Options{}, corpus.StreamOptions{})
		if strings.HasPrefix(name, "broken") {
			if err == nil {
				t.Errorf("%s: no error", name)
			}
			continue
		}
		if err != nil || len(texts) == 0 || string(out) == src {
			t.Errorf("%s: %d texts, %v", name, len(texts), err)
		}
		if strings.Contains(string(out), "خطأ") {
			t.Errorf("%s: %s", name, out)
		}
		if n := strings.Count(src, "كود ،"); strings.Count(string(out), "كود ،") != n {
			t.Errorf("%s: code changed: %s", name, out)
		}
		if i := strings.Index(string(out), "تعليق ،"); i >= 0 {
			t.Errorf("%s: %s", name, out[i:])
		}
		if strings.HasSuffix(name, ".go") && goCode(t, src) != goCode(t, string(out)) {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// goCode returns a program of Go without its comments.
func goCode(t *testing.T, src string) string {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := printer.Fprint(&out, fset, f); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// FuzzSource is FuzzFormats for each language.
func FuzzSource(f *testing.F) {
	for name, src := range sourceFiles(f) {
		f.Add(name, []byte(src))
		f.Add(name, []byte(strings.ReplaceAll(src, "\n", "\r\n")))
	}
	f.Fuzz(func(t *testing.T, name string, src []byte) {
		if format := Source.Named(name); format != Source && len(src) < 1<<16 {
			checkLaws(t, format, src, 1)
		}
	})
}
