//! Speakers of quotations as the grammar of the whole report shows them.

use super::{Identity, Shown, attributions_of, shown};
use crate::annotate::Annotated;
use crate::annotate::lexicon::PRONOUN_SUBJECTS;
use crate::annotate::quotation::{Quotation, QuotationKind};
use crate::annotate::syntax::Parsed;
use crate::annotate::token::Key;

/// Gives quotations whose speaker is not named beside them ("he said", or nobody) the one whom the grammar of the whole
/// report shows. The rules over tokens that `annotate` goes by know who spoke last, not of whom was spoken since.
/// Nothing is done where all speakers are named, or the report is read by the rules of another language; else what its
/// grammar shows is handed back, for those who want the report's attributions.
pub(crate) fn settle(report: &mut Annotated, parsed: &mut Parsed) -> Option<Shown> {
    let open = |q: &Quotation| {
        let standing = q.nested_in.is_none() && q.kind.is_speech() && q.kind != QuotationKind::Title;
        standing && q.speaker.is_none_or(|s| !s.named)
    };
    if report.annotations.language.and_then(crate::annotate::Language::words).is_some()
        || !report.annotations.quotations.iter().any(open)
    {
        return None;
    }
    let shown = shown(report, parsed);
    let found = attributions_of(report, &shown);
    let text = &report.article.text;
    let is_pronoun = |span| PRONOUN_SUBJECTS.has(Key::word(&text.get(span).to_lowercase()));
    for a in found.list.iter().filter(|a| a.within.is_none()) {
        let Some((id, source)) = a.quotation.zip(a.source) else { continue };
        let Some(q) = report.annotations.quotations.get_mut(id.index()).filter(|q| open(q)) else { continue };
        // Of another cue's words it is another who says them.
        if q.cue.is_some() && q.cue != a.cue {
            continue;
        }
        match found.speakers(a) {
            [Identity::Named(name)] => {
                let mut speaker = q.speaker.unwrap_or(source);
                speaker.name = Some(*name);
                q.speaker = Some(speaker);
            }
            // "a neighbour ... she said": nobody who has a name. A phrase is left to the rules, which know whose a
            // statement is.
            [Identity::Described(_)] => {
                if let Some(s) = q.speaker.as_mut().filter(|s| is_pronoun(s.mention)) {
                    s.name = None;
                }
            }
            _ => {}
        }
    }
    Some(shown)
}
