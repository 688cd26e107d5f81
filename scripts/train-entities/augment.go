package main

import (
	"math/rand/v2"
	"strings"

	"github.com/nass-ar/nass/pkg/entity/conll"
)

// augment is the sentence with its persons, places and organizations replaced
// by others that were found in the raw text, so that the words around a name
// count for more than the name; or none, where nothing could be replaced.
func augment(rng *rand.Rand, s conll.Sentence, names [4][]string) (conll.Sentence, bool) {
	var out conll.Sentence
	at := 0
	some := false
	for _, c := range conll.Chunks(s.Tags) {
		list := names[typeNumber(c.Type)]
		if len(list) == 0 || proclitic(s.Tokens[c.Start]) || rng.IntN(4) == 0 {
			continue
		}
		out.Tokens = append(out.Tokens, s.Tokens[at:c.Start]...)
		out.Tags = append(out.Tags, s.Tags[at:c.Start]...)
		name := list[rng.IntN(len(list))]
		if c.Type == "ORG" && rng.IntN(10) < 3 && len(names[0]) > 0 && len(names[1]) > 0 {
			name = compose(rng, names)
		}
		for i, w := range strings.Fields(name) {
			out.Tokens = append(out.Tokens, w)
			if i == 0 {
				out.Tags = append(out.Tags, "B-"+c.Type)
			} else {
				out.Tags = append(out.Tags, "I-"+c.Type)
			}
		}
		at = c.End
		some = true
	}
	out.Tokens = append(out.Tokens, s.Tokens[at:]...)
	out.Tags = append(out.Tags, s.Tags[at:]...)
	return out, some
}

func typeNumber(name string) int {
	for i, t := range types {
		if t == name {
			return i
		}
	}
	return -1
}

// names are those that votes list, by type.
func (v *votes) names() (all [4][]string) {
	for _, key := range sortedKeys(v.phrases) {
		t := v.phrases[key] - 2
		if t < 3 && !strings.ContainsAny(key, "abcdefghijklmnopqrstuvwxyz0") {
			all[t] = append(all[t], key)
		}
	}
	for _, f := range sortedKeys(v.forms) {
		for t, n := range v.forms[f] {
			if t < 3 && n >= 13 && len(f) > 6 && !strings.ContainsAny(f, "abcdefghijklmnopqrstuvwxyz0") && !proclitic(f) {
				all[t] = append(all[t], f)
			}
		}
	}
	return all
}

// proclitic reports whether a word may begin with one.
func proclitic(w string) bool {
	for _, p := range []string{"و", "ف", "ب", "ك", "ل"} {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return false
}

// compose makes the name of a body as Arabic builds them: after a person, after
// a place, or after what it is for. Annotated text has too few to show how far
// such a name goes.
func compose(rng *rand.Rand, names [4][]string) string {
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	switch rng.IntN(3) {
	case 0:
		return pick(founded) + " " + pick(founders) + " " + pick(names[0])
	case 1:
		return pick(local) + " " + pick(names[1])
	}
	body := pick(bodies)
	name := body
	feminine := strings.HasSuffix(body, "ة")
	for range 1 + rng.IntN(2) {
		adjective := pick(adjectives)
		if feminine {
			adjective += "ة"
		}
		name += " " + adjective
	}
	if rng.IntN(4) > 0 {
		name += " " + pick(purposes)
	}
	return name
}

var (
	founded    = strings.Fields("جامعة مؤسسة مركز معهد كلية جائزة مدرسة أكاديمية جمعية صندوق")
	founders   = strings.Fields("الملك الأمير الشيخ الإمام السلطان الأميرة الرئيس")
	local      = strings.Fields("جامعة نادي بنك جمعية بورصة هيئة اتحاد غرفة مجلس مركز")
	bodies     = strings.Fields("الهيئة المؤسسة الجمعية اللجنة الشركة الوكالة المنظمة الرابطة الاتحاد المجلس المركز البنك الصندوق المعهد")
	adjectives = strings.Fields("العام الوطني السعودي العربي الدولي الأعلى الخيري الإسلامي المصري الكويتي الاتحادي الأوروبي المركزي العالمي الأهلي القومي العماني الأردني")
	purposes   = []string{
		"للغذاء والدواء", "للاستثمار", "للطيران المدني", "للإحصاء", "للرياضة", "للثقافة والفنون", "للاتصالات", "للطاقة المتجددة", "للنقل",
		"للبيئة", "للزراعة", "للتنمية", "لحقوق الإنسان", "لكرة القدم", "لكرة السلة", "للإعلام", "للسياحة والآثار", "لرعاية الأيتام", "للتأمينات الاجتماعية",
		"للمواصفات والمقاييس", "للبحوث والدراسات", "للإسكان", "للأرصاد", "لمكافحة الفساد", "للصحافة", "للتعليم الأهلي", "للعلوم والتقنية",
		"للكهرباء والماء", "للصناعات العسكرية", "للمنشآت الصغيرة", "للتجارة والصناعة", "لألعاب القوى",
	}
)
