package document

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"golang.org/x/net/html"
)

func TestHTML(t *testing.T) {
	for _, x := range []pageTest{
		{"<p>قال <b>أحمد</b> ، و <em>نعم</em></p>", "paragraph : قال أحمد ، و نعم\n", "<p>قال <b>أحمد</b>، و<em>نعم</em></p>"},
		{"<p>\r\n  سطر ،\r\n  و  ثان \r\n</p>", "paragraph : سطر ،\r⏎و  ثان\n", "<p>\r\n  سطر،\r\n  و ثان \r\n</p>"},
		{"<h2 id=\"م ،\">عنوان ،</h2><ul><li>بند ،<li>و آخر</ul><td>خلية ،</td><button>زر ،</button>",
			"heading : عنوان ،\nitem : بند ،\nitem : و آخر\ncell : خلية ،\nlabel : زر ،\n",
			"<h2 id=\"م ،\">عنوان،</h2><ul><li>بند،<li>وآخر</ul><td>خلية،</td><button>زر،</button>"},
		{"<pre>قال ،</pre><script>\"و  \"</script><style>و ،</style><textarea>و ،</textarea><math>و ،</math><svg><title>و ،</title></svg><kbd>و ،</kbd>", "", ""},
		{"<p>قال ، <code>س ، <b>ص</b></code> ، <var>و </var></p>", "paragraph : قال ، ￼ ، ￼\n", "<p>قال، <code>س ، <b>ص</b></code>، <var>و </var></p>"},
		{"<p>قال ＆ ‹ &lt;b&gt; ، &quot;&nbsp;و ” &copy ، &amp;lt; ؛</p>", "paragraph : قال ＆ ‹ ￼ ، \"￼و ” ￼ ، ￼ ؛\n", "<p>قال &amp; &lt; &lt;b&gt;، &quot;&nbsp;و\" &copy، &amp;lt; ؛</p>"},
		{"<p>&#1608; &#x642;&#x627;&#x644; &#1548; &rlm;</p>", "paragraph : و قال ، ￼\n", "<p>&#x648;&#x642;&#x627;&#x644;&#x60C; &rlm;</p>"},
		{"<img alt=\"صورة ، ” ＇\" src=\"و ، .png\"><a title='و  ” ＇' href=\"و ،\">قال ،</a><p title=و،>و قال</p>",
			"attribute alt: صورة ، ” ＇\nattribute title: و  ” ＇\nparagraph : قال ،\nparagraph : و قال\n",
			"<img alt=\"صورة، &quot; &#39;\" src=\"و ، .png\"><a title='و &quot; &#39;' href=\"و ،\">قال،</a><p title=و،>وقال</p>"},
		{"<p>قال <img alt=\"صورة ،\"> ، نعم <img alt=x> ، <br> و لا</p>", "paragraph : قال\nattribute alt: صورة ،\nparagraph : ، نعم ￼ ،\nparagraph : و لا\n",
			"<p>قال <img alt=\"صورة،\"> ، نعم <img alt=x>، <br> ولا</p>"},
		{"<p translate=no>قال ،<p>x</p></p><p>قال <span lang=fa>گفت ، </span> ،</p><div lang=\"ar-EG\">قال ،</div>", "paragraph : قال ￼ ،\nparagraph : قال ،\n",
			"<p translate=no>قال ،<p>x</p></p><p>قال <span lang=fa>گفت ، </span>،</p><div lang=\"ar-EG\">قال،</div>"},
		{"<html lang=en><p>قال ،</p></html>", "paragraph : قال ،\n", "<html lang=en><p>قال،</p></html>"},
		{"<html lang=fa><p>گفت ، قال</p></html>", "", ""},
		{"<p>قال {{ \"و \" | f }} ، {% if و  %} ، {name} ،</p>", "paragraph : قال ￼ ، ￼ ، ￼ ،\n", "<p>قال {{ \"و \" | f }}، {% if و  %}، {name}،</p>"},
		{"<p>قال {{ '<b>و </b>' }} ،</p><p>و قال</p>", "paragraph : و قال\n", "<p>قال {{ '<b>و </b>' }} ،</p><p>وقال</p>"},
		{"<div {% if x > 1 %}a{% endif %}>قال ،</div>", "", ""},
		{"<p>قال<!-- و ، --> ، <wbr>نعم</p>", "paragraph : قال ، نعم\n", "<p>قال<!-- و ، -->، <wbr>نعم</p>"},
		{"<p>استعمل لـ<b>النص</b> وكـ<b>ـتـ</b>ـاب  طويـل</p>", "paragraph : استعمل لـالنص وكــتــاب  طويـل\n", "<p>استعمل لـ<b>النص</b> وكـ<b>ـتـ</b>ـاب طويل</p>"},
		{"<title>قال ، &amp; <b></title>", "heading : قال ، & ￼\n", "<title>قال، &amp; <b></title>"},
	} {
		x.run(t, HTML)
	}
}

