package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// layerBytes is how much text the layers are measured on.
const layerBytes = 10_000_000

// A layerSet is what is asked of nass annotate, and the verbs that find as much.
type layerSet struct {
	layers string
	verbs  [][]string
}

// layerSets are measured beside the sum of their verbs; those without verbs have none that
// finds as much.
func layerSets() []layerSet {
	marks := [][]string{
		{"normalize"}, {"normalize", "--edits"}, {"check", "--no-config", "--exit-zero", "--format", "jsonl"}, {"segment", "--format", "jsonl"},
		{"tokenize", "--format", "jsonl"}, {"dates", "--format", "jsonl"},
	}
	return []layerSet{
		{layers: "normal,edits,findings,sentences,tokens,dates", verbs: marks},
		{layers: "normal,edits,findings,sentences,tokens,dates,entities", verbs: append(marks[:len(marks):len(marks)], []string{"entities", "--format", "jsonl"})},
		{layers: "language"}, {layers: "normal"}, {layers: "sentences"}, {layers: "signals"}, {layers: "entities"},
		{layers: "language,normal,edits,findings,sentences,tokens,dates,signals"},
		{layers: "all"},
	}
}

// camel tokenizes and normalizes the texts with CAMeL Tools.
const camel = `
import json, sys
from camel_tools.tokenizers.word import simple_word_tokenize
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar, normalize_unicode
for line in open(sys.argv[1], encoding='utf-8'):
    text = json.loads(line)['text']
    simple_word_tokenize(text)
    normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(normalize_unicode(text)))))
`

// spacy finds the tokens and sentences of the texts with spaCy's rules for Arabic.
const spacy = `
import json, sys, spacy
nlp = spacy.blank('ar')
nlp.add_pipe('sentencizer')
for doc in nlp.pipe(json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')):
    list(doc.sents)
`

// layers measures nass annotate on records, beside the sum of the verbs that find as much
// and beside libraries for Python that find less.
func layers(w io.Writer, nass, python, file, dir string) error {
	records := filepath.Join(dir, "layers.jsonl")
	if err := jsonForm.fill(records, file, layerBytes); err != nil {
		return err
	}
	defer os.Remove(records)
	version := func(name, of string) []string {
		return []string{python, "-c", "import " + of + "; print('" + name + "', " + of + ".__version__)"}
	}
	peers := []contestant{
		{name: "CAMeL Tools, tokens and search keys", args: []string{python, "-c", camel}, version: version("camel-tools", "camel_tools")},
		{name: "spaCy, blank ar, tokens and sentences", args: []string{python, "-c", spacy}, version: version("spaCy", "spacy")},
	}
	var all []contestant
	at := map[string]int{} // by arguments, as sets share verbs
	add := func(args ...string) {
		if key := fmt.Sprint(args); at[key] == 0 {
			all = append(all, contestant{args: append(append([]string{nass}, args...), "-j", "1")})
			at[key] = len(all)
		}
	}
	sets := layerSets()
	for _, s := range sets {
		add("annotate", "--layers", s.layers)
		for _, verb := range s.verbs {
			add(verb...)
		}
	}
	best, versions, err := fastest(append(all, peers...), records)
	if err != nil {
		return err
	}
	took := func(args ...string) time.Duration { return best[at[fmt.Sprint(args)]-1].cpu }
	fmt.Fprintf(w, "\n| %d MB of JSON Lines, one core | CPU seconds | MB a CPU second | to the sum of the verbs | version |\n|---|---:|---:|---:|---|\n", layerBytes/1_000_000)
	for _, s := range sets {
		cpu, ratio := took("annotate", "--layers", s.layers), ""
		if s.verbs != nil {
			var sum time.Duration
			for _, verb := range s.verbs {
				sum += took(verb...)
			}
			ratio = fmt.Sprintf("%.2f", cpu.Seconds()/sum.Seconds())
		}
		fmt.Fprintf(w, "| nass annotate --layers %s | %.2f | %.1f | %s | this tree |\n", s.layers, cpu.Seconds(), layerBytes/1e6/cpu.Seconds(), ratio)
	}
	for i, c := range peers {
		v := versions[len(all)+i]
		if v == "" {
			fmt.Fprintf(w, "| %s | | | | not installed |\n", c.name)
			continue
		}
		cpu := best[len(all)+i].cpu
		fmt.Fprintf(w, "| %s | %.2f | %.1f | | %s |\n", c.name, cpu.Seconds(), layerBytes/1e6/cpu.Seconds(), v)
	}
	fmt.Fprint(w, `
The verbs are normalize, normalize --edits, check, segment, tokenize, dates and entities, with JSON where they have it, one after the other.
`)
	return nil
}
