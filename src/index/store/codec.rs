//! Numbers and rows as bytes.

use super::Row;

/// A row with its document: key, document, where in it.
pub(super) type Full = (u64, u32, [u32; 2]);

/// Appends a number, seven bits a byte, the lowest first.
pub(super) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number from the front; none where the bytes end or hold more than a number can.
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Rows, sorted, as bytes: keys and the documents of one key as differences.
pub(super) fn rows_to_bytes(rows: &[Full]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() * 8);
    let mut last: Option<(u64, u32)> = None;
    for (key, document, [a, b]) in rows {
        let (before, from) = last.unwrap_or((0, 0));
        put(&mut out, key - before);
        let same = last.is_some() && *key == before;
        put(&mut out, u64::from(if same { document - from } else { *document }));
        // The second number is often none.
        put(&mut out, u64::from(*a) << 1 | u64::from(*b > 0));
        if *b > 0 {
            put(&mut out, u64::from(*b));
        }
        last = Some((*key, *document));
    }
    out
}

/// The rows again; none where the bytes are no rows.
pub(super) fn rows_of_bytes(mut bytes: &[u8]) -> Option<Vec<Full>> {
    let mut rows = Vec::with_capacity(bytes.len() / 8);
    let mut last: Option<(u64, u32)> = None;
    while !bytes.is_empty() {
        let (before, from) = last.unwrap_or((0, 0));
        let key = before.checked_add(take(&mut bytes)?)?;
        let number = u32::try_from(take(&mut bytes)?).ok()?;
        let same = last.is_some() && key == before;
        let document = if same { from.checked_add(number)? } else { number };
        let first = take(&mut bytes)?;
        let a = u32::try_from(first >> 1).ok()?;
        let b = if first & 1 == 1 { u32::try_from(take(&mut bytes)?).ok()? } else { 0 };
        rows.push((key, document, [a, b]));
        last = Some((key, document));
    }
    Some(rows)
}

/// The rows of several documents, sorted; each row once.
pub(super) fn sorted<'a>(documents: impl Iterator<Item = &'a Vec<Row>>) -> Vec<Full> {
    use rayon::slice::ParallelSliceMut;
    let mut rows: Vec<Full> = Vec::new();
    for (document, own) in documents.enumerate() {
        rows.extend(own.iter().map(|(key, numbers)| (*key, document as u32, *numbers)));
    }
    rows.par_sort_unstable();
    rows.dedup();
    rows
}
