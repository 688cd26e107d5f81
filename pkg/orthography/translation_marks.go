package orthography

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/numeral"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// translationStyleRules are those about what is around the words of a translation.
func translationStyleRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "end-mark",
			Title: "end mark that differs from the source",
			Doc: `The source ends with a question mark, a colon, an ellipsis or a full stop, and the translation does not, or the
other way round. The marks of Arabic count as those of the source: ؟ is ?, ، is a comma. An exclamation mark may be
omitted. Source: the checks of Weblate (end_question, end_colon, end_ellipsis, end_stop).`,
			Group: Translation, Level: rule.Info, In: Check,
			Of:   "Delete the file?",
			Bad:  "أتريد حذف الملف",
			Good: "أتريد حذف الملف؟",
			Pair: wrongEnd,
		},
		{
			Name:  "edge-space",
			Title: "space at the edge that differs from the source",
			Doc: `The source begins or ends with a space or a newline, and the translation does not, or the other way round.
Programs put such strings together, so the words run together or are too far apart; msgfmt rejects a newline that differs. The
rule only reports, because the space may be a slip of the source. Source: the manual of GNU gettext (msgfmt
--check-format), and the checks of Weblate (begin_space, end_space, end_newline).`,
			Group: Translation, Level: rule.Warning, In: Check,
			Of:   "Name: ",
			Bad:  "الاسم:",
			Good: "الاسم: ",
			Pair: wrongEdges,
		},
		{
			Name:  "numbers",
			Title: "number that differs from the source",
			Doc: `A number of the source is not in the translation, or another one is there. Digits of all kinds are the same
(٣ is 3), separators do not count, and a number may be in words. 0, 1 and 2 may be missing, since Arabic says them by the
form of the word. Source: the check of the Translate Toolkit (pofilter numbers).`,
			Group: Translation, Level: rule.Warning, In: Check,
			Of:   "At least 8 characters",
			Bad:  "6 أحرف على الأقل",
			Good: "٨ أحرف على الأقل",
			Pair: wrongNumbers,
		},
		{
			Name:  "untranslated",
			Title: "text that is not translated",
			Doc: `The translation is the same as the source, which has several English words. Names in capitals (Google
Play), single words, code, addresses and paths are not reported. Source: the check of the Translate Toolkit (pofilter
unchanged).`,
			Group: Translation, Level: rule.Info, In: Check,
			Of:   "Sign in to continue",
			Bad:  "Sign in to continue",
			Good: "سجل الدخول للمتابعة",
			Pair: untranslated,
		},
		{
			Name:  "tag-mismatch",
			Title: "markup that differs from the source",
			Doc: `A tag of HTML or XML, a link or a code span of Markdown, or ** for bold is in the source and not in the
translation, or the other way round: the markup is lost, or users see it. Tags in another order are no problem. Source:
the checks of Weblate (xml_tags, md-link) and of the Translate Toolkit (pofilter xmltags).`,
			Group: Translation, Level: rule.Warning, In: Check,
			Of:   "Press <b>Next</b>",
			Bad:  "اضغط <b>التالي<b>",
			Good: "اضغط <b>التالي</b>",
			Pair: wrongTags,
		},
		{
			Name:  "accelerator",
			Title: "keyboard shortcut that differs from the source",
			Doc: `The source marks the letter of a keyboard shortcut by & (Qt) or _ (GTK), and the translation marks none or
several: the menu has no key, or users see the sign. Source: the documentation of Qt Linguist (accelerators).`,
			Group: Translation, Level: rule.Info, In: Check,
			Of:   "&Open file",
			Bad:  "افتح الملف",
			Good: "ا&فتح الملف",
			Pair: wrongAccelerator,
		},
		{
			Name:  "direction-mark",
			Title: "isolate or embedding that is not closed",
			Doc: `The translation opens an isolate, an embedding or an override and does not close it, or closes one that is
not open. The program puts the string into others, whose order changes. Source: Unicode Standard Annex 9, and W3C,
Inline markup and bidirectional text.`,
			Group: Translation, Level: rule.Warning, In: Check,
			Of:   "File {name}",
			Bad:  "الملف \u2068{name}",
			Good: "الملف \u2068{name}\u2069",
			Pair: openIsolates,
		},
		{
			Name:  "bidi-isolation",
			Title: "placeholder without isolation beside another value",
			Doc: `Only punctuation or spaces are between a placeholder and a number or another placeholder. If the value is in
Latin letters, the two change places or are shown as one: (%1) 5. Put the value between U+2068 FIRST STRONG ISOLATE and
U+2069 POP DIRECTIONAL ISOLATE, or have the program isolate it. The rule is off by default, because most strings
have values in which nothing moves. Source: W3C, Additional Requirements for Bidi in HTML and CSS.`,
			Group: Translation, Level: rule.Info,
			Of:   "{file}: 5",
			Bad:  "الملف {file} 5",
			Good: "الملف \u2068{file}\u2069 5",
			Pair: notIsolated,
		},
	}
}

