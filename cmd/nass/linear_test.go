package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/document"
)

// TestLinear holds that no text takes more than linear time or memory, by any
// verb and in any format: doubling how often a unit is repeated takes at most 2.2
// times the steps, whether it fills one line or many, one string or many, or nests
// (it is doubled twice, so that a slice that just outgrows its memory makes no
// difference); and no byte of any text takes more than so many steps and bytes of
// memory. Steps are counted, so that a busy machine makes no difference;
// countingTest says what counts as one.
func TestLinear(t *testing.T) {
	if stepsSoFar == nil {
		if testing.Short() {
			t.Skip("it builds the whole module again")
		}
		countingTest(t, t.Name())
		return
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for _, f := range document.Formats {
		texts, verbs, size, least := linearTexts(linearPatterns()), linearVerbs, linearBytes, uint64(0)
		w, held := wrappings[f.Name]
		if held {
			texts, verbs, size, least = w.linearTexts(f), linearFormatVerbs, linearBytes/2, uint64(linearLeast)
		}
		dir := t.TempDir()
		names := []string{"first", "empty"}
		add := func(name, text string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		wrap := func(s string) string { return s }
		if held {
			wrap = w.wrap
		}
		add("first", wrap("نص قصير في 10 نوفمبر 2023 (أول).\n")) // makes the tables
		add("empty", wrap("\n"))
		for n, x := range texts {
			for _, times := range []int{1, 4} {
				name := fmt.Sprintf("%d-%d-%s", n, times, w.name)
				add(name, x.text(times*size))
				names = append(names, name)
			}
		}
		for _, verb := range verbs {
			if held {
				verb = append(slices.Clone(verb), "--as", f.Name)
			}
			t.Run(f.Name+" "+strings.Join(verb[:min(2, len(verb))], " "), func(t *testing.T) { holdLinear(t, verb, dir, names, texts, least) })
		}
	}
}

var linearVerbs = [][]string{
	{"normalize"},
	{"normalize", "--profile", "encoding"},
	{"normalize", "--profile", "search"},
	{"normalize", "--edits"},
	{"normalize", "--edits", "--profile", "search"},
	{"normalize", "--diff"},
	{"normalize", "--enable", "visual-order,html-entities,mojibake,hamza-seat,number-separators,agency-decimal,repeated-punctuation,elongated-word,letter-digit-space,teh-marbuta-split,strict-waw"},
	{"normalize", "--marks", "strip", "--tanween", "before-alef", "--digits", "eastern", "--quotes", "guillemets", "--dates", "iso", "--months", "levantine"},
	{"check"},
	{"dates"},
	{"segment"},
	{"segment", "--headlines", "off"},
	{"segment", "--unmarked", "on"},
	{"segment", "--max-length", "40"},
	{"tokenize", "--format", "tsv"},
	{"tokenize", "--format", "conll"},
	{"tokenize", "--clitics", "full", "--format", "jsonl"},
	{"entities"},
	{"annotate", "--layers", "language,sentences,tokens,entities"},
	{"annotate", "--layers", "normal,edits,findings"},
	{"check", "--fix"}, // the last, as it changes the files
}

// linearFormatVerbs are those that read or write a format each in its way.
var linearFormatVerbs = [][]string{
	{"normalize"},
	{"segment"},
	{"check", "--fix"}, // the last, as it changes the files
}

const (
	linearBytes  = 8_000 // of the smaller of two texts: longer than what any rule or model looks at
	linearRatio  = 2.2   // of the steps of a text twice as long
	linearLeast  = 40    // steps a byte of a page or record: with fewer, a few KiB say little
	linearSteps  = 1_000 // a byte: a finding in each writes some hundred
	linearMemory = 4_000 // bytes allocated a byte, with all that was thrown away
)

// A cost is what the work on one text took.
type cost struct{ steps, memory uint64 }

func (c cost) less(d cost) cost {
	return cost{c.steps - min(c.steps, d.steps), c.memory - min(c.memory, d.memory)}
}

// holdLinear runs one verb over the texts of the names, the first two of which
// are none of the texts.
func holdLinear(t *testing.T, verb []string, dir string, names []string, texts []linearText, least uint64) {
	sizes := make([]uint64, len(names))
	for n, name := range names {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		sizes[n] = uint64(info.Size())
	}
	args := append(slices.Clone(verb), "-j", "1")
	for n, name := range names {
		args = append(args, filepath.Join(dir, name), filepath.Join(dir, "missing-"+strconv.Itoa(n)))
	}
	m := &meter{}
	run(args, nil, io.Discard, m)
	if len(m.costs) != len(names) {
		t.Fatalf("%d of %d texts were read", len(m.costs), len(names))
	}
	most := uint64(linearMemory)
	if least > 0 {
		most *= 4 // a page may be read many times
	}
	for n, x := range texts {
		n = 2 + 2*n
		small, large := m.costs[n].less(m.costs[1]), m.costs[n+1].less(m.costs[1])
		ratio := math.Sqrt(float64(large.steps) / float64(max(small.steps, least*sizes[n], 1)))
		if sizes[n+1] == sizes[n] {
			continue // the format cannot hold the unit
		}
		more, bytes := large.less(small), sizes[n+1]-sizes[n]
		steps, memory := more.steps/bytes, more.memory/bytes
		if ratio > linearRatio || steps > linearSteps || memory > most {
			t.Errorf("%s: %.2f times the steps for twice the text; a byte takes %d steps and %d bytes", x.name, ratio, steps, memory)
		}
	}
}

// A meter is the standard error of a run. Behind every text comes the name of
// one that is missing, and so a message when the text is done.
type meter struct {
	costs []cost
	last  cost
}

func (m *meter) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte("missing-")) {
		now, heap := costSoFar()
		m.costs = append(m.costs, now.less(m.last))
		if heap > 1<<27 {
			runtime.GC()
		}
		m.last, _ = costSoFar()
	}
	return len(b), nil
}

