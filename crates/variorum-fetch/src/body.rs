//! The body of an answer: unpacked and counted as it comes, so that no answer takes more room than the limit.

use crate::error::Kind;
use std::cell::{Cell, RefCell};
use std::io::{self, BufReader, ErrorKind, Read};

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    pub bytes: Vec<u8>,
    /// Bytes as they were sent.
    pub wire: u64,
    /// Whether there was more than the limit.
    pub cut: bool,
}

/// Packings in one another that are undone.
const LAYERS: usize = 3;
/// Bytes that are asked for at once.
const STEP: usize = 16 << 10;

/// Reads a body to its end or to `limit`, counted both as sent and as unpacked. `packings` is `Content-Encoding`. Where
/// `cut` is set, what is behind the limit is left; else it is an error.
pub(crate) fn read(from: impl Read, packings: &str, limit: u64, cut: bool) -> Result<Body, Kind> {
    let (count, failed) = (Cell::new(0), RefCell::new(None));
    let wire = Wire { from, count: &count, failed: &failed };
    let mut reader: Box<dyn Read + '_> = Box::new(wire);
    let packings: Vec<String> = packings
        .split(',')
        .map(|p| p.trim().to_ascii_lowercase())
        .filter(|p| !p.is_empty() && p != "identity")
        .collect();
    if packings.len() > LAYERS {
        return Err(Kind::Packed(format!("packed {} times over", packings.len())));
    }
    for packing in packings.iter().rev() {
        reader = unpacked(packing, reader)?;
    }
    let mut out = Body::default();
    let mut chunk = [0; STEP];
    loop {
        let more = match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) => {
                return Err(match failed.take() {
                    Some(network) => network,
                    None => Kind::Packed(format!("{e} after {} bytes of what it holds", out.bytes.len())),
                });
            }
        };
        let room = (limit - out.bytes.len() as u64).min(more as u64) as usize;
        out.bytes.extend_from_slice(chunk.get(..room).unwrap_or_default());
        // What is packed may also be much and give nothing.
        if room < more || count.get() > limit.saturating_add(STEP as u64) {
            if !cut {
                return Err(Kind::TooLong { limit, wire: count.get() });
            }
            out.cut = true;
            break;
        }
    }
    drop(reader);
    out.wire = count.get();
    Ok(out)
}

/// The bytes as they are sent, counted; an error of the network is kept, since unpackers make their own of it.
struct Wire<'c, R> {
    from: R,
    count: &'c Cell<u64>,
    failed: &'c RefCell<Option<Kind>>,
}

impl<R: Read> Read for Wire<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into);
        match read {
            Ok(n) => {
                self.count.set(self.count.get() + n as u64);
                Ok(n)
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => Err(e),
            Err(e) => {
                let kind = e.kind();
                *self.failed.borrow_mut() = Some(crate::client::kind_of(ureq::Error::from(e), self.count.get()));
                Err(kind.into())
            }
        }
    }
}

