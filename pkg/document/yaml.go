package document

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/nass-ar/nass/pkg/span"
)

// YAML is the format of translations and other pages in YAML.
var YAML = &Format{
	Name: "yaml", Title: "YAML", Files: []string{"*.yaml", "*.yml"},
	Prose: "strings that are values and hold an Arabic letter: plain, quoted, blocks (| and >)",
	Left:  "keys, anchors, tags, comments; identifiers, codes, addresses, commands and other languages by their key; blocks that are files or have code; placeholders such as %{name}",
	page:  readYAML, remark: pair{open: "#"},
	units: true,
}

// isYAMLName reports whether the value of a key is no prose, beside those of isJSONName:
// commands, conditions and what is matched literally.
func isYAMLName(key string) bool {
	switch key {
	case "run", "script", "before_script", "after_script", "command", "commands", "cmd", "args", "entrypoint",
		"shell", "env", "environment", "if", "when", "needs", "uses", "trigger":
		return true
	}
	return false
}

// The forms of scalars; those of blocks are made for each.
var (
	yamlPlain  = &form{finish: quoteYAML}
	yamlSingle = &form{escape: func(dst []byte, s string, _ *Text) []byte {
		return append(dst, strings.ReplaceAll(s, "'", "''")...)
	}}
	yamlDouble = &form{escape: escapeYAML}
)

// A yamlScanner finds where the nodes of a page are.
type yamlScanner struct {
	b            *builder
	src          []byte
	at           int // the offset of line and column
	line, column int // from 1; columns are characters
}

// readYAML reads a page of YAML.
func readYAML(b *builder, src []byte) error {
	y := yamlScanner{b: b, src: src, at: bomLen(src), line: 1, column: 1}
	d := yaml.NewDecoder(bytes.NewReader(src))
	for {
		var doc yaml.Node
		if err := decodeYAML(d, &doc); err == io.EOF {
			b.yamlRemarks(src)
			return nil
		} else if err != nil {
			return yamlError(src, err)
		}
		y.node(&doc, "", "")
	}
}

// decodeYAML reads the next document; no input makes it panic.
func decodeYAML(d *yaml.Decoder, doc *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return d.Decode(doc)
}

// yamlError returns the error of the library with its place.
func yamlError(src []byte, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	rest, ok := strings.CutPrefix(text, "line ")
	number, rest, _ := strings.Cut(rest, ": ")
	line, bad := strconv.Atoi(number)
	if !ok || bad != nil {
		return fmt.Errorf("%s", text)
	}
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return &syntaxError{at, fmt.Errorf("%s", rest)}
}

// node takes the texts of a node; name is the last part of its path key.
func (y *yamlScanner) node(n *yaml.Node, key, name string) {
	if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") { // of a program
		return
	}
	switch n.Kind {
	case yaml.DocumentNode, yaml.SequenceNode:
		for _, x := range n.Content {
			y.node(x, key, name)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode {
				continue // a key of several values
			}
			if low := strings.ToLower(k.Value); isJSONName(low) || isYAMLName(low) || isForeignName(low) {
				continue
			}
			path := k.Value
			if key != "" && len(key)+len(path) < maxKey {
				path = key + "." + path
			}
			y.node(n.Content[i+1], path, k.Value)
		}
	case yaml.ScalarNode:
		if (y.b.whole || hasArabic([]byte(n.Value))) && n.ShortTag() == "!!str" && y.find(n.Line, n.Column) {
			y.scalar(n, key, name)
		}
	}
}

// maxKey bounds the length of the path of a text.
const maxKey = 4096

// find goes on to a line and a column, and reports whether it is there.
func (y *yamlScanner) find(line, column int) bool {
	for y.line < line || y.line == line && y.column < column {
		if y.at == len(y.src) {
			return false
		}
		if n := lineBreak(y.src[y.at:]); n > 0 {
			y.at += n
			y.line, y.column = y.line+1, 1
			continue
		}
		_, n := utf8.DecodeRune(y.src[y.at:])
		y.at += n
		y.column++
	}
	return y.line == line && y.column == column && y.at < len(y.src)
}

// lineBreak returns the length of the end of a line that text begins with: those
// of YAML 1.1, as the library has them.
func lineBreak(text []byte) int {
	switch {
	case len(text) == 0:
	case text[0] == '\n':
		return 1
	case text[0] == '\r':
		if len(text) > 1 && text[1] == '\n' {
			return 2
		}
		return 1
	case bytes.HasPrefix(text, []byte("\u0085")): // NEXT LINE
		return 2
	case bytes.HasPrefix(text, []byte("\u2028")), bytes.HasPrefix(text, []byte("\u2029")): // LINE, PARAGRAPH SEPARATOR
		return 3
	}
	return 0
}

