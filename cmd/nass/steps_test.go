package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Steps are counted in a copy of the source that counts them: the go command
// builds the test again with an overlay, in which every function and every
// turn of a loop of this module adds one to a counter, and every append of a
// slice and search of package bytes and strings an eighth of the bytes that it
// passes.
//
// The counter does not see what the standard library and other modules do
// beside that (sorting, maps, UTF-8, Unicode normalization), nor copies and
// searches whose operand is itself a call. Memory is measured, too, so that a
// copy that grows is seen in any case.

// stepsSoFar is set by the file that the overlay adds.
var stepsSoFar func() uint64

const stepsSource = `// Package steps counts.
package steps

var N uint64

func Copied[T any](to T, n int) T { N += uint64(n / 8); return to }

func First(at, n int) int {
	if at < 0 {
		N += uint64(n / 8)
	} else {
		N += uint64(at / 8)
	}
	return at
}

func Last(at, n int) int { N += uint64((n - max(at, 0)) / 8); return at }

func All[T any](x T, n int) T { N += uint64(n / 8); return x }
`

const stepsHook = `package main

import "github.com/nass-ar/nass/internal/steps"

func init() { stepsSoFar = func() uint64 { return steps.N } }
`

// searches are the functions of bytes and strings that pass over their first
// argument, and what counts how much of it.
var searches = map[string]string{
	"IndexByte": "First", "Index": "First", "IndexAny": "First", "IndexFunc": "First", "IndexRune": "First",
	"LastIndexByte": "Last", "LastIndex": "Last", "LastIndexAny": "Last", "LastIndexFunc": "Last",
	"Count": "All", "Contains": "All", "ContainsAny": "All", "Clone": "All", "ToLower": "All",
}

// counting returns the source of a file with counters in it.
func counting(source []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	base := fset.File(file.Pos()).Base()
	type insertion struct {
		at   int
		text string
	}
	var all []insertion
	insert := func(at token.Pos, format string, args ...any) {
		all = append(all, insertion{int(at) - base, fmt.Sprintf(format, args...)})
	}
	text := func(n ast.Node) string { return string(source[int(n.Pos())-base : int(n.End())-base]) }
	body := func(b *ast.BlockStmt) {
		if b != nil {
			insert(b.Lbrace+1, "steps_.N++;")
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			body(n.Body)
		case *ast.FuncLit:
			body(n.Body)
		case *ast.ForStmt:
			body(n.Body)
		case *ast.RangeStmt:
			body(n.Body)
		case *ast.CallExpr:
			switch f := n.Fun.(type) {
			case *ast.Ident:
				if f.Name == "append" && n.Ellipsis.IsValid() && plain(n.Args[1]) {
					insert(n.Args[0].Pos(), "steps_.Copied(")
					insert(n.Args[0].End(), ", len(%s))", text(n.Args[1]))
				}
			case *ast.SelectorExpr:
				if x, ok := f.X.(*ast.Ident); ok && (x.Name == "bytes" || x.Name == "strings") && searches[f.Sel.Name] != "" && plain(n.Args[0]) {
					insert(n.Pos(), "steps_.%s(", searches[f.Sel.Name])
					insert(n.End(), ", len(%s))", text(n.Args[0]))
				}
			}
		}
		return true
	})
	if len(all) > 0 {
		insert(file.Name.End(), `; import steps_ "github.com/nass-ar/nass/internal/steps"`)
	}
	slices.SortStableFunc(all, func(a, b insertion) int { return a.at - b.at })
	var out []byte
	at := 0
	for _, x := range all {
		out = append(append(out, source[at:x.at]...), x.text...)
		at = x.at
	}
	return append(out, source[at:]...), nil
}

// plain reports whether an expression may be read twice: it calls nothing.
func plain(x ast.Expr) bool {
	ok := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, is := n.Fun.(*ast.Ident); !is || f.Name != "len" && f.Name != "min" && f.Name != "max" {
				ok = false
			}
		case *ast.FuncLit, *ast.CompositeLit, *ast.BasicLit:
			if lit, is := n.(*ast.BasicLit); !is || lit.Kind != token.INT {
				ok = false
			}
		}
		return ok
	})
	return ok
}

// countingTest runs the test of that name, or what -run names of it, in a build that
// counts its steps.
func countingTest(t *testing.T, name string) {
	only := "^" + name + "$"
	if f := flag.Lookup("test.run"); f != nil && strings.HasPrefix(f.Value.String(), name+"/") {
		only = f.Value.String()
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("the go command builds what counts the steps: %v", err)
	}
	dir := t.TempDir()
	list, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f",
		`{{if .Module}}{{if .Module.Main}}{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}}{{"\n"}}{{end}}{{end}}{{end}}`, ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	add := func(at string, source []byte) {
		name := filepath.Join(dir, fmt.Sprintf("%d.go", len(overlay.Replace)))
		if err := os.WriteFile(name, source, 0o666); err != nil {
			t.Fatal(err)
		}
		overlay.Replace[at] = name
	}
	for _, name := range strings.Fields(string(list)) {
		source, err := os.ReadFile(name)
		if err == nil {
			source, err = counting(source)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		add(name, source)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	add(filepath.Join(here, "../../internal/steps/steps.go"), []byte(stepsSource))
	add(filepath.Join(here, "hook_test.go"), []byte(stepsHook))
	data, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "-overlay", file, "-count=1", "-vet=off", "-v", "-timeout", "10m", "-run", only, ".")

	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
