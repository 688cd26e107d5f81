package segment

import (
	"strings"
	"testing"
)

func TestRuns(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"لا شيء هنا، ولا 3.5 هناك", ""},
		{"المصدر:https://www.thestar.com/a", "https://www.thestar.com/a"},
		{"انظر https://x.com/?a=1,b;c=2 رابط", "https://x.com/?a=1,b;c=2"},
		{"(https://ar.wikipedia.org/wiki/القاهرة_(مدينة)).", "https://ar.wikipedia.org/wiki/القاهرة_(مدينة)"},
		{"راجع https://x.com/a، ثم عد", "https://x.com/a"},
		{"زوروا www.site.net.", "www.site.net"},
		{"انظر http://مثال.إختبار/صفحة,ثم وhttps://x.comوقال", "http://مثال.إختبار/صفحة,ثم https://x.com"},
		{"info@example.com,نعم", "info@example.com"},
		{"كتب @nass_ar و@محمد_علي", "@nass_ar @محمد_علي"},
		{"وسم #اليوم_الوطني و#GPT5.", "#اليوم_الوطني #GPT5"},
		{"x.com وBooking.com وموقع rt.com", "x.com Booking.com rt.com"},
		{"الملف تقرير_2023.pdf مرفق", "تقرير_2023.pdf"},
		{"في /etc/passwd أو C:\\dir\\a.txt", "etc/passwd dir\\a.txt"},
		{"طراز F16 وCOVID-19 وC#", ""},
		{"&#1575; و&amp;", ""},
		{"U.S.A", "U.S.A"},
		{"قال etc. ثم", ""},
		{"#0000.00A", "#0000"},
		{"a@b", ""},
		{"@ و# و_", ""},
		{"الملف شجرة.c والملف شجرة.go", "شجرة.go"},
		{"صورة.jpeg ثم صورة.jpeg2 ثم صورة.jpeg22", "صورة.jpeg صورة.jpeg2"},
		{"تقرير.Pdf وتقرير.pd-f", ""},
		{"آخر السطر x.y", "x.y"},
		{"آخر السطر ملف.md", "ملف.md"},
		{"آخر السطر #وسم", "#وسم"},
		{"آخر السطر a@b.c", "a@b.c"},
		{"آخر السطر http://", ""},
		{"آخر السطر a@", ""},
		{"آخر السطر #", ""},
		{"آخر السطر www.", ""},
	} {
		var got []string
		for _, r := range Protected(nil, []byte(tt.line)) {
			got = append(got, tt.line[r.Start:r.End])
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("Protected(%q) = %q, want %q", tt.line, s, tt.want)
		}
	}
}

// Law 8 for runs: in order, disjoint, not empty, and no run goes across a space.
func FuzzRuns(f *testing.F) {
	for _, s := range []string{"https://x.com/a(b)c) @a #b c.d", "ملف.pdf#x@y.z", "a://b", "www.www.www.", "&#x41;#\xff@\u200c", "..a.._/.b@c.d.e"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		last := 0
		for _, r := range Protected(nil, line) {
			if r.Start < last || r.End <= r.Start || r.End > len(line) {
				t.Fatalf("run %v after %d in %q", r, last, line)
			}
			if strings.ContainsAny(string(line[r.Start:r.End]), " \t\n") {
				t.Fatalf("run %q holds a blank", line[r.Start:r.End])
			}
			last = r.End
		}
	})
}