// scalar takes the text of the scalar at y.at, if what it stands for is what the
// library read.
func (y *yamlScanner) scalar(n *yaml.Node, key, name string) {
	at := y.at
	for at < len(y.src) && (y.src[at] == '&' || y.src[at] == '!') { // an anchor, a tag
		for at < len(y.src) && !isBlank(y.src[at]) && lineBreak(y.src[at:]) == 0 {
			at++
		}
		for at < len(y.src) && isBlank(y.src[at]) {
			at++
		}
	}
	if at == len(y.src) {
		return
	}
	switch c := y.src[at]; {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if (c == '|' || c == '>') && !codeBlock(n.Value, name) {
			y.block(at, n.Value, key)
		}
	case n.Style&yaml.DoubleQuotedStyle != 0 && c == '"', n.Style&yaml.SingleQuotedStyle != 0 && c == '\'':
		y.flow(at+1, c, n.Value, key)
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0:
		y.flow(at, 0, n.Value, key)
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// codeBlock reports whether a block is or has code: a script, a file by its name,
// Markdown with fences.
func codeBlock(value, name string) bool {
	dot := strings.LastIndexByte(name, '.')
	return strings.HasPrefix(value, "#!") || strings.Contains(value, "```") || dot >= 0 && len(name)-dot <= 6
}

// flow takes a plain or quoted scalar, which begins at at.
func (y *yamlScanner) flow(at int, quote byte, value, key string) {
	b, src := y.b, y.src
	f := yamlPlain
	switch quote {
	case '"':
		f = yamlDouble
	case '\'':
		f = yamlSingle
	}
	b.begin(Label, key, f, at)
	wide, raw := false, false
	seen := func() int { return len(b.spare) - b.view + at - b.raw }
	for at < len(src) && (quote != 0 || seen() < len(value)) && seen() <= len(value) {
		switch c := src[at]; {
		case c == quote && quote == '\'' && at+1 < len(src) && src[at+1] == '\'':
			b.escape(at, at+2, "'")
			at += 2
		case c == quote && quote != 0:
			y.flowEnd(at, value, wide && !raw)
			return
		case isBlank(c) || lineBreak(src[at:]) > 0:
			end, breaks := fold(src, at)
			switch breaks {
			case 0:
			case 1:
				b.escape(at, end, " ")
			default:
				b.escape(at, end, strings.Repeat("\n", breaks-1))
			}
			at = end
		case c == '\\' && quote == '"':
			n, r := unescapeYAML(src[at:])
			switch {
			case n == 0:
				b.drop()
				return
			case r < 0: // the line goes on
				b.hide(at, at+n)
				end, breaks := fold(src, at+n)
				if breaks > 0 {
					b.escape(at+n, end, strings.Repeat("\n", breaks))
				} else {
					b.hide(at+n, end)
				}
				n = end - at
			default:
				b.escape(at, at+n, string(r))
				wide = wide || r >= utf8.RuneSelf
			}
			at += n
		default:
			raw = raw || c >= utf8.RuneSelf
			at++
		}
	}
	y.flowEnd(at, value, false)
}

// flowEnd ends the text at the offset at, unless it is not value.
func (y *yamlScanner) flowEnd(at int, value string, ascii bool) {
	b := y.b
	if b.copy(at); string(b.spare[b.view:]) != value {
		b.drop()
		return
	}
	b.t.ascii = ascii
	b.placeholders(at)
	b.endProse(at)
}

// fold returns the offset after the blanks and the ends of lines at the offset
// at, and how many ends there are.
func fold(src []byte, at int) (end, breaks int) {
	for at < len(src) {
		n := 1
		if !isBlank(src[at]) {
			if n = lineBreak(src[at:]); n == 0 {
				break
			}
			breaks++
		}
		at += n
	}
	return at, breaks
}

// unescapeYAML returns the length of the escape that text begins with, 0 if it
// is none, and its character, or -1 for the end of a line.
func unescapeYAML(text []byte) (n int, r rune) {
	if len(text) < 2 {
		return 0, 0
	}
	if n := lineBreak(text[1:]); n > 0 {
		return 1 + n, -1
	}
	digits := 0
	switch text[1] {
	case '0':
		return 2, 0
	case 'a':
		return 2, '\a'
	case 'b':
		return 2, '\b'
	case 't', '\t':
		return 2, '\t'
	case 'n':
		return 2, '\n'
	case 'v':
		return 2, '\v'
	case 'f':
		return 2, '\f'
	case 'r':
		return 2, '\r'
	case 'e':
		return 2, 0x1B
	case ' ', '"', '\'', '/', '\\':
		return 2, rune(text[1])
	case 'N':
		return 2, 0x85 // NEXT LINE
	case '_':
		return 2, 0xA0 // NO-BREAK SPACE
	case 'L':
		return 2, 0x2028 // LINE SEPARATOR
	case 'P':
		return 2, 0x2029 // PARAGRAPH SEPARATOR
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return 0, 0
	}
	if len(text) < 2+digits {
		return 0, 0
	}
	for _, c := range text[2 : 2+digits] {
		d := hexDigit(c)
		if d < 0 || r > utf8.MaxRune>>4 {
			return 0, 0
		}
		r = r<<4 | rune(d)
	}
	return 2 + digits, r
}

// escapeYAML appends s as a part of a double-quoted scalar. Unlike JSON it has no
// halves of pairs.
func escapeYAML(dst []byte, s string, t *Text) []byte {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r > 0xFFFF && t.ascii {
			dst = fmt.Appendf(dst, `\U%08x`, r)
		} else {
			dst = escapeJSON(dst, s[:n], t)
		}
		s = s[n:]
	}
	return dst
}

// quoteYAML puts a plain scalar in quotation marks if it needs them after the
// edits.
func quoteYAML(src []byte, t *Text, edits []span.Edit, from int) []span.Edit {
	var over []span.Edit
	special := edits[from].Start == t.Raw.Start
	for _, e := range edits[from:] {
		over = append(over, span.Edit{Span: span.Span{Start: e.Start - t.Raw.Start, End: e.End - t.Raw.Start}, New: e.New})
		special = special || strings.ContainsAny(e.New, ",[]{}")
	}
	text := string(span.Apply(nil, t.Raw.Text(src), over))
	const indicators = "-?:,[]{}#&*!|>'\"%@`"
	switch {
	case special && text != "" && strings.ContainsAny(text[:1]+",[]{}", indicators) && strings.ContainsAny(text, indicators):
	case strings.Contains(text, ": "), strings.HasSuffix(text, ":"), strings.Contains(text, " #"):
	default:
		return edits
	}
	quote := `'`
	if strings.Contains(text, quote) {
		if strings.ContainsAny(text, `"\`) {
			return edits
		}
		quote = `"`
	}
	return append(edits[:from], span.Edit{Span: t.Raw, New: quote + text + quote})
}

// trimLines returns a block without the blanks at the start of lines. They are
// structure, of Markdown or of YAML itself: a line with more of them does not fold.
func trimLines(value string) string {
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, " \t")
	}
	return strings.Join(lines, "\n")
}

