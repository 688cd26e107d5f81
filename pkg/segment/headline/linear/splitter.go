// Package linear is the model of package headline: a linear model over the gaps between
// words, with what training needs (see scripts/train-headlines). It promises nothing:
// its names and the format of its files may change with every version.
package linear

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
)

// A Splitter finds the gaps of one text after another at which a sentence begins. The
// zero value is ready; it is not safe for concurrent use.
type Splitter struct {
	words  [window]word
	n      int  // words in the window
	at     int  // offset of the text from which the next word is read
	first  int  // the word that begins the sentence at hand
	gap    int  // the gap before words[gap] is the next to weigh
	passed int  // words of the sentence that have left the window
	parted bool // the text was parted before the sentence at hand

	features [maxFeatures]uint32
	count    int
	repeats  repeats
}

// The sizes that the features of the model were learned with: another number needs
// a new model.
const (
	window        = 160
	wordsBefore   = 24 // words before a gap that its features see
	wordsAfter    = 20 // words after it
	rivals        = 6  // gaps among which the best is cut
	headlineWords = 30 // the most that a headline has
	maxFeatures   = 80
)

// A word is what the features see of one.
type word struct {
	start, end int32
	hash       uint32 // of its letters, folded
	stem       uint32 // of what is left without و, ال and endings; 0 for function words and short ones
	head, tail uint32 // its first and last three letters
	letters    uint8
	kind       uint8 // see the constants
	of         uint8 // its class; 0 until it is asked for
	pre, post  uint8 // the punctuation before and after it
}

const (
	kindArabic = iota
	kindLatin
	kindDigit
	kindMark // nothing but punctuation
)

// What stands between two words.
const (
	markNone = iota
	markComma
	markColon
	markQuote
	markOpen
	markClose
	markDash
	markDots
	markOther
)

// Reset prepares s for a new text.
func (s *Splitter) Reset() { s.n, s.at, s.first, s.gap, s.passed, s.parted = 0, 0, 0, 1, 0, false }

// A Threshold is what a gap must score for a sentence to begin there, in
// sixteenths of natural log units: 0 is as likely as not, in the examples that the
// model learnt from.
type Threshold struct {
	Opening int32 // in the first words of a line, where headlines stand
	Inside  int32 // elsewhere
}

// Next returns the offset of the next word of text that begins a sentence by the model
// and the threshold, and whether there is one. first means that text begins its line.
func (s *Splitter) Next(text []byte, t Threshold, first bool) (int, bool) {
	for {
		s.fill(text)
		if s.gap >= s.n {
			return 0, false
		}
		best, score := 0, t.Inside-1
		if s.opens(first) && s.gap-s.first+s.passed <= headlineWords && !(s.passed == 0 && s.words[s.first].functionBits()&scene != 0) {
			score = t.Opening - 1
		}
		for g := s.gap; g < min(s.n, s.gap+rivals); g++ {
			if best == 0 && g > s.gap {
				break
			}
			if s.words[g-1].functionBits()&leans != 0 {
				continue
			}
			if v := s.score(g, score+1, first); v > score {
				best, score = g, v
			}
		}
		if best == 0 {
			s.gap++
			continue
		}
		s.begin(best)
		return int(s.words[best].start), true
	}
}

// begin has a sentence begin at words[g].
func (s *Splitter) begin(g int) { s.first, s.gap, s.passed, s.parted = g, g+1, 0, true }

// fill reads words until the window is full or the text ends, and drops the words that
// no feature reads any more.
func (s *Splitter) fill(text []byte) {
	if s.gap+wordsAfter+rivals < s.n || s.at >= len(text) {
		return
	}
	if drop := s.gap - wordsBefore - 1; drop > window/4 {
		copy(s.words[:], s.words[drop:s.n])
		s.n -= drop
		s.gap -= drop
		if s.first -= drop; s.first < 0 {
			s.passed -= s.first
			s.first = 0
		}
	}
	for s.n < window && s.at < len(text) {
		if s.words[s.n].read(text, s.at) {
			s.at = int(s.words[s.n].end)
			s.n++
		} else {
			s.at = len(text)
		}
	}
}

