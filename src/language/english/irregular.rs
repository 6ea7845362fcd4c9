//! What the stemmer does not know: lines `base form form ...`.
//!
//! Verbs first, then nouns, then adjectives. A form that is commoner as another word (`found`,
//! `left`, `saw`) goes with the verb all the same, as news uses it so.

pub(super) const FORMS: &str = "
    abide abode
    arise arose arisen
    awake awoke awoken
    be am are art been being is was wast were wert
    bear bore borne born
    beat beaten
    become became
    befall befell befallen
    begin began begun
    behold beheld
    bend bent
    beseech besought
    bid bade bidden
    bind bound
    bite bit bitten
    bleed bled
    blow blew blown
    break broke broken brake
    breed bred
    bring brought
    broadcast broadcasted
    build built
    burn burnt
    buy bought
    catch caught
    choose chose chosen
    cleave clove cloven
    cling clung
    come came cometh
    creep crept
    deal dealt
    die died dies dying
    dig dug
    do did didst does doest doeth done dost doth
    draw drew drawn
    dream dreamt
    drink drank drunk
    drive drove driven
    dwell dwelt
    eat ate eaten
    fall fell fallen
    feed fed
    feel felt
    fight fought
    find found
    flee fled
    fling flung
    fly flew flown flies
    forbear forbore forborne
    forbid forbade forbidden
    forecast forecasted
    foresee foresaw foreseen
    forget forgot forgotten
    forgive forgave forgiven
    forsake forsook forsaken
    freeze froze frozen
    get got gotten
    gird girt
    give gave given giveth
    go goes goest goeth gone went
    grind ground
    grow grew grown
    hang hung
    have had hadst has hast hath having
    hear heard
    hew hewn
    hide hid hidden
    hold held
    keep kept
    kneel knelt
    know knew known
    lay laid
    lead led
    lean leant
    leap leapt
    learn learnt
    leave left
    lend lent
    lie lain lying
    light lit
    lose lost
    make made maketh
    mean meant
    meet met
    mislead misled
    mistake mistook mistaken
    misunderstand misunderstood
    mow mown
    outdo outdid outdone
    overcome overcame
    oversee oversaw overseen
    overtake overtook overtaken
    overthrow overthrew overthrown
    partake partook partaken
    pay paid
    plead pled
    prove proven
    rebuild rebuilt
    redo redid redone
    rend rent
    repay repaid
    ride rode ridden
    ring rang rung
    rise rose risen
    run ran
    say said saith sayest sayeth
    see saw seen seeth
    seek sought
    sell sold
    send sent
    sew sewn
    shake shook shaken
    shear shorn
    shine shone
    shoot shot
    show shown shewn shewed
    shrink shrank shrunk
    sing sang sung
    sink sank sunk
    sit sat
    slay slew slain
    sleep slept
    slide slid
    sling slung
    smell smelt
    smite smote smitten
    sow sown
    speak spake speaketh spoke spoken
    speed sped
    spell spelt
    spend spent
    spill spilt
    spin spun
    spit spat
    spoil spoilt
    spring sprang sprung
    stand stood
    steal stole stolen
    stick stuck
    sting stung
    stink stank stunk
    strew strewn
    stride strode stridden
    strike struck stricken
    string strung
    strive strove striven
    swear swore sworn
    sweep swept
    swell swollen
    swim swam swum
    swing swung
    take taken taketh took
    teach taught
    tear tore torn
    tell told telleth
    think thought
    thrive throve thriven
    throw threw thrown
    tie tied ties tying
    tread trod trodden
    undergo underwent undergone undergoes
    understand understood
    undertake undertook undertaken
    undo undid undone
    uphold upheld
    upset upsetting
    wake woke woken
    wear wore worn
    weave wove woven
    weep wept
    win won
    wind wound
    withdraw withdrew withdrawn
    withhold withheld
    withstand withstood
    wring wrung
    write wrote written
    analysis analyses
    axis axes
    basis bases
    brother brethren
    calf calves
    child children
    crisis crises
    criterion criteria
    diagnosis diagnoses
    elf elves
    emphasis emphases
    foot feet
    goose geese
    half halves
    hypothesis hypotheses
    knife knives
    life lives
    loaf loaves
    man men
    medium media
    mouse mice
    oasis oases
    ox oxen
    penny pence
    person people persons
    phenomenon phenomena
    policeman policemen
    policewoman policewomen
    businessman businessmen
    congressman congressmen
    fisherman fishermen
    gentleman gentlemen
    serviceman servicemen
    spokesman spokesmen spokespeople spokesperson spokespersons spokeswoman spokeswomen
    chairman chairmen chairperson chairwoman
    synthesis syntheses
    thesis theses
    thief thieves
    tooth teeth
    wife wives
    wolf wolves
    woman women
    bad worse worst
    far farther farthest further furthest
    good better best
    little less least
    many more most
";

/// Words that are spelled in several ways beyond the rules of [`super::spelling`]: lines `base form
/// form ...`.
pub(super) const SPELLINGS: &str = "
    adviser advisor advisers advisors
    among amongst
    defense defence defences defenses
    offense offence offences offenses
    license licence licences licenses
    pretense pretence
    practice practise practised practising practises
    program programme programmes programs
    center centre centres centers centred centered
    meter metre metres meters
    kilometer kilometre kilometres kilometers
    theater theatre theatres theaters
    fiber fibre fibres fibers
    liter litre litres liters
    caliber calibre
    specter spectre
    somber sombre
    skeptic sceptic sceptics sceptical
    check cheque cheques
    curb kerb
    gray grey
    jail gaol
    plow plough ploughed ploughs
    tire tyre tyres
    pajamas pyjamas
    mustache moustache
    aluminum aluminium
    airplane aeroplane airplanes aeroplanes
    mom mum
    maneuver manoeuvre manoeuvres maneuvers manoeuvring
    enroll enrol
    fulfill fulfil
    install instal
    judgment judgement judgements judgments
    acknowledgment acknowledgement
    aging ageing
    story storey storeys
    toward towards
    while whilst
    orthopedic orthopaedic
    pediatric paediatric
    anemia anaemia
    encyclopedia encyclopaedia
    medieval mediaeval
    estrogen oestrogen
    draft draught
    mold mould
    smolder smoulder
    artifact artefact
    cozy cosy
    disk disc
    czar tsar tsars czars
    sulfur sulphur
    ton tonne tonnes tons
    traveler traveller travellers
    jewelry jewellery
    woolen woollen
    marvelous marvellous
    organization organisation
    connection connexion
    show shew
    today to-day
    tomorrow to-morrow
";