// endTrims are characters after the end mark of a string.
const endTrims = " \t\r\n\u00A0\"'`)]»”’›\u200E\u200F\u202C\u2069\uFFFC"

var (
	endTags      = pattern(`(?:</?[A-Za-z0-9][^<>]*>|&nbsp;)$`)
	abbreviation = pattern(`(?:^|[\s(])(?:etc|e\.g|i\.e|vs|no|inc|ltd|co|min|max|sec|approx|[A-Za-z](?:\.[A-Za-z])*|[\p{Arabic}]|إلخ|الخ)\.$`)
)

// endMark returns the class of the mark that text ends with, and where it is; 0 for
// none.
func endMark(text string) (class rune, at span.Span) {
	for {
		n := len(text)
		text = strings.TrimSuffix(strings.TrimRight(text, endTrims), "**")
		if strings.HasSuffix(text, ">") || strings.HasSuffix(text, ";") {
			if m := endTags().FindStringIndex(text); m != nil {
				text = text[:m[0]]
			}
		}
		if len(text) == n {
			break
		}
	}
	r, size := utf8.DecodeLastRuneInString(text)
	at = span.Span{Start: len(text) - size, End: len(text)}
	if inBrackets(text) {
		return 0, span.Span{Start: len(text), End: len(text)}
	}
	switch r {
	case '?', '؟':
		return '?', at
	case '.', '۔', '。':
		if strings.HasSuffix(text, "..") {
			return '…', at
		}
		if abbreviation().MatchString(strings.ToLower(text)) {
			return 0, at
		}
		return '.', at
	case '…':
		return '…', at
	case ':', '：':
		return ':', at
	case ',', '،':
		return ',', at
	case ';', '؛':
		return ';', at
	case '!', '！':
		return '!', at
	}
	return 0, span.Span{Start: len(text), End: len(text)}
}

// inBrackets reports whether text ends within brackets that do not begin it: a mark at
// the end is theirs, as in "a semicolon (;)" and "%1 (%2 avg.)".
func inBrackets(text string) bool {
	i := strings.LastIndexAny(text, "()[]")
	return i >= 0 && (text[i] == '(' || text[i] == '[') && strings.TrimSpace(text[:i]) != ""
}

// wrongEnd finds an end mark that differs from that of the source.
func wrongEnd(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	if isICU(p.Source) || isICU(target) || target == p.Source || countLetters(p.Source) < 2 || countLetters(target) < 2 {
		return nil
	}
	want, _ := endMark(p.Source)
	if p.Plural != "" && p.Form != "one" {
		want, _ = endMark(p.Plural)
	}
	got, at := endMark(target)
	if want == got || want == '!' && (got == '.' || got == 0) || got == '!' && (want == '.' || want == 0) {
		return nil
	}
	if want == 0 && abbreviation().MatchString(strings.ToLower(strings.TrimRight(p.Source, endTrims))) {
		return nil
	}
	message := "the source ends with " + strconv.QuoteRune(want)
	if want == 0 {
		message = "the source ends without a mark"
	}
	return []rule.Match{{Span: at, Message: message}}
}

