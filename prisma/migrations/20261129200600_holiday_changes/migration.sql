-- A branch keeps the federal holidays, and names those on which its office differs: open on a federal one, closed on another.
ALTER TABLE "branch" ADD COLUMN     "holiday_changes" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "branch" ADD CONSTRAINT "branch_holiday_changes" CHECK (array_position(holiday_changes, NULL) IS NULL);
