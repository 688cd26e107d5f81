package crf

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/span"
)

// testTagger returns a tagger of the model that package entity embeds.
func testTagger(tb testing.TB) *Tagger {
	tb.Helper()
	data, err := os.ReadFile("../model.bin")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := Load(data)
	if err != nil {
		tb.Fatal(err)
	}
	t, err := m.NewTagger("")
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// ownPages is the text of the project's own pages, a paragraph a line.
func ownPages(tb testing.TB) []byte {
	tb.Helper()
	f, err := os.Open("../../../testdata/entities/pages.conll")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	key, err := conll.Read(f)
	if err != nil {
		tb.Fatal(err)
	}
	var text []byte
	for _, s := range key {
		text = append(append(text, strings.Join(s.Tokens, " ")...), '\n')
	}
	return text
}

// The scores that the tagger sums up from what it keeps of each word must be
// those of the features one by one.
func TestScoresAreThoseOfFeatures(t *testing.T) {
	fast, slow := testTagger(t), testTagger(t)
	for _, line := range bytes.Split(ownPages(t), []byte("\n")) {
		words := bytes.Fields(line)
		if len(words) == 0 {
			continue
		}
		want := make([][tagN]int16, len(words))
		slow.Features(words, func(i, _ int, h uint64) {
			if at := slow.scheme.weights.find(h); at >= 0 {
				for k := range want[i] {
					want[i][k] += int16(int8(slow.scheme.weights.data[at+k]))
				}
			}
		})
		fast.reset()
		fast.begin(len(words))
		for _, w := range words {
			fast.words = append(fast.words, fast.typeOf(w))
		}
		fast.weigh()
		for i := range words {
			for k, v := range fast.known[i].emit {
				and := int16(0)
				if k > 0 && k%2 == 0 && Type(k/2-1) <= ORG && fast.known[i].flags>>(k/2-1)&flagAnd != 0 {
					and = andMalus
				}
				if fast.bars[i]>>k&1 != 0 {
					if v != barred {
						t.Fatalf("%s: score %d of tag %d, which is barred", words[i], v, k)
					}
					continue
				}
				if listed := fast.phrase[i]&phraseListed != 0 && (k == 1+2*int(ORG) || k == 2+2*int(ORG)); v != want[i][k]-and && !listed {
					t.Fatalf("%s: score %d of tag %d, want %d", words[i], v, k, want[i][k])
				}
			}
		}
	}
}

// What a filter turns away is in no table.
func TestFilterLosesNothing(t *testing.T) {
	tagger := testTagger(t)
	fast := tagger.scheme.weights
	slow := fast
	slow.filter = "\xFF"
	found, passed, n := 0, 0, 0
	for _, line := range bytes.Split(ownPages(t), []byte("\n")) {
		tagger.Features(bytes.Fields(line), func(_, _ int, h uint64) {
			want := slow.find(h)
			if got := fast.find(h); got != want {
				t.Fatalf("%x: at %d, without the filter at %d", h, got, want)
			}
			var all [atOnce]int
			if fast.findAll(&all, []uint64{h, ^h, h}); all[0] != want || all[1] != slow.find(^h) || all[2] != want {
				t.Fatalf("%x: at %d with others, alone at %d", h, all[:3], want)
			}
			n++
			if want >= 0 {
				found++
			}
			if at, bit := filterBit(h, len(fast.filter)); fast.filter[at]>>bit&1 != 0 {
				passed++
			}
		})
	}
	t.Logf("of %d features %d are in the table, %d pass", n, found, passed)
	if found == 0 || passed-found > (n-found)/5 {
		t.Error("the filter lets too much through")
	}
}

// The best tagging must be the best of all that IOB2 allows.
func TestViterbiIsBest(t *testing.T) {
	tagger := testTagger(t)
	c := &tagger.scheme.chain
	seed := uint64(1)
	next := func() int32 {
		seed = mix(seed, 7)
		return int32(seed%200) - 100
	}
	const n = 4
	for range 50 {
		tagger.emit = make([][tagN]int32, MaxSentence)
		tagger.back = make([][tagN]uint8, MaxSentence)
		for i := range n {
			for k := range tagN {
				tagger.emit[i][k] = next()
			}
		}
		score := func(tags []uint8) int32 {
			sum := c.begin[tags[0]] + tagger.emit[0][tags[0]]
			for i := 1; i < n; i++ {
				sum += c.into[tags[i]][tags[i-1]] + tagger.emit[i][tags[i]]
			}
			return sum
		}
		best, at := int32(never)*n, make([]uint8, n)
		for x := range tagN * tagN * tagN * tagN {
			tags := []uint8{uint8(x % tagN), uint8(x / tagN % tagN), uint8(x / tagN / tagN % tagN), uint8(x / tagN / tagN / tagN)}
			if s := score(tags); s > best {
				best, at = s, slices.Clone(tags)
			}
		}
		got := make([]uint8, n)
		tagger.viterbi(got, c)
		if score(got) != best {
			t.Fatalf("got %v of score %d, best is %v of %d", got, score(got), at, best)
		}
		for i, tag := range got {
			if tag > 0 && tag%2 == 0 && (i == 0 || got[i-1] != tag && got[i-1] != tag-1) {
				t.Fatalf("%v is not IOB2", got)
			}
		}
	}
}

func TestTagKeepsTokens(t *testing.T) {
	doc := [][]string{{"زار", "بوتين", "أستانا", "."}, {}, {"", " ", "\xff"}, slices.Repeat([]string{"بوتين"}, 3*MaxSentence)}
	tags := testTagger(t).Tag(doc)
	if len(tags) != len(doc) {
		t.Fatalf("%d sentences of %d", len(tags), len(doc))
	}
	for i := range doc {
		if len(tags[i]) != len(doc[i]) {
			t.Errorf("sentence %d: %d tags for %d tokens", i, len(tags[i]), len(doc[i]))
		}
	}
	if tags[0][1] != "B-PER" || tags[0][2] != "B-LOC" {
		t.Errorf("got %v", tags[0])
	}
}

func TestUnknownScheme(t *testing.T) {
	if _, err := testTagger(t).m.NewTagger("no such"); err == nil || !strings.Contains(err.Error(), "news") {
		t.Errorf("got %v, want an error that names the schemes", err)
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	for _, s := range []string{"إِلَى", "مدرسة", "القاهـرة", "COVID-19", "٢٠٢٣م", "«", "ڤيينا", "東京", "\xff"} {
		once := Fold(nil, []byte(s))
		if twice := Fold(nil, once); !bytes.Equal(once, twice) {
			t.Errorf("%q: %q, then %q", s, once, twice)
		}
	}
}

func FuzzLoad(f *testing.F) {
	p := Parts{Forms: []Form{{Text: "بوتين", Count: 3}}, Phrases: []Phrase{{Words: []string{"الامم", "المتحده"}, Type: 1}}, Schemes: []Scheme{{Name: "news"}}}
	small := p.Encode()
	f.Add(small)
	f.Add(small[:40])
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := View(string(data))
		if len(data) < headerSize {
			return
		}
		if err == nil {
			text := []byte("زار بوتين الأمم المتحدة")
			tagger, err := m.NewTagger("")
			if err != nil {
				t.Fatal(err)
			}
			last := 0
			new(Reader).Each(text, func(tokens []span.Span) {
				tagger.Add(text, tokens)
				for _, c := range tagger.Chunks(nil) {
					if c.First < last || c.Last <= c.First || c.Last > len(tokens) || !(c.Score >= 0 && c.Score <= 1) {
						t.Fatalf("chunk %+v after %d in %d tokens", c, last, len(tokens))
					}
					last = c.Last
				}
			})
		}
	})
}
