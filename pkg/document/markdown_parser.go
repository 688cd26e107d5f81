package document

import (
	"bytes"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownParser parses CommonMark with tables and struck-out text, and sets
// aside what is no Markdown: math, shortcodes, JSX, containers.
var markdownParser = sync.OnceValue(func() parser.Parser {
	blocks := slices.Concat(parser.DefaultBlockParsers(), []util.PrioritizedValue{
		util.Prioritized(mdHeadings{parser.NewATXHeadingParser()}, 599),
		util.Prioritized(&mdRegion{open: "$$", close: "$$"}, 850),
		util.Prioritized(&mdRegion{open: "{/*", close: "*/}"}, 851),
		util.Prioritized(mdContainers{}, 852),
		util.Prioritized(mdModules{}, 853),
		util.Prioritized(mdComponents{}, 854),
	})
	inlines := slices.Concat(parser.DefaultInlineParsers(), []util.PrioritizedValue{
		util.Prioritized(mdBrackets{}, 150),
		util.Prioritized(mdJSX{}, 450),
		util.Prioritized(mdStrikes{}, 500),
		util.Prioritized(mdBraced{}, 600),
		util.Prioritized(mdMath{}, 601),
		util.Prioritized(mdAddresses{}, 999),
	})
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(mdCostly{}, 1), util.Prioritized(mdTables{}, 200))...))
})

// An mdAsideBlock holds lines that are no Markdown.
type mdAsideBlock struct {
	ast.BaseBlock
	end int // where the tag ends that the block is
}

var kindAsideBlock = ast.NewNodeKind("AsideBlock")

func (n *mdAsideBlock) Kind() ast.NodeKind   { return kindAsideBlock }
func (n *mdAsideBlock) IsRaw() bool          { return true }
func (n *mdAsideBlock) Dump(s []byte, i int) { ast.DumpHelper(n, s, i, nil, nil) }

// openAside opens a block with the line that is read.
func openAside(reader text.Reader) *mdAsideBlock {
	n := new(mdAsideBlock)
	takeLine(n, reader)
	return n
}

// takeLine adds the line that is read to n, and returns it.
func takeLine(n ast.Node, reader text.Reader) []byte {
	line, segment := reader.PeekLine()
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return line
}

// An mdAside is a part of a line that is no Markdown.
type mdAside struct {
	ast.BaseInline
	start, end int
	label      bool // it is no part of the text
}

var kindAside = ast.NewNodeKind("Aside")

func (n *mdAside) Kind() ast.NodeKind   { return kindAside }
func (n *mdAside) Dump(s []byte, i int) { ast.DumpHelper(n, s, i, nil, nil) }

// setAside takes what is from start, where block is, to end.
func setAside(block text.Reader, start, end int) *mdAside {
	for {
		line, segment := block.PeekLine()
		if line == nil || end <= segment.Stop {
			block.Advance(max(0, end-segment.Start))
			return &mdAside{start: start, end: end}
		}
		block.AdvanceLine()
	}
}

// linesEnd returns where the lines of n end.
func linesEnd(n ast.Node) int {
	lines := n.Lines()
	return lines.At(lines.Len() - 1).Stop
}

// A lineParser is what the parsers of blocks have in common.
type lineParser struct{}

