// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import JSON

// The identity of a live server:
//   contacted  "computer":"FE01","machineGuid":"…"; null where it could not be read

extension ServerIdentity {
  var encoded: [JSONValue.Member] {
    [
      JSONValue.Member("computer", JSONValue(computerName)),
      JSONValue.Member("machineGuid", JSONValue(machineGUID)),
    ]
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> ServerIdentity {
    ServerIdentity(
      computerName: try line.textIfKnown("computer"), machineGUID: try line.textIfKnown("machineGuid"))
  }
}
