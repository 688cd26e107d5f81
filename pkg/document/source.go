package document

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Source is the format of programs. No pattern names its files, since comments
// change only for who asks for it; [Format.Named] chooses the language.
var Source = &Format{
	Name: "source", Title: "Source code",
	Prose: "comments",
	Left:  "code, strings, docstrings; comments that look like code; `code` in a comment; languages that are not known",
	page: func(*builder, []byte) error {
		return &syntaxError{0, errors.New("unknown language: the name of the file has no known end")}
	},
}

// Named returns f as it reads and comments the file of that name: the end of the name
// gives the language of [Source], and says whether a page of [Markdown] is MDX. All
// other formats are the same for any name.
func (f *Format) Named(name string) *Format {
	base := baseName(name)
	switch {
	case f == Markdown && path.Ext(base) == ".mdx":
		named := *f
		named.remark = pair{"{/*", " */}"}
		return &named
	case f != Source:
		return f
	}
	s := syntaxes()[base]
	if s == nil {
		s = syntaxes()[path.Ext(base)]
	}
	if s == nil {
		return f
	}
	named := *f
	named.page = func(b *builder, src []byte) error { return readSource(b, src, s) }
	if len(s.line) > 0 {
		named.remark = pair{open: s.line[0]}
	} else {
		named.remark = pair{s.blocks[0].open, " " + s.blocks[0].end}
	}
	return &named
}

// A syntax says what comments and strings of a language are.
type syntax struct {
	line   []string // what begins a comment up to the end of the line
	blocks []pair   // what begins and ends a comment
	quotes []quote  // longer ones before those they begin with
	words  bool     // a comment begins a line or follows a blank
	starts bool     // a comment begins a line
	regexp bool     // / may begin a regular expression
	here   bool     // <<NAME begins a text up to a line with that name
	php    bool     // code is what is between <?php and ?>
}

type pair struct{ open, end string }

// A quote says how a string is written.
type quote struct {
	pair
	escape bool // \ before its end does not end it
	lines  bool // it may hold newlines
	one    bool // it holds one character: otherwise it is no quote
	code   bool // ${ } in it holds code
}

var (
	doubleQuote   = quote{pair: pair{`"`, `"`}, escape: true}
	singleQuote   = quote{pair: pair{`'`, `'`}, escape: true}
	charQuote     = quote{pair: pair{`'`, `'`}, escape: true, one: true}
	rawQuote      = quote{pair: pair{"`", "`"}, lines: true}
	templateQuote = quote{pair: pair{"`", "`"}, escape: true, lines: true, code: true}
	tripleQuote   = quote{pair: pair{`"""`, `"""`}, escape: true, lines: true}
	tripleQuote1  = quote{pair: pair{`'''`, `'''`}, escape: true, lines: true}
	shellQuote    = quote{pair: pair{`"`, `"`}, escape: true, lines: true}
	shellQuote1   = quote{pair: pair{`'`, `'`}, lines: true}

	starComment  = pair{"/*", "*/"}
	arrowComment = pair{"<!--", "-->"}
	arrowRemark  = pair{arrowComment.open, " " + arrowComment.end}

	slashSyntax  = &syntax{line: []string{"//"}, blocks: []pair{starComment}, quotes: []quote{tripleQuote, doubleQuote, charQuote}}
	scriptSyntax = &syntax{line: []string{"//"}, blocks: []pair{starComment}, quotes: []quote{templateQuote, doubleQuote, singleQuote}, regexp: true}
	hashSyntax   = &syntax{line: []string{"#"}, quotes: []quote{tripleQuote, tripleQuote1, doubleQuote, singleQuote}, words: true}
)

