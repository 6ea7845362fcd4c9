//! Nouns that tell what an English name names.

use crate::language::words::NameWords;

pub(super) static NAMES: NameWords = NameWords {
    places: "
        airport archipelago area avenue base basin bay beach boulevard bridge canal canyon cape city
        coast continent country county creek desert district federation forest gulf harbor harbour
        heights hill hills island islands isle isles lake mount mountain mountains ocean park
        peninsula plateau port prefecture province region republic reservoir ridge river road sea
        square state states station strait straits street territories territory town valley village
        volcano
    ",
    bodies: "
        academy administration agency airlines airways alliance army assembly association authority
        bank battalion board brigade brothers bureau cabinet center centre chamber church club co
        college command commission committee commonwealth communications company conference congress
        consortium cooperation corp corporation council court courts delegation department duma
        embassy enterprise exchange federation firm force forces forum foundation front fund gazette
        government group guard herald holdings hospital house inc industries initiative institute
        institution international journal laboratory league legislature llc ltd ministry mission
        motors movement museum nations navy network news office organisation organization orchestra
        parliament partners party plc police post press programme project radio school senate service
        services society systems team telegraph television times tribunal tribune tv union university
    ",
    things: "
        accord accords act agreement amendment article award awards century championship charter
        code constitution convention crisis cup day declaration doctrine festival games holiday index
        law memorandum month olympics operation plan prize process programme protocol resolution
        revolution season spring statement summit treaty virus vote war week year
    ",
    title_adjectives: "executive first foreign press prime under vice",
    place_prepositions: "across at from in inside near outside through to toward towards",
    tails: "
        backed based born brokered controlled era free held led like listed made only owned related
        ruled run style wide
    ",
    owners: "
        children citizens consumers farmers journalists king men miners nurses people peoples prince
        queen students teachers veterans women workers writers
    ",
};
