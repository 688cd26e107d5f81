package date

import (
	"sync"

	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/numeral"
)

// A lexeme is all that one skeleton may mean in a date.
type lexeme struct {
	num    numeral.Word
	month  uint8 // Gregorian, 1 to 12
	shy    bool  // the month is a common word too: only beside a number, شهر and the like
	libyan uint8 // a month of Libya, 1986 to 2011: read between a day and a year only
	hijri  uint8 // Hijri month, 1 to 12
	pair   bool  // the month is the first of two that have the name: ربيع الأول and ربيع الآخر
	wday   uint8 // 1 for Monday to 7 for Sunday
	bare   bool  // the weekday needs no article
	unit   Grain
	count  int8 // of a unit: 1, 2 of a dual, 0 of a plural
	rel    int8 // of an adjective: past -1, future +1
	isRel  bool
	part   dayPart
	season uint8
	decade int16 // 20 to 90
	fn     fn
	latin  bool
	set    Grain // يوميا
	event  bool  // has its year behind it: مونديال
}

// A fn is the part a word plays in the grammar of dates.
type fn uint8

const (
	fNone fn = iota
	fIn
	fFrom
	fTo
	fUntil
	fBetween
	fSince
	fBefore
	fAfter
	fDuring
	fWithin
	fFor
	fWhole
	fThroughout
	fThis
	fLast
	fFirst // of two
	fStart
	fEarly
	fMid
	fMiddle
	fEnd
	fLate
	fRest
	fEvery
	fMatching
	fAbout
	fAt
	fOn
	fExcept
	fAnd
	fNow
	fTomorrow
	fYesterday
	fCE
	fHijra
	fAM
	fZoneWord
	fOr
	fSome
	fFirstOf
	fSalkh
	fWho
	fWeekend
	fDateWord
	fPlace
	fFeast
	fHead
	fTime
	fEarlyTime
	fLateTime
	fHalf
	fGo
	fGMT
	fFuture
	fAgoSuffix
	fOnwards
	fLater
	fBC
	fMonthDays
	fWith
	fMine
	fOf
	fDualHead
	fAyy
	fNext
	fThat
	fSame
	fSoiree
	fBy
	fEra
	fSeason
	fMore
	fToday
	fHoly // of a month: المبارك
	fLeft // of the nights of a month
	fWill
	fMoment
	fCounted
)

type spelling struct {
	lexeme
	words []string
}

func w(l lexeme, words ...string) spelling { return spelling{l, words} }

