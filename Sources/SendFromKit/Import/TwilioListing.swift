internal import Diagnostics
internal import SenderModel

/// Twilio: IncomingPhoneNumbers and ShortCodes of 2010-04-01; PhoneNumbers, ShortCodes, AlphaSenders and
/// DestinationAlphaSenders of a messaging service (v1).
enum TwilioListing: ListingFormat {
    static let name = "Twilio"
    static let lists = [
        "incoming_phone_numbers", "phone_numbers", "short_codes", "alpha_senders", "destination_alpha_senders",
    ]
    static let senderKeys = ["phone_number", "short_code", "alpha_sender"]
    static let nextKeys = [["next_page_uri"], ["meta", "next_page_url"]]
    static let comments = [
        "Twilio's `in-use` does not mean that messages arrive: 10DLC campaigns and toll-free verifications are kept"
            + " elsewhere."
    ]

    static func sender(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender? {
        if record.field("alpha_sender") != nil { return alphaSender(record, &remarks) }
        let isCode = record.field("short_code") != nil
        // `type` is free text in the API's description: the plan says what a number is.
        let claim = ListingNumber.Claim(
            country: record.country("country_code", &remarks), kind: isCode ? .shortCode : nil)
        guard
            var sender = ListingNumber.sender(record, isCode ? "short_code" : "phone_number", claim, &remarks)
        else { return nil }
        sender.name = record.name("friendly_name", of: sender.shape, &remarks)
        sender.capabilities = record.capabilities("capabilities", &remarks)
        if let status = record.text("status", &remarks), status != "in-use" {
            sender.status = .pending
            sender.comments.append("status: the listing says \(Wording.quote(status))")
            remarks.report(
                "\(Wording.quote(status)) is no status of Twilio's we know; `status: pending` is written",
                at: "\(record.place).status")
        }
        // A number of a messaging service is dated by its entry into the service.
        sender.isDatedLoosely = record.field("service_sid") != nil
        sender.purchased = record.day("date_created", &remarks)
        return sender
    }

    private static func alphaSender(_ record: ListingRecord, _ remarks: inout ImportRemarks) -> ImportedSender? {
        guard var sender = record.senderID("alpha_sender", &remarks) else { return nil }
        sender.capabilities = record.capabilities("capabilities", &remarks)
        // For a destination: which one, not whether it is registered there.
        if let country = record.country("iso_country_code", &remarks) { sender.listedFor.insert(country) }
        return sender
    }
}
