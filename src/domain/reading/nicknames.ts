/** Short and familiar forms of given names, one name per row: someone with one of them may go by any other of the row. */
const rows = `
  abigail abby gail
  abraham abe
  adelaide addie
  alan allan allen al
  alistair alister alastair alasdair ali
  albert al bert
  alejandro alex ale jandro
  alejandra alex ale sandra
  alexander alex xander sandy
  alexandra alex lexi sandra sasha
  alfred al fred
  alfredo fredo fred
  alberto beto al
  roberto beto rob bob
  gilberto beto gil
  humberto beto
  amanda mandy
  andrew andy drew
  angela angie
  anthony tony
  antonio tony toño
  barbara barb babs
  beatrice beatriz bea bee trish
  benjamin ben benji benny
  bernard bernie
  bradley brad
  cameron cam
  candace candy
  carolyn caroline carol carrie
  cassandra cassie
  catherine katherine kathryn cathy kathy kate katie kat kit cate
  kathleen kathy kate katie
  charles charlie chuck chas
  charlotte charlie lottie
  christian chris
  christina christine cristina chris chrissy tina christy kristy
  christopher chris topher kit
  consuelo chelo connie
  constance connie
  cynthia cindy
  daniel dan danny
  danielle dani
  david dave davy
  deborah debra deb debbie
  dolores lola
  dominic dom nick
  donald don donnie
  dorothy dot dottie
  douglas doug
  edward eddie ed ned ted
  eduardo eddie lalo
  eleanor ellie nora
  elizabeth liz lizzie beth betsy betty eliza lisa libby
  emily em emmy
  enrique kike rick
  ernest ernie
  ernesto neto ernie
  eugene gene
  evelyn evie
  ezekiel zeke
  fernando nando fern
  florence flo
  francis frank
  franklin frank
  frances fran frannie
  francisco paco pancho frank cisco
  frederick fred freddie rick
  gabriel gabe
  gabriela gabrielle gabby
  gerald gerry jerry
  geraldine gerry
  gerardo jerry
  gregory greg
  guadalupe lupe lupita
  guillermo memo bill
  gustavo gus
  harold hal harry
  henry hank harry
  ignacio nacho
  isabel isabella bella izzy belle
  jacob jake
  jacqueline jackie
  james jim jimmy jamie
  janet jan
  jeffrey geoffrey jeff geoff
  jennifer jen jenny jenn
  jeremy jerry
  jerome jerry
  jessica jess jessie
  jesus chuy chucho
  jesús chuy chucho
  john johnny jack jon
  jonathan jon nathan
  jose pepe joe
  josé pepe joe
  joseph joe joey
  josephine jo josie
  joshua josh
  juan juanito
  judith judy
  julia julie jules
  kenneth ken kenny
  kimberly kim
  kristen kristin kris
  lawrence laurence larry
  leonard leo lenny len
  leticia letty
  lillian lily lil
  louis lewis lou louie
  luis lou
  louise lou
  lucille lucy
  lucinda cindy lucy
  manuel manny manolo
  marcus marc mark
  margaret maggie meg peggy marge margie
  maria mari
  mariana mari
  matthew matt
  maximilian max
  megan meg
  melissa mel missy
  melanie mel
  michael mike mikey mick mickey
  michelle shelly mich
  miguel mike
  mitchell mitch
  mohammed mohammad muhammad mo
  mercedes meche mercy
  nancy nan
  natalie nat
  nathaniel nathan nate nat
  nicholas nick nicky
  nicole nicki nikki
  olivia liv livvy
  oliver ollie
  oswald oz
  pamela pam
  patricia pat patty tricia trish
  patrick pat paddy
  peter pete
  philip phillip phil
  priscilla cilla
  rachel rach
  rafael rafa ralph
  raymond ray
  rebecca becky becca
  regina gina
  reginald reggie
  ricardo rick ricky
  richard rick dick rich richie ricky
  robert bob rob bobby robbie bert
  roberta bobbie
  rodolfo rudy fito
  rodney rod
  roger rog
  ronald ron ronnie
  rosalind rosa roz rose
  rosemary rose rosie
  rosario chayo
  russell russ
  samuel sam sammy
  samantha sam sammy
  sandra sandy
  sebastian seb bash
  sergio checo
  shannon shan
  sophia sofia sophie sofie
  stanley stan
  stephanie steph stephie
  stephen steven steve
  susan susanna suzanne sue susie suzy
  sylvester sly
  teresa theresa terry tess teri
  theodore theo ted teddy
  thomas tom tommy
  timothy tim timmy
  tobias toby
  valerie val
  vanessa nessa
  veronica ronnie vero
  victor vic
  victoria vicky vicki tori
  vincent vince vinny
  virginia ginny ginger
  walter walt wally
  wallace wally
  wendell wen
  wilhelmina billie mina
  william bill will billy willie liam
  winifred winnie
  yolanda yoli
  zachary zach zack
`;

const byForm = new Map<string, Set<string>>();
for (const row of rows.trim().split('\n')) {
  const [name = '', ...forms] = row.trim().normalize('NFKD').replace(/\p{M}/gu, '').split(' ');
  for (const form of forms) {
    link(form, name);
    link(name, form);
    for (const other of forms) if (other !== form) link(form, other);
  }
}

function link(form: string, name: string): void {
  const names = byForm.get(form);
  if (names) names.add(name);
  else byForm.set(form, new Set([name]));
}

/** Is one a familiar form of the other, or of the same name? Folded given names. */
export const areNicknames = (one: string, other: string): boolean => byForm.get(one)?.has(other) ?? false;

/** Has this name other forms at all? */
export const hasNicknames = (name: string): boolean => byForm.has(name);
