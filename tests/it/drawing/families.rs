//! Folders of several kinds, as CSV text, from a fixed seed.

use annals::layout;

/// SplitMix64, so that every machine has the same folders.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

const NAMES: [&str; 16] = [
    "Anna Berg",
    "Ben Okafor",
    "Cleo Marchetti",
    "Dan Li",
    "Eva Sandoval",
    "Farid Haidari",
    "Greta Lindqvist",
    "Hugo Petit",
    "Ines Carvalho",
    "Jon Ek",
    "Kofi Mensah",
    "Lea Brandt",
    "Marta Kowalska",
    "Nils Aas",
    "Olga Petrova",
    "Pau Ferrer",
];

pub(crate) fn name(n: usize) -> String {
    match n / NAMES.len() {
        0 => NAMES[n].to_string(),
        more => format!("{} {}", NAMES[n % NAMES.len()], more + 1),
    }
}

/// A folder of one file from who met whom.
pub(crate) fn csv(events: &[Vec<String>]) -> String {
    let mut text = String::from("id,date,title,type,actors\n");
    for (n, actors) in events.iter().enumerate() {
        let kind = ["meeting", "call", "visit"][n % 3];
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        let actors = actors.join(";");
        text.push_str(&format!("e{n:05},2025-{month:02}-{day:02},Event {n},{kind},{actors}\n"));
    }
    text
}

fn pair(a: usize, b: usize) -> Vec<String> {
    vec![name(a), name(b)]
}

fn hub(_: &mut Chance) -> Vec<Vec<String>> {
    let often = |n: usize| if n.is_multiple_of(7) { 4 } else { 1 };
    let met = |n: usize| vec![vec!["Hub Person".to_string(), name(n)]; often(n)];
    (0..60).flat_map(met).collect()
}

fn bipartite(chance: &mut Chance) -> Vec<Vec<String>> {
    let mut events = Vec::new();
    for a in 0..14 {
        for b in 0..10 {
            if chance.below(100) < 28 {
                events.push(vec![name(a), format!("Office {}", name(b))]);
            }
        }
    }
    events
}

fn cliques(chance: &mut Chance) -> Vec<Vec<String>> {
    let mut events = Vec::new();
    for clique in 0..6 {
        for a in 0..7 {
            for b in a + 1..7 {
                events.push(pair(clique * 7 + a, clique * 7 + b));
            }
        }
        for _ in 0..2 {
            let other = (clique * 7 + 7 + chance.below(7)) % 42;
            events.push(pair(clique * 7 + chance.below(7), other));
        }
    }
    events
}

fn sparse(chance: &mut Chance) -> Vec<Vec<String>> {
    let mut events: Vec<Vec<String>> =
        (1..80usize).map(|n| pair(n, n.saturating_sub(1 + chance.below(12)))).collect();
    events.extend((0..8).map(|_| pair(chance.below(40), 40 + chance.below(40))));
    events
}

fn components(chance: &mut Chance) -> Vec<Vec<String>> {
    let mut events = Vec::new();
    let mut first = 0;
    for part in 0..30 {
        let size = 2 + [1, 2, 3, 6, 13][part % 5];
        for n in 1..size {
            events.push(pair(first + n, first + chance.below(n)));
        }
        events.extend((3..size).step_by(3).map(|n| pair(first + n, first + chance.below(n))));
        first += size;
    }
    events
}

fn generated(chance: &mut Chance) -> Vec<Vec<String>> {
    let mut events = Vec::new();
    for _ in 0..260 {
        let mut actors = std::collections::BTreeSet::new();
        let size = [2, 2, 2, 3, 3, 4][chance.below(6)];
        while actors.len() < size {
            let n = chance.below(90) * chance.below(90) / 90;
            actors.insert(name(n));
        }
        events.push(actors.into_iter().collect());
    }
    events
}

/// Who met whom, from a seed.
type Maker = fn(&mut Chance) -> Vec<Vec<String>>;

/// Every family with its name, from a seed.
pub(crate) fn all(seed: u64) -> Vec<(&'static str, String)> {
    let makers: [(&'static str, Maker); 6] = [
        ("hub", hub),
        ("bipartite", bipartite),
        ("clique-rich", cliques),
        ("sparse", sparse),
        ("many components", components),
        ("generated", generated),
    ];
    makers.map(|(name, make)| (name, csv(&make(&mut Chance(seed))))).to_vec()
}

/// What is drawn, laid out as a circle: the layout that must fail.
pub(crate) fn circle(graph: &layout::Graph) -> layout::Drawing {
    let count = graph.nodes.len() as f64;
    let radius = graph.nodes.iter().map(|n| n.size.0).sum::<f64>() / 6.0;
    let place = |n: usize| {
        let angle = n as f64 / count * std::f64::consts::TAU;
        layout::Point::new(radius * angle.cos(), radius * angle.sin())
    };
    let places: Vec<layout::Point> = (0..graph.nodes.len()).map(place).collect();
    let straight =
        |e: &layout::Edge| layout::Path::Straight(places[e.a as usize], places[e.b as usize]);
    let paths = graph.edges.iter().map(straight).collect();
    let spots = vec![None; graph.edges.len()];
    layout::Drawing { places, paths, spots, ..layout::Drawing::default() }
}
