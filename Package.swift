// swift-tools-version: 6.2
import PackageDescription

/// The path of libFuzzer's runtime, set by `Scripts/fuzz`: every target is then instrumented for it.
let fuzzer = Context.environment["LYNC_PIN_WIZARD_FUZZER"]

/// The program does not contain the folder in which it was built: the same sources make the same program everywhere.
let here = "\(Context.packageDirectory)=."

// Each target is a room, and all dependencies point downward. `Scripts/test` builds with
// `--explicit-target-dependency-import-check error`, so an undeclared dependency does not compile.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ] + (fuzzer == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer,address"])])

/// Paths are relative to the checkout, and the debug symbols do not refer to compiled modules of C, which are of one build.
let roomSettings =
  settings + [
    .unsafeFlags(
      [
        "-file-prefix-map", here, "-Xcc", "-ffile-prefix-map=\(here)", "-prefix-serialized-debugging-options",
        "-Xfrontend", "-no-clang-module-breadcrumbs",
        // The linker leaves out the functions that nobody calls, and keeps one of those that are equal.
        "-Xfrontend", "-function-sections",
      ],
      .when(configuration: .release))
  ]

/// Rooms that go through a whole store, or through every text at the start. In the others the wizard waits for a person, a
/// disk or a library, and they are compiled for size.
let quickRooms: Set = [
  "Paths", "Substrings", "Digests", "Threads", "JSON", "Facts", "Stores", "Inspection", "Texts",
]

func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: roomSettings
      + (quickRooms.contains(name) ? [] : [.unsafeFlags(["-Osize"], .when(configuration: .release))]))
}

func tests(_ name: String, uses dependencies: [Target.Dependency], copies: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, resources: copies.map { .copy($0) }, swiftSettings: settings)
}

