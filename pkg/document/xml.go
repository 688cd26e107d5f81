package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// XML is the format of translations in XML.
var XML = &Format{
	Name: "xml", Title: "XML", Files: []string{"*.xml", "*.resx", "*.resw", "*.xlf", "*.xliff", "*.rss", "*.atom"},
	Prose: "strings of Android; values of .resx; translations of Qt (.ts) and XLIFF; titles and descriptions of RSS and Atom",
	Left:  "all other XML; sources; comments; attributes; translatable=\"false\", translate=\"no\", other languages; placeholders, <xliff:g>; references to what is not seen",
	page:  readXML, remark: arrowRemark,
	units: true,
}

// A vocabulary says which elements of a kind of XML hold texts.
type vocabulary struct {
	needs  string            // bytes of every such file
	texts  map[string]Role   // parent/element
	keys   map[string]string // element -> its attribute that is a part of the key
	inside map[string]inside // what elements within a text are; of others each tag is an object
	markup *markup
}

// inside says what an element within a text is.
type inside uint8

const (
	tagObject inside = iota // its tags are objects
	tagHidden               // its tags are not seen
	whole                   // it is one object
)

// vocabularies are the known kinds of XML, by the element that is the root.
var vocabularies = sync.OnceValue(func() map[string]*vocabulary {
	return map[string]*vocabulary{
		"resources": { // Android
			texts: map[string]Role{"resources/string": Label, "plurals/item": Label, "string-array/item": Label},
			keys:  map[string]string{"string": "name", "plurals": "name", "string-array": "name", "item": "quantity"},
			inside: map[string]inside{
				"b": tagHidden, "i": tagHidden, "u": tagHidden, "em": tagHidden, "strong": tagHidden, "a": tagHidden, "font": tagHidden, "annotation": tagHidden,
				"big": tagHidden, "small": tagHidden, "strike": tagHidden, "span": tagHidden,
				"xliff:g": whole, "sup": whole, "sub": whole, "tt": whole, "code": whole, "pre": whole,
			},
			markup: newMarkup(markup{android: true}),
		},
		"root": { // .resx
			needs:  "microsoft-resx",
			texts:  map[string]Role{"data/value": Label},
			keys:   map[string]string{"data": "name"},
			markup: newMarkup(markup{}),
		},
		"TS": { // Qt
			texts:  map[string]Role{"message/translation": Label, "translation/numerusform": Label, "translation/lengthvariant": Label, "numerusform/lengthvariant": Label},
			keys:   map[string]string{"message": "id"},
			markup: newMarkup(markup{mnemonic: true}),
		},
		"xliff": {
			texts: map[string]Role{"trans-unit/target": Label, "segment/target": Label},
			keys:  map[string]string{"trans-unit": "id", "unit": "id", "segment": "id"},
			inside: map[string]inside{
				"g": tagHidden, "mrk": tagHidden, "pc": tagHidden,
				"bpt": whole, "ept": whole, "ph": whole, "it": whole, "sub": whole,
			},
			markup: newMarkup(markup{}),
		},
		"rss": {
			texts:  map[string]Role{"channel/title": Heading, "channel/description": Paragraph, "item/title": Heading, "item/description": Paragraph},
			markup: newMarkup(markup{}),
		},
		"feed": {
			texts:  map[string]Role{"feed/title": Heading, "feed/subtitle": Paragraph, "entry/title": Heading, "entry/summary": Paragraph},
			markup: newMarkup(markup{}),
		},
	}
})

// An xmlElement is an element that is read.
type xmlElement struct {
	name  string
	key   string
	items int    // elements in it that have a key by their number
	forms int    // of a message: forms of the plural so far
	of    []byte // of a message: its source, where the strings of a translation are read
}

// An xmlReader finds the texts of a page. Depths count elements from the root,
// which is 1; 0 is none.
type xmlReader struct {
	b        *builder
	d        *xml.Decoder
	v        *vocabulary
	stack    []xmlElement
	skip     int // depth of the element of which nothing is read
	text     int // depth of the element that holds the text that is read
	source   int // depth of the element that holds the source of a message, where it is read
	object   int // depth of the element that is one object of the text
	objectAt int // where that begins
}

