//! Builds files of the formats that are read.

use std::io::{Cursor, Write};

use aes::Aes128;
use aes::cipher::{Array, BlockCipherEncrypt, KeyInit};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        // What says the format stands there as it is.
        let method = match *name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A record of HWP 5: its tag counted from the first one, how deep it stands, its data.
pub fn record(tag: u32, level: u32, data: &[u8]) -> Vec<u8> {
    let size = data.len() as u32;
    let mut bytes = ((0x10 + tag) | (level << 10) | (size.min(0xFFF) << 20))
        .to_le_bytes()
        .to_vec();
    if size >= 0xFFF {
        bytes.extend(size.to_le_bytes());
    }
    bytes.extend(data);
    bytes
}

/// A paragraph of HWP 5 that stands `level` deep.
pub fn paragraph(level: u32, text: &str) -> Vec<u8> {
    let units: Vec<u8> = text
        .encode_utf16()
        .chain([13])
        .flat_map(u16::to_le_bytes)
        .collect();
    [record(50, level, &[0; 24]), record(51, level + 1, &units)].concat()
}

/// The character that stands for a table or a box in a paragraph.
pub const OBJECT: &str = "\u{B}tables\u{B}";

/// A document with these flags and these streams.
pub fn hwp5(flags: u32, streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    header.extend(0x0500_0300u32.to_le_bytes());
    header.extend(flags.to_le_bytes());
    header.resize(256, 0);
    let header: &[u8] = &header;
    for (name, bytes) in [("FileHeader", header)].iter().chain(streams) {
        if let Some((folder, _)) = name.split_once('/')
            && !file.exists(folder)
        {
            file.create_storage(folder).unwrap();
        }
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

/// A section as documents for distribution hold it.
pub fn locked(section: &[u8], seed: u32) -> Vec<u8> {
    let key = *b"0123456789abcdef";
    let mut plain = vec![0x55; 256];
    plain[..4].copy_from_slice(&seed.to_le_bytes());
    let at = 4 + (seed & 0xF) as usize;
    plain[at..at + 16].copy_from_slice(&key);
    let (mut state, mut mask, mut run) = (seed, 0, 0);
    let mut random = || {
        state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
        state >> 16 & 0x7FFF
    };
    for (i, byte) in plain.iter_mut().enumerate() {
        if run == 0 {
            mask = random() as u8;
            run = (random() & 0xF) + 1;
        }
        run -= 1;
        if i >= 4 {
            *byte ^= mask;
        }
    }
    let mut stream = record(12, 0, &plain);
    let mut padded = section.to_vec();
    padded.resize(section.len().next_multiple_of(16), 0);
    let cipher = Aes128::new(&Array::from(key));
    for block in padded.chunks_exact(16) {
        let mut block = Array::try_from(block).unwrap();
        cipher.encrypt_block(&mut block);
        stream.extend(block);
    }
    stream
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A stream of PDF with these entries in its dictionary.
pub fn pdf_stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>stream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A file with these objects, numbered from 1, of which the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    file.extend(b"trailer <</Root 1 0 R>>\n%%EOF\n");
    file
}

/// A mail with these fields beside the common ones, and what stands below them.
pub fn mail(fields: &str, body: &str) -> String {
    format!(
        "Received: from a.example by b.example\r\nFrom: \"=?EUC-KR?B?sbi8rQ==?=\" <press@korea.example>\r\nDate: Wed, 15 Jan 2020 23:30:00 +0000\r\nMIME-Version: 1.0\r\n{fields}\r\n{body}"
    )
}

/// A part of a mail with several, the boundary `=_b` before it.
pub fn mail_part(fields: &str, body: &str) -> String {
    format!("--=_b\r\n{fields}\r\n{body}\r\n")
}

/// `bytes` as mail carries them, in lines.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (i, three) in bytes.chunks(3).enumerate() {
        if i > 0 && i % 19 == 0 {
            text.push_str("\r\n");
        }
        let number = (0..3).fold(0, |n, k| n << 8 | usize::from(*three.get(k).unwrap_or(&0)));
        for k in 0..4 {
            let digit = char::from(DIGITS[number >> (18 - 6 * k) & 63]);
            text.push(if k <= three.len() { digit } else { '=' });
        }
    }
    text
}
