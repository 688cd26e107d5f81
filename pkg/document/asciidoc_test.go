package document

import (
	"testing"

	"github.com/nass-ar/nass/pkg/span"
)

func TestAsciiDoc(t *testing.T) {
	testProse(t, AsciiDoc, []proseTest{
		// Markup that nobody sees.
		{"و *كلمة* ، و _أخرى_ ،", "paragraph: و كلمة ، و أخرى ،", "و *كلمة*، و _أخرى_،"}, // و*كلمة* would be no markup
		{"و **ك**لمة ، و #علامة# ، و [.x]#أخرى# ،", "paragraph: و كلمة ، و علامة ، و أخرى ،", "و**ك**لمة، و #علامة#، و [.x]#أخرى#،"},
		{"و\\*كلمة* ، و \\_نص_ ، و 2 * 3 * 4 ، و x_y_z ،", "paragraph: و*كلمة* ، و _نص_ ، و 2 * 3 * 4 ، و x_y_z ،", "و\\*كلمة*، و\\_نص_، و2 * 3 * 4، وx_y_z،"},
		{"قال \"`و نص ،`\" و '`آخر ،`' ،", "paragraph: قال “و نص ،” و ‘آخر ،’ ،", "قال \"`ونص،`\" و '`آخر،`'،"},
		{"سطر ، +\r\n  و ثان\r\n", "paragraph: سطر ،\r↵و ثان", "سطر، +\r\n  وثان\r\n"},
		{"انظر link:و,x.html[الدليل ، هنا] و https://x.y/و_،[آخر ،^] و <<و-،,ثالث ،>> و xref:a.adoc#و[رابع ،] ،", "paragraph: انظر الدليل ، هنا و آخر ، و ثالث ، و رابع ، ،", "انظر link:و,x.html[الدليل، هنا] و https://x.y/و_،[آخر،^] و<<و-،,ثالث،>> وxref:a.adoc#و[رابع،]،"},
		// What is no prose.
		{"نفّذ `و ،` و ``و ،``ب و +و ،+ و +++و ،+++ و pass:q[و ،] و stem:[و ، x] ، ثم", "paragraph: نفّذ @ و @ب و @ و @ و @ و @ ، ثم", "نفّذ `و ،` و``و ،``ب و +و ،+ و+++و ،+++ وpass:q[و ،] وstem:[و ، x]، ثم"},
		{"قال {و-x} ، و kbd:[و ،] ، و image:و.png[و ،] ، و ((و ،)) ، و [[و]] و <<و>> ، و &amp; و x@y.org ،", "paragraph: قال @ ، و @ ، و @ ، و @ ، و @ و @ ، و @ و @ ،", "قال {و-x}، وkbd:[و ،]، وimage:و.png[و ،]، و((و ،))، و[[و]] و<<و>>، و&amp; و x@y.org،"},
		{"زر https://example.org/و_ ، أو <https://example.com> ، أو (https://example.net) ،", "paragraph: زر @_ ، أو @ ، أو (@) ،", "زر https://example.org/و_، أو<https://example.com>، أو(https://example.net)،"},
		{"نص footnote:[و حاشية ، link:x[هنا ،]] ، ثم", "paragraph: نص @و حاشية ، هنا ،@ ، ثم", "نص footnote:[وحاشية، link:x[هنا،]]، ثم"},
		{"وhttps://example.org[نص] و {url-x}/و[دليل ، هنا] و{url-x} ،", "paragraph: وhttps://example.org[نص] و دليل ، هنا و{url-x} ،", "وhttps://example.org[نص] و {url-x}/و[دليل، هنا] و{url-x}،"},
		{"سطر ،\n// و تعليق ،\ninclude::و ،.adoc[]\nو ثان ،\n", "paragraph: سطر ،↵@↵و ثان ،", "سطر،\n// و تعليق ،\ninclude::و ،.adoc[]\nوثان،\n"},
		{"----\nو ،\n----\n\n....\nو ،\n....\n\n++++\nو ،\n++++\n\n////\nو ،\n////\n\n```و\nو ،\n```\n\n[source]\nو ،\n\n[mermaid]\n--\nو ،\n--\n\n و ،\n\n[subs=none]\nو ،\n\nو نص\n", "paragraph: و نص", "----\nو ،\n----\n\n....\nو ،\n....\n\n++++\nو ،\n++++\n\n////\nو ،\n////\n\n```و\nو ،\n```\n\n[source]\nو ،\n\n[mermaid]\n--\nو ،\n--\n\n و ،\n\n[subs=none]\nو ،\n\nونص\n"},
		{":و: و ، \\\nو ،\n\nifdef::و[و ،]\nvideo::و[و ،]\n\n> و ،\n\n\"و ،\n-- و ،\n\n====\nو ،\n", "", ""},
		// Blocks.
		{"= و عنوان ،\nو كاتب ، <x@y.org>\n:و: ،\n\n== باب ، أول\n\n[#id]\n=== باب ، ثان ===\n\nباب ، ثالث\n----------\n\n== باب ، رابع [[x]]\n\n[#y]\n== باب ، خامس\n\n.عنوان ، هنا\n====\n== ليس ، بابا\n\n[discrete]\n== و عنوان\n====\n\nانظر <<باب ، خامس>> .\n", "fixed heading: و عنوان ،\nfixed heading: باب ، أول\nheading: باب ، ثان\nfixed heading: باب ، ثالث\nheading: باب ، رابع\nfixed heading: باب ، خامس\nheading: عنوان ، هنا\nfixed heading: و عنوان\nparagraph: انظر @ .", "= و عنوان ،\nو كاتب ، <x@y.org>\n:و: ،\n\n== باب ، أول\n\n[#id]\n=== باب، ثان ===\n\nباب ، ثالث\n----------\n\n== باب، رابع [[x]]\n\n[#y]\n== باب ، خامس\n\n.عنوان، هنا\n====\n== ليس ، بابا\n\n[discrete]\n== و عنوان\n====\n\nانظر <<باب ، خامس>> .\n"},
		{"* بند ،\n  و بقية\n** [ ] و بند\n+\nو نص\n. و بند\n\n1. بند ،\n<1> و شرح\n- و بند\n\n و ،\n\nمصطلح ، :: و شرح\nآخر ،::\n  و شرح ،\n", "item: بند ،↵و بقية\nitem: و بند\nparagraph: و نص\nitem: و بند\nitem: بند ،\nitem: و شرح\nitem: و بند\nitem: مصطلح ،\nitem: و شرح\nitem: آخر ،\nitem: و شرح ،", "* بند،\n  وبقية\n** [ ] وبند\n+\nونص\n. وبند\n\n1. بند،\n<1> وشرح\n- وبند\n\n و ،\n\nمصطلح، :: وشرح\nآخر،::\n  وشرح،\n"},
		{"NOTE: و نص ،\n\n[TIP]\n====\nو نص\n\n* بند ،\n====\n\n[verse, و ، كاتب]\n____\n* و بيت\n\n  بيت ،\n____\n\nimage::و.png[صورة ، هنا,100]\n\n***\n", "paragraph: و نص ،\nparagraph: و نص\nitem: بند ،\nparagraph: * و بيت\nparagraph: بيت ،\nattribute alt: صورة ، هنا", "NOTE: ونص،\n\n[TIP]\n====\nونص\n\n* بند،\n====\n\n[verse, و ، كاتب]\n____\n* وبيت\n\n  بيت،\n____\n\nimage::و.png[صورة، هنا,100]\n\n***\n"},
		{"[cols=\"1,1a,m\"]\n|===\n|و اسم |قيمة ،|و ،\n\n|و خلية\n\nو نص 2*|* بند ،\n// و | ،\n|و \\| ، l|و ،\n|===\n\n[cols=\"1,a\"]\n|===\n2+|و ،\n|===\n\n,===\nو ،,\n,===\n", "cell: و اسم\ncell: قيمة ،\ncell: و خلية\ncell: و نص\nitem: بند ،\ncell: و | ،", "[cols=\"1,1a,m\"]\n|===\n|واسم |قيمة،|و ،\n\n|وخلية\n\nونص 2*|* بند،\n// و | ،\n|و\\|، l|و ،\n|===\n\n[cols=\"1,a\"]\n|===\n2+|و ،\n|===\n\n,===\nو ،,\n,===\n"},
		// What cannot be read is left.
		{"----\nو ،\n", "", ""},
	})
}

// TestAsciiDocCells: a bar that is written into a cell does not end it.
func TestAsciiDocCells(t *testing.T) {
	b, err := AsciiDoc.Read([]byte("|===\n|نص؛ آخر\n|===\n"))
	if err != nil {
		t.Fatal(err)
	}
	edits, _ := b.Edits(nil, func(x *Text) []span.Edit {
		return []span.Edit{{Span: span.Span{Start: len("نص"), End: len("نص؛")}, New: "|"}}
	})
	if got, want := string(span.Apply(nil, b.Data, edits)), "|===\n|نص\\| آخر\n|===\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
