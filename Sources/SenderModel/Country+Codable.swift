extension Country: Codable {
    public init(from decoder: any Decoder) throws {
        let code = try String(from: decoder)
        guard let country = Country(code) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "`\(code)` is no country code"))
        }
        self = country
    }

    public func encode(to encoder: any Encoder) throws { try code.encode(to: encoder) }
}

extension CountrySet: Codable {
    public init(from decoder: any Decoder) throws { self.init(try [Country](from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try sorted.encode(to: encoder) }
}