// syntaxes are the languages that are known, by the end of a name or all of it.
var syntaxes = sync.OnceValue(func() map[string]*syntax {
	all := make(map[string]*syntax)
	for names, s := range map[string]*syntax{
		".c .h .cc .cpp .cxx .hh .hpp .mm .cs .java .kt .kts .scala .swift .rs .zig .glsl .proto .groovy .gradle .v": slashSyntax,
		".js .jsx .mjs .cjs .ts .tsx .mts .cts": scriptSyntax,
		".go":                                   {line: slashSyntax.line, blocks: slashSyntax.blocks, quotes: []quote{rawQuote, doubleQuote, charQuote}},
		".dart":                                 {line: slashSyntax.line, blocks: slashSyntax.blocks, quotes: []quote{tripleQuote, tripleQuote1, doubleQuote, singleQuote}},
		".css":                                  {blocks: slashSyntax.blocks, quotes: []quote{doubleQuote, singleQuote}},
		".scss .less .sass":                     {line: slashSyntax.line, blocks: slashSyntax.blocks, quotes: []quote{doubleQuote, singleQuote}},
		".php":                                  {line: []string{"//", "#"}, blocks: slashSyntax.blocks, quotes: []quote{shellQuote, {pair: singleQuote.pair, escape: true, lines: true}}, here: true, php: true},
		".py .pyi .pyw .toml .ex .exs":          hashSyntax,
		".r .jl .nim .tf .coffee .cmake cmakelists.txt": hashSyntax,
		".rb .rake gemfile rakefile":                    {line: hashSyntax.line, quotes: hashSyntax.quotes, words: true, regexp: true, here: true},
		".sh .bash .zsh .fish .ksh":                     {line: hashSyntax.line, quotes: []quote{shellQuote, shellQuote1}, words: true, here: true},
		".mk makefile gnumakefile dockerfile .conf .env .gitignore .dockerignore .editorconfig": {line: hashSyntax.line, starts: true},
		".ini .cfg":                      {line: []string{"#", ";"}, starts: true},
		".sql":                           {line: []string{"--"}, blocks: slashSyntax.blocks, quotes: []quote{{pair: pair{"$$", "$$"}, lines: true}, shellQuote1, {pair: shellQuote.pair, lines: true}}},
		".lua":                           {line: []string{"--"}, blocks: []pair{{"--[[", "]]"}}, quotes: []quote{{pair: pair{"[[", "]]"}, lines: true}, doubleQuote, singleQuote}},
		".hs .elm":                       {line: []string{"--"}, blocks: []pair{{"{-", "-}"}}, quotes: []quote{tripleQuote, doubleQuote, charQuote}, words: true},
		".adb .ads .vhd .vhdl":           {line: []string{"--"}, quotes: []quote{{pair: doubleQuote.pair}, charQuote}},
		".lisp .el .clj .cljs .scm .rkt": {line: []string{";"}, quotes: []quote{shellQuote}},
		".erl .hrl":                      {line: []string{"%"}, quotes: []quote{shellQuote, singleQuote}},
		".html .htm .xhtml .xml .svg .vue .resx .xlf .xliff": {blocks: []pair{arrowComment}},
	} {
		for _, name := range strings.Fields(names) {
			all[name] = s
		}
	}
	return all
})

// A sourceReader finds the comments of a program.
type sourceReader struct {
	*syntax
	b      *builder
	src    []byte
	at     int
	first  [256]bool // of what begins a comment or a string
	begun  int       // where the line begins
	last   int       // the last byte of code that is no blank; -1 before it
	code   []int     // for each template with open code, how many { are open in that
	within []quote   // those templates
	absent map[string]bool
}

func readSource(b *builder, src []byte, s *syntax) error {
	r := &sourceReader{syntax: s, b: b, src: src, at: bomLen(src), last: -1, absent: map[string]bool{}}
	if s.php {
		if !bytes.HasPrefix(src[r.at:], []byte("<?php")) {
			return nil
		}
		r.first['?'] = true
	}
	for _, x := range s.line {
		r.first[x[0]] = true
	}
	for _, x := range s.blocks {
		r.first[x.open[0]] = true
	}
	for _, x := range s.quotes {
		r.first[x.open[0]] = true
	}
	if s.regexp {
		r.first['/'] = true
	}
	if s.here {
		r.first['<'] = true
	}
	r.first['{'], r.first['}'] = true, true
	for r.at < len(src) {
		c := src[r.at]
		if !r.first[c] {
			if c > ' ' {
				r.last = r.at
			}
			if r.at++; c == '\n' {
				r.begun = r.at
			}
			continue
		}
		if r.php && r.has("?>") {
			return nil
		}
		start := r.at
		if err := r.token(); err != nil {
			return err
		}
		if r.at == start {
			r.last = r.at
			r.at++
		}
	}
	return nil
}

// has reports whether s comes next.
func (r *sourceReader) has(s string) bool {
	rest := r.src[r.at:]
	return len(rest) >= len(s) && string(rest[:len(s)]) == s
}