fn unpacked<'r>(packing: &str, from: Box<dyn Read + 'r>) -> Result<Box<dyn Read + 'r>, Kind> {
    let mut from = BufReader::with_capacity(STEP, from);
    Ok(match packing {
        "gzip" | "x-gzip" => Box::new(flate2::bufread::GzDecoder::new(from)),
        "deflate" => {
            // Meant is zlib; sent is also the bare stream. The first two bytes of zlib are told by their check sum.
            let mut head = Vec::with_capacity(2);
            from.by_ref().take(2).read_to_end(&mut head).map_err(|e| Kind::Packed(e.to_string()))?;
            let zlib = matches!(head.as_slice(), [a, b] if a & 15 == 8 && (u32::from(*a) * 256 + u32::from(*b)).is_multiple_of(31));
            let whole = BufReader::with_capacity(STEP, io::Cursor::new(head).chain(from));
            if zlib {
                Box::new(flate2::bufread::ZlibDecoder::new(whole))
            } else {
                Box::new(flate2::bufread::DeflateDecoder::new(whole))
            }
        }
        "br" => Box::new(brotli_decompressor::Decompressor::new(from, STEP)),
        other => {
            let other: String = other.chars().take(40).collect();
            return Err(Kind::Packed(format!("packed as {other:?}, which was not asked for")));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn every_packing_is_undone() {
        let text = "The lock gate stood open. ".repeat(4000).into_bytes();
        let (mut zlib, mut bare) =
            (ZlibEncoder::new(Vec::new(), Compression::fast()), DeflateEncoder::new(Vec::new(), Compression::fast()));
        zlib.write_all(&text).unwrap();
        bare.write_all(&text).unwrap();
        let (zlib, bare) = (zlib.finish().unwrap(), bare.finish().unwrap());
        for (packing, bytes) in [
            ("", text.clone()),
            ("identity", text.clone()),
            ("gzip", gzip(&text)),
            ("X-GZIP", gzip(&text)),
            ("gzip, gzip", gzip(&gzip(&text))),
            ("deflate", zlib),
            ("deflate", bare),
        ] {
            let wire = bytes.len() as u64;
            let got = read(bytes.as_slice(), packing, 1 << 20, false);
            assert_eq!(got, Ok(Body { bytes: text.clone(), wire, cut: false }), "{packing}");
        }
        // "harbour" thrice over, as Brotli writes it without its dictionary.
        let brotli = [0x0b, 0x03, 0x80, b'h', b'a', b'r', b'b', b'o', b'u', b'r', 0x03];
        assert_eq!(read(brotli.as_slice(), "br", 100, false).unwrap().bytes, b"harbour");
    }

    #[test]
    fn a_bomb_is_cut_off_early() {
        let bomb = gzip(&vec![0; 64 << 20]);
        let twice = gzip(&bomb);
        for (packing, bytes) in [("gzip", &bomb), ("gzip,gzip", &twice)] {
            let Err(Kind::TooLong { limit: 100_000, wire }) = read(bytes.as_slice(), packing, 100_000, false) else {
                panic!("{packing}: not cut off")
            };
            assert!(wire <= 64 << 10, "{packing}: {wire} bytes were taken");
        }
        let kept = read(bomb.as_slice(), "gzip", 100_000, true).unwrap();
        assert!(kept.cut && kept.bytes.len() == 100_000 && kept.bytes.capacity() <= 300_000);
    }

    #[test]
    fn endless_packing_of_nothing_ends() {
        // Empty stored blocks: five bytes each, and nothing comes out.
        let empty = [0x00u8, 0x00, 0x00, 0xff, 0xff];
        let endless = std::iter::repeat_n(empty, 1_000_000).flatten().collect::<Vec<u8>>();
        let got = read(endless.as_slice(), "deflate", 100_000, false);
        assert!(matches!(got, Err(Kind::TooLong { .. } | Kind::Packed(_))), "{got:?}");
    }

    #[test]
    fn damage_is_named() {
        let whole = gzip(&b"The lock gate stood open. ".repeat(4000));
        let cut = &whole[..whole.len() / 2];
        assert!(matches!(read(cut, "gzip", 1 << 20, false), Err(Kind::Packed(_))));
        let mut odd = whole.clone();
        let last = odd.len() - 6;
        odd[last] ^= 0xff;
        assert!(matches!(read(odd.as_slice(), "gzip", 1 << 20, false), Err(Kind::Packed(_))));
        assert!(matches!(read(b"plain".as_slice(), "gzip", 100, false), Err(Kind::Packed(_))));
        assert!(matches!(read(b"plain".as_slice(), "br", 100, false), Err(Kind::Packed(_))));
        assert!(matches!(read(b"".as_slice(), "zstd", 100, false), Err(Kind::Packed(_))));
        assert!(matches!(read(b"".as_slice(), "gzip,gzip,gzip,gzip", 100, false), Err(Kind::Packed(_))));
    }
}
