package main

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

// A baseline is findings that are known, and so not told again. A finding is
// known by its text's path, its rule and the words found: it may move to
// another line, and as many of the same kind are known as were there.
//
// The file has a line for each kind, sorted: path (relative to the file's
// directory), rule, hash of the words, how many; between tabs.
type baseline struct {
	file  string
	dir   string // of the file, absolute
	known map[baselineKey]int
}

// A baselineKey is one kind of finding.
type baselineKey struct {
	path, rule string
	words      uint64
}

const baselineHead = "# nass baseline 1: path, rule, hash of the words found, how many"

func newBaseline(file string) *baseline {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		dir = filepath.Dir(file)
	}
	return &baseline{file: file, dir: dir, known: map[baselineKey]int{}}
}

// readBaseline reads the file.
func readBaseline(file string) (*baseline, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := newBaseline(file)
	s := bufio.NewScanner(f) // which holds a line of bufio.MaxScanTokenSize at most
	n := 1
	for ; s.Scan(); n++ {
		line := s.Text()
		if n == 1 && line != baselineHead {
			return nil, notBaseline(file)
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		part := strings.Split(line, "\t")
		if len(part) != 4 {
			return nil, fmt.Errorf("%s:%d: there are %d fields, not 4", file, n, len(part))
		}
		words, err := strconv.ParseUint(part[2], 16, 64)
		count, countErr := strconv.Atoi(part[3])
		path, pathErr := strconv.Unquote(`"` + part[0] + `"`)
		if err != nil || countErr != nil || pathErr != nil || count < 1 {
			return nil, fmt.Errorf("%s:%d: a field cannot be read", file, n)
		}
		b.known[baselineKey{path, part[1], words}] += count
	}
	switch err := s.Err(); {
	case err == bufio.ErrTooLong && n == 1:
		return nil, notBaseline(file)
	case err == bufio.ErrTooLong:
		return nil, fmt.Errorf("%s:%d: the line is longer than %d bytes", file, n, bufio.MaxScanTokenSize)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, corpus.Cause(err))
	}
	return b, nil
}

func notBaseline(file string) error {
	return fmt.Errorf("%s:1: not a baseline of nass: the first line must be %q", file, baselineHead)
}

// path is how the text of that name is known.
func (b *baseline) path(name string) string {
	if b == nil || name == corpus.Stdin {
		return name
	}
	if abs, err := filepath.Abs(name); err == nil {
		if rel, err := filepath.Rel(b.dir, abs); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(name)
}

// keyOf is the kind of the finding.
func keyOf(path string, x *report.Finding) baselineKey {
	h := fnv.New64a()
	io.WriteString(h, x.Found)
	return baselineKey{path, x.Rule.Name, h.Sum64()}
}

// take tells whether the finding is known, and forgets one of its kind.
func (b *baseline) take(k baselineKey) bool {
	if b.known[k] == 0 {
		return false
	}
	b.known[k]--
	return true
}

// add makes the finding known.
func (b *baseline) add(k baselineKey) { b.known[k]++ }

// save writes the file, whole or not at all.
func (b *baseline) save(p *process) error {
	var lines []string
	for k, n := range b.known {
		path := strconv.Quote(k.path)
		lines = append(lines, fmt.Sprintf("%s\t%s\t%016x\t%d\n", path[1:len(path)-1], k.rule, k.words, n))
	}
	slices.Sort(lines)
	var text bytes.Buffer
	fmt.Fprintln(&text, baselineHead)
	for _, line := range lines {
		text.WriteString(line)
	}
	o := output{file: b.file}
	if err := o.open(p); err != nil {
		return err
	}
	_, err := o.Write(text.Bytes())
	if closeErr := o.close(err == nil); err == nil {
		err = closeErr
	}
	return err
}
