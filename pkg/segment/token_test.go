package segment

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestTokens(t *testing.T) {
	tests := []struct{ text, want string }{
		{"كتب الولد الدرس.", "كتب|الولد|الدرس|."},
		{"السلا\u064Eم عليـــكم", "السلا\u064Eم|عليـــكم"},
		{"می\u200Cخواهم أن أذهب", "می\u200Cخواهم|أن|أذهب"},
		{"زوروا https://example.org/a_(b)?q=1&r=2. ثم", "زوروا|https://example.org/a_(b)?q=1&r=2:url|.|ثم"},
		{"زوروا www.موقع.com/خبر، وwww.example.com", "زوروا|www.موقع.com/خبر:url|،|و|www.example.com:url"},
		{"user@host (@user) a@b.co", "user|@:symbol|host|(|@user:mention|)|a@b.co:email"},
		{"✌🏾 ✊ ❌ 2⭕", "✌🏾:emoji|✊:emoji|❌:emoji|2|⭕:emoji"},
		{"l'été l’âge 'été'", "l'été:latin|l’âge:latin|'|été|'"},
		{"(www.example.com)", "(|www.example.com:url|)"},
		{"من example.ae/news، وغيره", "من|example.ae/news:url|،|وغيره"},
		{"https://ar.example.org/wiki/نص؟", "https://ar.example.org/wiki/نص:url|؟"},
		{"راسل a.b+c@mail.example.com.", "راسل|a.b+c@mail.example.com:email|."},
		{"شكرا @user.name و@محمد_علي", "شكرا|@user.name:mention|و|@محمد_علي:mention"},
		{"#نص_طويل #2023 #a1.", "#نص_طويل:hashtag|#:symbol|2023:number|#a1:hashtag|."},
		{"1,250,000.5 و١٬٢٥٠٫٥ و2،5", "1,250,000.5:number|و١٬٢٥٠٫٥:word|و2،5:word"},
		{"بلغ ١٬٢٥٠٫٥ أو 935ر6", "بلغ|١٬٢٥٠٫٥:number|أو|935ر6:word"},
		{"في 7/10/2023 و 2023-10-07 و3.10.2023", "في|7/10/2023:date|و|2023-10-07:date|و3.10.2023:word"},
		{"٧/١٠/٢٠٢٣ 15/1/87 99/99/2023", "٧/١٠/٢٠٢٣:date|15/1/87:date|99:number|/:symbol|99:number|/:symbol|2023:number"},
		{"الساعة 10:30 و23:59:59 و3:1", "الساعة|10:30:time|و23:59:59|و3|:|1"},
		{"v1.2 و192.168.1.1 و1.2.3", "v1.2:latin|و192.168.1.1|و1.2.3"},
		{"و.م.أ. أ.ف.ب ص.ب U.S. e.g.", "و.م.أ.:word|أ.ف.ب:word|ص.ب:word|U.S.:latin|e.g.:latin"},
		{"د. أحمد ود.سلمى لأ. أ. ليلى د.. أ.1 سنة 5 م. مد.", "د.|أحمد|ود.|سلمى|لأ.|أ.|ليلى|د|..|أ|.|1|سنة|5|م|.|مد|."},
		{"انتهى.وخرج", "انتهى|.|وخرج"},
		{"تقرير.pdf جاهز", "تقرير.pdf|جاهز"},
		{"ماذا؟! نعم... لا!!! ،، --", "ماذا|؟!:punctuation|نعم|...:punctuation|لا|!!!|،،|--"},
		{"قال: «نعم»", "قال|:|«|نعم|»"},
		{"👍🏽 👨\u200D👩\u200D👧 🇸🇦🇪🇬 1\uFE0F\u20E3 ❤\uFE0F", "👍🏽:emoji|👨\u200D👩\u200D👧:emoji|🇸🇦:emoji|🇪🇬:emoji|1\uFE0F\u20E3:emoji|❤\uFE0F:emoji"},
		{"4% و٪ $5", "4|%:symbol|و|٪:symbol|$:symbol|5"},
		{"don't l’eau AT&T C++", "don't:latin|l’eau:latin|AT|&|T|C++:latin"},
		{"C++ C++11 g++. C# F#، .NET 8 .net، C+++ C## AB# c+ a.NET .NETs ..NET", "C++:latin|C++11:latin|g++|.|C#:latin|F#|،|.NET:latin|8|.net|،|C|+++|C|##|AB|#|c|+|a.NET|.|NETs|..|NET"},
		{"شكرا :) جدا :-( رائع :D، :))) ;-) ^_^ <3 <333 (حزين :'( اليوم) (فرح :P) ^^.", "شكرا|:):emoticon|جدا|:-(|رائع|:D:emoticon|،|:)))|;-)|^_^:emoticon|<3:emoticon|<333|(|حزين|:'(|اليوم|)|(|فرح|:P:emoticon|)|^^|."},
		{"الساعة 10:30 a:) الشروط:(1) https://a.com/:) x <3.5 <30 كلمة:D :Dنص (:) 8:) :/home 2:) :=) ملاحظة:)", "الساعة|10:30:time|a|:|)|الشروط|:|(|1|)|https://a.com/:url|:|)|x|<|3.5|<|30|كلمة|:|D|:|Dنص|(|:|)|8|:|)|:|/|home|2|:|)|:|=|)|ملاحظة|:|)"},
		{"1798م-1801م المعارف-2007 MH-3700", "1798م|-|1801م|المعارف|-|2007|MH-3700"},
		{"F-16 أف-16 G-20 كوفيد-19، GPT-4o F\u201116 كوفيد-١٩ F-16-17 ب-10:30 من-12/3/2020 و-5 الواي-فاي 3-4 نص-5a.com", "F-16:latin|أف-16:word|G-20|كوفيد-19:word|،|GPT-4o|F\u201116:latin|كوفيد-١٩|F-16|-|17|ب|-|10:30:time|من|-|12/3/2020:date|و|-|5|الواي|-|فاي|3|-|4|نص|-|5a.com:url"},
		{"055-123-4567 ٠٥٥-١٢٣-٤٥٦٧ +966 55-123-4567، +966-55-1234567 (+966551234567) 06-12-34-56-78 1-800-555-1234 هاتف:02-12345678", "055-123-4567:number|٠٥٥-١٢٣-٤٥٦٧:number|+966:number|55-123-4567:number|،|+966-55-1234567:number|(|+966551234567:number|)|06-12-34-56-78:number|1-800-555-1234:number|هاتف|:|02-12345678:number"},
		{"2015-2016 +5 5+966 10-10-2015-4 12-13-14-15 19-17-26 100-200-300 05-2015 99-13-2015 555-123-4567م 055-123-4567-8", "2015|-|2016|+|5|5|+|966|10|-|10|-|2015|-|4|12|-|13|-|14|-|15|19|-|17|-|26|100|-|200|-|300|05|-|2015|99|-|13|-|2015|555|-|123|-|4567م|055|-|123|-|4567|-|8"},
		{"Microsoftتعلن 2023آخر", "Microsoftتعلن|2023آخر"},
		{"a\xff\xfeب", "a|\xff\xfe:symbol|ب"},
		{"\u200Fنص\u200F \u202Bنص\u202C", "نص|نص"},
		{"كل\u061Cمة \u061C، 5\u061C6 نص\u061C", "كل\u061Cمة:word|،|5\u061C6:number|نص"},
		{"5.\u200F6 5\u200F.6 1\u061C,\u061C250 ٢٬\u200E٥ و5\u200F.6", "5.\u200F6:number|5\u200F.6:number|1\u061C,\u061C250:number|٢٬\u200E٥:number|و5\u200F.6"},
		{"5.\u200F نص\u200F.6 5\u200F. 5\u200F،نص", "5|.|نص|.|6|5|.|5|،|نص"},
		{"12\u200F/\u200F10\u200F/2015\u200F 10:\u200E30 2\u200F/1/2015", "12\u200F/\u200F10\u200F/2015:date|10:\u200E30:time|2\u200F/1/2015:date"},
		{"10:30-11:30 1/1/2009-31/12/2009 2009-01-31/2009-02-03", "10:30:time|-|11:30:time|1/1/2009:date|-|31/12/2009:date|2009-01-31:date|/|2009-02-03:date"},
		{"10:30:5 12-10-2015-4 1/2/2009/3", "10|:|30|:|5|12|-|10|-|2015|-|4|1|/|2|/|2009|/|3"},
		{"2020-03-12T10:20:30Z 2020-03-12T10:20:30.5+03:00 2020-03-12T10:20-0300.", "2020-03-12T10:20:30Z:date|2020-03-12T10:20:30.5+03:00:date|2020-03-12T10:20-0300:date|."},
		{"12:30pm 12:30 pm 9:05A.M. 12:30:45.123, 2:10.5 10:30pms", "12:30pm:time|12:30:time|pm:latin|9:05A.M.:time|12:30:45.123:time|,|2:10.5:time|10|:|30pms"},
		{"بتاريخ12/3/2020 لـ12:53، في١٢/٣/٢٠٢٠ on12/3/2020 ب\u200F10:30", "بتاريخ12/3/2020:word|لـ12:53:word|،|في١٢/٣/٢٠٢٠:word|on12/3/2020:latin|ب\u200F10:30:word"},
		{"ميروHusam_mero@yahoo.com رابطhttp://a.com/x و\u200Fhttps://a.com لـuser@a.com م19a@b.com", "ميرو|Husam_mero@yahoo.com:email|رابط|http://a.com/x:url|و|https://a.com:url|لـ|user@a.com:email|م|19a@b.com:email"},
		{"موقعexample.com سليمAli.net-x ملف.txt موقع.abc.com 5كa.b سa-b", "موقع|example.com:url|سليمAli.net|-|x|ملف.txt:word|موقع.abc.com|5كa.b|سa|-|b"},
		{"https://a.com/x\u200F https://a.com/نص.\u200E\u202C (https://a.com/\u200F)", "https://a.com/x:url|https://a.com/نص:url|.|(|https://a.com/:url|)"},
		{"[https://a.com](https://a.com/x) https://a.com|نص 'https://a.com/x','y'", "[|https://a.com:url|]|(|https://a.com/x:url|)|https://a.com:url|¦|نص|'|https://a.com/x:url|'|,|'|y|'"},
		{"https://a.com/x_(y)_[z] {https://a.com/L'Aquila}; https://a.com/(x", "https://a.com/x_(y)_[z]:url|{|https://a.com/L'Aquila:url|}|;|https://a.com/(x:url"},
		{"GOOGLE.COM MICONLINE.GOV.SA/x، Alriyadh.Com", "GOOGLE.COM:url|MICONLINE.GOV.SA/x:url|،|Alriyadh.Com:url"},
		{"ASP.NET NODE.JS STOP.IT N.Y.U.S U.S.A.", "ASP.NET:latin|NODE.JS:latin|STOP.IT:latin|N.Y.U.S:latin|U.S.A.:latin"},
		{"goo.gl/x site.xyz main.go و.xyz www.ﷺ www.example", "goo.gl/x:url|site.xyz:url|main.go:latin|و|.|xyz|www|.|ﷺ|www.example:latin"},
		{"Qur\u02BE\u0101n \u02BFAl\u012B \u02BF al-Fath\u02BC \u043F\u02BC\u044F\u0442\u044C", "Qur\u02BE\u0101n:latin|\u02BFAl\u012B:latin|\u02BF:word|al|-|Fath\u02BC:latin|\u043F\u02BC\u044F\u0442\u044C:word"},
		{"5 كم² CO₂ H₂O 10⁻³ ½ 3½ ① Ⅳ", "5|كم²:word|CO₂:latin|H₂O:latin|10:number|⁻:symbol|³:number|½:number|3½:number|①:number|Ⅳ:number"},
		{"5‰ 5؉ 5％ ＃ ＠ ！ （", "5|‰:symbol|5|؉:symbol|5|％:symbol|＃:symbol|＠:symbol|！:punctuation|（:punctuation"},
		{"@-a.com a@-b.co a@b-.co a.-b.co www.-a.co.", "@:symbol|-|a.com:url|a|@|-|b.co|a|@|b|-|.|co|a|.|-|b.co|www|.|-|a.co|."},
		{"日本語 ひら", "日|本|語|ひ|ら"},
		{"слово עברית", "слово:word|עברית:word"},
		{"صلى الله عليه وسلم ﷺ", "صلى|الله|عليه|وسلم|ﷺ"},
	}
	for _, tt := range tests {
		check(t, tt.text, tt.want, TokenOptions{})
	}
	check(t, "Microsoftتعلن 2023آخر 1436هـ MP3 و2023 الـ24", "Microsoft|تعلن|2023|آخر|1436|هـ|MP3|و|2023|الـ|24", TokenOptions{SplitScripts: true})
	check(t, "_نصabc __نص2023 Qur\u02BE\u0101n \u043F\u02BC\u044F CO₂ كم²", "_نص|abc|__نص|2023|Qur\u02BE\u0101n|\u043F\u02BC\u044F|CO₂|كم|²:number", TokenOptions{SplitScripts: true})
	check(t, "بتاريخ12/3/2020 سليم\u200F2023 لـuser@a.com", "بتاريخ|12/3/2020:date|سليم|2023|لـ|user@a.com:email", TokenOptions{SplitScripts: true})
	check(t, "أف-16 F-16 و-16", "أف|-|16|F-16|و|-|16", TokenOptions{SplitScripts: true})
	check(t, "و2023 و\u064E5 و٢٥ كورونا19", "و|2023:number|و\u064E|5|و|٢٥:number|كورونا19", TokenOptions{SplitWaw: true})
	check(t, "نعم... ؟! «نص» --\u064E #نص_طويل @user_1 a@b.co 😀 :) د. F-16 C++ 055-123-4567", "نعم|.:punctuation|.|.|؟|!|«|نص|»|-|-\u064E|#:symbol|نص:word|_:symbol|طويل|@:symbol|user:word|_|1|a@b.co:email|😀:emoji|:|)|د|.|F|-|16|C|+|+|055|-|123|-|4567", TokenOptions{SplitSigns: true})
}