func costSoFar() (c cost, heap uint64) {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	return cost{stepsSoFar(), mem.TotalAlloc}, mem.HeapAlloc
}

// A linearText is a text of any size.
type linearText struct {
	name string
	text func(size int) string
}

// linearTexts are the patterns in one line and in many.
func linearTexts(patterns []pattern) (all []linearText) {
	for _, p := range patterns {
		for _, lines := range []bool{false, true} {
			all = append(all, linearText{fmt.Sprintf("%q, lines %v", p, lines), func(size int) string { return p.text(lines, size) }})
		}
	}
	return all
}

// linearTexts are texts in a file of format f: units in one string and in many, units
// that are the file, and what nests in it.
func (w wrapping) linearTexts(f *document.Format) (all []linearText) {
	for _, u := range linearFormatUnits {
		x := linearTexts([]pattern{{"قال ", u, " نعم"}})
		for _, x := range x {
			all = append(all, linearText{x.name, func(size int) string { return w.wrap(x.text(size)) }})
		}
		if !f.Records && f != document.Markdown {
			all = append(all, linearText{x[0].name + ", bare", x[0].text})
		}
	}
	for _, n := range linearNests[f.Name] {
		all = append(all, linearText{fmt.Sprintf("%q", n), func(size int) string {
			times := 4 * size / (len(n.open) + len(n.shut)) // past what a format bounds
			return n.before + strings.Repeat(n.open, times) + n.within + strings.Repeat(n.shut, times) + n.after
		}})
	}
	return all
}

// A nest is a file in which things are within each other.
type nest struct{ before, open, within, shut, after string }

