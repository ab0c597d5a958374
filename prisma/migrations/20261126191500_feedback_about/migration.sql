-- What is said about a member is theirs to answer only once it was given to them, which is when they may read it.
update "feedback" set "shared_at" = now() where "about_id" = "answerer_id" and "shared_at" is null;
alter table "feedback" add constraint "feedback_given_before_theirs"
  check ("about_id" is distinct from "answerer_id" or "about_id" is null or "shared_at" is not null) not valid;
alter table "feedback" validate constraint "feedback_given_before_theirs";
