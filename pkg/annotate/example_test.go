package annotate_test

import (
	"fmt"
	"log"

	"github.com/nass-ar/nass/pkg/annotate"
	"github.com/nass-ar/nass/pkg/span"
)

// A text with all of its layers.
func Example() {
	a, err := annotate.New(annotate.Options{Layers: annotate.All})
	if err != nil {
		log.Fatal(err)
	}
	text := []byte("و قال فلاديمير بوتين في 10 نوفمبر 2023: وصلنا إلى موسكو. ثم عاد بوتين!\n")
	d := a.Document(text)
	fmt.Println("language:", d.Language.Name())
	fmt.Printf("normal form: %s", d.Normal)
	for _, e := range d.Edits {
		fmt.Printf("edit %d-%d: %q becomes %q (%s)\n", e.Start, e.End, e.Text(text), e.New, e.Rule)
	}
	for _, f := range d.Findings {
		fmt.Printf("finding: %s -> %s (%s)\n", f.Of.Found(), f.Of.Becomes(), f.Of.Rule.Name)
	}
	for _, s := range d.Sentences {
		fmt.Printf("sentence %d-%d: %s\n", s.Start, s.End, s.Normal.Text(d.Normal))
	}
	fmt.Println("tokens:", len(d.Tokens))
	for _, e := range d.Entities {
		fmt.Printf("%s: %s, that is %s\n", e.Type, e.Name, e.Full)
	}
	for _, x := range d.Dates {
		fmt.Printf("date: %s is %s\n", x.Text(text), x.Value)
	}
	fmt.Printf("signals: %d words, %.0f%% Arabic letters\n", d.Signals.Words, 100*d.Signals.ArabicShare)
	// Output:
	// language: Arabic
	// normal form: وقال فلاديمير بوتين في 10 نوفمبر 2023: وصلنا إلى موسكو. ثم عاد بوتين!
	// edit 2-3: " " becomes "" (detached-waw)
	// finding: و قال -> وقال (detached-waw)
	// sentence 0-94: وقال فلاديمير بوتين في 10 نوفمبر 2023: وصلنا إلى موسكو.
	// sentence 95-118: ثم عاد بوتين!
	// tokens: 17
	// PER: فلاديمير بوتين, that is فلاديمير بوتين
	// LOC: موسكو, that is موسكو
	// PER: بوتين, that is فلاديمير بوتين
	// date: 10 نوفمبر 2023 is 2023-11-10
	// signals: 14 words, 84% Arabic letters
}

// A document as JSON, with offsets in UTF-16 units, as JavaScript has them.
func ExampleWriter() {
	a, err := annotate.New(annotate.Options{Layers: annotate.Tokens})
	if err != nil {
		log.Fatal(err)
	}
	w := annotate.Writer{Unit: span.UTF16}
	fmt.Printf("%s\n", w.Append(nil, a.Document([]byte("نعم 😀 لا"))))
	// Output:
	// {"v":1,"unit":"utf16","tokens":[{"start":0,"end":3,"text":"نعم","type":"word"},{"start":4,"end":6,"text":"😀","type":"emoji"},{"start":7,"end":9,"text":"لا","type":"word"}]}
}

// Each goroutine uses the memory of its Doc again.
func ExampleAnnotator_Fill() {
	a, err := annotate.New(annotate.Options{Layers: annotate.Sentences})
	if err != nil {
		log.Fatal(err)
	}
	var d annotate.Doc
	for _, text := range []string{"قال. ثم مضى.", "وصل القطار!"} {
		a.Fill(&d, []byte(text))
		fmt.Println(len(d.Sentences))
	}
	// Output:
	// 2
	// 1
}
