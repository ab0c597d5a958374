-- Who chose so is reminded half an hour before a plan that has an hour.
ALTER TABLE "member" ADD COLUMN     "reminded_of_plans" BOOLEAN NOT NULL DEFAULT false;
-- Each minute looks for the plans that begin within the next half hour.
CREATE INDEX "plan_planned_on_at_time_idx" ON "plan"("planned_on", "at_time");
