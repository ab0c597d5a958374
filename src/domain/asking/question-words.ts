import { wordSet } from '../reading/grammar.ts';

/** Words that questions are made of. A short line of nothing else asks, even without a verb: "late", "cheat sheet Dana". */
export const questionWords = wordSet(
  `
  i me my mine we us our you your it its that this these those there them they he she him her his hers their
  who what when where why how which whose
  a an the of for from with at in on by to up off out into over about around under between till until before after since than then so but and or not no yes nope never ever yet still already again only just also too
  is are am was were be been being do does did done doing have has had having will would can could should shall may might must
  please thanks thank appreciate hey hi hello ok okay yo morning afternoon evening good great perfect awesome cool nice sweet best love like real quick quickly asap now today tonight soon later once first next last
  one two three four five six seven eight nine ten eleven twelve couple few half face office deal plan
  show sit sat front lost drifting distance
  show list lists tell give get got pull look open find check see need want know let run remind say said
  anyone people person somebody else all any each every another more weekly daily past straight even shot most few some left rest whole
  week weeks weekend month months day days year years quarter minute min mins hour hours time times while long ago lately date schedule agenda calendar plate lineup deck queue slate due overdue late behind missed miss missing drop dropped ball slipped slipping slip waiting wait neglected neglecting cold quiet touch losing fading
  send sending planned planning
  promise owe hook todo todos to-do to-dos stuff thing things something anything everything open outstanding pending supposed going said
  dos prep prepare brief briefing rundown lowdown down cheat sheet background refresh refresher refreshed catch speed fill story scoop skinny intel deets details detail info talking points notes note summary recap ready walk walking head heading pitch question ask asked bring topic growing grow goal goals recall remember forget
  number phone cell mobile email address company firm work works card contact birthday bday
  builder builders realtor realtors agent agents broker brokers attorney attorneys lawyer lawyers planner planners advisor advisors financial accountant accountants cpa cpas insurance title escrow officer officers divorce
  inner circle core close keep tier top list
  feedback honest better improve criticism
  doing track progress stats numbers score scorecard rhythm numbers keeping pace performance report
  help commands command instructions manual use using works log logging add plan cancel move undo type
  see talk reach call text email meal visit video zoom event phone meeting
`
    .replace(/\s+/g, ' ')
    .trim(),
);
