//! Stars and chains, as small folders have them: lines that lead to nobody else, pages that are no
//! strips.

use super::{diagram, each, events, families, measure};
use annals::view::DiagramOptions;
use annals::write;

/// Width and height of the page, and how many foreign boxes lines run under.
fn page(ties: &[[String; 2]], width: Option<u32>) -> (f64, f64, usize) {
    let met: Vec<Vec<String>> = ties.iter().map(|pair| pair.to_vec()).collect();
    let options = DiagramOptions { all: true, width, ..DiagramOptions::default() };
    let diagram = diagram(&events(&families::csv(&met)), &options);
    let (graph, drawing) = write::svg::placed(&diagram);
    assert_eq!(measure::overlaps(&graph, &drawing), 0);
    let svg = write::svg::drawn_at(&diagram, &drawing);
    assert_eq!(measure::outside(&svg), 0);
    let side = |name| measure::attribute(&svg, name).unwrap();
    (side("width"), side("height"), measure::hits(&graph, &drawing, usize::MAX))
}

/// One word and three, on a page as wide as the picture and on one of a given width.
const KINDS: [(bool, Option<u32>); 4] =
    [(false, None), (false, Some(880)), (true, None), (true, Some(880))];

fn star(leaves: usize, long: bool) -> Vec<[String; 2]> {
    let name = |n| if long { format!("Partner Company {n} Limited") } else { format!("P{n}") };
    (0..leaves).map(|n| ["Central Hub".to_string(), name(n)]).collect()
}

fn mayor(n: usize, long: bool) -> String {
    if long { format!("Mayor Number {n:03}") } else { format!("Mayor{n}") }
}

fn chain(ties: usize, long: bool) -> Vec<[String; 2]> {
    (1..=ties).map(|n| [mayor(n, long), mayor(n + 1, long)]).collect()
}

fn is_no_strip((width, height): (f64, f64)) -> bool {
    width <= 4.0 * height && height <= 4.0 * width
}

#[test]
fn no_line_of_a_star_runs_under_a_foreign_box() {
    let many: Vec<usize> = (5..=30).collect();
    each(&many, |leaves| {
        for (long, width) in KINDS {
            let (_, _, hits) = page(&star(*leaves, long), width);
            assert_eq!(hits, 0, "{leaves} leaves, long names: {long}, {width:?}");
        }
    });
}

#[test]
fn chains_are_drawn_in_rows_one_by_one_more_of_them() {
    let many: Vec<usize> = (5..=30).chain([40, 60, 100, 150]).collect();
    each(&KINDS, |(long, width)| {
        let mut last = (5, 0.0);
        // Of 151 names of this length a page 880 wide holds three in a row: it has to be higher.
        let most = if *long && width.is_some() { 100 } else { 150 };
        for ties in many.iter().filter(|ties| **ties <= most) {
            let about = format!("{ties} ties, long names: {long}, {width:?}");
            let (wide, high, hits) = page(&chain(*ties, *long), *width);
            assert_eq!(hits, 0, "{about}");
            assert!(is_no_strip((wide, high)), "{about}: {wide} x {high}");
            // A row less where the rows grow longer, a row more where another begins.
            let rows = 1.0 + (ties - last.0) as f64 / 3.0;
            let step = high - last.1;
            assert!(last.1 == 0.0 || (-90.0..=90.0 * rows).contains(&step), "{about}: {step}");
            last = (*ties, high);
        }
    });
}

/// A path with a leaf here and there is no path, and yet a strip.
#[test]
fn a_tree_that_is_nearly_a_path_is_drawn_in_rows() {
    for width in [None, Some(880)] {
        let mut ties = chain(45, false);
        ties.extend((1..45).step_by(4).map(|n| [mayor(n, false), format!("Aide{n}")]));
        let (wide, high, hits) = page(&ties, width);
        assert!(is_no_strip((wide, high)) && hits == 0, "{width:?}: {wide} x {high}, {hits}");
    }
}
