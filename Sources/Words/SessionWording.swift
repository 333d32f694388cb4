// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Procedure
public import Texts

extension Wording {
  /// The same texts with those of a session's product in place of the others.
  public func of(_ session: Session) -> Wording { of(product: session.start.product?.rawValue) }
}
