// Package annotate reads a text once and returns every layer of it: its language and
// what damaged it, its normal form with the edits that make it, findings, sentences,
// tokens, their clitics, names, dates and signals of quality. It is the front door of the module: the other packages each
// make one of the layers.
//
// [New] returns an [Annotator] for the layers that [Options] name, and its methods
// return a [Doc] for each text. Spans are bytes of the text; where the normal form is a
// layer, each item has its span there too. [Writer] writes a Doc as JSON with offsets in
// bytes, code points or UTF-16 units, as nass annotate prints it; [Schema] describes
// that.
//
// The package promises that a layer is the same with any other layers, and what the
// package that makes it returns for the text. An Annotator may be used by many
// goroutines.
package annotate

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/signal"
	"github.com/nass-ar/nass/pkg/span"
)

// Layers is a set of layers.
type Layers uint16

// The layers of a text, in the order in which they are written.
const (
	Language Layers = 1 << iota // the language, and what damaged the text
	Normal                      // the normal form
	Edits                       // the edits that make the normal form
	Findings                    // what breaks a rule
	Sentences
	Tokens
	Clitics  // the parts of words, and all other tokens
	Entities // names
	Dates
	Signals // measures of quality

	// Usual are the layers of the zero Options.
	Usual = Language | Sentences | Tokens | Entities | Dates

	// All are all layers.
	All = Signals<<1 - 1
)

// LayerNames are the names of the layers, in order.
var LayerNames = []string{"language", "normal", "edits", "findings", "sentences", "tokens", "clitics", "entities", "dates", "signals"}

// ParseLayers returns the set of the layers of those names; "all" names all.
func ParseLayers(names ...string) (set Layers, err error) {
	for _, name := range names {
		name = strings.TrimSpace(name)
		switch i := slices.Index(LayerNames, name); {
		case name == "all":
			set |= All
		case i < 0:
			return 0, fmt.Errorf("annotate: unknown layer %q (use %s or all)", name, strings.Join(LayerNames, ", "))
		default:
			set |= 1 << i
		}
	}
	return set, nil
}

// Options say what is to be found in texts, and how. The zero value finds the [Usual]
// layers as the verbs of nass do without flags.
type Options struct {
	Layers Layers

	Normal *rule.Engine // makes Normal and Edits; nil: the profile standard
	Find   *rule.Engine // finds Findings; nil: the profile check

	// Ignore, if set, reports whether a finding is skipped. It is called on many
	// goroutines at once.
	Ignore func(f *rule.Finding) bool

	Segment segment.Options
	Cut     segment.TokenOptions
	Clitics clitic.Scheme // of the layer Clitics; None is ATB
	Dates   date.Options

	Model  *entity.Model // nil: the default one
	Scheme string        // of the model; "" is its first

	Settings *signal.Settings // of the verdict among the signals; nil is Standard Arabic
}

// An Annotator finds the layers of texts. It does not change and may be used by many
// goroutines.
type Annotator struct {
	o      Options
	names  *rule.Engine // normalizes for entities
	damage *rule.Engine // finds damage; nil: so does o.Find, or nobody asks
	judge  func(head []byte) orthography.Nature
	nature *orthography.Nature // of all texts; nil: judge decides
	pool   *sync.Pool          // of *worker
}

// New returns an annotator. The error is one of a scheme that the model does not have.
func New(o Options) (*Annotator, error) {
	if o.Layers == 0 {
		o.Layers = Usual
	}
	a := &Annotator{o: o, judge: new(orthography.Judge).OfEach()}
	for _, x := range []struct {
		to     **rule.Engine
		of     orthography.Selection
		wanted Layers
	}{
		{&a.o.Normal, orthography.Selection{Profile: orthography.Standard}, Normal | Edits},
		{&a.o.Find, orthography.Selection{Profile: orthography.Check}, Findings},
		// How dates and numbers are written makes no name.
		{&a.names, orthography.ForNames(), Entities},
	} {
		if *x.to != nil || o.Layers&x.wanted == 0 {
			continue
		}
		var err error
		if *x.to, err = x.of.Compile(); err != nil {
			return nil, err
		}
	}
	if err := a.findDamage(); err != nil {
		return nil, err
	}
	if a.o.Clitics == clitic.None {
		a.o.Clitics = clitic.ATB
	}
	if a.o.Model == nil {
		a.o.Model = entity.Default()
	}
	if _, err := a.finder(); err != nil {
		return nil, err
	}
	a.pool = &sync.Pool{New: func() any { return newWorker(a) }}
	return a, nil
}

