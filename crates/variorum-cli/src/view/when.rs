//! Times for people.

/// A value as TIMEX3 writes it, as people read it: "2023-03-12 night", "1990s".
pub fn shown(value: &str) -> String {
    const PARTS: [(&str, &str); 4] = [("TMO", "morning"), ("TAF", "afternoon"), ("TEV", "evening"), ("TNI", "night")];
    if value.len() == 3 && value.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{value}0s");
    }
    for (code, word) in PARTS {
        if let Some(day) = value.strip_suffix(code) {
            return format!("{day} {word}");
        }
    }
    value.replacen('T', " ", 1)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn values_are_read_by_people() {
        assert_eq!([shown("199"), shown("2023-03"), shown("2021-W05")], ["1990s", "2023-03", "2021-W05"]);
        assert_eq!([shown("2023-03-12TNI"), shown("2023-03-12T07:10")], ["2023-03-12 night", "2023-03-12 07:10"]);
    }
}
