import { readCast } from './partner.ts';

export const chicagoPartners = readCast(`
malik, slipping, inner: Denise Carver, Carver Realty, realtor
  grows: first-time buyers of two-flats
  said: Two-flats in Avondale go in a weekend. Buyers need the rental-income rules explained.
malik, quiet, core: Stan Wojcik, Wojcik & Sons, builder
  grows: porches and coach houses
  said: Porch work is on hold until April.
malik, slipping, core: Adaeze Nwosu, Nwosu Planning, financial planner
  grows: engaged couples
  said: Her couples can’t agree on how much house. Wants someone neutral to walk them through it.
malik, quiet, core: Raymond Doyle, Doyle Family Law, divorce attorney
  grows: fewer days in court
  said: Upset that no one called him back before the hearing.
malik, steady, keep: Lillian Cho, Lakeview Title, title officer
  said: Condo assessment letters are taking ten days now.

hannah, steady, inner: Marguerite Dunn, Dunn & Daughter, realtor
  grows: her own street, then the next one
  said: Open house on block party weekend. Wants us to have a table.
hannah, quiet, core: Felix Arroyo, Arroyo Homes, builder
  grows: infill lots on the West Side
  said: Said he hears from another lender every week.
hannah, slipping, core: Katarina Novak, Novak Tax, accountant
  grows: clients buying their first two-flat
  said: Will hand out our checklist in January if it fits on one page.
hannah, slipping, core: Cyrus Farhadi, Farhadi Insurance, insurance agent
  grows: condo boards
  said: Knob-and-tube wiring kills his quotes.
hannah, quiet, core: Simone Archer, Archer Wealth, financial planner
  grows: nurses with pensions
  said: Moving to a bigger office in the Loop.
hannah, steady, keep: Owen Gallagher, Gallagher Realty, realtor
  said: Coaches hockey Thursdays. Call before five.

dee, slipping, inner: Tamara Ellis, Ellis Home Team, realtor
  grows: a team of six, each with their own neighborhood
  said: Her team meeting moved to Tuesdays at nine. We’re invited.
dee, quiet, core: Brendan Kealy, Kealy Construction, builder
  grows: green remodels
  said: Three permits pending, so he has time on his hands.
dee, slipping, core: Leila Nasser, Nasser Law, divorce attorney
  grows: a workshop for therapists
  said: Prefers lunch near the Daley Center.
dee, slipping, core: Norman Fitch, Fitch & Bauer, accountant
  grows: bookkeeping for Realtors
  said: His partner is retiring. He does the books for nine agents.
dee, quiet, core: Verónica Luna, Luna Realty, realtor
  grows: Pilsen and Little Village
  said: Three Pilsen listings. Wants a Spanish speaker at closings.
dee, steady, keep: Arthur Blum, Prairie Title, title officer
dee, resting, resting: Gwen Sutter, Sutter Homes, builder

no one: Nadia Petrov, Petrov Realty, realtor
no one: Curtis Lang, Lang Builders, builder
no one: Helen Stavros, Stavros Law, divorce attorney
`);
