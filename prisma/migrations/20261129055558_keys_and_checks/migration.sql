-- Every id refers to a row, every code is one of the domain's, and no array is null. Rows that the release before could not
-- have written are mended where nothing is lost, and counted in a trace. The constraints start as NOT VALID, which takes
-- their locks for a moment only; the next migration validates them.

CREATE TEMPORARY TABLE mended (what text, rows bigint) ON COMMIT DROP;

-- An id that leads nowhere: emptied where it may be empty; a row that says nothing without it goes.
DO $$
DECLARE
  one record;
  found bigint;
BEGIN
  FOR one IN SELECT * FROM (VALUES
    ('nudge', 'member_id', 'member', 'delete'),
    ('nudge', 'branch_id', 'branch', 'delete'),
    ('schedule', 'member_id', 'member', 'delete'),
    ('schedule', 'branch_id', 'branch', 'delete'),
    ('loan', 'partner_id', 'partner', 'delete'),
    ('loan', 'owner_id', 'member', 'delete'),
    ('loan', 'cover_id', 'member', 'delete'),
    ('loan', 'made_by', 'member', 'delete'),
    ('partner', 'merged_into', 'partner', 'null'),
    ('relationship_fact', 'capture_id', 'capture', 'null'),
    ('relationship_fact', 'made_by', 'member', 'null'),
    ('capture', 'member_id', 'member', 'null'),
    ('capture', 'nudge_id', 'nudge', 'null'),
    ('touchpoint_partner', 'touchpoint_id', 'touchpoint', 'delete'),
    ('touchpoint_partner', 'partner_id', 'partner', 'delete'),
    ('touchpoint_member', 'touchpoint_id', 'touchpoint', 'delete'),
    ('touchpoint_member', 'member_id', 'member', 'delete'),
    ('touchpoint_note', 'touchpoint_id', 'touchpoint', 'delete'),
    ('growing_text', 'capture_id', 'capture', 'delete'),
    ('growing_text', 'partner_id', 'partner', 'delete'),
    ('feedback', 'about_id', 'member', 'null'),
    ('feedback', 'answerer_id', 'member', 'null'),
    ('question', 'partner_id', 'partner', 'delete'),
    ('question', 'member_id', 'member', 'delete'),
    ('branch_result', 'branch_id', 'branch', 'delete'),
    ('branch_event', 'series_id', 'branch_event', 'null'),
    ('branch_event', 'made_by', 'member', 'null'),
    ('branch_event_going', 'member_id', 'member', 'delete'),
    ('member_week', 'member_id', 'member', 'delete'),
    ('member_week', 'branch_id', 'branch', 'delete'),
    ('branch_week', 'branch_id', 'branch', 'delete'),
    ('standing', 'branch_id', 'branch', 'delete'),
    ('trace', 'made_by', 'member', 'null'),
    ('trace_text', 'trace_id', 'trace', 'delete'),
    ('erasure_mention', 'trace_id', 'trace', 'delete'),
    ('showing', 'nudge_id', 'nudge', 'delete'),
    ('showing', 'partner_id', 'partner', 'delete'),
    ('showing', 'member_id', 'member', 'delete')
  ) AS o(child, col, parent, how) LOOP
    EXECUTE format(
      CASE one.how
        WHEN 'null' THEN 'UPDATE %I c SET %I = NULL WHERE c.%I IS NOT NULL AND NOT EXISTS (SELECT FROM %I p WHERE p.id = c.%I)'
        ELSE 'DELETE FROM %1$I c WHERE c.%2$I IS NOT NULL AND NOT EXISTS (SELECT FROM %4$I p WHERE p.id = c.%2$I)'
      END, one.child, one.col, one.col, one.parent, one.col);
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found > 0 THEN
      INSERT INTO mended VALUES (one.child || '.' || one.col, found);
    END IF;
  END LOOP;
END $$;

