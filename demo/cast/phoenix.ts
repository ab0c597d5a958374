import { readCast } from './partner.ts';

export const phoenixPartners = readCast(`
grace, steady, inner: Lorena Fuentes, Fuentes Realty, realtor
  grows: a relocation desk for people from California
  said: Buyers ask about the heat and the electric bill first; wants a one-pager.
grace, mending, core: Dale Hutchins, Hutchins Homes, builder
  grows: starter homes under the size everybody else builds
  said: Framing crew is back, two starts in Laveen.
grace, steady, core: Yvonne Castile, Castile Wealth, financial planner
  grows: clients who move here to retire
  said: Her retirees want one floor and a pool they need not clean.
grace, mending, core: Kenji Mori, Desert Title, title officer
  said: E-signing fails for trusts, send those a day earlier.
grace, steady, keep: Paula Rutledge, Rutledge CPA, accountant
  said: Extension season keeps her busy through October.

tomas, steady, inner: Andre Baptiste, Baptiste & Sons, builder
  grows: a third model with a casita
  said: The Maryvale lot is his; wants to talk about who buys there.
tomas, steady, core: Noelle Kirk, Kirk Realty, realtor
  grows: teachers and nurses, district by district
  said: Two teachers looking for August; both nervous about the paperwork.
tomas, quiet, core: Sanjay Mehta, Mehta Financial, financial planner
  grows: residents at the two hospitals
  said: Wanted to compare renting and buying for young doctors.
tomas, mending, core: Gloria Benavides, Benavides Law, divorce attorney
  grows: a Saturday clinic
  said: A checklist for who stays in the house would save her an hour a client.
tomas, steady, core: Russell Ames, Ames Insurance, insurance agent
  grows: landlords with one or two houses
  said: Roof age is the first question now.
tomas, steady, keep: Hye-jin Park, Camelback Realty, realtor
  said: Moved her office to the light rail.
tomas, resting, resting: Leland Frost, Frost Homes, builder

wen, steady, inner: Imani Walker, Walker Group, realtor
  grows: coaching for first-year agents
  said: Her new agents have never sat in on a closing; would love to.
wen, slipping, core: Pete Sandoval, Sandoval Builders, builder
  grows: a warranty people talk about
  said: Waits for windows again, closings slip into July.
wen, steady, core: Claudia Brandt, Brandt & Lowe, divorce attorney
  grows: collaborative divorce
  said: Says our answers are clear but come late in the day.
wen, quiet, core: Hugh Pemberton, Pemberton Realty, realtor
  grows: handing over to the next two
  said: Thinking about selling the firm to his two best agents.
wen, steady, core: Aisha Barnes, Barnes & Co CPA, accountant
  grows: bookkeeping for contractors
  said: Side-job income is what her clients get wrong.
wen, steady, keep: Donna Kessler, Sonoran Insurance, insurance agent
  said: Prefers a text before ten.

nobody: Gilbert Osborne, Osborne Homes, builder
nobody: Ruth Anne Voss, Voss Realty, realtor
`);