var linearNests = map[string][]nest{
	"json":  {{"", "[", `"و ،"`, "]", "\n"}, {"", `{"a":`, `"و ،"`, "}", "\n"}, {`{"a":[`, `"و ،",`, `"و ،"`, "", "]}\n"}, {"{", `"نص":"و ،",`, `"a":1`, "", "}\n"}},
	"jsonl": {{`{"text":`, "[", `"و ،"`, "]", "}\n"}, {`{"text":`, `{"a":`, `"و ،"`, "}", "}\n"}, {`{"text":[`, `"و ،",`, `"و ،"`, "", "]}\n"}, {`{"text":"و ،"`, `,"text":"و ،"`, "", "", "}\n"}},
	"csv":   {{"text\n\"", "و ،\n", "", "", "\"\n"}, {"text", ",text", "\nو ،", ",و ،", "\n"}, {"text\n\"", `""`, "و ،", `""`, "\"\n"}},
	"tsv":   {{"text\n\"", "و ،\n", "", "", "\"\n"}, {"text", "\ttext", "\nو ،", "\tو ،", "\n"}},
	"xml":   {{"<a>", "<a>", "و ،", "</a>", "</a>\n"}, {"<a>", "<a>و ،", "", "</a>", "</a>\n"}, {"<a><![CDATA[", "<b>", "و ،", "</b>", "]]></a>\n"}, {"<a", ` a="و"`, ">و ،", "", "</a>\n"}},
	"html": {{"", "<div>", "و ،", "</div>", "\n"}, {"<p>", "<b>و ،", "و", "</b>", "</p>\n"}, {"", "<table><tr><td>", "و ،", "</td></tr></table>", "\n"}, {"<p", ` a="و"`, ">و ،", "", "</p>\n"},
		{"", "<script>", "و ،", "</script>", "\n"}, {"", "<pre>", "و ،", "</pre>", "\n"}, {"", "<!-- و ، -->", "<p>و ،", "", "\n"}},
	"vue": {{"<template>", "<div>", "و ،", "</div>", "</template>\n"}, {"<template>", "<p>{{ a }} و ،", "", "</p>", "</template>\n"}},
	"notebook": {{`{"cells":[{"cell_type":"markdown","source":[`, `"و ،",`, `"و ،"`, "", `]}]}`}, {`{"cells":[`, `{"cell_type":"markdown","source":["و ،"]},`, `{"cell_type":"markdown","source":["و ،"]}`, "", `]}`},
		{`{"cells":[{"cell_type":"markdown","source":"`, `> `, `و ،`, "", `"}]}`}, {`{"cells":[{"cell_type":"markdown","source":"`, `**`, `و ،`, "**", `"}]}`}},
	"po":         {{"msgid \"a\"\nmsgstr \"\"\n", "\"و ،\"\n", "", "", ""}, {"msgid \"\"\n", "\"a\"\n", "msgstr \"و ،\"\n", "", ""}},
	"properties": {{"a=", "و ،\\\n", "و ،", "", "\n"}, {"", "a\\ ", "=و ،", "", "\n"}},
	"strings":    {{"/*", "/* و ،", "", "*/", "\"a\" = \"و ،\";\n"}, {"", "/* و ، */\n", "\"a\" = \"و ،\";\n", "", ""}},
	"markdown": {{"", "> ", "و ،", "", "\n"}, {"", "- ", "و ،", "", "\n"}, {"", "[", "و ،", "](b)", "\n"}, {"", "![", "و ،", "](b)", "\n"}, {"", "*و ،", "و", "*", "\n"}, {"", "**و _", "و ،", "_**", "\n"}, {"", "<b>", "و ،", "</b>", "\n"},
		{"| ا |\n|---|\n", "| و ، |\n", "", "", "\n"}, {"|", "ا|", "\n|", "-|", "\nو ،\n"}, {"", "[ا]: b\n", "\n[ا]\n", "", "\n"}, {"", "و[^1] ", "\n\n[^1]: و ،\n", "", ""}, {"```\n", "و ،\n", "```\nو ،\n", "", ""}, {"", "```\nو ،\n", "", "", ""}},
	"srt":   {{"1\n00:00:01,000 --> 00:00:02,000\n", "<i>", "و ،", "</i>", "\n"}, {"1\n00:00:01,000 --> 00:00:02,000\n", "و ،\n", "", "", "\n"}},
	"vtt":   {{"WEBVTT\n\n00:01.000 --> 00:02.000\n", "<i>", "و ،", "</i>", "\n"}, {"WEBVTT\n\n00:01.000 --> 00:02.000\n", "و ،\n", "", "", "\n"}},
	"ass":   {{"[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,", "{\\i1}", "و ،", "{\\i0}", "\n"}, {"[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,", "\\N", "و ،", "", "\n"}},
	"yaml":  {{"a: ", "[", "و ،", "]", "\n"}, {"a: ", "{a: ", "و ،", "}", "\n"}, {"", "- ", "و ،", "", "\n"}, {"a: |\n", "  و ،\n", "", "", "\n"}, {"a: \"", "\\u0627", "و ،", "", "\"\n"}, {"a: ", "&a ", "و ،", "", "\n"}},
	"latex": {{"", "{", "و ،", "}", "\n"}, {"", "\\textbf{", "و ،", "}", "\n"}, {"", "\\begin{a}", "و ،", "\\end{a}", "\n"}, {"", "$", "و ،", "$", "\n"}, {"", "\\[", "و ،", "\\]", "\n"}, {"", "\\a[", "و ،", "]", "\n"}, {"\\begin{verbatim}\n", "و ،\n", "\\end{verbatim}\n", "", ""}, {"", "\\begin{itemize}\\item و ،\n", "", "\\end{itemize}", "\n"}},
	"rst": {{"", "- ", "و ،", "", "\n"}, {"", "*و ،", "و", "*", "\n"}, {"", "`و ،", "و", "`_", "\n"}, {"", "[", "و ،", "]_", "\n"}, {"", ":a", "و ،", ":`", "\n"}, {"", "a_", "و ،", "", "\n"}, {"", "و ،\n=====\n\n", "و_", "", "\n"}, {"", "`و <و_>`_ ", "", "", "\n"},
		{"", ".. note:: و ،\n\n", "و ،", "", ""}, {".. note::\n", "   و ،\n", "", "", ""}, {"=== ===\n", "و   و ،\n", "=== ===\n", "", ""}, {"", "و ::\n\n و ،\n", "", "", ""}},
	"asciidoc": {{"", "* ", "و ،", "", "\n"}, {"", "*و ،", "و", "*", "\n"}, {"", "`و ،", "و", "`", "\n"}, {"", "[", "و ،", "]#و#", "\n"}, {"", "a:", "و ،", "[]", "\n"}, {"", "link:a[", "و ،", "]", "\n"}, {"", "footnote:[", "و ،", "]", "\n"}, {"", "<<a,", "و ،", ">>", "\n"}, {"", "{a}", "و ،", "[]", "\n"},
		{"", "====\n", "و ،", "\n====", "\n"}, {"", "====\nو ،\n", "", "", "\n"}, {"|===\n", "|و ،\n", "", "", "|===\n"}, {"|===\n", "a|", "و ،", "", "\n|===\n"}, {"", "و::\n", "و ،", "", "\n"}, {"", "[x]\n", "و ،", "", "\n"}, {"", "a@", "و ،", ".b", "\n"}, {"", "+", "و ،", "+", "\n"}, {"", "https://a", "و ،", "[", "\n"}},
	"source": {{"", "// و ،\n", "", "", ""}, {"/*", "/* و ،", "", "*/", "\n"}, {"/*\n", "و ،\n", "*/\n", "", ""}, {"var a = `", "و ، // و ،\n", "`\n", "", ""}},
}

