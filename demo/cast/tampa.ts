import { readCast } from './partner.ts';

export const tampaPartners = readCast(`
priya, told, inner: Dana Lee, Lee & Co, realtor
  grows: her first-time buyer workshop, from twelve seats to forty
priya, told, inner: Marcus Webb, Webb Builders, builder
  grows: a second crew, so he can start four homes at a time
priya, told, core: Joan Ortiz, Ortiz Family Law, divorce attorney
  grows: mediation, so fewer couples end up in court
priya, told, core: Elena Vasquez, Harbor Wealth, financial planner
  grows: clients in their thirties
priya, told, core: Grant Whitfield, Whitfield Realty, realtor
  grows: listings north of the river
priya & sam, steady, core: Patrice Delacroix, Bayshore Title, title officer
  grows: closings that start on time
  said: Can hold Friday slots for us if we get orders in by Tuesday.
priya, mending, core: Amina Yusuf, Yusuf & Daughters Realty, realtor
  grows: Saturday open houses as a family team
  said: Her daughter just got her license. They want to be known as a team.
priya, steady, core: Colin Barr, Barr Tax & Books, accountant
  grows: a seminar for the self-employed
  said: Half his clients are self-employed and think they can’t qualify.
priya, steady, keep: Rosalind Tate, Tate Insurance, insurance agent
  grows: a wind-mitigation checklist people actually use
  said: Flood quotes take her three days now. Wants a heads-up early.
priya, resting, resting: Oscar Lindqvist, Gulf Homes, realtor

sam, steady, inner: Tessa Monroe, Monroe Group, realtor
  grows: a buyer’s agent of her own by fall
  said: Two listings go live after the Fourth. Wants our open house kit.
sam, mending, core: Victor Osei, Osei Custom Homes, builder
  grows: smaller homes for downsizers
  said: Hillsborough permits are down to five weeks, so he’s hiring again.
sam, quiet, core: Bridget Fallon, Fallon & Reyes, divorce attorney
  grows: a second office in Brandon
  said: Wants someone who can explain a buyout without the jargon.
sam, mending, core: Jerome Whitaker, Whitaker Advisors, financial planner
  grows: seminars at the library
  said: Loved that we called his client back on a Sunday.
sam, steady, keep: Mei Nakamura, Suncoast Title, title officer
  said: New closer starts in July.
sam, resting, resting: Duncan Pryce, Pryce Realty, realtor

luis, steady, inner: Carmen Salas, Salas Team, realtor
  grows: her club for Spanish-speaking buyers
  said: Wants a bilingual flyer for her Ybor buyers.
luis, steady, inner: Neil Abernathy, Abernathy Homes, builder
  grows: the model home in Riverview
  said: Model home opens this summer, and he has no one to staff it Sundays.
luis, mending, core: Fatima Rahman, Rahman CPA, accountant
  grows: year-round clients, not just April
  said: It’s her off-season. Has time to do a talk together.
luis, mending, core: Howard Bell, Bell Insurance, insurance agent
  grows: home and auto bundles for new construction
  said: Citizens is dropping some of his older roofs.
luis, steady, keep: Ingrid Solberg, Solberg Planning, financial planner
  said: Reads our newsletter and keeps every issue.

ada, steady, core: Winston Clarke, Clarke Realty Partners, realtor
  grows: agent training on Wednesday mornings
  said: His agents keep asking who picks up on weekends.
ada, mending, core: Sofia Marino, Marino Law, divorce attorney
  grows: mediation instead of trials
  said: Happy to speak at our lunch if we bring the questions.
ada, told, keep: Theo Lambert, Keystone Title, title officer

naomi, told, core: Beatrice Quinn, Quinn & Hale, financial planner
  grows: a monthly lunch for fellow advisors
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
