<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar_SA">
<context>
    <name>نافذة ، الحوار</name>
    <message>
        <location filename="../main.cpp" line="12"/>
        <source>مصدر ، &amp;File</source>
        <comment>تعليق ، قصير</comment>
        <translation>&amp;ملف ، و م&amp;جلد آخر</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>لا ملفات ، هنا</numerusform>
            <numerusform>ملف واحد ، و %n</numerusform>
        </translation>
    </message>
    <message id="quit">
        <source>Quit</source>
        <translation type="unfinished">خروج ، &amp;amp; عودة &amp;&amp; انتظار <byte value="x9"/> و حفظ</translation>
    </message>
    <message>
        <source>Old</source>
        <translation type="vanished">قديم ، جدا</translation>
    </message>
    <message>
        <source>&lt;b&gt;Bold&lt;/b&gt;</source>
        <translation>&lt;b&gt;غامق&lt;/b&gt; ، &lt;a href=&quot;#م ،&quot;&gt;رابط&lt;/a&gt; و &amp;nbsp;فراغ</translation>
    </message>
</context>
</TS>
