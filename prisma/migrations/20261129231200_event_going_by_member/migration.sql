-- Each morning and evening asks which events its member said they would go to.
CREATE INDEX "branch_event_going_member_id_idx" ON "branch_event_going"("member_id");
