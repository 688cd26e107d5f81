package annotate

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/clitic"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/signal"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// A worker is what one goroutine needs to annotate texts.
type worker struct {
	known, whole []rule.Known // of the text at hand, for rules of texts and of fragments
	normal       *suppress.Runner
	find         *suppress.Runner
	findWhole    *rule.Runner // find of a text that is no part of a document, once there is one
	finds        *rule.Engine // of both
	damage       *rule.Runner
	damaged      damage
	names        *entity.Extractor
	merger       entity.Merger

	edits     []span.Edit
	code      []span.Span // in the text, which is no prose
	sentences []segment.Sentence
	tokens    []segment.Token
	splitter  *clitic.Splitter // nil where nothing is split
	norms     []byte           // the normal forms of all parts of a text, one after the other
	ends      []int            // of each of them
	full      []string
	finder    date.Finder
	dates     []date.Date
	counter   signal.Counter
}

func newWorker(a *Annotator) *worker {
	w := &worker{counter: signal.Counter{Settings: a.o.Settings}}
	whole := func([]byte) []rule.Known { return w.whole }
	if a.o.Layers&(Normal|Edits) != 0 {
		w.normal = suppress.NewRunner(a.o.Normal.Judged(whole))
	}
	if a.o.Layers&Findings != 0 {
		w.finds = a.o.Find.Judged(func([]byte) []rule.Known { return w.known })
		w.find = suppress.NewRunner(w.finds)
	}
	if a.o.Layers&Clitics != 0 {
		w.splitter = new(clitic.Splitter)
	}
	if a.damage != nil {
		w.damage = a.damage.Judged(whole).Runner()
	}
	if a.names != nil {
		finder, err := a.finder()
		if err != nil {
			panic(err) // New has asked for it
		}
		w.names = &entity.Extractor{Finder: finder, Normalize: a.names.Runner().Edits,
			Code: func(dst []span.Span, _ []byte) []span.Span { return append(dst, w.code...) }}
	}
	return w
}

// begin begins a block of a document, whose comments may suppress rules in its texts.
func (w *worker) begin(b *document.Block) {
	for _, r := range []*suppress.Runner{w.normal, w.find} {
		if r != nil {
			r.Begin(b)
		}
	}
}

// judge finds what the text is, once for all layers.
func (w *worker) judge(a *Annotator, d *Doc) {
	n := a.nature
	if n == nil {
		own := a.judge(d.Text[:min(len(d.Text), orthography.HeadBytes)])
		n = &own
	}
	d.Language = n.Language
	if w.code = w.code[:0]; n.Fences {
		w.code = orthography.Code(w.code, d.Text)
	}
	w.known = n.Known()
	if w.whole = w.known; n.Fragment { // which only matters to what is reported
		text := *n
		text.Fragment = false
		w.whole = text.Known()
	}
}

// A job is a text to annotate.
type job struct {
	*document.Text
	whole bool     // it is a document by itself, and no part of the block that has begun
	names []Entity // in it
	named bool     // they were found
}

