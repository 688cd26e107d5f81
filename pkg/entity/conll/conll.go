// Package conll reads the format of annotated text of the CoNLL shared tasks,
// token TAB tag with IOB2 tags, and running text with its names in brackets. It
// scores one tagging against another as the program conlleval does.
package conll

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// A Sentence is a run of tokens and, where the file has them, their tags: O, or
// B- or I- and a type.
type Sentence struct {
	Tokens []string
	Tags   []string // as many as Tokens, or none
}

// Read reads sentences: a line holds a token and, as the last of further
// fields, its tag, with tabs or blanks between; an empty line ends a sentence.
func Read(r io.Reader) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), 16<<20)
	var all []Sentence
	var s Sentence
	flush := func() error {
		if len(s.Tokens) > 0 {
			if len(s.Tags) != 0 && len(s.Tags) != len(s.Tokens) {
				return fmt.Errorf("conll: sentence %d has %d tokens and %d tags", len(all)+1, len(s.Tokens), len(s.Tags))
			}
			all = append(all, s)
		}
		s = Sentence{}
		return nil
	}
	for lines.Scan() {
		line := strings.TrimSuffix(lines.Text(), "\r")
		sep := "\t"
		if !strings.Contains(line, "\t") {
			sep = " "
		}
		fields := strings.Split(line, sep)
		if strings.TrimSpace(line) == "" {
			if err := flush(); err != nil {
				return nil, err
			}
			continue
		}
		s.Tokens = append(s.Tokens, fields[0])
		if len(fields) > 1 {
			s.Tags = append(s.Tags, fields[len(fields)-1])
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("conll: %w", err)
	}
	return all, flush()
}

// A Chunk is a typed run of tokens of a sentence, or of bytes of a text, from
// Start up to End.
type Chunk struct {
	Type       string
	Start, End int
}

// Chunks returns the chunks that tags mark. An I- tag that does not continue a
// chunk of its type begins one, as in conlleval.
func Chunks(tags []string) []Chunk {
	var all []Chunk
	open := -1
	for i, t := range tags {
		kind, typ, _ := strings.Cut(t, "-")
		if open >= 0 && (kind != "I" || typ != all[open].Type) {
			open = -1
		}
		switch {
		case kind == "B", kind == "I" && open < 0:
			all = append(all, Chunk{typ, i, i + 1})
			open = len(all) - 1
		case kind == "I":
			all[open].End = i + 1
		}
	}
	return all
}
