//! Arrow batches as rows and back.

use super::plan::Plan;
use crate::Error;
use arrow_array::builder::{BinaryBuilder, BooleanBuilder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use serde::Serialize;
use std::collections::HashMap;
use std::io::{Read, Write};
use std::sync::Arc;

/// A column of a stage's rows.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// What stands in a column; each may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// A whole number of 64 bits.
    Long,
    /// Text in UTF-8.
    Text,
    /// Bytes that only the same core understands.
    Bytes,
    /// A list of whole numbers.
    Longs,
    /// Yes or no.
    Flag,
}

/// A column of that name.
pub(super) const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

impl Kind {
    fn arrow(self) -> DataType {
        match self {
            Self::Long => DataType::Int64,
            Self::Text => DataType::Utf8,
            Self::Bytes => DataType::Binary,
            Self::Longs => DataType::List(Arc::new(Field::new("item", DataType::Int64, true))),
            Self::Flag => DataType::Boolean,
        }
    }

    /// Whether an array holds this; what lists call their items is their maker's business.
    fn fits(self, found: &DataType) -> bool {
        match (self, found) {
            (Self::Longs, DataType::List(item)) => item.data_type() == &DataType::Int64,
            (kind, found) => kind.arrow() == *found,
        }
    }
}

fn broken(what: &str, error: &ArrowError) -> Error {
    Error::usage(format!("{what}: {error}"))
}

/// The stream that a stage reads.
pub(super) struct Source<R: Read> {
    reader: StreamReader<R>,
    name: &'static str,
}

impl<R: Read> Source<R> {
    /// Opens a stream, and refuses one that was not made for this stage, core and configuration.
    pub(super) fn open(name: &'static str, columns: &[Column], plan: &Plan, input: R) -> Result<Self, Error> {
        let what = format!("stage {name}: standard input is no Arrow stream");
        let reader = StreamReader::try_new(input, None).map_err(|error| broken(&what, &error))?;
        let schema = reader.schema();
        plan.meets(name, |stamp| schema.metadata().get(stamp).map(ToString::to_string))?;
        for column in columns {
            match schema.field_with_name(column.name) {
                Ok(field) if column.kind.fits(field.data_type()) => {}
                Ok(field) => {
                    let (name_of, found) = (column.name, field.data_type());
                    let message = format!("stage {name}: the column `{name_of}` holds {found}, not {:?}", column.kind);
                    return Err(Error::usage(message));
                }
                Err(_) => return Err(Error::usage(format!("stage {name}: there is no column `{}`", column.name))),
            }
        }
        Ok(Self { reader, name })
    }

    pub(super) fn next(&mut self) -> Result<Option<Batch>, Error> {
        let what = || format!("stage {}: the stream breaks off", self.name);
        self.reader.next().transpose().map(|batch| batch.map(Batch)).map_err(|error| broken(&what(), &error))
    }
}

/// Some rows.
pub(super) struct Batch(pub(super) RecordBatch);

impl Batch {
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.0.num_rows()).map(|at| Row { batch: &self.0, at })
    }
}

/// A row; columns are asked for by name.
pub(super) struct Row<'a> {
    batch: &'a RecordBatch,
    at: usize,
}

impl<'a> Row<'a> {
    fn cell(&self, name: &str) -> Result<Option<&'a ArrayRef>, Error> {
        let Some(column) = self.batch.column_by_name(name) else {
            return Err(Error::usage(format!("there is no column `{name}`")));
        };
        Ok(column.is_valid(self.at).then_some(column))
    }

    fn needed<T>(name: &str, found: Option<T>) -> Result<T, Error> {
        found.ok_or_else(|| Error::usage(format!("the column `{name}` has no value, or one of another kind")))
    }

    pub(super) fn maybe_long(&self, name: &str) -> Result<Option<i64>, Error> {
        let cell = self.cell(name)?;
        cell.map(|cell| Self::needed(name, cell.as_primitive_opt::<Int64Type>().map(|all| all.value(self.at))))
            .transpose()
    }

    pub(super) fn long(&self, name: &str) -> Result<i64, Error> {
        Self::needed(name, self.maybe_long(name)?)
    }

    /// A number that is never negative and fits 32 bits.
    pub(super) fn index(&self, name: &str) -> Result<u32, Error> {
        Self::needed(name, u32::try_from(self.long(name)?).ok())
    }

    pub(super) fn maybe_text(&self, name: &str) -> Result<Option<&'a str>, Error> {
        let cell = self.cell(name)?;
        cell.map(|cell| Self::needed(name, cell.as_string_opt::<i32>().map(|all| all.value(self.at)))).transpose()
    }

    pub(super) fn text(&self, name: &str) -> Result<&'a str, Error> {
        Self::needed(name, self.maybe_text(name)?)
    }

    pub(super) fn bytes(&self, name: &str) -> Result<&'a [u8], Error> {
        let cell = self.cell(name)?;
        Self::needed(name, cell.and_then(|cell| cell.as_binary_opt::<i32>()).map(|all| all.value(self.at)))
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, Error> {
        let cell = self.cell(name)?;
        Self::needed(name, cell.and_then(|cell| cell.as_boolean_opt()).map(|all| all.value(self.at)))
    }

    pub(super) fn longs(&self, name: &str) -> Result<Vec<i64>, Error> {
        let list = self.cell(name)?.and_then(|cell| cell.as_list_opt::<i32>()).map(|all| all.value(self.at));
        let items = Self::needed(name, list)?;
        let items = Self::needed(name, items.as_primitive_opt::<Int64Type>())?;
        Ok(items.values().to_vec())
    }
}

