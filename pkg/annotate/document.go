package annotate

import (
	"fmt"
	"io"
	"strconv"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A File is a file that is annotated.
type File struct {
	document.File
	Unit span.Unit // of offsets
	Into string    // the field that records gain
}

// File annotates a file. The records of a file of records come back with
// one more field each, and all else stays byte for byte; [document.Extend] has the
// errors. A page and plain text make one object on a line, and are read whole.
//
// emit gets the output in parts, and how many records or pages each annotates.
//
// Comments of a page suppress rules, see package suppress. What is found of a text as a
// whole is not looked for in records and pages, whose texts are parts of one.
//
// The field is null where a record has no text. It has the layers themselves where one
// field is read and the record has one text in it, otherwise a list of texts.
func (a *Annotator) File(f *File, emit func(out []byte, documents int) error) error {
	switch {
	case f.Format == document.Plain:
		return a.plain(f, emit)
	case f.Format.Records:
		in := f.File
		if in.Stream.BlockSize == 0 && !in.Stream.Flush {
			in.Stream.BlockSize = corpus.DefaultBlockSize / 4 // the output is some twenty times as large
		}
		return document.Extend(&in, f.Into, func() func(*document.Block) func([]byte, []document.Text) []byte {
			x := texts{a: a, write: Writer{Unit: f.Unit}, several: len(f.Options.Fields) > 1, id: f.Options.ID != ""}
			return x.records
		}, emit)
	}
	return document.Stream(&f.File, func() func([]byte, *document.Block) ([]byte, int, error) {
		x := texts{a: a, write: Writer{Unit: f.Unit}}
		return func(dst []byte, b *document.Block) ([]byte, int, error) { return x.page(dst, f.Name, b), 1, nil }
	}, emit)
}

// plain annotates a plain text.
func (a *Annotator) plain(f *File, emit func(out []byte, documents int) error) error {
	const most = document.DefaultMaxPage
	text, err := io.ReadAll(io.LimitReader(f.Reader, most+1))
	if err != nil {
		return err
	}
	if len(text) > most {
		return &document.PageError{Format: "a document", Err: fmt.Errorf("longer than %d MiB", most>>20)}
	}
	d, w := a.Document(text), Writer{Unit: f.Unit}
	out := report.AppendJSONName(append(w.begin(nil), ','), "file", f.Name)
	return emit(append(w.appendLayers(appendText(out, d), d), "}\n"...), 1)
}

// texts annotates the texts of files on one goroutine.
type texts struct {
	a       *Annotator
	w       *worker // of the page or record at hand
	names   ahead
	write   Writer
	doc     Doc
	several bool // fields are read
	id      bool // records have an identifier
}

// records finds the names of all records of a block, and returns what appends the
// annotation of a record. The names come first because the model of names and what the
// other layers read do not fit into a core's cache together.
func (x *texts) records(b *document.Block) func(dst []byte, of []document.Text) []byte {
	x.names.reset()
	if x.a.o.Layers&Entities != 0 {
		w := x.a.pool.Get().(*worker)
		for i := range b.Texts {
			x.names.find(w, b.Texts[i].Bytes)
		}
		x.a.pool.Put(w)
	}
	return x.record
}

// ahead are the names of texts that are annotated later, in order.
type ahead struct {
	all   []Entity
	ends  []int // in all, by text
	taken int   // texts
}

func (n *ahead) reset() {
	clear(n.all)
	n.all, n.ends, n.taken = n.all[:0], n.ends[:0], 0
}

// find finds the names of the next text.
func (n *ahead) find(w *worker, text []byte) {
	w.code = orthography.Code(w.code[:0], text)
	n.all = w.entities(n.all, text)
	n.ends = append(n.ends, len(n.all))
}

// next returns the names of the next text, and whether they were found.
func (n *ahead) next() (names []Entity, ok bool) {
	if n.taken == len(n.ends) {
		return nil, false
	}
	start := 0
	if n.taken > 0 {
		start = n.ends[n.taken-1]
	}
	names = n.all[start:n.ends[n.taken]]
	n.taken++
	return names, true
}

// record appends the annotation of a record.
func (x *texts) record(dst []byte, of []document.Text) []byte {
	if len(of) == 0 {
		return append(dst, "null"...)
	}
	x.w = x.a.pool.Get().(*worker)
	defer x.a.pool.Put(x.w)
	dst = x.write.begin(dst)
	if x.id {
		dst = report.AppendJSON(append(dst, `,"id":`...), of[0].ID)
	}
	if len(of) == 1 && !x.several {
		return append(x.layers(dst, &of[0]), '}')
	}
	for i := range of {
		dst = append(dst, separators[min(i, 1)]...)
		dst = report.AppendJSON(append(dst, `{"key":`...), of[i].Key)
		dst = append(x.layers(dst, &of[i]), '}')
	}
	return append(dst, "]}"...)
}

// separators are what is before the first text of a list, and before the others.
var separators = [2]string{`,"texts":[`, ","}

// layers appends the layers of a text.
func (x *texts) layers(dst []byte, t *document.Text) []byte {
	x.fill(t)
	return x.write.appendLayers(dst, &x.doc)
}

// fill annotates a text.
func (x *texts) fill(t *document.Text) {
	names, ok := x.names.next()
	x.w.fill(x.a, &x.doc, job{Text: t, names: names, named: ok})
	if !t.Fixed {
		return
	}
	for i := range x.doc.Findings { // which can only be reported
		f := &x.doc.Findings[i].Of
		f.Fix, f.New = rule.Manual, ""
	}
}

// page appends the annotation of a page.
func (x *texts) page(dst []byte, file string, b *document.Block) []byte {
	x.w = x.a.pool.Get().(*worker)
	x.w.begin(b)
	defer func() {
		x.w.begin(new(document.Block)) // no other text has these comments
		x.a.pool.Put(x.w)
	}()
	dst = report.AppendJSONName(append(x.write.begin(dst), ','), "file", file)
	dst = append(dst, `,"texts":[`...)
	for i := range b.Texts {
		t := &b.Texts[i]
		x.fill(t)
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, `{"role":"`...), t.Role.String()...), '"')
		if t.Key != "" {
			dst = report.AppendJSON(append(dst, `,"key":`...), t.Key)
		}
		dst = strconv.AppendInt(append(dst, `,"line":`...), int64(b.Place(i).Line), 10)
		dst = strconv.AppendInt(append(dst, `,"source_start":`...), int64(t.Raw.Start), 10)
		dst = strconv.AppendInt(append(dst, `,"source_end":`...), int64(t.Raw.End), 10)
		dst = append(x.write.appendLayers(appendText(dst, &x.doc), &x.doc), '}')
	}
	return append(dst, "]}\n"...)
}
