package document

import (
	"slices"
	"testing"
)

// TestRemarks: comments are found where they are, and nothing else is.
func TestRemarks(t *testing.T) {
	for _, x := range []struct {
		format *Format
		page   string
		want   []string // the whole comment, and what it says
	}{
		{YAML, "# one \na: نص # two\nb: 'it''s # no' # three\nc: \"# no\n  # no\" # four\n", []string{"# one ", "one", "# two", "two", "# three", "three", "# four", "four"}},
		{YAML, "a: | # one\n  # no\n\n  نص # no\nb: [نص, '#', \"#\", # two\n  x#y, &a 'z # no']\n", []string{"# one", "one", "# two", "two"}},
		{YAML, "- - a: >\n      # no\n    b: نص # one\n  - |\n   # no\n- \"k\": |\n    # no\n  # two\n  c: x\n", []string{"# one", "one", "# two", "two"}},
		{YAML, "a: نص \" # one\nb: don't # two\n", []string{"# one", "one", "# two", "two"}},
		{Markdown, "نص <!-- one -->\n\n<!--\ntwo\n-->\n\n<div>\n<!--three--> <!-- four -->\n</div>\n\n`<!-- no -->` {/* five */}\n", []string{
			"<!-- one -->", "one", "<!--\ntwo\n-->", "two", "<!--three-->", "three", "<!-- four -->", "four", "{/* five */}", "five"}},
		{HTML, "<p>نص</p><!-- one --><!----><!-- two --!><? no ?><! no>", []string{"<!-- one -->", "one", "<!---->", ""}},
		{PO, "#  one\n#, no\n#. two\n#\nmsgid \"a\"\nmsgstr \"نص\"\n#~ no", []string{"#  one", "one", "#. two", "two", "#", ""}},
		{WebVTT, "WEBVTT\n\n NOTE one\n\nNOTE\ntwo\n\n00:01.000 --> 00:02.000\nنص\n\nNOTE three", []string{"NOTE one\n", "one", "NOTE\ntwo\n", "two", "NOTE three", "three"}},
		{RST, ".. one\n.. two\n   or more\n\n.. _no: x\n.. |no| replace:: no\n.. no::\n\n..\n   none\n\n::\n\n  .. no\n", []string{".. one", "one", ".. two\n   or more", "two\n   or more"}},
		{AsciiDoc, "// one\n= نص\n// two\n\nنص\n//three\nنص // no\n\n----\n// no\n----\n\n////\nfour\n////\n\n|===\n// five\n|نص\n|===\n", []string{"// one", "one", "// two", "two", "//three", "three", "////\nfour\n////", "four", "// five", "five"}},
		{LaTeX, "% one\n\\title{a % two\n}\n\\begin{document}\nنص \\% no % three\n\\begin{verbatim}\n% no\n\\end{verbatim}\n\\end{document}\n", []string{"% one", "one", "% two", "two", "% three", "three"}},
	} {
		b, err := x.format.Read([]byte(x.page))
		if err != nil {
			t.Errorf("%s: %v", x.format.Name, err)
			continue
		}
		var got []string
		for _, r := range b.Remarks {
			got = append(got, string(r.Raw.Text(b.Data)), string(r.Text.Text(b.Data)))
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q has the comments\n%q, want\n%q", x.format.Name, x.page, got, x.want)
		}
	}
}
