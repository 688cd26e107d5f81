package reader

import (
	"strings"
	"sync"
)

// What a word of the closed classes is.
const (
	Function = 1 << iota // it holds no subject
	Leans                // it wants another word after it: no sentence ends with it
	Scene                // a sentence that begins with it likely begins with an adverbial
)

// Closed returns what w is of the closed classes; 0 for other words.
func (w *Word) Closed() uint8 { return w.closed }

var closedWords = sync.OnceValue(func() Table {
	table := NewTable(1 << 10)
	for what, words := range map[uint8]string{
		Function: `على إلى التي الذي الذين هذا هذه ذلك تلك كان كانت يكون تكون بعد قبل
			خلال حتى عند عندما حيث كما لكن ولكن أكثر غير بين منذ حول أنه أنها إنه
			إنها وقد فقد لقد ليس ليست كل بعض أحد لدى لديه هناك أيضا يمكن عام يوم
			اليوم ضمن نحو مثل دون ضد عليه عليها فيها منها وهو وهي وكان وكانت بأن لأن`,
		Leans: `في من إلى على عن مع بين خلال منذ عند لدى نحو ضمن دون حول تحت وفي ومن وعلى
			أن إن وأن وإن بأن لأن أنه أنها إنه إنها التي الذي الذين اللذين اللتين عندما حيث
			كما لكن ولكن إذا لو أو أم ثم بل لم لن قد وقد فقد لقد سوف كل بعض غير مثل أي
			كان كانت وكان وكانت وهو وهي لذلك قال قالت وقال وقالت`,
		Scene: `في من على إلى عن مع بين خلال منذ عند لدى نحو ضمن دون حول تحت بعد قبل حتى وسط أثناء
			عقب فور رغم برغم بالرغم بسبب نتيجة بفضل حسب بحسب وفق وفقا بناء عندما حين حينما بينما لما كلما إذا
			برعاية بحضور بمشاركة بمناسبة بدعوة بتوجيه بتنظيم بالتعاون بالتزامن بهدف بغرض بشكل بصفة بعيدا إضافة
			تنفيذا تضامنا تزامنا استجابة انطلاقا استنادا استكمالا استعدادا تمهيدا تقديرا تكريما احتفاء احتفالا ابتداء بداية بدءا كجزء
			وفي ومن وعلى وبعد وقبل ومع وخلال ومنذ وعند وعندما وبين وحول وبحسب ووفقا وحسب`,
	} {
		for _, s := range strings.Fields(words) {
			*table.At(s) |= what
		}
	}
	return table
})
