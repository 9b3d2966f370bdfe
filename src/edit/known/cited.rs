//! What a row cites, as it is compared.
//!
//! Invariant: a source counts by its id, however it is referred to and in whatever case; two places in one
//! source are two, and no place is any of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{is_placeholder, without_table};
use crate::edit::known::comparable;
use crate::model::cells::trim;
use crate::model::{Dataset, Field};

/// A source, and the place in it, if one is told.
pub(in crate::edit) type Citation = [String; 2];

/// The sources of a folder by what else they go by.
#[derive(Default)]
pub(in crate::edit) struct Sources {
    /// By id and by address: the id.
    ids: BTreeMap<String, String>,
}

impl Sources {
    /// Those of a folder.
    pub(in crate::edit) fn of(dataset: &Dataset) -> Sources {
        let all = 0..dataset.sources.len() as u32;
        let id = |source: u32| dataset.source_id(source).to_string();
        let url = |source: u32| comparable(&dataset.source_cell(source, Field::Url));
        let mut ids: BTreeMap<String, String> = all.clone().map(|n| (url(n), id(n))).collect();
        ids.remove("");
        ids.extend(all.map(|n| (id(n), id(n)))); // an id is tried before an address
        Sources { ids }
    }

    /// What a list of sources cites.
    pub(in crate::edit) fn cited(&self, list: &str) -> Vec<Citation> {
        let items = list.split(';').map(trim).filter(|item| !item.is_empty());
        let told = items.filter(|item| !is_placeholder(item, trim(list) == *item));
        told.map(|item| self.citation(item)).collect()
    }

    /// An item that is tried whole before it is split.
    fn citation(&self, item: &str) -> Citation {
        let halves = item.split_once('#').map(|(head, place)| (trim(head), trim(place)));
        let known = [Some((item, "")), halves].into_iter().flatten();
        let mut known =
            known.filter_map(|(head, place)| Some((self.ids.get(head)?.as_str(), place)));
        let (source, place) = known.next().unwrap_or_else(|| {
            let (head, place) = without_table(item);
            (head, &item[place])
        });
        [source, place].map(str::to_lowercase)
    }
}

/// Whether what is cited are places in the same sources, and none of them the same: as letters of one edition.
pub(in crate::edit) fn are_elsewhere(one: &[Citation], other: &[Citation]) -> bool {
    let sources = |cited: &[Citation]| -> BTreeSet<String> {
        cited.iter().map(|[source, _]| source.clone()).collect()
    };
    let are_places = one.iter().chain(other).all(|[_, place]| !place.is_empty());
    let are_others = one.iter().all(|citation| !other.contains(citation));
    !one.is_empty() && are_places && are_others && sources(one) == sources(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, read};

    #[test]
    fn a_source_counts_by_its_id_and_a_place_in_it_apart() {
        let rows = "id,title,url\nap,Ap,https://ap.org/1#a\nB,B,\n";
        let files = [("events.csv", "date,title\n"), ("sources.csv", rows)];
        let sources = Sources::of(&check::dataset(read::texts(&files)).dataset);
        for (list, cited) in [
            ("ap; b # P. 3", &[["ap", ""], ["b", "p. 3"]][..]),
            ("https://ap.org/1#a#x", &[["https://ap.org/1#a#x", ""]]),
            ("https://ap.org/1#a;ap#x", &[["ap", ""], ["ap", "x"]]),
            ("https://c.org/#x;C#x", &[["https://c.org/#x", ""], ["c", "x"]]),
            ("NA", &[]),
            (" ; ", &[]),
        ] {
            assert_eq!(sources.cited(list), cited, "{list}");
        }
    }
}
