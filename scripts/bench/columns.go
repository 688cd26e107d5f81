package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// duck does in DuckDB what the others do with one column. It writes the format that it
// reads, to the null device.
const duck = `
import sys, duckdb
form, threads, file = sys.argv[1:]
duckdb.sql('set threads = ' + threads)
read = {'csv': "read_csv('%s', header=true, all_varchar=true)", 'parquet': "read_parquet('%s')"}[form] % file
duckdb.sql("copy (select id, regexp_replace(text, ' +،', '،', 'g') as text from " + read + ") to '/dev/null' (format " + form + ")")
`

// arrow does it in PyArrow, or nothing but reading and writing.
const arrow = `
import sys, pyarrow, pyarrow.compute as compute, pyarrow.parquet as parquet
pattern, threads, file = sys.argv[1:]
pyarrow.set_cpu_count(int(threads))
table = parquet.read_table(file)
if pattern:
    table = table.set_column(1, 'text', compute.replace_substring_regex(table['text'], pattern, '،'))
parquet.write_table(table, '/dev/null', row_group_size=100_000)
`

// columns measures what others do with one column of the files that records wrote.
// None does what nass does: they replace one pattern, wherever it is.
func columns(w io.Writer, nass, python, dir string) error {
	version := func(of string) []string {
		return []string{python, "-c", "import " + of + "; print('" + of + "', " + of + ".__version__)"}
	}
	ours := func(what string, args ...string) contestant {
		return contestant{name: "nass normalize, " + what, args: append([]string{nass, "normalize"}, args...)}
	}
	nasses := []contestant{
		ours("one rule, 1 core", "--only", "space-before-mark", "-j", "1"),
		ours("one rule, 2 cores", "--only", "space-before-mark", "-j", "2"),
		ours("all rules, 1 core", "-j", "1"),
		ours("all rules, 2 cores", "-j", "2"),
	}
	for _, t := range []struct {
		form  form
		peers []contestant
	}{
		{csvForm, []contestant{
			{name: "csvtk replace, 2 cores", args: []string{"csvtk", "replace", "-j", "2", "-f", "text", "-p", " +،", "-r", "،"}, version: []string{"csvtk", "version"}},
			{name: "mlr put gsub, its own threads", args: []string{"mlr", "--csv", "put", `$text = gsub($text, " +،", "،")`}, version: []string{"mlr", "--version"}},
			{name: "DuckDB regexp_replace, 1 core", args: []string{python, "-c", duck, "csv", "1"}, version: version("duckdb")},
			{name: "DuckDB regexp_replace, 2 cores", args: []string{python, "-c", duck, "csv", "2"}, version: version("duckdb")},
		}},
		{parquetForm, []contestant{
			{name: "DuckDB regexp_replace, 1 core", args: []string{python, "-c", duck, "parquet", "1"}, version: version("duckdb")},
			{name: "DuckDB regexp_replace, 2 cores", args: []string{python, "-c", duck, "parquet", "2"}, version: version("duckdb")},
			{name: "PyArrow, read and write, 2 cores", args: []string{python, "-c", arrow, "", "2"}, version: version("pyarrow")},
			{name: "PyArrow replace_substring_regex, 2 cores", args: []string{python, "-c", arrow, " +،", "2"}, version: version("pyarrow")},
		}},
	} {
		file := filepath.Join(dir, t.form.file)
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		all := append(nasses[:len(nasses):len(nasses)], t.peers...)
		best, versions, err := fastest(all, file)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n| one column of %s, %.1f MB | seconds | CPU seconds | times nass, one rule, 1 core | its CPU | version |\n|---|---:|---:|---:|---:|---|\n",
			t.form.name, float64(info.Size())/1e6)
		times(w, all, best, versions)
	}
	fmt.Fprint(w, `
The others do less: they replace a pattern, spaces before a comma, wherever it is. The one rule of nass, space-before-mark,
looks at the context. csvtk, miller and DuckDB write each row anew, with their own quotation marks; DuckDB and PyArrow
write new row groups and pages, and encode all columns again. nass copies all bytes that do not change.
`)
	return nil
}

// times prints the rows of a table: what each run took, and how often what the first
// one took.
func times(w io.Writer, all []contestant, best []took, versions []string) {
	for i, c := range all {
		if versions[i] == "" {
			fmt.Fprintf(w, "| %s | | | | | not installed |\n", c.name)
			continue
		}
		fmt.Fprintf(w, "| %s | %.2f | %.2f | %.1f | %.1f | %s |\n", c.name, best[i].wall.Seconds(), best[i].cpu.Seconds(),
			best[i].wall.Seconds()/best[0].wall.Seconds(), best[i].cpu.Seconds()/best[0].cpu.Seconds(), versions[i])
	}
}
