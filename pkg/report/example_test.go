package report_test

import (
	"fmt"
	"iter"
	"os"
	"strings"

	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/report"
	"github.com/nass-ar/nass/pkg/segment/stream"
	"github.com/nass-ar/nass/pkg/span"
)

// A text is checked block by block, on all cores, and reported in order.
func ExampleReview() {
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
	var review report.Review
	w := report.NewWriter(os.Stdout, format, &review.Run)
	err = review.Begin("page.txt", "page.txt", check, w)
	if err == nil {
		file := &document.File{Format: document.Plain, Reader: strings.NewReader("قال نعم , و سافر\nالمصدر: وكالات")}
		err = check.File(file, func(out []byte, part report.Part) error { return review.Add(out, &part) })
	}
	if err == nil {
		err = review.End()
	}
	if err == nil {
		err = w.Close()
	}
	fmt.Println(review.Counts, err)
	// Output:
	// page.txt:1:8: warning space-before-mark: space before a punctuation mark: «نعم ,» -> «نعم,»
	// page.txt:1:9: warning latin-comma: Latin comma after an Arabic word: «,» -> «،»
	// page.txt:1:12: warning detached-waw: detached و: «و سافر» -> «وسافر»
	// page.txt:2:1: info boilerplate-line: web page boilerplate: «المصدر:»
	// page.txt:2:15: info final-newline: missing newline at the end of the text: «وكالات»
	// 5 findings (3 warning, 2 info) <nil>
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

// The dates of a text, as a table.
func ExampleDates() {
	w := report.Dates{Format: "tsv"}
	text, _ := w.Worker("page.txt", date.Options{})([]byte(w.Head()), []byte("وصل في 10 نوفمبر 2023\n"), span.Start)
	fmt.Printf("%q\n", text)
	// Output:
	// "file\trecord\tid\tkey\tline\tstart\tend\tcp_start\tcp_end\ttext\tvalue\tgrain\tcalendar\tkind\talternatives\tvague\tproblems\npage.txt\t\t\t\t1\t12\t32\t7\t21\t10 نوفمبر 2023\t2023-11-10\tday\tgregorian\tdate\t\tfalse\t\n"
}

// The sentences of a text, as JSON Lines.
func ExampleSentences() {
	w := report.Sentences{Format: "jsonl"}
	text, _ := w.Worker("page.txt", stream.Options{})(nil, []byte("وصل سليم. هل عاد؟\n"), span.Start)
	fmt.Printf("%s", text)
	// Output:
	// {"file":"page.txt","line":1,"start":0,"end":16,"cp_start":0,"cp_end":9,"index":0,"paragraph":0,"text":"وصل سليم.","end_mark":"."}
	// {"file":"page.txt","line":1,"start":17,"end":30,"cp_start":10,"cp_end":17,"index":1,"paragraph":0,"text":"هل عاد؟","end_mark":"؟"}
}

// The tokens of a text, and its sentences in CoNLL-U.
func ExampleTokens() {
	for _, format := range []string{"space", "conll"} {
		w := report.Tokens{Format: format}
		text, _ := w.Worker("page.txt")(nil, []byte("قال: «نعم!»"), span.Start)
		fmt.Printf("%s", text)
	}
	// Output:
	// قال : « نعم ! »
	// # newdoc id = page.txt
	// # newpar
	// # sent_id = 0
	// # text = قال: «نعم!»
	// 1	قال	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=0:6|Type=word
	// 2	:	_	_	_	_	_	_	_	TokenRange=6:7|Type=punctuation
	// 3	«	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=8:10|Type=punctuation
	// 4	نعم	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=10:16|Type=word
	// 5	!	_	_	_	_	_	_	_	SpaceAfter=No|TokenRange=16:17|Type=punctuation
	// 6	»	_	_	_	_	_	_	_	TokenRange=17:19|Type=punctuation
}

// The names in a text, in the text itself.
func ExampleEntities() {
	finder, err := entity.Default().NewFinder("")
	if err != nil {
		fmt.Println(err)
		return
	}
	x := entity.Extractor{Finder: finder}
	w := report.Entities{Format: "inline"}
	find := func(text []byte) iter.Seq2[[]byte, []entity.Mention] { return x.All(text, entity.Units) }
	fmt.Printf("%s", w.Worker("page.txt", find)(nil, []byte("سافر فلاديمير بوتين إلى موسكو.\n"), span.Start))
	// Output:
	// سافر [فلاديمير بوتين|PER] إلى [موسكو|LOC].
}
