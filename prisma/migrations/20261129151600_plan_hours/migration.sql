-- A plan may have an hour: HH:MM on the wall clocks where its maker is. And what ended it in words is told apart from a
-- second delivery of the same words.
ALTER TABLE "plan" ADD COLUMN     "at_time" TEXT,
ADD COLUMN     "order_key" TEXT;
ALTER TABLE "plan" ADD CONSTRAINT "plan_at_time" CHECK (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
