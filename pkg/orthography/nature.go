package orthography

import (
	"bytes"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// HeadBytes is how much of a text a [Judge] wants to see.
const HeadBytes = 64 << 10

// A Judge decides what the texts of a file are, so that rules of Arabic prose leave
// other texts alone. The zero value judges a text by itself.
type Judge struct {
	Path     string   // of the file, which may name the language: values-fa/strings.xml
	Declared string   // the language that the file declares, as it is written there
	Language Language // of all texts, whatever they show; "" is not known
	Fragment bool     // they are no pages: cells, strings of a program
	Raw      bool     // what Of gets is the text itself, not a page that holds it
}

// NoLanguage is the language of texts in none: rules of Arabic leave them alone.
const NoLanguage Language = "zxx"

// LanguageChoices returns what [ChooseLanguage] knows, the default first.
func LanguageChoices() []string {
	choices := []string{"auto", "none"}
	for _, l := range Languages() {
		choices = append(choices, string(l))
	}
	return choices
}

// ChooseLanguage returns the language that a user names, as [ParseLanguage] does;
// [NoLanguage] for "none", and "" for "auto" and "".
func ChooseLanguage(name string) (Language, error) {
	switch name {
	case "", "auto":
		return "", nil
	case "none":
		return NoLanguage, nil
	}
	l, err := ParseLanguage(name)
	if err != nil {
		return "", &UnknownError{"language", name, LanguageChoices()}
	}
	return l, nil
}

// A Nature is what a text is as a whole.
type Nature struct {
	Language  Language // "" is not known
	Forced    bool     // the user says so
	Typed     bool     // it is Arabic, typed on a keyboard of another language
	Scripture bool     // the Quran
	Latin     bool     // it has no Arabic letter
	Fragment  bool     // no page: its edges are nobody's slip, and it has no frame of a site
	Cells     byte     // the mark between the cells of a table of two columns, ',' or ';'; 0 is none
	Fences    bool     // it has fenced blocks, in which no rule acts
}

// Of returns what a text is that begins with head: its first HeadBytes, or all of it;
// nil if nothing of it is known.
// The file may say by its path or by a declaration that it is in another language
// than Arabic, or the text shows it. A long text that shows Arabic is Arabic, whatever
// the path.
func (j *Judge) Of(head []byte) Nature { return j.OfEach()(head) }

// OfEach returns what does what Of does for each of many texts of the file.
func (j *Judge) OfEach() func(head []byte) Nature {
	known := *j
	declared, path := j.named()
	return func(head []byte) Nature { return known.of(head, declared, path) }
}

// named returns the languages that the declaration of the file and its path name.
func (j *Judge) named() (declared, path Language) {
	if j.Declared != "" {
		declared, _ = ParseLanguage(j.Declared)
	}
	return declared, LanguageFromPath(j.Path)
}

func (j *Judge) of(head []byte, declared, path Language) Nature {
	n := Nature{Language: j.Language, Forced: j.Language != "", Fragment: j.Fragment}
	traces := tracesOf(head)
	n.Scripture = traces.has(farTrace|waslaTrace) && isScripture(head)
	if traces.has(commaTrace | semicolonTrace) {
		n.Cells = twoColumns(head)
	}
	n.Fences = j.Raw && traces.has(graveTrace|tildeTrace) && hasFences(head)
	n.Latin = j.Raw && head != nil && len(head) < HeadBytes && arabic.IndexLetter(head) < 0
	if n.Forced {
		return n
	}
	shown := languageOf(head, traces.has(farTrace))
	switch {
	case isOther(declared):
		n.Language = declared
	case isOther(shown), shown == Arabic && len(head) >= plenty:
		n.Language = shown
	case isOther(path):
		n.Language = path
	default:
		n.Language = shown
	}
	n.Typed = n.Language == Arabic && traces.has(farTrace) && isTyped(head)
	return n
}

// plenty is how many bytes of text show more than a path does.
const plenty = 1 << 8

// isOther reports whether l is known and not Arabic.
func isOther(l Language) bool { return l != "" && l != Arabic }

// Known returns what holds of each line of the text. The slice must not be changed.
func (n Nature) Known() []rule.Known {
	var known []rule.Known
	if n.Forced {
		known = append(known, rule.Known{Fact: named, Holds: true})
	}
	if n.Latin {
		known = append(known, rule.Known{Fact: latinText, Holds: true})
	}
	switch {
	case n.Language == "":
	case n.Language != Arabic:
		known = append(known, rule.Known{Fact: foreign, Holds: true})
	case n.Forced: // otherwise a line may be a quotation
		known = append(known, rule.Known{Fact: foreign, Holds: false})
	case n.Typed:
		known = append(known, rule.Known{Fact: unproven, Holds: false})
	}
	if n.Fragment {
		known = append(known, rule.Known{Fact: fragment, Holds: true})
	}
	switch n.Cells {
	case ',':
		known = append(known, rule.Known{Fact: commaCells, Holds: true})
	case ';':
		known = append(known, rule.Known{Fact: semicolonCells, Holds: true})
	}
	if n.Scripture {
		known = append(known, rule.Known{Fact: scripture, Holds: true})
	}
	if n.Fences {
		known = append(known, rule.Known{Fact: fenced, Holds: true})
	}
	return known
}

// Cut returns a Cut of corpus.StreamOptions for the text, which keeps fenced blocks
// whole, so that rules find the same in blocks of any size; nil if it has none.
func (n Nature) Cut() func(text []byte, seen int) int {
	if !n.Fences {
		return nil
	}
	return outsideFences
}

// Each returns an engine for the texts of a file that are texts of their own, such as
// records: each is judged by itself.
func (j *Judge) Each(e *rule.Engine) *rule.Engine {
	raw := *j
	raw.Raw = true
	of := raw.OfEach()
	return e.Judged(func(text []byte) []rule.Known {
		return of(text[:min(len(text), HeadBytes)]).Known()
	})
}

func natureRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "language",
			Title: "text in another language",
			Doc: `The text is in another language that is written in Arabic script, as its first 64 KiB show: letters and words
that only that language has outweigh those that only Arabic has. Rules of Arabic writing do not apply to it; rules of
bytes and invisible characters do. If the text is Arabic, set --language ar, or language = "ar" in the configuration.
Source: the alphabets in the Unicode CLDR (exemplar characters).`,
			Group: Whole, Level: rule.Info, In: Check, Unless: []*rule.Fact{named},
			Bad:    "این کتاب در تهران چاپ شده است\n",
			Good:   "طبع هذا الكتاب في طهران\n",
			Survey: func() rule.Survey { return new(firstBytes) },
		},
	}
}

