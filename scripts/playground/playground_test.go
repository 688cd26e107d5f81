package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var pictures = flag.String("pictures", "", "write pictures of the page to `DIR`")

// TestPage: the page builds, loads nothing, and shows in a browser what nass finds.
func TestPage(t *testing.T) {
	html, err := build("../..")
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`(?i)<(link|img|iframe|script[^>]* src)[ >]`).Find(html); found != nil {
		t.Errorf("the page loads something: %s", found)
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, html, 0o666); err != nil {
		t.Fatal(err)
	}

	b := newBrowser(t)
	b.call("Page.navigate", map[string]any{"url": "file://" + filepath.ToSlash(file)}, nil)
	// settled waits until the worker has read the text and the page shows all of it.
	settled := func() {
		t.Helper()
		got := b.eval(`new Promise(done => {
			const end = Date.now() + 120000;
			(function look() {
				const status = document.getElementById("status")?.textContent;
				if (/cannot/.test(status) || Date.now() > end) done(status || "nothing");
				else if (document.readyState === "complete" && !timer && !busy && !waiting && !chosen.parts.length) done("");
				else setTimeout(look, 20);
			})();
		})`)
		if got != "" {
			t.Fatalf("the page is not ready: %s", got)
		}
	}
	choose := func(view string) {
		t.Helper()
		b.eval(fmt.Sprintf(`views.%s.button.click()`, view))
		settled()
	}
	settled()
	if got := b.eval(`document.getElementById("status").textContent`); got != "Arabic" {
		t.Errorf("the language of the sample is %q", got)
	}
	if *pictures != "" {
		for _, view := range []string{"difference", "findings", "sentences", "names", "dates"} {
			choose(view)
			for name, width := range map[string]int{"wide": 1280, "narrow": 390} {
				for _, scheme := range []string{"light", "dark"} {
					b.picture(filepath.Join(*pictures, strings.Join([]string{view, name, scheme}, "-")+".png"), width, 800, scheme)
				}
			}
		}
	}

	// A long text leaves the page free, and what is asked for meanwhile comes after it.
	got := b.eval(`(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", $("text").value.repeat(1000));
		$("text").dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
		return new Promise(done => requestAnimationFrame(() => done([busy, long.length > 200_000, $("text").value])));
	})()`)
	if got != "[true true ]" {
		t.Errorf("after a long text was pasted, the page answers %s", got)
	}
	const text = "و قال <b>فلاديمير</b> بوتين في 10 نوفمبر 2023: وصلنا إلى موسكو.\nثم عاد بوتين 😀 و مضى!\n"
	b.eval(fmt.Sprintf(`$("text").value = %q; $("text").dispatchEvent(new Event("input"))`, text))
	for view, want := range map[string]string{
		"difference": `<div class="text">و<del title="detached-waw" dir="rtl"> </del>قال &lt;b&gt;فلاديمير`,
		"findings":   `1:2 <b>warning</b> detached-waw: detached و<p class="text" dir="rtl"><mark dir="rtl">و قال</mark> ← <ins dir="rtl">وقال</ins></p>`,
		"sentences":  `<li value="2" class="text">ثم عاد بوتين 😀 و مضى!</li>`,
		"names":      `<mark class="LOC" title="موسكو">موسكو<small>LOC</small></mark>`,
		"dates":      `<mark class="DATE" title="date, gregorian">10 نوفمبر 2023<small>2023-11-10</small></mark>`,
	} {
		choose(view)
		if got := b.eval(`chosen.panel.innerHTML`); !strings.Contains(got, want) {
			t.Errorf("%s shows\n%s\nwithout\n%s", view, got, want)
		}
		if got := b.eval(`getComputedStyle(chosen.panel.querySelector(".text")).direction`); got != "rtl" {
			t.Errorf("the text of %s runs %s", view, got)
		}
	}
	if got := b.eval(`normal`); got != strings.ReplaceAll(text, "و ", "و") {
		t.Errorf("the normal form is %q", got)
	}
	if others := slices.DeleteFunc(b.loaded, func(url string) bool {
		return strings.HasPrefix(url, "file:") || strings.HasPrefix(url, "blob:")
	}); len(others) > 0 {
		t.Errorf("the page loads %q", others)
	}
}