// block takes a block scalar, whose | or > is at at. Leading blanks are not seen.
func (y *yamlScanner) block(at int, value, key string) {
	src, folded := y.src, y.src[at] == '>'
	s := lineScanner{src: src, next: at}
	s.scan()
	header, _, _ := bytes.Cut(src[at+1:s.end], []byte("#"))
	if len(bytes.Trim(header, "+- \t")) > 0 { // it counts the blanks
		return
	}
	eol := string(src[s.end:s.next])
	start, end, indent := s.next, -1, 0
	for s.scan() {
		line := src[s.start:s.end]
		n := len(line) - len(bytes.TrimLeft(line, " "))
		if n == len(line) {
			continue
		}
		if indent == 0 {
			indent = n
		}
		if n < indent || n == 0 {
			break
		}
		end = s.end
	}
	if end < 0 {
		return
	}
	b := y.b
	f := &form{escape: func(dst []byte, s string, _ *Text) []byte {
		brk := eol + strings.Repeat(" ", indent)
		if folded {
			brk = eol + brk
		}
		return append(dst, strings.ReplaceAll(s, "\n", brk)...)
	}}
	b.begin(Paragraph, key, f, start)
	s = lineScanner{src: src[:end], next: start}
	gap, empty, blank := start, 0, true // after the content before, its empty lines, whether it begins with a blank
	first := true
	for s.scan() {
		line := src[s.start:s.end]
		if len(line) < indent || len(line) == indent && len(bytes.Trim(line, " ")) == 0 {
			empty++
			continue
		}
		now := isBlank(line[min(indent, len(line)-1)])
		seen := strings.Repeat("\n", empty+1)
		switch {
		case first:
			seen = seen[1:]
		case folded && !blank && !now && empty == 0:
			seen = " "
		case folded && !blank && !now:
			seen = seen[1:]
		}
		content := s.start + indent
		if seen == "" {
			b.hide(gap, content)
		} else if !folded && seen == "\n" && s.start-gap == 1 {
			b.hide(s.start, content)
		} else {
			b.escape(gap, content, seen)
		}
		b.hide(content, s.end-len(bytes.TrimLeft(src[content:s.end], " \t")))
		gap, empty, blank, first = s.end, 0, now, false
	}
	if b.copy(end); string(b.spare[b.view:]) != trimLines(strings.TrimRight(value, "\n")) {
		b.drop()
		return
	}
	b.placeholders(end)
	b.endProse(end)
}
