<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
<name>Window</name>
<message id="k1"><source>Delete %1$s?</source><translation>أتريد حذف %1$s؟</translation></message>
<message id="k2"><source>%1$s of %2$s</source><translation>%2$s / %1$s</translation></message>
<message id="k3"><source>Hello {name}</source><translation>مرحبا {name}</translation></message>
<message id="k4"><source>Remove the account?</source><translation>أتريد حذف الحساب؟</translation></message>
<message id="k5"><source>User name:</source><translation>اسم المستخدم:</translation></message>
<message id="k6"><source>Loading…</source><translation>جار التحميل...</translation></message>
<message id="k7"><source>The disk is full.</source><translation>امتلأ القرص.</translation></message>
<message id="k8"><source>Use at least 8 letters</source><translation>استعمل ٨ أحرف على الأقل</translation></message>
<message id="k9"><source>Two of 1,500 files</source><translation>ملفان من ١٬٥٠٠ ملف</translation></message>
<message id="k10"><source>Google Play</source><translation>Google Play</translation></message>
<message id="k11"><source>GitHub</source><translation>GitHub</translation></message>
<message id="k12"><source>https://a.example/x</source><translation>https://a.example/x</translation></message>
<message id="k13"><source>Press &lt;b&gt;Next&lt;/b&gt;</source><translation>اضغط &lt;b&gt;التالي&lt;/b&gt;</translation></message>
<message id="k14"><source>Read the **manual**</source><translation>اقرأ **الدليل**</translation></message>
<message id="k15"><source>50% of the disk</source><translation>50٪ من القرص</translation></message>
<message id="k16"><source>Well done!</source><translation>أحسنت</translation></message>
<message id="k17"><source>UTF-8 text</source><translation>نص UTF-8</translation></message>
<message id="k18"><source>Wait 30 seconds</source><translation>انتظر ثلاثين ثانية</translation></message>
<message id="k19"><source>Written by {name}</source><translation>كتبه ⁨{name}⁩</translation></message>
<message id="k20"><source>e.g. 5 files, photos etc.</source><translation>مثلا ٥ ملفات وصور إلخ</translation></message>
<message id="k21"><source>1 file</source><translation>ملف واحد</translation></message>
<message id="k22"><source>MP3 player</source><translation>مشغل MP3</translation></message>
<message id="k23"><source>Meet at 12:30</source><translation>اللقاء في الساعة 12:30</translation></message>
<message id="k24"><source>Line one
Line two</source><translation>سطر أول
سطر ثان</translation></message>
</context>
</TS>
