const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/**
 * Words that are never half of somebody's name when they follow one in small letters ("dana super productive").
 * Any other word there may be a surname the book does not hold, and then nobody is taken for granted.
 */
export const ordinaryWords = list(`
  arent cant couldnt didnt doesnt dont halfsies hasnt havent isnt turns wasnt werent wont wouldnt yr yrs
  a able about absolutely accepted across actually ads afraid after afternoon again against ago agent agents agreed
  ahead all almost along already also although always am amazing an and annual another any anymore anyway app appraisal
  appraisals are area around as asap ask asked asking assistant at attended available awesome away
  baby back bad basically be because been before behind being believes best better between big bit both bought bring
  bringing broker brief briefly broke brought builder building business busy but buy buyer buyers by
  call called calls came can can't cannot card cards change changed charge chatted check checked client clients close
  closed closes closing closings club colleague come comes coming concerned condo connected considering contract
  could couldn't couple course covered cpa credit currently
  daughter day days deal deals definitely delivered desk did didn't different discuss discussed discussing do does
  doesn't doing don't done down downtown dropped due during
  each earlier early either email emailed ended enjoyed escrow especially even ever every everyone everything exactly
  excellent excited expects explained extra
  family fantastic far fast feedback feels felt few finally finally fine first flyer flyers for found free friend from full fun
  funny
  gave get gets getting give given gives giving glad go goes going gonna good got great grow growing guess
  had half happened happy hard has hasn't hates have haven't having he he'd he'll he's heard held help helped helping her
  here hers hey him himself his hired hires hiring home homes hopes hoping hour hours house how hour huge husband
  i i'd i'll i'm i've if important in inside inspection inspections instead interested into introduced is isn't it it's
  item items its
  joined just keep keeps kept kids kind knows know
  last late lately later launched launching lead leads learned least leaving left less let let's letter letters like
  liked likes list listed listing listings little live loan loans local long looked looking looks lost lot lots loved
  loves low
  made mainly make makes making many market marketing may maybe me mentioned met mid might mine minute minutes missed
  moms money month months more morning mortgage most mostly moved moves moving much must my
  near nearby nearly need needed needs never new next nice night no nobody none noon normal nothing now number numbers
  of off offer offered offers office offices often oh ok okay old on once one only open opened opening opens or other
  others our out outside over overall own owns
  paid part partner party pending people perfect person pick place planning plans pleased plus positive preapproval
  preapproved pretty previous price prices pricing probably problem productive project promised property purchase put
  question questions quick quickly quiet quite quote
  rate rates rather ready real realized really recent recently referral referrals referred refi regarding
  remember remind report request restaurant retiring review reviewed right
  said same sat save saw say saying says scheduled second see seemed seems sees seller sellers send sending sends sent
  set several shared she she'd she'll she's sheet shop short should showed showing showings shown sick since slides slow
  small so social sold solid some someone something sometimes son soon sort sounded sounds speaking spoke staff
  started starting starts still stopped strategy struggling stuff such super sure switched
  take takes taking talk talked talking team tell tells text texted than thanked thanks that that's the their them then
  there there's these they they'd they'll they're they've thing things think thinking thinks this those though thought
  through thru time title to today together told tomorrow tonight too took toured towards town tried trouble trying
  two
  under underwriting unfortunately until up update updates upset us use used usual usually
  vacation very via volunteered
  waited waiting walked wanna want wanted wanting wants was wasn't way we we'd we'll we're we've week weekend weeks well
  went were weren't what when where whether which while who who's whole whom whose why wife will willing wish with within
  without won't wonderful wondering work worked working works worried would wow wrapping
  yeah year years yes yesterday yet you your yours
`);

/** Words no writer takes for a surname even with a capital: "Coffee With Dana At Noon". */
export const smallWords = list(`
  a about after again also an and are as at because but by did for from good great had has he her hers his i i'd i'll i'm if
  in is it it's me my next no not now of off on or our over promised re really said says she she's so talked that the
  their them then there they they're this to today tomorrow told us very was we we'd we'll we're went were what when where
  which who will with yesterday
`);

/**
 * Given names too common to be a slip of the finger for another one: "John" is not a mistyped "Joan". In small letters
 * they also tell that a person is meant ("coffee with steve").
 */
