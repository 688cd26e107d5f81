package orthography

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"strings"
	"unicode/utf8"

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

// repeatWindow is how many different lines are remembered: what bounds the
// memory that a large file takes.
const repeatWindow = 1 << 16

// repeatMost is how many findings a text gets: past that, a reader has seen
// enough, and a text that repeats itself without end takes no more memory.
const repeatMost = 10_000

// repeatLeast is how long a line has to be, in bytes, to count.
const repeatLeast = 40

// repeats is the survey of lines that stand twice.
type repeats struct {
	lines []hashed
	texts []byte // the beginnings of lines, to show
	// seen is made by the first of the surveys that are merged, ring and next
	// are what it will forget.
	seen  map[uint64]int
	ring  []uint64
	next  int
	found []rule.Finding
}

type hashed struct {
	sum  uint64
	line int
	text span.Span // of texts
}

// appendBeginning appends the first words of a line.
func appendBeginning(dst, line []byte) []byte {
	const most = 60
	if len(line) <= most {
		return append(dst, line...)
	}
	end := bytes.LastIndexByte(line[:most], ' ') + 1
	if end == 0 { // one long word
		for end = most; end > most-utf8.UTFMax && !utf8.RuneStart(line[end]); {
			end--
		}
	}
	return append(append(dst, line[:end]...), "…"...)
}

var repeatSeed = maphash.MakeSeed()

func (s *repeats) Add(block []byte, line int) {
	for len(block) > 0 {
		end := bytes.IndexByte(block, '\n')
		if end < 0 {
			end = len(block)
		}
		if text := bytes.TrimSpace(block[:end]); len(text) >= repeatLeast {
			from := len(s.texts)
			s.texts = appendBeginning(s.texts, text)
			s.lines = append(s.lines, hashed{maphash.Bytes(repeatSeed, text), line, span.Span{Start: from, End: len(s.texts)}})
		}
		block = block[min(end+1, len(block)):]
		line++
	}
}

func (s *repeats) Merge(next rule.Survey) {
	n := next.(*repeats)
	if s.seen == nil {
		s.seen = make(map[uint64]int)
	}
	s.merge(s)
	s.merge(n)
}

// merge adds the lines of n, which then has none.
func (s *repeats) merge(n *repeats) {
	for _, l := range n.lines {
		if first, ok := s.seen[l.sum]; ok {
			if len(s.found) == repeatMost {
				continue
			}
			text := bytes.Clone(l.text.Text(n.texts))
			f := rule.Finding{Line: l.line, Text: text, Context: span.Span{End: len(text)}, Message: fmt.Sprintf("duplicate of line %d", first)}
			if s.found = append(s.found, f); len(s.found) == repeatMost {
				s.found[repeatMost-1].Message += "; more duplicate lines not shown"
			}
			continue
		}
		if len(s.ring) < repeatWindow {
			s.ring = append(s.ring, l.sum)
		} else {
			delete(s.seen, s.ring[s.next])
			s.ring[s.next] = l.sum
			s.next = (s.next + 1) % repeatWindow
		}
		s.seen[l.sum] = l.line
	}
	n.lines, n.texts = nil, nil
}

func (s *repeats) Findings() []rule.Finding {
	s.Merge(new(repeats))
	return s.found
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
