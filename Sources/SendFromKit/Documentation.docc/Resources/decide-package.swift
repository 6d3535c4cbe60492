// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "which-sender",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://git.example.com/platform/sendfrom", from: "0.1.0")
    ],
    targets: [
        .executableTarget(
            name: "which-sender",
            dependencies: [.product(name: "SendFromKit", package: "sendfrom")])
    ]
)
