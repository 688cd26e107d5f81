package orthography

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// A Language is the BCP 47 tag of a language that is written in Arabic script.
// The zero value is an unknown language.
type Language string

// Arabic is the language of this package.
const Arabic Language = "ar"

// tongues is a set of the languages but Arabic, in the order of alphabets.
type tongues uint16

const (
	inPersian tongues = 1 << iota
	inUrdu
	inSorani
	inKurmanji
	inPashto
	inSindhi
	inUyghur
	inPunjabi
	inKashmiri
	inBalochi
	inMalay
	inOttoman
	inAzeri
	inAny = inAzeri<<1 - 1
)

// alphabets are the languages but Arabic: what letters each adds to U+0621-064A,
// and which of these it does not write. Of two that fit a text as well, the first
// is its language.
var alphabets = []struct {
	Language
	adds, lacks string
}{
	{"fa", "پچژگیکۀۀ", "ىي"},
	{"ur", "پچژگیکٹڈڑںےۓہھۂۃۀ", "هيىك"},
	{"ckb", "پچژگیکۆێڵڕەڤۊڎڶۇۋھۍ", "ثذصضظطةىأإ"},
	{"kmr-Arab", "پچژگیکۆێڕەڤۊۇھ", "ثذصضظطةىأإ"},
	{"ps", "پچژګگیکټډړږښځڅېۍڼۀے", ""},
	{"sd", "پچگڪٻڄڃڇڏڌڍٽٺٿڀڦڱڳڻ۾۽ڙکھہی", ""},
	{"ug", "پچژگڭېۇۆۈۋەھ", "ةثذصضطظعحأإؤه"},
	{"pnb", "پچژگیکٹڈڑںےۓہھۂۃݨࣇڳݙٻڄ", "هيىك"},
	{"ks", "پچژگیکٹڈڑںےہھۂٲٳۄؠێۆۍۅۃ", "هيىك"},
	{"bal", "پچژگیکٹڈڑںےہھۏێۆ", "ثذصضطظةى"},
	{"ms-Arab", "چڠڤڽݢگۏکڬى", ""},
	{"ota", "پچژگڭیکۀەڨ", ""},
	{"azb", "پچژگیکۇۆۊؽێەڭ", "ةىأإ"},
}

// A letterOf is what a letter says of the language of its word: the languages that
// write it, and the sets that it is in.
type letterOf struct {
	in                         tongues
	far, near, own, yeh, typed bool
	letter                     bool
	arabic                     rune // that a look-alike stands for
}

// letterTable has the letters from U+0620 on.
var letterTable = sync.OnceValue(func() *[0x8D0 - 0x620]letterOf {
	of := new([0x8D0 - 0x620]letterOf)
	for i := range of {
		r := rune(0x620 + i)
		of[i] = letterOf{
			letter: arabic.IsLetter(r), far: foreignLetters.Has(r), near: persianLetters.Has(r), own: ownLetters.Has(r),
			yeh: r == 'ی', typed: r != 'ی' && lookalikes.Has(r), arabic: r,
		}
		if '\u0621' <= r && r <= '\u0652' {
			of[i].in = inAny
		}
	}
	for i, a := range alphabets {
		for _, r := range a.adds {
			of[r-0x620].in |= 1 << i
		}
		for _, r := range a.lacks {
			of[r-0x620].in &^= 1 << i
		}
	}
	for _, pair := range asArabicPairs {
		of[pair[0]-0x620].arabic = pair[1]
	}
	return of
})

// Languages returns the languages that this package knows, Arabic first.
func Languages() []Language {
	known := []Language{Arabic}
	for _, a := range alphabets {
		known = append(known, a.Language)
	}
	return known
}

// languageMost is how much of a text, in bytes, tells its language.
const languageMost = 64 << 10

// LanguageOf returns the language of a text, as its first 64 KiB show it, or ""
// if nothing in it is Arabic rather than another language.
func LanguageOf(text []byte) Language { return languageOf(text, true) }

