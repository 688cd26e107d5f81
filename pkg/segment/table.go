package segment

// The words that the rules look up, bare of marks and tatweel. They are listed
// by hand and drawn from no published table, nor checked against one.

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
	// began with it. They are قال and verbs like it, in common forms.
	reportingVerbs = words(
		`قال قالت قالوا قلت قلنا يقول تقول يقولون سأل سألت سألته سأله سألها سألني سألوا يسأل تسأل تساءل تساءلت
		يتساءل تتساءل صاح صاحت صاحوا يصيح صرخ صرخت يصرخ هتف هتفت هتفوا يهتف أجاب أجابت أجابه أجابها أجبت يجيب
		رد ردت ردوا يرد همس همست يهمس نادى نادت علق علقت يعلق كتب كتبت يكتب ختم ختمت أضاف أضافت يضيف تابع
		تابعت أردف أردفت استطرد استفسر استفسرت خاطب خاطبت استغرب استغربت تعجب تعجبت مازحا متسائلا متسائلة
		ضاحكا صارخا قائلا قائلة`)

	// goesOn are words that carry on the sentence they follow: prepositions
	// and ثم.
	goesOn = words(
		`من في إلى الى على عن عند مع بين ضمن حتى منذ مذ لدى دون بدون خلال بعد قبل حول ضد نحو فوق تحت أمام وراء
		عبر حسب وفق بسبب بفضل ثم فيه فيها منه منها عليه عليها إليه إليها لدى بقلم`)

	// titleWords name works whose titles may ask: كتاب «لماذا نكتب؟».
	titleWords = words(
		`كتاب كتابه كتابها الكتاب رواية روايته روايتها فيلم فيلمه الفيلم مسرحية مسرحيته مسلسل برنامج برنامجه
		مقال مقاله مقالة مقالته أغنية أغنيته قصيدة قصيدته ديوان ديوانه قصة قصته بعنوان عنوان عنوانه سؤال السؤال
		شعار شعاره حملة وسم هاشتاغ هاشتاق عبارة كلمة مبادرة ندوة محاضرة`)

	// sourceWords tell who says what two dots have just closed.
	sourceWords = words(`حسبما حسب بحسب وفق وفقا طبقا نقلا`)

	// stageDirections stand between the sentences of a talk's transcript.
	stageDirections = words(`ضحك الضحك ضحكات تصفيق التصفيق هتاف هتافات موسيقى الموسيقى غناء صمت فيديو تصفير`)

	// sectionWords come before the number of a section.
	sectionWords = words(
		`البند بند المادة مادة الفقرة فقرة القسم قسم الفصل فصل الباب باب الجدول جدول الشكل شكل المبحث مبحث الفرع
		فرع الملحق ملحق الإصدار إصدار النسخة نسخة للبند للمادة للفقرة بالبند بالمادة والبند والمادة`)

	// numberWords end a number in words, before م. or هـ.
	numberWords = words(
		`الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر عشر عشرة العشرين العشرون والعشرين
		والعشرون الثلاثين مئة مائة ألف آلاف ألفين مئتين مائتين الحادي`)

	// etcetera ends a list, and with it most sentences.
	etcetera = words(`إلخ الخ ألخ`)

	// abbreviations of two letters or more that a stop follows. Such are تح. تحقيق, تر. ترجمة,
	// مج. مجلد, ط. is one letter.
	abbreviations = words(`تح تر مج تع تق صص جـ ج رض صلعم أد اد أمد مهـ تلف هات فاكس بروف`)

	// shortWords are the words of two letters that a sentence may begin with.
	shortWords = words(`في من عن لا ما لم لن قد ثم هل كل أي إن أن هو هي أو بل كم كي مع لو إذ ها يا`)

	// spelled are the names of Latin letters as the press writes a person's
	// initial: جورج دبليو. بوش. بي is left out: it also ends sentences.
	spelled = words(`إيه ايه سي دي إي إف اف جي جيه جاي إتش اتش آي كيه إل ال إم ام إن أو كيو آر ار إس اس تي يو في دبليو
		إكس واي زد`)

	// latinAbbreviations a name or a number follows.
	latinAbbreviations = words(
		`Mr Mrs Ms Dr Prof St Jr Sr Gen Col Capt Lt Sgt Rev Hon Gov Sen Rep Pres No Nos Vol vol vs Vs pp
		Fig fig Ed ed Eds Inc Ltd Co Corp Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec al approx ca cf`)
)
