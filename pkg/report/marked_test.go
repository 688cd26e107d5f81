package report

import (
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

func TestMarked(t *testing.T) {
	text := "قال [علي|\\ <b>\r\n \nعاد\x00 من دبي\u202e\xff\n"
	mark := func(word, label string) Marked {
		at := strings.Index(text, word)
		return Marked{span.Span{Start: at, End: at + len(word)}, label, 0.5}
	}
	marked := []Marked{mark("علي", "PER"), mark("دبي", "LOC")}
	if got, want := string(AppendInline(nil, []byte(text), marked)), "قال \\[[علي|PER]\\|\\\\ <b>\r\n \nعاد\x00 من [دبي|LOC]\u202e\xff\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	const want = `<p dir="auto">قال [<mark class="PER" title="PER 0.50">علي<small>PER</small></mark>|\ &#60;b&#62;</p>` + "\n" +
		"<p dir=\"auto\">عاد\uFFFD من <mark class=\"LOC\" title=\"LOC 0.50\">دبي<small>LOC</small></mark>\uFFFD</p>\n"
	if got := string(AppendHTML(nil, []byte(text), marked)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestContext(t *testing.T) {
	const text = "سطر\nقال  علي أمس في دبي إنه عاد\r\nآخر"
	at := strings.Index(text, "في")
	for n, want := range map[int]string{0: "[] []", 1: "[أمس ] [ دبي]", 2: "[علي أمس ] [ دبي إنه]", 9: "[قال  علي أمس ] [ دبي إنه عاد]"} {
		before, after := Context([]byte(text), span.Span{Start: at, End: at + len("في")}, n)
		if got := "[" + string(before) + "] [" + string(after) + "]"; got != want {
			t.Errorf("%d words: %q, want %q", n, got, want)
		}
	}
}
