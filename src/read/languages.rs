//! Titles in many languages, each in the encodings that were used for it: what these are called.
//!
//! Invariant: an encoding is named right or not at all where five rows tell it.

use super::likely::{likely, page_of};
use super::pages::Page;

/// The encodings of some languages, and titles in these.
type Group = (&'static [&'static str], &'static [[&'static str; 5]]);

const GROUPS: &[Group] = &[
    (
        &["windows-1252", "CP850", "macintosh"],
        &[
            [
                "Réunion à Genève sur l’été",
                "Le président français reçoit le chancelier",
                "Conférence de presse à l'Élysée",
                "La forêt brûle près de Nîmes",
                "Où est passée la délégation ?",
            ],
            [
                "Accord signé à Paris",
                "Élection du maire",
                "Grève générale des employés",
                "Visite d’État à Alger",
                "Débat au Sénat sur la laïcité",
            ],
            [
                "Treffen in München über die Brücke",
                "Größe der Straße beschlossen",
                "Jäger und Müller fuhren nach Köln",
                "Österreich wählt einen neuen Präsidenten",
                "Übergabe der Schlüssel",
            ],
            [
                "Gespräch mit dem Außenminister",
                "Rückkehr nach Zürich",
                "Der Bürgermeister tritt zurück",
                "Die Lösung – ein Kompromiss",
                "Ärzte fordern „mehr Geld“",
            ],
            [
                "Reunión del señor presidente",
                "Manifestación en Málaga y Cádiz",
                "El niño llegó a España",
                "Elección de José Muñoz",
                "La corrupción en México sigue así",
            ],
            [
                "Según el ministro, habrá más",
                "Comisión de Economía",
                "Visita a Perú",
                "¿Qué pasó en Bogotá?",
                "Última sesión del año",
            ],
            [
                "Reunião em São Paulo",
                "Eleições no país",
                "O ministro não compareceu à sessão",
                "Manifestação em Brasília",
                "Você já votou? Três milhões",
            ],
            [
                "La città è stata liberata",
                "Più di cento persone a Forlì",
                "Il presidente andrà a Cefalù",
                "Perché l’università chiude",
                "Così parlò il ministro",
            ],
            [
                "Forlì",
                "Visita in Perù",
                "Martedì la libertà",
                "La società è fallita",
                "Già nel 1990 c'è la novità",
            ],
            [
                "Reunió a València",
                "Manifestació a Lleida i Alcoi",
                "L’elecció del president Puigdemont",
                "Després de l'accord a Perpinyà",
                "El català és llengua pròpia",
            ],
            [
                "Overleg over Oekraïne",
                "De coalitie is geïnstalleerd",
                "Eén reünie in België",
                "Ideeën van het comité",
                "De heer Daniël Koerts",
            ],
            [
                "Möte i Malmö",
                "Nära sjön på ön",
                "Åklagaren väcker åtal",
                "Rådet fattar beslut om älgen",
                "Göteborg får ny brö",
            ],
            [
                "Kokous Jyväskylässä",
                "Pääministeri Sipilä eroaa",
                "Hyvää yötä",
                "Näin äänestettiin",
                "Käräjäoikeus päätti",
            ],
            [
                "Møde i København",
                "Søren Kjær rejser til Århus",
                "Færøerne vælger",
                "Ny regering på vej",
                "Økonomien er på ret spor",
            ],
            [
                "Møte i Tromsø",
                "Statsråd går av",
                "Åpning av ny bro i Ålesund",
                "Kongen besøker Ås",
                "Været på øya",
            ],
            [
                "Fundur í Reykjavík",
                "Forsætisráðherra segir af sér",
                "Þing kemur saman á Þingvöllum",
                "Bankinn er í höfn",
                "Kosningar á Íslandi í október",
            ],
            [
                "At the café in the town and of the city",
                "They don’t say “go” to the Senator’s office",
                "A naïve plan – signed",
                "Well…then it was over",
                "The mayor’s speech",
            ],
            [
                "The people’s vote",
                "Iraq—and the war",
                "São Paulo meeting with François Hollande",
                "Meeting with Gerhard Schröder in Zürich",
                "He said ‘no’ twice",
            ],
            [
                "It’s over",
                "They’re back; we’ll see",
                "O’Neill resigns",
                "The 1990’s – a review",
                "Price: £5 or €7",
            ],
            [
                "René Préval meets José Muñoz",
                "Angela Müller in São Paulo",
                "Visit to Reykjavík and Tromsø",
                "Møller and Ångström",
                "François Mitterrand",
            ],
        ],
    ),
    (
        &["windows-1250", "ISO-8859-2", "CP852", "MAC-CENTRALEUROPE"],
        &[
            [
                "Sejm przyjął ustawę o związkach",
                "Wybory w Łodzi",
                "Spotkanie w Gdańsku z posłem",
                "Źródła prawa i żądania",
                "Święto Niepodległości",
            ],
            [
                "Rząd ogłosił plan",
                "Kraków przyjmuje gości",
                "Prezydent ułaskawił więźniów",
                "Umowa podpisana w środę",
                "Życie w Poznaniu",
            ],
            [
                "Jednání v Brně a v Plzni – závěr",
                "Příští schůze vlády",
                "Žádost o členství byla přijata",
                "Ústavní soud rozhodl ve čtvrtek",
                "Škoda uzavřela závod v Kvasinách",
            ],
            [
                "Prezident přijel do Prahy",
                "Dohoda o míru",
                "Volby v Ostravě",
                "Ředitel odvolán",
                "Těžba uhlí končí",
            ],
            [
                "Rokovanie v Žiline",
                "Vláda schválila ľudový návrh",
                "Štátna návšteva v Košiciach",
                "Prezidentka prijala veľvyslanca",
                "Výročie povstania v Banskej Bystrici",
            ],
            [
                "Srečanje v Škofji Loki",
                "Vlada je sprejela člen",
                "Žalna seja v Celju",
                "Predsednik obišče Češko",
                "Začetek šole",
            ],
            [
                "Sastanak u Šibeniku",
                "Đuro Đaković i Ćiro Blažević",
                "Žrtve u Čakovcu",
                "Predsjednik posjećuje Međimurje",
                "Izbori u Požegi",
            ],
            [
                "Őszi ülés a Hősök terén, Győr",
                "A miniszterelnök beszéde",
                "Tűz ütött ki Szegeden",
                "Választások Magyarországon",
                "Új törvény született",
            ],
            ["Győr", "Művészet és erő", "Fűtés nélkül", "Őrség a kapunál", "Széchenyi fürdő"],
            [
                "Şedinţa guvernului la Iaşi",
                "Alegeri în România",
                "Preşedintele a demisionat la Bucureşti",
                "Întâlnire la Braşov",
                "Moţiune respinsă în Camera Deputaţilor",
            ],
        ],
    ),
    (
        &["windows-1254", "CP857"],
        &[[
            "Başbakan Ankara'ya döndü",
            "İstanbul'da görüşme",
            "Cumhurbaşkanı Erdoğan'ın ziyareti",
            "Türkiye Büyük Millet Meclisi",
            "Dışişleri Bakanlığı açıkladı",
        ]],
    ),
    (
        &["windows-1257", "CP775"],
        &[
            [
                "Susitikimas Vilniuje dėl sąjungos",
                "Seimas priėmė įstatymą",
                "Žmonės išėjo į gatves",
                "Šiaulių meras",
                "Vyriausybės posėdis užsitęsė",
            ],
            [
                "Tikšanās Rīgā",
                "Saeima pieņem likumu",
                "Ķīna un Latvija vienojās",
                "Vēlēšanas notiks sestdien",
                "Ģimenes pabalsts palielināts",
            ],
            [
                "Kohtumine Võrus",
                "Riigikogu võttis vastu",
                "Pärnu linn sai uue juhi",
                "Öö ja päev",
                "Jõe ääres ühinesid",
            ],
        ],
    ),
    (
        &["windows-1251", "KOI8-U", "IBM866", "MACCYRILLIC"],
        &[
            [
                "Встреча в Москве",
                "Президент подписал указ",
                "Переговоры о мире начались",
                "Юрий прибыл на станцию",
                "Щедрое лето и осень",
            ],
            [
                "Заседание Думы",
                "Эвакуация жителей",
                "Новая конституция",
                "Ельцин подал в отставку",
                "Храм открыт",
            ],
            [
                "Зустріч у Києві",
                "Президент підписав указ",
                "Їжа і ґанок",
                "Європейський вибір",
                "Львів чекає",
            ],
            [
                "Састанак у Београду",
                "Председник посети Ниш",
                "Избори у Крагујевцу",
                "Његош и Љубица",
                "Ћуприја на Дрини",
            ],
        ],
    ),
];

