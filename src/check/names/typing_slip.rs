//! Words that are nearly one annals knows, where any word may stand: which of them are slips of the hand.
//!
//! Invariant: a slip keeps the first letter, or swaps it with the second; where words of one's own are as
//! good, a doubt is a word of one's own.

use crate::check::names::near::{LONGEST, unlike};

/// The known word that another one is a slip of the hand from: a letter put in or left out, or two
/// neighbours swapped; in longer words one changed, unless it is the last, which makes another form of the
/// word; in still longer ones two of these.
pub(in crate::check) fn slip<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let bare = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let word = bare(word.trim_end_matches(|c: char| c.is_ascii_digit())); // `actor2` is one of the actors
    if word.len() > LONGEST || WORDS_OF_THEIR_OWN.contains(&&*word) {
        return None;
    }
    let begins_alike = |other: &str| {
        let two = |word: &str| (word.chars().next(), word.chars().nth(1));
        let ((a, b), (c, d)) = (two(&word), two(other));
        a == c || (a, b) == (d, c)
    };
    let length = |word: &str| word.chars().count();
    let cost = |other: &str| {
        let limit = match length(&word).min(length(other)) {
            0..=2 => u8::from(length(&word) > 2 && word == format!("{other}s")) * A_SLIP,
            3..=6 => A_SLIP,
            7..=8 => A_CHANGE,
            // Two slips that make up for each other are another word: `principle`, `principal`.
            _ if length(&word) == length(other) => A_CHANGE,
            _ => A_SLIP + A_CHANGE,
        };
        begins_alike(other).then(|| slips(&word, other, limit)).flatten()
    };
    known.filter_map(|known| Some((cost(&bare(known))?, known))).min().map(|(_, known)| known)
}

/// Words that are one slip from a known one, and none of it.
const WORDS_OF_THEIR_OWN: [&str; 23] = [
    "trail",
    "protect",
    "melting",
    "ejection",
    "erection",
    "stats",
    "form",
    "county",
    "even",
    "tile",
    "placed",
    "palace",
    "dated",
    "decryption",
    "kid",
    "comparison",
    "commentary",
    "hoist",
    "char",
    "coherence",
    "convergence",
    "tribal",
    "striker",
];

/// What a letter put in or left out, or two neighbours swapped, adds to the doubt about a slip.
const A_SLIP: u8 = 2;

/// What a letter changed adds to it.
const A_CHANGE: u8 = 3;

/// The doubt whether one word is a slip for another, where it is at most `limit`.
fn slips(one: &str, other: &str, limit: u8) -> Option<u8> {
    let (one, other) = unlike(one, other);
    if one.is_empty() && other.is_empty() {
        return Some(0);
    }
    let rest = limit.checked_sub(A_SLIP)?;
    let (mut after_one, mut after_other) = (one.chars(), other.chars());
    let (a, b) = (after_one.next(), after_other.next());
    let (after_one, after_other) = (after_one.as_str(), after_other.as_str());
    if a.is_some() && b.is_some() && after_one.is_empty() && after_other.is_empty() {
        return None; // another form of the word
    }
    let swapped = || Some((after_one.strip_prefix(b?)?, after_other.strip_prefix(a?)?));
    let in_one = a.map(|_| (after_one, other));
    let in_other = b.map(|_| (one, after_other));
    let tries = [in_one, in_other, swapped()].into_iter().flatten();
    let least = tries.filter_map(|(one, other)| slips(one, other, rest)).min();
    let changed = (!after_one.is_empty() && !after_other.is_empty())
        .then(|| slips(after_one, after_other, limit.checked_sub(A_CHANGE)?))
        .flatten();
    let costs = [least.map(|doubt| doubt + A_SLIP), changed.map(|doubt| doubt + A_CHANGE)];
    costs.into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::slip;
    use crate::model::Table;
    use crate::model::vocabulary::{ROLES, TYPES};

    /// Words that may be meant in one place: types, roles, and the columns of each table.
    fn known() -> Vec<Vec<&'static str>> {
        let (types, roles) = (TYPES.iter().map(|t| t.name), ROLES.iter().map(|r| r.name));
        let columns = |table: &Table| table.columns().iter().map(|f| f.name()).collect();
        [types.collect(), roles.collect()]
            .into_iter()
            .chain(Table::READ.iter().map(columns))
            .collect()
    }

    #[test]
    fn ordinary_words_are_no_slips() {
        let words = "sender seller suspect editor killer object quest guess ghost reform import export deport \
            note ball hall fall change function summon greeting selection sex rate late data update uid aid bid \
            test tall vista resort hosting quote plane space tax state sum idx form trail protect melting stats \
            post boast most hotel court talker tasks walk march marsh rally raid riot attack battle siege truce \
            treaty accord deal letter speech debate session hearing verdict sentence release escape murder \
            birth death wedding funeral concert launch landing launching flood fire storm shooting bombing \
            stroke strife stripe action section station auction settlement argument confidence reference \
            preference deference submit visa votary victim witness judge lawyer defendant plaintiff moderator \
            operator translator commander champion company leader reader teacher minister president invited \
            briefed announced reported denied called driver buyer owner donor guard observer sponsor target \
            region country latitude longitude lat lon name note notes year month day hour time \
            county even tile placed dated decryption kid principle comparison commentary hoist char \
            coherence convergence tribal striker placebo palace face race price size side page row key value count total index code level phase scene";
        for known in known() {
            for word in words.split_whitespace() {
                let is_one = |known: &&str| word.strip_suffix('s').unwrap_or(word) == *known;
                let slip = slip(word, known.iter().copied());
                assert!(slip.is_none() || known.iter().any(is_one), "{word}: {slip:?}");
            }
        }
    }

    #[test]
    fn slips_of_the_hand_are_found() {
        let slips = "metting meeting,meetng meeting,meating meeting,meetings meeting,statment statement,\
            statemnet statement,confrence conference,confernece conference,callr caller,catller caller,\
            calls call,Call call,acll call,sumit summit,summitt summit,talk talks,visti visit,viist visit,\
            anouncement announcement,announcment announcement,apointment appointment,electon election,\
            intervew interview,protets protest,repotr report,medaitor mediator,mediatior mediator,\
            speker speaker,organiser organizer,negociator negotiator,participent participant,hots host,\
            geust guest,bystader bystander,by_phone by-phone,byphone by-phone,soruces sources,\
            acotrs actors,actor actors,source sources,sumary summary,plcae place,titel title,dates date,\
            Date date,tag tags,typ type,types type,statsu status,partof part_of,Part Of part_of,actor2 actors,date 2 date,ids id,ID id";
        for pair in slips.split(',') {
            let (word, meant) = pair.trim().rsplit_once(' ').unwrap();
            let known = known().into_iter().find(|known| known.contains(&meant)).unwrap();
            assert_eq!(slip(word, known.into_iter()), Some(meant), "{word}");
        }
    }
}
