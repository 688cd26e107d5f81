package rule_test

import (
	"fmt"
	"log"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// Check a text: what is wrong with it, and where.
func ExampleRunner_Findings() {
	rules, err := orthography.Select(orthography.Selection{Profile: orthography.Standard | orthography.Check})
	if err != nil {
		log.Fatal(err)
	}
	engine, err := rule.Compile(rules)
	if err != nil {
		log.Fatal(err)
	}
	text := []byte("القلم و الدفتر\nيوم الاثنين 10 نوفمبر 2023\n")
	for _, f := range engine.Runner().Findings(text) {
		fmt.Printf("line %d, bytes %d to %d: %s %s: %s: «%s»\n", f.Line, f.Start, f.End, f.Rule.Level, f.Rule.Name, f.Message, f.Found())
	}
	// Output:
	// line 1, bytes 13 to 14: warning detached-waw: detached و: «و الدفتر»
	// line 2, bytes 7 to 42: warning weekday-mismatch: the date falls on الجمعة: «الاثنين 10 نوفمبر 2023»
}

// What normalizing changes, as a list over the original.
func ExampleRunner_Edits() {
	rules, err := orthography.Select(orthography.Selection{Profile: orthography.Standard})
	if err != nil {
		log.Fatal(err)
	}
	engine, err := rule.Compile(rules)
	if err != nil {
		log.Fatal(err)
	}
	text := []byte("القلم\nو الدفتر ,و الورق\n")
	edits := engine.Runner().Edits(text)
	for _, e := range edits {
		fmt.Printf("bytes %d to %d: %q for %q\n", e.Start, e.End, e.New, e.Text(text))
	}
	fmt.Printf("%s", span.Apply(nil, text, edits))
	// Output:
	// bytes 13 to 14: "" for " "
	// bytes 26 to 28: "، " for " ,"
	// bytes 30 to 31: "" for " "
	// القلم
	// والدفتر، والورق
}
