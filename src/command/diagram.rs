//! `annals diagram`: who dealt with whom, how often, how.
//!
//! Invariant: a drawing by Graphviz is whole or not written at all, and which engine drew it is said.

use annals::edit;
use annals::model::Dataset;
use annals::read::Need;
use annals::view::diagram::{Colour, Nodes};
use annals::view::{Basis, Diagram, DiagramOptions, Ego, NetworkOptions, Selection, View, query};
use annals::write::Format;
use annals::{Error, view, write};

use super::args::{Global, OutputArgs, QueryArgs, formats, number};
use super::graphviz::{self, Engine};
use super::{Outcome, load, output};

/// Draw the relationship diagram: who dealt with whom, how often, how
///
/// Example: annals diagram actor:putin -o putin.svg
///
/// Solid lines: met in person. Dashed: by phone or video only. Dashes with a solid core: both (in
/// DOT solid). Dotted: nothing confirmed. `9+5?` is 9 contacts and 5 that are not confirmed. Without
/// -o, DOT on standard output.
#[derive(Debug, clap::Args)]
#[command(mut_arg("format", |format| format.help(formats(|format| format.diagram.is_some()))))]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Let an installed Graphviz draw (sfdp and neato suit best)
    #[arg(long, value_name = "ENGINE")]
    engine: Option<Engine>,
    #[command(flatten)]
    what: What,
}

