package document

import "testing"

func TestRST(t *testing.T) {
	testProse(t, RST, []proseTest{
		// Markup that nobody sees.
		{"و **كلمة** ، و *أخرى* ،", "paragraph: و كلمة ، و أخرى ،", "و **كلمة**، و *أخرى*،"}, // و**كلمة** would be no markup
		{"و\\ **كلمة** ، *و نص* ، و\\* ،", "paragraph: وكلمة ، و نص ، و* ،", "و\\ **كلمة**، *ونص*، و\\*،"},
		{"سطر ،\r\nو ثان\r\n", "paragraph: سطر ،\r↵و ثان", "سطر،\r\nوثان\r\n"},
		{"- بند ،\n  و بقية\n", "item: بند ،↵و بقية", "- بند،\n  وبقية\n"},
		{"انظر `الدليل ، هنا <https://x.y/و ،>`_ و `آخر ، <x_>`__ ،", "paragraph: انظر الدليل ، هنا و آخر ، ،", "انظر `الدليل، هنا <https://x.y/و ،>`_ و `آخر، <x_>`__،"},
		// What is no prose.
		{"نفّذ ``و ، \\`` و `و ،` و :ref:`و ، <و ،>` و `و ،`:x: ، ثم", "paragraph: نفّذ @ و @ و @ و @ ، ثم", "نفّذ ``و ، \\`` و `و ،` و :ref:`و ، <و ،>` و `و ،`:x:، ثم"},
		{"قال ``و ،`` ، و |و ،| ، و [1]_ ، و [#و]_ و كلمة_ ، و `و ،`_ و _`و ،` ،", "paragraph: قال @ ، و @ ، و @ ، و @ و @ ، و @ و @ ،", "قال ``و ،``، و |و ،|، و [1]_، و [#و]_ و كلمة_، و `و ،`_ و _`و ،`،"},
		{"و x_y ، و (*) ، و 2 * 3 ،", "paragraph: و x_y ، و (*) ، و 2 * 3 ،", "وx_y، و(*)، و2 * 3،"},
		{"و *ناقص ،\n\nو `ناقص ،\n\nو نص", "paragraph: و نص", "و *ناقص ،\n\nو `ناقص ،\n\nونص"},
		{"نص ::\n\n  و ،\n\n و ،\n\nو نص::\n\n> و ،\n\n::\n\n  و ،\n\nو نص ::\n", "paragraph: نص\nparagraph: و نص\nparagraph: و نص", "نص ::\n\n  و ،\n\n و ،\n\nونص::\n\n> و ،\n\n::\n\n  و ،\n\nونص ::\n"},
		{">>> x # و ،\nو ،\n\n+--+\n|و |\n+--+\n\n=====  ===\nو ،    و\n=====  ===\nو ،    و\n\nو ،    و\n=====  ===\n\nو نص", "paragraph: و نص", ">>> x # و ،\nو ،\n\n+--+\n|و |\n+--+\n\n=====  ===\nو ،    و\n=====  ===\nو ،    و\n\nو ،    و\n=====  ===\n\nونص"},
		{".. و تعليق ،\n   و ،\n\n   و ،\n.. _و ،: x\n.. |و ،| replace:: و ،\n.. code-block:: python\n   :caption: و ،\n\n   و ،\n.. image:: x\n   :alt: و ،\n\n__ و\n\n:و ،: و ،\n  و ،\n\n-a  و ،\n--all  و ،\n\nو نص", "paragraph: و نص", ".. و تعليق ،\n   و ،\n\n   و ،\n.. _و ،: x\n.. |و ،| replace:: و ،\n.. code-block:: python\n   :caption: و ،\n\n   و ،\n.. image:: x\n   :alt: و ،\n\n__ و\n\n:و ،: و ،\n  و ،\n\n-a  و ،\n--all  و ،\n\nونص"},
		// Blocks.
		{"====\nو عنوان ،\n====\n\nو باب ،\n=======\n\nباب ، ثان\n-----------\n\n-------\n عنوان ،\n-------\n\n-----\n\nو نص", "heading: و باب ،\nheading: باب ، ثان\nparagraph: و نص", "====\nو عنوان ،\n====\n\nوباب،\n=======\n\nباب، ثان\n-----------\n\n-------\n عنوان ،\n-------\n\n-----\n\nونص"},
		{"---------\n عنوان ،\n---------\n\nباب ،\n=====\n\nانظر `باب ،`_\n", "heading: عنوان ،\nfixed heading: باب ،\nparagraph: انظر @", "---------\n عنوان،\n---------\n\nباب ،\n=====\n\nانظر `باب ،`_\n"},
		{"1. و بند\n2. بند ،\n\n   و نص\n\n#) و بند\n\n(ب) و نص\n\n* - و خلية\n  - خلية ،\n\nمصطلح ، : و صنف\n  و شرح ،\n\n  و نص\n\n| و سطر\n| سطر ،\n  و بقية\n| و سطر\n", "item: و بند\nitem: بند ،\nitem: و نص\nitem: و بند\nparagraph: (ب) و نص\nitem: و خلية\nitem: خلية ،\nparagraph: مصطلح ،\nparagraph: و شرح ،\nparagraph: و نص\nparagraph: و سطر\nparagraph: و سطر",
			"1. وبند\n2. بند،\n\n   ونص\n\n#) وبند\n\n(ب) ونص\n\n* - وخلية\n  - خلية،\n\nمصطلح، : و صنف\n  وشرح،\n\n  ونص\n\n| وسطر\n| سطر ،\n  و بقية\n| وسطر\n"},
		{".. note:: و نص ،\n   و بقية\n\n   و آخر\n.. warning::\n   :class: و ،\n\n   و تحذير\n.. admonition:: و عنوان\n\n   و نص\n.. [1] و حاشية ،\n   و بقية\n.. versionadded:: 2 و ،\n   و ،\n\n.. figure:: و\n   :alt: و ،\n\n   و شرح\n\n.. list-table:: و عنوان\n   :header-rows: 1\n\n   * - و خلية\n     - خلية ،\n\nو نص", "paragraph: و نص ،↵و بقية\nparagraph: و آخر\nparagraph: و تحذير\nheading: و عنوان\nparagraph: و نص\nparagraph: و حاشية ،↵و بقية\nparagraph: و شرح\nheading: و عنوان\ncell: و خلية\ncell: خلية ،\nparagraph: و نص",
			".. note:: ونص،\n   وبقية\n\n   وآخر\n.. warning::\n   :class: و ،\n\n   وتحذير\n.. admonition:: وعنوان\n\n   ونص\n.. [1] وحاشية،\n   وبقية\n.. versionadded:: 2 و ،\n   و ،\n\n.. figure:: و\n   :alt: و ،\n\n   وشرح\n\n.. list-table:: وعنوان\n   :header-rows: 1\n\n   * - وخلية\n     - خلية،\n\nونص"},
		{"نص ،\n \u2009\n.. note:: و نص\n", "paragraph: نص ،\nparagraph: و نص", "نص،\n \u2009\n.. note:: ونص\n"}, // THIN SPACE
		{".. [و حاشية] و ،\n..\f و ،\n   و ،\n", "", ""},
		// What cannot be read is left.
		{"سطر\u2028و ثان ،\n\nسطر ،\rو ثان\n", "", ""}, // LINE SEPARATOR
		{"سطر ،\nو ثان\n   و ثالث ،\n\n.. تعليق\nو نص ،\n\n- بند ،\nو نص\n\nو نص", "paragraph: و نص", "سطر ،\nو ثان\n   و ثالث ،\n\n.. تعليق\nو نص ،\n\n- بند ،\nو نص\n\nونص"},
		// New text is escaped.
		{"و＼ و", "paragraph: و＼ و", "و\\\\ و"},
	})
}