export const commonGivenNames = list(`
  aaron adam adrian al alan albert alex alexa alexander alexis alice alicia allison alyssa amanda amber amy ana andrea
  andrew andy angel angela angie anita ann anna anne annie anthony antonio april ariel arthur ashley audrey austin barb
  barbara beth becky ben benjamin bernard betty beverly bill billy blake bob bobby bonnie brad bradley brandi brandon
  brenda brent brett brian brianna brittany bruce bryan caitlin caleb calvin cameron camila candace carl carla carlos
  carmen carol carolina caroline carolyn carrie casey cassie catherine cathy chad charlene charles charlie charlotte chelsea
  cheryl chloe chris christian christina christine christopher cindy claire clara cody colin colleen connor corey
  courtney craig cristina crystal curtis cynthia daisy dale damon dan dana daniel danielle danny darlene darrell darren
  daryl dave david dawn dean deb debbie deborah debra dena denise dennis derek devin diana diane diego dolores don donald
  donna dora doris dorothy doug douglas drew dustin dylan earl ed eddie edward edwin eileen elaine eli elena elijah
  elizabeth ella ellen emily emma eric erica erik erika erin ernest esther ethan eugene eva evan eve evelyn fernando florence
  frances francis frank fred gabriel gabriela gail gary gavin gene george gerald gina glen glenn gloria gordon grace grant
  greg gregory guy hailey hank hannah harold harry heather hector heidi helen henry holly howard ian irene isaac isabel
  ivan jack jackie jackson jacob jacqueline jaime jake james jamie jan jane janet janice jared jasmine jason javier jay
  jean jeanne jeff jeffrey jen jenna jennifer jenny jeremy jerry jesse jessica jesus jill jim jimmy jo joan joann joanna
  joanne jodi joe joel joey john johnny jon jonathan jordan jorge jose joseph josh joshua joy joyce juan juanita judith
  judy julia julian julie justin kaitlyn karen kari karin karl karla kate katherine kathleen kathryn kathy katie kayla keith
  kelly kelsey ken kendra kenneth kerry kevin kim kimberly kirk kris kristen kristin kristina kurt kyle lance larry laura
  lauren laurie lawrence leah lee leo leon leslie lillian lily linda lindsay lindsey lisa liz logan lois lori lorraine louis
  louise lucas lucia lucy luis luke luz lynn mackenzie madison maggie manuel marc marcia marco marcus margaret maria mariah
  marie marilyn mario marion marissa mark marlene marsha martha martin marvin mary matt matthew maureen maxine megan melanie
  melinda melissa melody meredith mia michael michele michelle miguel mike mindy miranda misty mitchell molly monica
  morgan nancy naomi natalia natalie natasha nate nathan neil nicholas nick nicole nina noah nora norma norman olivia omar oscar
  pam pamela pat patricia patrick patty paul paula pedro peggy penny pete peter phil philip phillip phyllis priya rachel
  rafael ralph ramon randall randy raul ray raymond rebecca renee ricardo rich richard rick ricky rita rob robert roberta
  roberto robin rodney roger roland ron ronald rosa rosemary ross roy ruben ruby russell ruth ryan sabrina sally sam
  samantha samuel sandra sandy sara sarah scott sean sergio seth shane shannon shari sharon shawn sheila shelby shelly sheri
  sherri sherry shirley sierra sofia sonia sonya sophia spencer stacey stacy stan stanley stella stephanie stephen steve
  steven stuart sue summer susan suzanne sydney sylvia tamara tami tammy tanya tara taylor ted teresa teri terri terry
  thelma theresa thomas tiffany tim timothy tina todd tom tommy tony tonya tracey traci tracy travis trevor tricia troy
  tyler valerie vanessa vera veronica vicki vickie victor victoria vincent virginia vivian wade walter wanda warren wayne
  wendy wesley whitney will william willie yolanda yvonne zach zachary zoe
`);

/** Surnames common enough to be somebody else's, not a slip: "Dana Lewis" is not "Dana Lewes". */
export const commonSurnames = list(`
  adams alexander allen alvarez anderson bailey baker barnes bell bennett brooks brown bryant butler campbell carter
  castillo chavez chen clark coleman collins cook cooper cox cruz davis diaz edwards ellis evans fisher flores ford foster
  garcia gibson gomez gonzales gonzalez gordon graham gray green griffin gutierrez hall hamilton harris harrison hayes
  henderson hernandez hill howard hughes jackson james jenkins jimenez johnson jones jordan kelly kim king lee lewis long
  lopez marshall martin martinez mason mcdonald mendoza miller mitchell moore morales morgan morris murphy murray myers
  nelson nguyen ortiz owens parker patel patterson perez perry peterson phillips powell price ramirez ramos reed
  reyes reynolds richardson rivera roberts robinson rodriguez rogers ross ruiz russell sanchez sanders scott simmons smith
  stevens stewart sullivan taylor thomas thompson torres tucker turner vasquez walker wallace ward watson webb wells west
  white williams wilson wood woods wright young
`);

/** Names that are words too: in small letters and out of a name's place they are read as words. */
export const namesThatAreWords = list(`
  amber angel april art august autumn baker bank banks bill brook brooks buck bud butler candy carter case cash chance
  charity chase chip christian church cliff cook cooper crystal daisy dale dawn day dean destiny dot drew duke earl
  eve faith field fields fisher flowers ford forest frank friday gene ginger glen grace grant green gray guy hall harmony
  heath hill holiday holly honey hope hunter iris ivy jack jay jean jewel joy june king lane law lily long
  mark mason may melody merry mike miles miller misty moon north olive page paige park parker pat penny porter price rain
  ray reed rich ridge river rivers robin rock rocky rose ruby rusty sandy shepherd sierra skip sky smith
  snow star sterling stone stormy sue summer sunny tanner taylor trip troy van victor violet wade ward wednesday west
  will willow winter wood woods wren young rob lee
`);