/// The stream that a stage writes.
pub(super) struct Sink<W: Write> {
    writer: StreamWriter<W>,
    schema: SchemaRef,
    name: &'static str,
}

impl<W: Write> Sink<W> {
    pub(super) fn open(name: &'static str, columns: &[Column], plan: &Plan, output: W) -> Result<Self, Error> {
        let fields: Vec<Field> =
            columns.iter().map(|column| Field::new(column.name, column.kind.arrow(), true)).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, HashMap::from(plan.stamps(name))));
        let writer = StreamWriter::try_new(output, &schema).map_err(|error| Self::failed(name, &error))?;
        Ok(Self { writer, schema, name })
    }

    fn failed(name: &str, error: &ArrowError) -> Error {
        broken(&format!("stage {name}: cannot write the result"), error)
    }

    /// Writes the rows of the table and empties it.
    pub(super) fn write(&mut self, table: &mut Table) -> Result<(), Error> {
        if table.rows == 0 {
            return Ok(());
        }
        let columns = table.columns.iter_mut().map(Builder::finish).collect();
        (table.rows, table.bytes) = (0, 0);
        let written = RecordBatch::try_new(self.schema.clone(), columns).and_then(|batch| self.writer.write(&batch));
        written.map_err(|error| Self::failed(self.name, &error))
    }

    pub(super) fn close(mut self) -> Result<(), Error> {
        let closed = self.writer.finish().and_then(|()| Ok(self.writer.get_mut().flush()?));
        closed.map_err(|error| Self::failed(self.name, &error))
    }
}

/// A value of a row that is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    Null,
    Long(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Longs(&'a [i64]),
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// A text, or nothing.
    pub(super) fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

enum Builder {
    Long(Int64Builder),
    Text(StringBuilder),
    Bytes(BinaryBuilder),
    Longs(ListBuilder<Int64Builder>),
    Flag(BooleanBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Long => Self::Long(Int64Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Bytes => Self::Bytes(BinaryBuilder::new()),
            Kind::Longs => Self::Longs(ListBuilder::new(Int64Builder::new())),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
        }
    }

    /// Adds a value; one of another kind than the column's is null.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Long(all), Cell::Long(value)) => all.append_value(value),
            (Self::Text(all), Cell::Text(value)) => all.append_value(value),
            (Self::Bytes(all), Cell::Bytes(value)) => all.append_value(value),
            (Self::Flag(all), Cell::Flag(value)) => all.append_value(value),
            (Self::Longs(all), Cell::Longs(values)) => {
                all.values().append_slice(values);
                all.append(true);
            }
            (Self::Long(all), _) => all.append_null(),
            (Self::Text(all), _) => all.append_null(),
            (Self::Bytes(all), _) => all.append_null(),
            (Self::Flag(all), _) => all.append_null(),
            (Self::Longs(all), _) => all.append(false),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Long(all) => Arc::new(all.finish()),
            Self::Text(all) => Arc::new(all.finish()),
            Self::Bytes(all) => Arc::new(all.finish()),
            Self::Longs(all) => Arc::new(all.finish()),
            Self::Flag(all) => Arc::new(all.finish()),
        }
    }
}

/// Rows that are to be written.
pub(super) struct Table {
    columns: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

impl Table {
    pub(super) fn new(columns: &[Column]) -> Self {
        Self { columns: columns.iter().map(|column| Builder::new(column.kind)).collect(), rows: 0, bytes: 0 }
    }

    /// Adds a row, a cell for each column in order.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        debug_assert_eq!(cells.len(), self.columns.len());
        for (column, &cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += match cell {
                Cell::Text(text) => text.len(),
                Cell::Bytes(bytes) => bytes.len(),
                Cell::Longs(longs) => longs.len() * 8,
                _ => 8,
            };
            column.push(cell);
        }
        self.rows += 1;
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}
