package main

import (
	"bytes"
	"iter"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
)

// A nameRun is the state of a run of nass entities.
type nameRun struct {
	o        *entitiesOptions
	wanted   [entity.Date + 1]bool
	model    *entity.Model
	engine   *rule.Engine
	style    report.Style // of text
	headings bool         // before each text
	finders  sync.Pool    // of *nameFinder
}

func newNameRun(o *entitiesOptions) (r *nameRun, err error) {
	r = &nameRun{o: o}
	if r.wanted, err = o.wanted(); err != nil {
		return nil, err
	}
	if r.model, err = o.load(); err != nil {
		return nil, err
	}
	// How dates and numbers are written makes no name.
	r.engine, err = orthography.Selection{
		Profile: orthography.Standard, Disable: []string{string(orthography.Dates), string(orthography.Digits)},
	}.Compile()
	return r, err
}

// A nameFinder finds names and dates in units of text.
type nameFinder struct {
	run    *nameRun
	runner *rule.Runner
	names  *entity.Finder
	entity.Extractor
	dates date.Finder

	dated    []date.Date
	found    []entity.Mention
	others   []entity.Mention
	mentions []entity.Mention
}

// finder returns a finder that is not in use. Making one costs megabytes, so
// small texts share them.
func (r *nameRun) finder() *nameFinder {
	if f, ok := r.finders.Get().(*nameFinder); ok {
		return f
	}
	names, err := r.model.NewFinder(r.o.scheme)
	if err != nil {
		panic(err) // the model has the scheme
	}
	f := &nameFinder{run: r, runner: r.engine.Runner(), names: names}
	least := float32(r.o.minScore)
	f.Extractor = entity.Extractor{
		Finder: names, Normalize: f.runner.Edits, StripClitics: r.o.strip,
		Keep: func(e *entity.Entity) bool { return r.wanted[e.Type] && e.Score >= least },
	}
	return f
}

// find returns the names and dates in unit that are wanted, until the next
// call.
func (f *nameFinder) find(unit []byte) []entity.Mention {
	f.found = f.Find(f.found[:0], unit)
	if !f.run.wanted[entity.Date] {
		return f.found
	}
	f.dated, f.others = f.dates.FindText(f.dated[:0], unit, date.Options{}), f.others[:0]
	for i := range f.dated {
		d := &f.dated[i]
		if d.Kind != date.KindDate && d.Kind != date.KindDateTime && d.Kind != date.KindRange || d.Len() <= 0 {
			continue
		}
		name := entity.Entity{Span: d.Span}.AppendName(nil, unit)
		f.others = append(f.others, entity.Mention{Span: d.Span, Type: entity.Date, Score: 1, Name: string(name), Value: d.Value})
	}
	f.mentions = entity.Interleave(f.mentions[:0], f.found, f.others)
	return f.mentions
}

// tag returns the tags of tokens that are wanted. A token is tagged by its normal
// form.
func (f *nameFinder) tag(sentences [][]string) [][]string {
	var buf []byte
	for _, tokens := range sentences {
		for i, token := range tokens {
			buf = f.runner.Append(buf[:0], []byte(token))
			tokens[i] = string(buf)
		}
	}
	tags := f.names.Tag(sentences)
	for _, of := range tags {
		for i, tag := range of {
			if typ := slices.Index(entityTypes, tag[min(2, len(tag)):]); typ < 0 || !f.run.wanted[typ] {
				of[i] = "O"
			}
		}
	}
	return tags
}

// unitNames are the names of a unit of that many bytes, where they are counted.
type unitNames struct {
	bytes int
	names []entity.Mention
}

// job is what the verb does with each text.
func (r *nameRun) job() corpus.Job[[]unitNames] {
	job := corpus.Job[[]unitNames]{Work: r.work, Merge: merger[[]unitNames](&r.o.out)}
	if r.headings {
		job.Begin = func(t *corpus.Text) error {
			_, err := r.o.out.Write(appendHeading(nil, shown(t.Name())))
			return err
		}
	}
	return job
}

// count counts the names of all the texts.
func (r *nameRun) count(args []string) error {
	counter := entity.Counter{Merge: r.o.merge}
	err := walk(&r.o.in, r.o.p, args, corpus.Job[[]unitNames]{
		Work: r.work,
		Merge: func(_ *corpus.Text, _ []byte, units []unitNames) error {
			for _, u := range units {
				counter.Add(u.bytes, u.names)
			}
			return nil
		},
		End: func(string, error) error {
			counter.EndText()
			return nil
		},
	})
	if err != nil {
		return err
	}
	if counter.Incomplete() {
		r.o.p.note("more than %d names: those that are rare are not all counted", entity.MaxNames)
	}
	_, err = r.o.out.Write(r.appendCounts(nil, counter.Counts()))
	return err
}

// work finds the names of one text.
func (r *nameRun) work(t *corpus.Text, emit func([]byte, []unitNames) error) error {
	how := t.Options
	how.CountRunes = r.records()
	var units func([]byte) iter.Seq[[]byte] = entity.Units
	sentences := conllGroup
	if how.Flush {
		units, sentences = bytes.Lines, 1
	} else {
		how.Cut = entity.LastUnit
	}
	if r.o.tokens == "conll" {
		how.Cut = (&conll.Cutter{Sentences: sentences}).Cut
	}
	var made []*nameFinder
	defer func() {
		for _, f := range made {
			r.finders.Put(f)
		}
	}()
	return corpus.Stream(t, how, func() func([]byte, corpus.Block) ([]byte, []unitNames, error) {
		f := r.finder()
		made = append(made, f)
		w := newNameWriter(r, shown(t.Name()))
		return func(dst []byte, b corpus.Block) ([]byte, []unitNames, error) {
			switch {
			case r.o.tokens == "conll":
				return conll.AppendColumn(dst, b.Data, sentences, f.tag), nil, nil
			case r.o.count:
				var all []unitNames
				for unit := range units(b.Data) {
					all = append(all, unitNames{len(unit), slices.Clone(f.find(unit))})
				}
				return dst, all, nil
			}
			w.begin(b)
			for unit := range units(b.Data) {
				dst = w.appendUnit(dst, unit, f.find(unit))
			}
			return dst, nil, nil
		}
	}, emit)
}

// conllGroup is how many sentences of a file of tokens are tagged together: as
// many as the memory of the model reaches over.
const conllGroup = 64
