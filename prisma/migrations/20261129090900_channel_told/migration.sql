-- A channel may take no posts from apps, and whoever gets them instead reads once what to change.

ALTER TABLE "branch" ADD COLUMN "channel_told" TEXT;