// fill makes d the layers of a text.
func (w *worker) fill(a *Annotator, d *Doc, of job) {
	text, layers := of.Bytes, a.o.Layers
	*d = Doc{Layers: layers, Text: text, Damage: d.Damage[:0], Normal: d.Normal[:0], Edits: d.Edits[:0], Findings: d.Findings[:0],
		Sentences: d.Sentences[:0], Tokens: d.Tokens[:0], Clitics: d.Clitics[:0], Entities: d.Entities[:0], Dates: d.Dates[:0]}
	w.judge(a, d)
	w.damaged = damage{}
	var place *span.Map // of the normal form, if it is a layer
	if layers&(Normal|Edits) != 0 {
		w.normalize(d, of.Text)
		m := span.NewMap(w.edits)
		if layers&Normal != 0 {
			place = &m
		}
		for i := range d.Edits {
			d.Edits[i].Normal = inNormal(&m, d.Edits[i].Span)
		}
	}
	if layers&Findings != 0 {
		w.findAll(d, of, place, a.o.Ignore)
	}
	if layers&Language != 0 {
		w.damages(d)
	} else {
		d.Language = ""
	}
	if layers&(Sentences|Tokens|Clitics|Signals) != 0 {
		w.segment(a, d, place)
	}
	if layers&Entities != 0 {
		if of.named {
			d.Entities = append(d.Entities, of.names...)
		} else {
			d.Entities = w.entities(d.Entities, text)
		}
		for i := range d.Entities {
			d.Entities[i].Normal = inNormal(place, d.Entities[i].Span)
		}
	}
	if layers&Dates != 0 {
		w.dates = w.finder.FindText(w.dates[:0], text, a.o.Dates)
		w.dates = span.Outside(w.dates, w.code, func(x date.Date) span.Span { return x.Span })
		for _, x := range w.dates {
			d.Dates = append(d.Dates, Date{x, inNormal(place, x.Span)})
		}
	}
}

// segment finds the sentences and tokens, and the signals, which count those that are
// found without options.
func (w *worker) segment(a *Annotator, d *Doc, place *span.Map) {
	if d.Layers&Signals != 0 {
		w.sentences = segment.Sentences(w.sentences[:0], d.Text, segment.Options{})
		w.tokens = segment.Tokens(w.tokens[:0], d.Text, segment.TokenOptions{})
		d.Signals = w.counter.OfTokens(d.Text, w.tokens, ruled(w.sentences))
	}
	if d.Layers&Sentences != 0 {
		if o := a.o.Segment; d.Layers&Signals == 0 || len(w.code) > 0 || o.Wrap || o.Headlines != 0 || o.Unmarked != 0 || o.MeanWords != 0 || o.MaxLength != 0 || o.Explain != nil {
			w.sentences = segment.SentencesOutside(w.sentences[:0], d.Text, w.code, o)
		}
		for _, s := range w.sentences {
			d.Sentences = append(d.Sentences, Sentence{s, inNormal(place, s.Span)})
		}
	}
	if d.Layers&(Tokens|Clitics) != 0 && (d.Layers&Signals == 0 || a.o.Cut != (segment.TokenOptions{})) {
		w.tokens = segment.Tokens(w.tokens[:0], d.Text, a.o.Cut)
	}
	if d.Layers&Tokens != 0 {
		d.Tokens = slices.Grow(d.Tokens, len(w.tokens))
		for _, t := range w.tokens {
			d.Tokens = append(d.Tokens, Token{t, inNormal(place, t.Span)})
		}
	}
	if d.Layers&Clitics != 0 {
		w.split(a, d, place)
	}
}

// split finds the parts of the tokens.
func (w *worker) split(a *Annotator, d *Doc, place *span.Map) {
	w.norms, w.ends = w.norms[:0], w.ends[:0]
	for i, t := range w.tokens {
		token := t.Text(d.Text)
		if t.Type != segment.Word {
			w.norms = append(w.norms, token...)
			w.ends = append(w.ends, len(w.norms))
			d.Clitics = append(d.Clitics, Part{Span: t.Span, Normal: inNormal(place, t.Span), Type: t.Type, Word: i})
			continue
		}
		parts := w.splitter.Split(token, a.o.Clitics)
		for _, p := range parts.All() {
			w.norms = p.AppendNormal(w.norms, token)
			w.ends = append(w.ends, len(w.norms))
			s := span.Span{Start: t.Start + p.Start, End: t.Start + p.End}
			d.Clitics = append(d.Clitics, Part{Span: s, Normal: inNormal(place, s), Type: t.Type, Kind: p.Kind, Word: i, Score: parts.Score()})
		}
	}
	norms, start := string(w.norms), 0
	for i, end := range w.ends {
		d.Clitics[i].Norm = norms[start:end]
		start = end
	}
}

