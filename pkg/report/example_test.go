package report_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/span"
)

// A text is checked block by block, on all cores, and reported in order.
func ExampleCheck() {
	engine, err := orthography.Selection{Profile: orthography.Check}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	format, err := report.New("text", report.Style{})
	if err != nil {
		fmt.Println(err)
		return
	}
	check := &report.Check{Find: engine}
	text := check.Text()
	run := new(report.Run)
	w := report.NewWriter(os.Stdout, format, run)
	write := func(findings []report.Finding) error {
		for i := range findings {
			run.Counts[findings[i].Rule.Level]++
			if err := w.Finding(&findings[i]); err != nil {
				return err
			}
		}
		return nil
	}

	if err := w.BeginFile(&report.File{Path: "page.txt"}); err != nil {
		fmt.Println(err)
		return
	}
	err = corpus.Stream(strings.NewReader("قال نعم , و سافر\nالمصدر: وكالات"), corpus.StreamOptions{},
		func() func([]byte, corpus.Block) ([]byte, report.Part, error) {
			block := check.Worker()
			return func(dst []byte, b corpus.Block) ([]byte, report.Part, error) {
				dst, part := block(dst, b.Data, span.Place{Offset: b.Offset, Line: b.Line})
				return dst, part, nil
			}
		},
		func(out []byte, part report.Part) error {
			text.Add(out, &part)
			return write(part.Findings)
		})
	if err == nil {
		err = write(text.Whole().Findings)
	}
	if err == nil {
		err = w.EndFile()
	}
	if err == nil {
		err = w.Close()
	}
	fmt.Println(run.All(), err)
	// Output:
	// page.txt:1:8: warning space-before-mark: space before a punctuation mark: «نعم ,» -> «نعم,»
	// page.txt:1:9: warning latin-comma: Latin comma after an Arabic word: «,» -> «،»
	// page.txt:1:12: warning detached-waw: detached و: «و سافر» -> «وسافر»
	// page.txt:2:1: info boilerplate-line: web page boilerplate: «المصدر:»
	// page.txt:2:15: info final-newline: missing newline at the end of the text: «وكالات»
	// 5 <nil>
}

// The edits of a text, as JSON Lines.
func ExampleRows_AppendEdits() {
	engine, err := orthography.Selection{Profile: orthography.Standard}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	var rows report.Rows
	fmt.Printf("%s", rows.AppendEdits(nil, engine.Runner(), "page.txt", []byte("سطر\nو قال\n"), span.Start))
	// Output:
	// {"file":"page.txt","line":2,"start":9,"end":10,"cp_start":5,"cp_end":6,"rule":"detached-waw","old":" ","new":""}
}

// A baseline knows as many findings of a kind as were added, wherever they
// stand in their text.
func ExampleBaseline() {
	engine, err := orthography.Selection{Only: []string{"detached-waw"}}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	known := report.NewBaseline("baseline")
	path := known.Path("page.txt")
	for _, f := range engine.Runner().Findings([]byte("و قال\n")) {
		known.Add(path, &f)
	}
	for _, f := range engine.Runner().Findings([]byte("سطر\nو قال\nو ذهب\nو قال\n")) {
		fmt.Println(f.Line, f.Found(), known.Take(path, &f))
	}
	// Output:
	// 2 و قال true
	// 3 و ذهب false
	// 4 و قال false
}
