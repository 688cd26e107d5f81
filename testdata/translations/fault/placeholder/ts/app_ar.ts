<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
<name>Window</name>
<message id="a3"><source>Hello {name}</source><translation>مرحبا { name }</translation></message>
<message id="a4"><source>Open {file}</source><translation>افتح {الملف}</translation></message>
<message id="a5"><source>Saved by {user}</source><translation>حُفظ</translation></message>
<message id="a6"><source>Item {id}</source><translation>البند {id} في {folder}</translation></message>
<message id="a7"><source>{0} to {1}</source><translation>من {٠} إلى {1}</translation></message>
<message id="q1"><source>%1 of %2 files</source><translation>%1 من ٪2 ملفات</translation></message>
<message id="q2"><source>%1 items</source><translation>1٪ عناصر</translation></message>
<message id="q3"><source>&amp;Open</source><translation>افتح</translation></message>
</context>
</TS>
