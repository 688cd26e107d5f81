package orthography

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// A placeholder stands in a string for a value that a program puts there.
type placeholder struct {
	span.Span
	text string // as it is written
	key  string // the same for placeholders of one value; of a directive of printf without a number, its conversion
	next bool   // it is for the next value: a directive of printf without a number, or {}
}

// pattern returns a function that returns the regular expression: most runs need
// none.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// placeholderPattern matches what may be a placeholder; see placeholders.
var placeholderPattern = sync.OnceValue(func() *regexp.Regexp {
	const flags, conversion = `[-+#0']*(?:[0-9]+|\*)?(?:\.(?:[0-9]+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?`, `[sdiufFeEgGxXoaAcpn@]`
	return regexp.MustCompile(strings.Join([]string{
		`%%`,
		`%\([A-Za-z_][\w.-]*\)` + flags + conversion,
		`%\{[\w.-]+\}`,
		`%<\w+>` + flags + conversion,
		`%[0-9]+\$` + flags + conversion,
		`%` + flags + conversion,
		`%L?[1-9][0-9]?`,
		`\{\{\{?[^{}\n]+\}?\}\}`,
		`[$#]\{[^{}\n]+\}`,
		`\{\}`,
		`\{ *(?:[A-Za-z_][\w.-]*|[0-9]+) *(?:[,:][^{}]*)?\}`,
		`\$t\([^()]*\)`,
		`\$[A-Za-z_]\w*\$`,
	}, "|"))
})

// looseBraces matches a name in braces with blanks around it, which ICU and Vue skip.
// Others, such as Python, take them for a part of the name.
var looseBraces = pattern(`^\{(?: |[\w.-]+ )`)

// dateFormat matches directives of strftime: a translation may choose others.
var dateFormat = pattern(`%[-_]?[YmBbHMyAIjZ](?:[^A-Za-z]|$)`)

// placeholders returns the placeholders of text, a string of p, in order.
func placeholders(p *rule.Pair, text string) []placeholder {
	if !strings.ContainsAny(text, "%{$") || dateFormat().MatchString(text) {
		return nil
	}
	var out []placeholder
	for _, at := range placeholderPattern().FindAllStringIndex(text, -1) {
		x := placeholder{Span: span.Span{Start: at[0], End: at[1]}}
		x.text = text[x.Start:x.End]
		if x.text == "%%" {
			continue
		}
		if x.text[0] == '%' && !x.directive(p, text) || !p.Loose && looseBraces().MatchString(x.text) {
			continue
		}
		if x.key == "" {
			x.key = strings.ReplaceAll(x.text, " ", "")
			if x.text[0] == '{' && !strings.HasPrefix(x.text, "{{") {
				name, _, _ := strings.Cut(strings.TrimSuffix(x.key, "}"), ",")
				name, _, _ = strings.Cut(name, ":")
				x.key, x.next = name+"}", x.text == "{}"
			}
		}
		out = append(out, x)
	}
	return out
}

// directive completes what begins with a percent sign, and reports whether it is a
// placeholder: a sign after a number may just be a sign, as in "50%off".
func (x *placeholder) directive(p *rule.Pair, text string) bool {
	rest := text[x.End:]
	glued := rest != "" && isASCIILetter(rest[0])
	switch c := x.text[len(x.text)-1]; {
	case x.text[1] == '(' || x.text[1] == '{' || x.text[1] == '<':
		if x.text[1] == '(' {
			x.key = x.text[:strings.IndexByte(x.text, ')')+1] + conversionClass(c)
		}
		return true
	case strings.Contains(x.text, "$"):
		number, _, _ := strings.Cut(x.text[1:], "$")
		x.key = "%" + number + "$" + conversionClass(c)
		return true
	case '0' <= c && c <= '9':
		x.key = "%" + strings.TrimPrefix(x.text[1:], "L")
		return !glued || p.Accelerators == "&"
	case p.Accelerators == "&" && '1' <= x.text[1] && x.text[1] <= '9': // %1s of Qt is %1 and a letter
		n := 2
		for n < len(x.text) && n < 3 && '0' <= x.text[n] && x.text[n] <= '9' {
			n++
		}
		x.End, x.text, x.key = x.Start+n, x.text[:n], x.text[:n]
		return true
	case glued && !p.Directives && (c != 's' && c != 'd' && c != '@' || x.Start > 0 && '0' <= text[x.Start-1] && text[x.Start-1] <= '9'):
		return false
	}
	x.key, x.next = "%"+conversionClass(x.text[len(x.text)-1]), x.text[len(x.text)-1] != 'n'
	return true
}

