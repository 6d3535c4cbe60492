/// What kind of line a number is; libphonenumber's types.
///
/// The raw values are those of the data file's labels: libphonenumber's own, but for `unknown`.
public enum LineType: UInt8, CaseIterable, Sendable {
    case fixedLine = 0
    case mobile = 1
    /// A plan that does not tell the two apart, as in calling code 1.
    case fixedLineOrMobile = 2
    case tollFree = 3
    case premiumRate = 4
    case sharedCost = 5
    case voip = 6
    case personalNumber = 7
    case pager = 8
    /// Universal access number: one number for a company's many lines.
    case uan = 9
    case voicemail = 10
    /// No number of the plan: every number that is not valid, and no other.
    case unknown = 11

    /// libphonenumber's word in lower case, `"fixed_line_or_mobile"`.
    public var name: String {
        switch self {
        case .fixedLine: "fixed_line"
        case .mobile: "mobile"
        case .fixedLineOrMobile: "fixed_line_or_mobile"
        case .tollFree: "toll_free"
        case .premiumRate: "premium_rate"
        case .sharedCost: "shared_cost"
        case .voip: "voip"
        case .personalNumber: "personal_number"
        case .pager: "pager"
        case .uan: "uan"
        case .voicemail: "voicemail"
        case .unknown: "unknown"
        }
    }
}
