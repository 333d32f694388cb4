// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Procedure

/// A kind of server: its Windows, and its product where a session knows it.
public struct ServerKind: Hashable, Sendable, CaseIterable {
  public let windows: WindowsServer
  /// `nil` as in sessions that began before it was asked for.
  public let product: Product?

  public init(_ windows: WindowsServer, _ product: Product? = nil) {
    (self.windows, self.product) = (windows, product)
  }

  public static let allCases: [ServerKind] = ([nil] + Product.allCases).flatMap { product in
    WindowsServer.allCases.map { ServerKind($0, product) }
  }

  public var path: ServerPath { ServerPath(windows, product) }
}