// letters folds the code points of U+0600 to U+06FF: 0 for what is no part of
// a word's shape, 1 for punctuation, '0' for digits, and a byte a letter.
var letters = func() (t [256]uint8) {
	for r := rune(0x600); r <= 0x6FF; r++ {
		switch arabic.KindOf(r) {
		case arabic.Letter:
			t[r-0x600] = uint8(0x80 | r&0x7F)
		case arabic.Digit:
			t[r-0x600] = '0'
		case arabic.Sign:
			t[r-0x600] = 1
		}
	}
	for from, to := range map[rune]rune{'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ة': 'ه', 'ؤ': 'و', 'ئ': 'ي'} {
		t[from-0x600] = t[to-0x600]
	}
	return t
}()

func fold(r rune) uint8 { return letters[r-0x600] }

var (
	alef, lam, waw, ba, kaf, fa = fold('ا'), fold('ل'), fold('و'), fold('ب'), fold('ك'), fold('ف')
	ta, ya, seen                = fold('ت'), fold('ي'), fold('س')
)

// read reads the word of text at or after at, and reports whether there is one.
func (w *word) read(text []byte, at int) bool {
	if at = skipSpace(text, at); at == len(text) {
		return false
	}
	*w = word{start: int32(at)}
	var shape [24]uint8 // the folds of the first letters and digits
	n := 0
	has := uint8(0) // the kinds of its characters, as bits
scan:
	for at < len(text) && text[at] > ' ' {
		b := text[at]
		var l uint8
		switch {
		case b&0xFC == 0xD8 && at+1 < len(text) && text[at+1]&0xC0 == 0x80:
			l = letters[(uint(b)&3)<<6|uint(text[at+1])&0x3F]
			if l <= 1 {
				if l == 1 {
					w.mark(mark(rune(b&3)<<6|rune(text[at+1]&0x3F)|0x600), n)
				}
				at += 2
				continue
			}
			if l == '0' {
				has |= 1 << kindDigit
			} else {
				has |= 1 << kindArabic
			}
			at += 2
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			l = b | 0x20
			has |= 1 << kindLatin
			at++
		case '0' <= b && b <= '9':
			l = '0'
			has |= 1 << kindDigit
			at++
		case b < utf8.RuneSelf:
			w.mark(mark(rune(b)), n)
			at++
			continue
		default:
			r, size := utf8.DecodeRune(text[at:])
			if r == arabic.NBSP {
				break scan
			}
			at += size
			if !unicode.IsLetter(r) {
				if !arabic.IsBidiControl(r) && !arabic.IsMark(r) {
					w.mark(mark(r), n)
				}
				continue
			}
			l = uint8(r)
			has |= 1 << kindLatin
		}
		w.post = markNone
		if n < len(shape) {
			shape[n] = l
			n++
		}
		w.hash = (w.hash ^ uint32(l)) * 0x01000193
		if w.letters < 255 {
			w.letters++
		}
	}
	w.end = int32(at)
	w.describe(shape[:n], has)
	return true
}

// skipSpace returns the offset of the first byte at or after at that is no space.
func skipSpace(text []byte, at int) int {
	for at < len(text) {
		switch {
		case text[at] <= ' ':
			at++
		case text[at] == 0xC2 && at+1 < len(text) && text[at+1] == 0xA0: // NO-BREAK SPACE
			at += 2
		default:
			return at
		}
	}
	return at
}

// describe fills in what follows from the folds of the letters of w, and from the
// kinds of its characters, as bits.
func (w *word) describe(shape []uint8, has uint8) {
	switch {
	case has&(1<<kindArabic) != 0:
		w.kind = kindArabic
	case has&(1<<kindLatin) != 0:
		w.kind = kindLatin
	case has&(1<<kindDigit) != 0:
		w.kind = kindDigit
	default:
		w.kind = kindMark
		w.hash = uint32(w.pre)
		return
	}
	n := len(shape)
	for i := range min(3, n) {
		w.head = w.head<<8 | uint32(shape[i])
		w.tail = w.tail | uint32(shape[n-1-i])<<(8*i)
	}
	switch {
	case w.kind == kindArabic && w.functionBits()&function == 0:
		w.stem = stem(shape)
	case w.kind == kindLatin && n > 2:
		w.stem = w.hash
	}
}

// mark notes a punctuation mark before the letters (n is 0) or after them.
func (w *word) mark(m uint8, n int) {
	if n == 0 {
		w.pre = m
	}
	w.post = m
}

func mark(r rune) uint8 {
	switch r {
	case ',', '،', ';', '؛':
		return markComma
	case ':':
		return markColon
	case '"', '\'', '«', '»', '\u201C', '\u201D', '\u201E', '\u2018', '\u2019':
		return markQuote
	case '(', '[', '{':
		return markOpen
	case ')', ']', '}':
		return markClose
	case '-', '\u2013', '\u2014', '/', '|', '*', '\u2022', 'ـ':
		return markDash
	case '.', '\u2026':
		return markDots
	}
	return markOther
}

