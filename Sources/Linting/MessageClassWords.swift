internal import Diagnostics
internal import NumberingPlan
package import SenderModel
package import TableAnalysis

/// A class of messages in words a person would use: "to DE and AT, with no conversation number, of team sales".
package enum MessageClassWords {
    /// - Parameters:
    ///   - most: how many names of a kind are written out; the rest is a count.
    ///   - isLoose: whether the class only holds the messages meant and others too, so that "no usable number" may stand
    ///     for every way of not being usable that is in it.
    ///   - requires: all that rules demand in the tables the class is of, so that every way of not being usable can be
    ///     said as one.
    package static func text(
        _ messages: MessageClass, most: Int = 6, isLoose: Bool = false, requires: MemberSet<Requirement>? = nil
    ) -> String {
        let failures = isLoose ? [] : requires.map { $0.members.map(failure) }
        var parts: [String] = []
        if messages.isInbound {
            parts.append("inbound" + (messages.inboundTo.map { " to " + list($0, most) } ?? ""))
            if let countries = messages.countries { parts.append("from " + names(countries, most)) }
        } else {
            parts.append(messages.countries.map { "to " + names($0, most) } ?? "to any country")
        }
        if let codes = messages.areaCodes {
            let areas = codes.values.map { "\($0 - 1000)" }
            parts.append((codes.isNegated ? "outside area code " : "area code ") + list(areas, most))
        }
        if let needs = messages.needs { parts.append(self.needs(needs)) }
        parts += reference(messages.conversation, "conversation number", most, failures)
        parts += reference(messages.from, "explicit sender", most, failures)
        parts += reference(messages.firstUsed, "number first used", most, failures)
        parts += reference(messages.lastUsed, "number last used", most, failures)
        if let users = messages.users { parts.append(values(users, "user", most)) }
        if let teams = messages.teams { parts.append(values(teams, "team", most)) }
        if let origins = messages.origins { parts.append(closed(origins.map { $0?.rawValue }, "origin")) }
        if let purposes = messages.purposes { parts.append(closed(purposes.map { $0?.rawValue }, "purpose")) }
        for attribute in messages.attributes { parts.append(values(attribute.values, attribute.name, most)) }
        return parts.joined(separator: ", ")
    }

    private static func list(_ names: [String], _ most: Int, _ conjunction: String = "or") -> String {
        guard names.count > most else {
            guard names.count > 1, let last = names.last else { return names.first ?? "" }
            return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
        }
        return names.prefix(most).joined(separator: ", ") + " \(conjunction) \(names.count - most) more"
    }

    private static func failure(_ requirement: Requirement) -> RowResult {
        switch requirement {
        case .assigned: .notAssigned
        case .active: .notActive
        case .capable: .notCapable
        case .compliant: .notCompliant
        case .owned: .notOwned
        }
    }

    private static func needs(_ sets: [MemberSet<Need>]) -> String {
        // Bit n stands for the set of needs whose bits are n.
        let said = sets.reduce(UInt8(0)) { $0 | 1 << $1.bits }
        func isAll(_ holds: (MemberSet<Need>) -> Bool) -> Bool {
            (1...7).allSatisfy { (said & 1 << $0 != 0) == holds(MemberSet(bits: $0)) }
        }
        for need in Need.allCases {
            if isAll({ $0.contains(need) }) { return "that need \(need.rawValue)" }
            if isAll({ !$0.contains(need) }) { return "that don't need \(need.rawValue)" }
            for other in Need.allCases where other != need {
                if isAll({ $0.contains(need) || $0.contains(other) }) {
                    return "that need \(need.rawValue) or \(other.rawValue)"
                }
                if isAll({ $0.contains(need) && $0.contains(other) }) {
                    return "that need \(need.rawValue) and \(other.rawValue)"
                }
                if isAll({ $0.contains(need) && !$0.contains(other) }) {
                    return "that need \(need.rawValue) and not \(other.rawValue)"
                }
                if isAll({ !$0.contains(need) && !$0.contains(other) }) {
                    return "that need neither \(need.rawValue) nor \(other.rawValue)"
                }
            }
        }
        return "that need "
            + sets.map { $0.members.map(\.rawValue).joined(separator: " and ") }.joined(separator: ", or ")
    }

    private static func names(_ countries: [Country?], _ most: Int) -> String {
        let (named, hasNone) = (CountrySet(countries.compactMap { $0 }), countries.contains(nil))
        let rest = everywhere.filter { country in !(country.map(named.contains) ?? hasNone) }
        if countries.count > most, rest.count <= most {
            return "any country but " + list(rest.map { $0?.code ?? "none" }, most, "and")
        }
        return list(countries.map { $0?.code ?? "no country" }, most)
    }

    /// Every country that has numbers, and none.
    private static let everywhere: [Country?] =
        Country.all.filter { NumberingPlan.hasRecipients(in: $0) }.map { $0 } + [nil]

    private static func values(_ values: MessageClass.Values<String?>, _ what: String, _ most: Int) -> String {
        let named = values.values.compactMap { $0 }
        let hasNone = values.values.contains(nil)
        if values.isNegated {
            // All but none is any that is given.
            if named.isEmpty { return "any \(what)" }
            return hasNone ? "a \(what) but \(list(named, most))" : "\(what) not \(list(named, most))"
        }
        if named.isEmpty { return "no \(what)" }
        return (hasNone ? "no \(what) or " : "\(what) ") + list(named, most)
    }

    private static func closed(_ values: [String?], _ what: String) -> String {
        let named = values.compactMap { $0 }
        if named.isEmpty { return "no \(what)" }
        return (values.contains(nil) ? "no \(what) or " : "\(what) ") + list(named, 8)
    }

    private static func reference(
        _ value: MessageClass.References?, _ what: String, _ most: Int, _ failures: [RowResult]?
    ) -> [String] {
        guard let value else { return [] }
        if let failures, value.includesNone, value.includesUnknown, value.exceptions.isEmpty,
            !value.results.contains(.selected), failures.allSatisfy(value.results.contains)
        {
            let named = value.names.isEmpty ? "" : ", or \(what) \(list(value.names, most))"
            return ["no usable \(what)" + named]
        }
        var parts: [String] = []
        if value.includesNone { parts.append("no \(what)") }
        if value.includesUnknown { parts.append("an unknown \(what)") }
        for result in value.results {
            parts.append(
                result == .selected
                    ? "a usable \(what)"
                    : "\("aeiou".contains(what.first ?? " ") ? "an" : "a") \(what) that is \(result.rawValue)")
        }
        if !value.names.isEmpty { parts.append("\(what) \(list(value.names, most))") }
        var text = parts.joined(separator: " or ")
        if !value.exceptions.isEmpty { text += " but not \(list(value.exceptions, most))" }
        if let other = value.differsFrom { text += " other than the \(other)" }
        return text.isEmpty ? [] : [text]
    }
}
