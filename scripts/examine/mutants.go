package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"hash/fnv"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A mutator makes mutants of packages and runs tests on them.
type mutator struct {
	root    string
	n       int
	seed    uint64
	timeout time.Duration
	own     bool
	equal   string

	packages []*goPackage
	known    map[string]string // reasons, by mutant.key
	dir      string            // temporary
}

// A goPackage is what go list says of a package of the module.
type goPackage struct {
	ImportPath, Name, Dir string
	GoFiles, Deps         []string
	Module                *struct{ Path string }
}

// A mutant is a change of one place in a file.
type mutant struct {
	file     string // from the root
	path     string
	line     int
	from, to int // bytes of the file
	text     string
	old, new string // the line, trimmed, before and after
}

// key names the mutant in a list of those that are equal.
func (m *mutant) key() string { return m.file + "\t" + m.old + "\t" + m.new }

func (m *mutator) run(ctx context.Context, w io.Writer, patterns []string) (err error) {
	if m.root, err = filepath.Abs(m.root); err != nil {
		return err
	}
	if m.known, err = readEqual(filepath.Join(m.root, m.equal)); err != nil {
		return err
	}
	if m.packages, err = m.list(ctx, "./..."); err != nil {
		return err
	}
	chosen, err := m.list(ctx, patterns...)
	if err != nil {
		return err
	}
	if m.dir, err = os.MkdirTemp("", "examine"); err != nil {
		return err
	}
	defer os.RemoveAll(m.dir)
	for _, p := range chosen {
		if err := m.score(ctx, w, p); err != nil {
			return err
		}
	}
	return nil
}

// readEqual reads the mutants that are equal by design: a line each, with
// file, line before, line after and reason between tabs.
func readEqual(file string) (map[string]string, error) {
	known := map[string]string{}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		i := strings.LastIndexByte(s.Text(), '\t')
		if strings.Count(s.Text(), "\t") != 3 || i+1 == len(s.Text()) {
			return nil, fmt.Errorf("%s:%d: want file, line before, line after and reason between tabs", file, n)
		}
		known[s.Text()[:i]] = s.Text()[i+1:]
	}
	return known, s.Err()
}

// list returns the packages of the module that the patterns match.
func (m *mutator) list(ctx context.Context, patterns ...string) ([]*goPackage, error) {
	out, err := m.goTool(ctx, append([]string{"list", "-json=ImportPath,Name,Dir,GoFiles,Deps,Module"}, patterns...)...)
	if err != nil {
		return nil, err
	}
	var all []*goPackage
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		p := new(goPackage)
		if err := d.Decode(p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
}

// goTool runs go in the root, and returns what it printed on the standard
// output.
func (m *mutator) goTool(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = m.root
	cmd.WaitDelay = time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go %s: %w\n%s%s", strings.Join(args, " "), err, out.Bytes(), errs.Bytes())
	}
	return out.String(), nil
}

// tests returns the packages whose tests see p, in the order in which they run:
// itself, the libraries that import it, the commands under cmd.
func (m *mutator) tests(p *goPackage) []string {
	all := []string{p.ImportPath}
	if m.own {
		return all
	}
	var commands []string
	for _, q := range m.packages {
		switch {
		case !slices.Contains(q.Deps, p.ImportPath):
		case q.Name != "main":
			all = append(all, q.ImportPath)
		case strings.HasPrefix(q.Dir, filepath.Join(m.root, "cmd")+string(filepath.Separator)):
			commands = append(commands, q.ImportPath)
		}
	}
	return append(all, commands...)
}

// score makes mutants of p and prints what becomes of them.
func (m *mutator) score(ctx context.Context, w io.Writer, p *goPackage) error {
	tests := m.tests(p)
	for _, t := range tests { // they pass, or what they say of mutants means nothing
		if _, err := m.goTool(ctx, "test", "-vet=off", t); err != nil {
			return err
		}
	}
	all, err := m.mutants(p)
	if err != nil {
		return err
	}
	h := fnv.New64a()
	io.WriteString(h, p.ImportPath)
	rand.New(rand.NewPCG(m.seed, h.Sum64())).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	made, killed, first := 0, 0, 0
	for _, x := range all {
		if made == m.n {
			break
		}
		said := fmt.Sprintf("%s:%d: %s -> %s", x.file, x.line, x.old, x.new)
		if reason, ok := m.known[x.key()]; ok {
			fmt.Fprintf(w, "%s: equal: %s\n", said, reason)
			continue
		}
		overlay, err := m.overlay(x)
		if err != nil {
			return err
		}
		by, compiles := "", true
		for _, t := range tests {
			_, err := m.goTool(ctx, "test", "-vet=off", "-failfast", "-timeout="+m.timeout.String(), "-overlay="+overlay, t)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				by, compiles = t, !strings.Contains(err.Error(), "[build failed]")
				break
			}
		}
		if !compiles {
			continue
		}
		made++
		switch by {
		case "":
			fmt.Fprintf(w, "%s: SURVIVED\n", said)
			continue
		case p.ImportPath:
			first++
		}
		killed++
		fmt.Fprintf(w, "%s: killed by %s\n", said, by)
	}
	_, err = fmt.Fprintf(w, "%s: %d of %d killed, %d by its own tests\n", p.ImportPath, killed, made, first)
	return err
}

