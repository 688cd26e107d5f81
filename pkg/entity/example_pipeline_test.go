package entity_test

import (
	"fmt"
	"log"

	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/span"
)

// Normalize a text and find its sentences, names and dates. Each is printed
// with its bytes, line and column in the text as written.
func Example_pipeline() {
	text := []byte("سافر فلاديمير بوتين إلى موسـكو , و عاد أمس .\nصرح أنه راض , و ودع الوفد في ١٠ نوفمبر ٢٠٢٣ !\n")

	// The model and the dates need neither the rules for dates nor those for
	// digits, so one normal form serves all.
	engine, err := orthography.ForNames().Compile()
	if err != nil {
		log.Fatal(err)
	}
	edits := engine.Runner().Edits(text)
	if err := span.Check(edits, len(text)); err != nil {
		log.Fatal(err)
	}
	normal := span.Apply(nil, text, edits)
	fmt.Printf("%s", normal)

	origin, index := span.NewMap(edits), span.NewIndex(text)
	show := func(s span.Span, format string, args ...any) {
		old := origin.OldSpan(s)
		line, column := index.Position(old.Start, span.Rune)
		fmt.Printf("%d:%d [%d,%d) %s\n", line, column, old.Start, old.End, fmt.Sprintf(format, args...))
	}
	for _, s := range segment.Sentences(nil, normal, segment.Options{}) {
		show(s.Span, "sentence %s", s.Text(normal))
	}
	finder, err := entity.Default().NewFinder("news")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range finder.Find(nil, normal) {
		show(e.Span, "%v %s", e.Type, e.AppendName(nil, normal))
	}
	reference, ok := date.Options{}.ParseReference("2023-11-12")
	if !ok {
		log.Fatal("not a date")
	}
	var dates date.Finder
	for _, d := range dates.FindText(nil, normal, date.Options{Reference: reference}) {
		show(d.Span, "%v %s = %s", d.Kind, d.Text(normal), d.Value)
	}
	// Output:
	// سافر فلاديمير بوتين إلى موسكو، وعاد أمس.
	// صرح أنه راض، وودع الوفد في ١٠ نوفمبر ٢٠٢٣!
	// 1:1 [0,77) sentence سافر فلاديمير بوتين إلى موسكو، وعاد أمس.
	// 2:1 [78,155) sentence صرح أنه راض، وودع الوفد في ١٠ نوفمبر ٢٠٢٣!
	// 1:6 [9,36) PER فلاديمير بوتين
	// 1:25 [44,56) LOC موسكو
	// 1:40 [69,75) date أمس = 2023-11-11
	// 2:30 [127,153) date ١٠ نوفمبر ٢٠٢٣ = 2023-11-10
}
