package document

import (
	"errors"

	"github.com/nass-ar/nass/pkg/span"
)

// Notebook is the format of Jupyter notebooks.
var Notebook = &Format{
	Name: "notebook", Title: "Jupyter notebook", Files: []string{"*.ipynb"},
	Prose: "cells of Markdown, each a page of it",
	Left:  "code, outputs, attachments, metadata; what Markdown leaves",
	page:  readNotebook,
}

// readNotebook reads a notebook. A cell is JSON, and what that holds is Markdown:
// the view of one is a page for the other.
func readNotebook(b *builder, src []byte) error {
	r := &notebookReader{b: b, forms: map[*form]*form{}}
	s := jsonScanner{src: src, at: bomLen(src)}
	s.enter = func(path *jsonPath, key []byte) *jsonPath {
		switch name := path.key + "/" + string(key); name {
		case "/cells", "/cells/cell_type", "/cells/source":
			return &jsonPath{key: name}
		}
		return nil
	}
	s.value = func(start, end int, path *jsonPath) error {
		switch s := (span.Span{Start: start + 1, End: end - 1}); {
		case src[start] != '"':
		case path.key == "/cells/source":
			r.source = append(r.source, s)
		case path.key == "/cells/cell_type":
			r.markdown = string(s.Text(src)) == "markdown"
		}
		return nil
	}
	s.leave = func(path *jsonPath) error {
		if path.key != "/cells" {
			return nil
		}
		err := error(nil)
		if r.markdown && len(r.source) > 0 {
			err = r.cell()
		}
		r.markdown, r.source = false, r.source[:0]
		return err
	}
	return s.page()
}

// A notebookReader finds the texts of a notebook.
type notebookReader struct {
	b            *builder
	outer, inner builder         // of the strings of a cell, and of its Markdown
	forms        map[*form]*form // of Markdown -> of the same in JSON
	markdown     bool            // the cell is
	source       []span.Span     // strings of the cell, without their quotes
}

// cell reads a cell.
func (r *notebookReader) cell() error {
	page, err := r.page()
	if err != nil {
		return err
	}
	if !hasArabic(page.Bytes) {
		return nil
	}
	r.inner.reset(page.Bytes)
	if err := readMarkdown(&r.inner, page.Bytes); err != nil {
		var at *syntaxError
		if errors.As(err, &at) {
			err = &syntaxError{page.Source(span.Span{Start: at.at, End: at.at}).Start, at.err}
		}
		return err
	}
	for _, x := range r.inner.said {
		r.b.said = append(r.b.said, Remark{Raw: page.Source(x.Raw), Text: page.Source(x.Text)})
	}
	for i := range r.inner.texts {
		r.b.within(page, &r.inner.texts[i], r.form(r.inner.texts[i].form))
	}
	return nil
}

// page returns the strings of the cell as one text.
func (r *notebookReader) page() (*Text, error) {
	b := &r.outer
	b.reset(r.b.src)
	end := r.source[0].Start
	b.begin(Paragraph, "", jsonText, end)
	var w jsonWidth
	for _, s := range r.source {
		b.hide(end, s.Start)
		if err := b.jsonEscapes(s, &w); err != nil {
			return nil, err
		}
		end = s.End
	}
	b.t.ascii = w.ascii()
	return b.end(end), nil
}

// form returns the form of what f is in JSON.
func (r *notebookReader) form(f *form) *form {
	if f == nil || f.escape == nil {
		return jsonText
	}
	if r.forms[f] == nil {
		r.forms[f] = &form{escape: func(dst []byte, s string, t *Text) []byte {
			return escapeJSON(dst, string(f.escape(nil, s, t)), t)
		}}
	}
	return r.forms[f]
}

// within adds the text t that was read in the Bytes of page, a text of src.
func (b *builder) within(page, t *Text, f *form) {
	raw := page.Source(t.Raw)
	b.begin(t.Role, t.Key, f, raw.Start)
	b.t.Fixed, b.t.ascii, b.t.format = t.Fixed, page.ascii, t.format
	pieces := page.pieces
	flush := func(to int) { // the pieces of page up to there
		for ; len(pieces) > 0 && pieces[0].End <= to; pieces = pieces[1:] {
			if p := pieces[0]; p.Start >= b.raw {
				b.piece(p.Span, p.kind, page.Bytes[p.at:p.to])
			}
		}
	}
	for _, p := range t.pieces {
		s := page.Source(p.Span)
		flush(s.Start)
		b.piece(s, p.kind, t.Bytes[p.at:p.to])
	}
	flush(raw.End)
	b.end(raw.End)
}

// piece adds a piece of that kind.
func (b *builder) piece(s span.Span, kind pieceKind, seen []byte) {
	if kind == opaque {
		b.objectAs(s.Start, s.End, seen)
	} else {
		b.add(s.Start, s.End, seen, kind)
	}
}