func TestVue(t *testing.T) {
	for _, x := range []pageTest{
		{"<script>\nconst a = 'و ، '\n</script>\n<template>\n<p :title=\"'و ، '\" title=\"و ،\">قال {{ a ? 'و ' : b }} ،</p>\n<textarea placeholder=\"و  هنا\" /><p>قال ،</p></template>\n<i18n>و ، <p>و ،</p></i18n><style>و ، </style>",
			"attribute title: و ،\nparagraph : قال ￼ ،\nattribute placeholder: و  هنا\nparagraph : قال ،\n",
			"<script>\nconst a = 'و ، '\n</script>\n<template>\n<p :title=\"'و ، '\" title=\"و،\">قال {{ a ? 'و ' : b }}،</p>\n<textarea placeholder=\"و هنا\" /><p>قال،</p></template>\n<i18n>و ، <p>و ،</p></i18n><style>و ، </style>"},
		{"<template><template #x translate=no>قال ،</template><template #y>قال ،</template></template><docs>قال ،</docs>", "paragraph : قال ،\n",
			"<template><template #x translate=no>قال ،</template><template #y>قال،</template></template><docs>قال ،</docs>"},
		{"<template lang=\"pug\">\np قال ،\n</template>", "", ""},
	} {
		x.run(t, Vue)
	}
}

func TestBrokenHTML(t *testing.T) {
	for src, want := range map[string]string{
		"<p>قال ،\n<a href=\"":      "line 2: not HTML: a tag has no end",
		"<p>\n<?php echo 1 ?>":      "line 2: not HTML: code between tags: <?php",
		"<p>قال ،</p>\n<p>{{ a</p>": "line 2: not HTML: {{ has no end",
	} {
		if _, err := HTML.Read([]byte(src)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
	for _, src := range brokenFiles(t, "broken.html", "broken_php.html") {
		if _, err := HTML.Read([]byte(src)); err == nil {
			t.Error("no error")
		}
	}
	for _, src := range brokenFiles(t, "broken.vue") {
		if _, err := Vue.Read([]byte(src)); err == nil {
			t.Error("no error")
		}
	}
}

// What html.Parse reads is the same, but for texts.
func TestHTMLStructure(t *testing.T) {
	n, broken := 0, 0
	for _, format := range []*Format{HTML, Vue} {
		for _, src := range files(t, format) {
			out, texts, err := rewrite(format, []byte(src), &Options{}, corpus.StreamOptions{})
			if err != nil {
				broken++
				continue
			}
			n += len(texts)
			closed := strings.NewReplacer(` />`, ` ></textarea>`, "<Title/>", "") // as Vue reads it
			if format == HTML {
				closed = strings.NewReplacer()
			}
			if before, after := htmlTree(t, closed.Replace(src)), htmlTree(t, closed.Replace(string(out))); before != after {
				t.Errorf("%s\nbecame\n%s", before, after)
			}
		}
	}
	if n < 39 || broken != 3 {
		t.Errorf("%d texts, %d broken", n, broken)
	}
}

// htmlTree returns a page without its texts, but with what is no prose.
func htmlTree(t *testing.T, src string) string {
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(n *html.Node, code bool)
	walk = func(n *html.Node, code bool) {
		kind := kindOf(n.Data)
		code = code || n.Type == html.ElementNode && (kind == objectTag || kind == preTag)
		for i := range n.Attr {
			if a := &n.Attr[i]; isProseAttribute(a.Key) {
				a.Val = "prose"
			} else if a.Key == "translate" || a.Key == "lang" && a.Val != "ar" {
				code = true
			}
		}
		if n.Type == html.TextNode && !code {
			n.Data = strings.Repeat("\n", strings.Count(n.Data, "\n"))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, code)
		}
	}
	walk(root, false)
	if err := html.Render(&out, root); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Attributes are where the tokenizer finds them.
func FuzzAttributes(f *testing.F) {
	for _, s := range []string{
		`<p a b=1 c="2" d='3' e = "4" f>`, `<p/a/b=/c ="x"/>`, `<p =a ==b a=b=c>`, `<p a="1"b='2'c>`, `<p a= >`, `<p a=>`, "<p\na\t=\r\n'x>y'\f>", `<P A=1 a=2>`, `<p a=/>`, `<p a="x"/>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		z := html.NewTokenizer(bytes.NewReader(src))
		for at := 0; z.Next() != html.ErrorToken; {
			start, end := at, at+len(z.Raw())
			at = end
			token := z.Token()
			if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken || bytes.ContainsAny(src[start:end], "&\r\x00") {
				continue
			}
			var got []attribute
			for _, a := range attributes(src, start+1+len(token.Data), end) {
				if !strings.Contains(" "+strings.Join(names(got), " ")+" ", " "+a.name+" ") {
					got = append(got, a)
				}
			}
			if len(got) != len(token.Attr) {
				t.Fatalf("%q: %v, want %v", src, got, token.Attr)
			}
			for i, a := range got {
				if value := string(src[a.start:a.end]); a.name != token.Attr[i].Key || value != token.Attr[i].Val {
					t.Fatalf("%q: %q %q, want %v", src, a.name, value, token.Attr[i])
				}
			}
		}
	})
}

func names(all []attribute) (out []string) {
	for _, a := range all {
		out = append(out, a.name)
	}
	return out
}
