<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
<name>Window</name>
<message id="c1"><source>Use at least 8 letters</source><translation>استعمل 6 أحرف على الأقل</translation></message>
<message id="c2"><source>Founded in 1987</source><translation>تأسست سنة ١٩٧٨</translation></message>
<message id="c3"><source>Sign in to continue</source><translation>Sign in to continue</translation></message>
<message id="c4"><source>Search for a city</source><translation>Search for a city</translation></message>
<message id="c5"><source>Wait 30 seconds</source><translation>انتظر قليلا</translation></message>
</context>
</TS>