// readXML reads a page of XML. It finds texts only where it knows the
// vocabulary.
func readXML(b *builder, src []byte) error {
	base := bomLen(src)
	d := xml.NewDecoder(bytes.NewReader(src[base:]))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // corpus has decoded it
	r := &xmlReader{b: b, d: d}
	for end := base; ; {
		at := end
		token, err := d.RawToken()
		end = base + int(d.InputOffset())
		switch {
		case err == io.EOF && r.v != nil && len(r.stack) == 0:
			return nil
		case err == io.EOF && r.v != nil:
			return &syntaxError{at, fmt.Errorf("<%s> has no end", r.stack[len(r.stack)-1].name)}
		case err == io.EOF:
			return &syntaxError{at, errors.New("there is no element")}
		case err != nil:
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				err = errors.New(syntax.Msg)
			}
			return &syntaxError{end, err}
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(r.stack) == 0 {
				if r.v != nil {
					return &syntaxError{at, errors.New("an element follows the root")}
				}
				v := vocabularies()[qualified(token.Name)]
				if v == nil || !bytes.Contains(src, []byte(v.needs)) {
					return nil
				}
				r.v = v
			}
			r.start(at, end, token)
		case xml.EndElement:
			if err := r.end(at, end, qualified(token.Name)); err != nil {
				return err
			}
		case xml.CharData:
			r.chars(at, end, token)
		case xml.Directive:
			r.directive(token)
			r.hide(at, end)
		case xml.Comment:
			b.remark(at, end, len("<!--"), len("-->"))
			r.hide(at, end)
		default: // an instruction
			r.hide(at, end)
		}
	}
}

// qualified returns a name as it is written.
func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// directive makes the entities known that a document type declares.
func (r *xmlReader) directive(text []byte) {
	const entity = "<!ENTITY"
	for {
		i := bytes.Index(text, []byte(entity))
		if i < 0 {
			return
		}
		text = text[i+len(entity):]
		if name := bytes.Fields(text[:min(len(text), 200)]); len(name) > 0 {
			if r.d.Entity == nil {
				r.d.Entity = map[string]string{}
			}
			r.d.Entity[string(name[0])] = Object
		}
	}
}

// reads reports whether what comes is a part of a text, seen as it is.
func (r *xmlReader) reads() bool { return r.text > 0 && r.object == 0 && r.b.open }

// hide hides the bytes from at to end, if they are within a text.
func (r *xmlReader) hide(at, end int) {
	if r.reads() {
		r.b.hide(at, end)
	}
}

// start takes the tag of a start, from at to end.
func (r *xmlReader) start(at, end int, e xml.StartElement) {
	name, parent := qualified(e.Name), xmlElement{}
	if n := len(r.stack); n > 0 {
		if name == "item" {
			r.stack[n-1].items++
		}
		parent = r.stack[n-1]
	}
	x := xmlElement{name: name, key: parent.key}
	if attr := r.v.keys[name]; attr != "" {
		part := ""
		for _, a := range e.Attr {
			if qualified(a.Name) == attr {
				part = a.Value
			}
		}
		if part == "" && name == "item" {
			part = strconv.Itoa(parent.items - 1)
		}
		if x.key = part; part == "" || parent.key != "" {
			x.key = strings.TrimSuffix(parent.key+"."+part, ".")
		}
	}
	r.stack = append(r.stack, x)
	depth := len(r.stack)
	if r.skip > 0 || r.object > 0 {
		return
	}
	skipped := r.v.skips(name, e.Attr) && !(r.b.whole && r.otherwise(e.Attr))
	role, isText := r.v.texts[parent.name+"/"+name]
	switch {
	case r.source > 0:
		r.original(at, end)
	case r.b.whole && name == "source" && isMessage(parent.name):
		r.source = depth
	case r.b.whole && r.reads() && !isText: // its tags are seen
	case r.reads() && !isText:
		kind := r.v.inside[name]
		switch {
		case skipped || kind == whole:
			r.object, r.objectAt = depth, at
		case kind == tagHidden:
			r.b.markup(at, end, opener)
		default:
			r.b.object(at, end)
		}
	case skipped:
		r.skip = depth
	case isText:
		if r.b.open {
			r.b.drop()
		}
		r.text = depth
		r.b.begin(role, x.key, r.v.markup.form, end)
	}
}

