package pkg_test

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// maxNames are the greatest numbers of exported constants, variables, functions and
// types, by package. What only the package uses needs no export.
var maxNames = map[string]int{
	"date":             45,
	"entity":           20,
	"segment":          40,
	"segment/headline": 2,
}

// TestExportedNames holds the packages to maxNames, and to a comment on each name.
func TestExportedNames(t *testing.T) {
	for folder, most := range maxNames {
		p, err := build.ImportDir(filepath.Join(root, "pkg", filepath.FromSlash(folder)), 0)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range file.Decls {
				for name, documented := range exported(decl) {
					if !documented {
						t.Errorf("pkg/%s: %s has no comment", folder, name)
					}
					if !strings.Contains(name, ".") { // no method
						n++
					}
				}
			}
		}
		if n > most {
			t.Errorf("pkg/%s exports %d names; the limit is %d", folder, n, most)
		}
	}
}

// exported returns the exported names of decl, and whether each has a comment: its
// own, that of its group, or that of the type whose values the group lists.
func exported(decl ast.Decl) map[string]bool {
	names := make(map[string]bool)
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() {
			names[receiver(d)+d.Name.Name] = d.Doc != nil
		}
	case *ast.GenDecl:
		group := d.Doc != nil
		if first, ok := d.Specs[0].(*ast.ValueSpec); ok && first.Type != nil {
			group = true
		}
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() {
					names[s.Name.Name] = group || s.Doc != nil
				}
			case *ast.ValueSpec:
				for _, id := range s.Names {
					if id.IsExported() {
						names[id.Name] = group || s.Doc != nil || s.Comment != nil
					}
				}
			}
		}
	}
	return names
}