var spellings = []spelling{
	// Months of Egypt and the Gulf, of the Levant and Iraq, of Algeria and
	// Tunisia, of Morocco and Mauritania (CLDR, HeidelTime, moment, dateparser).
	w(lexeme{month: 1}, "يناير", "جانفي", "ينایر"), w(lexeme{month: 2}, "فبراير", "شباط", "فيفري", "فبرائر"),
	w(lexeme{month: 3, shy: true}, "مارس"), w(lexeme{month: 3}, "آذار", "أذار"),
	w(lexeme{month: 4}, "أبريل", "أفريل", "إبريل"), w(lexeme{month: 4, shy: true}, "نيسان"),
	w(lexeme{month: 5, shy: true}, "مايو", "ماي"), w(lexeme{month: 5}, "أيار", "مايس"),
	w(lexeme{month: 6}, "يونيو", "يونيه", "حزيران"), w(lexeme{month: 6, shy: true}, "جوان", "يونية"),
	w(lexeme{month: 7}, "يوليو", "يوليوز", "جويلية"), w(lexeme{month: 7, shy: true}, "تموز", "يوليه"),
	w(lexeme{month: 8}, "أغسطس", "أغشت"), w(lexeme{month: 8, shy: true}, "أوغسطس", "أوت", "آب", "غشت"),
	w(lexeme{month: 9}, "سبتمبر", "أيلول", "شتنبر", "شتمبر"),
	w(lexeme{month: 10}, "أكتوبر", "اكتوبر"), w(lexeme{month: 10, pair: true}, "تشرين", "تشری", "تشري"),
	w(lexeme{month: 11}, "نوفمبر", "نونبر", "نوفنبر"),
	w(lexeme{month: 12}, "ديسمبر", "دجنبر", "دجمبر", "دسمبر"), w(lexeme{month: 12, pair: true}, "كانون"),
	// Libya, 1986 to 2011.
	w(lexeme{libyan: 2}, "نوار"), w(lexeme{libyan: 3}, "ربيع"), w(lexeme{libyan: 4}, "طير"), w(lexeme{libyan: 5}, "ماء"), w(lexeme{libyan: 6}, "صيف"),
	w(lexeme{libyan: 7}, "ناصر"), w(lexeme{libyan: 8}, "هانيبال"), w(lexeme{libyan: 9}, "فاتح"), w(lexeme{libyan: 10}, "تمور"), w(lexeme{libyan: 11}, "حرث"),
	w(lexeme{libyan: 12}, "كانون"),
	w(lexeme{part: partMorning, latin: true, fn: fAM}, "am"), w(lexeme{part: partAfternoon, latin: true, fn: fAM}, "pm"),
	w(lexeme{fn: fGMT, latin: true}, "GMT", "UTC"), w(lexeme{fn: fGMT}, "تغ", "غرينتش", "جرينتش", "غرينيتش", "جرينيتش"),
	// Hijri months.
	w(lexeme{hijri: 1}, "محرم"), w(lexeme{hijri: 2}, "صفر"), w(lexeme{hijri: 3, pair: true, season: 21}, "ربيع"),
	w(lexeme{hijri: 5, pair: true}, "جمادى", "جماد", "جمادا"), w(lexeme{hijri: 7}, "رجب"), w(lexeme{hijri: 8}, "شعبان"),
	w(lexeme{hijri: 9}, "رمضان"), w(lexeme{hijri: 10}, "شوال"),
	w(lexeme{hijri: 11}, "ذوالقعدة", "ذيالقعدة"), w(lexeme{hijri: 12}, "ذوالحجة", "ذيالحجة"), w(lexeme{fn: fHead}, "ذو", "ذي", "ذا"),
	// Weekdays.
	w(lexeme{wday: 1}, "اثنين", "إثنين", "اتنين"), w(lexeme{wday: 2, bare: true}, "ثلاثاء", "تلاتاء"), w(lexeme{wday: 3, bare: true}, "أربعاء"),
	w(lexeme{wday: 4}, "خميس"), w(lexeme{wday: 5}, "جمعة"), w(lexeme{wday: 6}, "سبت"), w(lexeme{wday: 7}, "أحد"),
	// Units.
	w(lexeme{unit: GrainSecond, count: 1}, "ثانية"), w(lexeme{unit: GrainSecond, count: 2}, "ثانيتين", "ثانيتان"), w(lexeme{unit: GrainSecond}, "ثوان", "ثواني"),
	w(lexeme{unit: GrainMinute, count: 1}, "دقيقة"), w(lexeme{unit: GrainMinute, count: 2}, "دقيقتين", "دقيقتان"), w(lexeme{unit: GrainMinute}, "دقائق"),
	w(lexeme{unit: GrainHour, count: 1}, "ساعة"), w(lexeme{unit: GrainHour, count: 2}, "ساعتين", "ساعتان"), w(lexeme{unit: GrainHour}, "ساعات"),
	w(lexeme{unit: GrainDay, count: 1}, "يوم", "يوما"), w(lexeme{unit: GrainDay, count: 2}, "يومين", "يومان"), w(lexeme{unit: GrainDay}, "أيام", "أياما"),
	w(lexeme{unit: grainWeek, count: 1}, "أسبوع", "اسبوعا", "إسبوع"), w(lexeme{unit: grainWeek, count: 2}, "أسبوعين", "أسبوعان"), w(lexeme{unit: grainWeek}, "أسابيع"),
	w(lexeme{unit: GrainMonth, count: 1}, "شهر", "شهرا"), w(lexeme{unit: GrainMonth, count: 2}, "شهرين", "شهران"), w(lexeme{unit: GrainMonth}, "أشهر", "شهور"),
	w(lexeme{unit: GrainYear, count: 1}, "سنة", "عام", "عاما"), w(lexeme{unit: GrainYear, count: 2}, "سنتين", "سنتان", "عامين", "عامان"),
	w(lexeme{unit: GrainYear}, "سنوات", "سنين", "أعوام"),
	w(lexeme{unit: grainDecade, count: 1}, "عقد"), w(lexeme{unit: grainDecade, count: 2}, "عقدين", "عقدان"), w(lexeme{unit: grainDecade}, "عقود"),
	w(lexeme{unit: grainCentury, count: 1}, "قرن"), w(lexeme{unit: grainCentury, count: 2}, "قرنين", "قرنان"), w(lexeme{unit: grainCentury}, "قرون"),
	w(lexeme{unit: grainQuarter, count: 1}, "ربع"), w(lexeme{unit: grainQuarter, count: 2}, "ربعي"), w(lexeme{unit: grainQuarter}, "أرباع"),
	w(lexeme{fn: fHalf}, "نصف", "نص"),
	// Adjectives: before, now, after.
	w(lexeme{isRel: true, rel: -1}, "ماضي", "ماض", "ماضية", "منصرم", "منصرمة", "فائت", "فائتة", "سالف", "فارط", "ماضيين", "ماضيتين",
		"منصرمين", "فات", "فاتت", "ماضيان", "ماضيات"),
	w(lexeme{isRel: true}, "حالي", "حالية", "جاري", "جارية", "جار", "راهن", "راهنة"),
	w(lexeme{isRel: true, rel: 1}, "قادم", "قادمة", "مقبل", "مقبلة", "جاي", "جاية", "جايي", "جايه", "آتي", "آتية", "آت", "قابل",
		"قادمين", "قادمتين", "مقبلين", "مقبلتين", "قادمان", "مقبلات"),
	// Before and after what the text tells of.
	w(lexeme{isRel: true, rel: -1, fn: fNext}, "سابق", "سابقة", "سابقين"), w(lexeme{isRel: true, rel: 1, fn: fNext}, "تالي", "تالية", "تاليين", "لاحق"),
	w(lexeme{fn: fThat}, "ذلك", "تلك", "ذاك", "نفس", "ذات", "صحيفة", "جريدة", "قناة", "حزب", "عين"),
	w(lexeme{fn: fSame}, "نفسه", "نفسها", "ذاته", "ذاتها", "وطني", "عالمي", "دولي", "دراسي", "دراسية", "مالي", "مالية"),
	w(lexeme{fn: fThis}, "هذا", "هذه", "هاد", "هاي", "هذي", "هاذا"),
	w(lexeme{fn: fLast}, "آخر", "أخر", "أخير", "أخيرة", "آخرة", "أخيرين", "أخيرتين", "أخيران", "أخيرتان"),
	w(lexeme{fn: fFirst}, "أولين", "أوليين", "أولان", "أوليان"),
	w(lexeme{fn: fWho}, "اللي", "التي", "الذي"),
	// Parts of the day.
	w(lexeme{part: partMorning}, "صباح", "صباحا", "صبح", "صبحا", "صبحية"), w(lexeme{part: partDawn}, "فجر", "فجرا"),
	w(lexeme{part: partNoon}, "ظهر", "ظهرا", "ظهيرة"), w(lexeme{part: partAfternoon}, "عصر", "عصرا"),
	w(lexeme{part: partEvening}, "مساء", "مساءا", "مسا"), w(lexeme{part: partEvening, fn: fSoiree}, "أمسية", "أمسيات"), w(lexeme{part: partNight}, "ليل", "ليلا", "ليلة"),
	w(lexeme{part: partMidday}, "نهار"),
	w(lexeme{part: partMorning, fn: fAM}, "ص"), w(lexeme{part: partAfternoon, fn: fAM}, "م"),
	w(lexeme{season: 22}, "صيف"), w(lexeme{season: 23}, "خريف"), w(lexeme{season: 24}, "شتاء"),
	// Function words.
	w(lexeme{fn: fIn}, "في", "فى"), w(lexeme{fn: fFrom}, "من"), w(lexeme{fn: fTo}, "إلى", "لغاية", "لحد"), w(lexeme{fn: fUntil}, "حتى"),
	w(lexeme{fn: fBetween}, "بين"), w(lexeme{fn: fSince}, "منذ", "مند", "مذ"), w(lexeme{fn: fBefore}, "قبل", "قبيل"),
	w(lexeme{fn: fAfter}, "بعد", "عقب"), w(lexeme{fn: fDuring}, "خلال", "أثناء"), w(lexeme{fn: fWithin}, "غضون", "ظرف"), w(lexeme{fn: fBy}, "حلول"),
	w(lexeme{fn: fFor}, "مدة", "لمدة"), w(lexeme{fn: fThroughout}, "طوال", "طيلة"), w(lexeme{fn: fWhole}, "كامل", "كاملة", "كاملا"),
	w(lexeme{fn: fStart}, "بداية", "مطلع", "مستهل", "بدء"), w(lexeme{fn: fEarly}, "أوائل"), w(lexeme{fn: fMid}, "منتصف"),
	w(lexeme{fn: fMiddle}, "أواسط", "وسط"), w(lexeme{fn: fEnd}, "نهاية", "ختام"), w(lexeme{fn: fLate}, "أواخر"), w(lexeme{fn: fRest}, "بقية", "باقي"),
	w(lexeme{fn: fEvery}, "كل"), w(lexeme{fn: fMatching}, "موافق", "مصادف", "يوافق", "يصادف", "موافقة"), w(lexeme{fn: fAbout}, "حوالي", "نحو", "قرابة", "تمام"), w(lexeme{fn: fMore}, "أكثر", "أقل", "أزيد"),
	w(lexeme{fn: fAt}, "عند"), w(lexeme{fn: fOn}, "على"), w(lexeme{fn: fExcept}, "إلا"), w(lexeme{fn: fAnd}, "و"),
	w(lexeme{fn: fNow}, "حاليا", "الآن"), w(lexeme{fn: fMoment}, "لحظة"), w(lexeme{fn: fTomorrow}, "غد", "غدا", "بكرة", "بكرا", "باكر", "باچر"),
	w(lexeme{fn: fToday}, "نهاردة", "نهردة"),
	w(lexeme{fn: fYesterday}, "أمس", "بارحة", "مبارح", "انبارح", "امبارح", "إمبارح"), w(lexeme{fn: fWill}, "سوف", "يتوقع", "يتوقعون", "متوقع", "مقرر", "منتظر", "مرتقب", "مزمع", "يعتزم", "تعتزم", "ينوي", "تنوي", "لن"), w(lexeme{fn: fHoly}, "مبارك", "معظم", "حرام", "مكرم", "كريم", "فضيل", "خير", "مرجب", "أصب", "أغر"),
	w(lexeme{fn: fCE}, "ميلادي", "ميلادية", "ميلاديا", "ميلاديين"), w(lexeme{fn: fHijra}, "ه", "هجري", "هجرية", "هجريا", "هجريين", "هجريتان", "هجريتين"),
	w(lexeme{fn: fEra}, "هجرة", "ميلاد"), w(lexeme{fn: fSeason}, "موسم", "مواسم"),
	w(lexeme{fn: fZoneWord}, "توقيت"), w(lexeme{fn: fOr}, "أو"), w(lexeme{fn: fSome}, "بضع", "بضعة", "عدة", "عديدة", "قليلة"),
	w(lexeme{fn: fFirstOf}, "غرة", "فاتح"), w(lexeme{fn: fSalkh}, "سلخ"), w(lexeme{fn: fWeekend}, "عطلة", "ويكند", "ويكاند"), w(lexeme{fn: fDateWord}, "تاريخ"),
	w(lexeme{fn: fPlace}, "شارع", "مدينة", "مخيم", "ساحة", "ميدان", "حي", "جامعة", "ثورة", "مستشفى", "سد", "حركة", "لواء", "فوج", "كتيبة", "مفاعل",
		"سيد", "سيدة", "شيخ", "لاعب", "دكتور", "رئيس", "نائب", "وزير", "طريق", "نسخة", "إصدار", "نسبة", "نتيجة", "فاز", "فوز", "خسر", "هزم", "تعادل", "رقم", "صفحة", "آية", "سورة", "ملك", "أمير",
		"قانون", "قرار", "مرسوم", "مادة", "مادتين", "مواد", "لائحة", "فقرة", "بند", "قضية", "دعوى", "فاتورة", "تعميم", "معاملة", "آيات", "آيتين", "صفحات", "إصحاح"),
	w(lexeme{fn: fFeast}, "عيد", "رأس", "حج", "كريسماس", "كريسمس", "يواندان"),
	w(lexeme{fn: fTime}, "وقت"), w(lexeme{fn: fEarlyTime}, "مبكر", "مبكرة", "باكر"), w(lexeme{fn: fLateTime}, "متأخر", "متأخرة"),
	w(lexeme{fn: fGo}, "سأعود", "أعود", "عدت", "سأرجع", "أرجع", "سأخرج", "سأذهب", "أذهب", "سأغادر", "أغادر", "سأرحل", "سأترك",
		"سأكون", "سأسافر", "سأصل", "نلتقي", "نتقابل", "نجتمع", "منبه", "سأغير", "فاتني", "ولدت", "مواليد"),
	w(lexeme{fn: fFuture}, "مستقبل"), w(lexeme{fn: fAgoSuffix}, "مضت", "خلت", "مضى", "مضيا", "مضتا", "خلون", "خلتا", "مضين"), w(lexeme{fn: fLeft}, "بقين", "بقيت", "بقيتا"),
	w(lexeme{fn: fOnwards}, "ابتداء", "اعتبارا", "بدءا", "تنتهي"), w(lexeme{fn: fLater}, "لاحقا"),
	w(lexeme{fn: fBC}, "ق"),
	w(lexeme{set: GrainDay}, "يوميا"), w(lexeme{set: grainWeek}, "أسبوعيا"), w(lexeme{set: GrainMonth}, "شهريا"), w(lexeme{set: GrainYear}, "سنويا"),
	w(lexeme{fn: fMonthDays}, "جدولة", "حدد", "تحديد", "موعد", "موعدا", "لقاء", "اجتماع", "اجتماعا"),
	w(lexeme{fn: fWith}, "مع", "عن", "لدى", "حيث", "ثم", "كما", "أن", "فيما", "بينما", "بحضور", "وذلك",
		"كان", "كانت", "تم", "قام", "قامت", "وقد", "بسبب", "باسم", "بعنوان", "عندما", "بعدما", "حين", "حينما", "ضد", "ضمن", "رغم", "لأن", "لأنه", "لأنها"),
	w(lexeme{fn: fMine}, "يومي", "أسبوعي"),
	// What has its year behind it, and what a number of four digits counts: the words that stand
	// beside years and beside other such numbers in 367 MB of news and encyclopaedia.
	w(lexeme{event: true}, "مونديال", "مونديالي", "بطولتي", "دورتي", "عيد", "كأس", "انتخابات", "أولمبياد", "ألعاب", "بطولة", "دورة", "دوري", "معرض", "مهرجان", "مؤتمر", "قمة", "إكسبو", "نسخة", "ميزانية", "موازنة",
		"رؤية", "خطة", "حرب", "ثورة", "نكسة", "نكبة", "عدوان", "زلزال", "دستور", "إحصاء", "تعداد", "طبعة", "موديل", "موازنة", "جائزة", "سباق", "رالي", "انتفاضة", "انقلاب", "غزو", "هجمات", "أحداث", "اتفاقية", "معاهدة", "هدنة", "أزمة",
		"خريف", "حملة", "منتدى", "ملتقى", "أسبوع", "جيتكس", "جوائز", "برنامج", "فيلم", "مسلسل", "رواية", "ألبوم", "طراز",
		"استراتيجية", "حدود", "منتخب", "نهائي", "نهائيات", "تصفيات", "يورو", "اتفاق", "اتفاقات", "هزيمة", "معركة", "مذبحة", "مجزرة", "إحصاءات", "موديلات", "نسخ", "بطولات", "دفعة"),
	w(lexeme{fn: fCounted}, "نقطة", "صفقة", "متر", "درهما", "دولارا", "شخص", "دولار", "درهم", "ريال", "حالة", "كم", "سهم", "مترا", "بكسل",
		"شخصا", "صفقات", "نقاط", "طن", "كلم", "كيلو", "كيلومتر", "شركة", "سهما", "عملية", "جندي", "دورة", "ميل", "طنا",
		"ريالا", "موظف", "طالب", "بيكسل", "نسمة", "وحدة", "قطعة", "زائر", "كيلومترا", "رجل", "سيارة", "جهة", "قتيل",
		"مريض", "امرأة", "أسرة", "عقدا", "جنيه", "طالبا", "طفل", "وظيفة", "مريضا", "ميجاوات", "قدما", "مراجعا", "نوع",
		"رجلا", "مركزا", "عائلة", "فدان", "بلاغا", "فرصة", "منشأة", "مقعدا", "فحصا", "مدرسة", "درجة", "مرشحا",
		"مزارعا", "جلسة", "ملم", "كلفن", "هكتار", "ميغابايت", "مقعد", "يورو", "عاملا", "سرير", "جهازا", "مواطنا",
		"مقاتل", "سفينة", "كجم", "طلقة", "طفلا", "متفرج", "عبوة", "فرد", "طبيب", "ميغاهيرتز", "مخالفا", "صورة", "سلة",
		"أسير", "آخرين", "رجال", "سريرا", "بطاقة", "قتيلا", "طائرة", "ميجاواط", "شاب", "حالات", "أمتار", "فردا",
		"عسكري", "زيارة", "زائرا", "موقوفا", "مشروعا", "دينار", "مم", "لاعبا", "صوتا", "عاملة", "هدية", "جزيرة",
		"عنصر", "مسجد", "مستفيدا", "قسيمة", "جنديا", "دونم", "محطة", "ميغا", "ضحية", "متطوع", "رحلة", "نشاطا", "طلبا",
		"جنيها", "نشاط", "ميلي", "لاجئ", "دبابة", "عنوانا", "جرام", "صنف", "عينة", "لومن", "هاتف", "منزل", "شقة",
		"مدنيا", "مللي", "فلسطيني", "مستفيد", "ناخبا", "عقارا", "ملي", "كلمة", "مشجع", "متبرعا", "ميغاواط", "محل",
		"متدربا", "بطانية", "فرشة", "مستثمرا", "كلغ", "مزرعة", "عنوان", "مكتبة", "صيدلية", "مستخدم", "موقعا"),
	w(lexeme{fn: fOf, latin: true}, "of"), w(lexeme{fn: fDualHead}, "عامي", "سنتي", "شهري"), w(lexeme{fn: fAyy}, "أي"),
	// Decades.
	w(lexeme{decade: 20}, "عشرينات", "عشرينيات"), w(lexeme{decade: 30}, "ثلاثينات", "ثلاثينيات"), w(lexeme{decade: 40}, "أربعينات", "أربعينيات"),
	w(lexeme{decade: 50}, "خمسينات", "خمسينيات"), w(lexeme{decade: 60}, "ستينات", "ستينيات"), w(lexeme{decade: 70}, "سبعينات", "سبعينيات"),
	w(lexeme{decade: 80}, "ثمانينات", "ثمانينيات"), w(lexeme{decade: 90}, "تسعينات", "تسعينيات"),
}

