/// How the page looks. Colours are named once, for light and dark; no font but the system's.
package enum ReportStyle {
    package static let css: HTML = """

        :root{color-scheme:light dark;
        --bg:light-dark(#f7f8fa,#0f1217);--card:light-dark(#fff,#171b22);--ink:light-dark(#1a1f29,#e6e9ef);
        --muted:light-dark(#5b6472,#9aa5b5);--line:light-dark(#dfe3ea,#2a313c);--soft:light-dark(#eef1f6,#1f252e);
        --accent:light-dark(#2456c5,#7fa9ff);--good:light-dark(#14663a,#6fd39b);--goodbg:light-dark(#ddf3e6,#143322);
        --warn:light-dark(#7a4a00,#f0bd62);--warnbg:light-dark(#fdeecb,#3a2c10);--bad:light-dark(#a11d2a,#ff9aa2);
        --badbg:light-dark(#fde3e5,#421a1f);--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        :root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
        *{box-sizing:border-box}
        html{scroll-padding-top:4.5rem;scroll-behavior:smooth}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        a{color:var(--accent);text-underline-offset:.15em}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
        code,pre{font-family:var(--mono);font-size:.88em}
        code{overflow-wrap:anywhere}td>code,th>code{white-space:nowrap}
        pre{margin:0;padding:.8rem 1rem;overflow-x:auto;background:var(--soft);border-radius:6px}
        .muted{color:var(--muted)}
        .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;z-index:9;background:var(--card);padding:.4rem .8rem}
        .bar{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center;padding:.55rem 1.5rem;background:var(--card);border-bottom:1px solid var(--line)}
        .brand{margin:0;font-weight:700;white-space:nowrap}.brand span:first-child{color:var(--accent)}.brand .muted{font-weight:400}
        nav{display:flex;gap:.2rem 1rem;overflow-x:auto;flex:1}
        nav a{color:var(--muted);text-decoration:none;white-space:nowrap;padding:.2rem 0}nav a:hover{color:var(--accent)}
        .tools{display:flex;gap:.5rem;align-items:center}.tools[hidden],.chips[hidden]{display:none}
        input,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.3rem .7rem}
        button{cursor:pointer}button:hover{border-color:var(--accent)}
        input{width:15rem;max-width:40vw}#count{color:var(--muted);font-size:.85em;white-space:nowrap}
        main{max-width:78rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0 1rem;letter-spacing:-.015em;overflow-wrap:anywhere}
        h2{font-size:1.35rem;margin:2.6rem 0 .5rem;padding-bottom:.35rem;border-bottom:2px solid var(--line);overflow-wrap:anywhere}
        h3{font-size:1.08rem;margin:2rem 0 .6rem}h4{font-size:.95rem;margin:1.3rem 0 .4rem;color:var(--muted);font-weight:600;overflow-wrap:anywhere}
        h5{margin:.2rem 0;font-size:.8rem;text-transform:uppercase;letter-spacing:.06em;color:var(--muted)}
        .lead{font-size:1.1rem}.calm{color:var(--good)}
        .note{background:var(--warnbg);color:var(--warn);padding:.6rem 1rem;border-radius:6px}
        .tiles{list-style:none;padding:0;margin:0 0 1rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.7rem}
        .tiles li{background:var(--card);border:1px solid var(--line);border-top:3px solid var(--line);border-radius:8px}
        .tiles a{display:block;padding:.7rem 1rem;color:inherit;text-decoration:none}
        .tiles li:hover{border-color:var(--accent)}
        .tiles strong{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
        .tiles span{color:var(--muted);font-size:.88em}
        .tiles .good{border-top-color:var(--good)}.tiles .warn{border-top-color:var(--warn)}.tiles .bad{border-top-color:var(--bad)}
        .scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:8px}
        table{border-collapse:collapse;width:100%;font-size:.92em}
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-top:1px solid var(--line)}
        thead th{border-top:0;background:var(--soft);font-size:.82em;color:var(--muted);font-weight:600;white-space:nowrap}
        tbody th{font-weight:600;overflow-wrap:break-word;min-width:7rem;max-width:24rem}
        tbody tr:hover{background:var(--soft)}tr:target{box-shadow:inset 4px 0 var(--accent)}
        .num{text-align:right;font-variant-numeric:tabular-nums;color:var(--muted)}
        .cond b{font-weight:600;color:var(--muted);font-size:.9em}
        .value{display:inline-block;background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:0 .35em;font-size:.92em;overflow-wrap:anywhere}
        .yes{color:var(--good);white-space:nowrap}.no{color:var(--warn);white-space:nowrap}
        .bar-cell{width:55%}.meter{display:block;height:.8rem;margin-top:.3rem;background:var(--accent);border-radius:3px}
        .foot{color:var(--muted);padding-left:1.2rem;margin:.4rem 0}
        progress{width:12rem;height:.7rem;accent-color:var(--good);vertical-align:middle}
        .list{list-style:none;padding:0;margin:.6rem 0;display:grid;grid-template-columns:minmax(0,1fr);gap:.4rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.45rem .9rem}
        details.card{padding:0}
        div.card,.card summary{display:flex;flex-wrap:wrap;gap:.15rem .6rem;align-items:baseline}
        .card summary{cursor:pointer;padding:.45rem .9rem;list-style:none}
        .card summary::-webkit-details-marker{display:none}
        .card summary::before{content:"▸";color:var(--muted);width:.8em;flex:none}
        .card[open]>summary::before{content:"▾"}
        .card summary:hover{background:var(--soft);border-radius:8px}
        .card>pre{margin:.2rem .9rem .8rem}
        .grow{flex:1 1 16rem;min-width:0;overflow-wrap:anywhere}
        .card b,.out,.was,.now,.card .muted{overflow-wrap:anywhere;min-width:0}
        .out{font-weight:600}
        .error{border-left:3px solid var(--bad)}.card.warning{border-left:3px solid var(--warn)}.card.info{border-left:3px solid var(--accent)}
        .tag{display:inline-block;flex:none;border:0;border-radius:99px;padding:0 .6em;font-size:.8em;font-weight:600;background:var(--soft);color:var(--muted);white-space:nowrap;max-width:100%;overflow:hidden;text-overflow:ellipsis;vertical-align:middle}
        .tag.sent,.tag.passed{background:var(--goodbg);color:var(--good)}
        .tag.rejected,.tag.error,.tag.failed{background:var(--badbg);color:var(--bad)}
        .tag.warning{background:var(--warnbg);color:var(--warn)}
        .tag.routed,.tag.info{background:var(--soft);color:var(--accent)}
        .was{color:var(--muted);text-decoration:line-through;text-decoration-thickness:1px}.now{color:var(--good);font-weight:600}.now.bad{color:var(--bad)}
        .trace{padding:.2rem 1rem .8rem 2.2rem}.trace p{margin:.15rem 0;overflow-wrap:anywhere}
        .example{margin:.2rem 1rem .4rem 2.2rem}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr))}.pair h5{padding-left:2.2rem}
        .steps{margin:.5rem 0;padding-left:2rem;border-left:2px solid var(--line)}
        .steps li{padding:.1rem .3rem;overflow-wrap:anywhere}.steps li::marker{color:var(--muted);font-variant-numeric:tabular-nums}
        .steps li>*{display:inline-block;vertical-align:top}.steps b{min-width:9rem;max-width:100%;padding-right:.6rem;font-weight:600}.steps span{max-width:calc(100% - 9.5rem)}
        .steps .not_applicable,.steps .no_value{color:var(--muted)}
        .steps .selected{color:var(--good)}.steps .rejected,.steps .not_compliant,.steps .not_active,.steps .not_capable,.steps .not_assigned,.steps .not_owned,.steps .unknown_sender{color:var(--warn)}
        .steps .rejected{color:var(--bad)}
        .outcome{font-weight:600}
        .chips{display:flex;flex-wrap:wrap;gap:.4rem;margin:.4rem 0}
        .chips button{border-radius:99px;padding:.1rem .8rem;font-size:.88em}
        .chips [aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--card)}
        .flow{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem 1.2rem;overflow-x:auto}
        .flow p{margin:0;padding-left:1.2rem}.flow.jumps p{padding-left:5rem}
        .start{color:var(--muted)}.start::after{content:"";display:block;width:2px;height:16px;margin-left:1.3rem;background:var(--line)}
        .track{position:relative}.arcs{position:absolute;left:0;top:0}
        .arcs path{fill:none;stroke:var(--warn);stroke-width:1.6}.arcs .head{fill:var(--warn);stroke:none}
        .flow ol{list-style:none;margin:0;padding:0}.jumps ol{padding-left:60px}
        .flow li{position:relative;height:84px;display:flex;align-items:center;gap:.6rem;padding-bottom:20px;min-width:42rem}
        .flow li::after{content:"";position:absolute;left:2.5rem;top:64px;height:20px;width:2px;background:var(--line)}
        .node{flex:0 0 22rem;height:64px;display:flex;gap:.7rem;align-items:center;padding:0 .9rem;border:1px solid var(--line);border-radius:8px;background:var(--bg);color:inherit;text-decoration:none;min-width:0}
        .node:hover{border-color:var(--accent)}
        .n{flex:none;width:1.9rem;height:1.9rem;border-radius:99px;display:grid;place-items:center;background:var(--accent);color:var(--card);font-weight:700;font-size:.85em}
        .what{min-width:0;display:block}.what b,.what small{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.what small{color:var(--muted)}
        .arrow{flex:0 0 2.6rem;height:2px;background:var(--good);position:relative}
        .arrow::after{content:"";position:absolute;right:-1px;top:-4px;border:5px solid transparent;border-left:8px solid var(--good);border-right:0}
        .pill{background:var(--goodbg);color:var(--good);border-radius:99px;padding:.15rem .8rem;font-weight:600;font-size:.9em;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;min-width:4rem}
        .fails{color:var(--muted);font-size:.85em;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;min-width:0}.fails.jump,.fails.jump a{color:var(--warn)}
        footer{max-width:78rem;margin:2rem auto;padding:0 1.5rem;color:var(--muted);font-size:.85em}
        .gone{display:none!important}
        @media (max-width:40rem){.steps span{max-width:100%}.node{flex-basis:13rem}.flow li{min-width:34rem}main{padding:1rem}.bar{position:static;padding:.5rem 1rem}nav{flex-basis:100%}.pair h5,.trace,.example{padding-left:1rem;margin-left:0}}
        @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
        @page{margin:14mm}
        @media print{:root{color-scheme:light!important}body{background:#fff;font-size:10pt}main{max-width:none;padding:0}
        nav,.tools,.chips,.skip{display:none!important}.bar{position:static;padding:0;border:0}.scroll,.flow{overflow:visible}
        .card,.flow li,tr{break-inside:avoid}h2,h3,h4{break-after:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}
        .flow li{min-width:0}.node{flex-basis:14rem}.fails{overflow:visible}table{font-size:8.5pt}th,td{padding:.25rem .4rem}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

        """
}
