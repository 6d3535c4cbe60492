internal import Diagnostics
internal import SenderModel

/// Vonage: `GET /account/numbers`. Numbers come without `+`; an account without numbers is `{}`.
enum VonageListing: ListingFormat {
    static let name = "Vonage"
    static let lists = ["numbers"]
    static let senderKeys = ["msisdn"]
    static let nextKeys: [[String]] = []

    static func isEmptyPage(_ fields: [String: JSONValue]) -> Bool {
        fields.isEmpty || (fields.count == 1 && fields["count"] == .number(0))
    }

    static func sender(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender? {
        var claim = ListingNumber.Claim(country: record.country("country", &remarks))
        switch record.text("type", &remarks) {
        case nil: break
        case "landline", "mobile-lvn": claim.kind = .longCode
        case "landline-toll-free": claim.kind = .tollFree
        case let other?:
            remarks.report(
                "\(Wording.quote(other)) is no type of number we know; the digits decide", at: "\(record.place).type")
        }
        guard var sender = ListingNumber.sender(record, "msisdn", claim, &remarks) else { return nil }
        sender.capabilities = record.capabilities("features", &remarks)
        return sender
    }
}
