#[test]
fn scratch() {
    let Ok(path) = std::env::var("SCRATCH") else { return };
    for path in path.split(',') {
        for c in variorum::ingest::read(path, std::fs::read(path).unwrap()).captures {
            let a = variorum::annotate::annotate(variorum::article::Article::read(c));
            println!("== {path}");
            for b in &a.article.blocks {
                println!("{:?} {:?} {} {:?}", b.span, b.kind, b.continues, a.text(b.content));
            }
            for (i, q) in a.annotations.quotations.iter().enumerate() {
                println!(
                    "{i} {:?} nested {:?} unclosed {} cue {:?} speaker {:?}/{:?} channel {:?}",
                    q.kind,
                    q.nested_in,
                    q.unclosed,
                    q.cue.map(|s| a.text(s)),
                    q.speaker.map(|s| a.text(s.mention)),
                    a.speaker_name(q),
                    q.channel
                );
                for p in a.parts(q) {
                    println!("    {:?} {:?} tokens {}..{} {:?}", p.span, p.outer, p.first, p.end, a.text(p.span));
                }
            }
        }
    }
}
