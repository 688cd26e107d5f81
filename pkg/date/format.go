package date

import "strings"

// two is n in two digits.
func two(n int) string {
	if n < 0 || n > 99 {
		n = 0
	}
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// year4 is a year of ISO 8601: four digits, negative before the year 0.
func year4(y int) string {
	s := ""
	if y < 0 {
		s, y = "-", -y
	}
	return s + two(y/100%100) + two(y%100)
}

// ymd is the Gregorian date of a day.
func ymd(d EpochDay) string {
	y, m, dd := d.gregorian()
	return yearMonth(y, m) + "-" + two(dd)
}

func hijriDay(y, m, d int) string { return yearMonth(y, m) + "-" + two(d) + " AH" }

func yearMonth(y, m int) string { return year4(y) + "-" + two(m) }

// dayRange is the days [lo, hi), by the first and the last.
func dayRange(lo, hi EpochDay) string { return ymd(lo) + "/" + ymd(hi-1) }

// weekdayText is the weekday of a week that is not known.
func weekdayText(wday int) string { return "XXXX-WXX-" + string(rune('0'+wday)) }

// beforeEra appends what follows a value to it, before the era of a Hijri one.
func beforeEra(value, tail string) string {
	bare, _ := strings.CutSuffix(value, " AH")
	return bare + tail + value[len(bare):]
}

// valueOf is the Gregorian value of the days [lo, hi), which begin a unit of the grain.
func valueOf(lo, hi EpochDay, g Grain) string {
	y, m, _ := lo.gregorian()
	switch g {
	case GrainDay:
		return ymd(lo)
	case grainWeek:
		y, w := lo.ISOWeek()
		return year4(y) + "-W" + two(w)
	case GrainMonth:
		return yearMonth(y, m)
	case grainQuarter:
		return year4(y) + "-Q" + string(rune('1'+(m-1)/3))
	case grainSeason:
		return yearMonth(y, 20+m/3)
	case grainHalfYear:
		return yearMonth(y, m) + "/" + yearMonth(y, m+5)
	case GrainYear:
		return year4(y)
	case grainDecade:
		return year4(y)[:len(year4(y))-1] + "X"
	case grainCentury:
		return two(floorDiv(y, 100)) + "XX"
	}
	return dayRange(lo, hi)
}

func clockString(sec int, g Grain) string {
	s := "T" + two(sec/3600) + ":" + two(sec/60%60)
	if g == GrainSecond {
		s += ":" + two(sec%60)
	}
	return s
}

func dateTime(m moment, g Grain) string { return ymd(m.day) + clockString(m.sec, g) }

// clockText is a node's time of day.
func clockText(n *node) string {
	return clockString(n.hour24()*3600+n.min*60+n.sec, n.clock) + n.zone
}

// partsOfDay are how the parts of the day are written, and the hours from which and to which each is.
var partsOfDay = [...]struct {
	value  string
	lo, hi int
}{
	partDawn: {"TMO", 3, 6}, partMorning: {"TMO", 8, 12}, partNoon: {"T12:00", 12, 13}, partMidday: {"T12:00", 12, 13},
	partAfternoon: {"TAF", 12, 16}, partEvening: {"TEV", 16, 20}, partNight: {"TNI", 20, 24},
}

func partText(part dayPart) string { return partsOfDay[part].value }

// hours is when a part of the day begins and ends.
func (part dayPart) hours(early int) (lo, hi int) {
	lo, hi = partsOfDay[part].lo, partsOfDay[part].hi
	if early < 0 {
		hi = lo + 2
	} else if early > 0 {
		lo += 2
	}
	return lo, hi
}
