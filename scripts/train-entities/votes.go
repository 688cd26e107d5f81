package main

import (
	"bytes"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
)

// Votes are what a model finds in the raw text: the share of the uses of
// a form that are part of a name of each type, and names of several words. They
// become features of the next model. A sentence that the voting model was
// trained on would see its own labels in them, so its features come from the
// votes of a model of the other half of the training data.
type votes struct {
	forms   map[string][4]uint8
	phrases map[string]uint8 // folded words with blanks between: type from 2 on
}

const (
	minPhrase  = 4   // uses from which a name is listed
	purePhrase = 0.8 // of them of one type
)

// wholeData names the votes of the model of all training data; halves 0 and 1
// are of models that have not seen that half.
const wholeData = 2

func votesFile(c config, k int) string { return c.file(fmt.Sprintf("votes.%d.tsv", k)) }

// halfOf is the half of the training data that a block belongs to.
func halfOf(block int) int { return block % 2 }

// makeVotes trains a model of each half of the training data and one of both,
// tags the raw text with each and writes what they find.
func makeVotes(c config) error {
	for k := range 3 {
		if exists(votesFile(c, k)) {
			continue
		}
		p, err := tables(c)
		if err != nil {
			return err
		}
		b, err := newBench(c, p, nil)
		if err != nil {
			return err
		}
		m := b.fit(func(x *instance) bool { return halfOf(x.block) != k }, nil, teaching)
		b.report("voter", func(k int) [][]string { return b.tagAll(m, b.devs[k], bias) })
		p.Schemes = []crf.Scheme{quantize("news", b, m, 0)}
		model, err := crf.Load(p.Encode())
		if err != nil {
			return err
		}
		if err := vote(c, model, p.Forms, votesFile(c, k)); err != nil {
			return err
		}
		log.Printf("votes %d of 3", k+1)
	}
	return nil
}

// vote tags the raw text and writes the votes: a form with its four shares, or
// a name with its type.
func vote(c config, m *crf.Model, forms []crf.Form, name string) error {
	t, err := m.NewTagger("")
	if err != nil {
		return err
	}
	counts := map[uint64]*[6]int32{}
	names := map[string]*[4]int32{}
	see := func(base uint64, tag uint8) {
		n := counts[base]
		if n == nil {
			n = new([6]int32)
			counts[base] = n
		}
		n[4]++
		if tag > 0 {
			n[(tag-1)/2]++
		}
	}
	var chunks []crf.Chunk
	var spans []span.Span // of the unit's tokens
	var reader crf.Reader
	var text []byte
	var buf []byte
	unit := func() {
		chunks = t.Chunks(chunks[:0])
		t.Words(see)
		for _, x := range chunks {
			e := entity.Entity{Span: span.Span{Start: spans[x.First].Start, End: spans[x.Last-1].End}}
			var before span.Span
			if x.First > 0 {
				before = spans[x.First-1]
			}
			e.Clitic, e.Article = t.Clitic(before.Text(text), spans[x.First].Text(text), x.Type)
			buf = e.AppendName(buf[:0], text)
			if !bytes.Contains(buf, []byte(" ")) {
				continue
			}
			w := folded(string(buf))
			if len(w) < 2 || len(w) > 5 {
				continue
			}
			key := strings.Join(w, " ")
			n := names[key]
			if n == nil {
				n = new([4]int32)
				names[key] = n
			}
			n[x.Type]++
		}
		t.Begin()
		spans = spans[:0]
	}
	flush := func() {
		reader.Each(text, func(tokens []span.Span) {
			spans = append(spans, tokens...)
			if t.Add(text, tokens) == crf.MaxUnit {
				unit()
			}
		})
		unit()
		text = text[:0]
	}
	for _, set := range rawSets {
		if err := eachLine(filepath.Join(c.data, "raw", set+".txt.xz"), func(line []byte, _ []span.Span) {
			if len(line) == 0 {
				flush()
				return
			}
			text = append(append(text, line...), '\n')
		}); err != nil {
			return err
		}
		flush()
	}
	var out bytes.Buffer
	for _, f := range forms {
		n := counts[crf.HashOf(f.Text)]
		if n == nil || n[4] < minCount {
			continue
		}
		var v [4]uint8
		some := false
		for k := range v {
			v[k] = uint8(math.Round(15 * math.Sqrt(float64(n[k])/float64(n[4]))))
			some = some || v[k] > 0
		}
		if some {
			fmt.Fprintf(&out, "%s\t%d %d %d %d\n", f.Text, v[0], v[1], v[2], v[3])
		}
	}
	for _, key := range sortedKeys(names) {
		n := names[key]
		total, best := int32(0), 0
		for k, x := range n {
			total += x
			if x > n[best] {
				best = k
			}
		}
		if total >= minPhrase && float64(n[best]) >= purePhrase*float64(total) {
			fmt.Fprintf(&out, "%s\t%d\n", key, best+2)
		}
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}

// readVotes reads the votes of a model; where there are none yet, it gives
// none.
func readVotes(c config, k int) (*votes, error) {
	v := &votes{map[string][4]uint8{}, map[string]uint8{}}
	data, err := os.ReadFile(votesFile(c, k))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		key, val, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		fields := strings.Fields(val)
		var n [4]uint8
		for i, f := range fields {
			x, err := strconv.Atoi(f)
			if err != nil {
				return nil, err
			}
			n[i] = uint8(x)
		}
		if len(fields) == 1 {
			v.phrases[key] = n[0]
		} else {
			v.forms[key] = n
		}
	}
	return v, nil
}

// with is the parts of a model with votes added.
func (v *votes) with(p *crf.Parts) *crf.Parts {
	q := *p
	q.Forms = append([]crf.Form(nil), p.Forms...)
	at := map[string]int{}
	for i := range q.Forms {
		f := &q.Forms[i]
		at[f.Text] = i
		f.Votes = v.forms[f.Text]
	}
	q.Phrases = append([]crf.Phrase(nil), p.Phrases...)
	listed := map[string]bool{}
	for _, f := range p.Phrases {
		listed[strings.Join(f.Words, " ")] = true
	}
	for _, key := range sortedKeys(v.phrases) {
		words := strings.Fields(key)
		i, ok := at[words[0]]
		if !ok || listed[key] {
			continue
		}
		q.Forms[i].Phrase = true
		q.Phrases = append(q.Phrases, crf.Phrase{Words: words, Type: v.phrases[key]})
	}
	return &q
}
