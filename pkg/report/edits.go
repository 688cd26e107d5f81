package report

import (
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// EditColumns are the names of the fields of an edit's record, after those of
// [Record]: the rules that made it, with + between them, and the text before and
// after.
var EditColumns = []string{"rule", "old", "new"}

// EditWorker returns a function that appends the edits that make the engine's form of
// text, whole lines of the file that begin at the place at, to dst, as JSON Lines. It
// has the form of a corpus.Worker and is not safe for concurrent use.
func EditWorker(engine *rule.Engine, file string) func(dst, text []byte, at span.Place) ([]byte, struct{}) {
	r, rows := engine.Runner(), new(Rows)
	return func(dst, text []byte, at span.Place) (_ []byte, none struct{}) {
		return rows.AppendEdits(dst, r, file, text, at), none
	}
}

// AppendEdits appends a record for each edit that makes the runner's form of a
// block of whole lines, which begins at the place at of the file.
func (r *Rows) AppendEdits(dst []byte, by *rule.Runner, file string, block []byte, at span.Place) []byte {
	var index span.Index
	index.Reset(block, at)
	var names []string
	by.EditBlock(block, func(start int, line []byte, edits []span.Edit) {
		for _, e := range edits {
			names = names[:0]
			for _, rule := range by.By(e) {
				names = append(names, rule.Name)
			}
			place := NewRecord(file, index.Place(start+e.Start), index.Place(start+e.End))
			dst = r.Append(dst, place, String("rule", strings.Join(names, "+")), Text("old", e.Text(line)), String("new", e.New))
		}
	})
	return dst
}
