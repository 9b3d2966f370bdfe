//! The picture of the README as pixels, beside those committed.
//!
//! `ANNALS_UPDATE=1 cargo test pixels` rewrites them. Look at the picture before committing it.

use annals::view::View;
use annals::write;
use resvg::tiny_skia::{IntSize, Pixmap};

use super::{cut, data, diagram};
use crate::support::root;

/// As wide as the small picture is: an eighth of the PNG.
const WIDTH: u32 = 220;

/// How far a channel may be off on the mean, of 255.
const TOLERANCE: f64 = 3.0;

fn png() -> Vec<u8> {
    let format = write::by_name("png").unwrap();
    let mut bytes = Vec::new();
    write::view(&View::Diagram(diagram(&data(), &cut())), format, &mut bytes).unwrap();
    bytes
}

/// Each pixel the mean of a square; what is left over at the foot goes.
fn small(picture: &Pixmap) -> Pixmap {
    let side = picture.width() / WIDTH;
    let size = IntSize::from_wh(WIDTH, picture.height() / side).unwrap();
    let mut bytes = Vec::new();
    for (y, x) in (0..size.height()).flat_map(|y| (0..WIDTH).map(move |x| (y, x))) {
        let mut sums = [0; 4];
        for (dy, dx) in (0..side).flat_map(|dy| (0..side).map(move |dx| (dy, dx))) {
            let pixel = picture.pixel(x * side + dx, y * side + dy).unwrap();
            let channels = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
            sums.iter_mut().zip(channels).for_each(|(sum, c)| *sum += u32::from(c));
        }
        bytes.extend(sums.map(|sum| (sum / (side * side)) as u8));
    }
    Pixmap::from_vec(bytes, size).unwrap()
}

/// The mean difference of two channels.
fn difference(one: &[u8], other: impl Iterator<Item = u8>) -> f64 {
    let sum: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(b))).sum();
    sum as f64 / one.len() as f64
}

#[test]
fn the_picture_of_the_readme_has_the_pixels_it_had() {
    let now = small(&Pixmap::decode_png(&png()).unwrap());
    let path = root().join("docs/pictures/annals-small.png");
    if std::env::var_os("ANNALS_UPDATE").is_some() {
        now.save_png(&path).unwrap();
    }
    let before = Pixmap::load_png(&path).unwrap();
    assert_eq!((now.width(), now.height()), (before.width(), before.height()));
    let off = difference(now.data(), before.data().iter().copied());
    let upside_down = before.data().chunks(4).rev().flatten().copied();
    let other = difference(now.data(), upside_down);
    println!("{off:.3} from the committed picture, {other:.3} from that picture upside down");
    assert!(off < TOLERANCE, "{off:.3} from the committed picture");
    assert!(other > TOLERANCE, "{other:.3} only from that picture upside down: this tests nothing");
}
