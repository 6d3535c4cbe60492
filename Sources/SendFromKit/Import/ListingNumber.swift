internal import Diagnostics
internal import NumberingPlan
internal import SenderModel

/// Makes a sender of the digits a listing tells, with or without `+`, and holds what it says against the numbering plan.
enum ListingNumber {
    /// What a listing says of a number beside its digits.
    struct Claim {
        var country: Country?
        /// `toll_free`, or `short_code`; nil where the word says nothing we need.
        var kind: SenderKind?
    }

    /// The sender a field holds; nil where it holds none, which is remarked.
    static func sender(
        _ record: ListingRecord, _ key: String, _ claim: Claim, _ remarks: inout ImportRemarks
    ) -> ImportedSender? {
        guard let text = record.text(key, &remarks) else {
            if case .text? = record.field(key)?.value {
                remarks.report("`\(key)` is empty; nothing is written", at: record.place)
            }
            return nil
        }
        let place = record.field(key)?.place ?? record.place
        let bare = String(decoding: text.utf8.filter { !Reference.isPunctuation($0) }, as: UTF8.self)
        let digits = bare.hasPrefix("+") ? bare.dropFirst() : bare[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            remarks.report("\(Wording.quote(text)) is neither a number nor a short code; it is not written", at: place)
            return nil
        }
        if !bare.hasPrefix("+"), isShortCode(digits, claim) {
            guard (3...8).contains(digits.utf8.count) else {
                remarks.report(
                    "short code \(Wording.quote(text)) has \(digits.utf8.count) digits, 3 to 8 can be written; "
                        + "it is left out", at: place)
                return nil
            }
            var sender = ImportedSender(.shortCode(String(digits)), at: record.place)
            sender.country = claim.country
            return sender
        }
        let facts = NumberingPlan.facts(of: "+" + digits)
        guard facts.isPossible else {
            remarks.report("\(Wording.quote(text)) can't be a phone number; it is not written", at: place)
            return nil
        }
        var sender = ImportedSender(.number("+" + digits), at: record.place)
        compare(claim, with: facts, &sender, &remarks)
        return sender
    }

    /// Digits without `+`: a short code where the listing says so, or where they are too few for anything else.
    private static func isShortCode(_ digits: Substring, _ claim: Claim) -> Bool {
        if claim.kind == .shortCode { return true }
        guard digits.utf8.count <= 8 else { return false }
        let facts = NumberingPlan.facts(of: String(digits))
        return !(facts.isValid && claim.country != nil && facts.country == claim.country)
    }

    /// The plan is right, but for numbers it doesn't know.
    private static func compare(
        _ claim: Claim, with facts: NumberFacts, _ sender: inout ImportedSender, _ remarks: inout ImportRemarks
    ) {
        let number = sender.shape.text
        if let country = claim.country, country != facts.country {
            let shareCode =
                facts.country.map { NumberingPlan.callingCode(of: $0) == NumberingPlan.callingCode(of: country) }
                == true
            if !facts.isValid, shareCode {
                sender.country = country
            } else {
                let owner = facts.country.map { "a number of \($0.code)" } ?? "of no country"
                remarks.note(
                    "the listing says \(country.code); \(number) is \(owner) in the numbering plan, which counts",
                    at: sender.place)
            }
        }
        guard let kind = claim.kind else { return }
        if !facts.isValid, kind == .tollFree {
            sender.kind = .tollFree
        } else if kind == .shortCode || (kind == .tollFree) != (facts.lineType == .tollFree) {
            let said = [SenderKind.tollFree: "toll-free", .shortCode: "a short code"][kind] ?? "not toll-free"
            let line = facts.lineType == .tollFree ? "toll-free" : facts.isValid ? "not toll-free" : "a number"
            remarks.note(
                "the listing says \(said); \(number) is \(line) in the numbering plan, which counts", at: sender.place)
        }
    }
}
