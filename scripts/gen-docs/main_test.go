package main

import (
	"bytes"
	"debug/buildinfo"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

const root = "../.."

// testRenderer is a renderer for the pages, which quote bash.
func testRenderer(t *testing.T) *renderer {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	r, err := newRenderer(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.close)
	return r
}

func TestPagesAreFresh(t *testing.T) {
	r := testRenderer(t)
	files, err := pages(root)
	if err != nil || len(files) < 2 {
		t.Fatalf("%d pages: %v", len(files), err)
	}
	for _, file := range files {
		old, fresh, err := r.page(file)
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(old, fresh) {
			t.Errorf("%s is stale: run go generate ./scripts/gen-docs", file)
		}
	}
}

// link is a link of a page to a file of the tree.
var link = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)

func TestLinksLeadSomewhere(t *testing.T) {
	files, err := pages(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(block.ReplaceAll(text, nil), -1) {
			to := filepath.Join(filepath.Dir(file), filepath.FromSlash(string(m[1])))
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// change is a line of the changelog before and after, of plain text or of the
// format named after a dot; what begins with $ is a command's. Control characters
// are shown by their pictures.
var change = regexp.MustCompile(`(?m)^ *before(?:\.(\w+))? +([^ $\n].*)\n *after +(.*)$`)

// control returns the control character that r, of U+2400-241F, is the picture
// of; any other r is itself.
func control(r rune) rune {
	if '\u2400' <= r && r <= '\u241F' {
		return r - '\u2400'
	}
	return r
}

func TestChangelogIsTrue(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	e, err := orthography.Selection{Profile: orthography.Standard}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range change.FindAllSubmatch(text, -1) {
		runner, before := e.Runner(), bytes.Map(control, m[2])
		edits := runner.Edits(before)
		if name := string(m[1]); name != "" {
			block, err := document.ByName(name).Read(before)
			if err != nil {
				t.Fatal(err)
			}
			edits, _ = block.Edits(nil, func(t *document.Text) []span.Edit { return runner.Edits(t.Bytes) })
		}
		if got := span.Apply(nil, before, edits); !bytes.Equal(got, m[3]) {
			t.Errorf("%s\nbecomes %s\nnot     %s", m[2], got, m[3])
		}
	}
}

// Every command that a user sees has a page of its own, with its flags.
func TestEveryCommandHasAPage(t *testing.T) {
	r := testRenderer(t)
	out, err := r.run("nass __complete ''")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		name, _, ok := strings.Cut(line, "\t")
		if !ok || name == "completion" || name == "demo" || name == "help" || name == "version" {
			continue
		}
		page, err := os.ReadFile(filepath.Join(root, "cmd/nass/doc", name+".md"))
		if err != nil {
			t.Errorf("nass %s has no page: %v", name, err)
		}
		if flags := "## Flags\n\n<!-- run: nass " + name + " --help -->\n"; !strings.Contains(string(page), flags) {
			t.Errorf("the page of nass %s does not have %q", name, flags)
		}
	}
}

// The program that README.md has built needs nothing else: no loader, no
// library of C.
func TestBuildIsStatic(t *testing.T) {
	r := testRenderer(t)
	f, err := elf.Open(filepath.Join(r.bin, "nass"))
	if err != nil {
		t.Skip(err) // another system's
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("it is linked dynamically")
		}
	}
	if libraries, err := f.ImportedLibraries(); err == nil && len(libraries) > 0 {
		t.Errorf("it needs %q", libraries)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	m := buildCommand.FindSubmatch(readme)
	if install := string(m[1]) + "go install github.com/nass-ar/nass/cmd/nass@latest"; !strings.Contains(string(readme), install) {
		t.Errorf("README.md does not say %q", install)
	}
}

// Whatever is linked has its license in nass version --licenses.
func TestLicensesAreFresh(t *testing.T) {
	r := testRenderer(t)
	info, err := buildinfo.ReadFile(filepath.Join(r.bin, "nass"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := r.run("nass version --licenses")
	if err != nil {
		t.Fatal(err)
	}
	if len(info.Deps) == 0 {
		t.Error("nothing is linked")
	}
	for _, m := range info.Deps {
		if !bytes.Contains(text, []byte("\n"+m.Path+" "+m.Version+"\n")) {
			t.Errorf("%s %s has no license: run go generate ./scripts/licenses", m.Path, m.Version)
		}
	}
}
