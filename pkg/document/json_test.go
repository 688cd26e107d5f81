package document

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// FuzzRows proves that escapes read in rows are as escapes that are read one by one,
// whatever is between them: to be seen, to be found in the file, and to be edited.
func FuzzRows(f *testing.F) {
	for _, s := range []string{
		`\u0633\u0644\u0627\u0645`,
		`\u0633\u0644 \u0627\u0645, \u0648`,
		`\u0633 \n\u0644\t\u0627 `,
		`\u0633a \u20ac \u0644 \u0041 \u0627`,
		`\u0633 than eight bytes \u0644`,
		`\u0633 1234567\u0644 12345678\u0627 123456789\u0645`,
		`\u0633 \\\u0644 \"\u0627\"`,
		`\u0633\ud83d\ude00\u0644`,
		`\u0633 \ud83d \u0644`,
		`\u0633 ` + "\u0644" + ` \u0627`,
		`a\u007f\u0080\u07ff\u0800\u06fF\u06Aa`,
		`\u0633\u06`, `\u0633\x`, `\u0633\u06g0`, `\u0000`,
		strings.Repeat(`\u0648 \u0642\u0627\u0644 \u060c `, 20) + strings.Repeat(`\ud83d\ude00`, 40),
	} {
		f.Add(s)
	}
	check := func(t *testing.T, s string) {
		quoted := []byte(`"` + s + `"`)
		if scanner := (jsonScanner{src: quoted}); scanner.text() != nil || scanner.at < len(quoted) {
			return // no string
		}
		read := func(rows *jsonLetters) (*Text, error) {
			var b builder
			b.reset(append(slices.Clip(quoted), `,"\u0627": "\u0628\u0627\u0628\u0627\u0628\u0627\u0628\u0627\u0628\u0627\u0628\u0627"`...))
			b.rows = rows
			if err := b.jsonString(0, len(quoted), Value, ""); err != nil {
				return nil, err
			}
			return b.end(len(quoted) - 1), nil
		}
		one, oneErr := read(nil)
		row, rowErr := read(arabicEscapes())
		if oneErr != nil || rowErr != nil {
			if oneErr == nil || rowErr == nil || oneErr.Error() != rowErr.Error() {
				t.Fatalf("%s: %v in rows, %v one by one", s, rowErr, oneErr)
			}
			return
		}
		if !bytes.Equal(one.Bytes, row.Bytes) || one.ascii != row.ascii || !slices.Equal(one.Opaque, row.Opaque) {
			t.Fatalf("%s: read as %q in rows, as %q one by one", s, row.Bytes, one.Bytes)
		}
		checkView(t, row, quoted)
		var edits []span.Edit
		for i := 0; i < len(one.Bytes); {
			_, size := utf8.DecodeRune(one.Bytes[i:])
			at := span.Span{Start: i, End: i + size}
			if one.Source(at) != row.Source(at) {
				t.Fatalf("%s: %v is at %v in rows, at %v one by one", s, at, row.Source(at), one.Source(at))
			}
			switch i += size; i % 3 {
			case 0:
				edits = append(edits, span.Edit{Span: at, New: "\u0627"})
			case 1:
				edits = append(edits, span.Edit{Span: at})
			}
		}
		if a, b := one.Rewrite(nil, edits), row.Rewrite(nil, edits); !slices.Equal(a, b) {
			t.Fatalf("%s: edits %v in rows, %v one by one", s, b, a)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		check(t, s)
		check(t, strings.Repeat(s, 1+200/max(1, len(s)))) // enough to be read in blocks
	})
}

func TestRowsAreFewPieces(t *testing.T) {
	quoted := []byte(`"` + strings.Repeat(`\u0633\u0644\u0627\u0645 `, 100) + `"`)
	var b builder
	b.reset(quoted)
	b.rows = arabicEscapes()
	if err := b.jsonString(0, len(quoted), Value, ""); err != nil {
		t.Fatal(err)
	}
	if text := b.end(len(quoted) - 1); len(text.pieces) > 10 {
		t.Errorf("%d pieces, want 10 or fewer", len(text.pieces))
	}
}