/// Encodings of DOS and of the Macintosh of old.
const OLDER: &[&str] =
    &["CP850", "CP852", "CP857", "CP775", "macintosh", "MAC-CENTRALEUROPE", "MACCYRILLIC"];

/// A text in an encoding, with the plain signs in it where those that it has are lacking; `None`: it lacks
/// letters.
fn encode(text: &str, page: &Page) -> Option<(String, Vec<u8>)> {
    let plain = |c: char| match c {
        '’' | '‘' => '\'',
        '–' | '—' => '-',
        '„' | '“' | '”' => '"',
        '…' => '.',
        _ => c,
    };
    let byte = |c: char| match page.iter().position(|letter| *letter == c) {
        Some(n) => Some(0x80 + n as u8),
        None => c.is_ascii().then_some(c as u8),
    };
    let pairs = text.chars().map(|c| [c, plain(c)].into_iter().find_map(|c| Some((c, byte(c)?))));
    pairs.collect::<Option<Vec<_>>>().map(|pairs| pairs.into_iter().unzip())
}

/// What the encoding of some rows is called, where they are not ASCII: `Err`: another one, in which they
/// say something else.
fn named(rows: &[&str], encoding: &str) -> Option<Result<Option<&'static str>, String>> {
    let page = page_of(encoding).unwrap();
    let rows: Vec<_> = rows.iter().filter_map(|row| encode(row, &page)).collect();
    let (text, bytes): (Vec<String>, Vec<Vec<u8>>) = rows.into_iter().unzip();
    let (text, bytes) = (text.join("\n"), bytes.join(&b'\n'));
    let (mut invalid, mut at) = (Vec::new(), 0);
    for chunk in bytes.utf8_chunks() {
        let start = at + chunk.valid().len();
        at = start + chunk.invalid().len();
        invalid.extend((start < at).then_some(start..at));
    }
    if invalid.is_empty() {
        return None;
    }
    let Some((name, sample)) = likely(&bytes, &invalid) else { return Some(Ok(None)) };
    let is_right = super::decode(&bytes, name).is_ok_and(|decoded| decoded == text);
    Some(if is_right { Ok(Some(name)) } else { Err(format!("{encoding} is {name}: {sample}")) })
}

