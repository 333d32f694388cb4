// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import TestAuthorities
import Testing

@Suite("Impact of a removal")
struct ImpactTests {
  @Test("names what a stray root has signed, wherever it lies, once")
  func stray() throws {
    let world = try SignedStores()
    let stray = try world.root.again(serial: 7, years: -5)
    let child = try Authority("Contoso Old Issuing CA", by: stray).certificate
    let leaf = try stray.server("old.contoso.com")
    let survey = try world.survey(root: [stray.certificate, child], ca: [leaf, child])
    let impact = try #require(survey.entry(stray.certificate)?.impact)
    #expect(Set(impact) == [child, leaf])
    #expect(impact.count == 2)
  }

  @Test("does not go by names: the noted root's certificates do not hang on the stray one")
  func names() throws {
    let world = try SignedStores()
    let stray = try world.root.again(serial: 7, years: -5)
    let survey = try world.survey(
      root: [stray.certificate], ca: [Authority("Contoso Issuing CA 2", by: world.root).certificate])
    #expect(survey.entry(stray.certificate)?.impact == [])
  }

  @Test("is none where the renewed certificate has the same key")
  func renewed() throws {
    let world = try SignedStores()
    let renewal = try world.root.again(key: world.root.key, serial: 7, years: 2)
    let survey = try world.survey(
      root: [renewal.certificate], ca: [Authority("Contoso Issuing CA 2", by: renewal).certificate])
    #expect(survey.entry(renewal.certificate)?.verdict == .renewed)
    #expect(survey.entry(renewal.certificate)?.impact == [])
  }

  @Test("is named for each of two strays with one key: when both go, nothing verifies what they have issued")
  func twoOfOneKey() throws {
    let world = try SignedStores()
    let stray = try world.root.again(serial: 7, years: -5)
    let again = try world.root.again(key: stray.key, serial: 8, years: -4)
    let leaf = try stray.server("old.contoso.com")
    let survey = try world.survey(root: [stray.certificate, again.certificate], ca: [leaf])
    for one in [stray.certificate, again.certificate] {
      #expect(survey.entry(one)?.verdict.allowsRemoval == true)
      #expect(survey.entry(one)?.impact == [leaf])
    }
  }

  @Test("is asked only of what could be removed")
  func others() throws {
    let world = try SignedStores()
    let stray = try world.root.again(serial: 7, years: -5)
    let survey = try world.survey(root: [stray.certificate])
    #expect(survey.entry(world.root.certificate)?.impact == [])
    #expect(survey.entry(world.issuing.certificate)?.impact == [])
  }

  @Test("reaches the server's own path: an intermediate of the same name that issued it")
  func server() throws {
    let world = try SignedStores()
    let stray = try world.issuing.again(by: world.root, serial: 7, years: -5)
    let leaf = try stray.server("fe02.contoso.com")
    let survey = try world.survey(ca: [stray.certificate, leaf])
    #expect(survey.entry(stray.certificate)?.impact == [leaf])
    #expect(survey.server == world.server)
  }
}
