# ruff: noqa: E501
"""The same words in play and in earnest: what tells of no victim yields no claim, what does is never silenced."""

import pytest

from schemas.events.casualties import CasualtiesReported
from schemas.report import Report
from services.ingest.reading import read

PUBLISHED = "2016-05-20T12:00:00Z"

PLAY = [
    (
        "fiction",
        "Second night at the fringe",
        "A one-woman play about a pit disaster had its first night in Leeds on Thursday. Forty-one miners die in it, all played by Ruth Hale, who is also the widow, the priest and the mule. Tickets are 12 pounds.",
    ),
    (
        "fiction",
        "Body parts in the library",
        "Her fifth detective loses two partners before page 90, and a third is found drowned in the canal. The book's 38 murders are neatly spread over 400 pages. It will be translated into nine languages.",
    ),
    (
        "fiction",
        "The graphic novel of the year",
        "Drawn in charcoal, it tells of a coup in which 300 students are shot in a stadium. The artist needed six years. The last panel, with its eleven dead dogs, is hard to forget.",
    ),
    (
        "fiction",
        "Pilot episode shocks",
        "Fourteen passengers were dead before the first commercial break on Wednesday, and the only doctor on the island had been kidnapped. The network has ordered ten more episodes.",
    ),
    (
        "fiction",
        "Puppets die in Salzburg",
        "The marionettes of the old house hang, stab and drown each other every Sunday at three: nine deaths in 50 minutes, and the children in row one cheer each of them.",
    ),
    (
        "fiction",
        "Radio play: The Winter Siege",
        "The listener hears 200 soldiers freeze, one after the other. A general is shot by his own men. Written by J. Orr, with music for two horns. Repeated on Sunday at 21:00.",
    ),
    (
        "fiction",
        "Festival prize for war picture",
        "The jury in Locarno gave its leopard to a debut in which a village is burned and 60 of its people are taken away. The camera never leaves the well. It runs 94 minutes.",
    ),
    (
        "fiction",
        "Wax and blood",
        "Twelve heads roll daily at the wax cabinet's new chamber of horrors, where a mechanical queen is executed on the hour. Children under 8 pay nothing.",
    ),
    (
        "fiction",
        "Cliffhanger",
        "Did all five survive the plane crash? Viewers will have to wait until autumn. Three regulars have left the show, and at least two of them, fans suspect, are among the dead of the last scene.",
    ),
    (
        "fiction",
        "Ballet of the drowned",
        "Eighteen dancers drown in blue silk in the new choreography, seen on Saturday at the state opera. Two are carried off by the corps and one returns as a ghost.",
    ),
    (
        "fiction",
        "Dungeon master's diary",
        "Our party lost two elves and a dwarf on Friday when the bridge gave way. The dragon killed four more before the wizard rolled a 20. We meet again next week at Jo's.",
    ),
    (
        "fiction",
        "Escape room reopens",
        "Seven guests have 'died' in the submarine this week; only one team got out in under an hour. The oxygen, says the owner, is a fan. Groups pay 90 euros.",
    ),
    (
        "fiction",
        "Trailer watched 40 million times",
        "In two minutes of film the giant lizard flattens Osaka, tramples 5,000 people and swallows a train. It reaches cinemas on 8 July.",
    ),
    (
        "fiction",
        "Storm over true-crime podcast",
        "The podcast, now at number one, begins with three women found dead in a barn. Its makers invented two of the three, they admitted to listeners on Tuesday.",
    ),
    (
        "fiction",
        "Passion play",
        "For the 40th time the villagers of Erl crucified their baker on Friday before 1,500 spectators, after having hanged their postman. Both were home for supper.",
    ),
    (
        "sport",
        "Snooker: Reds tumble",
        "The Scot put his man to death in the ninth frame with a break of 112. Two seeds had been butchered in the morning session, and a third bled to death slowly on the brown.",
    ),
    (
        "sport",
        "Darts night",
        "Three former champions were shot down at the Palace; the youngest of the killers is 17. He left his last victim on 180 without a dart thrown in anger.",
    ),
    (
        "sport",
        "Peloton decimated on the Ventoux",
        "The mountain killed 60 of them. Two leaders were dead at the chalet, four domestiques were buried by the wind, and the yellow jersey survived by nine seconds.",
    ),
    (
        "sport",
        "Rugby: forwards massacre",
        "The Welsh pack buried eight men in the first scrum and never let them out. 'We were slaughtered up front,' their captain said. Final score: 44-3.",
    ),
    (
        "sport",
        "Ice hockey: sudden death again",
        "Four times in a week the Bears died in overtime. Tuesday's killer was a rookie of 19 who shot from the blue line. Two more deaths and they are out.",
    ),
    (
        "sport",
        "Paintball league",
        "The Foxes lost nine men in the first attack on the tower, then killed seven Badgers with their last paint. Two players were shot by their own captain.",
    ),
    (
        "sport",
        "Esports: Koreans wipe out Danes",
        "Five heroes died in eleven seconds at the dragon's pit, and the map was over. The prize money of 400,000 dollars goes to Seoul. Their star finished with 14 kills and two deaths.",
    ),
    (
        "sport",
        "Bridge in the pavilion",
        "South was dead after the diamond lead, killed by a ruff, and East-West lost 1,100. Two pairs from Gdynia survived the cut.",
    ),
    (
        "sport",
        "Boxing night in Tulsa",
        "Four men were laid out cold on Saturday. The executioner of the evening was a plumber, 23, who needed 51 seconds to bury the state champion.",
    ),
    (
        "sport",
        "Baseball: bullpen bloodbath",
        "Three relievers were murdered in the seventh, and the closer was hanged out to dry. It was the Cubs' sixth straight loss; they left 13 stranded.",
    ),
    (
        "sport",
        "Giant killers strike again",
        "The village side knocked out a third top-flight club on Wednesday. 'We smelled blood,' said the postman who scored the winner. A pile of corpses lines their road to the final.",
    ),
    (
        "sport",
        "Monopoly marathon",
        "By midnight six of the eight were dead and buried, ruined by the hotels on Mayfair. A student of 20 killed the last of them at 4:10 with a rent of 2,000.",
    ),
    (
        "sport",
        "Ultra run claims 212",
        "The desert had taken 212 of the 300 starters by Sunday; five more fell to blisters at the last check point. The winner, a nurse, needed 31 hours.",
    ),
    (
        "sport",
        "Fencing: four Frenchmen fall",
        "Four of the French team died by the same parry on Sunday. The Hungarian, 20, has now stabbed her way to nine gold medals.",
    ),
    (
        "drill",
        "Night of the sirens in Turku",
        "For six hours on Thursday a ferry 'burned' off Turku. The task set for the crews: 14 dead, 60 burned, 200 to be taken off. Evaluators from four countries took notes on clipboards.",
    ),
    (
        "drill",
        "School trains for the worst",
        "A gunman walked into the gymnasium at ten on Saturday and shot 17 pupils. At eleven he took off his mask: he is a sergeant, and the pupils had been paid with pizza. The training was the third of its kind.",
    ),
    (
        "drill",
        "NOTICE: EXERCISE TRAFFIC",
        "EXERCISE EXERCISE EXERCISE. At 0640Z an explosion at the terminal. 12 KIA, 45 WIA, 3 MIA. Request 4 medevac. EXERCISE EXERCISE EXERCISE.",
    ),
    (
        "drill",
        "Airport passes test",
        "The airport handled a mass casualty test well on Tuesday, with 90 injured triaged within the hour and 22 dead laid out in hangar 3. The 'relatives' came from a drama school.",
    ),
    (
        "drill",
        "Reserve doctors practise",
        "Two hundred 'wounded' made up with latex screamed on the playing field at Brno while medics learned whom to leave behind. Thirty-one of them 'died'.",
    ),
    (
        "model",
        "What if the levee broke",
        "Engineers flooded the city on their screens: with the pumps out, 3,100 people drown in the first night, and 800 more if it happens on a Sunday. The computer needed nine days.",
    ),
    (
        "model",
        "Seat belts saved 14,000 last year",
        "Without belts, 14,000 more drivers would have died and 90,000 been hurt, the road agency reckons. It asks for airbags in vans.",
    ),
    (
        "model",
        "Study: early warning prevented 1,200 deaths",
        "Had the alert been sent an hour later, 1,200 more people would have perished and twice as many gone missing, says a paper from Oxford.",
    ),
    (
        "model",
        "Table-top war ends in draw",
        "Umpires gave the last turn to Blue, which had lost 11,000 men and two carriers. Red's losses came to 24,000 killed. Lunch was at one.",
    ),
    (
        "model",
        "Asteroid over Porto: a scenario",
        "On day 90 of the story told to delegates, the rock hits and 1.2 million people are dead. On day 91 they had coffee. The conference ends on Friday.",
    ),
    (
        "model",
        "Think tank plays out blockade",
        "In 18 of 24 rounds the island held, at the price of 3,200 American dead in three weeks. In two rounds the capital fell. The authors ask for more missiles.",
    ),
    (
        "model",
        "Epidemic on the blackboard",
        "If every second person stays at home, 400 die; if nobody does, it is 12,000. The mathematician wiped the board and asked for questions.",
    ),
    (
        "threat",
        "Court hears of plan for market",
        "The pair meant to kill 30 shoppers and take 10 hostages, the charge sheet says. They had bought 4 kg of powder. The trial is set for nine days.",
    ),
    (
        "threat",
        "Aid agency: millions face hunger",
        "As many as 2 million children risk dying before the rains, the agency says, unless 300 million dollars are found by June. Lorries are waiting at the border.",
    ),
    (
        "threat",
        "Ceasefire or 'a thousand coffins'",
        "The rebel leader told his followers that a thousand soldiers would go home in coffins if the army moved on the hills. There was no answer from the capital.",
    ),
    (
        "threat",
        "Sixth night of waiting under the volcano",
        "Should the dome collapse, nobody in the 14 villages would survive, the observatory says. Its chief sleeps in his car. Lava stands 40 metres below the rim.",
    ),
    (
        "history",
        "Divers find trawler",
        "The wreck of a trawler that went down with all 28 hands in January 1974 was found on Tuesday at a depth of 112 metres. A son of the mate, now 51, was on board the search ship.",
    ),
    (
        "history",
        "Bones under the car park",
        "Archaeologists have dug up 42 skeletons at the site of the new car park, all men, all with cuts to the skull. They were killed around 1460, carbon dates show. Eleven were under 16.",
    ),
    (
        "history",
        "Street to bear names of nine",
        "The council voted to name nine lanes for the nine workers shot in the strike of 1911. Two of them were sisters. A plaque will follow.",
    ),
    (
        "history",
        "President asks forgiveness",
        "The president on Thursday asked the forgiveness of the families of 68 people whom soldiers killed in a church in 1985. He laid a wreath with 68 lilies. Compensation has not been agreed.",
    ),
    (
        "history",
        "Stamp shows mine",
        "The post will issue a stamp on 1 June for the 99 victims of the pit fire. Only one of the widows is still alive, at 97. The stamp costs 80 cents.",
    ),
    (
        "history",
        "Reading room opens files",
        "Files on the shooting of 104 miners, closed for 75 years, can be read from Monday. They show that the order came by telephone. The archive opens at nine.",
    ),
    (
        "history",
        "Letter from the front sold",
        "A letter of a corporal who saw 19,000 fall in one morning on the Somme made 4,200 pounds at auction on Tuesday. He was killed two days after he wrote it.",
    ),
    (
        "history",
        "My village, ten years after",
        "Ten years ago the mud came down on my village and took 1,126 people, 246 of them schoolchildren. I go back every May. The school has been rebuilt two miles off.",
    ),
    (
        "history",
        "Remains of airmen come home",
        "The remains of six airmen whose bomber was shot down in 1944 reached Halifax on Wednesday. DNA put names to them. They will be laid to rest in June beside two crewmen found earlier.",
    ),
    (
        "history",
        "Old minutes",
        "From our pages 50 years ago: A tram overturned in Mill Road on Tuesday, killing four and injuring 31. The driver, 26, was arrested. Butter is up by a penny.",
    ),
    (
        "history",
        "On this day",
        "1902: A volcano destroys St Pierre; 28,000 die. 1960: Quake and wave kill 1,655 in Chile. 1980: 57 are killed on a mountain in Washington state.",
    ),
    (
        "history",
        "Minister: no new inquiry into 1973 fire",
        "There will be no third inquiry into the hotel fire that killed 50 holidaymakers and injured 80, the minister told relatives on Friday. The second took four years.",
    ),
    (
        "history",
        "Jury clears pilot",
        "A jury in Turin needed two hours on Thursday to clear the pilot of a helicopter that hit a cable and killed seven skiers. His licence was given back.",
    ),
    (
        "history",
        "Pensioner on trial over camp",
        "The woman of 95, a typist, is accused of aiding the murder of 10,505 people. She said nothing. The court sits on Tuesdays only, for two hours.",
    ),
    (
        "history",
        "Mudslide village: compensation",
        "Each of 31 families who lost someone when the tip slid is to get 12,000 euros, a judge ruled on Thursday, eight years after. Nine families got nothing.",
    ),
    (
        "obituary",
        "He flew 90 missions",
        "Air Marshal Roy Tan, shot down twice and held for 14 months, died at home on Sunday at 96. His squadron lost 41 of its 60 men. He grew roses.",
    ),
    (
        "obituary",
        "Singer dies",
        "The singer, whose band sold 12 million records, died of cancer on Tuesday, her manager said. She was 68. A crash in 1979 had killed two of her musicians.",
    ),
    (
        "statistics",
        "Helmet law: the numbers",
        "Of every 100 riders who crash without a helmet, nine die and 30 are left disabled. In 2014 motorcycles took 4,600 lives in the region. The bill is in its second reading.",
    ),
    (
        "statistics",
        "Falls are the silent killer",
        "Falls kill more old people than traffic: 646,000 in a normal year. Another 37 million are hurt badly enough to need a doctor, the agency's page says.",
    ),
    (
        "statistics",
        "Drownings down",
        "Fewer people drowned last year: 392, against 488 in 2014. Most were men over 50. Lakes are the most dangerous, a lifeguards' federation said in its yearly balance.",
    ),
    (
        "statistics",
        "How safe is flying?",
        "In 2015 airlines carried 3.5 billion people, and 560 of them died. By car it would have been 20,000. The safest seat is in the tail.",
    ),
    (
        "statistics",
        "Knife crime at five-year high",
        "Police recorded 213 killings with a knife in the 12 months to March, up 9 per cent, the statistics office says. Robberies were down.",
    ),
    (
        "statistics",
        "Snakebite: a neglected disease",
        "Bites leave up to 138,000 people dead annually and three times as many maimed. Antivenom is dear: 124 dollars a vial.",
    ),
    (
        "figure",
        "Newsroom blood-letting",
        "Forty reporters were put to the sword at the daily on Monday and the features desk was wiped out. Survivors will move to the second floor. The paper lost 9 million last year.",
    ),
    (
        "figure",
        "Cuts claim libraries",
        "Eleven libraries are the latest casualties of the cuts; six more lie in intensive care, the union says. The county must save 14 million.",
    ),
    (
        "figure",
        "Bloodbath in the cabinet",
        "The prime minister beheaded seven ministers in one evening. Two survived with a scratch. The new team will be sworn in on Friday.",
    ),
    (
        "figure",
        "Price of oil kills drillers",
        "Sixty drillers have died since the price of crude fell below 40 dollars, a bank counts, and 30 more are bleeding cash. Lenders are circling.",
    ),
    (
        "figure",
        "Streaming war: first dead",
        "Two platforms were killed off in a month and a third is fatally wounded, analysts say. Subscribers number 4 million.",
    ),
    (
        "figure",
        "Editors hang their heads",
        "The debate left three candidates dead on the floor. Pundits scored nine direct hits for the senator; one rival bled from every sentence. The next round is in Ohio.",
    ),
    (
        "figure",
        "Wedding season kills waiters",
        "'We are all dead by Sunday,' says the head waiter, who serves 600 guests a weekend. Four colleagues have fled to quieter kitchens.",
    ),
    (
        "figure",
        "Kitchen nightmare",
        "Nine would-be chefs were slaughtered by the judges on Sunday over a dead souffle. Two survivors cook in the final. The winner gets 50,000 dollars.",
    ),
    (
        "figure",
        "Server farm wiped out",
        "A faulty update killed 8,000 hosts overnight; 300 are still missing and 90 had to be put out of their misery, the provider told customers.",
    ),
    (
        "figure",
        "Hospital computers infected",
        "A virus has crippled 40 clinics; three systems died and 1,200 machines are in quarantine. No patients were harmed, the trust said.",
    ),
    (
        "figure",
        "Exam massacre",
        "Two thirds of them did not survive organic chemistry: 210 were slain by question 4 alone, and the professor was seen smiling. A resit is on the 30th.",
    ),
    (
        "figure",
        "Heartbreak in hall 3",
        "The quiz team from Perth died on a question about moss. Eleven teams fell in the same round. Three survivors play for the cup on Sunday.",
    ),
    (
        "figure",
        "Commuters held hostage by strike",
        "A strike of drivers took 200,000 commuters hostage on Monday, a newspaper writes. Four lines were dead all day.",
    ),
    (
        "figure",
        "Prisoners of the summit",
        "Three hundred reporters were locked up for nine hours in a tent, victims of a seating plan. 'Hundreds died of boredom,' one wrote.",
    ),
    (
        "figure",
        "Two governments fall in a week",
        "Scandal has now killed five coalitions in ten years. The latest victim lasted 61 days; its leader fell on his sword on Tuesday night.",
    ),
    (
        "animals",
        "Foxes in the henhouse",
        "A fox killed 31 hens and left 12 wounded on a farm near Ely on Monday night. Two cocks are missing. The farmer blames the ban.",
    ),
    (
        "animals",
        "Heat on the motorway kills pigs",
        "About 140 pigs died in a lorry stuck in a jam near Basel on Thursday. The driver, 44, was unhurt. Firemen sprayed the 60 survivors.",
    ),
    (
        "animals",
        "Zoo fire",
        "Fire killed 30 apes at the zoo in Krefeld on New Year's night. Two chimpanzees were rescued with burns. No keeper was in the house.",
    ),
    (
        "animals",
        "Turbines and birds",
        "The wind farm killed 26 vultures and 340 bats in a year, a count says. Three eagles were hurt. The operator switches off at dusk.",
    ),
    (
        "custom",
        "Guy burned again",
        "Twelve effigies were hanged and burned in Lewes, among them two prime ministers. 'We killed the pope four times,' said a bonfire boy.",
    ),
    (
        "custom",
        "Vikings sack Lerwick",
        "A thousand Vikings took the town hall on Tuesday, captured the mayor and burned a ship. He was let go for a cask of ale, as every January.",
    ),
    (
        "custom",
        "Battle fought again",
        "Three thousand men in red and blue fought the battle anew on Sunday. Some 800 fell at the farm and rose again at the sound of a whistle. A cannon broke down.",
    ),
    (
        "custom",
        "Zombie walk",
        "Two thousand undead shuffled through Toronto on Saturday. Forty 'victims' were eaten in front of the town hall. The organisers collected 4 tonnes of tins.",
    ),
    (
        "custom",
        "Killer nanny goat",
        "The story of a goat that killed three tourists was invented by a school class, the paper admitted on Friday. It had been shared 200,000 times.",
    ),
    (
        "fiction",
        "Late night: the creature returns",
        "Channel 7 shows it again at 23:00. A lifeguard and four bathers are torn apart before anyone believes the chief. With nothing but a rubber fin it emptied the beaches in 1975.",
    ),
    (
        "fiction",
        "A saint for grown-ups",
        "Her verse epic drowns 70 sailors in its first canto and starves 200 more in the second. No publisher wanted it for 11 years. Now it has a prize of 20,000 euros.",
    ),
    (
        "fiction",
        "School play goes dark",
        "Class 9b butchers a whole court in under two hours: a king is stabbed asleep, two guards framed, a friend's throat cut. Parents gave it six minutes of applause.",
    ),
    (
        "fiction",
        "The tin soldiers of room 12",
        "Eleven hundred lead soldiers storm a cardboard fort every Sunday. On average 300 fall, says the pensioner who moves them with a stick, and are stood up again by tea.",
    ),
    (
        "fiction",
        "Virtual war draws 2 million",
        "Servers buckled as two million log-ins fought over a moon. Some 40,000 avatars were blown to bits by midnight; one guild of Finns claims 900 scalps. Repairs cost real money.",
    ),
    (
        "fiction",
        "Wrestler's soap opera",
        "In the ring the Undertaker has now been buried alive three times. On Sunday his brother set fire to the coffin before 20,000 in Houston. He will be back in June.",
    ),
    (
        "fiction",
        "Magician saws on",
        "He has cut 4,000 women in half and lost, he says, only one. On Saturday he drowns in a milk can twice, at four and at eight. Children half price.",
    ),
    (
        "sport",
        "Gunners shot down in Munich",
        "They were torn to shreds, five times in 20 minutes. The keeper, left for dead by his back four, was the only survivor of a massacre under the roof. Second leg: March.",
    ),
    (
        "sport",
        "Sculls: eight sink rivals",
        "The Cambridge women sank Oxford by seven lengths. Their stroke, a vet of 24, said she had wanted blood since last year's drowning.",
    ),
    (
        "sport",
        "Dead rubber comes alive",
        "With the tie lost at 0-3 the two dead singles were played for pride. The Croat teenager murdered the first ball he saw and killed off a set in 17 minutes.",
    ),
    (
        "sport",
        "Heat take three casualties",
        "Miami lost three men to fouls inside four minutes and bled 14 straight points. 'They executed, we died,' the guard said. Game six is on Thursday.",
    ),
    (
        "sport",
        "Night of the long knives at the Oval",
        "Seven men perished to spin after tea. The captain was hanged by his own review, and only the tail resisted the executioner from Galle.",
    ),
    (
        "sport",
        "Spelling queen slays 40",
        "The girl from Leeds, 11, saw off 40 rivals. Nine died on 'rhododendron'. The last boy standing fell to 'ptarmigan' at ten to six.",
    ),
    (
        "drill",
        "Port tests its nerve",
        "By noon the count on the whiteboard stood at 26 dead and 103 burned. Nobody had so much as a blister: the chlorine was water, the tanker was empty, and the screaming was done by students at 10 euros an hour.",
    ),
    (
        "drill",
        "Blue flag at the nuclear plant",
        "For the inspectors the plant lost its cooling at 3:00. On paper 2 men died and 40,000 were taken out of the zone; on the road there were three buses and a police car.",
    ),
    (
        "drill",
        "Medics graduate",
        "The last exam is a field full of shouting. Sixty 'casualties' must be sorted in 20 minutes, of whom nine will die whatever is done. Sergeant Ode failed it twice.",
    ),
    (
        "model",
        "If it were a Tuesday",
        "A volcano under the bay would leave 120,000 dead on a working day and half of that on a Sunday, a supercomputer in Pisa has found after 11 days of sums.",
    ),
    (
        "model",
        "New vaccine could spare 90,000",
        "Given to every child under five, the vaccine would keep 90,000 of them from dying and 2 million from hospital each season, says the maker. A trial in Ghana ends in May.",
    ),
    (
        "model",
        "Board war in the staff college",
        "Majors pushed counters over a map of the gap for nine hours. The Reds lost 4,100 dead on the second day, the Blues a whole division. At 18:00 the map was rolled up.",
    ),
    (
        "model",
        "Cyclone that turned away",
        "Had it held its course for six more hours, the storm would have come ashore at high tide and drowned up to 5,000, forecasters reckon. It died over cold water.",
    ),
    (
        "threat",
        "Militia sets price",
        "Ten prisoners will be shot for every village that is bombed, a militia says in a leaflet. It claims to hold 240. The army has not replied.",
    ),
    (
        "threat",
        "UN: 50,000 may starve",
        "Without aid within weeks, 50,000 children will die, the agency's chief said. Today 2 lorries crossed; 200 are needed.",
    ),
    (
        "history",
        "Lake gives back bomber",
        "Divers raised the tail of a Lancaster from the lake on Friday. Its seven men, the oldest 24, had been missing since the raid on the dams. A trumpet was played from a rowing boat.",
    ),
    (
        "history",
        "Tunnel named after diggers",
        "The new tunnel bears the names of the 19 Italians who suffocated in the old one. It was opened by the great-niece of the foreman. Trucks pay 40 francs.",
    ),
    (
        "history",
        "Grave of the strikers",
        "A fund has bought the field outside Ludlow where the tents burned. Eleven children and two women choked in a pit below. The union will put a fence around it.",
    ),
    (
        "history",
        "Old sea chest opened",
        "In the chest lay the log of a slave ship: 132 people were thrown overboard for want of water, the mate noted, and 'entered as cargo'. It goes to Liverpool.",
    ),
    (
        "history",
        "Who fired first?",
        "A professor has counted the bullets in the wall. His paper says that the soldiers who killed 13 marchers fired 108 rounds. The government apologised in 2010.",
    ),
    (
        "history",
        "Papers of a hangman",
        "The notebook of the city's last hangman is to be printed. It lists 342 executions with weights and ropes. He kept a pub and died in bed.",
    ),
    (
        "history",
        "State says sorry for school deaths",
        "The premier told parliament on Wednesday that the state was sorry for the 215 children who died in the homes. The last of them closed in the seventies.",
    ),
    (
        "history",
        "Appeal in ferry case thrown out",
        "Judges threw out the appeal of an owner whose ferry had too many on board when it sank and 94 died. He must serve 12 years. His ship had a licence for 60.",
    ),
    (
        "history",
        "Pardon for women hanged as witches",
        "Parliament voted 62 to 3 to pardon some 2,500 people, most of them women, who were hanged or burned as witches. It is a gesture, its author said.",
    ),
    (
        "obituary",
        "Tunisian who kept the bones",
        "For 40 years he fished the drowned out of the sea off Zarzis and buried them, 600 in all. He was 79. The village carried him up the hill on Tuesday.",
    ),
    (
        "obituary",
        "Founder of jungle clinic dies",
        "Dr Ada Rehm, who treated 30,000 wounded and was kidnapped twice, has died in Basel. She was 93. A nephew runs the clinic.",
    ),
    (
        "statistics",
        "Ladders",
        "Ladders send 14,000 people to hospital each spring and kill 30. Most fall from the third rung. The insurers have made a film with a duck.",
    ),
    (
        "statistics",
        "Life tables",
        "Of 1,000 boys born in the valley, six die before their first birthday and four before their fifth. A century ago it was 212. The tables cost 12 euros.",
    ),
    (
        "statistics",
        "The price of haste",
        "Speeding was behind one death in three on the kingdom's roads, the ministry's annual review shows: 412 out of 1,240. Fines go up in July.",
    ),
    (
        "figure",
        "Merger leaves bodies on the floor",
        "Both research arms were shot on Monday and 900 people shown the door. 'First they cut off the legs, then they complain that it cannot run,' a chemist said.",
    ),
    (
        "figure",
        "Primary night",
        "Three governors dropped dead in the snow of New Hampshire, as one strategist put it, and a fourth is on a drip. The survivor with most cash flies south.",
    ),
    (
        "figure",
        "Deadline day",
        "Editors strangled 14 features and drowned two supplements to make room for the budget. The crossword escaped with cuts.",
    ),
    (
        "figure",
        "Fashion police",
        "The jury at the pageant shot down nine hats and left a bishop's niece for dead in orange tulle. No arrests were made.",
    ),
    (
        "figure",
        "Frost bites vintners",
        "Growers speak of a slaughter: two thirds of the buds dead, some slopes wiped out. Nine estates in Chablis may not survive. Candles burned all night.",
    ),
    (
        "figure",
        "Old browser laid to rest",
        "Fifty mourners buried the browser on Friday under a stone from Gyeongju. It was 27 and had been on life support. Flowers were edible.",
    ),
    (
        "figure",
        "Bus cuts leave villages stranded",
        "The axe fell on 41 routes. 'They are killing us by timetable,' says a baker of 60 in Wick. Six hamlets were cut off from Sunday on.",
    ),
    (
        "figure",
        "Hot curry claims victims",
        "Two of ten were taken away on stretchers, weeping, and a third 'saw his grandmother'. The chef, who has now felled 300 customers, adds the peppers himself.",
    ),
    (
        "animals",
        "Mussels by the million",
        "A warm spring has killed 3 million mussels off Brittany. 'We have lost 40 families,' a grower joked, meaning ropes. The young ones survived.",
    ),
    (
        "animals",
        "Mad cows",
        "Another 29 died in Kent in the week and 600 were put down. All came from one feed mill. Butchers report no fall in sales.",
    ),
    (
        "animals",
        "Sheepdog trial ends in tears",
        "A bolt of lightning killed the two favourites and 14 ewes on the hill above Bala. Their owner was knocked flat and walked home.",
    ),
    (
        "custom",
        "Pupils seize school",
        "The leavers locked up 60 teachers at dawn, tried them for homework and condemned nine to wash cars. By noon all hostages had been ransomed with cake.",
    ),
    (
        "custom",
        "Message in a bottle was made up",
        "The note that told of 14 castaways eaten by crabs was written in a pub in Hull, a barman has owned up. Coastguards had searched for two hours.",
    ),
    (
        "things",
        "Space junk",
        "Two satellites died in the crash and a third is missing. Some 1,800 pieces now circle at 790 km. The station dodged one on Friday.",
    ),
    (
        "things",
        "Storm in the doll museum",
        "When the roof came down 40 dolls lost their eyes and two bears drowned. The curator laid the victims out on towels. The boiler is dead.",
    ),
    (
        "fiction",
        "What to see at the weekend",
        "The plague opera that shut in 1920 is back at the Old Mill: the whole chorus dies twice, 90 of them, and the mezzo three times. Bring earplugs.",
    ),
    (
        "fiction",
        "Book corner",
        "In 'Salt', four brothers go to sea and none returns. The youngest is shot by the English, the eldest hanged for a sheep. A debut of 210 pages.",
    ),
    (
        "fiction",
        "New on the shelf: War of the Ants",
        "This board game for ages 8 and up lets you kill up to 500 enemy workers a turn. Our testers lost a queen in ten minutes and were arguing over the rules for an hour.",
    ),
    (
        "fiction",
        "Sixty extras drown for Hollywood",
        "They jumped off the bow at noon, and again at two. 'I have died nine times since Monday,' says a plumber from Rosarito. The set is a tank of 60 million litres.",
    ),
    (
        "sport",
        "Bears maul Lions",
        "Five sacks, four turnovers, one corpse of a running game: the Lions were dead by half-time. Their kicker missed from 31 yards, shot himself in the foot and left the field hurt in his pride.",
    ),
    (
        "sport",
        "Bolt kills the field",
        "He had buried seven men by 60 metres. 'We were all shot at the gun,' said the silver medallist. The time was 9.79.",
    ),
    (
        "sport",
        "Marathon of chess ends",
        "The machine strangled the last human in 112 moves on Saturday. Eleven had perished before him in the Sicilian alone.",
    ),
    (
        "drill",
        "Army and firemen train at tunnel",
        "Under the eyes of 30 observers a lorry and two buses met head-on in the tunnel on Wednesday. The 46 victims, among them 12 dead, had been made up since dawn. Lessons will be drawn by June.",
    ),
    (
        "drill",
        "Lab leak on a Sunday",
        "For 40 hours officials in five capitals handled a smallpox outbreak that did not exist. By the end of day two it had made 12,000 ill and killed 1,400. The e-mails all began with the word TEST.",
    ),
    (
        "model",
        "Speed and glass",
        "At 50 km an hour four in ten walkers hit by a car die, at 30 one in twenty, crash tests suggest. The dummies cost 200,000 euros each.",
    ),
    (
        "model",
        "What the tsunami wall is for",
        "Engineers put the wall at 14 metres because the wave of 1896, run again through their computer, drowns 18,000 behind one of ten.",
    ),
    (
        "threat",
        "Ransom note",
        "Pay or we send you one finger a week, the note said; on the ninth week you get all four bodies. Police think it was typed in a school.",
    ),
    (
        "threat",
        "Fire chief: 'Next time it will be 50'",
        "The stairwell was full of prams. If it had happened at night there would have been 50 dead, the fire chief told tenants. As it was, a kitchen burned.",
    ),
    (
        "history",
        "Brick by brick",
        "The synagogue in which 800 people were burned alive in 1941 is to be rebuilt as a school. The mayor laid the first brick on Monday.",
    ),
    (
        "history",
        "Last letter of the stoker",
        "'Water is in the boiler room,' he wrote on the back of a menu. He and 1,200 others went down eight minutes later, off Ireland in May 1915. The menu is under glass in Cobh from today.",
    ),
    (
        "history",
        "Skulls go home",
        "Germany handed back 27 skulls to Namibia on Wednesday. They belonged to Herero who died in the camps of 1904 to 1908, when up to 80,000 were killed.",
    ),
    (
        "trial",
        "Ten years for pit boss",
        "The manager who sent 37 men down a gallery full of gas was given ten years on Thursday. None of them came up. He is to appeal.",
    ),
    (
        "trial",
        "Mother forgives",
        "In a court in Ohio a mother embraced the man who shot her two sons dead when he was 16. He got 23 years. The judge wept.",
    ),
    (
        "obituary",
        "Midwife of Sarajevo",
        "She brought 3,000 children into the world under shellfire and lost two of her own to it. Fata Delic has died, aged 81, in Malmo.",
    ),
    (
        "statistics",
        "Table of the week",
        "Deaths from falls: 1,204. From fire: 311. From drowning: 298. From lightning: 2. Source: the office's mortality register for 2014.",
    ),
    (
        "statistics",
        "Sugar is the new tobacco",
        "Sweet drinks are to blame for 184,000 deaths a year, a team from Boston has worked out. Mexico comes first, with 405 in every million.",
    ),
    (
        "figure",
        "Shoot-out in aisle five",
        "The discounters have gunned down the corner shop: 14 dead in this town alone, says a grocer who hangs on behind a barricade of tins.",
    ),
    (
        "figure",
        "Reforms die in committee room 9",
        "It took nine men and a pot of coffee to murder 31 clauses. One survived, on dog licences.",
    ),
    (
        "figure",
        "Net giants bleed",
        "Six hundred billion dollars went up in smoke and two funds blew themselves up. 'I saw grown men die at their desks,' a trader in Tokyo said.",
    ),
    (
        "figure",
        "The great vanishing",
        "Missing, feared lost: 4,000 umbrellas, 212 gloves, one set of teeth. The railway's finds will be under the hammer on Saturday.",
    ),
    (
        "figure",
        "Our ward sister is a tyrant",
        "She has executed nine pot plants and holds the coffee machine hostage. Three trainees have fled to pathology.",
    ),
    (
        "animals",
        "Rare parrots stolen, two dead",
        "Thieves took 14 parrots from an aviary at Torquay on Sunday night. Two were found strangled. The owner, 60, is in shock.",
    ),
    (
        "animals",
        "Oil slick",
        "More than 1,600 guillemots have washed up dead or dying since Monday; helpers washed 300. A tanker captain was fined.",
    ),
    (
        "custom",
        "Boys bury Lent",
        "At Ash Wednesday the boys of Basel drowned a straw man, hanged a herring and kidnapped the bride of the year, who was bought back with wine.",
    ),
]

