//! Transcripts written for the purpose, and texts that only look like one.

use super::tests::shown;

#[test]
fn an_interview_is_read_turn_by_turn() {
    let text = "Question: Will the ferry sail on “dark days” too?\n\n\
        Olga Brandt: It will. We have lamps.\n\n\
        The crew is paid until spring.\n\n\
        Question (harbour radio): And you?\n\n\
        Olga Brandt: Yes.\n\n\
        I have told the board.";
    assert_eq!(
        shown(text),
        [
            "Will the ferry sail on “dark days” too? | Question | ?",
            "It will. We have lamps. | Olga Brandt | ?",
            "The crew is paid until spring. | Olga Brandt | ?",
            "And you? | Question | ?",
            "Yes. | Olga Brandt | ?",
            "I have told the board. | Olga Brandt | ?",
        ]
    );
}

#[test]
fn a_turn_ends_where_somebody_tells_of_the_talk() {
    let text = "Q: When does the bridge open?\n\n\
        A: We hope in May.\n\n\
        (Laughter)\n\n\
        Q: Is the money there?\n\n\
        A: “It is there,” as my father used to say.\n\n\
        Anna Moe spoke to the paper in her office on the quay.\n\n\
        The council votes on Friday.";
    assert_eq!(
        shown(text),
        [
            "When does the bridge open? | Q | ?",
            "We hope in May. | A | ?",
            "Is the money there? | Q | ?",
            "“It is there,” as my father used to say. | A | ?",
        ]
    );
    let told = "MOE: We need your help to keep the tower.\n\n\
        DALE: You will have it.\n\n\
        MOE: I thank you.\n\n\
        DALE: It is late.\n\n\
        We waited an hour, and then Moe said that the tower was lost.";
    assert_eq!(
        shown(told),
        [
            "We need your help to keep the tower. | MOE | ?",
            "You will have it. | DALE | ?",
            "I thank you. | MOE | ?",
            "It is late. | DALE | ?",
        ]
    );
}

#[test]
fn an_opening_address_is_speech_of_the_one_who_answers() {
    let text = "Ladies and gentlemen,\n\n\
        The talks on the canal are over.\n\n\
        Question: Are you content?\n\n\
        Karl Brandt: I am.";
    assert_eq!(
        shown(text)[1..],
        [
            "The talks on the canal are over. | Karl Brandt | ?",
            "Are you content? | Question | ?",
            "I am. | Karl Brandt | ?",
        ]
    );
}

#[test]
fn marks_around_a_turn_are_not_said() {
    let text = "Reporter: Who pays for the lamps?\n\nAnna Moe: “The town pays for all of them.”";
    assert_eq!(
        shown(text),
        ["Who pays for the lamps? | Reporter | ?", "The town pays for all of them. | Anna Moe | ?"]
    );
}

#[test]
fn headings_and_datelines_do_not_speak() {
    let texts = [
        "Update: The road is open again.\n\nUpdate: We hear that the road is closed.\n\nNote: Your map may be old.",
        "BRUSSELS: Police said the road was open.\n\nThe mayor thanked them.\n\nLONDON: Nothing was known.",
        "Bottom Line: The oil is safe to eat.\n\nLarge Grain: It keeps well.\n\nBottom Line: Nobody knows why.",
        "Claim: A photograph shows a giant fish.\n\nOrigins: The photograph came from a magazine.",
        "Lamp Posts: We paint them green in your street.\n\nThe council met.",
        "A. Moe, 34, lost her boat in our harbour.\n\nA. Dale found it, and what did you think?",
        "Related: Why we love the sea.\n\nRelated: Your guide to the coast.\n\nRelated: What I saw.",
        "Reporter Karl Dale wrote: The plan is dead.\n\nReporter Anna Moe wrote: We doubt it.",
        "The report said: The lamps failed.\n\nThe board said: We have no lamps.",
        "Best Play: The Lamp took the prize.\n\nBest Song: The Quay took the prize.",
        "Moe: a life in pictures\n\nMoe: the book of your year",
        "Score at noon: 3:1.\n\nTime: 12:30.\n\nhttps://example.org/a: You see?",
    ];
    for text in texts {
        assert!(shown(text).is_empty(), "{text}: {:?}", shown(text));
    }
}

#[test]
fn a_notice_ends_a_turn() {
    let text = "Question: Is the tower safe?\n\n\
        Anna Moe: I would not climb it.\n\n\
        Note: The talk was shortened for our readers.";
    assert_eq!(shown(text).len(), 2, "{:?}", shown(text));
}

#[test]
fn labels_may_be_bold_or_stand_above_the_words() {
    let text = "Interviewer:\n\nWhere were you on Friday?\n\nKarl Dale:\n\nI was on the ferry.";
    assert_eq!(
        shown(text),
        ["Where were you on Friday? | Interviewer | ?", "I was on the ferry. | Karl Dale | ?"]
    );
    let bold = "**Moderator:** Where were you?\n\n**Karl Dale:** I was on the ferry.";
    assert_eq!(
        shown(bold),
        ["Where were you? | Moderator | ?", "I was on the ferry. | Karl Dale | ?"]
    );
}
