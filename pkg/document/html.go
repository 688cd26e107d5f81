package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"
)

// HTML is the format of web pages.
var HTML = &Format{
	Name: "html", Title: "HTML", Files: []string{"*.html", "*.htm", "*.xhtml"},
	Prose: "text between tags, joined over those within a line (a, b, em, span …); alt, title, aria-label, placeholder",
	Left:  "script, style, pre, code and their like; all other attributes; {{ }} and {% %}; translate=\"no\", other languages; references to what is not seen; line breaks and indentation",
	page:  readHTML, remark: arrowRemark,
}

// Vue is the format of components of Vue.
var Vue = &Format{
	Name: "vue", Title: "Vue", Files: []string{"*.vue"},
	Prose: "text and attributes of <template>, as in HTML",
	Left:  "as in HTML; all blocks beside <template>; bound attributes; templates of another lang",
	page:  readVue, remark: arrowRemark,
}

// A tagKind says what a tag does to the text around it.
type tagKind uint8

const (
	blockTag  tagKind = iota // the text ends
	inlineTag                // it is not seen
	objectTag                // its element is one object of the text
	preTag                   // the text ends, and nothing is read in the element
	imageTag                 // it is an object itself
)

// kindOf returns the kind of a tag; a tag that is not here ends the text.
func kindOf(tag string) tagKind {
	switch tag {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "mark", "nobr", "q",
		"s", "small", "span", "strike", "strong", "time", "u", "wbr":
		return inlineTag
	case "code", "kbd", "samp", "var", "tt", "math", "svg", "script", "style", "textarea", "iframe", "object", "video", "audio", "canvas",
		"noscript", "noembed", "noframes", "sub", "sup": // often a note
		return objectTag
	case "pre", "listing", "xmp", "plaintext":
		return preTag
	case "img", "image":
		return imageTag
	}
	return blockTag
}

// tagRole returns the role of texts in an element; in others, of which it reports false, it
// is that of the element around them.
func tagRole(name string) (Role, bool) {
	switch name {
	case "title", "h1", "h2", "h3", "h4", "h5", "h6":
		return Heading, true
	case "li", "dt", "dd":
		return Item, true
	case "td", "th":
		return Cell, true
	case "p":
		return Paragraph, true
	case "button", "label", "option", "legend", "summary":
		return Label, true
	}
	return 0, false
}

