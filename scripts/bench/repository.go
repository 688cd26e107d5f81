package main

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// repositoryFiles are how many files the mixed repository has, each with the prose of
// fileLines lines.
const (
	repositoryFiles = 5_000
	fileLines       = 20
)

// repository measures check on many files in formats that repositories have, beside
// typos.
func repository(w io.Writer, nass, file, dir string) error {
	folder := filepath.Join(dir, "repository")
	size, err := makeRepository(folder, file)
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	check := func(jobs string) contestant {
		return contestant{name: "nass check, -j " + jobs, args: []string{nass, "check", "--no-config", "--exit-zero", "-j", jobs}}
	}
	typos := func(threads string) contestant {
		return contestant{name: "typos --threads " + threads, args: []string{"typos", "--threads", threads}, version: []string{"typos", "--version"}, finds: 2}
	}
	all := []contestant{check("1"), check("2"), typos("1"), typos("2")}
	best, versions, err := fastest(all, folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n| a repository of %d mixed files, %.1f MB | seconds | CPU seconds | times nass, -j 1 | its CPU | version |\n|---|---:|---:|---:|---:|---|\n",
		repositoryFiles, float64(size)/1e6)
	times(w, all, best, versions)
	fmt.Fprint(w, `
A third of the files is Go, without Arabic; the others are Markdown, JSON, YAML, XML and gettext PO, a half of them in Arabic.
nass reads the formats, applies all its rules to the Arabic prose, and skips source code. typos looks up the words of all
files, source code too, in a list of English misspellings.
`)
	return nil
}

// makeRepository writes the files, and returns how many bytes they have.
func makeRepository(folder, text string) (size int64, err error) {
	arabic, err := linesOf(text, func(string) bool { return true })
	if err != nil {
		return 0, err
	}
	var english, code []string
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".md":
			lines, err := linesOf(path, func(s string) bool {
				return len(s) > 40 && !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
			})
			english = append(english, lines...)
			return err
		case ".go":
			code = append(code, path)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	slices.Sort(code)
	for i := range repositoryFiles {
		kind := i % 9
		in := filepath.Join(folder, strconv.Itoa(i/100))
		if err := os.MkdirAll(in, 0o777); err != nil {
			return 0, err
		}
		var data []byte
		name := "main.go"
		if kind < 3 {
			if data, err = os.ReadFile(code[i%len(code)]); err != nil {
				return 0, err
			}
			data = data[:min(len(data), 8<<10)]
		} else {
			lines := english
			if i/9%2 == 0 {
				lines = arabic
			}
			prose := make([]string, fileLines)
			for k := range prose {
				prose[k] = lines[(i*fileLines+k)%len(lines)]
			}
			name, data = mixed(kind, prose)
		}
		size += int64(len(data))
		if err := os.WriteFile(filepath.Join(in, strconv.Itoa(i)+"-"+name), data, 0o666); err != nil {
			return 0, err
		}
	}
	return size, nil
}

// linesOf returns the lines of a file that hold words and that keep says yes to, up to
// a hundred thousand.
func linesOf(file string, keep func(string) bool) (lines []string, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 16<<20)
	for len(lines) < 100_000 && scanner.Scan() {
		if s := strings.TrimSpace(scanner.Text()); s != "" && keep(s) {
			lines = append(lines, s)
		}
	}
	return lines, scanner.Err()
}

// mixed returns a file of a kind from 3 to 8 with the prose.
func mixed(kind int, prose []string) (name string, data []byte) {
	var b strings.Builder
	quoted := func(s string) string {
		q, err := json.Marshal(s)
		if err != nil {
			panic(err) // a string has JSON
		}
		return string(q)
	}
	switch kind {
	case 3, 4:
		for i, s := range prose {
			if i%5 == 0 {
				fmt.Fprintf(&b, "## Section %d\n\n```sh\nmake -C part%d all\n```\n\n", i, i)
			}
			fmt.Fprintf(&b, "%s\n\n", s)
		}
		return "page.md", []byte(b.String())
	case 5:
		b.WriteString("{\n")
		for i, s := range prose {
			fmt.Fprintf(&b, "  \"message.%d\": {\"id\": %d, \"text\": %s},\n", i, i, quoted(s))
		}
		return "messages.json", []byte(b.String() + "  \"version\": 1\n}\n")
	case 6:
		b.WriteString("messages:\n")
		for i, s := range prose {
			fmt.Fprintf(&b, "  message_%d: %s\n", i, quoted(s))
		}
		return "messages.yml", []byte(b.String())
	case 7:
		b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources>\n")
		for i, s := range prose {
			fmt.Fprintf(&b, "    <string name=\"message_%d\">", i)
			if err := xml.EscapeText(&b, []byte(s)); err != nil {
				panic(err) // a builder takes all
			}
			b.WriteString("</string>\n")
		}
		return "strings.xml", []byte(b.String() + "</resources>\n")
	}
	b.WriteString("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n")
	for i, s := range prose {
		fmt.Fprintf(&b, "#: main.c:%d\nmsgid \"message %d\"\nmsgstr %s\n\n", i, i, quoted(s))
	}
	return "messages.po", []byte(b.String())
}
