//! Opening hours in the form that OpenStreetMap and schema.org share.

use std::fmt;

/// When a service can be reached, as far as the words say so: what is not stated is not filled in.
///
/// Printed as OpenStreetMap's `opening_hours` and schema.org's `openingHours` have it: `24/7`, `Mo-Fr 09:00-17:00`,
/// `Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00`. Where no day is stated none is printed (`13:00-23:00`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OpeningHours(Vec<Rule>);

/// Some days and the times on them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Rule {
    pub days: Days,
    /// Minutes from midnight, from and to; a time up to one that is earlier ends on the next day.
    pub times: Vec<(u16, u16)>,
}

/// Days of the week, Monday first, as bits; none where none is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Days(pub u8);

impl Days {
    pub const ALL: Days = Days(0x7f);
    pub const WEEK: Days = Days(0x1f);
    pub const WEEKEND: Days = Days(0x60);

    /// From a day to another, both counted from Monday as 0, over Sunday where the second comes first.
    pub fn span(from: u8, to: u8) -> Days {
        let mut days = 0;
        let mut day = from % 7;
        loop {
            days |= 1 << day;
            if day == to % 7 {
                return Days(days);
            }
            day = (day + 1) % 7;
        }
    }

    pub fn and(self, other: Days) -> Days {
        Days(self.0 | other.0)
    }
}

/// All day long.
pub(super) const WHOLE_DAY: (u16, u16) = (0, 24 * 60);

impl OpeningHours {
    /// Hours of these rules; `None` where there are none, or two speak of the same days.
    pub(super) fn of(rules: Vec<Rule>) -> Option<Self> {
        let mut seen = 0u8;
        for rule in &rules {
            let days = if rule.days.0 == 0 { Days::ALL.0 } else { rule.days.0 };
            if rule.times.is_empty() || seen & days != 0 {
                return None;
            }
            seen |= days;
        }
        (!rules.is_empty()).then_some(Self(rules))
    }

    /// Whether they are those of more than one day, as stated: "Mon–Sat 9am–5pm", "daily".
    pub(crate) fn is_regular(&self) -> bool {
        self.0.iter().any(|r| r.days.0.count_ones() > 1)
    }

    /// At all times.
    pub(super) fn always() -> Self {
        Self(vec![Rule { days: Days::ALL, times: vec![WHOLE_DAY] }])
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        let has = |day: usize| self.0 & (1 << day) != 0;
        let (mut day, mut first) = (0, true);
        while day < 7 {
            if !has(day) {
                day += 1;
                continue;
            }
            let end = (day..7).take_while(|d| has(*d)).last().unwrap_or(day);
            let names = |n: usize| NAMES.get(n).copied().unwrap_or_default();
            f.write_str(if first { "" } else { "," })?;
            f.write_str(names(day))?;
            if end > day {
                write!(f, "-{}", names(end))?;
            }
            (first, day) = (false, end + 1);
        }
        Ok(())
    }
}

impl fmt::Display for OpeningHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::always() {
            return f.write_str("24/7");
        }
        for (n, rule) in self.0.iter().enumerate() {
            f.write_str(if n > 0 { "; " } else { "" })?;
            if rule.days.0 != 0 {
                write!(f, "{} ", rule.days)?;
            }
            for (n, (from, to)) in rule.times.iter().enumerate() {
                f.write_str(if n > 0 { "," } else { "" })?;
                write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)?;
            }
        }
        Ok(())
    }
}
