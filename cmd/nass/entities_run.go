package main

import (
	"bytes"
	"iter"
	"slices"
	"sync"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

// A nameRun is the state of a run of nass entities.
type nameRun struct {
	o      *entitiesOptions
	to     report.Entities
	pool   sync.Pool // of *entity.Extractor
	finder func() *entity.Extractor
}

func newNameRun(o *entitiesOptions) (*nameRun, error) {
	wanted, err := o.wanted()
	if err != nil {
		return nil, err
	}
	model, err := o.load()
	if err != nil {
		return nil, err
	}
	engine, err := orthography.ForNames().Compile()
	if err != nil {
		return nil, err
	}
	least := float32(o.minScore)
	r := &nameRun{o: o, to: report.Entities{Format: o.format, Style: o.out.style(o.p), Context: o.context}}
	r.finder = func() *entity.Extractor {
		names, err := model.NewFinder(o.scheme)
		if err != nil {
			panic(err) // the model has the scheme
		}
		x := &entity.Extractor{
			Finder: names, Normalize: engine.Runner().Edits, StripClitics: o.strip,
			Keep: func(e *entity.Entity) bool { return wanted[e.Type] && e.Score >= least },
		}
		if wanted[entity.Date] {
			x.Others = dateMentions()
		}
		return x
	}
	return r, nil
}

// dateMentions returns a function that appends the dates of a text to dst.
func dateMentions() func(dst []entity.Mention, text []byte) []entity.Mention {
	var finder date.Finder
	var dates []date.Date
	return func(dst []entity.Mention, text []byte) []entity.Mention {
		dates = finder.FindText(dates[:0], text, date.Options{})
		for i := range dates {
			d := &dates[i]
			if d.Kind != date.KindDate && d.Kind != date.KindDateTime && d.Kind != date.KindRange || d.Len() <= 0 {
				continue
			}
			name := entity.Entity{Span: d.Span}.AppendName(nil, text)
			dst = append(dst, entity.Mention{Span: d.Span, Type: entity.Date, Score: 1, Name: string(name), Value: d.Value})
		}
		return dst
	}
}

// unitNames are the names of a unit of that many bytes.
type unitNames struct {
	bytes int
	names []entity.Mention
}

// job is what the verb does with each text, unless it counts.
func (r *nameRun) job(headings bool) corpus.Job[[]unitNames] {
	job := corpus.Job[[]unitNames]{Work: r.work, Merge: merger[[]unitNames](&r.o.out)}
	if headings {
		job.Begin = func(t *corpus.Text) error { return r.o.out.put(t, r.to.Heading(shown(t.Name()))) }
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
		r.o.p.note("more than %d names: some rare names are not counted", entity.MaxNames)
	}
	_, err = r.o.out.Write(r.to.Style.AppendNameCounts(nil, r.o.format, counter.Counts(), r.o.merge))
	return err
}

// conllGroup is how many sentences of a file of tokens are tagged together: as
// many as the memory of the model reaches over.
const conllGroup = 64

// lastUnit is entity.LastUnit, outside of what the other Cut keeps whole.
func lastUnit(other func(data []byte, seen int) int) func(data []byte, seen int) int {
	if other == nil {
		return entity.LastUnit
	}
	return func(data []byte, seen int) int { return entity.LastUnit(data[:other(data, seen)], 0) }
}

// work emits the names of one text. Making an extractor costs megabytes, so texts
// share them.
func (r *nameRun) work(t *corpus.Text, emit func([]byte, []unitNames) error) error {
	code := r.o.in.Code(t)
	f := r.o.in.File(t)
	how := &f.Stream
	how.CountRunes = r.to.Records()
	units, sentences := entity.Units, conllGroup
	if how.Flush {
		units, sentences = bytes.Lines, 1
	} else {
		how.Cut = lastUnit(how.Cut)
	}
	if r.o.tokens == "conll" {
		how.Cut = (&conll.Cutter{Sentences: sentences}).Cut
	}
	var made []*entity.Extractor
	defer func() {
		for _, x := range made {
			r.pool.Put(x)
		}
	}()
	return document.Texts(f, func() corpus.Worker[[]unitNames] {
		x, ok := r.pool.Get().(*entity.Extractor)
		if !ok {
			x = r.finder()
		}
		made = append(made, x)
		x.Code = code
		find := func(text []byte) iter.Seq2[[]byte, []entity.Mention] { return x.All(text, units) }
		write := r.to.Worker(f.Name, find)
		return func(dst, text []byte, at span.Place) (_ []byte, counted []unitNames) {
			switch {
			case r.o.tokens == "conll":
				dst = conll.AppendColumn(dst, text, sentences, x.Tag)
			case r.o.count:
				for unit, names := range find(text) {
					counted = append(counted, unitNames{len(unit), slices.Clone(names)})
				}
			default:
				dst = write(dst, text, at)
			}
			return dst, counted
		}
	}, emit)
}
