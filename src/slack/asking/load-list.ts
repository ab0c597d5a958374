import { latePartners } from '../../domain/asking/coming-up.ts';
import type { ListAsked } from '../../domain/asking/list-asked.ts';
import { notMetIn } from '../../domain/asking/not-met.ts';
import { listBook } from '../../domain/partners/book.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import type { PartnerList } from '../../messages/asking/list-answers.ts';
import { loadAskedForFeedback, loadClosePartners } from '../../store/asking/own-contacts.ts';
import { loadBook } from '../../store/partners/home-partners.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';
import type { Asking } from './asking.ts';

/** Loads the list that answers a question: of the member's own book; of a company, also whom else they may find. */
export async function loadList(
  { context: { db }, member, today }: Omit<Asking, 'book'>,
  asked: ListAsked,
): Promise<PartnerList> {
  switch (asked.about) {
    case 'late':
      return { asked, found: latePartners(await loadBook(db, member.id, today)) };
    case 'kind':
    case 'tier': {
      const { kind, tier } = { kind: undefined, tier: undefined, ...asked };
      return { asked, found: listBook(await loadBook(db, member.id, today), { kind, tier }) };
    }
    case 'not met': {
      const { close, missed } = notMetIn(await loadClosePartners(db, member), asked.days, today);
      return { asked, found: missed, close };
    }
    case 'never asked': {
      const close = await loadAskedForFeedback(db, member);
      return { asked, found: close.filter(({ isAsked }) => !isAsked), close: close.length };
    }
    case 'company': {
      const words = nameKey(asked.name).split(' ');
      const found = (await searchPartners(db, member, asked.name)).filter(({ company }) => {
        const theirs = nameKey(company ?? '').split(' ');
        return words.every((word) => theirs.some((one) => one.startsWith(word)));
      });
      return {
        asked,
        found: found.map(({ id, name, company, own }) => ({
          partnerId: id,
          name,
          company,
          isColleagues: !own,
        })),
      };
    }
  }
}
