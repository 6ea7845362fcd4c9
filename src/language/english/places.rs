//! Places with several names: in the language of the place and in English, today and before.
//!
//! A line is a place; `_` stands for a space. A name that is as often something else is left out.

pub(super) const PLACES: &str = "
    mallorca majorca
    menorca minorca
    munich munchen muenchen
    cologne koln koeln
    nuremberg nurnberg nuernberg
    hanover hannover
    brunswick braunschweig
    dunkirk dunkerque
    vienna wien
    prague praha
    warsaw warszawa
    cracow krakow
    danzig gdansk
    breslau wroclaw
    stettin szczecin
    posen poznan
    konigsberg kaliningrad
    lemberg lviv lvov lwow
    pressburg bratislava
    laibach ljubljana
    pilsen plzen
    carlsbad karlovy_vary karlsbad
    moscow moskva
    leningrad saint_petersburg st_petersburg petrograd
    stalingrad volgograd
    gorky nizhny_novgorod
    sverdlovsk yekaterinburg
    kiev kyiv
    kharkov kharkiv
    odessa odesa
    chernobyl chornobyl
    dnepropetrovsk dnipropetrovsk dnipro
    nikolaev mykolaiv
    zaporozhye zaporizhzhia
    kishinev chisinau
    reval tallinn
    vilna vilnius wilno
    memel klaipeda
    rome roma
    milan milano
    turin torino
    naples napoli
    florence firenze
    venice venezia
    genoa genova
    padua padova
    mantua mantova
    leghorn livorno
    syracuse siracusa
    sardinia sardegna
    sicily sicilia
    tuscany toscana
    lombardy lombardia
    piedmont piemonte
    apulia puglia
    lisbon lisboa
    oporto porto
    seville sevilla
    saragossa zaragoza
    corunna coruna a_coruna la_coruna
    catalonia catalunya cataluna
    andalusia andalucia
    castile castilla
    basque_country euskadi
    copenhagen kobenhavn
    gothenburg goteborg goeteborg
    elsinore helsingor
    zealand sjaelland
    jutland jylland
    geneva geneve genf
    zurich zuerich
    lucerne luzern
    basel basle bale
    berne bern
    brussels bruxelles brussel
    antwerp antwerpen anvers
    ghent gent gand
    bruges brugge
    liege luttich luik
    ostend oostende
    louvain leuven
    hague den_haag the_hague
    flushing vlissingen
    lyons lyon
    marseilles marseille
    strasbourg strassburg
    brittany bretagne
    burgundy bourgogne
    normandy normandie
    corsica corse
    flanders vlaanderen
    bavaria bayern
    saxony sachsen
    lower_saxony niedersachsen
    thuringia thuringen
    hesse hessen
    rhineland_palatinate rheinland_pfalz
    north_rhine_westphalia nordrhein_westfalen
    constantinople istanbul
    smyrna izmir
    adrianople edirne
    angora ankara
    salonica salonika thessaloniki thessalonica
    athens athina
    corfu kerkyra
    crete kriti
    bucharest bucuresti
    belgrade beograd
    ragusa dubrovnik
    mecca makkah
    medina madinah
    jaffa yafo
    hebron al_khalil
    aleppo halab
    homs hims
    bombay mumbai
    calcutta kolkata
    madras chennai
    bangalore bengaluru
    poona pune
    benares varanasi
    mysore mysuru
    cochin kochi
    pondicherry puducherry
    dacca dhaka
    ceylon sri_lanka
    rangoon yangon
    saigon ho_chi_minh_city
    peking beijing
    canton guangzhou
    nanking nanjing
    tientsin tianjin
    chungking chongqing
    mukden shenyang
    dairen dalian
    amoy xiamen
    edo tokyo
    batavia jakarta
    formosa taiwan
    leopoldville kinshasa
    salisbury harare
    lourenco_marques maputo
    pretoria tshwane
    port_elizabeth gqeberha
    danube donau
    rhine rhein
    vistula wisla
    dnieper dnipro_river
    moselle mosel
    falklands malvinas falkland_islands
    burma myanmar
";