// linearFormatUnits are what formats make something of.
var linearFormatUnits = []string{
	"ا", "و ", "كلمة ", "قال , ", "\"", "'", "\\", "\\n", `\u0627`, `\"`, "&", "&amp;", "&#1575;", "&#", "<", ">", "<b>", "</b>", "<b>و</b> ", "<!--", "-->", "<a b=", "<a {", "<![CDATA[", "<?",
	"*", "**", "**و** ", "_", "`", "`a` ", "```", "[", "]", "[ا](b) ", "[ا", "](", "![", "[^1]", "{", "}", "{a} ", "{{", "${", "$", "$$", "$a$ ", "%", "%s ", "# ", "|", "| ا ", "- ", "> ", "1. ",
	"==", "---", ":", ": ", "::", "//", "/*", "*/", "--", "\\begin{a}", "\\a{", "\\a", "\\N", "\t", "  ", "\r", "\xff", "\uFFFC", "http://x.example/ ", "<http://", "\u200F", "\uFEFF",
}

// A pattern is a text made of one unit.
type pattern struct{ before, unit, after string }

// text repeats the unit until it has that many bytes, in one line or in lines
// of some 100 bytes.
func (p pattern) text(lines bool, size int) string {
	if !lines {
		return p.before + strings.Repeat(p.unit, size/len(p.unit)) + p.after + "\n"
	}
	line := p.before + strings.Repeat(p.unit, max(1, 100/len(p.unit))) + p.after + "\n"
	return strings.Repeat(line, max(1, size/len(line)))
}

