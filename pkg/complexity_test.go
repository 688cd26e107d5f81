package pkg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"testing"
)

// maxComplexity is the greatest cyclomatic complexity of a function: 1, and 1 for
// each if, for, case, && and ||. Above it, a reader loses the thread. A function that
// is the value of a field, such as that of a rule, is read, and counted, by itself.
const maxComplexity = 29

// complexFunctions are the functions above maxComplexity, with their complexity.
// A number may only become smaller, and no function may be added.
var complexFunctions = map[string]int{
	"pkg/date.parser.amount":       45,
	"pkg/date.parser.clockNode":    59,
	"pkg/date.parser.dayMonth":     46,
	"pkg/date.parser.distantDay":   36,
	"pkg/date.parser.join":         79,
	"pkg/date.parser.monthIn":      32,
	"pkg/date.parser.monthNode":    30,
	"pkg/date.parser.partThenDate": 39,
	"pkg/date.parser.placeDay":     34,
	"pkg/date.parser.rangeDate":    33,
	"pkg/date.parser.rangeNode":    43,
	"pkg/date.parser.relDuration":  46,
	"pkg/date.parser.rewrite":      77,
	"pkg/date.parser.scan":         52,
	"pkg/date.parser.second":       41,
	"pkg/date.parser.setNode":      30,
	"pkg/date.parser.modified":     33,
	"pkg/date.parser.threeParts":   35,
	"pkg/date.parser.weekdayNode":  48,
	"pkg/date.parser.yearNode":     40,
	"pkg/date.parser.yearNumber":   39,
}

// TestComplexity holds every function to maxComplexity, or to its number in
// complexFunctions.
func TestComplexity(t *testing.T) {
	seen := make(map[string]bool)
	for _, top := range []string{"pkg", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".go" {
				return err
			}
			places := token.NewFileSet()
			file, err := parser.ParseFile(places, name, nil, 0)
			if err != nil {
				return err
			}
			folder, err := filepath.Rel(root, filepath.Dir(name))
			if err != nil {
				return err
			}
			for f := range fieldFunctions(file) {
				if got := complexity(f); got > maxComplexity {
					t.Errorf("%s: the function has complexity %d; the limit is %d", places.Position(f.Pos()), got, maxComplexity)
				}
			}
			for _, decl := range file.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				id := filepath.ToSlash(folder) + "." + receiver(f) + f.Name.Name
				got, listed := complexity(f), complexFunctions[id]
				seen[id] = true
				switch {
				case listed == 0 && got > maxComplexity:
					t.Errorf("%s has complexity %d; the limit is %d", id, got, maxComplexity)
				case listed != 0 && got <= maxComplexity:
					t.Errorf("%s has complexity %d: remove it from complexFunctions", id, got)
				case listed != 0 && got > listed:
					t.Errorf("%s has complexity %d; its limit in complexFunctions is %d", id, got, listed)
				case listed != 0 && got < listed:
					t.Errorf("%s has complexity %d: write that in complexFunctions instead of %d", id, got, listed)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for id := range complexFunctions {
		if !seen[id] {
			t.Errorf("no function %s: remove it from complexFunctions", id)
		}
	}
}

// fieldFunctions yields the functions of file that are values of fields.
func fieldFunctions(file *ast.File) iter.Seq[*ast.FuncLit] {
	return func(yield func(*ast.FuncLit) bool) {
		for node := range ast.Preorder(file) {
			if x, ok := node.(*ast.KeyValueExpr); ok {
				if f, ok := x.Value.(*ast.FuncLit); ok && !yield(f) {
					return
				}
			}
		}
	}
}

// complexity returns the cyclomatic complexity of the function f.
func complexity(f ast.Node) int {
	n := 1
	ast.Inspect(f, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.KeyValueExpr:
			if _, ok := x.Value.(*ast.FuncLit); ok {
				return false
			}
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if x.List != nil { // no default
				n++
			}
		case *ast.CommClause:
			if x.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

// receiver returns the name of the type whose method f is, with a full stop after
// it; nothing for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	typ := f.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		case *ast.Ident:
			return x.Name + "."
		default:
			return ""
		}
	}
}

// TestComplexityCounts holds complexity to its definition.
func TestComplexityCounts(t *testing.T) {
	for body, want := range map[string]int{
		"":                               1,
		"if a && b || c {}":              4,
		"for range 3 { for {} }":         3,
		"switch { case a, b: default: }": 2,
		"_ = func() { if a {} }":         2,
		"_ = x{at: func() { if a {} }}":  1,
		"select { case <-c: default: }":  2,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() {"+body+"}", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := complexity(file.Decls[0].(*ast.FuncDecl)); got != want {
			t.Errorf("%q has complexity %d, want %d", body, got, want)
		}
	}
}
