package report

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// A Baseline is findings that are known, and so not reported again. A finding
// is known by the path of its text, its rule and the words found: it may move to
// another line, and as many of the same kind are known as were added.
//
// Its file has a line for each kind, sorted: path (relative to the directory of
// the file), rule, hash of the words, how many; between tabs.
type Baseline struct {
	dir   string // of the file, absolute
	known map[known]int
}

// known is one kind of finding.
type known struct {
	path, rule string
	words      uint64
}

const baselineHead = "# nass baseline 1: path, rule, hash of the words found, how many"

// NewBaseline returns an empty baseline, to be written to that file.
func NewBaseline(file string) *Baseline {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		dir = filepath.Dir(file)
	}
	return &Baseline{dir, map[known]int{}}
}

// ReadBaseline reads the file.
func ReadBaseline(file string) (*Baseline, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := NewBaseline(file)
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
		b.known[known{path, part[1], words}] += count
	}
	switch err := s.Err(); {
	case err == bufio.ErrTooLong && n == 1:
		return nil, notBaseline(file)
	case err == bufio.ErrTooLong:
		return nil, fmt.Errorf("%s:%d: the line is longer than %d bytes", file, n, bufio.MaxScanTokenSize)
	case err != nil:
		return nil, err // which names the file
	}
	return b, nil
}

func notBaseline(file string) error {
	return fmt.Errorf("%s:1: not a baseline of nass: the first line must be %q", file, baselineHead)
}

// Path returns how the text of that name is known. "-" is the standard input.
func (b *Baseline) Path(name string) string {
	if name == "-" {
		return name
	}
	if abs, err := filepath.Abs(name); err == nil {
		if rel, err := filepath.Rel(b.dir, abs); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(name)
}

// kindOf returns the kind of a finding in the text that is known by path.
func kindOf(path string, f *rule.Finding) known {
	h := fnv.New64a()
	io.WriteString(h, f.Found())
	return known{path, f.Rule.Name, h.Sum64()}
}

// Take reports whether a finding in the text that is known by path, as
// [Baseline.Path] returns it, is known, and forgets one of its kind.
func (b *Baseline) Take(path string, f *rule.Finding) bool {
	k := kindOf(path, f)
	if b.known[k] == 0 {
		return false
	}
	b.known[k]--
	return true
}

// Add makes a finding in the text that is known by path known.
func (b *Baseline) Add(path string, f *rule.Finding) { b.known[kindOf(path, f)]++ }

// WriteTo writes the file.
func (b *Baseline) WriteTo(w io.Writer) (int64, error) {
	var lines []string
	for k, n := range b.known {
		if n > 0 {
			path := strconv.Quote(k.path)
			lines = append(lines, fmt.Sprintf("%s\t%s\t%016x\t%d\n", path[1:len(path)-1], k.rule, k.words, n))
		}
	}
	slices.Sort(lines)
	n, err := io.WriteString(w, baselineHead+"\n"+strings.Join(lines, ""))
	return int64(n), err
}
