package document

import (
	"regexp"
	"sync"
)

// declarations are how pages say which language they are in, in their first bytes.
var declarations = sync.OnceValue(func() []*regexp.Regexp {
	const code = `([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)`
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)<html\b[^<>]*\blang\s*=\s*["']?` + code),                                                             // HTML
		regexp.MustCompile(`(?m)\A(?:\x{FEFF})?---\r?\n(?:(?:[^-\r\n][^\r\n]*)?\r?\n)*?(?:lang|language|locale):[ \t]*["']?` + code), // front matter
		regexp.MustCompile(`(?m)^"Language:[ \t]*` + code),                                                                           // PO
		regexp.MustCompile(`"@@locale"\s*:\s*"` + code),                                                                              // ARB
		regexp.MustCompile(`<file\b[^<>]*\btarget-language\s*=\s*["']` + code),                                                       // XLIFF
		regexp.MustCompile(`<xliff\b[^<>]*\btrgLang\s*=\s*["']` + code),                                                              // XLIFF 2
		regexp.MustCompile(`<TS\b[^<>]*\blanguage\s*=\s*["']` + code),                                                                // Qt
		regexp.MustCompile(`<language>\s*` + code),                                                                                   // RSS
	}
})

// declarationMost is how many bytes a page has before the end of its declaration.
const declarationMost = 4 << 10

// Language returns the code of the language that a page declares in its first bytes,
// as it is written there, such as "fa" or "ar_SA"; "" where it declares none.
func Language(head []byte) string {
	head = head[:min(len(head), declarationMost)]
	for _, d := range declarations() {
		if m := d.FindSubmatch(head); m != nil {
			return string(m[1])
		}
	}
	return ""
}
