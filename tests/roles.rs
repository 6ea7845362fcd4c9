//! Who did what to whom: fifteen pairs in which two have changed parts, fifteen in which they have not.
//!
//! Many builds on purpose: long subjects, relative clauses, infinitives, the passive of several tenses. No
//! true paraphrase is called an exchange; of the exchanges the floor is what was found when it was written.
#![cfg(feature = "syntax")]

use variorum::analysis::{Options, compare};
use variorum::divergence::Kind;

/// Texts that say the same of the same two.
const KEPT: [(&str, &str); 18] = [
    (
        "The harbour police arrested two smugglers near the old lighthouse on Sunday.",
        "Two smugglers were arrested by the harbour police near the old lighthouse on Sunday.",
    ),
    (
        "A retired teacher found the missing child in a barn outside the village.",
        "The missing child was found by a retired teacher in a barn outside the village.",
    ),
    (
        "The court in Varnholm has fined the shipping company for the spill.",
        "The shipping company has been fined for the spill by the court in Varnholm.",
    ),
    (
        "Lena Brodin will challenge the chairman at the annual meeting.",
        "At the annual meeting Lena Brodin will challenge the chairman.",
    ),
    (
        "The union, which met on Monday, accused the board of breaking its word.",
        "The board was accused by the union, which met on Monday, of breaking its word.",
    ),
    (
        "Engineers repaired the damaged bridge within a week.",
        "Within a week the damaged bridge was repaired by engineers.",
    ),
    (
        "The storm destroyed hundreds of houses along the coast of Merano.",
        "Hundreds of houses along the coast of Merano were destroyed by the storm.",
    ),
    (
        "The minister praised the nurses who had worked through the night.",
        "The nurses who had worked through the night were praised by the minister.",
    ),
    (
        "Rebels attacked a convoy of the army north of the river, officials said.",
        "Officials said rebels attacked a convoy of the army north of the river.",
    ),
    (
        "A lorry driver who had fallen asleep hit the school bus.",
        "The school bus was hit by a lorry driver who had fallen asleep.",
    ),
    (
        "The president of Merano met the Norvian chancellor in Bergen on Monday.",
        "The Norvian chancellor met the president of Merano in Bergen on Monday.",
    ),
    (
        "The museum bought the painting from the widow of the collector.",
        "From the widow of the collector the museum bought the painting.",
    ),
    (
        "Investigators have questioned the pilot twice since the crash.",
        "The pilot has been questioned twice by investigators since the crash.",
    ),
    (
        "Norrvik defeated Salthamn in the final of the cup.",
        "In the final of the cup Salthamn was defeated by Norrvik.",
    ),
    (
        "The owner sold the hotel to a bank that later closed it.",
        "The hotel was sold by the owner to a bank that later closed it.",
    ),
    (
        "Norvia gives much money to the works in the harbour undertaken by the shipping agency.",
        "Much money is given by Norvia to the works in the harbour undertaken by the shipping agency.",
    ),
    (
        "The nurse spent all her time treating the wounds caused by the broken glass of the lamp.",
        "All her time was spent by the nurse treating the wounds caused by the broken glass of the lamp.",
    ),
    (
        "The ship sailed from Bergen to Salthamn on Friday with a cargo of timber.",
        "On Friday the ship sailed to Salthamn from Bergen with a cargo of timber.",
    ),
];

/// Texts in which the two have changed parts.
const EXCHANGED: [(&str, &str); 20] = [
    (
        "The harbour police arrested two smugglers near the old lighthouse on Sunday.",
        "The harbour police were arrested by two smugglers near the old lighthouse on Sunday.",
    ),
    (
        "The rebels attacked the army north of the river on Friday, officials said.",
        "The army attacked the rebels north of the river on Friday, officials said.",
    ),
    (
        "The court in Varnholm has criticised the government over the delay.",
        "The court in Varnholm has been criticised by the government over the delay.",
    ),
    (
        "Lena Brodin will challenge the chairman at the annual meeting.",
        "The chairman will challenge Lena Brodin at the annual meeting.",
    ),
    (
        "The union, which met on Monday, accused the board of breaking its word.",
        "The board, which met on Monday, accused the union of breaking its word.",
    ),
    (
        "A lorry driver who had fallen asleep hit the cyclist near the bridge.",
        "The cyclist who had fallen asleep hit a lorry driver near the bridge.",
    ),
    (
        "The minister for health praised the nurses after the fire.",
        "The nurses praised the minister for health after the fire.",
    ),
    (
        "Norrvik defeated Salthamn in the final of the cup.",
        "Norrvik was defeated by Salthamn in the final of the cup.",
    ),
    (
        "Voters said the senator had insulted the governor during the debate.",
        "Voters said the governor had insulted the senator during the debate.",
    ),
    (
        "The bank sued the insurer after talks had failed.",
        "The insurer sued the bank after talks had failed.",
    ),
    (
        "The tanker Aurora rammed the ferry Belle off the coast of Merano at dawn.",
        "The ferry Belle rammed the tanker Aurora off the coast of Merano at dawn.",
    ),
    (
        "The son of the actor stabbed a guard in front of the theatre.",
        "A guard stabbed the son of the actor in front of the theatre.",
    ),
    (
        "Police believe that the gunman followed the student to the station.",
        "Police believe that the student followed the gunman to the station.",
    ),
    (
        "Peter Lund was replaced by Marta Voss as head of the agency in March.",
        "Marta Voss was replaced by Peter Lund as head of the agency in March.",
    ),
    (
        "The small company from Tervo has bought its largest rival for an unknown sum.",
        "The small company from Tervo has been bought by its largest rival for an unknown sum.",
    ),
    (
        "The report said ferries would carry more goods than lorries by the end of the year.",
        "The report said more goods than lorries would carry ferries by the end of the year.",
    ),
    (
        "The guard is believed to have shot the burglar in the yard.",
        "The burglar is believed to have shot the guard in the yard.",
    ),
    (
        "The ship sailed from Bergen to Salthamn on Friday with a cargo of timber.",
        "The ship sailed from Salthamn to Bergen on Friday with a cargo of timber.",
    ),
    (
        "The old harbour hotel was sold by Norvia Estates to a bank in March.",
        "The old harbour hotel was sold by a bank to Norvia Estates in March.",
    ),
    (
        "The union also said that the foundry owned the rights to the patent.",
        "The union also said that the foundry was owned by the rights to the patent.",
    ),
];

fn is_exchange((left, right): &(&str, &str)) -> bool {
    let found = compare(left, right, &Options::default());
    found.divergences.iter().any(|divergence| divergence.kind == Kind::Role)
}

#[test]
fn an_exchange_of_parts_is_found() {
    let missed: Vec<&str> =
        EXCHANGED.iter().filter(|pair| !is_exchange(pair)).map(|pair| pair.1).collect();
    assert!(missed.len() <= 2, "not found: {missed:#?}");
}

#[test]
fn parts_that_stay_are_no_exchange() {
    let wrong: Vec<&str> =
        KEPT.iter().filter(|pair| is_exchange(pair)).map(|pair| pair.1).collect();
    assert!(wrong.is_empty(), "called an exchange: {wrong:#?}");
}