/// How many are named right and not at all, and which are named wrong.
fn counts(size: usize) -> (usize, usize, Vec<String>) {
    let (mut right, mut none, mut wrong) = (0, 0, Vec::new());
    for (encodings, texts) in GROUPS {
        let all = encodings.iter().flat_map(|e| texts.iter().map(move |text| (e, text)));
        for (encoding, rows) in all.flat_map(|(e, t)| t.chunks(size).map(move |rows| (e, rows))) {
            match named(rows, encoding) {
                Some(Ok(Some(_))) => right += 1,
                Some(Ok(None)) => none += 1,
                Some(Err(said)) => {
                    let older = OLDER.iter().any(|older| said.contains(&format!("is {older}:")));
                    assert!(OLDER.contains(encoding) || !older, "{said}");
                    wrong.push(said);
                }
                None => {}
            }
        }
    }
    (right, none, wrong)
}

#[test]
fn five_rows_are_named_right_or_not_at_all() {
    let (right, none, wrong) = counts(5);
    assert!(wrong.is_empty() && none * 20 < right, "{none} of {right} are not named, {wrong:?}");
}

/// One row may be words in two encodings; those of Windows are never called older ones.
#[test]
fn one_row_is_seldom_named_wrong() {
    let (right, none, wrong) = counts(1);
    assert!(wrong.len() * 10 < right && none * 3 < right, "{none} of {right}, {wrong:#?}");
}