// stem hashes what tells a word's subject: its first letters past و, ب, ل and
// the article. 0 where too little is left.
func stem(l []uint8) uint32 {
	if len(l) > 4 && (l[0] == waw || l[0] == fa) {
		l = l[1:]
	}
	switch {
	case len(l) > 4 && l[0] == alef && l[1] == lam:
		l = l[2:]
	case len(l) > 4 && l[0] == lam && l[1] == lam:
		l = l[2:]
	case len(l) > 5 && (l[0] == ba || l[0] == kaf) && l[1] == alef && l[2] == lam:
		l = l[3:]
	case len(l) > 4 && (l[0] == ba || l[0] == lam || l[0] == seen):
		l = l[1:]
	}
	if len(l) > 3 && (l[0] == ya || l[0] == ta || l[0] == alef) { // أعلن / يعلن / تعلن, شرع / يشرع
		l = l[1:]
	}
	if len(l) < 3 {
		return 0
	}
	h := uint32(0x811C9DC5)
	for _, c := range l[:min(len(l), 4)] {
		h = (h ^ uint32(c)) * 0x01000193
	}
	return h
}

// What a word of the closed classes is.
const (
	function = 1 << iota // it holds no subject
	leans                // it wants another word after it: no sentence ends with it
	scene                // a sentence that begins with it likely begins with an adverbial
)

// functionBits returns what w is of the closed classes; 0 for other words.
func (w *word) functionBits() uint8 {
	table := closedWords()
	return table[table.slot(w.hash)].what
}

// A closedTable holds what words are by their hashes, open-addressed: a free slot
// is nothing.
type closedTable [1 << 10]struct {
	hash uint32
	what uint8
}

// slot returns the slot of a hash, or the free one where it belongs.
func (t *closedTable) slot(hash uint32) uint32 {
	for i := hash % uint32(len(t)); ; i = (i + 1) % uint32(len(t)) {
		if t[i].what == 0 || t[i].hash == hash {
			return i
		}
	}
}

var closedWords = sync.OnceValue(func() *closedTable {
	set := new(closedTable)
	for what, words := range map[uint8]string{
		function: `على إلى التي الذي الذين هذا هذه ذلك تلك كان كانت يكون تكون بعد قبل
			خلال حتى عند عندما حيث كما لكن ولكن أكثر غير بين منذ حول أنه أنها إنه
			إنها وقد فقد لقد ليس ليست كل بعض أحد لدى لديه هناك أيضا يمكن عام يوم
			اليوم ضمن نحو مثل دون ضد عليه عليها فيها منها وهو وهي وكان وكانت بأن لأن`,
		leans: `في من إلى على عن مع بين خلال منذ عند لدى نحو ضمن دون حول تحت وفي ومن وعلى
			أن إن وأن وإن بأن لأن أنه أنها إنه إنها التي الذي الذين اللذين اللتين عندما حيث
			كما لكن ولكن إذا لو أو أم ثم بل لم لن قد وقد فقد لقد سوف كل بعض غير مثل أي
			كان كانت وكان وكانت وهو وهي لذلك قال قالت وقال وقالت`,
		scene: `في من على إلى عن مع بين خلال منذ عند لدى نحو ضمن دون حول تحت بعد قبل حتى وسط أثناء
			عقب فور رغم برغم بالرغم بسبب نتيجة بفضل حسب بحسب وفق وفقا بناء عندما حين حينما بينما لما كلما إذا
			برعاية بحضور بمشاركة بمناسبة بدعوة بتوجيه بتنظيم بالتعاون بالتزامن بهدف بغرض بشكل بصفة بعيدا إضافة
			تنفيذا تضامنا تزامنا استجابة انطلاقا استنادا استكمالا استعدادا تمهيدا تقديرا تكريما احتفاء احتفالا ابتداء بداية بدءا كجزء
			وفي ومن وعلى وبعد وقبل ومع وخلال ومنذ وعند وعندما وبين وحول وبحسب ووفقا وحسب`,
	} {
		for _, s := range strings.Fields(words) {
			h := uint32(0)
			for _, r := range s {
				h = (h ^ uint32(fold(r))) * 0x01000193
			}
			i := set.slot(h)
			set[i].hash = h
			set[i].what |= what
		}
	}
	return set
})