// findDamage makes the engine that finds damage, unless the findings have it.
func (a *Annotator) findDamage() error {
	if a.o.Layers&Language == 0 {
		return nil
	}
	rules, err := orthography.Select(orthography.Selection{Profile: orthography.Check})
	if err != nil {
		return err
	}
	rules = slices.DeleteFunc(rules, func(r *rule.Rule) bool { return !slices.Contains(damages[:], r.Name) })
	if a.o.Layers&Findings != 0 && !slices.ContainsFunc(rules, func(r *rule.Rule) bool { return !slices.Contains(a.o.Find.Rules(), r) }) {
		return nil
	}
	a.damage, err = rule.Compile(rules)
	return err
}

// finder returns a finder of names; nil if the layer is not wanted.
func (a *Annotator) finder() (*entity.Finder, error) {
	if a.o.Layers&Entities == 0 {
		return nil, nil
	}
	return a.o.Model.NewFinder(a.o.Scheme)
}

// Layers returns the layers that the annotator finds.
func (a *Annotator) Layers() Layers { return a.o.Layers }

// Rules returns the names of the rules that apply, by the layers that ask for them:
// "normal", of the normal form and its edits, and "findings".
func (a *Annotator) Rules() map[string][]string {
	rules := map[string][]string{}
	for layer, x := range map[string]struct {
		engine *rule.Engine
		asked  Layers
	}{"normal": {a.o.Normal, Normal | Edits}, "findings": {a.o.Find, Findings}} {
		if a.o.Layers&x.asked == 0 {
			continue
		}
		for _, of := range x.engine.Rules() {
			rules[layer] = append(rules[layer], of.Name)
		}
	}
	return rules
}

// Judged returns an annotator that does what a does and has j decide what a text is: its
// language and what else rules ask for. New's judge knows nothing but the text.
func (a *Annotator) Judged(j *orthography.Judge) *Annotator {
	x := *a
	x.judge, x.nature = j.OfEach(), nil
	return &x
}

// Suppose returns an annotator that does what a does, for texts that are known to be n:
// the texts of one page.
func (a *Annotator) Suppose(n orthography.Nature) *Annotator {
	x := *a
	x.nature = &n
	return &x
}

// Document returns the layers of a text. The Doc holds parts of the text, which must not
// change.
func (a *Annotator) Document(text []byte) *Doc {
	d := new(Doc)
	a.Fill(d, text)
	return d
}

// Fill makes d the layers of a text and uses its memory again. The Doc holds parts of
// the text, which must not change while d is used.
func (a *Annotator) Fill(d *Doc, text []byte) {
	w := a.pool.Get().(*worker)
	w.fill(a, d, job{Text: &document.Text{Bytes: text}, whole: true})
	a.pool.Put(w)
}

// A Doc is a text with its layers. Those that were not asked for are empty. All are in
// the order of the text, and spans are bytes of it.
type Doc struct {
	Layers Layers // that were asked for
	Text   []byte

	Language orthography.Language // "" is not known
	Damage   []string             // the rules that find damage, such as mojibake, in the order of the catalogue

	Normal    []byte // the normal form
	Edits     []Edit
	Findings  []Finding
	Sentences []Sentence
	Tokens    []Token
	Clitics   []Part
	Entities  []Entity
	Dates     []Date
	Signals   signal.Signals
}

// An Edit is a change that leads to the normal form.
type Edit struct {
	span.Edit
	Normal span.Span // what it writes, in the normal form
	Rule   string    // the rules that made it, with + between them
}

// A Finding is a place where a text breaks a rule. What is found of a text as a whole,
// such as mixed sets of digits, is where the text first shows it; a duplicate line is
// where it begins.
type Finding struct {
	span.Span
	Normal span.Span    // in the normal form
	Of     rule.Finding // in its line
}

// A Sentence is a sentence of the text.
type Sentence struct {
	segment.Sentence
	Normal span.Span // in the normal form
}

// A Token is a token of the text.
type Token struct {
	segment.Token
	Normal span.Span // in the normal form
}

// A Part is a part of a token: a clitic of a word or its stem, or a token that is no
// word. Joined, the parts of a token are the token.
type Part struct {
	span.Span
	Normal span.Span // in the normal form
	Type   segment.Type
	Kind   clitic.Kind // of the part of a word
	Word   int         // the number of the token, from 0
	Norm   string      // as it is written by itself
	Score  float32     // how likely the word has these parts, from 0 to 1
}

// An Entity is a name in the text.
type Entity struct {
	entity.Mention
	Normal span.Span // in the normal form
	Full   string    // the full name in the text that the name stands for, or the name itself
}

// A Date is a date in the text.
type Date struct {
	date.Date
	Normal span.Span // in the normal form
}