func (lineParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (lineParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (lineParser) CanInterruptParagraph() bool                                 { return true }
func (lineParser) CanAcceptIndentedLine() bool                                 { return false }

// lineRest returns what is on the line after its indentation.
func lineRest(reader text.Reader, pc parser.Context) []byte {
	line, _ := reader.PeekLine()
	if at := pc.BlockOffset(); at >= 0 && at < len(line) {
		return line[at:]
	}
	return nil
}

// An mdRegion is a block between two marks, the first of which begins a line.
type mdRegion struct {
	lineParser
	open, close string
}

func (r *mdRegion) Trigger() []byte { return []byte{r.open[0]} }

func (r *mdRegion) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	in, ok := bytes.CutPrefix(lineRest(reader, pc), []byte(r.open))
	if !ok || bytes.Contains(in, []byte(r.close)) {
		return nil, parser.NoChildren
	}
	return openAside(reader), parser.NoChildren
}

func (r *mdRegion) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if bytes.Contains(takeLine(n, reader), []byte(r.close)) {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

// mdContainers are lines of ":::" (VuePress, Docusaurus), "!!!" and "???" (MkDocs).
type mdContainers struct{ lineParser }

func (mdContainers) Trigger() []byte { return []byte(":!?") }

func (mdContainers) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line := lineRest(reader, pc)
	for _, s := range []string{":::", "!!! ", "??? ", "???+ "} {
		if bytes.HasPrefix(line, []byte(s)) {
			return openAside(reader), parser.NoChildren
		}
	}
	return nil, parser.NoChildren
}

// mdModules are the import and export statements of MDX.
type mdModules struct{ lineParser }

func (mdModules) Trigger() []byte             { return []byte("ie") }
func (mdModules) CanInterruptParagraph() bool { return false }

func (mdModules) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line := lineRest(reader, pc)
	if pc.BlockOffset() != 0 || parent.Kind() != ast.KindDocument || !isModule(line) {
		return nil, parser.NoChildren
	}
	n := openAside(reader)
	n.end = bracketDepth(line)
	return n, parser.NoChildren
}

func isModule(line []byte) bool {
	if in, ok := bytes.CutPrefix(line, []byte("import ")); ok {
		return bytes.ContainsAny(in, `"'`) || bytes.HasPrefix(bytes.TrimSpace(in), []byte("{"))
	}
	in, ok := bytes.CutPrefix(line, []byte("export "))
	if !ok {
		return false
	}
	for _, s := range []string{"default ", "const ", "let ", "var ", "function ", "class ", "async ", "{", "*"} {
		if bytes.HasPrefix(in, []byte(s)) {
			return true
		}
	}
	return false
}

// bracketDepth returns how many more brackets line opens than it closes.
func bracketDepth(line []byte) (n int) {
	for _, c := range line {
		switch c {
		case '(', '[', '{':
			n++
		case ')', ']', '}':
			n--
		}
	}
	return n
}

func (mdModules) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	m := n.(*mdAsideBlock)
	if line, _ := reader.PeekLine(); m.end <= 0 && util.IsBlank(line) {
		return parser.Close
	}
	m.end += bracketDepth(takeLine(n, reader))
	return parser.Continue | parser.NoChildren
}

// mdComponents are the tags of MDX that have their lines for themselves. What is
// between them is Markdown.
type mdComponents struct{ lineParser }

var noTagKey = parser.NewContextKey()

func (mdComponents) Trigger() []byte { return []byte{'<'} }

func (mdComponents) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line := lineRest(reader, pc)
	name := bytes.TrimPrefix(line[min(1, len(line)):], []byte("/"))
	if len(name) == 0 || name[0] != '>' && (name[0] < 'A' || name[0] > 'Z') {
		return nil, parser.NoChildren
	}
	_, segment := reader.PeekLine()
	src := reader.Source()
	start := segment.Stop - len(line)
	if failed, ok := pc.Get(noTagKey).(int); ok && start < failed {
		return nil, parser.NoChildren
	}
	const longest = 8 << 10
	end, ok := jsxTag(src, start, min(len(src), start+longest))
	if !ok {
		pc.Set(noTagKey, end)
		return nil, parser.NoChildren
	}
	after := src[end:]
	if i := bytes.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if !util.IsBlank(after) {
		return nil, parser.NoChildren
	}
	n := openAside(reader)
	n.end = end
	return n, parser.NoChildren
}

func (mdComponents) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, segment := reader.PeekLine(); segment.Start >= n.(*mdAsideBlock).end {
		return parser.Close
	}
	takeLine(n, reader)
	return parser.Continue | parser.NoChildren
}

// jsxTag returns where the tag at start of src ends, before most; or where it
// turned out to be none.
func jsxTag(src []byte, start, most int) (end int, ok bool) {
	i := start + 1
	if i < most && src[i] == '/' {
		i++
	}
	if i < most && src[i] == '>' {
		return i + 1, true
	}
	if i == most || src[i]|0x20 < 'a' || src[i]|0x20 > 'z' {
		return i, false
	}
	depth := 0
	for ; i < most; i++ {
		switch c := src[i]; {
		case c == '"' || c == '\'' || c == '`' && depth > 0:
			n := bytes.IndexByte(src[i+1:most], c)
			if n < 0 {
				return most, false
			}
			i += n + 1
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth > 0:
		case c == '>':
			return i + 1, true
		case c == '<' || c >= 0x80 || depth < 0:
			return i, false
		}
	}
	return most, false
}

