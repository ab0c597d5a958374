-- When what was known before had been told: an undo brings back the day with the words.
alter table "growing_text" add column "before_on" date;
