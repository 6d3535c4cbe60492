// swift-tools-version: 6.1
// What measures sendfrom, as a package of its own: users of the library build nothing of it. How to run it, and what it
// found: docs/benchmarks.md.
import PackageDescription

let sendfrom: Target.Dependency = .product(name: "SendFromKit", package: "sendfrom")

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "sendfrom", path: ".."),
        // Without its malloc counter, which is not everywhere to be had; yardsticks/allocations.c counts instead.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "Workload", dependencies: [sendfrom]),
        .executableTarget(name: "make-workload", dependencies: ["Workload"]),
        .executableTarget(name: "measure-decisions", dependencies: ["Workload", sendfrom]),
        .executableTarget(
            name: "InProcess",
            dependencies: ["Workload", sendfrom, .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/InProcess",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
