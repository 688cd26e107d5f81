package document

import "testing"

func TestProperties(t *testing.T) {
	testPages(t, Properties, []pageCase{
		{"# و أ ،\n! و ب\n\n  a = و أ ، \nb:و ب\nc و ج\n", []string{"label a|و أ ،", "label b|و ب", "label c|و ج"}, "# و أ ،\n! و ب\n\n  a = وأ، \nb:وب\nc وج\n"},
		{"a\\ b\\:c=و د\n", []string{"label a b:c|و د"}, "a\\ b\\:c=ود\n"},
		{"a=و \\\r\n   أ ،\\\n\tب\r\nb", []string{"label a|و أ ،ب"}, "a=و\\\r\n   أ،\\\n\tب\r\nb"},
		{"a=و \\\n# ب\n", []string{"label a|و # ب"}, "a=و\\\n# ب\n"},
		{"a=أ\\\\\nb=و ب\rc=و ج", []string{`label a|أ\`, "label b|و ب", "label c|و ج"}, "a=أ\\\\\nb=وب\rc=وج"},
		{`a=\u0648 \u0627 \u060c \uD83D\uDE00 ٱ`, []string{"label a|و ا ، 😀 ٱ"}, `a=و\u0627، \uD83D\uDE00 ا`},
		{`a=\u0648 \uD83D\uDE00 \u0671`, []string{"label a|و 😀 ٱ"}, `a=\u0648\uD83D\uDE00 \u0627`},
		{`a=\u0648 \uD83D \u0671`, []string{"label a|و ￼ ٱ"}, `a=\u0648\uD83D \u0627`},
		{"a=x {0} و ''ب'' ، ＇ '{'ج'}'\n", []string{"label a|x ￼ و 'ب' ، ＇ {ج}"}, "a=x {0} و''ب''، '' '{'ج'}'\n"},
		{"a=و 'ب' ＇\n", []string{"label a|و 'ب' ＇"}, "a=و'ب' '\n"},
		{"a={0,choice,0#لا ، شيء|1#و  احد}\n", nil, ""},
		{"#\xE9\na=\xE9 \\u0648 \\u0628 \\u0671\n", []string{"label a|￼ و ب ٱ"}, "#\xE9\na=\xE9 \\u0648\\u0628 \\u0627\n"},
	})
	testBroken(t, Properties, map[string]string{
		"file:broken_ar.properties": `line 2: not Java properties: not an escape: "\\u06zz و\n"`,
		"a=\\u0":                    `line 1: not Java properties: not an escape: "\\u0"`,
	})
}

func TestStrings(t *testing.T) {
	testPages(t, Strings, []pageCase{
		{`"a" = "و أ ،"; /* "b" = "و ب"; */ c = "و ج";`, []string{"label a|و أ ،", "label c|و ج"}, `"a" = "وأ،"; /* "b" = "و ب"; */ c = "وج";`},
		{"// و أ\n\"a \\\"\\U0041\" = \"و \\\"أ\\\" ”\\nب\\t\";", []string{"label a \"A|و \"أ\" ”\nب"}, "// و أ\n\"a \\\"\\U0041\" = \"و\\\"أ\\\" \\\"\\nب\\t\";"},
		{"\"a\"=\"و %@ ، %1$@ \r\n ب  ج \";\r\n", []string{"label a|و ￼ ، ￼ \r\n ب  ج"}, "\"a\"=\"و%@، %1$@ \r\n ب ج \";\r\n"},
		{`"a" = "\U0648 \U0671 \U060C"; "b" = "و \U0671ٱ";`, []string{"label a|و ٱ ،", "label b|و ٱٱ"}, `"a" = "\U0648\U0627\U060c"; "b" = "واا";`},
		{`"و أ"; 'b' = 'و ب'; "c" = ""; "d" = "\341 \u0648 \x و د";`, []string{"label d|￼ ￼0648 ￼ و د"}, `"و أ"; 'b' = 'و ب'; "c" = ""; "d" = "\341 \u0648 \x ود";`},
	})
	testBroken(t, Strings, map[string]string{
		"file:broken.strings":       `line 2: not Apple strings: no ; after the value of "b"`,
		"file:broken-plist.strings": `line 1: not Apple strings: a string is expected, not "{\n  \"a\" = \"أول ،"`,
		`"a" = "و`:                  `line 1: not Apple strings: a string has no end`,
		`"a" "و";`:                  `line 1: not Apple strings: no = after the key "a"`,
		"\n/* و":                    `line 2: not Apple strings: a comment has no end`,
		`"a" =`:                     `line 1: not Apple strings: a string is missing`,
	})
}
