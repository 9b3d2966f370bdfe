//! The solver against brute force on small networks, and its answers on long ones.

use super::*;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit) as i64
    }
}

const FAR: i64 = 1 << 40;

/// Floyd-Warshall: by pair (x, y) the most of x - y; `None`: no solution.
fn brute(network: &Network, on: &[bool]) -> Option<Vec<Vec<i64>>> {
    let n = network.variables() as usize;
    let mut most = vec![vec![FAR; n]; n];
    (0..n).for_each(|v| most[v][v] = 0);
    for c in network.constraints().iter().filter(|c| counts(c, on)) {
        let cell = &mut most[c.x as usize][c.y as usize];
        *cell = c.most.min(*cell);
    }
    for via in 0..n {
        for x in 0..n {
            for y in 0..n {
                if most[x][via] < FAR && most[via][y] < FAR {
                    most[x][y] = most[x][y].min(most[x][via] + most[via][y]);
                }
            }
        }
    }
    (0..n).all(|v| most[v][v] >= 0).then_some(most)
}

/// A small network; some tags own several constraints, some constraints always hold.
fn random_network(random: &mut Random) -> (Network, usize) {
    let mut network = Network::default();
    let variables = 2 + random.below(6);
    (0..variables).for_each(|_| _ = network.variable());
    for pair in 1..variables as u32 {
        if random.below(4) == 0 {
            network.limit((pair, pair + 1), random.below(3), ALWAYS);
        }
    }
    let tags = 1 + random.below(9) as usize;
    for n in 0..tags + random.below(5) as usize {
        let tag = if n < tags { n as u32 } else { random.below(tags as u64) as u32 };
        let (x, y) = (random.below(variables as u64 + 1), random.below(variables as u64 + 1));
        if x != y {
            network.limit((x as u32, y as u32), random.below(14) - 5, tag);
        }
    }
    (network, tags)
}

fn only(tags: &[u32], count: usize) -> Vec<bool> {
    (0..count as u32).map(|tag| tags.contains(&tag)).collect()
}

#[test]
fn conflicts_are_real_and_minimal_and_none_is_left() {
    let (mut random, mut found, mut sound) = (Random(1), 0, 0);
    for n in 0..30_000 {
        let (mut network, tags) = random_network(&mut random);
        let bases = tags as u32 / 2;
        for tag in (bases..tags as u32).filter(|_| n % 2 > 0 && bases > 0) {
            network.rest(tag, random.below(u64::from(bases)) as u32);
        }
        let mut on = vec![true; tags];
        let is_sound = brute(&network, &on).is_some();
        let conflicts = conflicts(&network, &mut on, &|_| true);
        assert_eq!(conflicts.is_empty(), is_sound, "{network:?}");
        assert!(brute(&network, &on).is_some(), "a conflict is left in {network:?}");
        for (n, conflict) in conflicts.iter().enumerate() {
            assert!(brute(&network, &only(conflict, tags)).is_none(), "{conflict:?} {network:?}");
            assert!(
                network
                    .rests
                    .iter()
                    .all(|(tag, base)| { !conflict.contains(tag) || conflict.contains(base) })
            );
            for gone in conflict {
                let stays = |tag: &u32| tag != gone && !network.rests.contains(&(*tag, *gone));
                let rest: Vec<u32> = conflict.iter().copied().filter(stays).collect();
                assert!(brute(&network, &only(&rest, tags)).is_some(), "{conflict:?} {network:?}");
            }
            let others = &conflicts[n + 1..];
            assert!(others.iter().flatten().all(|tag| !conflict.contains(tag)), "not disjoint");
        }
        found += conflicts.len();
        sound += usize::from(is_sound);
    }
    assert!(found > 5_000 && sound > 5_000, "{found} conflicts, {sound} sound networks");
}

#[test]
fn bounds_are_exact_and_their_reasons_are_enough() {
    let (mut random, mut checked) = (Random(2), 0);
    for _ in 0..30_000 {
        let (network, tags) = random_network(&mut random);
        let mut on = vec![true; tags];
        conflicts(&network, &mut on, &|_| true);
        let exact = brute(&network, &on).unwrap();
        let bounds = bounds(&network, &on);
        for x in 1..network.variables() {
            let known = |limit: i64| (limit < FAR).then_some(limit);
            let (most, least) = (exact[x as usize][0], exact[0][x as usize]);
            assert_eq!(bounds.most(x), known(most), "{network:?}");
            assert_eq!(bounds.least(x), known(least).map(|l| -l), "{network:?}");
            let alone = |why: Vec<Constraint>| {
                let why: Vec<u32> = why.iter().map(|c| c.tag).collect();
                brute(&network, &only(&why, tags)).unwrap()
            };
            if most < FAR {
                assert_eq!(alone(bounds.why_most(&network, x))[x as usize][0], most);
            }
            if least < FAR {
                assert_eq!(alone(bounds.why_least(&network, x))[0][x as usize], least);
            }
            let y = 1 + random.below(u64::from(network.variables()) - 1) as u32;
            let between = exact[x as usize][y as usize];
            let told = bounds_from(&network, &on, y);
            assert_eq!(told.most(x), known(between), "{network:?}");
            let back = exact[y as usize][x as usize];
            assert_eq!(told.least(x), known(back).map(|most| -most), "{network:?}");
            if between < FAR {
                assert_eq!(alone(told.why_most(&network, x))[x as usize][y as usize], between);
                checked += 1;
            }
        }
    }
    assert!(checked > 10_000, "{checked}");
}

