// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [.enableWarning("all"), .treatAllWarnings(as: .error)]

let package = Package(
  name: "incident",
  products: [
    .executable(name: "incident", targets: ["incident"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
  ],
  targets: [
    .target(
      name: "CTerminal", cSettings: strictC,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CFiles", cSettings: strictC),
    .target(name: "CProcesses", cSettings: strictC),
    .systemLibrary(name: "CCmarkGFM"),
    .target(name: "CHTTP", cSettings: strictC),
    .target(name: "IncidentModel", swiftSettings: strict),
    .target(name: "Processes", dependencies: ["CProcesses"], swiftSettings: strict),
    .target(
      name: "HealthSources", dependencies: ["IncidentModel", "Processes", "CHTTP"],
      swiftSettings: strict),
    .target(
      name: "Runbooks",
      dependencies: [
        "IncidentModel", "Processes", "CCmarkGFM",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Logbook",
      dependencies: [
        "IncidentModel", "CFiles",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "IncidentTUI", dependencies: ["IncidentModel", "CTerminal"], swiftSettings: strict),
    .executableTarget(
      name: "incident",
      dependencies: [
        "IncidentModel", "Logbook", "HealthSources", "Runbooks", "Processes", "IncidentTUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(
      name: "IncidentModelTests", dependencies: ["IncidentModel", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "HealthSourcesTests", dependencies: ["IncidentModel", "HealthSources", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RunbooksTests",
      dependencies: ["IncidentModel", "Runbooks", "Processes", "TestSupport"],
      swiftSettings: strict),
    .executableTarget(
      name: "health-load", dependencies: ["IncidentModel", "HealthSources"],
      path: "Tests/HealthLoad", swiftSettings: strict),
    .executableTarget(
      name: "flips", dependencies: ["IncidentModel", "Logbook", "TestSupport"],
      path: "Tests/Flips", swiftSettings: strict),
    .executableTarget(
      name: "fuzz", dependencies: ["IncidentModel", "HealthSources", "Runbooks", "TestSupport"],
      path: "Tests/Fuzz", swiftSettings: strict),
    .testTarget(
      name: "LogbookTests",
      dependencies: [
        "IncidentModel", "Logbook", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "IncidentTUITests", dependencies: ["IncidentModel", "IncidentTUI", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "IncidentTests", dependencies: ["incident", "IncidentModel", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "EndToEndTests", exclude: ["lab"], swiftSettings: strict),
  ]
)
