//! The model file: little-endian numbers and counted arrays.

use super::ReaderError;

/// Writes a model file.
#[derive(Debug, Default)]
pub(in crate::repair) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn u32(&mut self, v: u32) {
        self.0.extend(v.to_le_bytes());
    }

    pub fn u32s(&mut self, v: &[u32]) {
        self.u32(v.len() as u32);
        v.iter().for_each(|v| self.u32(*v));
    }

    pub fn f32s(&mut self, v: &[f32]) {
        self.u32(v.len() as u32);
        v.iter().for_each(|v| self.0.extend(v.to_le_bytes()));
    }

    pub fn i8s(&mut self, v: &[i8]) {
        self.u32(v.len() as u32);
        self.0.extend(v.iter().map(|v| v.cast_unsigned()));
    }

    pub fn text(&mut self, v: &str) {
        self.u32(v.len() as u32);
        self.0.extend(v.as_bytes());
    }
}

/// Reads a model file.
#[derive(Debug)]
pub(in crate::repair) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], ReaderError> {
        let (head, tail) = self.0.split_at_checked(n).ok_or(ReaderError::Short)?;
        self.0 = tail;
        Ok(head)
    }

    fn counted(&mut self, width: usize) -> Result<&'a [u8], ReaderError> {
        let n = self.u32()? as usize;
        self.take(n.checked_mul(width).ok_or(ReaderError::Short)?)
    }

    pub fn u32(&mut self) -> Result<u32, ReaderError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes(
            bytes.try_into().map_err(|_| ReaderError::Short)?,
        ))
    }

    pub fn u32s(&mut self) -> Result<Vec<u32>, ReaderError> {
        let (words, _) = self.counted(4)?.as_chunks::<4>();
        Ok(words.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    pub fn f32s(&mut self) -> Result<Vec<f32>, ReaderError> {
        let (words, _) = self.counted(4)?.as_chunks::<4>();
        Ok(words.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    pub fn i8s(&mut self) -> Result<Vec<i8>, ReaderError> {
        Ok(self.counted(1)?.iter().map(|b| b.cast_signed()).collect())
    }

    pub fn text(&mut self) -> Result<String, ReaderError> {
        String::from_utf8(self.counted(1)?.to_vec()).map_err(|_| ReaderError::Text)
    }
}
