//! The tables of the CSV contract and their columns.
//!
//! Invariant: one row here per table and per column; reading, checking, exporting and the
//! documentation walk these lists and know no column besides.

/// A table of the contract (design: "The CSV contract").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// What happened or is planned, one row each.
    Events,
    /// Persons, organizations, groups, states and media.
    Actors,
    /// Documents, posts, interviews, records.
    Sources,
    /// Standing ties between two actors.
    Relationships,
    /// Links between events with sources of their own.
    EventLinks,
    /// Claims with stance and grade; read by a later version.
    Claims,
    /// Decisions on who is who; read by a later version.
    Identities,
    /// Places with coordinates; read by a later version.
    Places,
}

impl Table {
    /// Every table, in the order in which they are read and reported.
    pub const ALL: &[Table] = &[
        Table::Events,
        Table::Actors,
        Table::Sources,
        Table::Relationships,
        Table::EventLinks,
        Table::Claims,
        Table::Identities,
        Table::Places,
    ];

    /// The tables this version reads, in the same order.
    pub const READ: &[Table] =
        &[Table::Events, Table::Actors, Table::Sources, Table::Relationships, Table::EventLinks];

    /// The file name without its extension: `events`.
    pub fn name(self) -> &'static str {
        match self {
            Table::Events => "events",
            Table::Actors => "actors",
            Table::Sources => "sources",
            Table::Relationships => "relationships",
            Table::EventLinks => "event_links",
            Table::Claims => "claims",
            Table::Identities => "identities",
            Table::Places => "places",
        }
    }

    /// Whether a name is that of one of its columns, whatever the case.
    pub fn has_column(self, name: &str) -> bool {
        self.columns().iter().any(|field| field.is_called(name))
    }

    /// The columns of the table in the order of the contract; empty for a table of a later version.
    pub fn columns(self) -> &'static [Field] {
        use Field as F;
        match self {
            Table::Events => &[
                F::Id,
                F::Date,
                F::Title,
                F::Type,
                F::Actors,
                F::Place,
                F::Sources,
                F::Status,
                F::Summary,
                F::After,
                F::Before,
                F::Seq,
                F::PartOf,
                F::Tags,
            ],
            Table::Actors => &[
                F::Id,
                F::Name,
                F::Kind,
                F::Aliases,
                F::Country,
                F::Description,
                F::StartDate,
                F::EndDate,
                F::WikidataId,
            ],
            Table::Sources => &[
                F::Id,
                F::Title,
                F::Publisher,
                F::Author,
                F::Published,
                F::Url,
                F::ArchiveUrl,
                F::Language,
                F::Reliability,
                F::DerivedFrom,
                F::Note,
            ],
            Table::Relationships => {
                &[F::Id, F::From, F::Relation, F::To, F::Date, F::Sources, F::Note]
            }
            Table::EventLinks => {
                &[F::Event, F::Relation, F::Other, F::Gap, F::Sources, F::Certainty, F::Note]
            }
            _ => &[],
        }
    }

    /// The columns without which a file of this table is refused.
    pub fn required(self) -> &'static [Field] {
        match self {
            Table::Events => &[Field::Date, Field::Title],
            Table::Actors => &[Field::Id, Field::Name],
            Table::Sources => &[Field::Id, Field::Title],
            Table::Relationships => &[Field::From, Field::Relation, Field::To],
            Table::EventLinks => &[Field::Event, Field::Relation, Field::Other],
            _ => &[],
        }
    }
}

/// A column the contract knows; the same word means the same in every table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// What a row is referred to by.
    Id,
    /// When, in EDTF.
    Date,
    /// What a reader sees first.
    Title,
    /// Kind of event: `call`, `meeting`.
    Type,
    /// Who, with roles: `putin:caller;trump`.
    Actors,
    /// Where.
    Place,
    /// Who says so, with places in them: `ap-1#p. 3`.
    Sources,
    /// How far it is established.
    Status,
    /// A few sentences.
    Summary,
    /// Events this one follows.
    After,
    /// Events this one precedes.
    Before,
    /// Order among events of one day.
    Seq,
    /// The event this one belongs to.
    PartOf,
    /// Free words for selection.
    Tags,
    /// An actor's name.
    Name,
    /// Kind of actor.
    Kind,
    /// Other names.
    Aliases,
    /// Country or bloc.
    Country,
    /// What the actor is.
    Description,
    /// Birth or founding.
    StartDate,
    /// Death or dissolution.
    EndDate,
    /// Identifier in Wikidata: `Q7747`.
    WikidataId,
    /// Who published.
    Publisher,
    /// Who wrote.
    Author,
    /// When published, in EDTF.
    Published,
    /// Web address.
    Url,
    /// Address of an archived copy.
    ArchiveUrl,
    /// Language code.
    Language,
    /// A to F, the first half of the NATO (Admiralty) grade.
    Reliability,
    /// The source this one repeats.
    DerivedFrom,
    /// Remarks.
    Note,
    /// First actor of a relationship.
    From,
    /// What the first is to the second; how the event lies to the other.
    Relation,
    /// Second actor of a relationship.
    To,
    /// The event a link is about.
    Event,
    /// The event it is linked to.
    Other,
    /// How long lies between.
    Gap,
    /// Whether a link is certain.
    Certainty,
}

impl Field {
    /// How many there are; their discriminants run from 0.
    pub const COUNT: usize = Field::Certainty as usize + 1;

    /// Those that are dates.
    pub const DATES: [Field; 4] = [Field::Date, Field::Published, Field::StartDate, Field::EndDate];

    /// Those of an event that name others.
    pub const LINKS: [Field; 3] = [Field::After, Field::Before, Field::PartOf];

    /// Whether a name is that of the field, whatever the case.
    pub fn is_called(self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name())
    }

    /// The name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Date => "date",
            Field::Title => "title",
            Field::Type => "type",
            Field::Actors => "actors",
            Field::Place => "place",
            Field::Sources => "sources",
            Field::Status => "status",
            Field::Summary => "summary",
            Field::After => "after",
            Field::Before => "before",
            Field::Seq => "seq",
            Field::PartOf => "part_of",
            Field::Tags => "tags",
            Field::Name => "name",
            Field::Kind => "kind",
            Field::Aliases => "aliases",
            Field::Country => "country",
            Field::Description => "description",
            Field::StartDate => "start_date",
            Field::EndDate => "end_date",
            Field::WikidataId => "wikidata_id",
            Field::Publisher => "publisher",
            Field::Author => "author",
            Field::Published => "published",
            Field::Url => "url",
            Field::ArchiveUrl => "archive_url",
            Field::Language => "language",
            Field::Reliability => "reliability",
            Field::DerivedFrom => "derived_from",
            Field::Note => "note",
            Field::From => "from",
            Field::Relation => "relation",
            Field::To => "to",
            Field::Event => "event",
            Field::Other => "other",
            Field::Gap => "gap",
            Field::Certainty => "certainty",
        }
    }
}
