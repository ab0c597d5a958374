-- AlterTable
ALTER TABLE "member" ADD COLUMN     "slack_zone" TEXT,
ADD COLUMN     "zone_offer" TEXT,
ADD COLUMN     "zone_offered_on" DATE;
