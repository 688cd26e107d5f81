// Eval-duplicates judges how nass stats finds near duplicates, beside the MinHash of
// datatrove, in one run: among documents that share little it plants copies in which
// some words are others, and prints how many of them each finds, what else it takes for
// a copy, and its CPU time.
//
//	go run ./scripts/eval-duplicates [-n N] [-copies N] [-python PYTHON] TEXT...
//
// Each TEXT, which may be compressed, has paragraphs with a blank line between documents.
// PYTHON needs the packages datatrove, spacy, regex, tokenizers, orjson and xxhash before 4; without it nass is judged alone.
package main

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/nass-ar/nass/pkg/census"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/sketch"
	"github.com/nass-ar/nass/pkg/span"
)

//go:embed datatrove_minhash.py
var peer string

func main() {
	log.SetFlags(0)
	log.SetPrefix("eval-duplicates: ")
	n := flag.Int("n", 50_000, "read `N` documents")
	copies := flag.Int("copies", 2000, "plant `N` copies")
	python := flag.String("python", "", "run datatrove with the `COMMAND`")
	flag.Parse()
	if err := run(flag.Args(), *n, *copies, *python); err != nil {
		log.Fatal(err)
	}
}

// A document is one that is searched for copies.
type document struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
	of   int    // the document that it copies, or -1
	rate int    // one in so many words is another
}

// rates are those of the planted copies, in turn.
var rates = []int{100, 50, 30, 20}

func run(texts []string, n, copies int, python string) error {
	originals, err := read(texts, n)
	if err != nil {
		return err
	}
	if copies > len(originals) {
		return fmt.Errorf("-copies: must be at most %d, the documents, got %d", len(originals), copies)
	}
	dir, err := os.MkdirTemp("", "nass-duplicates")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	documents := plant(originals, copies)
	file := filepath.Join(dir, "documents.jsonl")
	size, err := write(file, documents)
	if err != nil {
		return err
	}
	fmt.Printf("%d documents of %.0f MB, and %d copies among them\n\n", len(originals), float64(size)/1e6, copies)
	print(documents, "nass stats", find(documents))
	took, err := stats(dir, file)
	if err != nil {
		return err
	}
	fmt.Printf("%.1f s of CPU, with all else that it sums up\n\n", took.Seconds())
	if python == "" {
		return nil
	}
	removed, took, err := datatrove(python, dir, file)
	if err != nil {
		return err
	}
	print(documents, "datatrove", removed)
	fmt.Printf("%.1f s of CPU\n", took.Seconds())
	return nil
}

// A document has at least so many words, and at most so much of its runs of five words
// was in the documents before it.
const (
	leastWords = 50
	mostShared = 0.1
)

// read returns the first n documents that have enough words and share little.
func read(texts []string, n int) ([]string, error) {
	var out []string
	runs := sketch.NewSet(1 << 30)
	keep := func(text string) {
		words := strings.Fields(text)
		if len(words) < leastWords {
			return
		}
		var hashes []uint64
		shared := 0
		for i := range len(words) - sketch.Shingle + 1 {
			h := sketch.Hash([]byte(strings.Join(words[i:i+sketch.Shingle], " ")))
			if hashes = append(hashes, h); runs.Has(h) {
				shared++
			}
		}
		if float64(shared) > mostShared*float64(len(hashes)) {
			return
		}
		for _, h := range hashes {
			runs.Add(h)
		}
		out = append(out, text)
	}
	for _, name := range texts {
		in, err := corpus.Open(name, corpus.UTF8)
		if err != nil {
			return nil, err
		}
		err = each(in, func(text string) bool {
			keep(text)
			return len(out) < n
		})
		if err := errors.Join(err, in.Close()); err != nil {
			return nil, err
		}
	}
	if len(out) < n {
		return nil, fmt.Errorf("only %d documents are long enough and share little", len(out))
	}
	return out, nil
}

