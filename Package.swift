// swift-tools-version: 6.1
// Targets and what each may import: docs/architecture.md. A target lists only what it uses; nothing below knows
// what is above.
import PackageDescription

/// `make test` sets this: what the compiler warns of doesn't land.
let warningsAreErrors = Context.environment["SENDFROM_WARNINGS"] == "errors"

let swiftSettings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    ] + (warningsAreErrors ? [.unsafeFlags(["-warnings-as-errors"])] : [])

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

/// `make fuzz` sets this: the executable is linked with libFuzzer's `main`, which no other build has.
let fuzzes = Context.environment["SENDFROM_FUZZ"] != nil

let package = Package(
    name: "sendfrom",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "sendfrom", targets: ["sendfrom"]),
        .library(name: "SendFromKit", targets: ["SendFromKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "CNumberingPlan"),
        .target(name: "CPrefetch"),
        module("SenderModel"),
        module("NumberingPlan", ["CNumberingPlan", "SenderModel"]),
        module("Diagnostics"),
        module("YAMLSyntax", ["CLibYAML", "Diagnostics"]),
        module("YAMLEditing", ["YAMLSyntax", "Diagnostics"]),
        module("TenantConfig", ["YAMLSyntax", "Diagnostics", "SenderModel"]),
        module("Evaluation", ["CPrefetch", "SenderModel", "NumberingPlan"]),
        module("MessageIO", ["SenderModel", "Evaluation", "YAMLSyntax", "Diagnostics"]),
        module("SQLWriter", ["Evaluation", "NumberingPlan", "SenderModel"]),
        module("TableAnalysis", ["Evaluation", "NumberingPlan", "SenderModel"]),
        .target(name: "CShippedRules"),
        module("ShippedRules", ["CShippedRules", "TenantConfig", "YAMLSyntax", "Diagnostics", "SenderModel"]),
        module("TableCompiler", ["TenantConfig", "ShippedRules", "SenderModel", "NumberingPlan", "Diagnostics"]),
        module(
            "Linting",
            [
                "TableCompiler", "TableAnalysis", "TenantConfig", "YAMLSyntax", "YAMLEditing", "SenderModel",
                "NumberingPlan", "Diagnostics",
            ]),
        module(
            "SendFromKit",
            [
                "Diagnostics", "SenderModel", "NumberingPlan", "YAMLSyntax", "YAMLEditing", "TenantConfig",
                "ShippedRules", "TableCompiler", "TableAnalysis", "Linting", "Evaluation", "MessageIO", "SQLWriter",
            ]),
        module(
            "LanguageServer",
            [
                "SendFromKit", "Diagnostics", "SenderModel", "ShippedRules", "TenantConfig", "Linting", "YAMLEditing",
                "YAMLSyntax",
            ]),
        module(
            "PreviewServer",
            [
                "SendFromKit", "Diagnostics", "SenderModel", "Linting",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        module(
            "SendFromCLI",
            [
                "SendFromKit", "LanguageServer", "PreviewServer", "Diagnostics", "SenderModel", "NumberingPlan",
                "Evaluation",
                "MessageIO", "SQLWriter", "ShippedRules",
                "TenantConfig", "Linting", "YAMLEditing",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "sendfrom", dependencies: ["SendFromCLI"], swiftSettings: swiftSettings),
        .target(
            name: "TestSupport",
            dependencies: ["Diagnostics", "Evaluation", "SenderModel", "TableCompiler", "TenantConfig"],
            path: "Tests/TestSupport", swiftSettings: swiftSettings),
        tests("NumberingPlanTests", ["TestSupport", "NumberingPlan", "SenderModel"], exclude: ["Vectors"]),
        tests("SenderModelTests", ["SenderModel"]),
        tests("YAMLSyntaxTests", ["TestSupport", "YAMLSyntax", "CLibYAML", "Diagnostics"], exclude: ["Suite"]),
        tests("ShippedRulesTests", ["ShippedRules", "SenderModel", "TenantConfig", "Diagnostics"]),
        tests("TableCompilerTests", ["TestSupport", "TableCompiler", "SenderModel", "Diagnostics"]),
        tests("LintingTests", ["TestSupport", "SendFromKit", "Linting", "YAMLEditing", "YAMLSyntax", "Diagnostics"]),
        tests("DiagnosticsTests", ["Diagnostics"]),
        tests(
            "MessageIOTests", ["TestSupport", "MessageIO", "SenderModel", "Evaluation", "YAMLSyntax", "Diagnostics"],
            exclude: ["Suite"]),
        tests("ConformanceTests", ["TestSupport", "SendFromKit", "MessageIO", "SenderModel", "Diagnostics"]),
        tests(
            "SendFromCLITests",
            [
                "TestSupport", "SendFromCLI", "PreviewServer", "SendFromKit", "TableAnalysis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        tests("BehaviourTests", ["TestSupport", "Diagnostics"]),
        tests(
            "LanguageServerTests",
            ["TestSupport", "LanguageServer", "SendFromKit", "TenantConfig", "YAMLEditing", "Diagnostics"]),
        .executableTarget(
            name: "analysis-measure", dependencies: ["SendFromKit", "TableAnalysis", "SenderModel"],
            path: "Tests/AnalysisMeasure", swiftSettings: swiftSettings),
        tests(
            "TableAnalysisTests",
            ["TestSupport", "Diagnostics", "TableAnalysis", "Evaluation", "NumberingPlan", "SenderModel"]),
        tests("EvaluationTests", ["TestSupport", "Evaluation", "SenderModel"]),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "SendFromKit", "Linting", "TableCompiler", "TenantConfig", "YAMLSyntax", "YAMLEditing", "MessageIO",
                "Evaluation", "NumberingPlan", "SenderModel", "Diagnostics",
            ],
            path: "Tests/FuzzTargets", swiftSettings: swiftSettings),
        tests("FuzzTests", ["FuzzTargets"]),
        tests("FaultTests", ["TestSupport"], exclude: ["faults.c"]),
    ]
        + (fuzzes
            ? [
                .executableTarget(
                    name: "sendfrom-fuzz", dependencies: ["FuzzTargets"], path: "Tests/FuzzMain",
                    swiftSettings: swiftSettings + [.unsafeFlags(["-parse-as-library"])])
            ] : [])
)
