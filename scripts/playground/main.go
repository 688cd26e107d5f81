// Playground writes a page that annotates Arabic text in a browser: one file of HTML with
// all of nass in it, which sends and loads nothing.
//
//	go run ./scripts/playground -o playground.html
//
// The program in the page is scripts/playground/wasm, for WebAssembly. The same commit
// and the same Go make the same page.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"html"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
	"time"
)

//go:embed page.html
var page string

func main() {
	log.SetFlags(0)
	log.SetPrefix("playground: ")
	root := flag.String("root", ".", "the `folder` of the project")
	to := flag.String("o", "playground.html", "write the page to `FILE`")
	flag.Parse()
	if flag.NArg() > 0 {
		log.Fatalf("unexpected argument %q", flag.Arg(0))
	}
	built, err := build(*root)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*to, built, 0o666); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %.1f MB\n", *to, float64(len(built))/1e6)
}

// build returns the page.
func build(root string) ([]byte, error) {
	t, err := template.New("page").Parse(page)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	program, err := compile(ctx, root)
	if err != nil {
		return nil, err
	}
	support, err := support(ctx)
	if err != nil {
		return nil, err
	}
	sample, err := os.ReadFile(filepath.Join(root, "cmd/nass/demo.txt"))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]string{"Program": program, "Support": support, "Sample": html.EscapeString(string(sample))})
	return b.Bytes(), err
}

// compile returns the program, compressed and in base64.
func compile(ctx context.Context, root string) (string, error) {
	dir, err := os.MkdirTemp("", "nass-playground")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "wasm")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", file, "./scripts/playground/wasm")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go build: %w", err)
	}
	wasm, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	text := base64.NewEncoder(base64.StdEncoding, &b)
	z, err := gzip.NewWriterLevel(text, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := z.Write(wasm); err != nil {
		return "", err
	}
	if err := errors.Join(z.Close(), text.Close()); err != nil {
		return "", err
	}
	return b.String(), nil
}

// support returns the JavaScript of Go's own that a program for WebAssembly needs.
func support(ctx context.Context) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	js, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return "", err
	}
	if strings.Contains(strings.ToLower(string(js)), "</script") {
		return "", errors.New("wasm_exec.js: would end the element of the page that holds it")
	}
	return string(js), nil
}