// each calls yield with each document, until it returns false.
func each(in io.Reader, yield func(text string) bool) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	var of []string
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" {
			of = append(of, line)
		} else if len(of) > 0 {
			if !yield(strings.Join(of, "\n")) {
				return nil
			}
			of = of[:0]
		}
	}
	if len(of) > 0 {
		yield(strings.Join(of, "\n"))
	}
	return lines.Err()
}

// plant returns the documents with copies at places that the seed chooses.
func plant(originals []string, copies int) []document {
	r := rand.New(rand.NewPCG(14, 5))
	all := make([]document, 0, len(originals)+copies)
	for _, text := range originals {
		all = append(all, document{Text: text, of: -1})
	}
	for i, of := range r.Perm(len(originals))[:copies] {
		rate := rates[i%len(rates)]
		words := strings.SplitAfter(originals[of], " ")
		other := strings.Fields(originals[r.IntN(len(originals))])
		for j := range words {
			if r.IntN(rate) == 0 {
				words[j] = other[r.IntN(len(other))] + " "
			}
		}
		all = append(all, document{Text: strings.Join(words, ""), of: of, rate: rate})
	}
	for i := range all {
		all[i].ID = i
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// write writes the documents as JSON Lines and returns their size.
func write(file string, documents []document) (int, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	for _, d := range documents {
		if err := to.Encode(d); err != nil {
			return 0, err
		}
	}
	return b.Len(), os.WriteFile(file, b.Bytes(), 0o666)
}

// find returns the documents that nass takes for copies, by their numbers.
func find(documents []document) map[int]bool {
	found := map[int]bool{}
	c := census.New(census.Options{})
	read := c.Worker(&orthography.Judge{})
	for _, d := range documents {
		if _, x := read(nil, []byte(d.Text), span.Start); c.Add(x) != census.Original {
			found[d.ID] = true
		}
	}
	return found
}

const patience = time.Hour

// stats returns the CPU time of nass stats.
func stats(dir, file string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	nass := filepath.Join(dir, "nass")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", nass, "./cmd/nass").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building nass: %w\n%s", err, out)
	}
	cmd := exec.CommandContext(ctx, nass, "stats", "-j", "1", "--format", "json", file)
	cmd.Stderr = os.Stderr
	err := cmd.Run()
	return cpu(cmd), err
}

// datatrove returns the documents that datatrove removes, and its CPU time.
func datatrove(python, dir, file string) (removed map[int]bool, took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	script := filepath.Join(dir, "peer.py")
	if err := os.WriteFile(script, []byte(peer), 0o666); err != nil {
		return nil, 0, err
	}
	cmd := exec.CommandContext(ctx, python, script, file, filepath.Join(dir, "work"))
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	// What counts its threads would count those of libraries that wait for each other.
	cmd.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1")
	out, err := cmd.Output()
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w\n%s", python, err, complaint.Bytes())
	}
	removed = map[int]bool{}
	for line := range strings.FieldsSeq(string(out)) {
		var id int
		if _, err := fmt.Sscan(line, &id); err != nil {
			return nil, 0, fmt.Errorf("%s: %q is no document", python, line)
		}
		removed[id] = true
	}
	return removed, cpu(cmd), nil
}

func cpu(cmd *exec.Cmd) time.Duration {
	if cmd.ProcessState == nil {
		return 0
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// print prints how many planted copies were found: the copy, or what it is a copy of.
func print(documents []document, name string, found map[int]bool) {
	planted, hits, right := map[int]int{}, map[int]int{}, 0
	for _, d := range documents {
		if d.of < 0 {
			continue
		}
		planted[d.rate]++
		if found[d.ID] || found[d.of] {
			hits[d.rate]++
			right++
		}
	}
	fmt.Printf("%s: %d documents are called copies, %d of them rightly: precision %.4f\n", name, len(found), right, float64(right)/float64(max(len(found), 1)))
	all := 0
	for _, rate := range rates {
		fmt.Printf("  one word in %3d is another: %4d of %4d are found, recall %.3f\n", rate, hits[rate], planted[rate], float64(hits[rate])/float64(planted[rate]))
		all += planted[rate]
	}
	fmt.Printf("  all: %d of %d, recall %.3f\n", right, all, float64(right)/float64(all))
}
