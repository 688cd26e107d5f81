// Eval-segment scores pkg/segment on gold sets of sentence boundaries, with
// uniseg (UAX #29) beside it in the same run:
//
//	go run ./scripts/eval-segment [-misses] [-headlines auto|on|off] [-peer NAME=COMMAND] DIR [SET...]
//	go run ./scripts/eval-segment -pages FILE
//	go run ./scripts/eval-segment -unmarked [-passages FOLDER] DIR [SET...]
//
// DIR holds JSONL files: records of id, text and boundaries (the code-point
// offset of each sentence's end), or, in golden.jsonl, of name, text and
// sentences. A boundary is the offset of the last character that is no blank;
// precision, recall and F1 are over all but each record's last, and a sentence
// is exact when both its ends are right. A peer is a command that reads a JSON
// string a line and prints the array of its sentences' ends in bytes, such as
// the ones of scripts/peers.
//
// With -pages it reads raw text, flattens each article onto a line, and tells
// how many of the ends of its lines that no mark shows (its title, for one) the
// model finds, and how often it alarms elsewhere; some alarms are ends whose
// mark is missing. An article begins with a line after a blank one, which is its
// title where another line follows directly; what begins with a space belongs to
// the article before it.
//
// With -unmarked it takes all punctuation away from the sets, then the stops alone, and
// scores what the model of text without stops finds; so too in passages of our own, which
// never had marks. The model learned from the passages of the folder dev and from
// tatoeba_dev: what it finds there says nothing.
//
// Run it when a rule, a table or the model changes.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/nass-ar/nass/pkg/segment"
)

type record struct {
	ID, Name, Text string
	Boundaries     []int
	Sentences      []string
	Arguable       bool
	Mode           string
}

// A splitter yields the byte offset of each sentence's end.
type splitter struct {
	name  string
	split func(r record) []int
}

func main() {
	misses := flag.Bool("misses", false, "print every boundary missed or added by the first splitter")
	pages := flag.String("pages", "", "measure the model on this `FILE` of raw text")
	headlines := flag.String("headlines", "", "auto, on or off: only that one")
	var peers []splitter
	flag.Func("peer", "another splitter, as name=command; may be repeated", func(s string) error {
		name, command, ok := strings.Cut(s, "=")
		if !ok {
			return errors.New("want name=command")
		}
		peers = append(peers, peer(name, command))
		return nil
	})
	without := flag.Bool("unmarked", false, "take the marks away, and measure how many ends are found without them")
	own := flag.String("passages", "", "for -unmarked: a `FOLDER` of passages of our own")
	flag.Parse()
	if *pages != "" {
		if err := flatten(*pages, *misses); err != nil {
			fmt.Fprintln(os.Stderr, "eval-segment:", err)
			os.Exit(1)
		}
		return
	}
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *without {
		if err := runUnmarked(flag.Arg(0), flag.Args()[1:], *own, peers); err != nil {
			fmt.Fprintln(os.Stderr, "eval-segment:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(flag.Arg(0), flag.Args()[1:], append(splitters(*headlines), peers...), *misses); err != nil {
		fmt.Fprintln(os.Stderr, "eval-segment:", err)
		os.Exit(1)
	}
}

func nass(name string, h segment.Mode) splitter {
	return splitter{name, func(r record) []int {
		var ends []int
		o := segment.Options{Wrap: r.Mode == "wrapped", Headlines: h}
		for _, s := range segment.Sentences(nil, []byte(r.Text), o) {
			ends = append(ends, s.End)
		}
		return ends
	}}
}

func splitters(headlines string) []splitter {
	all := []splitter{
		nass("off", segment.Off),
		nass("auto", segment.Auto),
		nass("on", segment.On),
		{"uniseg", func(r record) []int {
			var ends []int
			at, state := 0, -1
			for rest := r.Text; len(rest) > 0; {
				var s string
				s, rest, state = uniseg.FirstSentenceInString(rest, state)
				at += len(s)
				ends = append(ends, at)
			}
			return ends
		}},
	}
	if headlines == "" {
		return all
	}
	for _, s := range all {
		if s.name == headlines {
			return []splitter{s, all[len(all)-1]}
		}
	}
	return all
}

// peer is a splitter that asks a command. It is started for each text, as
// there are few of them.
func peer(name, command string) splitter {
	return splitter{name, func(r record) []int {
		text, _ := json.Marshal(r.Text)
		args := strings.Fields(command)
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Stdin = bytes.NewReader(append(text, '\n'))
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		var ends []int
		if err == nil {
			err = json.Unmarshal(out, &ends)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "eval-segment: %s: %v\n", name, err)
			os.Exit(1)
		}
		return ends
	}}
}

func run(dir string, sets []string, all []splitter, misses bool) error {
	if len(sets) == 0 {
		files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
		if err != nil {
			return err
		}
		for _, f := range files {
			sets = append(sets, strings.TrimSuffix(filepath.Base(f), ".jsonl"))
		}
	}
	for _, set := range sets {
		records, err := read(filepath.Join(dir, set+".jsonl"))
		if err != nil {
			return err
		}
		for i, s := range all {
			if len(records) > 0 && records[0].Name != "" {
				golden(set, records, s, misses && i == 0)
			} else {
				score(set, records, s, misses && i == 0)
			}
		}
	}
	return nil
}

func read(path string) ([]record, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var records []record
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var r record
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		records = append(records, r)
	}
	return records, in.Err()
}