// token reads the comment, the string or what else comes next; if there is none
// it stays where it is.
func (r *sourceReader) token() error {
	for _, x := range r.blocks {
		if r.has(x.open) {
			return r.block(x)
		}
	}
	if r.mayComment() {
		for _, x := range r.line {
			if r.has(x) {
				r.comment(x)
				return nil
			}
		}
	}
	for _, q := range r.quotes {
		if r.has(q.open) {
			start := r.at
			r.at += len(q.open)
			err := r.quoted(q, start)
			if r.at > start {
				r.last = r.at - 1
			}
			return err
		}
	}
	switch r.src[r.at] {
	case '{', '}':
		return r.brace()
	case '/':
		r.regular()
	case '<':
		return r.hereText()
	}
	return nil
}

// mayComment reports whether a comment up to the end of the line may be here.
func (r *sourceReader) mayComment() bool {
	if r.at == 0 {
		return true
	}
	before := r.src[r.at-1]
	switch {
	case r.starts:
		return r.last < r.begun
	case r.words:
		return before == ' ' || before == '\t' || before == '\n' || before == '\r' || before == ';'
	}
	return before != ':' && before != '\\' // as in https://
}

// brace counts the braces of code within a template.
func (r *sourceReader) brace() error {
	n := len(r.code)
	if n == 0 {
		return nil
	}
	if r.src[r.at] == '{' {
		r.code[n-1]++
		return nil
	}
	if r.code[n-1]--; r.code[n-1] >= 0 {
		return nil
	}
	q := r.within[n-1]
	r.code, r.within = r.code[:n-1], r.within[:n-1]
	start := r.at
	r.at++
	return r.quoted(q, start)
}

// quoted reads a string of which the beginning was read.
func (r *sourceReader) quoted(q quote, start int) error {
	for i := r.at; i < len(r.src); i++ {
		switch c := r.src[i]; {
		case c == '\\' && q.escape:
			i++
		case c == '\n' && !q.lines:
			if q.one {
				r.at = start
				return nil
			}
			r.at = i // it is no string: nothing of the line is known
			return nil
		case q.code && c == '$' && i+1 < len(r.src) && r.src[i+1] == '{':
			r.code, r.within = append(r.code, 0), append(r.within, q)
			r.at = i + 2
			return nil
		case c == q.end[0] && bytes.HasPrefix(r.src[i:], []byte(q.end)):
			if q.one && r.src[r.at] != '\\' && utf8.RuneCount(r.src[r.at:i]) != 1 { // 'a in Rust, 1'000 in C++
				r.at = start
				return nil
			}
			r.at = i + len(q.end)
			return nil
		case q.one && i > r.at+12: // '\U0001F600'
			r.at = start
			return nil
		}
	}
	if q.lines {
		return &syntaxError{start, fmt.Errorf("%s has no end", q.open)}
	}
	r.at = len(r.src)
	return nil
}

// maxRegular bounds the length of a regular expression.
const maxRegular = 250

// regular takes a regular expression, unless / divides here.
func (r *sourceReader) regular() {
	if !r.regexp || r.has("//") || r.last >= 0 && !r.operator() {
		return
	}
	class := false
	for i := r.at + 1; i < min(len(r.src), r.at+maxRegular) && r.src[i] != '\n'; i++ {
		switch c := r.src[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			r.at, r.last = i+1, i
			return
		}
	}
}

// operator reports whether a value is expected after the last byte of code.
func (r *sourceReader) operator() bool {
	c := r.src[r.last]
	switch {
	case c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == '`' || c >= 0x80:
		return false
	case !isLetterDigit(c) && c != '_' && c != '$':
		return true
	}
	start := r.last
	for start > 0 && r.last-start < 12 && isLetterDigit(r.src[start-1]) {
		start--
	}
	switch string(r.src[start : r.last+1]) {
	case "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield", "if", "unless", "when", "and", "or", "not":
		return true
	}
	return false
}

// maxHere bounds how many names may seem to begin a text that does not end.
const maxHere = 100

