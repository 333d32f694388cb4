// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport

/// The worlds of the long exploration: 0 to 3 noted certificates, 0 to 4 entries a store, every verdict, both servers,
/// every source.
enum Families {
  struct Family {
    let name: String
    let menus: [Menu]
  }

  static var all: [Family] {
    [
      nothingNoted, places, sight, trust, wrong, roots, rootsByHand, kin, kinByHand, intermediates, both,
      three,
    ]
  }

  /// A few worlds of every family, for every whole run of `Scripts/test`.
  static var quick: [Menu] {
    let root = Kinds.roots[0]
    let intermediates = Kinds.intermediates(Contoso.issuing)
    let last = Kinds.intermediates(Kinds.issuingBelowPolicy)
    let policy = Kinds.intermediates(Contoso.policy)[0]
    let rootStores =
      [
        [], [root], Array(Kinds.roots[4...6]), Array(Kinds.roots[1...4]), [root] + Kinds.roots[5...7],
        [root, Kinds.roots[1], Kinds.roots[3]], [root, Kinds.roots[1], Kinds.roots[2], Kinds.roots[4]],
      ] + Kinds.roots[2...].map { [root, $0] }
    let lists: [[World.Row]] =
      [[], [intermediates[0]], [intermediates[0]] + intermediates[5...7], Array(intermediates[0...2])]
      + intermediates[3...].map { [intermediates[0], $0] }
    return nothingNoted.menus
      + menus(
        rootStores.map { .stores(path: Kinds.path(1), $0, []) }
          + lists.map { .stores(path: Kinds.path(2), [root], $0) }
          + [
            .stores(path: Kinds.path(3), [root], [policy, last[0], .init(Contoso.server)]).with {
              $0.rowsWay = .given
            },
            .stores(path: Kinds.path(3), [root], [policy, last[0], last[1]]),
          ])
      + [trust.menus[1], trust.menus[3], trust.menus[19], trust.menus[46]] + sight.menus
      + menus(
        Kinds.kin.map { .stores(path: Kinds.path(1), [root, $0], []) }
          + [.stores(path: Kinds.path(1), [root] + Kinds.kin[1...2], [])])
      + [kinByHand.menus[0], kinByHand.menus[1]]
  }

  private static func menus(_ worlds: [World], _ breadth: Menu.Breadth = .narrow) -> [Menu] {
    worlds.enumerated().map { number, world in
      let kind = ServerKind.allCases[number % ServerKind.allCases.count]
      return Menu(world: world.with { $0.kind = kind }, breadth: breadth)
    }
  }

  /// Every check finds another cause: the procedure ends with nothing noted.
  static let nothingNoted = Family(
    name: "nothing noted",
    menus: menus(ServerKind.allCases.map { _ in World() }, .otherCause))

  static let roots = Family(
    name: "a root, its store from a file",
    menus: menus(
      (0...4).flatMap { Kinds.stores(Kinds.roots, $0) }.map { .stores(path: Kinds.path(1), $0, []) }))

  static let rootsByHand = Family(
    name: "a root, its store by hand",
    menus: menus(
      (0...3).flatMap { Kinds.stores(Kinds.roots, $0) }.flatMap { store in
        [(World.Way.typed, World.Way.typed), (.typed, .given), (.given, .typed)].map { path, rows in
          World.stores(path: Kinds.path(1), store, []).with {
            ($0.pathWay, $0.rowsWay) = (path, rows)
            $0.typesThumbprints = store.count == 2
          }
        }
      }))

  static let kin = Family(
    name: "a root, and others of its authority",
    menus: menus(
      (1...3).flatMap { Kinds.stores(Kinds.kin + Kinds.roots[1...3], $0) }.map {
        .stores(path: Kinds.path(1), [Kinds.roots[0]] + $0, [])
      }))

  static let kinByHand = Family(
    name: "a root, and others of its authority, typed",
    menus: menus(
      Kinds.stores(Kinds.kin, 1).flatMap { store in
        [(World.Way.typed, World.Way.typed), (.listed, .typed), (.typed, .given)].map { path, rows in
          World.stores(path: Kinds.path(1), [Kinds.roots[0]] + store, []).with {
            ($0.pathWay, $0.rowsWay) = (path, rows)
          }
        }
      }))

