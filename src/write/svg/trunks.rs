//! Links beside the bars: those that share an origin, or an end, share a column, as a trunk with branches.
//!
//! Invariant: a link stands in one trunk or is counted as left out; trunks beside each other stand in
//! columns of their own; what the columns take of the page is bounded.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::view::spans::Tie;

/// Between two columns.
const APART: f64 = 9.0;

/// No more trunks than this run past a row: the eye follows no more, and the bars need the room.
const MOST: usize = 12;

/// Links of one origin or of one end.
pub(super) struct Trunk {
    /// Rows at which it begins; one, if it ends at several.
    pub(super) from: Vec<usize>,
    /// Rows at which it ends.
    pub(super) to: Vec<usize>,
    /// Its links are assumptions.
    pub(super) doubtful: bool,
    /// They say which events share a day.
    pub(super) on_a_day: bool,
    /// Its column, from the bars outwards.
    column: usize,
}

/// All trunks of a picture.
pub(super) struct Trunks {
    /// Those that are drawn.
    pub(super) all: Vec<Trunk>,
    /// How many links are not.
    pub(super) left_out: usize,
    columns: usize,
}

impl Trunk {
    fn links(&self) -> usize {
        self.from.len().max(self.to.len())
    }

    /// Its first row and its last.
    fn reach(&self) -> (usize, usize) {
        let rows = || self.from.iter().chain(&self.to).copied();
        (rows().min().unwrap_or(0), rows().max().unwrap_or(0))
    }

    fn length(&self) -> usize {
        let (low, high) = self.reach();
        high - low
    }
}

impl Trunks {
    pub(super) fn of(links: &[Tie]) -> Trunks {
        let mut all = grouped(links);
        keep_those_with_room(&mut all);
        let columns = set(&mut all);
        let drawn: usize = all.iter().map(Trunk::links).sum();
        Trunks { all, left_out: links.len() - drawn, columns }
    }

    /// How much of the page the columns take.
    pub(super) fn width(&self) -> f64 {
        (self.columns as f64).min(MOST as f64) * APART
    }

    /// How far from the bars a trunk stands.
    pub(super) fn away(&self, trunk: &Trunk) -> f64 {
        (trunk.column as f64 + 1.0) * self.width() / self.columns.max(1) as f64
    }
}

/// Each link with those of its origin or those of its end, whichever are more.
fn grouped(links: &[Tie]) -> Vec<Trunk> {
    let (mut leaving, mut reaching) = (BTreeMap::new(), BTreeMap::new());
    let look = |tie: &Tie| (tie.doubtful, tie.on_a_day);
    for tie in links {
        *leaving.entry((tie.from, look(tie))).or_insert(0) += 1;
        *reaching.entry((tie.to, look(tie))).or_insert(0) += 1;
    }
    let mut trunks: BTreeMap<(bool, usize, (bool, bool)), Trunk> = BTreeMap::new();
    for tie in links {
        let by_end = reaching[&(tie.to, look(tie))] > leaving[&(tie.from, look(tie))];
        let shared = if by_end { tie.to } else { tie.from };
        let (doubtful, on_a_day) = look(tie);
        let new = || Trunk { from: vec![], to: vec![], doubtful, on_a_day, column: 0 };
        let trunk = trunks.entry((by_end, shared, look(tie))).or_insert_with(new);
        trunk.from.push(tie.from);
        trunk.to.push(tie.to);
        trunk.from.dedup();
        trunk.to.dedup();
    }
    trunks.into_values().collect()
}

/// Leaves no more trunks beside each other than there may be: those of most links, then the shortest.
fn keep_those_with_room(trunks: &mut Vec<Trunk>) {
    trunks.sort_by_key(|trunk| (Reverse(trunk.links()), trunk.length(), trunk.reach()));
    let rows = trunks.iter().map(|trunk| trunk.reach().1).max().unwrap_or(0);
    let mut passing = vec![0; rows];
    trunks.retain(|trunk| {
        let (low, high) = trunk.reach();
        let has_room = passing[low..high].iter().all(|passing| *passing < MOST);
        passing[low..high].iter_mut().for_each(|passing| *passing += usize::from(has_room));
        has_room
    });
}

/// Gives each its column, short ones inside long ones; how many columns there are.
fn set(trunks: &mut [Trunk]) -> usize {
    trunks.sort_by_key(|trunk| (trunk.length(), trunk.reach()));
    let mut columns: Vec<Vec<(usize, usize)>> = Vec::new();
    for trunk in trunks {
        let (low, high) = trunk.reach();
        let is_free = |own: &Vec<(usize, usize)>| own.iter().all(|(l, h)| high <= *l || *h <= low);
        trunk.column = columns.iter().position(is_free).unwrap_or(columns.len());
        if trunk.column == columns.len() {
            columns.push(Vec::new());
        }
        columns[trunk.column].push((low, high));
    }
    columns.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie((from, to): (usize, usize)) -> Tie {
        Tie { from, to, doubtful: false, on_a_day: false }
    }

    #[test]
    fn parts_of_one_whole_share_a_column_and_so_do_those_that_come_before_one() {
        let parts: Vec<Tie> = (1..=60).map(|part| tie((0, part))).collect();
        let before: Vec<Tie> = (0..60).map(|first| tie((first, 60))).collect();
        for links in [parts, before] {
            let trunks = Trunks::of(&links);
            assert_eq!((trunks.all.len(), trunks.left_out, trunks.width()), (1, 0, APART));
            assert_eq!(trunks.all[0].links(), 60);
        }
    }

    #[test]
    fn an_assumption_is_no_branch_of_what_is_certain() {
        let trunks = Trunks::of(&[tie((0, 1)), Tie { doubtful: true, ..tie((0, 2)) }]);
        assert_eq!(trunks.all.len(), 2);
    }

    #[test]
    fn of_too_many_links_side_by_side_those_of_the_largest_trunks_are_drawn_and_the_rest_is_counted()
     {
        let mut links: Vec<Tie> = (0..40).map(|n| tie((n, 99 - n))).collect();
        links.extend((60..70).map(|part| tie((45, part))));
        links.sort_unstable();
        let trunks = Trunks::of(&links);
        assert!(trunks.all.iter().any(|trunk| trunk.links() == 10));
        assert_eq!((trunks.all.len(), trunks.left_out), (MOST, 40 - (MOST - 1)));
        assert!(trunks.width() <= MOST as f64 * APART);
        let mut away: Vec<f64> = trunks.all.iter().map(|trunk| trunks.away(trunk)).collect();
        away.dedup();
        assert_eq!(away.len(), MOST, "each has a column of its own");
    }
}
