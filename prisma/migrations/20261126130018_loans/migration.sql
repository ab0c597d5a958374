-- CreateTable
CREATE TABLE "loan" (
    "id" SERIAL NOT NULL,
    "partner_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "cover_id" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "made_by" INTEGER NOT NULL,
    "begun_on" DATE,
    "ended_on" DATE,

    CONSTRAINT "loan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "loan_ended_on_from_day_idx" ON "loan"("ended_on", "from_day");