// isVoid reports whether an element has no end.
func isVoid(tag string) bool {
	switch tag {
	case "area", "base", "br", "col", "embed", "hr", "img", "image", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// isProseAttribute reports whether a reader reads an attribute.
func isProseAttribute(name string) bool {
	switch name {
	case "alt", "title", "aria-label", "placeholder":
		return true
	}
	return false
}

var (
	htmlText  = newMarkup(markup{html: true, template: true})
	htmlValue = newMarkup(markup{html: true, template: true, quoted: true})
)

// An htmlReader finds the texts of a page.
type htmlReader struct {
	b        *builder
	src      []byte
	vue      bool
	role     Role
	skip     string // name of the element of which nothing is read
	depth    int    // how many of that name are open
	object   int    // where it begins, if it is an object of the text; else -1
	code     int    // end of code that holds tags
	bad      bool   // the text cannot be read
	template int    // Vue: how many <template> are open
}

// readHTML reads a page of HTML.
func readHTML(b *builder, src []byte) error { return readTags(b, src, false) }

// readVue reads a component of Vue.
func readVue(b *builder, src []byte) error { return readTags(b, src, true) }

func readTags(b *builder, src []byte, vue bool) error {
	for _, code := range []string{"<?php", "<?=", "<%"} {
		if i := bytes.Index(src, []byte(code)); i >= 0 && !vue {
			return &syntaxError{i, fmt.Errorf("code between tags: %s", code)}
		}
	}
	r := &htmlReader{b: b, src: src, vue: vue, object: -1}
	at := bomLen(src)
	z := html.NewTokenizer(bytes.NewReader(src[at:]))
	for {
		kind := z.Next()
		end := at + len(z.Raw())
		switch kind {
		case html.ErrorToken:
			switch err := z.Err(); {
			case err != io.EOF:
				return &syntaxError{at, err}
			case at < len(src):
				return &syntaxError{at, errors.New("a tag has no end")}
			case r.template > 0:
				return &syntaxError{at, errors.New("<template> has no end")}
			}
			r.finish(at)
			return nil
		case html.TextToken:
			if err := r.text(at, end); err != nil {
				return err
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			closed := kind == html.SelfClosingTagToken
			if closed && vue {
				z.NextIsNotRawText()
			}
			r.start(at, end, string(name), closed)
		case html.EndTagToken:
			name, _ := z.TagName()
			r.end(at, end, string(name))
		case html.DoctypeToken:
			r.finish(at)
		default: // a comment
			if tag := z.Raw(); r.skip == "" && bytes.HasPrefix(tag, []byte("<!--")) && bytes.HasSuffix(tag, []byte("-->")) && len(tag) >= len("<!---->") {
				b.remark(at, end, len("<!--"), len("-->"))
			}
			if r.reads() && b.open {
				b.hide(at, end)
			}
		}
		at = end
	}
}

// reads reports whether texts are read.
func (r *htmlReader) reads() bool { return r.skip == "" && (!r.vue || r.template > 0) }

// begin begins a text at the offset at, unless one is begun.
func (r *htmlReader) begin(at int) {
	if !r.b.open {
		r.b.begin(r.role, "", htmlText.form, at)
	}
}

// finish ends the text that is read, if there is one.
func (r *htmlReader) finish(at int) {
	if r.b.open && r.bad {
		r.b.drop()
	}
	r.bad = false
	r.b.endMarkup(at)
}

// text takes the characters from at to end.
func (r *htmlReader) text(at, end int) error {
	if !r.reads() {
		return nil
	}
	if at < r.code { // within code that holds tags
		r.bad = true
		return nil
	}
	if !r.b.open {
		blank := len(r.src[at:end]) - len(bytes.TrimLeft(r.src[at:end], " \t\r\n\f"))
		if at += blank; at == end {
			return nil
		}
	}
	r.begin(at)
	i := htmlText.text(r.b, at, end)
	if i < 0 {
		return nil
	}
	r.bad = true
	if closing := string(r.src[i : i+2]); closing == "{{" || closing == "{%" {
		closing = map[string]string{"{{": "}}", "{%": "%}"}[closing]
		n := bytes.Index(r.src[end:], []byte(closing))
		if n < 0 {
			return &syntaxError{i, fmt.Errorf("%s has no end", r.src[i:i+2])}
		}
		r.code = end + n + len(closing)
	}
	return nil
}

// start takes the tag of a start, from at to end; closed is one with a slash.
func (r *htmlReader) start(at, end int, name string, closed bool) {
	closed = isVoid(name) || closed && (r.vue || name == "svg" || name == "math")
	if r.skip != "" {
		if name == r.skip && !closed {
			r.depth++
		}
		return
	}
	if at < r.code {
		r.bad = true
		return
	}
	attrs := attributes(r.src, at+1+len(name), end)
	skip := r.skips(name, attrs)
	if r.vue && !r.inTemplate(name, closed, skip) {
		return
	}
	if !skip && r.prose(attrs) { // texts of their own, before what follows
		r.finish(at)
		for _, a := range attrs {
			r.attribute(a)
		}
		at = end
	}
	kind := kindOf(name)
	switch {
	case kind == inlineTag && !skip:
		if r.b.open {
			r.b.markup(at, end, opener)
		}
	case kind == inlineTag || kind == objectTag || kind == imageTag:
		if kind != imageTag || at < end { // its alt is no text
			r.begin(at)
		}
		switch {
		case !closed:
			r.object = at
			r.skip, r.depth = name, 1
		case r.b.open:
			r.b.object(at, end)
		}
	default:
		r.finish(at)
		if role, ok := tagRole(name); ok && !closed {
			r.role = role
		}
		if !closed && (skip || kind == preTag) {
			r.skip, r.depth = name, 1
		}
	}
}

// inTemplate follows the blocks of a component of Vue to the tag of a start. It
// reports whether the tag is within <template>.
func (r *htmlReader) inTemplate(name string, closed, skip bool) bool {
	switch {
	case r.template == 0 && name == "template" && !closed && !skip:
		r.template = 1
		return false
	case r.template == 0:
		if !closed {
			r.skip, r.depth = name, 1
		}
		return false
	case name == "template" && !closed && !skip:
		r.template++
	}
	return true
}

// end takes the tag of an end, from at to end.
func (r *htmlReader) end(at, end int, name string) {
	if r.skip != "" {
		if name != r.skip {
			return
		}
		if r.depth--; r.depth > 0 {
			return
		}
		r.skip = ""
		if r.object >= 0 {
			r.b.object(r.object, end)
			r.object = -1
		}
		return
	}
	if at < r.code {
		r.bad = true
		return
	}
	if !r.reads() {
		return
	}
	if kindOf(name) == inlineTag {
		if r.b.open {
			r.b.markup(at, end, hidden)
		}
		return
	}
	r.finish(at)
	if _, ok := tagRole(name); ok {
		r.role = Paragraph
	}
	if r.vue && name == "template" {
		r.template--
	}
}

// skips reports whether the element with these attributes is not to be read.
func (r *htmlReader) skips(name string, attrs []attribute) bool {
	for _, a := range attrs {
		switch value := string(r.src[a.start:a.end]); a.name {
		case "translate":
			if value == "no" {
				return true
			}
		case "lang", "xml:lang":
			switch {
			case r.vue && r.template == 0: // of the template
				if value != "html" {
					return true
				}
			case name == "html" && !isArabicScript(language(value)): // often as a tool wrote it
			case otherLanguage(value):
				return true
			}
		}
	}
	return false
}

// isArabicScript reports whether a language other than Arabic uses its letters.
func isArabicScript(language string) bool {
	switch language {
	case "fa", "prs", "ur", "ps", "ckb", "ku", "sd", "ug", "ks", "pnb", "skr", "bal",
		"azb", "mzn", "glk", "lrc", "ms", "kk", "ky", "uz", "az", "tk":
		return true
	}
	return false
}

// prose reports whether one of the attributes may be a text.
func (r *htmlReader) prose(attrs []attribute) bool {
	for _, a := range attrs {
		if value := r.src[a.start:a.end]; a.quoted && isProseAttribute(a.name) && (hasArabic(value) || bytes.IndexByte(value, '&') >= 0) {
			return true
		}
	}
	return false
}

// attribute reads the text of an attribute.
func (r *htmlReader) attribute(a attribute) {
	if !a.quoted || !isProseAttribute(a.name) {
		return
	}
	r.b.begin(Attribute, a.name, htmlValue.form, a.start)
	if htmlValue.text(r.b, a.start, a.end) >= 0 {
		r.b.drop()
		return
	}
	r.b.endMarkup(a.end)
}