// A text may be cut in white space of any kind.
func TestTokensInParts(t *testing.T) {
	const text = "و10:30 5.\u200F6 12/\u200F1/2015 رابطhttps://a.b/(x)\u200F user@a.com 2020-01-02T10:20:30Z 9:05pm كم² #وسم ؟! شكرا :) <3 .NET C++ كوفيد-19 +966 55-123-4567 د. -_- ^^"
	for _, blank := range []string{" ", "\t", "\r\n", "\x00", "\u0085", "\u00A0", "\u2003", "\u2028", "\u3000"} {
		var want, got []string
		for _, part := range strings.Split(text, " ") {
			for _, tok := range Tokens(nil, []byte(part), TokenOptions{}) {
				want = append(want, part[tok.Start:tok.End])
			}
		}
		whole := strings.ReplaceAll(text, " ", blank)
		for _, tok := range Tokens(nil, []byte(whole), TokenOptions{}) {
			got = append(got, whole[tok.Start:tok.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%+q: got %q, want %q", blank, got, want)
		}
	}
}

// check compares the tokens of text, joined by |, with want, where a token
// may carry its type after a colon, and ¦ stands for a |.
func check(t *testing.T, text, want string, o TokenOptions) {
	t.Helper()
	var got []string
	wants := strings.Split(want, "|")
	for i, tok := range Tokens(nil, []byte(text), o) {
		s := strings.ReplaceAll(text[tok.Start:tok.End], "|", "¦")
		if i < len(wants) && wants[i] == s+":"+tok.Type.String() {
			s = wants[i]
		}
		got = append(got, s)
	}
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%q\n got %q\nwant %q", text, s, want)
	}
}

// invisible reports whether r may stand between two tokens.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}