// mdHeadings are headings, unless there is too much markup in one.
type mdHeadings struct{ parser.BlockParser }

func (h mdHeadings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); isCostly(countMarkup(line), len(line)) && bytes.HasPrefix(lineRest(reader, pc), []byte("#")) {
		return openAside(reader), parser.NoChildren
	}
	return h.BlockParser.Open(parent, reader, pc)
}

// mdCostly sets paragraphs aside that the parser would take too long for: it
// looks for the end of each mark in all that follows.
type mdCostly struct{}

func (mdCostly) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	marks, size := 0, 0
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		line := reader.Source()[s.Start:s.Stop]
		marks += countMarkup(line)
		size += len(line)
	}
	if isCostly(marks, size) {
		a := new(mdAsideBlock)
		a.SetLines(lines)
		n.SetLines(text.NewSegments())
		n.Parent().ReplaceChild(n.Parent(), n, a)
	}
}

// countMarkup returns how many marks line holds that may begin or end something.
func countMarkup(line []byte) (n int) {
	for _, c := range line {
		switch c {
		case '*', '_', '~', '[', ']', '`', '<', '{', '$':
			n++
		}
	}
	return n
}

func isCostly(marks, size int) bool { return marks*size > 1<<27 }

// mdBrackets are task boxes, kinds of notes, footnotes, and links of a wiki.
type mdBrackets struct{}

var bracketKey = parser.NewContextKey()

func (mdBrackets) Trigger() []byte { return []byte{'['} }

// closingBracket returns where the first closing bracket of a line is, or the end of
// the line. Of brackets that all open before it, the first has looked.
func closingBracket(line []byte, segment text.Segment, pc parser.Context) int {
	last, ok := pc.Get(bracketKey).(text.Segment)
	if !ok || segment.Start < last.Start || segment.Start >= last.Stop {
		last = segment
		if n := bytes.IndexByte(line, ']'); n >= 0 {
			last.Stop = segment.Start + n
		}
		pc.Set(bracketKey, last)
	}
	return last.Stop - segment.Start
}

func (mdBrackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := closingBracket(line, segment, pc) + 1
	if n < len("[x]") || n > len(line) {
		return nil
	}
	first := segment.Start == parent.Lines().At(0).Start
	label := false
	switch in := line[1 : n-1]; {
	case in[0] == '^':
		if label = first && n < len(line) && line[n] == ':'; label {
			n++
		}
	case in[0] == '[':
		if n == len(line) || line[n] != ']' || n+1 < len(line) && (line[n+1] == '(' || line[n+1] == '[') || bytes.IndexByte(in[1:], '[') >= 0 {
			return nil
		}
		n++
	case in[0] == '!':
		label = first && !bytes.ContainsAny(in, " \n[")
		if !label {
			return nil
		}
	default:
		label = first && len(in) == 1 && (in[0] == ' ' || in[0]|0x20 == 'x') && n < len(line) && mdBlank(line[n])
		if !label {
			return nil
		}
	}
	a := setAside(block, segment.Start, segment.Start+n)
	a.label = label
	return a
}

// mdJSX are tags that are no HTML.
type mdJSX struct{}

func (mdJSX) Trigger() []byte { return []byte{'<'} }

func (mdJSX) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	const longest = 1 << 9 // a brace that nothing closes would be looked for in all that follows
	_, segment := block.PeekLine()
	end, ok := jsxTag(block.Source(), segment.Start, min(linesEnd(parent), segment.Start+longest))
	if !ok {
		return nil
	}
	return setAside(block, segment.Start, end)
}

// mdStrikes are struck-out texts.
type mdStrikes struct{}

func (mdStrikes) IsDelimiter(c byte) bool                   { return c == '~' }
func (mdStrikes) CanOpenCloser(a, b *parser.Delimiter) bool { return a.Char == b.Char }
func (mdStrikes) OnMatch(int) ast.Node                      { return ast.NewEmphasis(0) }
func (mdStrikes) Trigger() []byte                           { return []byte{'~'} }