// ruled returns how many of the sentences the rules find alone: a model only adds ends.
func ruled(sentences []segment.Sentence) (n int) {
	for i := range sentences {
		if r := sentences[i].Reason; r != segment.Headline && r != segment.NoMark {
			n++
		}
	}
	return n
}

// inNormal returns where s is in the normal form; nothing if that is no layer.
func inNormal(m *span.Map, s span.Span) span.Span {
	if m == nil {
		return span.Span{}
	}
	return m.NewSpan(s)
}

// normalize finds the edits and makes the normal form.
func (w *worker) normalize(d *Doc, of *document.Text) {
	w.edits = w.edits[:0]
	var by []string
	w.normal.Open(of)
	w.normal.EditBlock(d.Text, func(start int, _ []byte, edits []span.Edit) {
		for _, e := range edits {
			moved := e
			moved.Start, moved.End = e.Start+start, e.End+start
			w.edits = append(w.edits, moved)
			if d.Layers&Edits == 0 {
				continue
			}
			by = by[:0]
			for _, r := range w.normal.By(e) {
				by = append(by, r.Name)
			}
			d.Edits = append(d.Edits, Edit{Edit: moved, Rule: strings.Join(by, "+")})
		}
	})
	if d.Layers&Normal != 0 {
		d.Normal = span.Apply(d.Normal, d.Text, w.edits)
	}
}

// findAll finds the findings, and the damage among them.
func (w *worker) findAll(d *Doc, of job, place *span.Map, ignore func(*rule.Finding) bool) {
	add := func(start int, findings []rule.Finding) {
		w.damaged.see(findings)
		for _, f := range findings {
			if ignore != nil && ignore(&f) {
				continue
			}
			at := span.Span{Start: start + f.Start, End: start + f.End}
			d.Findings = append(d.Findings, Finding{at, inNormal(place, at), f})
		}
	}
	if !of.whole {
		w.find.Find(of.Text, add)
		return
	}
	if w.findWhole == nil {
		w.findWhole = w.finds.Runner()
	}
	asWhole := w.findWhole.FindBlock(d.Text, 1, add).Findings()
	if len(asWhole) == 0 {
		return
	}
	start, line := 0, 1
	for i := range asWhole { // in order of line
		for ; line < asWhole[i].Line; line++ {
			start += bytes.IndexByte(d.Text[start:], '\n') + 1
		}
		add(start, asWhole[i:i+1])
	}
	slices.SortStableFunc(d.Findings, func(a, b Finding) int { return a.Start - b.Start })
}

// damages finds what damaged the text.
func (w *worker) damages(d *Doc) {
	if w.damage != nil {
		w.damaged = damage{}
		w.damage.FindBlock(d.Text, 1, func(_ int, findings []rule.Finding) { w.damaged.see(findings) })
	}
	for i, name := range damages {
		if w.damaged[i] {
			d.Damage = append(d.Damage, name)
		}
	}
}

// damages are the rules that find damage, in the order of the catalogue.
var damages = [...]string{"mojibake", "visual-order", "lam-alef", "invalid-utf8", "replacement-character"}

// damage reports which of damages have found something.
type damage [len(damages)]bool

func (x *damage) see(findings []rule.Finding) {
	for i := range findings {
		if n := slices.Index(damages[:], findings[i].Rule.Name); n >= 0 {
			x[n] = true
		}
	}
}

// entities appends the names of a text, without their places in the normal form.
func (w *worker) entities(dst []Entity, text []byte) []Entity {
	first, at := len(dst), 0
	for unit, names := range w.names.All(text, entity.Units) {
		w.merger.Add(len(unit), names)
		for _, m := range names {
			m.Start, m.End = m.Start+at, m.End+at
			dst = append(dst, Entity{Mention: m})
		}
		at += len(unit)
	}
	w.full = w.merger.AppendNames(w.full[:0])
	for i, name := range w.full {
		dst[first+i].Full = name
	}
	clear(w.full)
	return dst
}
