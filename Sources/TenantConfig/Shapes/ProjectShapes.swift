internal import Diagnostics

/// The keys of `sendfrom.yaml`.
package enum ProjectShapes {
    package static let project = MappingShape(
        "sendfrom.yaml",
        [
            KeyShape(
                "severity",
                .names(
                    NamesShape("a check", .check, declares: false, .member(ProjectConfig.Level.self))),
                "What checks' findings weigh, by code: `missing-campaign: error`."),
            KeyShape(
                "exclude", .list(of: .text(TextShape(examples: ["legacy/**"]))),
                "Globs of paths `lint` leaves out, relative to this file's folder; `**` is any number of folders."),
            KeyShape(
                "countries", TenantShapes.countryOverrides,
                "Overrides of the country rules, for all tenants below this folder."),
        ])
}
