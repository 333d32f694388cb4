// swift-tools-version: 6.2
import PackageDescription

/// The path of libFuzzer's runtime, when `Scripts/fuzz` builds: every room is then instrumented for it.
let fuzzer = Context.environment["LYNC_PIN_WIZARD_FUZZER"]

// One target, one room; every arrow points downwards. `Scripts/test` builds with
// `--explicit-target-dependency-import-check error`, so an arrow that is not drawn here does not compile.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ] + (fuzzer == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer,address"])])

func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, uses dependencies: [Target.Dependency], copies: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, resources: copies.map { .copy($0) }, swiftSettings: settings)
}

/// What is fuzzed. The tests run each target over its seeds; with libFuzzer they are one program.
func fuzzTargets() -> Target {
  let rooms: [Target.Dependency] = [
    "Facts", "Procedure", "Digests", "Stores", "Inspection", "Ledger", "JSON", "Texts", "Files", "Words",
    "Servers",
    "Reports", "Guide", "Commands", "Terminal",
    "TestCertificates", "TestFiles", "TestSupport",
  ]
  guard let fuzzer else {
    return .testTarget(
      name: "FuzzTests", dependencies: rooms, path: "Tests/FuzzTests",
      exclude: ["Driver.swift", "Answers"], swiftSettings: settings)
  }
  // The runtime has no main function here: SwiftPM gives the program one of its own.
  return .executableTarget(
    name: "FuzzTests", dependencies: rooms, path: "Tests/FuzzTests",
    exclude: ["FuzzTargetTests.swift", "Answers"], swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=address", fuzzer, "-lstdc++"])])
}

let package = Package(
  name: "lync-pin-wizard",
  targets: [
    // What the system brings.
    .systemLibrary(name: "CReadline"),
    .systemLibrary(name: "COpenSSL"),
    .systemLibrary(name: "CGetopt"),
    .systemLibrary(name: "CProcess"),

    // Small, each one thing.
    room("Paths"),
    room("Digests", uses: ["COpenSSL"]),
    room("Threads"),
    room("JSON"),

    // What is true: certificates and verdicts; the procedure and its engine.
    room("Facts"),
    room("Procedure", uses: ["Facts", "JSON", "Digests"]),

    // What touches bytes: file formats, signatures, the session file.
    room("Stores", uses: ["Facts", "Digests", "Paths", "Threads"]),
    room("Inspection", uses: ["Facts", "Stores", "COpenSSL"]),
    room("Survey", uses: ["Facts", "Stores", "Inspection", "Threads"]),
    room("Ledger", uses: ["Facts", "Procedure", "Digests", "Paths", "JSON"]),

    // What reaches another computer's registry, through Samba's `net`.
    room("RemoteRegistry", uses: ["Facts", "Paths", "Stores"]),

    // What people read.
    .target(
      name: "Locales", path: "Locales", sources: ["locales.c"], publicHeadersPath: "include",
      cSettings: [.unsafeFlags(["-std=c23"])]),
    room("Texts", uses: ["Locales", "Paths"]),

    // Files of this computer: paths as typed, what was handed over, what the wizard writes.
    room(
      "Files", uses: ["Facts", "Procedure", "Paths", "Stores", "Inspection", "Survey", "Ledger", "Texts"]),
    // Facts and refusals in sentences.
    room("Words", uses: ["Facts", "Procedure", "Paths", "Stores", "Inspection", "Ledger", "Texts", "Files"]),
    // What can be seen and done of a server: by hand, from files, live, in practice, by command files.
    room(
      "Servers",
      uses: [
        "Facts", "Procedure", "Digests", "Paths", "Stores", "Inspection", "Survey", "Ledger",
        "RemoteRegistry", "Texts", "Files", "Words",
      ]),
    // Transcripts, tables, pages, JSON.
    room(
      "Reports",
      uses: [
        "Facts", "Procedure", "Threads", "JSON", "Stores", "Inspection", "Survey", "Ledger", "Texts", "Files",
        "Words",
      ]),
    // The conversation, and the commands of the command line.
    room(
      "Guide",
      uses: [
        "Facts", "Procedure", "Stores", "Inspection", "Ledger", "RemoteRegistry", "Texts", "Files", "Words",
        "Servers",
      ]),
    room(
      "Commands",
      uses: [
        "Facts", "Procedure", "Paths", "JSON", "Stores", "Inspection", "Survey", "Ledger", "RemoteRegistry",
        "Texts", "Files", "Words", "Servers", "Reports", "Guide",
      ]),
    room("Terminal", uses: ["Paths", "Texts", "Words", "Guide", "CReadline"]),
    .executableTarget(
      name: "lync-pin-wizard",
      dependencies: [
        "CGetopt", "CProcess", "Facts", "Paths", "Procedure", "Ledger", "Texts", "Words", "Servers",
        "Reports", "Guide", "Commands", "Terminal",
      ],
      swiftSettings: settings),

    tests("TextsTests", uses: ["Texts"]),
    tests("PathsTests", uses: ["Paths"]),

    // What tests the terminal: a pseudo-terminal to run programs in, and a program that only asks and echoes.
    .target(
      name: "PseudoTerminal", dependencies: ["TestFiles"], path: "Tests/PseudoTerminal",
      swiftSettings: settings),
    .executableTarget(
      name: "EchoConsole", dependencies: ["Guide", "Words", "Terminal"], path: "Tests/EchoConsole",
      swiftSettings: settings),
    tests(
      "TerminalTests", uses: ["Terminal", "Guide", "Words", "PseudoTerminal", "TestFiles", "EchoConsole"]),

    // What Scripts/benchmark measures with.
    .executableTarget(
      name: "MinimalPrompt", dependencies: ["CReadline"], path: "Tests/MinimalPrompt", swiftSettings: settings
    ),
    .executableTarget(
      name: "StartBenchmark", dependencies: ["PseudoTerminal"], path: "Tests/StartBenchmark",
      swiftSettings: settings),

    tests("DigestsTests", uses: ["Digests"]),
    tests("ThreadsTests", uses: ["Threads"]),
    tests(
      "StoresTests", uses: ["Facts", "Stores", "Inspection", "COpenSSL", "TestCertificates", "TestFiles"]),
    // What measures the readers, for Scripts/benchmark-readers.
    .executableTarget(
      name: "ReaderBenchmark", dependencies: ["COpenSSL", "Facts", "Stores"], path: "Tests/ReaderBenchmark",
      swiftSettings: settings),
    .systemLibrary(name: "CMalloc", path: "Tests/CMalloc"),
    tests(
      "InspectionTests",
      uses: [
        "Facts", "Digests", "Stores", "Inspection", "COpenSSL", "Commands", "Reports", "Words",
        "PseudoTerminal", "CMalloc",
        "TestAuthorities", "TestCertificates", "TestFiles", "lync-pin-wizard",
      ]),
    tests(
      "SurveyTests",
      uses: ["Facts", "Stores", "Inspection", "Survey", "TestAuthorities", "TestCertificates", "TestFiles"]),
    // What makes system calls fail under the built program, one in turn; Scripts/torture goes through all of them.
    .target(
      name: "FaultInjection",
      dependencies: [
        "Facts", "Procedure", "Ledger", "Inspection", "PseudoTerminal", "TestFiles", "TestSupport",
      ],
      path: "Tests/FaultInjection", exclude: ["short-writes.c"], swiftSettings: settings),
    .executableTarget(
      name: "Torture", dependencies: ["FaultInjection", "Inspection", "Facts", "Ledger"],
      path: "Tests/Torture",
      swiftSettings: settings),
    tests("RemoteRegistryTests", uses: ["Facts", "Stores", "RemoteRegistry", "TestFiles"]),
    // Whole runs of the built program, as a person or a script makes them.
    tests(
      "EndToEndTests",
      uses: [
        "Facts", "Procedure", "Digests", "Stores", "Inspection", "Ledger", "JSON", "Texts", "Files", "Words",
        "Servers", "Reports", "Guide", "Commands",
        "Paths", "PseudoTerminal", "FaultInjection", "TestCertificates", "TestFiles", "TestSupport",
        "lync-pin-wizard",
      ]),
    tests("FactsTests", uses: ["Facts", "TestCertificates"]),

    // The checkout, its samples, and files that tests write.
    .target(
      name: "TestFiles", dependencies: ["Facts"], path: "Tests/TestFiles", swiftSettings: settings),
    // Authorities whose signatures verify.
    .target(
      name: "TestAuthorities", dependencies: ["Facts", "Inspection"], path: "Tests/TestAuthorities",
      swiftSettings: settings),
    // What tests of several rooms say about sessions.
    .target(
      name: "TestSupport", dependencies: ["Facts", "Procedure"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // Certificates put together octet by octet, for tests that need many.
    .target(
      name: "TestCertificates", dependencies: ["Facts", "Digests"], path: "Tests/TestCertificates",
      swiftSettings: settings),
    // Small worlds and every state that they lead the engine to: a few in ProcedureTests, many in Scripts/explore.
    .target(
      name: "Exploration", dependencies: ["Facts", "Procedure", "Ledger", "TestCertificates", "TestSupport"],
      path: "Tests/Exploration", swiftSettings: settings),
    .executableTarget(
      name: "Explore", dependencies: ["Exploration"], path: "Tests/Explore", swiftSettings: settings),
    tests("ProcedureTests", uses: ["Facts", "Procedure", "Exploration", "TestCertificates", "TestSupport"]),
    tests(
      "LedgerTests",
      uses: ["Facts", "Procedure", "Digests", "Ledger", "JSON", "TestCertificates", "TestFiles"]),
    tests(
      "WizardTests",
      uses: [
        "Facts", "Procedure", "JSON", "Stores", "Inspection", "Survey", "Ledger", "Texts", "Files", "Words",
        "Servers", "Reports", "Guide", "Commands",
        "TestCertificates", "TestFiles",
      ]),
    fuzzTargets(),
  ]
)
