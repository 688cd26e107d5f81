<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
<name>Window</name>
<message id="b1"><source>Remove the account?</source><translation>حذف الحساب</translation></message>
<message id="b2"><source>User name:</source><translation>اسم المستخدم</translation></message>
<message id="b3"><source>Loading…</source><translation>جار التحميل</translation></message>
<message id="b4"><source>The disk is full.</source><translation>امتلأ القرص</translation></message>
<message id="b5"><source>Choose a folder</source><translation>اختر مجلدا:</translation></message>
<message id="e1"><source>Total: </source><translation>المجموع:</translation></message>
<message id="e2"><source>one
</source><translation>واحد</translation></message>
<message id="e3"><source>two</source><translation> اثنان</translation></message>
</context>
</TS>