// A vocabulary is a table of lexemes that is asked without allocating.
type vocabulary struct {
	lexemes []lexeme                           // from 1
	signals []signal                           // of each lexeme
	opens   []uint32                           // the productions that it may begin
	digits  uint32                             // those that digits may
	filter  [1 << (lexiconBits + 2 - 6)]uint64 // a bit for each hash: most words are turned away here, in a page that stays in cache
	tails   [1 << (tailBits - 6)]uint64        // a bit for the last three letters of each word, of a shorter one with what may be before it
	slots   [1 << lexiconBits]slot
}

type slot struct {
	key lexicon.Key
	at  uint16
}

const (
	lexiconBits = 12
	tailBits    = 3 * 5
)

func mix(k lexicon.Key) uint64 { return uint64(k) * 0x9E3779B97F4A7C15 }

func hash(k lexicon.Key) uint64 { return mix(k) >> (64 - lexiconBits) }

// find is the index of k's lexeme, or 0.
func (x *vocabulary) find(k lexicon.Key) uint16 {
	f := mix(k) >> (64 - lexiconBits - 2)
	if x.filter[f>>6]&(1<<(f&63)) == 0 {
		return 0
	}
	return x.probe(k)
}

// ends reports whether a word may be k, whose letters have so many bits, alone or with clitics before it.
func (x *vocabulary) ends(k lexicon.Key, bits uint) bool {
	if bits < tailBits {
		return k != 0
	}
	t := k >> (bits - tailBits)
	return x.tails[t>>6]&(1<<(t&63)) != 0
}

