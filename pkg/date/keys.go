package date

import (
	"slices"

	"github.com/nass-ar/nass/pkg/lexicon"
)

// Words that the grammar asks for by name.
var (
	keyAb      = lexicon.KeyOf("آب")
	keyQada    = lexicon.KeyOf("قعدة")
	keyHijja   = lexicon.KeyOf("حجة")
	keyM       = lexicon.KeyOf("م")
	keyHijra   = lexicon.KeyOf("هجرة")
	keyJay     = lexicon.KeyOf("جاي")
	keyLaylat  = lexicon.KeyOf("ليلة")
	keyZuhr    = lexicon.KeyOf("ظهر")
	keyRas     = lexicon.KeyOf("رأس")
	keyYa      = lexicon.KeyOf("ي")
	keyWaw     = lexicon.KeyOf("و")
	keyFa      = lexicon.KeyOf("ف")
	keyMawalid = lexicon.KeyOf("مواليد")
	keyWantum  = lexicon.KeyOf("وأنتم")
	keyAsr     = lexicon.KeyOf("عصر")
	keyBukra   = lexicon.KeyOf("بكرة")
	keyYunyah  = lexicon.KeyOf("يونيه") // with يونية: بيونية is bionic
	keyT       = lexicon.KeyOf("ت")
	keyGh      = lexicon.KeyOf("غ")
	keyNar     = lexicon.KeyOf("نار")
	keyHa      = lexicon.KeyOf("ه")
	keyLater   = lexicon.KeyOf("لاحق")
	keyJari    = lexicon.KeyOf("جاري")
	keyUla     = lexicon.KeyOf("أولى")
	keyGhada   = lexicon.KeyOf("غداء")
	keyAtla    = lexicon.KeyOf("عطلة")
	keyBikran  = lexicon.KeyOf("بكرا")
	keyHaja    = lexicon.KeyOf("الحاجة")
	keyYawmi   = lexicon.KeyOf("يومي")
	keyGhad    = lexicon.KeyOf("غد")
	keyShahran = lexicon.KeyOf("شهرا")
	keyGhadan  = lexicon.KeyOf("غدا")
	keyBakir   = lexicon.KeyOf("باكر")
	keyZahira  = lexicon.KeyOf("ظهيرة")
	keyRaqm    = lexicon.KeyOf("رقم")
	keySuq     = lexicon.KeyOf("سوق")
	keyTaslim  = lexicon.KeyOf("تسليم")
)

var (
	agesOf  = keysOf("عمر", "عمره", "عمرها", "عمري")
	timesOf = keysOf("زمن", "زمان")
	willDo  = keysOf("سي", "ست", "سن") // how a verb of the future begins
	thisOne = keysOf("هاي", "هاد")
)

// keysOf has the keys of words.
func keysOf(words ...string) (keys []lexicon.Key) {
	for _, w := range words {
		keys = append(keys, lexicon.KeyOf(w))
	}
	return keys
}

// key is the skeleton of token i without the clitics it was found under;
// of a word that no date knows it is that of the whole word, less the article.
func (p *parser) key(i int) lexicon.Key {
	t := p.tok(i)
	if t.kind != word || t.latin {
		return 0
	}
	var k lexicon.Key
	n := 0
	at := int(t.start)
	if t.lex != 0 {
		at = int(t.core)
	}
	for at < int(t.end) {
		class, size, _ := next(p.line, at)
		at += size
		if class == lexicon.Skip {
			continue
		}
		if n == lexicon.MaxKey {
			return 0
		}
		k |= lexicon.Key(class) << (5 * n)
		n++
	}
	if t.clitics&hasAl != 0 && t.lex != 0 {
		return k.Drop(2) // ال, or لل
	}
	return k
}

// bare is key without any article.
func (p *parser) bare(i int) lexicon.Key {
	k := p.key(i)
	if k&alBits == keyAl && k.Drop(3) != 0 {
		k = k.Drop(2)
	}
	return k
}

// says reports whether token i is one of the words, whatever its article.
func (p *parser) says(i int, words []lexicon.Key) bool { return slices.Contains(words, p.bare(i)) }
