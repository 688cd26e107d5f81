package document

import (
	"github.com/nass-ar/nass/pkg/span"
)

// placeholders makes objects of the placeholders in the text that is read, up
// to the offset at of src: {name}, {{name}}, ${name}, %{name}, %s, %1$s, %(n)s, %@,
// tags such as <b>, and the frame of an ICU message: what is in {n, plural, one
// {…} other {…}} around its messages.
func (b *builder) placeholders(at int) {
	b.copy(at)
	if b.whole {
		return
	}
	seen := b.spare[b.view:]
	var found []span.Span
	objects := b.opaque[b.of:]
	for i := 0; i < len(seen); {
		if len(objects) > 0 && i == objects[0].Start {
			i, objects = objects[0].End, objects[1:]
			continue
		}
		n := 0
		switch seen[i] {
		case '{', '}', '%', '<', '$':
			n = placeholder(seen, i)
			if len(objects) > 0 && i+n > objects[0].Start {
				n = 0
			}
		}
		if n == 0 {
			i++
			continue
		}
		found = append(found, span.Span{Start: i, End: i + n})
		b.t.format = b.t.format || seen[i] == '%' && seen[i+1] != '{'
		i += n
	}
	if found == nil {
		return
	}
	// The text is read once more, with the objects.
	text := append([]byte(nil), seen...)
	old := b.t
	old.Raw.End, old.Bytes = at, text
	old.pieces = append([]piece(nil), b.pieces[b.from:]...)
	b.spare, b.pieces, b.opaque = b.spare[:b.view], b.pieces[:b.from], b.opaque[:b.of]
	b.raw = old.Raw.Start
	pieces := old.pieces
	flush := func(to int) { // the pieces before the offset to of text
		for len(pieces) > 0 && pieces[0].to <= to {
			p := pieces[0]
			if pieces = pieces[1:]; p.Start < b.raw {
				continue // inside an object
			}
			if p.kind == opaque {
				b.objectAs(p.Start, p.End, text[p.at:p.to])
			} else {
				b.add(p.Start, p.End, text[p.at:p.to], p.kind)
			}
		}
	}
	for _, s := range found {
		flush(s.Start)
		raw := old.Source(s)
		b.object(raw.Start, raw.End)
	}
	flush(len(text))
	b.copy(at)
}

// placeholder returns the length of the placeholder at i of text, or 0.
func placeholder(text []byte, i int) int {
	switch rest := text[i:]; rest[0] {
	case '$':
		if len(rest) > 1 && rest[1] == '{' {
			if n := braces(rest[1:]); n > 0 {
				return 1 + n
			}
		}
	case '%':
		return percent(rest)
	case '<':
		return tag(rest)
	case '}':
		return icuNext(rest)
	case '{':
		if n := braces(rest); n > 0 {
			return n
		}
		return icuStart(rest)
	}
	return 0
}

// braces returns the length of a name in braces, or in two or three pairs of them.
func braces(text []byte) int {
	depth := 0
	for depth < len(text) && depth < 3 && text[depth] == '{' {
		depth++
	}
	i := depth
	for i < len(text) && text[i] < 0x80 && text[i] != '{' && text[i] != '}' && text[i] != ',' && text[i] != '\n' {
		i++
	}
	for n := 0; n < depth; n++ {
		if i == len(text) || text[i] != '}' {
			return 0
		}
		i++
	}
	return i
}

// percent returns the length of a directive of printf or of its like.
func percent(text []byte) int {
	i := 1
	at := func(set string) bool {
		if i < len(text) {
			for _, c := range []byte(set) {
				if text[i] == c {
					return true
				}
			}
		}
		return false
	}
	if i < len(text) && (text[i] == '{' || text[i] == '(') {
		closing := byte('}')
		if text[i] == '(' {
			closing = ')'
		}
		for i < len(text) && text[i] != closing && text[i] < 0x80 && text[i] != '\n' && text[i] != '%' {
			i++
		}
		if i == len(text) || text[i] != closing {
			return 0
		}
		i++
		if closing == '}' {
			return i
		}
	}
	for at("0123456789$-+#.'*") {
		i++
	}
	for at("hlLqjzt") {
		i++
	}
	if at("sdiufFeEgGxXoaAcCpn@SDUOq") || i == 1 && at("%") {
		return i + 1
	}
	if i > 1 && text[i-1] >= '0' && text[i-1] <= '9' && text[1] >= '0' && text[1] <= '9' && i <= 3 && text[0] == '%' && !at("0123456789.,") {
		return i // %1 of Qt
	}
	return 0
}

// tag returns the length of a tag of HTML.
func tag(text []byte) int {
	i := 1
	if i < len(text) && text[i] == '/' {
		i++
	}
	if i == len(text) || (text[i]|0x20 < 'a' || text[i]|0x20 > 'z') && (text[i] < '0' || text[i] > '9') {
		return 0
	}
	for ; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case '>':
			return i + 1
		case '<':
			return 0
		}
	}
	return 0
}

// icuStart returns the length of the start of an ICU message up to its first
// message: "{n, plural, one {".
func icuStart(text []byte) int {
	i, commas := 1, 0
	for ; i < len(text) && text[i] < 0x80 && text[i] != '}' && text[i] != '\n'; i++ {
		switch text[i] {
		case ',':
			commas++
		case '{':
			if commas == 2 {
				return i + 1
			}
			return 0
		}
	}
	if i < len(text) && text[i] == '}' && commas > 0 { // {n, number}
		return i + 1
	}
	return 0
}

// icuNext returns the length of what is between two messages of an ICU message,
// "} other {", or of its end.
func icuNext(text []byte) int {
	i := 1
	for ; i < len(text) && text[i] < 0x80 && i < 64; i++ {
		switch text[i] {
		case '{':
			return i + 1
		case '}':
			return i + 1
		}
	}
	return 0
}
