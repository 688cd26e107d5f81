// Licenses writes cmd/nass/licenses.txt, what nass version --licenses prints:
// the licenses of all that is linked into nass, on any system it is built for,
// out of the module cache. Run it after a change of go.mod:
//
//	go generate ./scripts/licenses
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:generate go run . -root ../..

// systems are those whose builds link different modules.
var systems = []string{"linux", "darwin", "windows"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("licenses: ")
	root := flag.String("root", ".", "the `folder` of the project")
	flag.Parse()
	text, err := notices(*root)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*root, "cmd/nass/licenses.txt"), text, 0o644); err != nil {
		log.Fatal(err)
	}
}

// A notice is a license and all that has it word for word.
type notice struct {
	of   []string
	text []byte
}

// notices returns the text of the file.
func notices(root string) ([]byte, error) {
	var all []notice
	add := func(of, file string) error {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text = bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		for i := range all {
			if bytes.Equal(all[i].text, text) {
				if !slices.Contains(all[i].of, of) {
					all[i].of = append(all[i].of, of)
				}
				return nil
			}
		}
		all = append(all, notice{[]string{of}, text})
		return nil
	}
	if err := add("nass", filepath.Join(root, "LICENSE")); err != nil {
		return nil, err
	}
	for _, model := range []string{"pkg/entity", "pkg/segment/headline", "pkg/segment/unmarked", "pkg/clitic"} {
		card, err := os.ReadFile(filepath.Join(root, model, "MODEL.md"))
		if err != nil {
			return nil, err
		}
		all = append(all, notice{[]string{"the model of " + model}, aboutLicenses(card)})
	}
	goRoot, err := goCommand(root, "linux", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	if err := add("the standard library of Go", filepath.Join(strings.TrimSpace(goRoot), "LICENSE")); err != nil {
		return nil, err
	}
	packages, err := linked(root)
	if err != nil {
		return nil, err
	}
	for _, p := range packages {
		found := false
		for dir := p.dir; ; dir = filepath.Dir(dir) {
			for _, pattern := range []string{"LICEN[SC]E*", "COPYING*", "NOTICE*"} {
				files, err := filepath.Glob(filepath.Join(dir, pattern))
				if err != nil {
					return nil, err
				}
				for _, file := range files {
					found = true
					if err := add(p.module, file); err != nil {
						return nil, err
					}
				}
			}
			if dir == p.top {
				break
			}
		}
		if !found {
			return nil, fmt.Errorf("%s has no license", p.module)
		}
	}
	var b bytes.Buffer
	for i, n := range all {
		if i > 0 {
			b.WriteString("\n\n")
		}
		fmt.Fprintf(&b, "%s\n%s\n\n%s\n", strings.Join(n.of, "\n"), strings.Repeat("=", 72), n.text)
	}
	return b.Bytes(), nil
}

// aboutLicenses returns the paragraphs of a model card that say under which
// licenses the text was that the model was trained on.
func aboutLicenses(card []byte) []byte {
	paragraphs := bytes.Split(card, []byte("\n\n"))
	paragraphs = slices.DeleteFunc(paragraphs, func(p []byte) bool {
		return !bytes.Contains(bytes.ToLower(p), []byte("licence")) && !bytes.Contains(p, []byte("CC BY"))
	})
	return bytes.TrimSpace(bytes.Join(paragraphs, []byte("\n\n")))
}

// A linkedPackage is one of another module that is linked into nass: the module
// with its version, and where the module and the package are.
type linkedPackage struct{ module, top, dir string }

func linked(root string) ([]linkedPackage, error) {
	const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}"
	var all []linkedPackage
	for _, system := range systems {
		out, err := goCommand(root, system, "list", "-deps", "-f", format, "./cmd/nass")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(out) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
				all = append(all, linkedPackage{f[0], f[1], f[2]})
			}
		}
	}
	slices.SortFunc(all, func(a, b linkedPackage) int {
		return strings.Compare(a.module+"\t"+a.dir, b.module+"\t"+b.dir)
	})
	return slices.Compact(all), nil
}

// goCommand returns what a go command for that system prints.
func goCommand(root, system string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return string(out), err
}
