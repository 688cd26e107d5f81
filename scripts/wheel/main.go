// Wheel writes the Python package: one wheel for each platform, with the nass
// command and the module nass.
//
//	go run ./scripts/wheel -o DIR
//	go run ./scripts/wheel -o DIR -platform linux/amd64,darwin/arm64 -version 1.2.0
//
// The command is the program itself, built without cgo, in the wheel's scripts: pip
// puts it beside python, so that it starts without Python, and the module runs it from
// there. The same commit and the same Go make the same wheels, byte for byte.
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("wheel: ")
	root := flag.String("root", ".", "the `folder` of the project")
	to := flag.String("o", "dist", "write the wheels to `DIR`")
	platforms := flag.String("platform", strings.Join(slices.Sorted(maps.Keys(tags)), ","), "build for `GOOS/GOARCH`, with commas between several")
	version := flag.String("version", defaultVersion, "the `VERSION` of the package and of the command")
	flag.Parse()
	if flag.NArg() > 0 {
		log.Fatalf("unexpected argument %q", flag.Arg(0))
	}
	for platform := range strings.SplitSeq(*platforms, ",") {
		file, err := build(*root, *to, *version, strings.TrimSpace(platform))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(file)
	}
}

// defaultVersion is that of the next release.
const defaultVersion = "0.1.0.dev0"

// tags are the platforms and what pip calls them. The program is static, so any libc
// will do; go1.26 needs Linux 3.2 and macOS 12.
var tags = map[string]string{
	"linux/amd64":   "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
	"linux/arm64":   "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
	"darwin/amd64":  "macosx_12_0_x86_64",
	"darwin/arm64":  "macosx_12_0_arm64",
	"windows/amd64": "win_amd64",
	"windows/arm64": "win_arm64",
}

// validVersion is PEP 440 in its normal form, without epochs and local versions.
var validVersion = regexp.MustCompile(`^(0|[1-9]\d*)(\.(0|[1-9]\d*))*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?$`)

// A file is one of a wheel.
type file struct {
	name string
	mode fs.FileMode
	data []byte
}

// build writes the wheel of a platform to a file in dir and returns its name.
func build(root, dir, version, platform string) (string, error) {
	tag, known := tags[platform]
	if !known {
		return "", fmt.Errorf("unknown platform %q (use %s)", platform, strings.Join(slices.Sorted(maps.Keys(tags)), ", "))
	}
	if !validVersion.MatchString(version) {
		return "", fmt.Errorf("-version: %q is not a version such as 1.2.0 or 1.2.0rc1", version)
	}
	command, err := compile(root, version, platform)
	if err != nil {
		return "", err
	}
	files, err := contents(root, version, tag)
	if err != nil {
		return "", err
	}
	name := "nass"
	if strings.HasPrefix(platform, "windows/") {
		name += ".exe"
	}
	files = append(files, file{"nass-" + version + ".data/scripts/" + name, 0o755, command})
	wheel, err := pack(files, "nass-"+version+".dist-info/RECORD")
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	path := filepath.Join(dir, fmt.Sprintf("nass-%s-py3-none-%s.whl", version, tag))
	return path, os.WriteFile(path, wheel, 0o666)
}

// compile returns the program.
func compile(root, version, platform string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "nass-wheel")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	goos, goarch, _ := strings.Cut(platform, "/")
	out := filepath.Join(dir, "nass")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-o", out,
		"-ldflags", "-s -w -X main.release="+version+" -X main.commit="+commit(ctx, root), "./cmd/nass")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "GOAMD64=v1", "GOARM64=v8.0", "CGO_ENABLED=0", "GOFLAGS=")
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go build for %s: %w", platform, err)
	}
	return os.ReadFile(out)
}

// commit returns the commit of the project, with + if files differ from it.
func commit(ctx context.Context, root string) string {
	out, err := exec.CommandContext(ctx, "git", "-C", root, "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty=+").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}

// contents returns what is in every wheel of that tag: the module and what pip reads.
func contents(root, version, tag string) (files []file, err error) {
	modules, err := filepath.Glob(filepath.Join(root, "scripts/wheel/nass/*"))
	if err != nil {
		return nil, err
	}
	for _, path := range modules {
		if ext := filepath.Ext(path); ext != ".py" && ext != ".typed" {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if filepath.Base(path) == "_version.py" {
			data = bytes.ReplaceAll(data, []byte(defaultVersion), []byte(version))
		}
		files = append(files, file{"nass/" + filepath.Base(path), 0o644, data})
	}
	about, err := os.ReadFile(filepath.Join(root, "cmd/nass/doc/python.md"))
	if err != nil {
		return nil, err
	}
	info := "nass-" + version + ".dist-info/"
	files = append(files, file{info + "METADATA", 0o644, fmt.Appendf(nil, metadata, version, about)})
	var tagged bytes.Buffer
	for platform := range strings.SplitSeq(tag, ".") {
		fmt.Fprintf(&tagged, "Tag: py3-none-%s\n", platform)
	}
	files = append(files, file{info + "WHEEL", 0o644, fmt.Appendf(nil, "Wheel-Version: 1.0\nGenerator: nass\nRoot-Is-Purelib: false\n%s", tagged.Bytes())})
	for name, from := range map[string]string{"LICENSE": "LICENSE", "NOTICE": "cmd/nass/licenses.txt"} {
		data, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			return nil, err
		}
		files = append(files, file{info + "licenses/" + name, 0o644, data})
	}
	return files, nil
}

const metadata = `Metadata-Version: 2.4
Name: nass
Version: %s
Summary: Normalize, check, split and annotate Arabic text
License-Expression: MIT AND BSD-3-Clause AND Apache-2.0 AND CC-BY-SA-4.0
License-File: LICENSE
License-File: NOTICE
Keywords: Arabic,NLP,text,normalization,tokenization,entities,dates
Classifier: Natural Language :: Arabic
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Text Processing :: Linguistic
Classifier: Typing :: Typed
Project-URL: Source, https://github.com/nass-ar/nass
Requires-Python: >=3.9
Description-Content-Type: text/markdown

%s`

// theTime is that of every file of a wheel: the first that a zip file can have.
var theTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack returns the wheel of the files, with its record, which has that name.
func pack(files []file, record string) ([]byte, error) {
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	var lines bytes.Buffer
	for _, f := range files {
		sum := sha256.Sum256(f.data)
		fmt.Fprintf(&lines, "%s,sha256=%s,%d\n", f.name, base64.RawURLEncoding.EncodeToString(sum[:]), len(f.data))
	}
	fmt.Fprintf(&lines, "%s,,\n", record)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(to, flate.BestCompression)
	})
	for _, f := range append(files, file{record, 0o644, lines.Bytes()}) {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: theTime}
		h.SetMode(f.mode)
		to, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
