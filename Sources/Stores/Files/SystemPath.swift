// SPDX-License-Identifier: GPL-3.0-or-later

package import Glibc
import Paths

/// A path as passed to the kernel: octets up to a NUL, in no particular encoding.
package struct SystemPath {
  package let octets: [CChar]

  package init(_ path: String) { octets = PathText.octets(of: path).map { CChar(bitPattern: $0) } + [0] }

  private init(octets: [CChar]) { self.octets = octets }

  /// The path as text.
  package var shown: String { PathText.text(of: octets.dropLast().map { UInt8(bitPattern: $0) }) }

  /// The part after the last slash; trailing slashes are ignored.
  package var name: String { shown.pathName }

  /// - Parameter name: the octets of a name in this folder, without NUL.
  package func appending(_ name: [CChar]) -> SystemPath {
    SystemPath(octets: octets.dropLast() + [CChar(bitPattern: 0x2F)] + name + [0])
  }

  /// - Parameter followsLinks: whether a symbolic link is followed.
  package func status(followsLinks: Bool = true) throws(FileError) -> stat {
    // The kernel would stop at an embedded NUL and look at a different file.
    guard octets.dropLast().allSatisfy({ $0 != 0 }) else { throw .missing(path: shown) }
    var status = stat()
    guard (followsLinks ? stat(octets, &status) : lstat(octets, &status)) == 0 else { throw error(errno) }
    return status
  }

  package func error(_ code: Int32) -> FileError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: shown)
    case EISDIR: .isDirectory(path: shown)
    case EACCES, EPERM: .permission(path: shown)
    case ENXIO, ENODEV: .specialFile(path: shown)
    default: .inputOutput(path: shown, code: code)
    }
  }
}
