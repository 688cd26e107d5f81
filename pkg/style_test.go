package pkg_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocsBeginWithTheNameAndAVerb: the docs of what a package exports begin
// with its name, those of functions with a verb after it, and have no word of
// testdata/style/words.txt.
func TestDocsBeginWithTheNameAndAVerb(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(root, "testdata", "style", "words.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range strings.Lines(string(list)) {
		if word, _, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			words = append(words, word)
		}
	}
	banned := regexp.MustCompile(`(?i)\b(` + strings.Join(words, "|") + `)\b`)
	for _, s := range sources(t) {
		if s.test() || s.tool() || !strings.HasPrefix(s.path, "pkg/") {
			continue
		}
		for _, d := range exportedDocs(s.File) {
			name, text := d[0], strings.Join(strings.Fields(d[1]), " ")
			if fault := faultOfDoc(name, text); fault != "" {
				t.Errorf("%s: %s: %s: %.60q", s.path, name, fault, text)
			}
			if found := banned.FindString(text); found != "" {
				t.Errorf("%s: %s: words.txt has another word for %q", s.path, name, found)
			}
		}
	}
}

// exportedDocs returns the names and docs of the package, of exported types, and,
// with "()" after the name, of exported functions and methods.
func exportedDocs(file *ast.File) (docs [][2]string) {
	if file.Doc != nil {
		docs = append(docs, [2]string{"Package", file.Doc.Text()})
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d))) {
				docs = append(docs, [2]string{d.Name.Name + "()", d.Doc.Text()})
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if x, ok := spec.(*ast.TypeSpec); ok && x.Name.IsExported() {
					docs = append(docs, [2]string{x.Name.Name, d.Doc.Text() + x.Doc.Text()})
				}
			}
		}
	}
	return docs
}

var (
	nameAndVerb = regexp.MustCompile(`^(\w+) (\w+s)\b`)
	nameOnly    = regexp.MustCompile(`^(?:An? |The )?(\w+) `)
)

// faultOfDoc returns what is wrong with the doc of name, or "".
func faultOfDoc(name, doc string) string {
	if name, isFunc := strings.CutSuffix(name, "()"); isFunc {
		if m := nameAndVerb.FindStringSubmatch(doc); m == nil || m[1] != name || m[2] == "is" || m[2] == "tells" {
			return "must begin with the name and a verb such as returns"
		}
	} else if m := nameOnly.FindStringSubmatch(doc); m == nil || m[1] != name {
		return "must begin with the name"
	}
	return ""
}

func TestFaultOfDoc(t *testing.T) {
	for doc, name := range map[string]string{
		"By is the rules that made e.":           "By()",
		"Text tells the encoding of the file.":   "Text()",
		"String":                                 "String()",
		"":                                       "Error()",
		"Rules of a list, in order.":             "Runs",
		"Edits are the edits that make the text": "Edits()",
	} {
		if faultOfDoc(name, doc) == "" {
			t.Errorf("%s: %q is accepted", name, doc)
		}
	}
	for doc, name := range map[string]string{
		"By returns the rules that produced e.": "By()",
		"A Span is a range of bytes.":           "Span",
		"Options choose how text is split.":     "Options",
		"Package span defines ranges of bytes.": "Package",
	} {
		if fault := faultOfDoc(name, doc); fault != "" {
			t.Errorf("%s: %q: %s", name, doc, fault)
		}
	}
}