// end takes the tag of an end, from at to end.
func (r *xmlReader) end(at, end int, name string) error {
	depth := len(r.stack)
	if depth == 0 {
		return &syntaxError{at, fmt.Errorf("</%s> ends nothing", name)}
	}
	if open := r.stack[depth-1].name; open != name {
		return &syntaxError{at, fmt.Errorf("</%s> ends <%s>", name, open)}
	}
	r.stack = r.stack[:depth-1]
	switch {
	case r.source == depth:
		r.source = 0
	case r.source > 0:
		r.original(at, end)
	case r.skip == depth:
		r.skip = 0
	case r.object == depth:
		r.b.object(r.objectAt, end)
		r.object = 0
	case r.text == depth:
		r.describe(name)
		r.b.endMarkup(at)
		r.text = 0
	case r.b.whole:
	case at < end && r.reads() && r.v.inside[name] == tagHidden:
		r.b.markup(at, end, hidden)
	case at < end && r.reads():
		r.b.object(at, end)
	}
	return nil
}

// chars takes the characters from at to end, which stand for text.
func (r *xmlReader) chars(at, end int, text []byte) {
	if r.source > 0 {
		m := &r.stack[r.source-2]
		m.of = append(m.of, text...)
	}
	if n := len(r.stack); n > 1 && r.stack[n-1].name == "source" && r.stack[n-2].name == "message" {
		if message := &r.stack[n-2]; message.key == "" {
			message.key = string(text)
		}
		return
	}
	if !r.reads() {
		return
	}
	const opening, closing = "<![CDATA[", "]]>"
	if !bytes.HasPrefix(r.b.src[at:end], []byte(opening)) {
		r.v.markup.text(r.b, at, end)
		return
	}
	// A text of its own, since it is escaped in its own way.
	role, key := r.b.t.Role, r.b.t.Key
	if r.b.whole && len(bytes.TrimSpace(r.b.src[r.b.t.Raw.Start:at])) == 0 {
		r.b.drop()
	}
	r.b.endMarkup(at)
	r.b.begin(role, key, r.v.markup.cdata.form, at+len(opening))
	r.v.markup.cdata.text(r.b, at+len(opening), end-len(closing))
	r.describe("")
	r.b.endMarkup(end - len(closing))
	if r.b.whole {
		return // what else is in the element is no string of its own
	}
	r.b.begin(role, key, r.v.markup.form, end)
}

// skips reports whether nothing in the element is to be read.
func (v *vocabulary) skips(name string, attrs []xml.Attr) bool {
	for _, a := range attrs {
		switch qualified(a.Name) {
		case "translatable":
			if a.Value == "false" {
				return true
			}
		case "translate":
			if a.Value == "no" {
				return true
			}
		case "mtype":
			if a.Value == "protected" {
				return true
			}
		case "xml:lang", "language", "target-language", "trgLang", "tools:locale":
			if otherLanguage(a.Value) {
				return true
			}
		case "type":
			if name == "data" || name == "translation" && (a.Value == "obsolete" || a.Value == "vanished") {
				return true
			}
		case "mimetype":
			if name == "data" {
				return true
			}
		case "name":
			if name == "data" && strings.HasPrefix(a.Value, ">>") {
				return true
			}
		}
	}
	return false
}

// arabics are the codes of Arabic and of its dialects.
var arabics = []string{"ar", "ara", "arb", "arz", "ary", "arq", "aeb", "ayl", "apc", "ajp", "acm", "acw", "acx", "aec", "afb", "apd", "ars", "ayh", "ayn", "acq", "abv", "shu", "mul", "und"}

// otherLanguage reports whether tag, such as "fa-IR", names a language that is
// not Arabic.
func otherLanguage(tag string) bool {
	tag = language(tag)
	return tag != "" && !slices.Contains(arabics, tag)
}

// language returns the first part of the tag of a language, in lower case.
func language(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	tag, _, _ = strings.Cut(tag, "_")
	return tag
}
