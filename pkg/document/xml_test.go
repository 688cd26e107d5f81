package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/span"
)

// listTexts returns what texts a page holds, one a line: role, key, view.
func listTexts(t *testing.T, f *Format, src string) string {
	t.Helper()
	b, err := f.Read([]byte(src))
	if err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	var out strings.Builder
	for i := range b.Texts {
		x := &b.Texts[i]
		fmt.Fprintf(&out, "%s %s: %s\n", x.Role, x.Key, strings.ReplaceAll(string(x.Bytes), "\n", "⏎"))
		if x.Fixed {
			out.WriteString("(fixed)\n")
		}
	}
	return out.String()
}

// mendPage returns the page after mend.
func mendPage(t *testing.T, f *Format, src string) string {
	t.Helper()
	b, err := f.Read([]byte(src))
	if err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	edits, left := b.Edits(nil, mend)
	if len(left) > 0 {
		t.Errorf("%q: left %v", src, left)
	}
	return string(span.Apply(nil, []byte(src), edits))
}

// A pageTest says what a page holds and what it becomes.
type pageTest struct{ src, texts, want string }

func (x pageTest) run(t *testing.T, f *Format) {
	t.Helper()
	if got := listTexts(t, f, x.src); got != x.texts {
		t.Errorf("%s\nholds\n%swant\n%s", x.src, got, x.texts)
	}
	want := x.want
	if want == "" {
		want = x.src
	}
	if got := mendPage(t, f, x.src); got != want {
		t.Errorf("%s\nbecame\n%s\nwant\n%s", x.src, got, want)
	}
}

func android(s string) string { return "<resources>" + s + "</resources>" }

func resx(s string) string {
	return "<root><resheader name=\"resmimetype\"><value>text/microsoft-resx</value></resheader>" + s + "</root>"
}

func qt(s string) string {
	return `<TS language="ar"><context><message><source>Src</source>` + s + "</message></context></TS>"
}

