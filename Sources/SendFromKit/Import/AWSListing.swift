internal import Diagnostics
internal import SenderModel

/// AWS End User Messaging (pinpoint-sms-voice-v2): DescribePhoneNumbers, DescribeSenderIds.
enum AWSListing: ListingFormat {
    static let name = "AWS"
    static let lists = ["PhoneNumbers", "SenderIds"]
    static let senderKeys = ["PhoneNumber", "SenderId"]
    static let nextKeys = [["NextToken"]]

    static func sender(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender? {
        if record.field("SenderId") != nil { return senderID(record, &remarks) }
        let type = record.text("NumberType", &remarks)
        if type == "SIMULATOR" {
            remarks.note(
                "a simulator number, which reaches no real phone, is not imported", at: "\(record.place).NumberType")
            return nil
        }
        var claim = ListingNumber.Claim(country: record.country("IsoCountryCode", &remarks))
        switch type {
        case "SHORT_CODE": claim.kind = .shortCode
        case "TOLL_FREE": claim.kind = .tollFree
        case "LONG_CODE", "TEN_DLC": claim.kind = .longCode
        case nil: break
        case let other?:
            remarks.report(
                "\(Wording.quote(other)) is no type of number we know; the digits decide",
                at: "\(record.place).NumberType")
        }
        guard var sender = ListingNumber.sender(record, "PhoneNumber", claim, &remarks) else { return nil }
        sender.capabilities = record.capabilities("NumberCapabilities", &remarks)
        sender.purchased = record.day("CreatedTimestamp", &remarks)
        switch record.text("Status", &remarks) {
        // On the way into a pool, or out of one, it goes on working.
        case nil, "ACTIVE", "ASSOCIATING", "DISASSOCIATING": break
        case "PENDING": sender.status = .pending
        case "DELETED": sender.status = .released
        case let other?:
            sender.status = .pending
            sender.comments.append("status: the listing says \(Wording.quote(other))")
            remarks.report(
                "\(Wording.quote(other)) is no status of AWS's we know; `status: pending` is written",
                at: "\(record.place).Status")
        }
        return sender
    }

    /// One row a country; they become one entry.
    private static func senderID(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender? {
        guard var sender = record.senderID("SenderId", &remarks) else { return nil }
        guard let country = record.country("IsoCountryCode", &remarks) else { return sender }
        if record.flag("Registered", &remarks) == true {
            sender.registeredIn.insert(country)
        } else {
            sender.listedFor.insert(country)
        }
        return sender
    }
}
