//! The model file: little-endian numbers and counted arrays.

use super::ReaderError;

/// Writes a model file.
#[derive(Debug, Default)]
pub(in crate::repair) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn u32(&mut self, v: u32) {
        self.0.extend(v.to_le_bytes());
    }

    pub fn f32s(&mut self, v: &[f32]) {
        self.u32(v.len() as u32);
        v.iter().for_each(|v| self.0.extend(v.to_le_bytes()));
    }

    pub fn u16s(&mut self, v: &[u16]) {
        self.u32(v.len() as u32);
        v.iter().for_each(|v| self.0.extend(v.to_le_bytes()));
    }

    pub fn i16s(&mut self, v: &[i16]) {
        self.u32(v.len() as u32);
        v.iter().for_each(|v| self.0.extend(v.to_le_bytes()));
    }

    pub fn bytes(&mut self, v: &[u8]) {
        self.u32(v.len() as u32);
        self.0.extend(v);
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

    pub fn f32s(&mut self) -> Result<Vec<f32>, ReaderError> {
        let (words, _) = self.counted(4)?.as_chunks::<4>();
        Ok(words.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    pub fn u16s(&mut self) -> Result<Vec<u16>, ReaderError> {
        let (words, _) = self.counted(2)?.as_chunks::<2>();
        Ok(words.iter().map(|b| u16::from_le_bytes(*b)).collect())
    }

    pub fn i16s(&mut self) -> Result<Vec<i16>, ReaderError> {
        let (words, _) = self.counted(2)?.as_chunks::<2>();
        Ok(words.iter().map(|b| i16::from_le_bytes(*b)).collect())
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], ReaderError> {
        self.counted(1)
    }

    pub fn text(&mut self) -> Result<String, ReaderError> {
        String::from_utf8(self.counted(1)?.to_vec()).map_err(|_| ReaderError::Text)
    }
}
