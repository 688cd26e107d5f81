package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Each sentence is in one of the folds that leave out parts, and its source is whole in
// one of the others; the quarters of a source are in order, and a kind of text is whole.
func TestFolds(t *testing.T) {
	b := &bench{}
	for source := range trainSets {
		for i := range 10 {
			b.train = append(b.train, &instance{source: source, fold: quarter(i, 10)})
		}
	}
	own := fstest.MapFS{}
	for i, name := range []string{"a-sport", "b-law", "c-sport", "c-lives", "local", "d-art", "none-art", "none"} {
		text := "عاد [PER سالم]."
		if strings.HasPrefix(name, "none") {
			text = "عاد."
		}
		own[fmt.Sprintf("data/%s.txt", name)] = &fstest.MapFile{Data: []byte(strings.Repeat(text+"\n", i+1))}
	}
	files, err := readOwn(own)
	if err != nil {
		t.Fatal(err)
	}
	kinds := foldsOf(files)
	for _, f := range files {
		for range f.sentences {
			b.own = append(b.own, &instance{kind: f.kind, fold: kinds[f.kind]})
		}
	}
	if got := fmt.Sprint(kinds); got != "map[art:3 law:1 lives:2 local:0 none:1 none-art:0 sport:0]" {
		t.Errorf("kinds are in folds %s", got)
	}
	for _, x := range slices.Concat(b.train, b.own) {
		var in []string
		for _, f := range b.folds() {
			if f.holds(x) {
				in = append(in, f.name)
			}
		}
		want := "parts, whole own"
		if x.kind == "" {
			want = "parts, whole " + trainSets[x.source]
		}
		if got := strings.Join(in, ", "); got != want {
			t.Errorf("%+v is in %s, want %s", *x, got, want)
		}
	}
	if got := fmt.Sprint(b.train[0].fold, b.train[2].fold, b.train[3].fold, b.train[9].fold); got != "0 0 1 3" {
		t.Errorf("quarters of ten sentences: %s", got)
	}
}

// The table has a row for each source and kind of text, and one of all that was written
// for nass; text without names is judged by false ones.
func TestCrossTable(t *testing.T) {
	own := fstest.MapFS{
		"data/local.txt": {Data: []byte("افتتح [PER رامي] سوق [LOC صور] القديم.\nزار [PER رامي] مدينة [LOC صور] أمس.\n")},
		"data/none.txt":  {Data: []byte("لا اسم في هذا السطر.\n")},
	}
	work := t.TempDir()
	c := config{data: smallData(t), work: work, own: own}
	for _, s := range steps {
		if s.name == "silver" {
			break
		}
		if err := s.run(c); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
	}
	b, _, err := openBench(c)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := b.cross(c, &out); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		"parts: anercorp 1200 360 100.0 100.0 100.0", "parts: aqmar 1200 360 100.0", "parts: local 12 4", "parts: all own 18 4", "parts: none 6 0 0.0 false in 1,000",
		"whole anercorp: anercorp 1200 360 ", "whole own: local 12 4", "whole own: none 6 0 ",
	} {
		if !slices.ContainsFunc(strings.Split(out.String(), "\n"), func(line string) bool {
			return strings.HasPrefix(strings.Join(strings.Fields(line), " "), row)
		}) {
			t.Errorf("no row %q in\n%s", row, out.String())
		}
	}
}
