package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// mdTables finds the tables of GitHub's Markdown in paragraphs. Its rules are
// those of goldmark's extension, which would bring a renderer along.
type mdTables struct{}

// An mdCell is a cell of a table.
type mdCell struct{ ast.BaseBlock }

var kindCell = ast.NewNodeKind("Cell")

func (n *mdCell) Kind() ast.NodeKind   { return kindCell }
func (n *mdCell) Dump(s []byte, i int) { ast.DumpHelper(n, s, i, nil, nil) }

// An mdTable holds cells.
type mdTable struct{ ast.BaseBlock }

var kindTable = ast.NewNodeKind("Table")

func (n *mdTable) Kind() ast.NodeKind   { return kindTable }
func (n *mdTable) Dump(s []byte, i int) { ast.DumpHelper(n, s, i, nil, nil) }

func (mdTables) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := n.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		s := lines.At(i)
		columns := tableColumns(s.Value(src))
		if columns == 0 {
			continue
		}
		t := new(mdTable)
		if t.addRow(lines.At(i-1), src, -1) > columns {
			return
		}
		for j := i + 1; j < lines.Len(); j++ {
			t.addRow(lines.At(j), src, columns)
		}
		lines.SetSliced(0, i-1)
		n.Parent().InsertAfter(n.Parent(), n, t)
		if i == 1 {
			n.Parent().RemoveChild(n.Parent(), n)
		} else {
			last := lines.At(i - 2)
			last.Stop-- // its end
			lines.Set(i-2, last)
		}
		return
	}
}

// tableColumns returns the number of columns of the line below the header of a
// table, or 0 for any other.
func tableColumns(line []byte) int {
	if w, _ := util.IndentWidth(line, 0); w > 3 {
		return 0
	}
	dashes := true
	for _, c := range line {
		dashes = dashes && c == '-'
		if !util.IsSpace(c) && c != '-' && c != '|' && c != ':' {
			return 0
		}
	}
	columns := bytes.Split(line, []byte{'|'})
	if util.IsBlank(columns[0]) {
		columns = columns[1:]
	}
	if n := len(columns) - 1; n >= 0 && util.IsBlank(columns[n]) {
		columns = columns[:n]
	}
	for _, c := range columns {
		c = bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(c), []byte(":")), []byte(":"))
		if len(c) == 0 || len(bytes.Trim(c, "-")) > 0 {
			return 0
		}
	}
	if dashes {
		return 0
	}
	return len(columns)
}

// addRow adds the cells of a row to t, at most most of them unless that is -1,
// and returns how many there are.
func (t *mdTable) addRow(row text.Segment, src []byte, most int) int {
	row = row.TrimLeftSpace(src)
	row = row.TrimRightSpace(src)
	line := row.Value(src)
	at, end := 0, len(line)
	if end > 0 && line[0] == '|' {
		at++
	}
	if end > 0 && line[end-1] == '|' {
		end--
	}
	n := 0
	for ; at < end && n != most; n++ {
		i := at
		for i < end && (line[i] != '|' || i > 0 && line[i-1] == '\\') {
			i++
		}
		s := text.NewSegment(row.Start+at, row.Start+i)
		s = s.TrimLeftSpace(src)
		s = s.TrimRightSpace(src)
		c := new(mdCell)
		c.Lines().Append(s)
		t.AppendChild(t, c)
		at = i + 1
	}
	return n
}
