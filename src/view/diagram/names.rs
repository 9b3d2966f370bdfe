//! What actors are called in a picture.
//!
//! Invariant: no two actors of a picture are called the same: behind a name that stands twice is the id.

use std::borrow::Cow;

use crate::model::Dataset;
use crate::view::namesakes::Namesakes;

/// The names of the actors of a picture.
pub(super) struct Names<'d> {
    pub(super) dataset: &'d Dataset,
    alike: Namesakes,
}

impl<'d> Names<'d> {
    /// Of these actors.
    pub(super) fn of(dataset: &'d Dataset, actors: impl Iterator<Item = u32>) -> Names<'d> {
        Names { dataset, alike: Namesakes::of(dataset, actors) }
    }

    /// What stands in the box of an actor: an id on a line of its own.
    pub(super) fn label(&self, actor: u32) -> Cow<'d, str> {
        match self.alike.has(actor) {
            true => {
                let (name, id) = (self.dataset.actor_name(actor), self.dataset.actor_id(actor));
                Cow::Owned(format!("{name}\n({id})"))
            }
            false => self.dataset.actor_name(actor),
        }
    }

    /// What an actor is called elsewhere.
    pub(super) fn name(&self, actor: u32) -> Cow<'d, str> {
        self.alike.name(self.dataset, actor)
    }
}

#[cfg(test)]
mod tests {
    use crate::view::diagram::{DiagramOptions, Nodes};
    use crate::view::{Ego, NetworkOptions, Selection};

    #[test]
    fn actors_of_one_name_are_told_apart_by_their_ids_and_others_are_not() {
        let files = [
            ("actors.csv", "id,name\nj1,Johann Schmidt\nj2,Johann Schmidt\nanna,Anna\n"),
            (
                "events.csv",
                "id,date,title,actors,type\na,1830,V,j1;anna,visit\nb,1850,M,j2;anna,meeting\n",
            ),
        ];
        let data = crate::check::dataset(crate::read::texts(&files)).dataset;
        let drawn = |hops, nodes| {
            let ego = data.find_actor("j2").map(|actor| Ego { actor, hops });
            let network = NetworkOptions { ego, ..Default::default() };
            let options = DiagramOptions { network, nodes, ..Default::default() };
            crate::view::diagram(&data, &Selection::all(&data), &options)
        };
        let all = drawn(2, Nodes::Actors);
        let labels: Vec<&str> = all.nodes.iter().map(|node| node.label.as_str()).collect();
        assert_eq!(labels, ["Anna", "Johann Schmidt\n(j1)", "Johann Schmidt\n(j2)"]);
        assert!(all.title.ends_with("around Johann Schmidt (j2)"), "{}", all.title);
        assert_eq!(all.nodes[1].tooltip[0], "Johann Schmidt (j1)");
        assert_eq!(all.lines[0].tooltip[0], "Anna - Johann Schmidt (j1): 1 (in person)");
        let events = drawn(2, Nodes::Events);
        assert_eq!(events.lines[0].tooltip[0], "Anna");
        assert_eq!(events.lines[1].tooltip[0], "Johann Schmidt (j1)");
        let near = drawn(1, Nodes::Actors);
        assert_eq!(near.nodes[1].label, "Johann Schmidt", "the only one of the name");
    }
}
