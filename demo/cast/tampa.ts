import { readCast } from './partner.ts';

export const tampaPartners = readCast(`
priya, told, inner: Dana Lee, Lee & Co, realtor
  grows: her first-time buyer workshop, from twelve chairs to forty
priya, told, inner: Marcus Webb, Webb Builders, builder
  grows: a second crew, so he can start four homes at a time
priya, told, core: Joan Ortiz, Ortiz Family Law, divorce attorney
  grows: mediation, so that fewer couples end up in court
priya, told, core: Elena Vasquez, Harbor Wealth, financial planner
  grows: clients in their thirties
priya, told, core: Grant Whitfield, Whitfield Realty, realtor
  grows: listings north of the river
priya & sam, steady, core: Patrice Delacroix, Bayshore Title, title officer
  grows: closings that start on time
  said: Can hold the Friday slots for us if we send the orders by Tuesday.
priya, mending, core: Amina Yusuf, Yusuf & Daughters Realty, realtor
  grows: the Saturday open houses, as a family team
  said: Her daughter got her license; they would like to be seen as a team.
priya, steady, core: Colin Barr, Barr Tax & Books, accountant
  grows: an evening for the self-employed
  said: Half his clients are self-employed and think they cannot buy.
priya, steady, keep: Rosalind Tate, Tate Insurance, insurance agent
  grows: a wind-mitigation checklist people really use
  said: Flood quotes take her three days now, she wants to know early.
priya, resting, resting: Oscar Lindqvist, Gulf Homes, realtor

sam, steady, inner: Tessa Monroe, Monroe Group, realtor
  grows: a buyer agent of her own by fall
  said: Two listings go live after the holiday; wants our open house kit.
sam, mending, core: Victor Osei, Osei Custom Homes, builder
  grows: smaller homes for people who downsize
  said: Permits in Hillsborough are down to five weeks, he is hiring again.
sam, quiet, core: Bridget Fallon, Fallon & Reyes, divorce attorney
  grows: a second office in Brandon
  said: Asked for somebody who can explain a buyout without jargon.
sam, mending, core: Jerome Whitaker, Whitaker Advisors, financial planner
  grows: seminars at the library
  said: Liked how we called his client back on a Sunday.
sam, steady, keep: Mei Nakamura, Suncoast Title, title officer
  said: New closer starts in July.
sam, resting, resting: Duncan Pryce, Pryce Realty, realtor

luis, steady, inner: Carmen Salas, Salas Team, realtor
  grows: her Spanish-speaking buyers’ club
  said: Wants a bilingual flyer for her Ybor buyers.
luis, steady, inner: Neil Abernathy, Abernathy Homes, builder
  grows: the model home in Riverview
  said: Model home opens this summer and he has nobody for Sundays.
luis, mending, core: Fatima Rahman, Rahman CPA, accountant
  grows: year-round clients, not only April
  said: Off season now, has time for a joint talk.
luis, mending, core: Howard Bell, Bell Insurance, insurance agent
  grows: bundling with the new builds
  said: Citizens is dropping some of his older roofs.
luis, steady, keep: Ingrid Solberg, Solberg Planning, financial planner
  said: Reads our newsletter, keeps the pages.

ada, steady, core: Winston Clarke, Clarke Realty Partners, realtor
  grows: agent training on Wednesday mornings
  said: His agents ask who answers on weekends.
ada, mending, core: Sofia Marino, Marino Law, divorce attorney
  grows: mediation instead of trials
  said: Would speak at our lunch if we bring the questions.
ada, told, keep: Theo Lambert, Keystone Title, title officer

naomi, told, core: Beatrice Quinn, Quinn & Hale, financial planner
  grows: a lunch circle of advisers
naomi, steady, keep: Alistair Munro, Munro Builders, builder
  said: Looking at lots near Wesley Chapel.
`);

/** Further facts about some of them. */
export const known: readonly { name: string; birthday: string | null; email: string; fit: string[] }[] = [
  {
    name: 'Dana Lee',
    birthday: '06-19',
    email: 'dana@example.com',
    fit: ['buyers', 'natural', 'useful', 'family'],
  },
  { name: 'Marcus Webb', birthday: null, email: 'marcus@example.com', fit: ['buyers', 'useful', 'family'] },
];