// languageOf is LanguageOf, of a text that has a farTrace only if mayBeFar is set.
func languageOf(text []byte, mayBeFar bool) Language {
	if len(text) > languageMost {
		text = text[:languageMost]
		for len(text) > 0 && !utf8.RuneStart(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
	}
	if !mayBeFar || !hasFarLetters(text) {
		// No other language has as few letters of its own.
		head := text[:min(len(text), 1<<8)]
		if articleShows(head) { // it is soon found
			return Arabic
		}
		if v := weigh(head, true); v.ours > 0 {
			return Arabic
		}
	}
	v := weigh(text, false)
	switch {
	case v.foreign():
		return alphabets[v.best()].Language
	case v.ours > 0:
		return Arabic
	}
	return ""
}

// articleShows reports whether the first word of text with the article, after a space,
// weighs for Arabic, as far as that is soon known: no language of this package has a word
// with those letters first.
func articleShows(text []byte) bool {
	i := bytes.Index(text, spaceArticle)
	if i < 0 {
		return false
	}
	var w strange
	w.read(text, i+1)
	return !w.far && w.size >= len(article)+2*2 && bytes.HasPrefix(w.bare[:w.size], article)
}

// hasFarLetters reports whether one code point of text in 200 is such as
// hasFarLetter asks for.
func hasFarLetters(text []byte) bool {
	far := 0
	for c := byte(0xDA); c <= 0xDD; c++ {
		far += bytes.Count(text, []byte{c})
	}
	return far > len(text)/400
}

// foreign holds of a line in another language, which keeps its own letters and
// its detached و.
var foreign = &rule.Fact{Any: []*rule.Fact{outweighed, unproven}}

// outweighed holds of a line whose words and letters that only other languages have
// outweigh those that only Arabic has. A foreign name or a look-alike letter in an
// Arabic line weighs little.
var outweighed = &rule.Fact{Of: isForeign, Triggers: []rule.Trigger{
	{At: arabic.Union(arabic.Ranges(arabic.Range{Lo: '\u0672', Hi: '\u07FF'}), oneOf("\u200C"))}, // ZERO WIDTH NON-JOINER
	{At: oneOf("\u0662"), Before: arabic.Union(letters, marks)},                                  // ARABIC-INDIC DIGIT TWO
}}

// unproven holds of a line with letters of another language and nothing that only
// Arabic has: کتاب is a word of six languages. It is Arabic where the text is known to
// be Arabic that was typed on a Persian keyboard, see [Nature].
var unproven = &rule.Fact{Of: isUnproven, Triggers: []rule.Trigger{{At: lookalikes}}}

func isUnproven(line []byte) bool {
	v := weigh(line, false)
	return v.ours == 0 && !v.own && v.typed+v.yeh > 0
}

// isTyped reports whether more words that only Arabic has are written in text with
// letters of a Persian keyboard than with those of an Arabic one.
func isTyped(text []byte) bool {
	if bytes.IndexFunc(text, lookalikes.Has) < 0 {
		return false
	}
	v := weigh(text, false)
	return v.keyed > v.plain
}

func isForeign(line []byte) bool {
	// Most lines hold no letter that a foreign line would: one pass for the
	// lead bytes of U+0670-07FF settles them.
	if !hasFarLetter(line) {
		return false
	}
	v := weigh(line, false)
	return v.foreign()
}

// Of what a word weighs for a language: one that only the language has, one that
// no other could be, a letter that is hardly ever typed for another, and a letter
// that spells foreign names in Arabic too, or that a Persian keyboard types for an
// Arabic one.
const (
	heavy  = 4
	firm   = 3
	medium = 2
	light  = 1
)

// A verdict is what the words of a text weigh.
type verdict struct {
	words  int  // of two letters and more
	typed  int  // of these, with a letter that may stand for an Arabic one
	yeh    int  // of the others, with ی
	joined int  // of the others, after a ZWNJ
	near   int  // with a letter for a foreign sound
	sure   bool // one of them is heavy
	own    bool // a letter that the keyboards of those languages hardly have
	keyed  int  // words of ours with a letter of these keyboards
	plain  int  // words of ours with a letter of the Arabic one
	ours   int  // for Arabic
	theirs [16]int
}

var (
	// foreignLetters are never typed for an Arabic letter by mistake.
	foreignLetters = oneOf("ٹڈڑںےۓۆۇۋڵڕېۍټډړښږځڅێٻڄڃڇڏڌڍٽٺٿڀڦڱڳڻڙ۾۽ڼګڭۈٲٳۄؠݨڠڽݢ")
	// persianLetters spell foreign names in Arabic too.
	persianLetters = oneOf("پچژگڤۏڨ")
	// ownLetters are on the Arabic keyboard and not on the Persian one, or rare
	// in Persian.
	ownLetters = oneOf("يىةأإ")
)

// weigh reads the words of a text; with once, no more of them than show Arabic.
func weigh(text []byte, once bool) (v verdict) {
	var w strange
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			w.joined = false
			i++
			continue
		}
		joined := w.joined
		w.read(text, i)
		if w.end == i {
			_, size := decode(text[i:])
			i += size
			continue
		}
		w.after = joined && w.letters > 0
		i = w.end
		if once && weightInArabic(&w) == 0 {
			continue
		}
		if v.add(&w); once && v.ours > 0 {
			break
		}
	}
	return v
}