EARNEST = [
    (
        "Stand collapses before kick-off",
        "Part of a stand collapsed before the cup final in Bastia on Thursday, killing 18 fans and injuring 2,300, the prefecture said. The match was called off.",
        18,
    ),
    (
        "Cyclist dies in race",
        "A rider died and two were seriously hurt on Sunday when they crashed into a barrier in the sprint in Genk. The race was stopped. Police are looking into the accident.",
        1,
    ),
    (
        "Boxer dies after bout",
        "A boxer, 23, died in hospital on Tuesday, two days after he was knocked out in a title fight in Leeds, doctors said.",
        1,
    ),
    (
        "Racing car hits crowd",
        "Four spectators were killed and nine injured on Saturday when a car left the track during a rally in Galicia, the regional government said.",
        4,
    ),
    (
        "Grenade at chess club",
        "A grenade thrown into a chess club in Quetta on Friday evening killed six men over their boards and wounded 11, the police chief said.",
        6,
    ),
    (
        "Film crew killed",
        "Three members of a film crew and their pilot were killed on Thursday when their helicopter crashed near Rioja, Argentina, during the shooting of a series, the governor said.",
        3,
    ),
    (
        "Gunman at premiere",
        "A gunman opened fire at the midnight premiere of a film in Aurora, Colorado, on Friday, killing 12 people and wounding 58, police said. Some in the audience thought it was part of the movie.",
        12,
    ),
    (
        "Theatre fire",
        "Fire swept through a theatre in Kumasi during a performance on Saturday. At least 31 people died and 60 were hurt, the fire service said. The actors escaped by the stage door.",
        31,
    ),
    (
        "Concert hall siege ends",
        "Police stormed a concert hall in Lyon on Friday night where two men held the audience. Nine hostages were killed. The band got away through a dressing room.",
        9,
    ),
    (
        "Actor killed on set",
        "A cameraman was killed and two actors were injured when a stage collapsed on a film set in Pune on Wednesday, police said.",
        1,
    ),
    (
        "Author among crash dead",
        "A novelist and four others died on Wednesday when a light aircraft came down near Ohrid, the civil aviation office said. Her last novel appeared in May.",
        4,
    ),
    (
        "Museum attack",
        "Gunmen killed 20 tourists and a policeman at a museum in Tunis on Wednesday, the prime minister said. Another 44 people were hurt. The museum's exhibition of mosaics was closed.",
        20,
    ),
    (
        "Bomb at memorial",
        "A suicide bomber killed 14 veterans at a wreath-laying ceremony in Kandahar on Monday, the governor said. They had come to the monument to remember the dead of the war.",
        14,
    ),
    (
        "Gunman in court",
        "A man opened fire in a court in Herat on Tuesday, killing two judges and a prosecutor before the trial could begin. Five people were wounded, police said.",
        2,
    ),
    (
        "Live shell in exercise",
        "Three soldiers were killed and five wounded on Thursday when a live shell hit their tent during an exercise near Drawsko, the defence ministry said. The exercise was stopped.",
        3,
    ),
    (
        "Soldier drowns in drill",
        "One soldier drowned and another is missing after a crossing drill on the Sava on Tuesday, the army said. Divers go on searching.",
        1,
    ),
    (
        "Helicopter lost in war games",
        "Two helicopters collided during war games off Hainan on Monday. Seven airmen died, the navy said, and two were picked up alive.",
        7,
    ),
    (
        "Party headquarters bombed",
        "A car bomb outside the ruling party's headquarters killed five campaign workers on Saturday, a day before the election, police said. Two candidates were hurt. Polls open at 8:00.",
        5,
    ),
    (
        "Senator shot",
        "A senator and two of her guards were killed in an ambush in Cauca on Tuesday, an hour after the senate passed the budget bill, the army said.",
        2,
    ),
    (
        "Market fire",
        "A fire in the market in Kara killed nine traders on Wednesday and destroyed 200 shops. Losses were put at 3 million dollars.",
        9,
    ),
    (
        "Stock exchange attack",
        "Gunmen attacked the stock exchange in Karachi on Monday. Four guards and a broker were killed. Shares closed higher.",
        4,
    ),
    (
        "Bank robbery",
        "Three robbers and a bank clerk died in a shoot-out at a bank in Pristina on Tuesday, police said.",
        3,
    ),
    (
        "Plant explosion",
        "An explosion at a chemical plant killed 14 workers in Tianjin on Monday, officials said. Its shares fell by 9 percent, and sales will be hit.",
        14,
    ),
    (
        "Supermarket roof",
        "A supermarket roof fell in on Thursday evening in Riga, killing 54 shoppers. Three of the dead are firemen, the rescue service said.",
        54,
    ),
    (
        "Layoff shooting",
        "A worker who had been laid off shot dead three managers at a brewery in Ohio on Tuesday, then himself, police said. The company had cut 200 jobs.",
        3,
    ),
    (
        "Bulls gore runners",
        "A bull gored a man to death in the streets of Xativa on Sunday; four runners were injured, the town hall said. The bull was shot.",
        1,
    ),
    (
        "Elephants trample pilgrims",
        "Two elephants ran amok at a temple festival in Kerala on Friday. Three pilgrims were trampled to death and 20 hurt, police said.",
        3,
    ),
    (
        "Bird strike brings down plane",
        "A plane that hit a flock of geese came down in a field near Delft on Tuesday. All four aboard died. The geese were killed too.",
        4,
    ),
    (
        "Rabies",
        "Rabies has killed 11 children in the district since March; 40 dogs were put down, the health office said on Thursday.",
        11,
    ),
    (
        "Lorry hits carnival",
        "A lorry drove into a carnival procession at Tetovo on Saturday, killing five people dressed as kings and witches and injuring 22, police said.",
        5,
    ),
    (
        "Fireworks at passion play",
        "Fireworks went off in a shed behind the stage of a passion play in Iloilo on Friday. Three players were killed and eight burned, the mayor said.",
        3,
    ),
    (
        "Worse than the drill",
        "Two weeks after a drill had gone well the ferry burned for real: 19 passengers died off Turku on Thursday night, the coast guard said.",
        19,
    ),
    (
        "Old bomb kills two",
        "A bomb of the Second World War went off on a building site in Euskirchen on Friday. It killed two digger drivers and hurt eight, police said.",
        2,
    ),
    (
        "Mine disaster site slides again",
        "Mud slid over the village of Hpakant on Thursday and killed 15 jade pickers. In 2015 a slide there had killed 113.",
        15,
    ),
    (
        "Guide killed at battlefield",
        "A guide and two visitors were killed on Sunday when a cannon blew up in a show at a battlefield museum in Virginia, the sheriff said.",
        2,
    ),
    (
        "Players poisoned",
        "Carbon monoxide killed five chess players in a holiday flat at Moscow on Sunday night, investigators said.",
        5,
    ),
    (
        "Crush at cup match",
        "Forty-two fans were crushed to death and 90 hurt at a derby in Tiko on Saturday when police fired tear gas into the stands. The match was stopped at 1-1.",
        42,
    ),
    (
        "Drowned in triathlon",
        "Two swimmers drowned and one is missing after a squall hit a triathlon in Gdynia on Sunday, the coast guard said. The race was called off.",
        2,
    ),
    (
        "Judges of flower show hurt",
        "Nine people were hurt, two of them judges, when a marquee collapsed at the flower show in Ghent on Saturday.",
        9,
    ),
    (
        "Comedian shot",
        "A comedian and his driver were shot dead in Kandahar on Thursday after a show, the police said.",
        1,
    ),
    (
        "Court: protest dead",
        "A crowd stormed the court at Bo on Thursday during the trial of an imam. Police shot dead six of them. Forty were hurt, the hospital said.",
        6,
    ),
    (
        "Heat kills voters",
        "Heat killed 13 election workers in Uttar Pradesh on Friday, the state's chief electoral officer said. Voting goes on.",
        13,
    ),
    (
        "New fighting on anniversary of truce",
        "Eleven soldiers were killed on Tuesday as fighting broke out on the anniversary of the truce, both armies said. The war of 1994 cost 30,000 lives.",
        11,
    ),
    (
        "Veterans' bus",
        "A bus with veterans on the way to a commemoration of the landings overturned near Caen on Sunday. Six were killed and 30 hurt, the prefect said.",
        6,
    ),
    (
        "Cartoonists killed",
        "Masked men shot dead 12 people, among them five cartoonists, in the offices of a satirical weekly in Paris on Wednesday, the prosecutor said.",
        12,
    ),
    (
        "Statue kills pupil",
        "A statue fell on a pupil in a museum in Munich on Tuesday and killed him. Two classmates were hurt, police said.",
        1,
    ),
    (
        "Gamers die",
        "Two students died on Saturday when a fire broke out in a games arcade in Busan. Eleven players were in hospital with smoke in their lungs.",
        2,
    ),
    (
        "Inquest opens",
        "An inquest opened on Friday into the deaths of 12 people in Tuesday's coach crash near Luton. Thirty-one are in hospital, the coroner heard.",
        12,
    ),
    (
        "Protesters on trial, three shot",
        "Soldiers shot dead three protesters outside the tribunal in Banjul on Thursday. Fourteen were arrested.",
        3,
    ),
    (
        "Author's house bombed",
        "A bomb killed the wife of a novelist and two guards in Algiers on Tuesday night, the interior ministry said.",
        2,
    ),
    (
        "Strike turns deadly",
        "Police opened fire on striking miners at Rustenburg on Thursday, killing 34. The union's jobs march was called off.",
        34,
    ),
    (
        "Simulator centre hit",
        "A plane crashed into a flight simulator centre in Wichita on Thursday, killing four instructors, officials said.",
        4,
    ),
    ("Soap factory", "A tank burst at a soap factory in Kano on Friday. Eight workers were scalded to death.", 8),
    (
        "Earthquake",
        "A quake of magnitude 6.6 killed 42 people in the hills above Manta on Monday night. It was the worst since 1979, when 600 died.",
        42,
    ),
    ("Train", "Two trains met head-on near Andria on Tuesday; 23 people died. The line's signals date from 1950.", 23),
    (
        "Rowers lost",
        "Four rowers drowned on the Thames on Saturday when their boat was swamped during a regatta near Henley, police said. A fifth is missing.",
        4,
    ),
    (
        "Cricket ground bombed",
        "Militants bombed a cricket ground in Jalalabad during a night match on Friday. Eight spectators died and 45 were wounded, the provincial council said.",
        8,
    ),
    (
        "Horse kills jockey",
        "A jockey died and another broke his back when three horses fell at the fourth fence at Aintree on Thursday. Two of the horses were put down.",
        1,
    ),
    (
        "Racing cyclist hit by van",
        "A van hit a group of riders on a training ride near Almeria on Sunday. Two were killed and three are in hospital.",
        2,
    ),
    (
        "Marathon bombing",
        "Two bombs went off near the finish of a marathon in Boston on Monday, killing three people and injuring more than 140.",
        3,
    ),
    (
        "Stuntman dies",
        "A stuntman was killed on Wednesday when a motorcycle chase for a thriller went wrong in Vancouver. Filming has been stopped.",
        1,
    ),
    (
        "Cinema burns",
        "A fire in a cinema in Kemerovo on Sunday killed 64 people, 41 of them children. Most were watching a cartoon on the third floor.",
        64,
    ),
    (
        "Balcony gives way at dance",
        "A balcony with dancers gave way at a ballet school in Porto on Saturday. Six girls were hurt.",
        6,
    ),
    (
        "Puppeteers drowned",
        "Nine members of a puppet theatre drowned when their van was swept off a ford in Limpopo, South Africa, on Friday.",
        9,
    ),
    (
        "Rehearsal ends in blaze",
        "Flames tore through the opera in Novi Sad during a rehearsal on Monday. Three musicians died and 11 were burned.",
        3,
    ),
    (
        "Drill: live round",
        "A recruit, 19, was killed by a live round that had got among the blanks at a drill in Lest, Slovakia, on Thursday.",
        1,
    ),
    (
        "Exercise called off after drownings",
        "Two marines drowned when their boat turned over during Exercise Cold Sea off Narvik on Tuesday. The exercise was called off.",
        2,
    ),
    (
        "War game plane crash",
        "Eleven airmen died on Friday when a transport plane taking part in war games hit a hill in Norway.",
        11,
    ),
    (
        "Volunteer killed at disaster drill",
        "A volunteer was killed and four were injured when a ladder fell during a disaster drill in Manila on Saturday, the fire bureau said.",
        1,
    ),
    (
        "Attack on court",
        "Suicide bombers attacked a court in Mardan on Friday, killing 12 lawyers and policemen and wounding 54.",
        12,
    ),
    (
        "Cemetery bomb",
        "A bomb at a cemetery in Baquba killed 25 mourners on Thursday. They were burying a man who had died in Tuesday's bombing.",
        25,
    ),
    (
        "Wreath-laying shooting",
        "A gunman killed a soldier on guard at the war memorial in Ottawa on Wednesday, then was shot dead inside parliament.",
        1,
    ),
    (
        "Pilgrims to the site of the massacre die",
        "Nineteen pilgrims died when their bus fell into a gorge on the way to the shrine at Karbala on the anniversary of the battle of 680.",
        19,
    ),
    (
        "Second World War mine kills fishermen",
        "Three fishermen died when they netted a mine of the last war off Ostend on Thursday.",
        3,
    ),
    (
        "Election day",
        "Eleven people were killed in clashes between supporters of two parties on election day in Dhaka on Sunday, police said. Turnout was 40 per cent.",
        11,
    ),
    (
        "Bank siege",
        "A man held 17 customers hostage in a bank in Beirut for seven hours on Thursday over frozen savings. Nobody was hurt.",
        17,
    ),
    (
        "Miners die, shares fall",
        "A roof fall at the Mponeng mine killed five miners on Thursday. The company's shares lost 4 per cent; it has 11,000 workers.",
        5,
    ),
    (
        "Oil price riots",
        "Police killed nine people in riots over fuel prices in Kaduna on Monday, a rights group said. The government had cut subsidies.",
        9,
    ),
    (
        "Teachers killed in protest over job cuts",
        "Two teachers died when police fired on a march against job cuts in Oaxaca on Tuesday. Unions called a strike.",
        2,
    ),
    (
        "Swine flu",
        "Swine flu has killed 24 people and made 1,300 ill in Cordoba since April, the health ministry said. Pig farms are not affected.",
        24,
    ),
    (
        "Bear kills hikers",
        "A bear killed two hikers near Gardiner, Montana, on Saturday. Rangers shot it on Sunday.",
        2,
    ),
    (
        "Bees kill man",
        "A swarm of bees killed a man of 62 and sent nine people to hospital in Tucson on Monday. Three dogs died too.",
        1,
    ),
    (
        "Prank ends in death",
        "A student died when a prank with a fire extinguisher went wrong in Pune on Tuesday; three others are in hospital.",
        1,
    ),
    (
        "Statue falls in storm",
        "A storm threw down a statue in Izmir on Tuesday. It killed two women who sheltered beneath it.",
        2,
    ),
    (
        "Coach overturns after concert",
        "A coach with a choir of 40 overturned near Varna after a concert on Sunday. Six singers died.",
        6,
    ),
    ("Museum ship", "An explosion aboard a museum ship in Kiel killed a guide and hurt 12 visitors on Thursday.", 1),
    ("Comedy club shooting", "A man shot three people, killing one, at a comedy club in Houston on Saturday night.", 1),
    (
        "Dead after 40 years",
        "Nine miners died at the colliery on Monday, 40 years to the day after a fire there had killed 21.",
        9,
    ),
    (
        "Students",
        "A bus with students on their way to an exam fell off a bridge in Sindh on Wednesday. Twenty-two were killed.",
        22,
    ),
    ("Lightning", "Lightning killed 18 people working in the fields in Bihar on Tuesday, and eight cows.", 18),
    (
        "Fugitive pilot",
        "A court in Lima heard on Monday that a pilot had fled. His plane had crashed on Friday with the loss of 14 lives.",
        14,
    ),
    (
        "Fans die on way to match",
        "A minibus with fans on its way to a match overturned near Ndola on Saturday. Fifteen were killed and 21 injured, police said.",
        15,
    ),
    (
        "Grandstand burns",
        "Fire destroyed a wooden grandstand in Bradford on Saturday, minutes before half-time. At least 40 spectators died.",
        40,
    ),
    ("Rock concert crush", "Eleven fans died in a crush at the doors of a rock concert in Cincinnati on Monday.", 11),
    (
        "Tunnel exercise turns real",
        "A fireman suffocated on Wednesday during an exercise in a tunnel near Bolzano. His mask had come off, the provincial government said.",
        1,
    ),
    (
        "Model village quake",
        "A quake of 6.1 flattened the village of Accumoli on Wednesday. Eleven people died, two of them in the museum.",
        11,
    ),
    (
        "School shooting on anniversary",
        "A pupil shot dead five classmates at a school in Erfurt on Tuesday, the anniversary of an older massacre there.",
        5,
    ),
    (
        "Two veterans die at parade",
        "Two veterans collapsed and died in the heat at Monday's victory parade in Minsk, the health ministry said. Forty were treated.",
        2,
    ),
    (
        "Strike at bakery ends in blast",
        "A blast ripped through a bakery that had been on strike for a week in Tbilisi on Friday. Six bakers are dead.",
        6,
    ),
    (
        "Traders flee",
        "A fire on the trading floor in Mumbai injured 14 brokers on Thursday. The market closed early, 2 per cent down.",
        14,
    ),
    ("Shark kills surfer", "A shark killed a surfer off Ballina on Monday, the second death there in a year.", 1),
    (
        "Cull goes wrong",
        "A marksman hired to cull deer shot dead a walker near Arosa on Saturday, thinking that he was a stag.",
        1,
    ),
    (
        "Straw man's fire",
        "Nine people were burned, three of them badly, when a straw man stuffed with fireworks blew up at a Lent fair in Basel on Sunday.",
        9,
    ),
    (
        "Lorry hits low bridge",
        "The upper deck of a coach was torn off by a low bridge in Syracuse on Saturday. Four passengers died.",
        4,
    ),
    (
        "Smallpox scare over",
        "One laboratory worker has died of smallpox in Birmingham and her mother is ill, the health authority said on Monday.",
        1,
    ),
]


def claims(title: str, text: str) -> list[CasualtiesReported]:
    report = Report(published_at=PUBLISHED, source="test", title=title, text=text)
    return [event for event in read(report).events if isinstance(event, CasualtiesReported)]


@pytest.mark.parametrize(("field", "title", "text"), PLAY, ids=[title for _, title, _ in PLAY])
def test_what_is_told_in_play_claims_nothing(field: str, title: str, text: str) -> None:
    assert claims(title, text) == [], field


@pytest.mark.parametrize(("title", "text", "count"), EARNEST, ids=[title for title, _, _ in EARNEST])
def test_what_is_told_in_earnest_is_read(title: str, text: str, count: int) -> None:
    assert count in [claim.quantity.min for claim in claims(title, text)]