func TestXML(t *testing.T) {
	for _, x := range []pageTest{
		{android(`<string name="a">و قال ،</string>`), "label a: و قال ،\n", android(`<string name="a">وقال،</string>`)},
		{android(`<string name="a" translatable="false">و قال ،</string><string name="b">@string/c</string>`), "", ""},
		{android(`<string name="a">قال ” ، \'و ＇ ؟\n\u200f＼</string>`), "label a: قال ” ، 'و ＇ ؟⏎￼＼\n", android(`<string name="a">قال \"، \'و\' ؟\n\u200f\\</string>`)},
		{android(`<string name="a">\u0648 \u0642\u0627\u0644 \u060c \u0671</string>`), "label a: و قال ، ٱ\n", android(`<string name="a">\u0648\u0642\u0627\u0644\u060c \u0627</string>`)},
		{android(`<string name="a">قال ＆ ‹ ،</string>`), "label a: قال ＆ ‹ ،\n", android(`<string name="a">قال &amp; &lt;،</string>`)},
		{android(`<string name="a">هذا <b>غامق</b> ، و <i>مائل</i> ، <br/>س</string>`), "label a: هذا غامق ، و مائل ، ￼س\n", android(`<string name="a">هذا <b>غامق</b>، و<i>مائل</i>، <br/>س</string>`)},
		{android(`<string name="a">يا <xliff:g id="x">%s ، م</xliff:g> ، نعم</string>`), "label a: يا ￼ ، نعم\n", android(`<string name="a">يا <xliff:g id="x">%s ، م</xliff:g>، نعم</string>`)},
		{android(`<string name="a">قبل ، <![CDATA[<b>في</b> ، ＆ &nbsp;و ]]></string>`), "label a: قبل ،\nlabel a: ￼في￼ ، ＆ ￼و\n", android(`<string name="a">قبل، <![CDATA[<b>في</b>، & &nbsp;و ]]></string>`)},
		{android(`<plurals name="a"><item quantity="two">و قال</item></plurals><string-array name="b"><item>x</item><item>و قال</item></string-array>`), "label a.two: و قال\nlabel b.1: و قال\n",
			android(`<plurals name="a"><item quantity="two">وقال</item></plurals><string-array name="b"><item>x</item><item>وقال</item></string-array>`)},
		{android("<string name=\"a\">\r\n    سطر ،  \r\n\r\n    و ثان \r\n</string>"), "label a: سطر ،\r⏎و ثان\n", android("<string name=\"a\">\r\n    سطر،  \r\n\r\n    وثان \r\n</string>")},
		{android(`<string name="a">بقي %1$d%% ، و %s</string>`), "label a: بقي ￼￼ ، و ￼\n", android(`<string name="a">بقي %1$d%%، و%s</string>`)},
		{android(`<string name="a">"  قال ، "</string>`), "label a: قال ،\n", android(`<string name="a">"  قال، "</string>`)},
		{"<!DOCTYPE resources [<!ENTITY x \"و ، \">]>" + android(`<string name="a">هذا &x; ، نعم</string>`), "label a: هذا ￼ ، نعم\n", "<!DOCTYPE resources [<!ENTITY x \"و ، \">]>" + android(`<string name="a">هذا &x;، نعم</string>`)},
		{android(`<string name="a">هذا<!-- و ، --> ، نعم</string><!-- و ، -->`), "label a: هذا ، نعم\n", android(`<string name="a">هذا<!-- و ، -->، نعم</string><!-- و ، -->`)},
		{`<resources xmlns:tools="t" tools:locale="fa"><string name="a">و قال ،</string></resources>`, "", ""},
		{resx(`<data name="a"><value>قال ، {0}  &quot;و</value><comment>قال ،</comment></data>`), "label a: قال ، ￼  \"و\n", resx(`<data name="a"><value>قال، {0} &quot;و</value><comment>قال ،</comment></data>`)},
		{resx(`<data name="&gt;&gt;a"><value>قال ،</value></data><data name="b" type="T"><value>قال ،</value></data><metadata name="c"><value>قال ،</value></metadata>`), "", ""},
		{resx(`<data name="a"><value>&#1608; &#x60C;</value></data>`), "label a: و ،\n", resx(`<data name="a"><value>&#x648;&#x60C;</value></data>`)},
		{`<root><data name="a"><value>قال ،</value></data></root>`, "", ""},
		{qt(`<translation>&amp;ملف ، م&amp;جلد &amp;&amp; ، و &amp;nbsp;%1</translation>`), "label Src: ملف ، مجلد && ، و ￼￼\n", qt(`<translation>&amp;ملف، م&amp;جلد &amp;&amp;، و&amp;nbsp;%1</translation>`)},
		{qt("<translation>\n <numerusform>قال ،</numerusform>\n <numerusform>%n ،  و</numerusform></translation>"), "label Src: قال ،\nlabel Src: ￼ ،  و\n", qt("<translation>\n <numerusform>قال،</numerusform>\n <numerusform>%n، و</numerusform></translation>")},
		{qt(`<translation type="vanished">قال ،</translation>`), "", ""},
		{qt(`<comment>قال ،</comment><translation type="unfinished">&lt;b&gt;قال ، &lt;/b&gt;</translation>`), "label Src: ￼قال ، ￼\n", qt(`<comment>قال ،</comment><translation type="unfinished">&lt;b&gt;قال، &lt;/b&gt;</translation>`)},
		{qt(`<translation>&lt;code&gt;س ، ص&lt;/code&gt;</translation>`), "", ""},
		{`<xliff><file target-language="ar"><trans-unit id="u"><source>قال ،</source><target>قال <g id="1">م</g> ، <mrk mtype="protected">م ، </mrk></target><note>قال ،</note><alt-trans><target>قال ،</target></alt-trans></trans-unit></file></xliff>`,
			"label u: قال م ، ￼\n",
			`<xliff><file target-language="ar"><trans-unit id="u"><source>قال ،</source><target>قال <g id="1">م</g>، <mrk mtype="protected">م ، </mrk></target><note>قال ،</note><alt-trans><target>قال ،</target></alt-trans></trans-unit></file></xliff>`},
		{`<xliff><file target-language="en-GB"><trans-unit id="u"><target>قال ،</target></trans-unit></file></xliff>`, "", ""},
		{`<TEI><p>قال ، &mdash;</p></TEI>`, "", ""},
		{`<rss><channel><title>قال ،</title><link>قال ،</link></channel></rss>`, "heading : قال ،\n", `<rss><channel><title>قال،</title><link>قال ،</link></channel></rss>`},
	} {
		x.run(t, XML)
	}
}

