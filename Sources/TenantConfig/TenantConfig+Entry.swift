package import Diagnostics
package import SenderModel

extension TenantConfig {
    /// An entry of the inventory.
    ///
    /// Of these there may be a hundred thousand, so what few entries say is not in each: 192 bytes are copied and held, not
    /// 384.
    package struct EntryConfig: Sendable {
        package var range: SourceRange
        package var sender: Located<String>?
        package var id: Located<String>?
        package var name: Located<String>?
        package var country: Located<Country>?
        /// Where the key `country` stands.
        package var countryKey: SourceRange?
        package var capabilities: Capabilities?
        package var status: Located<EntryStatus>?
        /// One or none.
        private var rare: [Rare] = []

        package init(range: SourceRange) { self.range = range }

        package struct Capabilities: Sendable {
            package var set: MemberSet<Capability>
            /// Where the first of the list stands.
            package var first: SourceRange?
        }

        /// What few entries say.
        private struct Rare: Sendable {
            var kind: Located<SenderKind>?
            var assigned: Located<Bool>?
            var shared: Located<Bool>?
            var trust: Located<Int>?
            var purchased: Located<String>?
            var campaign: Located<String>?
            var registeredIn: [Located<String>] = []
            var provider: Located<String>?
            var weeklyPrice: Located<String>?
            var tags: [Located<String>] = []
        }

        /// What few entries say, made when it is first said.
        private var written: Rare {
            get { rare.first ?? Rare() }
            _modify {
                if rare.isEmpty { rare = [Rare()] }
                yield &rare[0]
            }
        }

        package var kind: Located<SenderKind>? {
            get { rare.isEmpty ? nil : rare[0].kind }
            set { written.kind = newValue }
        }
        package var assigned: Located<Bool>? {
            get { rare.isEmpty ? nil : rare[0].assigned }
            set { written.assigned = newValue }
        }
        package var shared: Located<Bool>? {
            get { rare.isEmpty ? nil : rare[0].shared }
            set { written.shared = newValue }
        }
        package var trust: Located<Int>? {
            get { rare.isEmpty ? nil : rare[0].trust }
            set { written.trust = newValue }
        }
        package var purchased: Located<String>? {
            get { rare.isEmpty ? nil : rare[0].purchased }
            set { written.purchased = newValue }
        }
        package var campaign: Located<String>? {
            get { rare.isEmpty ? nil : rare[0].campaign }
            set { written.campaign = newValue }
        }
        package var registeredIn: [Located<String>] {
            get { rare.isEmpty ? [] : rare[0].registeredIn }
            set { written.registeredIn = newValue }
        }
        package var provider: Located<String>? {
            get { rare.isEmpty ? nil : rare[0].provider }
            set { written.provider = newValue }
        }
        package var weeklyPrice: Located<String>? {
            get { rare.isEmpty ? nil : rare[0].weeklyPrice }
            set { written.weeklyPrice = newValue }
        }
        package var tags: [Located<String>] {
            get { rare.isEmpty ? [] : rare[0].tags }
            set { written.tags = newValue }
        }
    }
}
