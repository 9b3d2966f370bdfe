//! Every term of a query, in and out.

use super::{FIELDS, Query};
use crate::check;
use crate::model::Dataset;
use crate::read::texts;

const EVENTS: &str = "\
id,date,title,type,actors,place,sources,status,summary,tags
a,2025-02-12,First call,call,putin:caller;Donald Trump,\"Kremlin, Moscow\",ap-1#p. 3,confirmed,They spoke of a truce.,origin;key
b,2025-05,Visit to Москва,visit,xi:visitor;putin:host,Москва,rt-1,,Tea was served,
c,[..2025-02-07],A meeting at 12:30,meeting,witkoff;putin,,ap-1;rt-1,alleged,,Key
d,,Undated note,statement,trump:speaker,Washington,,disputed,say no,
e,2025-03-06/..,An office,appointment,zed;vance,,rt-1,confirmed,,
";

const ACTORS: &str = "\
id,name,aliases,country
putin,Vladimir Putin,Владимир Путин;Володимир Путін,Russia
trump,Donald Trump,Donald J. Trump,United States
vance,J.D. Vance,the envoy,United States
witkoff,Steve Witkoff,the envoy,United States
xi,Xi Jinping,习近平,China
zed,A+B Company,,
";

const SOURCES: &str = "\
id,title,publisher,url
ap-1,Leaders talk,Associated Press,https://ap.example/1
rt-1,Parade in Moscow,Reuters,https://reuters.example/1
unused,Another,Reuters,
";

fn dataset() -> Dataset {
    check::dataset(texts(&[
        ("events.csv", EVENTS),
        ("actors.csv", ACTORS),
        ("sources.csv", SOURCES),
    ]))
    .dataset
}

fn terms(terms: &[&str]) -> Vec<String> {
    terms.iter().map(|t| t.to_string()).collect()
}

#[track_caller]
fn found(query: &[&str]) -> String {
    let dataset = dataset();
    let query = Query::parse(&terms(query), false, &dataset).unwrap();
    query.select(&dataset).events.iter().map(|e| dataset.event_id(*e)).collect()
}

#[track_caller]
fn refused(term: &str) -> String {
    Query::parse(&terms(&[term]), false, &dataset()).unwrap_err().to_string()
}

fn said(query: &[&str]) -> String {
    Query::parse(&terms(query), false, &dataset()).unwrap().words()
}

#[test]
fn no_term_selects_everything() {
    assert_eq!(found(&[]), "abcde");
}

#[test]
fn an_actor_goes_by_id_name_and_alias_in_any_case_and_script() {
    for term in [
        "actor:putin",
        "ACTOR:Putin",
        "actor:vladimir putin",
        "actor:владимир ПУТИН",
        "actor:\"Vladimir Putin\"",
    ] {
        assert_eq!(found(&[term]), "abc", "{term}");
    }
    assert_eq!(found(&["actor:习近平"]), "b");
}

#[test]
fn actors_with_a_plus_take_part_together_unless_the_name_has_one() {
    assert_eq!(found(&["actor:trump+putin"]), "a");
    assert_eq!(found(&["actor:putin + Xi Jinping"]), "b");
    assert_eq!(found(&["actor:A+B company"]), "e");
    assert_eq!(found(&["actor:trump", "actor:xi"]), "abd");
}

#[test]
fn an_actor_in_a_role_is_written_as_in_the_data() {
    assert_eq!(found(&["actor:putin:host"]), "b");
    assert_eq!(found(&["actor:putin:Caller+trump"]), "a");
}

#[test]
fn unknown_and_ambiguous_actors_are_errors_with_what_may_be_meant() {
    assert!(refused("actor:putn").contains("unknown actor `putn`; did you mean `putin`?"));
    assert!(refused("actor:jinping").contains("did you mean `Xi Jinping`?"));
    assert!(refused("actor:nobody at all").contains("annals list actors"));
    assert!(refused("actor:the envoy").contains("several actors: `vance`, `witkoff`"));
    assert!(refused("actor:trump+putn").contains("did you mean `putin`?"));
    assert!(refused("actor:putin:hots").contains("unknown role `hots`; did you mean `host`?"));
    assert!(refused("actor:putin type:call").contains("an argument of its own"));
}

