package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ulikunitz/xz"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/entity/conll"
)

// smallData writes a folder of a few sentences in the shape of the real data.
func smallData(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	persons, places := strings.Fields("سليم هدى نبيل رامي جميلة فادي"), strings.Fields("عكا صور جبيل زحلة طبرق سوسة")
	var gold, raw strings.Builder
	for i := range 120 {
		p, l := persons[i%len(persons)], places[i/2%len(places)]
		fmt.Fprintf(&gold, "زار\tO\n%s\tB-PER\nمدينة\tO\n%s\tB-LOC\nأمس\tO\n\nرحبت\tO\nجامعة\tB-ORG\n%s\tI-ORG\nبالضيف\tO\n.\tO\n\n", p, l, l)
		fmt.Fprintf(&raw, "زار %s مدينة %s أمس. رحبت جامعة %s بالضيف الكريم.\n\n", p, l, l)
	}
	for _, set := range trainSets {
		write("ner/"+set+"/train.conll", []byte(gold.String()))
	}
	for _, d := range devSets {
		if d.part == "dev" || d.name == "caraner" {
			write("ner/"+d.name+"/"+d.part+".conll", []byte(gold.String()[:strings.Index(gold.String(), "\n\n")+2]))
		}
	}
	for _, g := range gazFiles {
		write("gaz/"+g.name+".tsv", []byte("بيروت\tLOC\nسليم\tPERTOK\n"))
	}
	for _, set := range rawSets {
		var b bytes.Buffer
		w, err := xz.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(raw.String()))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		write("raw/"+set+".txt.xz", b.Bytes())
	}
	return dir
}

// The same data give the same file, and the file finds what it has learnt.
func TestTrainingIsDeterministic(t *testing.T) {
	data := smallData(t)
	few := fstest.MapFS{"data/local.txt": {Data: []byte("افتتح [PER رامي] سوق [LOC صور] القديم.\nلا اسم في هذا السطر.\n")}}
	var models [2][]byte
	for i := range models {
		work := t.TempDir()
		c := config{data: data, work: work, out: filepath.Join(work, "model.bin"), own: few}
		for _, s := range steps {
			if err := s.run(c); err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
		}
		var err error
		if models[i], err = os.ReadFile(c.out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("two runs made different models")
	}
	m, err := entity.Read(bytes.NewReader(models[0]))
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("زار نبيل مدينة زحلة أمس")
	var got []string
	finder, err := m.NewFinder("")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range finder.Find(nil, text) {
		got = append(got, e.Type.String()+" "+string(e.Text(text)))
	}
	if g := strings.Join(got, "; "); g != "PER نبيل; LOC زحلة" {
		t.Errorf("got %q", g)
	}
}

// TestOwnSentences: the text that was written for training is read whole, and a name has
// the proclitics of its first word.
func TestOwnSentences(t *testing.T) {
	all, err := readOwn(own)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]int{}
	sentences, free := 0, 0
	for _, f := range all {
		sentences += len(f.sentences)
		if !f.named {
			free += len(f.sentences)
		}
		for _, s := range f.sentences {
			for _, c := range conll.Chunks(s.Tags) {
				names[c.Type]++
			}
		}
	}
	if sentences < 1000 || free < 1000 || free > sentences/2 || names["PER"] < 1000 || names["LOC"] < 1000 || names["ORG"] < 1000 {
		t.Errorf("%d sentences, %d of them in files without names, names %v", sentences, free, names)
	}
	text, marks, err := conll.Unmark("عاد [PER سالم] [PER وخليل بن علي]. ثم سافر!")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(tagged(text, marks))
	if want := "[{[عاد سالم وخليل بن علي .] [O B-PER B-PER I-PER I-PER O]} {[ثم سافر !] [O O O]}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