// conversionClass is the same for conversions of printf that take the same values.
func conversionClass(c byte) string {
	switch c {
	case 'd', 'i', 'u':
		return "d"
	case 'e', 'E', 'f', 'F', 'g', 'G', 'a', 'A':
		return "f"
	case 'x', 'X':
		return "x"
	}
	return string(c)
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// numbered gives the directives of printf without a number theirs.
func numbered(all []placeholder) []placeholder {
	all = slices.Clone(all)
	n := 0
	for i := range all {
		if x := &all[i]; x.next && x.text[0] == '%' {
			n++
			x.key = "%" + strconv.Itoa(n) + "$" + x.key[1:]
		}
	}
	return all
}

// hasNumbers reports whether a directive of printf has a number.
func hasNumbers(all []placeholder) bool {
	return slices.ContainsFunc(all, func(x placeholder) bool { return x.text[0] == '%' && strings.Contains(x.text, "$") })
}

// A placeholderSet is what the placeholders of a string are, beside those of its
// source.
type placeholderSet struct {
	got     []placeholder // of the translation
	missing []placeholder // of the source
	extra   []placeholder // of the translation, which no source has
	order   bool          // directives without a number are in another order
}

// comparePlaceholders compares the placeholders of target, a translation of p, with
// those of its source.
func comparePlaceholders(p *rule.Pair, target string) placeholderSet {
	want, got := placeholders(p, p.Source), placeholders(p, target)
	known := want
	if p.Plural != "" {
		known = placeholders(p, p.Plural)
		if p.Form != "one" {
			want, known = known, want
		}
		known = append(slices.Clone(known), want...)
	}
	counted := hasNumbers(want) || hasNumbers(got)
	if counted {
		want, got, known = numbered(want), numbered(got), numbered(known)
	}
	s := placeholderSet{got: got}
	left := map[string]int{}
	for _, x := range got {
		left[x.key]++
	}
	seen := map[string]bool{}
	for _, x := range want {
		switch {
		case x.next && left[x.key] > 0:
			left[x.key]--
		case x.next || left[x.key] == 0 && !seen[x.key]:
			s.missing = append(s.missing, x)
		}
		seen[x.key] = true
	}
	for _, x := range got {
		if !slices.ContainsFunc(known, func(k placeholder) bool { return k.key == x.key }) || x.next && p.Plural == "" && left[x.key] > 0 {
			s.extra = append(s.extra, x)
			left[x.key]--
		}
	}
	if len(s.missing) == 0 && len(s.extra) == 0 && p.Plural == "" && !counted {
		s.order = !slices.Equal(nextKeys(want), nextKeys(got))
	}
	return s
}

func nextKeys(all []placeholder) (keys []string) {
	for _, x := range all {
		if x.next {
			keys = append(keys, x.key)
		}
	}
	return keys
}

// mangled returns the pattern of what typing from right to left makes of a
// placeholder. With turned, the sign may be behind
// the number.
func mangled(text string, turned bool) *regexp.Regexp {
	const gap = `[ \x{00A0}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]{0,2}`
	letters := map[byte]string{'s': "س", 'd': "دي", 'n': "نى", 'i': "ي"}
	var parts []string
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch name := i > 0 && isNameByte(text[i-1]) || i+1 < len(text) && isNameByte(text[i+1]); {
		case c == '%':
			parts = append(parts, `[%\x{066A}\x{FE6A}\x{FF05}]`)
		case '0' <= c && c <= '9':
			parts = append(parts, string([]rune{'[', rune(c), '\u0660' + rune(c-'0'), '\u06F0' + rune(c-'0'), ']'}))
		case isASCIILetter(c) && !name:
			parts = append(parts, `[`+strings.ToLower(string(c))+strings.ToUpper(string(c))+letters[c|0x20]+`]`)
		default:
			parts = append(parts, regexp.QuoteMeta(string(c)))
		}
		if n := len(parts); i > 0 && isNameByte(c) && isNameByte(text[i-1]) { // a name is whole
			parts = append(parts[:n-2], parts[n-2]+parts[n-1])
		}
	}
	ways := []string{strings.Join(parts, gap)}
	switch {
	case text[0] == '%' && turned && len(parts) > 1:
		ways = append(ways, strings.Join(parts[1:], gap)+gap+parts[0])
		if len(parts) == 4 { // %1$s
			ways = append(ways, parts[0]+gap+parts[2]+gap+parts[1]+gap+parts[3], parts[0]+gap+parts[3]+gap+parts[2]+gap+parts[1])
		}
	case text[0] == '{' && text[len(text)-1] == '}' && len(parts) == 3:
		ways = append(ways, `\}`+gap+parts[1]+gap+`\{`)
	}
	return regexp.MustCompile(strings.Join(ways, "|"))
}

func isNameByte(c byte) bool {
	return isASCIILetter(c) || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '-'
}

// percentage matches a number with a percent sign.
var percentage = pattern(`[0-9] ?%|% ?[0-9]`)

