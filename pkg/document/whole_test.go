package document

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

func TestWholeDocuments(t *testing.T) {
	const jsonl = "{\"text\":\"نص أول\"}\n{\"text\":\"نص \\\"ثان\\\"\"}\n"
	for _, c := range []struct {
		format *Format
		src    string
		want   []string
	}{
		{Plain, "سطر\n\nسطر آخر\n", []string{"سطر\n\nسطر آخر\n"}},
		{Plain, "", []string{""}},
		{Markdown, "# عنوان\n\nفقرة **مهمة**.\n", []string{"عنوان\nفقرة مهمة."}},
		{JSONLines, jsonl, []string{"نص أول", "نص \"ثان\""}},
		{CSV, "id,text\n1,نص\n2,\"نص، آخر\"\n", []string{"نص", "نص، آخر"}},
	} {
		for _, how := range []corpus.StreamOptions{{Workers: 1}, {Workers: 3, BlockSize: 8}} {
			got, err := collect(func(worker func() corpus.Worker[string], emit func([]byte, string) error) error {
				return Whole(&File{Format: c.format, Reader: strings.NewReader(c.src), Stream: how}, worker, emit)
			})
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s of %q: %q, %v", c.format.Name, c.src, got, err)
			}
		}
	}
	got, err := collect(func(worker func() corpus.Worker[string], emit func([]byte, string) error) error {
		return Lines(&File{Format: Plain, Reader: strings.NewReader("سطر\n \nآخر"), Stream: corpus.StreamOptions{Workers: 2, BlockSize: 4}}, worker, emit)
	})
	if err != nil || !slices.Equal(got, []string{"سطر", "آخر"}) {
		t.Errorf("lines: %q, %v", got, err)
	}
	_, err = collect(func(worker func() corpus.Worker[string], emit func([]byte, string) error) error {
		return Whole(&File{Format: Plain, Reader: strings.NewReader("نص طويل"), Options: Options{MaxPage: 5}}, worker, emit)
	})
	if !errors.As(err, new(*PageError)) {
		t.Errorf("a long file: %v", err)
	}
}

// collect returns the documents that read works on.
func collect(read func(worker func() corpus.Worker[string], emit func([]byte, string) error) error) (all []string, err error) {
	err = read(func() corpus.Worker[string] {
		return func(dst, text []byte, _ span.Place) ([]byte, string) { return dst, string(text) }
	}, func(_ []byte, text string) error {
		all = append(all, text)
		return nil
	})
	return all, err
}
