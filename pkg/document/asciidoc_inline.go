package document

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// prose makes a text of the lines from at to end.
func (r *adocReader) prose(role Role, at, end int) *Text { return r.proseAs(role, "", at, end) }

// proseAs is prose, for a text with a key.
func (r *adocReader) proseAs(role Role, key string, at, end int) *Text {
	if at >= end {
		return nil
	}
	x := adocInline{adocReader: r, start: at, text: bytes.Clone(r.src[at:end])}
	x.layout()
	x.passed()
	for i := range adocQuotes {
		x.quoted(&adocQuotes[i])
	}
	x.macros(0, len(x.text), false)
	slices.SortStableFunc(x.found, func(a, b adocMarkup) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	r.b.begin(role, key, r.form, at)
	for _, m := range x.found {
		switch start, end := at+m.start, at+m.end; {
		case start < r.b.raw: // it is within another
		case m.kind == opaque:
			r.b.object(start, end)
		case m.kind == hidden:
			r.b.hide(start, end)
		default:
			r.b.escape(start, end, m.seen)
		}
	}
	return r.b.endProse(end)
}

var (
	adocText     = &form{}                       // the form of a text of AsciiDoc
	adocCellText = &form{escape: escapeADocCell} // that of one in a cell
)

// escapeADocCell appends s with a backslash before what would end the cell.
func escapeADocCell(dst []byte, s string, _ *Text) []byte {
	return append(dst, strings.ReplaceAll(s, "|", `\|`)...)
}

// An adocInline finds the markup of a text as Asciidoctor does: of one kind after the
// other, each in what those before it left.
type adocInline struct {
	*adocReader
	start int    // of the page
	text  []byte // what is left to read; markup that was found is adocDone
	found []adocMarkup
}

// adocDone is written over markup that was found. It is neither of words nor blank.
const adocDone = '\x01'

// adocLinked is adocDone at the end of a link, behind which none can begin.
const adocLinked = '\x02'

// An adocMarkup is a part of a text that is no words.
type adocMarkup struct {
	start, end int
	kind       pieceKind
	seen       string // of what is escaped
}

// keep keeps the bytes from start to end, which are seen as something else.
func (x *adocInline) keep(start, end int, kind pieceKind, seen string) {
	if start == end {
		return
	}
	x.found = append(x.found, adocMarkup{start, end, kind, seen})
	for i := start; i < end; i++ {
		x.text[i] = adocDone
	}
}

func (x *adocInline) hide(start, end int)   { x.keep(start, end, hidden, "") }
func (x *adocInline) object(start, end int) { x.keep(start, end, opaque, "") }

// layout reads what lines have at their ends, and those that are no words.
func (x *adocInline) layout() {
	cell := x.form == adocCellText
	for at := 0; at < len(x.text); {
		end := at
		for end < len(x.text) && x.text[end] != '\n' {
			end++
		}
		line := bytes.TrimRightFunc(x.text[at:end], isADocBlank)
		switch {
		case at > 0 && isADocComment(line):
			x.b.remark(x.start+at, x.start+at+len(line), len("//"), 0)
			x.hide(at, min(end+1, len(x.text)))
		case at > 0 && isADocDirective(line):
			x.object(at, at+len(line))
		default:
			if at > 0 {
				x.found = append(x.found, adocMarkup{start: at, end: at + leading(line), kind: hidden})
			}
			if rest, ok := bytes.CutSuffix(line, []byte(" +")); ok {
				x.hide(at+len(rest), at+len(line))
			}
		}
		for i := at; cell && i+1 < end; i++ {
			if x.text[i] == '\\' && x.text[i+1] == '|' {
				x.found = append(x.found, adocMarkup{i, i + 2, escaped, "|"})
				x.text[i] = adocDone
			}
		}
		at = end + 1
	}
}

// noWordBefore reports whether what is before the offset at is neither of a word nor one
// of those signs.
func (x *adocInline) noWordBefore(at int, signs string) bool {
	c, size := utf8.DecodeLastRune(x.text[:at])
	return size == 0 || !isADocWord(c) && !strings.ContainsRune(signs, c)
}

// noWordAfter is noWordBefore, for what is behind the offset.
func (x *adocInline) noWordAfter(at int, signs string) bool {
	c, size := utf8.DecodeRune(x.text[at:])
	return size == 0 || !isADocWord(c) && !strings.ContainsRune(signs, c)
}

// isADocSpace reports whether c may not be at the edge of what markup is around.
func isADocSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// passed reads what is passed through as it is.
func (x *adocInline) passed() {
	never := map[string]bool{} // there are no more of these marks
	for at := 0; at < len(x.text); at++ {
		if x.text[at] == ':' {
			x.formula(at, never)
			continue
		}
		if x.text[at] != '+' && x.text[at] != '$' {
			continue
		}
		n := countByte(x.text[at:min(at+len("+++"), len(x.text))], x.text[at])
		for _, mark := range []string{"+++", "++", "$$"} {
			if len(mark) > n || mark[0] != x.text[at] || never[mark] {
				continue
			}
			i := bytes.Index(x.text[at+len(mark):], []byte(mark))
			if i < 0 {
				never[mark] = true
				continue
			}
			end := at + len(mark) + i + len(mark)
			x.object(at, end)
			at = end - 1
			n = 0
		}
		if n == 1 && x.text[at] == '+' && !never["+"] && x.noWordBefore(at, `;:\`) {
			q := adocQuote{open: "+", shut: "+", bound: true}
			if end := x.shut(&q, at); end > 0 {
				x.object(at, end)
				at = end - 1
			} else if end < 0 {
				never["+"] = true
			}
		}
	}
}

// formula reads a macro whose words are passed through, if the colon at the offset at is
// of one.
func (x *adocInline) formula(at int, never map[string]bool) {
	for _, name := range []string{"pass", "stem", "latexmath", "asciimath"} {
		if !bytes.HasSuffix(x.text[:at], []byte(name)) || never["]"] {
			continue
		}
		from := at + 1
		for from < len(x.text) && (isAlnum(x.text[from]) || x.text[from] == ',' || x.text[from] == '-') {
			from++
		}
		if from == len(x.text) || x.text[from] != '[' {
			return
		}
		if end := adocShut(x.text, from+1, len(x.text), false); end >= 0 {
			x.object(at-len(name), end+1)
		} else {
			never["]"] = true
		}
		return
	}
}

// adocShut returns where the bracket is, between from and to, that ends what a macro says,
// or -1. It may say other macros.
func adocShut(text []byte, from, to int, nested bool) int {
	depth := 0
	for i := from; i < to; i++ {
		switch text[i] {
		case '[':
			if nested {
				depth++
			}
		case ']':
			if text[i-1] == '\\' {
				continue
			}
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return -1
}

// An adocQuote is a pair of marks with words between them.
type adocQuote struct {
	open, shut  string
	bound       bool   // not within words
	before      string // beside letters, what may not be before the mark
	after       string // and after it
	object      bool   // its words are no prose
	word        bool   // there are no blanks between the marks
	left, right string // as which the marks are seen
}

// adocQuotes are all pairs, in the order in which Asciidoctor looks for them.
var adocQuotes = []adocQuote{
	{open: "**", shut: "**"},
	{open: "*", shut: "*", bound: true, before: ";:}"},
	{open: "\"`", shut: "`\"", bound: true, before: ";:}", left: "\u201C", right: "\u201D"}, // LEFT and RIGHT DOUBLE QUOTATION MARK
	{open: "'`", shut: "`'", bound: true, before: ";:`}", left: "\u2018", right: "\u2019"},  // LEFT and RIGHT SINGLE QUOTATION MARK
	{open: "``", shut: "``", object: true},
	{open: "`", shut: "`", bound: true, before: "&;:\"'`}", after: "\"'`", object: true},
	{open: "__", shut: "__"},
	{open: "_", shut: "_", bound: true, before: ";:}"},
	{open: "##", shut: "##"},
	{open: "#", shut: "#", bound: true, before: "&;:}"},
	{open: "^", shut: "^", word: true},
	{open: "~", shut: "~", word: true},
}

// shut returns where what the mark at the offset at begins ends, behind the mark that ends
// it; 0 if the mark begins nothing, and -1 if no other does after it either.
func (x *adocInline) shut(q *adocQuote, at int) int {
	from := at + len(q.open)
	if from >= len(x.text) || q.bound && isADocSpace(x.text[from]) {
		return 0
	}
	for i := from + 1; i+len(q.shut) <= len(x.text); i++ {
		switch {
		case q.word && isADocSpace(x.text[i-1]):
			return 0
		case x.text[i] != q.shut[0] || !bytes.HasPrefix(x.text[i:], []byte(q.shut)):
		case !q.bound || !isADocSpace(x.text[i-1]) && x.noWordAfter(i+len(q.shut), q.after):
			return i + len(q.shut)
		}
	}
	return -1
}

// attributesMost is how many bytes the attributes before a mark have at most.
const attributesMost = 256

// attributes returns where what is said of the mark at the offset at begins, as in
// [.role]#words#, or at.
func (x *adocInline) attributes(at int) int {
	if at == 0 || x.text[at-1] != ']' {
		return at
	}
	low := max(0, at-attributesMost)
	i := low + bytes.LastIndexAny(x.text[low:at-1], "[]")
	if i < low || x.text[i] == ']' || i == at-2 {
		return at
	}
	return i
}

// quoted reads the pairs of marks q.
func (x *adocInline) quoted(q *adocQuote) {
	for at := 0; ; {
		i := bytes.Index(x.text[at:], []byte(q.open))
		if i < 0 {
			return
		}
		at += i
		start := x.attributes(at)
		if q.bound && start < at && !x.noWordBefore(start, q.before) {
			start = at
		}
		if q.bound && !x.noWordBefore(start, q.before) {
			at++
			continue
		}
		end := x.shut(q, at)
		if end < 0 {
			return
		}
		if end == 0 {
			at++
			continue
		}
		switch {
		case start > 0 && x.text[start-1] == '\\': // it is no markup
			x.hide(start-1, start)
		case q.object:
			x.object(start, end)
		case q.left != "":
			x.hide(start, at)
			x.keep(at, at+len(q.open), escaped, q.left)
			x.keep(end-len(q.shut), end, escaped, q.right)
		default:
			x.hide(start, at+len(q.open))
			x.hide(end-len(q.shut), end)
		}
		at = end
	}
}

// referenceMost is how many bytes the name of an attribute or an anchor has at most.
const referenceMost = 256

// macros reads the macros, references and addresses between from and to, which are words
// that a macro says or not.
func (x *adocInline) macros(from, to int, within bool) {
	w := adocWords{adocInline: x, at: from, to: to, word: from, within: within}
	for w.at < to {
		w.next()
	}
}

// adocWords are words of a text in which macros are looked for.
type adocWords struct {
	*adocInline
	at, to int
	word   int  // where the name of a macro may begin
	within bool // a macro says them

	noBracket, noIndex, noReference bool // what would end one is not there any more
}

// next reads one thing.
func (w *adocWords) next() {
	rest := w.text[w.at:w.to]
	switch c := rest[0]; {
	case isADocSpace(c):
		w.pass(w.at + 1)
	case c == '{':
		w.attribute(rest)
	case c == '&':
		if n := named(rest[1:]); n > 0 {
			w.mark(w.at + 1 + n)
		} else {
			w.at++
		}
	case c == '(' && !w.noIndex && bytes.HasPrefix(rest, []byte("((")):
		if n := bytes.Index(rest, []byte("))")); n > 0 {
			w.mark(w.at + n + 2 + min(countByte(rest[n+2:], ')'), 1))
		} else {
			w.noIndex = true
		}
	case c == '<' && !w.noReference && bytes.HasPrefix(rest, []byte("<<")):
		w.reference(rest)
	case c == '[':
		w.bracket(rest)
	case c == '@':
		w.mail(w.word, w.at, w.to)
		w.at++
	case c == ':' && bytes.HasPrefix(rest, []byte("://")):
		stop := w.at + w.addressLen(w.at, w.to)
		if stop < w.to && w.text[stop] == '[' { // its text follows
			w.at = stop
			return
		}
		w.address(w.word, w.at, stop)
		w.pass(stop)
	default:
		w.at++
	}
}

// pass goes on at the offset end.
func (w *adocWords) pass(end int) { w.at, w.word = end, end }

// mark makes an object of what is before the offset end.
func (w *adocWords) mark(end int) {
	w.object(w.at, end)
	w.pass(end)
}

// attribute reads a brace, or what stands for an attribute of the page. That may be a part
// of the address of a link.
func (w *adocWords) attribute(rest []byte) {
	n := bytes.IndexAny(rest[:min(len(rest), referenceMost)], "} \t\r\n")
	if n < 2 || rest[n] != '}' {
		w.at++
		return
	}
	stop := w.at + w.addressLen(w.at, min(w.to, w.at+n+referenceMost))
	switch linked := stop < w.to && w.text[stop] == '['; {
	case linked && !w.isAddress(w.at):
		w.at = stop
	case linked:
		if i := w.shutBracket(stop+1, false); i >= 0 {
			w.label(w.at, stop+1, i, i+1)
			w.pass(i + 1)
		} else {
			w.at = stop
		}
	case !w.namesAddress(string(rest[1:n])) || w.isAddress(w.at):
		w.mark(w.at + n + 1)
	default:
		w.at++
	}
}

// reference reads what is between << and >>.
func (w *adocWords) reference(rest []byte) {
	n := bytes.Index(rest, []byte(">>"))
	if n < 0 {
		w.noReference = true
		return
	}
	end := w.at + n + 2
	if comma := bytes.IndexByte(rest[:n], ','); comma < 0 {
		w.object(w.at, end)
	} else {
		w.label(w.at, w.at+comma+1, w.at+n, end)
	}
	w.pass(end)
}

// bracket reads an anchor, what a macro says, or a bracket.
func (w *adocWords) bracket(rest []byte) {
	if bytes.HasPrefix(rest, []byte("[[")) {
		if n := bytes.IndexAny(rest[:min(len(rest), referenceMost)], "]\n"); n > 2 && bytes.HasPrefix(rest[n:], []byte("]]")) {
			w.mark(w.at + n + 2 + min(countByte(rest[n+2:], ']'), 1))
			return
		}
	}
	at := w.at
	start, name := adocMacro(w.text, w.word, at)
	if w.pass(at + 1); start < 0 {
		return
	}
	note := name == "footnote" && !w.within
	n := w.shutBracket(at+1, note)
	if n < 0 {
		return
	}
	address := bytes.HasPrefix(w.text[start+len(name):at], []byte("://"))
	switch {
	case address && !w.isAddress(start):
		return
	case note:
		w.object(start, at+1)
		w.macros(at+1, n, true)
		w.object(n, n+1)
	case address, hasField("link xref", name):
		w.label(start, at+1, n, n+1)
	default:
		w.object(start, n+1)
	}
	w.pass(n + 1)
}

// shutBracket is adocShut for the words.
func (w *adocWords) shutBracket(from int, nested bool) int {
	if w.noBracket {
		return -1
	}
	n := adocShut(w.text, from, w.to, nested)
	w.noBracket = n < 0
	return n
}

// namesAddress reports whether the attribute of the page is an address, as far as that is
// known.
func (x *adocInline) namesAddress(name string) bool {
	return x.addresses[name] || strings.Contains(name, "url") || strings.Contains(name, "uri") || strings.Contains(name, "mail")
}

// mail reads an address of mail, if the @ at the offset at is of one.
func (x *adocInline) mail(from, at, to int) {
	sign := func(c rune) bool { return c == '-' || c == '_' || c == '.' }
	name := bytes.TrimRightFunc(x.text[from:at], func(c rune) bool { return isADocWord(c) || sign(c) || c == '%' || c == '+' })
	host := bytes.TrimLeftFunc(x.text[at+1:to], func(c rune) bool { return c < utf8.RuneSelf && isAlnum(byte(c)) || sign(c) })
	end := at + 1 + len(bytes.TrimRightFunc(x.text[at+1:to-len(host)], sign))
	if start := from + len(name); start < at && bytes.IndexByte(x.text[at:end], '.') > 1 {
		x.object(start, end)
	}
}

// addressLen returns how many bytes from at to end may be of one address.
func (x *adocInline) addressLen(at, end int) int {
	n := bytes.IndexAny(x.text[at:end], " \t\n\v\f\r<>[]\"")
	if n < 0 {
		return end - at
	}
	return n
}

// address reads an address of a page, whose colon is at the offset at, without the marks
// at its end.
func (x *adocInline) address(from, at, end int) {
	start := at
	for start > from && isAlnum(x.text[start-1]) {
		start--
	}
	if start == at || !x.isAddress(start) || start > 0 && (x.text[start-1] == '"' || x.text[start-1] == '\'') {
		return
	}
	if start > from && x.text[start-1] == '<' && end < len(x.text) && x.text[end] == '>' {
		start, end = start-1, end+1
	} else {
		end = at + len(bytes.TrimRightFunc(x.text[at:end], unicode.IsPunct))
	}
	x.object(start, max(end, at+len("://")))
}

// isAddress reports whether what begins at the offset at may be an address, by what is
// before it.
func (x *adocInline) isAddress(at int) bool {
	return at == 0 || isADocSpace(x.text[at-1]) || strings.IndexByte("<>()[];\"'"+string(adocDone), x.text[at-1]) >= 0
}

// adocMacro returns where the macro begins that what is from word to its bracket at the
// offset at calls, and its name, or -1.
func adocMacro(text []byte, word, at int) (start int, name string) {
	for i := word; i < at; i++ {
		if text[i] != ':' {
			continue
		}
		start = i
		for start > word && (isAlnum(text[start-1]) || text[start-1] == '_' || text[start-1] == '-') {
			start--
		}
		if start < i {
			return start, string(text[start:i])
		}
		word = i + 1
	}
	return -1, ""
}

// label reads what is from start to end, of which the words of a link are from from to to.
func (x *adocInline) label(start, from, to, end int) {
	from += leading(x.text[from:to])
	if from == to || bytes.IndexByte(x.text[from:to], '=') >= 0 || start > 0 && x.text[start-1] == '\\' {
		x.object(start, end)
		return
	}
	if x.text[to-1] == '^' { // it opens in a window of its own
		to--
	}
	x.hide(start, from)
	x.macros(from, to, true)
	x.hide(to, end)
	x.text[end-1] = adocLinked
}
