internal import Diagnostics
internal import NumberingPlan
package import SenderModel

/// `import`: a provider's listing in, an `inventory.yaml` and what is to be said about it out.
///
/// A file becomes pages (`ListingFile`), a page records (`ListingPage`), a record a sender (one `ListingFormat` a
/// provider, which `ListingNumber` and `ListingRecord` serve), the senders an inventory in which each stands once
/// (`ImportedInventory`), that a text (`InventoryText`), which is linted (`InventoryCheck`).
package struct InventoryImport {
    package struct Options: Sendable {
        /// Written at each entry.
        package var provider: String?
        /// Of short codes whose listing doesn't say.
        package var country: Country?
        /// Of US long codes whose listing names none.
        package var campaign: String?

        package init(provider: String? = nil, country: Country? = nil, campaign: String? = nil) {
            self.provider = provider
            self.country = country
            self.campaign = campaign
        }
    }

    /// The file to write.
    package let yaml: String
    /// About the listing.
    package let remarks: [ImportRemark]
    /// About the file, what a person must add: `inventory.yaml:12: …`, a line each.
    package let additions: [String]
    package let senderCount: Int

    /// Whether a person must look at something.
    package var hasFindings: Bool { !additions.isEmpty || remarks.contains { !$0.isNote } }

    /// - Parameter path: where the file will stand, as the lines about it name it.
    /// - Throws: `FileProblem` for a file that is no listing of the provider.
    package init(
        _ files: [ListingFile], of provider: ImportProvider, as path: String, _ options: Options
    ) throws {
        var remarks = ImportRemarks()
        var inventory = ImportedInventory()
        var followers: [String: ImportPages] = [:]
        for file in files {
            try file.forEachPage { page in
                let contents = try page.contents(provider, &remarks)
                for record in contents.records {
                    if let sender = Self.sender(record, provider, &remarks) { inventory.add(sender, &remarks) }
                }
                followers[contents.list ?? "", default: ImportPages()].add(contents, at: page.place)
            }
        }
        for (_, pages) in followers.sorted(by: { $0.key < $1.key }) { pages.report(&remarks) }
        inventory.settleShortCodes(options.country, &remarks)
        if let campaign = options.campaign { inventory.fillCampaigns(campaign, isUSLongCode: Self.isUSLongCode) }
        inventory.nameEntries()

        let names = files.map { $0.name.hasPrefix("/dev/") ? "a pipe" : Files.name($0.name) }
        let source = names.count > 3 ? "\(names.count) files" : names.joined(separator: ", ")
        let header =
            ["Made by `sendfrom import \(provider.rawValue)` from \(source). Yours to edit from here on."]
            + (inventory.senders.isEmpty ? [] : provider.format.comments)
        let text = InventoryText(inventory.senders, header: header, provider: options.provider)
        yaml = text.text
        let tenant = InventoryCheck.Surroundings(of: path, provider: options.provider)
        additions = InventoryCheck.findings(in: text, path: path, tenant).map { finding in
            let line = "\(path):\(finding.place.start.line): \(finding.message)"
            return Printable.line(finding.help.map { "\(line); \($0)" } ?? line) + " [\(finding.code.rawValue)]"
        }
        remarks.close()
        self.remarks = remarks.all
        senderCount = inventory.senders.count
    }

    private static func sender(
        _ record: ListingRecord, _ provider: ImportProvider, _ remarks: inout ImportRemarks
    ) -> ImportedSender? {
        let format = provider.format
        guard format.senderKeys.contains(where: { record.field($0) != nil }) else {
            remarks.report(
                "there is no \(Wording.list(format.senderKeys, "or")); nothing is written", at: record.place)
            return nil
        }
        return format.sender(record, &remarks)
    }

    private static func isUSLongCode(_ sender: ImportedSender) -> Bool {
        guard case .number(let number) = sender.shape else { return false }
        let facts = NumberingPlan.facts(of: number)
        return facts.lineType != .tollFree && sender.kind == nil && (sender.country ?? facts.country)?.code == "US"
    }
}
