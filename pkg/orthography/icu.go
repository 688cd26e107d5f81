package orthography

import (
	"slices"
	"strings"
)

// An icuMessage is what a message of ICU says of its arguments.
type icuMessage struct {
	args    []string   // their names, sorted
	plurals [][]string // of each plural, the categories that it has
}

// isICU reports whether text is a message of ICU with several messages in it.
func isICU(text string) bool {
	for _, kind := range []string{"plural", "select", "selectordinal"} {
		_, rest, ok := strings.Cut(text, kind)
		before, _, _ := strings.Cut(text, kind)
		if ok && strings.HasSuffix(strings.TrimRight(before, " \n\t"), ",") && strings.HasPrefix(strings.TrimLeft(rest, " \n\t"), ",") {
			return true
		}
	}
	return false
}

// parseICU parses a message of ICU; ok says whether it is one. See the grammar of
// MessageFormat in the documentation of ICU.
func parseICU(text string) (m icuMessage, ok bool) {
	p := icuParser{text: text}
	ok = p.message(0) && p.at == len(text)
	slices.Sort(p.m.args)
	p.m.args = slices.Compact(p.m.args)
	return p.m, ok
}

type icuParser struct {
	text string
	at   int
	m    icuMessage
}

const icuDepth = 20

// message reads up to the brace that ends the message, or to the end.
func (p *icuParser) message(depth int) bool {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case '\'':
			p.quoted()
		case '{':
			p.at++
			if depth > icuDepth || !p.argument(depth) {
				return false
			}
		case '}':
			return depth > 0
		default:
			p.at++
		}
	}
	return depth == 0
}

// quoted skips an apostrophe, and what it quotes.
func (p *icuParser) quoted() {
	p.at++
	if p.at < len(p.text) && (p.text[p.at] == '{' || p.text[p.at] == '}') {
		if n := strings.IndexByte(p.text[p.at:], '\''); n >= 0 {
			p.at += n + 1
		}
	}
}

// word reads a word and the blanks around it.
func (p *icuParser) word() string {
	p.space()
	start := p.at
	for p.at < len(p.text) && !strings.ContainsRune(" \t\n\r,{}", rune(p.text[p.at])) {
		p.at++
	}
	w := p.text[start:p.at]
	p.space()
	return w
}

func (p *icuParser) space() {
	for p.at < len(p.text) && strings.ContainsRune(" \t\n\r", rune(p.text[p.at])) {
		p.at++
	}
}

// take reads c, if it comes.
func (p *icuParser) take(c byte) bool {
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// argument reads what follows the brace that begins an argument.
func (p *icuParser) argument(depth int) bool {
	p.m.args = append(p.m.args, p.word())
	if p.take('}') {
		return true
	}
	if !p.take(',') {
		return false
	}
	kind := p.word()
	if kind != "plural" && kind != "select" && kind != "selectordinal" {
		for p.at < len(p.text) && p.text[p.at] != '}' { // a style
			p.at++
		}
		return p.take('}')
	}
	if !p.take(',') {
		return false
	}
	var categories []string
	for {
		category := p.word()
		if strings.HasPrefix(category, "offset:") {
			continue
		}
		if category == "" {
			break
		}
		if !p.take('{') || !p.message(depth+1) || !p.take('}') {
			return false
		}
		categories = append(categories, category)
	}
	if kind == "plural" {
		p.m.plurals = append(p.m.plurals, categories)
	}
	return p.take('}')
}