// hereText takes the name of a text that follows, and that.
func (r *sourceReader) hereText() error {
	if !r.here || !r.has("<<") {
		return nil
	}
	i := r.at + 2
	for i < len(r.src) && strings.IndexByte(`<-~'"\`, r.src[i]) >= 0 {
		i++
	}
	start := i
	for i < len(r.src) && isName(r.src[i]) {
		i++
	}
	name := r.src[start:i]
	if len(name) == 0 || r.absent[string(name)] {
		return nil
	}
	for line := i; ; {
		n := bytes.IndexByte(r.src[line:], '\n')
		if n < 0 { // it is no such text
			if len(r.absent) == maxHere {
				return &syntaxError{r.at, fmt.Errorf("<<%s has no end", name)}
			}
			r.absent[string(name)] = true
			return nil
		}
		line += n + 1
		rest := bytes.TrimLeft(r.src[line:], " \t")
		if bytes.HasPrefix(rest, name) && (len(rest) == len(name) || !isName(rest[len(name)])) {
			r.at, r.last, r.begun = line, line-1, line
			return nil
		}
	}
}

func isName(c byte) bool { return isLetterDigit(c) || c == '_' }

// comment reads a comment up to the end of the line.
func (r *sourceReader) comment(open string) {
	start := r.at + len(open)
	end := len(r.src)
	if i := bytes.IndexByte(r.src[r.at:], '\n'); i >= 0 {
		end = r.at + i
	}
	if i := bytes.Index(r.src[r.at:end], []byte("?>")); i >= 0 && r.php {
		end = r.at + i
	}
	r.b.remark(r.at, end, len(open), 0)
	r.at = end
	for start < end && (r.src[start] == open[0] || r.src[start] == '!' || r.src[start] == ':') { // ///, //!, #:
		start++
	}
	r.prose(start, end)
}

// block reads a comment that has its own end.
func (r *sourceReader) block(x pair) error {
	start := r.at + len(x.open)
	n := bytes.Index(r.src[start:], []byte(x.end))
	if n < 0 {
		return &syntaxError{r.at, fmt.Errorf("%s has no end", x.open)}
	}
	r.b.remark(r.at, start+n+len(x.end), len(x.open), len(x.end))
	r.at = start + n + len(x.end)
	end := start + n
	for x == starComment && start < end && (r.src[start] == '*' || r.src[start] == '!') {
		start++
	}
	r.prose(start, end)
	return nil
}

// prose reads the text of a comment.
func (r *sourceReader) prose(start, end int) {
	text := r.src[start:end]
	if !hasArabic(text) || codeLike(text) {
		return
	}
	b := r.b
	b.begin(Comment, "", nil, start)
	line := start // where the line ends
	for at := start; at < end; {
		if at >= line {
			line = end
			if i := bytes.IndexByte(r.src[at+1:end], '\n'); i >= 0 {
				line = at + 1 + i
			}
		}
		switch r.src[at] {
		case ' ', '\t', '\r', '\n':
			next := b.fold(at, end)
			if bytes.IndexByte(r.src[at:next], '\n') >= 0 {
				next = r.margin(next, end)
			}
			at = next
		case '`':
			n := bytes.IndexByte(r.src[at+1:max(line, at+1)], '`')
			if n < 0 { // nor does another begin on the line
				at = max(line, at+1)
				continue
			}
			b.object(at, at+n+2)
			at += n + 2
		default:
			at++
		}
	}
	b.placeholders(end)
	b.endProse(end)
}

// margin hides the * that a line of a comment begins with.
func (r *sourceReader) margin(at, end int) int {
	i := at
	for i < end && r.src[i] == '*' {
		i++
	}
	if i == at || i < end && r.src[i] != ' ' && r.src[i] != '\t' && r.src[i] != '\n' && r.src[i] != '\r' {
		return at
	}
	for i < end && (r.src[i] == ' ' || r.src[i] == '\t') {
		i++
	}
	r.b.hide(at, i)
	return i
}

// codeLike reports whether a comment looks like code that was taken out.
func codeLike(text []byte) bool {
	for _, sign := range []string{"=>", "->", "&&", "||", "==", ":=", "+=", " = ", "</", "/>", "};", ");", "\":", "()"} {
		if bytes.Contains(text, []byte(sign)) {
			return true
		}
	}
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && slices.Contains([]byte(";{}(),"), line[len(line)-1]) && line[len(line)-1] != ')' && line[len(line)-1] != ',' {
			return true
		}
	}
	return false
}
