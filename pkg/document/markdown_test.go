package document

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/nass-ar/nass/pkg/corpus"
)

// A proseTest is a page, the texts in it, and the page after mend.
type proseTest struct {
	src   string
	texts string // "role key: view" each, with line ends as ↵
	after string // "": as it was
}

func testProse(t *testing.T, f *Format, tests []proseTest) {
	t.Helper()
	for _, x := range tests {
		page, err := f.Read([]byte(x.src))
		if err != nil {
			t.Errorf("%q: %v", x.src, err)
			continue
		}
		var got []string
		for i := range page.Texts {
			u := &page.Texts[i]
			s := u.Role.String()
			if u.Fixed {
				s = "fixed " + s
			}
			if u.Key != "" {
				s += " " + u.Key
			}
			view := strings.ReplaceAll(string(u.Bytes), Object, "@")
			got = append(got, s+": "+strings.ReplaceAll(view, "\n", "↵"))
		}
		if s := strings.Join(got, "\n"); s != x.texts {
			t.Errorf("%q: texts\n%s\nwant\n%s", x.src, s, x.texts)
		}
		out, _, err := rewrite(f, []byte(x.src), &Options{}, corpus.StreamOptions{Workers: 1})
		want := x.after
		if want == "" {
			want = x.src
		}
		if err != nil || string(out) != want {
			t.Errorf("%q: became %v\n%q, want\n%q", x.src, err, out, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	testProse(t, Markdown, []proseTest{
		// Markup that nobody sees.
		{"و **كلمة** ، و *أخرى*", "paragraph: و كلمة ، و أخرى", "و**كلمة**، و*أخرى*"},
		{"و ~~شطب~~ ثم __غليظ__ ،", "paragraph: و شطب ثم غليظ ،", "و~~شطب~~ ثم __غليظ__،"},
		{"و __غليظ__ ،", "paragraph: و غليظ ،", "و __غليظ__،"},
		{"انظر [الدليل ، هنا](/a_b \"عنوان ،\") و [المرجع][1] ، ثم [ثالث].\n\n[1]: /x \"وصف ،\"\n[ثالث]: /y\n", "paragraph: انظر الدليل ، هنا و المرجع ، ثم ثالث.", "انظر [الدليل، هنا](/a_b \"عنوان ،\") و[المرجع][1]، ثم [ثالث].\n\n[1]: /x \"وصف ،\"\n[ثالث]: /y\n"},
		{"و **\"قول\"**", "paragraph: و \"قول\"", ""}, // would be no emphasis any more
		{"سطر  \r\nو ثان ، \\\r\nوثالث ،", "paragraph: سطر↵و ثان ، ↵وثالث ،", "سطر  \r\nوثان، \\\r\nوثالث،"},
		{"نص <b>غليظ</b> ، و <kbd>و ،</kbd> و <br> و <!-- و ، --> و &amp; و&nbsp;\\* ،", "paragraph: نص غليظ ، و @ و @ و @ و & و@* ،", "نص <b>غليظ</b>، و<kbd>و ،</kbd> و<br> و<!-- و ، --> و&amp; و&nbsp;\\*،"},
		// What is no prose.
		{"نفّذ `و ،` و ``ب ` ،`` ، ثم", "paragraph: نفّذ @ و @ ، ثم", "نفّذ `و ،` و``ب ` ،``، ثم"},
		{"```\nو ،\n```\n\n    و ،\n\n<div>\nو ،\n</div>\n", "", ""},
		{"انظر [https://example.org/و](https://example.org/و) ، ثم", "paragraph: انظر @ ، ثم", "انظر [https://example.org/و](https://example.org/و)، ثم"},
		{"زر https://example.org/و_ ، أو <https://example.com> ، أو (www.example.net) ،", "paragraph: زر @_ ، أو @ ، أو (@) ،", "زر https://example.org/و_، أو<https://example.com>، أو(www.example.net)،"},
		{"قيمة $x_1 ، y$ و $$و ،$$ وسعره 5$، وذاك 10$ ،", "paragraph: قيمة @ و @ وسعره 5$، وذاك 10$ ،", "قيمة $x_1 ، y$ و$$و ،$$ وسعره 5$، وذاك 10$،"},
		{"$$\nو ،\n$$\n\n{/* و ،\n\nو ، */}\n", "", ""},
		{"{{< figure src=\"و ،\" >}} و {{ $t('و ،') }} و {% raw %} ، هنا {: .class}", "paragraph: @ و @ و @ ، هنا @", "{{< figure src=\"و ،\" >}} و{{ $t('و ،') }} و{% raw %}، هنا {: .class}"},
		{"import X from 'و ،'\nexport const m = {\n\n a: 'و ،' }\n\n<Note kind={`و ،`}>\n\nو <Tip x={'و ،'}>نص ،</Tip>\n\n</Note>\n", "paragraph: و @نص ،@", "import X from 'و ،'\nexport const m = {\n\n a: 'و ،' }\n\n<Note kind={`و ،`}>\n\nو<Tip x={'و ،'}>نص،</Tip>\n\n</Note>\n"},
		{"<Sandpack code={`\n\nو ،\n\n`} />\n\nو نص\n", "paragraph: و نص", "<Sandpack code={`\n\nو ،\n\n`} />\n\nونص\n"},
		{"صفحة [[ويكي ، هنا|و ،]] و نص[^حاشية] ،\n\n[^حاشية]: و شرح طويل\n", "paragraph: صفحة @ و نص@ ،\nparagraph: و شرح طويل", "صفحة [[ويكي ، هنا|و ،]] ونص[^حاشية]،\n\n[^حاشية]: وشرح طويل\n"},
		// Images.
		{"![صورة ، هنا](و.png \"و ،\")\n\nو ![صورة ، هنا](و.png) ، [![شارة](a)](b) ، ![](x) نص", "attribute alt: صورة ، هنا\nparagraph: و @صورة ، هنا@ ، @شارة@ ، @ نص", "![صورة، هنا](و.png \"و ،\")\n\nو![صورة، هنا](و.png)، [![شارة](a)](b)، ![](x) نص"},
		// Blocks.
		{"# عنوان ، هنا\n\n## آخر ، هنا {#id}\n\nثالث ،\n======\n\n### رابع ، {/*a-b*/}\n", "fixed heading: عنوان ، هنا\nheading: آخر ، هنا\nfixed heading: ثالث ،\nheading: رابع ،", "# عنوان ، هنا\n\n## آخر، هنا {#id}\n\nثالث ،\n======\n\n### رابع، {/*a-b*/}\n"},
		{"> [!NOTE]\n> و قال\n>  ، نعم\n\n::: tip نصيحة ،\nو نص\n:::\n\n!!! note \"و ،\"\n    و ،\n", "paragraph: و قال↵، نعم\nparagraph: و نص", "> [!NOTE]\n> وقال\n>  ، نعم\n\n::: tip نصيحة ،\nونص\n:::\n\n!!! note \"و ،\"\n    و ،\n"},
		{"- [ ] و بند\n- بند\n  تتمة ،\n\n  و فقرة\n  1. و رقم\n", "item: و بند\nitem: بند↵تتمة ،\nitem: و فقرة\nitem: و رقم", "- [ ] وبند\n- بند\n  تتمة،\n\n  وفقرة\n  1. ورقم\n"},
		{"| اسم ، | `و ،` |\n|---|:-:|\n| و قيمة \\| ￤ | [و](x) نص ،|\n", "cell: اسم ،\ncell: و قيمة | ￤\ncell: و نص ،", "| اسم، | `و ،` |\n|---|:-:|\n| وقيمة \\| ￤ | [و](x)نص،|\n"},
		// New text is escaped, or not written.
		{"علامة ＃ و ‹ و ＆amp; و ＼ و ｛", "paragraph: علامة ＃ و ‹ و ＆amp; و ＼ و ｛", "علامة # و\\< و\\&amp; و\\\\ و\\{"},
		{"نص\n＃ و عنوان\n", "paragraph: نص↵＃ و عنوان", "نص\n＃ وعنوان\n"},
		// Front matter.
		{"---\ntitle: و عنوان ، # و ،\ndescription: \"و ”وصف” ،\"\nsummary: 'و ＇ '' ،'\nslug: و ،\nnested:\n  title: و ،\n---\nو نص\n", "heading title: و عنوان ،\nparagraph description: و ”وصف” ،\nparagraph summary: و ＇ ' ،\nparagraph: و نص", "---\ntitle: وعنوان، # و ،\ndescription: \"و\\\"وصف\\\"،\"\nsummary: 'و'' ''،'\nslug: و ،\nnested:\n  title: و ،\n---\nونص\n"},
		{"\uFEFF+++\ntitle = \"و عنوان\"\ndescription = 'و ＇'\n[x]\ntitle = \"و \"\n+++\nو نص\n", "heading title: و عنوان\nparagraph: و نص", "\uFEFF+++\ntitle = \"وعنوان\"\ndescription = 'و ＇'\n[x]\ntitle = \"و \"\n+++\nونص\n"},
		{"---\ntitle: &a و ،\ndescription: >\n  و ،\nsummary: و ،\n  ، و\n---\n", "", ""},
		{"---\n# و ،\n\n**اسم:** و نص\n\n---\n", "fixed heading: و ،\nparagraph: اسم: و نص", "---\n# و ،\n\n**اسم:** ونص\n\n---\n"},
		{"---\n\nو نص\n\n---\n", "paragraph: و نص", "---\n\nونص\n\n---\n"},
	})
}

// TestMarkdownTables holds the tables found against those of goldmark's
// extension.
func TestMarkdownTables(t *testing.T) {
	for _, src := range []string{
		"| أ | ب |\n|---|:-:|\n| ج | د ، |\n| هـ |\n", "أ | ب\n-|-\nج \\| د | هـ | و\n", "نص قبل\nأ|ب\n--|--\nج|د\n", "| أ |\n|---|---|\n| ب |\n", "أ\n---\nب", "| أ |\n| - |\n", "> | أ |\r\n> |:--|\r\n> | `ب \\| ج` |\r\n",
		"|\n|-|\n", "| أ | |\n|-|-|\n||ب||\n", "أ|ب\n:|-\n", "أ|ب\n-:|:-\n\nج",
	} {
		var want, got []string
		gfm := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader([]byte(src)))
		list := func(out *[]string, kind ast.NodeKind) ast.Walker {
			return func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				if entering && n.Kind() == kind && n.Lines().Len() > 0 {
					s := n.Lines().At(0)
					*out = append(*out, string(s.Value([]byte(src))))
				}
				return ast.WalkContinue, nil
			}
		}
		_ = ast.Walk(gfm, list(&want, east.KindTableCell))
		_ = ast.Walk(markdownParser().Parse(text.NewReader([]byte(src))), list(&got, kindCell))
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("%q: cells %q, want %q", src, got, want)
		}
	}
}

