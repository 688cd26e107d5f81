package date

import "sync"

// A Calendar is a way of counting days. Its Day and Date convert to and from it, so
// that two calendars convert by an EpochDay.
type Calendar uint8

const (
	Gregorian Calendar = iota // proleptic, with a year 0 (ISO 8601)
	Printed                   // Hijri, Umm al-Qura as printed, 1343-1500 AH
	KACST                     // Hijri, Umm al-Qura as KACST computes it, 1343-1500 AH
	Tabular                   // Hijri, civil tabular (leap years 2 5 7 10 13 16 18 21 24 26 29), any year
	inJulian                  // of Gregorian months before 15 October 1582
)

var calendarNames = [...]string{"gregorian", "hijri-printed", "hijri-kacst", "hijri-tabular", "julian"}

// String returns the stable name of the calendar.
func (c Calendar) String() string { return calendarNames[c] }

// Hijri reports whether the calendar counts from the Hijra.
func (c Calendar) Hijri() bool { return c != Gregorian && c != inJulian }

// An EpochDay is a count of days from 1970-01-01 of the Gregorian calendar.
type EpochDay int32

// gregorianDay is the day of the Gregorian year, month and day, without a check: the
// thirty-first of February is some day of March.
func gregorianDay(y, m, d int) EpochDay {
	// Days from civil: years that begin in March, 400 of them to an era.
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	return EpochDay(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// gregorian is the Gregorian year, month and day.
func (n EpochDay) gregorian() (y, m, d int) {
	z := int(n) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

// julianDay is the day of the Julian year, month and day, without a check.
func julianDay(y, m, d int) EpochDay {
	a := (14 - m) / 12
	yy, mm := y+4800-a, m+12*a-3
	return EpochDay(d+(153*mm+2)/5+365*yy+floorDiv(yy, 4)) - 2472671
}

// julian is the Julian year, month and day.
func (n EpochDay) julian() (y, m, d int) {
	c := int(n) + 2472670
	year := floorDiv(4*c+3, 1461)
	e := c - floorDiv(1461*year, 4)
	mm := (5*e + 2) / 153
	return year - 4800 + mm/10, mm + 3 - mm/10*12, e - (153*mm+2)/5 + 1
}

// Weekday returns the day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
func (n EpochDay) Weekday() int { return ((int(n)+3)%7+7)%7 + 1 }

// ISOWeek returns the ISO 8601 year and number of the week of n.
func (n EpochDay) ISOWeek() (year, week int) {
	thursday := n + EpochDay(4-n.Weekday())
	year, _, _ = thursday.gregorian()
	return year, int(thursday-gregorianDay(year, 1, 1))/7 + 1
}

// monthDays is how many days the Gregorian month has.
func monthDays(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// islamicEpoch is 1 Muharram 1 AH of the civil tabular calendar, 16 July 622 Julian.
const islamicEpoch EpochDay = -492148

func tabularStart(y, m int) EpochDay {
	return islamicEpoch + EpochDay((y-1)*354+floorDiv(3+11*y, 30)+29*(m-1)+m/2)
}

// hijriStarts holds the first day of every month of a table, and of the one after.
type hijriStarts []EpochDay

func starts(first EpochDay, lengths []uint32) func() hijriStarts {
	return sync.OnceValue(func() hijriStarts {
		s := make(hijriStarts, 0, len(lengths)*12+1)
		at := first
		for _, bits := range lengths {
			for m := range 12 {
				s = append(s, at)
				at += EpochDay(28 + bits>>(2*m)&3)
			}
		}
		return append(s, at)
	})
}

var printedStarts, kacstStarts = starts(printedStart, printedLengths[:]), starts(kacstStart, kacstLengths[:])

func (c Calendar) table() hijriStarts {
	switch c {
	case Printed:
		return printedStarts()
	case KACST:
		return kacstStarts()
	}
	return nil
}

// In returns the calendar that counts the Hijri year y: c itself, or Tabular for a year outside the table of c.
func (c Calendar) In(y int) Calendar {
	if c.Hijri() && (y < firstHijriYear || y > lastHijriYear) {
		return Tabular
	}
	return c
}

// other is the table that c is not; c itself where there is none.
func (c Calendar) other() Calendar {
	switch c {
	case Printed:
		return KACST
	case KACST:
		return Printed
	}
	return c
}

// MonthStart returns the first day of a month of the calendar; outside its table, that of the tabular calendar.
func (c Calendar) MonthStart(y, m int) EpochDay {
	switch c {
	case Gregorian:
		return gregorianDay(y, m, 1)
	case inJulian:
		return julianDay(y, m, 1)
	}
	y, m = y+floorDiv(m-1, 12), m-floorDiv(m-1, 12)*12
	if i := (y-firstHijriYear)*12 + m - 1; y >= firstHijriYear {
		if t := c.table(); i < len(t) {
			return t[i]
		}
	}
	return tabularStart(y, m)
}

// Days returns the number of days of the month, or 0 if the month does not exist.
func (c Calendar) Days(y, m int) int {
	switch {
	case m < 1 || m > 12:
		return 0
	case c == inJulian && m == 2 && y%4 == 0:
		return 29
	case !c.Hijri():
		return monthDays(y, m)
	case c.In(y) == Tabular:
		if m%2 == 1 || m == 12 && (14+11*y)%30 < 11 {
			return 30
		}
		return 29
	}
	return int(c.MonthStart(y, m+1) - c.MonthStart(y, m))
}

// Day returns the day of a date of the calendar, and whether there is such a date.
func (c Calendar) Day(y, m, d int) (EpochDay, bool) {
	if d < 1 || d > c.Days(y, m) || c.Hijri() && y < 1 {
		return 0, false
	}
	return c.MonthStart(y, m) + EpochDay(d-1), true
}

// Date returns the year, month and day of n in the calendar; outside its table, those of the tabular calendar.
func (c Calendar) Date(n EpochDay) (y, m, d int) {
	switch c {
	case Gregorian:
		return n.gregorian()
	case inJulian:
		return n.julian()
	}
	if t := c.table(); t != nil && n >= t[0] && n < t[len(t)-1] {
		lo, hi := 0, len(t)-1
		for hi-lo > 1 {
			if mid := (lo + hi) / 2; t[mid] <= n {
				lo = mid
			} else {
				hi = mid
			}
		}
		return firstHijriYear + lo/12, lo%12 + 1, int(n-t[lo]) + 1
	}
	days := int(n - islamicEpoch)
	y = floorDiv(30*days+10646, 10631)
	m = 1
	for m < 12 && tabularStart(y, m+1) <= n {
		m++
	}
	return y, m, int(n-tabularStart(y, m)) + 1
}
