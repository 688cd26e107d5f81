<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
<name>Window</name>
<message id="d1"><source>Press &lt;b&gt;Next&lt;/b&gt; now</source><translation>اضغط &lt;b&gt;التالي&lt;b&gt; الآن</translation></message>
<message id="d2"><source>Read the **manual** first</source><translation>اقرأ الدليل أولا</translation></message>
<message id="d3"><source>See [help](https://a.example/h)</source><translation>انظر المساعدة</translation></message>
<message id="d4"><source>Run `make` here</source><translation>شغل make هنا</translation></message>
<message id="d5"><source>Written by {name}</source><translation>كتبه ⁨{name}</translation></message>
</context>
</TS>
