package report_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/report"
)

func TestFormatListJSON(t *testing.T) {
	var all []struct{ Name, Title, Files, Kind, Prose, Left string }
	if err := json.Unmarshal(report.FormatList(document.Formats).AppendJSON(nil), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(document.Formats) {
		t.Fatalf("%d formats of %d", len(all), len(document.Formats))
	}
	for i, f := range document.Formats {
		x := all[i]
		if x.Name != f.Name || x.Title != f.Title || x.Files != strings.Join(f.Files, " ") || (x.Kind == "records") != f.Records || x.Prose != f.Prose || x.Left != f.Left {
			t.Errorf("%s: %+v", f.Name, x)
		}
	}
}

func ExampleFormatList() {
	list := report.FormatList{document.CSV, document.Source}
	fmt.Printf("%s\n%s", list.AppendTable(nil, report.Style{}), list.AppendMarkdown(nil)[:84])
	// Output:
	// csv          records  *.csv                              CSV
	// source       page                                        Source code
	//
	// | format | files | kind | prose | left alone |
	// |---|---|---|---|---|
	// | csv | `*.csv`
}
