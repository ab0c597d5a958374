-- One evening message holds the day's questions. What a member answered about an event is kept, so that it is drawn as answered.
ALTER TABLE "branch_event_going" ADD COLUMN     "met_no_one" BOOLEAN NOT NULL DEFAULT false;
-- The questions that were planned one by one are part of that message now. Their keys are given up: an evening's key holds a
-- member where theirs held a capture.
UPDATE "nudge" SET state = 'closed', closed_as = 'cancelled', reason = 'asked in the evening', key = key || ':before evenings'
 WHERE state = 'planned' AND post IN ('evening', 'event after', 'record', 'managers note', 'month');
DELETE FROM "schedule" WHERE post = 'managers note';
