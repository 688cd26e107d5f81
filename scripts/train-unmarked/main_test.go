package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/segment/unmarked"
)

// made is a text of so many documents in words that mean nothing, the same each time.
func made(documents int) string {
	r := rand.New(rand.NewPCG(1, 2))
	subjects := strings.Fields("الوزير المدير الرئيس الفريق المجلس الوفد القائد اللاعب الباحث الطبيب")
	verbs := strings.Fields("أعلن وصل قال افتتح زار أطلق بحث ترأس شارك أكد")
	objects := strings.Fields("المشروع المدينة الخطة البرنامج المعرض الجسر الاتفاق الميناء المستشفى الكتاب")
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	var b strings.Builder
	for range documents {
		for range 4 {
			for range 5 {
				fmt.Fprintf(&b, "%s %s %s في %s، بعد أن %s مع %s. ", pick(verbs), pick(subjects), pick(objects), pick(objects), pick(verbs), pick(subjects))
			}
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestSameBytes holds that training is deterministic.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	from := files{
		texts: names{write("text", made(80))},
		short: names{write("passages", "انت فين\nانا جاي\nاستنى شوية\n\nكيفك\nمنيحة\n")},
		lists: names{write("lists", `{"text":"أين الكتاب؟ هنا.","boundaries":[11,16]}`)},
	}
	var models [2][]byte
	for i := range models {
		out := filepath.Join(dir, fmt.Sprint(i))
		if err := run(from, out, 1); err != nil {
			t.Fatal(err)
		}
		var err error
		if models[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("the same text made two models")
	}
	if len(models[0]) > 2_000_000 {
		t.Errorf("the model has %d bytes", len(models[0]))
	}
	weights := 0
	for _, b := range models[0] {
		if b != 0 {
			weights++
		}
	}
	if weights < 100 || len(models[0])-weights < unmarked.FirstSize/2 {
		t.Errorf("%d bytes of the model are not 0", weights)
	}
}

func TestExamples(t *testing.T) {
	text := "وصل الوفد إلى المدينة، ثم سافر. هل عاد؟ «نعم».\nعنوان بلا علامة\nوصل القطار."
	seen := map[string]bool{}
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 1))
		examples(document{text, false}, rng, func(x *example) {
			if strings.ContainsAny(string(x.text), ".؟") {
				t.Errorf("%q has a stop", x.text)
			}
			for _, at := range x.starts {
				if x.text[at-1] != ' ' {
					t.Errorf("%q begins a sentence at %d", x.text, at)
				}
			}
			seen[string(x.text)] = true
		})
	}
	for _, want := range []string{
		"وصل الوفد إلى المدينة ثم سافر",
		"وصل الوفد إلى المدينة، ثم سافر هل عاد «نعم» عنوان بلا علامة",
		"عنوان بلا علامة",
	} {
		if !seen[want] {
			t.Errorf("there is no example %q", want)
		}
	}
	for x := range seen {
		if strings.Contains(x, "علامة وصل") {
			t.Errorf("in %q a line without a mark goes on", x)
		}
	}
}
