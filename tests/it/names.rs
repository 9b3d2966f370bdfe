//! Names of actors that are written in another way than in the table: who was probably meant is said, and
//! nobody is created.

use super::support::Sandbox;

const ACTORS: &str =
    "id,name\nlindqvist,Karin Lindqvist\npetrenko,Oksana Petrenko\nwang-yi,Wang Yi\n";

/// A folder with these people, and an input of one event for each list of actors.
fn with(lists: &[&str]) -> Sandbox {
    let row = |(n, list): (usize, &&str)| format!("2024,A{n},\"{list}\"\n");
    let rows: String = lists.iter().enumerate().map(row).collect();
    let sandbox = Sandbox::new().csv("actors", ACTORS).csv("events", "date,title,actors\n");
    sandbox.bytes("in.csv", format!("date,title,actors\n{rows}").as_bytes())
}

#[test]
fn who_has_the_same_words_in_another_order_is_a_near_miss_and_is_not_created() {
    for (name, meant) in [
        ("Lindqvist, Karin", "Karin Lindqvist"),
        ("Petrenko Oksana", "Oksana Petrenko"),
        ("Petrenko Oksana:host", "Oksana Petrenko"),
        ("Mrs. Oksana Petrenko", "Oksana Petrenko"),
        ("O. Petrenko", "Oksana Petrenko"),
        ("Yi Wang", "Wang Yi"),
    ] {
        let sandbox = with(&[name]);
        let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(1);
        run.stderr_has(&format!(
            "did you mean `{meant}`? If it is another, add a row to actors.csv"
        ));
        assert_eq!(sandbox.read("data/actors.csv"), ACTORS);
    }
}

#[test]
fn who_shares_a_word_or_an_initial_alone_is_another() {
    let sandbox =
        with(&["Oleh Petrenko", "A. Petrenko", "Maria Karin Lindqvist", "Mrs. Lindqvist"]);
    let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(0);
    run.stderr_has("created actor maria-karin-lindqvist").stderr_lacks("are they one?");
}

#[test]
fn an_id_that_another_has_already_and_new_names_of_the_same_words_are_told() {
    let run = with(&["王毅", "Ada Brook", "Brook, Ada"]).run(["add", "in.csv", "--create-actors"]);
    run.code(0)
        .stderr_has("王毅 would be wang-yi, which is another's id: are they one?")
        .stderr_has("Brook, Ada is nearly Ada Brook: are they one?");
    // Of long names the id has but the beginning.
    let long = "Committee for the Protection of Journalists and Writers";
    let names = [format!("{long} in Asia"), format!("{long} of the Americas")];
    let run = with(&[&names[0], &names[1]]).run(["add", "in.csv", "--create-actors"]).code(0);
    run.stderr_has("-2: Committee").stderr_lacks("are they one?");
}

#[test]
fn a_role_before_an_actor_is_told_to_stand_behind_and_is_created_as_nobody() {
    let told = "a role stands behind the actor: `Wang Yi:guest`; a name with a colon needs a row in actors.csv";
    for name in ["Guest: Wang Yi", "guest: Wang Yi", "GUEST:Wang Yi", "Guest: Wang Yi:visitor"] {
        let run = with(&[name]).run(["add", "in.csv", "--create-actors"]).code(1);
        run.stderr_has(told);
        let alone = Sandbox::new().csv("events", &format!("date,title,actors\n2024,A,{name}\n"));
        let run = alone.run(["check"]).code(0);
        run.stdout_has("near-miss-role").stdout_has(told).stdout_has("1 warning,");
    }
    let several = with(&["Host: Ann Lee, Guest: Wang Yi"]).run(["add", "in.csv"]).code(1);
    several.stderr_has("`Ann Lee:host;Wang Yi:guest`");
    let phone = with(&["By phone: Oksana Petrenko"]).run(["add", "in.csv"]).code(1);
    phone.stderr_has("`Oksana Petrenko:by-phone`");
    for name in ["UN: Security Council", "Kill Bill: Volume 1", "Hosts United: A"] {
        with(&[name]).run(["add", "in.csv", "--create-actors"]).code(0);
        let alone = Sandbox::new().csv("events", &format!("date,title,actors\n2024,A,{name}\n"));
        alone.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    }
}
