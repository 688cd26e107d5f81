package segment

// The words that the rules look up, bare of marks and tatweel. They were listed
// by hand, from the style of the press, and are drawn from no published table.
// The counts beside them are those of scripts/abbreviations in two texts of 270
// MB: Al-Khaleej news 2008-2018 (SANAD, CC BY 4.0) and Arabic Wikipedia of 2017
// (CC BY-SA 4.0). Where a count is 0, only usage outside those texts speaks for
// a word.
//
// Titles and initials of one letter, eras, and dotted initialisms need no list:
// the rules know them by their shape. In those texts د. stands before a word
// 3,991 times, م. 575 and others of one letter fewer than 130; after a number
// م. stands 2,198 and هـ. 297 times; ق.م 1,294, أ.ف.ب 199 and د.ب.أ 154. Units
// get no stop of their own: كم. (208) and متر. (132) after a number end the
// sentence, and so there is no table of units.

// words is the set of the words in lists, parted by blanks.
func words(lists ...string) map[string]bool {
	set := make(map[string]bool)
	for _, list := range lists {
		for i := 0; i < len(list); {
			for i < len(list) && (list[i] == ' ' || list[i] == '\n' || list[i] == '\t') {
				i++
			}
			start := i
			for i < len(list) && list[i] != ' ' && list[i] != '\n' && list[i] != '\t' {
				i++
			}
			if i > start {
				set[list[start:i]] = true
			}
		}
	}
	return set
}

var (
	// reportingVerbs may follow what was asked or shouted, in a sentence that
	// began with it: قال and verbs like it, in common forms. A word follows a
	// quoted question or exclamation 60 times if it is قال, قالت 12, قلت 10,
	// قالوا 7, أجاب 3, أجابه 2, يرد 2; رد, ردت, علق, قلنا, يصيح, يقول once.
	reportingVerbs = words(
		`قال قالت قالوا قلت قلنا يقول تقول يقولون سأل سألت سألته سأله سألها سألني سألوا يسأل تسأل تساءل تساءلت
		يتساءل تتساءل صاح صاحت صاحوا يصيح صرخ صرخت يصرخ هتف هتفت هتفوا يهتف أجاب أجابت أجابه أجابها أجبت يجيب
		رد ردت ردوا يرد همس همست يهمس نادى نادت علق علقت يعلق كتب كتبت يكتب ختم ختمت أضاف أضافت يضيف تابع
		تابعت أردف أردفت استطرد استفسر استفسرت خاطب خاطبت استغرب استغربت تعجب تعجبت مازحا متسائلا متسائلة
		ضاحكا صارخا قائلا قائلة`)

	// goesOn are words that carry on the sentence they follow: prepositions
	// and ثم. In the same place: في 15, ثم 3, مع 3, and إلى, حتى, عبر, عند, على,
	// من once each.
	goesOn = words(
		`من في إلى الى على عن عند مع بين ضمن حتى منذ مذ لدى دون بدون خلال بعد قبل حول ضد نحو فوق تحت أمام وراء
		عبر حسب وفق بسبب بفضل ثم فيه فيها منه منها عليه عليها إليه إليها لدى بقلم`)

	// titleWords name works whose titles may ask: كتاب «لماذا نكتب؟». Before a
	// quoted question stand بعنوان 17, سؤال 10, كتابه 7, عنوان 7, برنامج 5,
	// فيلم 5, عنوانه 4, أغنية 3, السؤال 2, ندوة 2; six others once.
	titleWords = words(
		`كتاب كتابه كتابها الكتاب رواية روايته روايتها فيلم فيلمه الفيلم مسرحية مسرحيته مسلسل برنامج برنامجه
		مقال مقاله مقالة مقالته أغنية أغنيته قصيدة قصيدته ديوان ديوانه قصة قصته بعنوان عنوان عنوانه سؤال السؤال
		شعار شعاره حملة وسم هاشتاغ هاشتاق عبارة كلمة مبادرة ندوة محاضرة`)

	// sourceWords tell who says what two dots, or a quoted sentence, have just
	// closed: after the latter وفقا 4, حسبما 1, طبقا 1. The policy names حسبما
	// and وفق.
	sourceWords = words(`حسبما حسب بحسب وفق وفقا طبقا نقلا`)

	// stageDirections stand between the sentences of a talk's transcript. The
	// texts that were counted hold no talks (تصفير 1, فيديو 7, موسيقى 1).
	stageDirections = words(`ضحك الضحك ضحكات تصفيق التصفيق هتاف هتافات موسيقى الموسيقى غناء صمت فيديو تصفير`)

	// sectionWords come before the number of a section, in laws and manuals. The
	// texts that were counted hold neither (الإصدار 1, نسخة 1).
	sectionWords = words(
		`البند بند المادة مادة الفقرة فقرة القسم قسم الفصل فصل الباب باب الجدول جدول الشكل شكل المبحث مبحث الفرع
		فرع الملحق ملحق الإصدار إصدار النسخة نسخة للبند للمادة للفقرة بالبند بالمادة والبند والمادة`)

	// numberWords end a number in words, before م. or هـ.
	numberWords = words(
		`الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر عشر عشرة العشرين العشرون والعشرين
		والعشرون الثلاثين مئة مائة ألف آلاف ألفين مئتين مائتين الحادي`)

	// etcetera ends a list, and with it most sentences: إلخ. stands 42 times
	// before a word, الخ. 31.
	etcetera = words(`إلخ الخ ألخ`)

	// abbreviations of two letters or more that a stop follows, in notes and
	// lists of books: تح. تحقيق, تر. ترجمة, مج. مجلد, صص. صفحات; ط. and ص. are of
	// one letter. The press writes none of them with a stop: of all words of two
	// to six letters only ود. (285 of 711) is mostly an abbreviation, and that is
	// known by its shape.
	abbreviations = words(`تح تر مج تع تق صص رض صلعم أد اد فاكس بروف`)

	// shortWords are the words of two letters that a sentence may begin with.
	shortWords = words(`في من عن لا ما لم لن قد ثم هل كل أي إن أن هو هي أو بل كم كي مع لو إذ ها يا`)

	// spelled are the names of Latin letters as the press writes a person's
	// initial: جورج دبليو. بوش. With a stop and a word after it stand سي 36, إم 19,
	// جي 18, يو 17, دي 16, إس 14, إي 13 times, most of them the end of a name as in
	// إم بي سي, which the rule tells by the name of a letter before it. بي is left
	// out: it also ends sentences by itself.
	spelled = words(`إيه ايه سي دي إي إف اف جي جيه جاي إتش اتش آي كيه إل ال إم ام إن أو كيو آر ار إس اس تي يو في دبليو
		إكس واي زد`)

	// latinAbbreviations are those of English that a name or a number follows.
	latinAbbreviations = words(
		`Mr Mrs Ms Dr Prof St Jr Sr Gen Col Capt Lt Sgt Rev Hon Gov Sen Rep Pres No Nos Vol vol vs Vs pp
		Fig fig Ed ed Eds Inc Ltd Co Corp Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec al approx ca cf`)
)
