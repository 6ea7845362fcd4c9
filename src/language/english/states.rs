//! States, their peoples and their capitals: `names : people and manner : capital`; a fourth column lists the
//! states that a name of the line can mean besides.
//!
//! `_` stands for a space. A capital stands for its government in news (`Tokyo` for Japan).

pub(super) const STATES: &str = "
    abkhazia : abkhaz abkhazian abkhazians : sukhumi
    afghanistan : afghan afghans : kabul
    albania : albanian albanians : tirana
    algeria : algerian algerians : algiers
    andorra : andorran andorrans :
    angola : angolan angolans : luanda
    antigua : antiguan antiguans :
    argentina argentine_republic : argentine argentines argentinian argentinians : buenos_aires
    armenia : armenian armenians : yerevan
    australia : australian australians aussie : canberra
    austria : austrian austrians : vienna
    azerbaijan : azerbaijani azerbaijanis azeri azeris : baku
    bahamas : bahamian bahamians : nassau
    bahrain : bahraini bahrainis : manama
    bangladesh : bangladeshi bangladeshis : dhaka
    barbados : barbadian barbadians : bridgetown
    belarus byelorussia belorussia : belarusian belarusians belarussian belarussians byelorussian : minsk
    belgium : belgian belgians : brussels
    belize : belizean belizeans : belmopan
    benin dahomey : beninese : porto-novo
    bhutan : bhutanese : thimphu
    bolivia : bolivian bolivians :
    bosnia bosnia_and_herzegovina : bosnian bosnians : sarajevo
    botswana : botswanan batswana : gaborone
    brazil : brazilian brazilians : brasilia
    brunei : bruneian bruneians :
    bulgaria : bulgarian bulgarians : sofia
    burkina_faso : burkinabe : ouagadougou
    burundi : burundian burundians : gitega
    cambodia kampuchea : cambodian cambodians khmer : phnom_penh
    cameroon : cameroonian cameroonians : yaounde
    canada : canadian canadians : ottawa
    cape_verde cabo_verde : cape_verdean : praia
    central_african_republic : central_african : bangui
    chad : chadian chadians :
    chile : chilean chileans : santiago
    china prc people_republic_of_china : chinese sino : beijing peking
    colombia : colombian colombians : bogota
    comoros : comorian comorians : moroni
    congo : congolese : : republic_of_congo democratic_republic_of_congo
    democratic_republic_of_congo democratic_republic_of_the_congo dr_congo drc congo-kinshasa zaire : : kinshasa
    republic_of_congo republic_of_the_congo congo-brazzaville : : brazzaville
    costa_rica : costa_rican costa_ricans :
    croatia : croatian croatians croat croats : zagreb
    cuba : cuban cubans : havana
    cyprus : cypriot cypriots : nicosia
    czechia czech_republic : czech czechs : prague
    czechoslovakia : czechoslovak czechoslovaks :
    denmark : danish dane danes : copenhagen
    djibouti : djiboutian djiboutians :
    dominica : : roseau
    dominican_republic : : santo_domingo
    : dominican dominicans : : dominica dominican_republic
    east_germany gdr : east_german :
    east_timor timor-leste : timorese : dili
    ecuador : ecuadorian ecuadorians : quito
    egypt : egyptian egyptians : cairo
    el_salvador : salvadoran salvadorans salvadorian :
    england : english englishman englishmen :
    equatorial_guinea : equatoguinean : malabo
    eritrea : eritrean eritreans : asmara
    estonia : estonian estonians : tallinn
    eswatini swaziland : swazi swazis : mbabane
    ethiopia abyssinia : ethiopian ethiopians : addis_ababa
    fiji : fijian fijians : suva
    finland : finnish finn finns : helsinki
    france : french frenchman frenchmen : paris
    gabon : gabonese : libreville
    gambia : gambian gambians : banjul
    georgia : georgian georgians : tbilisi
    germany federal_republic_of_germany : german germans : berlin : east_germany west_germany
    ghana : ghanaian ghanaians : accra
    greece : greek greeks hellenic : athens
    greenland : greenlandic greenlander greenlanders : nuuk
    grenada : grenadian grenadians :
    guatemala : guatemalan guatemalans :
    guinea : guinean guineans : conakry
    guinea-bissau : : bissau
    guyana : guyanese : georgetown
    haiti : haitian haitians : port-au-prince
    honduras : honduran hondurans : tegucigalpa
    hong_kong : hongkonger hongkongers :
    hungary : hungarian hungarians magyar : budapest
    iceland : icelandic icelander icelanders : reykjavik
    india : indian indians : new_delhi delhi
    indonesia : indonesian indonesians : jakarta
    iran islamic_republic_of_iran persia : iranian iranians persian persians : tehran teheran
    iraq : iraqi iraqis : baghdad
    ireland eire : irish irishman irishmen : dublin
    israel : israeli israelis : jerusalem tel_aviv
    italy : italian italians : rome
    ivory_coast cote_d_ivoire : ivorian ivorians : yamoussoukro
    jamaica : jamaican jamaicans :
    japan : japanese nippon : tokyo
    jordan : jordanian jordanians : amman
    kazakhstan : kazakh kazakhs kazakhstani : astana nur-sultan
    kenya : kenyan kenyans : nairobi
    kiribati : : tarawa
    korea : korean koreans : : north_korea south_korea
    kosovo : kosovar kosovars kosovan : pristina
    kuwait : kuwaiti kuwaitis :
    kyrgyzstan kirghizia : kyrgyz kirghiz : bishkek
    laos : lao laotian laotians : vientiane
    latvia : latvian latvians : riga
    lebanon : lebanese : beirut
    lesotho : basotho : maseru
    liberia : liberian liberians : monrovia
    libya : libyan libyans : tripoli
    liechtenstein : liechtensteiner : vaduz
    lithuania : lithuanian lithuanians : vilnius
    luxembourg : luxembourger luxembourgers :
    madagascar : malagasy madagascan : antananarivo
    malawi : malawian malawians : lilongwe
    malaysia malaya : malaysian malaysians malay malays : kuala_lumpur
    maldives : maldivian maldivians :
    mali : malian malians : bamako
    malta : maltese : valletta
    marshall_islands : marshallese : majuro
    mauritania : mauritanian mauritanians : nouakchott
    mauritius : mauritian mauritians : port_louis
    mexico : mexican mexicans : mexico_city
    micronesia : micronesian micronesians : palikir
    moldova moldavia : moldovan moldovans moldavian : chisinau kishinev
    monaco : monegasque :
    mongolia : mongolian mongolians mongol mongols : ulaanbaatar ulan_bator
    montenegro : montenegrin montenegrins : podgorica
    morocco : moroccan moroccans : rabat
    mozambique : mozambican mozambicans : maputo
    myanmar burma : burmese : naypyidaw rangoon yangon
    namibia : namibian namibians : windhoek
    nauru : nauruan nauruans :
    nepal : nepalese nepali nepalis : kathmandu
    netherlands holland : dutch dutchman dutchmen : amsterdam hague
    new_zealand : new_zealander new_zealanders kiwi : wellington
    nicaragua : nicaraguan nicaraguans : managua
    niger : nigerien nigeriens : niamey
    nigeria : nigerian nigerians : abuja
    north_korea dprk democratic_people_republic_of_korea : north_korean north_koreans : pyongyang
    northern_ireland ulster : northern_irish : belfast
    north_macedonia macedonia : macedonian macedonians : skopje
    norway : norwegian norwegians : oslo
    oman : omani omanis : muscat
    pakistan : pakistani pakistanis : islamabad
    palau : palauan palauans :
    palestine : palestinian palestinians : ramallah
    panama : panamanian panamanians :
    papua_new_guinea : papuan papuans : port_moresby
    paraguay : paraguayan paraguayans : asuncion
    peru : peruvian peruvians : lima
    philippines : filipino filipinos philippine filipina : manila
    poland : polish pole poles : warsaw
    portugal : portuguese : lisbon
    prussia : prussian prussians :
    puerto_rico : puerto_rican puerto_ricans : san_juan
    qatar : qatari qataris : doha
    romania rumania : romanian romanians rumanian : bucharest
    russia russian_federation rf : russian russians : moscow kremlin
    rwanda : rwandan rwandans : kigali
    samoa : samoan samoans : apia
    san_marino : sammarinese :
    saudi_arabia : saudi saudis saudi_arabian : riyadh
    scotland : scottish scot scots : edinburgh
    senegal : senegalese : dakar
    serbia : serbian serbians serb serbs : belgrade
    seychelles : seychellois :
    sierra_leone : sierra_leonean : freetown
    singapore : singaporean singaporeans :
    slovakia : slovak slovaks slovakian : bratislava
    slovenia : slovenian slovenians slovene slovenes : ljubljana
    solomon_islands : : honiara
    somalia : somali somalis : mogadishu
    south_africa : south_african south_africans : pretoria
    south_korea republic_of_korea rok : south_korean south_koreans : seoul
    south_ossetia : south_ossetian : tskhinvali
    south_sudan : south_sudanese : juba
    soviet_union ussr : soviet soviets :
    spain : spanish spaniard spaniards : madrid
    sri_lanka ceylon : sri_lankan sri_lankans : colombo
    sudan : sudanese : khartoum
    suriname surinam : surinamese : paramaribo
    sweden : swedish swede swedes : stockholm
    switzerland : swiss : bern berne
    syria : syrian syrians : damascus
    taiwan : taiwanese : taipei
    tajikistan : tajik tajiks : dushanbe
    tanzania : tanzanian tanzanians : dodoma
    thailand siam : thai thais siamese : bangkok
    tibet : tibetan tibetans : lhasa
    togo : togolese : lome
    tonga : tongan tongans :
    transnistria : transnistrian : tiraspol
    trinidad trinidad_and_tobago : trinidadian trinidadians : port_of_spain
    tunisia : tunisian tunisians : tunis
    turkey turkiye : turkish turk turks : ankara
    turkmenistan : turkmen turkmens : ashgabat
    tuvalu : tuvaluan : funafuti
    uganda : ugandan ugandans : kampala
    ukraine : ukrainian ukrainians : kyiv kiev
    united_arab_emirates uae emirates : emirati emiratis : abu_dhabi
    united_kingdom uk great_britain britain : british briton britons : london : england scotland wales northern_ireland
    united_states usa united_states_of_america america : american americans : washington
    uruguay : uruguayan uruguayans : montevideo
    uzbekistan : uzbek uzbeks : tashkent
    vanuatu : vanuatuan :
    vatican holy_see vatican_city : :
    venezuela : venezuelan venezuelans : caracas
    vietnam viet_nam : vietnamese : hanoi
    wales : welsh welshman welshmen : cardiff
    west_germany frg : west_german : bonn
    yemen : yemeni yemenis : sanaa
    yugoslavia : yugoslav yugoslavs yugoslavian :
    zambia : zambian zambians : lusaka
    zimbabwe rhodesia : zimbabwean zimbabweans : harare
";
