//! Edges between events, or between their beginnings and ends, and the circles among them.
//!
//! Invariant: no recursion; knows nothing of dates; an edge that was taken out does not come back.

/// From the later to the earlier, and the number of the link that says so; [`OWN`]: none does.
pub(super) type Edge = (u32, u32, u32);

/// No event ends before it begins: from its end (odd) to its beginning (even, one less).
pub(super) const OWN: u32 = u32::MAX;

/// Edges that may lie on a circle: of each event some go in and some come out.
pub(super) struct Maze {
    /// Sorted.
    edges: Vec<Edge>,
    is_there: Vec<bool>,
    /// By event: the first of the edges from it; one more at the end.
    first: Vec<u32>,
    /// Edges by the event they lead to, and the first of each event in that order.
    into: Vec<u32>,
    first_into: Vec<u32>,
    /// Numbers of links with their edges, sorted.
    by_link: Vec<(u32, u32)>,
    /// By event: how many of its edges are there.
    leaving: Vec<u32>,
    entering: Vec<u32>,
    /// Events of which edges were taken out.
    touched: Vec<u32>,
    /// By event: the search in which it was reached, and the edge by which.
    came_by: Vec<(u32, u32)>,
    searches: u32,
}

impl Maze {
    pub(super) fn of(edges: Vec<Edge>) -> Maze {
        let mut edges = edges;
        edges.sort_unstable();
        let events = edges.iter().map(|(a, b, _)| *a.max(b) as usize + 1).max().unwrap_or(0);
        let (leaving, first) = counted(events, edges.iter().map(|(from, _, _)| *from));
        let (entering, first_into) = counted(events, edges.iter().map(|(_, to, _)| *to));
        let mut into: Vec<u32> = (0..edges.len() as u32).collect();
        into.sort_by_key(|edge| edges[*edge as usize].1);
        let links = edges.iter().zip(0..).filter(|((_, _, link), _)| *link != OWN);
        let mut by_link: Vec<(u32, u32)> =
            links.map(|((_, _, link), edge)| (*link, edge)).collect();
        by_link.sort_unstable();
        let mut maze = Maze {
            is_there: vec![true; edges.len()],
            first,
            into,
            first_into,
            by_link,
            leaving,
            entering,
            touched: (0..events as u32).collect(),
            came_by: vec![(0, 0); events],
            searches: 0,
            edges,
        };
        maze.prune();
        maze
    }

    fn edges_from(&self, event: u32) -> std::ops::Range<u32> {
        self.first[event as usize]..self.first[event as usize + 1]
    }

    fn take_out(&mut self, edge: u32) {
        if std::mem::replace(&mut self.is_there[edge as usize], false) {
            let (from, to, _) = self.edges[edge as usize];
            self.leaving[from as usize] -= 1;
            self.entering[to as usize] -= 1;
            self.touched.extend([from, to]);
        }
    }

    /// The edges of a link.
    fn edges_of(&self, link: u32) -> impl Iterator<Item = u32> {
        let first = self.by_link.partition_point(|(own, _)| *own < link);
        self.by_link[first..].iter().take_while(move |(own, _)| *own == link).map(|(_, edge)| *edge)
    }

    /// Takes out links, and what lies on no circle without them.
    pub(super) fn take_out_links(&mut self, links: impl Iterator<Item = u32>) {
        for link in links {
            let edges: Vec<u32> = self.edges_of(link).collect();
            edges.into_iter().for_each(|edge| self.take_out(edge));
        }
        self.prune();
    }

    /// Takes out what lies on no circle: edges into events that none leaves, and the other way round.
    fn prune(&mut self) {
        while let Some(event) = self.touched.pop() {
            let at = event as usize;
            if self.leaving[at] == 0 && self.entering[at] > 0 {
                let own = self.first_into[at] as usize..self.first_into[at + 1] as usize;
                own.for_each(|place| self.take_out(self.into[place]));
            }
            if self.entering[at] == 0 && self.leaving[at] > 0 {
                self.edges_from(event).for_each(|edge| self.take_out(edge));
            }
        }
    }

    /// The links of the shortest circle through the least event, not before `start`, that is on one;
    /// that event is the new start.
    pub(super) fn next_circle(&mut self, start: &mut u32) -> Option<Vec<u32>> {
        while *start < self.leaving.len() as u32 {
            if self.leaving[*start as usize] == 0 {
                *start += 1;
                continue;
            }
            if let Some(circle) = self.circle(*start) {
                return Some(said(circle));
            }
            // What is left lies on a circle or between two; this event is of the second kind.
            self.edges_from(*start).for_each(|edge| self.take_out(edge));
            self.prune();
        }
        None
    }

