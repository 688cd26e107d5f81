<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="ar">
<context><name>W</name>
<message numerus="yes" id="n"><source>%n book(s)</source><translation><numerusform>لا كتب</numerusform><numerusform>كتاب</numerusform><numerusform>كتابان</numerusform><numerusform>٪n كتب</numerusform><numerusform>%n كتابا</numerusform><numerusform></numerusform></translation></message>
</context>
</TS>
