package date

import "github.com/nass-ar/nass/pkg/arabic"

// Words that the grammar asks for by name.
var (
	keyKanun   = arabic.KeyOf("كانون")
	keyTishrin = arabic.KeyOf("تشرين")
	keyTishri  = arabic.KeyOf("تشري")
	keyAb      = arabic.KeyOf("آب")
	keyQada    = arabic.KeyOf("قعدة")
	keyHijja   = arabic.KeyOf("حجة")
	keyM       = arabic.KeyOf("م")
	keyHijra   = arabic.KeyOf("هجرة")
	keyHay     = arabic.KeyOf("هاي")
	keyHad     = arabic.KeyOf("هاد")
	keyJay     = arabic.KeyOf("جاي")
	keyLaylat  = arabic.KeyOf("ليلة")
	keyZuhr    = arabic.KeyOf("ظهر")
	keyAsr     = arabic.KeyOf("عصر")
	keyBukra   = arabic.KeyOf("بكرة")
	keyYunyah  = arabic.KeyOf("يونيه") // with يونية: بيونية is bionic
	keyT       = arabic.KeyOf("ت")
	keyGh      = arabic.KeyOf("غ")
	keyNar     = arabic.KeyOf("نار")
	keyUmr     = arabic.KeyOf("عمر")
	keyUmrHis  = arabic.KeyOf("عمره")
	keyUmrHer  = arabic.KeyOf("عمرها")
	keyUmrMy   = arabic.KeyOf("عمري")
	keyAlif    = arabic.KeyOf("ا")
	keyHa      = arabic.KeyOf("ه")
	keyLater   = arabic.KeyOf("لاحق")
	keyJari    = arabic.KeyOf("جاري")
	keySalat   = arabic.KeyOf("صلاة")
	keyKhutbat = arabic.KeyOf("خطبة")
	keyUla     = arabic.KeyOf("أولى")
	keyZaman   = arabic.KeyOf("زمن")
	keyZamaan  = arabic.KeyOf("زمان")
	keyGhada   = arabic.KeyOf("غداء")
)

// key is the skeleton of token i without the clitics it was found under;
// of a word that no date knows it is that of the whole word, less the article.
func (p *parser) key(i int) arabic.Key {
	t := p.tok(i)
	if t.kind != word || t.latin {
		return 0
	}
	var k arabic.Key
	n := 0
	at := int(t.start)
	if t.lex != 0 {
		at = int(t.core)
	}
	for at < int(t.end) {
		class, size, _ := next(p.line, at)
		at += size
		if class == arabic.Skip {
			continue
		}
		if n == arabic.MaxKey {
			return 0
		}
		k |= arabic.Key(class) << (5 * n)
		n++
	}
	if t.clitics&hasAl != 0 && t.lex != 0 {
		return k.Drop(2) // ال, or لل
	}
	return k
}

// bare is key without any article.
func (p *parser) bare(i int) arabic.Key {
	if k := p.key(i); k&alBits == keyAl && k.Drop(3) != 0 {
		return k.Drop(2)
	} else {
		return k
	}
}

func (p *parser) isKanun(i int) bool { return p.key(i) == keyKanun }

func (p *parser) isTishrin(i int) bool { k := p.key(i); return k == keyTishrin || k == keyTishri }

// isAb reports آب with its madda: August, not أب, a father.
func (p *parser) isAb(i int) bool { return p.key(i) == keyAb && p.tok(i).madda && !p.al(i) }

// isBareAb reports the same letters without it.
func (p *parser) isBareAb(i int) bool { return p.key(i) == keyAb }

func (p *parser) colloquial(i int) bool { return p.key(i) == keyJay }

var (
	keyYawmi  = arabic.KeyOf("يومي")
	keyGhadan = arabic.KeyOf("غدا")
)

var (
	keyBakir  = arabic.KeyOf("باكر")
	keyZahira = arabic.KeyOf("ظهيرة")
)

// keyBare is the key of a word without its article.
func keyBare(s string) arabic.Key {
	if k := arabic.KeyOf(s); k&alBits == keyAl {
		return k.Drop(2)
	} else {
		return k
	}
}