#[test]
fn types_are_alternatives_and_contact_is_every_contact() {
    assert_eq!(found(&["type:call"]), "a");
    assert_eq!(found(&["type:Call", "type:visit"]), "ab");
    assert_eq!(found(&["type:contact"]), "abc");
    assert_eq!(found(&["type:summit"]), "", "known, but none here");
    assert!(refused("type:cal").contains("did you mean `call`?"));
}

#[test]
fn a_blank_status_is_reported_and_an_unknown_one_lists_the_known() {
    assert_eq!(found(&["status:reported"]), "b");
    assert_eq!(found(&["status:CONFIRMED"]), "ae");
    let message = refused("status:confirmd");
    assert!(
        message.contains("did you mean `confirmed`?") && message.contains("planned, cancelled")
    );
}

#[test]
fn a_source_is_an_id_an_address_or_a_part_of_publisher_or_title() {
    assert_eq!(found(&["source:ap-1"]), "ac");
    assert_eq!(found(&["source:https://reuters.example/1"]), "bce");
    assert_eq!(found(&["source:reuters"]), "bce");
    assert_eq!(found(&["source:leaders"]), "ac");
    assert_eq!(found(&["source:unused"]), "", "an id, so no part of a publisher");
    assert!(refused("source:ap-2").contains("did you mean `ap-1`?"));
}

#[test]
fn place_is_a_part_tag_is_whole() {
    assert_eq!(found(&["place:moscow"]), "a");
    assert_eq!(found(&["place:моск"]), "b");
    assert_eq!(found(&["tag:key"]), "ac");
    assert_eq!(found(&["tag:ke"]), "");
}

#[test]
fn role_country_and_id() {
    assert_eq!(found(&["role:host"]), "b");
    assert_eq!(found(&["role:denier"]), "", "known, but none here");
    assert_eq!(found(&["country:china"]), "b");
    assert_eq!(found(&["id:C", "id:events/d"]), "cd");
    assert!(refused("role:hst").contains("did you mean `host`?"));
    assert!(refused("country:chin").contains("did you mean `China`?"));
    assert!(refused("id:z").contains("unknown event `z`"));
}

#[test]
fn dates_mean_possibly_and_with_certain_certainly() {
    assert_eq!(found(&["date:2025-02"]), "ac");
    assert_eq!(found(&["date:2025-02..2025-05"]), "abce");
    assert_eq!(found(&["date:..2025-02"]), "ac");
    assert_eq!(found(&["date:2025-04.."]), "be");
    assert_eq!(found(&["from:2025-02-08", "to:2025-04"]), "ae");
    assert_eq!(found(&["date!:..2025-02"]), "ac");
    assert_eq!(found(&["date!:2025-02"]), "a");
    assert_eq!(found(&["date:2025-02", "date:2025-05"]), "abce", "either");
    assert_eq!(found(&["date!:2025-02", "date:2025-05"]), "abe", "either");
    let (dataset, query) = (dataset(), terms(&["from:2025-03"]));
    let certain = Query::parse(&query, true, &dataset).unwrap().select(&dataset);
    assert_eq!(certain.events.len(), 2);
    assert_eq!(certain.words, "certainly from March 2025");
}

#[test]
fn undated_events_are_in_no_range() {
    assert_eq!(found(&["date:.."]), "abce");
    assert_eq!(found(&["not:date:.."]), "d");
}

#[test]
fn words_are_found_in_title_summary_place_and_names_and_all_must_be() {
    assert_eq!(found(&["TRUCE"]), "a");
    assert_eq!(found(&["москва"]), "b");
    assert_eq!(found(&["vladimir"]), "abc");
    assert_eq!(found(&["Washington"]), "d");
    assert_eq!(found(&["a truce"]), "a");
    assert_eq!(found(&["\"first call\"", "spoke"]), "a");
    assert_eq!(found(&["first", "tea"]), "");
}

