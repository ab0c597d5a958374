-- CreateTable
CREATE TABLE "workspace" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "team_id" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "branch" (
    "id" SERIAL NOT NULL,
    "channel_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "region" TEXT,
    "manager_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "branch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" SERIAL NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "branch_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "zone" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'invited',
    "kind" TEXT NOT NULL DEFAULT 'originator',
    "roles" TEXT[] DEFAULT ARRAY['member']::TEXT[],
    "meetings_per_week" INTEGER NOT NULL DEFAULT 4,
    "workdays" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[],
    "digest_at" TEXT NOT NULL DEFAULT '08:00',
    "dm_channel_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "joined_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" SERIAL NOT NULL,
    "member_id" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "cover_id" INTEGER,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" SERIAL NOT NULL,
    "branch_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "company" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'other',
    "phone" TEXT,
    "email" TEXT,
    "growing" TEXT,
    "name_key" TEXT NOT NULL,
    "company_key" TEXT NOT NULL DEFAULT '',
    "entered_on" DATE NOT NULL,
    "merged_into" INTEGER,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relationship" (
    "id" SERIAL NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "owner_id" INTEGER,
    "branch_id" INTEGER NOT NULL,
    "tier" TEXT NOT NULL DEFAULT 'resting',
    "entered_on" DATE NOT NULL,
    "touch_due" DATE,
    "touch_grace" DATE,
    "face_due" DATE,
    "face_grace" DATE,
    "last_touch_on" DATE,
    "last_face_on" DATE,
    "archived_on" DATE,

    CONSTRAINT "relationship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relationship_fact" (
    "id" SERIAL NOT NULL,
    "relationship_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "until_day" DATE,
    "face_day" DATE,
    "tier" TEXT,
    "capture_id" INTEGER,
    "made_by" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "relationship_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capture" (
    "id" SERIAL NOT NULL,
    "request_key" TEXT,
    "member_id" INTEGER,
    "source" TEXT NOT NULL,
    "words_hash" TEXT,
    "nudge_id" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "capture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" SERIAL NOT NULL,
    "request_key" TEXT NOT NULL,
    "member_id" INTEGER NOT NULL,
    "said" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "touchpoint" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "word" TEXT,
    "occurred_on" DATE NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "touchpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "touchpoint_partner" (
    "touchpoint_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,

    CONSTRAINT "touchpoint_partner_pkey" PRIMARY KEY ("partner_id","touchpoint_id")
);

-- CreateTable
CREATE TABLE "touchpoint_member" (
    "touchpoint_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,

    CONSTRAINT "touchpoint_member_pkey" PRIMARY KEY ("touchpoint_id","member_id")
);

-- CreateTable
CREATE TABLE "touchpoint_note" (
    "touchpoint_id" INTEGER NOT NULL,
    "note" TEXT,
    "along" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "touchpoint_note_pkey" PRIMARY KEY ("touchpoint_id")
);

-- CreateTable
CREATE TABLE "growing_text" (
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "before" TEXT,
    "said" TEXT,

    CONSTRAINT "growing_text_pkey" PRIMARY KEY ("capture_id","partner_id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "tried_on" DATE NOT NULL,
    "note" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "word" TEXT,
    "made_on" DATE NOT NULL,
    "planned_on" DATE NOT NULL,
    "note" TEXT,
    "settled" TEXT,
    "settled_on" DATE,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promise" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "due_on" DATE,
    "state" TEXT NOT NULL DEFAULT 'open',
    "closed_on" DATE,
    "times_moved" INTEGER NOT NULL DEFAULT 0,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "promise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "heard_on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meal_record" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "entry" TEXT NOT NULL,
    "payer" TEXT,
    "amount_cents" INTEGER,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "partner_ids" INTEGER[],
    "member_ids" INTEGER[],
    "occurred_on" DATE NOT NULL,
    "recorded_by" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meal_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meal_record_text" (
    "record_id" INTEGER NOT NULL,
    "purpose" TEXT,
    "attendees" TEXT,
    "blanked_at" TIMESTAMPTZ(3),

    CONSTRAINT "meal_record_text_pkey" PRIMARY KEY ("record_id")
);

-- CreateTable
CREATE TABLE "trace" (
    "id" SERIAL NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" INTEGER,
    "subject" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "trace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "id" SERIAL NOT NULL,
    "post" TEXT NOT NULL,
    "member_id" INTEGER,
    "branch_id" INTEGER,
    "local_time" TEXT NOT NULL,
    "weekdays" INTEGER[],
    "zone" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nudge" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "mark" UUID NOT NULL,
    "post" TEXT NOT NULL,
    "member_id" INTEGER,
    "branch_id" INTEGER,
    "subject_id" INTEGER,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "closed_as" TEXT,
    "reason" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "channel_id" TEXT,
    "message_ts" TEXT,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "showing" (
    "nudge_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "shown_on" DATE NOT NULL,
    "position" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "line" JSONB NOT NULL,

    CONSTRAINT "showing_pkey" PRIMARY KEY ("nudge_id","partner_id")
);

-- CreateTable
CREATE TABLE "pace" (
    "scope" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pace_pkey" PRIMARY KEY ("scope")
);

-- CreateTable
CREATE TABLE "slack_event" (
    "event_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "slack_event_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "branch_channel_id_key" ON "branch"("channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_slack_user_id_key" ON "member"("slack_user_id");

-- CreateIndex
CREATE INDEX "member_branch_id_idx" ON "member"("branch_id");

-- CreateIndex
CREATE INDEX "absence_member_id_to_day_idx" ON "absence"("member_id", "to_day");

-- CreateIndex
CREATE INDEX "absence_cover_id_to_day_idx" ON "absence"("cover_id", "to_day");

-- CreateIndex
CREATE INDEX "partner_branch_id_name_key_company_key_idx" ON "partner"("branch_id", "name_key", "company_key");

-- CreateIndex
CREATE INDEX "relationship_owner_id_touch_due_idx" ON "relationship"("owner_id", "touch_due");

-- CreateIndex
CREATE INDEX "relationship_branch_id_idx" ON "relationship"("branch_id");

-- CreateIndex
CREATE UNIQUE INDEX "relationship_partner_id_owner_id_key" ON "relationship"("partner_id", "owner_id");

-- CreateIndex
CREATE INDEX "relationship_fact_relationship_id_idx" ON "relationship_fact"("relationship_id");

-- CreateIndex
CREATE INDEX "relationship_fact_capture_id_idx" ON "relationship_fact"("capture_id");

-- CreateIndex
CREATE UNIQUE INDEX "capture_request_key_key" ON "capture"("request_key");

-- CreateIndex
CREATE INDEX "capture_member_id_made_at_idx" ON "capture"("member_id", "made_at");

-- CreateIndex
CREATE INDEX "capture_nudge_id_idx" ON "capture"("nudge_id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_request_key_key" ON "draft"("request_key");

-- CreateIndex
CREATE INDEX "touchpoint_capture_id_idx" ON "touchpoint"("capture_id");

-- CreateIndex
CREATE INDEX "touchpoint_partner_touchpoint_id_idx" ON "touchpoint_partner"("touchpoint_id");

-- CreateIndex
CREATE INDEX "touchpoint_member_member_id_idx" ON "touchpoint_member"("member_id");

-- CreateIndex
CREATE INDEX "growing_text_partner_id_idx" ON "growing_text"("partner_id");

-- CreateIndex
CREATE INDEX "attempt_capture_id_idx" ON "attempt"("capture_id");

-- CreateIndex
CREATE INDEX "attempt_partner_id_member_id_idx" ON "attempt"("partner_id", "member_id");

-- CreateIndex
CREATE INDEX "plan_capture_id_idx" ON "plan"("capture_id");

-- CreateIndex
CREATE INDEX "plan_partner_id_member_id_idx" ON "plan"("partner_id", "member_id");

-- CreateIndex
CREATE INDEX "plan_member_id_settled_planned_on_idx" ON "plan"("member_id", "settled", "planned_on");

-- CreateIndex
CREATE INDEX "promise_capture_id_idx" ON "promise"("capture_id");

-- CreateIndex
CREATE INDEX "promise_member_id_state_due_on_idx" ON "promise"("member_id", "state", "due_on");

-- CreateIndex
CREATE INDEX "promise_partner_id_member_id_idx" ON "promise"("partner_id", "member_id");

-- CreateIndex
CREATE INDEX "feedback_capture_id_idx" ON "feedback"("capture_id");

-- CreateIndex
CREATE INDEX "feedback_partner_id_idx" ON "feedback"("partner_id");

-- CreateIndex
CREATE INDEX "meal_record_capture_id_idx" ON "meal_record"("capture_id");

-- CreateIndex
CREATE INDEX "trace_subject_subject_id_idx" ON "trace"("subject", "subject_id");

-- CreateIndex
CREATE INDEX "schedule_next_at_idx" ON "schedule"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_post_member_id_key" ON "schedule"("post", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_post_branch_id_key" ON "schedule"("post", "branch_id");

-- CreateIndex
CREATE UNIQUE INDEX "nudge_key_key" ON "nudge"("key");

-- CreateIndex
CREATE UNIQUE INDEX "nudge_mark_key" ON "nudge"("mark");

-- CreateIndex
CREATE INDEX "nudge_state_due_at_idx" ON "nudge"("state", "due_at");

-- CreateIndex
CREATE INDEX "nudge_member_id_post_idx" ON "nudge"("member_id", "post");

-- CreateIndex
CREATE INDEX "showing_member_id_partner_id_shown_on_idx" ON "showing"("member_id", "partner_id", "shown_on");

-- CreateIndex
CREATE INDEX "slack_event_received_at_idx" ON "slack_event"("received_at");

-- AddForeignKey
ALTER TABLE "branch" ADD CONSTRAINT "branch_manager_id_fkey" FOREIGN KEY ("manager_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_cover_id_fkey" FOREIGN KEY ("cover_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relationship_fact" ADD CONSTRAINT "relationship_fact_relationship_id_fkey" FOREIGN KEY ("relationship_id") REFERENCES "relationship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The RESPA record is append-only in the database itself: corrections are newer rows (12 U.S.C. § 2607 knows no
-- small-gift exception, so the record must stand as it was made).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER meal_record_append_only BEFORE UPDATE OR DELETE ON "meal_record"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER meal_record_no_truncate BEFORE TRUNCATE ON "meal_record"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Its words may be blanked by an erasure, and nothing else.
CREATE FUNCTION refuse_change_but_blank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.record_id = OLD.record_id AND NEW.purpose IS NULL AND NEW.attendees IS NULL
     AND NEW.blanked_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% may only be blanked: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER meal_record_text_blank_only BEFORE UPDATE OR DELETE ON "meal_record_text"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_blank();
CREATE TRIGGER meal_record_text_no_truncate BEFORE TRUNCATE ON "meal_record_text"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
