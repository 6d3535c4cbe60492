internal import Diagnostics
internal import SenderModel
package import TableAnalysis

/// A class of messages in words a person would use: "to DE and AT, with no conversation number, of team sales".
package enum MessageClassWords {
    /// - Parameters:
    ///   - most: how many names of a kind are written out; the rest is a count.
    ///   - isLoose: whether the class only holds the messages meant and others too, so that "no usable number" may stand
    ///     for every way of not being usable that is in it.
    package static func text(_ messages: MessageClass, most: Int = 6, isLoose: Bool = false) -> String {
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
        parts += reference(messages.conversation, "conversation number", most, isLoose)
        parts += reference(messages.from, "explicit sender", most, isLoose)
        parts += reference(messages.firstUsed, "number first used", most, isLoose)
        parts += reference(messages.lastUsed, "number last used", most, isLoose)
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

    private static func needs(_ sets: [MemberSet<Need>]) -> String {
        let all = (1...7).map { MemberSet<Need>(bits: $0) }
        for need in Need.allCases {
            if Set(sets) == Set(all.filter { $0.contains(need) }) { return "that need \(need.rawValue)" }
            if Set(sets) == Set(all.filter { !$0.contains(need) }) { return "that don't need \(need.rawValue)" }
        }
        return "that need "
            + sets.map { $0.members.map(\.rawValue).joined(separator: " and ") }.joined(separator: ", or ")
    }

    private static func names(_ countries: [Country?], _ most: Int) -> String {
        list(countries.map { $0?.code ?? "no country" }, most)
    }

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
        _ value: MessageClass.References?, _ what: String, _ most: Int, _ isLoose: Bool
    ) -> [String] {
        guard let value else { return [] }
        if isLoose, value.includesNone, value.includesUnknown, value.names.isEmpty, value.exceptions.isEmpty,
            !value.results.contains(.selected)
        {
            return ["no usable \(what)"]
        }
        var parts: [String] = []
        if value.includesNone { parts.append("no \(what)") }
        if value.includesUnknown { parts.append("an unknown \(what)") }
        for result in value.results {
            parts.append(result == .selected ? "a usable \(what)" : "a \(what) that is \(result.rawValue)")
        }
        if !value.names.isEmpty { parts.append("\(what) \(list(value.names, most))") }
        var text = parts.joined(separator: " or ")
        if !value.exceptions.isEmpty { text += " but not \(list(value.exceptions, most))" }
        if let other = value.differsFrom { text += " other than the \(other)" }
        return text.isEmpty ? [] : [text]
    }
}
