-- تعليق ، أول
create table a (id int, -- تعليق ، ثان
  name text default 'كود ، -- كود ،');
/* تعليق ، ثالث
   و  سطر */
insert into a values (1, 'it''s كود ،');
