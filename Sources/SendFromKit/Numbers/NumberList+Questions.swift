internal import Diagnostics
internal import SenderModel
internal import TenantConfig

/// A tenant's numbers as other systems' settings pages ask for them, one JSON object each.
extension NumberList {
    /// The number a user sends from, `null` where there is none: `{"user":"jane","number":{…}}`.
    ///
    /// - Returns: nil for a user the tenant doesn't have.
    package func mine(_ user: String, in tenant: LoadedTenant) -> String? {
        entries(of: user, in: tenant.table).map { own in
            let number = own.first.map(Self.object) ?? "null"
            return "{\"user\":\(JSONTree.text(user).compact),\"number\":\(number)}\n"
        }
    }

    /// What the tenant may have and has: whether users have numbers of their own, how many there may be and are, what one
    /// costs, its 10DLC campaign. A key without a value is left out.
    package func settings(of loaded: LoadedTenant) -> String {
        let config = loaded.config
        var pairs: [(String, JSONTree)] = [("tenant", .text(tenant))]
        func add(_ key: String, _ text: String?) { if let text { pairs.append((key, .text(text))) } }
        add("name", config.name?.value)
        add("country", config.country?.value.code)
        switch loaded.table.organizationNumber {
        case .sender(let entry): add("organization_number", entries[entry].value.sender)
        case .unknown(let text): add("organization_number", text)
        case nil: break
        }
        pairs.append(("multi_sms_numbers", .boolean(allowsUserNumbers)))
        if let limit { pairs.append(("limit", .number(limit))) }
        pairs += [("count", .number(count)), ("available", .number(available.count))]
        if let ten = config.tenDLC {
            let parts = [("campaign", ten.campaign?.value), ("status", ten.status?.value.rawValue)]
            pairs.append(("ten_dlc", .object(parts.compactMap { key, text in text.map { (key, .text($0)) } })))
        }
        add("weekly_price", commonPrice?.text)
        add("currency", currency)
        return JSONTree.object(pairs).compact + "\n"
    }
}
