import { readCast } from './partner.ts';

export const chicagoPartners = readCast(`
malik, slipping, inner: Denise Carver, Carver Realty, realtor
  grows: first-time buyers of two-flats
  said: Two-flats in Avondale sell in a weekend; buyers need the rent rules explained.
malik, quiet, core: Stan Wojcik, Wojcik & Sons, builder
  grows: porches and coach houses
  said: Winter stopped the porch work; back on site in April.
malik, slipping, core: Adaeze Nwosu, Nwosu Planning, financial planner
  grows: couples before the wedding
  said: Her couples disagree on how much house; wants a neutral talk.
malik, quiet, core: Raymond Doyle, Doyle Family Law, divorce attorney
  grows: fewer court days
  said: Was cross that nobody called back before the hearing.
malik, steady, keep: Lillian Cho, Lakeview Title, title officer
  said: Condo letters take ten days now.

hannah, steady, inner: Marguerite Dunn, Dunn & Daughter, realtor
  grows: her own street, then the next one
  said: Open house on the block party weekend, wants us at a table.
hannah, quiet, core: Felix Arroyo, Arroyo Homes, builder
  grows: infill lots on the west side
  said: Said he hears from another lender every week.
hannah, slipping, core: Katarina Novak, Novak Tax, accountant
  grows: clients who buy their first two-flat
  said: Would hand out a checklist in January if it fits one page.
hannah, slipping, core: Cyrus Farhadi, Farhadi Insurance, insurance agent
  grows: condo boards
  said: Old wiring is what kills his quotes.
hannah, quiet, core: Simone Archer, Archer Wealth, financial planner
  grows: nurses with a pension
  said: Moving to a bigger office in the Loop.
hannah, steady, keep: Owen Gallagher, Gallagher Realty, realtor
  said: Coaches hockey on Thursdays, call before five.

dee, slipping, inner: Tamara Ellis, Ellis Home Team, realtor
  grows: a team of six, each with a neighborhood
  said: Her team meeting moved to Tuesdays at nine; we are welcome.
dee, quiet, core: Brendan Kealy, Kealy Construction, builder
  grows: green remodels
  said: Three permits waiting, bored and friendly.
dee, slipping, core: Leila Nasser, Nasser Law, divorce attorney
  grows: a talk for therapists
  said: Prefers lunch near the Daley Center.
dee, slipping, core: Norman Fitch, Fitch & Bauer, accountant
  grows: the agents’ own books
  said: His partner retires; he keeps the books of nine agents.
dee, quiet, core: Verónica Luna, Luna Realty, realtor
  grows: Pilsen and Little Village
  said: Pilsen listings; wants a Spanish speaker at closings.
dee, steady, keep: Arthur Blum, Prairie Title, title officer
dee, resting, resting: Gwen Sutter, Sutter Homes, builder

nobody: Nadia Petrov, Petrov Realty, realtor
nobody: Curtis Lang, Lang Builders, builder
nobody: Helen Stavros, Stavros Law, divorce attorney
`);