  static let intermediates = Family(
    name: "root and intermediate, the intermediate's store from a file",
    menus: menus(
      (0...4).flatMap { Kinds.stores(Kinds.intermediates(Contoso.issuing), $0) }.map {
        .stores(path: Kinds.path(2), [.init(Contoso.root, .matched)], $0)
      }))

  static let both = Family(
    name: "root and intermediate, both stores from files",
    menus: menus(
      Kinds.stores(Kinds.roots, 2).filter { $0.contains { $0.verdict == .matched } }.flatMap { roots in
        (1...2).flatMap { Kinds.stores(Kinds.intermediates(Contoso.issuing), $0) }.map {
          .stores(path: Kinds.path(2), roots, $0)
        }
      }))

  /// The store holds rows of both intermediates, and the server certificate, which no list shows.
  static let three = Family(
    name: "root and two intermediates",
    menus: menus(
      (0...4).flatMap { count in
        let kinds = Kinds.intermediates(Contoso.policy) + Kinds.intermediates(Kinds.issuingBelowPolicy)
        // Of the stores of three and four, a share: they differ in what the smaller ones have already.
        let share = count < 3 ? 1 : count == 3 ? 5 : 23
        return Kinds.stores(kinds, count).enumerated().filter { $0.offset % share == 0 }.map(\.element)
      }.enumerated().map { number, store in
        World.stores(
          path: Kinds.path(3), [.init(Contoso.root, .matched)], store + [.init(Contoso.server)]
        ).with { $0.rowsWay = number.isMultiple(of: 3) ? .given : .listed }
      }))

  static let places = Family(
    name: "copies in every physical store",
    menus: PhysicalStore.allCases.flatMap { physical in
      [true, false].flatMap { tells in
        World.Way.allCases.map { way in
          let row = World.Row(Contoso.strayRoot, in: physical, .mismatched)
          let world = World.stores(path: Kinds.path(1), [.init(Contoso.root, .matched), row], [])
          return Menu(
            world: world.with { ($0.rowsWay, $0.tellsPhysical) = (way, tells) }, breadth: .usual)
        }
      }
    })

  /// Stores that were read whole, or not: with the match among what was read, and without.
  static let sight = Family(
    name: "stores read in part",
    menus: World.Sight.allCases.flatMap { sight in
      let root = Kinds.roots[0]
      let intermediates = Kinds.intermediates(Contoso.issuing)
      let worlds: [World] =
        [[], [root], [root, Kinds.roots[1]], [Kinds.roots[1]], [Kinds.roots[3]], [Kinds.roots[8]]].map {
          .stores(path: Kinds.path(1), $0, [])
        }
        + [[], [intermediates[1]], [intermediates[0], intermediates[1]]].map {
          .stores(path: Kinds.path(2), [root], $0)
        }
      return menus(worlds.map { world in world.with { $0.sight = sight } })
    })

  static let trust = Family(
    name: "phones are told to trust certificates",
    menus: [
      .listed([Contoso.strayRoot.thumbprint]), .listed([Contoso.renewedRoot.thumbprint]),
      .listed([Contoso.root.thumbprint, Contoso.partialRoot.thumbprint]), World.PhoneTrust.leftOut,
    ].flatMap { trust in
      World.Way.allCases.flatMap { way in
        Kinds.stores(Array(Kinds.roots.prefix(5)), 2).map { store in
          let world = World.stores(path: Kinds.path(1), store, [])
          return Menu(
            world: world.with {
              ($0.phoneTrust, $0.pathWay, $0.rowsWay, $0.typesThumbprints) = (trust, way, way, true)
            }, breadth: .narrow)
        }
      }
    })

  /// The path noted wrongly, rows miscounted or mistyped, steps left out.
  static let wrong = Family(
    name: "slips of every kind",
    menus: menus(
      [
        .stores(path: Kinds.path(2), Array(Kinds.roots.prefix(2)), [.init(Contoso.issuing, .matched)]),
        .stores(path: Kinds.path(1), Array(Kinds.roots.prefix(2)), []).with { $0.rowsWay = .given },
        .stores(path: Kinds.path(1), Array(Kinds.roots.prefix(1)), []).with {
          ($0.pathWay, $0.rowsWay) = (.typed, .typed)
        },
      ], .wide)
      + menus(
        Kinds.stores(Array(Kinds.roots.prefix(4)), 2).map {
          .stores(path: Kinds.path(1), $0, []).with { ($0.pathWay, $0.rowsWay) = (.typed, .typed) }
        }, .mistyped))
}
