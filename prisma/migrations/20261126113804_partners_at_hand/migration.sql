-- AlterTable
ALTER TABLE "branch" ADD COLUMN     "area_id" INTEGER,
ADD COLUMN     "days_off" DATE[] DEFAULT ARRAY[]::DATE[];

-- AlterTable
ALTER TABLE "partner" ADD COLUMN     "anniversary" CHAR(5),
ADD COLUMN     "birthday" CHAR(5),
ADD COLUMN     "fit" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "fit_on" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "place" TEXT;

-- AlterTable
ALTER TABLE "trace" ADD COLUMN     "undone_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "exports" TEXT NOT NULL DEFAULT 'own';

-- CreateTable
CREATE TABLE "area" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "lead_id" INTEGER,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace_text" (
    "trace_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "trace_text_pkey" PRIMARY KEY ("trace_id","field")
);

-- CreateIndex
CREATE UNIQUE INDEX "area_name_key" ON "area"("name");

-- CreateIndex
CREATE INDEX "branch_manager_id_idx" ON "branch"("manager_id");

-- CreateIndex
CREATE INDEX "branch_area_id_idx" ON "branch"("area_id");

-- CreateIndex
CREATE INDEX "trace_made_by_made_at_idx" ON "trace"("made_by", "made_at");

-- AddForeignKey
ALTER TABLE "area" ADD CONSTRAINT "area_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "branch" ADD CONSTRAINT "branch_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE SET NULL ON UPDATE CASCADE;
