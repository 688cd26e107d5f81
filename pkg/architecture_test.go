// Package pkg_test holds the plan of the house: which package may import
// which, and what no source file may hold.
package pkg_test

import (
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

const module = "github.com/nass-ar/nass"

// root is the top of the tree, seen from this folder.
const root = ".."

// A room is a package of the house and what it may import beside the standard
// library: rooms on the floors below it, and modules of others.
type room struct {
	below  []string
	others []string
}

// rooms are the packages under pkg. A folder inside one of them belongs to it.
// What is missing here may not exist: a new package is a new line.
var rooms = map[string]room{
	// Floor 0.
	"span":   {others: []string{"golang.org/x/sys/cpu"}},
	"arabic": {},
	"sketch": {},
	"change": {},
	// What a command line shows.
	"command": {others: []string{"github.com/spf13/cobra", "github.com/spf13/pflag"}},
	// Floor 1.
	"corpus": {
		below: []string{"span"},
		others: []string{
			"github.com/bmatcuk/doublestar/v4", "github.com/klauspost/compress", "github.com/ulikunitz/xz", "golang.org/x/sys/unix", "golang.org/x/text"}},
	"document": {
		below:  []string{"corpus", "arabic", "span"},
		others: []string{"github.com/klauspost/compress", "github.com/yuin/goldmark", "go.yaml.in/yaml/v3", "golang.org/x/net", "golang.org/x/sys/cpu"}},
	"folder":  {below: []string{"corpus"}},
	"lexicon": {below: []string{"arabic"}},
	"segment": {below: []string{"corpus", "lexicon", "arabic", "span"}, others: []string{"golang.org/x/sys/cpu"}},
	"clitic":  {below: []string{"arabic", "span"}},
	"numeral": {below: []string{"lexicon", "arabic", "span"}},
	"date":    {below: []string{"numeral", "lexicon", "arabic", "span"}},
	// Floor 2.
	"rule":        {below: []string{"segment", "arabic", "span"}, others: []string{"golang.org/x/sys/cpu"}},
	"signal":      {below: []string{"segment", "arabic", "span", "sketch"}},
	"suppress":    {below: []string{"rule", "document", "corpus", "span"}},
	"translation": {below: []string{"document", "rule", "span"}},
	"entity":      {below: []string{"segment", "clitic", "date", "lexicon", "arabic", "span"}},
	// Floor 3.
	"orthography": {
		below:  []string{"rule", "date", "numeral", "clitic", "lexicon", "arabic", "span"},
		others: []string{"golang.org/x/sys/cpu", "golang.org/x/text"}},
	"census": {below: []string{"orthography", "rule", "entity", "signal", "segment", "sketch", "corpus", "arabic", "span"}},
	"report": {below: []string{"census", "clitic", "suppress", "translation", "signal", "sketch", "document", "rule", "date", "entity", "segment", "corpus", "arabic", "span"}},
	// Floor 4.
	"config": {
		below:  []string{"orthography", "translation", "rule", "document", "corpus", "report", "arabic", "span"},
		others: []string{"github.com/bmatcuk/doublestar/v4", "github.com/pelletier/go-toml/v2"}},
	// What editors talk to.
	"lsp": {below: []string{"config", "orthography", "report", "suppress", "rule", "document", "corpus", "span"}},
	// One pass, every layer.
	"annotate": {below: []string{"report", "suppress", "orthography", "clitic", "rule", "date", "entity", "segment", "signal", "document", "corpus", "span"}},
}

// mayImport reports whether a file in folder, slashed and from the root, may
// import the package of that path.
func mayImport(folder, imported string) bool {
	if imported == "C" {
		return false
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	name, inside := strings.CutPrefix(folder, "pkg/")
	if !inside {
		return true // cmd and scripts
	}
	name, _, _ = strings.Cut(name, "/")
	r, known := rooms[name]
	if !known {
		return false
	}
	if own, ok := strings.CutPrefix(imported, module+"/pkg/"); ok {
		own, _, _ = strings.Cut(own, "/")
		return own == name || slices.Contains(r.below, own)
	}
	return slices.ContainsFunc(r.others, func(m string) bool {
		return imported == m || strings.HasPrefix(imported, m+"/")
	})
}

// A source is a Go file of the tree.
type source struct {
	path string // slashed, from the root
	text []byte
	*ast.File
	fset *token.FileSet
}

// tool reports whether the file is no part of a package: a generator.
func (s *source) tool() bool {
	for _, group := range s.Comments {
		for _, c := range group.List {
			if c.Pos() < s.Package && constraint.IsGoBuild(c.Text) && strings.Contains(c.Text, "ignore") {
				return true
			}
		}
	}
	return false
}

func (s *source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

func sources(t *testing.T) []*source {
	t.Helper()
	var out []*source
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		s := &source{path: name, fset: token.NewFileSet()}
		if s.text, err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return err
		}
		if s.File, err = parser.ParseFile(s.fset, name, s.text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatal("no Go files found")
	}
	return out
}

func TestImportsGoDownTheFloors(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || s.tool() {
			continue
		}
		for _, spec := range s.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !mayImport(path.Dir(s.path), imported) {
				t.Errorf("%s: %s must not import %s", s.fset.Position(spec.Pos()), path.Dir(s.path), imported)
			}
		}
	}
}

