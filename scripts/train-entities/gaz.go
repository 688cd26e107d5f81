package main

import (
	_ "embed"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/crf"
	"github.com/nass-ar/nass/pkg/span"
)

// Bits of the gazetteers in a lexicon.
const (
	gazName   = iota // a token of persons' names
	gazTitle         // a token of titles of articles, mostly names
	gazArabic        // a token of Arabic full names
	gazPlace         // a country, a large city
	gazSmall         // another place
	gazPart          // a word of a place's name
)

// organizations are names that the annotated data has few or none of: known bodies,
// companies, clubs and media, one a line, written down for nass.
//
//go:embed organizations.txt
var organizations string

// foundOrganization is the type of a phrase that votes found to name an
// organization.
const foundOrganization = 4

// firstBody is the type of a phrase that is a body of the first kind, see
// makeBodies.
const firstBody = 6

var gazFiles = []struct {
	name string
	bit  int
}{
	{"cldr_territories", gazPlace}, {"cldr_cities", gazPlace}, {"cldr_subdivisions", gazSmall},
	{"debian_geonames", gazSmall}, {"egypt_places", gazSmall},
	{"google_translit_tokens", gazTitle}, {"msaad_names", gazArabic}, {"wikidata_person_names", gazName},
}

// clusterings are those of a lexicon, in its order.
var clusterings = [crf.ClassN]string{"classes.1024", "classes.512", "classes.128", "clusters.2000", "clusters.300"}

// tables gathers what the lexicon and the phrases of the model are made from:
// raw counts, word classes, gazetteers and, where they are made, votes.
func tables(c config) (*crf.Parts, error) {
	data, err := os.ReadFile(c.file("words.tsv"))
	if err != nil {
		return nil, err
	}
	forms := map[string]*crf.Form{}
	form := func(w string) *crf.Form {
		f := forms[w]
		if f == nil {
			f = &crf.Form{Text: w, Count: 1}
			for k := range f.Classes {
				f.Classes[k] = crf.NoClass
			}
			forms[w] = f
		}
		return f
	}
	for line := range strings.Lines(string(data)) {
		w, v, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		n, err := strconv.Atoi(v)
		if err != nil {
			return nil, err
		}
		if n >= minCount {
			form(w).Count = uint8(bits.Len(uint(n)))
		}
	}
	for k, name := range clusterings {
		class, err := readClasses(c, name)
		if err != nil {
			return nil, err
		}
		for w, n := range class {
			form(w).Classes[k] = uint16(n)
		}
	}
	p := &crf.Parts{}
	seen := map[string]bool{}
	for _, g := range gazFiles {
		data, err := os.ReadFile(filepath.Join(c.data, "gaz", g.name+".tsv"))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			name, typ, ok := strings.Cut(strings.TrimSpace(line), "\t")
			if !ok {
				return nil, fmt.Errorf("%s: no tab in %q", g.name, line)
			}
			words := folded(name)
			for i, w := range words { // سان رافائيل، مندوزا
				if w == "\u060C" || w == "(" {
					words = words[:i]
					break
				}
			}
			switch {
			case len(words) == 0 || len(words) > 5:
			case typ != "LOC":
				for _, w := range words {
					form(w).Gaz |= 1 << g.bit
				}
			case len(words) == 1:
				form(words[0]).Gaz |= 1 << g.bit
			default:
				for _, w := range words {
					if len([]rune(w)) > 2 {
						form(w).Gaz |= 1 << gazPart
					}
				}
				form(words[0]).Phrase = true
				if key := strings.Join(words, " "); !seen[key] {
					seen[key] = true
					p.Phrases = append(p.Phrases, crf.Phrase{Words: words, Type: 1})
				}
			}
		}
	}
	for _, phrase := range listed() {
		form(phrase.Words[0]).Phrase = true
		p.Phrases = append(p.Phrases, phrase)
	}
	if data, err = os.ReadFile(c.file("bodies.tsv")); err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(line, "\t")
		words := strings.Fields(f[0])
		form(words[0]).Phrase = true
		p.Phrases = append(p.Phrases, crf.Phrase{Words: words, Type: firstBody + f[1][0] - '0'})
	}
	for _, w := range sortedKeys(forms) {
		p.Forms = append(p.Forms, *forms[w])
	}
	return p, nil
}

// listed returns the phrases of organizations.
func listed() []crf.Phrase {
	var phrases []crf.Phrase
	for name := range strings.Lines(organizations) {
		phrases = append(phrases, crf.Phrase{Words: folded(name), Type: foundOrganization, Listed: true})
	}
	return phrases
}

// addListed adds the organizations to the finished model, which is not trained again.
func addListed(c config) error {
	data, err := os.ReadFile(c.out)
	if err != nil {
		return err
	}
	if data, err = crf.AddPhrases(data, listed()); err != nil {
		return err
	}
	return os.WriteFile(c.out, data, 0o644)
}

func folded(text string) []string {
	var words []string
	var toks []span.Span
	for _, t := range crf.Tokens(toks, []byte(text)) {
		if f := crf.Fold(nil, t.Text([]byte(text))); len(f) > 0 {
			words = append(words, string(f))
		}
	}
	return words
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
