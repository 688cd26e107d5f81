package document

import (
	"encoding/xml"

	"github.com/nass-ar/nass/pkg/span"
)

// A Unit is one string of a translation, or of what is translated. Its Text is all
// that the file has for it, whatever its language: only the escapes of the format are
// undone, and placeholders, tags and blanks at the edges are in its Bytes as they are
// written.
type Unit struct {
	Text

	// Original is what the string translates, written alike, if the file holds it;
	// Plural is the same for more than one, if the file holds both.
	Original, Plural string

	Form  int // number of the plural form, from 0; -1: it is not numbered
	Forms int // how many plural forms the file has for an entry; 0: it does not say

	Edges        bool   // blanks at the edges are seen
	Directives   bool   // the file says that it holds directives of printf
	Loose        bool   // blanks around a name in braces do not matter
	Accelerators string // each of these may be written before the letter of a key
}

// Translates reports whether files of the format may be translations.
func (f *Format) Translates() bool { return f.units }

// Units returns the strings of a page, those without an Arabic letter among them;
// nil if the format knows no translations. Errors are *PageError.
func (f *Format) Units(data []byte) ([]Unit, error) {
	if !f.units {
		return nil, nil
	}
	b := new(builder)
	b.reset(data)
	b.whole = true
	if err := f.page(b, data); err != nil {
		return nil, f.pageError(data, err)
	}
	return b.units, nil
}

// Format returns the format of the file.
func (b *Block) Format() *Format { return b.format }

// PlaceOf returns where a unit of the Data of a page begins, as [Block.Place] does.
func (b *Block) PlaceOf(u *Unit) span.Place {
	if !b.indexed {
		b.Place(0)
	}
	return span.Place{Line: b.index.Line(u.Raw.Start), In: &held{b: b, t: &u.Text}}
}

// UnitEdits returns the edits over the Data that carry out what of returns for each
// of units, which are those of the page, by its index: edits over its Bytes, sorted
// and disjoint. The edits of a unit are made only if the page then holds the same
// units, each as edited.
func (b *Block) UnitEdits(units []Unit, of func(i int) []span.Edit) []span.Edit {
	var all []unitEdits
	for i := range units {
		u := &units[i]
		edits := of(i)
		if len(edits) == 0 {
			continue
		}
		var kept []span.Edit
		over := u.write(b.Data, nil, edits, &kept)
		if len(over) > 0 {
			all = append(all, unitEdits{i, span.Apply(nil, u.Bytes, kept), over})
		}
	}
	if !b.bears(units, all) {
		good := all[:0:0]
		for n := 0; n < min(len(all), maxReads); n++ {
			if tried := append(good, all[n]); b.bears(units, tried) {
				good = tried
			}
		}
		all = good
	}
	var edits []span.Edit
	for _, x := range all {
		edits = append(edits, x.over...)
	}
	return edits
}

// unitEdits are the edits of a unit.
type unitEdits struct {
	unit int
	want []byte      // its Bytes after them
	over []span.Edit // over the Data
}

// bears reports whether the page holds the same units after edits.
func (b *Block) bears(units []Unit, all []unitEdits) bool {
	if len(all) == 0 {
		return true
	}
	var edits []span.Edit
	for _, x := range all {
		edits = append(edits, x.over...)
	}
	after, err := b.format.Units(span.Apply(nil, b.Data, edits))
	if err != nil || len(after) != len(units) {
		return false
	}
	for i := range units {
		want := units[i].Bytes
		if len(all) > 0 && all[0].unit == i {
			want, all = all[0].want, all[1:]
		}
		if string(want) != string(after[i].Bytes) || units[i].Key != after[i].Key || units[i].Original != after[i].Original {
			return false
		}
	}
	return true
}

// isMessage reports whether an element of that name has a source and translations.
func isMessage(name string) bool {
	return name == "message" || name == "trans-unit" || name == "segment"
}

// otherwise reports whether attributes skip an element only since it is in a language
// that is not Arabic, as what is translated is.
func (r *xmlReader) otherwise(attrs []xml.Attr) bool {
	for _, a := range attrs {
		switch qualified(a.Name) {
		case "xml:lang", "language", "target-language", "trgLang", "tools:locale":
			if otherLanguage(a.Value) {
				return r.v == vocabularies()["resources"] || r.v == vocabularies()["root"]
			}
		}
	}
	return false
}

// original adds a tag within a source to it.
func (r *xmlReader) original(at, end int) {
	m := &r.stack[r.source-2]
	m.of = append(m.of, r.b.src[at:end]...)
}

// describe completes the unit of the element that ends, with that name.
func (r *xmlReader) describe(name string) {
	if !r.b.whole || !r.b.open {
		return
	}
	u := &r.b.unit
	u.Edges = r.v != vocabularies()["resources"]
	if r.v == vocabularies()["TS"] {
		u.Accelerators = "&"
	}
	for i := len(r.stack) - 1; i >= 0; i-- {
		if m := &r.stack[i]; isMessage(m.name) {
			u.Original = string(m.of)
			if name == "numerusform" {
				u.Form = m.forms
				m.forms++
			}
			break
		}
	}
}
