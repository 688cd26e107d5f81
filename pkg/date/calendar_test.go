package date

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestCivil(t *testing.T) {
	n := gregorianDay(1800, 1, 1)
	for at := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= 2200; at = at.AddDate(0, 0, 1) {
		y, m, d := n.gregorian()
		if y != at.Year() || m != int(at.Month()) || d != at.Day() || gregorianDay(y, m, d) != n {
			t.Fatalf("day %d is %d-%d-%d, want %v", n, y, m, d, at)
		}
		if got, want := Gregorian.Days(y, m), at.AddDate(0, 1, -d).Day(); d == 1 && got != want {
			t.Fatalf("%d-%d has %d days, want %d", y, m, got, want)
		}
		if got := n.Weekday() % 7; got != int(at.Weekday()) {
			t.Fatalf("%v is weekday %d, want %d", at, got, at.Weekday())
		}
		wy, ww := at.ISOWeek()
		if y, w := n.ISOWeek(); y != wy || w != ww {
			t.Fatalf("%v is in week %d-%d, want %d-%d", at, y, w, wy, ww)
		}
		n++
	}
}

func TestHijri(t *testing.T) {
	for _, c := range []Calendar{Printed, KACST, Tabular} {
		last, n := c.MonthStart(firstHijriYear, 1)-1, 0
		for y := firstHijriYear; y <= lastHijriYear; y++ {
			for m := 1; m <= 12; m++ {
				for d := 1; d <= c.Days(y, m); d++ {
					day, ok := c.Day(y, m, d)
					if !ok || day != last+1 {
						t.Fatalf("%v %d-%d-%d is day %d, after %d", c, y, m, d, day, last)
					}
					if gy, gm, gd := c.Date(day); gy != y || gm != m || gd != d {
						t.Fatalf("%v day %d is %d-%d-%d, want %d-%d-%d", c, day, gy, gm, gd, y, m, d)
					}
					last = day
					n++
				}
			}
		}
		if n < 158*354 {
			t.Errorf("%v: only %d days", c, n)
		}
	}
	for y := 1; y < 2000; y++ {
		for m := 1; m <= 12; m++ {
			for _, d := range []int{1, Tabular.Days(y, m)} {
				day, ok := Tabular.Day(y, m, d)
				if gy, gm, gd := Tabular.Date(day); !ok || gy != y || gm != m || gd != d {
					t.Fatalf("tabular %d-%d-%d comes back as %d-%d-%d", y, m, d, gy, gm, gd)
				}
			}
		}
	}
	// Known days: the two tables part in 1418, and meet again.
	for _, c := range []struct {
		cal     Calendar
		y, m, d int
		want    EpochDay
	}{
		{Printed, 1436, 10, 26, gregorianDay(2015, 8, 11)}, {KACST, 1445, 4, 26, gregorianDay(2023, 11, 10)},
		{Tabular, 1, 1, 1, gregorianDay(622, 7, 19)}, {Printed, 1445, 1, 1, gregorianDay(2023, 7, 19)},
	} {
		if got, _ := c.cal.Day(c.y, c.m, c.d); got != c.want {
			t.Errorf("%v %d-%d-%d = %d, want %d", c.cal, c.y, c.m, c.d, got, c.want)
		}
	}
}

// TestHijriSource compares the tables with the file they were made from,
// when UMALQURA names it.
func TestHijriSource(t *testing.T) {
	name := os.Getenv("UMALQURA")
	if name == "" {
		t.Skip("UMALQURA names no table")
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Scan()
	for s.Scan() {
		col := strings.Split(s.Text(), "\t")
		var y, m int
		fmt.Sscan(col[0], &y)
		fmt.Sscan(col[1], &m)
		for i, c := range []Calendar{Printed, KACST} {
			gy, gm, gd := c.MonthStart(y, m).gregorian()
			if got := fmt.Sprintf("%04d-%02d-%02d", gy, gm, gd); got != col[3+i] {
				t.Errorf("%v %d-%d begins %s, want %s", c, y, m, got, col[3+i])
			}
		}
	}
}

// TestNoSuchMonth has no days in a month that no calendar has.
func TestNoSuchMonth(t *testing.T) {
	for c := Gregorian; c <= inJulian; c++ {
		for _, m := range []int{-1, 0, 13} {
			if n := c.Days(1440, m); n != 0 {
				t.Errorf("%v: month %d has %d days", c, m, n)
			}
			if _, ok := c.Day(1440, m, 1); ok {
				t.Errorf("%v: month %d has a first day", c, m)
			}
		}
	}
}

// TestJulian knows the days that the Julian and the Gregorian calendar share, and each day of
// ten centuries.
func TestJulian(t *testing.T) {
	for _, c := range []struct{ day, julian [3]int }{
		{[3]int{1582, 10, 15}, [3]int{1582, 10, 5}},
		{[3]int{300, 2, 28}, [3]int{300, 2, 28}},
		{[3]int{1187, 10, 9}, [3]int{1187, 10, 2}}, // Saladin takes Jerusalem
		{[3]int{-43, 3, 13}, [3]int{-43, 3, 15}},   // the ides of March
	} {
		day := gregorianDay(c.day[0], c.day[1], c.day[2])
		if y, m, d := inJulian.Date(day); [3]int{y, m, d} != c.julian {
			t.Errorf("%v is %d-%d-%d, want %v", c.day, y, m, d, c.julian)
		}
	}
	last := inJulian.MonthStart(-100, 1) - 1
	for y := -100; y <= 1000; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= inJulian.Days(y, m); d++ {
				day, ok := inJulian.Day(y, m, d)
				if jy, jm, jd := inJulian.Date(day); !ok || day != last+1 || jy != y || jm != m || jd != d {
					t.Fatalf("%d-%d-%d is day %d, after %d, and comes back as %d-%d-%d", y, m, d, day, last, jy, jm, jd)
				}
				last = day
			}
		}
	}
}
