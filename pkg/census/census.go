// Package census sums up a corpus in one pass and in bounded memory: how many documents
// and words there are, how long documents are, which digits, diacritics and languages
// they have, which words and names are frequent, and which documents are duplicates.
//
//   - [New] makes a [Census] with [Options].
//   - [Census.Worker] makes functions that read documents, on as many goroutines as you
//     like.
//   - [Census.Add] adds what they return, in the order of the corpus.
//   - [Census.Result] returns the sums.
//
// The result depends on the documents and their order alone, not on the number of
// goroutines. What is bounded says so: [Result] has for each such sum whether it is exact.
package census

import (
	"cmp"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/signal"
	"github.com/nass-ar/nass/pkg/sketch"
	"github.com/nass-ar/nass/pkg/span"
)

// Options choose what a Census counts. The zero value is the default.
type Options struct {
	Settings *signal.Settings         // of the verdict; nil is Standard Arabic
	Rules    *rule.Engine             // whose findings are counted; nil counts none
	Names    func() *entity.Extractor // makes what finds the names that are counted; nil counts none
	Compare  int                      // with how many documents others are compared for near duplicates; 0 is DefaultCompare
}

// DefaultCompare is how many documents are compared for near duplicates: in some 64 MiB,
// and in half as much again while the memory grows.
const DefaultCompare = 1 << 19

// What bounds the memory of a Census beside the near duplicates.
const (
	maxWords  = 1 << 17 // different words that are counted, in some 12 MiB
	maxHashes = 7 << 19 // documents that are compared for exact duplicates, in 32 MiB
)

// DigitSets are the sets of digits, by the names that the sums have.
var DigitSets = [...]string{"western", "eastern", "persian"}

// What a document has for its language if that is not known.
const (
	Unknown  = "und" // Arabic letters that show no language
	NoArabic = "zxx" // no Arabic letter
)

// LanguageName returns the English name of a language by the tag that a Result has.
func LanguageName(tag string) string {
	switch tag {
	case NoArabic:
		return "no Arabic letter"
	case Unknown:
		return "unknown"
	}
	return orthography.Language(tag).Name()
}

// vocalized is which share of the words of a document have a diacritic if it is
// vocalized.
const vocalized = 0.5

// A Census sums up documents. Its Worker may be called by several goroutines, the other
// methods by one. Use [New].
type Census struct {
	o       Options
	readers sync.Pool // of *reader

	result     Result
	words      sketch.Frequent
	types      sketch.Distinct
	names      entity.Counter
	lengths    [2]sketch.Histogram // in words, in characters
	languages  map[string]int
	reasons    map[string]int
	findings   map[*rule.Rule]int
	exact      *sketch.Set
	near       *sketch.Set
	arabic     int
	markedWord int
	letters    int
	marks      int
}

// New returns a census of no documents.
func New(o Options) *Census {
	if o.Compare == 0 {
		o.Compare = DefaultCompare
	}
	if o.Settings == nil {
		o.Settings, _ = signal.Lookup(signal.Names()[0])
	}
	c := &Census{
		o: o, languages: map[string]int{}, reasons: map[string]int{}, findings: map[*rule.Rule]int{},
		words: sketch.Frequent{Most: maxWords}, exact: sketch.NewSet(maxHashes), near: sketch.NewSet(o.Compare * sketch.Bands),
	}
	c.readers.New = func() any {
		r := &reader{at: map[uint64]int{}}
		r.counter.Settings = o.Settings
		if o.Names != nil {
			r.names = o.Names()
		}
		return r
	}
	return c
}

// Worker returns a function that reads one document of a file of which j knows the path.
// It appends nothing to dst.
func (c *Census) Worker(j *orthography.Judge) corpus.Worker[*Document] {
	var find *rule.Runner
	if c.o.Rules != nil {
		find = j.Each(c.o.Rules).Runner()
	}
	return func(dst, text []byte, _ span.Place) ([]byte, *Document) {
		r := c.readers.Get().(*reader)
		d := r.read(text, j, find)
		c.readers.Put(r)
		return dst, d
	}
}

// A Copy is what a document repeats.
type Copy uint8

// What a document repeats: no document before it, one that is equal but for blanks at its
// ends, or one that is a near duplicate.
const (
	Original Copy = iota
	ExactCopy
	NearCopy
)

// Add adds a document and returns what it repeats. The order counts.
func (c *Census) Add(d *Document) Copy {
	x := &c.result
	s := &d.signals
	x.Documents++
	x.Bytes += d.bytes
	x.Characters += s.Characters
	x.Lines += s.Lines
	x.Sentences += s.Sentences
	x.Tokens += s.Tokens
	x.Words += s.Words
	c.letters, c.marks = c.letters+d.letters, c.marks+d.marks
	c.arabic, c.markedWord = c.arabic+d.arabic, c.markedWord+d.marked
	if d.arabic > 0 && float64(d.marked) >= vocalized*float64(d.arabic) {
		x.Vocalization.Documents++
	}
	c.lengths[0].Add(s.Words)
	c.lengths[1].Add(s.Characters)
	for i, n := range d.digits {
		if n > 0 {
			x.Digits[i].Characters += n
			x.Digits[i].Documents++
		}
	}
	c.languages[d.language]++
	if s.Keep {
		x.Kept++
	} else {
		c.reasons[s.Reason]++
	}
	start := 0
	for _, w := range d.words {
		if c.words.Add(w.hash, d.spelled[start:w.end], w.n) {
			c.types.Add(w.hash)
		}
		start = w.end
	}
	c.words.Settle()
	for r, n := range d.findings {
		c.findings[r] += n
		x.Findings.All += n
	}
	if c.o.Names != nil {
		c.names.Add(d.bytes, d.names)
		c.names.EndText()
	}
	return c.compare(d)
}

