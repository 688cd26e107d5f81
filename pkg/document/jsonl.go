package document

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/nass-ar/nass/pkg/span"
)

// openJSONLines prepares to read the fields of o.
func openJSONLines(o *Options, head []byte) (*records, error) {
	fields, err := o.fields()
	if err != nil {
		return nil, err
	}
	r := &jsonReader{looked: jsonPath{rest: slices.Clone(fields)}, gains: o.gains}
	for _, f := range fields {
		r.done = append(r.done, jsonPath{key: f, rest: []string{""}})
	}
	if o.ID != "" {
		r.looked.rest = append(r.looked.rest, o.ID)
		r.done = append(r.done, jsonPath{rest: []string{""}})
	}
	if o.flush { // the records that have come are answered, and more may have the field
		return &records{read: r.read}, nil
	}
	if len(head) == headBytes {
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	var b builder
	b.reset(head)
	b.first, b.onError = true, Keep
	if found, err := r.find(&b, head); !found && err == nil && len(b.bad) == 0 {
		if keys := jsonKeys(head); keys != nil {
			return nil, &FieldError{fields[0], keys}
		}
	}
	return &records{read: r.read}, nil
}

// A jsonReader finds the fields of records. It does not change.
type jsonReader struct {
	looked jsonPath   // the fields, and then the identifier
	done   []jsonPath // for each of them, what its value has; key is "" for the identifier
	gains  string     // the member that records gain; "" is none
}

// read reads records of one line each.
func (r *jsonReader) read(b *builder, src []byte) error {
	_, err := r.find(b, src)
	return err
}

// find is read; it reports whether a record has one of the fields.
func (r *jsonReader) find(b *builder, src []byte) (found bool, err error) {
	s := jsonScanner{enter: r.enter}
	gained := false
	if r.gains != "" {
		s.enter = func(path *jsonPath, key []byte) *jsonPath {
			gained = gained || path == &r.looked && sameKey(key, r.gains)
			return r.enter(path, key)
		}
	}
	var id []byte
	s.value = func(start, end int, path *jsonPath) error {
		switch {
		case len(path.rest) == 0 || path.rest[0] != "":
		case path.key == "":
			if id = src[start:end]; id[0] == '"' {
				id = unquoteJSON(id)
			}
		default:
			found = true
			if src[start] == '"' {
				if err := b.jsonString(start, end, Value, path.key); err != nil {
					return err
				}
				b.end(end - 1)
			}
		}
		return nil
	}
	b.rows = arabicEscapes()
	first := b.record
	at := 0
	if b.first {
		at = bomLen(src)
	}
	for begin := at; at < len(src); begin = at {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
			at = end + 1
		} else {
			at = end
		}
		s.src, s.at = src[:end], begin
		if s.space(); s.at == end { // a blank line
			b.record++
			continue
		}
		b.beginRecord()
		id, gained = nil, false
		err := s.scan(&r.looked, 0)
		if err == nil && s.at < end {
			err = s.errorf("more follows the record: %q", shorten(s.src[s.at:]))
		}
		var gain gain
		if err == nil && r.gains != "" {
			gain, err = r.gain(src[begin:end], begin, gained)
		}
		if err != nil {
			if err := b.badRecord(begin, at, b.line+b.record-first, err); err != nil {
				return found, err
			}
		} else {
			b.endRecord(string(id))
			if r.gains != "" {
				gain.texts = len(b.texts)
				b.gains = append(b.gains, gain)
			}
		}
		b.record++
	}
	return found, nil
}

// enter finds key among the fields.
func (r *jsonReader) enter(path *jsonPath, key []byte) *jsonPath {
	if bytes.IndexByte(key, '\\') >= 0 {
		key = unquoteJSON(slices.Concat([]byte{'"'}, key, []byte{'"'}))
	}
	var in *jsonPath
	for i, rest := range path.rest {
		switch {
		case rest == string(key):
			if path == &r.looked {
				return &r.done[i]
			}
			return r.named(path, rest)
		case len(rest) > len(key) && rest[len(key)] == '.' && rest[:len(key)] == string(key):
			if in == nil {
				in = &jsonPath{key: strings.TrimPrefix(path.key+"."+string(key), ".")}
			}
			in.rest = append(in.rest, rest[len(key)+1:])
		}
	}
	return in
}

// named is what the value has of the field that ends in last, below path.
func (r *jsonReader) named(path *jsonPath, last string) *jsonPath {
	name := strings.TrimPrefix(path.key+"."+last, ".")
	i := slices.Index(r.looked.rest, name)
	if i < 0 { // a key with a dot in it
		return &jsonPath{key: name, rest: []string{""}}
	}
	return &r.done[i]
}

// unquoteJSON returns what the string with its quotes stands for.
func unquoteJSON(quoted []byte) []byte {
	var b builder
	b.reset(quoted)
	if b.jsonString(0, len(quoted), Value, "") != nil {
		return quoted
	}
	return b.end(len(quoted) - 1).Bytes
}

// jsonKeys returns the keys of the first record, and nil if it is no object.
func jsonKeys(src []byte) []string {
	line, _, _ := bytes.Cut(src[bomLen(src):], []byte{'\n'})
	var keys []string
	s := jsonScanner{src: line}
	s.enter = func(_ *jsonPath, key []byte) *jsonPath {
		keys = append(keys, string(key))
		return nil
	}
	if s.scan(new(jsonPath), 0) != nil {
		return nil
	}
	return keys
}

// A FieldError says that records have no field of that name.
type FieldError struct {
	Field string
	Has   []string // the fields that there are
}

// Error returns the message, with the fields that there are.
func (e *FieldError) Error() string {
	if len(e.Has) == 0 {
		return fmt.Sprintf("no field %q in the first records", e.Field)
	}
	return fmt.Sprintf("no field %q; there are: %s", e.Field, strings.Join(e.Has, ", "))
}

// maxFields bounds how many fields are read at once.
const maxFields = 64

// fields returns the names of the fields.
func (o *Options) fields() ([]string, error) {
	switch {
	case len(o.Fields) == 0:
		return []string{"text"}, nil
	case len(o.Fields) > maxFields:
		return nil, fmt.Errorf("%d fields, more than %d", len(o.Fields), maxFields)
	case slices.Contains(o.Fields, ""):
		return nil, fmt.Errorf("a field without a name")
	}
	return o.Fields, nil
}

// beginRecord begins the texts of a record.
func (b *builder) beginRecord() { b.mark = len(b.texts) }

// endRecord ends the texts of a record with that identifier.
func (b *builder) endRecord(id string) {
	for i := b.mark; i < len(b.texts); i++ {
		b.texts[i].ID = id
	}
}

// badRecord takes back the texts of the record from start to end, which cannot
// be read, and returns an error if that ends the reading.
func (b *builder) badRecord(start, end, line int, err error) error {
	b.texts = b.texts[:b.mark]
	bad := RecordError{Record: b.record, Line: line, Err: err}
	switch b.onError {
	case Stop:
		b.good = start
		return &bad
	case Skip:
		b.gone = append(b.gone, span.Span{Start: start, End: end})
	}
	b.bad = append(b.bad, bad)
	return nil
}
