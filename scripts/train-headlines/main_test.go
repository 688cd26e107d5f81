package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// made is a text of so many documents in words that mean nothing, the same
// each time.
func made(documents int) string {
	r := rand.New(rand.NewPCG(1, 2))
	subjects := strings.Fields("الوزير المدير الرئيس الفريق المجلس الوفد القائد اللاعب الباحث الطبيب")
	verbs := strings.Fields("أعلن وصل قال افتتح زار أطلق بحث ترأس شارك أكد")
	objects := strings.Fields("المشروع المدينة الخطة البرنامج المعرض الجسر الاتفاق الميناء المستشفى الكتاب")
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	var b strings.Builder
	for range documents {
		for range 4 {
			for range 3 {
				fmt.Fprintf(&b, "%s %s %s في %s بعد أن %s %s مع %s. ", pick(verbs), pick(subjects), pick(objects), pick(objects), pick(verbs), pick(subjects), pick(subjects))
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
	news, wiki := filepath.Join(dir, "news.txt"), filepath.Join(dir, "wiki.txt")
	for name, text := range map[string]string{news: made(120), wiki: made(60)} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var models [2][]byte
	for i := range models {
		out := filepath.Join(dir, fmt.Sprint(i))
		if err := run(news, wiki, out, 2, 1); err != nil {
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
	weights := 0
	for _, b := range models[0] {
		if b != 0 {
			weights++
		}
	}
	if weights < 100 {
		t.Errorf("only %d bytes of the model are not 0", weights)
	}
}
