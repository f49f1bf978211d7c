//! Web archives.

use crate::{gzip, paragraph};
use std::io::Cursor;
use variorum_read::warc;

fn record(n: usize) -> Vec<u8> {
    let page = format!("<html><head><title>Ferry number {n}</title></head><body><p>{}</p></body></html>", paragraph(n));
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/{n}\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    format!("{head}{http}\r\n\r\n").into_bytes()
}

fn pages(bytes: &[u8], from: u64) -> (Vec<String>, Vec<u64>) {
    let (mut urls, mut damaged) = (Vec::new(), Vec::new());
    warc::read("a.warc", Cursor::new(&bytes[from as usize..]), from, &mut |got| {
        match got.what {
            Ok(report) => urls.push(report.article.meta.url.unwrap().rsplit('/').next().unwrap().to_owned()),
            Err(fault) => damaged.push(fault.offset.unwrap()),
        }
        true
    });
    (urls, damaged)
}

#[test]
fn records_are_read_packed_one_by_one_packed_as_a_whole_or_plain() {
    let records: Vec<Vec<u8>> = (0..5).map(record).collect();
    let want = ["0", "1", "2", "3", "4"];
    for bytes in [records.concat(), records.iter().flat_map(|r| gzip(r)).collect(), gzip(&records.concat())] {
        assert_eq!(pages(&bytes, 0), (want.map(String::from).to_vec(), vec![]));
    }
}

#[test]
fn a_damaged_record_is_named_and_the_others_are_read() {
    for packed in [false, true] {
        let mut records: Vec<Vec<u8>> = (0..5).map(record).collect();
        let begin = |records: &[Vec<u8>]| records[..2].iter().map(Vec::len).sum::<usize>() as u64;
        if packed {
            records = records.iter().map(|r| gzip(r)).collect();
            let middle = records[2].len() / 2;
            records[2][middle..middle + 8].fill(0);
        } else {
            records[2] = String::from_utf8(records[2].clone())
                .unwrap()
                .replace("Content-Length: ", "Content-Length: x")
                .into_bytes();
        }
        let (urls, damaged) = pages(&records.concat(), 0);
        assert_eq!(
            (urls, damaged),
            (["0", "1", "3", "4"].map(String::from).to_vec(), vec![begin(&records)]),
            "packed: {packed}"
        );
    }
}

#[test]
fn reading_is_taken_up_at_any_record() {
    let records: Vec<Vec<u8>> = (0..4).map(|n| gzip(&record(n))).collect();
    let from = (records[0].len() + records[1].len()) as u64;
    assert_eq!(pages(&records.concat(), from).0, ["2", "3"]);
}

#[test]
fn an_archive_cut_anywhere_gives_the_whole_records() {
    let records: Vec<Vec<u8>> = (0..3).map(record).collect();
    let whole = records.concat();
    for cut in (0..whole.len()).step_by(13) {
        let (urls, damaged) = pages(&whole[..cut], 0);
        let complete = records
            .iter()
            .scan(0, |at, r| {
                *at += r.len();
                Some(*at)
            })
            .filter(|end| *end - 4 <= cut)
            .count();
        assert_eq!(urls.len(), complete, "cut at {cut}");
        assert!(damaged.len() <= 1);
    }
}

#[test]
fn chunked_and_packed_bodies_are_undone() {
    let page = format!("<html><body><p>{}</p></body></html>", paragraph(1));
    let packed = gzip(page.as_bytes());
    let mut http =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
            .to_vec();
    for part in packed.chunks(40) {
        http.extend(format!("{:x}\r\n", part.len()).bytes());
        http.extend(part);
        http.extend(b"\r\n");
    }
    http.extend(b"0\r\n\r\n");
    let mut bytes = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/1\r\nContent-Length: {}\r\n\r\n",
        http.len()
    )
    .into_bytes();
    bytes.extend(http);
    bytes.extend(b"\r\n\r\n");
    let got = variorum_read::read("a.warc", bytes);
    assert_eq!(got.reports[0].text(), paragraph(1));
}

#[test]
fn brotli_is_undone_and_a_revisit_holds_no_page() {
    let page = format!("<html><body><p>{}</p></body></html>", paragraph(1));
    // A stream of Brotli whose one block is stored as it is: window of 16 bits, length less one, "not compressed".
    let head = ((page.len() as u32 - 1) << 4 | 1 << 20).to_le_bytes();
    let packed = [&head[..3], page.as_bytes(), &[3]].concat();
    // A crawler may keep the field of what it has undone.
    let mut bytes = Vec::new();
    for body in [&packed[..], page.as_bytes()] {
        let http = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n", body].concat();
        let head = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/1\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        bytes.extend([head.as_bytes(), &http, b"\r\n\r\n"].concat());
    }
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    bytes.extend(
        format!("WARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n", http.len()).bytes(),
    );
    let got = variorum_read::read("a.warc", bytes);
    let texts: Vec<String> = got.reports.iter().map(variorum_read::Report::text).collect();
    assert_eq!((texts, &got.faults[..]), (vec![paragraph(1), paragraph(1)], &[][..]));
}

#[test]
fn an_archive_that_is_one_member_and_cut_gives_what_stands_before_the_cut() {
    let whole = gzip(&(0..200).flat_map(record).collect::<Vec<u8>>());
    let (urls, damaged) = pages(&whole[..whole.len() / 2], 0);
    assert!(urls.len() > 20, "{} of 200 records", urls.len());
    assert_eq!(damaged, [0]);
}

#[test]
fn what_is_called_a_page_and_is_none_is_named_and_skipped() {
    let binary = |n: usize, bytes: &[u8]| {
        let http = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", bytes].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/{n}\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        [head.as_bytes(), &http, b"\r\n\r\n"].concat()
    };
    let noise: Vec<u8> = (0..9000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let records = [record(0), binary(1, b"%PDF-1.7 \x01\x02"), binary(2, &[b"\0", &noise[..]].concat()), record(3)];
    let places = [records[0].len() as u64, (records[0].len() + records[1].len()) as u64];
    let (urls, skipped) = pages(&records.concat(), 0);
    assert_eq!((urls, skipped), (vec!["0".to_owned(), "3".to_owned()], places.to_vec()));
    let read = variorum_read::read("a.warc", records.concat());
    let said = read.faults[0].to_string();
    assert!(said.starts_with("a.warc: byte ") && said.contains("no text; skipped (https://p.example/1)"), "{said}");
    // What is skipped keeps its number.
    let lines: Vec<_> = read.reports.iter().map(|r| r.article.line).collect();
    assert_eq!(lines, [Some(1), Some(4)]);
    let tally = warc::read("a.warc", Cursor::new(records.concat()), 0, &mut |_| true);
    assert_eq!((tally.records, tally.pages, tally.damaged), (4, 4, 0));
}