// linearPatterns are the texts: units that rules, tokens, sentences, dates and
// names are made of, alone, between words and in pairs.
func linearPatterns() []pattern {
	var all []pattern
	for _, u := range linearUnits {
		all = append(all, pattern{"", u, ""})
	}
	for _, u := range linearInvisible {
		all = append(all, pattern{"كتب", u, "كتب"}, pattern{"", "ا" + u, ""})
	}
	for _, u := range linearSigns {
		all = append(all, pattern{"و ", u, "و"}, pattern{"", "كلمة" + u, ""})
	}
	for _, u := range linearTails {
		all = append(all, pattern{u[0], u[1], u[2]})
	}
	return all
}

var linearUnits = []string{
	// Letters, marks and words.
	"ا", "و", "أ", "ة", "ى", "ه", "ی", "ک", "ء", "آ", "لا", "كتاب", "كتاب ", "و ", "و و", "وال", "ال", "الكتاب", "بـ", "ب\u064E", "\u064E", "\u0651\u064E", "ا\u064B", "ب\u064E\u064F",
	"\u0640", "ا\u0640", "ا\u0640\u0640\u0640", "\u0654", "ا\u0653", "ﻻ", "ﷺ", "ﻛ", "ﮐ", "ة ا", "ةا", "ىا", "مدرسةالبنات", "إلىالبيت", "ےۓ", "پ", "سنوووو ", "هههه", "هههه ",
	"a", "a ", "A", "word ", "Ab", "é", "e\u0301", "ا a", "اa", "a5", "5a", "a-", "a.", "a/", "a_", "a@", "@a", "#a", "#ا", "#ا_", "@ا ", "www.", "a.b ", "ا.b", "ا_", "ا-", "漢", "ひ", "д",
	// Numbers.
	"5", "٣", "۵", "5 ", "٣ ", "5٣", "٣٬", "5,", "5.", "٣٫", "٣٬٠٠٠", "1,000", "5-", "5/", "5:", "5ر", "5ر1", "٣ر", "5 %", "٣ ٪", "٪٣", "5م", "5كلمة", "كلمة5", "½", "²", "1.2.3.", "00", "5، ", "5،", "،5", " ,5", "+5", "5e",
	// Dates.
	"1-1-", "1/1/", "1-", "1/1/2023 ", "1-1-2023-", "2023-01-01 ", "2023-", "10 نوفمبر 2023 ", "نوفمبر ", "نوفمبر 10, 2023 ", "10 نوفمبر ", "من 3 إلى 7 مايو 2020 ", "3-7 مايو 2020 ", "3-7 ", "مايو-", "مايو/", "10 نوفمبر - ",
	"الأحد ", "الأحد 26 شوال 1436هـ الموافق 20 أغسطس 2015م ", "شوال ", "الموافق ", "May ", "May 7, ", "10th ", "10th, November 2023 ", "أمس ", "قبل ", "بعد ", "خلال ", "الخامس ", "خمسة و", "خمسة عشر ", "ألف ", "الساعة ", "الساعة 5 ", "5:30 ", "يوم ", "في ", "من ", "إلى ",
	"كل ", "شهر ", "سنة ", "الماضي ", "1436هـ ", "ونصف ", "صباحا ", "بين 5 و", "31 فبراير 2023 ", "10/11/23 ", "12-", "1 2 3 ", "يناير فبراير ", "كانون الأول/ديسمبر ", "3 1998الساعة ",
	// Names and sentences.
	"محمد ", "محمد بن ", "عبد الله ", "د. ", "قال محمد. ", "بغداد ", "بغداد، ", "أ.", "و.م.أ. ", "ص.ب ", "قال: «", "قال. و", "قال؟ ", "قال.و", "انتهى.وأضاف", "1. ", "أ) ", "1) ", "- ", "* ", "• ", "| ", "قال|",
	// Addresses.
	"http://", "http://x.example/ ", "http://x.example/ا", "http://x.example/(", "https://x.example/?a=1,b;", "a@b.example ", "a@b.example", "a@b.example,", "a.example/ب،", "تقرير_٢٠.pdf ", "x.pdf", "a%20", "a+b", "ftp://a:b@c/",
	// Code.
	"&amp;", "&#1575;", "&#x627;", "&", "&a", "<b>", "</b>", "<", "{\"a\":\"ب\"},", "\"ا\",", "\"ا\"", "[[تصنيف:", "=", "==", "{", "`", "~", "^", "$", "\\", "\\n",
	"```", "~~~", "~~~\n", "``", "```\n",
	// Mojibake and bytes that are not UTF-8.
	"Ø§", "Ø§Ù„", "ط§ظ", "Ã©", "â€œ", "\xff", "\xd9", "\xe2\x80", "ا\xff", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\x80", "\uFFFD", "ا\uFFFD", "\x01", "\x1b[31m", "\x1a", "\x7f", "\u0085", "\u009b",
	// Pictures.
	"😀", "😀 ", "👨\u200D👩\u200D", "👍🏽", "🇸🇦", "🇸", "1\uFE0F\u20E3", "❤\uFE0F", "\uFE0F", "\U000E0041", "\u034F", "\u3164", "\u2800",
	// White space.
	" ", "  ", "   ا", "\t", "\t ", "ا\t", "\r", "ا\r", "\r ", "\v", "\f", "\u00A0", "ا\u00A0", "\u3000", "\u2003", "\u2028", "ا\u2029", "\u200A ا",
}

// linearInvisible are the characters that show nothing.
var linearInvisible = []string{
	"\u200E", "\u200F", "\u061C", // LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK, ARABIC LETTER MARK
	"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", // embeddings, POP DIRECTIONAL FORMATTING, overrides
	"\u2066", "\u2067", "\u2068", "\u2069", // isolates, POP DIRECTIONAL ISOLATE
	"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", // ZERO WIDTH SPACE, NON-JOINER, JOINER, WORD JOINER, BOM, SOFT HYPHEN
	"\u200E\u00A0", "\u200F ", "\u202B\u202C", "\u2067\u2069", "\u202Bا\u202C", "\u202B5\u202C", "\u202A\u2066", "\u200C\u200D", "\u00A0 ",
}

// linearSigns are the marks of punctuation.
var linearSigns = []string{
	".", "..", "...", "…", "،", "،،", ",", ";", "؛", ":", "!", "؟", "?", "؟!", "-", "–", "ـ", "_", "/", "(", ")", "()", ")(", "( ", " )", "[", "]", "{", "}", "«", "»", "«»", "“", "”", "\"", "\" ", "'", "’", "%", "٪", "@", "#", " .", " ،", " :", "و", "ر", "٫", "٬", "*",
}

// linearTails are texts whose beginning or end matters.
var linearTails = [][3]string{
	{"http://x.example/", ")", " و قال"},
	{"http://x.example/", "(", " و قال"},
	{"http://x.example/", "()", " و قال"},
	{"http://x.example/", "]", " و قال"},
	{"http://x.example/", ".", " و قال"},
	{"http://x.example/", "\u200F", " و قال"},
	{"http://", "ا", " و قال"},
	{"http://x.example/", ")", "و،"},
	{"#", "ا", " و قال"},
	{"و قال @", "ا", ""},
	{"و a@", "b.", ""},
	{"و ", "a.b-", "@c.example"},
	{"&#", "1", ";"},
	{"«", "(", "»"},
	{"(", "«ا", ")"},
	{"\"", "ا ", "\""},
	{"“", "ا ”", ""},
	{"10 نوفمبر ", "2", ""},
	{"من 3 ", "إلى 7 ", "مايو 2020"},
	{"قال ", "و، ", "محمد"},
	// In a text with fences.
	{"```\n```\n", "~~~\n", "و ،"},
	{"```\n```\n", "```a\n", "و ،"},
	{"```\n```\n", "```a`\nو ،\n", ""},
	{"```\n```\n", "~~~\nو ،\n~~~\nو ،\n", ""},
	{"```\n```\n", "``` ", "و ،"},
	{"```\n```\n````\n", "```\nو ،\n", ""},
	{"```\n```\n", "و ا`` ~", "و ،"},
}
