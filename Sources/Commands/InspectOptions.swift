// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure

/// What `inspect` is asked.
public struct InspectOptions: Hashable, Sendable {
  public var chain: [String]
  public var stores: [Start.StoreFile]
  /// A folder with one sub-folder or file for every server.
  public var pool: String?
  public var json: Bool
  /// Show unrelated entries, too.
  public var all: Bool
  /// Verify the signature of every root.
  public var signatures: Bool
  /// End with 1 when an entry needs somebody's attention.
  public var check: Bool
  /// How far the server's clock is ahead of UTC, for the dates of texts; `nil` when nobody said.
  public var offsetMinutes: Int?

  public init(
    chain: [String] = [], stores: [Start.StoreFile] = [], pool: String? = nil, json: Bool = false,
    all: Bool = false, signatures: Bool = false, check: Bool = false, offsetMinutes: Int? = nil
  ) {
    self.chain = chain
    self.stores = stores
    self.pool = pool
    self.json = json
    self.all = all
    self.signatures = signatures
    self.check = check
    self.offsetMinutes = offsetMinutes
  }
}
