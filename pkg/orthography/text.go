package orthography

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func textRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "boilerplate-line",
			Title: "web page boilerplate",
			Doc: `Sites add lines such as المصدر:, اقرأ أيضا, كلمات دلالية and تاريخ النشر to every article. They are not the
author's text, and a corpus is better without them. The rule only reports them: the maker of the corpus decides whether
to delete them.`,
			Group: Whole, Level: rule.Info, In: Check, Unless: []*rule.Fact{fragment},
			Bad:  "المصدر: وكالات",
			Good: "قالت الوكالات",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("اأإآتكشطمحجنرللصعو"), Before: edge}},
				At: func(t *rule.Line, _ int) (rule.Match, bool) {
					end, ok := boilerplate(t.Bytes())
					return cut(0, end), ok
				},
			},
		},
		{
			Name:  "missing-space",
			Title: "missing space between two words",
			Doc: `ى and the tanween on an alef end a word, so letters after them begin another word. Egypt also writes ى for
ي (فىه، تلقىك), so the rule reports ى only after a word that ends in it or before the article. It only
reports, because only the author knows which letter is the typing error. For ة, see teh-marbuta-inside.`,
			Group: Whole, Level: rule.Info, In: Check,
			Bad:  "إلىالبيت",
			Good: "إلى البيت",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("ى"), After: letters}, {At: oneOf(tanween), Before: oneOf("ا"), After: letters}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					r, size := t.Next(i)
					n, _ := t.Next(i + size)
					p, _ := t.Prev(i)
					word := cut(t.WordBefore(i), t.WordAfter(i))
					switch {
					case r == 'ى' && isWordy(p) && n != 'ء':
						return word, runsOn(t, i, word.Span)
					case r == arabic.Tanween && t.Letters(span.Span{Start: i, End: word.End}, 2) == 2:
						return word, true
					}
					return rule.Match{}, false
				},
			},
		},
		{
			Name:  "repeated-line",
			Title: "duplicate line",
			Doc: fmt.Sprintf(`The line has 20 letters or more and is the same as one of up to %d lines before it. It may be a
teaser, a caption, or an article that was collected twice. Poems and the Quran repeat lines on purpose, so check reports
only the first of a text.`, repeatWindow),
			Group: Whole, Level: rule.Info, In: Check, Once: true,
			Bad:    "هذا هو السطر الذي يأتي مرتين\nهذا هو السطر الذي يأتي مرتين\n",
			Good:   "هذا هو السطر الذي يأتي مرتين\n",
			Survey: func() rule.Survey { return new(repeats) },
		},
		{
			Name:  "unused-suppression",
			Title: "suppression without a finding",
			Doc: `A comment such as <!-- nass: ignore two-dots --> suppresses a rule, and there is nothing that it suppresses: the
text was fixed, the name is no rule, or the comment is in the wrong place. The rule only reports: delete the comment, or
correct it. A rule that is not checked may have a finding, so a comment about it is not reported.`,
			Group: Whole, Level: rule.Warning, In: Check,
			Bad:     "نص سليم <!-- nass: ignore two-dots -->\n",
			Good:    "نص سليم\n",
			Outside: true,
		},
		{
			Name:  "final-newline",
			Title: "missing newline at the end of the text",
			Doc: `The last line of a text file ends with a newline, as the other lines do. Without the newline, cat joins it
to the next file, and some tools lose the line. Source: POSIX.1-2024, 3.185 (Line).`,
			Group: Whole, Level: rule.Info, In: Check,
			Bad:    "آخر السطر",
			Good:   "آخر السطر\n",
			Survey: func() rule.Survey { return new(lastLine) },
		},
	}
}

// runsOn reports whether the ى at i ends a word that the rest of word follows.
// Shorter rests are the pronouns and endings of
// words in which Egypt writes ى for ي.
func runsOn(t *rule.Line, i int, word span.Span) bool {
	end := i + len("ى")
	if t.Letters(span.Span{Start: end, End: word.End}, 3) < 3 {
		return false
	}
	rest := bareWord(t, end, word.End)
	return strings.HasPrefix(rest, "ال") || rest != "هما" && rest != "كما" && endsInMaksura(bareWord(t, word.Start, i))
}

// frames are the beginnings of lines that a site adds to its articles. After
// those of the first list a colon or the line's end must follow.
var (
	labels = byStart("المصدر", "المصدر الأصلي", "تاريخ النشر", "تاريخ التحديث", "آخر تحديث", "اخر تحديث", "كلمات دلالية", "كلمات مفتاحية", "الكلمات المفتاحية", "الكلمات الدلالية", "الوسوم", "وسوم", "تصنيفات",
		"التصنيف", "شارك", "شارك الخبر", "شارك المقال", "شاركها", "مشاركة", "طباعة", "تعليقات", "التعليقات", "عدد المشاهدات", "المشاهدات", "رابط مختصر", "حقوق النشر", "اقرأ المزيد", "إقرأ المزيد", "قراءة المزيد", "المزيد", "للمزيد", "مواضيع ذات صلة", "مواضيع متعلقة", "أخبار ذات صلة", "اخبار متعلقة", "أخبار متعلقة", "مقالات ذات صلة", "الأكثر قراءة", "انشر")
	starts = byStart("اقرأ أيض", "إقرأ أيض", "اقرا ايض", "اقرأ ايض", "شاهد أيض", "شاهد ايض", "انظر أيض", "أنظر أيض", "جميع الحقوق محفوظة", "كل الحقوق محفوظة", "حقوق النشر محفوظة", "تابعونا على", "تابعنا على", "اشترك في النشرة", "اشترك في القناة", "اشترك في القائمة", "للاشتراك في النشرة", "نشر في :", "نشر في:", "نشر بتاريخ", "تم النشر في")
)

// boilerplate is how much of line, from its start, belongs to a site's frame,
// and whether any does.
func boilerplate(line []byte) (int, bool) {
	if len(line) < 4 {
		return 0, false
	}
	for _, s := range starts()[string(line[:4])] {
		if bytes.HasPrefix(line, []byte(s)) {
			return len(s), true
		}
	}
	for _, s := range labels()[string(line[:4])] {
		if rest, ok := bytes.CutPrefix(line, []byte(s)); ok {
			rest = bytes.TrimLeft(rest, " \u00A0")
			if len(rest) == 0 || rest[0] == ':' || rest[0] == '|' {
				return len(s), true
			}
		}
	}
	return 0, false
}

// lastLine is the survey of whether the text ends with a newline.
type lastLine struct {
	line int
	open bool
	span.Span
	text []byte
}

func (s *lastLine) Add(block []byte, line int) {
	if len(block) == 0 {
		return
	}
	last := block[bytes.LastIndexByte(block[:len(block)-1], '\n')+1:]
	s.line = line + bytes.Count(block[:len(block)-1], []byte("\n"))
	if s.open = block[len(block)-1] != '\n'; s.open {
		s.Span = span.Span{Start: len(last), End: len(last)}
		s.text = bytes.Clone(last)
	}
}

func (s *lastLine) Merge(next rule.Survey) {
	if n := next.(*lastLine); n.line > 0 {
		*s = *n
	}
}

func (s *lastLine) Findings() []rule.Finding {
	if !s.open {
		return nil
	}
	return []rule.Finding{{Line: s.line, Span: s.Span, Context: rule.Around(s.text, s.Span), Text: s.text}}
}