func countLetters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// wrongEdges finds blanks at an edge that differ from those of the source.
func wrongEdges(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	if !p.Edges || isICU(target) || strings.TrimSpace(p.Source) == "" || strings.TrimSpace(target) == "" {
		return nil
	}
	const blanks = " \t\r\n\u00A0\u200E\u200F"
	var out []rule.Match
	start := len(target) - len(strings.TrimLeft(target, blanks))
	// What joins others may begin with a mark in one language and a word in the other:
	// ", and ".
	marked := func(text string) bool { return strings.IndexAny(strings.TrimLeft(text, blanks), ",،;؛") == 0 }
	joins := marked(p.Source) != marked(target)
	if m := edgeMessage("begins", p.Source[:len(p.Source)-len(strings.TrimLeft(p.Source, blanks))], target[:start]); m != "" && !joins {
		out = append(out, rule.Match{Span: span.Span{End: start}, Message: m})
	}
	end := len(strings.TrimRight(target, blanks))
	if m := edgeMessage("ends", p.Source[len(strings.TrimRight(p.Source, blanks)):], target[end:]); m != "" && strings.TrimSpace(target) != "و" { // "and " is written to the next word
		out = append(out, rule.Match{Span: span.Span{Start: end, End: len(target)}, Message: m})
	}
	return out
}

// edgeMessage returns what is wrong with the blanks got at an edge; "" is nothing.
func edgeMessage(verb, want, got string) string {
	for _, x := range []struct{ chars, name string }{{"\n", "a newline"}, {" \t\u00A0", "a space"}} {
		switch is, was := strings.ContainsAny(got, x.chars), strings.ContainsAny(want, x.chars); {
		case was && !is:
			return "the source " + verb + " with " + x.name
		case is && !was:
			return "the source " + verb + " without " + x.name
		}
	}
	return ""
}

// noNumbers matches what has digits and is no number: addresses, entities, names.
var noNumbers = pattern(`(?:https?://|www\.)[^\s<>"]+|\S+@\S+|&#?\w+;|<[^<>]*>|#[0-9A-Fa-f]{3,8}\b`)

// numberPattern matches a number with its separators.
var numberPattern = pattern(`[0-9٠-٩۰-۹]+(?:[.,٫٬'’][0-9٠-٩۰-۹]+)*`)

