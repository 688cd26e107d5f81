package config

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A position is a line and a column of a file, from 1.
type position struct{ line, column int }

// positions returns where the values of a file are, by their keys, such as files[0].glob
// and enable[2]. The file must have been decoded.
func positions(text []byte) map[string]position {
	at := map[string]position{}
	tables := map[string]int{} // how many of each list there are
	var p unstable.Parser
	p.Reset(text)
	head := ""
	keep := func(key string, n *unstable.Node) {
		if n.Raw.Length > 0 {
			s := p.Shape(n.Raw).Start
			at[key] = position{s.Line, s.Column}
		}
	}
	var value func(key string, n *unstable.Node)
	value = func(key string, n *unstable.Node) {
		keep(key, n)
		children := n.Children()
		switch n.Kind {
		case unstable.Array:
			for i := 0; children.Next(); i++ {
				value(fmt.Sprintf("%s[%d]", key, i), children.Node())
			}
		case unstable.InlineTable:
			for children.Next() {
				x := children.Node()
				value(joined(key, x.Key()), x.Value())
			}
		}
	}
	for p.NextExpression() {
		switch n := p.Expression(); n.Kind {
		case unstable.Table, unstable.ArrayTable:
			head = ""
			for parts := n.Key(); parts.Next(); {
				if i := tables[head]; i > 0 {
					head = fmt.Sprintf("%s[%d]", head, i-1)
				}
				head = strings.TrimPrefix(head+"."+string(parts.Node().Data), ".")
			}
			if n.Kind == unstable.ArrayTable {
				tables[head]++
				head = fmt.Sprintf("%s[%d]", head, tables[head]-1)
			}
			if first := n.Key(); first.Next() {
				keep(head, first.Node())
			}
		case unstable.KeyValue:
			key := joined(head, n.Key())
			if first := n.Key(); first.Next() {
				keep(key, first.Node())
			}
			value(key, n.Value())
		}
	}
	return at
}

// joined returns the key with the parts that follow.
func joined(key string, parts unstable.Iterator) string {
	var all []string
	if key != "" {
		all = append(all, key)
	}
	for parts.Next() {
		all = append(all, string(parts.Node().Data))
	}
	return strings.Join(all, ".")
}

// near returns the position of the value of that key, or of the nearest around it.
func (c *File) near(key string) (position, bool) {
	for {
		if at, ok := c.at[key]; ok {
			return at, true
		}
		i := strings.LastIndexAny(key, ".[")
		if i < 0 {
			return position{}, false
		}
		key = key[:i]
	}
}
