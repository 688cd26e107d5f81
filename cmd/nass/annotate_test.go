package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// annotated are texts of records, with what the layers of annotate can differ in.
var annotated = []string{
	"و قال فلاديمير بوتين أمس 😀 إن السعر بلغ ٥٫٥ في 10 نوفمبر 2023 .\nثم عاد بوتين إلى موسكو , و لم يقل  شيئا !",
	"قال\xff محمد بن علي \xe2\x82 يوم الأحد 26 شوال 1436 هـ\nو صل",
	"Ø§Ù„Ø³Ù„Ø§Ù… Ø¹Ù„ÙŠÙƒÙ…\nوهذا سطر سليم 👍🏽",
	"این کتاب در تهران چاپ شده است و گفته ميشود که پرفروش است.",
	"البيت األبيض ، زار د . سليم 3 مدن... نعم!؟ راسلوا a.b@example.com #وسم_طويل",
	"",
	"No Arabic , at all .",
}

// TestAnnotateIsTheVerbs: each layer of annotate has what its verb prints of the same
// records, under the same names.
func TestAnnotateIsTheVerbs(t *testing.T) {
	var lines, rows strings.Builder
	rows.WriteString("id,text\n")
	for i, text := range annotated {
		quoted := strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(text)
		fmt.Fprintf(&lines, "{\"id\":%d,\"text\":\"%s\"}\n", i, quoted)
		fmt.Fprintf(&rows, "%d,\"%s\"\n", i, text)
	}
	for name, data := range map[string]string{"a.jsonl": lines.String(), "a.csv": rows.String()} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		layers := annotations(t, file)
		for _, x := range []struct {
			layer, verb string
			rename      map[string]string // names of the verb, by those of the layer
		}{
			{"edits", "normalize --edits", map[string]string{"text": "old"}},
			{"findings", "check --no-config --exit-zero --format jsonl", nil},
			{"sentences", "segment --format jsonl", nil},
			{"tokens", "tokenize --format jsonl", nil},
			{"entities", "entities --format jsonl", nil},
			{"dates", "dates --format jsonl", nil},
		} {
			var want []map[string]any // of the verb
			out, errs, code := runNass(t, 0, append(strings.Fields(x.verb), file)...)
			for line := range strings.Lines(out) {
				var item map[string]any
				if err := json.Unmarshal([]byte(line), &item); err != nil {
					t.Fatal(err)
				}
				want = append(want, item)
			}
			if code != 0 || len(want) == 0 {
				t.Fatalf("%s: %d, %s", x.verb, code, errs)
			}
			for record, of := range layers {
				items, _ := of[x.layer].([]any)
				for _, item := range items {
					item := item.(map[string]any)
					if len(want) == 0 {
						t.Fatalf("%s: too many %s: %v", name, x.layer, item)
					}
					next := want[0]
					want = want[1:]
					next["start"], next["end"] = next["cp_start"], next["cp_end"]
					if next["record"] != float64(record) {
						t.Fatalf("%s: %v is in record %d, not %v", name, item, record, next["record"])
					}
					for member := range item {
						as := member
						if x.rename[member] != "" {
							as = x.rename[member]
						}
						if member == "full" || strings.HasPrefix(member, "normal_") {
							continue // of annotate alone
						}
						if fmt.Sprint(item[member]) != fmt.Sprint(next[as]) {
							t.Errorf("%s: record %d: %s of %s is %v, %s has %v", name, record, member, x.layer, item[member], x.verb, next[as])
						}
					}
				}
			}
			if len(want) > 0 {
				t.Errorf("%s: %d more %s, such as %v", name, len(want), x.layer, want[0])
			}
		}
		// The normal form is what normalize writes.
		out, _, _ := runNass(t, 0, "normalize", file)
		texts := textsOf(t, name, out)
		for record, of := range layers {
			if of["normal"] != string([]rune(texts[record])) {
				t.Errorf("%s: record %d: the normal form is\n%q\nwant\n%q", name, record, of["normal"], texts[record])
			}
		}
	}
}

// annotations returns what nass annotate adds to the records of a file.
func annotations(t *testing.T, file string) (all []map[string]any) {
	t.Helper()
	out, errs, code := runNass(t, 0, "annotate", "--layers", "all", file)
	if code != 0 {
		t.Fatal(errs)
	}
	again, _, _ := runNass(t, 64, "annotate", "--layers", "all", "-j", "3", file)
	if again != out {
		t.Errorf("in blocks of 64 bytes:\n%s\nwant\n%s", again, out)
	}
	for _, cell := range fieldsOf(t, file, out, "nass") {
		var of map[string]any
		if err := json.Unmarshal([]byte(cell), &of); err != nil {
			t.Fatal(err)
		}
		all = append(all, of)
	}
	return all
}

// textsOf returns the texts of the records of a file.
func textsOf(t *testing.T, name, data string) (texts []string) {
	t.Helper()
	for _, cell := range fieldsOf(t, name, data, "text") {
		if filepath.Ext(name) == ".jsonl" {
			if err := json.Unmarshal([]byte(cell), &cell); err != nil {
				t.Fatal(err)
			}
		}
		texts = append(texts, cell)
	}
	return texts
}

// fieldsOf returns a field of the records of a file: JSON, or the text of a cell.
func fieldsOf(t *testing.T, name, data, field string) (cells []string) {
	t.Helper()
	if filepath.Ext(name) == ".jsonl" {
		for line := range strings.Lines(data) {
			var record map[string]json.RawMessage
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			cells = append(cells, string(record[field]))
		}
		return cells
	}
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for i, column := range rows[0] {
			if column == field {
				cells = append(cells, row[i])
			}
		}
	}
	return cells
}
