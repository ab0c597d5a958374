import { readCast } from './partner.ts';

export const phoenixPartners = readCast(`
grace, steady, inner: Lorena Fuentes, Fuentes Realty, realtor
  grows: a relocation desk for Californians
  said: Buyers ask about the heat and the electric bill first. Wants a one-pager.
grace, mending, core: Dale Hutchins, Hutchins Homes, builder
  grows: starter homes, smaller than anyone else builds
  said: Framing crew is back. Two starts in Laveen.
grace, steady, core: Yvonne Castile, Castile Wealth, financial planner
  grows: clients moving here to retire
  said: Her retirees want one story and a pool they don’t have to clean.
grace, mending, core: Kenji Mori, Desert Title, title officer
  said: E-signing doesn’t work for trusts. Send those a day early.
grace, steady, keep: Paula Rutledge, Rutledge CPA, accountant
  said: Busy with extensions through October.

tomas, steady, inner: Andre Baptiste, Baptiste & Sons, builder
  grows: a third model with a casita
  said: Got the Maryvale lot. Wants to talk about who’s buying there.
tomas, steady, core: Noelle Kirk, Kirk Realty, realtor
  grows: teachers and nurses, district by district
  said: Two teachers looking to move by August, both nervous about the paperwork.
tomas, quiet, core: Sanjay Mehta, Mehta Financial, financial planner
  grows: medical residents at both hospitals
  said: Wants a rent-or-buy comparison for young doctors.
tomas, mending, core: Gloria Benavides, Benavides Law, divorce attorney
  grows: a Saturday clinic
  said: A checklist on keeping the house would save her an hour per client.
tomas, steady, core: Russell Ames, Ames Insurance, insurance agent
  grows: landlords with one or two houses
  said: Roof age is the first thing carriers ask now.
tomas, steady, keep: Hye-jin Park, Camelback Realty, realtor
  said: Moved her office next to the light rail.
tomas, resting, resting: Leland Frost, Frost Homes, builder

wen, steady, inner: Imani Walker, Walker Group, realtor
  grows: coaching for first-year agents
  said: Her new agents have never sat in on a closing and would love to.
wen, slipping, core: Pete Sandoval, Sandoval Builders, builder
  grows: a warranty people talk about
  said: Waiting on windows again. Closings are slipping into July.
wen, steady, core: Claudia Brandt, Brandt & Lowe, divorce attorney
  grows: collaborative divorce
  said: Says our answers are clear but come late in the day.
wen, quiet, core: Hugh Pemberton, Pemberton Realty, realtor
  grows: a succession plan for the firm
  said: Thinking about selling the firm to his two best agents.
wen, steady, core: Aisha Barnes, Barnes & Co CPA, accountant
  grows: bookkeeping for contractors
  said: Her clients always trip up on side-job income.
wen, steady, keep: Donna Kessler, Sonoran Insurance, insurance agent
  said: Text her before ten.

no one: Gilbert Osborne, Osborne Homes, builder
no one: Ruth Anne Voss, Voss Realty, realtor
`);
