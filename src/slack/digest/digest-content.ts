import type { CaptureContent } from '../../domain/touchpoints/capture.ts';

/** What one tap says: who, how and when, and nothing besides. */
export const tappedContent = (
  said: Pick<CaptureContent, 'what' | 'kind' | 'word' | 'on' | 'today' | 'partnerIds' | 'note' | 'place'>,
): CaptureContent => ({
  ...said,
  newPartners: [],
  alongIds: [],
  alongNames: [],
  promises: [],
  feedback: null,
  growing: null,
});
