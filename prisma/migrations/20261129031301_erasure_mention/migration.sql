-- CreateTable
CREATE TABLE "erasure_mention" (
    "trace_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" TEXT,

    CONSTRAINT "erasure_mention_pkey" PRIMARY KEY ("trace_id","kind","row_id")
);

-- CreateIndex
CREATE INDEX "erasure_mention_kind_row_id_idx" ON "erasure_mention"("kind", "row_id");
