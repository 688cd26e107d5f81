package date_test

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/nass-ar/nass/pkg/date"
)

// Find the dates of a line written on a known day.
func ExampleFinder_Find() {
	line := []byte("وصل الوفد أمس، وتنتهي الزيارة في 3 ربيع الأول 1445هـ الموافق 18 سبتمبر 2023")
	read := date.Options{Reference: time.Date(2023, time.September, 15, 0, 0, 0, 0, time.UTC)}
	var f date.Finder
	for _, d := range f.Find(nil, line, read) {
		fmt.Printf("«%s» is %s, %v\n", d.Text(line), d.Value, d.Alternatives)
	}
	// Output:
	// «أمس» is 2023-09-14, []
	// «3 ربيع الأول 1445هـ الموافق 18 سبتمبر 2023» is 2023-09-18, [1445-03-03 AH]
}

// What is wrong with a date.
func ExampleFind() {
	line := []byte("صدر يوم الاثنين 10 نوفمبر 2023")
	for _, d := range date.Find(nil, line, date.Options{}) {
		for _, p := range d.Problems {
			fmt.Printf("%s: %s: %s\n", d.Value, p.Name, p.Message)
		}
	}
	// Output:
	// 2023-11-10: weekday-mismatch: the date falls on الجمعة
}

// Dates are resolved against the first whole day that a page prints.
func ExampleFirstIn() {
	page := strings.NewReader("نشر في 10 نوفمبر 2023\nوصل الوفد أمس.")
	first, ok, rest, err := date.FirstIn(page, date.Options{})
	if err != nil || !ok {
		fmt.Println(ok, err)
		return
	}
	text, _ := io.ReadAll(rest)
	for _, d := range new(date.Finder).FindText(nil, text, date.Options{Reference: first}) {
		fmt.Println(d.Value)
	}
	// Output:
	// 2023-11-10
	// 2023-11-09
}
