package main

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A nameType is an entity.Type, or nameDate.
type nameType uint8

const (
	nameDate  = nameType(entity.Miscellaneous) + 1
	typeCount = int(nameDate) + 1
)

func (t nameType) String() string { return entityTypes[t] }

// A mention is a name or date found in a unit.
type mention struct {
	span.Span           // bytes of the unit as written
	clean     span.Span // bytes of its normal form
	typ       nameType
	score     float32
	name      span.Span // in the finder's names
	value     string    // of a date
}

// A nameFinder finds the names in units of text: in their normal form, so that
// the model sees what it has learnt. It holds scratch: one a goroutine.
type nameFinder struct {
	runner   *rule.Runner
	tagger   *entity.Finder
	dates    date.Finder
	wanted   [typeCount]bool
	minScore float32
	strip    bool

	buf      []byte
	clean    []byte // the unit's normal form
	found    []entity.Entity
	dated    []date.Date
	names    []byte
	mentions []mention
}

const (
	unitLeast = 4 << 10
	unitMost  = 16 << 10
)

// unitEnd is where the unit that data begins with ends, or -1 if data does not
// tell: after the first blank line past unitLeast bytes, or else the first
// line past unitMost. Units are what names are found in, each by itself, so
// that blocks and workers make no difference.
func unitEnd(data []byte) int {
	for i := min(unitLeast, len(data)); ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return -1
		}
		end := i + n
		start := bytes.LastIndexByte(data[:end], '\n') + 1
		if end >= unitMost || len(bytes.TrimSpace(data[start:end])) == 0 {
			return end + 1
		}
		i = end + 1
	}
}

// lineEnd is where the line that data begins with ends, or -1: the unit where
// each line is answered as soon as it is read.
func lineEnd(data []byte) int {
	if n := bytes.IndexByte(data, '\n'); n >= 0 {
		return n + 1
	}
	return -1
}

// unitsEnd is where the last whole unit of data ends; it is what
// corpus.StreamOptions.Cut wants.
func unitsEnd(data []byte, seen int) int {
	if bytes.IndexByte(data[seen:], '\n') < 0 {
		return 0
	}
	at := 0
	for {
		n := unitEnd(data[at:])
		if n < 0 {
			return at
		}
		at += n
	}
}

// find is the names in unit that are wanted, in order and disjoint; no one is
// empty or cuts a code point. They are valid until the next call.
func (f *nameFinder) find(unit []byte) []mention {
	f.mentions, f.names = f.mentions[:0], f.names[:0]
	edits := f.runner.Edits(unit)
	f.clean = unit
	if len(edits) > 0 {
		f.buf = span.Apply(f.buf[:0], unit, edits)
		f.clean = f.buf
	}
	place := span.NewMap(edits)
	f.found = f.tagger.Find(f.found[:0], f.clean)
	at := 0
	for i := range f.found {
		e := &f.found[i]
		if !f.wanted[e.Type] || e.Score < f.minScore {
			continue
		}
		m := mention{clean: e.Span, typ: nameType(e.Type), score: e.Score}
		if f.strip {
			m.clean.Start += e.Clitic
		}
		m.Span = place.OldSpan(m.clean)
		m.Start = max(m.Start, at)
		if m.trim(unit); m.Len() <= 0 {
			continue
		}
		at = m.End
		m.name.Start = len(f.names)
		f.names = e.AppendName(f.names, f.clean)
		m.name.End = len(f.names)
		f.mentions = append(f.mentions, m)
	}
	if f.wanted[nameDate] {
		f.addDates(unit, place)
	}
	return f.mentions
}

// trim takes blanks and controls off the ends, which a rule has removed.
func (m *mention) trim(unit []byte) {
	unseen := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || arabic.IsBidiControl(r) || unicode.Is(unicode.Cf, r)
	}
	for m.Start < m.End {
		r, size := utf8.DecodeRune(unit[m.Start:m.End])
		if !unseen(r) {
			break
		}
		m.Start += size
	}
	for m.Start < m.End {
		r, size := utf8.DecodeLastRune(unit[m.Start:m.End])
		if !unseen(r) {
			break
		}
		m.End -= size
	}
}

// addDates puts the dates of unit among the names, save for those in one.
func (f *nameFinder) addDates(unit []byte, place span.Map) {
	names := len(f.mentions)
	for start := 0; start < len(unit); {
		end := start + bytes.IndexByte(unit[start:], '\n')
		if end < start {
			end = len(unit)
		}
		f.dated = f.dates.Find(f.dated[:0], unit[start:end], date.Options{})
		for i := range f.dated {
			d := &f.dated[i]
			if d.Kind != date.KindDate && d.Kind != date.KindDateTime && d.Kind != date.KindRange || d.Len() <= 0 {
				continue
			}
			m := mention{Span: span.Span{Start: start + d.Start, End: start + d.End}, typ: nameDate, score: 1, value: d.Value}
			m.clean = place.NewSpan(m.Span)
			m.name.Start = len(f.names)
			f.names = entity.Entity{Span: m.Span}.AppendName(f.names, unit)
			m.name.End = len(f.names)
			f.mentions = append(f.mentions, m)
		}
		start = end + 1
	}
	if len(f.mentions) > names {
		f.mentions = interleave(f.mentions, names)
	}
}

// interleave sorts names and then dates, each in order, by their places, and
// leaves out the dates that overlap a name.
func interleave(all []mention, names int) []mention {
	var merged []mention
	a, b := all[:names], all[names:]
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].End <= b[0].Start:
			merged = append(merged, a[0])
			a = a[1:]
		case len(a) == 0 || b[0].End <= a[0].Start:
			merged = append(merged, b[0])
			b = b[1:]
		default:
			b = b[1:]
		}
	}
	return append(all[:0], merged...)
}
