//! The tree of dot-structures as text.
//!
//! Invariant: one statement a line, in the order of the tree; ids are printed as they are, already
//! quoted and escaped.

use std::io::{self, Write};

use dot_structures::{Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Stmt, Vertex};

/// A whole graph.
pub(super) fn graph(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (word, id, stmts) = match graph {
        Graph::Graph { id, stmts, .. } => ("graph", id, stmts),
        Graph::DiGraph { id, stmts, .. } => ("digraph", id, stmts),
    };
    writeln!(out, "{word} {} {{", text(id))?;
    for stmt in stmts {
        statement(stmt, out)?;
    }
    writeln!(out, "}}")
}

fn statement(stmt: &Stmt, out: &mut dyn Write) -> io::Result<()> {
    match stmt {
        Stmt::Node(node) => {
            write!(out, "  {}", text(&node.id.0))?;
            attributes(&node.attributes, out)
        }
        Stmt::Edge(edge) => line(edge, out),
        Stmt::Attribute(Attribute(name, value)) => {
            writeln!(out, "  {}={}", text(name), text(value))
        }
        Stmt::GAttribute(defaults) => {
            let (word, list) = match defaults {
                GraphAttributes::Graph(list) => ("graph", list),
                GraphAttributes::Node(list) => ("node", list),
                GraphAttributes::Edge(list) => ("edge", list),
            };
            write!(out, "  {word}")?;
            attributes(list, out)
        }
        Stmt::Subgraph(inner) => {
            writeln!(out, "  subgraph {} {{", text(&inner.id))?;
            inner.stmts.iter().try_for_each(|s| statement(s, out))?;
            writeln!(out, "  }}")
        }
    }
}

fn line(edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let ends: Vec<&Vertex> = match &edge.ty {
        EdgeTy::Pair(from, to) => vec![from, to],
        EdgeTy::Chain(all) => all.iter().collect(),
    };
    let names = ends.iter().filter_map(|end| match end {
        Vertex::N(node) => Some(text(&node.0)),
        Vertex::S(_) => None,
    });
    write!(out, "  {}", names.collect::<Vec<_>>().join(" -- "))?;
    attributes(&edge.attributes, out)
}

fn attributes(list: &[Attribute], out: &mut dyn Write) -> io::Result<()> {
    write!(out, " [")?;
    for (n, Attribute(name, value)) in list.iter().enumerate() {
        let blank = if n == 0 { "" } else { " " };
        write!(out, "{blank}{}={}", text(name), text(value))?;
    }
    writeln!(out, "]")
}

fn text(id: &Id) -> &str {
    match id {
        Id::Html(text) | Id::Escaped(text) | Id::Plain(text) | Id::Anonymous(text) => text,
    }
}
