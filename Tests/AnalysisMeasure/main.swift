// Times the analysis of tenants: `swift run -c release analysis-measure QUESTION PATH [NEW_PATH]`.
import Foundation
import SendFromKit
import SenderModel
import TableAnalysis

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    print("usage: analysis-measure uses|rows|gap|digest|diff PATH [NEW_PATH]")
    exit(2)
}
let clock = ContinuousClock()
var start = clock.now
@MainActor func lap(_ what: String) {
    let now = clock.now
    print("\(what): \(start.duration(to: now))")
    start = now
}
do {
    let tables = try arguments[2...].map { try TenantSet.load([$0]).tables[0] }
    lap("loading")
    if arguments[1] == "diff" {
        let difference = try TableDifference(from: tables[0], to: tables[1])
        lap("diff")
        print("classes \(difference.classes.count)")
    } else {
        let analysis = try TableAnalysis(tables[0])
        lap("programs")
        switch arguments[1] {
        case "uses":
            let rows = try analysis.decidedMessages()
            lap("rows")
            print("undecided rows: \(rows.enumerated().filter { $0.element == nil }.map(\.offset))")
            let senders = try analysis.senderFindings()
            lap("senders")
            print("idle: \(senders.count { $0 == .idle })")
        case "rows":
            let rows = try analysis.rowFindings()
            lap("row findings")
            for (index, row) in rows.enumerated() {
                if case .decides = row { continue }
                print(index, row)
            }
        case "gap":
            let gap = try analysis.gap()
            lap("gap")
            print(gap?.example.pairs ?? [])
        case "digest":
            print(try analysis.digest())
            lap("digest")
        default: break
        }
        print("steps \(analysis.steps)")
    }
} catch let failure as AnalysisFailure {
    print("stopped: \(failure)")
    exit(1)
}
