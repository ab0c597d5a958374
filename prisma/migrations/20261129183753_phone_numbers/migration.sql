-- The numbers of a phone in E.164, beside what was typed, so that they are found however they were written: "+18135550142",
-- "+18135550100;ext=12". Seven digits, where the area code was left out.
ALTER TABLE "partner" ADD COLUMN     "phone_numbers" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "partner" ADD CONSTRAINT "partner_phone_numbers" CHECK (
  array_to_string(phone_numbers, ' ', '?') ~ '^((\+[1-9][0-9]{6,14}|[2-9][0-9]{6})(;ext=[0-9]{1,6})?( |$))*$');
