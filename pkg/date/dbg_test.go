package date

import "testing"

func TestDbg(t *testing.T) {
	for _, s := range []string{"تاريخ النشر: 10th, November 2023 GMT", "تحديث: 10/11/2023 - 15:05", "أوامر عليا بنفي وعزل ألفين من الشخصيات الأ"} {
		var f Finder
		p := &f.p
		p.reset([]byte(s), Options{})
		p.scan([]byte(s))
		for i := range p.t {
			n := p.dateNode(i)
			if n.ok() {
				t.Logf("%d date %d-%d-%d j=%d", i, n.year, n.month, n.day, n.j)
			}
			n = p.pointNode(i)
			if n.ok() {
				t.Logf("%d point %d-%d-%d %d:%d j=%d", i, n.year, n.month, n.day, n.hour, n.min, n.j)
			}
			n = p.rangeNode(i)
			if n.ok() {
				t.Logf("%d range %d-%d-%d %d:%d j=%d", i, n.year, n.month, n.day, n.hour, n.min, n.j)
			}
		}
		t.Log(Find(nil, []byte(s), Options{}))
	}
}
