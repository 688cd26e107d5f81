package document

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// LaTeX is the format of LaTeX.
var LaTeX = &Format{
	Name: "latex", Title: "LaTeX", Files: []string{"*.tex", "*.latex"},
	Prose: `paragraphs, items, cells, headings, captions and footnotes; arguments such as that of \textbf; \title of the preamble`,
	Left:  "the rest of the preamble, math, code, comments, arguments of other commands, environments that are not known to hold prose",
	page:  readLaTeX, remark: pair{open: "%"},
}

// readLaTeX reads a page of LaTeX. A file without a preamble is a part of a
// document.
func readLaTeX(b *builder, src []byte) error {
	x := latexReader{b: b, src: src, at: bomLen(src)}
	if start := documentStart(src); start >= 0 {
		if err := x.preamble(start); err != nil {
			return err
		}
	}
	for x.at < len(src) && !x.done {
		if err := x.next(); err != nil {
			return err
		}
	}
	if n := len(x.groups); n > 0 && !x.done {
		return &syntaxError{x.groups[n-1].at, fmt.Errorf("a brace is not closed")}
	}
	if n := len(x.envs); n > 0 && !x.done {
		return &syntaxError{x.envs[n-1].at, fmt.Errorf("the environment %s has no end", x.envs[n-1].name)}
	}
	x.stop(x.at)
	return nil
}

// documentStart returns where the document begins, or -1.
func documentStart(src []byte) int {
	for at := 0; at < len(src); {
		line, next := frontLine(src, at)
		if i := bytes.Index(line, []byte(`\begin{document}`)); i >= 0 && bytes.IndexByte(line[:i], '%') < 0 {
			return at + i
		}
		at = next
	}
	return -1
}

// A latexReader reads LaTeX from left to right.
type latexReader struct {
	b      *builder
	src    []byte
	at     int
	done   bool // the document has ended
	role   Role // of the text that is begun next, if it is not that of its place
	envs   []latexEnv
	groups []latexGroup
}

// A latexEnv is an environment that is open.
type latexEnv struct {
	name string
	at   int
	role Role
}

// A latexGroup is a brace that is open.
type latexGroup struct {
	at   int
	kind groupKind
}

type groupKind uint8

const (
	plainGroup groupKind = iota
	textGroup            // a text of its own
	noteGroup            // a text within a text
)

func (x *latexReader) errorf(at int, format string, args ...any) error {
	return &syntaxError{at, fmt.Errorf(format, args...)}
}

// open begins a text at the offset at, unless one is open.
func (x *latexReader) open(at int) {
	if x.b.open {
		return
	}
	role, key := Paragraph, ""
	for i := len(x.envs) - 1; i >= 0 && role == Paragraph; i-- {
		role = x.envs[i].role
	}
	if x.role != Paragraph {
		role = x.role
	}
	x.b.begin(role, key, latexText, at)
}

// stop ends the text at the offset at.
func (x *latexReader) stop(at int) {
	if x.b.open {
		x.b.endProse(at)
	}
}

// hide takes what is from the offset at to the reader for markup.
func (x *latexReader) hide(at int) {
	if x.b.open {
		x.b.markup(at, x.at, hidden)
	}
}

// object takes what is from the offset at to the reader for no prose.
func (x *latexReader) object(at int) {
	x.open(at)
	x.b.object(at, x.at)
}

// escape takes what is from the offset at to the reader for s.
func (x *latexReader) escape(at int, s string) {
	x.open(at)
	x.b.escape(at, x.at, s)
}

// preamble reads the title of the preamble, which ends at the offset end.
func (x *latexReader) preamble(end int) error {
	for x.at < end {
		start := x.at
		switch x.src[x.at] {
		case '%':
			x.comment()
		case '{':
			if !x.skipGroup() {
				return x.errorf(start, "a brace is not closed")
			}
		case '\\':
			if name := x.command(); name == "title" {
				x.optional()
				if x.peek() == '{' {
					if err := x.title(); err != nil {
						return err
					}
				}
			}
		default:
			x.at++
		}
	}
	if x.at > end {
		return x.errorf(end, "a brace is not closed before the document")
	}
	return nil
}

