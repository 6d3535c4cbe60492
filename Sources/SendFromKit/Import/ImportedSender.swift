internal import SenderModel

/// A sender as a listing tells it: what of an inventory entry is known. What is nil is not said.
struct ImportedSender {
    var shape: SenderShape
    var name: String?
    /// Made of the name; only where it is unique.
    var id: String?
    /// Written only where the plan doesn't know better: for a short code, and a number in none of the plan's ranges.
    var country: Country?
    /// Written only for a number in none of the plan's ranges.
    var kind: SenderKind?
    var capabilities: MemberSet<Capability>?
    var status: EntryStatus?
    /// `YYYY-MM-DD`.
    var purchased: String?
    var campaign: String?
    var registeredIn = CountrySet()
    /// What to say beside the entry, a comment line each.
    var comments: [String] = []
    /// Countries an alphanumeric sender is listed for, nobody knows with what right.
    var listedFor = CountrySet()
    /// Where it stands: `numbers.json: $.PhoneNumbers[3]`.
    let place: String
    /// Whether `purchased` is the day it was put into a service, which may be later than its purchase.
    var isDatedLoosely = false

    init(_ shape: SenderShape, at place: String) {
        self.shape = shape
        self.place = place
    }

    /// What tells senders apart: the text, and a short code's country.
    var identity: String {
        if case .shortCode = shape { return shape.text + " " + (country?.code ?? "") }
        return shape.text
    }
}