// pairNumbers returns the numbers of text, a string of p, in digits without separators,
// and those that touch a Latin letter.
func pairNumbers(p *rule.Pair, text string) (all, glued []string) {
	if !strings.ContainsFunc(text, digits.Has) {
		return nil, nil
	}
	text = noNumbers().ReplaceAllString(without(text, placeholders(p, text)), "\x00")
	for _, at := range numberPattern().FindAllStringIndex(text, -1) {
		var digits strings.Builder
		for _, r := range text[at[0]:at[1]] {
			switch {
			case '0' <= r && r <= '9':
				digits.WriteRune(r)
			case '٠' <= r && r <= '٩':
				digits.WriteRune(r - '٠' + '0')
			case '۰' <= r && r <= '۹':
				digits.WriteRune(r - '۰' + '0')
			}
		}
		number := strings.TrimLeft(digits.String(), "0")
		if number == "" {
			number = "0"
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		after, _ := utf8.DecodeRuneInString(text[at[1]:])
		hyphen := strings.HasSuffix(text[:at[0]], "-") && at[0] > 1 && isLatin(rune(text[at[0]-2]))
		if at[0] > 0 && (isLatin(before) || before == '_') || hyphen || at[1] < len(text) && (isLatin(after) || after == '_') {
			glued = append(glued, number)
		} else {
			all = append(all, number)
		}
	}
	return all, glued
}

// wrongNumbers finds numbers that differ from those of the source.
func wrongNumbers(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	if p.Form != "" || p.Plural != "" || isICU(p.Source) || isICU(target) || target == p.Source {
		return nil
	}
	want, glued := pairNumbers(p, p.Source)
	got, loose := pairNumbers(p, target)
	if len(want) == 0 && len(got) == 0 {
		return nil
	}
	lacked := minus(want, append(slices.Clone(got), loose...))
	extra := minus(got, append(slices.Clone(want), glued...))
	if len(lacked) > 0 {
		inWords := map[string]bool{}
		for _, n := range numeral.Find(nil, p.Target) {
			if n.Value.Den <= 1 {
				inWords[strconv.FormatInt(n.Value.Num, 10)] = true
			}
		}
		lacked = slices.DeleteFunc(lacked, func(n string) bool { return inWords[n] || len(extra) == 0 && len(n) == 1 && n <= "2" })
	}
	switch {
	case len(lacked) > 0:
		return []rule.Match{wholeString(p, "number "+lacked[0]+" of the source is missing")}
	case len(extra) > 0 && len(want) > 0 && len(extra[0]) > 1:
		return []rule.Match{wholeString(p, "number "+extra[0]+" is not in the source")}
	}
	return nil
}

// minus returns the elements of a that b does not have, each as often as there are
// more.
func minus(a, b []string) (out []string) {
	b = slices.Clone(b)
	for _, x := range a {
		if i := slices.Index(b, x); i >= 0 {
			b = slices.Delete(b, i, i+1)
		} else {
			out = append(out, x)
		}
	}
	return out
}

// shortWords are words of two letters that names do not have.
var shortWords = map[string]bool{"in": true, "up": true, "to": true, "on": true, "is": true, "by": true, "at": true, "my": true, "no": true, "or": true, "it": true, "be": true, "go": true}

// untranslated finds a translation that is the source.
func untranslated(p *rule.Pair) []rule.Match {
	target := strings.TrimSpace(string(p.Target))
	if target != strings.TrimSpace(p.Source) && target != strings.TrimSpace(p.Plural) || strings.ContainsAny(target, "`=/\\@#$|_;") || strings.Contains(target, "--") {
		return nil
	}
	words, lower := 0, false
	for word := range strings.FieldsSeq(without(target, placeholders(p, target))) {
		word = strings.Trim(word, ".,:!?()\"'…")
		if word == "" || strings.IndexFunc(word, func(r rune) bool { return !isLatin(r) && r != '\'' && r != '’' && r != '-' }) >= 0 {
			continue
		}
		if len(word) > 1 {
			words++
			lower = lower || strings.ToLower(word) == word && (len(word) > 2 || shortWords[word])
		}
	}
	if words < 2 || !lower {
		return nil
	}
	return []rule.Match{wholeString(p, "")}
}

// tagPattern matches a tag; its name is group 2.
var tagPattern = pattern(`<(/?)([A-Za-z][A-Za-z0-9:-]*|[0-9]+)((?:\s[^<>]*)?)(/?)>`)

// htmlTags are names that are tags in any string; others are if both of a pair are
// in the source.
var htmlTags = map[string]bool{"a": true, "b": true, "i": true, "u": true, "p": true, "em": true, "strong": true, "br": true, "span": true, "div": true, "ul": true, "ol": true, "li": true, "code": true,
	"pre": true, "small": true, "sub": true, "sup": true, "h1": true, "h2": true, "h3": true, "h4": true, "tt": true, "kbd": true, "font": true, "img": true, "hr": true, "table": true, "tr": true, "td": true, "th": true}

// tagsOf returns the tags of text, as they count: <br/> is <br>, attributes are
// nothing. known says which others than those of HTML are tags.
func tagsOf(text string, known func(name string) bool) (tags []string) {
	if strings.IndexByte(text, '<') < 0 {
		return nil
	}
	for _, m := range tagPattern().FindAllStringSubmatch(text, -1) {
		name := strings.ToLower(m[2])
		if strings.HasPrefix(name, "xliff:") || !htmlTags[name] && !known(name) {
			continue
		}
		if name == "br" || name == "hr" || name == "img" {
			tags = append(tags, "<"+name+">")
			continue
		}
		tags = append(tags, "<"+m[1]+name+m[4]+">")
	}
	return tags
}

var markdownLink = pattern(`\]\([^()\s]+\)`)

// wrongTags finds markup that differs from that of the source.
func wrongTags(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	if isICU(p.Source) || isICU(target) || target == p.Source {
		return nil
	}
	source := p.Source
	if p.Plural != "" && p.Form != "one" {
		source = p.Plural
	}
	known := func(name string) bool { return strings.Contains(source, "</"+name+">") }
	want, got := tagsOf(source, known), tagsOf(target, known)
	if lacked := minus(want, got); len(lacked) > 0 {
		return []rule.Match{wholeString(p, "tag "+lacked[0]+" is missing")}
	}
	if extra := minus(got, want); len(extra) > 0 {
		return []rule.Match{wholeString(p, "tag "+extra[0]+" is not in the source")}
	}
	for _, x := range []struct {
		name  string
		count func(string) int
	}{
		{"a link", func(s string) int {
			if !strings.Contains(s, "](") {
				return 0
			}
			return len(markdownLink().FindAllString(s, -1))
		}},
		{"a code span", func(s string) int { return strings.Count(s, "`") / 2 }},
		{"bold text", func(s string) int { return strings.Count(s, "**") / 2 }},
	} {
		switch n, is := x.count(source), x.count(target); {
		case is < n:
			return []rule.Match{wholeString(p, x.name+" of the source is missing")}
		case is > n:
			return []rule.Match{wholeString(p, x.name+" is not in the source")}
		}
	}
	return nil
}

var (
	ampersandKey  = pattern(`&[\p{L}\p{N}]`)
	entity        = pattern(`&(?:#?\w+);`)
	underscoreKey = pattern(`(?:^|[ (])_[\p{L}\p{N}]`)
)

// accelerators returns how many letters of a key text marks by sign.
func accelerators(text string, sign rune) int {
	if sign == '&' {
		return len(ampersandKey().FindAllString(entity().ReplaceAllString(strings.ReplaceAll(text, "&&", ""), ""), -1))
	}
	return strings.Count(text, "_")
}

// wrongAccelerator finds a key that is marked otherwise than in the source.
func wrongAccelerator(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	if target == p.Source || len(p.Source) > 60 {
		return nil
	}
	for _, sign := range p.Accelerators {
		if accelerators(p.Source, sign) != 1 || sign == '_' && !underscoreKey().MatchString(p.Source) {
			continue
		}
		switch n := accelerators(target, sign); {
		case n == 0:
			return []rule.Match{wholeString(p, string(sign)+" before the letter of a key is missing")}
		case n > 1:
			return []rule.Match{wholeString(p, string(sign)+" marks several letters")}
		}
	}
	return nil
}

// openIsolates finds controls of direction without the other of their pair.
func openIsolates(p *rule.Pair) []rule.Match {
	var open []span.Span
	var kinds []rune
	for i, r := range string(p.Target) {
		at := span.Span{Start: i, End: i + utf8.RuneLen(r)}
		switch {
		case '\u2066' <= r && r <= '\u2068', r == '\u202A', r == '\u202B', r == '\u202D', r == '\u202E':
			open, kinds = append(open, at), append(kinds, r)
		case r == '\u2069', r == '\u202C':
			n := len(open) - 1
			if n < 0 || (r == '\u2069') != (kinds[n] >= '\u2066') {
				return []rule.Match{{Span: at, Message: "it closes what is not open"}}
			}
			open, kinds = open[:n], kinds[:n]
		}
	}
	if len(open) > 0 {
		return []rule.Match{{Span: open[0]}}
	}
	return nil
}

// notIsolated finds placeholders with a number or another one beside them.
func notIsolated(p *rule.Pair) (out []rule.Match) {
	target := string(p.Target)
	all := placeholders(p, target)
	for i, x := range all {
		if strings.HasSuffix(target[:x.Start], "\u2068") || strings.HasSuffix(target[:x.Start], "\u2066") {
			continue
		}
		rest := target[x.End:]
		next := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsPunct(r) && !unicode.IsSpace(r) || r == '{' || r == '%' })
		if next < 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(rest[next:])
		if digits.Has(r) || i+1 < len(all) && all[i+1].Start == x.End+next {
			out = append(out, rule.Match{Span: x.Span})
		}
	}
	return out
}