func TestBrokenXML(t *testing.T) {
	for src, want := range map[string]string{
		"":                               "line 1: not XML: there is no element",
		"{}":                             "line 1: not XML: there is no element",
		android("<string name='a'>x\n"):  "line 2: not XML: </resources> ends <string>",
		android("\n</string>"):           "line 2: not XML: </string> ends <resources>",
		"<resources>\n<string>":          "line 2: not XML: <string> has no end",
		android("") + "\n<a/>":           "line 2: not XML: an element follows the root",
		android("<string>&x;</string>"):  "line 1: not XML: invalid character entity &x;",
		android("<string>&</string>"):    "line 1: not XML: invalid character entity & (no semicolon)",
		android("<string>\xff</string>"): "line 1: not XML: invalid UTF-8",
	} {
		if _, err := XML.Read([]byte(src)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
	for _, src := range brokenFiles(t, "broken_strings.xml") {
		if _, err := XML.Read([]byte(src)); err == nil {
			t.Error("no error")
		}
	}
}

// brokenFiles are files of testdata that are not what their name says.
func brokenFiles(t *testing.T, names ...string) (all []string) {
	t.Helper()
	for _, name := range names {
		data, err := os.ReadFile("../../testdata/documents/" + name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	return all
}

func TestDetect(t *testing.T) {
	const qt = "<?xml version=\"1.0\"?>\n<!DOCTYPE TS>"
	for _, x := range []struct {
		name, head string
		want       *Format
	}{
		{"app_ar.ts", qt, XML}, {"APP_AR.TS.gz", "\uFEFF\n<TS version", XML},
		{"ar.ts", "export default { a: '\u0648' }", nil}, {"ar.ts", "", nil},
		{"strings.xml", "", XML}, {"notes", qt, Plain}, {"x.unknown", qt, nil},
	} {
		if got := detect(x.name, []byte(x.head)); got != x.want {
			t.Errorf("%s %q: %v", x.name, x.head, got)
		}
	}
}

// Only characters between tags change, and all files of testdata that are not
// broken can be read.
func TestXMLStructure(t *testing.T) {
	n := 0
	for _, src := range files(t, XML) {
		out, texts, err := rewrite(XML, []byte(src), &Options{}, corpus.StreamOptions{})
		if err != nil {
			var page *PageError
			if !errors.As(err, &page) || !strings.Contains(src, "بلا نهاية") {
				t.Error(err)
			}
			continue
		}
		n += len(texts)
		if before, after := xmlTags(t, src), xmlTags(t, string(out)); before != after {
			t.Errorf("%s\nbecame\n%s", before, after)
		}
	}
	if n < 29 {
		t.Errorf("%d texts", n)
	}
}

// xmlTags returns the tags, the attributes and the comments of a page, and what
// encoding/xml reads of elements that are never edited.
func xmlTags(t *testing.T, src string) string {
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(src, "\uFEFF")))
	d.Entity = map[string]string{"app": "app", "mdash": "-"}
	var out strings.Builder
	var stack []string
	for {
		token, err := d.Token()
		if token == nil {
			return out.String()
		} else if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.CharData:
			switch strings.Join(stack[max(0, len(stack)-1):], "") {
			case "source", "comment", "note", "location", "link", "guid", "p":
				fmt.Fprintf(&out, "%q\n", x)
			default:
				fmt.Fprintln(&out, bytes.Count(x, []byte("\n")))
			}
		case xml.StartElement:
			stack = append(stack, x.Name.Local)
			fmt.Fprintln(&out, x)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		default:
			fmt.Fprintf(&out, "%T %s\n", x, x)
		}
	}
}