/// What is drawn.
#[derive(Debug, clap::Args)]
struct What {
    /// Only what is near this actor: id, name or alias
    #[arg(long, value_name = "ACTOR")]
    ego: Option<String>,
    /// How many ties away from the actor of --ego
    #[arg(long, value_name = "N", default_value_t = 1, requires = "ego", value_parser = number::<u32>, allow_negative_numbers = true)]
    hops: u32,
    /// Actors joined by ties, or actors and the events that join them
    #[arg(long, value_enum, default_value_t = KindArg::Actors)]
    kind: KindArg,
    /// What ties two actors: they met, or stand together in one event
    #[arg(long, value_enum, default_value_t = TiesArg::Met)]
    ties: TiesArg,
    /// Only the N strongest ties
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    top: Option<usize>,
    /// Only the N busiest actors
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    actors: Option<usize>,
    /// Only ties of at least N contacts; those not confirmed do not count
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = number::<u32>, allow_negative_numbers = true)]
    min_count: u32,
    /// Everything, even where a page cannot hold it
    #[arg(long)]
    all: bool,
    /// Make the page so many pixels wide (SVG and PNG), from 480 to 8000
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(480..=8000), allow_negative_numbers = true)]
    width: Option<u32>,
    /// What the colours say
    #[arg(long, visible_alias = "color", value_enum, default_value_t = ColourArg::Country)]
    colour: ColourArg,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum KindArg {
    Actors,
    Events,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum TiesArg {
    Met,
    Together,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ColourArg {
    Country,
    Kind,
    None,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome, Error> {
    output::agree(&args.output, graphviz::kind)?;
    has_a_width(args)?;
    let need = if args.query.is_all() { Need::ACTORS } else { Need::ALL };
    let checked = load::checked_for(global, &need)?;
    let selection = load::selection(&checked, &args.query)?;
    let options = options(&checked.dataset, &args.what);
    let options = options.map_err(|error| edit::explained(error, &checked))?;
    let diagram = view::diagram(&checked.dataset, &selection, &options);
    if diagram.lines.is_empty() && !selection.events.is_empty() {
        load::say(&why_nothing(&checked.dataset, &selection, (&diagram, &options, &args.what)));
    }
    // That not all of it is there is told at once.
    match diagram.is_cut {
        true => diagram.remarks.iter().for_each(|remark| load::say(remark)),
        false => diagram.untied.iter().for_each(|said| load::say(said)),
    }
    if let Some(kind) = drawn_kind(args) {
        draw(diagram, (args, global), &kind)?;
    } else {
        #[cfg(feature = "raster")]
        if format(args)?.name == "png" {
            pixels(&diagram, (args, global))?;
            return Ok(Outcome::Done);
        }
        output::view(&View::Diagram(diagram), (&args.output, global), "dot")?;
    }
    Ok(Outcome::Done)
}

/// The format of a picture, if Graphviz is not to draw it.
fn format(args: &Args) -> Result<&'static Format, Error> {
    output::known(&args.output, "dot", |format| format.diagram.is_some())
        .map_err(|error| Error::Usage { message: format!("{error}; Graphviz draws pdf") })
}

/// Refuses a width where nobody heeds it.
fn has_a_width(args: &Args) -> Result<(), Error> {
    let name = match drawn_kind(args) {
        None => format(args)?.name.to_string(),
        Some(kind) => format!("{kind} drawn by Graphviz"),
    };
    if args.what.width.is_none() || matches!(name.as_str(), "svg" | "png") {
        return Ok(());
    }
    let message = format!("--width is of our own SVG and PNG; {name} has no such width");
    Err(Error::Usage { message })
}

/// Why no tie is drawn: there is none, or options leave none.
fn why_nothing(
    dataset: &Dataset,
    selection: &Selection,
    (diagram, options, what): (&Diagram, &DiagramOptions, &What),
) -> String {
    let basis = options.network.basis;
    let every = NetworkOptions { basis, ..NetworkOptions::default() };
    let ties = view::network(dataset, selection, &every).edge_count();
    match (ties, basis) {
        (0, Basis::Met) if !diagram.untied.is_empty() => {
            "no two actors are tied by these events".to_string()
        }
        (0, Basis::Met) => {
            "no two actors are tied by these events; `annals list types` shows which types are contacts, `annals list roles` who takes part"
                .to_string()
        }
        (0, Basis::Together) => "no two actors stand together in one of these events".to_string(),
        (1, _) => format!("the only tie is left out by {}", what.choice()),
        (ties, _) => format!("none of the {ties} ties is left by {}", what.choice()),
    }
}

impl What {
    /// The options that leave ties out, as written.
    fn choice(&self) -> String {
        let ego = self.ego.as_ref().map(|name| format!("--ego {name} --hops {}", self.hops));
        let least = (self.min_count > 0).then(|| format!("--min-count {}", self.min_count));
        let actors = self.actors.map(|number| format!("--actors {number}"));
        let top = self.top.map(|number| format!("--top {number}"));
        let all = [ego, least, actors, top];
        all.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn options(dataset: &Dataset, what: &What) -> Result<DiagramOptions, Error> {
    let ego = match &what.ego {
        Some(name) => Some(Ego { actor: actor(dataset, name)?, hops: what.hops }),
        None => None,
    };
    let basis = match what.ties {
        TiesArg::Met => Basis::Met,
        TiesArg::Together => Basis::Together,
    };
    let nodes = match what.kind {
        KindArg::Actors => Nodes::Actors,
        KindArg::Events => Nodes::Events,
    };
    let colour = match what.colour {
        ColourArg::Country => Colour::Country,
        ColourArg::Kind => Colour::Kind,
        ColourArg::None => Colour::None,
    };
    let (min_count, actors, top) = (what.min_count, what.actors, what.top);
    let network = NetworkOptions { basis, ego, min_count, actors, top };
    Ok(DiagramOptions { network, nodes, colour, all: what.all, most: None, width: what.width })
}

/// The actor that --ego names.
fn actor(dataset: &Dataset, text: &str) -> Result<u32, Error> {
    query::actor_of(dataset, text).map_err(|error| {
        let message = format!("--ego: {error}");
        match error {
            Error::Unknown { word, .. } => Error::Unknown { word, message },
            _ => Error::Query { message },
        }
    })
}

/// Writes a PNG, and says what it shows otherwise than SVG: characters that our font lacks, and a page too
/// large for as many pixels as there should be.
#[cfg(feature = "raster")]
fn pixels(diagram: &Diagram, (args, global): (&Args, &Global)) -> Result<(), Error> {
    let missing = write::svg::missing(diagram);
    if !missing.is_empty() {
        let characters: String = missing.iter().take(40).collect();
        let more = if missing.len() > 40 { " and more" } else { "" };
        load::say(&format!(
            "not in our font, so not in the PNG: {characters}{more}; SVG shows them"
        ));
    }
    let mut smaller = None;
    output::to(&args.output, global, |out| {
        smaller = write::png::diagram(diagram, out)?;
        Ok(())
    })?;
    if let Some(percent) = smaller {
        load::say(&format!(
            "the PNG is drawn at {percent} % of its size, for no side is longer than 16000 pixels; SVG has no such limit"
        ));
    }
    Ok(())
}

/// What Graphviz is to make, if it is to draw.
fn drawn_kind(args: &Args) -> Option<String> {
    let extension = args.output.extension().map(str::to_lowercase);
    let wanted = args.output.format.clone().or(extension);
    match (args.engine, wanted) {
        (Some(_), None) => Some("svg".to_string()),
        (Some(_), Some(wanted)) => Some(wanted),
        (None, Some(wanted)) => {
            let theirs = graphviz::KINDS.contains(&wanted.as_str());
            (theirs && write::by_extension(&wanted).is_none()).then_some(wanted)
        }
        (None, None) => None,
    }
}

/// Has Graphviz draw it, to the file or standard output.
fn draw(diagram: Diagram, (args, global): (&Args, &Global), kind: &str) -> Result<(), Error> {
    let engine = args.engine.unwrap_or(Engine::Sfdp);
    engine.accepts(diagram.lines.len(), kind)?;
    let mut dot = Vec::new();
    let format = write::by_name("dot").expect("DOT is in the table of formats");
    write::view(&View::Diagram(diagram), format, &mut dot)?;
    let bytes = graphviz::run(engine, kind, dot)?;
    if args.engine.is_none() {
        load::say(&format!("drawn by Graphviz {} (--engine picks another)", engine.name()));
    }
    output::to(&args.output, global, |out| Ok(out.write_all(&bytes)?))
}
