package change_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/nass-ar/nass/pkg/change"
)

func ExampleParse() {
	lines, err := change.Parse(strings.NewReader(`--- a/page.md
+++ b/page.md
@@ -3,0 +4,2 @@
+line four
+line five
`), ".")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(lines.Has("page.md", 3), lines.Has("page.md", 5), lines.Touches("other.md"))
	// Output: false true false
}
