package document

import (
	"slices"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestRawRecords(t *testing.T) {
	for _, c := range []struct {
		format *Format
		fields []string
		src    string
		want   []string // the first is the head
	}{
		{JSONLines, nil, "{\"a\":1}\n\n{bad\n{}", []string{"", "{\"a\":1}\n", "{bad\n", "{}"}},
		{Plain, nil, "سطر\r\n \nآخر\n", []string{"", "سطر\r\n", "آخر\n"}},
		{CSV, nil, "\ufeffid;text\n1;\"سطر\nآخر\"\n2;قال \"نعم\"\n", []string{"\ufeffid;text\n", "1;\"سطر\nآخر\"\n", "2;قال \"نعم\"\n"}},
		{TSV, []string{"2"}, "1\tنص\n2\tنص\n", []string{"", "1\tنص\n", "2\tنص\n"}},
		{CSV, nil, "", []string{""}},
	} {
		for _, size := range []int{0, 5, 17} {
			got := []string{""}
			err := Raw(&File{Format: c.format, Reader: strings.NewReader(c.src), Options: Options{Fields: c.fields}, Stream: corpus.StreamOptions{BlockSize: size}},
				func(raw []byte) error { got[0] = string(raw); return nil },
				func(raw []byte) error { got = append(got, string(raw)); return nil })
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s of %q in blocks of %d: %q, %v", c.format.Name, c.src, size, got, err)
			}
		}
	}
	for _, f := range []*Format{Parquet, Markdown} {
		if err := Raw(&File{Format: f, Reader: strings.NewReader("x")}, nil, nil); err == nil {
			t.Errorf("%s has records", f.Name)
		}
	}
}
