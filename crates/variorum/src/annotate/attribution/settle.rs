//! Speakers of quotations as the grammar of the whole report shows them.

use super::{Given, Identity, Shown, attributions_of, shown};
use crate::annotate::Annotated;
use crate::annotate::lexicon::{PRONOUN_SUBJECTS, is_paper};
use crate::annotate::people;
use crate::annotate::quotation::{Quotation, QuotationKind};
use crate::annotate::speaker::{Speaker, pulled};
use crate::annotate::syntax::Parsed;
use crate::annotate::token::Key;
use crate::span::{NameId, Span};

/// So many bytes stand at most between a noun and the name of whom it describes.
const APPOSED: u32 = 16;
/// So many stand at most in a title between its first name and that of its holder.
const TITLE: u32 = 60;

/// Gives quotations the speaker whom the grammar of the whole report shows. The rules over tokens that `annotate` goes by
/// know who spoke last, not of whom was spoken since, and not which words a verb has for its subject.
/// Nothing is done where nothing stands in marks, or the report is read by the rules of another language; else what its
/// grammar shows is handed back, for those who want the report's attributions.
pub(crate) fn settle(report: &mut Annotated, parsed: &mut Parsed) -> Option<Shown> {
    let open = |q: &Quotation| q.nested_in.is_none() && q.kind.is_speech() && q.kind != QuotationKind::Title;
    if report.annotations.language.and_then(crate::annotate::Language::words).is_some()
        || !report.annotations.quotations.iter().any(open)
    {
        return None;
    }
    let shown = shown(report, parsed);
    let found = attributions_of(report, &shown);
    let text = &report.article.text;
    let is_pronoun = |span| PRONOUN_SUBJECTS.has(Key::word(&text.get(span).to_lowercase()));
    // "the statement said": the rules over tokens know whose it is.
    let paper = |span| {
        let word = |w: &str| is_paper(Key::word(&w.to_lowercase()));
        text.get(span).split_whitespace().any(word)
    };
    // "it should have said": a verb is nobody.
    let scrap = |span| matches!(text.get(span), "should" | "would" | "could" | "might" | "must" | "may" | "some");
    let blocks = &report.article.blocks;
    let paragraph = |content: u32| {
        let start = found.contents.get(content as usize).map_or(0, |c| c.start());
        blocks.get(blocks.partition_point(|b| b.span.end() <= start)).map_or(0, |b| b.span.start())
    };
    // Where the sentence begins that holds a place.
    let (sentences, tokens) = (&report.annotations.sentences, &report.annotations.tokens);
    let sentence = |at: u32| {
        let row = tokens.partition_point(|t| t.span.end() <= at);
        let first = sentences.get(sentences.partition_point(|s| s.end as usize <= row)).map(|s| s.first as usize);
        first.and_then(|k| tokens.get(k)).map_or(at, |t| t.span.start())
    };
    for a in found.list.iter().filter(|a| a.within.is_none()) {
        let Some((id, source)) = a.quotation.zip(a.source) else { continue };
        let Some(q) = report.annotations.quotations.get_mut(id.index()).filter(|q| open(q)) else { continue };
        // A speaker who was looked for in the paragraph before gives way to one who stands beside the words.
        let paragraph = paragraph(a.content.start);
        if a.kind == Given::Direct && q.cue.is_some_and(|c| c.end() <= paragraph) {
            let beside = a.cue.filter(|c| c.start() >= paragraph);
            (q.cue, q.speaker) = if beside.is_some() { (None, None) } else { (q.cue, q.speaker) };
        }
        // Of another cue's words it is another who says them.
        if q.cue.is_some() && q.cue != a.cue {
            continue;
        }
        // "Lowe was then asked, “…?”": by somebody else.
        let asked = a.cue.filter(|c| matches!(text.get(*c), "asked" | "told")).is_some_and(|c| {
            let before = text.get(Span::new(source.mention.end().min(c.start()), c.start()));
            let be = |w: &str| matches!(w, "is" | "was" | "are" | "were" | "been" | "being");
            !before.contains(',') && before.split_whitespace().rev().take(3).any(be)
        });
        if asked {
            if q.speaker.is_some_and(|s| s.mention == source.mention) {
                q.speaker = None;
            }
            continue;
        }
        // "said Ann Lowe, a spokeswoman for Mr. Pell": whose name stands right behind the verb says it.
        let behind = q.speaker.zip(q.cue).is_some_and(|(s, c)| s.named && s.mention.start() == c.end() + 1);
        let beside = |name: NameId| {
            let span = report.annotations.names.get(name.index()).map(|n| text.get(n.span));
            span.is_some_and(|full| full.rsplit(' ').next().is_some_and(|l| text.get(source.mention).contains(l)))
        };
        // "Mum-of-three Ann Lowe": the name of whom the noun describes is nobody else's.
        let described = q.speaker.is_some_and(|s| {
            let (noun, name) = (source.mention.end(), s.mention.start());
            let gap = name.checked_sub(noun).filter(|g| *g <= APPOSED).map(|_| text.get(Span::new(noun, name)));
            s.named && !source.named && gap.is_some_and(|g| !g.contains([',', '.', ';', '“', '"']))
        });
        // "Vale Department of Health deputy director Ann Lowe said", "said HCPD, Ann Lowe": who stands right beside the verb, or
        // at the end of the title that does.
        let in_title = q.speaker.zip(q.cue).is_some_and(|(s, c)| {
            let (from, name) = (source.mention.end(), s.mention.start());
            let gap = name.checked_sub(from).map_or("", |_| text.get(Span::new(from, name)));
            let whole = name < from || gap.len() > TITLE as usize;
            let close = s.mention.end() + 1 == c.start() || c.end() + 1 == source.mention.start();
            let initials = !text.get(source.mention).contains(char::is_lowercase);
            s.named && close && !whole && (!gap.contains([',', ';', '“', '"', ':']) || gap == ", " && initials)
        });
        // "Lowe, Pell and Brandt said": they together, not one of them.
        let together = q.speaker.is_some_and(|s| {
            let names = &report.annotations.names;
            let from = names.partition_point(|n| n.span.start() < s.mention.start());
            let several = names[from..].iter().take_while(|n| n.span.end() <= s.mention.end()).nth(1);
            s.name.is_none() && several.is_some() && text.get(s.mention).contains(" and ")
        });
        let (cue, before) = (q.cue, q.speaker.and_then(|s| s.name));
        match found.speakers(a) {
            _ if described || in_title || together => {}
            [Identity::Named(name)] if behind && !beside(*name) => {}
            [Identity::Named(name)] => {
                // The words beside the cue are kept where they already are the name.
                let kept = q.speaker.filter(|s| q.cue.is_some() && (s.name == Some(*name) || !s.named));
                let mut speaker = kept.unwrap_or(source);
                speaker.name = Some(*name);
                q.speaker = Some(speaker);
            }
            // "a neighbour ... she said": nobody who has a name. A paper is left to the rules, which know whose it is.
            [Identity::Described(_)] if scrap(source.mention) => q.speaker = None,
            [Identity::Described(_)] if !paper(source.mention) => {
                let kept = q.speaker.filter(|s| is_pronoun(s.mention));
                q.speaker = Some(Speaker { name: None, named: false, ..kept.unwrap_or(source) });
            }
            // "She also said the town was poor and declared: “…”": nobody knows who she is, and the town is not she.
            [] if q.cue.is_some() && is_pronoun(source.mention) && q.speaker.is_some_and(|s| s.named) => {
                q.speaker = Some(Speaker { name: None, named: false, ..source });
            }
            _ => {}
        }
        q.cue = q.cue.or(a.cue);
        let settled = q.speaker;
        // The channel of another's words stays with them: "After Pell tweeted it, Lowe answered. “…,” she said."
        let begins = q.cue.map_or(u32::MAX, |c| c.start());
        let moved = before.filter(|b| settled.and_then(|s| s.name).is_some_and(|n| n != *b));
        let stays = moved.zip(q.channel).is_some_and(|(name, c)| {
            let from = tokens.partition_point(|t| t.span.start() < sentence(c.span.start()));
            let at = tokens.partition_point(|t| t.span.start() < c.span.start());
            let lead = (from..at).rev().find(|k| people::leads_aside(tokens[*k].key));
            let names = &report.annotations.names;
            let own = |k: usize| names.iter().any(|n| n.fullest == name && (k..at).contains(&(n.first as usize)));
            c.span.end() <= sentence(begins) && lead.is_some_and(own)
        });
        if stays {
            q.channel = None;
        }
        // "calling it a “joke” that is made by “some of those people”": what else the verb has in marks.
        let content = found.content(a);
        let last = content.last().map_or(0, |c| c.end());
        let parts = &report.annotations.parts;
        let inside = |q: &Quotation| {
            let own = parts.get(q.parts.start as usize).map(|p| p.span);
            own.is_some_and(|p| content.iter().any(|c| c.contains(p)))
        };
        let starts = |q: &Quotation| parts.get(q.parts.start as usize).map_or(u32::MAX, |p| p.span.start());
        let others = report.annotations.quotations.iter_mut().skip(id.index() + 1).take_while(|q| starts(q) < last);
        for other in others.filter(|o| open(o) && cue.is_some() && o.cue == cue && inside(o)) {
            other.speaker = settled;
        }
    }
    let a = &mut report.annotations;
    pulled(&a.tokens, &mut a.quotations, &a.parts);
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::ingest;

    /// The speakers of the quotations of a text, and their channels.
    fn said(text: &str) -> Vec<(String, &'static str)> {
        let capture = ingest::read("report.txt", text.as_bytes().to_vec()).captures.remove(0);
        let mut report = annotate(Article::read(capture));
        settle(&mut report, &mut Parsed::default());
        let quotations = report.annotations.quotations.iter().filter(|q| q.kind.is_speech());
        quotations
            .map(|q| {
                let name = report.speaker_name(q).unwrap_or("").to_owned();
                (name, q.channel.map_or("", |c| c.name))
            })
            .collect()
    }

    fn speakers(text: &str) -> Vec<String> {
        said(text).into_iter().map(|s| s.0).collect()
    }

    fn channels(text: &str) -> Vec<&'static str> {
        said(text).into_iter().map(|s| s.1).collect()
    }

    #[test]
    fn a_channel_ends_with_its_speaker() {
        let tweeted = "Chief Ann Lowe tweeted on Monday: “We are sad tonight.”\n\n";
        let other = "“I saw nothing at all,” neighbour Tom Pell said.";
        assert_eq!(channels(&format!("{tweeted}{other}")), ["Twitter", ""]);
        let told = "“It was dark in there,” she told Harbour FM.";
        assert_eq!(channels(&format!("{tweeted}{told}")), ["Twitter", ""]);
        let goes_on = "“It was dark in there,” she added.";
        assert_eq!(channels(&format!("{tweeted}{goes_on}")), ["Twitter", "Twitter"]);
    }

    #[test]
    fn what_is_only_mentioned_is_no_channel() {
        let text = "Police found that he was learning by downloading plans from YouTube, Tom Pell said.\n\n\
                    “It was some sort of device,” Tom Pell said. “He liked them.”";
        assert_eq!(channels(text), [""]);
        let text = "Officers continue to interview witnesses. “We know little,” Ann Lowe said.";
        assert_eq!(channels(text), [""]);
        let text = "He left Facebook in May. “We are sorry,” Ann Lowe said.";
        assert_eq!(channels(text), [""]);
        let text = "Tom Pell held a news conference on Friday.\n\n“It is shut,” said Ann Lowe.";
        assert_eq!(channels(text), [""]);
        let text = "Tom Pell held a news conference on Friday. “It is shut,” he said.";
        assert_eq!(channels(text), ["press conference"]);
    }

    #[test]
    fn the_subject_behind_the_marks_speaks() {
        let text = "Mara Finch was charged on Friday, according to Dunmere Municipal Court records.\n\n\
                    “We are looking for her,” Dunmere police Lt. Joe Brandt, department spokesman, said.";
        assert_eq!(speakers(text), ["Joe Brandt"]);
        let text = "Approximately 200 friends of the victims came to the hall.\n\n\
                    “Officers met a large crowd,” Dunmere lawyer Nora Lowe told the Echo.";
        assert_eq!(speakers(text), ["Nora Lowe"]);
        let text = "“We are sad,” said Ann Lowe, a spokeswoman for Mr. Pell.";
        assert_eq!(speakers(text), ["Ann Lowe"]);
        let text = "Pell was described as “a calm man” by neighbours. Officials said it happened at what is called a \
                    “moving party”.";
        assert!(!speakers(text).contains(&"Pell".to_owned()), "{:?}", speakers(text));
        let text = "“It was a long night,” said Ann Lowe.\n\nUPDATE 6 p.m.\n\n“All of us are sad tonight.”";
        assert!(!speakers(text).contains(&"UPDATE".to_owned()));
    }

    #[test]
    fn an_office_in_the_sentence_before_stands_behind_a_pronoun() {
        let text = "Skipper Ann Lowe brought the boat in. Ida Pell wrote: “It was a long and very cold night.”\n\nAs for the \
            skipper, she was back at work by breakfast.\n\n“I rang him and he said nothing at all,” she told Harbour FM.";
        assert_eq!(speakers(text).last().map(String::as_str), Some("Ann Lowe"));
    }

    #[test]
    fn nobody_says_his_own_name() {
        let text = "Ben Cole, 21, told jurors that he was there. Tom Pell pulled the trigger, he testified.\n\n“Pell fired the \
            shot,” he said.";
        assert_eq!(speakers(text), ["Ben Cole"]);
    }

    #[test]
    fn a_friend_is_nobody_who_was_named() {
        let text =
            "It happened inside victim Tom Pell’s home.\n\n“I shot my friend,” the 15-year-old friend told the police.";
        assert_eq!(speakers(text), ["the 15-year-old friend"]);
    }

    #[test]
    fn streets_and_towns_do_not_speak() {
        let text = "Four people were shot at a party in the 100 block of Cerise Avenue. Cerise Avenue was closed.\n\n\
                    An unidentified mother of two who lives nearby said she kept her children inside.\n\n\
                    “I heard the shots,” the woman told the Echo.";
        assert!(!speakers(text).contains(&"Cerise Avenue".to_owned()), "{:?}", speakers(text));
        let text = "A Vale Corner man says he is not the one.\n\n\
                    “They have the wrong name,” Tom Pell said on Friday.";
        assert_eq!(speakers(text), ["Tom Pell"]);
    }

    #[test]
    fn the_dead_do_not_speak_for_their_namesakes() {
        let text = "Sam Brandt, 3, was killed on Sunday.\n\nDerrick Brandt is sad after the death of his \
                    grandson. Brandt said his son was asleep.\n\n“He jumped up and ran,” Brandt said.";
        assert_eq!(speakers(text), ["Derrick Brandt"]);
        let text = "Mila Lowe was shot on Friday.\n\n“She is a good girl,” said Precious Lowe, her aunt.\n\n\
                    “We want answers,” said Lowe.";
        assert_eq!(speakers(text), ["Precious Lowe", "Precious Lowe"]);
        let text = "Wilma Lowe died in hospital. Her mother, Mia Tegg, was at home.\n\n\
                    Tegg hoped that Wilma Lowe would have a better life.\n\n“They took my dream,” she cried.";
        assert_eq!(speakers(text), ["Mia Tegg"]);
    }

    #[test]
    fn the_name_behind_a_description_speaks() {
        let text = "Judith Orr, the skipper, was calm. “It was dark,” Orr said.\n\n\
                    Mum-of-three Nadia Colt, 34, posted on Facebook: “I owe you a favour I can never repay.”";
        assert_eq!(speakers(text), ["Judith Orr", "Nadia Colt"]);
    }

    #[test]
    fn a_spokesman_speaks_for_himself() {
        let text = "“Not now,” Ashby's spokesman Dan Reed said. “Not ever.”";
        assert_eq!(speakers(text), ["Dan Reed"]);
        let text = "Lena Marsh was there. Her solicitor, Paul Grant, said: “She was in Paris that week.”";
        assert_eq!(speakers(text), ["Paul Grant"]);
    }

    #[test]
    fn several_speak_together() {
        let text = "Lowe, Pell and Brandt noted that the keeper “never wrote that he felt pressed”.";
        assert_eq!(speakers(text), ["Lowe, Pell and Brandt"]);
        let text = "“He never wrote that he felt pressed,” read a joint statement from Mayor Bob Goodlow, Judge Ann Lowe \
                    and Sheriff Tom Pell.";
        assert_eq!(speakers(text), ["Bob Goodlow, Judge Ann Lowe and Sheriff Tom Pell"]);
    }

    #[test]
    fn an_office_below_another_is_not_that_one() {
        let text = "Vice President Mike Penn was there. “It was a very great honour for us all,” the president said.";
        assert_eq!(speakers(text), ["the president"]);
    }

    #[test]
    fn nobody_is_named_in_marks_who_speaks_outside_them() {
        let text = "On Thursday, Mr. Brandt thundered that there was “NO COLLUSION and NO OBSTRUCTION,” and again branded \
                    the whole inquiry as a “fishing trip.”";
        assert_eq!(speakers(text), ["Brandt", "Brandt"]);
    }

    #[test]
    fn the_holder_of_an_office_behind_a_comma_speaks() {
        let text =
            "Jo Swain, deputy leader and Foreign Affairs spokesperson said “this visit should not go ahead now”.";
        assert_eq!(speakers(text), ["Jo Swain"]);
        let text = "The other woman killed was Omana Free, 18.\n\n“It was not hers,” Rhonda Vale, the victim's mother told \
                    the Echo. “Somebody rang the bell,” the tearful mother added.";
        assert_eq!(speakers(text), ["Rhonda Vale"]);
    }

    #[test]
    fn a_verb_that_goes_on_has_the_subject_it_goes_on_from() {
        let text = "Harbour master Ned Pell criticised Marsh during the meeting, saying, “Anybody who shuts that lock owes us \
                    an apology.”";
        assert_eq!(speakers(text), ["Ned Pell"]);
        let text = "An aide said that Ann Lowe walked into the Oval Room this morning and told her staff: “Let us meet the \
                    press today.”";
        assert_eq!(speakers(text), ["Ann Lowe"]);
    }

    #[test]
    fn he_is_whom_the_sentence_before_is_about() {
        let text = "Mayor Carl Dorn shut the market. Spokesman Paul Reed told reporters that the mayor “felt as though some \
                    papers never cover these things.” Dorn has used the fires to justify his ban. He has also repeatedly \
                    called the papers “sour milk that nobody wants.”";
        assert_eq!(speakers(text).last().map(String::as_str), Some("Carl Dorn"));
    }

    #[test]
    fn a_last_name_is_no_body_that_is_called_after_it() {
        let text = "On March 3, President Pell told the departments to look at it, stating that “we should be looking at ways \
                    to make it stronger.” The Pell Administration has few friends.";
        assert_eq!(speakers(text), ["Pell"]);
    }
}
