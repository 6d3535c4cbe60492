internal import SendFromKit

/// How the page looks: as the report does, with a form.
enum PageStyle {
    static let css: HTML = """
        \(ReportStyle.css)
        .columns{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:0 2.5rem;align-items:start}
        .columns h2{margin-top:.6rem}
        #decision{position:sticky;top:3.5rem}
        .fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr));gap:0 1rem}
        .field{margin:.45rem 0;display:flex;flex-direction:column;min-width:0}
        label,legend{font-weight:600;font-size:.9em}
        .field small{color:var(--muted);font-size:.8em}
        .field input,.field select,form input:not([type=checkbox]){width:100%;max-width:none;background:var(--card);padding:.4rem .6rem}
        select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.4rem .6rem}
        #to{font-size:1.15rem;font-variant-numeric:tabular-nums;border-width:2px}
        fieldset{border:1px solid var(--line);border-radius:8px;margin:.8rem 0;padding:.3rem .9rem .6rem}
        .box{font-weight:400;margin-right:1rem;white-space:nowrap}.box input{width:auto}
        .buttons{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1rem 0}#copied{color:var(--muted);font-size:.88em}
        .verdict{font-size:1.35rem;line-height:1.3;margin:.6rem 0;overflow-wrap:anywhere}.verdict .tag{font-size:.6em;vertical-align:.25em}
        #trace .trace{padding:.6rem 1rem .9rem;background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0 0 .8rem}
        .command{display:flex;gap:.6rem;align-items:flex-start;background:var(--soft);border-radius:6px;padding:.6rem .8rem;margin:.8rem 0}.command code{flex:1;min-width:0}
        .waiting{opacity:.55}
        #offline[hidden]{display:none}
        @media (max-width:60rem){.columns{grid-template-columns:minmax(0,1fr)}#decision{position:static}
        body{padding-bottom:5rem}#verdict{position:fixed;z-index:6;inset:auto 0 0;padding:.3rem 1rem;background:var(--card);border-top:1px solid var(--line)}
        #verdict>p{margin:.2rem 0;font-size:1.05rem}}

        """
}
