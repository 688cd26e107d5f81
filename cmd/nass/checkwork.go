package main

import (
	"io"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A checkPart is a part of the work on a text.
type checkPart struct {
	report.Part
	kind checkPartKind
	file *corpus.Replacement
}

// The parts of a text come in this order.
type checkPartKind uint8

const (
	blockPart checkPartKind = iota // what a block holds
	wholePart                      // all of it has been read
	fixedPart                      // it has been written, fixed
)

// fixer is what fixes the text of that name.
func (c *checkRun) fixer(name string) (*rule.Engine, error) {
	s, err := c.conf.of(name)
	if err != nil {
		return nil, err
	}
	if c.fix == "all" {
		return s.Engine, nil
	}
	return s.Engine.Safe(), nil
}

// check is what is asked of the text of that name.
func (c *checkRun) check(name string) (*report.Check, error) {
	s, err := c.conf.of(name)
	if err != nil {
		return nil, err
	}
	check := &report.Check{Find: s.Engine, Ignore: s.Ignores, Runes: strings.HasPrefix(c.format, "json")}
	if c.fix != "" {
		check.Fix, err = c.fixer(name)
	}
	return check, err
}

// work checks one text and, if asked, fixes the file.
func (c *checkRun) work(t *corpus.Text, emit func([]byte, checkPart) error) error {
	check, err := c.check(t.Name())
	if err != nil {
		return err
	}
	if c.fix == "" || t.Name() == corpus.Stdin {
		return c.find(t, check, emit)
	}
	r, err := c.place.make(t, func(w io.Writer) (changed bool, err error) {
		err = c.find(t, check, func(out []byte, x checkPart) error {
			changed = changed || x.Fixes > 0
			if _, err := w.Write(out); err != nil {
				return err
			}
			return emit(out, x)
		})
		return changed || decoded(t), err
	})
	if err != nil {
		return err
	}
	return emit(nil, checkPart{kind: fixedPart, file: r})
}

// find emits what a text holds.
func (c *checkRun) find(t *corpus.Text, check *report.Check, emit func([]byte, checkPart) error) error {
	how := t.Options
	how.CountRunes = check.Runes && check.Fix == nil
	err := corpus.Stream(t, how, func() func([]byte, corpus.Block) ([]byte, checkPart, error) {
		block := check.Worker()
		return func(dst []byte, b corpus.Block) ([]byte, checkPart, error) {
			dst, part := block(dst, b.Data, span.Place{Offset: b.Offset, Runes: b.Runes, Line: b.Line})
			return dst, checkPart{Part: part}, nil
		}
	}, emit)
	if err != nil {
		return err
	}
	return emit(nil, checkPart{kind: wholePart})
}
