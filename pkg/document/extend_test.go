package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

// extend gives the records of src the texts that are read of them, in brackets.
func extend(f *Format, src, field string, o *Options, block int) (string, error) {
	var out strings.Builder
	in := &File{Format: f, Reader: strings.NewReader(src), Options: *o, Stream: corpus.StreamOptions{Workers: 2, BlockSize: block}}
	err := Extend(in, field, func() func(*Block) func([]byte, []Text) []byte {
		work := func(dst []byte, texts []Text) []byte {
			dst = append(dst, '[')
			for i, t := range texts {
				if i > 0 {
					dst = append(dst, ',')
				}
				dst = fmt.Appendf(dst, "%q", t.Bytes)
			}
			return append(dst, ']')
		}
		return func(*Block) func([]byte, []Text) []byte { return work }
	}, func(part []byte, _ int) error {
		out.Write(part)
		return nil
	})
	return out.String(), err
}

func TestExtend(t *testing.T) {
	const bom = "\uFEFF" // BYTE ORDER MARK
	for _, tt := range []struct {
		name, src, want string
		f               *Format
		field           string
		o               Options
		err             string
	}{
		{name: "object", f: JSONLines, src: `{"text":"قال"}` + "\n", want: `{"text":"قال","x":["قال"]}` + "\n"},
		{name: "blanks and line ends", f: JSONLines, src: bom + `{ "text" : "ab" , "n": 1e5 } ` + "\r\n\r\n" + ` {"text":null}`,
			want: bom + `{ "text" : "ab" , "n": 1e5,"x":["ab"] } ` + "\r\n\r\n" + ` {"text":null,"x":[]}`},
		{name: "empty", f: JSONLines, src: `{"text":"a"}` + "\n{ }\n{}\n", want: `{"text":"a","x":["a"]}` + "\n" + `{"x":[] }` + "\n" + `{"x":[]}` + "\n"},
		{name: "array", f: JSONLines, src: `{"text":["a","b"]}` + "\n", want: `{"text":["a","b"],"x":["a","b"]}` + "\n"},
		{name: "name of the field", f: JSONLines, field: "a\"\tb", src: `{"text":"a"}` + "\n", want: `{"text":"a","a\"\tb":["a"]}` + "\n"},
		{name: "member is there", f: JSONLines, src: `{"text":"a"}` + "\n" + `{"text":"b","\u0078":1}` + "\n", want: `{"text":"a","x":["a"]}` + "\n",
			err: `line 2: record 1: the record has a member "x" already`},
		{name: "member is deeper", f: JSONLines, src: `{"text":"a","y":{"x":1},"z":[{"x":2}]}` + "\n", want: `{"text":"a","y":{"x":1},"z":[{"x":2}],"x":["a"]}` + "\n"},
		{name: "no object", f: JSONLines, o: Options{OnError: Keep}, src: `{"text":"a"}` + "\n[1]\n\"s\"\n" + `{"text":"b"}`, want: `{"text":"a","x":["a"]}` + "\n[1]\n\"s\"\n" + `{"text":"b","x":["b"]}`},
		{name: "skip", f: JSONLines, o: Options{OnError: Skip}, src: `{"text":"a"}` + "\n{\n" + `{"text":"b","x":0}` + "\n" + `{"text":"c"}` + "\n{", want: `{"text":"a","x":["a"]}` + "\n" + `{"text":"c","x":["c"]}` + "\n"},
		{name: "table", f: CSV, src: "text,n\r\n\"a, \"\"b\"\"\",1\r\n\r\nc,2", want: "text,n,x\r\n\"a, \"\"b\"\"\",1,\"[\"\"a, \\\"\"b\\\"\"\"\"]\"\r\n\r\nc,2,\"[\"\"c\"\"]\""},
		{name: "table without names", f: TSV, o: Options{Fields: []string{"2"}}, src: "1\ta\n2\tb\n", want: "1\ta\t\"[\"\"a\"\"]\"\n2\tb\t\"[\"\"b\"\"]\"\n"},
		{name: "name of the column", f: CSV, field: `x,"y`, src: "text\na\n", want: "text,\"x,\"\"y\"\na,\"[\"\"a\"\"]\"\n"},
		{name: "column is there", f: CSV, src: "text,x\na,b\n", err: `the table has a column "x" already`},
		{name: "bad row", f: CSV, o: Options{OnError: Keep}, src: "text,n\na\nb,1\n", want: "text,n,x\na\nb,1,\"[\"\"b\"\"]\"\n"},
		{name: "page", f: Markdown, src: "a", err: "no field can be added to the records of Markdown"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.field == "" {
				tt.field = "x"
			}
			for _, block := range []int{0, 1, 20} {
				got, err := extend(tt.f, tt.src, tt.field, &tt.o, block)
				if message := fmt.Sprint(err); got != tt.want || tt.err != "" && message != tt.err || tt.err == "" && err != nil {
					t.Errorf("in blocks of %d bytes:\n%s\n%v\nwant\n%s\n%s", block, got, err, tt.want, tt.err)
				}
			}
		})
	}
}
