-- The record holds more than meals now. Until the release after this one the old names lead to the same rows, so that a
-- replica of the release before goes on while this one starts.
ALTER TABLE "meal_record" RENAME TO "spend_record";
ALTER TABLE "meal_record_text" RENAME TO "spend_record_text";
ALTER SEQUENCE "meal_record_id_seq" RENAME TO "spend_record_id_seq";
ALTER TABLE "spend_record" RENAME CONSTRAINT "meal_record_pkey" TO "spend_record_pkey";
ALTER TABLE "spend_record_text" RENAME CONSTRAINT "meal_record_text_pkey" TO "spend_record_text_pkey";
ALTER INDEX "meal_record_capture_id_idx" RENAME TO "spend_record_capture_id_idx";
ALTER TRIGGER meal_record_append_only ON "spend_record" RENAME TO spend_record_append_only;
ALTER TRIGGER meal_record_no_truncate ON "spend_record" RENAME TO spend_record_no_truncate;
ALTER TRIGGER meal_record_text_blank_only ON "spend_record_text" RENAME TO spend_record_text_blank_only;
ALTER TRIGGER meal_record_text_no_truncate ON "spend_record_text" RENAME TO spend_record_text_no_truncate;
CREATE VIEW "meal_record" AS SELECT id, capture_id, entry, payer, amount_cents, currency, partner_ids, member_ids, occurred_on,
  recorded_by, recorded_at FROM "spend_record";
CREATE VIEW "meal_record_text" AS SELECT record_id, purpose, attendees, blanked_at FROM "spend_record_text";

-- AlterTable
ALTER TABLE "branch_event" ADD COLUMN     "host" TEXT NOT NULL DEFAULT 'theirs',
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'event',
ADD COLUMN     "made_by" INTEGER,
ADD COLUMN     "repeats" TEXT NOT NULL DEFAULT 'never',
ADD COLUMN     "series_id" INTEGER;

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN     "about_id" INTEGER,
ADD COLUMN     "answer" TEXT,
ADD COLUMN     "answer_by" DATE,
ADD COLUMN     "answered_on" DATE,
ADD COLUMN     "answerer_id" INTEGER,
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "closed_by" INTEGER,
ADD COLUMN     "severity" TEXT,
ADD COLUMN     "shared_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_how" TEXT,
ADD COLUMN     "told_on" DATE,
ADD COLUMN     "topic" TEXT,
ADD COLUMN     "untold" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "untold_reason" TEXT,
ALTER COLUMN "text" DROP NOT NULL;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "partner" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "growing_on" DATE,
ADD COLUMN     "hard_closing_on" DATE;

-- AlterTable
ALTER TABLE "promise" ADD COLUMN     "told" BOOLEAN;

-- AlterTable
ALTER TABLE "spend_record" ADD COLUMN     "attested" BOOLEAN,
ADD COLUMN     "item" TEXT NOT NULL DEFAULT 'meal',
ADD COLUMN     "offered_to" TEXT;

-- AlterTable
ALTER TABLE "spend_record_text" ADD COLUMN     "what" TEXT;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "results_on" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "question" (
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "wording" TEXT NOT NULL,
    "chosen_on" DATE NOT NULL,
    "settled_on" DATE,

    CONSTRAINT "question_pkey" PRIMARY KEY ("partner_id","member_id")
);

-- CreateTable
CREATE TABLE "help" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "helped_on" DATE NOT NULL,
    "note" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "help_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ask" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "asked_on" DATE NOT NULL,
    "answer" TEXT NOT NULL DEFAULT 'open',
    "answered_on" DATE,
    "note" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "ask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advocate" (
    "id" SERIAL NOT NULL,
    "capture_id" INTEGER NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "spoke_on" DATE NOT NULL,
    "occasion" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "advocate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" SERIAL NOT NULL,
    "partner_id" INTEGER,
    "member_id" INTEGER,
    "branch_id" INTEGER,
    "reason" TEXT,
    "placed_by" INTEGER NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" INTEGER,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention" (
    "kind" TEXT NOT NULL,
    "months" INTEGER,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "branch_result" (
    "branch_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "closed_loans" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "branch_result_pkey" PRIMARY KEY ("branch_id","month")
);

-- CreateIndex
CREATE INDEX "help_capture_id_idx" ON "help"("capture_id");

-- CreateIndex
CREATE INDEX "help_partner_id_idx" ON "help"("partner_id");

-- CreateIndex
CREATE INDEX "ask_capture_id_idx" ON "ask"("capture_id");

-- CreateIndex
CREATE INDEX "ask_partner_id_member_id_idx" ON "ask"("partner_id", "member_id");

-- CreateIndex
CREATE INDEX "advocate_capture_id_idx" ON "advocate"("capture_id");

-- CreateIndex
CREATE INDEX "advocate_partner_id_idx" ON "advocate"("partner_id");

-- CreateIndex
CREATE INDEX "advocate_member_id_spoke_on_idx" ON "advocate"("member_id", "spoke_on");

-- CreateIndex
CREATE INDEX "hold_partner_id_idx" ON "hold"("partner_id");

-- CreateIndex
CREATE INDEX "hold_member_id_idx" ON "hold"("member_id");

-- CreateIndex
CREATE INDEX "hold_branch_id_idx" ON "hold"("branch_id");

-- CreateIndex
CREATE UNIQUE INDEX "branch_event_series_id_on_day_key" ON "branch_event"("series_id", "on_day");

-- CreateIndex
CREATE INDEX "feedback_answerer_id_state_idx" ON "feedback"("answerer_id", "state");

-- CreateIndex
CREATE INDEX "feedback_member_id_state_idx" ON "feedback"("member_id", "state");

-- CreateIndex
CREATE INDEX "spend_record_occurred_on_idx" ON "spend_record"("occurred_on");

-- CreateIndex
CREATE INDEX "spend_record_partner_ids_idx" ON "spend_record" USING GIN ("partner_ids");

-- The loop closes only once the partner was told, or a manager says why not; whatever a button or a replay asks for.
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_state" CHECK (state IN ('new', 'on it', 'answered', 'loop closed', 'nothing to mend'));
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_closed_told" CHECK (
  state <> 'loop closed' OR (closed_by IS NOT NULL AND closed_at IS NOT NULL
    AND (untold OR (answered_on IS NOT NULL AND told_on IS NOT NULL AND told_how IS NOT NULL))));
ALTER TABLE "hold" ADD CONSTRAINT "hold_of_one" CHECK (num_nonnulls(partner_id, member_id, branch_id) = 1);

-- Its words may be blanked by an erasure, and nothing else.
CREATE OR REPLACE FUNCTION refuse_change_but_blank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.record_id = OLD.record_id AND NEW.purpose IS NULL AND NEW.attendees IS NULL
     AND NEW.what IS NULL AND NEW.blanked_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% may only be blanked: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
