/// The providers whose listings `import` reads.
package enum ImportProvider: String, CaseIterable, Sendable {
    case twilio, aws, vonage, plivo

    var format: any ListingFormat.Type {
        switch self {
        case .twilio: TwilioListing.self
        case .aws: AWSListing.self
        case .vonage: VonageListing.self
        case .plivo: PlivoListing.self
        }
    }
}
