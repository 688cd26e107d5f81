package date

// Near reports, at little cost, whether the digits line[i:j] may be the day of
// a date: the name of a month is beside them, or two separators and more digits
// follow, as in 10/11/2023. It is a filter before Find: it may be true where there
// is no date, but for each date with a year in which Find reports a problem, it is
// true for some digits of the date.
func (f *Finder) Near(line []byte, i, j int) bool {
	if k := afterSeparator(line, j); k > j {
		for digitAt(line, k) > 0 {
			k += digitAt(line, k)
		}
		return afterSeparator(line, k) > k
	}
	p := &f.p
	if p.besideMonth(line, i, j) {
		return true
	}
	// The word after: a month, Gregorian or Hijri.
	for k := 0; j < len(line) && k < 8; k++ {
		class, size, _ := next(line, j)
		if class > 0 && class < 32 {
			break
		}
		if class >= classDigit && class < classDigit+10 {
			return false
		}
		j += size
	}
	end := j
	for end < len(line) && end-j < 64 {
		class, size, _ := next(line, end)
		if class == 0 || class >= classDigit && class != classSkip {
			break
		}
		end += size
	}
	p.scan(line[j:end])
	l := p.lx(0)
	return l.month != 0 || l.hijri != 0
}

// afterSeparator is where the digits after a separator at j begin; j when there
// are none.
func afterSeparator(line []byte, j int) int {
	k := j
	for k < len(line) && (line[k] == ' ' || line[k] == '/' || line[k] == '-' || line[k] == '.') && k-j < 3 {
		k++
	}
	if k == j || line[j] == ' ' && k == j+1 || digitAt(line, k) == 0 {
		return j
	}
	return k
}
