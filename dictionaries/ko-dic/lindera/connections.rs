//! lindera's `matrix.mtx`: what it costs that one word follows another.
//!
//! The rows and columns of short words, which are in question nearly everywhere, come first, so that they lie near each
//! other in memory: that makes tokenizing some 8 % faster.

use super::Result;
use crate::format::{Entry, Packed};

/// The connection costs in lindera's order.
pub struct Connections<'a> {
    packed: &'a Packed,
    rows: Order,
    columns: Order,
}

impl<'a> Connections<'a> {
    pub fn new(packed: &'a Packed) -> Result<Self> {
        let matrix = &packed.matrix;
        let mut rows = vec![0.0; count(&matrix.rows)];
        let mut columns = vec![0.0; count(&matrix.columns)];
        for Entry {
            surface, analysis, ..
        } in &packed.entries
        {
            let analysis = packed.analysis(*analysis)?;
            let weight = 0.05_f64.powi(surface.chars().count() as i32);
            rows[usize::from(matrix.row(analysis.left)?)] += weight;
            columns[usize::from(matrix.column(analysis.right)?)] += weight;
        }
        let (rows, columns) = (Order::new(&rows), Order::new(&columns));
        Ok(Self {
            packed,
            rows,
            columns,
        })
    }

    /// lindera's left and right id for those of the packed dictionary.
    pub fn ids(&self, left: u16, right: u16) -> Result<(u16, u16)> {
        let (row, column) = (
            self.packed.matrix.row(left)?,
            self.packed.matrix.column(right)?,
        );
        Ok((
            self.rows.places[usize::from(row)],
            self.columns.places[usize::from(column)],
        ))
    }

    /// -1, the numbers of columns and of rows, the rows.
    pub fn file(&self) -> Result<Vec<u8>> {
        let (height, width) = (self.rows.items.len(), self.columns.items.len());
        let mut file = Vec::with_capacity(6 + 2 * height * width);
        for number in [-1, i16::try_from(width)?, i16::try_from(height)?] {
            file.extend(number.to_le_bytes());
        }
        for &row in &self.rows.items {
            let row = &self.packed.matrix.cells[usize::from(row) * width..][..width];
            for &column in &self.columns.items {
                file.extend(row[usize::from(column)].to_le_bytes());
            }
        }
        Ok(file)
    }
}

/// A new order of numbered items.
struct Order {
    /// The items, first to last.
    items: Vec<u16>,
    /// For each item its place among them.
    places: Vec<u16>,
}

impl Order {
    /// The heaviest first, after number 0, which begins and ends lines.
    fn new(weights: &[f64]) -> Self {
        let weight = |item: &u16| {
            if *item == 0 {
                f64::INFINITY
            } else {
                weights[usize::from(*item)]
            }
        };
        let mut items: Vec<u16> = (0..weights.len() as u16).collect();
        items.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let mut places = vec![0; items.len()];
        for (place, &item) in items.iter().enumerate() {
            places[usize::from(item)] = place as u16;
        }
        Self { items, places }
    }
}

fn count(places: &[u16]) -> usize {
    places.iter().max().map_or(0, |&most| usize::from(most) + 1)
}