// firstBytes is the survey of the first HeadBytes of a text. Its memory comes from heads if
// it needs so much, since every block of a text has one until they are merged.
type firstBytes struct{ text []byte }

var heads = sync.Pool{New: func() any { return new([HeadBytes]byte) }}

// Add keeps nothing of a block that cannot begin in them: each line has a byte.
func (s *firstBytes) Add(block []byte, line int) {
	if line <= HeadBytes {
		if s.text == nil && len(block) >= HeadBytes {
			s.text = heads.Get().(*[HeadBytes]byte)[:0]
		}
		s.text = append(s.text, block[:min(len(block), HeadBytes-len(s.text))]...)
	}
}

func (s *firstBytes) Merge(next rule.Survey) {
	n := next.(*firstBytes)
	if n.text == nil {
		return
	}
	if s.text == nil {
		s.text, n.text = n.text, nil
		return
	}
	s.text = append(s.text, n.text[:min(len(n.text), HeadBytes-len(s.text))]...)
	if cap(n.text) == HeadBytes {
		heads.Put((*[HeadBytes]byte)(n.text[:HeadBytes]))
	}
	n.text = nil
}

func (s *firstBytes) Findings() []rule.Finding {
	l := LanguageOf(s.text)
	if !isOther(l) {
		return nil
	}
	line := bytes.TrimRight(s.text[:lineEnd(s.text)], "\r")
	return []rule.Finding{{Line: 1, Text: line, Message: fmt.Sprintf("text in %s (%s): rules of Arabic do not apply", l.Name(), l)}}
}

// lineEnd is the length of the first line of text, without its newline.
func lineEnd(text []byte) int {
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		return n
	}
	return len(text)
}

// Name returns the English name of the language, or its tag if that is not known.
func (l Language) Name() string {
	if name, ok := languageNames[l]; ok {
		return name
	}
	return string(l)
}

var languageNames = map[Language]string{
	Arabic: "Arabic", "fa": "Persian", "ur": "Urdu", "ckb": "Sorani Kurdish", "kmr-Arab": "Kurmanji Kurdish", "ps": "Pashto", "sd": "Sindhi",
	"ug": "Uyghur", "pnb": "Western Punjabi", "ks": "Kashmiri", "bal": "Balochi", "ms-Arab": "Jawi Malay", "ota": "Ottoman Turkish", "azb": "South Azerbaijani",
}

// What holds of a text as a whole; no line shows it.
var (
	named     = &rule.Fact{Of: never} // the user has named its language
	latinText = &rule.Fact{Of: never} // it has no Arabic letter, and nothing is wrong but damage
	fragment  = &rule.Fact{Of: never} // it is no page
)

func never([]byte) bool { return false }

// scripture holds of a line of the Quran: it has one of its signs, and most of its
// words are vocalised. Its letters and tatweels are as they are meant to be.
var scripture = &rule.Fact{Of: isScripture, Triggers: []rule.Trigger{
	{At: arabic.Ranges(arabic.Range{Lo: '\u0671', Hi: '\u0671'}, arabic.Range{Lo: '\u06D6', Hi: '\u06ED'})}}}

func isScripture(line []byte) bool { return hasQuranSign(line) && isVocalised(line) }

// vocalised holds of a line most of whose words have marks on half of their letters.
var vocalised = &rule.Fact{Of: isVocalised}

func isVocalised(line []byte) bool {
	words, vocalised := 0, 0
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		l, m := 0, 0 // letters and marks of the word
		for i < len(line) && wordy.Has(r) {
			switch {
			case marks.Has(r):
				m++
			case r != arabic.TatweelSign:
				l++
			}
			i += size
			r, size = utf8.DecodeRune(line[i:])
		}
		if l+m == 0 {
			i += size
			continue
		}
		if words++; 2*m >= l {
			vocalised++
		}
	}
	return 2*vocalised > words
}

// hasQuranSign reports whether line has a wasla alef, a pause mark, or another sign that only the Quran has.
func hasQuranSign(line []byte) bool {
	if bytes.Contains(line, waslaAlef) {
		return true
	}
	for i := 0; ; i++ {
		n := bytes.IndexByte(line[i:], 0xDB) // it begins few letters of Arabic, or none
		if n < 0 || i+n+1 == len(line) {
			return false
		}
		if i += n; line[i+1] >= 0x96 && line[i+1] <= 0xAD {
			return true
		}
	}
}

var waslaAlef = []byte("\u0671") // ARABIC LETTER ALEF WASLA
