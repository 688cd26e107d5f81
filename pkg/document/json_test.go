package document

import (
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

// Rows of escapes are one piece each; that is all they differ in from escapes read
// one by one, whatever is between them.
func TestRowsOfEscapesAreEscapes(t *testing.T) {
	for _, s := range []string{
		`\u0633\u0644\u0627\u0645`,
		`\u0633\u0644 \u0627\u0645, \u0648`,
		`\u0633 \n\u0644\t\u0627 `,
		`\u0633a \u20ac \u0644 \u0041 \u0627`,
		`\u0633 than eight bytes \u0644`,
		`\u0633 1234567\u0644 12345678\u0627`,
		`\u0633 \\\u0644 \"\u0627\"`,
		`\u0633\ud83d\ude00\u0644`,
		`\u0633 \ud83d \u0644`,
		`\u0633 ` + "\u0644" + ` \u0627`,
		`a\u007f\u0080\u07ff\u0800`,
	} {
		quoted := []byte(`"` + s + `"`)
		read := func(rows bool) Text {
			var b builder
			b.reset(quoted)
			b.rows = rows
			if err := b.jsonString(0, len(quoted), Value, ""); err != nil {
				t.Fatal(s, err)
			}
			return *b.end(len(quoted) - 1)
		}
		one, row := read(false), read(true)
		if string(one.Bytes) != string(row.Bytes) || one.ascii != row.ascii || len(one.Opaque) != len(row.Opaque) {
			t.Errorf("%s: read as %q in rows, as %q one by one", s, row.Bytes, one.Bytes)
			continue
		}
		for i, r := range string(one.Bytes) {
			at := span.Span{Start: i, End: i + len(string(r))}
			if one.Source(at) != row.Source(at) {
				t.Errorf("%s: %q at %v in rows, at %v one by one", s, r, row.Source(at), one.Source(at))
			}
		}
	}
}

func TestRowsAreOnePieceEach(t *testing.T) {
	word := `\u0633\u0644\u0627\u0645`
	quoted := []byte(`"` + strings.Repeat(word+" ", 3) + `"`)
	var b builder
	b.reset(quoted)
	b.rows = true
	if err := b.jsonString(0, len(quoted), Value, ""); err != nil {
		t.Fatal(err)
	}
	if text := b.end(len(quoted) - 1); len(text.pieces) != 3 {
		t.Errorf("%d pieces, want 3", len(text.pieces))
	}
}
