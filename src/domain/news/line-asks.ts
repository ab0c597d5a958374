import { answerOf } from './asks.ts';
import { type Line, type LineFound, notDone, type ReadLine } from './line.ts';

/** That we asked for an introduction, where the answer comes first or the words stand in another order. */

const us = '(?:me|us)';
const forIntro = `(?:(?:an? |the |some |warm |quick |for |that )(?:intros?|introductions?)(?! (?:class|course|call|meeting|letter|packet|video|email|to mortgage))|(?:introduc(?:e|ing)|intro|connect(?:ing)?|hook(?:ing)?) ${us}|put(?:ting)? ${us} in touch|who else i should (?:know|meet|talk to)|for (?:an?|some|any|a few|a couple|two|three) names?(?! (?:for|of|on)\\b))`;
const asking = [
  new RegExp(
    `\\(?\\b(?:when |cuz |because )?(?:i |we )?(?:finally |just |also )*asked\\b(?=[^.;!?]{0,80}\\b${forIntro}\\b)`,
  ),
  new RegExp(
    `\\b(?:i|we) (?:finally |just )?asked\\b(?<=\\b(?:introduc(?:e|ing)|connect|intro) ${us}\\b.{0,80})`,
  ),
];
/** What follows may tell where one met: "made the ask over lunch with Tessa". */
const madeAsk =
  /\b(?:popped the question|made (?:the|my) ask|did (?:the|my) ask|brought up (?:the|an|my) (?:intro|introduction|ask))\b/;
/** The words of the ask end where the answer begins. */
const end =
  /[,.;!?)\n]| (?:and|but) (?=she|he|they|§)| (?=(?:she|he|they)(?: said| says| goes| was| is| told| did|'s)\b)|$/;

/** They asked us, or it is no one's ask. */
const notOurs = /(?:§\d+|\b(?:she|he|they)) (?:just |also |has )*asked\b|\basked (?:me|us)\b/;

export const readLineAsk: ReadLine = (line) => {
  const { text, marks } = line;
  const [who] = marks;
  if (!who || notOurs.test(text)) return null;
  const match = [...asking, madeAsk].map((pattern) => pattern.exec(text)).find(Boolean);
  if (!match || isTakenBack(text.slice(0, match.index))) return null;
  const from = match.index;
  const to = from + match[0].length + text.slice(from + match[0].length).search(end);
  // "Asked Dana if Marcus could introduce me"
  const inAsk = new Set(text.slice(from, to).match(/§\d+(?= (?:could|would|can|to|might)\b)/g));
  inAsk.delete(who);
  if (inAsk.size > 0) return null;
  const found = ask(line, who, from, to);
  return madeAsk.test(match[0]) ? { ...found, to: from + match[0].length } : found;
};

/** Words that take the ask back, or put it off. An answer that comes first may hold a "not". */
const isTakenBack = (lead: string): boolean =>
  lead.includes('§') ? openEnded.test(lead) : notDone.test(lead);
const openEnded = /\b(?:if|whether|know|wonder\w*|forgot|remember|never|didn't|like) (?:i |we )?$/;

function ask(line: Line, who: string, from: number, to: number): LineFound {
  const { template, text, on } = line;
  const reply = `${text.slice(0, from)} ${text.slice(to)}`.replace(/ +/g, ' ').trim();
  const answer = saysNothing.test(reply) ? 'open' : answerOf(reply);
  const note = template.said(0, text.length).trim();
  return {
    refs: [who],
    make: (partnerIds) =>
      answer === null
        ? { open: 'answer', partnerId: partnerIds[0] ?? 0, ask: { is: 'ask', partnerIds, on, note } }
        : { is: 'ask', partnerIds, on, answer, note },
    from,
    to,
    hasNote: true,
  };
}

/** No words but of whom, when, and where. */
const saysNothing =
  /^(?:§\d+(?:'s)?|i|we|finally|just|today|yesterday|this|morning|last|night|over|at|after|during|lunch|coffee|dinner|with|to|and|the|her|his|their|office|\W)*$/;
