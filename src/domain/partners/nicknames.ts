/** Given names and their nicknames, folded. One group per line: any name may stand for any other on its line. */
const names = `
abigail abby gail
albert al bert
alexander alex al sandy
alexandra alex sandra lexi
alfred al fred
amanda mandy
andrew andy drew
angela angie
anthony tony
antonio tony
arthur art
barbara barb babs
benjamin ben benny
bernard bernie
bradley brad
calvin cal
cameron cam
carolyn carol
catherine katherine kathryn cathy kathy kate katie
charles charlie chuck
christina tina chris
christine chris tina
christopher chris
cynthia cindy
daniel dan danny
danielle dani
david dave
deborah debra deb debbie
dennis denny
donald don
dorothy dot dottie
douglas doug
edward ed eddie ted ned
eleanor ellie nell
elizabeth liz beth betty eliza lisa
eugene gene
francis frank
francisco frank paco
franklin frank
frederick fred freddie
gabriel gabe
gerald gerry jerry
gregory greg
harold hal harry
henry hank harry
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey geoffrey jeff
jennifer jen jenny
jeremy jerry
jessica jess jessie
john jack johnny
jonathan jon
joseph joe joey
josephine jo josie
joshua josh
judith judy
katrina kat trina
kenneth ken kenny
kimberly kim
lawrence laurence larry
leonard len leo
leslie les
lillian lily
louis lou
louise lou
margaret maggie meg peggy marge
maria mary
martin marty
matthew matt
maximilian max
melissa mel missy
michael mike mick mickey
michelle shelly
mitchell mitch
nancy nan
natalie nat
nathan nathaniel nate nat
nicholas nick
nicole nikki
pamela pam
patricia pat patty trish
patrick pat paddy
peter pete
philip phillip phil
rachel rae
randall randy
raymond ray
rebecca becky becca
richard rick dick rich ricky
robert rob bob bobby robbie
roberta bobbie
roger rodge
ronald ron ronnie
russell russ
samantha sam
samuel sam sammy
sandra sandy
sarah sally
stanley stan
stephanie steph
stephen steven steve
stewart stuart stu
susan susanna suzanne sue suzy
theodore ted teddy theo
theresa teresa terry tess
thomas tom tommy
timothy tim
valerie val
vanessa nessa
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
walter walt
william bill will billy liam
zachary zach zack
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const byName = new Map<string, Set<string>>();
for (const line of names) {
  for (const name of line) {
    const others = byName.get(name) ?? new Set();
    for (const other of line) if (other !== name) others.add(other);
    byName.set(name, others);
  }
}

/** Other names that someone with this name may go by, folded. Empty if the name is not listed. */
export const otherNamesOf = (name: string): string[] => [...(byName.get(name) ?? [])];
