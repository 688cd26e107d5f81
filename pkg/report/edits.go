package report

import (
	"io"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
	"github.com/nass-ar/nass/pkg/suppress"
)

// EditColumns are the names of the fields of an edit's record, after those of
// [Record]: the rules that made it, with + between them, and the text before and
// after.
var EditColumns = []string{"rule", "old", "new"}

// Edits are the edits of a block. They share no memory with it, and take little:
// their records take some twenty times as much.
type Edits struct{ packed *packed }

// EditFile emits the edits that make the engine's forms of the texts of a file, a block
// at a time: as they are, or of a document as records.
func EditFile(engine *rule.Engine, f *document.File, emit func(records []byte, edits Edits) error) error {
	if f.Format != document.Plain {
		return document.Stream(f, func() func([]byte, *document.Block) ([]byte, Edits, error) { return editDocument(engine, f.Name) }, emit)
	}
	how := f.Stream
	how.CountRunes = true
	return corpus.StreamWorkers(f.Reader, how, func() corpus.Worker[Edits] {
		r := engine.Runner()
		return func(dst, text []byte, at span.Place) ([]byte, Edits) { return dst, EditsOf(r, text, at) }
	}, emit)
}

// An Editor makes edits of blocks of whole lines, as [rule.Runner] does.
type Editor interface {
	EditBlock(block []byte, yield func(start int, line []byte, edits []span.Edit))
	By(e span.Edit) []*rule.Rule
}

// EditsOf returns the edits that make the editor's form of a block of whole
// lines, which begins at the place at of a text.
func EditsOf(by Editor, block []byte, at span.Place) Edits {
	p := packedPool.Get().(*packed)
	var index span.Index
	index.Reset(block, at)
	var names []string
	by.EditBlock(block, func(start int, line []byte, edits []span.Edit) {
		p.line(line, index.Place(start))
		for _, e := range edits {
			names = names[:0]
			for _, rule := range by.By(e) {
				names = append(names, rule.Name)
			}
			p.add(e.Span, packedKind{message: strings.Join(names, "+"), new: e.New})
		}
	})
	return Edits{p}
}

// editDocument returns what appends a record for each edit of the texts of a document,
// in the file of that name.
func editDocument(engine *rule.Engine, file string) func(dst []byte, b *document.Block) ([]byte, Edits, error) {
	r, rows := suppress.NewRunner(engine), new(Rows)
	return func(dst []byte, b *document.Block) (_ []byte, none Edits, _ error) {
		r.Begin(b)
		for i := range b.Texts {
			r.Open(&b.Texts[i])
			dst = rows.AppendEdits(dst, r, file, b.Texts[i].Bytes, b.Place(i))
		}
		return dst, none, nil
	}
}

// Release gives the memory of the edits to others; they must not be used any
// more.
func (x *Edits) Release() {
	if x.packed != nil {
		x.packed.reset()
		packedPool.Put(x.packed)
		x.packed = nil
	}
}

// WriteEdits writes a record for each edit to w.
func (r *Rows) WriteEdits(w io.Writer, file string, edits Edits) error {
	if edits.packed == nil { // there are none
		return nil
	}
	var buf []byte
	for place, fields := range edits.records(file) {
		buf = r.Append(buf[:0], place, fields...)
		if _, err := w.Write(buf); err != nil {
			return err
		}
	}
	return nil
}

// AppendEdits appends a record for each edit that makes the editor's form of a
// block of whole lines, which begins at the place at of the file.
func (r *Rows) AppendEdits(dst []byte, by Editor, file string, block []byte, at span.Place) []byte {
	edits := EditsOf(by, block, at)
	defer edits.Release()
	for place, fields := range edits.records(file) {
		dst = r.Append(dst, place, fields...)
	}
	return dst
}

// records yields what the records of the edits hold.
func (x Edits) records(file string) func(yield func(*Record, []Field) bool) {
	return func(yield func(*Record, []Field) bool) {
		var index span.Index
		var at span.Place // of the line
		var fields [3]Field
		for e := range x.packed.all() {
			if e.Place != at {
				at = e.Place
				index.Reset(e.Text, at)
			}
			start, end := index.Place(e.Start), index.Place(e.End)
			place := recordOf(file, start, end)
			fields = [...]Field{String("rule", e.Message), Text("old", e.Span.Text(e.Text)), String("new", e.New)}
			if !yield(&place, fields[:]) {
				return
			}
		}
	}
}