// outline is what a parser that knows nothing of this package finds in a page
// beside words.
func outline(src []byte) string {
	if bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")) {
		src = src[3:]
	}
	if bytes.HasPrefix(src, []byte("---")) { // front matter
		if i := bytes.Index(src, []byte("\n---")); i > 0 {
			src = src[i+4:]
		}
	}
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(src))
	var b strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Kind() != ast.KindText {
				b.WriteString(")")
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			if n.HardLineBreak() {
				b.WriteString("break ")
			}
			return ast.WalkContinue, nil
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if text, ok := c.(*ast.Text); ok {
					fmt.Fprintf(&b, "%q", text.Value(src))
				}
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			fmt.Fprintf(&b, "%q", n.Lines().Value(src))
		case *ast.RawHTML:
			fmt.Fprintf(&b, "%q", n.Segments.Value(src))
		case *ast.Link:
			fmt.Fprintf(&b, "%q %q", n.Destination, n.Title)
		case *ast.Image:
			fmt.Fprintf(&b, "%q %q", n.Destination, n.Title)
		case *ast.AutoLink:
			fmt.Fprintf(&b, "%q", n.URL(src))
		case *ast.List:
			fmt.Fprintf(&b, "%c %d", n.Marker, n.Start)
		case *ast.Heading:
			id := n.Lines().Value(src)
			if i := bytes.LastIndexByte(id, '{'); i > 0 && bytes.HasSuffix(id, []byte("}")) {
				id = id[i:]
			}
			fmt.Fprintf(&b, "%d %s", n.Level, id)
		}
		fmt.Fprintf(&b, "(%s ", n.Kind())
		return ast.WalkContinue, nil
	})
	return b.String()
}

// TestMarkdownOutline holds that edits change nothing but words.
func TestMarkdownOutline(t *testing.T) {
	for _, src := range files(t, Markdown) {
		out, texts, err := rewrite(Markdown, []byte(src), &Options{}, corpus.StreamOptions{Workers: 1})
		if err != nil {
			continue
		}
		if len(texts) > 0 && string(out) == src {
			t.Errorf("%.40q: nothing is edited", src)
		}
		if a, b := outline([]byte(src)), outline(out); a != b {
			t.Errorf("%.40q: outline\n%s\nbecame\n%s", src, a, b)
		}
	}
}

func TestMarkdownBroken(t *testing.T) {
	src, err := os.ReadFile("../../testdata/documents/broken-deep.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Markdown.Read(append([]byte("نص\n"), src...)); err == nil || err.Error() != "line 2: not Markdown: blocks nested deeper than 100" {
		t.Error(err)
	}
	if _, err := Markdown.Read(src[len("> "):]); err != nil {
		t.Error(err)
	}
}