// A strange is a word, or a part of one beside a ZWNJ, and what its letters say of
// its language.
type strange struct {
	end            int
	bare, arabic   [wordMost]byte // its letters, as many as a word of a list has; those of Arabic for them
	letters, size  int            // in all; bytes of bare
	could          tongues        // the languages that have all its letters
	far, near, own bool           // it has foreignLetters, persianLetters, ownLetters
	yeh, typed     bool           // ی, another of lookalikes
	twice          bool           // ٢ stands behind it
	joined, after  bool           // a ZWNJ stands behind it, before it
}

// read makes w the word of text that begins at i.
func (w *strange) read(text []byte, i int) {
	w.end, w.letters, w.size, w.could = i, 0, 0, inAny
	w.far, w.near, w.own, w.yeh, w.typed, w.twice, w.joined = false, false, false, false, false, false, false
	last, table := rune(0), letterTable()
	for w.end < len(text) && !w.joined {
		r, size := decode(text[w.end:])
		switch at := uint(r - 0x620); {
		case at < uint(len(table)) && table[at].letter:
			l := &table[at]
			w.could &= l.in
			// ە ends no syllable of Arabic, nor does ئ begin a word.
			w.far = w.far || l.far || last == 'ە' || last == 'ئ' && w.letters == 1
			w.near, w.own, w.yeh, w.typed = w.near || l.near, w.own || l.own, w.yeh || l.yeh, w.typed || l.typed
			w.letters++
			if w.size+2 <= wordMost && r < 0x800 {
				w.bare[w.size], w.bare[w.size+1] = text[w.end], text[w.end+1]
				w.arabic[w.size], w.arabic[w.size+1] = byte(0xC0|l.arabic>>6), byte(0x80|l.arabic&0x3F)
				w.size += 2
			}
			last = r
		case r == arabic.ZWNJ:
			w.joined = w.letters > 0
		case !wordy.Has(r):
			if r == '٢' && w.letters > 1 {
				next, _ := utf8.DecodeRune(text[w.end+size:])
				w.twice = !wordy.Has(next) && !digits.Has(next)
			}
			return
		case r == '\u0654' && (last == 'ه' || last == 'ە' || last == 'ہ'): // ARABIC HAMZA ABOVE: مادهٔ
			w.far = true
		}
		w.end += size
	}
}

// decode is utf8.DecodeRune, at once for two bytes.
func decode(text []byte) (rune, int) {
	if len(text) > 1 && text[0] >= 0xC2 && text[0] < 0xE0 && text[1]&0xC0 == 0x80 {
		return rune(text[0]&0x1F)<<6 | rune(text[1]&0x3F), 2
	}
	return utf8.DecodeRune(text)
}

// add weighs a word.
func (v *verdict) add(w *strange) {
	in, weight, ours := w.could, 0, weightInArabic(w)
	switch {
	case w.far && w.could == 0: // of letters of many languages: ornament
		weight = light
	case w.far && ours != medium: // الپاركينڭ
		weight = heavy
	case w.twice:
		in, weight = inMalay, light
	case w.yeh, w.typed, w.near, w.far:
		weight = light
	}
	if is := spoken(string(w.bare[:w.size])); is != 0 {
		in, weight = is, heavy
		if w.after && !w.near && !w.yeh { // كتاب ها, with a ZWNJ
			weight = light
		}
	}
	if weight == heavy {
		v.sure, ours = true, 0
	}
	switch {
	case w.letters < 2:
	case w.typed, w.twice:
		v.typed++
	case w.yeh:
		v.yeh++
	case w.after:
		v.joined++
	}
	if w.near {
		v.near++
	}
	if w.letters > 1 && !w.after {
		v.words++
	}
	v.own = v.own || w.own
	if ours > 0 && (w.yeh || w.typed) {
		v.keyed++
	} else if ours > 0 && w.own {
		v.plain++
	}
	v.ours += ours
	if in == 0 {
		in = inAny
	}
	for l := range alphabets {
		if in&(1<<l) != 0 {
			v.theirs[l] += weight
		}
	}
}