#[test]
fn members_that_give_way_are_the_only_ones_switched_off() {
    let mut network = Network::default();
    let x = network.variable();
    network.limit((x, ORIGIN), 1, 0);
    network.limit((ORIGIN, x), -2, 1);
    network.limit((ORIGIN, x), -3, 2);
    let mut on = vec![true; 3];
    let found = conflicts(&network, &mut on, &|tag| tag > 0);
    assert_eq!((found.len(), on), (2, vec![true, false, false]));
}

/// A chain in some order of its variables; `both`: limited from both sides.
fn chain(length: u32, both: bool, shuffle: bool) -> (Network, Vec<u32>) {
    let mut network = Network::default();
    let mut nodes: Vec<u32> = (0..length).map(|_| network.variable()).collect();
    if shuffle {
        let mut random = Random(7);
        (1..nodes.len()).rev().for_each(|n| nodes.swap(n, random.below(n as u64 + 1) as usize));
    }
    for (n, pair) in nodes.windows(2).enumerate() {
        network.limit((pair[0], pair[1]), -1, n as u32);
        if both {
            network.limit((pair[1], pair[0]), 2, n as u32);
        }
    }
    for (n, node) in nodes.iter().enumerate() {
        // Limits that get tighter along the chain are the worst for a queue.
        network.limit((*node, ORIGIN), 3 * i64::from(length) - n as i64, length + n as u32);
    }
    network.limit((ORIGIN, nodes[0]), 0, 2 * length);
    (network, nodes)
}

#[test]
#[expect(clippy::print_stdout, reason = "says what was measured")]
fn a_chain_of_a_hundred_thousand_is_solved_whichever_way_it_points() {
    const LENGTH: u32 = 100_000;
    for (both, shuffle) in [(false, false), (false, true), (true, false), (true, true)] {
        let (network, nodes) = chain(LENGTH, both, shuffle);
        let mut on = vec![true; 2 * LENGTH as usize + 1];
        let clock = std::time::Instant::now();
        assert!(conflicts(&network, &mut on, &|_| true).is_empty());
        let bounds = bounds(&network, &on);
        let took = clock.elapsed();
        let last = nodes[LENGTH as usize - 1];
        assert_eq!(bounds.least(last), Some(i64::from(LENGTH) - 1));
        assert_eq!(bounds.why_least(&network, last).len(), LENGTH as usize);
        assert_eq!(bounds.most(nodes[0]), Some(i64::from(LENGTH) + 2));
        println!("a chain of {LENGTH}, both {both}, shuffled {shuffle}: {took:?}");
    }
}

/// A cycle that is too short by one: each step says how far its ends may be apart, both ways, and
/// every variable is limited besides, so that there are ways across. `extra`: statements that
/// belong to the cycle as well and are not needed.
fn long_cycle(length: u32, extra: bool) -> (Network, usize) {
    let mut network = Network::default();
    let nodes: Vec<u32> = (0..length).map(|_| network.variable()).collect();
    for (n, pair) in nodes.windows(2).enumerate() {
        network.limit((pair[0], pair[1]), -1, n as u32);
        network.limit((pair[1], pair[0]), 3, n as u32);
    }
    network.limit((nodes[length as usize - 1], nodes[0]), i64::from(length) - 2, length - 1);
    for (n, node) in nodes.iter().enumerate() {
        network.limit((*node, ORIGIN), 5 * i64::from(length), ALWAYS);
        if extra {
            // Says of two steps what they say together, so that one of the three can go.
            let other = nodes[(n + 2).min(length as usize - 1)];
            network.limit((*node, other), -2.min(other as i64 - *node as i64), length + n as u32);
        }
    }
    (network, 2 * length as usize)
}

#[test]
#[expect(clippy::print_stdout, reason = "says what was measured")]
fn a_conflict_of_ten_thousand_members_is_minimal() {
    for (length, extra) in [(300, true), (10_000, false), (10_000, true)] {
        let (network, tags) = long_cycle(length, extra);
        let clock = std::time::Instant::now();
        let mut on = vec![true; tags];
        let found = conflicts(&network, &mut on, &|tag| tag == length - 1);
        println!("{length} steps, {} members: {:?}", found[0].len(), clock.elapsed());
        assert_eq!(found.len(), 1);
        assert!(found[0].len() >= if extra { length as usize / 2 } else { length as usize });
        let checked: Vec<u32> = match length {
            300 => found[0].clone(),
            _ => found[0].iter().copied().step_by(3_331).collect(),
        };
        assert!(!conflicts(&network, &mut only(&found[0], tags), &|_| true).is_empty());
        for gone in checked {
            let rest: Vec<u32> = found[0].iter().copied().filter(|tag| *tag != gone).collect();
            let left = conflicts(&network, &mut only(&rest, tags), &|_| true);
            assert!(left.is_empty(), "{gone} is not needed");
        }
    }
}

/// Ten thousand parts outside the day of the whole they hang on, by a rule that was misread.
#[test]
fn many_conflicts_around_one_variable_are_each_found() {
    let mut network = Network::default();
    let whole = network.variable();
    network.limit((whole, ORIGIN), 0, 0);
    network.limit((ORIGIN, whole), 0, 0);
    for part in 0..10_000 {
        let (variable, date, link) = (network.variable(), 1 + 2 * part, 2 + 2 * part);
        let day = i64::from(part % 4) * 10;
        network.limit((variable, ORIGIN), day, date);
        network.limit((ORIGIN, variable), -day, date);
        network.limit((variable, whole), 5, link);
    }
    let mut on = vec![true; 20_001];
    let found = conflicts(&network, &mut on, &|tag| tag > 0 && tag % 2 == 0);
    assert_eq!(found.len(), 7_500);
    assert!(found.iter().all(|conflict| conflict.len() == 3 && conflict[0] == 0));
    assert!(conflicts(&network, &mut on, &|_| true).is_empty());
}
