internal import SenderModel

/// Who gets what comes in on an entry.
enum InboundRoute: Hashable {
    case user(String)
    case team(String)
    case inbox

    init(_ side: AnalysisSide, _ entry: Int32) {
        let owners = side.owners[Int(entry)].map { Int(side.userPositions[Int($0)]) }
        if let first = owners.min() {
            self = .user(side.table.users[first].name)
        } else if side.inboundTeam[Int(entry)] >= 0 {
            self = .team(side.table.teams[Int(side.inboundTeam[Int(entry)])].name)
        } else {
            self = .inbox
        }
    }
}
