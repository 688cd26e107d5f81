package main

import (
	"io"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
)

// extractor returns what makes the extractors that the flags ask for.
func (o *entitiesOptions) extractor() (func() *entity.Extractor, error) {
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
	return func() *entity.Extractor {
		names, err := model.NewFinder(o.scheme)
		if err != nil {
			panic(err) // the model has the scheme
		}
		return &entity.Extractor{
			Finder: names, Normalize: engine.Runner().Edits, StripClitics: o.strip, Dates: wanted[entity.Date],
			Keep: func(e *entity.Entity) bool { return wanted[e.Type] && e.Score >= least },
		}
	}, nil
}

// list writes the names of all the texts.
func (o *entitiesOptions) list(to report.Entities, args []string) error {
	if _, err := io.WriteString(&o.out, to.Head()); err != nil {
		return err
	}
	job := corpus.Job[struct{}]{
		Work: func(t *corpus.Text, emit func([]byte, struct{}) error) error {
			to := to
			to.Code = o.in.Code(t)
			return to.File(o.in.File(t), emit)
		},
		Merge: merger[struct{}](&o.out),
	}
	if o.in.several(args) {
		job.Begin = func(t *corpus.Text) error { return o.out.put(t, to.Heading(shown(t.Name()))) }
	}
	if err := walk(&o.in, o.p, args, job); err != nil {
		return err
	}
	_, err := io.WriteString(&o.out, to.Foot())
	return err
}

// counts counts the names of all the texts.
func (o *entitiesOptions) counts(to report.Entities, args []string) error {
	counter := entity.Counter{Merge: o.merge}
	err := walk(&o.in, o.p, args, corpus.Job[[]report.UnitNames]{
		Work: func(t *corpus.Text, emit func([]byte, []report.UnitNames) error) error {
			to := to
			to.Code = o.in.Code(t)
			return to.Find(o.in.File(t), emit)
		},
		Merge: func(_ *corpus.Text, _ []byte, units []report.UnitNames) error {
			for _, u := range units {
				counter.Add(u.Bytes, u.Names)
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
		o.p.note("more than %d names: some rare names are not counted", entity.MaxNames)
	}
	_, err = o.out.Write(to.Style.AppendNameCounts(nil, o.format, counter.Counts(), o.merge))
	return err
}
