//! People whom other tables keep in several columns, or in a row each.

use crate::support::{Run, Sandbox};

/// Runs `add` on a file from outside, into a folder of its own.
fn add(events: &str, input: &str, flags: &[&str]) -> (Sandbox, Run) {
    let sandbox = Sandbox::new().csv("events", events).bytes("in.csv", input.as_bytes());
    let run = sandbox.run([&["add", "in.csv"], flags].concat());
    (sandbox, run)
}

const LETTERS: &str = "date,title,type,sender,recipient\n\
    1666-09-21,A letter,letter,Spener,Spizel\n\
    1666-10-02,Another,letter,Spener; Dilherr,NA\n";

#[test]
fn columns_of_people_are_joined_in_their_roles() {
    let map = "sender:author+recipient=actors";
    let (sandbox, run) = add("date,title,type,actors\n", LETTERS, &["--map", map]);
    let _ = run.code(0);
    let events = sandbox.read("data/events.csv");
    assert!(events.contains("A letter,letter,Spener:author;Spizel\n"), "{events}");
    assert!(events.contains("Another,letter,Spener:author;Dilherr:author\n"), "{events}");
    let again = sandbox.run(["add", "in.csv", "--map", map]).code(0);
    let _ = again.stderr_has("nothing to add, 2 already there");
    let _ = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
}

#[test]
fn one_column_alone_may_have_a_role_and_other_lists_are_joined_too() {
    let input = "date,title,host,url1,url2\n2025-05-07,A,Ada,https://a.org,https://b.org\n";
    let flags = ["--map", "host:host=actors", "--map", "url1+url2=sources"];
    let (sandbox, run) = add("date,title,actors,sources\n", input, &flags);
    let _ = run.code(0);
    let expected = "2025-05-07,A,Ada:host,https://a.org;https://b.org\n";
    assert!(sandbox.read("data/events.csv").ends_with(expected));
}

#[test]
fn two_columns_into_one_list_are_proposed_to_be_joined() {
    let flags = ["--map", "sender=actors", "--map", "recipient=actors"];
    let (_, run) = add("date,title,type,actors\n", LETTERS, &flags);
    let _ = run.code(1).stderr_has("help: --map sender+recipient=actors joins them; ");
    let (_, run) = add("date,title,type,actors\n", LETTERS, &[]);
    let _ = run.code(1).stderr_has("--map sender:author+recipient=actors joins them");
    let input = "date,title,actors,actors\n2025,A,Ada,Ben\n";
    let (sandbox, run) = add("date,title,actors\n", input, &[]);
    let _ = run.code(1).stderr_has("--map actors+actors.2=actors joins them");
    let _ = sandbox.run(["add", "in.csv", "--map", "actors+actors.2=actors"]).code(0);
    assert!(sandbox.read("data/events.csv").ends_with("2025,A,Ada;Ben\n"));
}

#[test]
fn the_help_for_joined_columns_that_have_no_place_names_all_of_them() {
    let input = "date,title,Side_A,Side_B,url1,url2\n2025,A,Ann,Ben,https://a.org,https://b.org\n";
    for (map, sources) in [
        ("Side_A+Side_B=actors", "url1+url2=sources"),
        ("Side_A:author+Side_B=actors", "url2+url1=sources"),
    ] {
        let flags = ["--map", map, "--map", sources];
        let (_, run) = add("date,title\n", input, &flags);
        let run = run.code(1).stderr_has(&format!("help: --map {map} --add-columns adds `actors`"));
        let _ = run.stderr_has(&format!("help: --map {sources} --add-columns adds `sources`"));
    }
}

#[test]
fn what_cannot_be_joined_to_a_list_is_told() {
    let says = |maps: &[&str], expected: &str| {
        let maps: Vec<&str> = maps.iter().flat_map(|map| ["--map", map]).collect();
        let _ = add("date,title,actors\n", LETTERS, &maps).1.code(1).stderr_has(expected);
    };
    says(&["sender:author+recpient=actors"], "the input has no column `recpient`");
    says(&["sender:Author+recipient=actors"], "is written in small letters: `sender:author`");
    says(&["sender:By Phone=actors"], "is written in small letters: `sender:by-phone`");
    says(&["sender+recipient=actors", "sender=tags"], "is to be a part of `actors` and `tags`");
    says(&["sender+recipient=actors", "recipient+type=tags"], "part of `tags` and `actors`");
    says(&["sender+type=actors", "recipient:guest=actors"], "two --map join columns into `actors`");
}

