"""Sentences for the events beside casualties and deployments: ten wordings and ten exclusions a kind, and more.

A row is a sentence, and what is read: `internet`, `restored phone`, `arson police`, `ML>RU`, `coup`; nothing where
no event of the kind is told. Several events are parted by `;`.
"""

from typing import Final

PARADIGMS: Final = {
    "communications.disrupted": """
Authorities have pulled the plug on mobile data across the capital. | internet
Internet access was cut nationwide on Thursday, the monitor NetBlocks said. | internet
Mobile networks went dead minutes after the first shots. | phone
The regulator ordered providers to block WhatsApp and Telegram. | internet
Telephone lines to the province have been severed. | phone
Connectivity fell to 4 percent of normal levels, according to NetBlocks. | internet
State television stopped broadcasting at noon. | broadcast
Soldiers took state radio off the air. | broadcast
The government throttled social media ahead of the vote. | internet
Residents said they had been without internet since Monday. | internet
There has been no phone signal in the valley since the quake. | phone
Internet services were shut down across Manipur. | internet
The authorities imposed an internet blackout. | internet
A nationwide internet shutdown entered its third day. | internet
Access to Facebook, X and YouTube has been restricted. | internet
The hurricane knocked out cell phone service on the island. | phone
The army jammed radio broadcasts in the north. | broadcast
Two private TV stations were taken off air by the regulator. | broadcast
The country has been plunged into a communications blackout. | phone
Mobile internet was suspended for 48 hours. | internet
The junta shut down four radio stations. | broadcast
Landlines and mobile phones are not working in El Fasher. | phone
Internet connection has been restored in most regions. | restored internet
Mobile data came back on Friday after four days. | restored internet
Phone lines were working again on Sunday. | restored phone
State television resumed its broadcasts. | restored broadcast
The ban on TikTok was lifted. | restored internet
Connectivity was partially restored on Tuesday. | restored internet
Social media platforms are accessible again. | restored internet
The government threatened to cut off the internet. |
Officials may shut down mobile networks during the exams. |
The minister denied that the internet had been cut. |
In 2019 the government cut off the internet for a week. |
If protests go on, the internet could be blocked. |
The company cut the price of broadband. |
Internet shutdowns cost the economy 3 billion dollars a year. |
He spoke to us by phone after the line was cut twice. |
The court blocked the sale of the telecoms operator. |
Her phone was cut off in mid-sentence. |
Parliament debated a bill to block social media for children. |
The network of smugglers was broken up. |
Power lines were cut by the storm. |
The group called for the internet to be restored. |
During the drill, phone networks were cut. |
He cut off communication with his family. |
Tehran residents woke to find mobile data switched off. | internet
Web traffic from Gabon collapsed shortly after polls closed, Cloudflare said. | internet
Myanmar's military has cut phone lines and blocked Facebook. | internet+phone
There was no internet in Khartoum for a second day. | internet
Cellphone service was down in much of Puerto Rico. | phone
The junta pulled French broadcasters RFI and France 24 off the air. | broadcast
NetBlocks reported a near-total loss of internet connectivity in Gaza. | internet
Operators were told to suspend mobile internet in five districts. | internet
Internet down across Kazakhstan | internet
A fibre-optic cable was severed, leaving Tonga without internet. | internet
Senegal suspends mobile internet access amid protests | internet
Telegram was blocked by court order. | internet
Communications with Derna have been cut since the dam burst. | phone
All telephone links with the island were broken by the cyclone. | phone
The state broadcaster's signal was interrupted for an hour. | broadcast
Gunmen destroyed a mobile phone mast, cutting off the town of Diffa. | phone
Mobile internet remained blocked in the capital on Saturday. | internet
Authorities slowed internet speeds to a crawl. | internet
Internet returned to Bangladesh after five days. | restored internet
Phone coverage is back in the valley. | restored phone
Access to social media was restored on Sunday evening. | restored internet
Authorities lifted restrictions on WhatsApp. | restored internet
The internet is working normally, the minister said. |
The telecoms minister promised that the internet would not be cut. |
The UN urged Ethiopia to restore phone services. |
Five years ago, Iran cut off the internet. |
The operator plans to switch off its 2G network next year. |
Workers cut the phone company's losses. |
The radio host was suspended. |
""",
    "emergency.declared": """
The president has declared a state of emergency in three provinces. | state_of_emergency
Peru's government on Tuesday declared a 60-day state of emergency in the south. | state_of_emergency
A state of emergency has been declared. | state_of_emergency
Ecuador is under a state of exception. | state_of_emergency
The cabinet approved emergency rule for a month. | state_of_emergency
Martial law was imposed in the region. | martial_law
The junta put the town under martial law. | martial_law
A dusk-to-dawn curfew is in force in Port Moresby. | curfew
The governor imposed a 24-hour curfew on Jos. | curfew
Residents were ordered to stay indoors from 8 pm to 6 am under a curfew. | curfew
The state of emergency was extended by two months. | state_of_emergency
An indefinite curfew was clamped on Imphal. | curfew
The interior minister announced a curfew from 10 p.m. | curfew
Emergency declared in capital | state_of_emergency
A nationwide state of calamity was proclaimed after the floods. | state_of_emergency
President decrees state of siege in two provinces. | state_of_emergency
The mayor declared a state of disaster. | state_of_emergency
Troops patrolled the streets to enforce the curfew. | curfew
The curfew has been lifted. | lifted curfew
Authorities eased the curfew to let people buy food. | lifted curfew
The president ended the state of emergency. | lifted state_of_emergency
The state of emergency expired at midnight. | lifted state_of_emergency
Martial law was lifted after parliament voted against it. | lifted martial_law
The president is considering a state of emergency. |
The opposition called for a state of emergency. |
There is no need for a state of emergency, the premier said. |
Officials denied that a curfew had been imposed. |
Martial law was declared in 1972. |
The president could declare martial law. |
The film is set under martial law. |
The club faces a goalkeeping emergency. |
The emergency ward declared that it was full. |
A state of emergency may be declared if the river rises. |
The president rejected calls to declare a state of emergency. |
The hospital declared an emergency. |
The pilot declared an emergency and landed safely. |
The country lived under emergency rule from 1981 to 2012. |
Lawmakers debated a bill on states of emergency. |
Haiti extends state of emergency by a month | state_of_emergency
Sri Lanka's president imposed a nationwide curfew. | curfew
Yoon declares martial law in South Korea | martial_law
A curfew takes effect at 6 p.m. in Kaduna. | curfew
The region was placed under a state of emergency. | state_of_emergency
Police announced an overnight curfew in Leicester's twin city. | curfew
The prime minister invoked the state of emergency law. | state_of_emergency
Chile's government sent the army under a state of catastrophe in Biobio. | state_of_emergency
New Caledonia: France declares state of emergency | state_of_emergency
An all-night curfew has been ordered in Nouméa. | curfew
Residents of Manipur's capital remain under curfew. | curfew
The government reimposed a curfew after fresh riots. | curfew
Kazakhstan's president signed a decree declaring a state of emergency in Mangystau. | state_of_emergency
The curfew was relaxed for four hours. | lifted curfew
Ethiopia lifts state of emergency | lifted state_of_emergency
Parliament revoked the emergency decree. | lifted state_of_emergency
Lawmakers voted down a request for martial law. |
The president ruled out martial law. |
A state of emergency would be declared only as a last resort, he said. |
The novel is set during a curfew. |
Fans broke the team's curfew. |
The army denied plans to impose martial law. |
Rumours of a curfew proved false. |
""",
    "facility.seized": """
Gunmen have taken over the town hall. | city_hall
Rebel fighters seized the military base at Mutwanga. | military
The M23 captured Bukavu airport on Friday. | airport
Protesters stormed and occupied the parliament. | parliament
Parliament was occupied by thousands of protesters. | parliament
Insurgents overran an army base in Borno. | military
The presidential palace has fallen to the mutineers. | presidency
Militants now control the border crossing. | border_post
An armed group has taken the power station. | power_plant
The state broadcaster was seized by soldiers who announced a coup. | broadcaster
Jihadists took control of the town of Djibo. | town
The town of Djibo fell to jihadists. | town
The airport is in the hands of the rebels. | airport
The dam is now held by the militia. | power_plant
Separatists raised their flag over the city council building after seizing it. | city_hall
Crowds took over the airport in Almaty. | airport
A mob occupied the regional administration building. | government
Hundreds of inmates seized control of the prison. | prison
A crowd stormed the city hall of Gao on Monday and still holds it. | city_hall
Government forces retook the airport. | retaken airport
The army has recaptured the border post from the rebels. | retaken border_post
Security forces regained control of the parliament building. | retaken parliament
Rebels are advancing on the airport. |
Rebels threatened to seize the airport. |
The army denied that rebels had captured the base. |
Rebels failed to take the airport. |
Rebels tried to seize the barracks but were driven back. |
Customs officers seized 200 kg of cocaine at the airport. |
In 1997 rebels captured the capital. |
Protesters gathered outside parliament. |
The company took over the airport's management. |
The firm took control of the power plant in a 2 billion dollar deal. |
A rally was held at the town hall. |
Soldiers took part in a drill in which rebels seized an airport. |
The film shows rebels seizing the palace. |
The opposition took control of parliament in the election. |
Police seized weapons in the town. |
The mayor held a meeting at the city hall. |
Rebels must not be allowed to seize the airport, he said. |
Houthi fighters captured the presidential palace in Sanaa. | presidency
Armed men in masks have occupied the parliament of Crimea. | parliament
The rebels now hold the airport, a spokesman said. | airport
Anti-government protesters broke through the gates and occupied Government House. | government
The national television building was taken over by mutinous troops. | broadcaster
The garrison at Kidal fell to Tuareg rebels. | military
Insurgents have captured two border posts. | border_post
ISIL militants overran Mosul's airport and an air base. | airport;military
A gang took over the port and the main police station in Port-au-Prince. | other;police
Wagner fighters took control of the military headquarters in Rostov. | military
Rioters seized the Almaty airport for several hours. | airport
Pro-Russian gunmen seized the police station in Sloviansk. | police
M23 rebels entered Goma and seized control of its airport. | airport
The army base was captured by al-Shabab. | military
RSF takes control of Khartoum airport | airport
Rebels claim capture of key border crossing | border_post
Gunmen seize power plant in Zaporizhzhia region | power_plant
Protesters hold parliament for second day | parliament
Troops recaptured the presidential palace from the mutineers. | retaken presidency
The government said it was back in control of the airport. | retaken airport
Rebels surrounded the base. |
Rebels were repelled when they tried to take the airport. |
Soldiers guard the airport. |
The rebels withdrew from the airport. |
Rebels could capture the dam within days, a diplomat warned. |
The museum shows how rebels seized the radio station in 1974. |
The court seized the mayor's house. |
""",
    "property.attacked": """
Protesters torched the mayor's office. | arson city_hall
The police station was burned down by rioters. | arson police
A mob set two churches ablaze. | arson worship
Militants blew up a bridge in Sahel. | bombing other
A car bomb exploded outside the interior ministry. | bombing government
Shells hit a hospital in Khartoum. | shelling hospital
Artillery fire damaged a school. | shelling school
Looters emptied shops in the centre. | looting shop
Warehouses of the food agency were looted. | looting shop
Gunmen stormed a hotel in Mogadishu. | storming other
Attackers ransacked the party's headquarters. | looting party_office
Houses were set on fire in the village. | arson other
Drones attacked an oil refinery. | shelling other
A mosque was bombed on Friday. | bombing worship
Rioters smashed the windows of banks. | looting bank
The embassy came under attack from a crowd throwing petrol bombs. | storming diplomatic
Air strikes destroyed a school in Idlib. | bombing school
A suicide bomber blew himself up at a mosque. | bombing worship
A fire destroyed a factory in Dhaka. |
A gas explosion destroyed a restaurant. |
Police raided the newspaper's office. |
He threatened to bomb the airport. |
A plot to blow up the parliament was foiled. |
The church was burned down in 1943. |
Firefighters saved the school from the fire. |
The bank was robbed of 3 million dollars. |
Shares in the bank were hit. |
The defence bombed in the second half. |
The blast at the bank could have killed many. |
""",
    "closure.ordered": """
All schools have been closed until Monday. | schools
Authorities ordered the closure of schools and universities. | schools;universities
The airport in Goma has been shut. | airports
Kenya shut its border with Somalia. | borders
All land borders will be closed from midnight. | borders
Banks will stay closed on Monday by order of the central bank. | banks
Classes were suspended in 14 districts. | schools
The metro was shut down for security reasons. | transport
Shops and markets were ordered to close. | shops
Flights were suspended until further notice. | airports
Niger's junta sealed the borders. | borders
Ports were closed as the cyclone approached. | ports
The United States closed its embassy in Port-au-Prince. | offices
Schools in Sindh are to remain shut for a week. | schools
Schools reopened on Monday. | lifted schools
Flights resumed at Kabul airport. | lifted airports
The border crossing was reopened. | lifted borders
Iraq reopened its airspace. | lifted airspace
Schools may close if the heat goes on. |
The ministry denied that banks would close. |
The bank closed 40 branches to cut costs. |
The school closed in 1994. |
Talks were held behind closed doors at the embassy. |
The market closed 2 percent higher. |
Stocks closed lower. |
Two men were arrested close to the border. |
The airport was not closed. |
The governor threatened to close the port. |
The union called for schools to be closed. |
He was shot close to a school. |
""",
    "intervention.requested": """
Mali's government has asked Russia for military help. | ML>RU
Haiti's prime minister asked the United Nations to send an international force. | HT>UN
Kazakhstan's president appealed to the CSTO for help. | KZ>CSTO
The Sudanese government requested assistance from Egypt. | SD>EG
Nepal has appealed for international help after the quake. | NP>
Ukraine called on its allies to send more air defence. | UA>
Mozambique turned to Rwanda for troops. | MZ>RW
Papua New Guinea's prime minister requested police from Australia. | PG>AU
The government of Honduras sought aid from the United States. | HN>US
Turkey has requested help from NATO partners. | TR>NATO
Morocco accepted help from Spain. |
Libya's UN-backed government formally requested Turkish military support. | LY>TR
Rebels asked Russia for help. |
The Red Cross appealed for aid for Chad. |
Mali may ask Russia for help. |
Haiti did not ask for foreign troops. |
In 1979 Afghanistan asked the Soviet Union for troops. |
The governor of Borno asked the government for troops. |
France asked Mali to respect human rights. |
Kenya's president called on the opposition to help end the protests. |
The team asked FIFA for help. |
The opposition urged ECOWAS to intervene. |
The minister denied that Chad had asked France for help. |
Chad has requested French air support against the rebels. | TD>FR
Somalia's government appealed to Ethiopia for troops. | SO>ET
The Gambia's new president asked ECOWAS to intervene. | GM>ECOWAS
Solomon Islands asks Australia for police | SB>AU
The Haitian government has formally requested the deployment of an international armed force. | HT>
At the request of Kazakhstan's president, the CSTO will send peacekeepers. | KZ>CSTO
Tokayev said he had appealed to the CSTO for help in Kazakhstan. | KZ>CSTO
Iraq requested US air strikes on Islamic State. | IQ>US
Vanuatu's government has asked New Zealand for emergency aid. | VU>NZ
Armenia turned to the CSTO for military assistance. | AM>CSTO
Burkina Faso asked French troops to leave. |
Ukraine asked the EU for candidate status. |
The Pope appealed for aid to Syria. |
Mali asked the UN mission to leave. |
Germany asked Poland for help in finding the suspect. |
Mexico rejected a request for US troops. |
""",
    "government.change": """
Prime Minister Ariel Henry resigned on Monday. | resignation
The president stepped down after weeks of protests. | resignation
The cabinet has resigned. | resignation
The prime minister announced his resignation. | resignation
Sri Lanka's president fled the country and resigned by email. | resignation
The king dismissed the prime minister. | dismissal
The president sacked the army chief. | dismissal
Parliament impeached the president. | dismissal
The government lost a vote of no confidence. | dismissal
The president dissolved parliament. | dismissal
Soldiers announced on state television that they had seized power. | coup
The army ousted the president. | coup
The president was overthrown in a military coup. | coup
Officers said they had deposed the president. | coup
Mutinous soldiers detained the president. | coup
General Tchiani declared himself head of state. | coup
An attempted coup was put down on Sunday. | coup
The interior minister was arrested. | arrest
A new prime minister was sworn in. | appointment
The president named Ana Ruiz as prime minister. | appointment
The opposition demanded that the president resign. |
The president refused to step down. |
The president may resign. |
The coach resigned. |
The club sacked its president. |
The prime minister said he would not resign. |
In 1973 the president was overthrown in a coup. |
The minister denied that he had resigned. |
The president fired back at his critics. |
The coup leader met envoys. |
He was accused of plotting a coup. |
The government dismissed the report. |
The president dismissed the claims. |
The company president resigned. |
""",
    "unrest": """
Thousands took to the streets of Tbilisi. | protest
Police used tear gas to disperse demonstrators in Nairobi. | protest
Riots broke out in Kingston. | riot
Rioters burned cars. | riot
Clashes erupted between rival groups in Tripoli. | clashes
Protesters clashed with police. | clashes+protest
Train drivers walked out for 24 hours. | strike
A general strike paralysed Tunis. | strike
Shops were looted in Durban. | looting
Farmers blocked roads with tractors. | protest
Hundreds marched through Paris against the law. | protest
A sit-in outside the ministry entered its third day. | protest
Crowds chanted slogans against the president. | protest
Unions called a general strike for Friday. |
Police braced for riots. |
A rally in bond markets faded. |
There was a riot of colour at the show. |
The protest of 1989 was recalled. |
The team clashed with rivals in the final. |
He lodged a protest with the referee. |
The rally driver was hurt. |
Protests could break out. |
No protests were reported. |
""",
}