/// The fuzz targets. The tests run each of them over its seeds; with libFuzzer they are a program.
func fuzzTargets() -> Target {
  let rooms: [Target.Dependency] = [
    "Facts", "Article", "Procedure", "Digests", "Listings", "Stores", "X509", "Journal", "JSON", "Texts",
    "Files",
    "Words", "Servers", "Reports", "Guide", "ProgramParts", "Commands", "Terminal",
    "TestCertificates", "TestFiles", "TestSupport",
  ]
  guard let fuzzer else {
    return .testTarget(
      name: "FuzzTests", dependencies: rooms, path: "Tests/FuzzTests",
      exclude: ["Driver.swift", "Answers"], swiftSettings: settings)
  }
  // This runtime has no main function, because SwiftPM generates one for the program.
  return .executableTarget(
    name: "FuzzTests", dependencies: rooms, path: "Tests/FuzzTests",
    exclude: ["FuzzTargetTests.swift", "Answers"], swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=address", fuzzer, "-lstdc++"])])
}

let package = Package(
  name: "lync-pin-wizard",
  targets: [
    // Libraries of the system.
    .systemLibrary(name: "CReadline"),
    .systemLibrary(name: "COpenSSL"),
    .systemLibrary(name: "CGetopt"),
    .systemLibrary(name: "CProcess"),

    // Small targets with one purpose each.
    room("Paths"),
    room("Substrings"),
    room("Digests", uses: ["COpenSSL"]),
    room("Threads"),
    room("JSON"),

    // Certificates and verdicts; the procedure and its engine.
    room("Facts"),
    // The article's steps, and those that it lacks.
    room("Article", uses: ["Facts"]),
    // Facts as JSON and back.
    room("FactCoding", uses: ["Facts", "JSON", "Digests"]),
    // What happens around a session without answering an item: the server read again, command files, approvals.
    room("Occurrences", uses: ["Facts"]),
    room("Procedure", uses: ["Facts", "Article", "FactCoding", "Occurrences", "JSON"]),

    // File formats, signatures, the session file.
    room("Listings", uses: ["Substrings", "Facts"]),
    room("Stores", uses: ["Substrings", "Facts", "Digests", "Paths", "Threads", "Listings"]),
    room("X509", uses: ["Facts", "Stores", "Threads", "COpenSSL"]),
    room("Inspection", uses: ["Facts", "Listings", "Stores", "X509", "Threads"]),
    room(
      "Journal",
      uses: [
        "Facts", "FactCoding", "Article", "Procedure", "Occurrences", "Digests", "Paths", "JSON",
      ]),

    // Programs that do a part of the work, as child processes.
    room("OtherPrograms", uses: ["Paths", "Threads"]),
    // Access to another computer's registry through Samba's `net`.
    room("RemoteRegistry", uses: ["Substrings", "Facts", "OtherPrograms", "Paths", "Stores", "Threads"]),

    // Texts for people.
    .target(
      name: "Locales", path: "Locales", sources: ["locales.c"], publicHeadersPath: "include",
      cSettings: [
        .unsafeFlags(["-std=c23"]),
        .unsafeFlags(["-ffile-prefix-map=\(here)"], .when(configuration: .release)),
      ]),
    room("Texts", uses: ["Substrings", "JSON", "Locales", "Paths"]),

    // Files on this computer: typed paths, supplied files, and files that the wizard writes.
    room(
      "Files",
      uses: [
        "Substrings", "Facts", "Procedure", "Occurrences", "OtherPrograms", "Paths", "Listings", "Stores",
        "X509",
        "Inspection", "Journal",
        "Texts",
      ]),
    // A session and its files in one archive, for somebody else on another computer.
    room(
      "Handover",
      uses: [
        "Facts", "Procedure", "OtherPrograms", "Paths", "Threads", "Stores", "Journal", "Files",
      ]),
    // A second person's consent to deletions, requested, signed and verified.
    room(
      "Approvals",
      uses: [
        "Facts", "Procedure", "Occurrences", "OtherPrograms", "Paths", "Threads", "JSON", "Stores", "Journal",
        "Files",
      ]),
    // Facts and refusals as sentences.
    room(
      "Words",
      uses: [
        "Substrings", "Facts", "Article", "Procedure", "Occurrences", "Paths", "Listings", "Stores", "X509",
        "Journal",
        "Texts", "Files",
      ]),
    // What can be seen and done on a server: by hand, from files, live, in practice, by command files.
    room(
      "Servers",
      uses: [
        "Substrings", "Facts", "Article", "Procedure", "Occurrences", "Digests", "Paths", "Listings",
        "Stores", "X509",
        "Inspection",
        "Journal", "JSON", "RemoteRegistry", "Texts", "Files", "Words",
      ]),
    // The windows of a practice server that is worked on by hand, as text.
    room(
      "Desktop",
      uses: [
        "Substrings", "Facts", "Article", "Procedure", "Stores", "Journal", "Texts", "Words", "Servers",
      ]),
    // What reports in HTML are made of: pages, tables, drawings.
    room("Pages", uses: ["Texts", "Words"]),
    // What `inspect` and `probe` found, also of a pool: tables, HTML pages, JSON.
    room(
      "InspectionReports",
      uses: [
        "Facts", "FactCoding", "Procedure", "Threads", "JSON", "Listings", "Stores", "X509", "Inspection",
        "Texts", "Files", "Words", "Pages",
      ]),
    // What is told of a session: transcripts, summaries, monitoring, JSON.
    room(
      "Reports",
      uses: [
        "Facts", "FactCoding", "Article", "Procedure", "Occurrences", "JSON", "Stores", "Journal", "Texts",
        "Files", "Words",
        "Pages",
      ]),
    // What a command line may contain: options, operands, help, and why a line is not understood.
    room("Usage", uses: ["Texts", "Words", "CGetopt"]),
    // The conversation, and the commands of the command line.
    room(
      "Guide",
      uses: [
        "Substrings", "Facts", "Article", "Procedure", "Occurrences", "Paths", "Listings", "Stores", "X509",
        "Journal",
        "RemoteRegistry",
        "Texts", "Files", "Words", "Servers",
      ]),
    // What the commands share: console, sessions, servers, exit codes.
    room(
      "ProgramParts",
      uses: [
        "Facts", "Article", "Procedure", "Occurrences", "Paths", "Listings", "Stores", "X509", "Inspection",
        "Journal",
        "RemoteRegistry", "Threads", "Texts", "Files", "Words", "Servers", "Handover", "Approvals", "Reports",
        "Guide", "Usage",
      ]),
    // The command line: one file for each command.
    room(
      "Commands",
      uses: [
        "Substrings", "Facts", "Article", "Procedure", "Occurrences", "Paths", "JSON", "Stores", "X509",
        "Inspection",
        "Journal", "Texts",
        "Files", "Words", "Servers", "Desktop", "Handover", "Approvals", "InspectionReports", "Reports",
        "Guide", "Usage", "ProgramParts",
      ]),
    room("Terminal", uses: ["Substrings", "Paths", "Texts", "Words", "Guide", "CReadline"]),
    .executableTarget(
      name: "lync-pin-wizard",
      dependencies: [
        "CProcess", "Facts", "Paths", "Journal", "Approvals", "Texts", "Words", "Guide", "Usage",
        "ProgramParts", "Commands", "Terminal",
      ],
      swiftSettings: roomSettings),

    tests("TextsTests", uses: ["Texts"]),
    tests("PathsTests", uses: ["Paths"]),
    tests("SubstringsTests", uses: ["Substrings"]),

    // For testing the terminal: a pseudo-terminal that runs programs, and a program that only asks and echoes.
    .target(
      name: "PseudoTerminal", dependencies: ["TestFiles"], path: "Tests/PseudoTerminal",
      swiftSettings: settings),
    .executableTarget(
      name: "EchoConsole", dependencies: ["Guide", "Words", "Terminal"], path: "Tests/EchoConsole",
      swiftSettings: settings),
    tests(
      "TerminalTests",
      uses: [
        "Terminal", "Guide", "Words", "PseudoTerminal", "TestFiles", "EchoConsole",
      ]),

    // For Scripts/benchmark.
    .executableTarget(
      name: "MinimalPrompt", dependencies: ["CReadline"], path: "Tests/MinimalPrompt", swiftSettings: settings
    ),
    .executableTarget(
      name: "StartBenchmark", dependencies: ["PseudoTerminal"], path: "Tests/StartBenchmark",
      swiftSettings: settings),

    tests("DigestsTests", uses: ["Digests"]),
    tests("ThreadsTests", uses: ["Threads"]),
    tests(
      "ListingsTests",
      uses: [
        "Facts", "Listings", "Stores", "Files", "TestCertificates", "TestFiles",
      ]),
    tests(
      "StoresTests",
      uses: [
        "Facts", "Listings", "OtherPrograms", "Stores", "X509", "Files", "COpenSSL", "TestCertificates",
        "TestFiles",
      ]),
    // What measures the readers, for Scripts/benchmark-readers.
    .executableTarget(
      name: "ReaderBenchmark", dependencies: ["COpenSSL", "Facts", "Stores", "Files"],
      path: "Tests/ReaderBenchmark",
      swiftSettings: settings),
    .systemLibrary(name: "CMalloc", path: "Tests/CMalloc"),
    tests(
      "X509Tests",
      uses: [
        "Facts", "Digests", "Stores", "X509", "Threads", "COpenSSL", "Commands", "Reports", "Words",
        "PseudoTerminal", "CMalloc",
        "TestAuthorities", "TestCertificates", "TestFiles", "lync-pin-wizard",
      ]),
    tests(
      "InspectionTests",
      uses: [
        "Facts", "Stores", "X509", "Inspection", "TestAuthorities", "TestCertificates", "TestFiles",
      ]),
    // Makes each system call of the built program fail in turn; Scripts/torture covers all of them.
    .target(
      name: "FaultInjection",
      dependencies: [
        "Facts", "Article", "Procedure", "Journal", "X509", "PseudoTerminal", "TestFiles", "TestSupport",
      ],
      path: "Tests/FaultInjection", exclude: ["short-writes.c"], swiftSettings: settings),
    .executableTarget(
      name: "Torture", dependencies: ["FaultInjection", "X509", "Facts", "Journal"],
      path: "Tests/Torture",
      swiftSettings: settings),
    tests("RemoteRegistryTests", uses: ["Facts", "Stores", "Threads", "RemoteRegistry", "TestFiles"]),
    // Whole runs of the built program, as started by a person or a script.
    tests(
      "EndToEndTests",
      uses: [
        "Facts", "Article", "Procedure", "Occurrences", "Digests", "Listings", "Stores", "X509", "Journal",
        "JSON", "Texts",
        "Files", "Words", "Servers", "Reports", "Guide", "Usage", "ProgramParts", "Commands",
        "Paths", "PseudoTerminal", "FaultInjection", "TestCertificates", "TestFiles", "TestSupport",
        "lync-pin-wizard",
      ]),
    tests("FactsTests", uses: ["Facts", "TestCertificates"]),

    // The checkout, its samples, and files that tests write.
    .target(
      name: "TestFiles", dependencies: ["Facts", "Paths"], path: "Tests/TestFiles", swiftSettings: settings),
    // Authorities whose signatures verify.
    .target(
      name: "TestAuthorities", dependencies: ["Facts", "X509"], path: "Tests/TestAuthorities",
      swiftSettings: settings),
    // A console that tests write for and read.
    .target(
      name: "TestConsole", dependencies: ["Guide", "Words"], path: "Tests/TestConsole",
      swiftSettings: settings),
    // Session helpers for the tests of several targets.
    .target(
      name: "TestSupport", dependencies: ["Facts", "Article", "Procedure"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // Certificates built octet by octet, for tests that need many.
    .target(
      name: "TestCertificates", dependencies: ["Facts", "Digests"], path: "Tests/TestCertificates",
      swiftSettings: settings),
    // Small worlds and every engine state they lead to: a few in ProcedureTests, many in Scripts/explore.
    .target(
      name: "Exploration",
      dependencies: [
        "Facts", "Article", "Procedure", "Occurrences", "Journal", "TestCertificates", "TestSupport",
      ],
      path: "Tests/Exploration", swiftSettings: settings),
    .executableTarget(
      name: "Explore", dependencies: ["Exploration"], path: "Tests/Explore", swiftSettings: settings),
    tests(
      "ProcedureTests",
      uses: [
        "Facts", "Article", "Procedure", "Occurrences", "Exploration", "TestCertificates", "TestSupport",
      ]),
    tests(
      "JournalTests",
      uses: [
        "Facts", "Article", "Procedure", "Occurrences", "Digests", "Journal", "JSON", "TestCertificates",
        "TestFiles",
      ]),
    tests(
      "WizardTests",
      uses: [
        "Facts", "Article", "Procedure", "Occurrences", "JSON", "Listings", "Stores", "X509", "Inspection",
        "Journal",
        "Texts", "Files", "Words", "Digests", "Servers", "Pages", "Handover", "InspectionReports", "Reports",
        "Guide", "Usage", "ProgramParts", "Commands", "Terminal", "TestCertificates", "TestConsole",
        "TestFiles", "TestSupport",
      ]),
    tests(
      "CommandsTests",
      uses: [
        "Facts", "Article", "Procedure", "X509", "Journal", "Texts", "Words", "Servers", "Reports", "Guide",
        "Usage", "ProgramParts", "Commands", "TestConsole",
      ]),
    fuzzTargets(),
  ]
)
