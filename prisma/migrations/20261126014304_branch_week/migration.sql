-- AlterTable
ALTER TABLE "absence" ADD COLUMN     "returned_on" DATE;

-- AlterTable
ALTER TABLE "branch" ADD COLUMN     "channel_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "channel_problem" TEXT,
ADD COLUMN     "closed_through" DATE;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "on_leaderboard" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "nudge" ADD COLUMN     "settled_by" TEXT;

-- CreateTable
CREATE TABLE "branch_event" (
    "id" SERIAL NOT NULL,
    "branch_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "place" TEXT,
    "on_day" DATE NOT NULL,
    "at_time" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "branch_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "branch_event_going" (
    "event_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,

    CONSTRAINT "branch_event_going_pkey" PRIMARY KEY ("event_id","member_id")
);

-- CreateTable
CREATE TABLE "member_week" (
    "member_id" INTEGER NOT NULL,
    "week" DATE NOT NULL,
    "branch_id" INTEGER NOT NULL,
    "in_rhythm" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "kept" BOOLEAN,
    "excused" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "member_week_pkey" PRIMARY KEY ("member_id","week")
);

-- CreateTable
CREATE TABLE "branch_week" (
    "branch_id" INTEGER NOT NULL,
    "week" DATE NOT NULL,
    "in_rhythm" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "placed" INTEGER NOT NULL,
    "meetings" INTEGER NOT NULL,

    CONSTRAINT "branch_week_pkey" PRIMARY KEY ("branch_id","week")
);

-- CreateTable
CREATE TABLE "standing" (
    "week" DATE NOT NULL,
    "branch_id" INTEGER NOT NULL,
    "in_rhythm" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "trend" INTEGER[],
    "climb" INTEGER,
    "place" INTEGER NOT NULL,
    "of" INTEGER NOT NULL,

    CONSTRAINT "standing_pkey" PRIMARY KEY ("week","branch_id")
);

-- CreateIndex
CREATE INDEX "branch_event_branch_id_on_day_idx" ON "branch_event"("branch_id", "on_day");

-- CreateIndex
CREATE INDEX "member_week_branch_id_week_idx" ON "member_week"("branch_id", "week");

-- CreateIndex
CREATE INDEX "branch_week_week_idx" ON "branch_week"("week");

-- AddForeignKey
ALTER TABLE "branch_event" ADD CONSTRAINT "branch_event_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "branch_event_going" ADD CONSTRAINT "branch_event_going_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "branch_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
