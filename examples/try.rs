fn main() {
    use statlint::*;
    let lex = Lexicons::built_in();
    let rules = RuleSet::built_in(lex);
    let figures = std::env::var("FIG").is_ok();
    for p in std::env::args().skip(1) {
        let mut files = vec![];
        let m = std::path::PathBuf::from(&p);
        if m.is_dir() {
            for e in std::fs::read_dir(&m).unwrap() {
                files.push(e.unwrap().path())
            }
        } else {
            files.push(m)
        }
        files.sort();
        for f in files {
            let b = std::fs::read(&f).unwrap();
            let Ok(d) = read::read(f.to_str().unwrap(), &b) else {
                eprintln!("unreadable {f:?}");
                continue;
            };
            let a = lint(&d, &rules, lex);
            if figures {
                for e in &a.ledger {
                    println!("{:?} {:?} {:?}", d.slice(e.mention.span), e.mention.reading, e.status);
                }
            }
            for x in &a.diagnostics {
                let pos = |s: span::Span| {
                    let t = d.source_span(s);
                    (t.start + d.source().skipped, t.end + d.source().skipped)
                };
                let (s, e) = pos(x.primary());
                let rel: Vec<_> = x
                    .related()
                    .iter()
                    .map(|l| {
                        let (a, b) = pos(l.span);
                        serde_json::json!({"start":a,"end":b,"text":d.slice(l.span)})
                    })
                    .collect();
                println!(
                    "{}",
                    serde_json::json!({"type":"finding","path":d.name,"code":x.code,"level":x.level.as_str(),"confidence":x.confidence.as_str(),"message":x.message,"start":s,"end":e,"text":d.slice(x.primary()),"related":rel,"fix":x.fix.as_ref().map(|f|f.title.clone())})
                );
            }
        }
    }
}