// compare counts a document that is a duplicate of one before it.
func (c *Census) compare(d *Document) (of Copy) {
	x := &c.result.Duplicates
	switch {
	case d.signals.Words == 0: // nothing that could be compared
	case c.exact.Add(d.hash):
		x.Exact++
		return ExactCopy
	case !d.keyed:
	default:
		for _, k := range d.keys {
			if c.near.Has(k) {
				of = NearCopy
			}
		}
		if of == NearCopy {
			x.Near++
		}
		if x.Compared == c.o.Compare {
			x.Full = true
			return of
		}
		x.Compared++
		for _, k := range d.keys {
			c.near.Add(k)
		}
	}
	return of
}

// A Result has the sums of a census.
type Result struct {
	Documents  int
	Bytes      int
	Characters int
	Lines      int
	Sentences  int
	Tokens     int
	Words      int

	Types struct {
		N     int  // different words
		Exact bool // otherwise it is estimated, within 0.81 % mostly
	}

	// Deciles of the lengths of documents: the shortest, those that one tenth, two
	// tenths … of the documents do not exceed, the longest.
	WordDeciles, CharacterDeciles [11]int
	ExactDeciles                  bool  // otherwise they are at most one part in a thousand too low
	LengthBars                    []Bar // documents by their words

	Digits [len(DigitSets)]struct{ Characters, Documents int }

	Vocalization struct {
		MarkRatio float64 // diacritics for each Arabic letter
		WordShare float64 // Arabic words with a diacritic
		Documents int     // in which half of the Arabic words have one
	}

	Languages []Tally // documents by the tag of their language

	Settings string  // of the verdict
	Kept     int     // documents that the settings keep
	Reasons  []Tally // why they remove the others

	Frequent      []sketch.Count // words
	ExactFrequent bool           // their counts are exact

	Names      []entity.Count
	Named      bool // names were counted
	ExactNames bool

	Findings struct {
		Counted bool
		All     int
		Rules   []RuleCount
	}

	Duplicates struct {
		Exact       int  // documents that are equal to an earlier one
		ExactBounds bool // later documents were compared with the first maxHashes only
		Near        int  // documents that are near duplicates of an earlier one, and not equal to any
		Compared    int  // documents with which later ones were compared
		Full        bool // later documents were compared with these only
	}
}

// A Tally is how many documents there are of a kind.
type Tally struct {
	Name      string
	Documents int
}

// A Bar is how many documents have From words or more, but fewer than the next bar.
type Bar struct{ From, Documents int }

// A RuleCount is how many findings a rule has.
type RuleCount struct {
	Rule *rule.Rule
	N    int
}

// lengthBounds are where bars of lengths begin, but the first.
var lengthBounds = []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000}

// Result returns the sums, with at most top words and names.
func (c *Census) Result(top int) *Result {
	x := c.result
	x.Types.N, x.Types.Exact = c.words.Len(), c.words.Exact()
	if !x.Types.Exact {
		x.Types.N = int(c.types.Estimate() + 0.5)
	}
	for i := range x.WordDeciles {
		x.WordDeciles[i] = c.lengths[0].Quantile(float64(i) / 10)
		x.CharacterDeciles[i] = c.lengths[1].Quantile(float64(i) / 10)
	}
	x.ExactDeciles = c.lengths[0].Exact() && c.lengths[1].Exact()
	for i, n := range c.lengths[0].Bars(lengthBounds) {
		b := Bar{Documents: int(n)}
		if i > 0 {
			b.From = lengthBounds[i-1]
		}
		x.LengthBars = append(x.LengthBars, b)
	}
	x.Vocalization.MarkRatio = ratio(c.marks, c.letters)
	x.Vocalization.WordShare = ratio(c.markedWord, c.arabic)
	x.Languages, x.Reasons = tallies(c.languages), tallies(c.reasons)
	x.Settings = c.o.Settings.Name
	x.Frequent, x.ExactFrequent = c.words.Top(top), c.words.Exact()
	if x.Named = c.o.Names != nil; x.Named {
		all := c.names.Counts()
		x.Names, x.ExactNames = slices.Clone(all[:min(top, len(all))]), !c.names.Incomplete()
	}
	x.Findings.Counted = c.o.Rules != nil
	for r, n := range c.findings {
		x.Findings.Rules = append(x.Findings.Rules, RuleCount{r, n})
	}
	slices.SortFunc(x.Findings.Rules, func(a, b RuleCount) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Rule.Name, b.Rule.Name)) })
	x.Duplicates.ExactBounds = c.exact.Full()
	return &x
}

func ratio(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// tallies returns what counts holds, the most frequent first.
func tallies(counts map[string]int) (all []Tally) {
	for name, n := range counts {
		all = append(all, Tally{name, n})
	}
	slices.SortFunc(all, func(a, b Tally) int { return cmp.Or(b.Documents-a.Documents, cmp.Compare(a.Name, b.Name)) })
	return all
}