    /// A circle of some of these links, which run in one; each of its own is needed for it.
    ///
    /// An event is left by its end without a link, and a link within another event leads there twice:
    /// so the shortest circle through one event may pass by a smaller one of other events.
    pub(super) fn smallest(&self, circle: Vec<u32>) -> Vec<u32> {
        if self.by_link.len() == self.edges.len() {
            return circle; // no event is left without a link, and each link is one edge
        }
        if self.is_bare(&circle) {
            return circle;
        }
        let mut links = circle;
        loop {
            links.sort_unstable();
            links.dedup();
            let Some(first) = links.first().copied() else { return links };
            let mut own = self.only(&links);
            let starts: Vec<u32> = own.edges_of(first).map(|n| own.edges[n as usize].0).collect();
            let circles = starts.into_iter().filter_map(|start| own.circle(start));
            let shortest = circles.min_by_key(Vec::len).map(said).unwrap_or_default();
            let whole = own.next_circle(&mut 0);
            own.take_out_links(std::iter::once(first));
            if let Some(smaller) = own.next_circle(&mut 0) {
                links = smaller;
                continue;
            }
            // All circles run through the first: the shortest of them has no needless link.
            let mut needed = shortest.clone();
            needed.sort_unstable();
            needed.dedup();
            let only_one =
                if needed == links { whole } else { self.only(&shortest).next_circle(&mut 0) };
            return only_one.unwrap_or(links);
        }
    }

    /// Whether each link of a circle is one edge and stands in it once: then it is the only circle among them.
    fn is_bare(&self, circle: &[u32]) -> bool {
        let mut links = circle.to_vec();
        links.sort_unstable();
        let is_one_edge = |link: &u32| self.edges_of(*link).nth(1).is_none();
        links.is_sorted_by(|a, b| a < b) && links.iter().all(is_one_edge)
    }

    /// What is there of some links, and of the events that they join; these are numbered anew, in their
    /// order.
    fn only(&self, links: &[u32]) -> Maze {
        let own = links.iter().flat_map(|link| self.edges_of(*link));
        let own = own.filter(|edge| self.is_there[*edge as usize]);
        let mut edges: Vec<Edge> = own.map(|edge| self.edges[edge as usize]).collect();
        let mut events: Vec<u32> = edges.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        events.sort_unstable();
        events.dedup();
        let number = |event: u32| events.binary_search(&event).ok().map(|n| n as u32);
        let ends = events.iter().filter(|end| *end % 2 == 1).map(|end| (*end, end - 1, OWN));
        edges.extend(ends);
        let anew = |(a, b, link): Edge| Some((number(a)?, number(b)?, link));
        Maze::of(edges.into_iter().filter_map(anew).collect())
    }

    /// The links of the shortest circle through an event, and [`OWN`] between them.
    fn circle(&mut self, start: u32) -> Option<Vec<u32>> {
        self.searches += 1;
        let mut open = std::collections::VecDeque::from([start]);
        while let Some(event) = open.pop_front() {
            for edge in self.edges_from(event) {
                let to = self.edges[edge as usize].1;
                let is_new = self.came_by[to as usize].0 != self.searches;
                if !self.is_there[edge as usize] || !is_new {
                    continue;
                }
                self.came_by[to as usize] = (self.searches, edge);
                if to == start {
                    return Some(self.back(start));
                }
                open.push_back(to);
            }
        }
        None
    }

    /// The links that led from an event back to it.
    fn back(&self, start: u32) -> Vec<u32> {
        let (mut links, mut at) = (Vec::new(), start);
        loop {
            let (from, _, link) = self.edges[self.came_by[at as usize].1 as usize];
            links.push(link);
            at = from;
            if at == start {
                links.reverse();
                return links;
            }
        }
    }
}

/// A circle without what no link says.
fn said(circle: Vec<u32>) -> Vec<u32> {
    circle.into_iter().filter(|link| *link != OWN).collect()
}

/// How often each number stands there, and where the first of each would stand if they were sorted.
fn counted(most: usize, numbers: impl Iterator<Item = u32>) -> (Vec<u32>, Vec<u32>) {
    let mut counts = vec![0; most];
    numbers.for_each(|number| counts[number as usize] += 1);
    let mut first = vec![0];
    for count in &counts {
        first.push(first.last().copied().unwrap_or(0) + count);
    }
    (counts, first)
}
