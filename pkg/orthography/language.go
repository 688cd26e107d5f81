package orthography

import (
	"bytes"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// foreign holds of a line in Persian, Urdu or Kurdish, which keeps its own
// letters and its detached و. It weighs the function words and letters that
// only those languages have against the words and letters that only Arabic
// has. A foreign name or a look-alike letter in an Arabic line weighs nothing,
// unless there is nothing else to weigh.
var foreign = &rule.Fact{Of: isForeign}

// foreignLetters are never typed for an Arabic letter by mistake.
var foreignLetters = oneOf("ٹڈڑںےۓۆۇۋڵڕېۍټډړښځڅێ")

var (
	// persianLetters spell foreign names in Arabic too.
	persianLetters = oneOf("پچژگ")
	// ownLetters are on the Arabic keyboard and not on the Persian one, or rare
	// in Persian.
	ownLetters = oneOf("يكىةأإ")
)

func isForeign(line []byte) bool {
	// Most lines hold no letter that a foreign line would: one pass for the
	// lead bytes of U+0670-06FF settles them.
	if !hasFarLetter(line) {
		return false
	}
	theirs, ours, persian, own := 0, 0, 0, false
	for i := 0; i < len(line); {
		start := i
		far, typed, named := false, false, false
		for i < len(line) {
			r, size := utf8.DecodeRune(line[i:])
			if !wordy.Has(r) && r != arabic.ZWNJ {
				break
			}
			far = far || foreignLetters.Has(r)
			typed = typed || r == 'ی' || r == 'ک'
			named = named || persianLetters.Has(r)
			own = own || ownLetters.Has(r)
			i += size
		}
		if i == start {
			_, size := utf8.DecodeRune(line[i:])
			i += size
			continue
		}
		if typed {
			persian++
			if named {
				persian++
			}
		}
		switch word := line[start:i]; {
		case far || isForeignWord(word):
			theirs++
		case isArabicWord(word), bytes.HasPrefix(word, article), bytes.HasPrefix(word, andArticle), bytes.HasSuffix(word, tehMarbuta):
			ours++
		}
	}
	// Where no word decides, the keyboard does: who types ی and ک in word after
	// word, some with پ or گ beside them, and no ي or ك, writes Persian.
	return theirs > ours || theirs == 0 && ours == 0 && persian > 2 && !own
}

var (
	article    = []byte("ال")
	andArticle = []byte("وال")
	tehMarbuta = []byte("ة")
)

// hasFarLetter reports whether line has a code point of U+0672-06FF.
func hasFarLetter(line []byte) bool {
	for i, c := range line {
		if c == 0xDA || c == 0xDB || c == 0xD9 && i+1 < len(line) && line[i+1] > 0xB1 {
			return true
		}
	}
	return false
}
