package numeral

// Compose reads the longest number that words begin with, and says how many
// of them it took: 0 when they begin with none. Words after the first must
// be joined as grammar joins them: by و between groups (مئة وخمسة وعشرون), by
// nothing inside one (خمسة عشر، ثلاثة آلاف). The number is an ordinal when its first
// word is.
func Compose(words []Word) (v Value, ordinal bool, n int) {
	if len(words) == 0 {
		return Value{}, false, 0
	}
	if words[0].Role == Zero {
		return Value{0, 1}, false, 1
	}
	ordinal = words[0].Ordinal
	if f, k := fraction(words); k > 0 {
		return f, false, k
	}
	total, last := int64(0), int64(0) // last: the scale of the group before
	for n < len(words) && last != 1 && (n == 0 || joined(words[n:])) {
		value, scale, k := scaledGroup(words[n:], last)
		if k == 0 {
			break
		}
		total, last, n = total+value, scale, n+k
	}
	if n == 0 {
		return Value{}, false, 0
	}
	v = Value{total, 1}
	if n < len(words) && words[n].Waw && !ordinal {
		// مليونان ونصف: the half is of the last scale.
		if f, k := fraction(words[n:]); k > 0 && last > 0 {
			v = Value{total*f.Den + f.Num*last, f.Den}.reduced()
			n += k
		}
	}
	return v, ordinal, n
}

// maxScale is 10^15, the greatest scale of a group: below 1000 of them are far
// within int64.
const maxScale = 1e15

// scaledGroup reads a number below 1000 and the scale that it counts (ثلاثة آلاف),
// or a scale by itself (ألف, مليونان), and returns its value, its scale and how many
// words it has: 0 when there is none, or none with a scale below last, that of the
// group before it (0: no group).
func scaledGroup(words []Word, last int64) (value, scale int64, n int) {
	if value, n = below1000(words); n == 0 {
		return aloneScale(words, last)
	}
	scale = 1
	for n < len(words) && words[n].countsMore() && scale < 1e6 {
		scale *= words[n].Value
		n++
	}
	if last != 0 && scale >= last || scale > maxScale {
		return 0, 0, 0
	}
	return value * scale, scale, n
}

// aloneScale reads a scale with no number before it: مليون, ألفان, ألف مليون.
func aloneScale(words []Word, last int64) (value, scale int64, n int) {
	w := words[0]
	if w.Role != Scale || w.Times == 0 || last != 0 && w.Value >= last {
		return 0, 0, 0
	}
	value, scale = int64(w.Times)*w.Value, w.Value
	if len(words) > 1 && words[1].countsMore() {
		if more := words[1].Value; more > scale && (last == 0 || more < last) {
			return value * more, more, 2 // ألف مليون
		}
	}
	return value, scale, 1
}

// countsMore reports whether w is a scale that multiplies the word before it: no
// dual, and no و before it.
func (w Word) countsMore() bool { return w.Role == Scale && w.Times != 2 && !w.Waw }

// joined reports whether the first word is joined to those before it. The
// skeleton of وأحد is that of واحد: before عشر it is the former.
func joined(words []Word) bool {
	w := words[0]
	return w.Waw || w == Word{Value: 1, Role: Unit} && len(words) > 1 && words[1] == Word{Value: 10, Role: Ten}
}

// fraction reads نصف, ثلثان, ثلاثة أرباع.
func fraction(words []Word) (Value, int) {
	if w := words[0]; w.Role == Fraction && w.Times > 0 {
		return Value{int64(w.Times), w.Value}, 1
	}
	if len(words) > 1 && words[0].Role == Unit && !words[0].Ordinal && words[1].Role == Fraction && words[1].Times == 0 && !words[1].Waw {
		return Value{words[0].Value, words[1].Value}.reduced(), 2
	}
	return Value{}, 0
}

// below1000 reads hundreds, then a unit and tens.
func below1000(words []Word) (total int64, n int) {
	w := words[0]
	switch {
	case w.Role == Hundred:
		total, n = w.Value, 1
	case w.Role == Unit && len(words) > 1 && words[1].Role == Hundred && words[1].Value == 100 && !words[1].Waw && w.Value > 2:
		total, n = w.Value*100, 2
	}
	if n > 0 {
		if n == len(words) || !joined(words[n:]) {
			return total, n
		}
		rest, k := below100(words[n:])
		return total + rest, n + k
	}
	return below100(words)
}

// below100 reads خمسة, خمسة عشر, خمسة وعشرون, خمستاشر, عشرون.
func below100(words []Word) (total int64, n int) {
	w := words[0]
	switch w.Role {
	case Unit, Half:
		if len(words) > 1 {
			next := words[1]
			switch {
			case next.Role == Ten && !next.Waw && !next.Ordinal:
				return w.Value + 10, 2
			case next.Role == Tens && next.Waw:
				return w.Value + next.Value, 2
			}
		}
		if w.Role == Unit {
			return w.Value, 1
		}
	case Ten, Teen, Tens:
		return w.Value, 1
	}
	return 0, 0
}