-- Arrays that hold nothing, and numbers out of their range.
WITH done AS (UPDATE "branch" SET "days_off" = '{}' WHERE "days_off" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'branch.days_off', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "member" SET "roles" = '{member}' WHERE "roles" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'member.roles', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "member" SET "workdays" = '{1,2,3,4,5}' WHERE "workdays" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'member.workdays', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "partner" SET "fit" = '{}' WHERE "fit" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'partner.fit', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "touchpoint_note" SET "along" = '{}' WHERE "along" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'touchpoint_note.along', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "member_week" SET "excused" = '{}' WHERE "excused" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'member_week.excused', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "standing" SET "trend" = '{}' WHERE "trend" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'standing.trend', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "schedule" SET "weekdays" = '{}' WHERE "weekdays" IS NULL RETURNING 1)
  INSERT INTO mended SELECT 'schedule.weekdays', count(*) FROM done HAVING count(*) > 0;
WITH done AS (UPDATE "member" SET "meetings_per_week" = least(greatest("meetings_per_week", 1), 40)
               WHERE "meetings_per_week" NOT BETWEEN 1 AND 40 RETURNING 1)
  INSERT INTO mended SELECT 'member.meetings_per_week', count(*) FROM done HAVING count(*) > 0;

INSERT INTO "trace" ("made_at", "subject", "subject_id", "action", "after")
  SELECT now(), 'workspace', 1, 'mended', jsonb_object_agg(what, rows) FROM mended HAVING count(*) > 0;

ALTER TABLE "branch" ALTER COLUMN "days_off" SET NOT NULL;
ALTER TABLE "member" ALTER COLUMN "roles" SET NOT NULL;
ALTER TABLE "member" ALTER COLUMN "workdays" SET NOT NULL;
ALTER TABLE "partner" ALTER COLUMN "fit" SET NOT NULL;
ALTER TABLE "touchpoint_note" ALTER COLUMN "along" SET NOT NULL;
ALTER TABLE "member_week" ALTER COLUMN "excused" SET NOT NULL;
ALTER TABLE "standing" ALTER COLUMN "trend" SET NOT NULL;
ALTER TABLE "schedule" ALTER COLUMN "weekdays" SET NOT NULL;
-- The expense record is append-only: nothing in it can be mended. Rapport has always written its arrays.
ALTER TABLE "spend_record" ALTER COLUMN "partner_ids" SET NOT NULL;
ALTER TABLE "spend_record" ALTER COLUMN "member_ids" SET NOT NULL;