// addTail makes ends true of k and of what holds it.
func (x *vocabulary) addTail(k lexicon.Key) {
	letters := 0
	for k.Drop(letters) != 0 {
		letters++
	}
	switch before := "وفبلك"; {
	case k >= lexicon.LatinKey:
	case letters >= 3:
		k = k.Drop(letters - 3)
		x.tails[k>>6] |= 1 << (k & 63)
	case letters == 1:
		x.addTail(keyAl | k<<10)
		x.addTail(keyLilAl | k<<10)
	default:
		for _, r := range before {
			x.addTail(lexicon.Key(lexicon.Skeleton(r)) | k<<5)
		}
	}
}

func (x *vocabulary) probe(k lexicon.Key) uint16 {
	for h := hash(k); ; h = (h + 1) % (1 << lexiconBits) {
		if s := &x.slots[h]; s.key == k || s.key == 0 {
			return s.at
		}
	}
}

var words = sync.OnceValue(func() *vocabulary {
	x := &vocabulary{lexemes: make([]lexeme, 1, 700)}
	entry := func(k lexicon.Key) *lexeme {
		h := hash(k)
		for x.slots[h].key != k {
			if x.slots[h].key == 0 {
				x.lexemes = append(x.lexemes, lexeme{})
				x.slots[h] = slot{k, uint16(len(x.lexemes) - 1)}
				f := mix(k) >> (64 - lexiconBits - 2)
				x.filter[f>>6] |= 1 << (f & 63)
				break
			}
			h = (h + 1) % (1 << lexiconBits)
		}
		return &x.lexemes[x.slots[h].at]
	}
	for k, n := range numeral.Words() {
		entry(k).num = n
	}
	add := func(l lexeme, words []string) {
		for _, word := range words {
			if k := lexicon.KeyOf(word); k != 0 {
				entry(k).merge(l)
			}
		}
	}
	for i, names := range lexicon.LatinMonths {
		add(lexeme{month: uint8(i) + 1, latin: true}, names)
	}
	for i, names := range lexicon.LatinWeekdays {
		add(lexeme{wday: uint8(i) + 1, latin: true}, names)
	}
	for _, s := range spellings {
		add(s.lexeme, s.words)
	}
	x.signals = make([]signal, len(x.lexemes))
	x.opens, x.digits = make([]uint32, len(x.lexemes)), digitsLexeme.opens()
	for i := range x.lexemes[1:] {
		l := &x.lexemes[1+i]
		x.opens[1+i] = l.opens()
		x.signals[1+i] = signalsOf(l, x.opens[1+i])
	}
	for i := range x.slots { // with a value, the range would be over a copy of 64 KB
		if s := &x.slots[i]; s.key != 0 {
			x.addTail(s.key)
		}
	}
	return x
})

// merge adds what o means to what l means; what l has already stays.
func (l *lexeme) merge(o lexeme) {
	if l.month == 0 {
		l.shy = o.shy
	}
	if l.unit == 0 {
		l.count = o.count
	}
	if o.isRel {
		l.isRel, l.rel = true, o.rel
	}
	add(&l.month, o.month)
	add(&l.libyan, o.libyan)
	add(&l.hijri, o.hijri)
	add(&l.wday, o.wday)
	add(&l.bare, o.bare)
	add(&l.pair, o.pair)
	add(&l.unit, o.unit)
	add(&l.part, o.part)
	add(&l.season, o.season)
	add(&l.decade, o.decade)
	add(&l.fn, o.fn)
	add(&l.set, o.set)
	add(&l.latin, o.latin)
	add(&l.event, o.event)
}

// add gives to the value of from where it has none.
func add[T comparable](to *T, from T) {
	var none T
	if *to == none {
		*to = from
	}
}
