package document_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/span"
)

// attach returns the edits that attach a lone waw to the word after it.
func attach(text []byte) (edits []span.Edit) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("و "))
		if i < 0 {
			return edits
		}
		at += i + len("و ")
		edits = append(edits, span.Edit{Span: span.Span{Start: at - 1, End: at}})
	}
}

// One field of the records of a file is edited; all else stays.
func ExampleRewrite() {
	file := &document.File{
		Reader:  strings.NewReader(`{"id": 1, "text": "قال \u0648 مضى", "label": "و "}` + "\n"),
		Format:  document.JSONLines,
		Options: document.Options{Fields: []string{"text"}},
	}
	err := document.Rewrite(file,
		func() func([]byte) []span.Edit { return attach },
		func(out []byte, _ document.Rewritten) error {
			_, err := os.Stdout.Write(out)
			return err
		})
	if err != nil {
		fmt.Println(err)
	}
	// Output: {"id": 1, "text": "قال \u0648مضى", "label": "و "}
}

// A paragraph of a page: what a reader sees of it, and its edits in the file.
func ExampleBlock_Edits() {
	page := []byte("# عنوان\n\nقال و **مضى** إلى `x y`.\n")
	b, err := document.Markdown.Read(page)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range b.Texts {
		fmt.Println(t.Role, string(t.Bytes))
	}
	edits, _ := b.Edits(nil, func(t *document.Text) []span.Edit { return attach(t.Bytes) })
	fmt.Printf("%s", span.Apply(nil, page, edits))
	// Output:
	// heading عنوان
	// paragraph قال و مضى إلى ￼.
	// # عنوان
	//
	// قال و**مضى** إلى `x y`.
}