// repairs returns the matches of placeholders that the source tells exactly, in
// order: as often as one is missing, something stands in the translation that is one
// but for how it is typed.
func repairs(p *rule.Pair) []rule.Match {
	target := string(p.Target)
	set := comparePlaceholders(p, target)
	if len(set.missing) == 0 {
		return nil
	}
	turned := !percentage().MatchString(without(p.Source, placeholders(p, p.Source)))
	times := map[string]int{}
	for _, x := range set.missing {
		times[x.text]++
	}
	taken := slices.DeleteFunc(slices.Clone(set.got), func(x placeholder) bool {
		return slices.ContainsFunc(set.extra, func(e placeholder) bool { return e.Span == x.Span })
	})
	var out []rule.Match
	for _, text := range sortedKeys(times) {
		if found := findMangled(target, text, turned, taken); len(found) == times[text] {
			out = append(out, found...)
			delete(times, text)
		}
	}
	if left := sortedKeys(times); len(left) == 1 && times[left[0]] == 1 {
		if found := findTranslated(target, left[0], taken); len(found) == 1 {
			out = append(out, found...)
		}
	}
	slices.SortFunc(out, func(a, b rule.Match) int { return a.Start - b.Start })
	for i := 1; i < len(out); i++ {
		if out[i].Start < out[i-1].End { // two claim one place
			return nil
		}
	}
	var edits []span.Edit
	for _, m := range out {
		edits = append(edits, span.Edit{Span: m.Span, New: m.New})
	}
	after := comparePlaceholders(p, string(span.Apply(nil, p.Target, edits)))
	if len(set.missing)-len(after.missing) != len(out) || len(after.extra) > len(set.extra) || after.order {
		return nil
	}
	return out
}

func sortedKeys(times map[string]int) (keys []string) {
	for k := range times {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// without returns text without placeholders.
func without(text string, all []placeholder) string {
	var out strings.Builder
	at := 0
	for _, x := range all {
		out.WriteString(text[at:x.Start])
		out.WriteByte('\x00')
		at = x.End
	}
	out.WriteString(text[at:])
	return out.String()
}

// findMangled returns where target has what mangles the placeholder text, outside of
// taken.
func findMangled(target, text string, turned bool, taken []placeholder) (out []rule.Match) {
	like := mangled(text, turned)
	for from := 0; ; {
		at := like.FindStringIndex(target[from:])
		if at == nil {
			return out
		}
		s := span.Span{Start: from + at[0], End: from + at[1]}
		if target[s.Start:s.End] == text || overlapsAny(taken, s) || grows(target, s) {
			_, size := utf8.DecodeRuneInString(target[s.Start:])
			from = s.Start + size // what is one may begin within: of "من ٪n", "ن ٪" is none
			continue
		}
		out = append(out, rule.Match{Span: s, New: text, Message: "mangled placeholder " + text})
		from = s.End
	}
}

// findTranslated returns where target has braces with an Arabic name, outside of taken,
// for text, which has braces.
func findTranslated(target, text string, taken []placeholder) (out []rule.Match) {
	open := strings.IndexByte(text, '{')
	if open < 0 || text[len(text)-1] != '}' {
		return nil
	}
	for _, at := range arabicName().FindAllStringIndex(target, -1) {
		s := span.Span{Start: at[0], End: at[1]}
		if !overlapsAny(taken, s) && (at[0] < open || target[at[0]-open:at[0]] != text[:open] || open == 0) && strings.Count(target[s.Start:s.End], "{") == strings.Count(text, "{") {
			out = append(out, rule.Match{Span: s, New: text, Message: "mangled placeholder " + text})
		}
	}
	return out
}

// arabicName matches one word of Arabic in braces.
var arabicName = pattern(`\{+[\p{Arabic}_]+\}+`)

func overlapsAny(all []placeholder, s span.Span) bool {
	return slices.ContainsFunc(all, func(x placeholder) bool { return x.Start < s.End && s.Start < x.End })
}

// grows reports whether a letter or a digit that s begins or ends with goes on beside
// it: then it is a part of a word or of another number.
func grows(text string, s span.Span) bool {
	first, _ := utf8.DecodeRuneInString(text[s.Start:])
	last, _ := utf8.DecodeLastRuneInString(text[:s.End])
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	after, n := utf8.DecodeRuneInString(text[s.End:])
	more, _ := utf8.DecodeRuneInString(text[s.End+n:])
	goesOn := func(a, b rune) bool {
		return digits.Has(a) && digits.Has(b) || isLatin(a) && isLatin(b) || isWordy(a) && isWordy(b)
	}
	decimal := digits.Has(last) && strings.ContainsRune(".,٫٬", after) && digits.Has(more)
	return s.Start > 0 && (goesOn(before, first) || digits.Has(first) && strings.ContainsRune(".,٫٬", before)) || s.End < len(text) && (goesOn(last, after) || decimal)
}

// wholeString is a match of all of the first line of the translation.
func wholeString(p *rule.Pair, message string) rule.Match {
	start := len(p.Target) - len(bytes.TrimLeft(p.Target, " \t\r\n"))
	end := len(p.Target)
	if n := bytes.IndexByte(p.Target[start:], '\n'); n >= 0 {
		end = start + n
	}
	return rule.Match{Span: span.Span{Start: start, End: end}, Message: message}
}