// golden counts the worked cases whose sentences all come out.
func golden(set string, records []record, s splitter, misses bool) {
	var pass, total, arguable, argued int
	for _, r := range records {
		var got []string
		at := 0
		for _, end := range s.split(r) {
			if t := strings.TrimSpace(r.Text[at:end]); t != "" {
				got = append(got, t)
			}
			at = end
		}
		ok := strings.Join(got, "\x00") == strings.Join(r.Sentences, "\x00")
		if r.Arguable {
			argued++
			if ok {
				arguable++
			}
		} else {
			total++
			if ok {
				pass++
			}
		}
		if !ok && misses {
			fmt.Printf("  %s: %q\n", r.Name, got)
		}
	}
	fmt.Printf("%-18s %-8s %d/%d, %d/%d arguable\n", set, s.name, pass, total, arguable, argued)
}

// score counts boundaries and exact sentences.
func score(set string, records []record, s splitter, misses bool) {
	var right, found, gold, exact, sentences, cut int
	for _, r := range records {
		text := []rune(r.Text)
		trim := func(end int) int {
			for end > 0 && unicode.IsSpace(text[end-1]) {
				end--
			}
			return end
		}
		want := make(map[int]bool)
		for _, b := range r.Boundaries {
			want[trim(b)] = true
		}
		last := trim(len(text))
		got := make(map[int]bool)
		at, chars := 0, 0
		for _, end := range s.split(r) {
			chars += utf8.RuneCountInString(r.Text[at:end])
			at = end
			got[trim(chars)] = true
		}
		fromGot, fromWant := true, true // whether each has a boundary where the sentence at hand begins
		for i := 1; i <= len(text); i++ {
			g, w := got[i], want[i]
			if !g && !w {
				continue
			}
			if i < last {
				if g {
					found++
				}
				if w {
					gold++
				}
				if g && w {
					right++
				}
			}
			if g {
				cut++
			}
			if w {
				sentences++
			}
			if g && w && fromGot && fromWant {
				exact++
			}
			if misses && g != w && i < last {
				kind := "missed"
				if g {
					kind = "added "
				}
				fmt.Printf("  %s %s %q | %q\n", kind, r.ID, string(text[max(0, i-60):i]), string(text[i:min(len(text), i+50)]))
			}
			fromGot, fromWant = g, w
		}
	}
	p, q := ratio(right, found), ratio(right, gold)
	ep, eq := ratio(exact, cut), ratio(exact, sentences)
	fmt.Printf("%-18s %-8s P %.4f  R %.4f  F1 %.4f  exact F1 %.4f\n", set, s.name, p, q, f1(p, q), f1(ep, eq))
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}
