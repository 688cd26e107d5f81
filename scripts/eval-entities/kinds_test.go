package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folder writes files into a new folder and returns its name.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestScoreKinds(t *testing.T) {
	dir := folder(t, map[string]string{
		"news.txt": "وصل [PER محمد صلاح] إلى [LOC القاهرة] اليوم.\n" +
			"قال [PER فلاديمير بوتين] في [LOC موسكو] إن [ORG الأمم المتحدة] تأخرت.\n" +
			"غادر الوفد [LOC باريس].\n",
		"recipes.txt": "ضع الماء في القدر.\nأضف الملح ثم حرك الخليط.\n",
		"train.conll": "زار\tO\nالقاهرة\tB-LOC\n\nقال\tO\nأحمد\tB-PER\nصلاح\tI-PER\n",
	})
	for _, c := range []struct {
		half string
		rows []string // the first fields of rows of the table
	}{
		{"odd", []string{"news 3 3 100.0", "PER 1 1 100.0", "LOC 2 2 100.0", "ORG 0 0 0.0", "all 3 3 100.0", "recipes 4 0 0.0", "the name 1 1", "some word 1 1", "no word 1 1"}},
		{"even", []string{"news 3 3 100.0", "PER 1 1", "LOC 1 1", "ORG 1 1", "recipes 5 0 0.0", "no word 3 3"}},
		{"all", []string{"news 6 6", "recipes 9 0 0.0", "some word 1 1", "no word 4 4"}},
	} {
		var out strings.Builder
		if err := scoreKinds(&out, dir, options{half: c.half, train: []string{filepath.Join(dir, "train.conll")}}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(out.String()) {
			got = append(got, strings.Join(strings.Fields(line), " ")+" ")
		}
		for _, row := range c.rows {
			if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, row+" ") }) {
				t.Errorf("--half %s: no row %q in\n%s", c.half, row, out.String())
			}
		}
	}
}

// A miss is printed with its kind of text and the words around it, and names in
// text without names are counted by words.
func TestScoreKindsMisses(t *testing.T) {
	dir := folder(t, map[string]string{
		"news.txt": "عاد [LOC كشك الصيادين] إلى [LOC القاهرة].\n",
		"free.txt": "لا شيء هنا في القاهرة غير الماء وقليل من الملح والخبز\n",
	})
	var out strings.Builder
	if err := scoreKinds(&out, dir, options{half: "odd", misses: 20}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"missed LOC: 1\n  news: عاد [كشك الصيادين] إلى القاهرة.\n", "invented LOC: 1\n  free: شيء هنا في [القاهرة] غير الماء وقليل\n", "\nfree               11      1   90.9\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestScoreKindsErrors(t *testing.T) {
	whole := map[string]string{"a.txt": "عاد [PER سالم].\n"}
	for name, c := range map[string]struct {
		files      map[string]string
		half, want string
		train      []string
	}{
		"half":     {whole, "first", "--half must be odd, even or all, got first", nil},
		"train":    {whole, "odd", "none.conll", []string{"none.conll"}},
		"training": {whole, "odd", "has no file KIND.txt", []string{t.TempDir()}},
		"broken":   {map[string]string{"a.txt": "عاد.\nعاد [PER سالم.\n"}, "odd", "a.txt:2: conll: bracket is not closed", nil},
		"empty":    {nil, "odd", "has no file KIND.txt", nil},
	} {
		err := scoreKinds(&strings.Builder{}, folder(t, c.files), options{half: c.half, train: c.train})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