ALTER TABLE "loan" ADD CONSTRAINT "loan_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "loan" ADD CONSTRAINT "loan_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "loan" ADD CONSTRAINT "loan_cover_id_fkey" FOREIGN KEY ("cover_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "loan" ADD CONSTRAINT "loan_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "partner" ADD CONSTRAINT "partner_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "relationship_fact" ADD CONSTRAINT "relationship_fact_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "relationship_fact" ADD CONSTRAINT "relationship_fact_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "capture" ADD CONSTRAINT "capture_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "capture" ADD CONSTRAINT "capture_nudge_id_fkey" FOREIGN KEY ("nudge_id") REFERENCES "nudge"("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
ALTER TABLE "draft" ADD CONSTRAINT "draft_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "touchpoint_partner" ADD CONSTRAINT "touchpoint_partner_touchpoint_id_fkey" FOREIGN KEY ("touchpoint_id") REFERENCES "touchpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "touchpoint_partner" ADD CONSTRAINT "touchpoint_partner_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "touchpoint_member" ADD CONSTRAINT "touchpoint_member_touchpoint_id_fkey" FOREIGN KEY ("touchpoint_id") REFERENCES "touchpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "touchpoint_member" ADD CONSTRAINT "touchpoint_member_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "touchpoint_note" ADD CONSTRAINT "touchpoint_note_touchpoint_id_fkey" FOREIGN KEY ("touchpoint_id") REFERENCES "touchpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "growing_text" ADD CONSTRAINT "growing_text_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "growing_text" ADD CONSTRAINT "growing_text_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "plan" ADD CONSTRAINT "plan_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "plan" ADD CONSTRAINT "plan_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "plan" ADD CONSTRAINT "plan_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_answerer_id_fkey" FOREIGN KEY ("answerer_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_closed_by_fkey" FOREIGN KEY ("closed_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "question" ADD CONSTRAINT "question_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "question" ADD CONSTRAINT "question_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "help" ADD CONSTRAINT "help_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "help" ADD CONSTRAINT "help_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "help" ADD CONSTRAINT "help_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "ask" ADD CONSTRAINT "ask_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "ask" ADD CONSTRAINT "ask_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "ask" ADD CONSTRAINT "ask_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "advocate" ADD CONSTRAINT "advocate_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "advocate" ADD CONSTRAINT "advocate_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "advocate" ADD CONSTRAINT "advocate_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_capture_id_fkey" FOREIGN KEY ("capture_id") REFERENCES "capture"("id") ON DELETE NO ACTION ON UPDATE NO ACTION NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_recorded_by_fkey" FOREIGN KEY ("recorded_by") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION NOT VALID;
ALTER TABLE "spend_record_text" ADD CONSTRAINT "spend_record_text_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "spend_record"("id") ON DELETE NO ACTION ON UPDATE NO ACTION NOT VALID;
ALTER TABLE "hold" ADD CONSTRAINT "hold_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "hold" ADD CONSTRAINT "hold_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "hold" ADD CONSTRAINT "hold_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "hold" ADD CONSTRAINT "hold_placed_by_fkey" FOREIGN KEY ("placed_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "hold" ADD CONSTRAINT "hold_lifted_by_fkey" FOREIGN KEY ("lifted_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "branch_result" ADD CONSTRAINT "branch_result_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "branch_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "branch_event_going" ADD CONSTRAINT "branch_event_going_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "member_week" ADD CONSTRAINT "member_week_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "member_week" ADD CONSTRAINT "member_week_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "branch_week" ADD CONSTRAINT "branch_week_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "standing" ADD CONSTRAINT "standing_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "trace" ADD CONSTRAINT "trace_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "trace_text" ADD CONSTRAINT "trace_text_trace_id_fkey" FOREIGN KEY ("trace_id") REFERENCES "trace"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "erasure_mention" ADD CONSTRAINT "erasure_mention_trace_id_fkey" FOREIGN KEY ("trace_id") REFERENCES "trace"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "showing" ADD CONSTRAINT "showing_nudge_id_fkey" FOREIGN KEY ("nudge_id") REFERENCES "nudge"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "showing" ADD CONSTRAINT "showing_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "showing" ADD CONSTRAINT "showing_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;

-- Codes: the lists of src/domain, held equal by a test. Text and not an enum, so that a list can grow while the release
-- before is running.
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_exports" CHECK (exports IN ('own', 'managers')) NOT VALID;
ALTER TABLE "branch" ADD CONSTRAINT "branch_channel_problem" CHECK (channel_problem IN ('archived', 'not found', 'not in channel', 'shared', 'guests')) NOT VALID;
ALTER TABLE "member" ADD CONSTRAINT "member_state" CHECK (state IN ('invited', 'active', 'declined', 'left')) NOT VALID;
ALTER TABLE "member" ADD CONSTRAINT "member_kind" CHECK (kind IN ('originator', 'relationship manager')) NOT VALID;
ALTER TABLE "member" ADD CONSTRAINT "member_roles" CHECK (roles <@ ARRAY['member', 'manager', 'lead', 'compliance']::text[]) NOT VALID;
ALTER TABLE "partner" ADD CONSTRAINT "partner_kind" CHECK (kind IN ('realtor', 'builder', 'financial planner', 'divorce attorney', 'accountant', 'insurance agent', 'title officer', 'other')) NOT VALID;
ALTER TABLE "partner" ADD CONSTRAINT "partner_fit" CHECK (fit <@ ARRAY['buyers', 'natural', 'useful', 'family']::text[]) NOT VALID;
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_tier" CHECK (tier IN ('inner', 'core', 'keep', 'resting')) NOT VALID;
ALTER TABLE "relationship_fact" ADD CONSTRAINT "relationship_fact_kind" CHECK (kind IN ('entered', 'first due', 'tier', 'owner', 'deal', 'quiet', 'recommit', 'later', 'archived')) NOT VALID;
ALTER TABLE "relationship_fact" ADD CONSTRAINT "relationship_fact_tier" CHECK (tier IN ('inner', 'core', 'keep', 'resting')) NOT VALID;
ALTER TABLE "capture" ADD CONSTRAINT "capture_source" CHECK (source IN ('words', 'dm', 'modal', 'tap', 'import')) NOT VALID;
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_kind" CHECK (kind IN ('meal', 'visit', 'event', 'committee', 'video', 'call', 'message')) NOT VALID;
ALTER TABLE "plan" ADD CONSTRAINT "plan_kind" CHECK (kind IN ('meal', 'visit', 'event', 'committee', 'video', 'call', 'message')) NOT VALID;
ALTER TABLE "plan" ADD CONSTRAINT "plan_settled" CHECK (settled IN ('held', 'missed', 'dropped', 'moved')) NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_state" CHECK (state IN ('open', 'done', 'dropped')) NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_topic" CHECK (topic IN ('speed', 'communication', 'pricing', 'closing', 'people', 'other')) NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_severity" CHECK (severity IN ('small', 'serious', 'may lose them')) NOT VALID;
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_told_how" CHECK (told_how IN ('in person', 'call', 'video', 'message')) NOT VALID;
ALTER TABLE "question" ADD CONSTRAINT "question_wording" CHECK (wording IN ('one thing', 'last closing', 'somebody else')) NOT VALID;
ALTER TABLE "help" ADD CONSTRAINT "help_kind" CHECK (kind IN ('planning', 'growth', 'introduction', 'teaching', 'resource', 'other')) NOT VALID;
ALTER TABLE "ask" ADD CONSTRAINT "ask_answer" CHECK (answer IN ('open', 'yes', 'not now', 'no')) NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_entry" CHECK (entry IN ('stated', 'withdrawn')) NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_item" CHECK (item IN ('meal', 'gift', 'tickets', 'help', 'their costs', 'other')) NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_payer" CHECK (payer IN ('each own', 'they did', 'we did')) NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_offered_to" CHECK (offered_to IN ('them alone', 'several', 'anybody')) NOT VALID;
ALTER TABLE "retention" ADD CONSTRAINT "retention_kind" CHECK (kind IN ('notes', 'promises', 'feedback', 'goodwill', 'changes', 'nudges')) NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_kind" CHECK (kind IN ('event', 'committee')) NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_host" CHECK (host IN ('theirs', 'ours')) NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_repeats" CHECK (repeats IN ('never', 'weekly', 'two weeks', 'monthly', 'yearly')) NOT VALID;
ALTER TABLE "erasure_mention" ADD CONSTRAINT "erasure_mention_kind" CHECK (kind IN ('note', 'attempt', 'plan', 'promise', 'feedback', 'growing', 'record', 'change', 'help', 'ask', 'advocate', 'word', 'card', 'company', 'draft', 'event', 'hold', 'area')) NOT VALID;
ALTER TABLE "erasure_mention" ADD CONSTRAINT "erasure_mention_resolution" CHECK (resolution IN ('redacted', 'kept')) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_state" CHECK (state IN ('planned', 'sending', 'sent', 'in doubt', 'closed')) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_closed_as" CHECK (closed_as IN ('empty', 'expired', 'cancelled', 'failed')) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_settled_by" CHECK (settled_by IN ('history', 'tap')) NOT VALID;

-- Ranges, times HH:MM, days in order, and rows that belong to exactly one.
ALTER TABLE "member" ADD CONSTRAINT "member_meetings" CHECK (meetings_per_week BETWEEN 1 AND 40) NOT VALID;
ALTER TABLE "member" ADD CONSTRAINT "member_workdays" CHECK (workdays <@ ARRAY[0, 1, 2, 3, 4, 5, 6]) NOT VALID;
ALTER TABLE "member" ADD CONSTRAINT "member_digest_at" CHECK (digest_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$') NOT VALID;
ALTER TABLE "absence" ADD CONSTRAINT "absence_days" CHECK (from_day <= to_day) NOT VALID;
ALTER TABLE "loan" ADD CONSTRAINT "loan_days" CHECK (from_day <= to_day) NOT VALID;
ALTER TABLE "partner" ADD CONSTRAINT "partner_birthday" CHECK (birthday ~ '^[01][0-9]-[0-3][0-9]$') NOT VALID;
ALTER TABLE "partner" ADD CONSTRAINT "partner_anniversary" CHECK (anniversary ~ '^[01][0-9]-[0-3][0-9]$') NOT VALID;
ALTER TABLE "partner" ADD CONSTRAINT "partner_version" CHECK (version >= 1) NOT VALID;
ALTER TABLE "plan" ADD CONSTRAINT "plan_settled_on" CHECK ((settled IS NULL) = (settled_on IS NULL)) NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_closed_on" CHECK (state <> 'open' OR closed_on IS NULL) NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_told" CHECK (told IS NULL OR state = 'dropped') NOT VALID;
ALTER TABLE "promise" ADD CONSTRAINT "promise_times_moved" CHECK (times_moved >= 0) NOT VALID;
ALTER TABLE "ask" ADD CONSTRAINT "ask_answered_on" CHECK (answer <> 'open' OR answered_on IS NULL) NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_amount" CHECK (amount_cents > 0) NOT VALID;
ALTER TABLE "spend_record" ADD CONSTRAINT "spend_record_currency" CHECK (currency ~ '^[A-Z]{3}$') NOT VALID;
ALTER TABLE "hold" ADD CONSTRAINT "hold_lifted" CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)) NOT VALID;
ALTER TABLE "retention" ADD CONSTRAINT "retention_months" CHECK (months > 0) NOT VALID;
ALTER TABLE "branch_result" ADD CONSTRAINT "branch_result_month" CHECK (extract(day FROM month) = 1) NOT VALID;
ALTER TABLE "branch_result" ADD CONSTRAINT "branch_result_loans" CHECK (closed_loans >= 0) NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_at_time" CHECK (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$') NOT VALID;
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_series" CHECK (series_id <> id) NOT VALID;
ALTER TABLE "member_week" ADD CONSTRAINT "member_week_counts" CHECK (in_rhythm BETWEEN 0 AND counted) NOT VALID;
ALTER TABLE "member_week" ADD CONSTRAINT "member_week_monday" CHECK (extract(isodow FROM week) = 1) NOT VALID;
ALTER TABLE "branch_week" ADD CONSTRAINT "branch_week_counts" CHECK (in_rhythm BETWEEN 0 AND counted AND placed >= 0 AND meetings >= 0) NOT VALID;
ALTER TABLE "branch_week" ADD CONSTRAINT "branch_week_monday" CHECK (extract(isodow FROM week) = 1) NOT VALID;
ALTER TABLE "standing" ADD CONSTRAINT "standing_counts" CHECK (in_rhythm BETWEEN 0 AND counted) NOT VALID;
ALTER TABLE "standing" ADD CONSTRAINT "standing_monday" CHECK (extract(isodow FROM week) = 1) NOT VALID;
ALTER TABLE "erasure_mention" ADD CONSTRAINT "erasure_mention_resolved" CHECK ((resolved_at IS NULL) = (resolution IS NULL)) NOT VALID;
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_of_one" CHECK (num_nonnulls(member_id, branch_id) = 1) NOT VALID;
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_local_time" CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$') NOT VALID;
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_weekdays" CHECK (weekdays <@ ARRAY[0, 1, 2, 3, 4, 5, 6]) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_of_someone" CHECK (num_nonnulls(member_id, branch_id) > 0) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_closed" CHECK (state <> 'closed' OR closed_as IS NOT NULL) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_days" CHECK (due_at <= expires_at) NOT VALID;
ALTER TABLE "showing" ADD CONSTRAINT "showing_position" CHECK (position >= 0) NOT VALID;
