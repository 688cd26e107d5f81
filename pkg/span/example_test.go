package span_test

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/span"
)

func ExampleApply() {
	text := []byte("و قال و مضى")
	edits := []span.Edit{{Span: span.Span{Start: 2, End: 3}}, {Span: span.Span{Start: 12, End: 13}}}
	if err := span.Check(edits, len(text)); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", span.Apply(nil, text, edits))
	// Output: وقال ومضى
}

// Two rules, one after the other, are one list of edits over the original.
func ExampleCompose() {
	text := []byte("و قال ,")
	first := []span.Edit{{Span: span.Span{Start: 2, End: 3}}}
	mid := span.Apply(nil, text, first)
	second := []span.Edit{{Span: span.Span{Start: 8, End: 10}, New: "،"}}
	for _, e := range span.Compose(nil, first, second, mid) {
		fmt.Printf("%d-%d %q\n", e.Start, e.End, e.New)
	}
	// Output:
	// 2-3 ""
	// 9-11 "،"
}

// A word of the normal form, where it stands in the original.
func ExampleMap() {
	text := []byte("و قال")
	m := span.NewMap([]span.Edit{{Span: span.Span{Start: 2, End: 3}}})
	word := m.OldSpan(span.Span{Start: 0, End: 8})
	fmt.Printf("%q\n", word.Text(text))
	// Output: "و قال"
}

func ExampleIndex() {
	text := []byte("أول\nثان 😀 هنا")
	x := span.NewIndex(text)
	line, col := x.Position(len(text)-len("هنا"), span.Rune)
	fmt.Println(line, col)
	line, col = x.Position(len(text)-len("هنا"), span.UTF16)
	fmt.Println(line, col)
	// Output:
	// 2 7
	// 2 8
}
