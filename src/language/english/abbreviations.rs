//! Abbreviations and what they stand for: the forms of a line may replace each other.
//!
//! `_` stands for a space; forms are normal forms, without the dot.

pub(super) const ABBREVIATIONS: &str = "
    adm admiral
    admin administration
    ag attorney_general
    ai artificial_intelligence
    aids acquired_immune_deficiency_syndrome
    amb ambassador
    apec asia-pacific_economic_cooperation
    approx approximately
    apr april
    art article
    arts articles
    asean association_of_southeast_asian_nations
    asst assistant
    au african_union
    aug august
    ave avenue
    bbc british_broadcasting_corporation
    bc bce before_christ before_the_common_era
    bn billion
    brics brazil_russia_india_china_south_africa
    capt captain
    ccp cpc chinese_communist_party communist_party_of_china
    ce ad common_era anno_domini
    ceo chief_executive_officer chief_executive
    cfo chief_financial_officer
    ch chapter
    cia central_intelligence_agency
    cis commonwealth_of_independent_states
    cm centimeter centimeters centimetre centimetres
    co company
    col colonel
    corp corporation
    covid coronavirus
    csto collective_security_treaty_organization
    dec december
    dem democrat democratic
    dept department
    dm defense_minister defence_minister
    doj justice_department department_of_justice
    dprk north_korea
    dr doctor
    ec european_commission
    ecb european_central_bank
    eec european_economic_community
    epa environmental_protection_agency
    etc and_so_on et_cetera
    eu european_union
    fbi federal_bureau_of_investigation
    feb february
    fed federal_reserve
    fifa international_football_federation
    fm foreign_minister minister_of_foreign_affairs minister_for_foreign_affairs
    fsb federal_security_service
    g20 group_of_twenty
    g7 group_of_seven
    g8 group_of_eight
    gdp gross_domestic_product
    gen general
    gop republican_party
    gov governor
    govt government
    ha hectare hectares
    hq headquarters
    iaea international_atomic_energy_agency
    icc international_criminal_court
    imf international_monetary_fund
    inc incorporated
    inf intermediate-range_nuclear_forces
    intl international
    ioc international_olympic_committee
    isis isil islamic_state daesh
    jan january
    jcpoa joint_comprehensive_plan_of_action
    jr junior
    kg kilogram kilograms kilo kilos
    kgb committee_for_state_security
    km kilometer kilometers kilometre kilometres
    lb pound pounds
    ldp liberal_democratic_party
    lt lieutenant
    ltd limited
    m million
    maj major
    mfa foreign_ministry ministry_of_foreign_affairs ministry_for_foreign_affairs
    mln mn million
    mod defense_ministry defence_ministry ministry_of_defense ministry_of_defence
    mou memorandum_of_understanding
    mp member_of_parliament lawmaker
    mps members_of_parliament lawmakers
    mt mount
    nasa national_aeronautics_and_space_administration
    nato north_atlantic_treaty_organization north_atlantic_alliance
    ngo nongovernmental_organization non-governmental_organization
    no number
    nov november
    npt nuclear_non-proliferation_treaty
    oct october
    oecd organization_for_economic_cooperation_and_development
    opcw organization_for_the_prohibition_of_chemical_weapons
    opec organization_of_the_petroleum_exporting_countries
    osce organization_for_security_and_cooperation_in_europe
    p page
    pc percent per_cent
    percent per_cent
    pla people_liberation_army
    pm prime_minister premier
    pres president
    prof professor
    pp pages
    rep representative
    rev reverend
    rf russian_federation
    rok republic_of_korea south_korea
    sars severe_acute_respiratory_syndrome
    sco shanghai_cooperation_organization
    sec section
    sen senator
    sept sep september
    sgt sergeant
    sq square
    st saint
    start strategic_arms_reduction_treaty
    supt superintendent
    tpp trans-pacific_partnership
    tv television
    uae united_arab_emirates
    uk united_kingdom great_britain britain
    un united_nations
    unesco united_nations_educational_scientific_and_cultural_organization
    unga united_nations_general_assembly un_general_assembly
    unicef united_nations_children_fund
    univ university
    unsc united_nations_security_council un_security_council security_council
    usa united_states united_states_of_america america
    ussr soviet_union
    vol volume
    vp vice_president
    vs versus
    who world_health_organization
    wto world_trade_organization
    ww1 wwi world_war_i world_war_one first_world_war
    ww2 wwii world_war_ii world_war_two second_world_war
    yr year
    yrs years
";