func (s mdStrikes) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	n := parser.ScanDelimiter(line, before, 1, s)
	if n == nil || n.OriginalLength > 2 || before == '~' {
		return nil
	}
	n.Segment = segment.WithStop(segment.Start + n.OriginalLength)
	block.Advance(n.OriginalLength)
	pc.PushDelimiter(n)
	return n
}

// mdBraced are expressions of MDX and Vue, shortcodes, attributes: all that is
// between braces.
type mdBraced struct{}

var bracesKey = parser.NewContextKey()

// A bracePairs is where the braces of a block are closed.
type bracePairs struct {
	of ast.Node
	to map[int]int
}

func (mdBraced) Trigger() []byte { return []byte{'{'} }

func (mdBraced) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	p, ok := pc.Get(bracesKey).(bracePairs)
	if !ok || p.of != parent {
		p = bracePairs{parent, pairBraces(parent, block.Source())}
		pc.Set(bracesKey, p)
	}
	_, segment := block.PeekLine()
	if end := p.to[segment.Start]; end > 0 {
		return setAside(block, segment.Start, end)
	}
	return nil
}

// pairBraces returns where each brace of n that is closed ends.
func pairBraces(n ast.Node, src []byte) map[int]int {
	to := map[int]int{}
	var open []int
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		for at := s.Start; at < s.Stop; at++ {
			switch src[at] {
			case '\\':
				at++
			case '{':
				open = append(open, at)
			case '}':
				if n := len(open) - 1; n >= 0 {
					to[open[n]] = at + 1
					open = open[:n]
				}
			}
		}
	}
	return to
}

// mdMath is what is between dollars.
type mdMath struct{}

func (mdMath) Trigger() []byte { return []byte{'$'} }

func (mdMath) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	start := segment.Start
	in := block.Source()[start+1 : linesEnd(parent)]
	if len(in) > 0 && in[0] == '$' {
		if n := bytes.Index(in[1:], []byte("$$")); n >= 0 {
			return setAside(block, start, start+1+1+n+2)
		}
		return nil
	}
	for n := 0; n < len(in); n++ {
		switch in[n] {
		case '\\':
			n++
			continue
		case '$':
		default:
			continue
		}
		if n == 0 || mdBlank(in[0]) || mdBlank(in[n-1]) || n+1 < len(in) && '0' <= in[n+1] && in[n+1] <= '9' {
			return nil
		}
		if hasArabic(in[:n]) && !bytes.ContainsAny(in[:n], `\^_=`) { // prices
			return nil
		}
		return setAside(block, start, start+1+n+1)
	}
	return nil
}

// mdAddresses are addresses of the web that stand in a text as they are.
type mdAddresses struct{}

func (mdAddresses) Trigger() []byte { return []byte(" (") }

func (mdAddresses) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	skip := 0
	if c := line[0]; c == ' ' || c == '\t' || c == '(' {
		skip = 1
	}
	in := line[skip:]
	is := false
	for _, s := range []string{"http://", "https://", "ftp://", "www."} {
		is = is || bytes.HasPrefix(in, []byte(s))
	}
	if !is {
		return nil
	}
	n := bytes.IndexAny(in, " \t\r\n<|")
	if n < 0 {
		n = len(in)
	}
	if i := bytes.Index(in[:n], []byte("](")); i >= 0 { // the address is the text of a link
		n = i
	}
	n = trimAddress(in[:n])
	if skip > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+skip))
		block.Advance(skip)
	}
	return setAside(block, segment.Start+skip, segment.Start+skip+n)
}

// trimAddress returns the length of s without the marks that end a sentence.
func trimAddress(s []byte) int {
	open, closed := bytes.Count(s, []byte("(")), bytes.Count(s, []byte(")"))
	for len(s) > 0 {
		n := 0
		switch c := s[len(s)-1]; {
		case bytes.IndexByte([]byte("?!.,:;*_~'\"]"), c) >= 0:
			n = 1
		case c == ')' && closed > open:
			n = 1
			closed--
		default:
			for _, mark := range []string{"،", "؛", "؟", "»"} {
				if bytes.HasSuffix(s, []byte(mark)) {
					n = len(mark)
				}
			}
		}
		if n == 0 {
			break
		}
		s = s[:len(s)-n]
	}
	return len(s)
}