// weightInArabic is what a word weighs for Arabic, by its beginning and end if no
// list has it.
func weightInArabic(w *strange) int {
	word, folded := w.bare[:w.size], w.arabic[:w.size]
	seeming := w.yeh || w.typed
	if isArabicWord(word) || seeming && isArabicWord(folded) {
		return heavy
	}
	if bytes.HasSuffix(folded, tehMarbuta) || len(word) > 2 && word[0] == 0xD8 && (word[1] == 0xA3 || word[1] == 0xA5) { // أ or إ
		return firm
	}
	if isArabicMostly(word) || seeming && isArabicMostly(folded) {
		return medium
	}
	for _, article := range articles {
		if len(word) >= len(article)+2*2 && bytes.HasPrefix(word, article) {
			return medium
		}
	}
	// Other languages write their و as a word.
	if rest, ok := bytes.CutPrefix(word, and); ok && len(rest) > 2*2 {
		r, size := utf8.DecodeLastRune(rest)
		first, _ := utf8.DecodeRune(rest)
		switch {
		case persianLetters.Has(first), (r == 'ی' || r == 'ى') && isMaksura(folded[len(and):len(folded)-size]):
			return medium
		case len(rest) > 4*2 && !w.typed:
			return light
		}
	}
	return 0
}

var (
	and        = []byte("و")
	tehMarbuta = []byte("ة")

	article      = []byte("ال")
	spaceArticle = []byte(" ال")
	articles     = [][]byte{article, []byte("وال"), []byte("بال"), []byte("كال"), []byte("فال"), []byte("لل"), []byte("ولل")}
)

// best is the index of the language that the text is in, if it is not in Arabic.
func (v *verdict) best() int {
	best := 0
	for l, weight := range v.theirs {
		if weight > v.theirs[best] {
			best = l
		}
	}
	return best
}

// foreign reports whether the text is in another language than Arabic.
func (v *verdict) foreign() bool {
	if v.sure {
		return 2*v.theirs[v.best()] > 3*v.ours
	}
	// Where no word decides, the keyboard does: who types ی and ک, and no ي or ك,
	// writes another language. Two words are too few to tell.
	typed := v.typed
	if !v.own {
		typed += v.yeh + v.joined
	}
	return v.ours == 0 && typed > 0 && v.words > 2
}

// hasFarLetter reports whether line has a code point of U+0672-07FF
// or a ZWNJ, or a ٢ as in Malay كانق٢, which is كانق twice.
func hasFarLetter(line []byte) bool {
	for i := 1; i < len(line); i++ {
		if leads[line[i-1]]&seconds[line[i]] == 0 {
			continue
		}
		switch {
		case line[i] == 0xA2 && line[i-1] == 0xD9:
			if i > 1 && line[i-2] >= utf8.RuneSelf { // ARABIC-INDIC DIGIT TWO after a letter
				return true
			}
		case line[i-1] != 0xE2, i+1 < len(line) && line[i+1] == 0x8C: // ZERO WIDTH NON-JOINER
			return true
		}
	}
	return false
}

// leads and seconds have a bit in common for the first two bytes of what
// hasFarLetter asks for, and of U+2000-203F.
var leads, seconds = func() (leads, seconds [1 << 8]byte) {
	leads[0xD9], leads[0xE2] = 1, 4
	for c := 0xDA; c <= 0xDD; c++ {
		leads[c] = 2
	}
	for c := 0x80; c <= 0xBF; c++ {
		if seconds[c] = 2; c > 0xB1 || c == 0xA2 {
			seconds[c] |= 1
		}
	}
	seconds[0x80] |= 4
	return leads, seconds
}()

// ParseLanguage returns the language that a BCP 47 tag, or another name of it such
// as "fas" or "ku-Arab", names, or an [*UnknownError]. A region in the tag says
// nothing, unless the language is written in other scripts elsewhere.
func ParseLanguage(tag string) (Language, error) {
	if l := languageNamed(tag); l != "" {
		return l, nil
	}
	var known []string
	for _, l := range Languages() {
		known = append(known, string(l))
	}
	return "", &UnknownError{"language", tag, known}
}

// languageNamed returns the language that the tag names, or "".
func languageNamed(tag string) Language {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	first, rest, _ := strings.Cut(tag, "-")
	second, _, _ := strings.Cut(rest, "-")
	if l, ok := languageTags()[tag[:min(len(first)+1+len(second), len(tag))]]; ok {
		return l
	}
	return languageTags()[first]
}

