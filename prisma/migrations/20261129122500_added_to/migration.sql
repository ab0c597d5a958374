-- A touchpoint told of twice is one: the second telling refers to the capture that its words were added to.
ALTER TABLE "capture" ADD COLUMN     "added_to" INTEGER;
ALTER TABLE "capture" ADD CONSTRAINT "capture_added_to_fkey" FOREIGN KEY ("added_to") REFERENCES "capture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "capture" ADD CONSTRAINT "capture_not_added_to_itself" CHECK (added_to <> id);
CREATE INDEX "capture_added_to_idx" ON "capture"("added_to");
