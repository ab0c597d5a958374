-- Two questions in the morning list: who could be the inner circle, and, once a quarter, who stays close.
ALTER TABLE "member" ADD COLUMN     "inner_asked_on" DATE,
ADD COLUMN     "close_asked_on" DATE;
