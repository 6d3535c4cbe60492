internal import Diagnostics
internal import SenderModel

/// Plivo: the account's numbers, and a Powerpack's numbers and short codes. Numbers come without `+`.
enum PlivoListing: ListingFormat {
    static let name = "Plivo"
    static let lists = ["objects"]
    static let senderKeys = ["number", "shortcode"]
    static let nextKeys = [["meta", "next"]]

    static func sender(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender? {
        let isCode = record.field("shortcode") != nil
        var claim = ListingNumber.Claim(country: record.country("country_iso2", &remarks))
        claim.kind = isCode ? .shortCode : kind(record, &remarks)
        guard var sender = ListingNumber.sender(record, isCode ? "shortcode" : "number", claim, &remarks) else {
            return nil
        }
        sender.name = record.name("alias", of: sender.shape, &remarks)
        sender.capabilities = capabilities(record, &remarks)
        sender.purchased = record.day("added_on", &remarks)
        readCampaign(record, &sender, &remarks)
        return sender
    }

    private static func kind(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> SenderKind? {
        switch record.text("number_type", &remarks) {
        case nil: return nil
        case "local", "national", "mobile", "fixed": return .longCode
        case "tollfree": return .tollFree
        case let other?:
            remarks.report(
                "\(Wording.quote(other)) is no type of number we know; the digits decide",
                at: "\(record.place).number_type")
            return nil
        }
    }

    /// A flag for each; nil where the listing has none of them.
    private static func capabilities(
        _ record: ListingRecord, _ remarks: inout ImportRemarks
    ) -> MemberSet<Capability>? {
        let flags = Capability.allCases.map { ($0, record.flag("\($0.rawValue)_enabled", &remarks)) }
        guard flags.contains(where: { $0.1 != nil }) else { return nil }
        return MemberSet(flags.filter { $0.1 == true }.map(\.0))
    }

    /// A campaign counts only once the number is registered for it: lint takes what is written as approved.
    private static func readCampaign(
        _ record: ListingRecord, _ sender: inout ImportedSender, _ remarks: inout ImportRemarks
    ) {
        guard let campaign = record.text("tendlc_campaign_id", &remarks) else { return }
        guard SecretShapes.masked(campaign) == campaign else {
            remarks.report("the id looks like a secret; it is left out", at: "\(record.place).tendlc_campaign_id")
            return
        }
        let status = record.text("tendlc_registration_status", &remarks)
        if status == nil || status == "COMPLETED" {
            sender.campaign = campaign
        } else {
            sender.comments.append("campaign: \(Wording.quote(campaign)), registration \(Wording.quote(status ?? ""))")
            remarks.report(
                "the number's registration for campaign \(Wording.quote(campaign)) is \(Wording.quote(status ?? "")), "
                    + "not `COMPLETED`; `campaign` is left out", at: "\(record.place).tendlc_registration_status")
        }
    }
}
