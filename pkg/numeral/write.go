package numeral

import (
	"bytes"
	"strconv"
)

// A Gender is that of the thing counted.
type Gender uint8

const (
	Masculine Gender = iota // ثلاثة أيام
	Feminine                // ثلاث ليال
)

// A Case is the grammatical case of the number.
type Case uint8

const (
	Nominative Case = iota // عشرون، مئتان
	Oblique                // عشرين، مئتين: genitive and accusative
)

var (
	unitsM = [...]string{"صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"}
	unitsF = [...]string{"صفر", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"}
	stems  = [...]string{"", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"}
	scales = [...]struct {
		value             int64
		one, dual, plural string
	}{
		{1e12, "تريليون", "تريليون", "تريليونات"},
		{1e9, "مليار", "مليار", "مليارات"},
		{1e6, "مليون", "مليون", "ملايين"},
		{1e3, "ألف", "ألف", "آلاف"},
	}
)

// AppendWords appends n in words, as counted things of that gender and in
// that case take it. A negative n begins with سالب; n past 10^15-1 is
// appended in digits.
func AppendWords(dst []byte, n int64, g Gender, c Case) []byte {
	if n >= 1e15 || n <= -1e15 {
		return strconv.AppendInt(dst, n, 10)
	}
	if n < 0 {
		dst, n = append(dst, "سالب "...), -n
	}
	if n == 0 {
		return append(dst, unitsM[0]...)
	}
	first := true
	join := func() {
		if !first {
			dst = append(dst, " و"...)
		}
		first = false
	}
	for _, s := range scales {
		k := n / s.value
		if k == 0 {
			continue
		}
		n %= s.value
		join()
		switch {
		case k == 1:
			dst = append(dst, s.one...)
		case k == 2:
			dst = dual(append(dst, s.dual...), c)
		default:
			dst = below(dst, k, Masculine, c)
			if k%1000 == 200 {
				dst = construct(dst) // مئتا ألف
			}
			switch last := k % 100; {
			case 3 <= last && last <= 10:
				dst = append(append(dst, ' '), s.plural...)
			default:
				dst = append(append(dst, ' '), s.one...)
			}
		}
	}
	if n > 0 {
		join()
		dst = below(dst, n, g, c)
	}
	return dst
}

// AppendCount appends n as [AppendWords] has it before the name of the things counted: a
// dual at its end loses its nun (مئتا كتاب، ألفي كتاب).
func AppendCount(dst []byte, n int64, g Gender, c Case) []byte {
	dst = AppendWords(dst, n, g, c)
	for _, s := range scales {
		if n > 0 && n%s.value == 0 {
			if n/s.value%1000 == 2 {
				return construct(dst)
			}
			return dst
		}
	}
	if n%1000 == 200 {
		return construct(dst)
	}
	return dst
}

// construct takes the nun off the dual that dst ends in.
func construct(dst []byte) []byte { return bytes.TrimSuffix(dst, []byte("ن")) }

func dual(dst []byte, c Case) []byte {
	if c == Nominative {
		return append(dst, "ان"...)
	}
	return append(dst, "ين"...)
}

// below appends 1 to 999.
func below(dst []byte, n int64, g Gender, c Case) []byte {
	if h := n / 100; h > 0 {
		switch h {
		case 1:
			dst = append(dst, "مئة"...)
		case 2:
			dst = dual(append(dst, "مئت"...), c)
		default:
			dst = append(append(dst, stems[h]...), "مئة"...)
		}
		if n %= 100; n == 0 {
			return dst
		}
		dst = append(dst, " و"...)
	}
	units := &unitsM
	if g == Feminine {
		units = &unitsF
	}
	one := func(u int64) {
		if u == 2 && c == Oblique {
			dst = append(dst, map[Gender]string{Masculine: "اثنين", Feminine: "اثنتين"}[g]...)
			return
		}
		dst = append(dst, units[u]...)
	}
	switch {
	case n <= 10:
		one(n)
	case n == 11 && g == Masculine:
		dst = append(dst, "أحد عشر"...)
	case n == 11:
		dst = append(dst, "إحدى عشرة"...)
	case n < 20:
		switch {
		case n == 12 && g == Masculine && c == Nominative:
			dst = append(dst, "اثنا"...)
		case n == 12 && g == Masculine:
			dst = append(dst, "اثني"...)
		case n == 12 && c == Nominative:
			dst = append(dst, "اثنتا"...)
		case n == 12:
			dst = append(dst, "اثنتي"...)
		default:
			dst = append(dst, units[n-10]...)
		}
		dst = appendTen(dst, g)
	default:
		switch u := n % 10; {
		case u == 8 && g == Feminine:
			dst = append(dst, stems[u]+" و"...) // ثمان وعشرون
		case u > 0:
			one(u)
			dst = append(dst, " و"...)
		}
		dst = appendTens(dst, n, c)
	}
	return dst
}

// appendTen appends the ten of eleven to nineteen.
func appendTen(dst []byte, g Gender) []byte {
	if g == Masculine {
		return append(dst, " عشر"...)
	}
	return append(dst, " عشرة"...)
}

// appendTens appends the tens of n, from twenty on.
func appendTens(dst []byte, n int64, c Case) []byte {
	dst = append(dst, stems[n/10]...)
	if c == Nominative {
		return append(dst, "ون"...)
	}
	return append(dst, "ين"...)
}

var (
	ordinalsM = [...]string{"", "أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"}
	ordinalsF = [...]string{"", "أولى", "ثانية", "ثالثة", "رابعة", "خامسة", "سادسة", "سابعة", "ثامنة", "تاسعة", "عاشرة"}
)

// AppendOrdinal appends the definite ordinal of n from 1 to 99 (الخامس
// والعشرون); any other n is appended as AppendWords has it.
func AppendOrdinal(dst []byte, n int64, g Gender, c Case) []byte {
	if n < 1 || n > 99 {
		return AppendWords(dst, n, g, c)
	}
	ord, eleven := &ordinalsM, "حادي"
	if g == Feminine {
		ord, eleven = &ordinalsF, "حادية"
	}
	unit := func(u int64) {
		dst = append(dst, "ال"...)
		if u == 1 {
			dst = append(dst, eleven...)
			return
		}
		dst = append(dst, ord[u]...)
	}
	switch {
	case n <= 10:
		dst = append(append(dst, "ال"...), ord[n]...)
	case n < 20:
		unit(n - 10)
		dst = appendTen(dst, g)
	default:
		if u := n % 10; u > 0 {
			unit(u)
			dst = append(dst, " و"...)
		}
		dst = appendTens(append(dst, "ال"...), n, c)
	}
	return dst
}

// A Style is a set of digits and what parts them.
type Style struct {
	Zero      rune // U+0030, U+0660 or U+06F0; 0 is U+0030
	Decimal   rune // 0 is '.', or U+066B with Arabic digits
	Thousands rune // 0 is none
}

// AppendDigits appends v in digits. A value that no decimal of nine places
// writes exactly is rounded towards zero to nine.
func AppendDigits(dst []byte, v Value, s Style) []byte {
	if s.Zero == 0 {
		s.Zero = '0'
	}
	if s.Decimal == 0 {
		s.Decimal = '.'
		if s.Zero != '0' {
			s.Decimal = '\u066B' // ARABIC DECIMAL SEPARATOR
		}
	}
	if v.Num < 0 {
		dst, v.Num = append(dst, '-'), -v.Num
	}
	v.Den = max(v.Den, 1)
	var buf [20]byte
	whole := strconv.AppendInt(buf[:0], v.Num/v.Den, 10)
	for i, b := range whole {
		if i > 0 && s.Thousands != 0 && (len(whole)-i)%3 == 0 {
			dst = append(dst, string(s.Thousands)...)
		}
		dst = append(dst, string(s.Zero+rune(b-'0'))...)
	}
	rest := v.Num % v.Den
	for i := 0; rest > 0 && i < 9; i++ {
		if i == 0 {
			dst = append(dst, string(s.Decimal)...)
		}
		rest *= 10
		dst = append(dst, string(s.Zero+rune(rest/v.Den))...)
		rest %= v.Den
	}
	return dst
}