#[test]
fn a_text_with_a_colon_is_quoted() {
    assert_eq!(found(&["\"12:30\""]), "c");
    assert_eq!(found(&["text:12:30"]), "c");
    let message = refused("12:30");
    assert!(message.contains("'\"12:30\"'"), "{message}");
    assert!(refused("https://ap.example/1").contains("source:https://ap.example/1"));
}

#[test]
fn not_turns_one_term_round_and_two_mean_neither() {
    assert_eq!(found(&["not:type:contact"]), "de");
    assert_eq!(found(&["not:actor:trump", "not:actor:xi"]), "ce");
    assert_eq!(found(&["NOT:truce", "actor:putin"]), "bc");
    assert_eq!(found(&["not:\"12:30\"", "actor:putin"]), "ab");
    assert_eq!(found(&["not:not:tag:key"]), "ac");
}

#[test]
fn different_fields_must_all_hold() {
    assert_eq!(found(&["actor:putin", "type:call", "type:visit", "status:confirmed"]), "a");
}

#[test]
fn an_unknown_field_lists_the_known_ones() {
    let message = refused("actr:putin");
    assert!(message.contains("did you mean `actor`?"), "{message}");
    for field in FIELDS {
        assert!(message.contains(field.name), "{}", field.name);
    }
}

#[test]
fn an_empty_term_is_an_error() {
    for term in ["", "  ", "actor:", "not:", "\"\"", "date:", "tag:\"\""] {
        assert!(refused(term).contains("a term is like"), "{term}");
    }
}

#[test]
fn a_query_is_said_in_words() {
    assert_eq!(
        said(&[
            "actor:putin+trump",
            "type:call",
            "type:visit",
            "date:2025-02..2025-05",
            "not:status:disputed",
            "truce"
        ]),
        "actor Vladimir Putin with Donald Trump, type call or visit, February 2025 to May 2025, not status disputed, \"truce\""
    );
}

#[test]
fn every_field_has_examples_that_parse_or_name_what_is_missing() {
    for field in FIELDS {
        for example in field.examples {
            match Query::parse(&terms(&[example.trim_matches('\'')]), false, &dataset()) {
                Ok(query) => assert!(!query.is_empty()),
                Err(error) => assert!(error.to_string().starts_with("unknown "), "{error}"),
            }
            let bare = !example.starts_with('\'');
            let touched = example.contains(['[', '!', '*', '?', '<', '"', ' ']);
            assert!(!(bare && touched), "a shell would touch {example}");
        }
        let named = field.examples.iter().any(|e| e.contains(&format!("{}:", field.name)));
        assert!(named && !field.about.is_empty(), "{}", field.name);
    }
}

#[test]
fn without_tables_strings_are_actors_and_sources() {
    let events = "date,title,actors,sources\n2025,A,Vladimir Putin:caller;NATO,\"Reuters, 5 May\"\n2026,B,nato,AP\n";
    let dataset = check::dataset(texts(&[("events.csv", events)])).dataset;
    let count = |term| {
        Query::parse(&terms(&[term]), false, &dataset).map(|q| q.select(&dataset).events.len())
    };
    assert_eq!(count("actor:vladimir putin").unwrap(), 1);
    assert_eq!(count("actor:NATO").unwrap(), 1, "exact before folded");
    assert!(count("actor:Nato").unwrap_err().to_string().contains("several actors"));
    assert_eq!(count("source:reuters").unwrap(), 1);
}

#[test]
fn hostile_terms_never_panic() {
    let dataset = dataset();
    arbtest::arbtest(|u| {
        let mut query = Vec::new();
        for _ in 0..u.int_in_range(1..=3)? {
            let field = FIELDS[u.choose_index(FIELDS.len())?].name;
            let value: String = u.arbitrary()?;
            query.push(match u.int_in_range(0..=3)? {
                0 => value,
                1 => format!("{field}:{value}"),
                2 => format!("not:{field}:{value}"),
                _ => format!("{field}:\"{value}..2025-0{value}+putin:{value}"),
            });
        }
        if let Ok(query) = Query::parse(&query, u.arbitrary()?, &dataset) {
            query.select(&dataset);
        }
        Ok(())
    });
}