func TestMayImport(t *testing.T) {
	for _, c := range []struct {
		folder, imported string
		want             bool
	}{
		{"pkg/rule", "strings", true},
		{"pkg/rule", module + "/pkg/span", true},
		{"pkg/rule", module + "/pkg/orthography", false},
		{"pkg/rule", "golang.org/x/text/unicode/norm", false},
		{"pkg/entity/conll", module + "/pkg/entity", true},
		{"pkg/entity", module + "/pkg/rule", false},
		{"pkg/orthography", "golang.org/x/text/unicode/norm", true},
		{"pkg/orthography", "golang.org/x/textual", false},
		{"pkg/corpus", "C", false},
		{"pkg/novel", module + "/pkg/span", false},
		{"cmd/nass", module + "/pkg/report", true},
		{"cmd/nass", "github.com/spf13/cobra", true},
	} {
		if got := mayImport(c.folder, c.imported); got != c.want {
			t.Errorf("mayImport(%s, %s) = %t", c.folder, c.imported, got)
		}
	}
}

func TestRoomsAreNotBuiltInACircle(t *testing.T) {
	var visit func(name string, above []string)
	visit = func(name string, above []string) {
		if slices.Contains(above, name) {
			t.Fatalf("%s imports itself, through %v", name, above)
		}
		r, ok := rooms[name]
		if !ok {
			t.Errorf("%v may import %s, which is no room", above, name)
		}
		for _, b := range r.below {
			visit(b, append(slices.Clip(above), name))
		}
	}
	for name := range rooms {
		visit(name, nil)
	}
}

func TestPackagesAreNamedForWhatTheyHold(t *testing.T) {
	for _, s := range sources(t) {
		switch name := strings.TrimSuffix(s.Name.Name, "_test"); name {
		case "util", "utils", "common", "helper", "helpers", "types", "misc":
			t.Errorf("%s: a package named %s", s.path, name)
		}
	}
}

// Only the command exits, and nothing happens by being imported.
func TestNothingHappensBehindTheCaller(t *testing.T) {
	for _, s := range sources(t) {
		if s.tool() || s.test() || !strings.HasPrefix(s.path, "pkg/") {
			continue
		}
		ast.Inspect(s.File, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s: func init", s.fset.Position(n.Pos()))
				}
			case *ast.SelectorExpr:
				x, ok := n.X.(*ast.Ident)
				if ok && (x.Name == "os" && n.Sel.Name == "Exit" || x.Name == "log" && strings.HasPrefix(n.Sel.Name, "Fatal")) {
					t.Errorf("%s: %s.%s: only main exits", s.fset.Position(n.Pos()), x.Name, n.Sel.Name)
				}
			}
			return true
		})
	}
}

// A test that waits has a deadline: it runs processes with a context, and
// receives only in a select, so that what never comes fails one test with its
// name and not all of them with a timeout.
func TestWaitsHaveDeadlines(t *testing.T) {
	for _, s := range sources(t) {
		if !s.test() {
			continue
		}
		selected := map[ast.Node]bool{} // the receives that a select makes
		ast.Inspect(s.File, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CommClause:
				if n.Comm != nil {
					ast.Inspect(n.Comm, func(x ast.Node) bool { selected[x] = true; return true })
				}
			case *ast.UnaryExpr:
				if n.Op == token.ARROW && !selected[n] {
					t.Errorf("%s: a receive without a deadline", s.fset.Position(n.Pos()))
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "exec" && n.Sel.Name == "Command" {
					t.Errorf("%s: exec.Command waits for ever; use exec.CommandContext", s.fset.Position(n.Pos()))
				}
			}
			return true
		})
	}
}

// A source shows what it holds: combining marks that stand alone, controls of
// direction and other invisible characters are written as escapes.
func TestSourcesShowWhatTheyHold(t *testing.T) {
	for _, s := range sources(t) {
		if !utf8.Valid(s.text) {
			t.Errorf("%s: not UTF-8", s.path)
		}
		line, before := 1, '\n'
		for _, r := range string(s.text) {
			bare := arabic.IsMark(r) && !arabic.IsLetter(before) && !arabic.IsMark(before) && before != arabic.TatweelSign
			if bare || hidden(r) {
				t.Errorf("%s:%d: bare %U; write it as an escape", s.path, line, r)
			}
			if r == '\n' {
				line++
			}
			before = r
		}
	}
}

// hidden reports whether r is a character that nobody sees.
func hidden(r rune) bool {
	switch {
	case arabic.IsBidiControl(r), r >= '\u200B' && r <= '\u200F', r >= '\u2060' && r <= '\u2064':
		return true
	case r == '\u00A0', r == '\u00AD', r == '\u202F', r == '\uFEFF', r == '\uFFFD':
		return true
	}
	return r < ' ' && r != '\n' && r != '\t'
}