#[test]
fn an_actor_of_joined_columns_is_told_in_its_own_cell() {
    let sandbox = Sandbox::new().csv("events", "date,title,type,actors\n");
    let sandbox = sandbox.csv("actors", "id,name\nspener,Spener\n");
    let sandbox = sandbox.bytes("in.csv", LETTERS.as_bytes());
    let add = ["add", "in.csv", "--map", "sender:author+recipient:addressee=actors"];
    let run = sandbox.run(add).code(1).stderr_has("in.csv:2:35 (cell E2)");
    let _ = run.stderr_has("in.csv:3:35 (cell D3)").stderr_has("unknown actor `Dilherr`");
    let created = sandbox.run(add.into_iter().chain(["--create-actors"])).code(0);
    let _ = created.stderr_lacks("error");
    let events = sandbox.read("data/events.csv");
    assert!(events.contains("Spener:author;Spizel:addressee\n"), "{events}");
}

#[test]
fn columns_of_people_are_proposed_where_nobody_is_an_actor() {
    let proposed = "--map sender:author+recipient=actors";
    let sandbox = Sandbox::new().bytes("in.csv", LETTERS.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(0);
    let run = run.stderr_has("columns `sender`, `recipient` are not read as `actors`");
    let _ =
        run.stderr_has(&format!("if they took part, begin the file anew with {proposed}; else"));
    let check = sandbox.run(["check"]).code(0);
    let check = check.stdout_has("columns `sender`, `recipient` are not read as `actors`");
    let _ = check.stdout_has("`<sender>:author;<recipient>`").stdout_has(proposed);
    let foreign = LETTERS.replace("date,title", "Datum,Betreff");
    let said = Sandbox::new().csv("events", &foreign).run(["check"]).code(1);
    let _ = said.stdout_has(&format!("--map Datum=date --map Betreff=title {proposed}"));
}

#[test]
fn both_sides_of_a_meeting_are_proposed() {
    for (header, row, theirs) in [
        ("Minister,Name of organisation", "Ann Lee,Aero", "'Minister+Name of organisation=actors'"),
        ("actor1,actor2", "Army,Rebels", "actor1+actor2=actors"),
        ("Source Name,Target Name", "Egypt,Sudan", "'Source Name+Target Name=actors'"),
        ("participant,participantLabel", "http://a.org/Q2,Ann Lee", "participantLabel=actors"),
    ] {
        let input = format!("date,title,{header}\n2024-01-02,Talks,{row}\n");
        let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
        let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_has(&format!("--map {theirs}; else"));
        let told = Sandbox::new().csv("events", &input).run(["check"]).code(0);
        let _ = told.stdout_has("0 errors, 1 warning,");
    }
}

#[test]
fn columns_that_are_no_people_are_not_told() {
    for (header, row) in [
        ("date,title,visitors,guests", "2025-05-07,A,1200,30"),
        ("date,title,author", "2025-05-07,A,the editor"),
        ("date,title,from,to", "2025-05-07,A,Kyiv,Lviv"),
        ("date,title,actors,host", "2025-05-07,A,Ada,Ben"),
        ("date,title,Source Name", "2025-05-07,A,Reuters"),
        ("date,title,Name of organisation", "2025-05-07,A,Aero"),
    ] {
        let input = format!("{header}\n{row}\n");
        let sandbox = Sandbox::new().bytes("in.csv", input.as_bytes());
        let _ = sandbox.run(["add", "in.csv"]).code(0).stderr_lacks("not read");
        let _ = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
    }
    let sandbox = Sandbox::new().bytes("in.csv", LETTERS.as_bytes());
    let keeps = ["--map", "sender=sender", "--map", "recipient=recipient"];
    let _ =
        sandbox.run(["add", "in.csv"].into_iter().chain(keeps)).code(0).stderr_lacks("not read");
}

#[test]
fn a_row_for_each_who_took_part_is_told_once() {
    let rows = |kind: &str, date: &str| {
        let row = |who: &str| format!("{date},Budget talks,{kind},{who}\n");
        format!("date,title,type,actors\n{}{}{}", row("Ada"), row("Ben"), row("Cleo"))
    };
    let told = "3 rows are like another one in all but the one actor they name";
    let (_, run) = add("date,title,type,actors\n", &rows("meeting", "2024-05-01"), &[]);
    let run = run.code(0).stderr_has(told).stderr_has("in.csv:2:1");
    let _ = run.stderr_has("write them in one row, with `;` between them");
    for (kind, date) in [("statement", "2024-05-01"), ("meeting", "2024"), ("", "2024-05-01")] {
        let (_, run) = add("date,title,type,actors\n", &rows(kind, date), &[]);
        let _ = run.code(0).stderr_lacks("like another");
    }
    // A role of one's own column tells no meeting from another.
    let roles = "event_id,date,title,type,actor,role\nm1,2024-01-01,Summit,meeting,Ada,host\n\
                 m1,2024-01-01,Summit,meeting,Ben,guest\n";
    let in_roles = "and each with its role: `actor:role;actor:role`";
    let events = "id,date,title,type,actors\n";
    for role in ["--map=role=", "--map=role=role"] {
        let flags = ["--map", "event_id=", "--map", "actor=actors", role, "--add-columns"];
        let (_, run) = add(events, roles, &flags);
        let _ = run.code(0).stderr_has("2 rows are like another").stderr_has(in_roles);
        let flags = ["--map", "event_id=id", "--map", "actor=actors", role, "--add-columns"];
        let _ = add(events, roles, &flags).1.code(1).stderr_has(in_roles);
    }
    let topics = roles.replace(",role\n", ",topic\n");
    let flags = ["--map", "event_id=", "--map", "actor=actors", "--map", "topic="];
    let _ = add(events, &topics, &flags).1.code(0).stderr_lacks("rows are like another");
    let pairs = rows("meeting", "2024-05-01").replace("Ada", "Ada;Ben");
    let pairs = pairs.replace("Cleo", "Ada;Cleo").replace(",Ben\n", ",Ben;Cleo\n");
    let (_, run) = add("date,title,type,actors\n", &pairs, &[]);
    let _ = run.code(0).stderr_lacks("like another");
}

#[test]
fn a_row_for_each_with_one_id_and_one_that_goes_on_are_told_what_to_do() {
    let in_one = "write them in one row, with `;` between them";
    let events = "id,date,title,type,actors\n";
    let ids = format!("{events}m1,2024-05-01,Talks,meeting,Ada\nm1,2024-05-01,Talks,meeting,Ben\n");
    let (_, run) = add(events, &ids, &[]);
    let _ = run.code(1).stderr_has("actors: there `Ada`, here `Ben`; is it one").stderr_has(in_one);
    let other = ids.replace("meeting,Ben", "call,Ben");
    let _ = add(events, &other, &[]).1.code(1).stderr_lacks(in_one);
    let goes_on = "date,title,type,actors\n2024-05-01,Talks,meeting,Ada\n,,,Ben\n2024,,call,Cy\n";
    let (_, run) = add("date,title,type,actors\n", goes_on, &[]);
    let run = run.code(1).stderr_has("does it go on with the row above, write its actors there");
    let _ = run.stderr_has("help: write a few words on what happened\n");
}

#[test]
fn a_known_name_that_ends_as_with_a_role_gets_the_role_of_its_column() {
    let input = "date,title,type,sender,recipient\n2024-01-01,L,call,Team: blue,Team: blue;ada\n\
                 2024-01-02,M,call,ada: host,Team: red\n";
    let sandbox = Sandbox::new().csv("events", "id,date,title,type,actors\n");
    let sandbox =
        sandbox.csv("actors", "id,name,aliases\nada,Ada,\nts,Team: blue,\nred,Reds,Team: red\n");
    let sandbox = sandbox.bytes("in.csv", input.as_bytes());
    let run = sandbox.run(["add", "in.csv", "--map", "sender:author+recipient=actors"]);
    let _ = run.code(0).stderr_lacks("warning");
    let events = sandbox.read("data/events.csv");
    assert!(events.contains(",L,call,Team: blue:author;ada\n"), "{events}");
    assert!(events.contains(",M,call,ada: host;Team: red\n"), "{events}");
    let _ = sandbox.run(["check"]).stdout_has("0 errors, 0 warnings");
}

#[test]
fn people_beside_the_actors_are_told_where_they_are_actors_whom_these_leave_out() {
    let told = |rows: &str, actors: Option<&str>| {
        let events = format!("id,date,title,type,host,actors,sources\n{rows}");
        let sandbox = Sandbox::new().csv("events", &events);
        let sandbox = match actors {
            Some(actors) => sandbox.csv("actors", &format!("id,name\n{actors}")),
            None => sandbox,
        };
        sandbox.run(["check"]).code(0).output()
    };
    let rows = "a,2024-01-01,x,visit,Cy,ann;bo,s\nb,2024-01-02,y,visit,,ann;cy:speaker,s\n";
    let table = Some("ann,Ann\nbo,Bo\ncy,Cy\n");
    let found = told(rows, table);
    assert!(found.contains("events.csv:1:20 (cell E1)"), "{found}");
    assert!(found.contains("column `host` is not read as `actors`"), "{found}");
    let help = "who stands only there is in no tie: one column `actors` holds all of them: \
                `<actors>;<host>:host`; `annals add` makes it with --map actors+host:host=actors";
    assert!(found.contains(help), "{found}");
    // Without a table who stands in `actors` somewhere is an actor.
    assert!(told(&rows.replace("Cy", "cy"), None).contains("`host` is not read"));
    for (rows, actors) in [
        (rows, None), // `Cy` is nobody
        ("a,2024-01-01,x,visit,Cy,ann;cy:host,s\nb,2024-01-02,y,visit,Ann,ann;bo,s\n", table),
        ("a,2024-01-01,x,visit,Oak Hall,ann;cy,s\nb,2024-01-02,y,visit,Town,ann;bo,s\n", table),
    ] {
        let found = told(rows, actors);
        assert!(!found.contains("near-miss-column"), "{found}");
    }
    // As the help has it.
    let input = format!("id,date,title,type,host,actors,sources\n{rows}");
    let flags = ["--map", "actors+host:host=actors"];
    let (sandbox, run) = add("id,date,title,type,actors,sources\n", &input, &flags);
    let _ = run.code(0);
    assert!(sandbox.read("data/events.csv").contains(",ann;bo;Cy:host,s\n"));
}

#[test]
fn first_names_and_family_names_are_not_joined_to_two_actors() {
    let visits = "date,title,First Name,Last Name,Visitee\n2024,A,Jane,Smith,Mark Jones\n";
    for map in ["First Name+Last Name:visitor+Visitee:host", "Visitee+Last Name+First Name"] {
        let map = format!("{map}=actors");
        let (_, run) = add("date,title,actors\n", visits, &["--map", &map, "--create-actors"]);
        let _ = run.code(1).stderr_has("are one name, and would be two actors").stderr_has(
            "help: put whole names into one column of the input, and name that in --map\n",
        );
    }
    for header in ["fname,org,lname", "Speaker first,Middle,Speaker last", "First,Middle,Place"] {
        let [one, two, three] = [0, 1, 2].map(|n| header.split(',').nth(n).unwrap());
        let names = visits.replace("First Name,Last Name,Visitee", header);
        let map = format!("{one}+{two}+{three}=actors");
        let (_, run) = add("date,title,actors\n", &names, &["--map", &map, "--create-actors"]);
        let _ = run.code(1).stderr_has("are one name, and would be two actors");
    }
    let maps = ["--map", "First Name:host+Last Name:guest=actors", "--map", "Visitee="];
    let _ = add("date,title,actors\n", visits, &maps).1.code(0);
    let maps = ["--map", "First Name=actors", "--map", "Last Name=actors"];
    let _ = add("date,title,actors\n", visits, &maps).1.code(1).stderr_lacks("joins them");
    let maps = ["--map", "Last Name+Visitee=actors", "--map", "First Name="];
    let _ = add("date,title,actors\n", visits, &maps).1.code(0);
}