// languageTags are the languages by what tags begin with.
var languageTags = sync.OnceValue(func() map[string]Language {
	tags := map[string]Language{
		"ara": "ar", "arb": "ar", "arz": "ar", "ary": "ar", "arq": "ar", "aeb": "ar", "apc": "ar", "acm": "ar", "ars": "ar", "afb": "ar",
		"fas": "fa", "per": "fa", "pes": "fa", "prs": "fa", "urd": "ur",
		"ku": "ckb", "ku-iq": "ckb", "ku-arab": "ckb", "sdh": "ckb", "kmr": "kmr-Arab", "ku-sy": "kmr-Arab",
		"pus": "ps", "pbu": "ps", "pbt": "ps", "snd": "sd", "uig": "ug", "pa-arab": "pnb", "pa-pk": "pnb", "skr": "pnb", "kas": "ks",
		"bcc": "bal", "bgn": "bal", "bgp": "bal", "mly-arab": "ms-Arab", "jawi": "ms-Arab", "az-arab": "azb", "az-ir": "azb",
	}
	for _, l := range Languages() {
		tags[strings.ToLower(string(l))] = l
	}
	return tags
})

// LanguageFromPath returns the language that the path of a file names as the paths
// of translations do, in its own name (messages_fa.properties, README.ur.md) or in
// that of a folder (fa/, values-ckb/), or "". A name that is a word elsewhere, such
// as ps, is a language only where the path has no other use for it.
func LanguageFromPath(name string) Language {
	parts := strings.Split(strings.ReplaceAll(name, `\`, "/"), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		folder := ""
		if i > 0 {
			folder = strings.ToLower(parts[i-1])
		}
		if l := languageOfPart(parts[i], folder, i == len(parts)-1); l != "" {
			return l
		}
	}
	return ""
}

// languageOfPart is the language that a file or a folder in another one names.
func languageOfPart(part, folder string, file bool) Language {
	if !file {
		if tag, ok := strings.CutPrefix(part, "values-"); ok {
			return languageOfTag(strings.Replace(strings.TrimPrefix(tag, "b+"), "+", "-", 1), true)
		}
		if tag, ok := strings.CutSuffix(part, ".lproj"); ok {
			return languageOfTag(tag, true)
		}
		if tag, ok := strings.CutPrefix(part, "pages."); ok {
			return languageOfTag(tag, true)
		}
		return languageOfTag(part, slices.Contains(translationFolders, folder))
	}
	extension := path.Ext(part)
	stem := strings.TrimSuffix(part, extension)
	sure := slices.Contains(translationFolders, folder) || slices.Contains(translationFormats, extension)
	if sure || slices.Contains(documents, extension) {
		if l := languageOfTag(stem, sure); l != "" {
			return l
		}
	}
	// Of strings.pt_BR, the longest tag is meant.
	for i, c := range stem {
		if c != '.' && c != '_' && c != '-' {
			continue
		}
		if l := languageOfTag(stem[i+1:], sure || c == '.' && slices.Contains(documents, extension)); l != "" && (sure || slices.Contains(documents, extension)) {
			return l
		}
	}
	return ""
}

// languageOfTag is the language of a tag that nothing follows. Where it need not be
// a tag, one that is a word elsewhere needs a region.
func languageOfTag(tag string, sure bool) Language {
	head, region, split := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if split && !isRegion(region) || len(head) < 2 || len(head) > 3 || head != strings.ToLower(head) {
		return ""
	}
	if !split && !sure && slices.Contains([]string{"ps", "sd", "ks", "bal", "ur", "ku", "per", "kas", "skr", "ara", "ota"}, head) {
		return ""
	}
	return languageNamed(tag)
}

// isRegion reports whether s is written as regions and scripts are: IR, rIR, Arab.
func isRegion(s string) bool {
	s = strings.TrimPrefix(s, "r")
	upper := strings.ToUpper(s)
	return len(s) == 2 && s == upper || s == "Arab" || s == "arab" || s == "Arab-"+strings.TrimPrefix(upper, "ARAB-")
}

var (
	// translationFolders hold a folder or file for each language.
	translationFolders = strings.Fields("locale locales _locales i18n l10n lang langs language languages translation translations translate intl messages po lc_messages nls content docs")
	// translationFormats hold little but translations.
	translationFormats = strings.Fields(".properties .arb .po .pot .strings .stringsdict .resx .xlf .xliff .ftl .mo")
	// documents are what is translated as a whole.
	documents = strings.Fields(".md .markdown .html .htm .rst .adoc .xml .yml .yaml .json .srt .vtt .ts")
)
