package document

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// mend returns edits such as rules make, over any text: a blank before a mark
// goes, a blank after a lone waw goes, two blanks are one, tatweel goes, and signs
// that formats escape come in for others.
func mend(t *Text) (edits []span.Edit) {
	at := 0
	for _, x := range []struct{ old, new string }{
		{" ،", "،"}, {"و ", "و"}, {"  ", " "}, {"\u0640", ""}, {"”", `"`}, {"‹", "<"}, {"＆", "&"}, {"，", ","}, {"＼", `\`}, {"；", ";"}, {"￤", "\n"}, {"ٱ", "ا"}, {"＇", "'"}, {"｛", "{"}, {"＃", "#"}, {"：", ": "},
	} {
		for at = 0; ; {
			i := bytes.Index(t.Bytes[at:], []byte(x.old))
			if i < 0 {
				break
			}
			at += i + len(x.old)
			edits = append(edits, span.Edit{Span: span.Span{Start: at - len(x.old), End: at}, New: x.new})
		}
	}
	slices.SortFunc(edits, func(a, b span.Edit) int { return a.Start - b.Start })
	end := 0
	return slices.DeleteFunc(edits, func(e span.Edit) bool {
		if e.Start < end {
			return true
		}
		end = e.End
		return false
	})
}

// rewrite returns the file after mend, and all its texts before.
func rewrite(f *Format, src []byte, o *Options, how corpus.StreamOptions) (out []byte, texts []Text, err error) {
	err = Stream(&File{Format: f, Reader: bytes.NewReader(src), Options: *o, Stream: how}, func() func([]byte, *Block) ([]byte, []Text, error) {
		return func(dst []byte, b *Block) ([]byte, []Text, error) {
			edits, _ := b.Edits(nil, mend)
			if err := span.Check(edits, len(b.Data)); err != nil {
				return nil, nil, err
			}
			texts := make([]Text, len(b.Texts))
			for i, t := range b.Texts {
				t.Bytes, t.Raw, t.pieces, t.form = bytes.Clone(t.Bytes), span.Span{}, nil, nil
				t.Opaque = slices.Clone(t.Opaque)
				texts[i] = t
			}
			dst, err := b.Append(dst, edits)
			return dst, texts, err
		}
	}, func(part []byte, x []Text) error {
		out, texts = append(out, part...), append(texts, x...)
		return nil
	})
	return out, texts, err
}

// FuzzFormats holds laws 11, 12 and 13: bytes outside texts stay, a file that is
// read again holds the texts as edited, blocks and workers change nothing.
func FuzzFormats(f *testing.F) {
	for i, format := range Formats {
		for _, s := range append(seeds[format.Name], files(f, format)...) {
			f.Add(uint8(i), []byte(s), uint8(7))
			f.Add(uint8(i), []byte(strings.ReplaceAll(s, "\n", "\r\n")), uint8(0))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, src []byte, size uint8) {
		format := Formats[int(which)%len(Formats)]
		if format == Plain || len(src) > 1<<16 {
			return
		}
		checkLaws(t, format, src, int(size))
	})
}

// files are the files of that format in testdata.
func files(t testing.TB, format *Format) (all []string) {
	const dir = "../../testdata/documents"
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range list {
		if x.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, x.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if detect(x.Name(), data) == format {
			all = append(all, string(data))
		}
	}
	return all
}

// detect returns the format of a file by its name and its data.
func detect(name string, data []byte) *Format {
	if f := For(name); f != nil || !Unsure(name) {
		return f
	}
	return ByHead(data)
}

func checkLaws(t *testing.T, format *Format, src []byte, size int) {
	t.Helper()
	o := &Options{OnError: Keep}
	out, texts, err := rewrite(format, src, o, corpus.StreamOptions{Workers: 1})
	if err != nil {
		return
	}
	again, after, err := rewrite(format, out, o, corpus.StreamOptions{Workers: 1})
	if err != nil {
		t.Fatalf("%s: %q became %q: %v", format.Name, src, out, err)
	}
	if len(texts) != len(after) {
		t.Fatalf("%s: %q became %q: %d texts, then %d", format.Name, src, out, len(texts), len(after))
	}
	for i := range texts {
		a, b := texts[i], after[i]
		if a.Role != b.Role || a.Key != b.Key || a.ID != b.ID || a.Record != b.Record || a.Fixed != b.Fixed || len(a.Opaque) != len(b.Opaque) {
			t.Fatalf("%s: %q became %q: text %d was %+v, then %+v", format.Name, src, out, i, a, b)
		}
		if format.Records {
			if want := span.Apply(nil, a.Bytes, mend(&a)); !bytes.Equal(want, b.Bytes) {
				t.Fatalf("%s: %q became %q: text %d is %q, want %q", format.Name, src, out, i, b.Bytes, want)
			}
		}
	}
	_ = again
	if !format.Records {
		x, err := format.Read(src)
		if err != nil && !mayHoldArabic(src) { // which Stream does not read
			return
		} else if err != nil {
			t.Fatal(err)
		}
		end := 0
		for i := range x.Texts {
			text := &x.Texts[i]
			if text.Raw.Start < end || text.Raw.End > len(src) {
				t.Fatalf("%s: %q: text %d at %v after %d", format.Name, src, i, text.Raw, end)
			}
			end = text.Raw.End
			checkView(t, text, src)
		}
		return
	}
	blocks, _, err := rewrite(format, src, o, corpus.StreamOptions{Workers: 3, BlockSize: 1 + size})
	if err != nil || !bytes.Equal(out, blocks) {
		t.Fatalf("%s: %q: blocks of %d: %v\n%q, want\n%q", format.Name, src, 1+size, err, blocks, out)
	}
}

// checkView checks that pieces tile the text.
func checkView(t *testing.T, x *Text, src []byte) {
	t.Helper()
	raw, at := x.Raw.Start, 0
	objects := 0
	for _, p := range x.pieces {
		if p.Start < raw || p.at-at != p.Start-raw || !bytes.Equal(src[raw:p.Start], x.Bytes[at:p.at]) {
			t.Fatalf("%q: piece %+v after %d, %d", src, p, raw, at)
		}
		if p.kind == opaque {
			if x.Opaque[objects] != (span.Span{Start: p.at, End: p.to}) {
				t.Fatalf("%q: object %d at %v, not %v", src, objects, x.Opaque[objects], p)
			}
			objects++
		}
		raw, at = p.End, p.to
	}
	if objects != len(x.Opaque) || x.Raw.End-raw != len(x.Bytes)-at || !bytes.Equal(src[raw:x.Raw.End], x.Bytes[at:]) {
		t.Fatalf("%q: text %q ends at %d", src, x.Bytes, x.Raw.End)
	}
}

// seeds are realistic files of each format, in small.
var seeds = map[string][]string{
	"json": {
		"{\n  \"title\": \"أهلا ، و سهلا\",\n  \"@title\": {\"description\": \"لا ، لا\"},\n  \"n\": [\"قال  \\u201cنعم\\u201d و مضى\", 1.5e3, null, true],\n  \"id\": \"٥\",\n  \"p\": \"و %s ، {name}\"\n}\n",
		`{"few":"{n, plural, zero{لا رسائل ، هنا} other{و  # رسالة}}","x":"\u0648 \u0642\u0627\u0644 \u060c"}`,
		`{"a":"و ` + "\\ud83d\\ude00 \\ud83d" + ` ،"}`,
	},
	"jsonl": {
		"{\"text\":\"و قال ، نعم\",\"id\":1}\n\n{\"id\": \"b\" , \"text\" : \"\\u0648 \\u0642\\u0627\\u0644 ” ＼\"}\n{\"text\":null}\nbroken\n{\"text\":[\"و  هو\",\"x\"]}",
	},
	"csv": {
		"\uFEFFid,text\n1,\"و قال ، ”نعم”\n  وسكت\"\n2,قال，و  مضى\n3\n4,\"\"\n\n5,\"a\"b\n6,بلا نهاية ،\n7,x\n",
		"id;text;x\n1;و قال；هنا;\"،\"\n",
	},
	"tsv": {"text\tid\nو قال ،\t1\n\"و قال \"\"هو\"\" ،\"\t2\n\"سطر ￤ و ثان\"\t3\n"},
}

func TestRecords(t *testing.T) {
	const n = 500
	var lines, table bytes.Buffer
	w := csv.NewWriter(&table)
	w.Write([]string{"id", "text", "label"})
	want := make([]string, n)
	for i := range n {
		s := strings.Repeat([]string{"و قال ، ", "\"نعم\"\n", "a,b ", "٥ \\ "}[i%4], 1+i%7)
		want[i] = s
		if b, _ := json.Marshal(map[string]any{"id": i, "text": s, "label": "و "}); i%3 == 0 {
			lines.WriteString(asciiJSON(b) + "\n")
		} else {
			lines.Write(append(b, '\n'))
		}
		w.Write([]string{string(rune('a' + i%26)), s, "و "})
	}
	w.Flush()
	for _, x := range []struct {
		f   *Format
		src []byte
	}{{JSONLines, lines.Bytes()}, {CSV, table.Bytes()}} {
		for _, size := range []int{0, 64, 1000} {
			out, texts, err := rewrite(x.f, x.src, &Options{ID: "id"}, corpus.StreamOptions{BlockSize: size})
			if err != nil || len(texts) != n {
				t.Fatalf("%s: %d texts, %v", x.f.Name, len(texts), err)
			}
			var got []string
			if x.f == CSV {
				rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range rows[1:] {
					got = append(got, row[1])
					if row[2] != "و " {
						t.Fatal(row)
					}
				}
			} else {
				d := json.NewDecoder(bytes.NewReader(out))
				for {
					var r struct{ Text, Label string }
					if err := d.Decode(&r); err == io.EOF {
						break
					} else if err != nil {
						t.Fatal(err)
					}
					got = append(got, r.Text)
				}
			}
			for i, s := range want {
				text := &Text{Bytes: []byte(s)}
				if texts[i].Record != i || string(texts[i].Bytes) != s {
					t.Fatalf("%s: record %d is %+v, want %q", x.f.Name, i, texts[i], s)
				}
				if w := span.Apply(nil, text.Bytes, mend(text)); got[i] != string(w) {
					t.Fatalf("%s: record %d became %q, want %q", x.f.Name, i, got[i], w)
				}
			}
		}
	}
}

func asciiJSON(b []byte) string {
	return string(escapeJSONASCII(b))
}

func escapeJSONASCII(b []byte) []byte {
	var out []byte
	for _, r := range string(b) {
		if r < 0x80 {
			out = append(out, byte(r))
		} else {
			out = escapeJSON(out, string(r), &Text{ascii: true})
		}
	}
	return out
}

func TestFieldPaths(t *testing.T) {
	src := `{"meta":{"title":"عنوان","n":1},"messages":[{"role":"user","content":"سؤال"},{"content":["جواب","آخر"]}],"a.b":"نقطة","text":"نص"}`
	for fields, want := range map[string][]string{
		"meta.title":                {"عنوان"},
		"messages.content":          {"سؤال", "جواب", "آخر"},
		"a.b":                       {"نقطة"},
		"text":                      {"نص"},
		"text meta.title":           {"عنوان", "نص"},
		"messages.role meta.title":  {"عنوان", "user"},
		"messages.content a.b text": {"سؤال", "جواب", "آخر", "نقطة", "نص"},
	} {
		_, texts, err := rewrite(JSONLines, []byte(src), &Options{Fields: strings.Fields(fields)}, corpus.StreamOptions{})
		var got []string
		for _, x := range texts {
			got = append(got, string(x.Bytes))
			if !slices.Contains(strings.Fields(fields), x.Key) {
				t.Errorf("%s: key %q", fields, x.Key)
			}
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, %v, want %q", fields, got, err, want)
		}
	}
	_, _, err := rewrite(JSONLines, []byte(src), &Options{Fields: []string{"body"}}, corpus.StreamOptions{})
	if err == nil || !strings.Contains(err.Error(), `no field "body"; there are: meta, messages, a.b, text`) {
		t.Error(err)
	}
}

func TestBadRecords(t *testing.T) {
	src := "{\"text\":\"و أ\"}\n{\"text\":\"و ب\"\n{\"text\":\"و ج\"}\n"
	for _, x := range []struct {
		on   OnError
		want string
		err  string
	}{
		{Stop, "{\"text\":\"وأ\"}\n", "line 2: record 1: an object has no end"},
		{Skip, "{\"text\":\"وأ\"}\n{\"text\":\"وج\"}\n", ""},
		{Keep, "{\"text\":\"وأ\"}\n{\"text\":\"و ب\"\n{\"text\":\"وج\"}\n", ""},
	} {
		var bad []string
		out, _, err := rewrite(JSONLines, []byte(src), &Options{OnError: x.on, Bad: func(e *RecordError) { bad = append(bad, e.Error()) }}, corpus.StreamOptions{})
		if string(out) != x.want || (err == nil) != (x.err == "") || err != nil && err.Error() != x.err || (x.on != Stop) != (len(bad) == 1) {
			t.Errorf("%d: %q, %v, %q", x.on, out, err, bad)
		}
	}
}

// TestManyThatBreak: edits that a page does not bear, in more texts than it is read
// again for, are all found at once; the others are made, and a second time changes
// nothing.
func TestManyThatBreak(t *testing.T) {
	var page, want strings.Builder
	page.WriteString("{\n")
	want.WriteString("{\n")
	for i := range 3 * maxReads {
		fmt.Fprintf(&page, "\"k%d\": \"نص ، ｛x} و آخر\",\n", i)
		fmt.Fprintf(&want, "\"k%d\": \"نص، ｛x} وآخر\",\n", i)
	}
	page.WriteString("\"last\": \"نهاية\u00A0\"}")
	want.WriteString("\"last\": \"نهاية\u00A0\"}")
	src := page.String()
	for range 2 {
		out, _, err := rewrite(JSON, []byte(src), &Options{}, corpus.StreamOptions{})
		if err != nil || string(out) != want.String() {
			t.Fatalf("%v\n%.300s\nwant\n%.300s", err, out, want.String())
		}
		src = string(out)
	}
}
