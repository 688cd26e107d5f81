package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/date"
	"github.com/nass-ar/nass/pkg/lexicon"
)

// alarmLines is how many lines alarms looks at.
const alarmLines = 10000

// timeWords are the words that stand for a time: a line with one of them may hold
// a date. What only goes with such words (قبل، بعد، مقبل، موسم) is not among
// them. Clitics and endings are taken off before a word is looked up.
var timeWords = keys(`
	يناير جانفي فبراير شباط فيفري مارس آذار أبريل أفريل نيسان مايو ماي أيار يونيو يونيه جوان حزيران يوليو يوليه
	يوليوز جويلية تموز أغسطس أوت آب غشت سبتمبر شتنبر أيلول أكتوبر تشرين نوفمبر نونبر ديسمبر دجنبر كانون محرم صفر
	ربيع جمادى رجب شعبان رمضان شوال قعدة حجة هجري هجرة ميلاد ميلادي أحد اثنين اثنان ثلاثاء أربعاء خميس جمعة سبت
	ثانية ثواني ثوان ثانيتين دقيقة دقائق دقيقتين ساعة ساعات ساعتين ساعتان يوم يومين يومان أيام يوميا يومي يوما
	أسبوع أسبوعين أسبوعان أسابيع أسبوعي أسبوعيا شهر شهرا شهرين شهران أشهر شهور شهري شهريا سنة سنوات سنين سنتين
	سنتان سنوي سنويا عام عاما عامين عامان أعوام عقد عقدا عقدين عقدان قرن قرنا قرنين قرنان قرون أمس بارحة غد غدا
	بكرة باكر الآن حاليا مؤخرا اليوم الليلة ليل ليلة ليلا ليال ليالي نهار نهارا نهاردة صباح صباحا صبح فجر فجرا ضحى ظهر
	ظهرا ظهيرة عصر عصرا عشاء مساء غروب شروق صيف شتاء خريف عيد عشرينات عشرينيات ثلاثينات ثلاثينيات أربعينات
	أربعينيات خمسينات خمسينيات ستينات ستينيات سبعينات سبعينيات ثمانينات ثمانينيات تسعينات تسعينيات عقود لحظة لحظات`)

func keys(words string) map[lexicon.Key]bool {
	m := map[lexicon.Key]bool{}
	for _, w := range strings.Fields(words) {
		m[lexicon.KeyOf(w)] = true
	}
	return m
}

var (
	proclitics = []string{"و", "ف", "ب", "ل", "ك", "س", "ال"}
	enclitics  = []string{"", "ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم", "ا", "ين", "ان", "ون", "ات", "ة", "ية"}
)

// timeWord reports whether w is one of timeWords under clitics.
func timeWord(w string) bool {
	for {
		for _, e := range enclitics {
			if stem, ok := strings.CutSuffix(w, e); ok && stem != "" && timeWords[lexicon.KeyOf(stem)] {
				return true
			}
		}
		cut := false
		for _, p := range proclitics {
			if rest, ok := strings.CutPrefix(w, p); ok && rest != "" {
				if p != "ال" && timeWord(rest) {
					return true
				}
				if p == "ال" {
					w, cut = rest, true
				}
			}
		}
		if !cut {
			return false
		}
	}
}

// letters reports a code point of a word.
func letters(r rune) bool {
	k := arabic.KindOf(r)
	return k == arabic.Letter || k == arabic.Mark || k == arabic.Tatweel
}

// timeless reports a line without digits, months, weekdays and words of time.
func timeless(line string) bool {
	for _, r := range line {
		if _, ok := arabic.DigitValue(r); ok {
			return false
		}
	}
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !letters(r) }) {
		if timeWord(w) {
			return false
		}
	}
	return true
}

// alarms counts the dates found in lines of a text that hold none.
func alarms(file string) {
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 16<<20)
	n, dates, words := 0, 0, 0
	for n < alarmLines && s.Scan() {
		line := s.Text()
		if strings.TrimSpace(line) == "" || !timeless(line) {
			continue
		}
		n++
		words += len(strings.Fields(line))
		got := date.Find(nil, []byte(line), date.Options{})
		dates += len(got)
		for _, d := range got {
			fmt.Printf("%s\t%s\t%s\n", line[d.Start:d.End], d.Value, line)
		}
	}
	if err := s.Err(); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("false alarms           %d in %d lines (%d words) without digit, month, weekday or word of time\n", dates, n, words)
}