// overlay writes the mutant's file, and returns the file that tells go of it.
func (m *mutator) overlay(x *mutant) (string, error) {
	source, err := os.ReadFile(x.path)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(m.dir, filepath.Base(x.path))
	text := slices.Concat(source[:x.from], []byte(x.text), source[x.to:])
	if err := os.WriteFile(changed, text, 0o666); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{x.path: changed}})
	if err != nil {
		return "", err
	}
	file := filepath.Join(m.dir, "overlay.json")
	return file, os.WriteFile(file, list, 0o666)
}

// mutants returns every mutant of the package's functions, in order. Generated
// files have none.
func (m *mutator) mutants(p *goPackage) ([]*mutant, error) {
	var all []*mutant
	for _, name := range p.GoFiles {
		path := filepath.Join(p.Dir, name)
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(m.root, path)
		if err != nil {
			return nil, err
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, path, source, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if ast.IsGenerated(f) {
			continue
		}
		add := func(from, to token.Pos, text string) {
			at := files.Position(from)
			x := &mutant{file: filepath.ToSlash(rel), path: path, line: at.Line, from: at.Offset, to: files.Position(to).Offset, text: text}
			start := bytes.LastIndexByte(source[:x.from], '\n') + 1
			end := len(source)
			if i := bytes.IndexByte(source[x.to:], '\n'); i >= 0 {
				end = x.to + i
			}
			x.old = oneLine(string(source[start:end]))
			x.new = oneLine(string(source[start:x.from]) + text + string(source[x.to:end]))
			all = append(all, x)
		}
		for _, d := range f.Decls {
			if fun, ok := d.(*ast.FuncDecl); ok && fun.Body != nil {
				ast.Inspect(fun.Body, func(n ast.Node) bool {
					mutate(n, source, files, add)
					return true
				})
			}
		}
	}
	return all, nil
}

// oneLine is s with a space for each stretch of white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// turned is what a comparison and a connective become.
var turned = map[token.Token][]token.Token{
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LSS: {token.GEQ, token.LEQ}, token.LEQ: {token.GTR, token.LSS},
	token.GTR: {token.LEQ, token.GEQ}, token.GEQ: {token.LSS, token.GTR},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
}

// mutate adds the mutants of one node.
func mutate(n ast.Node, source []byte, files *token.FileSet, add func(from, to token.Pos, text string)) {
	text := func(n ast.Node) string {
		return string(source[files.Position(n.Pos()).Offset:files.Position(n.End()).Offset])
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		for _, op := range turned[n.Op] {
			if n.Op == token.LAND || n.Op == token.LOR {
				// The operands keep their own connectives.
				add(n.Pos(), n.End(), "("+text(n.X)+") "+op.String()+" ("+text(n.Y)+")")
				continue
			}
			add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), op.String())
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			add(n.OpPos, n.OpPos+1, "")
		}
	case *ast.IfStmt:
		switch n.Cond.(type) {
		case *ast.BinaryExpr, *ast.UnaryExpr: // turned as such
		default:
			add(n.Cond.Pos(), n.Cond.End(), "!("+text(n.Cond)+")")
		}
	case *ast.ReturnStmt:
		for _, r := range n.Results {
			switch x, ok := r.(*ast.Ident); {
			case ok && x.Name == "true":
				add(x.Pos(), x.End(), "false")
			case ok && x.Name == "false":
				add(x.Pos(), x.End(), "true")
			}
		}
	case *ast.BranchStmt:
		if n.Tok == token.BREAK || n.Tok == token.CONTINUE {
			add(n.Pos(), n.End(), "{}")
		}
	case *ast.BasicLit:
		if n.Kind != token.INT {
			return
		}
		if v, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			add(n.Pos(), n.End(), strconv.FormatInt(v+1, 10))
			add(n.Pos(), n.End(), strconv.FormatInt(v-1, 10))
		}
	}
}
