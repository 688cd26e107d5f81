package document

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/nass-ar/nass/pkg/corpus"
)

func TestLaTeX(t *testing.T) {
	testProse(t, LaTeX, []proseTest{
		// Markup that nobody sees.
		{`و \textbf{كلمة} ، و \emph{أخرى} {\bfseries و ثالثة} \Large ،`, "paragraph: و كلمة ، و أخرى و ثالثة ،", `و\textbf{كلمة}، و\emph{أخرى} {\bfseries وثالثة}\Large ،`},
		{`و \textcolor{red}{أحمر} ، و \href{https://x.y/و_ ،}{رابط ، هنا} ، و \hyperref[sec:و ،]{باب}.`, "paragraph: و أحمر ، و رابط ، هنا ، و باب.", `و\textcolor{red}{أحمر}، و\href{https://x.y/و_ ،}{رابط، هنا}، و\hyperref[sec:و ،]{باب}.`},
		{"نص ، % تعليق ، و\n  % و سطر ، كله\n  و بقية", "paragraph: نص ، ↵و بقية", "نص، % تعليق ، و\n  % و سطر ، كله\n  وبقية"},
		{"نص\\label{sec:و } ،\r\n\r\nو آخر\r\n", "paragraph: نص ،\nparagraph: و آخر", "نص\\label{sec:و }،\r\n\r\nوآخر\r\n"},
		{"قال ``نعم'' -- و 50\\% \\& \\_ ، \\textbackslash{} ،", "paragraph: قال “نعم” – و 50% & _ ، \\ ،", "قال ``نعم\" -- و50\\% \\& \\_، \\textbackslash{}،"},
		// What is no prose.
		{`قيمة $س ، و$ و \(و ،\) و $$و ،$$ و \cite[ص ، 3]{و ،} و \ref{و } و~كلمة \LaTeX{} و`, "paragraph: قيمة @ و @ و @ و @ و @ و@كلمة @ و", `قيمة $س ، و$ و\(و ،\) و$$و ،$$ و\cite[ص ، 3]{و ،} و\ref{و } و~كلمة \LaTeX{} و`},
		{`و \verb|و ، %| ، و \مجهول{و ،} ، و \lstinline[x]{و ،} ،`, "paragraph: و @ ، و @ ، و @ ،", `و\verb|و ، %|، و\مجهول{و ،}، و\lstinline[x]{و ،}،`},
		{"\\begin{equation}\nو ،\n\\end{equation}\n\\begin{verbatim}\nو ، } $\n\\end{verbatim}\n\\begin{غريب}\\begin{غريب}و ،\\end{غريب}و ،\\end{غريب}\n\\iffalse\nو ،\n\\fi\n", "", ""},
		{"\\newcommand{\\x}[1]\n  {و ، #1}\n\\def\\y#1{و ،}\n\\newenvironment{z}{و ،}\n{و ،}\nو نص\n", "paragraph: و نص", "\\newcommand{\\x}[1]\n  {و ، #1}\n\\def\\y#1{و ،}\n\\newenvironment{z}{و ،}\n{و ،}\nونص\n"},
		{`\LaTeX و نص`, "paragraph: @ و نص", `\LaTeX ونص`},
		{`\LaTeXو ، \TeX و  نص`, "paragraph: @ ، @ و  نص", `\LaTeXو، \TeX و نص`},
		// Blocks.
		{"\\documentclass{article} % \\begin{document}\n\\newcommand{\\a}{\\title{و ،}}\n\\author{و ،}\n\\title[و ،]{و عنوان\\thanks{و شكر} ،}\n\\begin{document}\nو نص\n\\end{document}\nو ،\n", "heading: و عنوان@و شكر@ ،\nparagraph: و نص", "\\documentclass{article} % \\begin{document}\n\\newcommand{\\a}{\\title{و ،}}\n\\author{و ،}\n\\title[و ،]{وعنوان\\thanks{وشكر}،}\n\\begin{document}\nونص\n\\end{document}\nو ،\n"},
		{"\\section*{باب ، أول}\\label{و }\nنص\\footnote{و حاشية ،} ، هنا.\\\\[2pt]\nو سطر\n\\begin{itemize}\n\\item[و ،] و بند\n\\item بند ، ثان\n\\end{itemize}\nو بقية", "heading: باب ، أول\nparagraph: نص@و حاشية ،@ ، هنا.\nparagraph: و سطر\nitem: و بند\nitem: بند ، ثان\nparagraph: و بقية", "\\section*{باب، أول}\\label{و }\nنص\\footnote{وحاشية،}، هنا.\\\\[2pt]\nوسطر\n\\begin{itemize}\n\\item[و ،] وبند\n\\item بند، ثان\n\\end{itemize}\nوبقية"},
		{"\\begin{tabular}{|c|c|}\n\\hline\nو اسم & \\multicolumn{1}{c}{و قيمة ،} \\\\ \\hline\n\\end{tabular}\n\\caption[و ،]{شكل ، أول}", "cell: و اسم\ncell: و قيمة ،\nparagraph: شكل ، أول", "\\begin{tabular}{|c|c|}\n\\hline\nواسم & \\multicolumn{1}{c}{وقيمة،} \\\\ \\hline\n\\end{tabular}\n\\caption[و ،]{شكل، أول}"},
		// New text is escaped, or not written.
		{"و＃ و ＆ و ｛ و ＼ و", "paragraph: و＃ و ＆ و ｛ و ＼ و", `و\# و\& و\{ و\textbackslash{} و`},
		{"و ￤نص", "paragraph: و ￤نص", "و\nنص"},
	})
	testBroken(t, LaTeX, map[string]string{
		"file:broken.tex":                    "line 9: not LaTeX: the environment center ends that is not open",
		"و {نص":                              "line 1: not LaTeX: a brace is not closed",
		"\nو }":                              "line 2: not LaTeX: a brace is closed that is not open",
		"سعره 5$\n\nو 10$":                   "line 1: not LaTeX: math has no end",
		"\\begin{center}\nو":                 "line 1: not LaTeX: the environment center has no end",
		"\\begin{equation}\nو":               "line 1: not LaTeX: the environment equation has no end",
		"\\verb|و":                           "line 1: not LaTeX: code has no end",
		"\\[ و":                              `line 1: not LaTeX: \] is missing`,
		"\\cite{و":                           "line 1: not LaTeX: a brace is not closed",
		"\\begin و":                          "line 1: not LaTeX: an environment has no name",
		"\\title{و\n\\begin{document}و":      "line 1: not LaTeX: a brace is not closed",
		"{\\begin{document}و\\end{document}": "line 1: not LaTeX: a brace is not closed",
	})
}

// TestLaTeXOutline holds that edits change no command, argument of a command
// that is no prose, or comment.
func TestLaTeXOutline(t *testing.T) {
	markup := regexp.MustCompile(`\\[a-zA-Z@]+\*?|\\.|[{}$&~\[\]]|\$[^$]*\$|%.*`)
	for _, src := range files(t, LaTeX) {
		out, texts, err := rewrite(LaTeX, []byte(src), &Options{}, corpus.StreamOptions{Workers: 1})
		if err != nil {
			continue
		}
		if len(texts) == 0 || string(out) == src {
			t.Errorf("%.40q: nothing is edited", src)
		}
		a, b := markup.FindAll([]byte(src), -1), markup.FindAll(out, -1)
		if !bytes.Equal(bytes.Join(a, []byte{' '}), bytes.Join(b, []byte{' '})) {
			t.Errorf("%.40q: markup\n%q\nbecame\n%q", src, a, b)
		}
	}
}