// title reads a title of the preamble.
func (x *latexReader) title() error {
	x.group(textGroup, Heading)
	for n := len(x.groups); len(x.groups) >= n; {
		if x.at >= len(x.src) {
			return x.errorf(x.groups[n-1].at, "a brace is not closed")
		}
		if err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// next reads one thing.
func (x *latexReader) next() error {
	start := x.at
	switch c := x.src[x.at]; c {
	case '\\':
		return x.control()
	case '%':
		line := bytes.LastIndexByte(x.src[:start], '\n') + 1
		x.comment()
		if len(bytes.TrimSpace(x.src[line:start])) == 0 {
			x.at = min(x.at+1, len(x.src)) // the whole line
			if x.blanks(); x.peek() == '\n' {
				x.stop(start)
			}
		}
		x.hide(start)
	case '$':
		if err := x.math(); err != nil {
			return err
		}
		x.object(start)
	case '{':
		x.at++
		x.groups = append(x.groups, latexGroup{start, plainGroup})
		x.hide(start)
	case '}':
		return x.close()
	case '&':
		x.stop(start)
		x.at++
	case '~', '#', '^', '_':
		x.at++
		x.object(start)
	case '\n':
		x.newline()
	case ' ', '\t', '\r', '\f', '\v':
		x.at++
		if c == '\r' {
			x.hide(start)
		}
	case '`', '\'', '-':
		x.ligature(c)
	default:
		x.open(start)
		n := bytes.IndexAny(x.src[x.at:], "\\%${}&~#^_\n\r`'-")
		if n < 0 {
			n = len(x.src) - x.at
		}
		x.at += n
	}
	return nil
}

// ligature reads one of "“", "”", "--" and "---".
func (x *latexReader) ligature(c byte) {
	start := x.at
	for x.at < len(x.src) && x.src[x.at] == c {
		x.at++
	}
	is := ""
	switch n := x.at - start; {
	case c == '`' && n == 2:
		is = "“"
	case c == '\'' && n == 2:
		is = "”"
	case c == '-' && n == 2:
		is = "–"
	case c == '-' && n == 3:
		is = "—"
	default:
		x.open(start)
		return
	}
	x.escape(start, is)
}

// newline reads the end of a line; an empty line ends the text.
func (x *latexReader) newline() {
	start := x.at
	x.at++
	indent := x.at
	x.blanks()
	if x.at == len(x.src) || x.src[x.at] == '\n' {
		x.stop(start)
		return
	}
	x.hide(indent)
}

// blanks skips the blanks of a line.
func (x *latexReader) blanks() {
	for x.at < len(x.src) && x.src[x.at] != '\n' && mdBlank(x.src[x.at]) {
		x.at++
	}
}

// comment skips a comment up to the end of its line.
func (x *latexReader) comment() {
	start := x.at
	if i := bytes.IndexByte(x.src[x.at:], '\n'); i >= 0 {
		x.at += i
	} else {
		x.at = len(x.src)
	}
	x.b.remark(start, x.at, len("%"), 0)
}

func (x *latexReader) peek() byte {
	if x.at < len(x.src) {
		return x.src[x.at]
	}
	return 0
}

// math skips what is between dollars.
func (x *latexReader) math() error {
	start := x.at
	mark := x.src[start : start+1]
	if bytes.HasPrefix(x.src[start:], []byte("$$")) {
		mark = x.src[start : start+2]
	}
	x.at += len(mark)
	for depth := 0; x.at < len(x.src); x.at++ {
		switch x.src[x.at] {
		case '\\':
			x.at++
		case '%':
			x.comment()
		case '{':
			depth++
		case '}':
			depth--
		case '\n':
			if line, _ := frontLine(x.src, x.at+1); len(line) == 0 {
				return x.errorf(start, "math has no end")
			}
		case '$':
			if depth == 0 && bytes.HasPrefix(x.src[x.at:], mark) {
				x.at += len(mark)
				return nil
			}
		}
	}
	return x.errorf(start, "math has no end")
}

// group opens the brace that comes next: it is a text of its own, or one within
// another.
func (x *latexReader) group(kind groupKind, role Role) {
	x.groups = append(x.groups, latexGroup{x.at, kind})
	x.at++
	if kind == textGroup {
		x.role = role
	}
}

// close reads a closing brace.
func (x *latexReader) close() error {
	start := x.at
	n := len(x.groups) - 1
	if n < 0 {
		return x.errorf(start, "a brace is closed that is not open")
	}
	g := x.groups[n]
	x.groups = x.groups[:n]
	if g.kind == textGroup {
		x.stop(start)
		x.role = Paragraph
	}
	x.at++
	if g.kind == noteGroup && x.b.open {
		x.object(start)
	} else {
		x.hide(start)
	}
	return nil
}

// command skips the name of a command, with a star, and returns it.
func (x *latexReader) command() string {
	start := x.at + 1
	x.at = start
	for x.at < len(x.src) {
		r, n := utf8.DecodeRune(x.src[x.at:])
		if !unicode.IsLetter(r) && r != '@' && !unicode.Is(unicode.Mn, r) {
			break
		}
		x.at += n
	}
	name := string(x.src[start:x.at])
	if x.at == start && x.at < len(x.src) { // a sign
		_, n := utf8.DecodeRune(x.src[x.at:])
		x.at += n
		return string(x.src[start:x.at])
	}
	if x.peek() == '*' {
		x.at++
	}
	return name
}

// skipGroup skips a group, and reports whether it has an end.
func (x *latexReader) skipGroup() bool {
	for depth := 0; x.at < len(x.src); x.at++ {
		switch x.src[x.at] {
		case '\\':
			x.at++
		case '%':
			x.comment()
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				x.at++
				return true
			}
		}
	}
	x.at = len(x.src)
	return false
}

// optional skips an optional argument that comes next.
func (x *latexReader) optional() {
	const longest = 500
	open, shut := x.peek(), byte(']')
	if open == '<' {
		shut = '>'
	} else if open != '[' {
		return
	}
	depth := 0
	for i := x.at + 1; i < len(x.src) && i < x.at+longest; i++ {
		switch c := x.src[i]; {
		case c == '\\':
			i++
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth < 0 {
				return
			}
		case c == shut && depth == 0:
			x.at = i + 1
			return
		case c >= 0x80 && open == '<':
			return
		}
	}
}

// arguments skips at most n arguments in braces that come next, and the optional
// ones around them.
func (x *latexReader) arguments(n int) error {
	for {
		start := x.at
		switch x.peek() {
		case '[', '<':
			x.optional()
		case '{':
			if n == 0 {
				return nil
			}
			n--
			if !x.skipGroup() {
				return x.errorf(start, "a brace is not closed")
			}
		}
		if x.at == start {
			return nil
		}
	}
}

// latexSigns are commands that stand for a character.
var latexSigns = map[string]string{
	"%": "%", "&": "&", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
	"textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^",
}

// A latexCommand is what a command does.
type latexCommand struct {
	does latexKind
	args int // that are no prose
}

type latexKind uint8

const (
	unknown  latexKind = iota // it is no prose, nor are its arguments
	styles                    // its last argument is prose; nothing is seen of it
	declares                  // nothing is seen of it, and it has no prose
	breaks                    // it ends the text, and has no prose
	heads                     // it ends the text, and its last argument is a heading
	captions                  // it ends the text, and its last argument is one
	notes                     // its argument is a text within the text
	defines                   // all groups that follow belong to it
)

// latexCommands are the commands that are known; all others are no prose.
var latexCommands = sync.OnceValue(func() map[string]latexCommand {
	m := map[string]latexCommand{}
	for _, x := range []struct {
		latexCommand
		names string
	}{
		{latexCommand{styles, 0}, "textbf textit emph textrm textsf textsc textup textmd textsl textnormal text textarabic textArabic RL underline " +
			"uline uuline sout hl mbox fbox makebox framebox centerline enquote alert hyperref"},
		{latexCommand{styles, 1}, "textcolor colorbox href parbox"},
		{latexCommand{styles, 2}, "fcolorbox multicolumn multirow"},
		{latexCommand{declares, 0}, "bfseries mdseries itshape slshape upshape scshape rmfamily sffamily bf it em rm sf sl sc normalfont tiny scriptsize " +
			"footnotesize small normalsize large Large LARGE huge Huge centering raggedright raggedleft noindent indent protect phantomsection"},
		{latexCommand{declares, 1}, "label index glossary color"},
		{latexCommand{breaks, 0}, `\ par newline linebreak item newpage clearpage cleardoublepage pagebreak maketitle tableofcontents listoffigures ` +
			"listoftables vfill bigskip medskip smallskip hrule hline toprule midrule bottomrule printbibliography printindex appendix frontmatter " +
			"mainmatter backmatter tabularnewline"},
		{latexCommand{breaks, 1}, "bibitem vspace cline input include pagestyle thispagestyle pagenumbering bibliography bibliographystyle includegraphics"},
		{latexCommand{breaks, 2}, "rule setcounter addtocounter setlength addtolength"},
		{latexCommand{heads, 0}, "part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle framesubtitle"},
		{latexCommand{captions, 0}, "caption"},
		{latexCommand{captions, 1}, "captionof"},
		{latexCommand{notes, 0}, "footnote footnotetext thanks marginpar"},
		{latexCommand{defines, 0}, "newcommand renewcommand providecommand DeclareRobustCommand DeclareMathOperator def edef gdef xdef let newenvironment " +
			"renewenvironment newtheorem newfontfamily setmainfont"},
	} {
		for name := range strings.FieldsSeq(x.names) {
			m[name] = x.latexCommand
		}
	}
	return m
})

// control reads a command.
func (x *latexReader) control() error {
	start := x.at
	name := x.command()
	if s, ok := latexSigns[name]; ok {
		if len(name) > 1 && bytes.HasPrefix(x.src[x.at:], []byte("{}")) {
			x.at += len("{}")
		}
		x.escape(start, s)
		return nil
	}
	switch name {
	case "":
		x.object(start)
		return nil
	case "begin":
		return x.begin(start)
	case "end":
		return x.end(start)
	case "(", "[":
		return x.until(start, map[string]string{"(": `\)`, "[": `\]`}[name], x.object)
	case "iffalse":
		x.stop(start)
		return x.until(start, `\fi`, nil)
	case "verb", "lstinline":
		return x.verb(start)
	}
	c := latexCommands()[name]
	if c.does >= breaks && c.does != notes {
		x.stop(start)
	}
	if r, _ := utf8.DecodeRuneInString(name); c.does == unknown && !unicode.IsLetter(r) {
		x.object(start) // a sign has no arguments
		return nil
	}
	if c.does == unknown {
		c.args = len(x.src)
	}
	if err := x.arguments(c.args); err != nil {
		return err
	}
	switch c.does {
	case unknown:
		x.object(start)
	case styles, declares:
		if c.args == 0 && x.peek() != '{' {
			x.blanks() // they end the name
		}
		x.hide(start)
	case heads, captions:
		if x.peek() == '{' {
			role := Paragraph
			if c.does == heads {
				role = Heading
			}
			x.group(textGroup, role)
		}
	case notes:
		if x.peek() == '{' {
			x.group(noteGroup, Paragraph)
		}
		x.object(start)
	case defines:
		return x.definition()
	}
	return nil
}

// until skips what is up to mark, and then does what is to be done with it.
func (x *latexReader) until(start int, mark string, then func(start int)) error {
	i := bytes.Index(x.src[x.at:], []byte(mark))
	if i < 0 {
		return x.errorf(start, "%s is missing", mark)
	}
	x.at += i + len(mark)
	if then != nil {
		then(start)
	}
	return nil
}

// verb reads code within a line.
func (x *latexReader) verb(start int) error {
	x.optional()
	if x.peek() == '{' {
		if !x.skipGroup() {
			return x.errorf(start, "a brace is not closed")
		}
		x.object(start)
		return nil
	}
	_, n := utf8.DecodeRune(x.src[x.at:])
	mark := x.src[x.at : x.at+n]
	x.at += n
	line := x.src[x.at:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	i := bytes.Index(line, mark)
	if i < 0 || n == 0 {
		return x.errorf(start, "code has no end")
	}
	x.at += i + n
	x.object(start)
	return nil
}

// definition skips what is defined up to the end of its last group.
func (x *latexReader) definition() error {
	for x.at < len(x.src) && x.src[x.at] != '{' && x.src[x.at] != '\n' && x.src[x.at] != '}' {
		if x.src[x.at] == '\\' {
			x.command()
		} else {
			x.at++
		}
	}
	for {
		if err := x.arguments(len(x.src)); err != nil {
			return err
		}
		at := x.at
		if x.blanks(); x.peek() == '\n' {
			x.at++
			x.blanks()
		}
		if x.peek() != '{' {
			x.at = at
			return nil
		}
	}
}

// A latexProse is an environment that holds prose.
type latexProse struct {
	role Role
	args int // that are no prose
}

// latexEnvs are the environments that hold prose.
var latexEnvs = sync.OnceValue(func() map[string]latexProse {
	m := map[string]latexProse{
		"thebibliography": {Item, 1},
		"tabular":         {Cell, 1}, "longtable": {Cell, 1}, "tabularx": {Cell, 2}, "tabulary": {Cell, 2},
		"minipage": {Paragraph, 1}, "multicols": {Paragraph, 1}, "otherlanguage": {Paragraph, 1}, "spacing": {Paragraph, 1}, "column": {Paragraph, 1},
		"subfigure": {Paragraph, 1}, "letter": {Paragraph, 1}, "wrapfigure": {Paragraph, 2},
	}
	for name := range strings.FieldsSeq("itemize enumerate description") {
		m[name] = latexProse{Item, 0}
	}
	for name := range strings.FieldsSeq("document abstract center flushleft flushright quote quotation verse figure table Arabic arabic arab RTL titlepage " +
		"landscape singlespace doublespace theorem lemma proof definition example remark corollary proposition exercise problem solution note frame " +
		"block exampleblock alertblock columns framed shaded mdframed tcolorbox appendices acknowledgements acknowledgments dedication " +
		"threeparttable tablenotes quoting small large Large footnotesize") {
		m[name] = latexProse{Paragraph, 0}
	}
	return m
})

// begin reads the beginning of an environment; one that holds no prose is
// skipped.
func (x *latexReader) begin(start int) error {
	x.stop(start)
	name, err := x.name(start)
	if err != nil {
		return err
	}
	prose, ok := latexEnvs()[strings.TrimSuffix(name, "*")]
	if !ok {
		return x.skip(start, name)
	}
	x.envs = append(x.envs, latexEnv{name, start, prose.role})
	if err := x.arguments(prose.args); err != nil {
		return err
	}
	switch name {
	case "frame", "block", "exampleblock", "alertblock":
		if x.peek() == '{' {
			x.group(textGroup, Heading)
		}
	}
	return nil
}

// name reads the name of an environment.
func (x *latexReader) name(start int) (string, error) {
	if x.peek() == '{' {
		if i := bytes.IndexByte(x.src[x.at:min(len(x.src), x.at+100)], '}'); i > 0 {
			name := string(x.src[x.at+1 : x.at+i])
			x.at += i + 1
			return name, nil
		}
	}
	return "", x.errorf(start, "an environment has no name")
}

// skip skips an environment with those of the same name in it.
func (x *latexReader) skip(start int, name string) error {
	begin, end := []byte(`\begin{`+name+"}"), []byte(`\end{`+name+"}")
	for depth := 1; depth > 0; {
		i := bytes.Index(x.src[x.at:], end)
		if i < 0 {
			return x.errorf(start, "the environment %s has no end", name)
		}
		depth += bytes.Count(x.src[x.at:x.at+i], begin) - 1
		x.at += i + len(end)
	}
	return nil
}

// end reads the end of an environment.
func (x *latexReader) end(start int) error {
	x.stop(start)
	name, err := x.name(start)
	if err != nil {
		return err
	}
	n := len(x.envs) - 1
	if n < 0 || x.envs[n].name != name {
		return x.errorf(start, "the environment %s ends that is not open", name)
	}
	x.envs = x.envs[:n]
	x.done = name == "document"
	return nil
}

// latexText is the form of a text of LaTeX.
var latexText = &form{escape: escapeLaTeX}

// escapeLaTeX appends s with what is markup as commands.
func escapeLaTeX(dst []byte, s string, _ *Text) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '%', '&', '$', '#', '_', '{', '}':
			dst = append(dst, '\\', c)
		case '\\':
			dst = append(dst, `\textbackslash{}`...)
		case '~':
			dst = append(dst, `\textasciitilde{}`...)
		case '^':
			dst = append(dst, `\textasciicircum{}`...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
